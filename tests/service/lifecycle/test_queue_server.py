import logging
from pathlib import Path

import pytest

from service.config import Settings
from service.lifecycle.queue_server import QueueServer
from service.queue import open_queue
from tests.service.queue.debian import needs_redis, serving
from tests.service.queue.memory import MemoryQueue


def test_another_server_is_told_of_once(
    settings: Settings, queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watch = QueueServer(settings, queue)
    with caplog.at_level(logging.WARNING):
        for server in ("one", "one", "other", "other"):
            monkeypatch.setattr(queue.metrics, "server", lambda server=server: server)
            watch.look()
    assert [record.getMessage() for record in caplog.records] == [
        "the queue is held by other now; before it was by one"
    ]


@needs_redis
def test_one_that_came_after_the_start_and_can_hold_no_queue_is_told_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(tmp_path, "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru") as server:
        settings = Settings(queue_url=f"redis://127.0.0.1:{server.port}/0")
        watch = QueueServer(settings, open_queue(settings))
        for _ in range(2):
            watch.look()
    (told,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "set its maxmemory-policy to noeviction" in told.getMessage()
