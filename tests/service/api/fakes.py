"""A store in memory, which can be told to fail."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Generic, TypeVar

from service.audits.audit import Request, Result
from service.audits.ids import is_id
from service.config import Settings
from service.errors import AuditError, AuditNotFound
from service.storage import open_storage, records
from service.storage.port import Storage
from service.storage.spool import Content, pieces

Record = TypeVar("Record")


class MemoryStore:
    def __init__(self) -> None:
        self.requests: dict[str, Request] = {}
        self.uploads: dict[str, bytes] = {}
        self.results: dict[str, Result] = {}
        self.attached: dict[str, list[bytes]] = {}
        self.last_years: dict[str, bytes | None] = {}
        self.owners: dict[str, str] = {}
        self.failure: AuditError | None = None
        self.when_ended: Callable[[Request, Result], None] = lambda *_: None

    def accept(
        self, request: Request, upload: Content, previous: Content | None = None, attachments: Sequence[Content] = ()
    ) -> None:
        self.check()
        self.requests[request.id], self.uploads[request.id] = request, b"".join(pieces(upload))
        self.attached[request.id] = [b"".join(pieces(each)) for each in attachments]
        self.last_years[request.id] = None if previous is None else b"".join(pieces(previous))

    def request(self, audit_id: str) -> Request:
        if audit_id not in self.requests:
            raise AuditNotFound(id=audit_id)
        return self.requests[audit_id]

    def upload(self, audit_id: str) -> bytes:
        self.request(audit_id)
        return self.uploads[audit_id]

    def upload_pieces(self, audit_id: str):
        return iter([self.upload(audit_id)])

    def previous(self, audit_id: str) -> bytes:
        kept = self.last_years[audit_id]
        if kept is None:
            raise AuditNotFound(id=audit_id)
        return kept

    def attachments(self, audit_id: str) -> list[bytes]:
        return self.attached[audit_id]

    def finish(self, audit_id: str, result: Result) -> bool:
        kept = self.results.setdefault(audit_id, result)
        self.when_ended(self.request(audit_id), kept)
        return kept is result

    def mark_done(self, audit_id: str, then=lambda _: None) -> None:
        then(audit_id in self.uploads)

    def size(self, audit_id: str) -> int:
        return len(self.uploads[audit_id])

    def result(self, audit_id: str) -> Result | None:
        self.request(audit_id)
        return self.results.get(audit_id)

    def result_size(self, audit_id: str) -> int:
        return len(records.encode(self.results[audit_id])) if audit_id in self.results else 0

    def awaits(self, audit_id: str) -> bool:
        return audit_id in self.requests and audit_id not in self.results

    def awaiting(self, audits) -> int:
        return sum(map(self.awaits, audits))

    def open_audits(self):
        return (audit_id for audit_id in self.requests if audit_id not in self.results)

    def head(self, audit_id: str) -> Result | None:
        found = self.result(audit_id)
        return found.head if found else None

    def at_hand(self, _):
        return nullcontext()

    def delete(self, *audits: str) -> None:
        for audit_id in audits:
            for kept in (self.requests, self.uploads, self.results):
                kept.pop(audit_id, None)

    def expire(self, *audits: str) -> None:
        for audit_id in audits:
            self.owners[audit_id] = self.requests[audit_id].client
            self.delete(audit_id)

    def expired(self, audit_id: str) -> str | None:
        return self.owners.get(audit_id)

    def room(self, upload: int = 0) -> int:
        self.check()
        return 1_000_000

    def check(self) -> None:
        if self.failure:
            raise self.failure


class MemoryAdditions(Generic[Record]):
    """An Additions of audits that are in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._kept: dict[str, list[Record]] = {}

    def add(self, owner: str, record: Record) -> None:
        self._store.request(owner)
        self._kept.setdefault(owner, []).append(record)

    def all(self, owner: str) -> Sequence[Record]:
        if not is_id(owner):
            raise AuditNotFound(id=owner)
        return tuple(self._kept.get(owner, ())) if owner in self._store.requests else ()

    def count(self, owner: str) -> int:
        return len(self.all(owner))


def storage_with(store: MemoryStore, settings: Settings) -> Storage:
    """A storage on disk but for its audits and what is added to them."""
    return replace(
        open_storage(settings),
        audits=store,
        assessments=MemoryAdditions(store),
        successors=MemoryAdditions(store),
    )
