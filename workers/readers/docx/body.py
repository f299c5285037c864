"""The body of a DOCX file: paragraphs and tables, nested as they are, in reading order."""

from collections.abc import Iterator

from lxml import etree

from service.reports.report import Paragraph
from workers.limits import Limits, Tally
from workers.readers.document import Block, Unread
from workers.readers.docx.names import W, is_on, members, value, values
from workers.readers.docx.numbering import Numbering
from workers.readers.docx.package import Package
from workers.readers.docx.paragraphs import Paragraphs
from workers.readers.docx.styles import Format, Styles, paragraph_format
from workers.readers.docx.tables import boxes
from workers.readers.structure.layout import unwrap
from workers.readers.word.runs import Line, paragraphs
from workers.readers.word.tables import arrange

_MARK, _HIDDEN = f"{W}rPr", f"{W}vanish"
_TAKEN_AWAY = frozenset((f"{W}del", f"{W}moveFrom"))


class Body:
    """Reads a document once, from its first paragraph to its last: numbering and fields go on all through it."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._root = package.body()
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._paragraphs = Paragraphs(self._styles)
        self._limits = limits
        self._tally = Tally(limits)

    def blocks(self) -> list[Block]:
        """All of its blocks."""
        return self._story(self._root)

    def _story(self, container: etree._Element) -> list[Block]:
        blocks: list[Block] = []
        carried: list[Line] = []
        for element in members(container, "p", "tbl"):
            if element.tag == f"{W}p":
                carried = self._paragraph(element, carried, blocks)
            else:
                blocks += self._written(carried)
                carried = []
                blocks += self._table(element)
        return [*blocks, *self._written(carried)]

    def _table(self, element: etree._Element) -> list[Block]:
        return unwrap(arrange(boxes(element, self._story, self._limits)))

    def _paragraph(self, element: etree._Element, carried: list[Line], blocks: list[Block]) -> list[Line]:
        """Adds a paragraph; what goes on in the next one, because the mark between them is deleted, is returned."""
        properties = element.find(f"{W}pPr")
        name = value(properties, "pStyle")
        style = self._styles.default if name is None else name
        form = paragraph_format(properties).over(self._styles.format(style))
        inline = self._paragraphs.read(element, form)
        lines = _joined(carried, inline.lines)
        if form.contents:
            lines = []
        elif not _is_unmarked(properties, form):
            label = self._numbering.label(form.list, form.depth, style)
            blocks += self._written(lines, label, form.heading)
            lines = []
        if inline.unread:
            blocks.append(Unread(inline.unread))
        for box in inline.boxes:
            blocks += self._story(box)
        return lines

    def _written(self, lines: list[Line], label: str = "", heading: bool = False) -> Iterator[Paragraph]:
        for paragraph in paragraphs(lines, label, heading=heading):
            self._tally.counted(paragraph.text)
            yield paragraph


def _is_unmarked(properties: etree._Element | None, form: Format) -> bool:
    """Whether the mark at the paragraph's end is deleted, moved away or hidden."""
    mark = properties.find(_MARK) if properties is not None else None
    if mark is None:
        return bool(form.hidden)
    marked = values(mark)
    hidden = is_on(marked.get(_HIDDEN))
    return not _TAKEN_AWAY.isdisjoint(marked) or bool(form.hidden if hidden is None else hidden)


def _joined(carried: list[Line], lines: list[Line]) -> list[Line]:
    if not carried:
        return lines
    last, first = carried[-1], lines[0]
    last.parts += first.parts
    last.strong = last.strong and first.strong
    carried += lines[1:]
    return carried
