from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from service.config import Settings
from service.queue import open_queue
from service.queue.port import Queue
from tests.service.queue.memory import MemoryQueue

Opened = Callable[..., Queue]


@pytest.fixture(params=["redis", "memory"])
def opened(request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Opens the queue with other bounds than the usual ones."""
    if request.param == "memory":
        queue = MemoryQueue()

        def open_again(**bounds: int) -> MemoryQueue:
            queue.state.settings = replace(Settings(), **bounds)
            return queue

        return open_again
    url = request.getfixturevalue("queue_url")
    return lambda **bounds: open_queue(replace(Settings(), queue_url=url, **bounds))


@pytest.fixture
def queue(opened: Opened) -> Queue:
    return opened()
