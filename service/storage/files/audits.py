"""The store on disk: a folder an audit, in it objects that are created once, synced, and never changed.

    accepted/01J…7Q     what was submitted, for each audit that is not done, so that nobody need walk all folders
    audits/7Q/01J…7Q/   submission, result.json; head.json, the result without what is long
                        fetched, as submission with the file of an address; links.json, what that is a page of and links to;
                        followed, as fetched with what the page links to; what is added to it later: see `additions`
    expired/7Q/01J…7Q   whose audit it was that is kept no longer
    partial/            what is being written or taken away; nothing in it counts

An audit is accepted once what was submitted is in accepted/, and has ended once its result.json is there. It is
done, and nothing of it in accepted/ any more, when its end was finalized. A deleted audit has
no folder.
"""

import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from service.audits.audit import Links, Request, Result
from service.audits.ids import is_id
from service.errors import AuditNotFound, StorageFailed
from service.storage import records
from service.storage.disk import (
    Disk,
    Room,
    Syncs,
    one_by_one,
    open_private,
    size_of,
    translate_disk_errors,
    translate_read_errors,
)
from service.storage.files import submissions
from service.storage.files.acceptance import AcceptedFolder
from service.storage.files.remains import Expired
from service.storage.spool import Content

_SUBMISSION, _FETCHED, _LINKS, _FOLLOWED = "submission", "fetched", "links.json", "followed"
_KEPT_RESULT = 2 * 1024 * 1024
"""Bytes of a result that is kept in memory for who asks for it again."""
LEFT_OVER = 3600.0
"""Seconds after which nobody is still writing a file."""

Kept = TypeVar("Kept", Request, bytes, list[bytes], Iterator[bytes])


class FileAudits:
    """An AuditStore in a folder. Safe for any number of processes."""

    is_distant = False

    def __init__(self, folder: Path, syncs: Syncs = one_by_one, reserve: int = 0) -> None:
        self._audits, self._expired = folder / "audits", Expired(folder / "expired")
        self._root = os.fspath(self._audits)
        self._disk = Disk(folder / "partial", syncs)
        self._room = Room(self._disk.partial, reserve)
        self._accepted = AcceptedFolder(folder, self._disk)
        self._request = lru_cache(maxsize=256)(_read_request)
        self._result = lru_cache(maxsize=16)(_read_result)
        self._head = lru_cache(maxsize=256)(_read_result)
        self._shards: set[str] = set()
        """Names of the folders of audits' folders that are known to survive a power cut: none is ever taken away."""
        self._synced: deque[str] = deque(maxlen=64)
        """Audits whose folders were synced here with all that is in them when their results were kept."""

    def prepare(self) -> None:
        """Make the folders where they are missing. Raises StorageFull, StorageFailed."""
        with translate_disk_errors():
            folders = (self._audits, self._accepted.folder, self._expired.folder, self._disk.partial)
            missing = [folder for folder in folders if not folder.exists()]
            for folder in missing:
                folder.mkdir(parents=True, exist_ok=True)
            if missing:
                self._disk.sync(self._audits.parent)

    def check(self) -> None:
        with translate_disk_errors():
            self._disk.probe()

    def room(self, upload: int = 0) -> int:
        return self._room.results(upload)

    def accept(
        self, request: Request, upload: Content, previous: Content | None = None, attachments: Sequence[Content] = ()
    ) -> None:
        place = self._folder(request.id) / _SUBMISSION
        try:
            with translate_disk_errors():
                self._accepted.add(request.id, submissions.encode(request, upload, previous, attachments))
                if not self._accepted.link(request.id, place):
                    raise FileNotFoundError(place)
        except StorageFailed:
            if request.idempotency_key is None:
                self._forget(request.id)
            raise

    def keep_fetched(
        self, request: Request, upload: Content, previous: Content | None = None, attachments: Sequence[Content] = ()
    ) -> None:
        name = _FETCHED if self.links(request.id) is None else _FOLLOWED
        self._add(request.id, name, submissions.encode(request, upload, previous, attachments))

    def follow(self, audit_id: str, links: Links) -> None:
        self._add(audit_id, _LINKS, records.encode(links))

    def links(self, audit_id: str) -> Links | None:
        with translate_read_errors(), suppress(FileNotFoundError):
            return records.decode(Links, (self._folder(audit_id) / _LINKS).read_bytes())
        return None

    def awaits_fetch(self, audit_id: str) -> bool:
        place = self._place(audit_id)
        return self.request(audit_id).awaits_file or (_is_there(place, _LINKS) and not _is_there(place, _FOLLOWED))

    def at_hand(self, audits: Collection[str]) -> AbstractContextManager[None]:
        return nullcontext()

    def request(self, audit_id: str) -> Request:
        return self._of_record(audit_id, self._request)

    def upload(self, audit_id: str) -> bytes:
        return self._of_file(audit_id, submissions.upload)

    def upload_pieces(self, audit_id: str) -> Iterator[bytes]:
        return self._of_file(audit_id, submissions.upload_pieces)

    def previous(self, audit_id: str) -> bytes:
        return self._of_file(audit_id, submissions.previous)

    def attachments(self, audit_id: str) -> list[bytes]:
        return self._of_file(audit_id, submissions.attachments)

    def finish(self, audit_id: str, result: Result) -> bool:
        folder = self._folder(audit_id)
        with translate_disk_errors():
            try:
                self._sync_above(folder)
                first = self._disk.create(folder / "result.json", records.encode(result))
            except FileNotFoundError:
                raise AuditNotFound(id=audit_id) from None
            self._synced.append(audit_id)
        if first:
            self._keep_head(folder, result)
        return first

    def result(self, audit_id: str) -> Result | None:
        path = self._path(audit_id, "result.json")
        with translate_read_errors():
            if _exists(path):
                return self._result(path) if Path(path).stat().st_size <= _KEPT_RESULT else _read_result(path)
            self._record(audit_id)
        return None

    def result_size(self, audit_id: str) -> int:
        with translate_disk_errors(), suppress(FileNotFoundError):
            return Path(self._path(audit_id, "result.json")).stat().st_size
        return 0

    def head(self, audit_id: str) -> Result | None:
        # Not synced: what a power cut tore is taken from the result.
        path = self._path(audit_id, "head.json")
        with suppress(StorageFailed), translate_read_errors():
            if _exists(path):
                return self._head(path)
        found = self.result(audit_id)
        return found.head if found else None

    def awaits(self, audit_id: str) -> bool:
        place = self._place(audit_id)
        return not _is_there(place, "result.json") and _is_there(place, _SUBMISSION)

    def awaiting(self, audits: Collection[str]) -> int:
        return sum(map(self.awaits, audits))

    def size(self, audit_id: str) -> int:
        with translate_disk_errors():
            try:
                return size_of(self._folder(audit_id))
            except FileNotFoundError:
                raise AuditNotFound(id=audit_id) from None

    def mark_done(self, audit_id: str, then: Callable[[bool], None] = lambda _: None) -> None:
        with translate_disk_errors():
            if audit_id not in self._synced:
                with suppress(FileNotFoundError):
                    self._disk.sync(self._folder(audit_id))
            self._accepted.mark_done(audit_id)
        then(_is_there(self._place(audit_id), _SUBMISSION))

    def open_audits(self) -> Iterator[str]:
        return (audit_id for audit_id in self._marked() if self._is_open(audit_id))

    def not_done(self) -> Iterator[str]:
        return filter(self._has_ended, self._marked())

    def unfinished(self, but: Set[str]) -> tuple[list[str], list[str]]:
        marked = self._marked(but)
        ended = [*filter(self._has_ended, marked)]
        known = set(ended)
        return [audit_id for audit_id in marked if audit_id not in known and self._is_open(audit_id)], ended

    def all_audits(self) -> Iterator[str]:
        with translate_disk_errors():
            for shard in self._audits.iterdir():
                yield from (path.name for path in shard.iterdir() if (path / _SUBMISSION).exists())

    def delete(self, *audits: str) -> None:
        with translate_disk_errors():
            for audit_id in audits:
                self._accepted.mark_deleted(audit_id)
                self._erase(audit_id)

    def expire(self, *audits: str) -> None:
        for audit_id in audits:
            with suppress(AuditNotFound):
                client = self.request(audit_id).client
                with translate_disk_errors():
                    self._expired.note(audit_id, client)
                self.delete(audit_id)

    def expired(self, audit_id: str) -> str | None:
        with translate_disk_errors():
            return self._expired.client_of(self._folder(audit_id).name)

    def forget_expired(self, before: float) -> None:
        with translate_disk_errors():
            self._expired.forget(before + self._disk.ahead())

    def sweep(self) -> None:
        with translate_disk_errors():
            self._disk.sweep(self._disk.now() - LEFT_OVER)

    def _has_ended(self, audit_id: str) -> bool:
        return _is_there(self._place(audit_id), "result.json")

    def _marked(self, but: Set[str] = frozenset()) -> list[str]:
        with translate_disk_errors():
            kept, deleted = self._accepted.all(but)
            for audit_id in deleted:
                self._erase(audit_id)
            return kept

    def _sync_above(self, folder: Path) -> None:
        """Let the folder of an audit survive a power cut. Raises OSError."""
        if folder.parent.name in self._shards:
            self._disk.sync(folder.parent)
        else:
            known = {shard.name for shard in self._audits.iterdir()}
            self._disk.sync(folder.parent, self._audits)
            self._shards |= known

    def _is_open(self, audit_id: str) -> bool:
        if self.awaits(audit_id):
            return True
        folder = self._folder(audit_id)
        if (folder / "result.json").exists():
            return False
        with suppress(StorageFailed), translate_disk_errors():
            return self._accepted.restore(audit_id, folder / _SUBMISSION)
        return False

    def _add(self, audit_id: str, name: str, data: bytes | Iterable[bytes]) -> None:
        """Keep another object of an audit, durable. Raises AuditNotFound."""
        with translate_disk_errors():
            try:
                self._disk.create(self._folder(audit_id) / name, data)
            except FileNotFoundError:
                raise AuditNotFound(id=audit_id) from None

    def _keep_head(self, folder: Path, result: Result) -> None:
        """Keep the head beside the result; where that fails, it is taken from the result each time."""
        partial = self._disk.partial / f"{folder.name}.head"
        try:
            with open(partial, "wb", opener=open_private) as file:
                file.write(records.encode(result.head))
            partial.rename(folder / "head.json")
        except OSError:
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def _forget(self, audit_id: str) -> None:
        """Take away what was kept of an audit that was not accepted."""
        folder = self._folder(audit_id)
        with suppress(OSError):
            self._accepted.mark_done(audit_id)
            (folder / _SUBMISSION).unlink(missing_ok=True)
            folder.rmdir()

    def _erase(self, audit_id: str) -> None:
        self._disk.erase(self._folder(audit_id))
        self._accepted.forget(audit_id)

    def _folder(self, audit_id: str) -> Path:
        return Path(self._place(audit_id))

    def _place(self, audit_id: str) -> str:
        """The same as a string, which costs a fifth."""
        if not is_id(audit_id):
            raise AuditNotFound(id=audit_id)
        return f"{self._root}/{audit_id[-2:]}/{audit_id}"

    def _path(self, audit_id: str, name: str) -> str:
        return f"{self._place(audit_id)}/{name}"

    def _record(self, audit_id: str) -> str:
        """Where the request of an accepted audit is kept. Raises AuditNotFound, OSError."""
        for later in (_FOLLOWED, _FETCHED):
            if _is_there(self._place(audit_id), later):
                return self._path(audit_id, later)
        place = self._path(audit_id, _SUBMISSION)
        if _exists(place) or self._accepted.restore(audit_id, Path(place)):
            return place
        raise AuditNotFound(id=audit_id)

    def _of_file(self, audit_id: str, read: Callable[[Path], Kept]) -> Kept:
        return self._of_record(audit_id, lambda path: read(Path(path)))

    def _of_record(self, audit_id: str, read: Callable[[str], Kept]) -> Kept:
        with translate_read_errors():
            try:
                return read(self._record(audit_id))
            except FileNotFoundError:
                raise AuditNotFound(id=audit_id) from None


def _is_there(folder: str, name: str) -> bool:
    """Whether a folder has a file: without a Path, since a batch asks for a thousand."""
    return os.access(f"{folder}/{name}", os.F_OK)


def _exists(path: str) -> bool:
    """The same, for a file on which more depends. Raises OSError where the disk can't tell."""
    try:
        os.stat(path)  # noqa: PTH116 -- as above
    except FileNotFoundError:
        return False
    return True


def _read_request(path: str) -> Request:
    return submissions.request(Path(path))


def _read_result(path: str) -> Result:
    return records.decode(Result, Path(path).read_bytes())
