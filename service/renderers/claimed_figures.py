"""The figures of the tables that a claim of the text is held against, for whoever asks why there is a finding or none."""

from collections.abc import Iterable, Iterator

from service.language import Claim
from service.reports.finding import Number
from service.reports.report import Report, Table

_READINGS = ("received", "carried_over", "outcomes.total", "carried_forward")
"""What a count of applications may be of."""
_ROWS = {"litigation": ("litigation_direct", "litigation_after_review")}
_COLUMNS = {"fees": "amount"}


def figures_of(claim: Claim, report: Report) -> dict[str, Number | None]:
    """Figures by row and, where it isn't the total, column; None where the table has none there."""
    table = report.table(claim.table)
    if claim.table == "applications" and not claim.measure.startswith("outcomes"):
        return {row: _sum(table, [row], "total") for row in _READINGS}
    if claim.table == "applications":
        return {row: _sum(table, _details(table, row), "total") for row in claim.measure.split("+")}
    return dict(_of_rows(claim, table))


def _of_rows(claim: Claim, table: Table) -> Iterator[tuple[str, Number | None]]:
    names, _, column = claim.measure.partition(".")
    default = "total" if claim.table == "reviews" else "decisions"
    for name in names.split("+"):
        chosen = column or _COLUMNS.get(name, default)
        yield (f"{name}.{chosen}" if column else name), _sum(table, _ROWS.get(name, (name,)), chosen)


def _details(table: Table, row: str) -> list[str]:
    """The row, or those of its group."""
    return [row] if row in table.rows else [key for key in table.rows if key.startswith(f"{row}.")]


def _sum(table: Table, rows: Iterable[str], column: str) -> Number | None:
    cells = [table.cell(row, column) for row in rows]
    values = [cell.figure.value for cell in cells if cell and cell.figure.value is not None]
    return sum(values) if values else None
