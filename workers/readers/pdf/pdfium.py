"""The fast engine: pypdfium2's raw calls, five times as fast as pdfminer. Not thread-safe: one process a file."""

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from service.errors import DamagedFile, EncryptedFile
from workers import native
from workers.limits import Limits
from workers.readers.geometry.page import Page, blank_page
from workers.readers.geometry.transform import Transform, upright
from workers.readers.pdf import pdfium_calls as calls
from workers.readers.pdf import pdfium_paths, pdfium_text
from workers.readers.pdf.pdfium_calls import Address


class FontMissing(Exception):
    """A file leaves a font to the reader's system, which hasn't got it: pdfium then drops text without a sign."""


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """The pages of a PDF. Raises FontMissing, EncryptedFile, DamagedFile or LimitExceeded."""
    with native.running(native.PDFIUM):
        yield from _pages(data, limits)


def _pages(data: bytes, limits: Limits) -> Iterator[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            raise EncryptedFile from None
        raise DamagedFile(kind="PDF") from None
    try:
        limits.check("pages", count)
        for index in range(count):
            yield _page(document, index, limits)
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, index: int, limits: Limits) -> Page:
    source = document[index]
    try:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(source.raw, ctypes.byref(box))
        turned = source.get_rotation()
        across, along = box.right - box.left, box.top - box.bottom
        size = (along, across) if turned in (90, 270) else (across, along)
        page = blank_page(index + 1, size, limits, "PDF")
        place = upright(box.left, box.bottom, box.right, box.top, turned)
        _fill(page, source, place, limits)
        return page
    finally:
        source.close()


def _fill(page: Page, source: pypdfium2.PdfPage, place: Transform, limits: Limits) -> None:
    texts = pdfium_paths.collect(page, source.raw, place, limits)
    text = source.get_textpage()
    try:
        seen = pdfium_text.collect(page, text.raw, place, limits)
    finally:
        text.close()
    if not all(_has_font(item) for item in texts if item not in seen):
        raise FontMissing


def _has_font(item: int) -> bool:
    font = calls.text_font(Address(item))
    return not font or calls.is_embedded(Address(font)) == 1
