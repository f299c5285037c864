"""Property modifiers (sprms): what a run, a paragraph or a row says of itself."""

import struct
from collections.abc import Iterator
from enum import IntEnum


class Sprm(IntEnum):
    """The modifiers that are understood."""

    DELETED = 0x0800
    BOLD = 0x0835
    HIDDEN = 0x083C
    SYMBOL = 0x6A09
    CHARACTER_STYLE = 0x4A30
    IN_TABLE = 0x2416
    ROW_END = 0x2417
    LIST_LEVEL = 0x260A
    LIST = 0x460B
    OUTLINE = 0x2640
    DEPTH = 0x6649
    DEEPER = 0x664A
    INNER_CELL = 0x244B
    INNER_ROW_END = 0x244C
    ELSEWHERE = 0x6646
    ELSEWHERE_OLD = 0x6645
    CELLS = 0xD608
    MERGED_DOWN = 0xD62B
    MERGED_ACROSS = 0x5624


TABLE_IDENTITY = frozenset(
    (0x563A, 0x740A, 0x560B, 0x5664, 0x360D, 0x3465, 0x940E, 0x940F, 0x9410, 0x9411, 0x941E, 0x941F)
)
"""Style, group, direction and position: rows that differ in one of them belong to different tables."""

_LENGTHS = (1, 1, 2, 4, 2, 2, 0, 3)
_CHANGED_TABS = 0xC615

Modifier = tuple[int, bytes]


def modifiers(data: bytes) -> Iterator[Modifier]:
    """The modifiers of a list (grpprl) with their operands; the list ends where one is cut off."""
    at = 0
    while at + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        length = _LENGTHS[code >> 13]
        if code == Sprm.CELLS:
            length = struct.unpack_from("<H", data, at)[0] - 1
            at += 2
        elif not length:
            length = data[at] if at < len(data) else 0
            at += 1
            if code == _CHANGED_TABS and length == 0xFF:
                return
        if length < 0 or at + length > len(data):
            return
        yield code, data[at : at + length]
        at += length


def toggled(value: bytes, inherited: bool) -> bool:
    """An on/off modifier: off, on, as the style says (0x80), or its contrary (0x81)."""
    said = value[0]
    return inherited ^ bool(said & 1) if said & 0x80 else bool(said)
