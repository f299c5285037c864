"""Runs the children until SIGTERM or SIGINT, and says when they are ready."""

import http.client
import logging
import signal
import time
from collections.abc import Callable, Sequence

from service.signals import Signals
from service.supervision.children import Child

_GRACE = 8.0
"""Seconds that requests and jobs have to end; then jobs are given back."""
_INSISTING = 1.0
"""Seconds that children have to end after a second SIGTERM, and Redis after its first: its file is complete at any time."""

log = logging.getLogger(__name__)


class Supervisor:
    """Children in the order of their start; all are stopped at once, but the first, which the others need, last."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children

    def run(self, ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Keep all children running until SIGTERM or SIGINT. Raises CannotStart, with all children stopped."""
        signals = Signals(signal.SIGCHLD)
        announced, pause = False, 0.0
        try:
            while not signals.wait(pause):
                for child in self._children:
                    child.keep_running()
                if not announced and ready():
                    announced = True
                    announce()
                pause = 0.2 if announced else 0.05
        finally:
            self._end(signals)

    def _end(self, signals: Signals) -> None:
        first, *others = self._children
        for child in others:
            child.send(signal.SIGTERM)
        _wait_for(others, _GRACE, signals)
        for child in others:
            child.send(signal.SIGTERM)
        _wait_for(others, _INSISTING, signals)
        for child in others:
            child.kill()
        first.send(signal.SIGTERM)
        _wait_for([first], _INSISTING, signals)
        first.kill()


def _wait_for(children: Sequence[Child], seconds: float, signals: Signals) -> None:
    """Wait for their end, that long at most, and no longer once the user insists."""
    deadline = time.monotonic() + seconds
    for child in children:
        while signals.stops < 2 and not child.ends_by(min(deadline, time.monotonic() + 0.1)):
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
