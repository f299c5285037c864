"""Answers on their way out: a client that doesn't read its answer in time is cut."""

import errno
import socket
import struct
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from gevent import Timeout
from gunicorn.http import wsgi

from service.api.bodies import is_abandoned

SECONDS = 10.0
"""Time that a client may take to read a part of an answer, whatever its length."""
RATE = 64 * 1024
"""Bytes a second that it must read besides."""
UNSENT = 128 * 1024 * 1024
"""Most bytes of answers that a process holds for clients that have yet to read them."""

_KEPT_OPEN = "Connection: keep-alive\r\n"
_RESET = struct.pack("ii", 1, 0)


class ReadTooSlowly(ConnectionResetError):
    """A client didn't read its answer in time."""

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, "the answer was not read in time")


class Unsent:
    """What is being sent, oldest first. Where it is too much in all, who has read for the longest is cut."""

    def __init__(self) -> None:
        self._sizes: OrderedDict[socket.socket, int] = OrderedDict()
        self._total = 0

    @contextmanager
    def sending(self, client: socket.socket, size: int) -> Iterator[None]:
        """Send something in here. Raises ReadTooSlowly."""
        self._sizes[client] = size
        self._total += size
        while self._total > UNSENT and len(self._sizes) > 1:
            oldest = next(iter(self._sizes))
            self._end(oldest)
            reset(oldest)
        try:
            with Timeout(SECONDS + size / RATE, ReadTooSlowly):
                yield
        except ReadTooSlowly:
            reset(client)
            raise
        finally:
            self._end(client)

    def _end(self, client: socket.socket) -> None:
        self._total -= self._sizes.pop(client, 0)


_unsent = Unsent()


class Answer(wsgi.Response):  # type: ignore[misc]
    """Gunicorn's response, sent so; its connection is used no further where the request's body was left unread."""

    def should_close(self) -> bool:
        """Whether the connection ends with this answer."""
        return bool(super().should_close() or is_abandoned(self.req))

    def default_headers(self) -> list[str]:
        """What every head has; that of a connection that stays open tells for how long it does."""
        headers: list[str] = super().default_headers()
        if _KEPT_OPEN in headers:
            headers.append(f"Keep-Alive: timeout={self.cfg.keepalive}\r\n")
        return headers

    def send_headers(self) -> None:
        """Send the head, once."""
        if not self.headers_sent:
            with _unsent.sending(self.sock, 0):
                super().send_headers()

    def _emit_body(self, data: bytes) -> None:
        with _unsent.sending(self.sock, len(data)):
            super()._emit_body(data)


def reset(client: socket.socket) -> None:
    """End a connection with nothing of it left to be sent."""
    with suppress(OSError):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        client.shutdown(socket.SHUT_RDWR)
