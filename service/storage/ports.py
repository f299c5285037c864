"""What the service asks of its store."""

from collections.abc import Iterator
from typing import Protocol

from service.audits.audit import Request, Result
from service.storage.spool import Content


class AuditStore(Protocol):
    """The truth about audits. Every object is created once and never changed; the first to create it wins."""

    def room(self, upload: int = 0) -> int:
        """How many audits' results there is room for, beside an upload of so many bytes. Raises StorageFull where for
        none, StorageFailed.
        """

    def size(self, audit_id: str) -> int:
        """The bytes on disk of all that is kept of an audit. Raises AuditNotFound."""

    def accept(self, request: Request, upload: Content, previous: Content | None = None) -> None:
        """Keep an audit's upload and request, synced to disk before this returns. Raises StorageFull, StorageFailed."""

    def request(self, audit_id: str) -> Request:
        """What was asked for. Raises AuditNotFound."""

    def upload(self, audit_id: str) -> bytes:
        """The report's bytes. Raises AuditNotFound."""

    def previous(self, audit_id: str) -> bytes:
        """The bytes of last year's report, where one was sent along. Raises AuditNotFound."""

    def finish(self, audit_id: str, result: Result) -> bool:
        """Keep the audit's one result, synced; False where it has one already, which stays. Raises AuditNotFound."""

    def result(self, audit_id: str) -> Result | None:
        """The result, None before the end. Raises AuditNotFound for an id that was never accepted."""

    def head(self, audit_id: str) -> Result | None:
        """The result without what is long, None before the end. Raises AuditNotFound."""

    def awaits(self, audit_id: str) -> bool:
        """Whether the audit is there and has no result yet."""

    def mark_done(self, audit_id: str) -> None:
        """Note that all who are to know of the audit's end were told."""

    def open_audits(self) -> Iterator[str]:
        """The ids of accepted audits without a result, oldest first."""

    def not_done(self) -> Iterator[str]:
        """The ids of audits that have ended and are not marked done, oldest first."""

    def all_audits(self) -> Iterator[str]:
        """The ids of all accepted audits, in no order."""

    def delete(self, audit_id: str) -> None:
        """Erase all that is kept of an audit, at once and for good."""

    def expire(self, audit_id: str) -> None:
        """Erase all but whose audit it was. Raises AuditNotFound."""

    def expired(self, audit_id: str) -> str | None:
        """Whose audit it was that is kept no longer; None where there was none."""
