"""Pages that are pictures → document: rules and characters found in their ink, the rest done by the grid code.

Needs the extra `ocr`; nothing of it is loaded before a scan is read.
"""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from service.audits.media import Media
from service.reports.report import Location
from workers.limits import Limits
from workers.readers.document import Document

DOUBT = "□"
"""Stands in recognised text for a character that was overlooked, with no sureness at all."""


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


def preload() -> None:
    """Load the code that reading a scan needs, in a worker that is there for scans; no model, for a model has threads."""
    import_module("workers.readers.scan.documents")


def read_scan(data: bytes, media: Media, limits: Limits) -> Document:
    """A scan's paragraphs and tables, each figure with the sureness of its recognition.

    Raises DamagedFile, EncryptedFile, LimitExceeded, TimeLimitExceeded, or NotAReport where nothing is on the pages.
    """
    document: Document = import_module("workers.readers.scan.documents").read(data, media, limits)
    return document


def verify(document: Document, data: bytes, media: Media, limits: Limits, accused: Sequence[Location]) -> Document:
    """The document, with no confidence left in what another look at the accused pages reads differently."""
    verified: Document = import_module("workers.readers.scan.verification").verify(
        document, data, media, limits, accused
    )
    return verified
