"""Scans → documents: pages that have text are read as such, those that are pictures are recognised."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from service.audits.media import NAMES, Media
from service.errors import DamagedFile, NotAReport, TimeLimitExceeded, UnreadableFile
from service.reports.report import BBox, Location
from workers.limits import Limits
from workers.readers.document import Block, Document, Grid, Unread
from workers.readers.geometry.assembly import assemble
from workers.readers.geometry.page import Page
from workers.readers.scan import images, ofd, pdf
from workers.readers.scan.forms import formed
from workers.readers.scan.picture import Picture
from workers.readers.scan.reading import read_page
from workers.readers.scan.turning import Turn

_Source = Callable[[bytes, Limits], Iterator[Page | Picture]]

_SOURCES: Mapping[Media, _Source] = {
    Media.PDF: pdf.pages,
    Media.OFD: ofd.pages,
    Media.PNG: images.pages,
    Media.JPEG: images.pages,
    Media.TIFF: images.pages,
}


def read(data: bytes, media: Media, limits: Limits) -> Document:
    """The document on a file's pages, its places those of the pages as they lie."""
    pages: list[Page] = []
    turns: dict[int, Turn] = {}
    for page, turn in _recognised(sources(data, media, limits), limits):
        pages.append(page)
        turns[page.number] = turn
    if not any(page.glyphs for page in pages):
        raise NotAReport
    document = formed(assemble(pages, limits))

    def turned_back(page: int | None, box: BBox | None) -> BBox | None:
        return box if page is None or box is None else turns[page].lying(box)

    blocks = tuple(_moved(block, turned_back) for block in document.blocks)
    unread = tuple(Location(page=page.number) for page in pages for _ in range(page.unread))
    return replace(document, blocks=blocks, unread=unread)


def sources(data: bytes, media: Media, limits: Limits) -> Iterator[Page | Picture]:
    """The pages of a file: those with text of their own as read, the others as pictures. Raises DamagedFile."""
    try:
        yield from _SOURCES[media](data, limits)
    except (UnreadableFile, MemoryError):
        raise
    except Exception:
        raise DamagedFile(kind=NAMES[media]) from None


def _recognised(pages: Iterator[Page | Picture], limits: Limits) -> Iterator[tuple[Page, Turn]]:
    """The pages, each with its turn. Raises LimitExceeded or TimeLimitExceeded where pictures are too many or hard."""
    count = 0
    begun = time.process_time()
    for page in pages:
        if isinstance(page, Page):
            yield page, Turn(page.width, page.height)
            continue
        count += 1
        limits.check("scanned_pages", count)
        yield read_page(page, limits)
        allowed = limits.scanned_page_seconds * count
        if time.process_time() - begun > allowed:
            raise TimeLimitExceeded(seconds=allowed)


def _moved(block: Block, place: Callable[[int | None, BBox | None], BBox | None]) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=tuple(cell._replace(bbox=place(cell.page, cell.bbox)) for cell in block.cells))
    if isinstance(block, Unread):
        return block
    return block._replace(pieces=tuple(piece._replace(bbox=place(piece.page, piece.bbox)) for piece in block.pieces))
