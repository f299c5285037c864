"""What the API asks of the queue, and tells it. What Redis forgets, the reconciler brings again."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from service.config import Settings
from service.dispatcher import audit_of, feed, open_queue
from service.domain.audit import Progress, Request, Result
from service.errors import (
    AuditNotFound,
    ListsIncomplete,
    QueueUnavailable,
    StorageFailed,
    StorageFull,
)
from service.settling import Settling
from service.storage import open_store
from service.storage.admission import Admission, Candidate
from service.storage.batches import step_of
from service.storage.catalogue import Catalogue, Facts, pages
from service.storage.counters import Counters, Samples
from service.storage.course import Course, Courses
from service.storage.ids import is_id, made_at
from service.storage.ports import AuditStore
from service.storage.rates import Quota, Rates
from service.storage.redis_index import RedisIndex, connect, reached
from service.storage.turns import Turns
from service.storage.usage import Usage

SOONEST, LATEST = 1, 30
"""Seconds after which a client is told to poll again."""

PAGE = 200
"""Audits of a list that are fetched at once."""

ASK_AGAIN = 5
"""Seconds after which an errand that a client still asks for may have been lost."""
ERRANDS = " errands"
"""What names a client's second waiting list."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an audit without a result is: `position` in the queue (1 is next), or the `progress` of its run.

    `due` is in how many seconds it can have come further.
    """

    position: int | None = None
    progress: Progress | None = None
    due: int = SOONEST


class Jobs:
    """Each call is answered within a second or raises QueueUnavailable."""

    def __init__(self, settings: Settings, store: AuditStore | None = None) -> None:
        self._settings, self._store = settings, store or open_store(settings)
        self._redis = connect(settings.redis_url)
        self._index = RedisIndex(self._redis)
        self._turns = Turns(self._redis)
        self._queue = open_queue(self._redis)
        self._courses = Courses(self._redis, self._queue.key)
        self._catalogue, self._rates = Catalogue(self._redis), Rates(self._redis)
        self._counters = Counters(self._redis)
        self._admission, self._usage = Admission(self._redis, settings), Usage(self._redis)
        self._settling = Settling(settings, self._store, self._redis)

    def ping(self) -> None:
        """Raises QueueUnavailable where Redis doesn't answer."""
        self._index.ping()

    def admit(self, asked: Candidate) -> None:
        """Ask before something is kept, which counts as waiting from then on.

        Raises QueueUnavailable; TooManyWaiting or its child where the queue is full; StorageFull where the disk holds no
        more than the results of what waits; QuotaExceeded.
        """
        self._admission.admit(asked, self._store.room(asked.size))

    def check_room(self) -> None:
        """Return if the largest report could be kept, and its result beside those of all that wait. Raises StorageFull
        besides.
        """
        if self._turns.counts("")[1] >= self._store.room(self._settings.upload_bytes):
            raise StorageFull

    def enqueue(self, request: Request) -> Standing:
        """Let a kept request wait for its turn; where it stands now. A hint: where it fails, the reconciler does it later."""
        try:
            return _standing(self._courses.begun(request))
        except QueueUnavailable as error:
            log.warning("audit %s could not be queued and waits for the reconciler: %s", request.id, error.__cause__)
            return Standing(due=QueueUnavailable.retry_after)

    def feed(self) -> None:
        """Have free workers begin with what waits; a hint, as above."""
        try:
            feed(self._queue, self._index, self._turns)
        except QueueUnavailable as error:
            log.warning("workers wait for the reconciler to be fed: %s", error.__cause__)

    def ask(self, client: str, errand: str) -> None:
        """Have something done besides audits, unless it waits already; again after a while, for it may have been lost.

        It waits in a list of its own, so that it comes in turn with the client's audits. Raises QueueUnavailable.
        """
        lane = f"{client}{ERRANDS}"
        if self._index.is_first_to_ask(errand, ASK_AGAIN) and not self._turns.waits(lane, errand):
            self._turns.enter(lane, errand)
            feed(self._queue, self._index, self._turns)

    def begin_batch(self, client: str, batch_id: str) -> None:
        """Have a kept batch begin soon. A hint: where it fails, the reconciler does it later."""
        try:
            self._admission.expands(client, batch_id)
            self.ask(client, step_of(batch_id))
        except QueueUnavailable as error:
            log.warning("batch %s could not be queued and waits for the reconciler: %s", batch_id, error.__cause__)

    def expanded(self, client: str, batch_id: str, size: int) -> None:
        """Note that all files of a batch were admitted, and how many bytes are left of it; a hint, as above."""
        try:
            self._admission.expanded(client, batch_id)
            self._usage.change(client, batch_id, size)
        except QueueUnavailable as error:
            log.warning("batch %s counts as expanding for a while: %s", batch_id, error.__cause__)

    def forget_batch(self, client: str, batch_id: str) -> None:
        """Have a batch that was deleted count no longer; a hint, as above."""
        try:
            self._admission.expanded(client, batch_id)
            self._usage.remove(client, batch_id)
        except QueueUnavailable as error:
            log.warning("batch %s is deleted, and still counted: %s", batch_id, error.__cause__)

    def settle(self, request: Request) -> None:
        """Have all know that an audit has ended, and let it wait no longer; a hint, as above."""
        try:
            self._turns.leave(request.client, request.id)
            self._settling.settle(request.id)
        except (QueueUnavailable, AuditNotFound, StorageFailed) as error:
            log.warning("audit %s waits for the reconciler to be settled: %s", request.id, error.__cause__)

    def forget(self, request: Request, result: Result | None) -> None:
        """Have nobody know of an audit that was deleted; a hint too: lists pass over what is not there."""
        try:
            self._turns.leave(request.client, request.id)
            self._catalogue.remove(request, result)
            self._index.forget(request.id, at_once=True)
        except QueueUnavailable as error:
            log.warning("audit %s is deleted, and still listed: %s", request.id, error.__cause__)

    def listed(self, client: str, after: str | None, floor: str) -> Iterator[tuple[str, Facts]]:
        """A client's audits with ids below `after` and from `floor` on, newest first.

        Raises QueueUnavailable; ListsIncomplete for as long as lists that were lost are made anew.
        """
        if not self._catalogue.is_complete():
            raise ListsIncomplete
        return pages(self._catalogue, client, after, floor, PAGE)

    def like(self, client: str, content: str) -> str | None:
        """The client's last audit of such a content. Raises QueueUnavailable."""
        return self._catalogue.like(client, content)

    def standing(self, request: Request) -> Standing:
        """Where an audit without a result is. Raises QueueUnavailable."""
        return _standing(self._courses.of(request.client, request.id))

    def count_request(self, key: str, limit: int) -> Quota:
        """Count one more request that is made with a key. Raises QueueUnavailable."""
        return self._rates.count(key, limit)

    def count(self, samples: Samples) -> None:
        """Add to the service's counters. Raises QueueUnavailable."""
        self._counters.add(samples)

    def counted(self) -> Samples:
        """The service's counters, and how the queue stands. Raises QueueUnavailable."""
        with reached():
            ready = [audit_of(job.decode()) for job in self._redis.lrange(self._queue.key, 0, -1)]  # type: ignore[union-attr]
        first = min(filter(is_id, (*ready, self._turns.oldest() or "")), default=None)
        begun = datetime.fromisoformat(made_at(first)).timestamp() if first else time.time()
        return {
            **self._counters.all(),
            "report_audit_queue_depth": self._turns.counts("")[1] + len(ready),
            "report_audit_queue_age_seconds": max(0.0, time.time() - begun),
            "report_audit_workers": self._index.live_workers(),
        }

    def live_workers(self) -> int:
        """How many workers are there to do the work. Raises QueueUnavailable."""
        return self._index.live_workers()

    def sandboxes(self) -> list[str]:
        """What the jobs of live workers are confined by, in words. Raises QueueUnavailable."""
        return self._index.sandboxes()


def candidate(asked: Request, *, of_batch: bool = False) -> Candidate:
    """An audit as it is to be admitted."""
    previous = asked.previous["size"] if asked.previous else 0
    return Candidate(asked.client, asked.id, asked.size + previous, of_batch)


def _standing(course: Course) -> Standing:
    if course.progress:
        return Standing(progress=course.progress)
    return Standing(position=course.position, due=max(SOONEST, min(LATEST, ceil(course.turn / 2))))
