"""The clock of what is shared: a disk's or a store's, by which machines agree on what is old, whatever their own clocks say."""

import time
from collections.abc import Callable
from contextlib import suppress

from service.errors import StorageFailed


class Clock:
    """Such a clock, read anew when the last reading is older than some seconds, and reckoned by the machine's steps meanwhile."""

    def __init__(self, read: Callable[[], float], fresh: float) -> None:
        """`read` tells what it says now (POSIX seconds), and raises OSError or StorageFailed where it can't."""
        self._read, self._fresh = read, fresh
        self._said: tuple[float, float] | None = None
        """What it said, and when that was (monotonic)."""

    def now(self) -> float:
        """What it says (POSIX seconds). One that can't be read is reckoned to go on as it did, or as this machine's."""
        if self._said is None or time.monotonic() - self._said[1] > self._fresh:
            with suppress(OSError, StorageFailed):
                self._said = self._read(), time.monotonic()
        if self._said is None:
            return time.time()
        said, then = self._said
        return said + time.monotonic() - then

    def ahead(self) -> float:
        """Seconds by which it is ahead of this machine's: what a moment of this one's becomes there."""
        return self.now() - time.time()
