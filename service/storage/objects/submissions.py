"""What a client submitted, as objects: what it asked for and, where it is small, what it sent, in one.

    audits/01J…7Q/submission     {"request": {…}, "files": [{"size": 51200}, …]} in one line, and after it the files
    audits/01J…7Q/file-9f86…     a file of more than IN_ONE bytes with the others together, by its SHA-256

The files are the report, last year's, of no bytes where it did not come along, and the attachments. Files that are large are written
first, piece by piece: whoever writes the same again writes the same bytes. What makes them a submission is the object that names them.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.audits.audit import Request
from service.storage import records, spool
from service.storage.spool import Content, Spooled

IN_ONE = spool.IN_MEMORY
"""Bytes of files that are kept in the same object as the request: as many as are held in memory while they arrive."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a submission: its bytes, or the name of the object that has them."""

    size: int
    kept_as: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Submission:
    """What was asked for, and the report, last year's and the attachments."""

    request: Request
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    request: Request
    files: tuple[File, ...]


def files_of(upload: Content, previous: Content | None, attachments: Sequence[Content]) -> list[Content]:
    """All files of a submission in their order."""
    return [upload, previous or b"", *attachments]


def apart(files: Sequence[Content]) -> dict[str, Content]:
    """Those that are objects of their own, by their names."""
    if sum(map(spool.size, files)) <= IN_ONE:
        return {}
    return {_name(file): file for file in files if spool.size(file)}


def encode(request: Request, files: Sequence[Content]) -> bytes:
    """The object that is written last."""
    alone = apart(files)
    told = [
        {"size": spool.size(file), **({"kept_as": _name(file)} if alone and spool.size(file) else {})} for file in files
    ]
    head = b'{"request":%b,"files":%b}\n' % (records.encode(request), json.dumps(told).encode())
    return head if alone else b"".join([head, *(piece for file in files for piece in spool.pieces(file))])


def request_in(start: bytes) -> Request:
    """The request, by the first line of such an object. Raises ValueError."""
    return records.decode(_Head, start.partition(b"\n")[0]).request


def decode(kept: bytes) -> Submission:
    """The submission of such an object. Raises ValueError."""
    line, _, rest = kept.partition(b"\n")
    head = records.decode(_Head, line)
    return Submission(head.request, tuple(_with_data(head.files, memoryview(rest))))


def _with_data(files: Sequence[File], rest: memoryview) -> Iterator[File]:
    start = 0
    for file in files:
        if file.kept_as:
            yield file
            continue
        data = bytes(rest[start : start + file.size])
        if len(data) < file.size:
            raise ValueError("it ends too early")
        yield File(file.size, data=data)
        start += file.size


def settle(files: Sequence[Content]) -> None:
    """Have what is large be in its file, so that it can be read in any thread. Raises StorageFull, StorageFailed."""
    for file in files:
        if isinstance(file, Spooled):
            file.spool.whole_file()


def _name(file: Content) -> str:
    return f"file-{spool.sha256(file)}"
