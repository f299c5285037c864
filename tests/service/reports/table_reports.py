"""Reports of tables alone, for tests of what their figures say."""

from collections.abc import Mapping

from service.reports import form
from service.reports.figures import read_cell
from service.reports.report import Cell, Location, Report, Row, Table

Figures = Mapping[tuple[str, str], int | str]
"""What stands in a cell, by row and column; 0 stands in the others."""


def table(key: str, figures: Figures, *, rows: Mapping[str, str] | None = None) -> Table:
    """A table of the form with these figures."""
    return Table(
        key,
        rows={row: _row(key, row, figures) for row in rows or form.ROWS[key]},
        columns=tuple(form.COLUMNS[key]),
    )


def applications(figures: Figures) -> Report:
    """A report that has table three alone."""
    return Report(tables=(table("applications", figures),))


def reviews(figures: Figures) -> Report:
    """A report that has table four alone."""
    return Report(tables=(table("reviews", figures),))


def _row(key: str, row: str, figures: Figures) -> Row:
    columns = form.DISCLOSURE_CELLS[row] if key == "disclosure" else tuple(form.COLUMNS[key])
    cells = {column: cell(key, row, column, str(figures.get((row, column), 0))) for column in columns}
    return Row(row, form.row_label(key, row), Location(table=key, row=row), cells)


def cell(key: str, row: str, column: str, text: str, confidence: float = 1.0) -> Cell:
    """A cell of a table with this text."""
    at = Location(form.TABLE_SECTIONS[key], key, row, column, quote=text)
    return Cell(text, read_cell(text, decimals=form.has_decimals(row)), at, confidence)
