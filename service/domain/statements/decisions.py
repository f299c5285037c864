"""How many licences, penalties and measures of coercion, and what fees, the text says there were."""

import re
from collections.abc import Iterator

from service.domain.prose import sentences
from service.domain.report import Report
from service.domain.statements.counts import Statement, around, exact_counts
from service.domain.statements.scope import COMPARED, is_of_others

_MADE = r"(?:作出|做出|办理|实施|办结|处理|下达|核发|受理)(?:了|各类|的|完成)*"
_KINDS = (("licensing", "行政许可"), ("penalty", "行政处罚"), ("coercion", "行政强制(?:措施)?"))
_MATTER = r"(?:的)?(?:处理)?(?:决定书?|事项|案件|业务|数量)?(?:数量)?(?:共计?|为|计|总数)?"
_BEFORE = [(row, re.compile(rf"(?:{_MADE}|^(?:共|本年度?|全年)?)(?:{words}){_MATTER}$")) for row, words in _KINDS]
_AFTER = [(row, re.compile(rf"^(?:{words})(?:处理)?(?:决定|事项|案件|业务)?$")) for row, words in _KINDS]
_NONE = [
    (
        row,
        re.compile(
            rf"(?:未|没有|无)(?:作出|做出|办理|实施|下达|采取|发生|产生)(?:过|任何)?(?:[^,。;]{{0,12}}?[、和及])?(?:{words})"
        ),
    )
    for row, words in _KINDS
]
_MADE_BEFORE = re.compile(rf"{_MADE}(?:共)?$")
_HANDLED = re.compile(r"(?:办理|办结|处理|受理)(?:了|各类|的|完成)*行政|^(?:共|本年度?|全年)?行政")
_DECIDED = re.compile(
    r"[,、(](?:其中)?[^,;。\d]{0,10}(?:作出|做出|下达|办结|结案|核发|发放|准予|决定)[^,;。\d]{0,14}\d+[件起宗份项]"
)
"""What became of cases that were handled: 办理行政处罚案件30件,作出处罚决定27件."""
_COLUMN = [
    (row, re.compile(rf"(?:{words})(?:本年)?处理决定(?:数量|总数)(?:共计?|为)?$|^{_MADE}(?:{words})处理决定$"))
    for row, words in _KINDS
]
"""The words of table two's own column, even where such counts are told as published."""
_PUBLISHED = re.compile(
    "公开|公示|发布|公布|梳理|编制|信息|双公示|目录|清单|培训|案卷|涉及|其中|包括|下放|承接|取消|权力|职权|标准"
)
_PART = re.compile("其中|包括")
_FEE = re.compile(r"行政事业性收费(?:的)?(?:总?金?额|收入)?(?:共计?|合计|总计|为|计)?$")
_CHARGED = re.compile("(?<![代未])(?:收取|征收|收缴)")
"""What is told as charged is a fee, though it be told among what was published."""
_NOT_CHARGED = re.compile("[减免停缓退]|取消|降低|代[收征]|涉及")
_CASES = ("件", "项", "个", "起", "宗", "例", "次", "份")


def decision_counts(report: Report) -> Iterator[Statement]:
    """How many decisions were made, or what fees were charged (万元); `subject` is the row of table two."""
    for sentence in sentences(report):
        text = sentence.text
        if "行政" not in text or sentence.section not in (0, 1, 2, 6):
            continue
        for count in exact_counts(text, (*_CASES, "条", "万元")):
            before, after = around(text, count.start, count.end)
            row = next((row for row, pattern in _COLUMN if pattern.search(before)), None)
            if not row and count.unit == "万元":
                row = _fee(before, text[: count.start])
            elif not row and count.unit != "条" and not _is_published(text[: count.start]):
                row = _decision(before, after)
            if COMPARED.search(before + after) or (row and _goes_on_to_decisions(row, before, text[count.end :])):
                continue
            if row and not is_of_others(report, sentence, count.start):
                yield Statement(count.value, sentence, count.start, count.end, row)
        for row, pattern in _NONE:
            match = pattern.search(text)
            if (
                match
                and not _PUBLISHED.search(text[: match.start()])
                and not is_of_others(report, sentence, match.start())
            ):
                yield Statement(0, sentence, match.start(), match.end(), row)


def _is_published(told: str) -> bool:
    """Whether what is told before a count speaks of publishing, or of parts; a semicolon begins anew."""
    return bool(_PART.search(told) or _PUBLISHED.search(told.rsplit(";", 1)[-1]))


def _fee(before: str, told: str) -> str | None:
    """The row of fees where an amount is what they came to, and no part of it or what was waived."""
    if not _FEE.search(before) or _NOT_CHARGED.search(before) or _PART.search(told):
        return None
    return "fees" if _CHARGED.search(before) or not _is_published(told) else None


def _decision(before: str, after: str) -> str | None:
    said = next((row for row, pattern in _BEFORE if pattern.search(before)), None)
    if said or not _MADE_BEFORE.search(before):
        return said
    return next((row for row, pattern in _AFTER if pattern.match(after)), None)


def _goes_on_to_decisions(row: str, before: str, rest: str) -> bool:
    """Whether a count is one of cases, and the decisions in them, which alone are in the table, are counted after it."""
    if not _HANDLED.search(before) or "决定" in before:
        return False
    decided = [match[0] for match in _DECIDED.finditer(rest.split(";", maxsplit=1)[0])]
    kinds = [[kind for kind, words in _KINDS if re.search(words, clause)] for clause in decided]
    return any(not named or row in named for named in kinds)
