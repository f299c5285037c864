"""How a process waits for a store that answers over the network: alone, or so that it answers others meanwhile."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Protocol, TypeVar

from service.errors import QueueUnavailable, StorageFailed

SIDE_BY_SIDE = 16
"""Calls that are made at once where many are to be made."""

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

log = logging.getLogger(__name__)


class Threads(Protocol):
    """Where calls that wait are made."""

    def run(self, call: Callable[[], Answered]) -> Answered:
        """What a call answers. Raises what it raises."""

    def each(self, call: Callable[[Asked], Answered], all: Iterable[Asked]) -> Iterator[Answered]:
        """What a call answers for each of many things, in their order; some are asked side by side. Raises what one raises."""

    def soon(self, call: Callable[[], None]) -> None:
        """Make a call that is done again by the reconciler where it fails or never comes: now, or while the process goes on.

        Where it is made now, raises what it raises.
        """


class OwnThreads:
    """Threads, for a process that does one thing after the other: they are begun where there are many calls alone."""

    def __init__(self) -> None:
        self._pool, self._inside = ThreadPoolExecutor(SIDE_BY_SIDE, "store"), threading.local()

    def run(self, call: Callable[[], Answered]) -> Answered:
        """As Threads says: here and now."""
        return call()

    def each(self, call: Callable[[Asked], Answered], all: Iterable[Asked]) -> Iterator[Answered]:
        """As Threads says; in a thread of these, one after the other: it would wait for a thread that waits for it."""
        if getattr(self._inside, "is_one", False):
            return map(call, all)
        return self._pool.map(partial(self._inside_one, call), all)

    def soon(self, call: Callable[[], None]) -> None:
        """As Threads says: now."""
        call()

    def _inside_one(self, call: Callable[[Asked], Answered], asked: Asked) -> Answered:
        self._inside.is_one = True
        return call(asked)


class WorkersThreads(OwnThreads):
    """Threads for a worker, which goes on to its next job while what isn't waited for is done, one of them at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._begun: Future[None] | None = None
        self._one_by_one = threading.Lock()

    def soon(self, call: Callable[[], None]) -> None:
        """As Threads says: while the process goes on, once the one before has come to its end."""
        with self._one_by_one:
            if self._begun:
                self._begun.result()
            self._begun = self._pool.submit(self._inside_one, _logged, call)


def _logged(call: Callable[[], None]) -> None:
    try:
        call()
    except (StorageFailed, QueueUnavailable) as error:
        log.debug("is left to the reconciler: %s", error.__cause__)
