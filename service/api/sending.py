"""Answers on their way out: a client that doesn't read its answer in time is cut."""

import errno
import socket
import struct
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from gevent import Timeout
from gunicorn import util
from gunicorn.http import wsgi

from service.api.bodies import is_abandoned

SECONDS = 10.0
"""Time that a client may take to read a part of an answer, whatever its length."""
RATE = 64 * 1024
"""Bytes a second that it must read besides."""
UNSENT = 128 * 1024 * 1024
"""Most bytes of answers that a process holds for clients that have yet to read them."""

_SHORT = 64 * 1024
"""Bytes of a body that a head is sent with, at most."""
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
    """Gunicorn's response, sent so; its connection is used no further where the request's body was left unread.

    The head goes out with the first part of a body that isn't long, at the price of one packet and not of two.
    """

    headers_sent: bool
    _head = b""
    """What is held for the part of the body that is being written."""
    _is_writing = False

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
        """Send the head, once, or hold it for the body."""
        if self.headers_sent:
            return
        lines = [*self.default_headers(), *(f"{name}: {value}\r\n" for name, value in self.headers), "\r\n"]
        self._head = "".join(lines).encode("latin-1")
        self.headers_sent = True
        if not self._is_writing:
            self._send_head()

    def write(self, arg: bytes) -> None:
        """Send a part of the body."""
        self._is_writing = not self.chunked and len(arg) < _SHORT
        super().write(arg)
        self._is_writing = False
        if self._head:  # an answer to HEAD has no body
            self._send_head()

    def _send_head(self) -> None:
        head, self._head = self._head, b""
        with _unsent.sending(self.sock, 0):
            util.write(self.sock, head)

    def _emit_body(self, data: bytes) -> None:
        head, self._head = self._head, b""
        with _unsent.sending(self.sock, len(data)):
            super()._emit_body(head + data if head else data)


def reset(client: socket.socket) -> None:
    """End a connection with nothing of it left to be sent."""
    with suppress(OSError):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        client.shutdown(socket.SHUT_RDWR)
