"""Audits and batches are erased: from the storage first, then from the queue.

What is erased together is noted first. So what was begun is finished by housekeeping, whatever dies meanwhile.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

from service.audits.audit import Request, Result
from service.errors import AuditNotFound
from service.queue.port import Queue
from service.storage.port import Deletion, Storage

OVERDUE = 10.0
"""Seconds after which whoever began to erase has died, or found no queue."""
_AT_ONCE = 50
"""Audits that are erased from the storage together."""


class Eraser:
    """Erases for good; what is erased already is no error.

    Each call raises StorageFull or StorageFailed, and QueueUnavailable once nothing is kept in the storage.
    """

    def __init__(self, storage: Storage, queue: Queue) -> None:
        self._storage, self._queue = storage, queue

    def erase(self, asked: Request) -> None:
        """Erase an audit."""
        kept = self._erase_kept(asked.client, [asked.id])
        if asked.id not in kept:
            raise AuditNotFound(id=asked.id)
        self._unlist(*kept[asked.id])

    def erase_together(self, deletion: Deletion) -> None:
        """Erase audits, and their batch where there is one: all of them or, if the deletion can't be noted, none."""
        self._storage.deletions.add(deletion)
        for _ in self._finish(deletion):
            pass

    def resume(self) -> Iterator[None]:
        """Finish what was begun and is overdue; it may be left off after some audits, and begun again."""
        for deletion in self._storage.deletions.begun_before(time.time() - OVERDUE):
            yield from self._finish(deletion)

    def _finish(self, deletion: Deletion) -> Iterator[None]:
        if deletion.batch is not None:
            self._storage.batches.delete(deletion.batch)
        erased: dict[str, tuple[Request, Result | None]] = {}
        for first in range(0, len(deletion.audits), _AT_ONCE):
            erased |= self._erase_kept(deletion.client, deletion.audits[first : first + _AT_ONCE])
            yield
        for audit_id in deletion.audits:
            if kept := erased.get(audit_id):
                self._unlist(*kept)
            else:
                self._forget(deletion.client, audit_id)
            yield
        if deletion.batch is not None:
            self._queue.admission.note_expanded(deletion.client, deletion.batch)
            self._queue.admission.uncount_bytes(deletion.client, deletion.batch)
            self._queue.catalogue.remove_batch(deletion.client, deletion.batch)
        self._storage.deletions.remove(deletion.id)

    def _erase_kept(self, client: str, audits: Sequence[str]) -> dict[str, tuple[Request, Result | None]]:
        """Erase audits of a client from the storage; those that were there, and how each ended."""
        kept = {}
        with self._storage.audits.at_hand(audits):
            for audit_id in audits:
                with suppress(AuditNotFound):
                    kept[audit_id] = self._storage.audits.request(audit_id), self._storage.audits.head(audit_id)
        keys = [asked.idempotency_key for asked, _ in kept.values() if asked.idempotency_key is not None]
        if keys:
            self._storage.idempotency_keys.release(client, *keys)
        if kept:
            self._storage.audits.delete(*kept)
            self._storage.callbacks.remove(*kept)
        return kept

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
