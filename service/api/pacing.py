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
        """Return when the current request may begin."""
        with self._line:
            while time.monotonic() - self._looked > SLICE:
                gevent.sleep(0)

    def _note(self) -> None:
        self._looked = time.monotonic()


def breathe() -> None:
    """Let other requests go on: for loops that take longer than some milliseconds."""
    gevent.sleep(0)
