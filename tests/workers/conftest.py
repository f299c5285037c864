"""What tests of workers have beside them."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from service.config import Settings
from service.errors import QueueUnavailable
from service.queue import open_queue
from service.reconciler import Reconciler
from service.storage.port import Storage


@pytest.fixture
def reconciling(settings: Settings, storage: Storage) -> Iterator[None]:
    """A reconciler that looks all the time."""
    reconciler, ended = Reconciler(settings, storage, open_queue(settings)), threading.Event()

    def look() -> None:
        while not ended.wait(0.1):
            with suppress(QueueUnavailable):
                reconciler.look()

    thread = threading.Thread(target=look)
    thread.start()
    yield
    ended.set()
    thread.join()
