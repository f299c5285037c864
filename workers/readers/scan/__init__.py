"""Pages that are pictures → document: rules and characters found in their ink, the rest done by the grid code.

Needs the extra `ocr`; nothing of it is loaded before a scan is read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from service.audits.media import Media
from service.reports.report import Location
from workers.limits import Limits
from workers.readers.document import Document


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


def preload() -> None:
    """Load the code that reading a scan needs, in a worker that is there for scans; no model, for a model has threads."""
    import_module("workers.readers.scan.documents")


Crew = Callable[[Iterator[tuple[dict[str, Any], bytes]], int], Iterator[bytes]]
"""Has pictures of pages recognised by others: pictures as they are sent, and how many pages the file has → pages, as they come."""


def _to_nobody(done: int, count: int) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True, slots=True)
class PageRecognition:
    """How pages are recognised: by whom, here where that is None, and who is told how many of how many pages are read."""

    crew: Crew | None = None
    on_page: Callable[[int, int], None] = _to_nobody


def read_scan(data: bytes, media: Media, limits: Limits, recognition: PageRecognition = PageRecognition()) -> Document:
    """A scan's paragraphs and tables, each figure with the sureness of its recognition.

    Raises DamagedFile, EncryptedFile, LimitExceeded, TimeLimitExceeded, or NotAReport where nothing is on the pages.
    """
    document: Document = import_module("workers.readers.scan.documents").read(data, media, limits, recognition)
    return document


def read_page(told: dict[str, Any], dots: bytes, limits: Limits) -> bytes:
    """A page of a scan for the process that sent its picture."""
    pages = import_module("workers.readers.scan.pages")
    page: bytes = pages.to_json(*pages.recognised(pages.received(told, dots), limits))
    return page


def verify(document: Document, data: bytes, media: Media, limits: Limits, accused: Sequence[Location]) -> Document:
    """The document, with no confidence left in what another look at the accused pages reads differently."""
    verified: Document = import_module("workers.readers.scan.verification").verify(
        document, data, media, limits, accused
    )
    return verified
