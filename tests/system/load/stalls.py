"""Clients that send a byte a second, and clients that wait for an answer, all at once."""

import socket
import statistics
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.system.load.calling import Client


@dataclass(frozen=True)
class Answered:
    """Seconds in which a status was answered, beside all of those."""

    median: float
    slowest: float
    polls: int
    """Long polls that were answered well in the end."""
    stalled: int
    """Uploads that were still stalled in the end."""


def measure(url: str, audit_id: str, uploads: int = 64, polls: int = 64, seconds: float = 5.0) -> Answered:
    """Stall so many uploads, hold so many polls of an audit that waits, and ask for a status all the while."""
    ended = threading.Event()
    stalled = [_stalled(url) for _ in range(uploads)]
    dripping = threading.Thread(target=_drip, args=(stalled, ended))
    dripping.start()
    answers: list[int] = []
    polling = [threading.Thread(target=_poll, args=(url, audit_id, seconds, answers)) for _ in range(polls)]
    for thread in polling:
        thread.start()
    time.sleep(0.5)
    taken = _statuses(url, audit_id, seconds)
    ended.set()
    for thread in (*polling, dripping):
        thread.join()
    alive = sum(_is_open(each) for each in stalled)
    for each in stalled:
        each.close()
    return Answered(statistics.median(taken), max(taken), answers.count(200), alive)


def _stalled(url: str) -> socket.socket:
    place = urlsplit(url)
    opened = socket.create_connection((place.hostname or "", place.port or 80))
    opened.sendall(
        f"POST /v1/reports HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: text/plain\r\n"
        "Content-Length: 100000\r\n\r\n报".encode()
    )
    return opened


def _drip(opened: list[socket.socket], ended: threading.Event) -> None:
    while not ended.wait(1.0):
        for each in opened:
            with suppress(OSError):
                each.sendall(b"x")


def _poll(url: str, audit_id: str, seconds: float, answers: list[int]) -> None:
    status, _, _ = Client(url).call("GET", f"/v1/audits/{audit_id}?wait={int(seconds)}")
    answers.append(status)


def _statuses(url: str, audit_id: str, seconds: float) -> list[float]:
    taken, until = [], time.monotonic() + seconds - 1
    while time.monotonic() < until:
        begun = time.perf_counter()
        Client(url).status(audit_id)
        taken.append(time.perf_counter() - begun)
        time.sleep(0.02)
    return taken


def _is_open(opened: socket.socket) -> bool:
    with suppress(BlockingIOError), closing(opened.dup()) as copy:
        copy.setblocking(False)
        return copy.recv(1, socket.MSG_PEEK) != b""
    return True
