"""Paragraphs of a DOCX file: their runs → lines of visible text, with the text boxes anchored in them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from service.reports.report import Why
from workers.readers.docx.names import ALTERNATIVES, W, chosen, values
from workers.readers.docx.styles import PLAIN, Format, Styles, run_format
from workers.readers.word.runs import Fields, Line, is_note_mark, last_words, symbol

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,5}")
_BLANK = " \t\r\n"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_EMBEDDED = "{urn:schemas-microsoft-com:office:office}OLEObject"
"""Another file, whose picture is shown."""
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_LOWEST = 360_000
"""EMU, a centimetre: a lower picture holds no table."""
_PROPERTIES, _STYLE = f"{W}rPr", f"{W}rStyle"

_UNREAD = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "rt", "delText", "instrText", "sdtPr"))
"""What is deleted, moved away, or said about the text; nothing of it is seen."""


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its lines, the contents of text boxes that are anchored in it, and whether a picture."""

    lines: list[Line] = field(default_factory=lambda: [Line()])
    boxes: list[etree._Element] = field(default_factory=list)
    unread: Why | None = None
    """Why something of it can't be read: it is a picture, or another file."""


class Paragraphs:
    """Reads paragraphs one after the other; fields may begin in one of them and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()
        self._inline = Inline()
        self._base = PLAIN
        self._bold = self._hidden = self._raised = False
        self._readers: dict[str, Callable[[etree._Element], None]] = {
            f"{W}r": self._run,
            f"{W}t": self._text,
            _FORMULA_TEXT: self._text,
            f"{W}tab": lambda _: self._add("\t"),
            f"{W}ptab": lambda _: self._add("\t"),
            f"{W}br": lambda _: self._break(),
            f"{W}cr": lambda _: self._break(),
            f"{W}noBreakHyphen": lambda _: self._add("-"),
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field,
            f"{W}txbxContent": self._box,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._drawing,
            f"{W}object": self._drawing,
            ALTERNATIVES: self._alternatives,
        }

    def read(self, paragraph: etree._Element, base: Format) -> Inline:
        """The paragraph's lines; `base` is what its runs inherit."""
        self._inline, self._base = Inline(), base
        self._walk(paragraph)
        self._fields.end_paragraph()
        return self._inline

    def _walk(self, element: etree._Element) -> None:
        for child in element:
            tag = child.tag
            if tag not in _UNREAD:
                self._readers.get(tag, self._walk)(child)

    def _run(self, run: etree._Element) -> None:
        properties = values(run.find(_PROPERTIES))
        form = run_format(properties).over(self._styles.format(properties.get(_STYLE))).over(self._base)
        self._bold, self._hidden, self._raised = bool(form.bold), bool(form.hidden or form.struck), bool(form.raised)
        self._walk(run)

    def _text(self, element: etree._Element) -> None:
        text = element.text or ""
        if element.get(_XML_SPACE) != "preserve":
            text = text.strip(_BLANK)
        if self._raised and is_note_mark(text, last_words(self._inline.lines[-1].parts)):
            return
        self._add(text.replace("\n", " "))

    def _add(self, text: str) -> None:
        if not self._hidden and self._fields.is_seen:
            self._inline.lines[-1].add(text, bold=self._bold)

    def _symbol(self, sign: etree._Element) -> None:
        code = sign.get(f"{W}char", "")
        number = int(code, 16) if _HEXADECIMAL.fullmatch(code) else 0
        self._add(symbol(sign.get(f"{W}font", ""), number))

    def _break(self) -> None:
        if not self._hidden and self._fields.is_seen:
            self._inline.lines.append(Line())

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._fields.end()

    def _box(self, contents: etree._Element) -> None:
        self._inline.boxes.append(contents)

    def _drawing(self, element: etree._Element) -> None:
        self._walk(element)
        heights = [extent.get("cy", "") for extent in element.iter(_EXTENT)]
        is_low = any(height.isdecimal() and int(height) < _LOWEST for height in heights)
        if self._hidden or is_low:
            return
        if next(element.iter(_EMBEDDED), None) is not None:
            self._inline.unread = Why.FILE
        elif next(element.iter(*_PICTURES), None) is not None:
            self._inline.unread = self._inline.unread or Why.PICTURE

    def _alternatives(self, element: etree._Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._walk(branch)
