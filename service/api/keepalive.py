"""Connections on which one request comes after another: how long each may be idle, and a request's head may take.

Gunicorn has one limit for both, so that a connection kept for a minute would give a slow head that minute, too.
"""

from contextlib import suppress
from typing import Any

from gevent import Timeout
from gunicorn.http.parser import RequestParser

from service.api.connections import Connections

HEAD_SECONDS = 2.0
"""Time for a request's head, and for the first one of a connection to begin; and for the rest of a body that nobody read."""
BEYOND = 5.0
"""Seconds for which an idle connection is kept beyond those that were announced.

Whoever sends within the time that it was told does so on an open connection, however long the way takes.
"""


class RequestsInTurn(RequestParser):  # type: ignore[misc]
    """The requests of a connection, for as long as each comes in time."""

    def __init__(self, cfg: Any, client: Any, address: Any, connections: Connections) -> None:
        super().__init__(cfg, client, address)
        self._client, self._connections = client, connections

    def __next__(self) -> Any:
        """The next request. Raises StopIteration where none comes in time, and what gunicorn raises for one that is wrong."""
        with suppress(OSError):  # ended by its client, or for another connection
            if self.mesg is None or self._has_next():
                with Timeout(HEAD_SECONDS, False):
                    return super().__next__()
        raise StopIteration

    def _has_next(self) -> bool:
        """Wait for the next request to begin."""
        is_read = False
        with Timeout(HEAD_SECONDS, False):
            is_read = not self.mesg.should_close() and self.finish_body()
        if not is_read:
            return False
        begun = self.unreader.take_buffered() or self._connections.while_idle(self._client, self._read)
        self.unreader.unread(begun)
        return bool(begun)

    def _read(self) -> bytes:
        with Timeout(self.cfg.keepalive + BEYOND, False):
            begun: bytes = self.unreader.chunk()
            return begun
        return b""
