"""python -m service.lifecycle.reconciler: nothing accepted is forgotten.

Every audit that has not ended is in the queue or held by a live worker. One that is neither, at two looks in a
row, is queued again: its job was lost, its worker died, Redis was wiped, or it never came into the queue.
"""

import logging
import secrets
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

from service import logs
from service.audits.audit import Request
from service.audits.batch import batch_of, step_of
from service.audits.ids import is_id
from service.config import Settings
from service.errors import AuditNotFound, BatchNotFound, QueueUnavailable, StorageFailed
from service.lifecycle.finalizer import Finalizer
from service.lifecycle.housekeeping import Housekeeping
from service.lifecycle.queue_server import QueueServer
from service.queue import check_queue_of_process, open_queue
from service.queue.port import EXPANDING, Admission, Queue, name_of
from service.signals import Signals
from service.storage import open_storage
from service.storage.port import Storage, is_due

INTERVAL = 0.5
"""Seconds between two runs; longer where a run takes long."""
_QUICK = 0.05
"""Seconds of the processor that a look at all that is open may take to be part of each run."""
_RESTS, _LONGEST_REST = 99, 10.0
"""Where it takes longer, it comes again after so many times as long, at most so many seconds: what many wait costs little then."""
_LOCK, _LEAD = "reconciler", 3.0
"""The lease of the leader, and its seconds."""
_AT_ONCE = 500
"""Lost audits that are queued with one call."""
_NOTED_EVERY = EXPANDING / 4
_ABSENT = 30.0
"""Seconds for which a mark of an audit that isn't there is let be: it wasn't accepted, unless the store is late."""

log = logging.getLogger(__name__)


class _NoLeader(Exception):
    """Another leads."""


class Reconciler:
    """Compares storage and queue. Any number may run: one of them leads, the others stand by."""

    def __init__(self, settings: Settings, storage: Storage, queue: Queue) -> None:
        self._store, self._batches, self._fetches = storage.audits, storage.batches, storage.fetches
        self._queue, self._finalizer = queue, Finalizer(settings, storage, queue)
        self._steps = BatchSteps(storage, queue.admission)
        self._token = secrets.token_hex(8)
        self._missed: set[str] = set()
        self._stale: set[str] = set()
        self._ended: set[str] = set()
        self._absent: dict[str, float] = {}
        """Marks of audits that weren't there, with the moments until which these aren't looked for (monotonic)."""
        self._fetching: dict[str, str] = {}
        """The clients of audits whose file is still to be fetched."""
        self._noted = self._led = float("-inf")
        self._all_after = float("-inf")
        """When all that is open is to be looked at again (monotonic)."""

    def reconcile(self) -> list[str]:
        """Queue again what was missing in this run and the last one; the audits among it. Raises QueueUnavailable, StorageFailed.

        A run that takes so long that another leads meanwhile does no more.
        """
        with suppress(_NoLeader):
            return self._reconcile() if self.leads() else []
        return []

    def _reconcile(self) -> list[str]:
        fetching, arrived = self._note_fetching()
        self._check_leads()
        steps = [*self._steps.due()]
        if time.monotonic() >= self._all_after:
            begun = time.process_time()
            in_queue, taken, unended = self._look_at_all(fetching)
            took = time.process_time() - begun
            self._all_after = time.monotonic() + (min(_RESTS * took, _LONGEST_REST) if took > _QUICK else 0.0)
        else:
            in_queue, taken, unended = self._look_at_some(fetching, arrived, steps)
        unended += steps
        held = self._queue.workers.held([*{*unended, *map(name_of, taken)} - in_queue])
        ended = {name for name in map(name_of, taken) if is_id(name)}.difference(unended, in_queue)
        stale = {job for job in taken if name_of(job) not in held or name_of(job) in ended}
        self._check_leads()
        for job in stale & self._stale:
            self._queue.dispatcher.clear(job)
        self._absent = {audit_id: until for audit_id, until in self._absent.items() if until > time.monotonic()}
        missed = {each for each in unended if each not in in_queue and each not in held and each not in self._absent}
        again = sorted(missed & (self._missed | arrived))
        self._stale, self._missed = stale, missed.difference(again)
        lost = self._queue_again(again)
        self._queue.dispatcher.dispatch()
        return sorted(lost)

    def _look_at_all(self, fetching: set[str]) -> tuple[set[str], list[str], list[str]]:
        """What is in the queue, the jobs that are taken, and the open audits that aren't in the queue; those that ended are finalized."""
        in_queue = self._queue.fair_queue.waiting()
        in_queue.update(map(name_of, self._queue.dispatcher.ready()))
        taken = self._queue.dispatcher.taken()
        unended, ended = self._store.unfinished(in_queue | fetching)
        self._finalize(set(ended))
        return in_queue, taken, unended

    def _look_at_some(
        self, fetching: set[str], arrived: set[str], steps: list[str]
    ) -> tuple[set[str], list[str], list[str]]:
        """The same of those alone that a worker took, that were missed, or whose file has come: what a worker that died had."""
        ready, taken = set(map(name_of, self._queue.dispatcher.ready())), self._queue.dispatcher.taken()
        some = {*map(name_of, taken), *self._missed, *arrived, *steps} - ready
        in_queue = ready | self._queue.fair_queue.waiting_of(some)
        unended = sorted(each for each in some - in_queue - fetching if is_id(each) and self._store.awaits(each))
        return in_queue, taken, unended

    def leads(self) -> bool:
        """Take or renew the leader's lease; False where another holds it. Raises QueueUnavailable."""
        asked = time.monotonic()
        leads = self._queue.workers.hold(_LOCK, self._token, _LEAD)
        self._led = asked if leads else float("-inf")
        return leads

    def _check_leads(self) -> None:
        """Go on as the leader, asking again once a third of the lease is over. Raises _NoLeader."""
        if time.monotonic() - self._led > _LEAD / 3 and not self.leads():
            raise _NoLeader

    def _note_fetching(self) -> tuple[set[str], set[str]]:
        """The audits whose file is still to be fetched, which count as waiting, and those of which it came since the last look."""
        now = {audit_id for _, audit_id in self._fetches.scheduled()}
        arrived = self._fetching.keys() - now
        for audit_id in arrived:
            self._queue.admission.note_expanded(self._fetching.pop(audit_id), audit_id)
        unnoted = now - self._fetching.keys()
        if time.monotonic() - self._noted >= _NOTED_EVERY:
            self._noted, unnoted = time.monotonic(), now
        for audit_id in unnoted:
            with suppress(AuditNotFound, StorageFailed):
                client = self._fetching.get(audit_id) or self._store.request(audit_id).client
                self._queue.admission.note_expanding(client, audit_id)
                self._fetching[audit_id] = client
        return now, arrived

    def _queue_again(self, again: list[str]) -> list[str]:
        """Retry at once what was a job before; put all else at the head of its client's waiting list. The audits that had been lost.

        A batch's step is short, and is retried at once too; it was due, and not lost. Each goes before what is there, so the
        oldest is the last.
        """
        lost = []
        for first in reversed(range(0, len(again), _AT_ONCE)):
            some = again[first : first + _AT_ONCE]
            had_turn: list[str] = []
            waiting: dict[str, list[str]] = defaultdict(list)
            for audit_id, attempt in zip(some, self._queue.runs.attempts(some), strict=True):
                if attempt or not is_id(audit_id):
                    had_turn.append(audit_id)
                    self._list_batch(audit_id)
                    if is_id(audit_id):
                        lost.append(audit_id)
                elif request := self._request(audit_id):
                    waiting[request.client].append(audit_id)
                    if request.url is None:
                        lost.append(audit_id)
            self._check_leads()
            for audit_id in (*had_turn, *chain.from_iterable(waiting.values())):
                log.info("queued again" if is_id(audit_id) else "is due", extra={"audit_id": audit_id})
            for client, audits in waiting.items():
                self._queue.fair_queue.requeue(client, *audits)
            for audit_id in reversed(had_turn):
                self._check_leads()
                self._queue.dispatcher.retry(audit_id)
        return sorted(lost)

    def _request(self, audit_id: str) -> Request | None:
        """What was asked for; None where there is nothing to read."""
        try:
            return self._store.request(audit_id)
        except AuditNotFound:
            self._absent[audit_id] = time.monotonic() + _ABSENT
        except StorageFailed:
            pass
        return None

    def _list_batch(self, task: str) -> None:
        """List the batch that a task is a step of: who accepted it may not have come to that."""
        if batch_id := batch_of(task):
            with suppress(BatchNotFound, StorageFailed):
                self._queue.catalogue.put_batch(self._batches.request(batch_id))

    def _finalize(self, ended: set[str]) -> None:
        """Finalize what had ended in the last run already: whoever ended it has had the time to do so."""
        for audit_id in sorted(ended & self._ended):
            self._check_leads()
            with suppress(AuditNotFound, StorageFailed):
                self._finalizer.finalize(audit_id)
        self._ended = ended

    def resign(self) -> None:
        """Release the leader's lease."""
        self._queue.workers.release(_LOCK, self._token)


class BatchSteps:
    """Which batches can be taken a step further: opened, opened further where there is room now, or ended."""

    def __init__(self, storage: Storage, admission: Admission) -> None:
        self._storage, self._batches, self._admission = storage, storage.batches, admission
        self._clients: dict[str, str] = {}
        self._noted = float("-inf")

    def due(self) -> Iterator[str]:
        """The names of the steps for which it is time. Raises QueueUnavailable, StorageFailed.

        Of a client's batches that expand no more than there is room for audits, the oldest first.
        """
        expanding: dict[str, str] = {}
        for batch_id in self._batches.open_batches():
            with suppress(BatchNotFound, StorageFailed):
                if self._batches.is_expanding(batch_id):
                    expanding[batch_id] = self._clients.get(batch_id) or self._batches.request(batch_id).client
                elif is_due(batch_id, self._storage):
                    yield step_of(batch_id)
        self._clients = expanding
        self._note()
        yield from map(step_of, self._with_room())

    def _note(self) -> None:
        """Have those that expand count as such, before that lapses."""
        if time.monotonic() - self._noted < _NOTED_EVERY:
            return
        for batch_id, client in self._clients.items():
            self._admission.note_expanding(client, batch_id)
        self._noted = time.monotonic()

    def _with_room(self) -> Iterator[str]:
        if not self._clients or not self._disk_has_room():
            return
        left = Counter({client: self._admission.room(client) for client in set(self._clients.values())})
        for batch_id, client in self._clients.items():
            if left[client] > 0:
                left[client] -= 1
                yield batch_id

    def _disk_has_room(self) -> bool:
        try:
            self._storage.audits.room()
        except StorageFailed:
            return False
        return True


def main() -> int:
    """Reconcile until SIGTERM or SIGINT."""
    settings = Settings.of_process()
    logs.start(settings)
    check_queue_of_process(settings)
    storage, queue = open_storage(settings), open_queue(settings, seconds=2)
    reconciler, housekeeping = Reconciler(settings, storage, queue), Housekeeping(settings, storage, queue)
    server = QueueServer(settings, queue)
    signals, pause = Signals(), 0.0
    while not signals.wait(pause):
        pause = _run_once(server, reconciler, housekeeping)
    with suppress(QueueUnavailable):
        reconciler.resign()
    return 0


def _run_once(server: QueueServer, reconciler: Reconciler, housekeeping: Housekeeping) -> float:
    """Run once; the seconds until the next run: as long as it took, so that half of the time is left to others.

    Where there was no answer, nothing was done that would need a rest.
    """
    begun = time.monotonic()
    try:
        if lost := reconciler.reconcile():
            log.warning("%d queued again", len(lost))
        if reconciler.leads():
            housekeeping.work()
        server.look()
    except (QueueUnavailable, StorageFailed) as error:
        log.debug("no look just now: %s", error.__cause__)
        return INTERVAL
    return max(INTERVAL, time.monotonic() - begun)


if __name__ == "__main__":
    sys.exit(main())
