"""How many applications the text says had which outcome."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from service.domain import form
from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.counts import CASES, Count, Statement, around, exact_counts
from service.domain.statements.scope import COMPARED, PAPERS, is_of_others

_WORDS = (
    ("outcomes.partially_granted", "(?:予以)?部分公开|部分予以公开"),
    ("outcomes.refused", "不予公开"),
    ("outcomes.granted", "(?<!不)(?:予以|同意|全部)公开"),
    (
        "outcomes.unavailable.not_held",
        "(?:本机关|本单位|我局|本局)?不掌握(?:(?:相关)?(?:政府)?信息)?|不属于本机关公开|信息不存在",
    ),
    ("outcomes.unavailable", "无法提供"),
    ("outcomes.not_processed", "不予处理"),
    ("outcomes.other", "其他处理"),
    ("outcomes.refused.internal_affairs", "(?:三类)?内部事务(?:性)?信息"),
    ("outcomes.refused.process_information", "(?:四类)?过程性信息"),
    ("outcomes.refused.enforcement_files", "行政执法案卷"),
    ("outcomes.refused.administrative_queries", "行政查询事项"),
    ("outcomes.refused.state_secret", "(?:属于)?国家秘密"),
    ("outcomes.refused.prohibited_by_law", "(?:其他)?法律、?行政法规禁止公开"),
    ("outcomes.refused.third_party_rights", "保护第三方合法权益"),
    ("outcomes.unavailable.needs_creation", "(?:没有现成(?:的)?信息)?需要?另行制作"),
    ("outcomes.unavailable.still_unclear", "补正后(?:申请内容)?仍不明确"),
    ("outcomes.other.not_corrected", "逾期[未不]补正"),
    ("outcomes.not_processed.repeated", "重复申请"),
    ("outcomes.not_processed.petition", "信访、?举报、?投诉类(?:申请)?"),
)
_BEFORE = {
    row: re.compile(rf"(?:{words})(?:的|类|决定|答复|申请|事项|政府信息|有|共|为|是|[“”\"])*$") for row, words in _WORDS
}
_AFTER = [
    (row, re.compile(rf"^(?:申请|的|被|系|属于|因|为|作出|答复|决定|办理结果)*[“”\"]*(?:{words})"))
    for row, words in _WORDS
]
_JOINED = [
    (row, re.compile(rf"(?:{words})(?:的|类|决定|答复)*(?:以及|或者|[及和与或、]){{1,2}}$")) for row, words in _WORDS
]
"""An outcome before another, counted together with it."""
_IN_SHORT = {
    "outcomes.partially_granted": (
        "outcomes.granted",
        re.compile(
            r"(?:全部|完全|全文|(?<!不予)(?<!不)(?<!主动)(?<!信息)(?<!申请)(?<!政务)公开)(?:的)?(?:以及|或者|[及和与或、])$"
        ),
    ),
    "outcomes.granted": ("outcomes.partially_granted", re.compile("部分(?:以及|或者|[及和与或、])$")),
}
"""The other of the two ways to grant an application, told in short before one: 公开或部分公开, 部分或全部公开."""
_WITH_OTHERS = re.compile(r"(?<![件条份项次个宗起例)\d,;:、。])(?:以及|或者|[及和与或、])$")
"""Something else before an outcome, counted together with it."""
_QUOTES = re.compile('[“”"]')
_BEGINS_CAUSE = re.compile("(?<![原起诱])(?:因(?![此而素])为?|由于|鉴于|考虑到)")
_CAUSE = re.compile(rf"{_BEGINS_CAUSE.pattern}[^,;。:]*,?[^,;。:]{{0,8}}$")
_REACH = 100
"""Characters before a count that its cause may begin in."""
_STATEMENT = re.compile(r"[;。]|\d[件宗份]")
_LIST = re.compile("[、或和及与]|以及|或者")
_SAYS_NO_MORE = re.compile(
    ",|属于?|系|为|其|该|所|申请|信息|相关|有关|政府|内容|事项|确|均|而|的|被|依法|作出|答复|告知|决定|本机关|我局|本局"
)
"""Words of a cause that restrict nothing."""
_KNOWN = re.compile(
    "|".join((*(words for row, words in _WORDS if row.count(".") > 1), "不属于?[本我][^,;。]{1,3}掌握"))
)
_ALSO = re.compile(r"(?:的|类|决定|答复)*(?:以及|或者|[及和与或、])")
_CLAUSE = re.compile(r"[,;:。()\d]")
_NEXT_ONE = re.compile("[、或和及与][^、或和及与]*$")
"""The words of a next count: 无法提供 of 5件予以公开、无法提供3件."""
_AMONG_OTHERS = re.compile("等(?:原因|情形|情况|因素|理由)?")
_BECAUSE = re.compile("(?:因|由于).*[而的]")
_NO_OUTCOME = re.compile("(?:答复|办理|回复)(?:以及|[或和与、及])其他处理|(?:第三方|权利人|意见).*同意公开")
"""What is said of all, or by others: 作出答复或其他处理107件, 第三方同意公开3件."""
_OUTCOMES = re.compile("予以公开|部分公开|不予公开|无法提供|不予处理|其他处理")
_OPENED = re.compile(r"主动公开\d")
"""Papers again, whose other parts may be 依申请公开 and 不予公开."""
_NARROW = re.compile(r"网上|信函|邮寄|自然人|法人|企业|代表")
_OF_SOME = re.compile(
    r"(?:(?:自然人|企业|科研机构|(?:公益|社会)组织|法律服务机构|律师|记者|学生|村民|居民|职工)(?![、和或及])|涉及|关于|有关|针对|要求公开)"
    r"[^,;:。\d]{0,24}?(?:的[^,;:。\d]{0,16}|(?<!信息公开)申请|事项|方面|类)[,:]"
    r"|补正后(?!(?:申请内容)?仍)"
)
"""Before the outcomes: what they are those of. 科研机构申请的水文资料,予以公开5件, 补正后1件公开."""


def outcome_counts(report: Report) -> Iterator[Statement]:
    """How many applications had which outcome; `subject` is the row's key, or that of a group of rows.

    Outcomes that are counted together are joined by a plus sign.
    """
    return (each for each, is_part in _told(report) if not is_part)


def outcome_parts(report: Report) -> Iterator[Statement]:
    """How many had an outcome in one case of several, so that they can't be more than had it at all.

    For a cause that the form doesn't know, or one of two such counts: 不掌握26件、不属于本机关公开14件.
    """
    return (each for each, is_part in _told(report) if is_part)


@lru_cache(maxsize=4)
def _told(report: Report) -> tuple[tuple[Statement, bool], ...]:
    """The counts of outcomes, each with whether it is of a part."""
    return tuple(_read(report))


def _read(report: Report) -> Iterator[tuple[Statement, bool]]:
    for sentence in sentences(report):
        if PAPERS.search(sentence.text) or _OPENED.search(sentence.text):
            continue
        found = [
            Statement(count.value, sentence, count.start, count.end, row)
            for count in exact_counts(sentence.text, CASES)
            if (row := _row(report, sentence, count))
        ]
        rows = Counter(each.subject for each in found)
        for each in found:
            yield each, rows[each.subject] > 1 or not _is_known(_cause(sentence.text[: each.start]))


def _row(report: Report, sentence: Sentence, count: Count) -> str | None:
    """The row, or rows, that a count is of; None where it isn't of the whole body's applications in the year."""
    told = sentence.text[: count.start]
    before, after = around(sentence.text, count.start, count.end)
    row = _named_before(told, before) or _named_behind(_behind(sentence.text[count.end :]))
    if (
        not row
        or _NO_OUTCOME.search(told)
        or _OF_SOME.search(told.rsplit(";", 1)[-1])
        or COMPARED.search(before + after)
        or _NARROW.search(before + after)
    ):
        return None
    if row.startswith("outcomes.granted") and not _is_about_applications(sentence):
        return None
    return None if is_of_others(report, sentence, count.start) else row


def _is_about_applications(sentence: Sentence) -> bool:
    """Whether outcomes are spoken of: beside applications, or two or more of them in one sentence."""
    if "申请" in sentence.paragraph.text:
        return True
    return len(_OUTCOMES.findall(sentence.text)) > 1


def _named_before(text: str, before: str) -> str | None:
    """The outcome, or several in a row, that are named right before a count: 予以公开及部分公开5件.

    A reason alone in its clause says more than its group.
    """
    row = next((row for row, pattern in _BEFORE.items() if pattern.search(before)), None)
    if row is None:
        return None
    text = _QUOTES.sub("", text)
    clause = _cause(text) + _CLAUSE.split(text)[-1]
    reasons = [reason for reason, words in _WORDS if reason.startswith(f"{row}.") and re.search(words, clause)]
    if not reasons or _AMONG_OTHERS.search(clause):
        return _joined(text, row)
    if len(reasons) > 1:
        return "+".join(reasons) if _BECAUSE.search(clause) else _joined(text, row)
    return _joined(text, reasons[0])


def _cause(told: str) -> str:
    """What is told before a count as the cause of its outcome, up to its name; nothing where there is none."""
    told = told[-_REACH:]
    if not _BEGINS_CAUSE.search(told):
        return ""
    named = next((m for pattern in _BEFORE.values() if (m := pattern.search(told))), None)
    given = _CAUSE.search(_STATEMENT.split(told[: named.start()])[-1]) if named else None
    return given[0] if given else ""


def _is_known(cause: str) -> bool:
    """Whether a cause is the form's, and not one of several for the same row: 因档案已移交而告知不掌握的26件.

    Causes that end with 等 stand for all.
    """
    if _AMONG_OTHERS.search(cause):
        return True
    given = _LIST.split(_KNOWN.sub("#", _BEGINS_CAUSE.sub("", cause, count=1)))
    return all("#" in each or not _SAYS_NO_MORE.sub("", each) for each in given)


def _joined(before: str, last: str) -> str | None:
    """The outcomes named in a row before a count, of which the last is known; None where one of them isn't."""
    named = _BEFORE[last].search(before)
    rows = [last]
    while named:
        before = before[: named.start()]
        row, named = next(((row, m) for row, pattern in _JOINED if (m := pattern.search(before))), ("", None))
        if not named and rows[0] in _IN_SHORT:
            row, named = _IN_SHORT[rows[0]][0], _IN_SHORT[rows[0]][1].search(before)
        if named and row not in rows:
            rows.insert(0, row)
    return None if _WITH_OTHERS.search(before) else "+".join(rows)


def _behind(rest: str) -> str:
    """The words behind a count, with what they list, up to a stop or to those of the next count."""
    words = _CLAUSE.split(rest, maxsplit=1)[0]
    return _NEXT_ONE.sub("", words) if rest[len(words) :][:1].isdigit() else words


def _named_behind(after: str) -> str | None:
    """The same right behind it: 5件属于过程性信息和内部事务信息."""
    rows: list[str] = []
    while found := next(((row, m) for row, pattern in _AFTER if (m := pattern.match(after))), None):
        rows.append(found[0])
        also = _ALSO.match(after, found[1].end())
        after = after[also.end() :] if also else ""
    return "+".join(rows) or None


def rows_of(subject: str, rows: set[str]) -> list[str]:
    """The rows of table three that a subject is the sum of, out of those that the table has."""
    return [row for outcome in subject.split("+") for row in _rows_of_one(outcome, rows)]


def _rows_of_one(outcome: str, rows: set[str]) -> list[str]:
    if outcome in rows:
        return [outcome]
    return [row for row in (*form.OUTCOME_DETAILS, "outcomes.other") if row in rows and row.startswith(outcome + ".")]
