"""Worker processes whose audits do what a test wants."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import pytest

from service.config import Settings
from service.dispatcher import QUEUE
from service.domain.audit import Result
from service.storage.files import FileStore
from workers import tasks
from workers.worker import AuditWorker

Audit = Callable[..., Result]


@contextmanager
def worker(settings: Settings, audit: Audit, queue: str = QUEUE) -> Iterator[ForkProcess]:
    """A real worker in a process of its own, in which `audit` stands for the audit of a report."""
    process = multiprocessing.get_context("fork").Process(target=_work, args=(settings, audit, queue))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def _work(settings: Settings, audit: Audit, queue: str) -> None:
    os.environ.update(
        {
            "AUDIT_DATA_DIR": str(settings.data_dir),
            "AUDIT_REDIS_URL": settings.redis_url,
            "AUDIT_JOB_SECONDS": str(settings.job_seconds),
            "AUDIT_JOB_BYTES": str(settings.job_bytes),
            "AUDIT_SCAN_WORKERS": str(settings.scan_workers),
        }
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks, "audit_bytes", audit)
        AuditWorker(settings, queue).work(logging_level="WARNING")


def result_of(store: FileStore, audit_id: str, within: float = 30.0) -> Result:
    return wait_for(lambda: store.result(audit_id), within)


def wait_for(ask: Callable[[], Any], within: float = 30.0) -> Any:
    """What `ask` answers as soon as it is true."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if answer := ask():
            return answer
        time.sleep(0.01)
    raise TimeoutError(f"not within {within} s")


def children_of(pid: int | None) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def is_gone(pid: int) -> bool:
    """Whether the process has ended; an orphan that nobody reaped has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
