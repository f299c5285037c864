"""pdfium's characters → glyphs."""

import ctypes
from collections.abc import Container
from dataclasses import dataclass
from math import hypot, isfinite
from typing import Any

from pypdfium2 import raw

from workers.limits import Limits
from workers.readers.geometry import bounds
from workers.readers.geometry.characters import UNKNOWN, plain
from workers.readers.geometry.page import BLACK, Colour, Glyph, Page, Style
from workers.readers.geometry.transform import Transform
from workers.readers.pdf.pdfium_paths import colour

_DESCENT = 0.12
"""Em: how far below the baseline a glyph's box goes, whatever its font claims."""

_NOMINAL = 0.02
"""Share by which a size must differ from another to be told from it."""

_STEP_DOWN = 0.7
"""Em: a character at least this far under the one before it may be set vertically."""

_ASIDE = 0.1
"""Em: how far aside of the one before it such a character may be."""

_UNDRAWN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

_LINE_END_HYPHENS = (0x02, 0xFFFE)


@dataclass(slots=True)
class _Run:
    """What the characters of one text object share.

    `size` is the nominal font size, `em` the one on the page; `along` is the direction of its baseline.
    """

    style: Style
    size: float
    em: float
    along: tuple[float, float]
    turn: int | None


class _Stack:
    """Characters that stand straight under each other, one after the other: set vertically, if they are enough."""

    def __init__(self, glyphs: list[Glyph]) -> None:
        self._glyphs = glyphs
        self._run: _Run | None = None
        self._origin = 0.0, 0.0
        self._height = 0
        self._one_run = True

    def add(self, run: _Run, origin: tuple[float, float], turn: int | None) -> None:
        """Takes the last of the glyphs; `turn` is how its line runs if it is set vertically."""
        last, (x, y), self._run, self._origin = self._run, self._origin, run, origin
        if last is None or last.style is not run.style or not self._is_under(run, origin[0] - x, origin[1] - y):
            self._height, self._one_run = 1, True
            return
        self._height += 1
        self._one_run = self._one_run and last is run
        if turn is not None and (self._height > 2 or self._one_run):
            for i in range(1, self._height + 1):
                self._glyphs[-i] = self._glyphs[-i]._replace(turn=turn)

    @staticmethod
    def _is_under(run: _Run, dx: float, dy: float) -> bool:
        right, up = run.along
        down = dx * up - dy * right
        return _STEP_DOWN * run.em < down < 2 * run.em and abs(dx * right + dy * up) < _ASIDE * run.em


def collect(page: Page, source: Any, place: Transform, limits: Limits) -> Container[int]:
    """Adds the glyphs of a page, and gives the addresses of their text objects. Raises LimitExceeded for too many."""
    count = raw.FPDFText_CountChars(source)
    bounds.check_glyphs(count // 2, limits)
    reader = _Reader(page, source, place)
    for index in range(count):
        reader.add(index)
    bounds.check_glyphs(len(page.glyphs), limits)
    return reader.runs


class _Reader:
    def __init__(self, page: Page, source: Any, place: Transform) -> None:
        self._page = page
        self._source = source
        self._place = place
        self.runs: dict[int, _Run] = {}
        self._fonts: dict[int, str] = {}
        self._styles: dict[tuple[int, Colour | None, str], Style] = {}
        self._high = 0
        self._stack = _Stack(page.glyphs)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix, self._size = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_float()

    def add(self, index: int) -> None:
        """Adds the character of that index, if it is one that is drawn."""
        text = self._text(index)
        if not text:
            return
        item = raw.FPDFText_GetTextObject(self._source, index)
        if not item:
            return
        key = ctypes.addressof(item.contents)
        run = self.runs.get(key)
        if run is None:
            run = self.runs[key] = self._run(item, index)
        glyph = self._glyph(text, index, run)
        if glyph:
            self._page.glyphs.append(glyph)
            downwards = self._place.turn(run.along[1], -run.along[0])
            self._stack.add(run, (self._x.value, self._y.value), downwards)

    def _text(self, index: int) -> str:
        """The character of that index, empty for white space and for half of a surrogate pair."""
        code = raw.FPDFText_GetUnicode(self._source, index)
        high, self._high = self._high, 0
        if code in _LINE_END_HYPHENS:
            return "-" if raw.FPDFText_IsHyphen(self._source, index) else UNKNOWN
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return ""
        if 0xDC00 <= code < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else UNKNOWN
        if not code or code > 0x10FFFF or raw.FPDFText_HasUnicodeMapError(self._source, index) == 1:
            return UNKNOWN
        return plain(chr(code))

    def _run(self, item: Any, index: int) -> _Run:
        matrix, size = self._matrix, self._size
        raw.FPDFText_GetMatrix(self._source, index, matrix)
        raw.FPDFTextObj_GetFontSize(item, size)
        length = hypot(matrix.a, matrix.b) or 1.0
        along = matrix.a / length, matrix.b / length
        em = size.value * hypot(matrix.c, matrix.d)
        return _Run(self._style(item), size.value, em, along, self._place.turn(*along))

    def _style(self, item: Any) -> Style:
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        paint = colour(item, raw.FPDFPageObj_GetFillColor)
        font = self._font(raw.FPDFTextObj_GetFont(item))
        known = self._styles.get((mode, paint, font))
        if known is None:
            known = self._styles[mode, paint, font] = Style(
                font=font,
                bold=mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE or "bold" in font.lower(),
                colour=paint or BLACK,
                hidden=mode in _UNDRAWN or paint is None,
            )
        return known

    def _font(self, font: Any) -> str:
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._fonts:
            name = ctypes.create_string_buffer(256)
            if font:
                raw.FPDFFont_GetBaseFontName(font, name, 256)
            self._fonts[key] = name.value.decode("utf-8", "replace")
        return self._fonts[key]

    def _glyph(self, text: str, index: int, run: _Run) -> Glyph | None:
        raw.FPDFText_GetCharOrigin(self._source, index, self._x, self._y)
        raw.FPDFText_GetLooseCharBox(self._source, index, self._box)
        x, y, em, turn = self._x.value, self._y.value, run.em, run.turn
        if self._is_vertical(run):
            left, low, right, high = x, y - _DESCENT * em, x + em, y + (1 - _DESCENT) * em
            turn = self._place.turn(run.along[1], -run.along[0])
        elif abs(run.along[0]) > abs(run.along[1]):
            left, low, right, high = self._box.left, y - _DESCENT * em, self._box.right, y + (1 - _DESCENT) * em
        else:
            left, low, right, high = self._turned_box(index, x, run)
        if turn is None or not isfinite(left + low + right + high) or em <= 0:
            return None
        x0, y0 = self._place.point(left, low)
        x1, y1 = self._place.point(right, high)
        bottom = max(y0, y1)
        return Glyph(text, min(x0, x1), min(y0, y1), max(x0, x1), bottom, bottom - _DESCENT * em, em, run.style, turn)

    def _is_vertical(self, run: _Run) -> bool:
        """Whether a character is set vertically: then pdfium's loose box leaves out the matrix."""
        box, size = self._box, run.size
        if abs(size - run.em) <= _NOMINAL * run.em:
            return False
        return bool(max(abs(box.right - box.left - size), abs(box.top - box.bottom - size)) < 0.01 * size)

    def _turned_box(self, index: int, x: float, run: _Run) -> tuple[float, float, float, float]:
        """The box of a character whose line runs up or down, where the loose box has no width."""
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._source, index, left, right, low, high)
        if run.along[1] > 0:
            return x - (1 - _DESCENT) * run.em, low.value, x + _DESCENT * run.em, high.value
        return x - _DESCENT * run.em, low.value, x + (1 - _DESCENT) * run.em, high.value
