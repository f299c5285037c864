"""Batches on disk: a folder a batch, in it objects that are created once, synced, and never changed.

    batches/7Q/01J…7Q/   archive, request.json, members.json, result.json
    open-batches/01J…7Q  an empty mark for each batch without a result
    expired-batches/7Q/01J…7Q  whose batch it was that is kept no longer

A batch is accepted once its request.json is there, expanded once its members.json is, and ended with its result.json.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from service.audits.audit import Problem
from service.audits.batch import BatchRequest, BatchResult, Member, Members, Skipped, SkipReason
from service.errors import BatchNotFound
from service.storage.callbacks import BATCHES, Callbacks
from service.storage.disk import Disk, Syncs, one_by_one, size_of, translate_disk_errors
from service.storage.expired import Expired
from service.storage.ids import is_id
from service.storage.ports import AuditStore
from service.storage.spool import Content, pieces

Record = BatchRequest | Members | BatchResult


STEP = "batch"


def step_of(batch_id: str) -> str:
    """The name, among the things to do, of a batch's next step."""
    return f"{batch_id}_{STEP}"


def batch_of(name: str) -> str | None:
    """The batch whose next step has this name, None for another thing to do."""
    batch_id, _, step = name.partition("_")
    return batch_id if step == STEP else None


class BatchStore:
    """Safe for any number of processes. Each call raises StorageFull or StorageFailed where the disk fails."""

    def __init__(self, folder: Path, syncs: Syncs = one_by_one) -> None:
        self._batches, self._open = folder / "batches", folder / "open-batches"
        self._expired = Expired(folder / "expired-batches")
        self._callbacks = Callbacks(folder, BATCHES)
        self._disk = Disk(folder / "partial", syncs)
        self._members = lru_cache(maxsize=64)(_read_members)
        self._result = lru_cache(maxsize=8)(_read_result)

    def accept(self, request: BatchRequest, archive: Content) -> None:
        """Keep a batch's archive and request, synced to disk before this returns."""
        folder = self._folder(request.id)
        with translate_disk_errors():
            self._open.mkdir(parents=True, exist_ok=True)
            self._batches.mkdir(parents=True, exist_ok=True)
            self._disk.partial.mkdir(parents=True, exist_ok=True)
            folder.parent.mkdir(exist_ok=True)
            folder.mkdir(exist_ok=True)
            self._disk.sync(folder.parent, self._batches)
            if isinstance(archive, bytes) or archive.path is None:
                self._disk.create(folder / "archive", b"".join(pieces(archive)))
            else:
                self._disk.adopt(folder / "archive", archive.path)
            (self._open / request.id).touch()
            self._disk.sync(self._open)
            self._disk.create(folder / "request.json", _encoded(request))

    def request(self, batch_id: str) -> BatchRequest:
        """What was asked for. Raises BatchNotFound."""
        record = json.loads(self._read(batch_id, "request.json"))
        return BatchRequest(**{**record, "select": tuple(record["select"]), "ignore": tuple(record["ignore"])})

    def archive(self, batch_id: str) -> bytes:
        """The archive's bytes. Raises BatchNotFound, which is raised too once the batch is expanded."""
        return self._read(batch_id, "archive")

    def expand(self, batch_id: str, members: Members) -> None:
        """Keep what the archive held; it is of no more use then. Raises BatchNotFound."""
        folder = self._existing(batch_id)
        with translate_disk_errors():
            self._disk.create(folder / "members.json", _encoded(members))
            (folder / "archive").unlink(missing_ok=True)

    def members(self, batch_id: str) -> Members | None:
        """What the archive held; None before it was opened. Raises BatchNotFound."""
        path = self._existing(batch_id) / "members.json"
        with translate_disk_errors():
            return self._members(path) if path.exists() else None

    def finish(self, batch_id: str, result: BatchResult) -> bool:
        """Keep the batch's one result; False where it has one already, which stays. Raises BatchNotFound.

        The callback is due a moment before, so that no death of a process can come between the two.
        """
        folder = self._existing(batch_id)
        if self.request(batch_id).callback_url and not self.has_ended(batch_id):
            self._callbacks.due(batch_id)
        with translate_disk_errors():
            first = self._disk.create(folder / "result.json", _encoded(result))
            (folder / "archive").unlink(missing_ok=True)
            (self._open / batch_id).unlink(missing_ok=True)
        return first

    def result(self, batch_id: str) -> BatchResult | None:
        """The result, None before the end. Raises BatchNotFound."""
        path = self._existing(batch_id) / "result.json"
        with translate_disk_errors():
            return self._result(path) if path.exists() else None

    def has_ended(self, batch_id: str) -> bool:
        """Whether there is a result, without reading it. Raises BatchNotFound."""
        return (self._existing(batch_id) / "result.json").exists()

    def open_batches(self) -> list[str]:
        """The ids of accepted batches without a result, oldest first."""
        with translate_disk_errors():
            if not self._open.exists():
                return []
            return [each for each in sorted(path.name for path in self._open.iterdir()) if self._is_open(each)]

    def is_expanding(self, batch_id: str) -> bool:
        """Whether files of it are still to be admitted. Raises BatchNotFound."""
        return self.members(batch_id) is None and not self.has_ended(batch_id)

    def exists(self, batch_id: str) -> bool:
        """Whether there is such a batch."""
        return (self._folder(batch_id) / "request.json").exists()

    def size(self, batch_id: str) -> int:
        """The bytes on disk of all that is kept of a batch, its audits aside. Raises BatchNotFound."""
        folder = self._existing(batch_id)
        with translate_disk_errors():
            return size_of(folder)

    def all(self) -> Iterator[str]:
        """The ids of all batches, in no order."""
        with translate_disk_errors():
            yield from (path.parent.name for path in self._batches.glob("*/*/request.json"))

    def delete(self, batch_id: str) -> None:
        """Erase all that is kept of a batch, its audits aside."""
        with translate_disk_errors():
            self._disk.erase(self._folder(batch_id))
            (self._open / batch_id).unlink(missing_ok=True)
        self._callbacks.done(batch_id)

    def expired(self, batch_id: str) -> str | None:
        """Whose batch it was that is kept no longer; None where there was none. Raises BatchNotFound."""
        with translate_disk_errors():
            return self._expired.client_of(self._folder(batch_id).name)

    def forget_old(self, before: float) -> list[BatchRequest]:
        """Erase batches that ended before a moment (POSIX seconds), but for whose they were; their audits expire by
        themselves. Whose they were is erased as long after. The batches that were erased.
        """
        with translate_disk_errors():
            self._expired.forget(before)
            ended = [path for path in self._batches.glob("*/*/result.json") if path.stat().st_mtime < before]
        return [request for path in ended if (request := self._expire(path.parent.name))]

    def _expire(self, batch_id: str) -> BatchRequest | None:
        request = None
        with suppress(BatchNotFound):
            request = self.request(batch_id)
            with translate_disk_errors():
                self._expired.note(batch_id, request.client)
        self.delete(batch_id)
        return request

    def _is_open(self, batch_id: str) -> bool:
        folder = self._folder(batch_id)
        if (folder / "result.json").exists():
            (self._open / batch_id).unlink(missing_ok=True)
            return False
        return (folder / "request.json").exists()

    def _folder(self, batch_id: str) -> Path:
        if not is_id(batch_id):
            raise BatchNotFound(id=batch_id)
        return self._batches / batch_id[-2:] / batch_id

    def _existing(self, batch_id: str) -> Path:
        folder = self._folder(batch_id)
        with translate_disk_errors():
            if not (folder / "request.json").exists():
                raise BatchNotFound(id=batch_id)
        return folder

    def _read(self, batch_id: str, name: str) -> bytes:
        path = self._folder(batch_id) / name
        with translate_disk_errors():
            try:
                return path.read_bytes()
            except FileNotFoundError:
                raise BatchNotFound(id=batch_id) from None


def is_due(batch_id: str, batches: BatchStore, audits: AuditStore) -> bool:
    """Whether it is time for a batch's next step: to be opened, or to be ended with the last of its audits.

    Raises BatchNotFound.
    """
    if batches.has_ended(batch_id):
        return False
    members = batches.members(batch_id)
    return members is None or all_ended(members, audits)


def all_ended(members: Members, audits: AuditStore) -> bool:
    """Whether no report of a batch is still to be audited."""
    return not any(member.audit and audits.awaits(member.audit) for member in members.members)


def progress_of(batch_id: str, batches: "BatchStore", audits: AuditStore) -> tuple[bool, int, bool]:
    """How far a batch is, to be compared with how far it is later: opened, audits that run, ended. Raises BatchNotFound."""
    members = batches.members(batch_id)
    awaited = sum(bool(member.audit and audits.awaits(member.audit)) for member in members.members) if members else 0
    return members is not None, awaited, batches.has_ended(batch_id)


def _read_members(path: Path) -> Members:
    kept = json.loads(path.read_bytes())
    return Members(
        tuple(
            Member(each["name"], each["audit"], Problem(**each["problem"]) if each["problem"] else None)
            for each in kept["members"]
        ),
        tuple(Skipped(each["name"], SkipReason(each["reason"])) for each in kept["skipped"]),
        kept["skipped_count"],
    )


def _read_result(path: Path) -> BatchResult:
    record = json.loads(path.read_bytes())
    problem = Problem(**record["problem"]) if record["problem"] else None
    return BatchResult(**{**record, "findings": tuple(record["findings"]), "problem": problem})


def _encoded(record: Record) -> bytes:
    return json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":"), default=str).encode()
