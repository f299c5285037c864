"""What every reader makes of a file: paragraphs and grids, in reading order."""

from dataclasses import dataclass
from typing import NamedTuple

from service.reports.report import BBox, Location, Paragraph, Why


class GridCell(NamedTuple):
    """A cell of a grid: its text as it stands, the unit cells that it covers, and its place in the file.

    `row` and `column` count from 0. `line` is for text files, `page` (from 1) and `bbox` for paged ones.
    `confidence` is the reading score of its text, 1.0 where it was not recognised from a picture.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    line: int | None = None
    page: int | None = None
    bbox: BBox | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands in a file, of the form or not.

    `aligned` says that columns and spans are true (PDF, DOCX, DOC, HTML, OFD, scans). In a text dump they are
    not: a merged cell leaves blanks or nothing, so a figure's column follows from its order and not by its index.
    `has_unread` says that rows or columns are ruled in it whose labels were not recognised.
    """

    cells: tuple[GridCell, ...]
    aligned: bool = True
    has_unread: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands by itself and isn't read: a picture, or another file that is embedded or linked."""

    why: Why


Block = Paragraph | Grid | Unread


@dataclass(frozen=True, slots=True)
class Document:
    """A file as its reader found it; `pages` is None for files without pages.

    `unread` are places on its pages where something was seen that recognition could not read, `pictured` the numbers of
    pages that are pictures.
    """

    blocks: tuple[Block, ...]
    pages: int | None = None
    unread: tuple[Location, ...] = ()
    pictured: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid, the number of the section that it stands in (0 before the first), and how many heads came before."""

    grid: Grid
    section: int
    part: int
