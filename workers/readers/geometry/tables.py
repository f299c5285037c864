"""Lattices with their glyphs → tables of cells with text, which may then be joined over pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from service.reports.figures import is_figure
from service.reports.report import BBox
from workers.readers.document import Grid, GridCell
from workers.readers.geometry import thresholds
from workers.readers.geometry.characters import UNKNOWN, gap_between, is_unknown
from workers.readers.geometry.lattices import Extent, Lattice, LatticeCell
from workers.readers.geometry.lines import Line, glyphs_to_lines

_UNIT = re.compile(r"(?:[件条次份项部篇期]|万?元)$")


@dataclass(slots=True, eq=False)
class Cell(Extent):
    """A cell of a table: its lines, and where its text stands."""

    lines: list[Line]
    page: int
    box: BBox
    text: str = ""
    doubtful: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether it holds a number or a dash and nothing else."""
        return is_figure(self.text)

    @property
    def is_count(self) -> bool:
        """Whether it says how many: a figure, with its unit perhaps, or 无."""
        return self.text == "无" or is_figure(_UNIT.sub("", self.text))

    @property
    def score(self) -> float:
        """How surely its least sure character was read."""
        return min([glyph.score for line in self.lines for glyph in line.glyphs], default=1.0)

    @property
    def columns(self) -> tuple[int, int]:
        """Its first unit column and the one after its last."""
        return self.left, self.right


@dataclass(slots=True, eq=False)
class Table:
    """A table on one page or, joined, on several: `xs` are those of its last part."""

    xs: list[float]
    rows: int
    cells: list[Cell]

    def grid(self) -> Grid:
        """The table as readers hand it on."""
        ordered = sorted(self.cells, key=lambda cell: (cell.top, cell.left))
        return Grid(tuple(_grid_cell(cell) for cell in ordered))


def lattice_to_table(lattice: Lattice, page: int) -> Table:
    """The table that stands in a lattice."""
    cells = [_cell(box, lattice, page) for box in lattice.cells]
    return Table(list(lattice.xs), len(lattice.ys) - 1, cells)


def join_lines(lines: Iterable[Line]) -> str:
    """The lines' text as one, with a space only between Latin words."""
    text = ""
    for line in lines:
        text += gap_between(text, line.text) + line.text
    return text


def _cell(box: LatticeCell, lattice: Lattice, page: int) -> Cell:
    lines = glyphs_to_lines(box.glyphs) if box.glyphs else []
    cell = Cell(box.top, box.left, box.bottom, box.right, lines, page, lattice.place(box), join_lines(lines))
    cell.doubtful = is_unknown(cell.text) or (cell.is_figure and not _is_one_number(cell))
    if UNKNOWN in cell.text:
        cell.text = cell.text.replace(UNKNOWN, "□")
    return cell


def _is_one_number(cell: Cell) -> bool:
    """Whether a figure stands together on one line, or on several because the cell is too narrow for it.

    A smaller digit in it may be the mark of a note.
    """
    sizes = [glyph.em for line in cell.lines for glyph in line.glyphs]
    if len(sizes) == 1:
        return True
    if min(sizes, default=1.0) < thresholds.SMALLER * max(sizes, default=1.0):
        return False
    if any(line.is_torn() for line in cell.lines):
        return False
    width = cell.box[2] - cell.box[0]
    for line in cell.lines[:-1]:
        left, _, right, _ = line.box
        if len(line.text) < 3 or width - (right - left) > thresholds.FULL_CELL_LINE * line.em:
            return False
    return True


def _grid_cell(cell: Cell) -> GridCell:
    rowspan, colspan = cell.bottom - cell.top, cell.right - cell.left
    confidence = 0.0 if cell.doubtful else cell.score
    return GridCell(cell.text, cell.top, cell.left, rowspan, colspan, None, cell.page, cell.box, confidence)
