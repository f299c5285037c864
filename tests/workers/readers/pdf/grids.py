"""What is compared: the cells of grids by place and span."""

from collections.abc import Sequence

from service.reports.report import Paragraph
from tests.corpus import grids
from tests.corpus.report import build
from workers.readers.document import Document, Grid

Cells = dict[tuple[int, int, int, int], str]
"""Row, column, rowspan, colspan → text."""


def found(document: Document) -> list[Cells]:
    """The cells of every grid of a document."""
    return [
        {(cell.row, cell.column, cell.rowspan, cell.colspan): cell.text for cell in block.cells}
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def expected(tables: Sequence[grids.Grid]) -> list[Cells]:
    """The cells that were printed."""
    return [{(cell.row, cell.column, cell.rowspan, cell.colspan): cell.text for cell in table} for table in tables]


def tables_of(seed: int) -> list[grids.Grid]:
    """The three tables of a made-up report."""
    drafts = build(seed, size="many").tables
    return [grids.grid(drafts[key]) for key in ("disclosure", "applications", "reviews")]


def texts(document: Document) -> list[str]:
    """The text of every paragraph."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def doubtful(document: Document) -> list[str]:
    """The text of every cell without confidence."""
    return [c.text for block in document.blocks if isinstance(block, Grid) for c in block.cells if c.confidence < 1]
