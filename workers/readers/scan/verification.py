"""What accuses, recognised again at another scale: what isn't read the same way there is not sure."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from unicodedata import category, normalize

import cv2

from service.audits.media import Media
from service.reports.report import BBox, Location, Paragraph
from workers.limits import Limits
from workers.readers.document import Block, Document, Grid, GridCell
from workers.readers.geometry.lines import glyphs_to_lines
from workers.readers.geometry.page import Glyph, Page
from workers.readers.scan import documents
from workers.readers.scan.picture import Picture
from workers.readers.scan.reading import read_page
from workers.readers.scan.turning import Turn
from workers.readers.tables import labels
from workers.readers.tables.bands import is_figure

_SCALE = 1.25
"""By how much a page is larger when it is read again."""
_SMOOTHED = 0.5
"""Dots: the radius by which it is smoothed then."""
_BESIDE = 2.0
"""Points by which a character may stand beside the place where it stood at first."""


_Place = tuple[int | None, BBox]
"""A page and a box on it."""


def verify(document: Document, data: bytes, media: Media, limits: Limits, accused: Sequence[Location]) -> Document:
    """The document, with no confidence left in what another reading of the accused places says differently.

    A paragraph is read again as a whole, on every page that it stands on. A place without a box accuses by what it misses:
    then all of its page is read again, or its text or what may be labels of tables there, as the place says; without a page
    that of all pages. Where nothing differs it is the same object; a page that there is no time for is read as an empty one. Raises what reading raises.
    """
    wanted = _wanted(document, accused)
    blocks = document.blocks
    begun, allowed = time.process_time(), limits.scanned_page_seconds
    for page in documents.source(data, media, limits).pages:
        boxes = wanted[page.number]
        if not isinstance(page, Picture) or not boxes:
            continue
        again, turn = Page(page.number, page.width, page.height), Turn(page.width, page.height)
        if time.process_time() - begun <= allowed:
            again, turn = read_page(_enlarged(page), limits, boxes)
        allowed += limits.scanned_page_seconds
        blocks = tuple(_doubted(block, _Again(again, turn, boxes)) for block in blocks)
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _wanted(document: Document, accused: Sequence[Location]) -> dict[int | None, list[BBox]]:
    """The boxes to be read again, by page."""
    wanted = defaultdict[int | None, list[BBox]](list)
    for at in accused:
        if at.bbox:
            wanted[at.page].append(at.bbox)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            own = [(piece.page, piece.bbox) for piece in block.pieces if piece.bbox]
            if any(_is_of_text(at, place) for place in own for at in accused):
                for page, box in own:
                    wanted[page].append(box)
        elif isinstance(block, Grid):
            for cell in block.cells:
                if cell.bbox and any(_is_of_table(at, cell) for at in accused):
                    wanted[cell.page].append(cell.bbox)
    return wanted


def _is_of_text(at: Location, place: _Place) -> bool:
    """Whether what accuses stands in this part of a paragraph, or is missed in the text of its page."""
    page, (left, top, right, bottom) = place
    if at.page is not None and page != at.page:
        return False
    if at.bbox is None:
        return not at.table
    return left < at.bbox[2] and at.bbox[0] < right and top < at.bbox[3] and at.bbox[1] < bottom


def _is_of_table(at: Location, cell: GridCell) -> bool:
    """Whether what is missed in the tables of a page may be this cell: one that isn't a label, nor a figure where a table is named.

    A cell that accuses by itself is told by its box.
    """
    if at.bbox or at.page not in (None, cell.page) or (at.section and not at.table) or labels.is_exact(cell.text):
        return False
    return not at.table or not is_figure(cell.text)


@dataclass(frozen=True, slots=True)
class _Again:
    """Another reading of a page, how that was turned, and the boxes on the page as it lies that were read."""

    page: Page
    turn: Turn
    boxes: Sequence[BBox]

    def has(self, page: int | None, box: BBox) -> bool:
        """Whether all that stands in a box was read."""
        left, top, right, bottom = box
        return page == self.page.number and any(
            each[0] - _BESIDE <= left
            and right <= each[2] + _BESIDE
            and each[1] - _BESIDE <= top
            and bottom <= each[3] + _BESIDE
            for each in self.boxes
        )

    def text(self, box: BBox) -> str:
        """What stands in a place at this reading."""
        left, top, right, bottom = self.turn.upright(box)
        inside = [glyph for glyph in self.page.glyphs if _is_inside(glyph, left, right) and top <= glyph.y <= bottom]
        return "".join(line.text for line in glyphs_to_lines(inside))


def _enlarged(picture: Picture) -> Picture:
    larger = cv2.resize(picture.colours, None, fx=_SCALE, fy=_SCALE, interpolation=cv2.INTER_CUBIC)
    smooth = cv2.GaussianBlur(larger, (0, 0), _SMOOTHED)
    return replace(picture, colours=smooth, scale=picture.scale * _SCALE)


def _doubted(block: Block, again: _Again) -> Block:
    if isinstance(block, Paragraph):
        return _doubted_paragraph(block, again)
    if isinstance(block, Grid):
        return replace(block, cells=tuple(_doubted_cell(cell, again) for cell in block.cells))
    return block


def _doubted_paragraph(paragraph: Paragraph, again: _Again) -> Paragraph:
    ends = [piece.start for piece in paragraph.pieces] + [len(paragraph.text)]
    scores = list(paragraph.scores or (1.0,) * len(paragraph.text))
    for piece, (start, end) in zip(paragraph.pieces, pairwise(ends), strict=True):
        if piece.bbox and again.has(piece.page, piece.bbox):
            for at in _differing(paragraph.text[start:end], again.text(piece.bbox)):
                scores[min(start + at, len(scores) - 1)] = 0.0
    return paragraph if tuple(scores) == paragraph.scores else paragraph._replace(scores=tuple(scores))


def _doubted_cell(cell: GridCell, again: _Again) -> GridCell:
    """A cell without confidence where it is read otherwise; a label as the form has it is no accident."""
    if cell.bbox is None or not again.has(cell.page, cell.bbox) or labels.is_exact(cell.text):
        return cell
    differs = any(True for _ in _differing(cell.text, again.text(cell.bbox)))
    return cell._replace(confidence=0.0) if differs else cell


def _is_inside(glyph: Glyph, left: float, right: float) -> bool:
    return left - _BESIDE <= glyph.x <= right + _BESIDE


def _differing(text: str, other: str) -> Iterator[int]:
    """Where a text differs from another reading of it, punctuation and white space aside."""
    places = [at for at, char in enumerate(text) if _is_told(char)]
    one, two = ([normalize("NFKC", char) for char in said if _is_told(char)] for said in (text, other))
    for kind, start, end, _, _ in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "insert":
            yield places[min(start, len(places) - 1)] if places else 0
        elif kind != "equal":
            yield from places[start:end]


def _is_told(char: str) -> bool:
    return not category(char).startswith(("P", "Z")) or char in "-—./"
