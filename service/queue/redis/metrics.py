"""Counters and rates in Redis, so that all processes add to the same."""

import time
from datetime import datetime

from redis import Redis

from service.audits.ids import made_at
from service.queue.port import AUDITS, WINDOW, Quota, Samples, Workers, ages, kind_of, name_of
from service.queue.redis import keys
from service.queue.redis.cached_script import CachedScript, load
from service.queue.redis.clock import Clock
from service.queue.redis.connection import translate_redis_errors
from service.queue.redis.fair_queue import RedisFairQueue
from service.queue.redis.server import describe, engine


class RedisMetrics:
    """Metrics."""

    def __init__(self, redis: Redis, fair_queue: RedisFairQueue, workers: Workers) -> None:
        self._clock, self._redis, self._fair_queue, self._workers = Clock(redis), redis, fair_queue, workers
        names = ("count_request", "add", "backlog")
        self._count_request, self._add, self._backlog = (CachedScript(redis, load(name)) for name in names)

    def ping(self) -> None:
        self._clock.ahead()

    def engine(self) -> str:
        with translate_redis_errors():
            return engine(self._redis)

    def server(self) -> str:
        with translate_redis_errors():
            return describe(self._redis)

    def add(self, samples: Samples) -> None:
        self._add(*(part for counter in samples.items() for part in counter))

    def all(self) -> Samples:
        with translate_redis_errors():
            kept: dict[bytes, bytes] = self._redis.hgetall(keys.METRICS)  # type: ignore[assignment]
        found = [tuple(part.decode() for part in each) for each in self._backlog()]
        ready = sum(not kind for kind, _, _ in found)
        return {
            **{name.decode(): float(value) for name, value in kept.items()},
            "report_audit_queue_depth": self._fair_queue.depth() + ready,
            **ages(_since(*each) for each in found),
            "report_audit_workers": self._workers.count(),
        }

    def count_request(self, key: str, limit: int) -> Quota:
        used, seconds = self._count_request(key, WINDOW)
        return Quota(limit, max(0, limit - used), max(1, seconds), used > limit)


def _since(kind: str, name: str, noted: str) -> tuple[str, float]:
    """The kind of what waits, told by its name where it is ready for a worker, and since when it does."""
    name = name_of(name)
    kind = kind or kind_of(name)
    if kind == AUDITS:
        return kind, datetime.fromisoformat(made_at(name)).timestamp()
    return kind, _moment(noted)


def _moment(noted: str) -> float:
    """POSIX seconds of what was noted as such or in rq's way; now where nothing was."""
    try:
        return float(noted)
    except ValueError:
        return datetime.fromisoformat(noted).timestamp() if noted else time.time()
