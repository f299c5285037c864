"""What paragraphs and runs of a DOC file say of themselves, with what their styles add."""

import struct
from dataclasses import dataclass

from workers.readers.doc.container import Container
from workers.readers.doc.properties import Sprm, modifiers, toggled
from workers.readers.doc.styles import Styles

_NO_LIST = 0x7FF
_BODY_TEXT = 9


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """A paragraph's place in tables, lists and the outline. `rows` are its modifiers that are for a table's row."""

    style: int
    depth: int
    cell_ends: bool
    row_ends: bool
    heading: bool
    contents: bool
    list: int
    level: int | None
    rows: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How a run is seen. `symbol` is the number of the sign that stands for each of its characters."""

    hidden: bool
    bold: bool
    symbol: int | None = None


class Formats:
    """Formats by their bytes in the file; most are the same as one before."""

    def __init__(self, container: Container) -> None:
        self.styles = Styles(container)
        self._extra = container.extra
        self._paragraphs: dict[bytes, ParagraphFormat] = {}
        self._runs: dict[tuple[bytes, int], RunFormat] = {}

    def paragraph(self, data: bytes) -> ParagraphFormat:
        """The format of a paragraph: the number of its style, then modifiers."""
        if data not in self._paragraphs:
            self._paragraphs[data] = self._paragraph(data)
        return self._paragraphs[data]

    def run(self, data: bytes, style: int) -> RunFormat:
        """The format of a run in a paragraph of this style."""
        key = data, style
        if key not in self._runs:
            self._runs[key] = self._run(data, style)
        return self._runs[key]

    def _paragraph(self, data: bytes) -> ParagraphFormat:
        number = struct.unpack_from("<H", data)[0] if len(data) > 1 else 0
        style = self.styles.style(number)
        said = dict(style.paragraph)
        self._collect(said, data[2:])
        outline = said.get(Sprm.OUTLINE, b"\x09")[0]
        level = said.get(Sprm.LIST_LEVEL)
        return ParagraphFormat(
            style=number,
            depth=_depth(said),
            cell_ends=_is_on(said, Sprm.INNER_CELL),
            row_ends=_is_on(said, Sprm.ROW_END) or _is_on(said, Sprm.INNER_ROW_END),
            heading=style.heading or outline < _BODY_TEXT,
            contents=style.contents,
            list=_list(said),
            level=None if level is None else level[0],
            rows=said,
        )

    def _collect(self, said: dict[int, bytes], data: bytes) -> None:
        """Adds modifiers; those that didn't fit stand in the data stream."""
        for code, operand in modifiers(data):
            if code in {Sprm.ELSEWHERE, Sprm.ELSEWHERE_OLD}:
                (offset,) = struct.unpack("<I", operand)
                length = int.from_bytes(self._extra[offset : offset + 2], "little")
                said.update(modifiers(self._extra[offset + 2 : offset + 2 + length]))
            elif code == Sprm.MERGED_DOWN:
                said[code] = said.get(code, b"") + operand[:2]
            else:
                said[code] = operand

    def _run(self, data: bytes, style: int) -> RunFormat:
        own = dict(modifiers(data))
        inherited = dict(self.styles.style(style).characters)
        if Sprm.CHARACTER_STYLE in own:
            named = struct.unpack("<H", own[Sprm.CHARACTER_STYLE])[0]
            inherited.update(self.styles.style(named).characters)
        hidden, bold = (
            toggled(own.get(code, b"\x80"), toggled(inherited.get(code, b"\x00"), inherited=False))
            for code in (Sprm.HIDDEN, Sprm.BOLD)
        )
        symbol = struct.unpack("<2H", own[Sprm.SYMBOL])[1] if Sprm.SYMBOL in own else None
        return RunFormat(hidden or _is_on(own, Sprm.DELETED), bold, symbol)


def _depth(said: dict[int, bytes]) -> int:
    """How many tables a paragraph stands in."""
    depth = struct.unpack("<i", said[Sprm.DEPTH])[0] if Sprm.DEPTH in said else 0
    depth += struct.unpack("<i", said[Sprm.DEEPER])[0] if Sprm.DEEPER in said else 0
    return max(depth, int(_is_on(said, Sprm.IN_TABLE)))


def _list(said: dict[int, bytes]) -> int:
    """Which list numbers it, 0 for none."""
    number = struct.unpack("<H", said.get(Sprm.LIST, b"\x00\x00"))[0]
    return number if number < _NO_LIST else 0


def _is_on(said: dict[int, bytes], code: Sprm) -> bool:
    return said.get(code, b"\x00")[0] != 0
