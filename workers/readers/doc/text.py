"""The text of a DOC file: its pieces in order, one character a code unit, where each is stored, and what is in boxes."""

import struct
from bisect import bisect_right
from dataclasses import dataclass

from workers.limits import Limits
from workers.readers.doc.container import Container, Part, plex

_COMPRESSED = 0x40000000
_MODIFIERS = 1
_PIECES = 2
_CUT = "\x00\x00"
_ANCHOR_SIZE = 26
_BOX_SIZE = 22
_BOX_SHAPE = 14
"""Where a box says which shape it fills."""


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


def _pieces(container: Container) -> list[_Piece]:
    """The pieces of the text, in the order of reading."""
    data = container.part(Part.PIECES)
    at = 0
    while data[at] == _MODIFIERS:
        at += 3 + struct.unpack_from("<H", data, at + 1)[0]
    if data[at] != _PIECES:
        raise ValueError("no piece table")
    (length,) = struct.unpack_from("<I", data, at + 1)
    found: list[_Piece] = []
    for start, following, piece in plex(data[at + 5 : at + 5 + length], 8):
        end = min(following, container.total)
        if start != (found[-1].end if found else 0) or start >= end:
            break
        (stored,) = struct.unpack_from("<I", piece, 2)
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


def text_boxes(container: Container) -> dict[int, range]:
    """The numbers of the characters in each box, by the number of the character that anchors it."""
    shapes = {
        struct.unpack_from("<I", anchor)[0]: at for at, _, anchor in plex(container.part(Part.ANCHORS), _ANCHOR_SIZE)
    }
    found: dict[int, range] = {}
    for start, end, box in plex(container.part(Part.TEXT_BOXES), _BOX_SIZE):
        (shape,) = struct.unpack_from("<I", box, _BOX_SHAPE)
        text = range(container.boxes + start, min(container.boxes + end, container.total))
        if shape in shapes and text:
            found[shapes[shape]] = text
    return found
