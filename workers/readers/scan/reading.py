"""A picture of a page → the page that the grid code takes, as if an engine had given it."""

from dataclasses import replace

import numpy as np

from service.reports.report import LIKELY, BBox
from workers.limits import Limits
from workers.readers.geometry import rulings
from workers.readers.geometry.lattices import rulings_to_lattices
from workers.readers.geometry.page import Glyph, Page
from workers.readers.geometry.rulings import Background
from workers.readers.scan import cells, figures, rules, text
from workers.readers.scan.cells import Cut
from workers.readers.scan.glyphs import Line, glyphs
from workers.readers.scan.ink import Sheet, sheet
from workers.readers.scan.layout import Layout, Place
from workers.readers.scan.picture import Picture
from workers.readers.scan.quality import is_poor
from workers.readers.scan.strips import Strip
from workers.readers.scan.turning import Turn

_NARROWEST = 20
"""How many times longer than wide a picture may be that has text."""
_LEGIBLE = 0.8
"""The mean sureness of a page's characters below which it may lie the wrong way round."""
_BETTER = 0.1
"""By how much it must be surer when turned."""


def read_page(picture: Picture, limits: Limits) -> tuple[Page, Layout]:
    """The page's marks and glyphs once upright, and where they were found."""
    if min(picture.colours.shape[:2]) * _NARROWEST < max(picture.colours.shape[:2]):
        return Page(picture.number, picture.width, picture.height), Layout(Turn(picture.width, picture.height))
    upright, quarters = _upright(picture)
    turn = Turn(picture.width, picture.height, upright.angle, quarters)
    page, places = _read(turned(picture, quarters), upright, limits)
    return page, Layout(turn, page.marks, places)


def _read(picture: Picture, upright: Sheet, limits: Limits) -> tuple[Page, list[Place]]:
    """The page, and the places of its lines."""
    page = Page(picture.number, picture.width, picture.height, marks=rules.find(upright))
    strong, weak = rulings.marks_to_rulings(page.marks, Background())
    lattices = rulings_to_lattices(strong, weak, limits)
    cut = cells.without_rules(upright, rules.painted(page.marks, upright))
    of_cells = [*cells.read_cells(cut, lattices)]
    of_text, page.unread = text.read_text(cut, lattices)
    in_cells = [glyph for line in of_cells for glyph in glyphs(line, upright.scale)]
    in_text = [glyph for line in of_text for glyph in text.text_glyphs(line, upright.scale)]
    if is_poor(upright):
        in_cells = [glyph if figures.is_of_figure(glyph.text) else _likely(glyph) for glyph in in_cells]
        in_text = [*map(_likely, in_text)]
    page.glyphs = in_cells + in_text
    places = [_place(line, upright.scale, is_in_cell=True) for line in of_cells]
    return page, places + [_place(line, upright.scale, is_in_cell=False) for line in of_text]


def _place(line: Line, scale: float, *, is_in_cell: bool) -> Place:
    left, top, right, bottom = (edge / scale for edge in line.box)
    return Place((left, top, right, bottom), line.height / scale, is_in_cell)


def cut_again(picture: Picture, layout: Layout) -> Cut:
    """A page without its rules, both as the first look at it found them."""
    upright = sheet(turned(picture, layout.turn.quarters), layout.turn.angle)
    return cells.without_rules(upright, rules.painted(layout.rules, upright))


def inked_cell(page: Cut, box: BBox) -> list[Place]:
    """The lines of ink in a cell that stands in a box of the upright page."""
    scale = page.sheet.scale
    return [_place(Line((), each.box, 0, 0, each.line), scale, is_in_cell=True) for each in cells.inked(page, box)]


def read_again(page: Cut, place: Place) -> list[Glyph]:
    """The glyphs of a line, of which nobody should be sure: they are there to be held against those of the first look."""
    left, top, right, bottom = (round(edge * page.sheet.scale) for edge in place.box)
    region = left, top, right, bottom
    if place.is_in_cell:
        line = cells.read_line(page, Strip(region, place.height * page.sheet.scale), is_alone=False)
        return [*glyphs(line, page.sheet.scale)]
    return [*text.text_glyphs(text.read_line(page.grey, region, page.looks), page.sheet.scale)]


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
        other = sheet(turned(picture, turn))
        legibility = text.sample(other)
        if legibility > sureness:
            best, quarters, sureness = other, turn, legibility
        if sureness >= _LEGIBLE + _BETTER:
            break
    return best, quarters


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned anticlockwise by so many quarters."""
    if not quarters:
        return picture
    width, height = (picture.height, picture.width) if quarters % 2 else (picture.width, picture.height)
    colours = np.ascontiguousarray(np.rot90(picture.colours, quarters))
    return replace(picture, width=width, height=height, colours=colours)
