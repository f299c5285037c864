import pytest

from service.config import Settings
from service.intake import Intake
from service.storage.port import Storage
from tests.service.queue.memory import MemoryQueue


@pytest.fixture
def queue() -> MemoryQueue:
    """An empty queue in memory."""
    return MemoryQueue()


@pytest.fixture
def intake(settings: Settings, storage: Storage, queue: MemoryQueue) -> Intake:
    """The use cases over that queue and the storage on disk."""
    return Intake(settings, storage, queue)
