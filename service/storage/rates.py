"""How many requests a client may still make: a window of a minute each, counted in Redis for all API processes."""

from dataclasses import dataclass

from redis import Redis

from service.storage.redis_index import reached

WINDOW = 60
"""Seconds."""

_COUNT = """
local used = redis.call("INCR", KEYS[1])
if used == 1 or redis.call("TTL", KEYS[1]) > tonumber(ARGV[1]) then redis.call("EXPIRE", KEYS[1], ARGV[1]) end
return {used, redis.call("TTL", KEYS[1])}
"""


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of a limit, and in how many seconds all of it is there again."""

    limit: int
    left: int
    seconds: int
    exceeded: bool


class Rates:
    """The windows of all keys."""

    def __init__(self, redis: Redis) -> None:
        self._count = redis.register_script(_COUNT)

    def count(self, key: str, limit: int) -> Quota:
        """Count one more request of a key. Raises QueueUnavailable."""
        with reached():
            used, seconds = self._count(keys=[f"audit:rate:{key}"], args=[WINDOW])
        return Quota(limit, max(0, limit - used), max(1, seconds), used > limit)
