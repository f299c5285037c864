"""Files that were sent along → the report, or the tables that it lacks, with the attachment's name in their places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from service.reports import form
from service.reports.report import Cell, Heading, Location, Paragraph, Piece, Report, Row, Section, Table
from workers.readers.document import Document, Grid, PlacedGrid
from workers.readers.tables.forms import read_tables


def with_attachments(report: Report, attachments: Iterable[tuple[str, Document]]) -> Report:
    """The report with the tables of the form that it lacks and that stand in an attachment; the first that has one counts."""
    found = {table.key: table for table in report.tables}
    for name, document in attachments:
        for table in _tables(document):
            found.setdefault(table.key, _in_file(table, name))
    return replace(report, tables=tuple(found[key] for key in form.TABLES if key in found))


def in_attachment(report: Report, name: str) -> Report:
    """A report whose places are those of an attachment: on no line or page of the file that was to hold it."""

    def paragraph(read: Paragraph) -> Paragraph:
        return read._replace(pieces=(Piece(0, attachment=name),))

    def heading(read: Heading) -> Heading:
        return replace(read, paragraph=paragraph(read.paragraph))

    def section(read: Section) -> Section:
        parts = (
            replace(each, heading=heading(each.heading), paragraphs=tuple(map(paragraph, each.paragraphs)))
            for each in read.subsections
        )
        paragraphs = tuple(map(paragraph, read.paragraphs))
        return replace(read, heading=heading(read.heading), paragraphs=paragraphs, subsections=tuple(parts))

    return replace(
        report,
        title=paragraph(report.title) if report.title else None,
        preamble=tuple(map(paragraph, report.preamble)),
        sections=tuple(map(section, report.sections)),
        tables=tuple(table if table.at.attachment else _in_file(table, name) for table in report.tables),
        unread=tuple(at._replace(page=None, bbox=None, attachment=name) for at in report.unread),
        pages=None,
    )


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
