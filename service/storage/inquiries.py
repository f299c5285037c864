"""Scripts that requests wait for, asked with as little around them as goes."""

from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import NoScriptError
from redis.retry import Retry

from service.storage.redis_index import reached

KEPT = 100
"""Connections that are kept for a script at most: as many as may ask at once, or long polls that wake together reconnect."""


class Inquiry:
    """A script that does the same when it is run twice; it takes no keys.

    Its connections are kept for it: to take one from redis-py's pool, which asks each time whether it is still open, and
    counts it, takes as long as the trip itself. One that Redis closed meanwhile is noticed when it is used, and opened again.
    """

    def __init__(self, redis: Redis, script: str) -> None:
        self._script, self._sha = script, redis.register_script(script).sha
        self._connection, self._connected = (
            redis.connection_pool.connection_class,
            redis.connection_pool.connection_kwargs,
        )
        self._retry = redis.get_retry() or Retry(NoBackoff(), 0)
        self._free: list[Any] = []

    def __call__(self, *args: str | float) -> Any:
        """What the script returns. Raises QueueUnavailable."""
        connection: Any = self._free.pop() if self._free else self._connection(**self._connected)
        try:
            with reached():
                return self._retry.call_with_retry(
                    lambda: self._asked(connection, args), lambda _: connection.disconnect()
                )
        finally:
            if len(self._free) < KEPT:
                self._free.append(connection)
            else:
                connection.disconnect()

    def _asked(self, connection: Any, args: tuple[str | float, ...]) -> Any:
        try:
            return self._answer(connection, args)
        except NoConnection:
            connection.disconnect()
            return self._answer(connection, args)

    def _answer(self, connection: Any, args: tuple[str | float, ...]) -> Any:
        try:
            connection.send_command("EVALSHA", self._sha, 0, *args)
            return connection.read_response()
        except NoScriptError:
            connection.send_command("EVAL", self._script, 0, *args)
            return connection.read_response()
