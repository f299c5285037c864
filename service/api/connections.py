"""How many connections a process has open, in all and of one address, and which are beyond that."""

import logging
import resource
import socket
import time
from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
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
    """Those of one process. One address has at most `an_address`, 0 for any number; so has a named proxy."""

    def __init__(self, most: int, an_address: int, proxies: Sequence[Network] = ()) -> None:
        self._most, self._an_address, self._proxies = most, an_address, proxies
        self._open: Counter[str] = Counter()
        self._surplus: OrderedDict[socket.socket, None] = OrderedDict()
        self._warned = -_SILENT

    @contextmanager
    def opened(self, client: socket.socket, address: str) -> Iterator[None]:
        """Count a connection while it is open."""
        if not self._has_room(address):
            with self._beyond(client, address):
                yield
            return
        self._open[address] += 1
        try:
            yield
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    def is_surplus(self, client: socket.socket) -> bool:
        """Whether a connection is beyond the limits, so that it may ask for health alone."""
        return client in self._surplus

    def _has_room(self, address: str) -> bool:
        if self._an_address and self._open[address] >= self._an_address and not is_named(address, self._proxies):
            return False
        return self._open.total() < self._most

    @contextmanager
    def _beyond(self, client: socket.socket, address: str) -> Iterator[None]:
        """Read one more connection; the one that has asked for nothing for the longest is ended for it."""
        self._warn(address)
        self._surplus[client] = None
        if len(self._surplus) > SURPLUS:
            oldest, _ = self._surplus.popitem(last=False)
            with suppress(OSError):
                oldest.shutdown(socket.SHUT_RDWR)
        try:
            yield
        finally:
            self._surplus.pop(client, None)

    def _warn(self, address: str) -> None:
        now = time.monotonic()
        if now - self._warned >= _SILENT:
            self._warned = now
            log.warning(
                "connections of %s are refused: it has %d open, all have %d",
                address,
                self._open[address],
                self._open.total(),
            )
