"""pdfium's characters → glyphs."""

import ctypes
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import repeat
from math import inf, isfinite
from typing import Any

from pypdfium2 import raw

from service.reports.report import BBox
from workers.limits import Limits
from workers.readers.geometry.characters import SPACE, UNKNOWN, shown
from workers.readers.geometry.page import DESCENT, NEW_GLYPH, Glyph, Page, Style, glyph_between
from workers.readers.geometry.transform import Transform
from workers.readers.pdf import pdfium_calls as calls
from workers.readers.pdf.pdfium_calls import Address, Numbers
from workers.readers.pdf.pdfium_runs import Run, Runs, Shape, Stack

_LINE_END_HYPHENS = (0x02, 0xFFFE)

_AT_ONCE = 4_096
"""Characters that are read in one go."""


def collect(page: Page, source: Any, place: Transform, limits: Limits) -> Container[int]:
    """Adds the glyphs of a page, and gives the addresses of their text objects. Raises LimitExceeded for too many."""
    count = raw.FPDFText_CountChars(source)
    limits.check("glyphs_a_page", count // 2)
    reader = _Reader(page, calls.address_of(source), place)
    for start in range(0, count, _AT_ONCE):
        reader.read(range(start, min(start + _AT_ONCE, count)))
    limits.check("glyphs_a_page", len(page.glyphs))
    return reader.runs.known


_Line = tuple[float, float, float, float, Style]
"""What the glyphs of a level line share: top, bottom, baseline, size and style."""
_NO_LINE: _Line = (0.0, 0.0, 0.0, 0.0, Style())


class _Reader:
    def __init__(self, page: Page, source: Address, place: Transform) -> None:
        self._glyphs = page.glyphs
        self._source = source
        self._place = place
        self.runs = Runs(source, place)
        self._stack = Stack(page.glyphs)
        self._spaced = False
        self._tight = Numbers(ctypes.c_double, 4)

    def read(self, some: range) -> None:
        """Adds the characters of those indices, but for those that aren't drawn."""
        source, add, stack, shift = self._source, self._glyphs.append, self._stack, self._place.e
        texts = list(map(_meant, self._codes(some)))
        lacking = map(calls.lacks_unicode, repeat(source), some)
        items = list(map(calls.object_of, repeat(source), some))
        origins = self._begin_runs(some, texts, items)
        _, boxes = calls.read_each(calls.loose_box, [repeat(source), some], len(some), ctypes.c_float, 4)
        line_item, line_high, line = 0, 0.0, _NO_LINE
        for index, meant, lacks, item, box in zip(some, texts, lacking, items, boxes, strict=True):
            text = self._rare(index) if meant is None else UNKNOWN if lacks == 1 else meant
            if text == SPACE:
                self._spaced = self._spaced or not calls.is_generated(source, index)
            elif text and item:
                left, high, right, _ = box
                spaced, self._spaced = self._spaced, False
                has_width = 0 <= right - left < inf
                is_beside = item == line_item and high == line_high and has_width
                if not is_beside:
                    origin = origins.get(index) or self._begin_runs((index,), (text,), (item,))[index]
                    run = self.runs.known[item]
                    is_level = run.shape.is_level and has_width and isfinite(origin[1])
                    line_item, line_high, line = item if is_level else 0, high, self._line(run, origin)
                if line_item:
                    top, bottom, base, em, style = line
                    add(NEW_GLYPH((text, left + shift, top, right + shift, bottom, base, em, style, 0, 1.0, spaced)))
                elif glyph := self._placed(text, index, run, origin, box):
                    add(glyph._replace(spaced=spaced))
                else:
                    continue
                if is_beside:
                    stack.beside = left
                else:
                    stack.add(item, run, origin)

    def _codes(self, some: range) -> list[int]:
        """The Unicode of those characters, all at once where all of them are in the page's text.

        What it has otherwise there, as a hyphen at a line's end, isn't plain in either.
        """
        room = (ctypes.c_ushort * (len(some) + 1))()
        if calls.text_of(self._source, some.start, len(some), ctypes.byref(room)) == len(some) + 1:
            return memoryview(room).cast("B").cast("H").tolist()[:-1]
        return list(map(calls.unicode_of, repeat(self._source), some))

    def _begin_runs(
        self, some: Sequence[int], texts: Sequence[str | None], items: Sequence[int | None]
    ) -> dict[int, tuple[float, float]]:
        """Reads the runs that those characters begin, all in one go; where the first character of each stands, by its index."""
        told = zip(reversed(some), reversed(texts), reversed(items), strict=True)
        shown = {item: index for index, text, item in told if text and text != SPACE and item}
        self.runs.add({item: index for item, index in shown.items() if item not in self.runs.known})
        at = [repeat(self._source), shown.values()]
        _, origins = calls.read_each(calls.origin_of, at, len(shown), ctypes.c_double, 2, apart=True)
        return dict(zip(shown.values(), origins, strict=True))

    def _line(self, run: Run, origin: tuple[float, float]) -> _Line:
        """The line of a level run whose first character stands there."""
        base, em = self._place.f - origin[1], run.shape.em
        return base - (1 - DESCENT) * em, base + DESCENT * em, base, em, run.style

    def _rare(self, index: int) -> str:
        """A character that its code alone doesn't tell; the first half of a surrogate pair is none."""
        code = calls.unicode_of(self._source, index)
        if code in _LINE_END_HYPHENS:
            return "-" if calls.is_hyphen(self._source, index) else UNKNOWN
        if 0xD800 <= code < 0xDC00:
            return ""
        high = calls.unicode_of(self._source, index - 1) if index else 0
        if 0xDC00 <= code < 0xE000 and 0xD800 <= high < 0xDC00:
            return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
        return UNKNOWN

    def _placed(self, text: str, index: int, run: Run, origin: tuple[float, float], loose: BBox) -> Glyph | None:
        """The glyph of a run that isn't level."""
        x, y = origin
        size, em, along, turn, turn_down, _ = run.shape
        left, high, right, low = loose
        if run.shape.is_stretched and max(abs(right - left - size), abs(high - low - size)) < 0.01 * size:
            # set vertically: then pdfium's loose box leaves out the matrix
            left, low, right, high = x, y - DESCENT * em, x + em, y + (1 - DESCENT) * em
            turn = turn_down
        elif abs(along[0]) > abs(along[1]):
            below, above = DESCENT * em, (1 - DESCENT) * em
            low, high = (y - below, y + above) if along[0] > 0 else (y - above, y + below)
        else:
            left, low, right, high = self._turned_box(index, x, run.shape)
        if turn is None or not isfinite(left + low + right + high) or em <= 0:
            return None
        corner, opposite = self._place.point(left, low), self._place.point(right, high)
        return glyph_between(text, corner, opposite, em, run.style, turn)

    def _turned_box(self, index: int, x: float, shape: Shape) -> BBox:
        """Left, low, right and high of a character whose line runs up or down, where the loose box has no width."""
        calls.tight_box(self._source, index, *self._tight.each)
        _, _, low, high = self._tight.read()
        if shape.along[1] > 0:
            return x - (1 - DESCENT) * shape.em, low, x + DESCENT * shape.em, high
        return x - DESCENT * shape.em, low, x + (1 - DESCENT) * shape.em, high


@lru_cache(maxsize=16_384)
def _meant(code: int) -> str | None:
    """The character that a code stands for: a blank for white space, nothing where it has no width, None if unsure."""
    if not code or code in _LINE_END_HYPHENS or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return None
    return shown(chr(code))
