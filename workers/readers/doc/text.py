"""The text of a DOC file: its pieces in order, one character a code unit, and where each of them is stored."""

import struct
from bisect import bisect_right
from dataclasses import dataclass

from workers.limits import Limits
from workers.readers.doc.container import Container, Part

_COMPRESSED = 0x40000000
_MODIFIERS = 1
_PIECES = 2
_CUT = "\x00\x00"


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    offset: int
    width: int
    """Bytes a character: 1 in pieces of Latin text, else 2."""


class Text:
    """Characters by their number, as the rest of the file refers to them. Raises LimitExceeded for too many."""

    def __init__(self, container: Container, limits: Limits) -> None:
        limits.check("characters", container.total)
        self._pieces = _pieces(container)
        self._starts = [piece.start for piece in self._pieces]
        self.characters = "".join(_decoded(container.main, piece) for piece in self._pieces)
        if _CUT in self.characters:
            raise ValueError("text that was cut off")

    def offset(self, number: int) -> tuple[int, int]:
        """The offset in the main stream at which a character is stored, and its width in bytes."""
        piece = self._pieces[bisect_right(self._starts, number) - 1]
        return piece.offset + (number - piece.start) * piece.width, piece.width

    def until(self, number: int, offset: int) -> int:
        """The number of the first character after `number` that is stored at or after `offset`, or in another piece."""
        piece = self._pieces[bisect_right(self._starts, number) - 1]
        return min(piece.end, piece.start + max(-(-(offset - piece.offset) // piece.width), number + 1 - piece.start))


def whole(text: str) -> str:
    """Text in which pairs of code units are characters again."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _pieces(container: Container) -> list[_Piece]:
    """The pieces of the text, in the order of reading."""
    data = container.part(Part.PIECES)
    at = 0
    while data[at] == _MODIFIERS:
        at += 3 + struct.unpack_from("<H", data, at + 1)[0]
    if data[at] != _PIECES:
        raise ValueError("no piece table")
    (length,) = struct.unpack_from("<I", data, at + 1)
    count = (length - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", data, at + 5)
    found: list[_Piece] = []
    for index in range(count):
        start, end = bounds[index], min(bounds[index + 1], container.total)
        if start != (found[-1].end if found else 0) or start >= end:
            break
        (stored,) = struct.unpack_from("<I", data, at + 5 + 4 * (count + 1) + 8 * index + 2)
        width = 1 if stored & _COMPRESSED else 2
        found.append(_Piece(start, end, (stored & ~_COMPRESSED & 0x7FFFFFFF) // (3 - width), width))
    if (found[-1].end if found else 0) < container.total:
        raise ValueError("pieces of the text are missing")
    return found


def _decoded(stream: bytes, piece: _Piece) -> str:
    size = piece.end - piece.start
    data = stream[piece.offset : piece.offset + size * piece.width]
    if len(data) < size * piece.width:
        raise ValueError("text beyond the end of the stream")
    if piece.width == 1:
        return data.decode("cp1252", "replace")
    text = data.decode("utf-16-le", "replace")
    return text if len(text) == size else "".join(map(chr, struct.unpack(f"<{size}H", data)))
