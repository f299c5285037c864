"""python -m service.reconciler: nothing accepted is forgotten.

Every audit that has not ended is in the queue or held by a live worker. One that is neither, at two looks in a
row, is queued again: its job was lost, its worker died, Redis was wiped, or it never came into the queue.
"""

import logging
import secrets
import signal
import sys
import threading
import time
from contextlib import suppress

from rq import Queue

from service.config import Settings, WrongSetting
from service.errors import QueueUnavailable, StorageFailed
from service.jobs import audit_of, clear_job, open_queue, put_in_queue
from service.storage import open_store
from service.storage.ports import AuditStore
from service.storage.redis_index import RedisIndex, connect, reached

INTERVAL = 0.5
"""Seconds between two looks; longer where a look takes long."""
_LOCK = "reconciler"

log = logging.getLogger(__name__)


class Reconciler:
    """Compares the truth with the queue. Any number may run: one of them works, the others stand by."""

    def __init__(self, store: AuditStore, index: RedisIndex, queue: Queue) -> None:
        self._store, self._index, self._queue = store, index, queue
        self._token = secrets.token_hex(8)
        self._missed: set[str] = set()
        self._stale: set[str] = set()

    def look(self) -> list[str]:
        """Queue again what was missed at this look and the last; says which. Raises QueueUnavailable, StorageFailed."""
        if not self._index.hold(_LOCK, self._token):
            return []
        unended = list(self._store.open_audits())
        queued, taken = self._jobs(self._queue.key), self._jobs(self._queue.intermediate_queue_key)
        in_queue = {audit_of(job) for job in queued}
        held = self._index.held([*{*unended, *map(audit_of, taken)} - in_queue])
        stale = {job for job in taken if audit_of(job) not in held}
        for job in stale & self._stale:
            clear_job(self._queue.connection, job)
        missed = {audit_id for audit_id in unended if audit_id not in in_queue and audit_id not in held}
        lost = sorted(missed & self._missed)
        self._stale, self._missed = stale, missed.difference(lost)
        for audit_id in lost:
            put_in_queue(self._queue, self._index, audit_id)
        return lost

    def resign(self) -> None:
        """Let another one take over at once."""
        self._index.release(_LOCK, self._token)

    def _jobs(self, key: str) -> list[str]:
        with reached():
            return [
                job.decode() if isinstance(job, bytes) else job for job in self._queue.connection.lrange(key, 0, -1)
            ]


def main() -> int:
    """Look again and again until SIGTERM or SIGINT."""
    try:
        settings = Settings.from_environment()
    except WrongSetting as error:
        sys.exit(f"error: {error}")
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    redis = connect(settings.redis_url, seconds=2)
    reconciler = Reconciler(open_store(settings), RedisIndex(redis), open_queue(redis))
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    pause = INTERVAL
    while not ended.wait(pause):
        pause = _looked(reconciler)
    with suppress(QueueUnavailable):
        reconciler.resign()
    return 0


def _looked(reconciler: Reconciler) -> float:
    """Look once; how long to wait until the next time."""
    begun = time.monotonic()
    try:
        if lost := reconciler.look():
            log.warning("queued again: %s", ", ".join(lost[:10]) + (f" and {len(lost) - 10} more" if lost[10:] else ""))
    except (QueueUnavailable, StorageFailed) as error:
        log.debug("no look just now: %s", error.__cause__)
    return max(INTERVAL, 4 * (time.monotonic() - begun))


if __name__ == "__main__":
    sys.exit(main())
