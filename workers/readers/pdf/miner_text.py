"""pdfminer's strings → glyphs: the codes of a font, set one after the other."""

from collections.abc import Iterable, Iterator
from math import hypot, isfinite
from typing import Any

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFTextState
from pdfminer.utils import Matrix, apply_matrix_rect, translate_matrix

from workers.readers.geometry.characters import UNKNOWN, plain
from workers.readers.geometry.page import Glyph, Style
from workers.readers.geometry.transform import Transform, upright

_DESCENT = 0.12
"""Em: how far below the baseline a glyph's box goes, whatever its font claims."""


class Characters:
    """What each code of each font stands for, looked up once a file."""

    def __init__(self) -> None:
        self._known: dict[tuple[PDFFont, int], tuple[str, float]] = {}

    def __call__(self, font: PDFFont, code: int) -> tuple[str, float]:
        """A code's character, empty for white space, and how far it moves on in em."""
        known = self._known.get((font, code))
        if known is None:
            known = self._known[font, code] = _character(font, code), font.char_width(code)
        return known


def _character(font: PDFFont, code: int) -> str:
    try:
        return plain(font.to_unichr(code))
    except PDFUnicodeNotDefined:
        return UNKNOWN


class Run:
    """A string being set: where it has got to, and how its glyphs are placed."""

    def __init__(self, state: PDFTextState, font: PDFFont, matrix: Matrix, style: Style, height: float) -> None:
        self._state = state
        self._font = font
        self._matrix = matrix
        self._style = style
        self._height = height
        self._scaling = state.scaling * 0.01
        self._em = state.fontsize * hypot(matrix[2], matrix[3])
        self._vertical = font.is_vertical()
        along = (0.0, -1.0) if self._vertical else (1.0, 0.0)
        self._turn = upright(0, 0, 0, height, 0).after(Transform(*matrix)).turn(*along)

    def glyphs(self, parts: Iterable[Any], characters: Characters, blank: str) -> Iterator[Glyph]:
        """The string's glyphs; the state's place in its line moves on. `blank` stands for white space."""
        state = self._state
        along = state.linematrix[1] if self._vertical else state.linematrix[0]
        unit = 0.001 * state.fontsize * (1.0 if self._vertical else self._scaling)
        spacing = state.charspace * (1.0 if self._vertical else self._scaling)
        words = 0.0 if self._font.is_multibyte() else state.wordspace * self._scaling
        for part in parts:
            if isinstance(part, (int, float)):
                along -= part * unit
            elif isinstance(part, bytes):
                for code in self._font.decode(part):
                    text, width = characters(self._font, code)
                    advance = width * state.fontsize * (1.0 if self._vertical else self._scaling)
                    if text or blank:
                        yield from self._place(text or blank, code, along, advance)
                    along += advance + spacing + (words if code == 32 else 0.0)
        state.linematrix = (state.linematrix[0], along) if self._vertical else (along, state.linematrix[1])

    def _place(self, text: str, code: int, along: float, advance: float) -> Iterator[Glyph]:
        size, rise = self._state.fontsize, self._state.rise
        if self._vertical:
            matrix = translate_matrix(self._matrix, (self._state.linematrix[0], along))
            across, down = _displacement(self._font, code)
            box = (
                -across * size,
                (-down - _DESCENT) * size + rise,
                (1 - across) * size,
                (1 - down - _DESCENT) * size + rise,
            )
        else:
            matrix = translate_matrix(self._matrix, (along, self._state.linematrix[1]))
            box = (0.0, rise - _DESCENT * size, advance, rise + (1 - _DESCENT) * size)
        left, low, right, high = apply_matrix_rect(matrix, box)
        if not (isfinite(left + low + right + high) and self._em > 0):
            return
        bottom = self._height - low
        base = bottom - _DESCENT * self._em
        if self._turn is not None:
            yield Glyph(text, left, self._height - high, right, bottom, base, self._em, self._style, self._turn)


def _displacement(font: PDFFont, code: int) -> tuple[float, float]:
    """Where a vertical glyph's origin lies from the one that the text goes along, in em."""
    given = font.char_disp(code)
    if not isinstance(given, tuple):
        return 0.5, 0.88
    across, down = given
    return (0.5 if across is None else across * 0.001), down * 0.001
