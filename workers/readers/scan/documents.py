"""Scans → documents: pages that have text are read as such, those that are pictures are recognised."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from service.audits.media import NAMES, Media
from service.errors import DamagedFile, NotAReport, TimeLimitExceeded, UnreadableFile
from service.reports.report import BBox, Location
from workers.limits import Limits
from workers.readers.document import Block, Grid, Unread
from workers.readers.geometry.assembly import assemble
from workers.readers.geometry.page import Page
from workers.readers.scan import PageRecognition, images, ofd, pdf
from workers.readers.scan.forms import formed
from workers.readers.scan.layout import Layout, ScannedDocument
from workers.readers.scan.pages import from_json, recognised, sent
from workers.readers.scan.picture import Picture, Source
from workers.readers.scan.turning import Turn

_SOURCES: Mapping[Media, Callable[[bytes, Limits], Source]] = {
    Media.PDF: pdf.pages,
    Media.OFD: ofd.pages,
    Media.PNG: images.pages,
    Media.JPEG: images.pages,
    Media.TIFF: images.pages,
}


def read(data: bytes, media: Media, limits: Limits, recognition: PageRecognition) -> ScannedDocument:
    """The document on a file's pages, its places those of the pages as they lie."""
    pages: dict[int, Page] = {}
    layouts: dict[int, Layout] = {}
    for page, layout in _recognised(source(data, media, limits), limits, recognition):
        pages[page.number], layouts[page.number] = page, layout
    if not any(page.glyphs for page in pages.values()):
        raise NotAReport
    document = formed(assemble([pages[number] for number in sorted(pages)], limits))

    def turned_back(page: int | None, box: BBox | None) -> BBox | None:
        return box if page is None or box is None else layouts[page].turn.lying(box)

    blocks = tuple(_moved(block, turned_back) for block in document.blocks)
    unread = tuple(Location(page=number) for number in sorted(pages) for _ in range(pages[number].unread))
    return ScannedDocument(blocks, document.pages, unread, document.pictured, layouts)


def source(data: bytes, media: Media, limits: Limits) -> Source:
    """The pages of a file. Raises DamagedFile, as getting the pages does."""
    with _told_as_damaged(media):
        opened = _SOURCES[media](data, limits)
    return Source(opened.total, _pages(opened, media))


def _pages(opened: Source, media: Media) -> Iterator[Page | Picture]:
    with _told_as_damaged(media):
        yield from opened.pages


@contextmanager
def _told_as_damaged(media: Media) -> Iterator[None]:
    """Whatever a library raises that opens a file says that it is damaged."""
    try:
        yield
    except (UnreadableFile, MemoryError):
        raise
    except Exception:
        raise DamagedFile(kind=NAMES[media]) from None


def _recognised(source: Source, limits: Limits, recognition: PageRecognition) -> Iterator[tuple[Page, Layout]]:
    """The pages, each with its layout, as they come. Raises LimitExceeded or TimeLimitExceeded where pictures are too many or hard."""
    with_text: list[Page] = []
    done, seconds = 0, 0.0

    def pictures() -> Iterator[Picture]:
        count = 0
        for page in source.pages:
            if isinstance(page, Page):
                with_text.append(page)
                continue
            count += 1
            limits.check("scanned_pages", count)
            yield page

    for page, layout in _each(pictures(), source.total, limits, recognition):
        yield page, layout
        done, seconds = done + 1, seconds + layout.seconds
        recognition.on_page(done + len(with_text), source.total)
        if seconds > limits.scanned_page_seconds * done:
            raise TimeLimitExceeded(seconds=limits.scanned_page_seconds * done)
    for page in with_text:
        yield page, Layout(Turn(page.width, page.height))


def _each(
    pictures: Iterator[Picture], count: int, limits: Limits, recognition: PageRecognition
) -> Iterator[tuple[Page, Layout]]:
    """Each of the pictures recognised: here, or by those that there are for it."""
    if recognition.crew:
        yield from map(from_json, recognition.crew(sent(pictures), count))
    else:
        for picture in pictures:
            yield recognised(picture, limits)


def _moved(block: Block, place: Callable[[int | None, BBox | None], BBox | None]) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=tuple(cell._replace(bbox=place(cell.page, cell.bbox)) for cell in block.cells))
    if isinstance(block, Unread):
        return block
    return block._replace(pieces=tuple(piece._replace(bbox=place(piece.page, piece.bbox)) for piece in block.pieces))
