"""Pages of what was sent as PNG pictures, drawn by PDFium: those of a PDF, and others put into one first."""

import ctypes
import struct
import zlib
from functools import cache
from typing import Any

import pypdfium2

from service.audits.media import Media
from service.errors import DamagedFile, NoFont, PageNotFound
from workers import native
from workers.limits import Limits
from workers.readers.geometry.page import Glyph, Style
from workers.renderings.ofd import ofd_sheet
from workers.renderings.rasters import scanned_sheet
from workers.renderings.sheets import SheetWriter

SCALE = 2.0
"""Dots a point: 144 dots an inch."""
_MOST_DOTS = 16_000_000
"""Of a page; larger ones are drawn smaller."""
_INK = 128
"""Where a dot is darker, of 255, there is ink."""


def page_picture(data: bytes, number: int, media: Media = Media.PDF, limits: Limits = Limits()) -> bytes:  # noqa: B008
    """Page `number` (from 1) as PNG. Raises PageNotFound, DamagedFile, NoFont, PicturesNotInstalled or LimitExceeded."""
    if media is Media.PDF:
        return _drawn(data, number)
    sheet = ofd_sheet(data, number, limits) if media is Media.OFD else scanned_sheet(data, number, media, limits)
    if sheet.has_text:
        _check_font()
    return _drawn(sheet.written(), 1)


def _drawn(data: bytes, number: int) -> bytes:
    with native.running(native.PDFIUM):
        return _rendered(data, number)


def _rendered(data: bytes, number: int) -> bytes:
    try:
        return _page(pypdfium2.PdfDocument(data), number)
    except pypdfium2.PdfiumError:
        raise DamagedFile(kind="PDF") from None


def _page(document: pypdfium2.PdfDocument, number: int) -> bytes:
    try:
        if not 1 <= number <= len(document):
            raise PageNotFound(page=number, pages=len(document))
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(SCALE, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
        return _png(page.render(scale=scale, rev_byteorder=True, no_smoothtext=False, may_draw_forms=False), scale)
    finally:
        document.close()


@cache
def _check_font() -> None:
    """Raise NoFont where a Chinese character leaves no ink."""
    sheet = SheetWriter(20, 20)
    sheet.glyph(Glyph("国", 4, 4, 16, 16, 14.5, 12, Style()))
    document = pypdfium2.PdfDocument(sheet.written())
    bitmap = document[0].render(scale=1, grayscale=True)
    inked = min(_pixels(bitmap)) < _INK
    document.close()
    if not inked:
        raise NoFont


def _pixels(bitmap: Any) -> bytes:
    return bytes(ctypes.string_at(ctypes.addressof(bitmap.buffer), bitmap.stride * bitmap.height))


def _png(bitmap: Any, scale: float) -> bytes:
    """A bitmap of red, green and blue bytes (and a fourth that is passed over) as a PNG file, `scale` dots a point."""
    pixels = _pixels(bitmap)
    rows = (_row(pixels, at * bitmap.stride, bitmap.width, bitmap.n_channels) for at in range(bitmap.height))
    header = struct.pack(">2I5B", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    dots_a_metre = round(scale * 72 / 0.0254)
    size = struct.pack(">2IB", dots_a_metre, dots_a_metre, 1)
    packed = zlib.compress(b"".join(rows), 6)
    chunks = (b"IHDR", header), (b"pHYs", size), (b"IDAT", packed), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _row(pixels: bytes, start: int, width: int, channels: int) -> bytes:
    """A row without a filter."""
    row = pixels[start : start + width * channels]
    if channels == 3:
        return b"\0" + row
    triples = bytearray(width * 3)
    for colour in range(3):
        triples[colour::3] = row[colour::channels] if channels > 1 else row
    return b"\0" + bytes(triples)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
