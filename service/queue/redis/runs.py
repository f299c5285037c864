"""Runs, workers and leases in Redis."""

from collections.abc import Sequence
from typing import Any

from redis import Redis

from service.audits.audit import Progress, Stage
from service.queue.port import LEASE
from service.queue.redis import keys
from service.queue.redis.cached_script import CachedScript, load
from service.queue.redis.clock import Clock
from service.queue.redis.connection import translate_redis_errors

_KEPT = 86_400
_AFTER_THE_END = 60
_FRESH = 0.1
"""What the last audit counts for in the pace."""
USUAL_PACE = 1.0
"""Seconds that an audit takes, as long as nothing is known."""
_OF_A_RUN = ("stage", "done", "total", "started_at", "pages_done", "pages")
_REMEMBERED = 60
"""Seconds for which workers that are heard of no more, or in the future, are remembered."""


class RedisRuns:
    """Runs, with what the dispatcher asks besides."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        names = ("next_attempt", "note_duration", "begin_long")
        self._next_attempt, self._note_duration, self._begin_long = (CachedScript(redis, load(name)) for name in names)

    def report_progress(self, audit_id: str, progress: Progress) -> None:
        fields: dict[Any, Any] = {"stage": progress.stage.value, "done": progress.done, "total": progress.total}
        fields |= {"pages_done": progress.pages_done, "pages": progress.pages}
        if progress.started_at:
            fields["started_at"] = progress.started_at
        with translate_redis_errors(), self._redis.pipeline() as pipeline:
            pipeline.hset(_run(audit_id), mapping=fields)
            pipeline.expire(_run(audit_id), _KEPT)
            pipeline.execute()

    def under_way(self, audit_ids: Sequence[str]) -> dict[str, Progress]:
        with translate_redis_errors(), self._redis.pipeline(transaction=False) as pipeline:
            for audit_id in audit_ids:
                pipeline.hmget(_run(audit_id), *_OF_A_RUN)
            kept = pipeline.execute()
        found = ([value.decode() if value else "" for value in each] for each in kept)
        return {id: progress_of(*told) for id, told in zip(audit_ids, found, strict=True) if told[0]}

    def attempts(self, names: Sequence[str]) -> list[int]:
        with translate_redis_errors(), self._redis.pipeline(transaction=False) as pipeline:
            for name in names:
                pipeline.hget(_run(name), "attempt")
            return [int(attempt or 0) for attempt in pipeline.execute()]

    def next_attempt(self, name: str) -> int:
        """Count one more attempt; it counts as waiting again."""
        return int(self._next_attempt(name, _KEPT))

    def count_crash(self, name: str) -> int:
        with translate_redis_errors():
            return int(self._redis.hincrby(_run(name), "crashes", 1))

    def interruptions(self, audit_id: str) -> int:
        with translate_redis_errors():
            return int(self._redis.hget(_run(audit_id), "interruptions") or 0)

    def begin_long(self, audit_id: str) -> int:
        return int(self._begin_long(audit_id, LEASE))

    def end_long(self, audit_id: str) -> None:
        with translate_redis_errors():
            self._redis.zrem(keys.RUNNING_LONG, audit_id)

    def note_duration(self, seconds: float) -> None:
        self._note_duration(seconds, _FRESH, USUAL_PACE)

    def forget(self, name: str, *, at_once: bool = False) -> None:
        with translate_redis_errors():
            self._redis.expire(_run(name), 0 if at_once else _AFTER_THE_END)


class RedisWorkers:
    """Workers."""

    def __init__(self, redis: Redis) -> None:
        self._redis, self._clock = redis, Clock(redis)
        names = ("hold", "release", "note_heard_of", "heard_of")
        self._hold, self._release, self._note_heard_of, self._heard_of = (
            CachedScript(redis, load(name)) for name in names
        )

    def hold(self, name: str, token: str, seconds: float = LEASE) -> bool:
        return bool(self._hold(name, token, int(seconds * 1000)))

    def release(self, name: str, token: str) -> None:
        self._release(name, token)

    def held(self, names: Sequence[str]) -> set[str]:
        leases = {name: f"{_run(name)}{keys.LEASE}" for name in names}
        with translate_redis_errors(), self._redis.pipeline(transaction=False) as pipeline:
            for lease in leases.values():
                pipeline.pttl(lease)
            left = dict(zip(names, pipeline.execute(), strict=True))
            for name, milliseconds in left.items():
                if milliseconds > LEASE * 1000:
                    pipeline.pexpire(leases[name], int(LEASE * 1000))
            pipeline.execute()
        return {name for name, milliseconds in left.items() if milliseconds > 0}

    def note_alive(self, worker: str) -> None:
        self._clock.compare(float(self._note_heard_of(keys.WORKERS, worker)))

    def note_sandbox(self, sandbox: str) -> None:
        self._clock.compare(float(self._note_heard_of(keys.SANDBOXES, sandbox)))

    def sign_off(self, worker: str) -> None:
        with translate_redis_errors():
            self._redis.zrem(keys.WORKERS, worker)

    def count(self) -> int:
        return len(self._heard_of(keys.WORKERS, LEASE, _REMEMBERED))

    def sandboxes(self) -> list[str]:
        return [sandbox.decode() for sandbox in self._heard_of(keys.SANDBOXES, LEASE, _REMEMBERED)]


def progress_of(stage: str, done: str, total: str, started_at: str, pages_done: str, pages: str) -> Progress:
    """A progress as it is kept; a stage of a later version counts as waiting."""
    known = Stage(stage) if stage in set(Stage) else Stage.WAITING
    return Progress(known, int(done or 0), int(total or 0), started_at or None, int(pages_done or 0), int(pages or 0))


def _run(name: str) -> str:
    return f"{keys.RUN}{name}"
