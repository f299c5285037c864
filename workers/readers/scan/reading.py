"""A picture of a page → the page that the grid code takes, as if an engine had given it."""

from workers.limits import Limits
from workers.readers.geometry import grid, rulings
from workers.readers.geometry.page import Page
from workers.readers.geometry.rulings import Grounds
from workers.readers.scan import cells, rules, text
from workers.readers.scan.ink import sheet
from workers.readers.scan.picture import Picture

_NARROWEST = 20
"""How many times longer than wide a picture may be that has text."""


def read_page(picture: Picture, limits: Limits) -> tuple[Page, float]:
    """The page's marks and glyphs once upright, and by how many degrees it was turned for that."""
    if min(picture.colours.shape[:2]) * _NARROWEST < max(picture.colours.shape[:2]):
        return Page(picture.number, picture.width, picture.height), 0.0
    upright = sheet(picture)
    page = Page(picture.number, picture.width, picture.height, marks=rules.find(upright))
    strong, weak = rulings.find(page.marks, Grounds())
    lattices = grid.find(strong, weak, limits)
    cut = cells.without_rules(upright, rules.painted(page.marks, upright))
    page.glyphs += cells.read_cells(cut, lattices)
    page.glyphs += text.read_text(cut, lattices)
    return page, upright.angle
