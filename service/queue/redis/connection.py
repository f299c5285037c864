"""The connection to Redis, and its failures as the service's own."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswer
from redis.retry import Retry

from service.errors import QueueUnavailable


def connect(url: str, *, seconds: float = 0.7) -> Redis:
    """A client that gives up after `seconds`, at once and for good."""
    return Redis.from_url(url, socket_timeout=seconds, socket_connect_timeout=seconds, retry=_OneTry())


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


@contextmanager
def translate_redis_errors() -> Iterator[None]:
    """Raise QueueUnavailable for whatever Redis fails with."""
    try:
        yield
    except RedisError as error:
        raise QueueUnavailable from error
