"""Threads that count the calls of a store that are made in them."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.storage.threads import OwnThreads


class Counted(OwnThreads):
    def __init__(self) -> None:
        super().__init__()
        self.calls: list[None] = []

    def run(self, call):
        self.calls.append(None)
        return super().run(call)

    @contextmanager
    def counted(self) -> Iterator[list[None]]:
        """Those that are made meanwhile."""
        self.calls = []
        yield self.calls
