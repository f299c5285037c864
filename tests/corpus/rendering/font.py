"""A TrueType font made on the spot: a box for every character, half an em wide for Latin, an em for Chinese.

Word processors embed the fonts of a PDF, and no machine is sure to have a Chinese one to embed.
"""

from functools import cache
from io import BytesIO
from struct import pack

_EM, _ASCENT, _DESCENT = 1000, 880, -120
_LATIN = ((0x20, 0x7E), (0xA0, 0xFF))
_WIDE = ((0x2010, 0x206F), (0x2190, 0x21FF), (0x2460, 0x24FF), (0x2500, 0x26FF), (0x3000, 0x30FF), (0x4E00, 0x9FFF))
_WIDE_FORMS = ((0xFF00, 0xFFEF),)


@cache
def font_bytes() -> bytes:
    """The font file."""
    half, full = _box(450), _box(950)
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": full + half + full,
        b"head": _head(),
        b"hhea": pack(">IhhhHhhhhhhhhhhhH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": pack(">HhHhHh", _EM, 0, _EM // 2, 0, _EM, 0),
        b"loca": pack(">IIII", 0, len(full), len(full) + len(half), 2 * len(full) + len(half)),
        b"maxp": pack(">IHHHHHHHHHHHHHH", 0x10000, 3, 8, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name("CorpusSong"),
        b"post": pack(">IihhI", 0x30000, 0, -100, 50, 0) + bytes(16),
    }
    return _assembled(tables)


def font_file() -> BytesIO:
    """The font as a file to read."""
    return BytesIO(font_bytes())


def _box(width: int) -> bytes:
    """A glyph: one closed rectangle."""
    header = pack(">hhhhh", 1, 50, 0, width, 800)
    points = pack(">HH", 3, 0) + bytes([1] * 4)
    xs = pack(">hhhh", 50, width - 50, 0, 50 - width)
    ys = pack(">hhhh", 0, 0, 800, 0)
    glyph = header + points + xs + ys
    return glyph + bytes(-len(glyph) % 4)


def _cmap() -> bytes:
    ranges = sorted([*((a, b, 1) for a, b in _LATIN), *((a, b, 2) for a, b in (*_WIDE, *_WIDE_FORMS))])
    groups = b"".join(pack(">III", *group) for group in ranges)
    table = pack(">HHIII", 13, 0, 16 + len(groups), 0, len(ranges)) + groups
    return pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _head() -> bytes:
    start = pack(">IIIIHH", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM) + bytes(16)
    return start + pack(">hhhhHHhhh", 0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 1, 0)


def _os2() -> bytes:
    return pack(">HhHHH", 3, _EM, 400, 5, 0) + bytes(96 - 10)


def _name(family: str) -> bytes:
    text = family.encode("utf-16-be")
    records = b"".join(pack(">HHHHHH", 3, 1, 0x409, number, len(text), 0) for number in (1, 4, 6))
    return pack(">HHH", 0, 3, 6 + len(records)) + records + text


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    offset = 12 + 16 * len(tables)
    directory, content = b"", b""
    for tag, table in tables.items():
        directory += tag + pack(">III", _checksum(table), offset + len(content), len(table))
        content += table + bytes(-len(table) % 4)
    return pack(">IHHHH", 0x10000, len(tables), 128, 3, 32) + directory + content


def _checksum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    return sum(int.from_bytes(padded[at : at + 4], "big") for at in range(0, len(padded), 4)) & 0xFFFFFFFF
