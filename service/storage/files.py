"""The store on disk: a folder an audit, in it objects that are created once, synced, and never changed.

    audits/7Q/01J…7Q/   upload, previous, request.json, result.json; head.json, the result without what is long
    open/01J…7Q         an empty mark for each audit that is not settled, so that nobody need walk all folders
    expired/7Q/01J…7Q   whose audit it was that is kept no longer
    partial/            what is being written or taken away; nothing in it counts

An audit is accepted once its request.json is there, and has ended once its result.json is. It is settled, and its
mark taken away, when all who are to know of its end were told. A deleted audit has no folder.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from service.domain.audit import Request, Result
from service.errors import AuditNotFound, StorageFailed
from service.storage import records
from service.storage.disk import Disk, make_folder, sync, told
from service.storage.ids import is_id

ABANDONED = 60.0
"""Seconds for which a mark must be seen without a request until it belongs to one that was never accepted."""
LEFT_OVER = 3600.0
"""Seconds after which nobody is still writing a file."""


class FileStore:
    """An AuditStore in a folder. Safe for any number of processes."""

    def __init__(self, folder: Path) -> None:
        self._audits, self._open, self._expired = (folder / name for name in ("audits", "open", "expired"))
        self._disk = Disk(folder / "partial")
        self._path = lru_cache(maxsize=1024)(lambda audit_id, name: self._folder(audit_id) / name)
        self._request = lru_cache(maxsize=256)(_read_request)
        self._result = lru_cache(maxsize=16)(_read_result)
        self._head = lru_cache(maxsize=256)(_read_result)
        self._unaccepted: dict[str, float] = {}

    def prepare(self) -> None:
        """Make the folders where they are missing. Raises StorageFull, StorageFailed."""
        with told():
            for folder in (self._audits, self._open, self._expired, self._disk.partial):
                folder.mkdir(parents=True, exist_ok=True)

    def check(self) -> None:
        """Try whether an object can be written just now. Raises StorageFull, StorageFailed."""
        with told():
            self._disk.probe()

    def accept(self, request: Request, upload: bytes, previous: bytes | None = None) -> None:
        """Keep an audit's upload and request, synced to disk before this returns. Raises StorageFull, StorageFailed.

        Where it fails, nothing is left; but with an idempotency key others may be accepting the same, and what is left
        is taken away later.
        """
        folder = self._folder(request.id)
        try:
            with told():
                make_folder(folder)
                (self._open / request.id).touch()
                sync(self._open)
                self._disk.create(folder / "upload", upload)
                if previous is not None:
                    self._disk.create(folder / "previous", previous)
                self._disk.create(folder / "request.json", records.encode(request))
                if not ((self._open / request.id).exists() or self.result(request.id)):
                    raise TimeoutError("taken for abandoned")
        except StorageFailed:
            if request.idempotency_key is None:
                self._forget(request.id)
            raise

    def request(self, audit_id: str) -> Request:
        """What was asked for. Raises AuditNotFound, StorageFailed."""
        path = self._path(audit_id, "request.json")
        with told():
            if not path.exists():
                raise AuditNotFound(id=audit_id)
            return self._request(path)

    def upload(self, audit_id: str) -> bytes:
        """The report's bytes. Raises AuditNotFound, StorageFailed."""
        return self._read(audit_id, "upload")

    def previous(self, audit_id: str) -> bytes:
        """The bytes of last year's report, where one was sent along. Raises AuditNotFound, StorageFailed."""
        return self._read(audit_id, "previous")

    def finish(self, audit_id: str, result: Result) -> bool:
        """Keep the audit's one result, synced; False where it has one already, which stays. Raises AuditNotFound."""
        folder = self._folder(audit_id)
        with told():
            try:
                first = self._disk.create(folder / "result.json", records.encode(result))
            except FileNotFoundError:
                raise AuditNotFound(id=audit_id) from None
        if first:
            self._keep_head(folder, result)
        return first

    def result(self, audit_id: str) -> Result | None:
        """The result, None before the end. Raises AuditNotFound for an id that was never accepted."""
        path = self._path(audit_id, "result.json")
        with told():
            if path.exists():
                return self._result(path)
            if not self._path(audit_id, "request.json").exists():
                raise AuditNotFound(id=audit_id)
        return None

    def head(self, audit_id: str) -> Result | None:
        """The result without what is long, None before the end. Raises AuditNotFound."""
        path = self._path(audit_id, "head.json")
        with told():
            if path.exists():
                return self._head(path)
        found = self.result(audit_id)
        return found.head if found else None

    def awaits(self, audit_id: str) -> bool:
        """Whether the audit is there and has no result yet."""
        folder = self._folder(audit_id)
        return not (folder / "result.json").exists() and (folder / "request.json").exists()

    def settle(self, audit_id: str) -> None:
        """Note that all who are to know of the audit's end were told. Raises StorageFailed."""
        with told():
            (self._open / audit_id).unlink(missing_ok=True)

    def open_audits(self) -> Iterator[str]:
        """The ids of accepted audits without a result, oldest first."""
        return (audit_id for audit_id in self._marked() if self._is_open(audit_id))

    def unsettled(self) -> Iterator[str]:
        """The ids of audits that have ended and are not settled, oldest first."""
        return (audit_id for audit_id in self._marked() if (self._folder(audit_id) / "result.json").exists())

    def all_audits(self) -> Iterator[str]:
        """The ids of all accepted audits, in no order. Raises StorageFailed."""
        with told():
            for shard in self._audits.iterdir():
                yield from (path.name for path in shard.iterdir() if (path / "request.json").exists())

    def delete(self, audit_id: str) -> None:
        """Erase all that is kept of an audit, at once and for good. Raises StorageFailed."""
        with told():
            self._disk.erase(self._folder(audit_id))
            (self._open / audit_id).unlink(missing_ok=True)

    def expire(self, audit_id: str) -> None:
        """Erase all but whose audit it was. Raises AuditNotFound, StorageFailed."""
        client = self.request(audit_id).client
        with told():
            make_folder(self._expired / audit_id[-2:])
            (self._expired / audit_id[-2:] / audit_id).write_text(client)
        self.delete(audit_id)

    def expired(self, audit_id: str) -> str | None:
        """Whose audit it was that is kept no longer; None where there was none."""
        with told():
            try:
                return (self._expired / self._folder(audit_id).parent.name / audit_id).read_text()
            except FileNotFoundError:
                return None

    def forget_expired(self, before: float) -> None:
        """Erase also whose audits they were that expired before a moment (POSIX seconds). Raises StorageFailed."""
        with told():
            for path in self._expired.glob("*/*"):
                if path.stat().st_mtime < before:
                    path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Take away what a process that died left half written or half erased. Raises StorageFailed."""
        with told():
            self._disk.sweep(time.time() - LEFT_OVER)

    def _marked(self) -> list[str]:
        with told():
            return sorted(entry.name for entry in os.scandir(self._open) if is_id(entry.name))

    def _is_open(self, audit_id: str) -> bool:
        if self.awaits(audit_id):
            self._unaccepted.pop(audit_id, None)
            return True
        if (self._folder(audit_id) / "result.json").exists():
            self._unaccepted.pop(audit_id, None)
        elif time.monotonic() - self._unaccepted.setdefault(audit_id, time.monotonic()) > ABANDONED:
            del self._unaccepted[audit_id]
            self._abandon(audit_id)
        return False

    def _abandon(self, audit_id: str) -> None:
        """Take away what belongs to no request. Whoever accepts it at this very moment looks for its mark at last."""
        mark = self._open / audit_id
        with told():
            mark.unlink(missing_ok=True)
            if (self._folder(audit_id) / "request.json").exists():
                mark.touch()
            else:
                self._disk.erase(self._folder(audit_id))

    def _keep_head(self, folder: Path, result: Result) -> None:
        """Keep the head beside the result; where that fails, it is taken from the result each time."""
        partial = self._disk.partial / f"{folder.name}.head"
        try:
            partial.write_bytes(records.encode(result.head))
            partial.rename(folder / "head.json")
        except OSError:
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def _forget(self, audit_id: str) -> None:
        """Take away what was kept of an audit that was not accepted."""
        folder = self._folder(audit_id)
        with suppress(OSError):
            for path in (folder / "request.json", folder / "previous", folder / "upload", self._open / audit_id):
                path.unlink(missing_ok=True)
            folder.rmdir()

    def _folder(self, audit_id: str) -> Path:
        if not is_id(audit_id):
            raise AuditNotFound(id=audit_id)
        return self._audits / audit_id[-2:] / audit_id

    def _read(self, audit_id: str, name: str) -> bytes:
        with told():
            try:
                return (self._folder(audit_id) / name).read_bytes()
            except FileNotFoundError:
                raise AuditNotFound(id=audit_id) from None


def _read_request(path: Path) -> Request:
    return records.decode_request(path.read_bytes())


def _read_result(path: Path) -> Result:
    return records.decode_result(path.read_bytes())
