"""Waiting for the signal to end, and for others, in a process's main thread.

A handler takes no lock, not even that of a threading.Event: it may interrupt whoever holds it, itself included when
two signals come together, and would wait for ever. So handlers only count, and who waits is woken through a pipe.
"""

import os
import select
import signal


class Signals:
    """Listens from now on to SIGTERM and SIGINT, which ask to end, and to `others`, which only wake who waits."""

    def __init__(self, *others: signal.Signals) -> None:
        self.stops = 0
        """How often it was asked to end."""
        self._told, tell = os.pipe()
        for descriptor in (self._told, tell):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for number in others:
            signal.signal(number, lambda *_: None)

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until a signal comes, or not at all if one came since the last time; whether to end."""
        if select.select([self._told], [], [], seconds)[0]:
            os.read(self._told, 4096)
        return self.stops > 0

    def _stop(self, *_: object) -> None:
        self.stops += 1
