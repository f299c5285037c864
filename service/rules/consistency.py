"""Words against figures: what the text counts, held against the tables."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from service.domain import form
from service.domain.finding import Message, Number, Operand, Severity
from service.domain.report import Cell, Report, counted
from service.domain.rule import HELD, UNREAD, Breach, Facts, Looked, Outcomes, rule
from service.domain.statements import (
    Statement,
    applicants_of,
    application_counts,
    carried_counts,
    channel_counts,
    decision_counts,
    documents_issued,
    documents_kept,
    names_applications,
    outcome_counts,
    outcome_parts,
    review_counts,
    says_all_are_done,
)
from service.domain.statements.applicants import applicant_label, columns_of
from service.domain.statements.outcomes import rows_of

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
    zh="正文称申请为 {stated} 件，与表三不符：本年新收 {received} 件，上年结转 {carried_over} 件，办理结果总计 {outcomes} 件。",
    en="The text counts {stated} applications; table three has {received} received, {carried_over} carried over and"
    " {outcomes} dealt with: none agrees.",
    remedy=("核对正文与表三的申请件数，使两者一致。", "Check the count in the text against table three."),
    on_prose=True,
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
    cells = _totals(report)
    for statement, outcome in _applications(report, cells) if report.applications else ():
        yield outcome
        yield from _by_applicants(report, statement) if outcome is HELD else ()
    for statement in carried_counts(report) if report.applications else ():
        yield _carried(statement, cells)
    for statement in channel_counts(report) if report.applications else ():
        yield _against(statement, cells, is_part=True)


def _applications(report: Report, cells: dict[str, Cell | None]) -> list[tuple[Statement, Breach | Looked]]:
    """The counts of applications, each against the table.

    Where one agrees with it, another that only goes on from it may be of a part, and is held.
    """
    found = [(statement, _against(statement, cells)) for statement in application_counts(report)]
    is_told = any(outcome is HELD and statement.value for statement, outcome in found)
    return [
        (statement, outcome if not is_told or names_applications(statement) else HELD) for statement, outcome in found
    ]


def _totals(report: Report) -> dict[str, Cell | None]:
    """The cells of table three that a count of applications may be of."""
    rows = ("received", "carried_over", "outcomes.total", "carried_forward")
    return {row: report.applications.cell(row, "total") for row in rows}


def _against(statement: Statement, cells: dict[str, Cell | None], *, is_part: bool = False) -> Breach | Looked:
    figures = {row: figure for row, cell in cells.items() if (figure := _or_zero(cell)) is not None}
    if len(figures) < len(cells) or counted(cells["received"]) is None:
        return UNREAD
    readings = {sum(figures[row] for row in reading) for reading in _READINGS}
    if statement.subject == "answered":
        if counted(cells["outcomes.total"]) is None:
            return UNREAD
        readings.add(figures["received"] - figures["carried_forward"])
    if statement.value in readings or (is_part and statement.value < max(readings)):
        return HELD
    return _breach(
        statement,
        cells.values(),
        figures["received"],
        received=figures["received"],
        carried_over=figures["carried_over"],
        outcomes=figures["outcomes.total"],
    )


def _or_zero(cell: Cell | None) -> Number | None:
    """A cell's figure, a blank being none, as in the identities."""
    return 0 if cell and cell.is_sure and cell.figure.is_blank else counted(cell)


def _carried(statement: Statement, cells: dict[str, Cell | None]) -> Breach | Looked:
    outcome = _compared(statement, [cells[statement.subject]], ("figure",))
    if isinstance(outcome, Breach):
        outcome.message = _carried_differs
    return _named(outcome, label=form.row_label("applications", statement.subject))


def _by_applicants(report: Report, total: Statement) -> Outcomes:
    """Whose applications are listed after a total, against the rows that the total is of."""
    readings = [reading for reading in _READINGS if _summed(report, reading, ["total"]) == total.value]
    for statement in applicants_of(total) if readings else ():
        columns = columns_of(statement.subject)
        figures = [_summed(report, reading, columns) for reading in readings]
        if statement.value in figures:
            yield HELD
        elif None in figures:
            yield UNREAD
        else:
            cells = [report.applications.cell(row, column) for row in readings[0] for column in columns]
            figure, label = figures[0] or 0, applicant_label(statement.subject)
            yield _breach(statement, cells, figure, _applicants_differ, figure=figure, label=label)


def _summed(report: Report, rows: Sequence[str], columns: Sequence[str]) -> Number | None:
    figures = [_or_zero(report.applications.cell(row, column)) for row in rows for column in columns]
    return None if None in figures else sum(figure or 0 for figure in figures)


def _breach(
    statement: Statement, cells: Iterable[Cell | None], expected: Number, message: Message | None = None, **facts: Any
) -> Breach:
    """The statement as one that the cells contradict."""
    there = [cell for cell in cells if cell]
    return Breach(
        statement.at,
        also=[cell.at for cell in there],
        operands=[Operand.of(cell, "right") for cell in there],
        expected=expected,
        actual=statement.value,
        message=message,
        stated=statement.value,
        **facts,
    )


_applicants_differ = Message(
    zh="正文称{label}的申请为 {stated} 件，表三为 {figure} 件。",
    en="The text says {stated} applications of “{label}”; table three says {figure}.",
)
_carried_differs = Message(
    zh="正文称结转 {stated} 件，表三“{label}”为 {figure} 件。",
    en="The text says {stated} carried; table three, “{label}”, says {figure}.",
)


@rule(
    "CON02",
    Severity.ERROR,
    zh="正文称制发行政规范性文件 {stated} 件，表二“本年制发件数”为 {issued} 件。",
    en="The text says that {stated} normative documents were issued, table two says {issued}.",
    remedy=("核对正文与表二的行政规范性文件制发件数，使两者一致。", "Check the count in the text against table two."),
    on_prose=True,
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
    cells = [report.disclosure.cell("normative_documents", "issued")]
    for statement in documents_issued(report) if report.disclosure else ():
        yield _compared(statement, cells, ("issued",))
    for statement in documents_kept(report) if report.disclosure else ():
        outcome = _compared(statement, [report.disclosure.cell("normative_documents", statement.subject)], ("figure",))
        if isinstance(outcome, Breach):
            outcome.message = _kept_differs
        yield _named(outcome, label=form.column_label("disclosure", statement.subject))


_kept_differs = Message(
    zh="正文称行政规范性文件 {stated} 件，表二“{label}”为 {figure} 件。",
    en="The text says {stated} normative documents; table two, “{label}”, says {figure}.",
)


def _compared(statement: Statement, cells: Sequence[Cell | None], names: tuple[str, ...] = ()) -> Breach | Looked:
    """The statement against the sum of the cells; every name of `names` is a fact for that sum."""
    found = [cell for cell in cells if counted(cell) is not None]
    if not found or len(found) < len(cells):
        return UNREAD
    figure: Number = sum(counted(cell) or 0 for cell in found)
    if statement.value == figure:
        return HELD
    facts: Facts = dict.fromkeys(names, figure)
    return _breach(statement, found, figure, **facts)


@rule(
    "CON03",
    Severity.ERROR,
    zh="正文称“{label}”{stated} 件，表三为 {expected} 件。",
    en="The text says {stated} of “{label}”; table three says {expected}.",
    remedy=("核对正文与表三“{label}”的件数，使两者一致。", "Check “{label}” in the text against table three."),
    on_prose=True,
)
def narrative_outcomes_mismatch(report: Report) -> Outcomes:
    """A count of an outcome in the text differs from table three.

    中文：正文中某种办理结果的件数与表三不一致。

    Why: text and table are of the same applications.

    原因：正文和表格反映的是同一批申请的办理结果。

    Source: 《政府信息公开条例》第五十条第（二）项；国办公开办函〔2021〕30号，表三

    Bad:
        【一】2023年，我局收到政府信息公开申请5件，其中予以公开4件。
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5

    Good:
        【一】2023年，我局收到政府信息公开申请5件，其中予以公开5件。
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5
    """
    for statement in outcome_counts(report) if report.applications else ():
        yield _named(_against_outcome(report, statement), label=_label(statement.subject))
    for statement in outcome_parts(report) if report.applications else ():
        outcome = _against_outcome(report, statement)
        yield HELD if _is_fewer(statement, outcome) else _named(outcome, label=_label(statement.subject))


def _is_fewer(statement: Statement, outcome: Breach | Looked) -> bool:
    return isinstance(outcome, Breach) and outcome.expected is not None and statement.value < outcome.expected


def _against_outcome(report: Report, statement: Statement) -> Breach | Looked:
    table = report.applications
    rows = rows_of(statement.subject, set(table.rows))
    if (
        statement.subject == "outcomes.other"
        and counted(table.cell("outcomes.other.other", "total")) == statement.value
    ):
        return HELD
    return _compared(statement, [table.cell(row, "total") for row in rows])


def _named(outcome: Breach | Looked, **facts: Any) -> Breach | Looked:
    if isinstance(outcome, Breach):
        outcome.facts |= facts
    return outcome


def _label(subject: str) -> str:
    labels = (form.row_label("applications", row) for row in subject.split("+"))
    return "、".join(label.split("）", 1)[-1].split(".", 1)[-1].split("（")[0] for label in labels)


@rule(
    "CON04",
    Severity.WARNING,
    zh="正文称{label}为 {stated} 件，表四为 {expected} 件。",
    en="The text says {stated} of {label}; table four says {expected}.",
    remedy=("核对正文与表四的{label}件数，使两者一致。", "Check the count of {label} in the text against table four."),
    on_prose=True,
)
def narrative_reviews_mismatch(report: Report) -> Outcomes:
    """A count of reviews or lawsuits in the text differs from table four.

    中文：正文中的行政复议或行政诉讼件数与表四不一致。

    Why: text and table are of the same cases.

    原因：正文和表格反映的是同一批案件。

    Source: 《政府信息公开条例》第五十条第（三）项；国办公开办函〔2021〕30号，表四

    Bad:
        【一】2023年，未发生因政府信息公开引起的行政复议。
        行政复议 | 1 | 0 | 0 | 0 | 1

    Good:
        【一】2023年，因政府信息公开被申请行政复议1件。
        行政复议 | 1 | 0 | 0 | 0 | 1
    """
    table = report.reviews
    for statement in review_counts(report) if table else ():
        kind, _, column = statement.subject.partition(".")
        label, rows = _CASES[kind]
        cells = [table.cell(row, column or "total") for row in rows]
        outcome = _compared(statement, cells)
        is_either = kind == "litigation" and statement.value and statement.value in map(counted, cells)
        yield _named(HELD if is_either else outcome, label=label)


_CASES = {
    "review": ("行政复议", ("review",)),
    "litigation": ("行政诉讼", ("litigation_direct", "litigation_after_review")),
    "review+litigation": ("行政复议、行政诉讼", ("review", "litigation_direct", "litigation_after_review")),
    "litigation_direct": ("未经复议直接起诉", ("litigation_direct",)),
    "litigation_after_review": ("复议后起诉", ("litigation_after_review",)),
}
"""Reviews and lawsuits by name, and the rows of table four that they stand in."""


@rule(
    "CON05",
    Severity.WARNING,
    zh="正文称申请已全部办结，表三却有 {expected} 件结转下年度继续办理。",
    en="The text says that all applications were dealt with; table three carries {expected} forward.",
    remedy=("核对办结情况：全部办结的，结转数应为 0。", "Check: where all are dealt with, none is carried forward."),
    on_prose=True,
)
def narrative_contradiction(report: Report) -> Outcomes:
    """Two statements of the text, or a statement and a table, exclude each other.

    中文：正文的两处表述，或正文与表格，互相排斥。

    Why: if all was dealt with, nothing can be left for the next year.

    原因：既然全部办结，就不应有申请结转下年度。

    Source: 国办公开办函〔2021〕30号，表三“四、结转下年度继续办理”

    Bad:
        【一】2023年，我局收到政府信息公开申请5件，均已办结。
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 4 | 0 | 0 | 0 | 0 | 0 | 4
        （七）总计 | 4 | 0 | 0 | 0 | 0 | 0 | 4
        四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1

    Good:
        【一】2023年，我局收到政府信息公开申请5件，均已办结。
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5
    """
    statements = list(says_all_are_done(report)) if report.applications else []
    contradicted = {id(statement.sentence) for statement in _contradicted_counts(report)} if statements else set()
    for statement in statements:
        if id(statement.sentence) not in contradicted:
            yield _compared(statement, [report.applications.cell("carried_forward", "total")])


def _contradicted_counts(report: Report) -> Iterator[Statement]:
    """The counts of applications and outcomes that CON01 and CON03 tell, which say enough of their sentences."""
    cells = _totals(report)
    for statement, outcome in _applications(report, cells):
        if isinstance(outcome, Breach):
            yield statement
    for statement in carried_counts(report):
        if isinstance(_carried(statement, cells), Breach):
            yield statement
    for statement in outcome_counts(report):
        if isinstance(_against_outcome(report, statement), Breach):
            yield statement


@rule(
    "CON06",
    Severity.WARNING,
    zh="正文称{label}为 {stated} {unit}，表二为 {expected} {unit}。",
    en="The text says {stated} of {label}; table two says {expected}.",
    remedy=("核对正文与表二的{label}数量，使两者一致。", "Check {label} in the text against table two."),
    on_prose=True,
)
def narrative_decisions_mismatch(report: Report) -> Outcomes:
    """A count of licences, penalties or coercion, or a fee, differs from table two.

    中文：正文中的行政许可、行政处罚、行政强制数量或收费金额与表二不一致。

    Why: text and table are of the same decisions.

    原因：正文和表格反映的是同一批处理决定。

    Source: 《政府信息公开条例》第二十条第（五）（六）（八）项；国办公开办函〔2021〕30号，表二

    Bad:
        【一】全年作出行政许可决定12件。
        行政许可 | 10

    Good:
        【一】全年作出行政许可决定10件。
        行政许可 | 10
    """
    table = report.disclosure
    for statement in decision_counts(report) if table else ():
        column = form.DISCLOSURE_CELLS[statement.subject][0]
        cell = table.cell(statement.subject, column)
        outcome = HELD if _is_rounded(statement.value, counted(cell)) else _compared(statement, [cell])
        unit = "万元" if form.has_decimals(statement.subject) else "件"
        yield _named(outcome, label=form.row_label("disclosure", statement.subject), unit=unit)


def _is_rounded(stated: Number, figure: Number | None) -> bool:
    """Whether the text tells an amount that has decimals rounded, or cut: 35.2 for 35.1987."""
    if figure is None or not stated or figure == int(figure):
        return False
    places = Decimal(stated).as_tuple().exponent
    return isinstance(places, int) and abs(float(stated) - float(figure)) < 10.0**places
