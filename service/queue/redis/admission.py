"""Admission in Redis: asked and noted in one script, so that many who ask at once are no more than may wait."""

from enum import IntEnum

from redis import Redis

from service.config import MIB, Settings
from service.errors import AuditError, QuotaExceeded, StorageFull, TooManyOfYoursWaiting, TooManyWaiting
from service.queue.port import EXPANDING, Candidate
from service.queue.redis import keys
from service.queue.redis.cached_script import CachedScript, RepeatableScript, load
from service.queue.redis.connection import translate_redis_errors

LAPSE = 30
"""Seconds after which what was admitted, and was not heard of since, is admitted no longer: who asked for it has died."""


class _Verdict(IntEnum):
    """What the script says."""

    ADMITTED = 0
    TOO_MANY_OF_YOURS = 1
    TOO_MANY = 2
    DISK_FULL = 3
    QUOTA_EXCEEDED = 4


class RedisAdmission:
    """An Admission."""

    def __init__(self, redis: Redis, settings: Settings) -> None:
        self._redis, self._settings = redis, settings
        self._admit, self._room = RepeatableScript(redis, load("admit")), RepeatableScript(redis, load("room"))
        self._expand, self._withdraw = CachedScript(redis, load("expand")), CachedScript(redis, load("withdraw"))
        self._count, self._uncount = (
            CachedScript(redis, load("count_bytes")),
            CachedScript(redis, load("uncount_bytes")),
        )

    def admit(self, asked: Candidate, fit: int) -> None:
        bounds = (self._settings.waiting_a_client, self._settings.waiting, self._settings.bytes_a_client, fit)
        verdict, number = self._admit(asked.client, asked.name, asked.size, *bounds, int(asked.of_batch), LAPSE)
        if refusal := self._refusal(_Verdict(verdict), int(number)):
            raise refusal

    def room(self, client: str) -> int:
        return int(self._room(client, self._settings.waiting_a_client, self._settings.waiting))

    def note_expanding(self, client: str, batch_id: str) -> None:
        self._expand(client, batch_id, EXPANDING)

    def note_expanded(self, client: str, batch_id: str) -> None:
        with translate_redis_errors():
            self._redis.zrem(f"{keys.EXPANDING}{client}", batch_id)

    def withdraw(self) -> None:
        self._withdraw()

    def count_bytes(self, client: str, name: str, size: int) -> None:
        self._count(client, name, size, 0)

    def recount_bytes(self, client: str, name: str, size: int) -> None:
        self._count(client, name, size, 1)

    def uncount_bytes(self, client: str, name: str) -> None:
        self._uncount(client, name)

    def _refusal(self, verdict: _Verdict, number: int) -> AuditError | None:
        match verdict:
            case _Verdict.TOO_MANY_OF_YOURS:
                return TooManyOfYoursWaiting(waiting=number)
            case _Verdict.TOO_MANY:
                return TooManyWaiting(waiting=number)
            case _Verdict.DISK_FULL:
                return StorageFull()
            case _Verdict.QUOTA_EXCEEDED:
                return QuotaExceeded(kept=number // MIB, limit=self._settings.bytes_a_client // MIB)
        return None
