"""Files that were sent along with a report → the tables that it lacks, each with the attachment's name in its places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from service.reports import form
from service.reports.report import Cell, Location, Report, Row, Table
from workers.readers.document import Document, Grid, PlacedGrid
from workers.readers.tables.forms import read_tables


def with_attachments(report: Report, attachments: Iterable[tuple[str, Document]]) -> Report:
    """The report with the tables of the form that it lacks and that stand in an attachment; the first that has one counts."""
    found = {table.key: table for table in report.tables}
    for name, document in attachments:
        for table in _tables(document):
            found.setdefault(table.key, _in_file(table, name))
    return replace(report, tables=tuple(found[key] for key in form.TABLES if key in found))


def _tables(document: Document) -> Sequence[Table]:
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return read_tables([PlacedGrid(grid, 0, 0) for grid in grids])


def _in_file(table: Table, name: str) -> Table:
    """A table whose places are those of an attachment: in the section that it belongs to, on no line or page of the report."""

    def there(at: Location) -> Location:
        section = form.TABLE_SECTIONS[table.key]
        return at._replace(section=section, line=None, page=None, bbox=None, attachment=name)

    def cells(row: Row) -> Mapping[str, Cell]:
        return {key: cell._replace(at=there(cell.at)) for key, cell in row.cells.items()}

    rows = {key: replace(row, at=there(row.at), cells=cells(row)) for key, row in table.rows.items()}
    labels = tuple(label._replace(at=there(label.at)) for label in table.labels)
    return replace(table, at=there(table.at), rows=rows, labels=labels)
