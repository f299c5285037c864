"""Lost rules: figures that share a cell only because a wall between them is missing are set apart."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from service.reports.numerals import is_numbered
from workers.readers.geometry import thresholds
from workers.readers.geometry.lattices import Lattice, LatticeCell, without_row
from workers.readers.geometry.page import Glyph

Span = tuple[float, float]
"""From where to where something reaches along one axis."""

_FIGURE = frozenset("0123456789０１２３４５６７８９.．,，-−—–/")

_WITNESSES = 2
"""Cells that must show the same gap before a rule is taken for lost along the whole table."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Columns or rows: where a lattice's edges are, a glyph's extent, which units a cell covers."""

    edges: Callable[[Lattice], list[float]]
    extent: Callable[[Glyph], Span]
    apart: float
    """Em: figures that are further apart can belong to two cells."""
    units: Callable[[LatticeCell], tuple[int, int]]
    """A cell's first unit and the one after its last."""

    def middle(self, glyph: Glyph) -> float:
        """Where a glyph counts as standing."""
        start, end = self.extent(glyph)
        return (start + end) / 2


def _across(glyph: Glyph) -> Span:
    return glyph.left, glyph.right


def _down(glyph: Glyph) -> Span:
    y, half = glyph.y, 0.35 * glyph.em
    return y - half, y + half


_COLUMNS = _Axis(lambda lattice: lattice.xs, _across, 1.0, attrgetter("left", "right"))
_ROWS = _Axis(lambda lattice: lattice.ys, _down, 0.2, attrgetter("top", "bottom"))


def recover_lost_rulings(lattice: Lattice) -> None:
    """Puts back the walls that other rows and columns, or the gaps between figures, show; takes away voids."""
    _drop_void_rows(lattice)
    for axis in (_COLUMNS, _ROWS):
        _add_lost_edges(lattice, axis)
        parts: list[LatticeCell] = []
        for cell in lattice.cells:
            first, last = axis.units(cell)
            parts += _split(cell, lattice, axis) if last - first > 1 and cell.glyphs else [cell]
        lattice.cells = parts


def _drop_void_rows(lattice: Lattice) -> None:
    """Takes away rows too low for text in which no cell of their own says anything, but others reach into.

    Browsers leave them where a page's end cuts a merged cell.
    """
    for row in range(len(lattice.ys) - 2, 0, -1):
        if lattice.ys[row + 1] - lattice.ys[row] > thresholds.VOID:
            continue
        alone = [cell for cell in lattice.cells if (cell.top, cell.bottom) == (row, row + 1)]
        through = [cell for cell in lattice.cells if cell.top < row + 1 and cell.bottom > row and cell not in alone]
        if through and not any(cell.glyphs for cell in alone):
            lattice.cells = without_row(lattice.cells, row)
            del lattice.ys[row]


def _split(cell: LatticeCell, lattice: Lattice, axis: _Axis) -> list[LatticeCell]:
    """A cell with text over several units as several, where figures or numbered labels stand in each by themselves."""
    first, last = axis.units(cell)
    parts = _between(cell.glyphs, axis, axis.edges(lattice)[first : last + 1])
    if axis is _ROWS and all(is_numbered(_text(part)) for part in parts):
        return _each(cell, axis, first, parts)
    words = max((i + 1 for i, part in enumerate(parts) if not _is_figure(part)), default=0)
    label, figures = [glyph for part in parts[:words] for glyph in part], parts[words:]
    if not any(figures) or (label and not _are_apart(label, [g for part in figures for g in part], axis)):
        return [cell]
    if all(figures) and all(_are_apart(one, two, axis) for one, two in pairwise(figures)):
        return _labelled(cell, axis, label, first + words) + _each(cell, axis, first + words, figures)
    if label and sum(map(bool, figures)) == 1:
        rest = [glyph for part in figures for glyph in part]
        return [*_labelled(cell, axis, label, first + words), _copy(cell, axis, first + words, last, rest)]
    return [cell]


def _each(cell: LatticeCell, axis: _Axis, first: int, parts: Iterable[list[Glyph]]) -> list[LatticeCell]:
    return [_copy(cell, axis, unit, unit + 1, glyphs) for unit, glyphs in enumerate(parts, first)]


def _labelled(cell: LatticeCell, axis: _Axis, label: list[Glyph], end: int) -> list[LatticeCell]:
    return [_copy(cell, axis, axis.units(cell)[0], end, label)] if label else []


def _add_lost_edges(lattice: Lattice, axis: _Axis) -> None:
    cells = _by_unit(lattice, axis)
    unit = 0
    while unit < len(axis.edges(lattice)) - 1:
        edge = _lost_edge(cells[unit], axis)
        if edge is not None:
            _insert(lattice, axis, unit, edge)
            cells = _by_unit(lattice, axis)
        unit += 1


def _by_unit(lattice: Lattice, axis: _Axis) -> dict[int, list[list[Glyph]]]:
    """The glyphs of the cells that are one unit wide, by that unit."""
    cells: dict[int, list[list[Glyph]]] = defaultdict(list)
    for cell in lattice.cells:
        first, last = axis.units(cell)
        if last - first == 1 and cell.glyphs:
            cells[first].append(cell.glyphs)
    return cells


def _lost_edge(cells: Collection[list[Glyph]], axis: _Axis) -> float | None:
    """Where an edge is missing inside a column or row: at a gap before figures that its cells share.

    A row is parted only where its label is: figures alone on two lines are long ones in narrow cells.
    """
    if any(len(glyphs) == 1 and _FIGURE.issuperset(glyphs[0].text) for glyphs in cells):
        return None
    shown: list[Span] = []
    heads: list[Span] = []
    has_label = False
    for glyphs in cells:
        gaps = _gaps(glyphs, axis)
        if _is_figure(glyphs) and not gaps:
            return None
        before_figures = [gap for gap in gaps if _is_figure(g for g in glyphs if axis.extent(g)[0] >= gap[1])]
        has_label = has_label or not (before_figures or _is_figure(glyphs))
        (shown if before_figures else heads).extend(before_figures[:1] or gaps)
    if not shown:
        return None
    start, end = max(gap[0] for gap in shown), min(gap[1] for gap in shown)
    is_parted = any(max(start, gap[0]) < min(end, gap[1]) for gap in heads)
    if axis is _ROWS and has_label and not is_parted:
        return None
    witnesses = len(shown) + is_parted
    return (start + end) / 2 if start < end and witnesses >= _WITNESSES else None


def _gaps(glyphs: Sequence[Glyph], axis: _Axis) -> list[Span]:
    """The stretches without ink between glyphs that are wide enough for a rule."""
    if len(glyphs) == 1:
        return []
    gaps = []
    least = axis.apart * glyphs[0].em
    (_, end), *rest = sorted(map(axis.extent, glyphs))
    for start, stop in rest:
        if start - end >= least:
            gaps.append((end, start))
        end = max(end, stop)
    return gaps


def _are_apart(one: Sequence[Glyph], two: Sequence[Glyph], axis: _Axis) -> bool:
    """Whether there is room between two groups of glyphs for a rule."""
    end = max(axis.extent(glyph)[1] for glyph in one)
    start = min(axis.extent(glyph)[0] for glyph in two)
    return start - end >= axis.apart * one[0].em


def _insert(lattice: Lattice, axis: _Axis, unit: int, edge: float) -> None:
    """Divides a column or row of a lattice, and the cells in it whose text leaves room for the new edge.

    Cells over several columns are divided too; those over several rows are not, as any two lines leave room.
    """
    axis.edges(lattice).insert(unit + 1, edge)
    cells = []
    for cell in lattice.cells:
        first, last = axis.units(cell)
        halves = [[g for g in cell.glyphs if (axis.middle(g) > edge) == after] for after in (False, True)]
        alone = (first, last) == (unit, unit + 1) and not _crosses(cell, axis, edge)
        wide = axis is _COLUMNS and first <= unit < last and all(halves) and _are_apart(halves[0], halves[1], axis)
        if alone or wide:
            cells += [_copy(cell, axis, first, unit + 1, halves[0]), _copy(cell, axis, unit + 1, last + 1, halves[1])]
        else:
            cells.append(_copy(cell, axis, first + (first > unit), last + (last > unit), cell.glyphs))
    lattice.cells = cells


def _crosses(cell: LatticeCell, axis: _Axis, edge: float) -> bool:
    return any(axis.extent(glyph)[0] < edge < axis.extent(glyph)[1] for glyph in cell.glyphs)


def _between(glyphs: Iterable[Glyph], axis: _Axis, edges: Sequence[float]) -> list[list[Glyph]]:
    """The glyphs that stand between each edge and the next."""
    placed = [(axis.middle(glyph), glyph) for glyph in glyphs]
    return [[glyph for middle, glyph in placed if start <= middle < end] for start, end in pairwise(edges)]


def _copy(cell: LatticeCell, axis: _Axis, first: int, last: int, glyphs: list[Glyph]) -> LatticeCell:
    if axis is _COLUMNS:
        return LatticeCell(cell.top, first, cell.bottom, last, glyphs)
    return LatticeCell(first, cell.left, last, cell.right, glyphs)


def _is_figure(glyphs: Iterable[Glyph]) -> bool:
    return _FIGURE.issuperset("".join([glyph.text for glyph in glyphs]))


def _text(glyphs: Iterable[Glyph]) -> str:
    return "".join(glyph.text for glyph in sorted(glyphs, key=lambda glyph: (round(glyph.base), glyph.left)))
