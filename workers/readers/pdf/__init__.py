"""PDF → document. The fast engine reads; the careful one reads again before figures accuse their author."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TypeVar

from service.errors import DamagedFile, UnreadableFile
from service.reports.report import Location
from workers.limits import Limits
from workers.readers.document import Document, Grid
from workers.readers.geometry.agreement import confirmed, doubted
from workers.readers.geometry.assembly import assemble, cells_on, tables_on
from workers.readers.geometry.page import Page
from workers.readers.pdf import inflation, miner, pdfium

Engine = Callable[[bytes, Limits], Iterator[Page]]
"""Takes a PDF's pages apart, each upright with its origin at the top left."""


Read = TypeVar("Read")

_MOST_DRAWINGS = 100_000
"""How often forms may be drawn by forms before the fast engine, which can't be stopped, is not let near them."""


def read_pdf(data: bytes, limits: Limits) -> Document:
    """A PDF's paragraphs and tables in reading order. Raises UnreadableFile's children and nothing else."""
    return _by_first_engine(data, limits, partial(read_with, data, limits))


def verify(document: Document, data: bytes, limits: Limits, places: Sequence[Location] = (Location(),)) -> Document:
    """The document with no confidence left in cells that the other engine reads differently, or can't read.

    It looks at the pages of those places, one on no page standing for all, and reads all tables again only where it sees
    something else there. The document has been read of the same bytes, so that their inflation is known to be safe.
    """
    ruled = {cell.page for block in document.blocks if isinstance(block, Grid) for cell in block.cells if cell.page}
    accused = {at.page for at in places}
    if _is_confirmed(document, data, limits, ruled if None in accused else ruled & accused):
        return document
    try:
        pages = partial(miner.pages, only=range(min(ruled), max(ruled) + 1))
        other = tables_on(_pages(pages, data, limits), limits)
    except UnreadableFile:
        other = []
    return doubted(document, other)


def _is_confirmed(document: Document, data: bytes, limits: Limits, numbers: Collection[int]) -> bool:
    """Whether the other engine reads the same on those pages."""
    try:
        pages = _pages(partial(miner.pages, only=numbers), data, limits)
        return not numbers or confirmed(document, numbers, cells_on(pages, limits))
    except UnreadableFile:
        return False


def open_pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """The pages of a PDF as an engine finds them, whether they have text or not. Raises as `read_pdf`."""
    return iter(_by_first_engine(data, limits, lambda engine: list(_pages(engine, data, limits))))


def _by_first_engine(data: bytes, limits: Limits, read: Callable[[Engine], Read]) -> Read:
    """What is read by the fast engine, or by the careful one where the fast one can't be trusted with the file."""
    if inflation.check(data, limits) <= _MOST_DRAWINGS:
        with suppress(pdfium.FontMissing):
            return read(pdfium.pages)
    return read(miner.pages)


def read_with(data: bytes, limits: Limits, engine: Engine) -> Document:
    """The document as one engine reads it, once the file's inflation is known to be safe."""
    return assemble(_pages(engine, data, limits), limits)


def _pages(engine: Engine, data: bytes, limits: Limits) -> Iterator[Page]:
    """The engine's pages; whatever it raises on damaged files becomes DamagedFile, as does a file without pages."""
    page = None
    try:
        for page in engine(data, limits):
            yield page
    except (UnreadableFile, pdfium.FontMissing):
        raise
    except Exception:
        raise DamagedFile(kind="PDF") from None
    if page is None:
        raise DamagedFile(kind="PDF")
