"""The connection to Redis, and its failures as the service's own.

Where Sentinels name the master, each new connection asks them for it; a connection to one that is master no longer is
closed. So who asks again after a failover asks the new master, whatever it asked before.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import ReadOnlyError, RedisError, ResponseError
from redis.exceptions import TimeoutError as NoAnswer
from redis.retry import Retry

from service.errors import QueueUnavailable
from service.queue.redis.address import Address
from service.queue.redis.sentinels import master_of

_SENTINEL_SECONDS = 1.0
"""The longest time that a Sentinel may take: several may be asked before one answers."""


def connect(url: str, *, seconds: float = 0.7) -> Redis:
    """A client that gives up after `seconds`, at once and for good. Raises WrongSetting."""
    address = Address.of(url)
    # A client that doesn't tell its name needs no right to do so, which Redis 7.0 doesn't know.
    patience: dict[str, Any] = {
        "socket_timeout": seconds,
        "socket_connect_timeout": seconds,
        "retry": _OneTry(),
        "driver_info": None,
    }
    if not address.master:
        return Redis.from_url(url, **patience)
    each = min(seconds / 2, _SENTINEL_SECONDS)
    hurry = {"socket_timeout": each, "socket_connect_timeout": each, "retry": Retry(NoBackoff(), 0)}
    return master_of(address, patience, hurry)


class _OneTry(Retry):
    """No second try, but on a new connection where the server takes no writes any more: it isn't the master now.

    For a moment after a failure there is no first one, so that a request which asks twice waits once.
    """

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
            return self._done(do, fail, *args, **kwargs)
        except (NoConnection, NoAnswer):
            self._rests_until = time.monotonic() + self.REST
            raise

    def _done(self, do: Callable[..., Any], fail: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return super().call_with_retry(do, fail, *args, **kwargs)
        except RedisError as error:
            if not _is_master_no_longer(error):
                raise
            # Nothing was done. `fail` closes the connection; redis-py may have it told which failure in a row this is.
            fail(error, 1) if kwargs.get("with_failure_count") else fail(error)
            return super().call_with_retry(do, fail, *args, **kwargs)


def _is_master_no_longer(error: RedisError) -> bool:
    """Whether a server refused to be written to: a replica, or a master that all replicas may have left for another one.

    redis-py tells the first as a lost connection where Sentinels named the server.
    """
    refused = isinstance(error, ReadOnlyError) or isinstance(error.__context__, ReadOnlyError)
    return refused or (isinstance(error, ResponseError) and str(error).startswith("NOREPLICAS"))


@contextmanager
def translate_redis_errors() -> Iterator[None]:
    """Raise QueueUnavailable for whatever Redis fails with."""
    try:
        yield
    except RedisError as error:
        raise QueueUnavailable from error
