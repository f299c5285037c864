"""How many reviews and lawsuits over disclosure the text says there were."""

import re
from collections.abc import Iterator

from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.counts import Count, Statement, around, exact_counts, without_brackets
from service.domain.statements.scope import COMPARED, OUT_OF, is_of_others
from service.domain.statements.topic import is_under

_UNITS = ("件", "起", "宗", "例", "次", "个", "项")
_KINDS = (
    ("review", re.compile("(?:行政)?复议(?!机[关构]|部门|委)")),
    ("litigation", re.compile("行政诉讼|诉讼|起诉|应诉")),
)
_OF_CASES = "(?:的|案件|案|事项|申请|情况|数量|总数|总量|数|发生|一?共计?|合计|总计|计|为|有|被)*$"
_ROUTES = (
    (
        "litigation_direct",
        re.compile(rf"未经(?:行政)?复议(?:程序)?而?(?:直接)?(?:提起|发起)?(?:的)?(?:起诉|(?:行政)?诉讼){_OF_CASES}"),
    ),
    (
        "litigation_after_review",
        re.compile(rf"(?:行政)?复议(?:之)?后(?:再|又)?(?:提起|发起)?(?:的)?(?:起诉|(?:行政)?诉讼){_OF_CASES}"),
    ),
)
"""The two rows of lawsuits in table four."""
_JOINT = re.compile(
    rf"(?:复议(?!机|部门|委|后)[^,;:。()\d]{{0,6}}[、和及与或][^,;:。()\d]{{0,10}}(?:诉讼|应诉)|(?:诉讼|应诉)[^,;:。()\d]{{0,6}}[、和及与或][^,;:。()\d]{{0,10}}复议(?!机|部门|委|后)){_OF_CASES}"
)
"""The two kinds together before one count: 行政复议、行政诉讼共7件."""
_APART = re.compile("分别|各$|未(?!经)|没有|(?<!有)无")
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
_WHOLE_CLAUSE = re.compile(r"[,;:。()\d]")
_NARROW = re.compile("不服|败诉|被纠正|被纠错|超期|审理")
_AS_REVIEWER = re.compile("(?:作为|担任|履行)[^,。;]{0,12}复议(?:机[关构]|职[责能])")
"""The body as the one that decides over reviews of others' work."""
_PART = re.compile("其中")
_BECAUSE = re.compile(
    "因[^,。;]{0,6}(?:信息|申请)公开[^,。;]{0,8}(?:引[发起]|产生|发生|被|提起|申请)|^(?:全年|共)*(?:发生|引[发起]|产生)"
)
"""Words that make a clause speak of reviews on its own, whatever was listed before it."""
_BOTH = re.compile("(?:行政)?复议[、和及与](?:行政)?(?:诉讼|应诉)")
"""After a count of the two kinds together."""
_LISTED = re.compile(r"复议[^,;。、]{0,8}\d+[件起宗例][、和及与](?:行政)?诉讼")
"""The two kinds beside each other, of which a result may be either's."""
_OTHERS_TOO = re.compile(
    r"^[^。;]{0,40}?(?:无关|[不未无]涉及?|没有涉及)|^[^。;,\d]{0,8}(?:[,;(](?:其中)?|。其中)[^,;。\d]{0,14}信息公开[^,;。\d]{0,12}\d"
)
"""After a count of cases: that they are not all over disclosure."""
_HAPPENED = re.compile("发生|引[发起]|产生|被申请|被提起|由此|因此")


def review_counts(report: Report) -> Iterator[Statement]:
    """How many reviews (`subject` review) and lawsuits (litigation) over disclosure there were, or had a result.

    A result's subject names its column: review.upheld. Kinds that are counted together are joined by a plus sign.
    """
    for sentence in sentences(report):
        if not ("复议" in sentence.text or "诉" in sentence.text) or not _is_about_disclosure(report, sentence):
            continue
        if is_of_others(report, sentence, len(sentence.text)):
            continue
        for told in (*_counted(sentence), *_denied(sentence)):
            if not _AS_REVIEWER.search(sentence.text[: told.start].rsplit(";", 1)[-1]):
                yield told


def _is_about_disclosure(report: Report, sentence: Sentence) -> bool:
    """Whether the reviews are those over disclosure: the sentence or its section says so, or its sub-head."""
    if sentence.section == 4 or _DISCLOSURE.search(sentence.text):
        return True
    return is_under(report, sentence, "on_request") and bool(_HAPPENED.search(sentence.text))


def _counted(sentence: Sentence) -> Iterator[Statement]:
    for count in exact_counts(sentence.text, _UNITS):
        before, after = around(sentence.text, count.start, count.end)
        result = next(((name, m.start()) for name, words in _RESULTS if (m := words.search(before))), None)
        if result:
            yield from _with_result(sentence, count, result[0], count.start - len(before) + result[1])
            continue
        clause = before + _CLAUSE.split(sentence.text[count.end :], maxsplit=1)[0]
        told = without_brackets(sentence.text[: count.start]).rsplit(";", 1)[-1]
        if _RESULT.search(clause) or COMPARED.search(clause) or _NARROW.search(told) or OUT_OF.search(told):
            continue
        route = next((name for name, words in _ROUTES if words.search(before)), None)
        if not route and _PART.search(told) and not _BECAUSE.search(before):
            continue
        if _BOTH.match(sentence.text, count.end) or _are_others_too(sentence, count):
            continue
        kind = route or _kind(sentence.text[: count.start], before, after)
        if kind:
            yield Statement(count.value, sentence, count.start, count.end, kind)


def _kind(told: str, before: str, after: str) -> str | None:
    """The kind that a count is of, or both together; None where it may be either."""
    clause = _WHOLE_CLAUSE.split(told)[-1]
    joint = _JOINT.search(clause)
    if joint or _APART.search(clause):
        return "review+litigation" if joint and not _APART.search(clause) and not _RESULT.search(clause) else None
    readings = (
        [kind for kind, words in _KINDS if words.match(after)],
        [kind for kind, words in _KINDS if words.search(before)],
        [kind for kind, words in _KINDS if words.search(after)],
    )
    kinds = next(filter(None, readings), [])
    return kinds[0] if len(kinds) == 1 else None


def _are_others_too(sentence: Sentence, count: Count) -> bool:
    """Whether it is said only after a count that some or all of the cases are not over disclosure."""
    told, rest = sentence.text[: count.start], sentence.text[count.end :]
    following = sentence.paragraph.text[sentence.offsets[-1] + 1 :]
    return not _DISCLOSURE.search(told) and bool(_OTHERS_TOO.match(rest + following))


def _with_result(sentence: Sentence, count: Count, result: str, start: int) -> Iterator[Statement]:
    """How many of the cases last spoken of had a result; `subject` is the kind and the column."""
    if _LISTED.search(sentence.text, 0, count.start):
        return
    if _JOINT.search(sentence.text[:start]):
        yield Statement(count.value, sentence, count.start, count.end, f"review+litigation.{result}")
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
