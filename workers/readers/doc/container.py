"""The streams of a DOC file, and where its FIB says that things are."""

import io
import struct
from collections.abc import Iterator
from enum import IntEnum

import olefile

from service.audits.media import unsupported
from service.errors import EncryptedFile

_WORD_97 = 0xA5EC
_OLDEST = 0x00C1
_COUNTS = 0x4C
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_SECTOR_SIZES = {9: 512, 12: 4096}


class Part(IntEnum):
    """Where the FIB has the offset and length of a structure of the table stream."""

    STYLES = 0xA2
    CHARACTERS = 0xFA
    PARAGRAPHS = 0x102
    PIECES = 0x1A2
    ANCHORS = 0x1DA
    TEXT_BOXES = 0x25A
    LISTS = 0x2E2
    LIST_USES = 0x2EA


class Container:
    """A DOC file's streams. Raises EncryptedFile, UnsupportedFile for Word 6 and 95, OSError for what is no DOC."""

    def __init__(self, data: bytes) -> None:
        with olefile.OleFileIO(io.BytesIO(_completed(data))) as file:
            self.main: bytes = file.openstream("WordDocument").read()
            magic, version = struct.unpack_from("<2H", self.main)
            if magic != _WORD_97 or version < _OLDEST:
                raise unsupported("DOC (Word 6.0/95)")
            (flags,) = struct.unpack_from("<H", self.main, 10)
            if flags & _ENCRYPTED:
                raise EncryptedFile
            self.table: bytes = file.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
            self.extra: bytes = file.openstream("Data").read() if file.exists("Data") else b""
        counts = struct.unpack_from("<7I", self.main, _COUNTS)
        self.length = counts[0]
        """Characters of the main text."""
        self.boxes = sum(counts[:-1])
        """The number of the first character of the text boxes."""
        self.total = self.boxes + counts[-1] if counts[-1] else self.length
        """Characters up to the end of what is read: notes and headers stand between main text and text boxes."""

    def at(self, part: Part) -> tuple[int, int]:
        """The offset and length of a structure in the table stream."""
        offset, length = struct.unpack_from("<2I", self.main, part)
        return offset, length

    def part(self, part: Part) -> bytes:
        """The bytes of a structure; none where the file hasn't it."""
        offset, length = self.at(part)
        return self.table[offset : offset + length]


def plex(data: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """From which offset to which one each entry of a plex holds, and its bytes, of which there are `size`."""
    count = max(len(data) - 4, 0) // (4 + size)
    bounds = struct.unpack_from(f"<{count + 1}I", data) if count else ()
    entries = 4 * (count + 1)
    for index in range(count):
        at = entries + size * index
        yield bounds[index], bounds[index + 1], data[at : at + size]


def _completed(data: bytes) -> bytes:
    """The file with its last sector, which WPS leaves out or writes a part of only."""
    (power,) = struct.unpack_from("<H", data, 30)
    sector = _SECTOR_SIZES[power]
    return data + bytes(sector - len(data) % sector)
