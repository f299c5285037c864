"""Lua scripts, each of which Redis runs as one step: files of `scripts/`, and what several share in `scripts/shared/`."""

import re
from pathlib import Path
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import NoScriptError
from redis.retry import Retry

from service.queue.redis import keys
from service.queue.redis.connection import translate_redis_errors

SCRIPTS = Path(__file__).parent / "scripts"
CONNECTIONS = 100
"""Connections that are kept for a script at most: as many as may ask at once, or long polls that wake together reconnect."""

_INCLUDE = re.compile(r"^-- include (\w+)$", re.MULTILINE)


def load(name: str) -> str:
    """The text of a script, with what it includes and the keys that it names."""
    text = _included(SCRIPTS / f"{name}.lua")
    named = [key for key in vars(keys) if key.isupper() and re.search(rf"\b{key}\b", text)]
    return "".join(f'local {key} = "{getattr(keys, key)}"\n' for key in named) + text


def _included(path: Path) -> str:
    return _INCLUDE.sub(lambda piece: _included(SCRIPTS / "shared" / f"{piece[1]}.lua"), path.read_text("utf-8"))


class CachedScript:
    """A script that Redis keeps, and is asked for by its digest. It takes arguments and no keys."""

    def __init__(self, redis: Redis, text: str) -> None:
        self._script = redis.register_script(text)

    def __call__(self, *args: str | float) -> Any:
        """What the script returns. Raises QueueUnavailable."""
        with translate_redis_errors():
            return self._script(args=args)


class RepeatableScript:
    """The same for one that requests wait for, and that does the same when it is run twice.

    Its connections are kept for it: to take one from redis-py's pool, which asks each time whether it is still open, and
    counts it, takes as long as the trip itself. One that Redis closed meanwhile is noticed when it is used, and opened again.
    """

    def __init__(self, redis: Redis, text: str) -> None:
        self._text, self._sha = text, redis.register_script(text).sha
        pool = redis.connection_pool
        self._connection, self._connected = pool.connection_class, pool.connection_kwargs
        self._retry = redis.get_retry() or Retry(NoBackoff(), 0)
        self._free: list[Any] = []

    def __call__(self, *args: str | float) -> Any:
        """What the script returns. Raises QueueUnavailable."""
        connection: Any = self._free.pop() if self._free else self._connection(**self._connected)
        try:
            with translate_redis_errors():
                return self._retry.call_with_retry(
                    lambda: self._asked(connection, args), lambda _: connection.disconnect()
                )
        finally:
            if len(self._free) < CONNECTIONS:
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
            connection.send_command("EVAL", self._text, 0, *args)
            return connection.read_response()
