"""A TrueType font made on the spot, every glyph a block: files embed it, so that no engine looks for a system's font."""

import io
import struct
from collections.abc import Sequence
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "Block"
_ASCENT, _DESCENT = 880, -120
_NARROW = [*range(0x20, 0x7F), 0xA0, 0xB7]
_WIDE = [*range(0x2010, 0x2027), *range(0x3000, 0x3020), *range(0x4E00, 0x9FB0), *range(0xFF01, 0xFF5F)]


@cache
def register() -> str:
    """Makes the font known to reportlab and gives its name."""
    pdfmetrics.registerFont(TTFont(NAME, io.BytesIO(build())))
    return NAME


def build() -> bytes:
    """The font: half an em for Latin, a whole one for Chinese."""
    count = 1 + len(_NARROW) + len(_WIDE)
    narrow = 1 + len(_NARROW)
    half, whole = _block(500), _block(1000)
    metrics = struct.pack(">Hh", 500, 40) * narrow + struct.pack(">Hh", 1000, 40) * len(_WIDE)
    tables = {
        b"OS/2": struct.pack(">HhHHH10h10s16s4sHHH", 1, 600, 400, 5, 0, *[0] * 10, b"", b"", b"TEST", 64, 0x20, 0xFFFF)
        + struct.pack(">hhhHH8x", _ASCENT, _DESCENT, 0, _ASCENT, -_DESCENT),
        b"cmap": _cmap(_NARROW + _WIDE),
        b"glyf": half * narrow + whole * len(_WIDE),
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, _DESCENT, 1000, _ASCENT, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhh3h8xhH", 0x10000, _ASCENT, _DESCENT, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, count),
        b"hmtx": metrics,
        b"loca": struct.pack(f">{count + 1}I", *range(0, (count + 1) * len(half), len(half))),
        b"maxp": struct.pack(">IH13H", 0x10000, count, 4, 1, 0, 0, 1, *[0] * 8),
        b"name": _names(),
        b"post": struct.pack(">IIhhI16x", 0x30000, 0, -100, 50, 0),
    }
    return _file(tables)


def _block(width: int) -> bytes:
    """One rectangle, as outline data."""
    left, right, low, high = 40, width - 40, -60, 800
    steps = (left, 0, right - left, 0), (low, high - low, 0, low - high)
    outline = struct.pack(">hhhhhHH4B4h4h", 1, left, low, right, high, 3, 0, *[1] * 4, *steps[0], *steps[1])
    return outline + bytes(-len(outline) % 4)


def _cmap(characters: Sequence[int]) -> bytes:
    """The characters' glyphs in their order, the first of them after the missing one."""
    runs: list[list[int]] = []
    for glyph, code in enumerate(characters, start=1):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code, glyph])
    segments = [(first, last, (glyph - first) & 0xFFFF) for first, last, glyph in runs] + [(0xFFFF, 0xFFFF, 1)]
    count = len(segments)
    body = struct.pack(f">{count}HH", *(last for _, last, _ in segments), 0)
    body += struct.pack(f">{count}H", *(first for first, _, _ in segments))
    body += struct.pack(f">{count}H", *(delta for _, _, delta in segments)) + bytes(2 * count)
    table = struct.pack(">HHHHHHH", 4, 14 + len(body), 0, count * 2, 2, 0, 0) + body
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table


def _names() -> bytes:
    texts = {1: NAME, 2: "Regular", 4: NAME, 6: NAME}
    records, strings = b"", b""
    for number, text in texts.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(encoded), len(strings))
        strings += encoded
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings


def _file(tables: dict[bytes, bytes]) -> bytes:
    directory, body = b"", b""
    start = 12 + 16 * len(tables)
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, 0, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 0, 0, 0) + directory + body
