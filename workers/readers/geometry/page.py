"""A page as an engine gives it: glyphs and drawn marks, in points from its top left corner, y downwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from service.errors import DamagedFile
from service.reports.report import BBox
from workers.limits import Limits

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
GREY: Colour = (0.5, 0.5, 0.5)
"""Stands for patterns and shadings, which are seen but have no one colour."""

_LARGEST_SIDE = 14_400.0
"""Points: what PDF allows, and more than any report."""

_WHOLE = 0.5
"""Share of a page from which on a picture is the page."""

_TABLE_WIDTH, _TABLE_HEIGHT = 0.3, 40.0
"""Share of the page's width, and points: a smaller picture holds no table."""
_MOST = 50
"""Pictures of a page; more of them are no tables."""


def rgb(parts: Sequence[float]) -> Colour | None:
    """The colour of one component (grey), three (RGB) or four (CMYK), each from 0 to 1; None for so many others."""
    parts = [min(max(part, 0.0), 1.0) for part in parts]
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) == 4:
        cyan, magenta, yellow, key = parts
        return (1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key)
    return None


@dataclass(frozen=True, slots=True)
class Style:
    """What the glyphs of one run share: font, whether it is bold, its colour, whether it is drawn at all."""

    font: str = ""
    bold: bool = False
    colour: Colour = BLACK
    hidden: bool = False


MIDDLE = 0.35
"""Em: how far above the baseline a glyph's middle is."""


class Glyph(NamedTuple):
    """One character: its box, its baseline's y, and its size.

    `turn` is 1 where its text runs down the page, -1 where it runs up, and 0 else. `score` is how surely it was
    recognised, where it comes from a picture. `spaced` says that white space is written before it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    em: float
    style: Style
    turn: int = 0
    score: float = 1.0
    spaced: bool = False

    @property
    def x(self) -> float:
        """Its centre from the left."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """Its middle from the top: a little above the baseline, which fonts agree on more than on boxes."""
        return (self.top + self.bottom) / 2 if self.turn else self.base - MIDDLE * self.em

    @property
    def box(self) -> BBox:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


NEW_GLYPH = partial(tuple.__new__, Glyph)
"""Makes a glyph of a tuple of all its parts, in half the time: a page has a thousand."""

DESCENT = 0.12
"""Em: how far below the baseline a glyph's box goes, whatever its font claims."""


def glyph_between(
    text: str, corner: tuple[float, float], opposite: tuple[float, float], em: float, style: Style, turn: int
) -> Glyph:
    """A glyph whose box has these corners on the page, in any order."""
    (x0, y0), (x1, y1) = corner, opposite
    bottom = max(y0, y1)
    return Glyph(text, min(x0, x1), min(y0, y1), max(x0, x1), bottom, bottom - DESCENT * em, em, style, turn)


class Mark(NamedTuple):
    """A straight stroke (without width or height) or a filled box, in the order of painting."""

    left: float
    top: float
    right: float
    bottom: float
    colour: Colour
    filled: bool


NEW_MARK = partial(tuple.__new__, Mark)
"""Makes a mark of a tuple of all its parts, in half the time."""


@dataclass(slots=True)
class Page:
    """One page, `number` counted from 1."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    pictured: float = 0.0
    """Share of the page that pictures cover, all together."""
    pictures: list[tuple[float, float]] = field(default_factory=list)
    """The tops and bottoms of those that may hold a table."""
    unread: int = 0
    """Lines that recognition saw and could not read."""

    @property
    def is_picture(self) -> bool:
        """Whether what it says stands in a picture: no text, or only what a scanner's software laid under it."""
        return self.pictured >= _WHOLE and all(glyph.style.hidden for glyph in self.glyphs)

    def add_picture(self, left: float, top: float, right: float, bottom: float) -> None:
        """Notes a picture at that place; its corners may come in any order."""
        width, height = abs(right - left), abs(bottom - top)
        self.pictured += width * height / (self.width * self.height)
        if (
            len(self.pictures) < _MOST
            and width > _TABLE_WIDTH * self.width
            and _TABLE_HEIGHT < height < _WHOLE * self.height
        ):
            self.pictures.append((min(top, bottom), max(top, bottom)))


def blank_page(number: int, size: tuple[float, float], limits: Limits, kind: str) -> Page:
    """An empty page of that width and height. `kind` names the file to its sender.

    Raises LimitExceeded for one page too many, DamagedFile for one of no possible size.
    """
    limits.check("pages", number)
    width, height = size
    if not (1 <= width <= _LARGEST_SIDE and 1 <= height <= _LARGEST_SIDE):
        raise DamagedFile(kind=kind)
    return Page(number, width, height)
