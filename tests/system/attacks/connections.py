"""Connections that take and don't give: they never read, never end their request, or are just there."""

import resource
import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.system.attacks.attack import Attack, Outcome
from tests.system.attacks.watching import attacked
from tests.system.end_to_end.serving import started

SECONDS = 12.0
_ASKING = b"GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n"


def never_reading(url: str, count: int) -> None:
    """Ask for a large answer on so many connections, as often as the socket takes it, and read none."""
    _hold(url, count, lambda _: _ASKING * 200)


def never_ending(url: str, count: int) -> None:
    """Send a byte of a request's head now and then, on so many connections."""
    _hold(url, count, lambda moment: b"X-Long: a" if moment else b"GET /healthz HTTP/1.1\r\n")


def silent(url: str, count: int) -> None:
    """Open so many connections and send nothing."""
    _hold(url, count, lambda _: b"")


def _hold(url: str, count: int, said: Callable[[int], bytes]) -> None:
    """Keep so many connections open: one that was ended is opened again."""
    place = urlsplit(url)
    address = (place.hostname or "", place.port or 80)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    opened = [_opened(address) for _ in range(count)]
    for moment in range(10**9):
        ended = {key.fd for key in _ended(opened)}
        for number, each in enumerate(opened):
            if each.fileno() in ended:
                each.close()
                opened[number] = _opened(address)
            with suppress(OSError):
                opened[number].send(said(moment))
        time.sleep(0.5)


def _ended(opened: list[socket.socket]) -> list[selectors.SelectorKey]:
    """Those that the other side has closed; of what is only to be read nothing is read."""
    with selectors.PollSelector() as selector:
        for each in opened:
            selector.register(each, selectors.EVENT_READ)
        return [key for key, _ in selector.select(0) if _is_closed(key.fileobj)]  # type: ignore[arg-type]


def _is_closed(each: socket.socket) -> bool:
    state = each.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
    return state != 1  # TCP_ESTABLISHED


def _opened(address: tuple[str, int]) -> socket.socket:
    each = socket.socket()
    each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    each.setblocking(False)
    with suppress(BlockingIOError):
        each.connect(address)
    return each


def _holding(act: Callable[..., None], count: int, folder: Path) -> Outcome:
    with started(folder) as service:
        return attacked(service.url, SECONDS, act, count).outcome()


ATTACKS = (
    Attack(
        "stall-unread",
        "health answers within a second while 2,000 connections ask and never read",
        partial(_holding, never_reading, 2_000),
    ),
    Attack(
        "stall-heads",
        "health answers within a second while 2,000 connections never end their request's head",
        partial(_holding, never_ending, 2_000),
    ),
    Attack(
        "stall-silent",
        "health answers within a second while 3,000 connections send nothing",
        partial(_holding, silent, 3_000),
    ),
)
