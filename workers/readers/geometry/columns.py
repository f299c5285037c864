"""A page set in two columns → its parts in reading order: what goes over both columns, then the left one, then the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workers.readers.geometry.lattices import Lattice
from workers.readers.geometry.lines import Line, glyphs_to_lines
from workers.readers.geometry.page import Glyph
from workers.readers.geometry.sheets import Sheet
from workers.readers.structure.heads import is_section_head

_FEWEST_GLYPHS = 150
"""Glyphs outside of tables from which on a page may have columns of text."""
_FROM, _TO = 0.35, 0.65
"""Where between the text's left and right edge the room between two columns lies."""
_STEP = 2.0
"""Points between the places at which that is looked for."""
_NARROWEST = 8.0
"""Points that it is wide, at least."""
_MOST_OVER = 0.2
"""Share of the lines that go over it, at most: titles, and no text."""
_LONG, _FEWEST_LONG = 0.6, 4
"""Share of a column from which on a line is long, and how many of these each column has, at least."""


@dataclass(frozen=True, slots=True)
class _Gutter:
    """The room between two columns, from where to where."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2


_Item = Line | Lattice


def in_columns(sheet: Sheet) -> list[Sheet]:
    """The sheet, or where its text stands in two columns its parts, as if each were a page.

    One with pictures of tables is left as it is, for these are placed by their heights on the whole page.
    """
    gutter = _gutter(sheet.loose, sheet.lattices) if not sheet.page.pictures else None
    return [sheet] if gutter is None else list(_parts(sheet, gutter))


def _gutter(glyphs: Sequence[Glyph], lattices: Sequence[Lattice]) -> _Gutter | None:
    """The room between two columns of text, or one of text and one of tables; none on nearly every page."""
    if len(glyphs) < _FEWEST_GLYPHS:
        return None
    boxes = [(glyph.left, glyph.right) for glyph in glyphs]
    wide = [(lattice.xs[0], lattice.xs[-1]) for lattice in lattices]
    left, right = min(start for start, _ in (*boxes, *wide)), max(end for _, end in (*boxes, *wide))
    start, end = left + _FROM * (right - left), left + _TO * (right - left)
    over = [0] * (int((end - start) / _STEP) + 1)
    beside = [(first, last) for first, last in wide if first > start or last < end]
    for weight, spans in ((1, boxes), (len(boxes), beside)):
        for first, last in spans:
            if last > start and first < end:
                for at in range(max(int((first - start) / _STEP), 0), min(int((last - start) / _STEP) + 1, len(over))):
                    over[at] += weight
    most = _MOST_OVER * sum(last - first for first, last in boxes) / (right - left or 1.0)
    widest = max(_runs([count <= most for count in over]), key=lambda run: run[1] - run[0], default=(0, 0))
    found = _Gutter(start + widest[0] * _STEP, start + widest[1] * _STEP)
    is_one = found.right - found.left >= _NARROWEST and all(
        _is_column(glyphs, lattices, side) for side in ((left, found.left), (found.right, right))
    )
    return found if is_one else None


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From where to where it is so."""
    edges = [0, *(at for at, (a, b) in enumerate(pairwise(flags), 1) if a != b), len(flags)]
    return ((a, b) for a, b in pairwise(edges) if flags[a])


def _is_column(glyphs: Sequence[Glyph], lattices: Sequence[Lattice], side: tuple[float, float]) -> bool:
    """Whether what stands from one place to another is text, by its long lines, or a table, and no labels or figures."""
    left, right = side
    if any(lattice.xs[0] >= left - _STEP and lattice.xs[-1] <= right + _STEP for lattice in lattices):
        return True
    lines = glyphs_to_lines([glyph for glyph in glyphs if left - _STEP <= glyph.left and glyph.right <= right + _STEP])
    return sum(_is_long(line, right - left) for line in lines) >= _FEWEST_LONG


def _is_long(line: Line, width: float) -> bool:
    words = sum(not glyph.text.isascii() for glyph in line.glyphs)
    return line.width >= _LONG * width and 2 * words > len(line.glyphs)


def _parts(sheet: Sheet, gutter: _Gutter) -> Iterator[Sheet]:
    """What goes over both columns, and between that the left column and the right one."""
    lines = glyphs_to_lines(sheet.loose)
    found: list[_Item] = [*sheet.lattices, *sheet.frames, *lines]
    items = sorted(found, key=_span)
    edges = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    begun: list[_Item] = []
    for item in items:
        if _is_over(item, gutter) or (_is_head(item) and _stands_alone(item, items, gutter)):
            yield from _zone(sheet, gutter, begun, edges)
            yield _part(sheet, [item])
            begun = []
        else:
            begun.append(item)
    yield from _zone(sheet, gutter, begun, edges)


def _zone(sheet: Sheet, gutter: _Gutter, items: Sequence[_Item], edges: tuple[float, float]) -> Iterator[Sheet]:
    """The columns among items of which none goes over both, between what stands before their text and from the head behind it on."""
    of_text = [at for at, item in enumerate(items) if _is_of_columns(item, gutter, edges)]
    if not of_text:
        yield from ([_part(sheet, items)] if items else [])
        return
    behind = range(of_text[-1] + 1, len(items))
    end = next((at for at in behind if _is_head(items[at])), len(items))
    before, within, rest = items[: of_text[0]], items[of_text[0] : end], items[end:]
    if before:
        yield _part(sheet, before)
    for is_left in (True, False):
        if column := [part for item in within if (part := _side(item, gutter, is_left=is_left))]:
            yield _part(sheet, column, is_column=True)
    if rest:
        yield _part(sheet, rest)


def _is_of_columns(item: _Item, gutter: _Gutter, edges: tuple[float, float]) -> bool:
    """Whether it is a table in a column, or has text that is as long as a column or begins where the right one does."""
    if isinstance(item, Lattice):
        return item.is_table
    left, right = (_side(item, gutter, is_left=is_left) for is_left in (True, False))
    is_long = isinstance(left, Line) and _is_long(left, gutter.left - edges[0])
    is_right = isinstance(right, Line) and (
        _is_long(right, edges[1] - gutter.right) or right.box[0] - gutter.right <= _INDENT * right.em
    )
    return is_long or is_right


_INDENT = 2.5
"""Em from the room between the columns to where a line of the right one begins, at most."""


def _side(item: _Item, gutter: _Gutter, *, is_left: bool) -> _Item | None:
    """What of it stands on one side."""
    if isinstance(item, Lattice):
        return item if (item.xs[0] < gutter.middle) is is_left else None
    glyphs = [glyph for glyph in item.glyphs if (glyph.x < gutter.middle) is is_left]
    return glyphs_to_lines(glyphs)[0] if glyphs else None


def _is_head(item: _Item) -> bool:
    """Whether it is the head of a section, be it in a frame."""
    if isinstance(item, Line):
        return is_section_head(item.text)
    return is_section_head("".join(glyph.text for cell in item.cells for glyph in cell.glyphs))


def _stands_alone(head: _Item, items: Sequence[_Item], gutter: _Gutter) -> bool:
    """Whether nothing stands in the other column beside a head, so that it is one of both."""
    if _side(head, gutter, is_left=True) is None:
        return False
    top, bottom = _span(head)
    beside = (item for item in items if _span(item)[0] < bottom and _span(item)[1] > top)
    return all(_side(item, gutter, is_left=False) is None for item in beside)


def _span(item: _Item) -> tuple[float, float]:
    """From its top to its bottom."""
    return (item.ys[0], item.ys[-1]) if isinstance(item, Lattice) else (item.box[1], item.box[3])


def _part(sheet: Sheet, items: Sequence[_Item], *, is_column: bool = False) -> Sheet:
    """The items as if they were a page."""
    lattices = [item for item in items if isinstance(item, Lattice)]
    return Sheet(
        sheet.page,
        [lattice for lattice in lattices if lattice.is_table],
        [lattice for lattice in lattices if not lattice.is_table],
        [glyph for item in items if isinstance(item, Line) for glyph in item.glyphs],
        is_column=is_column,
    )


def _is_over(item: _Item, gutter: _Gutter) -> bool:
    if isinstance(item, Lattice):
        return item.xs[0] < gutter.left and item.xs[-1] > gutter.right
    return any(glyph.left < gutter.right and glyph.right > gutter.left for glyph in item.glyphs)
