"""Counters and rates in Redis, so that all processes add to the same."""

import time
from datetime import datetime

from redis import Redis

from service.audits.ids import is_id, made_at
from service.queue.port import WINDOW, Quota, Samples, Workers, name_of
from service.queue.redis import keys
from service.queue.redis.cached_script import CachedScript, load
from service.queue.redis.clock import Clock
from service.queue.redis.connection import translate_redis_errors
from service.queue.redis.fair_queue import RedisFairQueue, names_in


class RedisMetrics:
    """Metrics."""

    def __init__(self, redis: Redis, fair_queue: RedisFairQueue, workers: Workers) -> None:
        self._clock, self._redis, self._fair_queue, self._workers = Clock(redis), redis, fair_queue, workers
        self._count_request, self._add = (CachedScript(redis, load(name)) for name in ("count_request", "add"))

    def ping(self) -> None:
        self._clock.ahead()

    def add(self, samples: Samples) -> None:
        self._add(*(part for counter in samples.items() for part in counter))

    def all(self) -> Samples:
        ready = [name_of(job) for job in names_in(self._redis, keys.READY)]
        first = min(filter(is_id, (*ready, self._fair_queue.oldest() or "")), default=None)
        begun = datetime.fromisoformat(made_at(first)).timestamp() if first else time.time()
        with translate_redis_errors():
            kept: dict[bytes, bytes] = self._redis.hgetall(keys.METRICS)  # type: ignore[assignment]
        return {
            **{name.decode(): float(value) for name, value in kept.items()},
            "report_audit_queue_depth": self._fair_queue.depth() + len(ready),
            "report_audit_queue_age_seconds": max(0.0, time.time() - begun),
            "report_audit_workers": self._workers.count(),
        }

    def count_request(self, key: str, limit: int) -> Quota:
        used, seconds = self._count_request(key, WINDOW)
        return Quota(limit, max(0, limit - used), max(1, seconds), used > limit)
