"""A real Redis on a socket of its own, and a store in a fresh folder."""

import gc
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from redis import Redis
from redis.exceptions import RedisError

from service.config import Settings
from service.storage import open_storage
from service.storage.port import AuditStore, Storage
from service.supervision import redis_server as server

# Generators write tests of their own.
collect_ignore_glob = ["clients/generated/*"]

# Speed is not asserted: the machine may have other work. Nor does a check depend on luck: what it tries is always the same,
# unless it is to try something new.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.register_profile("new", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_collection_finish() -> None:
    """Keep the collector off what lives as long as the run: some hundred thousand objects of tests and their cases."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Note what failed, and how, in the file FAILED_TESTS: of runs beside each other, what one printed is far above the end."""
    if path := os.environ.get("FAILED_TESTS"):
        with Path(path).open("a") as noted:
            for report in [each for kind in ("failed", "error") for each in terminalreporter.stats.get(kind, [])]:
                told = [line for line in report.longreprtext.splitlines() if line.startswith("E ")]
                print(report.nodeid, *told[:5], sep="\n", file=noted)


@pytest.fixture(scope="session")
def redis_socket() -> Iterator[Path]:
    """The socket of a Redis that runs as long as the tests."""
    folder = Path(tempfile.mkdtemp(prefix="audit-tests-"))
    socket = folder / "redis.sock"
    process = subprocess.Popen(server.command(server.find(), socket, folder))
    wait_for_redis(socket)
    yield socket
    process.terminate()
    process.wait(10)
    shutil.rmtree(folder)


@pytest.fixture
def queue_url(redis_socket: Path) -> str:
    """The address of an empty Redis."""
    Redis(unix_socket_path=str(redis_socket)).flushall()
    return f"unix://{redis_socket}"


@pytest.fixture
def settings(tmp_path: Path, queue_url: str) -> Settings:
    """Settings with an empty data folder and an empty Redis."""
    return Settings(data_dir=tmp_path / "var", queue_url=queue_url, workers=1)


@pytest.fixture
def storage(settings: Settings) -> Storage:
    """An empty storage."""
    return open_storage(settings)


@pytest.fixture
def store(storage: Storage) -> AuditStore:
    """Its audits."""
    return storage.audits


def wait_for_redis(socket: Path) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            Redis(unix_socket_path=str(socket)).ping()
        except (RedisError, OSError):
            time.sleep(0.01)
        else:
            return
    raise TimeoutError(socket)
