"""Runs the children until it is told to stop, and says when they are ready."""

import http.client
import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence

from service.supervision.children import Child

_GRACE = 8.0
"""Seconds that requests and jobs have to end; then jobs are given back."""

log = logging.getLogger(__name__)


class Supervisor:
    """Children in the order of their start; all are stopped at once, but the first, which the others need, last."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._woken = threading.Event()
        self._stops = 0

    def run(self, ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Keep all children running until SIGTERM or SIGINT. Raises CannotStart, with all children stopped."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: self._woken.set())
        announced = False
        try:
            while not self._stops:
                self._woken.clear()
                for child in self._children:
                    child.keep_running()
                if not announced and ready():
                    announced = True
                    announce()
                self._woken.wait(0.2 if announced else 0.05)
        finally:
            self._end()

    def _stop(self, *_: object) -> None:
        self._stops += 1
        self._woken.set()

    def _end(self) -> None:
        first, *others = self._children
        for child in others:
            child.send(signal.SIGTERM)
        self._wait_for(others, _GRACE)
        for child in others:
            child.send(signal.SIGTERM)
        self._wait_for(others, 1.0)
        for child in others:
            child.kill()
        first.send(signal.SIGTERM)
        self._wait_for([first], _GRACE)
        first.kill()

    def _wait_for(self, children: Sequence[Child], seconds: float) -> None:
        """Wait for their end, that long at most, and no longer once the user insists."""
        deadline = time.monotonic() + seconds
        for child in children:
            while self._stops < 2 and not child.ends_by(min(deadline, time.monotonic() + 0.1)):
                if time.monotonic() > deadline:
                    return


def answers(host: str, port: int, path: str) -> bool:
    """Whether a GET is answered with 200 just now."""
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
