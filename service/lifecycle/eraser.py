"""Audits and batches are erased: from the storage first, then from the queue.

What is erased together is noted first. So what was begun is finished by housekeeping, whatever dies meanwhile.
"""

import time
from collections.abc import Iterator

from service.audits.audit import Request, Result
from service.errors import AuditNotFound
from service.queue.port import Queue
from service.storage.port import Deletion, Storage

OVERDUE = 10.0
"""Seconds after which whoever began to erase has died, or found no queue."""


class Eraser:
    """Erases for good; what is erased already is no error.

    Each call raises StorageFull or StorageFailed, and QueueUnavailable once nothing is kept in the storage.
    """

    def __init__(self, storage: Storage, queue: Queue) -> None:
        self._storage, self._queue = storage, queue

    def erase(self, asked: Request) -> None:
        """Erase an audit."""
        self._unlist(asked, self._erase_kept(asked))

    def erase_together(self, deletion: Deletion) -> None:
        """Erase audits, and their batch where there is one: all of them or, if the deletion can't be noted, none."""
        self._storage.deletions.add(deletion)
        for _ in self._finish(deletion):
            pass

    def resume(self) -> Iterator[None]:
        """Finish what was begun and is overdue; it may be left off after each audit, and begun again."""
        for deletion in self._storage.deletions.begun_before(time.time() - OVERDUE):
            yield from self._finish(deletion)

    def _finish(self, deletion: Deletion) -> Iterator[None]:
        if deletion.batch is not None:
            self._storage.batches.delete(deletion.batch)
        erased: dict[str, tuple[Request, Result | None] | None] = {}
        for audit_id in deletion.audits:
            erased[audit_id] = self._erased(audit_id)
            yield
        for audit_id, kept in erased.items():
            if kept is None:
                self._forget(deletion.client, audit_id)
            else:
                self._unlist(*kept)
            yield
        if deletion.batch is not None:
            self._queue.admission.note_expanded(deletion.client, deletion.batch)
            self._queue.admission.uncount_bytes(deletion.client, deletion.batch)
            self._queue.catalogue.remove_batch(deletion.client, deletion.batch)
        self._storage.deletions.remove(deletion.id)

    def _erased(self, audit_id: str) -> tuple[Request, Result | None] | None:
        """An audit and its end, now that it is erased; None where it was already."""
        try:
            asked = self._storage.audits.request(audit_id)
            return asked, self._erase_kept(asked)
        except AuditNotFound:
            return None

    def _erase_kept(self, asked: Request) -> Result | None:
        """Erase an audit from the storage; how it ended. Raises AuditNotFound."""
        head = self._storage.audits.head(asked.id)
        if asked.idempotency_key is not None:
            self._storage.idempotency_keys.release(asked.client, asked.idempotency_key)
        self._storage.audits.delete(asked.id)
        self._storage.callbacks.remove(asked.id)
        return head

    def _unlist(self, asked: Request, head: Result | None) -> None:
        """Have the queue forget an audit that is erased."""
        self._queue.fair_queue.leave(asked.client, asked.id)
        self._queue.catalogue.remove(asked, head)
        self._queue.runs.forget(asked.id, at_once=True)

    def _forget(self, client: str, audit_id: str) -> None:
        """The same for one of which only the id is known any more."""
        self._queue.fair_queue.leave(client, audit_id)
        self._queue.catalogue.drop(audit_id, client)
        self._queue.runs.forget(audit_id, at_once=True)
