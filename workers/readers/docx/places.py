"""A DOCX file read so that every block tells the element it was read from, for whoever writes something beside it."""

from dataclasses import dataclass

from lxml import etree

from service.reports.report import Paragraph, Piece
from workers.limits import Limits
from workers.readers.document import Block, Document
from workers.readers.docx.body import Body
from workers.readers.docx.package import Package
from workers.readers.docx.tables import boxes
from workers.readers.structure.layout import unwrap
from workers.readers.structure.wrapping import rewrapped
from workers.readers.word.runs import Line
from workers.readers.word.tables import arrange


@dataclass(frozen=True, slots=True)
class Placed:
    """A document whose places have as `line` the number of their element: `elements[line - 1]`, a paragraph or cell.

    A paragraph that a conversion broke into several is one, and its places are of several elements.
    `main` is the name of the part that `body` belongs to.
    """

    document: Document
    elements: tuple[etree._Element, ...]
    body: etree._Element
    main: str


def read_placed(data: bytes, limits: Limits) -> Placed:
    """Read a file as `read_docx` does. Raises what that does."""
    package = Package(data, limits)
    body = _PlacedBody(package, limits)
    document = Document(tuple(rewrapped(body.blocks())))
    return Placed(document, tuple(body.elements), body.root, package.main)


class _PlacedBody(Body):
    def __init__(self, package: Package, limits: Limits) -> None:
        super().__init__(package, limits)
        self.root = self._root
        self.elements: list[etree._Element] = []

    def _table(self, element: etree._Element) -> list[Block]:
        cells: list[tuple[list[Block], etree._Element]] = []

        def read(cell: etree._Element) -> list[Block]:
            cells.append((self._story(cell), cell))
            return cells[-1][0]

        areas = arrange(boxes(element, read, self._limits))
        by_content = {id(content): cell for content, cell in cells}
        for area in areas:
            area.line = self._number(by_content[id(area.content)])
        return unwrap(areas)

    def _paragraph(self, element: etree._Element, carried: list[Line], blocks: list[Block]) -> list[Line]:
        before, line = len(blocks), self._number(element)
        left = super()._paragraph(element, carried, blocks)
        blocks[before:] = [_at(block, line) for block in blocks[before:]]
        return left

    def _number(self, element: etree._Element) -> int:
        self.elements.append(element)
        return len(self.elements)


def _at(block: Block, line: int) -> Block:
    """The block at this line; what came out of a text box in the paragraph has its own."""
    if isinstance(block, Paragraph) and block.pieces[0].line is None:
        return block._replace(pieces=(Piece(0, line),))
    return block
