"""How many reviews and lawsuits over disclosure the text says there were."""

import re
from collections.abc import Iterator

from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.counts import Count, Statement, around, exact_counts, without_brackets
from service.domain.statements.scope import COMPARED, is_of_others
from service.domain.statements.topic import is_under

_UNITS = ("件", "起", "宗", "例", "次", "个", "项")
_KINDS = (
    ("review", re.compile("(?:行政)?复议(?!机[关构]|部门|委)")),
    ("litigation", re.compile("行政诉讼|诉讼|起诉|应诉")),
)
_RESULTS = (
    ("upheld", re.compile(r"(?:结果)?维持(?:的|结果|原?决定)*$")),
    ("corrected", re.compile(r"(?:结果)?(?:被)?纠正(?:的|结果)*$")),
    ("other", re.compile(r"其他结果(?:的)?$")),
    ("pending", re.compile(r"(?:尚未|未)审结(?:的)?$")),
)
_NONE = re.compile(
    r"(?:未(?!经)|没有|无|均未|从未)(?:发生|收到|产生|出现|引发|引起|涉及|被申请|被提起|被)?(?:过|任何)?(?P<object>[^,。;]{0,22}?(?:复议|诉讼)[^,。;]{0,16})"
)
_RESULT = re.compile(r"维持|纠正|纠错|撤销|驳回|审结|其他结果|胜诉|败诉|责令|终止|撤回|开庭|出庭|培训|案例|调解")
_DISCLOSURE = re.compile("信息公开|政务公开|公开申请|依申请公开|公开工作")
_CLAUSE = re.compile("[,;:。、(]")
_NARROW = re.compile("不服|败诉|被纠正|被纠错|超期|审理|作为[^,。;]{0,10}复议机[关构]")
_PART = re.compile("其中")
_BECAUSE = re.compile(
    "因[^,。;]{0,6}(?:信息|申请)公开[^,。;]{0,8}(?:引[发起]|产生|发生|被|提起|申请)|^(?:全年|共)*(?:发生|引[发起]|产生)"
)
"""Words that make a clause speak of reviews on its own, whatever was listed before it."""
_BOTH = re.compile("(?:行政)?复议[、和及与](?:行政)?(?:诉讼|应诉)")
"""After a count of the two kinds together."""
_LISTED = re.compile(r"复议[^,;。、]{0,8}\d+[件起宗例][、和及与](?:行政)?诉讼")
"""The two kinds beside each other, of which a result may be either's."""
_HAPPENED = re.compile("发生|引[发起]|产生|被申请|被提起|由此|因此")


def review_counts(report: Report) -> Iterator[Statement]:
    """How many reviews (`subject` review) and lawsuits (litigation) over disclosure there were, or had a result.

    A result's subject names its column: review.upheld.
    """
    for sentence in sentences(report):
        if not ("复议" in sentence.text or "诉" in sentence.text) or not _is_about_disclosure(report, sentence):
            continue
        if is_of_others(report, sentence, len(sentence.text)):
            continue
        yield from _counted(sentence)
        yield from _denied(sentence)


def _is_about_disclosure(report: Report, sentence: Sentence) -> bool:
    """Whether the reviews are those over disclosure: the sentence or its section says so, or its sub-head."""
    if sentence.section == 4 or _DISCLOSURE.search(sentence.text):
        return True
    return is_under(report, sentence, "on_request") and bool(_HAPPENED.search(sentence.text))


def _counted(sentence: Sentence) -> Iterator[Statement]:
    for count in exact_counts(sentence.text, _UNITS):
        before, after = around(sentence.text, count.start, count.end)
        result = next((name for name, words in _RESULTS if words.search(before)), None)
        if result:
            yield from _with_result(sentence, count, result)
            continue
        clause = before + _CLAUSE.split(sentence.text[count.end :], maxsplit=1)[0]
        told = without_brackets(sentence.text[: count.start])
        if _RESULT.search(clause) or COMPARED.search(clause) or _NARROW.search(told):
            continue
        if _PART.search(told.rsplit(";", 1)[-1]) and not _BECAUSE.search(before):
            continue
        if _BOTH.match(sentence.text, count.end):
            continue
        kinds = [kind for kind, words in _KINDS if words.search(before)] or [
            kind for kind, words in _KINDS if words.search(after)
        ]
        if len(kinds) == 1:
            yield Statement(count.value, sentence, count.start, count.end, kinds[0])


def _with_result(sentence: Sentence, count: Count, result: str) -> Iterator[Statement]:
    """How many of the cases last spoken of had a result; `subject` is the kind and the column."""
    if _LISTED.search(sentence.text, 0, count.start):
        return
    named = [(match.start(), kind) for kind, words in _KINDS for match in words.finditer(sentence.text, 0, count.start)]
    if named:
        yield Statement(count.value, sentence, count.start, count.end, f"{max(named)[1]}.{result}")


def _denied(sentence: Sentence) -> Iterator[Statement]:
    for match in _NONE.finditer(sentence.text):
        said = match["object"]
        if _RESULT.search(said) or _NARROW.search(said) or _PART.search(said) or COMPARED.search(said):
            continue
        for kind, words in _KINDS:
            if words.search(said):
                yield Statement(0, sentence, match.start(), match.end(), kind)
