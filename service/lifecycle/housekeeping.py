"""Periodic work: lists that were lost are rebuilt, and what has expired is erased.

It is done in slices, for whoever does it looks for lost audits in between.
"""

import logging
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from service.audits.audit import Request, Result
from service.config import Settings
from service.errors import AuditNotFound, BatchNotFound, StorageFailed
from service.lifecycle.eraser import Eraser
from service.queue.port import Queue
from service.storage.port import Storage

WITHDRAW_EVERY, PURGE_EVERY, SWEEP_EVERY = 10.0, 30.0, 3600.0
"""Seconds."""
SETTLED = 30.0
"""Seconds in which a queue's former master, which doesn't know yet that it is one, may take what is lost with it."""
SLICE = 0.25
"""Seconds that a slice of work may take."""
_AT_ONCE = 200
"""Expired audits that are fetched with one call."""
LOOKED_AT = 20
"""Audits that are looked at together."""

log = logging.getLogger(__name__)


class Housekeeping:
    """The periodic work, done by one process at a time: the leading reconciler."""

    def __init__(self, settings: Settings, storage: Storage, queue: Queue) -> None:
        self._catalogue, self._admission = queue.catalogue, queue.admission
        self._store, self._batches = storage.audits, storage.batches
        self._keys, self._quarantine = storage.idempotency_keys, storage.quarantine
        self._kept = settings.keep_seconds
        self._withdrawn = self._purged = self._swept = float("-inf")
        self._list_again_at = float("inf")
        self._maker = secrets.token_hex(8)
        self._unlisted: Iterator[str] | None = None
        """What is still to be listed; None for all."""
        self._eraser = Eraser(storage, queue)
        self._erasing = self._eraser.resume()

    def work(self) -> None:
        """Do a slice of what is due. Raises QueueUnavailable, StorageFailed."""
        now = time.monotonic()
        if not self._catalogue.is_complete():
            self._list(now + SLICE)
        elif now >= self._list_again_at:
            self._list_again(now + SLICE)
        self._erase(now + SLICE)
        if now - self._withdrawn >= WITHDRAW_EVERY:
            self._withdrawn = now
            self._admission.withdraw()
        if now - self._purged >= PURGE_EVERY and self._purge(now + SLICE):
            self._purged = now
        if now - self._swept >= SWEEP_EVERY:
            self._swept = now
            self._store.forget_expired(time.time() - self._kept)
            self._store.sweep()
            self._keys.forget_old()
            self._quarantine.forget_old(time.time() - self._kept)
            for batch in self._batches.forget_old(time.time() - self._kept):
                self._admission.uncount_bytes(batch.client, batch.id)
                self._catalogue.remove_batch(batch.client, batch.id)

    def _erase(self, until: float) -> None:
        """Go on with what was begun to be erased until a moment (monotonic), from where the last slice ended."""
        for _ in self._erasing:
            if time.monotonic() > until:
                return
        self._erasing = self._eraser.resume()

    def _list(self, until: float) -> None:
        """Rebuild the lists until a moment (monotonic), from where the last slice ended, or from the start after another loss."""
        if not self._catalogue.is_rebuilding(self._maker):
            # Whether a beginning that failed was noted isn't known, so each has another name.
            maker = secrets.token_hex(8)
            self._catalogue.begin_rebuild(maker)
            self._maker, self._unlisted = maker, None
        if self._list_rest(until) and self._catalogue.end_rebuild(self._maker):
            log.info("all audits are listed anew")
            self._list_again_at = time.monotonic() + SETTLED

    def _list_again(self, until: float) -> None:
        """List once more what the lists may lack: what a process told a master that wasn't one any more, while they were made."""
        if self._list_rest(until):
            self._list_again_at = float("inf")

    def _list_rest(self, until: float) -> bool:
        """List what is not listed yet until a moment (monotonic); whether that was all.

        All of it isn't yet where the storage fails: what was still to be listed isn't known any more then.
        """
        rest, self._unlisted = self._unlisted or self._store.all_audits(), None
        while some := [*islice(rest, LOOKED_AT)]:
            self._list_together(some)
            if time.monotonic() > until:
                self._unlisted = rest
                return False
        self._list_batches()
        return True

    def _list_together(self, audits: Sequence[str]) -> None:
        listed = {}
        with self._store.at_hand(audits):
            for audit_id in audits:
                with suppress(AuditNotFound, StorageFailed):
                    listed[audit_id] = self._list_one(audit_id)
        with self._store.at_hand(listed):
            for audit_id, (request, result) in listed.items():
                try:
                    self._store.request(audit_id)
                except AuditNotFound:  # deleted by its client just now
                    self._catalogue.remove(request, result)

    def _list_one(self, audit_id: str) -> tuple[Request, Result | None]:
        request, result, size = self._store.request(audit_id), self._store.head(audit_id), self._store.size(audit_id)
        self._catalogue.put(request, size, result)
        return request, result

    def _list_batches(self) -> None:
        """List all batches and count their bytes anew."""
        for batch_id in self._batches.all():
            with suppress(BatchNotFound, StorageFailed):
                batch = self._batches.request(batch_id)
                self._catalogue.put_batch(batch)
                self._admission.count_bytes(batch.client, batch_id, self._batches.size(batch_id))
                if not self._batches.exists(batch_id):
                    self._admission.uncount_bytes(batch.client, batch_id)
                    self._catalogue.remove_batch(batch.client, batch_id)

    def _purge(self, until: float) -> bool:
        """Erase what has expired until a moment (monotonic); whether that was all."""
        while expired := self._catalogue.ended_before(time.time() - self._kept, _AT_ONCE):
            for first in range(0, len(expired), LOOKED_AT):
                some = expired[first : first + LOOKED_AT]
                self._expire(some)
                if time.monotonic() > until:
                    log.info("%d audits have expired and are erased, and there are more", first + len(some))
                    return False
            log.info("%d audits have expired and are erased", len(expired))
        return True

    def _expire(self, audits: Sequence[str]) -> None:
        kept = {}
        with self._store.at_hand(audits):
            for audit_id in audits:
                try:
                    kept[audit_id] = self._store.request(audit_id), self._store.head(audit_id)
                except AuditNotFound:
                    self._catalogue.drop(audit_id)
                except StorageFailed:  # nobody can read it any more, not even whose it was
                    self._store.delete(audit_id)
                    self._catalogue.drop(audit_id)
        self._store.expire(*kept)
        for request, result in kept.values():
            self._catalogue.remove(request, result)
