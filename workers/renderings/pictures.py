"""Pages of a PDF as PNG pictures."""

import ctypes
import struct
import zlib
from typing import Any

import pypdfium2

from service.errors import DamagedFile, PageNotFound

SCALE = 2.0
"""Dots a point: 144 dots an inch."""
_MOST_DOTS = 16_000_000
"""Of a page; larger ones are drawn smaller."""


def page_picture(data: bytes, number: int) -> bytes:
    """Page `number` (from 1) as PNG. Raises PageNotFound, DamagedFile."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise DamagedFile(kind="PDF") from None
    try:
        if not 1 <= number <= len(document):
            raise PageNotFound(page=number, pages=len(document))
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(SCALE, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, no_smoothtext=False, may_draw_forms=False)
        return _png(bitmap)
    finally:
        document.close()


def _png(bitmap: Any) -> bytes:
    """A bitmap of red, green and blue bytes (and a fourth that is passed over) as a PNG file."""
    pixels = bytes(ctypes.string_at(ctypes.addressof(bitmap.buffer), bitmap.stride * bitmap.height))
    rows = (_row(pixels, at * bitmap.stride, bitmap.width, bitmap.n_channels) for at in range(bitmap.height))
    header = struct.pack(">2I5B", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join(rows), 6)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (header, packed, b"")))


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
