"""The figures of the tables that a claim of the text is held against, for whoever asks why there is a finding or none."""

from collections.abc import Iterable, Iterator

from service.language import Claim
from service.language.measures import OF_ALL
from service.language.sole_applicants import MOST_OF, NONE_OF
from service.reports import form
from service.reports.finding import Number
from service.reports.report import Report, Table
from service.rules.applications import READINGS, readings_of

_ROWS = {"litigation": ("litigation_direct", "litigation_after_review")}
_COLUMNS = {"fees": "amount"}
_CARRIED = {"all_done": ("carried_forward",)}


def figures_of(claim: Claim, report: Report) -> dict[str, Number | None]:
    """Figures by row, rows that are added up and, where it isn't the total, column; None where the table has none there."""
    table = report.table(claim.table)
    if claim.measure in ("carried_over", "carried_forward", "all_done"):
        return {row: _sum(table, [row], "total") for row in _CARRIED.get(claim.measure, (claim.measure,))}
    if claim.table == "applications" and not claim.measure.startswith("outcomes"):
        named = claim.measure.removeprefix(NONE_OF).removeprefix(MOST_OF)
        columns = sorted(form.ORGANIZATIONS) if named == "organizations" else [named]
        chosen = columns if named not in OF_ALL else ["total"]
        readings = READINGS[:1] if named != claim.measure else readings_of(claim)
        return {" + ".join(rows): _added(table, rows, chosen) for rows in readings}
    if claim.table == "applications":
        return {row: _sum(table, _details(table, row), "total") for row in claim.measure.split("+")}
    return dict(_of_rows(claim, table))


def _of_rows(claim: Claim, table: Table) -> Iterator[tuple[str, Number | None]]:
    names, column = claim.row, claim.column
    default = "total" if claim.table == "reviews" else "decisions"
    for name in names.split("+"):
        chosen = column or _COLUMNS.get(name, default)
        yield (f"{name}.{chosen}" if column else name), _sum(table, _ROWS.get(name, (name,)), chosen)


def _details(table: Table, row: str) -> list[str]:
    """The row, or those of its group."""
    return [row] if row in table.rows else [key for key in table.rows if key.startswith(f"{row}.")]


def _added(table: Table, rows: Iterable[str], columns: Iterable[str]) -> Number | None:
    figures = [_sum(table, [row], column) for row in rows for column in columns]
    return sum(figure or 0 for figure in figures) if any(figure is not None for figure in figures) else None


def _sum(table: Table, rows: Iterable[str], column: str) -> Number | None:
    cells = [table.cell(row, column) for row in rows]
    values = [cell.figure.value for cell in cells if cell and cell.figure.value is not None]
    return sum(values) if values else None
