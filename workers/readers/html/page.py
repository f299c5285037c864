"""A page's tree → all that it shows, in reading order: lines of text, and tables that are no layout."""

import re
from dataclasses import dataclass

from lxml import html

from service.reports.report import Paragraph, Piece, Why
from workers.limits import Limits, Tally
from workers.readers.document import Block, Unread
from workers.readers.html.lists import Markers
from workers.readers.html.tables import areas, astray
from workers.readers.html.tree import is_block, is_bold, is_raised, is_seen, is_small, is_veiled, target_of
from workers.readers.structure.heads import is_section_head
from workers.readers.structure.layout import unwrap
from workers.readers.word.numbering import prefixed
from workers.readers.word.runs import Line, is_note_mark, last_words

_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = "[\u2014-\u2026\u2e80-\uffef]"
_WRAPPED = re.compile(rf"\n(?={_WIDE})|(?<={_WIDE})\n")
"""A line end of the source beside a Chinese character: no space is meant."""
_WORDS = re.compile(r"[^\W\d_年月日]")
_FILE = re.compile(r"\.(?:xlsx?|et|pdf|docx?|wps|ofd|rar|zip|png|jpe?g)(?:$|[?#&])", re.IGNORECASE)
"""A file in which a table may be."""


@dataclass(frozen=True, slots=True)
class Found:
    """A block of the page, the element that it comes from, and whether it is a link, but for a date beside it."""

    block: Block
    element: html.HtmlElement
    linked: bool = False


@dataclass(slots=True)
class _Line(Line):
    """Text since the last break, and the element that it begins in."""

    element: html.HtmlElement | None = None
    has_link: bool = False
    has_words: bool = False
    """Whether words stand beside its links."""


class Page:
    """Reads a page once."""

    def __init__(self, limits: Limits, *, unveiled: bool = False) -> None:
        """`unveiled`: with what a script or the reader shows later."""
        self._limits, self._unveiled = limits, unveiled
        self._tally = Tally(limits)
        self._line = _Line()
        self._bold = self._linked = self._preformatted = False
        self._markers = Markers()
        self._label = ""
        self._blocks: list[Block] = []
        self._origins: dict[int, Found] = {}

    def read(self, root: html.HtmlElement) -> list[Found]:
        """All blocks of the page."""
        self._walk(root)
        self._end_line()
        return [self._origins[id(block)] for block in self._blocks]

    def _walk(self, element: html.HtmlElement) -> None:
        """Reads an element and, recursively, what is in it; the parser has bounded the depth."""
        if _FILE.search(target_of(element)):
            self._keep(Found(Unread(Why.FILE), element))
        if not is_seen(element) or (is_veiled(element) and not self._unveiled):
            return
        if element.tag == "br":
            self._end_line()
        elif element.tag == "table":
            self._table(element)
        elif element.tag == "img":
            self._picture(element)
        elif is_raised(element) and is_note_mark(element.text_content(), last_words(self._line.parts)):
            return
        else:
            self._element(element)

    def _picture(self, element: html.HtmlElement) -> None:
        """Reads a section's head that is a picture by the words given for it; notes another that begins a line."""
        words = element.get("alt") or element.get("title") or ""
        if is_section_head(words):
            self._end_line()
            self._add(words, element)
            self._end_line()
        elif self._line.element is None and not is_small(element):
            self._keep(Found(Unread(Why.PICTURE), element))

    def _element(self, element: html.HtmlElement) -> None:
        block = is_block(element)
        if block:
            self._end_line()
            self._label = self._markers.marker(element) or self._label
        outer = self._bold, self._linked, self._preformatted
        self._bold = is_bold(element, self._bold)
        self._linked = self._linked or (element.tag == "a" and "href" in element.attrib)
        self._preformatted = self._preformatted or element.tag == "pre"
        self._inside(element)
        self._bold, self._linked, self._preformatted = outer
        if block:
            self._end_line()

    def _inside(self, element: html.HtmlElement) -> None:
        if "mso-list" in (style := element.get("style", "").lower()) and "ignore" in style:
            self._add(element.text_content().strip(), element)
            return
        self._add(element.text, element)
        for child in element:
            self._walk(child)
            self._add(child.tail, element)

    def _add(self, text: str | None, element: html.HtmlElement) -> None:
        if not text:
            return
        first, *rest = text.split("\n") if self._preformatted else [text]
        self._append(first, element)
        for line in rest:
            self._end_line()
            self._append(line, element)

    def _append(self, text: str, element: html.HtmlElement) -> None:
        line = self._line
        line.add(text, bold=self._bold)
        if text.strip():
            line.element = element if line.element is None else line.element
            line.has_link = line.has_link or self._linked
            line.has_words = line.has_words or (not self._linked and bool(_WORDS.search(text)))

    def _end_line(self) -> None:
        line = self._line
        if line.element is None:
            line.parts.clear()
            return
        self._line = _Line()
        text = _spaced(line.text)
        text, self._label = prefixed(self._label, text), ""
        if text:
            where = (Piece(0, line=line.element.sourceline),)
            paragraph = Paragraph(self._tally.counted(text), where, emphasis=line.strong)
            self._keep(Found(paragraph, line.element, line.has_link and not line.has_words))

    def _keep(self, found: Found) -> None:
        self._blocks.append(found.block)
        self._origins[id(found.block)] = found

    def _table(self, table: html.HtmlElement) -> None:
        self._end_line()
        for element in astray(table):
            self._walk(element)
            self._end_line()
        for block in unwrap(areas(table, self._contents, self._limits)):
            self._keep(self._origins.get(id(block)) or Found(block, table))

    def _contents(self, element: html.HtmlElement) -> list[Block]:
        """What stands in a cell, or between the rows, read apart from the page around it."""
        around, self._blocks = self._blocks, []
        self._walk(element)
        self._end_line()
        content, self._blocks = self._blocks, around
        return content


def _spaced(text: str) -> str:
    """The text as a browser spaces it, but for line ends of the source inside Chinese text."""
    joined = _SPACE.sub(lambda space: "\n" if "\n" in space[0] else " ", text)
    return _WRAPPED.sub("", joined).replace("\n", " ").strip()
