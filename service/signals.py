"""Signals: waiting for the one to end in a process's main thread, and the parent death signal.

A handler takes no lock, not even that of a threading.Event: it may interrupt whoever holds it, itself included when
two signals come together, and would wait for ever. So handlers only count, and who waits is woken through a pipe.
"""

import ctypes
import os
import select
import signal
import sys

HAS_PARENT_DEATH_SIGNAL = sys.platform == "linux"
"""Elsewhere a child may outlive a parent that was killed."""
_PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None, use_errno=True) if HAS_PARENT_DEATH_SIGNAL else None


class Signals:
    """Listens from now on to SIGTERM and SIGINT, which ask to end, and to `others`, which only wake `wait`."""

    def __init__(self, *others: signal.Signals) -> None:
        self.stops = 0
        """How often it was asked to end."""
        self._wakeups, wake = os.pipe()
        for descriptor in (self._wakeups, wake):
            os.set_blocking(descriptor, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for number in others:
            signal.signal(number, lambda *_: None)

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until a signal comes, or not at all if one came since the last time; whether to end."""
        if select.select([self._wakeups], [], [], seconds)[0]:
            os.read(self._wakeups, 4096)
        return self.stops > 0

    def _stop(self, *_: object) -> None:
        self.stops += 1


def die_with_parent(parent: int, by: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when `parent` dies. The parent is the thread that forked."""
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, by, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
