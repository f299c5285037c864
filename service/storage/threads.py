"""How a process waits for a store that answers over the network: alone, or so that it answers others meanwhile."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

SIDE_BY_SIDE = 16
"""Calls that are made at once where many are to be made."""

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


class Threads(Protocol):
    """Where calls that wait are made."""

    def run(self, call: Callable[[], Answered]) -> Answered:
        """What a call answers. Raises what it raises."""

    def each(self, call: Callable[[Asked], Answered], all: Iterable[Asked]) -> Iterator[Answered]:
        """What a call answers for each of many things, in their order; some are asked side by side. Raises what one raises."""


class OwnThreads:
    """Threads, for a process that does one thing after the other: they are begun where there are many calls alone."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(SIDE_BY_SIDE, "store")

    def run(self, call: Callable[[], Answered]) -> Answered:
        """As Threads says: here and now."""
        return call()

    def each(self, call: Callable[[Asked], Answered], all: Iterable[Asked]) -> Iterator[Answered]:
        """As Threads says."""
        return self._pool.map(call, all)
