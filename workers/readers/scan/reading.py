"""A picture of a page → the page that the grid code takes, as if an engine had given it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from service.reports.report import LIKELY, BBox
from workers.limits import Limits
from workers.readers.geometry import rulings
from workers.readers.geometry.lattices import rulings_to_lattices
from workers.readers.geometry.page import Glyph, Page
from workers.readers.geometry.rulings import Background
from workers.readers.scan import cells, figures, rules, text
from workers.readers.scan.ink import Sheet, sheet
from workers.readers.scan.picture import Picture
from workers.readers.scan.quality import is_poor
from workers.readers.scan.turning import Turn

_NARROWEST = 20
"""How many times longer than wide a picture may be that has text."""
_LEGIBLE = 0.8
"""The mean sureness of a page's characters below which it may lie the wrong way round."""
_BETTER = 0.1
"""By how much it must be surer when turned."""


def read_page(picture: Picture, limits: Limits, wanted: Sequence[BBox] | None = None) -> tuple[Page, Turn]:
    """The page's marks and glyphs once upright, and how it was turned for that.

    Where boxes on the page as it lies are `wanted`, of its glyphs those of the lines and cells that these touch.
    """
    if min(picture.colours.shape[:2]) * _NARROWEST < max(picture.colours.shape[:2]):
        return Page(picture.number, picture.width, picture.height), Turn(picture.width, picture.height)
    upright, quarters = _upright(picture)
    turn = Turn(picture.width, picture.height, upright.angle, quarters)
    boxes = None if wanted is None else [turn.upright(box) for box in wanted]
    return _read(_turned(picture, quarters), upright, limits, boxes), turn


def _read(picture: Picture, upright: Sheet, limits: Limits, wanted: Sequence[BBox] | None) -> Page:
    page = Page(picture.number, picture.width, picture.height, marks=rules.find(upright))
    strong, weak = rulings.marks_to_rulings(page.marks, Background())
    lattices = rulings_to_lattices(strong, weak, limits)
    cut = cells.without_rules(upright, rules.painted(page.marks, upright), wanted)
    page.glyphs += cells.read_cells(cut, lattices)
    lines, page.unread = text.read_text(cut, lattices)
    if is_poor(upright):
        page.glyphs = [glyph if figures.is_of_figure(glyph.text) else _likely(glyph) for glyph in page.glyphs]
        lines = [*map(_likely, lines)]
    page.glyphs += lines
    return page


def _likely(glyph: Glyph) -> Glyph:
    """A character of a poor page that is no figure of a table, each of which was looked at twice."""
    return glyph._replace(score=min(glyph.score, LIKELY))


def _upright(picture: Picture) -> tuple[Sheet, int]:
    """The sheet by whose turn its text can be read best, and by how many quarters, anticlockwise, that is."""
    best, quarters = sheet(picture), 0
    sureness = text.sample(best)
    if sureness >= _LEGIBLE:
        return best, quarters
    sureness += _BETTER
    for turn in (2, 1, 3):
        turned = sheet(_turned(picture, turn))
        other = text.sample(turned)
        if other > sureness:
            best, quarters, sureness = turned, turn, other
        if sureness >= _LEGIBLE + _BETTER:
            break
    return best, quarters


def _turned(picture: Picture, quarters: int) -> Picture:
    if not quarters:
        return picture
    width, height = (picture.height, picture.width) if quarters % 2 else (picture.width, picture.height)
    colours = np.ascontiguousarray(np.rot90(picture.colours, quarters))
    return replace(picture, width=width, height=height, colours=colours)
