"""What is done now and then: lists that were lost are made anew, and what has expired is erased."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from redis import Redis

from service.config import Settings
from service.errors import AuditNotFound
from service.storage.batches import BatchStore
from service.storage.catalogue import Catalogue
from service.storage.claims import Claims
from service.storage.files import FileStore

PURGE_EVERY, SWEEP_EVERY = 30.0, 3600.0
"""Seconds."""
_AT_ONCE = 200
"""Audits between two signs of life."""

log = logging.getLogger(__name__)


class Housekeeping:
    """Done by one process at a time: by whoever leads the reconcilers."""

    def __init__(self, settings: Settings, store: FileStore, redis: Redis) -> None:
        self._store, self._catalogue, self._claims = store, Catalogue(redis), Claims(settings.data_dir)
        self._batches = BatchStore(settings.data_dir)
        self._kept = settings.keep_seconds
        self._purged = self._swept = float("-inf")

    def work(self, leads: Callable[[], bool]) -> None:
        """Do what is due, for as long as we lead. Raises QueueUnavailable, StorageFailed."""
        if not self._catalogue.is_complete():
            self._list_all(leads)
        now = time.monotonic()
        if now - self._purged >= PURGE_EVERY:
            self._purged = now
            self._purge(leads)
        if now - self._swept >= SWEEP_EVERY:
            self._swept = now
            self._store.forget_expired(time.time() - self._kept)
            self._store.sweep()
            self._claims.forget_old()
            self._batches.forget_old(time.time() - self._kept)

    def _list_all(self, leads: Callable[[], bool]) -> None:
        listed = 0
        for listed, audit_id in enumerate(self._store.all_audits(), 1):
            with suppress(AuditNotFound):
                request, result = self._store.request(audit_id), self._store.head(audit_id)
                if result:
                    self._catalogue.end(request, result)
                else:
                    self._catalogue.add(request)
            if listed % _AT_ONCE == 0 and not leads():
                return
        self._catalogue.completed()
        log.info("%d audits are listed anew", listed)

    def _purge(self, leads: Callable[[], bool]) -> None:
        while expired := self._catalogue.ended_before(time.time() - self._kept, _AT_ONCE):
            for audit_id in expired:
                self._expire(audit_id)
            log.info("%d audits have expired and are erased", len(expired))
            if not leads():
                return

    def _expire(self, audit_id: str) -> None:
        try:
            request, result = self._store.request(audit_id), self._store.head(audit_id)
            self._store.expire(audit_id)
            self._catalogue.remove(request, result)
        except AuditNotFound:
            self._catalogue.drop(audit_id)
