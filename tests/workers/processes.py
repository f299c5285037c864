"""Worker processes whose audits do what a test wants."""

import multiprocessing
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from service.audits.audit import Result
from service.config import Settings
from service.storage.files.audits import FileAudits
from workers.jobs import forkserver, procedures
from workers.jobs.processes import ForkServer, Start
from workers.worker import Worker

Audit = Callable[..., Result]
PLAIN_AUDIT = {
    "year": None,
    "select": [],
    "ignore": [],
    "profile": None,
    "recognition": "here",
    "previous": False,
    "attachments": [],
}
"""What a job is asked for the audit of a file of which nothing more is said."""


@contextmanager
def worker(settings: Settings, audit: Audit, *, scans: bool = False) -> Iterator[ForkProcess]:
    """A real worker in a process of its own, in whose jobs `audit` stands for the audit of a report."""
    process = multiprocessing.get_context("fork").Process(target=_work, args=(settings, audit, scans))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def _work(settings: Settings, audit: Audit, scans: bool) -> None:
    server = ForkServer(settings, scans=scans, start=forking(audit))
    server.start()
    Worker(settings, server).work()


def forking(audit: Audit) -> Start:
    """Starts the server of jobs' processes as a fork, in which `audit` stands for the audit of a report."""

    def start(descriptor: int, settings: Settings, scans: bool) -> int:
        parent = os.getpid()
        if pid := os.fork():
            return pid
        try:
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            procedures.audit_bytes = audit
            with socket.socket(fileno=descriptor) as control:
                forkserver.serve(control, forkserver.confine(parent, wanted=settings.sandbox != "off"))
        finally:
            os._exit(0)

    return start


def result_of(store: FileAudits, audit_id: str, within: float = 30.0) -> Result:
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


def jobs_of(worker: int | None) -> list[int]:
    """The processes of a worker's jobs, which its server forks."""
    return [job for server in children_of(worker) for job in children_of(server)]


def is_gone(pid: int) -> bool:
    """Whether the process has ended; an orphan that nobody reaped has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
