"""pdfium's text objects → runs: what their characters share, read once an object."""

import ctypes
from collections.abc import Mapping
from functools import cache
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


class Run(NamedTuple):
    """What the characters of a text object share. Objects that look and stand alike share one."""

    style: Style
    shape: Shape


class Runs:
    """The runs of a page by the addresses of their text objects."""

    def __init__(self, source: Address, place: Transform) -> None:
        self._source = source
        self._place = place
        self._upright = place[:4] == (1, 0, 0, -1)
        self.known: dict[int, Run] = {}
        self._font, self._style = cache(_font), cache(_style)

    def add(self, begun: Mapping[int, int]) -> None:
        """Reads the runs of text objects, each with the index of a character of it."""
        items, count = list(map(Address, begun)), len(begun)
        at = [repeat(self._source), begun.values()]
        _, matrices = calls.read_each(calls.text_matrix, at, count, ctypes.c_float, 6, kept=4)
        _, sizes = calls.read_each(calls.text_size, [items], count, ctypes.c_float, 1)
        are_known, channels = calls.read_each(calls.fill_colour, [items], count, ctypes.c_uint, 4, apart=True)
        modes, fonts = map(calls.text_mode, items), map(calls.text_font, items)
        runs = map(cache(self._run), matrices, sizes, modes, are_known, channels, fonts)
        self.known.update(zip(begun, runs, strict=True))

    def _run(
        self,
        matrix: tuple[float, float, float, float],
        size: tuple[float],
        mode: int,
        is_known: int,
        channels: tuple[int, ...],
        font: int | None,
    ) -> Run:
        paint = colour_of(*channels) if is_known else GREY
        return Run(self._style(mode, paint, self._font(font)), self._shape(*matrix, *size))

    def _shape(self, a: float, b: float, c: float, d: float, size: float) -> Shape:
        length = hypot(a, b) or 1.0
        right, up = a / length, b / length
        turn, turn_down = self._place.turn(right, up), self._place.turn(up, -right)
        shape = Shape(size, size * hypot(c, d), (right, up), turn, turn_down, is_level=False)
        level = self._upright and (right, up) == (1.0, 0.0) and shape.em > 0 and not shape.is_stretched
        return shape._replace(is_level=level)


def _font(font: int | None) -> str:
    """The name of a font."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    if font:
        calls.font_name(Address(font), name, ctypes.c_ulong(_LONGEST_NAME))
    return name.value.decode("utf-8", "replace")


def _style(mode: int, paint: Colour | None, name: str) -> Style:
    return Style(
        font=name,
        bold=mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE or "bold" in name.lower(),
        colour=paint or BLACK,
        hidden=mode in _UNDRAWN or paint is None,
    )


class Stack:
    """Characters that stand straight under each other, one after the other: set vertically, if they are enough."""

    def __init__(self, glyphs: list[Glyph]) -> None:
        self._glyphs = glyphs
        self._item = 0
        self._run: Run | None = None
        self._origin = 0.0, 0.0
        self._height = 0
        self._one_run = True
        self.beside: float | None = None
        """The left edge of the last glyph where that stands beside the one before it."""

    def add(self, item: int, run: Run, origin: tuple[float, float]) -> None:
        """Takes the last of the glyphs, which is of that text object and doesn't stand beside the one before it."""
        last, (x, y), is_same, turn = self._run, self._origin, item == self._item, run.shape.turn_down
        if self.beside is not None:
            x, self.beside, self._height, self._one_run = self.beside, None, 1, True
        self._item, self._run, self._origin = item, run, origin
        if last is None or last.style is not run.style or not self._is_under(run.shape, origin[0] - x, origin[1] - y):
            self._height, self._one_run = 1, True
            return
        self._height += 1
        self._one_run = self._one_run and is_same
        if turn is not None and (self._height > 2 or self._one_run):
            # What stands higher was turned with the glyph before.
            for i in range(1, 2 if self._glyphs[-2].turn == turn else min(self._height, _TALLEST) + 1):
                self._glyphs[-i] = self._glyphs[-i]._replace(turn=turn)

    @staticmethod
    def _is_under(shape: Shape, dx: float, dy: float) -> bool:
        (right, up), em = shape.along, shape.em
        down = dx * up - dy * right
        return _STEP_DOWN * em < down < 2 * em and abs(dx * right + dy * up) < _ASIDE * em
