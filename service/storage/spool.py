"""Uploads while they arrive: small ones in memory, larger ones in a file of `partial/`, all together within a budget."""

import hashlib
import mmap
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from service.errors import TooManyUploads
from service.storage.disk import open_private, translate_disk_errors

IN_MEMORY = 256 * 1024
"""Bytes of a request's files that are held in memory; with one more, all of them are in a file."""
_PIECE = 1024 * 1024
_NAME = "upload-"
_LEFT_OVER = 2 * 3600.0
"""Seconds after which no request is still being received: none may take longer than an hour."""

Writes = Callable[[int, bytes, int], None]
"""Writes all of some bytes to a file, by its descriptor, at a place. Raises OSError."""


def at_once(descriptor: int, data: bytes, place: int) -> None:
    """Write here and now. Raises OSError."""
    left = memoryview(data)
    while left:
        count = os.pwrite(descriptor, left, place)
        left, place = left[count:], place + count


class Spools:
    """The spools of one process, which hold `most` bytes together."""

    def __init__(self, folder: Path, most: int, writes: Writes = at_once) -> None:
        self._folder, self._most = folder / "partial", most
        self.writes = writes
        self._held = 0
        self._sweep()

    def _sweep(self) -> None:
        """Take away what a process that died left here: its storage may be elsewhere, and then nobody else does."""
        with suppress(OSError):
            for path in self._folder.glob(f"{_NAME}*"):
                if path.stat().st_mtime < time.time() - _LEFT_OVER:
                    path.unlink(missing_ok=True)

    def new(self) -> "Spool":
        """An empty one."""
        return Spool(self)

    def check(self, size: int) -> None:
        """Return if so many bytes may arrive now. Raises TooManyUploads."""
        if self._held + size > self._most:
            raise TooManyUploads

    def take(self, size: int) -> None:
        """Count bytes that arrived. Raises TooManyUploads."""
        self.check(size)
        self._held += size

    def give_back(self, size: int) -> None:
        """Count them no more."""
        self._held -= size

    def new_file(self) -> tuple[Path, BinaryIO]:
        """A new file to write to and read from. Raises StorageFull, StorageFailed."""
        with translate_disk_errors():
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{_NAME}{os.urandom(8).hex()}"
            return path, open(path, "x+b", opener=open_private)


class Spool:
    """The files of one request, one after the other. Writing raises TooManyUploads, StorageFull or StorageFailed."""

    def __init__(self, spools: Spools) -> None:
        self._spools = spools
        self._memory = bytearray()
        """What is not in the file yet."""
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self.size = 0

    def begin(self) -> "Growing":
        """A new file in it, after the last one."""
        return Growing(self)

    def write(self, data: bytes) -> None:
        """Keep some more bytes."""
        self._spools.take(len(data))
        self.size += len(data)
        self._memory += data
        if len(self._memory) > IN_MEMORY:
            self._write_out()

    def read(self, start: int, end: int) -> bytes:
        """The bytes between two places."""
        if self._file is None:
            return bytes(memoryview(self._memory)[start:end])
        self._write_out()
        with translate_disk_errors():
            return os.pread(self._file.fileno(), end - start, start)

    def whole_file(self) -> Path | None:
        """The file that holds all of it, None where that is in memory."""
        if self._file is not None:
            self._write_out()
        return self._path

    def close(self) -> None:
        """Let go of all of it."""
        if self._file is not None and self._path is not None:
            self._file.close()
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        self._spools.give_back(self.size)
        self._memory, self._file, self._path, self.size = bytearray(), None, None, 0

    def _write_out(self) -> None:
        if not self._memory:
            return
        if self._file is None:
            self._path, self._file = self._spools.new_file()
        data, self._memory = bytes(self._memory), bytearray()
        with translate_disk_errors():
            self._spools.writes(self._file.fileno(), data, self.size - len(data))


class Growing:
    """A file of a spool while it is written."""

    def __init__(self, spool: Spool) -> None:
        self._spool, self._start, self._digest = spool, spool.size, hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Keep some more bytes of it."""
        self._digest.update(data)
        self._spool.write(data)

    def done(self) -> "Spooled":
        """The file as it is now."""
        return Spooled(self._spool, self._start, self._spool.size, self._digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file of a spool, from one place to another, and its SHA-256."""

    spool: Spool
    start: int
    end: int
    sha256: str

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.end - self.start

    @property
    def data(self) -> bytes:
        """All of it, read each time: whoever keeps it keeps it in memory."""
        return self.spool.read(self.start, self.end)

    @property
    def view(self) -> bytes | mmap.mmap:
        """All of it without reading it, where it is a file by itself."""
        path = self.path
        if path is None:
            return self.data
        with translate_disk_errors(), path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    @property
    def path(self) -> Path | None:
        """The file that holds it and nothing else, None where there is none."""
        return self.spool.whole_file() if (self.start, self.end) == (0, self.spool.size) else None

    def pieces(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        for start in range(self.start, self.end, _PIECE):
            yield self.spool.read(start, min(start + _PIECE, self.end))


Content = bytes | Spooled
"""A file that is to be kept."""


def pieces(content: Content) -> Iterator[bytes]:
    """A file piece by piece."""
    if isinstance(content, bytes):
        yield content
    else:
        yield from content.pieces()


def size(content: Content) -> int:
    """The bytes of a file."""
    return len(content) if isinstance(content, bytes) else content.size


def sha256(content: Content) -> str:
    """The digest of a file."""
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else content.sha256
