"""What a client submitted, in one file, so that one sync keeps all of it: what it asked for, and what it sent.

    submission 1 5f0c… 412 102400 -    CRC-32 of all that follows; bytes of the request, the upload, last year's report
    {"id": …}                          the request as JSON, and after it the upload, and last year's report if there is one

A power cut may leave a torn file of a submission that was never accepted; the sum tells.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from service.audits.audit import Request
from service.storage import records
from service.storage.spool import Content, pieces, size

_NAME = b"submission"
_VERSION = b"1"
_NONE = b"-"
_LONGEST_HEAD = 128


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line: the sum of what follows, and how long its three parts are, in bytes."""

    sum: int
    request: int
    upload: int
    previous: int | None


def encode(request: Request, upload: Content, previous: Content | None) -> Iterator[bytes]:
    """The parts of the file, in their order."""
    record, last = records.encode(request), b"" if previous is None else previous
    total = zlib.crc32(record)
    for piece in chain(pieces(upload), pieces(last)):
        total = zlib.crc32(piece, total)
    lengths = (b"%d" % len(record), b"%d" % size(upload), _NONE if previous is None else b"%d" % size(last))
    head = b" ".join((_NAME, _VERSION, b"%08x" % total, *lengths)) + b"\n"
    return chain((head, record), pieces(upload), pieces(last))


def request(path: Path) -> Request:
    """What was asked for. Raises FileNotFoundError, ValueError."""
    with path.open("rb") as file:
        return records.decode(Request, file.read(_head(file).request))


def upload(path: Path) -> bytes:
    """The report's bytes. Raises FileNotFoundError, ValueError."""
    with path.open("rb") as file:
        head = _head(file)
        file.seek(head.request, 1)
        return file.read(head.upload)


def previous(path: Path) -> bytes:
    """The bytes of last year's report. Raises FileNotFoundError where none came along, ValueError."""
    with path.open("rb") as file:
        head = _head(file)
        if head.previous is None:
            raise FileNotFoundError(path)
        file.seek(head.request + head.upload, 1)
        return file.read(head.previous)


def is_whole(path: Path) -> bool:
    """Whether it is there as it was written. Raises FileNotFoundError."""
    with path.open("rb") as file:
        try:
            head = _head(file)
        except ValueError:
            return False
        kept = file.read()
    return len(kept) == head.request + head.upload + (head.previous or 0) and zlib.crc32(kept) == head.sum


def _head(file: BinaryIO) -> _Head:
    name, version, total, request, upload, previous = file.readline(_LONGEST_HEAD).split()
    if (name, version) != (_NAME, _VERSION):
        raise ValueError("of a later version")
    return _Head(int(total, 16), int(request), int(upload), None if previous == _NONE else int(previous))
