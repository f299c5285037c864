"""Hearing at once of audits that end, so that an answer that is held for one isn't held by a pause as well."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from service.errors import QueueUnavailable
from service.queue.port import Catalogue

_PAUSE = 0.5
"""Seconds until a queue that didn't answer is listened to again."""


class Endings:
    """Listens to the queue in one thread of this process for as long as there is somebody who waits.

    What is not heard is no loss but of time: who waits looks by himself, too.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._waiting: dict[str, list[Event]] = defaultdict(list)
        self._listener: Thread | None = None

    @contextmanager
    def awaited(self, audit_id: str) -> Iterator[Event]:
        """An event that is set when the audit ends."""
        event = Event()
        self._waiting[audit_id].append(event)
        if self._listener is None or not self._listener.is_alive():
            self._listener = Thread(target=self._listen, daemon=True)
            self._listener.start()
        try:
            yield event
        finally:
            self._waiting[audit_id].remove(event)
            if not self._waiting[audit_id]:
                del self._waiting[audit_id]

    def _listen(self) -> None:
        while self._waiting:
            with suppress(QueueUnavailable):
                for ended in self._catalogue.endings():
                    for event in self._waiting.get(ended, ()):
                        event.set()
            time.sleep(_PAUSE)
