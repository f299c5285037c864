"""When this process ends: by then what is held is answered as it is.

This module is loaded before gevent has patched Python's threads, and so has none of them.
"""

import time
from math import inf

_deadline = inf


def begin(seconds: float) -> None:
    """Note that this process ends in so many seconds."""
    global _deadline  # noqa: PLW0603
    _deadline = time.monotonic() + seconds


def left() -> float:
    """Seconds until then; infinitely many while nobody has told it to end."""
    return _deadline - time.monotonic()
