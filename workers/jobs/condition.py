"""The condition of a job's process: what a job could change in it that another job would notice."""

import decimal
import gc
import locale
import os
import random
import resource
import signal
import sys
import threading
import warnings
from dataclasses import dataclass
from typing import Any

from workers import readers

MOST_GROWTH = 64 * 1024
"""KiB of memory that a process may take beyond what it began with."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be after a job as it was before the first one, or the process ends."""

    descriptor: int
    """The lowest one that is free."""
    signals: tuple[Any, ...]
    blocked: frozenset[int]
    locale: str
    environment: dict[str, str]
    random: tuple[Any, ...]
    decimal: str
    interpreter: tuple[Any, ...]
    parsers: tuple[Any, ...]

    @classmethod
    def now(cls) -> "Condition":
        """The condition of the process itself. Raises OSError where it can open nothing more."""
        free = os.dup(0)
        os.close(free)
        return cls(
            free,
            tuple(map(signal.getsignal, range(1, signal.NSIG))),
            frozenset(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
            locale.setlocale(locale.LC_ALL),
            dict(os.environ),
            random.getstate(),
            repr(decimal.getcontext()),
            (
                sys.getrecursionlimit(),
                gc.isenabled(),
                gc.get_threshold(),
                threading.active_count(),
                list(warnings.filters),
            ),
            readers.global_state(),
        )


def peak_memory() -> int:
    """KiB, the most that this process ever took."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
