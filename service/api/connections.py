"""How many connections a process has open, in all and of one address, and which are beyond that."""

import logging
import resource
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from service.api.callers import is_named
from service.config import Network

MOST = 2_000
"""Open connections of a process."""
SURPLUS = 64
"""Connections beyond that which are read at once, to tell those that ask for health from the others."""

_RESERVED_FILES = 256
"""Open files that a process needs beside its connections."""
_SILENT = 10.0
"""Seconds between two lines of the log about the same."""

log = logging.getLogger(__name__)


def most() -> int:
    """Connections that this process may have open, after it was let open as many files as that takes, if it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST + _RESERVED_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST if soft == resource.RLIM_INFINITY else max(1, min(MOST, soft - _RESERVED_FILES - SURPLUS))


class Connections:
    """Those of one process. One address has at most `an_address`, 0 for any number; so has a named proxy.

    Where one more comes than there may be, that on which nothing has been asked for the longest is ended for it.
    """

    def __init__(self, most: int, an_address: int, proxies: Sequence[Network] = ()) -> None:
        self._most, self._an_address, self._proxies = most, an_address, proxies
        self._addresses: dict[socket.socket, str] = {}
        self._open: Counter[str] = Counter()
        self._idle: dict[socket.socket, float] = {}
        self._surplus: dict[socket.socket, str] = {}
        self._warned = -_SILENT

    @contextmanager
    def opened(self, client: socket.socket, address: str) -> Iterator[None]:
        """Count a connection while it is open."""
        if self._has_room(address):
            self._count(client, address)
        else:
            self._read_beyond(client, address)
        try:
            yield
        finally:
            self._surplus.pop(client, None)
            self._forget(client)

    def admits(self, client: socket.socket) -> bool:
        """Whether a connection may ask for anything: one within the limits, or for which there is room by now."""
        if client not in self._surplus:
            return True
        if not self._has_room(self._surplus[client]):
            return False
        self._count(client, self._surplus.pop(client))
        return True

    def is_surplus(self, client: socket.socket) -> bool:
        """Whether a connection is beyond the limits, so that it may ask for health alone."""
        return client in self._surplus

    def while_idle(self, client: socket.socket, read: Callable[[], bytes]) -> bytes:
        """What is read of an idle connection; nothing where it was ended meanwhile, for its client is told so already."""
        self._idle[client] = time.monotonic()
        try:
            data = read()
            return data if client in self._idle else b""
        finally:
            self._idle.pop(client, None)

    def end_idle(self, seconds: float) -> None:
        """End those that have been idle for so long."""
        now = time.monotonic()
        for client, since in list(self._idle.items()):
            if now - since < seconds:
                return
            self._end(client)

    def _has_room(self, address: str) -> bool:
        """Whether one more may be opened; an idle one is ended for it where it takes that."""
        is_bounded = self._an_address and not is_named(address, self._proxies)
        if is_bounded and self._open[address] >= self._an_address:
            return self._end_longest_idle(address)
        return len(self._addresses) < self._most or self._end_longest_idle()

    def _end_longest_idle(self, address: str | None = None) -> bool:
        """End one, of this address where one is given; whether there was one."""
        for client in self._idle:
            if address in (None, self._addresses.get(client)):
                self._end(client)
                return True
        return False

    def _end(self, client: socket.socket) -> None:
        """End an idle connection. It counts no more, though its greenlet has yet to see that."""
        del self._idle[client]
        self._forget(client)
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def _count(self, client: socket.socket, address: str) -> None:
        self._addresses[client] = address
        self._open[address] += 1

    def _forget(self, client: socket.socket) -> None:
        address = self._addresses.pop(client, None)
        if address is None:
            return
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]

    def _read_beyond(self, client: socket.socket, address: str) -> None:
        """Read one more connection; the one that has asked for nothing for the longest is ended for it."""
        self._warn(address)
        self._surplus[client] = address
        if len(self._surplus) > SURPLUS:
            oldest = next(iter(self._surplus))
            del self._surplus[oldest]
            with suppress(OSError):
                oldest.shutdown(socket.SHUT_RDWR)

    def _warn(self, address: str) -> None:
        now = time.monotonic()
        if now - self._warned >= _SILENT:
            self._warned = now
            log.warning(
                "connections of %s are refused: it has %d open, all have %d",
                address,
                self._open[address],
                len(self._addresses),
            )
