"""What follows the end of an audit: lists, counters and callbacks are updated, and if its file broke its process and the
operator wants such files, it is set aside; then it is marked done.

It is done by whoever ends the audit, and by the reconciler for what they left: at least once for each audit.
"""

from collections import Counter
from contextlib import suppress

from service.audits.audit import Request, Result, Status
from service.config import Settings
from service.errors import AuditCrashed, AuditNotFound, MemoryLimitExceeded, QueueUnavailable, TimeLimitExceeded
from service.queue.port import Queue, observed, sample
from service.storage.port import Storage

STAGE_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Seconds."""

QUARANTINED = (AuditCrashed.code, TimeLimitExceeded.code, MemoryLimitExceeded.code)
"""Problems of files that cost their process its life, or nearly."""


class Finalizer:
    """Finalizes audits that have ended."""

    def __init__(self, settings: Settings, storage: Storage, queue: Queue) -> None:
        self._store, self._callbacks, self._queue = storage.audits, storage.callbacks, queue
        self._quarantine = storage.quarantine if settings.quarantine else None

    def finalize(self, audit_id: str, kept: Result | None = None) -> None:
        """Update lists, counters and callbacks, and mark the audit done. Who has just kept its result hands it over.

        Raises AuditNotFound, StorageFailed, QueueUnavailable; the reconciler does it then.
        """
        try:
            request, result = self._store.request(audit_id), kept or self._store.result(audit_id)
            size = self._store.size(audit_id)
        except AuditNotFound:
            self._queue.runs.forget(audit_id, at_once=True)
            raise
        if result is None:
            return
        self._queue.catalogue.put(request, size, result)
        self._queue.runs.forget(audit_id)
        if request.callback_url:
            self._callbacks.schedule(audit_id)
        if self._quarantine and result.problem and result.problem.code in QUARANTINED:
            self._quarantine.keep(audit_id, self._store.upload(audit_id))
        self._store.mark_done(audit_id, lambda is_there: self._count(request, result, is_there=is_there))

    def recount(self, client: str, name: str, size: int) -> None:
        """Set the bytes of an audit or batch again, for a document was drawn of it; a hint that may fail."""
        with suppress(QueueUnavailable):
            self._queue.admission.recount_bytes(client, name, size)

    def _count(self, request: Request, result: Result, *, is_there: bool) -> None:
        """Count an end; one of an audit that was deleted while it was finalized is taken from lists and callbacks again."""
        if not is_there:
            self._queue.catalogue.remove(request, result)
            self._callbacks.remove(request.id)
        self._queue.metrics.add(_samples(request, result))
        if result.status == Status.SUCCEEDED and result.stages:
            self._queue.runs.note_duration(sum(result.stages.values()))


def _samples(request: Request, result: Result) -> dict[str, float]:
    rules = Counter(found["rule"] for found in result.findings)
    counted = {sample("report_audit_findings_total", rule=rule): float(count) for rule, count in rules.items()}
    counted[sample("report_audit_audits_total", status=result.status.value, kind=request.media_type)] = 1.0
    for stage, seconds in result.stages.items():
        counted |= observed("report_audit_stage_seconds", seconds, STAGE_BOUNDS, stage=stage)
    if result.problem:
        counted[sample("report_audit_failures_total", problem=result.problem.code)] = 1.0
    return counted
