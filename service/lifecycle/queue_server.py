"""Which server holds the queue: said in the log when it is another, and looked at whether it can."""

import logging

from service.config import Settings, WrongSetting
from service.queue import check_queue
from service.queue.port import Queue

log = logging.getLogger(__name__)


class QueueServer:
    """Watches it, for a server that was away at the start, or took another's place, was looked at by nobody."""

    def __init__(self, settings: Settings, queue: Queue) -> None:
        self._settings, self._metrics = settings, queue.metrics
        self._known = ""

    def look(self) -> None:
        """Tell where another server answers than before. Raises QueueUnavailable."""
        server = self._metrics.server()
        if server == self._known:
            return
        if self._known:
            log.warning("the queue is held by %s now; before it was by %s", server, self._known)
        else:
            log.info("the queue is held by %s", server)
        self._known = server
        try:
            check_queue(self._settings)
        except WrongSetting as error:
            log.error("the queue can't be held as it is: %s", error)
