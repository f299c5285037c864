"""What the log tells of keys that were refused: who came with one, never the key, and no more than a log can bear."""

import logging
import time
from collections import Counter

_WINDOW = 60.0
"""Seconds."""
_OF_ONE = 5
"""Lines about one address within a window."""
_ADDRESSES = 50
"""Addresses that are logged within a window."""

log = logging.getLogger(__name__)


class FailedLogins:
    """Those of this process."""

    def __init__(self) -> None:
        self._begun = float("-inf")
        self._from: Counter[str] = Counter()
        self._untold = 0

    def note(self, address: str, reason: str) -> None:
        """Log one more, or count it where too many came lately; the log says how many when the next window begins."""
        if time.monotonic() - self._begun > _WINDOW:
            self._begin()
        if address not in self._from and len(self._from) >= _ADDRESSES:
            self._untold += 1
            return
        self._from[address] += 1
        if self._from[address] > _OF_ONE:
            self._untold += 1
            return
        log.warning("a key from %s was refused: %s", address or "a Unix socket", reason)

    def _begin(self) -> None:
        if self._untold:
            log.warning("%d more keys were refused, from %d addresses or more", self._untold, len(self._from))
        self._begun, self._untold = time.monotonic(), 0
        self._from.clear()
