"""What tests of workers have beside them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from service.config import Settings
from service.errors import QueueUnavailable
from service.lifecycle.reconciler import Reconciler
from service.queue import open_queue
from service.storage.port import AuditStore, Storage
from tests.service.storage.requests import a_request


@pytest.fixture
def accept(settings: Settings, store: AuditStore) -> Callable[..., str]:
    """Accepts a report and lets its audit wait; gives its id."""
    queue = open_queue(settings)

    def accepted(upload: bytes = b"abc", client: str = "") -> str:
        request = a_request(client=client)
        store.accept(request, upload)
        with suppress(QueueUnavailable):
            queue.fair_queue.enqueue(request)
        return request.id

    return accepted


@pytest.fixture
def reconciling(settings: Settings, storage: Storage) -> Iterator[None]:
    """A reconciler that looks all the time."""
    reconciler, ended = Reconciler(settings, storage, open_queue(settings)), threading.Event()

    def look() -> None:
        while not ended.wait(0.1):
            with suppress(QueueUnavailable):
                reconciler.reconcile()

    thread = threading.Thread(target=look)
    thread.start()
    yield
    ended.set()
    thread.join()
