"""What accuses, recognised again at another scale: what isn't read the same way there is not sure."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import filterfalse, pairwise
from unicodedata import category, normalize

import cv2

from service.audits.media import Media
from service.reports.report import BBox, Location, Paragraph
from workers.limits import Limits
from workers.readers.document import Block, Document, Grid, GridCell
from workers.readers.geometry.lines import glyphs_to_lines
from workers.readers.geometry.page import Glyph
from workers.readers.scan import documents, reading
from workers.readers.scan.cells import Cut
from workers.readers.scan.layout import Layout, ScannedDocument
from workers.readers.scan.picture import Picture
from workers.readers.tables import labels
from workers.readers.tables.bands import is_figure

_SCALE = 1.25
"""By how much a page is larger when it is read again."""
_SMOOTHED = 0.5
"""Dots: the radius by which it is smoothed then."""
_LAST = 0.9
"""Share of a page's time after which no line is begun, for that takes some time, too."""
_KEPT = 0.15
"""Share of a page's time that is kept for what accuses on a page further on: its binarisation and some lines."""
_BESIDE = 2.0
"""Points by which a character may stand beside the place where it stood at first."""


_Place = tuple[int | None, BBox]
"""A page and a box on it."""


def verify(
    document: ScannedDocument, data: bytes, media: Media, limits: Limits, accused: Sequence[Location]
) -> ScannedDocument:
    """The document, with no confidence left in what another reading of the accused places says differently.

    A paragraph is read again as a whole, on every page that it stands on. A place without a box accuses by what it misses:
    then all of its page is read again, or its text or what may be labels of tables there, as the place says; without a page
    that of all pages. What there is no time for is not sure either: what accuses by what it says may take all that the file has
    left, what may be missed on a page only what that page and those that are done leave. Where nothing differs it is the same
    object. Raises what reading raises.
    """
    said, missed = _wanted(document, filter(_has_box, accused)), _wanted(document, filterfalse(_has_box, accused))
    blocks, layouts = document.blocks, dict(document.layouts)
    allowance = _Allowance(limits.scanned_page_looks_seconds * _LAST)
    for number, layout in layouts.items():
        if layout.seconds:
            allowance.add(layout, says=bool(said[number]), misses=bool(missed[number]))
    for page in documents.source(data, media, limits).pages:
        boxes = dict.fromkeys([*said[page.number], *missed[page.number]])
        if isinstance(page, Picture) and boxes:
            first = layouts[page.number]
            allowance.waiting -= bool(said[page.number])
            look = _SecondLook(page, first)
            read = [box for box in said[page.number] if look.read(box, allowance.for_said(first))]
            read += [box for box in missed[page.number] if look.read(box, allowance.for_missed(first))]
            layouts[page.number] = look.layout
            allowance.take(first, look.layout)
            again = _Again(page.number, look.layout, read, late=[box for box in boxes if box not in read])
            blocks = tuple(_doubted(block, again) for block in blocks)
    return document if blocks == document.blocks else replace(document, blocks=blocks, layouts=layouts)


@dataclass(slots=True)
class _Allowance:
    """Seconds of a processor: the share of each page for all looks at it, what all pages have left of theirs, and those that are done.

    `waiting` is how many pages, not done yet, accuse by what they say.
    """

    share: float
    left: float = 0.0
    spare: float = 0.0
    waiting: int = 0

    def add(self, layout: Layout, *, says: bool, misses: bool) -> None:
        """Count a page that was looked at once: whether it accuses by what it says or misses; it is done if by neither."""
        rest = self.share - layout.seconds
        self.left += rest
        self.spare += 0.0 if says or misses else rest
        self.waiting += says

    def take(self, first: Layout, both: Layout) -> None:
        """Count a page as done at which another look was taken."""
        self.left -= both.seconds - first.seconds
        self.spare += self.share - both.seconds

    def for_said(self, first: Layout) -> float:
        """How many seconds looks at a page may have taken when a line is begun that accuses by what it says."""
        return first.seconds + self.left

    def for_missed(self, first: Layout) -> float:
        """The same for a line in which something may be missed: it leaves some time to the pages that wait."""
        kept = self.waiting * self.share * _KEPT
        return min(self.for_said(first) - kept, self.share + self.spare)


def _has_box(at: Location) -> bool:
    """Whether a place accuses by what it says, and not by what it misses."""
    return at.bbox is not None


def _wanted(document: Document, accused: Iterable[Location]) -> dict[int | None, list[BBox]]:
    """The boxes to be read again, by page."""
    wanted = defaultdict[int | None, list[BBox]](list)
    for at in dict.fromkeys(accused):
        for page, box in _places(document, at):
            wanted[page].append(box)
    return wanted


def _places(document: Document, at: Location) -> Iterator[_Place]:
    """What is read again for a place that accuses."""
    if at.bbox:
        yield at.page, at.bbox
    for block in document.blocks:
        if isinstance(block, Paragraph):
            own = [(piece.page, piece.bbox) for piece in block.pieces if piece.bbox]
            if any(_is_of_text(at, place) for place in own):
                yield from own
        elif isinstance(block, Grid) and not at.bbox:
            yield from ((cell.page, cell.bbox) for cell in block.cells if cell.bbox and _is_of_table(at, cell))


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


class _SecondLook:
    """Reads lines of a page again, for as long as there is time."""

    def __init__(self, picture: Picture, layout: Layout) -> None:
        self._picture, self._first = picture, layout
        self._begun = time.process_time()
        self._again = dict(layout.again)

    @property
    def layout(self) -> Layout:
        """The page's layout, with what was read again and the time that it took."""
        return replace(self._first, again=self._again, seconds=self._spent)

    def read(self, box: BBox, until: float) -> bool:
        """Read what stands in a box of the page as it lies; whether that was done before both looks took so many seconds."""
        upright = self._first.turn.upright(box)
        known = [place for place in {**dict.fromkeys(self._first.lines), **self._again} if place.touches(upright)]
        if not known:
            if self._spent > until:
                return False
            known = reading.inked_cell(self._page, upright)
        for place in known:
            if place not in self._again:
                if self._spent > until:
                    return False
                self._again[place] = reading.read_again(self._page, place)
        return True

    @property
    def _spent(self) -> float:
        return self._first.seconds + time.process_time() - self._begun

    @cached_property
    def _page(self) -> Cut:
        return reading.cut_again(_enlarged(self._picture), self._first)


@dataclass(frozen=True, slots=True)
class _Again:
    """Another reading of a page, and the boxes on the page as it lies that were read and for which there was no time."""

    page: int
    layout: Layout
    read: Sequence[BBox]
    late: Sequence[BBox]

    def is_read(self, page: int | None, box: BBox) -> bool:
        """Whether all that stands in a box was read."""
        return page == self.page and any(_is_within(box, each) for each in self.read)

    def is_late(self, page: int | None, box: BBox) -> bool:
        """Whether there was no time to read what stands in a box."""
        return not self.is_read(page, box) and page == self.page and any(_is_within(box, each) for each in self.late)

    def text(self, box: BBox) -> str:
        """What stands in a place at this reading."""
        left, top, right, bottom = self.layout.turn.upright(box)
        seen = (glyph for line in self.layout.again.values() for glyph in line)
        inside = [glyph for glyph in seen if _is_inside(glyph, left, right) and top <= glyph.y <= bottom]
        return "".join(line.text for line in glyphs_to_lines(inside))


def _is_within(box: BBox, other: BBox) -> bool:
    """Whether a box lies in another one, or hardly beyond it."""
    left, top, right, bottom = other
    return (
        left - _BESIDE <= box[0]
        and box[2] <= right + _BESIDE
        and top - _BESIDE <= box[1]
        and box[3] <= bottom + _BESIDE
    )


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
        if piece.bbox and (again.is_read(piece.page, piece.bbox) or again.is_late(piece.page, piece.bbox)):
            for at in _differing(paragraph.text[start:end], again.text(piece.bbox)):
                scores[min(start + at, len(scores) - 1)] = 0.0
    return paragraph if tuple(scores) == paragraph.scores else paragraph._replace(scores=tuple(scores))


def _doubted_cell(cell: GridCell, again: _Again) -> GridCell:
    """A cell without confidence where it is read otherwise or late; a label as the form has it is no accident."""
    if cell.bbox is None or labels.is_exact(cell.text):
        return cell
    differs = again.is_read(cell.page, cell.bbox) and any(True for _ in _differing(cell.text, again.text(cell.bbox)))
    return cell._replace(confidence=0.0) if differs or again.is_late(cell.page, cell.bbox) else cell


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
