"""DOC files written structure by structure ([MS-DOC]), as tests need them."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.workers.readers.doc.compound import compound
from tests.workers.readers.drawn import REPORT
from workers.readers.document import GridCell

PAGE = 512
TEXT_AT = 0x800
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
DELETED, BOLD, HIDDEN, SYMBOL, LIST, LEVEL, CELLS = 0x0800, 0x0835, 0x083C, 0x6A09, 0x460B, 0x260A, 0xD608

Run = tuple[str, bytes]


@dataclass(frozen=True)
class Para:
    """A paragraph with the mark at its end: its runs, its modifiers, its style, and the modifiers of its mark."""

    runs: tuple[Run, ...]
    properties: bytes = b""
    style: int = 0
    mark: str = "\r"
    mark_properties: bytes = b""


@dataclass(frozen=True)
class Lists:
    """What the file knows of lists, as bytes: the definitions, the levels behind them, the uses."""

    definitions: bytes = b""
    levels: bytes = b""
    uses: bytes = b""


@dataclass
class _Stream:
    text: bytes = b""
    pieces: list[tuple[int, int, bool]] = field(default_factory=list)
    """Number of characters, offset, and whether they take one byte."""
    paragraphs: list[tuple[int, int, bytes]] = field(default_factory=list)
    characters: list[tuple[int, int, bytes]] = field(default_factory=list)


def sprm(code: int, operand: int | bytes = 1) -> bytes:
    """A modifier; a number is written as wide as its code says."""
    if isinstance(operand, bytes):
        return struct.pack("<H", code) + operand
    return struct.pack("<H", code) + operand.to_bytes((1, 1, 2, 4, 2, 2, 0, 3)[code >> 13], "little")


def para(text: str, properties: bytes = b"", style: int = 0, run: bytes = b"") -> Para:
    """A paragraph of one run."""
    return Para(((text, run),), properties, style)


def doc(
    paragraphs: Iterable[Para],
    *,
    styles: bytes = b"",
    lists: Lists = Lists(),
    compressed: bool = False,
    data: bytes = b"",
    boxes: Sequence[Sequence[Para]] = (),
) -> bytes:
    """A DOC file. `compressed` stores Latin paragraphs a byte a character; `data` is the data stream.

    Each of `boxes` is the text of a box that is anchored at one of the text's `\\x08`, in their order.
    """
    paragraphs = list(paragraphs)
    stream = _Stream()
    for paragraph in paragraphs:
        _write(stream, paragraph, compressed)
    length = _length(stream)
    ends = [0]
    for box in boxes:
        for paragraph in box:
            _write(stream, paragraph, compressed)
        ends.append(_length(stream) - length)
    text = "".join("".join(run for run, _ in each.runs) + each.mark for each in paragraphs)
    anchors = [at for at, sign in enumerate(text) if sign == "\x08"][: len(boxes)]
    main = bytearray(TEXT_AT) + stream.text
    main += bytes(-len(main) % PAGE)
    table = bytearray()
    places: dict[int, tuple[int, int]] = {}
    for at, part in (
        (0xA2, styles),
        (0xFA, _plex(main, stream.characters, 1)),
        (0x102, _plex(main, stream.paragraphs, 13)),
        (0x1A2, _pieces(stream.pieces)),
        (0x1DA, _shapes([*anchors, length], 26, 0)),
        (0x25A, _shapes(ends, 22, 14)),
        (0x2E2, lists.definitions),
        (0x2EA, lists.uses),
    ):
        places[at] = len(table), len(part)
        table += part + (lists.levels if at == 0x2E2 else b"")
    struct.pack_into("<2H", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 10, 0x0200)
    struct.pack_into("<I", main, 0x4C, length)
    struct.pack_into("<I", main, 0x64, ends[-1])
    for at, place in places.items():
        struct.pack_into("<2I", main, at, *place)
    streams = {"WordDocument": bytes(main), "1Table": bytes(table)}
    return compound(streams | ({"Data": data} if data else {}))


def _length(stream: _Stream) -> int:
    return sum(count for count, _, _ in stream.pieces)


def _shapes(bounds: Sequence[int], size: int, at: int) -> bytes:
    """A plex whose entries name shapes, 1 and so on, at an offset."""
    entries = (bytes(at) + struct.pack("<I", shape) + bytes(size - at - 4) for shape in range(1, len(bounds)))
    return struct.pack(f"<{len(bounds)}I", *bounds) + b"".join(entries) if len(bounds) > 1 else b""


def _write(stream: _Stream, paragraph: Para, compressed: bool) -> None:
    runs = [*paragraph.runs, (paragraph.mark, paragraph.mark_properties)]
    narrow = compressed and all(text.isascii() for text, _ in runs)
    start = TEXT_AT + len(stream.text)
    count = 0
    for text, properties in runs:
        encoded = text.encode("cp1252" if narrow else "utf-16-le")
        at = TEXT_AT + len(stream.text)
        stream.text += encoded
        count += len(encoded) // (1 if narrow else 2)
        if encoded:
            stream.characters.append((at, at + len(encoded), properties))
    stream.pieces.append((count, start, narrow))
    stream.paragraphs.append(
        (start, TEXT_AT + len(stream.text), struct.pack("<H", paragraph.style) + paragraph.properties)
    )


def _pieces(pieces: Sequence[tuple[int, int, bool]]) -> bytes:
    ends = [0]
    for count, _, _ in pieces:
        ends.append(ends[-1] + count)
    stored = [(offset * 2 | 0x40000000) if narrow else offset for _, offset, narrow in pieces]
    plex = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<HIH", 0, at, 0) for at in stored)
    return b"\x02" + struct.pack("<I", len(plex)) + plex


def _plex(main: bytearray, runs: Sequence[tuple[int, int, bytes]], width: int) -> bytes:
    """Writes runs into pages of the main stream; the plex that leads to them."""
    pages: list[int] = []
    firsts: list[int] = []
    rest = list(runs)
    while rest:
        count = next(n for n in range(min(len(rest), 25), 0, -1) if _page(rest[:n], width))
        pages.append(len(main) // PAGE)
        firsts.append(rest[0][0])
        main += _page(rest[:count], width)
        rest = rest[count:]
    return struct.pack(f"<{len(pages) * 2 + 1}I", *firsts, runs[-1][1] if runs else 0, *pages)


def _page(runs: Sequence[tuple[int, int, bytes]], width: int) -> bytes:
    """A page of formatting; nothing where it doesn't fit."""
    page = bytearray(PAGE)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *(start for start, _, _ in runs), runs[-1][1])
    free, first = PAGE - 1, 4 * (len(runs) + 1)
    for index, (_, _, data) in enumerate(runs):
        stored = _counted(data, width)
        free -= len(stored)
        free -= free % 2
        if free < first + width * len(runs):
            return b""
        page[free : free + len(stored)] = stored
        page[first + width * index] = free // 2
    page[-1] = len(runs)
    return bytes(page)


def _counted(data: bytes, width: int) -> bytes:
    if width == 1:
        return bytes([len(data)]) + data
    if len(data) % 2:
        return bytes([len(data) // 2 + 1]) + data
    return bytes([0, len(data) // 2]) + data


def row(
    cells: Sequence[Sequence[Para] | str], edges: Sequence[int], flags: Sequence[int], more: bytes = b""
) -> list[Para]:
    """A row: its cells, each text or whole paragraphs, and its end, which holds the row's definition."""
    inside = sprm(IN_TABLE)
    found: list[Para] = []
    for cell in cells:
        content = (
            [para(line, inside) for line in cell.split("\n")] if isinstance(cell, str) else [*cell, para("", inside)]
        )
        found += [*content[:-1], Para(content[-1].runs, inside, 0, "\x07")]
    return [*found, Para((), inside + sprm(ROW_END) + definition(edges, flags) + more, 0, "\x07")]


def definition(edges: Sequence[int], flags: Sequence[int]) -> bytes:
    """A row's definition: the edges of its cells in twips, and their merge flags."""
    if not edges:
        return b""
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    operand = bytes([len(flags)]) + struct.pack(f"<{len(edges)}h", *edges) + cells
    return sprm(CELLS, struct.pack("<H", len(operand) + 1) + operand)


def table(cells: Iterable[GridCell], width: int = 600) -> list[Para]:
    """A table with its merges; every column is `width` twips wide."""
    cells = tuple(cells)
    found: list[Para] = []
    for number in range(max(cell.row + cell.rowspan for cell in cells)):
        there = sorted((c for c in cells if c.row <= number < c.row + c.rowspan), key=lambda cell: cell.column)
        edges = [c.column * width for c in there] + [(there[-1].column + there[-1].colspan) * width]
        flags = [0 if c.rowspan == 1 else 0x60 if c.row == number else 0x20 for c in there]
        found += row([c.text if c.row == number else "" for c in there], edges, flags)
    return found


def whole_report() -> bytes:
    """The report of `drawn` as a DOC file."""
    paragraphs: list[Para] = []
    for block in REPORT:
        paragraphs += [para(block)] if isinstance(block, str) else table(block)
    return doc(paragraphs)
