"""What a client submitted, in one file, so that one sync keeps all of it: what it asked for, and what it sent.

    submission 1 5f0c… 412 102400 0 512    CRC-32 of all that follows; bytes of the request, and of each file
    {"id": …}                              the request as JSON, and after it the report, last year's and the attachments

Where last year's report did not come along it has no bytes; there are as many more numbers as attachments.

A power cut may leave a torn file of a submission that was never accepted; the sum tells.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from service.audits.audit import Request
from service.storage import records
from service.storage.spool import Content, pieces, size

_NAME = b"submission"
_VERSION = b"1"
_LONGEST_HEAD = 512
_PIECE = 256 * 1024
"""Bytes that are read at once of what is read piece by piece."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line: the sum of what follows, and how long its parts are, in bytes."""

    sum: int
    request: int
    files: tuple[int, ...]
    """Of the report, last year's report, and each attachment."""


def encode(
    request: Request, upload: Content, previous: Content | None = None, attachments: Sequence[Content] = ()
) -> Iterator[bytes]:
    """The parts of the file, in their order."""
    record, files = records.encode(request), (upload, previous or b"", *attachments)
    total = zlib.crc32(record)
    for piece in chain.from_iterable(map(pieces, files)):
        total = zlib.crc32(piece, total)
    lengths = (b"%d" % length for length in (len(record), *map(size, files)))
    head = b" ".join((_NAME, _VERSION, b"%08x" % total, *lengths)) + b"\n"
    return chain((head, record), *map(pieces, files))


def request(path: Path) -> Request:
    """What was asked for. Raises FileNotFoundError, ValueError."""
    with path.open("rb") as file:
        return records.decode(Request, file.read(_head(file).request))


def upload(path: Path) -> bytes:
    """The report's bytes. Raises FileNotFoundError, ValueError."""
    return _file(path, 0)


def upload_pieces(path: Path) -> Iterator[bytes]:
    """The report's bytes, piece by piece. Raises FileNotFoundError, ValueError, at once."""
    file = path.open("rb")
    try:
        head = _head(file)
        file.seek(head.request, 1)
    except BaseException:
        file.close()
        raise
    return _pieces(file, head.files[0])


def _pieces(file: BinaryIO, left: int) -> Iterator[bytes]:
    with file:
        while left and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece


def previous(path: Path) -> bytes:
    """The bytes of last year's report. Raises FileNotFoundError where none came along, ValueError."""
    found = _file(path, 1)
    if not found:
        raise FileNotFoundError(path)
    return found


def attachments(path: Path) -> list[bytes]:
    """The bytes of each attachment. Raises FileNotFoundError, ValueError."""
    with path.open("rb") as file:
        head = _head(file)
        file.seek(head.request + sum(head.files[:2]), 1)
        return [file.read(length) for length in head.files[2:]]


def is_whole(path: Path) -> bool:
    """Whether it is there as it was written. Raises FileNotFoundError."""
    with path.open("rb") as file:
        try:
            head = _head(file)
        except ValueError:
            return False
        kept = file.read()
    return len(kept) == head.request + sum(head.files) and zlib.crc32(kept) == head.sum


def _file(path: Path, number: int) -> bytes:
    with path.open("rb") as file:
        head = _head(file)
        file.seek(head.request + sum(head.files[:number]), 1)
        return file.read(head.files[number])


def _head(file: BinaryIO) -> _Head:
    name, version, total, request, *files = file.readline(_LONGEST_HEAD).split()
    if (name, version) != (_NAME, _VERSION) or len(files) < 2:
        raise ValueError("of a later version")
    return _Head(int(total, 16), int(request), tuple(map(int, files)))
