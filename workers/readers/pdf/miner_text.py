"""pdfminer's strings → glyphs: the codes of a font, set one after the other."""

from collections.abc import Iterable
from math import hypot, isfinite
from typing import Any

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFTextState
from pdfminer.utils import Matrix, apply_matrix_rect, translate_matrix

from workers.readers.geometry.characters import SPACE, UNKNOWN, shown
from workers.readers.geometry.page import DESCENT, NEW_GLYPH, Glyph, Page, Style, glyph_between
from workers.readers.geometry.transform import Transform, upright


def _character(font: PDFFont, code: int) -> str:
    """A code's character: a blank for white space, nothing where it has no width."""
    try:
        text = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        return UNKNOWN
    return shown(text)


Characters = dict[PDFFont, dict[int, tuple[str, float]]]
"""What the codes of each font stand for, and how wide they are, as far as they have been looked up."""


class Setter:
    """Sets the strings of a page, one after the other; `known` may be shared by the pages of a file."""

    def __init__(self, page: Page, known: Characters) -> None:
        self._page = page
        self._known = known
        self._spaced = False

    def set(self, state: PDFTextState, font: PDFFont, run: "Run", parts: Iterable[Any], *, each: bool) -> None:
        """Adds a string's glyphs; the state's place in its line moves on. With `each`, what isn't seen is one too."""
        across, down = state.linematrix
        along, scaling = (down, 1.0) if font.is_vertical() else (across, state.scaling * 0.01)
        size, spacing = state.fontsize * scaling, state.charspace * scaling
        words = 0.0 if font.is_multibyte() else state.wordspace * scaling
        known = self._known.setdefault(font, {})
        for part in parts:
            if isinstance(part, (int, float)):
                along -= part * 0.001 * size
            elif isinstance(part, bytes):
                for code in font.decode(part):
                    found = known.get(code)
                    if found is None:
                        found = known[code] = _character(font, code), font.char_width(code)
                    text, width = found
                    if text == SPACE and not each:
                        self._spaced = True
                    elif text or each:
                        glyph = run.glyph(text.strip() or UNKNOWN, code, along, width * size, self._spaced)
                        if glyph:
                            self._page.glyphs.append(glyph)
                            self._spaced = False
                    along += width * size + spacing + (words if code == 32 else 0.0)
        state.linematrix = (across, along) if font.is_vertical() else (along, down)


def run_of(state: PDFTextState, font: PDFFont, matrix: Matrix, style: Style, height: float) -> "Run":
    """How a string will stand on a page of that height."""
    a, b, c, d, _, _ = matrix
    level = a > 0 and d > 0 and b == 0 and c == 0 and state.fontsize > 0 and not font.is_vertical()
    if level and isfinite(sum(matrix) + state.fontsize + state.rise + sum(state.linematrix)):
        return _Level(state, matrix, style, height)
    return _Turned(state, font, matrix, style, height)


class _Turned:
    """A string being set: how its glyphs are placed, whichever way it runs."""

    def __init__(self, state: PDFTextState, font: PDFFont, matrix: Matrix, style: Style, height: float) -> None:
        self._state = state
        self._matrix = matrix
        self._style = style
        self._height = height
        self._em = state.fontsize * hypot(matrix[2], matrix[3])
        self._font = font
        self._vertical = font.is_vertical()
        along = (0.0, -1.0) if self._vertical else (1.0, 0.0)
        self._turn = upright(0, 0, 0, height, 0).after(Transform(*matrix)).turn(*along)

    def glyph(self, text: str, code: int, along: float, advance: float, spaced: bool) -> Glyph | None:
        """The glyph of a code that stands so far along the string, None where it is none."""
        size, rise, (across, down) = self._state.fontsize, self._state.rise, self._state.linematrix
        if self._vertical:
            matrix = translate_matrix(self._matrix, (across, along))
            aside, ahead = _displacement(self._font, code)
            low = rise - (ahead + DESCENT) * size
            box = -aside * size, low, (1 - aside) * size, low + size
        else:
            matrix = translate_matrix(self._matrix, (along, down))
            box = 0.0, rise - DESCENT * size, advance, rise + (1 - DESCENT) * size
        left, low, right, high = apply_matrix_rect(matrix, box)
        if self._turn is None or self._em <= 0 or not isfinite(left + low + right + high):
            return None
        corner, opposite = (left, self._height - low), (right, self._height - high)
        return glyph_between(text, corner, opposite, self._em, self._style, self._turn)._replace(spaced=spaced)


class _Level:
    """A string that runs across an upright page: its glyphs share their line, which saves a tenth of the time."""

    def __init__(self, state: PDFTextState, matrix: Matrix, style: Style, height: float) -> None:
        self._scale, _, _, scale, self._start, start = matrix
        self._style = style
        self._em = state.fontsize * scale
        self._base = height - start - scale * (state.linematrix[1] + state.rise)
        self._top, self._bottom = self._base - (1 - DESCENT) * self._em, self._base + DESCENT * self._em

    def glyph(self, text: str, _: int, along: float, advance: float, spaced: bool) -> Glyph | None:
        """The glyph that stands so far along the string, None for one that is nowhere."""
        left = self._start + self._scale * along
        right = left + self._scale * advance
        if not isfinite(left + right):
            return None
        left, right = (left, right) if advance >= 0 else (right, left)
        return NEW_GLYPH(
            (text, left, self._top, right, self._bottom, self._base, self._em, self._style, 0, 1.0, spaced)
        )


Run = _Level | _Turned
"""A string being set."""


def _displacement(font: PDFFont, code: int) -> tuple[float, float]:
    """Where a vertical glyph's origin lies from the one that the text goes along, in em."""
    given = font.char_disp(code)
    if not isinstance(given, tuple):
        return 0.5, 0.88
    across, down = given
    return (0.5 if across is None else across * 0.001), down * 0.001
