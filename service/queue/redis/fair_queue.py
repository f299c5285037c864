"""The waiting lists of all clients in Redis, and the way out of them into rq: a task's name and an id, nothing else."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace

from redis import Redis
from rq import Queue
from rq.exceptions import DequeueTimeout, DuplicateJobError
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.utils import as_text

from service.audits.audit import Progress, Request, Stage, moment
from service.queue.port import LEASE, FairQueue, QueuePosition, kind_of, name_of
from service.queue.redis import keys
from service.queue.redis.cached_script import CachedScript, RepeatableScript, load
from service.queue.redis.catalogue import facts_of
from service.queue.redis.connection import translate_redis_errors
from service.queue.redis.runs import USUAL_PACE, RedisRuns, progress_of

TASK = "task"
"""What rq calls each job. Nothing is imported by it: what a job is about follows from its id alone."""
AUDITS = "audits"
SCANS = "scans"
"""The queue of audits whose pages must be recognised, for the workers that can."""
NO_RQ_TIMEOUT = -1
"""Time is limited by the worker itself, which knows what to tell the client."""

_SERVED = 60
"""Seconds without a turn after which nobody counts as served."""
_TAKE_SECONDS = 1
"""Seconds that a worker waits for a job, uninterrupted, before it looks whether it is to end, and gives its next sign of life."""
_ASK_AGAIN = 5
"""Seconds after which a background task that a client still asks for may have been lost."""


class RedisFairQueue:
    """A FairQueue."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._enqueue, self._position = (RepeatableScript(redis, load(name)) for name in ("enqueue", "position"))
        self._depth = RepeatableScript(redis, load("depth"))
        names = ("wait", "requeue", "next", "leave", "waiting")
        self._wait, self._requeue, self._next, self._leave, self._waiting = (
            CachedScript(redis, load(name)) for name in names
        )

    def enqueue(self, request: Request) -> QueuePosition:
        return _position(self._enqueue(request.client, request.id, LEASE, facts_of(request), request.sha256))

    def enqueue_task(self, client: str, name: str) -> bool:
        lane = f"{client}{keys.TASKS}"
        if not self._is_first_to_ask(name) or self._waits(lane, name):
            return False
        self._wait(lane, name)
        return True

    def position(self, request: Request) -> QueuePosition:
        return _position(self._position(request.client, request.id, LEASE))

    def next(self) -> str | None:
        found = self._next(LEASE, _SERVED)
        return found.decode() if found else None

    def requeue(self, client: str, *audit_ids: str) -> None:
        self._requeue(client, *reversed(audit_ids))

    def interrupt(self, client: str, audit_id: str) -> None:
        with translate_redis_errors():
            self._redis.hincrby(f"{keys.RUN}{audit_id}", "interruptions", 1)
        self._wait(f"{client}{keys.LONG}", audit_id)

    def leave(self, client: str, audit_id: str) -> None:
        self._leave(client, audit_id)

    def others_wait(self, client: str) -> bool:
        is_listed = any(each not in (client, f"{client}{keys.LONG}") for each in self._lists())
        return is_listed or self._others_are_ready(client)

    def depth(self) -> int:
        return int(self._depth())

    def waiting(self) -> set[str]:
        return {name for each in self._waiting() for name in each.decode().split()}

    def waiting_of(self, names: Collection[str]) -> set[str]:
        with translate_redis_errors(), self._redis.pipeline(transaction=False) as pipeline:
            for name in names:
                pipeline.zscore(f"{keys.BACKLOG}{kind_of(name)}", name)
            return {name for name, score in zip(names, pipeline.execute(), strict=True) if score is not None}

    def _others_are_ready(self, client: str) -> bool:
        """Whether another client's job was dispatched and no worker took it.

        Two workers that dispatch at the same moment may bring up more jobs than workers are free.
        """
        ready = names_in(self._redis, keys.READY)
        with translate_redis_errors(), self._redis.pipeline(transaction=False) as pipeline:
            for job in ready:
                pipeline.zscore(f"{keys.LIST}{client}", name_of(job))
            return None in pipeline.execute()

    def _lists(self) -> list[str]:
        return names_in(self._redis, keys.ROUND)

    def _is_first_to_ask(self, name: str) -> bool:
        asked = f"{keys.RUN}{name}{keys.ASKED}"
        with translate_redis_errors():
            if self._redis.set(asked, 1, nx=True, ex=_ASK_AGAIN):
                return True
            self._redis.expire(asked, _ASK_AGAIN, lt=True)
            return False

    def _waits(self, lane: str, name: str) -> bool:
        with translate_redis_errors():
            return self._redis.lpos(f"{keys.WAITING}{lane}", name) is not None


class RedisDispatcher:
    """A Dispatcher by rq: its lists of jobs, and the lists beside them of those that were taken."""

    def __init__(self, redis: Redis, blocking: Redis, fair_queue: FairQueue, runs: RedisRuns) -> None:
        """`blocking` is a connection that waits longer for an answer than `take` may for a job."""
        self._redis, self._blocking, self._fair_queue, self._runs = redis, blocking, fair_queue, runs
        self._audits, self._scans = rq_queue(redis, AUDITS), rq_queue(redis, SCANS)

    def dispatch(self) -> None:
        while name := self._fair_queue.next():
            self.retry(name)

    def retry(self, name: str) -> None:
        """One more attempt; what was lost comes next."""
        attempt = self._runs.next_attempt(name)
        self._put(self._audits, name, attempt, at_front=attempt > 1)

    def hand_over(self, audit_id: str) -> None:
        begun = self._runs.under_way([audit_id]).get(audit_id) or Progress(started_at=moment())
        attempt = self._runs.next_attempt(audit_id)
        self._runs.report_progress(audit_id, replace(begun, stage=Stage.WAITING_FOR_RECOGNITION))
        self._put(self._scans, audit_id, attempt, at_front=False)

    def take(self, *, scans: bool) -> str | None:
        queue = self._scans if scans else self._audits
        with translate_redis_errors(), suppress(DequeueTimeout):
            _, job = Queue.lmove(self._blocking, queue.key, _TAKE_SECONDS)
            return as_text(job)
        return None

    def ready(self) -> list[str]:
        return [job for queue in (self._audits, self._scans) for job in names_in(self._redis, queue.key)]

    def taken(self) -> list[str]:
        both = (self._audits, self._scans)
        return [job for queue in both for job in names_in(self._redis, queue.intermediate_queue_key)]

    def clear(self, job: str) -> None:
        with translate_redis_errors(), self._redis.pipeline(transaction=False) as pipeline:
            for queue in (self._audits, self._scans):
                pipeline.lrem(queue.intermediate_queue_key, 0, job)
            pipeline.delete(Job.key_for(job))
            pipeline.execute()

    def _put(self, queue: Queue, name: str, attempt: int, *, at_front: bool) -> None:
        with translate_redis_errors(), suppress(DuplicateJobError):
            queue.enqueue_call(TASK, job_id=f"{name}-{attempt}", unique=True, result_ttl=0, at_front=at_front)


def rq_queue(redis: Redis, name: str = AUDITS) -> Queue:
    """One of rq's two queues."""
    return Queue(name, connection=redis, serializer=JSONSerializer, default_timeout=NO_RQ_TIMEOUT)


def names_in(redis: Redis, key: str) -> list[str]:
    """The members of a list. Raises QueueUnavailable."""
    with translate_redis_errors():
        return [each.decode() for each in redis.lrange(key, 0, -1)]  # type: ignore[union-attr]


def _position(answer: bytes) -> QueuePosition:
    stage, *numbers = answer.decode().split(" ")
    if stage:
        return QueuePosition(progress=progress_of(stage, *numbers))
    first, second, third = numbers
    place = int(first) if first else None
    return QueuePosition(place, turn=(place or 0) * float(second or USUAL_PACE) / max(1, int(third)))
