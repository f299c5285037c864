import pytest

from tests.service.queue.memory import MemoryQueue


@pytest.fixture
def queue() -> MemoryQueue:
    """An empty queue in memory."""
    return MemoryQueue()
