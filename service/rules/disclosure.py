"""What the text counts of documents, decisions and fees, held against table two."""

from service.language.mentions.bodies import is_government
from service.reports import form
from service.reports.finding import Message
from service.reports.report import Report, counted
from service.rules.comparison import Judged, agreed, claims_on, compare, is_rounded
from service.rules.doubts import MESSAGES
from service.rules.rule import Violation
from service.rules.statute import has_labels_of_2019


def documents(report: Report) -> Judged:
    """The counts of regulations and normative documents."""
    is_of_2019 = has_labels_of_2019(report.disclosure)
    for claim in claims_on(report, "disclosure"):
        row, column = claim.row, claim.column
        if row == "regulations" and is_government(report) and not is_of_2019:
            label = form.column_label("disclosure", column)
            yield (
                claim,
                compare(
                    claim, [report.disclosure.cell(row, column)], fact="figure", message=_rules_differ, label=label
                ),
            )
        if row == "normative_documents":
            cells = [report.disclosure.cell(row, column)]
            if column == "issued":
                yield claim, compare(claim, cells, fact="issued", message=_made_differs if is_of_2019 else None)
            elif not is_of_2019:
                label = form.column_label("disclosure", column)
                yield claim, compare(claim, cells, fact="figure", message=_kept_differs, label=label)


_made_differs = Message(
    zh="正文所述规范性文件制发数量（{stated} 件）与表二“本年新制作数量”（{issued} 件）不一致。",
    en="The text gives {stated} normative {stated:document|documents} issued, but Table 2 gives {issued} newly made.",
)
_rules_differ = Message(
    zh="正文所述规章数量（{stated} 件）与表二“{label}”（{figure} 件）不一致。",
    en="The text gives {stated} {stated:regulation|regulations} for “{label}”, but Table 2 gives {figure}.",
)
_kept_differs = Message(
    zh="正文所述行政规范性文件数量（{stated} 件）与表二“{label}”（{figure} 件）不一致。",
    en="The text gives {stated} normative {stated:document|documents} for “{label}”, but Table 2 gives {figure}.",
)


def decisions(report: Report) -> Judged:
    """The counts of licences, penalties and enforcement measures, and the fees."""
    for claim in claims_on(report, "disclosure"):
        if claim.column or claim.sentence.section in _OF_CASES:
            continue
        rows = claim.row.split("+")
        cells = [report.disclosure.cell(each, form.DISCLOSURE_CELLS[each][0]) for each in rows]
        if any(is_rounded(claim.value, counted(cell)) for cell in cells):
            yield claim, agreed(claim)
            continue
        unit = "万元" if form.has_decimals(claim.row) else "件"
        outcome = compare(claim, cells, label="、".join(form.row_label("disclosure", each) for each in rows), unit=unit)
        if claim.sentence.section != _OF_PROBLEMS:
            yield claim, outcome
        elif isinstance(outcome, Violation) and claim.is_told_of_year:
            yield claim, outcome.doubted(MESSAGES["of what"])


_OF_CASES = (3, 4)
"""Sections on applications and reviews: decisions that they count are those that these are about."""
_OF_PROBLEMS = 5
"""The section on problems: decisions that it counts are those spoken of there, but for those of the whole year, which may be."""
