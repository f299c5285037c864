"""Lists and styles of DOC files, as tests need them."""

import struct
from collections.abc import Sequence

from tests.workers.readers.doc.word97 import Lists

CHINESE, DECIMAL, CIRCLE, BULLET = 39, 0, 18, 23


def level(style: int, pattern: str, start: int = 1, flags: int = 0, restart: int = 0) -> bytes:
    """A level (LVL); `%1` to `%9` in its pattern are numbers."""
    text = pattern
    for depth in range(9):
        text = text.replace(f"%{depth + 1}", chr(depth))
    head = struct.pack("<i2B9sB8x3Bx", start, style, flags, bytes(9), 0, 0, 0, restart)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(families: Sequence[Sequence[bytes]], uses: Sequence[tuple[int, bytes]], bound: Sequence[int] = ()) -> Lists:
    """Families of one level or nine, and uses of them: a family's number, and what the use defines anew."""
    styles = struct.pack("<9H", *bound, *[0xFFF] * (9 - len(bound)))
    definitions = struct.pack("<H", len(families))
    for number, levels in enumerate(families):
        definitions += struct.pack("<2i", number + 7, 0) + styles + bytes([len(levels) == 1, 0])
    heads = b"".join(struct.pack("<i8xB3x", number + 7, bool(anew)) for number, anew in uses)
    data = b"".join(b"\xff\xff\xff\xff" + anew for _, anew in uses)
    return Lists(
        definitions, b"".join(b"".join(each) for each in families), struct.pack("<I", len(uses)) + heads + data
    )


def restarted(depth: int, start: int) -> bytes:
    """A level of a use that starts anew."""
    return struct.pack("<iI", start, depth | 0x10)


def redefined(depth: int, anew: bytes) -> bytes:
    """A level of a use that is numbered in its own way."""
    return struct.pack("<iI", 0, depth | 0x20) + anew


def stylesheet(*styles: bytes) -> bytes:
    """The styles by their numbers."""
    head = struct.pack("<9H", len(styles), 10, 0, 0, 0, 0, 0, 0, 0)
    body = b"".join(struct.pack("<H", len(each)) + each for each in styles)
    return struct.pack("<H", len(head)) + head + body


def style(
    identity: int = 0xFFE, base: int = 0xFFF, paragraph: bytes = b"", characters: bytes = b"", kind: int = 1
) -> bytes:
    """A paragraph's style, or with `kind` 2 a run's."""
    parts = [struct.pack("<H", 0) + paragraph, characters] if kind == 1 else [characters]
    data = struct.pack("<5H", identity, kind | base << 4, len(parts), 0, 0) + struct.pack("<HHH", 1, ord("s"), 0)
    for part in parts:
        data += struct.pack("<H", len(part)) + part
        data += bytes(len(data) % 2)
    return data
