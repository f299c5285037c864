"""The way into rq: a task's name and an audit's id, nothing else. What Redis forgets, the reconciler brings again."""

import logging
from contextlib import suppress
from dataclasses import dataclass

from redis import Redis
from rq import Queue
from rq.exceptions import DuplicateJobError
from rq.job import Job
from rq.serializers import JSONSerializer

from service.config import Settings
from service.domain.audit import Progress
from service.errors import QueueUnavailable, TooManyWaiting
from service.storage.redis_index import RedisIndex, connect, reached

TASK = "workers.tasks.audit_report"
QUEUE = "audits"
NO_RQ_TIMEOUT = -1
"""Time is limited by the worker itself, which knows what to tell the client."""

log = logging.getLogger(__name__)


def open_queue(redis: Redis) -> Queue:
    """The one queue, as seen over a connection."""
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer, default_timeout=NO_RQ_TIMEOUT)


def job_id(audit_id: str, attempt: int) -> str:
    """The id of rq's job for one attempt at an audit."""
    return f"{audit_id}-{attempt}"


def audit_of(job: str) -> str:
    """The audit that a job of rq's is about."""
    return job.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an audit without a result is: `position` in the queue (0 is next), or the `progress` of its run."""

    position: int | None = None
    progress: Progress | None = None


class Jobs:
    """What the API asks of the queue: each call is answered within a second or raises QueueUnavailable."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._redis = connect(settings.redis_url)
        self._index = RedisIndex(self._redis)
        self._queue = open_queue(self._redis)

    def ping(self) -> None:
        """Raises QueueUnavailable where Redis doesn't answer."""
        self._index.ping()

    def admit(self) -> None:
        """Ask before a request is kept: raises QueueUnavailable, or TooManyWaiting where the queue is full."""
        with reached():
            waiting = self._redis.llen(self._queue.key)
        if waiting >= self._settings.waiting:
            raise TooManyWaiting(waiting)

    def enqueue(self, audit_id: str) -> None:
        """Bring a kept request to the workers soon. A hint: where it fails, the reconciler does it later."""
        try:
            put_in_queue(self._queue, self._index, audit_id)
        except QueueUnavailable as error:
            log.warning("audit %s could not be queued and waits for the reconciler: %s", audit_id, error.__cause__)

    def standing(self, audit_id: str) -> Standing:
        """Where an audit without a result is. Raises QueueUnavailable."""
        progress = self._index.progress(audit_id)
        return Standing(progress=progress) if progress else Standing(position=self.position(audit_id))

    def progress(self, audit_id: str) -> Progress | None:
        """How far a running audit is; None before it runs. Raises QueueUnavailable."""
        return self._index.progress(audit_id)

    def position(self, audit_id: str) -> int | None:
        """The audit's place in the queue, 0 for the next; None where it isn't in it. Raises QueueUnavailable."""
        with reached():
            index = self._redis.lpos(self._queue.key, job_id(audit_id, self._index.attempt(audit_id)))
        return index if isinstance(index, int) else None

    def live_workers(self) -> int:
        """How many workers are there to do the work. Raises QueueUnavailable."""
        return self._index.live_workers()


def put_in_queue(queue: Queue, index: RedisIndex, audit_id: str) -> None:
    """One more attempt at an audit. Raises QueueUnavailable."""
    attempt = index.next_attempt(audit_id)
    with reached(), suppress(DuplicateJobError):
        queue.enqueue_call(TASK, args=(audit_id,), job_id=job_id(audit_id, attempt), unique=True, result_ttl=0)


def clear_job(redis: Redis, job: str) -> None:
    """Let go of what rq keeps of a job that was taken from the queue. Raises QueueUnavailable."""
    with reached(), redis.pipeline() as pipeline:
        pipeline.lrem(Queue(QUEUE, connection=redis).intermediate_queue_key, 0, job)
        pipeline.delete(Job.key_for(job))
        pipeline.execute()
