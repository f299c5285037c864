"""The careful engine: pdfminer.six without its layout analysis, which is half its time and quadratic."""

import io
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import hypot, isfinite
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value
from pdfminer.utils import MATRIX_IDENTITY, Matrix, apply_matrix_pt, apply_matrix_rect, mult_matrix, translate_matrix

from service.errors import EncryptedFile, LimitExceeded
from workers.limits import Limits
from workers.readers.geometry import bounds
from workers.readers.geometry.characters import UNKNOWN, plain
from workers.readers.geometry.drawing import Paint, draw
from workers.readers.geometry.page import Glyph, Page, Style
from workers.readers.geometry.transform import Transform, upright
from workers.readers.pdf.colours import rgb

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_DEEPEST_STATES = 1_000
"""Real files have a dozen."""

_DESCENT = 0.12
"""Em: how far below the baseline a glyph's box goes, whatever its font claims."""


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """The pages of a PDF. Raises EncryptedFile, LimitExceeded, and whatever pdfminer does for damaged files."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFEncryptionError:
        raise EncryptedFile from None
    resources = _Resources()
    characters = _Characters()
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        device = _Device(resources, number, limits, characters)
        page.mediabox = _shown(page)
        _Interpreter(resources, device).process_page(page)
        yield device.page


def _shown(page: PDFPage) -> tuple[float, float, float, float]:
    """The part of the sheet that viewers show."""
    left, bottom, right, top = page.mediabox
    x0, y0, x1, y1 = page.cropbox
    shown = max(left, x0), max(bottom, y0), min(right, x1), min(top, y1)
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else page.mediabox


class _Characters:
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


class _Resources(PDFResourceManager):
    """pdfminer's, but a font program that it can't take apart costs that font's characters, not the file."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of a specification."""
        try:
            return super().get_font(objid, spec)
        except Exception:
            descriptor = dict_value(spec.get("FontDescriptor", {}))
            kept = {key: value for key, value in descriptor.items() if not str(key).startswith("FontFile")}
            if len(kept) == len(descriptor):
                raise
            return super().get_font(objid, {**spec, "FontDescriptor": kept})


class _Interpreter(PDFPageInterpreter):
    """pdfminer's, but a stack of graphics states has an end."""

    def do_q(self) -> None:
        """Saves the graphics state."""
        if len(self.gstack) >= _DEEPEST_STATES:
            raise LimitExceeded(what="nested graphics states / 图形状态嵌套", limit=_DEEPEST_STATES)
        super().do_q()


class _Device(PDFDevice):
    """Notes what is drawn on one page."""

    def __init__(self, resources: PDFResourceManager, number: int, limits: Limits, characters: _Characters) -> None:
        super().__init__(resources)
        self._characters = characters
        self._number = number
        self._limits = limits
        self._forms = 0
        self._paths = 0
        self.ctm: Matrix | None = None

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        left, bottom, right, top = apply_matrix_rect(ctm, page.mediabox)
        self.page = bounds.blank(self._number, (right - left, top - bottom), self._limits, "PDF")

    def begin_figure(self, name: str, bbox: object, matrix: object) -> None:
        self._forms += 1
        bounds.check_rules(self._forms, self._limits)

    def render_image(self, name: str, stream: object) -> None:
        left, bottom, right, top = apply_matrix_rect(self.ctm or MATRIX_IDENTITY, (0, 0, 1, 1))
        self.page.add_picture(right - left, top - bottom)

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Sequence[Any]]
    ) -> None:
        state = graphicstate
        paint = Paint(
            rgb(state.scolor, state.scs) if stroke else None,
            rgb(state.ncolor, state.ncs) if fill else None,
            state.linewidth,
        )
        for subpath in _subpaths(path):
            points = [self._placed(point) for point in subpath]
            if all(isfinite(x) and isfinite(y) for x, y in points):
                draw(self.page, points, paint)
        self._paths += 1
        bounds.check_rules(max(self._paths, len(self.page.marks)), self._limits)

    def _placed(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = apply_matrix_pt(self.ctm or MATRIX_IDENTITY, point)
        return x, self.page.height - y

    def render_string(
        self, textstate: PDFTextState, seq: Iterable[Any], ncs: object, graphicstate: PDFGraphicState
    ) -> None:
        font = textstate.font
        if font is None or self.ctm is None:
            return
        style = Style(
            font=str(font.fontname),
            bold=textstate.render == 2 or "bold" in str(font.fontname).lower(),
            colour=rgb(graphicstate.ncolor, graphicstate.ncs),
            hidden=textstate.render in (3, 7),
        )
        run = _Run(textstate, font, mult_matrix(textstate.matrix, self.ctm), style, self.page.height)
        self.page.glyphs += run.glyphs(seq, self._characters)
        bounds.check_glyphs(len(self.page.glyphs), self._limits)


class _Run:
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

    def glyphs(self, parts: Iterable[Any], characters: _Characters) -> Iterator[Glyph]:
        """The string's glyphs; the state's place in its line moves on."""
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
                    if text:
                        yield from self._place(text, code, along, advance)
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


def _subpaths(path: Sequence[Sequence[Any]]) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path that is drawn without lifting the pen."""
    corners: list[tuple[float, float]] = []
    for operator, *numbers in path:
        if operator == "m" and corners:
            yield corners
            corners = []
        if operator == "h":
            corners += corners[:1]
        else:
            corners.append((numbers[-2], numbers[-1]))
    yield corners
