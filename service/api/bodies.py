"""The body of a request on its way in, and what becomes of the rest of one that nobody reads."""

import math
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import gevent

LINGERING_SECONDS, LINGERING_SILENCE = 30.0, 5.0
"""Longest time for which what a client still sends is thrown away, in all and without a byte."""
LINGERING_BYTES = 1024**3
"""Most bytes of it."""
LINGERING = 64
"""Most connections of a process that are ended so at once."""

_DRAINED = 64 * 1024
"""Bytes of a body that are read for the sake of the connection, which can then be used again."""
_STEP = 256 * 1024
"""Bytes after which other requests go on."""
_CHUNKS = 256
"""Chunks of a chunked body after which other requests go on."""

_lingering = 0


class Incoming:
    """Gunicorn's reader of a body, as one that lets other requests go on in between.

    A client that expects it (RFC 9110, 10.1.1) is told to send the body when the first of it is read.
    """

    def __init__(self, reader: Any, client: socket.socket, *, expected: bool) -> None:
        self._reader, self._client, self._expected = reader, client, expected
        self._since = 0
        if getattr(reader, "parser", None):
            reader.parser = _stepwise(reader.parser)

    def read(self, size: int) -> bytes:
        """So many bytes at most; none at the end."""
        if self._expected:
            self._expected = False
            self._client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        data: bytes = self._reader.read(size)
        self._since += len(data)
        if self._since >= _STEP:
            self._since = 0
            gevent.sleep(0)
        return data

    @property
    def is_read(self) -> bool:
        """Whether nothing more is to come."""
        return not self._left

    @property
    def is_abandoned(self) -> bool:
        """Whether more is to come than is read for the sake of the connection."""
        return self._expected or self._left > _DRAINED

    @property
    def _left(self) -> float:
        """How many bytes are to come; of a chunked body nobody knows."""
        if (length := getattr(self._reader, "length", None)) is not None:
            return int(length)
        return math.inf if getattr(self._reader, "parser", None) else 0


def receive(req: Any, client: socket.socket) -> None:
    """Have the body of a request of gunicorn's read so."""
    req.body.reader = Incoming(req.body.reader, client, expected=req._expected_100_continue)
    req._expected_100_continue = False


def is_abandoned(req: Any) -> bool:
    """Whether a request was answered and its body left unread."""
    return bool(req.body.failed or req.body.reader.is_abandoned)


def linger(client: socket.socket) -> None:
    """End a connection whose client may be sending still: it gets its answer, and what it sends is thrown away.

    Closed at once, it would be reset (RFC 9112, 9.6), and many clients would not see the answer.
    """
    global _lingering  # noqa: PLW0603
    if _lingering >= LINGERING:
        return
    _lingering += 1
    try:
        with suppress(OSError):
            client.shutdown(socket.SHUT_WR)
            _throw_away(client)
    finally:
        _lingering -= 1


def _throw_away(client: socket.socket) -> None:
    deadline, taken, buffer = time.monotonic() + LINGERING_SECONDS, 0, bytearray(_STEP)
    while taken < LINGERING_BYTES and (left := deadline - time.monotonic()) > 0:
        client.settimeout(min(LINGERING_SILENCE, left))
        count = client.recv_into(buffer)
        if not count:
            return
        taken += count
        gevent.sleep(0)


def _stepwise(chunks: Iterator[bytes]) -> Iterator[bytes]:
    for number, chunk in enumerate(chunks):
        if number % _CHUNKS == _CHUNKS - 1:
            gevent.sleep(0)
        yield chunk
