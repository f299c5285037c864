"""pdfium's text objects → runs: what their characters share, read once an object."""

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from math import hypot
from typing import NamedTuple

from pypdfium2 import raw

from workers.readers.geometry.page import BLACK, GREY, Colour, Glyph, Style
from workers.readers.geometry.transform import Transform
from workers.readers.pdf import pdfium_calls as calls
from workers.readers.pdf.pdfium_calls import Address
from workers.readers.pdf.pdfium_paths import colour_of

_NOMINAL = 0.02
"""Share by which a size must differ from another to count as another."""

_STEP_DOWN = 0.7
"""Em: a character at least this far under the one before it may be set vertically."""

_ASIDE = 0.1
"""Em: how far aside of the one before it such a character may be."""

_TALLEST = 1_000
"""Characters under each other that are turned together, at most."""

_UNDRAWN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

_LONGEST_NAME = 256


class Shape(NamedTuple):
    """How a text object stands.

    `size` is the nominal font size, `em` the one on the page; `along` is the direction of its baseline, `turn` what
    that comes to on the page, and `turn_down` what it would if it were set vertically.
    """

    size: float
    em: float
    along: tuple[float, float]
    turn: int | None
    turn_down: int | None
    is_level: bool
    """Whether it runs across an upright page in its nominal size."""

    @property
    def is_stretched(self) -> bool:
        """Whether it stands on the page in another than its nominal size."""
        return abs(self.size - self.em) > _NOMINAL * self.em


@dataclass(slots=True)
class Run:
    """What the characters of one text object share."""

    style: Style
    shape: Shape
    high: float | None = None
    """The top of the loose box of its last character, by which pdfium tells the line."""
    line: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Top, bottom and baseline, on the page, of its last character's line."""


class Runs:
    """The runs of a page by the addresses of their text objects."""

    def __init__(self, source: Address, place: Transform) -> None:
        self._source = source
        self._place = place
        self._upright = place[:4] == (1, 0, 0, -1)
        self.known: dict[int, Run] = {}
        self._fonts: dict[int | None, str] = {}
        self._styles: dict[tuple[int, tuple[int, ...] | None, int | None], Style] = {}
        self._alike: dict[tuple[int, Colour | None, str], Style] = {}
        self._shapes: dict[tuple[float, ...], Shape] = {}
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)

    def add(self, begun: Mapping[int, int]) -> None:
        """Reads the runs of text objects, each with the index of a character of it."""
        items, count = list(map(Address, begun)), len(begun)
        at = [repeat(self._source), begun.values()]
        _, matrices = calls.read_each(calls.text_matrix, at, count, ctypes.c_float, 6)
        _, sizes = calls.read_each(calls.text_size, [items], count, ctypes.c_float, 1)
        are_known, channels = calls.read_each(calls.fill_colour, [items], count, ctypes.c_uint, 4, apart=True)
        modes, fonts = map(calls.text_mode, items), map(calls.text_font, items)
        told = zip(begun, matrices, sizes, modes, are_known, channels, fonts, strict=True)
        for item, (a, b, c, d, _, _), (size,), mode, is_known, colour, font in told:
            shape = self._shapes.get((a, b, c, d, size)) or self._shape(a, b, c, d, size)
            key = mode, colour if is_known else None, font
            self.known[item] = Run(self._styles.get(key) or self._style(*key), shape)

    def _shape(self, a: float, b: float, c: float, d: float, size: float) -> Shape:
        length = hypot(a, b) or 1.0
        right, up = a / length, b / length
        turn, turn_down = self._place.turn(right, up), self._place.turn(up, -right)
        shape = Shape(size, size * hypot(c, d), (right, up), turn, turn_down, is_level=False)
        level = self._upright and (right, up) == (1.0, 0.0) and shape.em > 0 and not shape.is_stretched
        self._shapes[a, b, c, d, size] = shape = shape._replace(is_level=level)
        return shape

    def _style(self, mode: int, channels: tuple[int, ...] | None, font: int | None) -> Style:
        paint, name = colour_of(*channels) if channels else GREY, self._font(font)
        known = self._alike.get((mode, paint, name))
        if known is None:
            known = self._alike[mode, paint, name] = Style(
                font=name,
                bold=mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE or "bold" in name.lower(),
                colour=paint or BLACK,
                hidden=mode in _UNDRAWN or paint is None,
            )
        self._styles[mode, channels, font] = known
        return known

    def _font(self, font: int | None) -> str:
        known = self._fonts.get(font)
        if known is None:
            self._name.value = b""
            if font:
                calls.font_name(Address(font), self._name, ctypes.c_ulong(_LONGEST_NAME))
            known = self._fonts[font] = self._name.value.decode("utf-8", "replace")
        return known


class Stack:
    """Characters that stand straight under each other, one after the other: set vertically, if they are enough."""

    def __init__(self, glyphs: list[Glyph]) -> None:
        self._glyphs = glyphs
        self._run: Run | None = None
        self._origin = 0.0, 0.0
        self._height = 0
        self._one_run = True

    def add(self, run: Run, origin: tuple[float, float], turn: int | None) -> None:
        """Takes the last of the glyphs; `turn` is how its line runs if it is set vertically."""
        last, (x, y), self._run, self._origin = self._run, self._origin, run, origin
        if last is None or last.style is not run.style or not self._is_under(run, origin[0] - x, origin[1] - y):
            self._height, self._one_run = 1, True
            return
        self._height += 1
        self._one_run = self._one_run and last is run
        if turn is not None and (self._height > 2 or self._one_run):
            # What stands higher was turned with the glyph before.
            for i in range(1, 2 if self._glyphs[-2].turn == turn else min(self._height, _TALLEST) + 1):
                self._glyphs[-i] = self._glyphs[-i]._replace(turn=turn)

    def add_beside(self, x: float) -> None:
        """Takes the last of the glyphs, which stands beside the one before it."""
        self._origin = x, self._origin[1]
        self._height, self._one_run = 1, True

    @staticmethod
    def _is_under(run: Run, dx: float, dy: float) -> bool:
        (right, up), em = run.shape.along, run.shape.em
        down = dx * up - dy * right
        return _STEP_DOWN * em < down < 2 * em and abs(dx * right + dy * up) < _ASIDE * em
