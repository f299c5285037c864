"""A page → a sheet: the glyphs that can be read, those of tables in their cells, the rest in lines."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from operator import attrgetter

from service.reports import form
from workers.limits import Limits
from workers.readers.geometry import rulings, thresholds
from workers.readers.geometry.lattices import Lattice, assign_glyphs, assign_overhang, rulings_to_lattices
from workers.readers.geometry.lines import Line, glyphs_to_lines
from workers.readers.geometry.page import Glyph, Page
from workers.readers.geometry.recovery import recover_lost_rulings
from workers.readers.geometry.rulings import Background, marks_to_rulings
from workers.readers.structure.furniture import are_contents, is_page_number

_STYLE = attrgetter("style")

_OCR_LAYER = 0.9
"""Share of undrawn glyphs from which they are the text of the page's picture."""

_DIGITS = re.compile(rf"[\d{form.NUMERALS}]+")

_PALE = 0.8
"""A colour whose every channel is above this could be lost on a white ground."""


@dataclass(slots=True)
class Sheet:
    """A page with its tables separated from its text."""

    page: Page
    lattices: list[Lattice]
    frames: list[Lattice]
    """Grids too small for a table: text in a frame, or the rest of a table that the page's end cut."""
    loose: list[Glyph]
    lines: list[Line] = field(default_factory=list)
    is_column: bool = False
    """Whether it is one of the columns that its page is set in."""


def find_tables(page: Page, limits: Limits) -> Sheet:
    """The page's lattices with their glyphs. Raises LimitExceeded for a lattice of too many cells."""
    background = Background()
    strong, weak = marks_to_rulings(page.marks, background)
    found = rulings_to_lattices(strong, weak, limits)
    lattices = [lattice for lattice in found if lattice.is_table]
    frames = [lattice for lattice in found if not lattice.is_table]
    loose = assign_glyphs(lattices, legible_glyphs(page, background))
    for lattice in lattices:
        loose = assign_overhang(lattice, loose, strong)
    for lattice in lattices:
        recover_lost_rulings(lattice)
    return Sheet(page, lattices, frames, assign_glyphs(frames, loose))


def legible_glyphs(page: Page, background: Background) -> list[Glyph]:
    """The glyphs that a reader of the page sees, and those that a layer of text has beside a picture.

    None of a page that is a picture: what a scanner's software laid under it is not to be relied on.
    """
    if page.is_picture:
        return []
    styles = {id(style): style for style in map(_STYLE, page.glyphs)}
    hidden = {key for key, style in styles.items() if style.hidden}
    if hidden and sum(id(glyph.style) in hidden for glyph in page.glyphs) > _OCR_LAYER * len(page.glyphs):
        hidden = set()
    pale = {key for key, style in styles.items() if min(style.colour) > _PALE}
    legible = page.glyphs if _are_all_on(page) else [glyph for glyph in page.glyphs if _is_on(page, glyph)]
    if not hidden and not pale:
        return legible
    return [
        glyph
        for glyph in legible
        if id(glyph.style) not in hidden and not (id(glyph.style) in pale and _is_lost(glyph, background))
    ]


def _is_on(page: Page, glyph: Glyph) -> bool:
    """Whether a glyph is large enough to read, and its middle on the page."""
    return glyph.em >= thresholds.SMALLEST and 0 <= glyph.x <= page.width and 0 <= glyph.y <= page.height


def _are_all_on(page: Page) -> bool:
    """Whether that is so of all glyphs, told by their outermost edges: as good as always, and soon seen."""
    if not page.glyphs:
        return True
    _, lefts, tops, rights, bottoms, bases, ems, *_ = zip(*page.glyphs, strict=True)
    inside = [min(lefts) >= 0, max(rights) <= page.width, min(tops) >= 0, max(bottoms) <= page.height]
    return all([*inside, max(ems) <= min(bases), max(bases) <= page.height, min(ems) >= thresholds.SMALLEST])


def _is_lost(glyph: Glyph, background: Background) -> bool:
    """Whether a pale glyph stands on a ground of its colour."""
    return rulings.same_colour(glyph.style.colour, background.colour(glyph.x, glyph.y))


def assign_frames(sheets: Sequence[Sheet]) -> None:
    """Gives every sheet its lines, and every frame to the tables or back to the text."""
    _find_lines(sheets)
    if not any(one.frames for one in sheets):
        return
    kept = [[frame for frame in one.frames if _is_rest(frame, i, sheets)] for i, one in enumerate(sheets)]
    for one, rests in zip(sheets, kept, strict=True):
        for frame in one.frames:
            if frame not in rests:
                one.loose += [glyph for cell in frame.cells for glyph in cell.glyphs]
        one.lattices = sorted(one.lattices + rests, key=lambda lattice: lattice.ys[0])
    _find_lines(sheets)


def _find_lines(sheets: Sequence[Sheet]) -> None:
    """Gives every sheet its lines, but for page numbers, tables of contents and what half of the pages have in their margins."""
    for one in sheets:
        one.lines = glyphs_to_lines(one.loose)
    seen = Counter(mask for one in sheets for mask in {_mask(line) for line in one.lines if _in_margin(line, one.page)})
    often = max(2, (len({one.page.number for one in sheets}) + 1) // 2)
    running = {mask for mask, times in seen.items() if times >= often}
    for one in sheets:
        one.lines = [line for line in one.lines if not _is_around_text(line, one, running)]
        of_contents = are_contents([line.text for line in one.lines])
        one.lines = [line for line, is_of_them in zip(one.lines, of_contents, strict=True) if not is_of_them]


def _is_around_text(line: Line, one: Sheet, running: Set[str]) -> bool:
    """Whether it is a page's number or one of the running heads and feet, by their masks."""
    if _in_margin(line, one.page):
        return is_page_number(line.text, in_margin=True) or _mask(line) in running
    return line is one.lines[-1] and is_page_number(line.text)


def _in_margin(line: Line, page: Page) -> bool:
    _, top, _, bottom = line.box
    return top >= page.height * (1 - thresholds.FOOT) or bottom <= page.height * thresholds.HEAD


def _mask(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def is_first(lattice: Lattice, one: Sheet) -> bool:
    """Whether nothing of text or tables stands above it on its page."""
    top = lattice.ys[0]
    return not any(line.base < top for line in one.lines) and all(o.ys[0] >= top for o in one.lattices)


def is_last(lattice: Lattice, one: Sheet) -> bool:
    """Whether nothing of text or tables stands below it on its page."""
    bottom = lattice.ys[-1]
    return not any(line.base > bottom for line in one.lines) and all(o.ys[-1] <= bottom for o in one.lattices)


def _is_rest(frame: Lattice, index: int, sheets: Sequence[Sheet]) -> bool:
    """Whether a small grid is what a page's end cut off a table of the neighbour page."""
    one = sheets[index]
    before = sheets[index - 1] if index else None
    after = sheets[index + 1] if index + 1 < len(sheets) else None
    if before and before.lattices and is_first(frame, one):
        last = max(before.lattices, key=lambda lattice: lattice.ys[-1])
        if is_last(last, before) and _same_edges(frame, last):
            return True
    if after and after.lattices and is_last(frame, one):
        first = min(after.lattices, key=lambda lattice: lattice.ys[0])
        return is_first(first, after) and _same_edges(frame, first)
    return False


def _same_edges(one: Lattice, other: Lattice) -> bool:
    return (
        abs(one.xs[0] - other.xs[0]) <= thresholds.SAME_EDGE and abs(one.xs[-1] - other.xs[-1]) <= thresholds.SAME_EDGE
    )
