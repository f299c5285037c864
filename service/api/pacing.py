"""Shares a process among its requests: gevent runs one at a time, until it waits for something."""

import time

import gevent
from gevent.lock import BoundedSemaphore

SLICE = 0.02
"""Seconds for which requests compute before new connections and those that ask for health are looked after."""


class Pace:
    """Lets requests begin one after the other, and has the event loop look for new ones in between."""

    def __init__(self) -> None:
        self._line = BoundedSemaphore(1)
        self._looked = time.monotonic()
        self._watcher = gevent.get_hub().loop.check()
        self._watcher.start(self._note)

    def wait(self) -> None:
        """Return when the current request may begin, or go on."""
        with self._line:
            while time.monotonic() - self._looked > SLICE:
                gevent.sleep(0)

    def _note(self) -> None:
        self._looked = time.monotonic()


_pace: Pace | None = None


def start() -> None:
    """Share this process from now on, of which gevent's event loop runs."""
    global _pace  # noqa: PLW0603
    _pace = Pace()


def wait() -> None:
    """Return when the current request may compute for long; at once where nothing is shared."""
    if _pace:
        _pace.wait()


def breathe() -> None:
    """Let other requests go on: for loops that take longer than some milliseconds."""
    gevent.sleep(0)
