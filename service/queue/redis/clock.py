"""The clock of Redis, which all machines have in common, and a line in the log of one whose own is far from it."""

import logging
import time

from redis import Redis

from service.queue.redis.connection import translate_redis_errors

_FAR = 5.0
"""Seconds."""
_TOLD_EVERY = 3600.0
"""Seconds between two lines."""

log = logging.getLogger(__name__)


class Clock:
    """The clock of a Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._told = float("-inf")

    def ahead(self) -> float:
        """Seconds by which it is ahead of this machine's: what a moment of this one's becomes there. Raises QueueUnavailable."""
        with translate_redis_errors():
            seconds, microseconds = self._redis.time()
        return self.compare(seconds + microseconds / 1_000_000)

    def compare(self, now: float) -> float:
        """The same where it said what the time is (POSIX seconds) just now."""
        ahead = now - time.time()
        if abs(ahead) > _FAR and time.monotonic() - self._told > _TOLD_EVERY:
            self._told = time.monotonic()
            log.warning("this machine's clock differs from that of Redis by %.0f s: %s", abs(ahead), _side(ahead))
        return ahead


def _side(ahead: float) -> str:
    return "it is behind" if ahead > 0 else "it is ahead"
