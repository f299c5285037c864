"""Objects on disk that are created once, written whole, synced and never changed; and the room that is left for them."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from service.errors import StorageFailed, StorageFull
from service.storage.clock import Clock

_FULL = (errno.ENOSPC, errno.EDQUOT)

_BLOCK = 4096
"""Bytes that even the smallest file takes."""

RESULT_BYTES, RESULT_FILES = 128 * 1024, 4
"""What the result of an audit takes on disk: about 70 KB as a rule, in two files and their folder."""
_MOST_RESERVED = 10
"""The reserve is at most such a part of a disk: a small one is of use, too."""
_RESERVED_FILES = 10_000
_FRESH = 0.1
"""Seconds for which an answer of the disk is used again."""
_CLOCK_FRESH = 10.0
"""Seconds after which the disk's clock is read again."""

Syncs = Callable[[Sequence[int]], None]
"""Syncs all of some open files, by their descriptors. Raises OSError."""


def one_by_one(descriptors: Sequence[int]) -> None:
    """Sync files one after the other. Raises OSError."""
    for descriptor in descriptors:
        os.fsync(descriptor)


class translate_disk_errors(AbstractContextManager[None]):  # noqa: N801 -- used like suppress
    """Raise the service's own errors for whatever the disk fails with: StorageFull, StorageFailed."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            raise (StorageFull if error.errno in _FULL else StorageFailed)() from error


class translate_read_errors(translate_disk_errors):  # noqa: N801
    """The same, and StorageFailed for what is there, but isn't what was written, or is of a later version."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ValueError):
            raise StorageFailed from error
        super().__exit__(kind, error, trace)


class Disk:
    """Writes by way of a folder for what is being written; nothing in that counts."""

    def __init__(self, partial: Path, syncs: Syncs = one_by_one) -> None:
        self.partial = partial
        self._syncs = syncs
        self._clock = Clock(self._read_clock, _CLOCK_FRESH)

    def now(self) -> float:
        """What a file that is written now is dated with (POSIX seconds): all machines that share the disk agree on that clock."""
        return self._clock.now()

    def ahead(self) -> float:
        """Seconds by which the disk's clock is ahead of this machine's: what a moment of this one's becomes there."""
        return self.now() - time.time()

    def place(self, path: Path, parts: Iterable[bytes], *above: Path) -> bool:
        """Write an object whole, unless there is one; whether it is this one. Either is durable when this returns.

        So is what was created in the folders `above` its own. It is seen a moment before, so whoever finds it must
        sync it before he relies on it. What a power cut leaves of it in that moment may be torn: its readers must be
        able to tell. One that is taken away in that moment is no error.
        """
        with self._partial(path.name) as partial:
            partial.writelines(parts)
            partial.flush()
            try:
                os.link(partial.name, path)
            except FileExistsError:
                first = False
            else:
                first = True
            with suppress(FileNotFoundError):
                self.sync(path, path.parent, *above)
        return first

    def sync(self, *paths: Path) -> None:
        """Let files and folders survive a power cut, all of them at once: together they cost little more than one."""
        descriptors: list[int] = []
        with ExitStack() as opened:
            for path in paths:
                descriptors.append(os.open(path, os.O_RDONLY))
                opened.callback(os.close, descriptors[-1])
            self._syncs(descriptors)

    def create(self, path: Path, data: bytes | Iterable[bytes]) -> bool:
        """Write an object, or its parts one after the other, whole and synced, unless there is one; whether it is this one."""
        with self._partial(path.name) as partial:
            partial.writelines([data] if isinstance(data, bytes) else data)
            partial.flush()
            self._syncs([partial.fileno()])
            try:
                os.link(partial.name, path)
            except FileExistsError:
                return False
        self.sync(path.parent)
        return True

    def adopt(self, path: Path, written: Path) -> bool:
        """Have a file that is written already be an object, synced, unless there is one; whether it is this one."""
        self.sync(written)
        try:
            os.link(written, path)
        except FileExistsError:
            return False
        self.sync(path.parent)
        return True

    def erase(self, folder: Path) -> None:
        """Take a folder away at once and whole, for good; one that isn't there is no error."""
        grave = self._new(folder.name)
        try:
            folder.rename(grave)
        except FileNotFoundError:
            return
        self.sync(folder.parent)
        shutil.rmtree(grave, ignore_errors=True)

    def sweep(self, before: float) -> None:
        """Take away what was left here before a moment (POSIX seconds)."""
        for path in self.partial.iterdir():
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()

    def probe(self) -> None:
        """Return if an object can be written just now. Raises OSError."""
        with self._partial("probe") as probe:
            probe.write(b"\0")
            probe.flush()

    def _read_clock(self) -> float:
        with self._partial("clock") as file:
            return os.fstat(file.fileno()).st_mtime

    @contextmanager
    def _partial(self, name: str) -> Iterator[BinaryIO]:
        """A new file in which something may be written: nobody else's to read, and gone in the end."""
        path = self._new(name)
        with open(path, "xb", opener=open_private) as partial:
            try:
                yield partial
            finally:
                path.unlink(missing_ok=True)

    def _new(self, name: str) -> Path:
        return self.partial / f"{name}-{os.urandom(8).hex()}"


class Room:
    """Of a disk so many bytes, and some files, are kept free: for results, records and Redis, not for what is accepted."""

    def __init__(self, folder: Path, reserve: int) -> None:
        self._folder, self._reserve = folder, reserve
        self._asked_at, self._bytes, self._files = float("-inf"), 0, 0

    def results(self, upload: int = 0) -> int:
        """How many results there is room for beside an upload of so many bytes. Raises StorageFull where for none."""
        self._refresh()
        fit = min((self._bytes - upload) // RESULT_BYTES, self._files // RESULT_FILES)
        if fit < 1:
            raise StorageFull
        return fit

    def _refresh(self) -> None:
        if time.monotonic() - self._asked_at < _FRESH:
            return
        with translate_disk_errors():
            disk = os.statvfs(self._folder)
        size = disk.f_frsize * disk.f_blocks
        self._bytes = disk.f_frsize * disk.f_bavail - min(self._reserve, size // _MOST_RESERVED)
        self._files = disk.f_favail - min(_RESERVED_FILES, disk.f_files // _MOST_RESERVED)
        if disk.f_files == 0:  # a file system that counts none
            self._files = 2**62
        self._asked_at = time.monotonic()


def open_private(path: str, flags: int) -> int:
    """Open a file that is nobody else's to read, where it is made by this."""
    return os.open(path, flags, 0o600)


def make_folder(folder: Path) -> None:
    """Make a folder in one that may be missing too, and let both be known for good."""
    above = folder.parent
    if not above.exists():
        above.mkdir(exist_ok=True)
        sync(above.parent)
    folder.mkdir(exist_ok=True)
    sync(above)


def size_of(folder: Path) -> int:
    """The bytes that the files of a folder take on disk, its own folders aside. Raises OSError."""
    with os.scandir(folder) as entries:
        sizes = [entry.stat().st_size for entry in entries if entry.is_file()]
    return sum(-(-size // _BLOCK) * _BLOCK for size in sizes)


def sync(folder: Path) -> None:
    """Let what was created in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
