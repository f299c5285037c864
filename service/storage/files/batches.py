"""Batches on disk: a folder a batch, in it objects that are created once, synced, and never changed.

    batches/7Q/01J…7Q/   archive, request.json, label-000001, listing.json, members.json, canceled, result.json
    open-batches/01J…7Q  an empty mark for each batch without a result
    expired-batches/7Q/01J…7Q  whose batch it was that is kept no longer

A batch is accepted once its request.json is there, opened once its listing.json is, expanded once its members.json is, and ended with its result.json. Its label
is that of its request until it gets another one, and then what the last of its numbered labels says.
"""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from service.audits.batch import BatchRequest, BatchResult, Members
from service.audits.ids import is_id
from service.errors import BatchNotFound
from service.storage import records
from service.storage.disk import Disk, Syncs, one_by_one, size_of, translate_disk_errors, translate_read_errors
from service.storage.files.remains import Expired
from service.storage.port import CallQueue
from service.storage.spool import Content, pieces

_LABEL = "label-"


class FileBatches:
    """A BatchStore in a folder. Safe for any number of processes."""

    def __init__(self, folder: Path, callbacks: CallQueue, syncs: Syncs = one_by_one) -> None:
        self._batches, self._open = folder / "batches", folder / "open-batches"
        self._expired = Expired(folder / "expired-batches")
        self._callbacks = callbacks
        self._disk = Disk(folder / "partial", syncs)
        self._members = lru_cache(maxsize=64)(_read_members)
        self._result = lru_cache(maxsize=8)(_read_result)

    def accept(self, request: BatchRequest, archive: Content) -> None:
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
            self._disk.create(folder / "request.json", records.encode(request))

    def at_hand(self, batches: Collection[str]) -> AbstractContextManager[None]:
        return nullcontext()

    def request(self, batch_id: str) -> BatchRequest:
        with translate_read_errors():
            request = records.decode(BatchRequest, self._read(batch_id, "request.json"))
            label = _last_label(self._folder(batch_id))
        return request if label is None else replace(request, label=label or None)

    def rename(self, batch_id: str, label: str | None) -> None:
        folder = self._existing(batch_id)
        with translate_disk_errors():
            earlier = _labels(folder)
            number = int(earlier[-1].name.removeprefix(_LABEL)) if earlier else 0
            try:
                while not self._disk.create(folder / f"{_LABEL}{(number := number + 1):06d}", (label or "").encode()):
                    pass
            except FileNotFoundError:
                raise BatchNotFound(id=batch_id) from None
            for path in earlier:
                path.unlink(missing_ok=True)

    def archive(self, batch_id: str) -> bytes:
        return self._read(batch_id, "archive")

    def open(self, batch_id: str, listing: Members) -> None:
        path = self._existing(batch_id) / "listing.json"
        with translate_disk_errors():
            if not path.exists():
                self._disk.create(path, records.encode(listing))

    def listing(self, batch_id: str) -> Members | None:
        return self.members(batch_id) or self._members_in(batch_id, "listing.json")

    def expand(self, batch_id: str, members: Members) -> None:
        folder = self._existing(batch_id)
        with translate_disk_errors():
            self._disk.create(folder / "members.json", records.encode(members))
            for name in ("archive", "listing.json"):
                (folder / name).unlink(missing_ok=True)

    def members(self, batch_id: str) -> Members | None:
        return self._members_in(batch_id, "members.json")

    def finish(self, batch_id: str, result: BatchResult) -> bool:
        folder = self._existing(batch_id)
        if self.request(batch_id).callback_url and not self.has_ended(batch_id):
            self._callbacks.schedule(batch_id)
        with translate_disk_errors():
            first = self._disk.create(folder / "result.json", records.encode(result))
            (folder / "archive").unlink(missing_ok=True)
            (self._open / batch_id).unlink(missing_ok=True)
        return first

    def cancel(self, batch_id: str) -> bool:
        folder = self._existing(batch_id)
        if self.has_ended(batch_id):
            return False
        with translate_disk_errors():
            try:
                self._disk.create(folder / "canceled", b"")
            except FileNotFoundError:
                raise BatchNotFound(id=batch_id) from None
        return True

    def is_canceled(self, batch_id: str) -> bool:
        return (self._existing(batch_id) / "canceled").exists()

    def result(self, batch_id: str) -> BatchResult | None:
        path = self._existing(batch_id) / "result.json"
        with translate_read_errors():
            return self._result(path) if path.exists() else None

    def has_ended(self, batch_id: str) -> bool:
        return (self._existing(batch_id) / "result.json").exists()

    def open_batches(self) -> list[str]:
        with translate_disk_errors():
            if not self._open.exists():
                return []
            return [each for each in sorted(path.name for path in self._open.iterdir()) if self._is_open(each)]

    def is_expanding(self, batch_id: str) -> bool:
        is_opened = (self._existing(batch_id) / "members.json").exists()
        return not (is_opened or self.has_ended(batch_id) or self.is_canceled(batch_id))

    def exists(self, batch_id: str) -> bool:
        return (self._folder(batch_id) / "request.json").exists()

    def size(self, batch_id: str) -> int:
        folder = self._existing(batch_id)
        with translate_disk_errors():
            return size_of(folder)

    def all(self) -> Iterator[str]:
        with translate_disk_errors():
            yield from (path.parent.name for path in self._batches.glob("*/*/request.json"))

    def delete(self, batch_id: str) -> None:
        with translate_disk_errors():
            self._disk.erase(self._folder(batch_id))
            (self._open / batch_id).unlink(missing_ok=True)
        self._callbacks.remove(batch_id)

    def expired(self, batch_id: str) -> str | None:
        with translate_disk_errors():
            return self._expired.client_of(self._folder(batch_id).name)

    def forget_old(self, before: float) -> list[BatchRequest]:
        before += self._disk.ahead()
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

    def _members_in(self, batch_id: str, name: str) -> Members | None:
        path = self._existing(batch_id) / name
        with translate_read_errors():
            return self._members(path) if path.exists() else None

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


def _labels(folder: Path) -> list[Path]:
    """The labels that a batch was given later, the last one last: more than one while another is given."""
    return sorted(folder.glob(f"{_LABEL}*"))


def _last_label(folder: Path) -> str | None:
    """The label that a batch was given last, empty for none; None where it has that of its request."""
    while labels := _labels(folder):
        with suppress(FileNotFoundError):  # it gave way to another
            return labels[-1].read_text("utf-8")
    return None


def _read_members(path: Path) -> Members:
    return records.decode(Members, path.read_bytes())


def _read_result(path: Path) -> BatchResult:
    return records.decode(BatchResult, path.read_bytes())
