"""OFD (GB/T 33190) → document: its text and path objects, read as pages like those of a PDF."""

from collections.abc import Iterator

from service.errors import DamagedFile
from workers.limits import Limits
from workers.readers.document import Document
from workers.readers.geometry.assembly import assemble
from workers.readers.geometry.page import Page
from workers.readers.ofd.content import Drawing
from workers.readers.ofd.package import Package

__all__ = ["read_ofd"]


def read_ofd(data: bytes, limits: Limits) -> Document:
    """An OFD's paragraphs and tables in reading order; signatures and annotations are left out.

    Raises DamagedFile, EncryptedFile, LimitExceeded, NoTextLayer or UntrustedText.
    """
    return assemble(_pages(Package(data, limits), limits), limits)


def _pages(package: Package, limits: Limits) -> Iterator[Page]:
    page = None
    for number, sheet in enumerate(package.sheets(), start=1):
        page = Drawing(number, sheet, package.resources, limits).page
        yield page
    if page is None:
        raise DamagedFile(kind="OFD")
