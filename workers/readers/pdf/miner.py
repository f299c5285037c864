"""The careful engine: pdfminer.six without its layout analysis, which is half its time and quadratic.

What is our own in it, `content`, `miner_fonts` and `miner_text`, is there for what it pays: docs/benchmarks.md says how much.
"""

import io
import logging
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from typing import Any

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import LITERALS_ASCII85_DECODE, PDFStream, resolve1, stream_value
from pdfminer.utils import (
    MATRIX_IDENTITY,
    Matrix,
    apply_matrix_rect,
    decode_text,
    mult_matrix,
)

from service.errors import EncryptedFile, LimitExceeded
from workers.limits import Limits
from workers.readers.geometry.characters import is_space, plain
from workers.readers.geometry.drawing import Paint, Step, draw_path, subpaths_of
from workers.readers.geometry.page import BLACK, GREY, Colour, Glyph, Page, Style, blank_page, rgb
from workers.readers.pdf import base85
from workers.readers.pdf.content import operations
from workers.readers.pdf.miner_fonts import Resources
from workers.readers.pdf.miner_text import Characters, Setter, run_of

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_WHOLE_NUMBER = re.compile(rb"\s*+([0-9]{1,18})(?=[^0-9.])")

_DEEPEST_STATES = 1_000
"""Real files have a dozen."""


def pages(data: bytes, limits: Limits, only: Container[int] | None = None) -> Iterator[Page]:
    """The pages of a PDF, or `only` some of them, counted from 1.

    Raises EncryptedFile, LimitExceeded, and whatever pdfminer does for damaged files.
    """
    try:
        document = PDFDocument(_Parser(io.BytesIO(data)))
    except PDFEncryptionError:
        raise EncryptedFile from None
    resources = Resources()
    characters: Characters = {}
    operators = count(1)
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if only is not None and number not in only:
            continue
        device = _Device(resources, number, limits, operators, characters)
        page.mediabox = _shown(page)
        _Interpreter(resources, device).process_page(page)
        yield device.page


class _Parser(PDFParser):
    """pdfminer's, but whole numbers, of which the widths of a font have hundreds, take one step each."""

    def _parse_main(self, s: bytes, i: int) -> int:
        found = _WHOLE_NUMBER.match(s, i)
        if not found:
            return super()._parse_main(s, i)
        self._curtokenpos = self.bufpos + found.start(1)
        self._add_token(int(found[1]))
        return found.end()


def _shown(page: PDFPage) -> tuple[float, float, float, float]:
    """The part of the sheet that viewers show."""
    left, bottom, right, top = page.mediabox
    x0, y0, x1, y1 = page.cropbox
    shown = max(left, x0), max(bottom, y0), min(right, x1), min(top, y1)
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else page.mediabox


class _Interpreter(PDFPageInterpreter):
    """pdfminer's, but it takes content apart faster, and a stack of graphics states has an end."""

    device: "_Device"

    def execute(self, streams: Sequence[object]) -> None:
        """Carries out the operators of streams that follow each other, but for one that is being carried out already."""
        own = [stream for stream in map(stream_value, streams) if stream.objid not in self.parent_stream_ids]
        self.stream_ids = {stream.objid for stream in own if stream.objid is not None}
        counted = zip(operations(b"\n".join(map(_content, own))), self.device.operators, strict=False)
        limits, most = self.device.limits, self.device.limits.operations
        for (operator, operands), number in counted:
            if number > most:
                limits.check("operations", number)
            known = _ACTIONS.get(operator)
            if known is None:
                continue
            act, wanted = known
            self.argstack = operands
            if not wanted:
                act(self)
            elif len(operands) == wanted:
                act(self, *operands)
            elif len(operands) > wanted:
                act(self, *operands[-wanted:])

    def do_q(self) -> None:
        """Saves the graphics state."""
        if len(self.gstack) >= _DEEPEST_STATES:
            raise LimitExceeded(what={"en": "nested graphics states", "zh": "图形状态嵌套"}, limit=_DEEPEST_STATES)
        super().do_q()

    def do_TJ(self, seq: Any) -> None:  # noqa: N802 - pdfminer's name
        """Shows text. pdfminer copies the graphics state for each string."""
        self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)


def _actions() -> Iterator[tuple[bytes, tuple[Callable[..., None], int]]]:
    """What carries out each operator, and how many operands it takes."""
    for name in dir(_Interpreter):
        if name.startswith("do_"):
            operator = _SPELT.get(name) or name.removeprefix("do_").replace("_a", "*")
            act = getattr(_Interpreter, name)
            yield operator.encode(), (act, act.__code__.co_argcount - 1)


_SPELT = {"do__q": "'", "do__w": '"'}
"""Operators that can't be part of a name."""

_ACTIONS = dict(_actions())


def _content(stream: PDFStream) -> bytes:
    """A stream's content. Where it is written in base 85, as some libraries do, pdfminer would take it apart by the digit."""
    if stream.data is None and stream.decipher is None:
        (first, params), *rest = stream.get_filters() or [(None, None)]
        if first in LITERALS_ASCII85_DECODE and not params:
            names, more = [name for name, _ in rest], [params for _, params in rest]
            with suppress(ValueError):
                bare = PDFStream(
                    {"Filter": names, "DecodeParms": more}, b"".join(base85.decoded(stream.rawdata or b""))
                )
                stream.data, stream.rawdata = bare.get_data(), None
    return stream.get_data()


class _Device(PDFDevice):
    """Notes what is drawn on one page. `operators` counts them on all pages together."""

    def __init__(
        self,
        resources: PDFResourceManager,
        number: int,
        limits: Limits,
        operators: Iterator[int],
        characters: Characters,
    ) -> None:
        super().__init__(resources)
        self._characters = characters
        self.operators = operators
        self._number = number
        self.limits = limits
        self._forms = 0
        self._paths = 0
        self._styles: dict[tuple[PDFFont, int, str, Any], Style] = {}
        self._said: list[tuple[int, bytes | None]] = []
        self.ctm: Matrix | None = None

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        left, bottom, right, top = apply_matrix_rect(ctm, page.mediabox)
        self.page = blank_page(self._number, (right - left, top - bottom), self.limits, "PDF")
        self._setter = Setter(self.page, self._characters)

    def begin_figure(self, name: str, bbox: object, matrix: object) -> None:
        self._forms += 1
        self.limits.check("rules_a_page", self._forms)

    def begin_tag(self, tag: object, props: object = None) -> None:
        said = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        self._said.append((len(self.page.glyphs), said if isinstance(said, bytes) else None))

    def end_tag(self) -> None:
        start, said = self._said.pop() if self._said else (0, None)
        if said is not None:
            self.page.glyphs[start:] = _spoken(self.page.glyphs[start:], decode_text(said))

    def render_image(self, name: str, stream: object) -> None:
        left, bottom, right, top = apply_matrix_rect(self.ctm or MATRIX_IDENTITY, (0, 0, 1, 1))
        self.page.add_picture(left, self.page.height - top, right, self.page.height - bottom)

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Sequence[Any]]
    ) -> None:
        state = graphicstate
        paint = Paint(
            _colour(state.scolor, state.scs) if stroke else None,
            _colour(state.ncolor, state.ncs) if fill else None,
            state.linewidth,
        )
        draw_path(self.page, map(self._placed, subpaths_of(_steps(path))), paint, self.limits)
        self._paths += 1
        self.limits.check("rules_a_page", self._paths)

    def _placed(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        (a, b, c, d, e, f), height = self.ctm or MATRIX_IDENTITY, self.page.height
        return [(a * x + c * y + e, height - (b * x + d * y + f)) for x, y in points]

    def render_string(
        self, textstate: PDFTextState, seq: Iterable[Any], ncs: object, graphicstate: PDFGraphicState
    ) -> None:
        font = textstate.font
        if font is None or self.ctm is None:
            return
        style = self._style(font, textstate.render, graphicstate)
        run = run_of(textstate, font, mult_matrix(textstate.matrix, self.ctm), style, self.page.height)
        self._setter.set(textstate, font, run, seq, each=self._is_spoken())
        self.limits.check("glyphs_a_page", len(self.page.glyphs))

    def _is_spoken(self) -> bool:
        """Whether the file itself says what is shown."""
        return bool(self._said) and any(text is not None for _, text in self._said)

    def _style(self, font: PDFFont, mode: int, state: PDFGraphicState) -> Style:
        key = font, mode, state.ncs.name, state.ncolor
        known = self._styles.get(key)
        if known is None:
            name = str(font.fontname)
            known = self._styles[key] = Style(
                font=name,
                bold=mode == 2 or "bold" in name.lower(),
                colour=_colour(state.ncolor, state.ncs),
                hidden=mode in (3, 7),
            )
        return known


def _colour(components: object, space: PDFColorSpace) -> Colour:
    """What components stand for in a colour space; an index into colours that we don't know counts as dark."""
    if isinstance(components, (int, float)):
        if space.name == "Indexed":
            return BLACK
        ink = min(max(float(components), 0.0), 1.0)
        return rgb([1 - ink if space.name in ("Separation", "DeviceN") else ink]) or GREY
    if not isinstance(components, tuple) or not all(isinstance(part, (int, float)) for part in components):
        return GREY
    return rgb(components) or GREY


def _spoken(glyphs: list[Glyph], said: str) -> list[Glyph]:
    """Glyphs with the text that the file itself says they show: one a character where the numbers match."""
    characters = list(said) if len(said) == len(glyphs) else ["".join(map(plain, said))]
    spoken: list[Glyph] = []
    spaced = False
    for glyph, char in zip(glyphs, characters, strict=False):
        if text := plain(char):
            spoken.append(glyph._replace(text=text, spaced=spaced or glyph.spaced))
        spaced = is_space(char) or (spaced and not text)
    return spoken


def _steps(path: Sequence[Sequence[Any]]) -> list[Step]:
    """The steps of a path; of curves, where they end."""
    return [(None if step[0] == "h" else (step[-2], step[-1]), step[0] == "m", step[0] == "h") for step in path]
