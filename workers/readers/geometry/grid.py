"""Rulings → lattices: edges, unit cells, cells where no wall stands between, spans; glyphs into their cells."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.reports.report import BBox
from workers.limits import Limits
from workers.readers.geometry.page import Glyph
from workers.readers.geometry.rulings import Ruling, Rulings, nearest, snapped
from workers.readers.geometry.thresholds import DEFAULTS, Thresholds


@dataclass(slots=True, eq=False)
class Box:
    """A cell of a lattice: its unit rows and columns (ends excluded) and the glyphs that stand in it."""

    top: int
    left: int
    bottom: int
    right: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Lattice:
    """A ruled grid on one page: its columns' and rows' edges, its cells, and whether only fills show them."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box]
    weak: bool = False
    owners: dict[tuple[int, int], Box] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.own()

    def own(self) -> None:
        """Notes anew which cell each unit belongs to."""
        self.owners = {
            (row, column): box
            for box in self.boxes
            for row in range(box.top, box.bottom)
            for column in range(box.left, box.right)
        }

    @property
    def is_table(self) -> bool:
        """Whether it has rows and columns enough to be one by itself: two columns, of fills two rows too."""
        return len(self.xs) > 2 and (len(self.ys) > 2 or not self.weak)

    def place(self, box: Box) -> BBox:
        """Where a cell is on the page."""
        return self.xs[box.left], self.ys[box.top], self.xs[box.right], self.ys[box.bottom]

    def unit(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column of the unit cell at a place, None outside."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1


def find(strong: Rulings, weak: Rulings, allowed: Limits, limits: Thresholds = DEFAULTS) -> list[Lattice]:
    """The lattices of a page from its top: from strong rulings, and from weak ones where no strong lattice lies."""
    lattices = [lattice for part in components(strong, limits) if (lattice := build(part, allowed, limits))]
    strongly = list(lattices)
    for part in components(weak, limits):
        lattice = build(part, allowed, limits, weak=True)
        if lattice and not any(_overlap(lattice, other) for other in strongly):
            lattices.append(lattice)
    return sorted(lattices, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def fill(lattices: Sequence[Lattice], glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Puts each glyph into its cell and returns those that stand in none."""
    if not lattices:
        return list(glyphs)
    loose: list[Glyph] = []
    box: Box | None = None
    for glyph in glyphs:
        if not (box and glyph.text in _HANGING and _follows(glyph, box.glyphs[-1])):
            box = _owner(lattices, glyph)
        (box.glyphs if box else loose).append(glyph)
    return loose


def hang(lattice: Lattice, loose: list[Glyph], rulings: Rulings, limits: Thresholds = DEFAULTS) -> list[Glyph]:
    """Puts the line right below a table that the page cuts into its last cells, and returns what is left.

    A browser that breaks a page inside a row draws the cells' sides to the row's end and their text beyond it.
    What stands under a rule, crosses a column's edge or has no text above it is no part of a cell.
    """
    end = lattice.ys[-1]
    floor = [line for line in rulings.across if abs(line.at - end) <= limits.snap and line.at not in rulings.cuts]
    below = [
        glyph
        for glyph in loose
        if lattice.xs[0] <= glyph.x < lattice.xs[-1] and end <= glyph.y <= end + limits.overhang * glyph.em
    ]
    if any(line.start <= glyph.x <= line.end for glyph in below for line in floor):
        return loose
    boxes = [lattice.owners[len(lattice.ys) - 2, bisect_right(lattice.xs, glyph.x) - 1] for glyph in below]
    if any(not box.glyphs or _crosses(glyph, lattice, box) for glyph, box in zip(below, boxes, strict=True)):
        return loose
    for glyph, box in zip(below, boxes, strict=True):
        box.glyphs.append(glyph)
    taken = set(map(id, below))
    return [glyph for glyph in loose if id(glyph) not in taken]


def _crosses(glyph: Glyph, lattice: Lattice, box: Box) -> bool:
    left, _, right, _ = lattice.place(box)
    return glyph.left < left or glyph.right > right


_HANGING = frozenset("，。、；：")
"""Marks that no line begins with: at a full line's end they hang over the cell's edge."""


_TALLER = 1.5
"""Cells: text as high as this is none of the cell's, but a watermark that goes over it."""


def _follows(glyph: Glyph, last: Glyph) -> bool:
    """Whether it stands right behind the last one, on its line."""
    return abs(glyph.base - last.base) < glyph.em / 10 and abs(glyph.left - last.right) < glyph.em / 4


def _owner(lattices: Sequence[Lattice], glyph: Glyph) -> Box | None:
    x, y = glyph.x, glyph.y
    for lattice in lattices:
        unit = lattice.unit(x, y)
        if unit:
            box = lattice.owners[unit]
            return None if glyph.em > _TALLER * (lattice.ys[box.bottom] - lattice.ys[box.top]) else box
    return None


def components(rulings: Rulings, limits: Thresholds = DEFAULTS) -> list[Rulings]:
    """Rulings apart by what meets: each part could be a table."""
    down = sorted(rulings.down)
    at = [line.at for line in down]
    count = len(rulings.across)
    parents = list(range(count + len(down)))
    for i, line in enumerate(rulings.across):
        first = bisect_left(at, line.start - limits.gap)
        for j in range(first, bisect_right(at, line.end + limits.gap)):
            if down[j].start - limits.gap <= line.at <= down[j].end + limits.gap:
                parents[_root(parents, i)] = _root(parents, count + j)
    parts: dict[int, Rulings] = defaultdict(Rulings)
    for i, line in enumerate(rulings.across):
        parts[_root(parents, i)].across.append(line)
    for j, line in enumerate(down):
        parts[_root(parents, count + j)].down.append(line)
    return [part for part in parts.values() if len(part.across) > 1 and len(part.down) > 1]


def build(part: Rulings, allowed: Limits, limits: Thresholds = DEFAULTS, *, weak: bool = False) -> Lattice | None:
    """The lattice of rulings that meet, None where they enclose nothing."""
    xs = snapped([line.at for line in part.down], limits.gap)
    ys = snapped([line.at for line in part.across], limits.gap)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1:
        return None
    allowed.check("cells_a_table", rows * columns)
    walls_down = _walls(part.down, xs, ys, limits)
    walls_across = _walls(part.across, ys, xs, limits)
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
    return Lattice(xs, ys, [box for units in groups.values() for box in _boxes(units)], weak)


def _walls(lines: Iterable[Ruling], edges: list[float], steps: list[float], limits: Thresholds) -> set[tuple[int, int]]:
    """Which steps along which edges a ruling covers."""
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for line in lines:
        edge = nearest(edges, line.at)
        for step in range(
            max(bisect_right(steps, line.start) - 1, 0), min(bisect_left(steps, line.end), len(steps) - 1)
        ):
            covered[edge, step] += min(line.end, steps[step + 1]) - max(line.start, steps[step])
    return {
        (edge, step)
        for (edge, step), length in covered.items()
        if length >= limits.covered * (steps[step + 1] - steps[step])
    }


def _boxes(units: list[tuple[int, int]]) -> list[Box]:
    """One cell where the units fill a rectangle, else the rectangles that they fill row by row."""
    top, bottom = units[0][0], units[-1][0] + 1
    left, right = min(column for _, column in units), max(column for _, column in units) + 1
    if (bottom - top) * (right - left) == len(units):
        return [Box(top, left, bottom, right)]
    boxes: list[Box] = []
    for row, column in units:
        last = boxes[-1] if boxes else None
        if last and last.top == row and last.right == column:
            last.right += 1
        else:
            boxes.append(Box(row, column, row + 1, column + 1))
    return _stacked(boxes)


def _stacked(boxes: list[Box]) -> list[Box]:
    stacked: list[Box] = []
    for box in boxes:
        above = next((b for b in stacked if (b.bottom, b.left, b.right) == (box.top, box.left, box.right)), None)
        if above:
            above.bottom = box.bottom
        else:
            stacked.append(box)
    return stacked


def _overlap(one: Lattice, other: Lattice) -> bool:
    across = min(one.xs[-1], other.xs[-1]) - max(one.xs[0], other.xs[0])
    down = min(one.ys[-1], other.ys[-1]) - max(one.ys[0], other.ys[0])
    return across > DEFAULTS.thin and down > DEFAULTS.thin


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
