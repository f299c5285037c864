"""PDF → document: an engine's characters and rulings, read as pages."""

from collections.abc import Callable, Iterator

from service.errors import DamagedFile, UnreadableFile
from workers.limits import Limits
from workers.readers.document import Document
from workers.readers.geometry.assembly import assemble
from workers.readers.geometry.page import Page
from workers.readers.pdf import miner

Engine = Callable[[bytes, Limits], Iterator[Page]]
"""Takes a PDF's pages apart, each upright with its origin at the top left."""


def read_pdf(data: bytes, limits: Limits, engine: Engine = miner.pages) -> Document:
    """A PDF's paragraphs and tables. Raises UnreadableFile's children and nothing else."""
    return assemble(_pages(engine, data, limits), limits)


def _pages(engine: Engine, data: bytes, limits: Limits) -> Iterator[Page]:
    """The engine's pages; whatever it raises on damaged files becomes DamagedFile."""
    try:
        yield from engine(data, limits)
    except UnreadableFile:
        raise
    except Exception:
        raise DamagedFile(kind="PDF") from None
