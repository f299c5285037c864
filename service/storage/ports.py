"""What the service asks of its stores: the truth, create-once, and an index that can be rebuilt from it."""

from collections.abc import Iterator
from typing import Protocol

from service.domain.audit import Progress, Request, Result


class AuditStore(Protocol):
    """The truth about audits. Every object is created once and never changed; the first to create it wins."""

    def accept(self, request: Request, upload: bytes) -> None:
        """Keep an audit's upload and request, synced to disk before this returns. Raises StorageFull, StorageFailed."""

    def request(self, audit_id: str) -> Request:
        """What was asked for. Raises AuditNotFound."""

    def upload(self, audit_id: str) -> bytes:
        """The report's bytes. Raises AuditNotFound."""

    def finish(self, audit_id: str, result: Result) -> bool:
        """Keep the audit's one result, synced; False where it has one already, which stays."""

    def result(self, audit_id: str) -> Result | None:
        """The result, None before the end. Raises AuditNotFound for an id that was never accepted."""

    def open_audits(self) -> Iterator[str]:
        """The ids of accepted audits without a result, oldest first."""


class AuditIndex(Protocol):
    """What is known of audits that have not ended; may be lost at any time, and is rebuilt from the store."""

    def ping(self) -> None:
        """Answer, or raise QueueUnavailable."""

    def report_progress(self, audit_id: str, progress: Progress) -> None:
        """Say that a running audit has come so far."""

    def progress(self, audit_id: str) -> Progress | None:
        """How far a running audit is; None before it runs."""
