"""The store on disk: a folder an audit, in it objects that are created once, synced, and never changed.

    audits/7Q/01J…7Q/   upload, request.json, result.json
    open/01J…7Q         an empty mark for each audit without a result, so that nobody need walk all folders
    partial/            what is being written; nothing in it counts

An audit is accepted once its request.json is there, and has ended once its result.json is. A mark may be
left over from a process that died; it is taken away when it is met.
"""

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from service.domain.audit import Request, Result
from service.errors import AuditNotFound, StorageFailed, StorageFull
from service.storage import records
from service.storage.ids import is_id

ABANDONED = 60.0
"""Seconds after which a mark without a request belongs to a request that was never accepted."""

_FULL = (errno.ENOSPC, errno.EDQUOT)


class FileStore:
    """An AuditStore in a folder. Safe for any number of processes."""

    def __init__(self, folder: Path) -> None:
        self._audits, self._open, self._partial = (folder / name for name in ("audits", "open", "partial"))
        self._result = lru_cache(maxsize=64)(_read_result)

    def prepare(self) -> None:
        """Make the folders where they are missing. Raises StorageFull, StorageFailed."""
        with _told():
            for folder in (self._audits, self._open, self._partial):
                folder.mkdir(parents=True, exist_ok=True)

    def check(self) -> None:
        """Try whether an object can be written just now. Raises StorageFull, StorageFailed."""
        with _told(), tempfile.NamedTemporaryFile(dir=self._partial) as probe:
            probe.write(b"\0")
            probe.flush()

    def accept(self, request: Request, upload: bytes) -> None:
        """Keep an audit's upload and request, synced to disk before this returns. Raises StorageFull, StorageFailed."""
        folder = self._folder(request.id)
        try:
            with _told():
                _make_folder(folder)
                (self._open / request.id).touch()
                _sync(self._open)
                self._create(folder / "upload", upload)
                self._create(folder / "request.json", records.encode(request))
        except StorageFailed:
            self._forget(request.id)
            raise

    def request(self, audit_id: str) -> Request:
        """What was asked for. Raises AuditNotFound, StorageFailed."""
        return records.decode_request(self._read(audit_id, "request.json"))

    def upload(self, audit_id: str) -> bytes:
        """The report's bytes. Raises AuditNotFound, StorageFailed."""
        return self._read(audit_id, "upload")

    def finish(self, audit_id: str, result: Result) -> bool:
        """Keep the audit's one result, synced; False where it has one already, which stays."""
        with _told():
            first = self._create(self._folder(audit_id) / "result.json", records.encode(result))
            (self._open / audit_id).unlink(missing_ok=True)
        return first

    def result(self, audit_id: str) -> Result | None:
        """The result, None before the end. Raises AuditNotFound for an id that was never accepted."""
        folder = self._folder(audit_id)
        with _told():
            if (folder / "result.json").exists():
                return self._result(folder / "result.json")
            if not (folder / "request.json").exists():
                raise AuditNotFound(id=audit_id)
        return None

    def has_ended(self, audit_id: str) -> bool:
        """Whether there is a result, without reading it."""
        return (self._folder(audit_id) / "result.json").exists()

    def open_audits(self) -> Iterator[str]:
        """The ids of accepted audits without a result, oldest first."""
        with _told():
            marked = sorted(entry.name for entry in os.scandir(self._open) if is_id(entry.name))
        return (audit_id for audit_id in marked if self._is_open(audit_id))

    def _is_open(self, audit_id: str) -> bool:
        if self.has_ended(audit_id):
            (self._open / audit_id).unlink(missing_ok=True)
            return False
        if (self._folder(audit_id) / "request.json").exists():
            return True
        with suppress(FileNotFoundError):
            if time.time() - (self._open / audit_id).stat().st_mtime > ABANDONED:
                self._forget(audit_id)
        return False

    def _forget(self, audit_id: str) -> None:
        """Take away what was kept of an audit that was not accepted."""
        folder = self._folder(audit_id)
        with suppress(OSError):
            for path in (folder / "request.json", folder / "upload", self._open / audit_id):
                path.unlink(missing_ok=True)
            folder.rmdir()

    def _folder(self, audit_id: str) -> Path:
        if not is_id(audit_id):
            raise AuditNotFound(id=audit_id)
        return self._audits / audit_id[-2:] / audit_id

    def _read(self, audit_id: str, name: str) -> bytes:
        with _told():
            try:
                return (self._folder(audit_id) / name).read_bytes()
            except FileNotFoundError:
                raise AuditNotFound(id=audit_id) from None

    def _create(self, path: Path, data: bytes) -> bool:
        """Write an object whole and synced, unless there is one; whether it is this one."""
        with tempfile.NamedTemporaryFile(dir=self._partial, prefix=path.name) as partial:
            partial.write(data)
            partial.flush()
            os.fsync(partial.fileno())
            try:
                os.link(partial.name, path)
            except FileExistsError:
                return False
        _sync(path.parent)
        return True


def _read_result(path: Path) -> Result:
    return records.decode_result(path.read_bytes())


def _make_folder(folder: Path) -> None:
    """Make an audit's folder, and let the folders above it know of it for good."""
    shard = folder.parent
    if not shard.exists():
        shard.mkdir(exist_ok=True)
        _sync(shard.parent)
    folder.mkdir(exist_ok=True)
    _sync(shard)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong with the disk, in the service's own errors."""
    try:
        yield
    except OSError as error:
        raise (StorageFull if error.errno in _FULL else StorageFailed)() from error
