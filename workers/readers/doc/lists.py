"""The lists of a DOC file: which ones paragraphs refer to, and how their levels are numbered."""

import struct
from dataclasses import dataclass

from workers.readers.doc.container import Container, Part
from workers.readers.word.numbering import DEPTH, Counters, Level, List

_STYLES = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 16: "japaneseLegal", 17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle",
    30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 255: "none",
}  # fmt: skip

_LIST_SIZE = 28
_LEVEL_SIZE = 28
_USE_SIZE = 16
_SIMPLE = 1
_LEGAL = 0x04
_NO_RESTART = 0x08


@dataclass(frozen=True, slots=True)
class _Family:
    """A list as it is defined; `bound` are the styles whose paragraphs stand at its levels."""

    levels: dict[int, Level]
    bound: tuple[int, ...]


class Numbering:
    """Says which label each numbered paragraph shows, asked in reading order."""

    def __init__(self, container: Container) -> None:
        self._families = _families(container)
        self._lists = _uses(container.part(Part.LIST_USES), self._families)
        self._counters = Counters()

    def label(self, use: int, depth: int | None, style: int) -> str:
        """The label of the next paragraph that refers to this use of a list (from 1); of none, none."""
        numbered = self._lists.get(use)
        if numbered is None:
            return ""
        if depth is None:
            bound = self._families[numbered.family].bound
            depth = bound.index(style) if style in bound else 0
        return self._counters.label(use, numbered, depth)


class _Cursor:
    """Reads structures that follow each other."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def take(self, length: int) -> bytes:
        """The next bytes, fewer at the end."""
        self.at += length
        return self.data[self.at - length : self.at]

    def level(self) -> Level:
        """The next level (LVL)."""
        head = self.take(_LEVEL_SIZE)
        start, style, flags = struct.unpack_from("<i2B", head)
        self.take(head[24] + head[25])
        (length,) = struct.unpack("<H", self.take(2))
        pattern = self.take(2 * length).decode("utf-16-le", "replace")
        restart = head[26] if flags & _NO_RESTART else DEPTH
        return Level(pattern, _STYLES.get(style, "decimal"), max(start, 0), restart, bool(flags & _LEGAL))


def _families(container: Container) -> dict[object, _Family]:
    """The lists by their identity; their levels follow behind the structure that the FIB tells of."""
    offset, length = container.at(Part.LISTS)
    if not length:
        return {}
    (count,) = struct.unpack_from("<H", container.table, offset)
    cursor = _Cursor(container.table, offset + 2 + count * _LIST_SIZE)
    families: dict[object, _Family] = {}
    for index in range(count):
        head = container.table[offset + 2 + index * _LIST_SIZE :][:_LIST_SIZE]
        depth = 1 if head[26] & _SIMPLE else DEPTH
        levels = {number: cursor.level() for number in range(depth)}
        families[head[:4]] = _Family(levels, struct.unpack_from(f"<{DEPTH}H", head, 8))
    return families


def _uses(data: bytes, families: dict[object, _Family]) -> dict[int, List]:
    """The lists by the numbers that paragraphs refer to them with, each with what it defines anew."""
    if not data:
        return {}
    (count,) = struct.unpack_from("<I", data)
    heads = [data[4 + _USE_SIZE * index :][:_USE_SIZE] for index in range(min(count, len(data) // _USE_SIZE))]
    cursor = _Cursor(data, 4 + _USE_SIZE * len(heads))
    found: dict[int, List] = {}
    for use, head in enumerate(heads, start=1):
        family = families.get(head[:4])
        levels = dict(family.levels) if family else {}
        restarts: dict[int, int] = {}
        cursor.take(4)
        for _ in range(head[12]):
            start, flags = struct.unpack("<iI", cursor.take(8))
            depth = flags & 0xF
            if flags & 0x20:
                levels[depth] = cursor.level()
                start = levels[depth].start
            if flags & 0x10:
                restarts[depth] = start
        if family:
            found[use] = List(head[:4], levels, restarts)
    return found
