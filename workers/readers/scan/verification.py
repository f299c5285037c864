"""Pages that accuse, recognised again at another scale: what isn't read the same way there is not sure."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
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

_SCALE = 1.25
"""By how much a page is larger when it is read again."""
_SMOOTHED = 0.5
"""Dots: the radius by which it is smoothed then."""
_BESIDE = 2.0
"""Points by which a character may stand beside the place where it stood at first."""


def verify(document: Document, data: bytes, media: Media, limits: Limits, accused: Sequence[Location]) -> Document:
    """The document, with no confidence left in what another reading of the accused pages says differently.

    A place without a box accuses by what it misses: then all pages are read again. Where nothing differs it is the same
    object; a page that there is no time for is read as an empty one. Raises what reading raises.
    """
    wanted = _pages(document, accused) if all(at.bbox for at in accused) else None
    blocks = document.blocks
    begun, allowed = time.process_time(), limits.scanned_page_seconds
    for page in documents.sources(data, media, limits):
        if not isinstance(page, Picture) or (wanted is not None and page.number not in wanted):
            continue
        again, turn = Page(page.number, page.width, page.height), Turn(page.width, page.height)
        if time.process_time() - begun <= allowed:
            again, turn = read_page(_enlarged(page), limits)
        allowed += limits.scanned_page_seconds
        blocks = tuple(_doubted(block, again, turn) for block in blocks)
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _pages(document: Document, accused: Sequence[Location]) -> set[int | None]:
    """The pages of the accused places, and those over which the paragraphs there go on."""
    pages = {at.page for at in accused}
    told = ({piece.page for piece in block.pieces} for block in document.blocks if isinstance(block, Paragraph))
    return pages.union(*(each for each in told if each & pages))


def _enlarged(picture: Picture) -> Picture:
    larger = cv2.resize(picture.colours, None, fx=_SCALE, fy=_SCALE, interpolation=cv2.INTER_CUBIC)
    smooth = cv2.GaussianBlur(larger, (0, 0), _SMOOTHED)
    return replace(picture, colours=smooth, scale=picture.scale * _SCALE)


def _doubted(block: Block, again: Page, turn: Turn) -> Block:
    if isinstance(block, Paragraph):
        return _doubted_paragraph(block, again, turn)
    if isinstance(block, Grid):
        return replace(block, cells=tuple(_doubted_cell(cell, again, turn) for cell in block.cells))
    return block


def _doubted_paragraph(paragraph: Paragraph, again: Page, turn: Turn) -> Paragraph:
    ends = [piece.start for piece in paragraph.pieces] + [len(paragraph.text)]
    scores = list(paragraph.scores or (1.0,) * len(paragraph.text))
    for piece, (start, end) in zip(paragraph.pieces, pairwise(ends), strict=True):
        if piece.page == again.number and piece.bbox:
            for at in _differing(paragraph.text[start:end], _text(again, turn.upright(piece.bbox))):
                scores[min(start + at, len(scores) - 1)] = 0.0
    return paragraph if tuple(scores) == paragraph.scores else paragraph._replace(scores=tuple(scores))


def _doubted_cell(cell: GridCell, again: Page, turn: Turn) -> GridCell:
    """A cell without confidence where it is read otherwise; a label as the form has it is no accident."""
    if cell.page != again.number or cell.bbox is None or labels.is_exact(cell.text):
        return cell
    differs = any(True for _ in _differing(cell.text, _text(again, turn.upright(cell.bbox))))
    return cell._replace(confidence=0.0) if differs else cell


def _text(again: Page, box: BBox) -> str:
    """What stands in a place at the other reading."""
    left, top, right, bottom = box
    inside = [glyph for glyph in again.glyphs if _is_inside(glyph, left, right) and top <= glyph.y <= bottom]
    return "".join(line.text for line in glyphs_to_lines(inside))


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
