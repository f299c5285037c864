"""What Redis knows of audits that have not ended. All of it may be lost at any time and is made anew.

audit:{id}         hash: attempt (of rq's job), crashes, interruptions, and stage, done, total, started_at while it runs
audit:{id}:lease   the token of the worker that runs it; gone a few seconds after that worker
audit:workers      sorted set: the workers, by when they were last heard of
audit:sandboxes    sorted set: what jobs are confined by, in words, by when a worker last said so
audit:pace         seconds that audits take, the later ones counting more
audit:written      is written to learn whether Redis takes anything

Redis lets keys expire by the time of day. Where that was set back a lease would last for as long; one that lasts longer
than leases do is cut short by whoever sees it.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from redis import Redis
from redis.backoff import ConstantBackoff, NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswer
from redis.retry import Retry

from service.domain.audit import Progress, Stage
from service.errors import QueueUnavailable

LEASE = 5.0
"""Seconds for which a worker holds an audit without being heard of."""
_KEPT = 86_400
_AFTER_THE_END = 60
WORKERS = "audit:workers"
"""The sorted set of workers, by when they were heard of."""
_SANDBOXES = "audit:sandboxes"
PACE = "audit:pace"
USUAL_PACE = 1.0
_FRESH = 0.1
"""What the last audit counts for in the pace."""

_RENEW = """
local holder = redis.call("GET", KEYS[1])
if holder and holder ~= ARGV[1] then
  if redis.call("PTTL", KEYS[1]) > tonumber(ARGV[2]) then redis.call("PEXPIRE", KEYS[1], ARGV[2]) end
  return 0
end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
return 1
"""
_RELEASE = """
if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end
return 0
"""


def connect(url: str, *, seconds: float = 0.7, patient: bool = False) -> Redis:
    """A client that gives up after `seconds`, at once and for good; a patient one tries again until it is answered."""
    retry = Retry(ConstantBackoff(0.25), -1) if patient else _OneTry()
    return Redis.from_url(url, socket_timeout=seconds, socket_connect_timeout=seconds, retry=retry)


class _OneTry(Retry):
    """No second try; and for a moment after a failure no first one, so that a request which asks twice waits once."""

    REST = 0.5
    """Seconds."""

    def __init__(self) -> None:
        super().__init__(NoBackoff(), 0)
        self._rests_until = 0.0

    def __deepcopy__(self, _: object) -> "_OneTry":
        """Itself: all connections of a client share what one of them learned."""
        return self

    def call_with_retry(self, do: Callable[..., Any], fail: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Do it. Raises what it raises, and ConnectionError at once while at rest."""
        if time.monotonic() < self._rests_until:
            raise NoConnection("not asked: there was no answer just before")
        try:
            return super().call_with_retry(do, fail, *args, **kwargs)
        except (NoConnection, NoAnswer):
            self._rests_until = time.monotonic() + self.REST
            raise


class reached(AbstractContextManager[None]):  # noqa: N801 -- used like suppress
    """Redis's failures as QueueUnavailable."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Raise it."""
        if isinstance(error, RedisError):
            raise QueueUnavailable from error


class RedisIndex:
    """An AuditIndex in Redis, and with it who runs what."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._renew = redis.register_script(_RENEW)
        self._release = redis.register_script(_RELEASE)

    def ping(self) -> None:
        """Answer, or raise QueueUnavailable."""
        with reached():
            self._redis.ping()

    def report_progress(self, audit_id: str, progress: Progress) -> None:
        """Say that a running audit has come so far. Raises QueueUnavailable."""
        told: dict[Any, Any] = {"stage": progress.stage.value, "done": progress.done, "total": progress.total}
        if progress.started_at:
            told["started_at"] = progress.started_at
        with reached(), self._redis.pipeline() as pipeline:
            pipeline.hset(_key(audit_id), mapping=told)
            pipeline.expire(_key(audit_id), _KEPT)
            pipeline.execute()

    def progress(self, audit_id: str) -> Progress | None:
        """How far a running audit is; None before it runs. Raises QueueUnavailable."""
        return self.course(audit_id)[0]

    def course(self, audit_id: str) -> tuple[Progress | None, int]:
        """How far a running audit is, None before it runs; and how often it was queued. Raises QueueUnavailable."""
        with reached():
            kept = self._redis.hmget(_key(audit_id), "stage", "done", "total", "started_at", "attempt")
        stage, done, total, started, attempt = (value.decode() if isinstance(value, bytes) else None for value in kept)
        told = Progress(stage_of(stage), int(done or 0), int(total or 0), started) if stage else None
        return told, int(attempt or 0)

    def attempts(self, audit_ids: Sequence[str]) -> list[int]:
        """The number of the last time that each audit was put into the queue; 0 for never, or forgotten."""
        with reached(), self._redis.pipeline(transaction=False) as pipeline:
            for audit_id in audit_ids:
                pipeline.hget(_key(audit_id), "attempt")
            return [int(attempt or 0) for attempt in pipeline.execute()]

    def next_attempt(self, audit_id: str) -> int:
        """Count one more time in the queue; the audit counts as waiting again."""
        with reached(), self._redis.pipeline() as pipeline:
            pipeline.hincrby(_key(audit_id), "attempt", 1)
            pipeline.hdel(_key(audit_id), "stage", "done", "total", "started_at")
            pipeline.expire(_key(audit_id), _KEPT)
            return int(pipeline.execute()[0])

    def count_crash(self, audit_id: str) -> int:
        """Count one more end of its process by the report's own doing."""
        with reached():
            return int(self._redis.hincrby(_key(audit_id), "crashes", 1))

    def interruptions(self, audit_id: str) -> int:
        """How often the audit was interrupted for others."""
        with reached():
            return int(self._redis.hget(_key(audit_id), "interruptions") or 0)

    def count_interruption(self, audit_id: str) -> None:
        """Count one more."""
        with reached():
            self._redis.hincrby(_key(audit_id), "interruptions", 1)

    def forget(self, audit_id: str, *, at_once: bool = False) -> None:
        """The audit has ended: let go of what is known here, a little later than clients may still ask."""
        with reached():
            self._redis.expire(_key(audit_id), 0 if at_once else _AFTER_THE_END)

    def is_first_to_ask(self, name: str, seconds: int) -> bool:
        """Whether nobody asked for this in the last seconds."""
        with reached():
            if self._redis.set(f"{_key(name)}:asked", 1, nx=True, ex=seconds):
                return True
            self._redis.expire(f"{_key(name)}:asked", seconds, lt=True)
            return False

    def took(self, seconds: float) -> None:
        """An audit took so long."""
        with reached():
            self._redis.set(PACE, self.pace() * (1 - _FRESH) + seconds * _FRESH)

    def pace(self) -> float:
        """Seconds that an audit takes these days."""
        with reached():
            return float(self._redis.get(PACE) or USUAL_PACE)

    def hold(self, audit_id: str, token: str, seconds: float | None = None) -> bool:
        """Take or keep the lease of an audit; False where another worker has it. Raises QueueUnavailable."""
        with reached():
            return bool(self._renew(keys=[_lease(audit_id)], args=[token, int((seconds or LEASE) * 1000)]))

    def release(self, audit_id: str, token: str) -> None:
        """Give the lease back, if it is still this token's."""
        with reached():
            self._release(keys=[_lease(audit_id)], args=[token])

    def held(self, audit_ids: list[str]) -> set[str]:
        """Those of the audits that a live worker has."""
        with reached(), self._redis.pipeline(transaction=False) as pipeline:
            for audit_id in audit_ids:
                pipeline.pttl(_lease(audit_id))
            left = dict(zip(audit_ids, pipeline.execute(), strict=True))
            for audit_id, milliseconds in left.items():
                if milliseconds > LEASE * 1000:
                    pipeline.pexpire(_lease(audit_id), int(LEASE * 1000))
            pipeline.execute()
        return {audit_id for audit_id, milliseconds in left.items() if milliseconds > 0}

    def worker_lives(self, name: str) -> None:
        """A worker was heard of just now."""
        with reached():
            self._redis.zadd(WORKERS, {name: time.time()})

    def sandbox_is(self, told: str) -> None:
        """A worker's jobs are confined by this, in words."""
        with reached():
            self._redis.zadd(_SANDBOXES, {told: time.time()})

    def sandboxes(self) -> list[str]:
        """What the jobs of live workers are confined by, in words: one, where all are alike."""
        now = time.time()
        with reached(), self._redis.pipeline() as pipeline:
            pipeline.zremrangebyscore(_SANDBOXES, "-inf", now - 60)
            pipeline.zrangebyscore(_SANDBOXES, now - LEASE, now + LEASE)
            return [told.decode() for told in pipeline.execute()[1]]

    def worker_left(self, name: str) -> None:
        """A worker ended in good order."""
        with reached():
            self._redis.zrem(WORKERS, name)

    def live_workers(self) -> int:
        """How many workers were heard of in the last seconds."""
        now = time.time()
        with reached(), self._redis.pipeline() as pipeline:
            pipeline.zremrangebyscore(WORKERS, "-inf", now - 60)
            pipeline.zremrangebyscore(WORKERS, now + 60, "+inf")
            pipeline.zcount(WORKERS, now - LEASE, now + LEASE)
            return int(pipeline.execute()[2])


def stage_of(name: str) -> Stage:
    """A stage by its name; one of a later version counts as waiting."""
    return Stage(name) if name in set(Stage) else Stage.WAITING


def _key(audit_id: str) -> str:
    return f"audit:{audit_id}"


def _lease(audit_id: str) -> str:
    return f"audit:{audit_id}:lease"
