"""Rulings → lattices: edges, unit cells, cells where no wall stands between, spans; glyphs into their cells."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

from service.reports.report import BBox
from workers.limits import Limits
from workers.readers.geometry import thresholds
from workers.readers.geometry.page import MIDDLE, Glyph
from workers.readers.geometry.rulings import Ruling, Rulings, nearest, snapped


@dataclass(slots=True, eq=False)
class Extent:
    """The unit rows and columns that a cell covers, ends excluded."""

    top: int
    left: int
    bottom: int
    right: int


AnyCell = TypeVar("AnyCell", bound=Extent)


def without_row(cells: Iterable[AnyCell], row: int) -> list[AnyCell]:
    """The cells but for those of this row alone, what is below moved up."""
    kept = [cell for cell in cells if (cell.top, cell.bottom) != (row, row + 1)]
    for cell in kept:
        cell.top -= cell.top > row
        cell.bottom -= cell.bottom > row
    return kept


@dataclass(slots=True, eq=False)
class LatticeCell(Extent):
    """A cell of a lattice and the glyphs that stand in it."""

    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Lattice:
    """A ruled grid on one page: its columns' and rows' edges, its cells, and whether only fills show them."""

    xs: list[float]
    ys: list[float]
    cells: list[LatticeCell]
    weak: bool = False
    cells_by_unit: dict[tuple[int, int], LatticeCell] = field(init=False)
    """Which cell each unit row and column belongs to, as the rulings say."""

    def __post_init__(self) -> None:
        self.cells_by_unit = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.top, cell.bottom)
            for column in range(cell.left, cell.right)
        }

    @property
    def is_table(self) -> bool:
        """Whether it has rows and columns enough to be one by itself: two columns, of fills two rows too."""
        return len(self.xs) > 2 and (len(self.ys) > 2 or not self.weak)

    def place(self, cell: LatticeCell) -> BBox:
        """Where a cell is on the page."""
        return self.xs[cell.left], self.ys[cell.top], self.xs[cell.right], self.ys[cell.bottom]


def rulings_to_lattices(strong: Rulings, weak: Rulings, limits: Limits) -> list[Lattice]:
    """The lattices of a page from its top: from strong rulings, and from weak ones where no strong lattice lies."""
    lattices = [lattice for part in connected_rulings(strong) if (lattice := lattice_of(part, limits))]
    strongly = list(lattices)
    for part in connected_rulings(weak):
        lattice = lattice_of(part, limits, weak=True)
        if lattice and not any(_overlap(lattice, other) for other in strongly):
            lattices.append(lattice)
    return sorted(lattices, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def assign_glyphs(lattices: Sequence[Lattice], glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Puts each glyph into its cell and returns those that stand in none."""
    if not lattices:
        return list(glyphs)
    loose: list[Glyph] = []
    cell, place = _NONE
    for glyph in glyphs:
        text, left, top, right, bottom, base, em, _, turn, _, _ = glyph
        x, y = (left + right) / 2, (top + bottom) / 2 if turn else base - MIDDLE * em
        x_from, y_from, x_to, y_to, tallest = place  # of the last one's cell, where the next mostly stands, too
        if not (x_from <= x < x_to and y_from <= y < y_to and em <= tallest) and not (
            cell and text in _HANGING and _follows(glyph, cell.glyphs[-1])
        ):
            cell, place = _cell_at(lattices, x, y, em)
        (cell.glyphs if cell else loose).append(glyph)
    return loose


def assign_overhang(lattice: Lattice, loose: list[Glyph], rulings: Rulings) -> list[Glyph]:
    """Puts the line right below a table that the page cuts into its last cells, and returns what is left.

    A browser that breaks a page inside a row draws the cells' sides to the row's end and their text beyond it.
    What stands under a rule, crosses a column's edge or has no text above it is no part of a cell.
    """
    end = lattice.ys[-1]
    floor = [line for line in rulings.across if abs(line.at - end) <= thresholds.SNAP and line.at not in rulings.cuts]
    below = [
        glyph
        for glyph in loose
        if (glyph.base >= end or glyph.turn)
        and end <= glyph.y <= end + thresholds.OVERHANG * glyph.em
        and lattice.xs[0] <= glyph.x < lattice.xs[-1]
    ]
    if any(line.start <= glyph.x <= line.end for glyph in below for line in floor):
        return loose
    cells = [lattice.cells_by_unit[len(lattice.ys) - 2, bisect_right(lattice.xs, glyph.x) - 1] for glyph in below]
    if any(not cell.glyphs or _crosses(glyph, lattice, cell) for glyph, cell in zip(below, cells, strict=True)):
        return loose
    for glyph, cell in zip(below, cells, strict=True):
        cell.glyphs.append(glyph)
    taken = set(map(id, below))
    return [glyph for glyph in loose if id(glyph) not in taken]


def _crosses(glyph: Glyph, lattice: Lattice, cell: LatticeCell) -> bool:
    left, _, right, _ = lattice.place(cell)
    return glyph.left < left or glyph.right > right


_HANGING = frozenset("，。、；：")
"""Marks that no line begins with: at a full line's end they hang over the cell's edge."""


_TALLER = 1.5
"""Cells: text as high as this is none of the cell's, but a watermark that goes over it."""


def _follows(glyph: Glyph, last: Glyph) -> bool:
    """Whether it stands right behind the last one, on its line."""
    return abs(glyph.base - last.base) < glyph.em / 10 and abs(glyph.left - last.right) < glyph.em / 4


_Placed = tuple[LatticeCell | None, tuple[float, float, float, float, float]]
"""A cell with its edges and the height of text that may stand in it."""
_NONE: _Placed = None, (inf, inf, -inf, -inf, 0.0)


def _cell_at(lattices: Sequence[Lattice], x: float, y: float, em: float) -> _Placed:
    """The cell that text of that height stands in, none where it stands beside all or is too high."""
    for lattice in lattices:
        xs, ys = lattice.xs, lattice.ys
        if ys[0] <= y < ys[-1] and xs[0] <= x < xs[-1]:
            cell = lattice.cells_by_unit[bisect_right(ys, y) - 1, bisect_right(xs, x) - 1]
            edges = xs[cell.left], ys[cell.top], xs[cell.right], ys[cell.bottom]
            tallest = _TALLER * (edges[3] - edges[1])
            return (cell, (*edges, tallest)) if em <= tallest else _NONE
    return _NONE


def connected_rulings(rulings: Rulings) -> list[Rulings]:
    """Rulings apart by what meets: each part could be a table."""
    down = sorted(rulings.down)
    at = [line.at for line in down]
    count = len(rulings.across)
    parents = list(range(count + len(down)))
    for i, line in enumerate(rulings.across):
        first = bisect_left(at, line.start - thresholds.GAP)
        for j in range(first, bisect_right(at, line.end + thresholds.GAP)):
            if down[j].start - thresholds.GAP <= line.at <= down[j].end + thresholds.GAP:
                parents[_root(parents, i)] = _root(parents, count + j)
    parts: dict[int, Rulings] = defaultdict(Rulings)
    for i, line in enumerate(rulings.across):
        parts[_root(parents, i)].across.append(line)
    for j, line in enumerate(down):
        parts[_root(parents, count + j)].down.append(line)
    return [part for part in parts.values() if len(part.across) > 1 and len(part.down) > 1]


def lattice_of(part: Rulings, limits: Limits, *, weak: bool = False) -> Lattice | None:
    """The lattice of rulings that meet, None where they enclose nothing."""
    xs = snapped([line.at for line in part.down], thresholds.GAP)
    ys = snapped([line.at for line in part.across], thresholds.GAP)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1:
        return None
    limits.check("cells_a_table", rows * columns)
    walls_down = _walls(part.down, xs, ys)
    walls_across = _walls(part.across, ys, xs)
    parents = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            unit = row * columns + column
            if column + 1 < columns and (column + 1, row) not in walls_down:
                parents[_root(parents, unit + 1)] = _root(parents, unit)
            if row + 1 < rows and (row + 1, column) not in walls_across:
                parents[_root(parents, unit + columns)] = _root(parents, unit)
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for unit in range(rows * columns):
        groups[_root(parents, unit)].append(divmod(unit, columns))
    return Lattice(xs, ys, [cell for units in groups.values() for cell in _rectangles(units)], weak)


def _walls(lines: Iterable[Ruling], edges: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """Which steps along which edges a ruling covers."""
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for at, start, end in lines:
        edge = nearest(edges, at)
        for step in range(max(bisect_right(steps, start) - 1, 0), min(bisect_left(steps, end), len(steps) - 1)):
            low, high = steps[step], steps[step + 1]
            covered[edge, step] += (end if end < high else high) - (start if start > low else low)
    return {
        (edge, step)
        for (edge, step), length in covered.items()
        if length >= thresholds.COVERED * (steps[step + 1] - steps[step])
    }


def _rectangles(units: list[tuple[int, int]]) -> list[LatticeCell]:
    """One cell where the units fill a rectangle, else the rectangles that they fill row by row."""
    if len(units) == 1:
        row, column = units[0]
        return [LatticeCell(row, column, row + 1, column + 1)]
    top, bottom = units[0][0], units[-1][0] + 1
    left, right = min(column for _, column in units), max(column for _, column in units) + 1
    if (bottom - top) * (right - left) == len(units):
        return [LatticeCell(top, left, bottom, right)]
    cells: list[LatticeCell] = []
    for row, column in units:
        last = cells[-1] if cells else None
        if last and last.top == row and last.right == column:
            last.right += 1
        else:
            cells.append(LatticeCell(row, column, row + 1, column + 1))
    return _stacked(cells)


def _stacked(cells: list[LatticeCell]) -> list[LatticeCell]:
    stacked: list[LatticeCell] = []
    for cell in cells:
        above = next((b for b in stacked if (b.bottom, b.left, b.right) == (cell.top, cell.left, cell.right)), None)
        if above:
            above.bottom = cell.bottom
        else:
            stacked.append(cell)
    return stacked


def _overlap(one: Lattice, other: Lattice) -> bool:
    across = min(one.xs[-1], other.xs[-1]) - max(one.xs[0], other.xs[0])
    down = min(one.ys[-1], other.ys[-1]) - max(one.ys[0], other.ys[0])
    return across > thresholds.THIN and down > thresholds.THIN


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
