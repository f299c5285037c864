"""Words against figures: what the text counts, held against the tables."""

from service.domain.finding import Number, Operand, Severity
from service.domain.report import Cell, Report
from service.domain.rule import HELD, UNREAD, Breach, Looked, Outcomes, rule
from service.domain.statements import Statement, application_counts, documents_issued

_READINGS = (
    ("received",),
    ("received", "carried_over"),
    ("outcomes.total",),
    ("outcomes.total", "carried_forward"),
)
"""What a count of applications may mean: the rows of table three that it may be the sum of."""


@rule(
    "CON01",
    Severity.ERROR,
    zh="正文说申请 {stated} 件，而表三中本年新收 {received} 件、上年结转 {carried_over} 件、办理结果总计 {outcomes} 件，没有一项与之相符。",
    en="The text counts {stated} applications; table three has {received} received, {carried_over} carried over and"
    " {outcomes} dealt with: none agrees.",
    remedy=("核对正文与表三的申请件数，使两者一致。", "Check the count in the text against table three."),
)
def narrative_applications_mismatch(report: Report) -> Outcomes:
    """A count of applications in the text agrees with no reading of table three.

    中文：正文中的申请件数与表三的任何一种口径都不一致。

    Why: text and table are of the same applications; readers quote the text, statistics take the table.

    原因：正文和表格反映的是同一批申请，两者不一致会使引用和统计结果互相矛盾。

    Source: 《政府信息公开条例》第五十条第（二）项；国办公开办函〔2021〕30号，表三

    Bad:
        【一】2023年，我局共收到政府信息公开申请3件，均已按时答复。
        一、本年新收政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 0 | 8

    Good:
        【一】2023年，我局共收到政府信息公开申请8件，均已按时答复。
        一、本年新收政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 0 | 8
    """
    table = report.applications
    rows = ("received", "carried_over", "outcomes.total", "carried_forward")
    cells = {row: table.cell(row, "total") for row in rows}
    for statement in application_counts(report) if table else ():
        yield _against(statement, cells)


def _against(statement: Statement, cells: dict[str, Cell | None]) -> Breach | Looked:
    if any(cell is None or not _is_counted(cell) for cell in cells.values()):
        return UNREAD
    figures = {row: cell.figure.value or 0 for row, cell in cells.items() if cell}
    if statement.value in {sum(figures[row] for row in reading) for reading in _READINGS}:
        return HELD
    return Breach(
        statement.at,
        also=[cell.at for cell in cells.values() if cell],
        operands=[Operand.of(cell, "right") for cell in cells.values() if cell],
        expected=figures["received"],
        actual=statement.value,
        stated=statement.value,
        received=figures["received"],
        carried_over=figures["carried_over"],
        outcomes=figures["outcomes.total"],
    )


def _is_counted(cell: Cell) -> bool:
    return cell.is_sure and cell.figure.value is not None and not cell.figure.is_blank


@rule(
    "CON02",
    Severity.ERROR,
    zh="正文说制发行政规范性文件 {stated} 件，表二“本年制发件数”为 {issued} 件。",
    en="The text says that {stated} normative documents were issued, table two says {issued}.",
    remedy=("核对正文与表二的行政规范性文件制发件数，使两者一致。", "Check the count in the text against table two."),
)
def narrative_documents_mismatch(report: Report) -> Outcomes:
    """A count of normative documents issued differs from table two.

    中文：正文中的行政规范性文件制发件数与表二不一致。

    Why: text and table are of the same documents.

    原因：正文和表格反映的是同一批文件。

    Source: 《政府信息公开条例》第二十条第（一）项；国办公开办函〔2021〕30号，表二

    Bad:
        【一】本年度制定行政规范性文件三件。
        行政规范性文件 | 2 | 0 | 5

    Good:
        【一】本年度制定行政规范性文件两件。
        行政规范性文件 | 2 | 0 | 5
    """
    cell = report.disclosure.cell("normative_documents", "issued")
    for statement in documents_issued(report) if cell else ():
        yield _compared(statement, cell, cell.figure.value if cell else None)


def _compared(statement: Statement, cell: Cell | None, figure: Number | None) -> Breach | Looked:
    if cell is None or figure is None or not _is_counted(cell):
        return UNREAD
    if statement.value == figure:
        return HELD
    return Breach(
        statement.at,
        also=[cell.at],
        operands=[Operand.of(cell, "right")],
        expected=figure,
        actual=statement.value,
        stated=statement.value,
        issued=figure,
    )
