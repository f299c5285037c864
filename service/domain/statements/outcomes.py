"""How many applications the text says had which outcome."""

import re
from collections.abc import Iterator

from service.domain import form
from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.counts import CASES, Statement, around, exact_counts
from service.domain.statements.scope import COMPARED, PAPERS, is_of_others

_WORDS = (
    ("outcomes.partially_granted", "(?:予以)?部分公开"),
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
_ALSO = re.compile(r"(?:的|类|决定|答复)*(?:以及|或者|[及和与或、])")
_CLAUSE = re.compile(r"[,;:。()\d]")
_AMONG_OTHERS = re.compile("等(?:原因|情形|情况|因素|理由)?")
_BECAUSE = re.compile("(?:因|由于).*[而的]")
_NO_OUTCOME = re.compile("(?:答复|办理|回复)(?:以及|[或和与、及])其他处理|(?:第三方|权利人|意见).*同意公开")
"""What is said of all, or by others: 作出答复或其他处理107件, 第三方同意公开3件."""
_OUTCOMES = re.compile("予以公开|部分公开|不予公开|无法提供|不予处理|其他处理")
_OPENED = re.compile(r"主动公开\d")
"""Papers again, whose other parts may be 依申请公开 and 不予公开."""
_NARROW = re.compile(r"网上|信函|邮寄|自然人|法人|企业|代表")


def outcome_counts(report: Report) -> Iterator[Statement]:
    """How many applications had which outcome; `subject` is the row's key, or that of a group of rows.

    Outcomes that are counted together are joined by a plus sign.
    """
    for sentence in sentences(report):
        text = sentence.text
        if PAPERS.search(text) or _OPENED.search(text):
            continue
        for count in exact_counts(text, CASES):
            before, after = around(text, count.start, count.end)
            row = _named_before(text[: count.start], before) or _named_behind(after)
            if (
                not row
                or _NO_OUTCOME.search(text[: count.start])
                or COMPARED.search(before + after)
                or _NARROW.search(before + after)
            ):
                continue
            if row.startswith("outcomes.granted") and not _is_about_applications(sentence):
                continue
            if not is_of_others(report, sentence, count.start):
                yield Statement(count.value, sentence, count.start, count.end, row)


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
    clause = _CLAUSE.split(text)[-1]
    reasons = [reason for reason, words in _WORDS if reason.startswith(f"{row}.") and re.search(words, clause)]
    if not reasons or _AMONG_OTHERS.search(clause):
        return _joined(text, row)
    if len(reasons) > 1:
        return "+".join(reasons) if _BECAUSE.search(clause) else _joined(text, row)
    return _joined(text, reasons[0])


def _joined(before: str, last: str) -> str:
    """The outcomes named in a row before a count, of which the last is known."""
    named = _BEFORE[last].search(before)
    rows = [last]
    while named:
        before = before[: named.start()]
        row, named = next(((row, m) for row, pattern in _JOINED if (m := pattern.search(before))), ("", None))
        if named:
            rows.insert(0, row)
    return "+".join(rows)


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
