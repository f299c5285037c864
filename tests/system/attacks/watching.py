"""What attacks on the time of the API share: they run beside, and health is asked for all the while."""

import http.client
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.system.attacks.attack import Outcome

PROMISED = 1.0
"""Seconds within which health is answered."""
_GIVEN_UP = 15.0
_BETWEEN = 0.1


@dataclass
class Health:
    """Seconds that each answer took; one that was no 200, or never came, took as long as is waited for it."""

    taken: list[float] = field(default_factory=list)

    @property
    def slowest(self) -> float:
        return max(self.taken, default=_GIVEN_UP)

    def outcome(self, besides: str = "", *, held: bool = True) -> Outcome:
        """Whether the promise was kept, and in what time."""
        said = f"health within {self.slowest:.2f} s ({len(self.taken)} asked)"
        return Outcome(held and self.slowest <= PROMISED, f"{said}; {besides}" if besides else said)


@contextmanager
def watched(url: str) -> Iterator[Health]:
    """Ask for health again and again meanwhile, each time over a new connection."""
    health, ended = Health(), threading.Event()
    watching = threading.Thread(target=_watch, args=(urlsplit(url).netloc, health, ended))
    watching.start()
    try:
        yield health
    finally:
        ended.set()
        watching.join()


@contextmanager
def beside(act: Callable[..., None], *given: object) -> Iterator[None]:
    """Run something in a process of its own, which is ended afterwards."""
    process = multiprocessing.get_context("spawn").Process(target=act, args=given)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def attacked(url: str, seconds: float, act: Callable[..., None], *given: object) -> Health:
    """How health is answered for so long while something runs beside that is given the address and more."""
    with watched(url) as health, beside(act, url, *given):
        time.sleep(seconds)
    return health


def memory(pids: list[int]) -> int:
    """Bytes of memory that these processes have of their own."""
    return sum(map(_private, pids))


def _private(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


def _watch(place: str, health: Health, ended: threading.Event) -> None:
    while not ended.is_set():
        begun = time.monotonic()
        good = _asked(place)
        health.taken.append(time.monotonic() - begun if good else _GIVEN_UP)
        ended.wait(_BETWEEN)


def _asked(place: str) -> bool:
    connection = http.client.HTTPConnection(place, timeout=_GIVEN_UP)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
