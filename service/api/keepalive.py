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
"""Seconds for which an idle connection is kept at least beyond those that were announced.

Whoever sends within the time that it was told does so on an open connection, however long the way takes.
"""


class RequestsInTurn(RequestParser):  # type: ignore[misc]
    """The requests of a connection, for as long as each comes in time."""

    def __init__(self, cfg: Any, client: Any, address: Any, connections: Connections) -> None:
        super().__init__(cfg, client, address)
        self._client, self._connections = client, connections

    def __next__(self) -> Any:
        """The next request. Raises StopIteration where none comes in time, and what gunicorn raises for one that is wrong."""
        with suppress(OSError):  # ended by its client, for another connection or because it was idle for too long
            if self.mesg is None or self._has_next():
                with Timeout(HEAD_SECONDS, False):
                    return super().__next__()
        raise StopIteration

    def _has_next(self) -> bool:
        """Wait for the next request to begin, for as long as the connection may be idle."""
        if self.mesg.should_close() or not self._has_ended():
            return False
        begun = self.unreader.take_buffered() or self._connections.while_idle(self._client, self.unreader.chunk)
        self.unreader.unread(begun)
        return bool(begun)

    def _has_ended(self) -> bool:
        """Whether the last request's body has been read; the rest of it is, in so far as it comes soon."""
        if self.mesg.body.reader.is_read:
            return True
        with Timeout(HEAD_SECONDS, False):
            return bool(self.finish_body())
        return False
