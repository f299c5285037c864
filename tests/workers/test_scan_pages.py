"""Pages of one scan, recognised side by side by confined processes of their own."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from multiprocessing.context import ForkProcess
from typing import Any

import pytest

from service.audits.audit import Progress, Result, Stage, Status
from service.config import Settings
from service.queue import open_queue
from service.storage.files.audits import FileAudits
from tests.service.storage.requests import DONE
from tests.workers.processes import children_of, is_gone, result_of, wait_for, worker
from workers.confinement import landlock, seccomp
from workers.limits import Recognition
from workers.readers import NeedsRecognition, NoTextLayer, scan

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")

PAGES = 6


def audit(*_: object, recognition: Recognition, crew: Any, progress: Any, **__: Any) -> Result:
    """An audit that has six pages recognised, and tells how many processes did."""
    if recognition is not Recognition.HERE:
        raise NeedsRecognition(NoTextLayer())
    progress(Progress(Stage.READING, 1, started_at="2024-01-01T00:00:00Z"))
    pictures = (({"number": number}, bytes([number])) for number in range(PAGES))
    pages = sorted(page.decode().split() for page in crew(pictures, PAGES))
    told = {"agency": " ".join(number for number, *_ in pages), "period": sorted({pid for _, pid in pages})}
    return replace(DONE, report=told)


def recognised(told: dict[str, Any], dots: bytes, _: object) -> bytes:
    """A page: its number, and the process that it was recognised in."""
    time.sleep(0.05)
    return f"{dots[0]} {os.getpid()}".encode()


def slowly(told: dict[str, Any], dots: bytes, _: object) -> bytes:
    time.sleep(0.05 if told["number"] < PAGES - 1 else 60)
    return b"0 0"


def crashes(told: dict[str, Any], dots: bytes, _: object) -> bytes:
    if told["number"] == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return b"0 0"


def trespasses(told: dict[str, Any], dots: bytes, _: object) -> bytes:
    """The number, and what could be done that must not be."""
    done = []
    for name, act in (
        ("fork", os.fork),
        ("socket", socket.socket),
        ("read", partial(os.open, "/etc/passwd", os.O_RDONLY)),
    ):
        with suppress(OSError):
            act()
            done.append(name)
    return f"{dots[0]} {','.join(done) or 'nothing'}".encode()


@pytest.fixture
def scanning(settings: Settings) -> Settings:
    return replace(settings, scan_workers=1, scan_processes=2, attempts=2)


@contextmanager
def workers(settings: Settings, page: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[ForkProcess]:
    """A worker for all audits, and one for scans, which is given."""
    monkeypatch.setattr(scan, "read_page", page)
    with worker(settings, audit), worker(settings.for_scans(), audit, scans=True) as process:
        yield process


def test_pages_are_recognised_by_several_processes_and_each_once(
    scanning: Settings, store: FileAudits, accept: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with workers(scanning, recognised, monkeypatch) as process:
        result = result_of(store, accept())
        assert result.report["agency"] == "0 1 2 3 4 5"
        assert len(result.report["period"]) == 2
        again = result_of(store, accept())
        assert wait_for(lambda: all(is_gone(int(pid)) for pid in again.report["period"]))
    assert process.pid not in children_of(os.getpid())


def test_it_is_told_how_many_pages_are_read(
    scanning: Settings, store: FileAudits, accept: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    audit_id = accept()
    queue = open_queue(scanning)

    def read() -> bool:
        progress = queue.fair_queue.position(store.request(audit_id)).progress
        return progress is not None and (progress.pages_done, progress.pages) == (PAGES - 1, PAGES)

    with workers(scanning, slowly, monkeypatch):
        assert wait_for(read)
        assert store.result(audit_id) is None


def test_a_page_that_ends_its_process_ends_the_audit_as_one_in_the_job_does(
    scanning: Settings, store: FileAudits, accept: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with workers(scanning, crashes, monkeypatch):
        result = result_of(store, accept())
        assert (result.status, result.problem and result.problem.code) == (Status.FAILED, "audit-crashed")


@pytest.mark.skipif(not (landlock.version() and seccomp.is_supported()), reason="the kernel has no sandbox")
def test_processes_for_pages_are_confined_as_jobs_are(
    scanning: Settings, store: FileAudits, accept: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with workers(scanning, trespasses, monkeypatch):
        assert result_of(store, accept()).report["period"] == ["nothing"]


def test_a_scan_that_nobody_wants_any_more_ends_all_its_processes(
    scanning: Settings, store: FileAudits, accept: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    audit_id = accept()
    with workers(scanning, slowly, monkeypatch) as process:
        jobs = wait_for(lambda: [job for server in children_of(process.pid) for job in children_of(server)][2:])
        everything = [job for server in children_of(process.pid) for job in children_of(server)]
        assert jobs
        store.finish(audit_id, replace(DONE, status=Status.CANCELED))
        assert wait_for(lambda: all(map(is_gone, everything)), within=10)


@pytest.mark.parametrize(("asked", "workers_for_scans", "expected"), [(0, 64, 1), (3, 1, 3), (1, 1, 1)])
def test_how_many_processes_there_are(asked: int, workers_for_scans: int, expected: int) -> None:
    assert Settings(scan_processes=asked, scan_workers=workers_for_scans).page_processes == expected
