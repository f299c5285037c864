"""A process is kept for its client's next job, and for no job that another one could be noticed in."""

import decimal
import gc
import locale
import logging
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pdfminer import settings as pdfminer_settings

from service.audits.audit import Result, Status
from service.config import Settings
from service.errors import UnreadableFile
from service.storage import records
from tests.corpus.mutations import case
from tests.corpus.rendering import render
from tests.workers.processes import PLAIN_AUDIT, forking, is_gone, wait_for
from workers.jobs import job as jobs
from workers.jobs import results, tenancy
from workers.jobs.job import Job, JobEnded, JobProblem, open_job
from workers.jobs.processes import ForkServer, execute
from workers.jobs.tenancy import Tenant
from workers.pipeline import audit_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="jobs are processes of Linux")
SETTINGS = Settings()
ONE, OTHER = (Tenant(client, is_native=False) for client in ("one", "other"))
REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
Act = Callable[[], object]


@contextmanager
def serving(audit: Callable[..., Result]) -> Iterator[ForkServer]:
    made = ForkServer(replace(SETTINGS, job_bytes=1024**4), start=forking(audit))
    made.start()
    try:
        yield made
    finally:
        made.stop()


def asked(job: Job, data: bytes = b"") -> Result:
    job.ask("audit", PLAIN_AUDIT, [data], 1)
    return results.result(job.answer(results.MOST_RESULT))


def process_of(server: ForkServer, tenant: Tenant | None, data: bytes = b"", settings: Settings = SETTINGS) -> int:
    """The process that did a job, which tells its id."""
    with open_job(server, replace(settings, job_bytes=1024**4), lambda: True, tenant=tenant) as job:
        return int(asked(job, data).ruleset)


def telling(act: Act = lambda: None) -> Callable[..., Result]:
    """An audit that does something where the file asks for it, and tells its process."""

    def audit(data: bytes, *_: object, **__: object) -> Result:
        if data:
            act()
        return Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z", verdict="pass", ruleset=str(os.getpid()))

    return audit


def test_it_is_kept_for_the_client_of_the_last_job_alone() -> None:
    with serving(telling()) as server:
        first = process_of(server, ONE)
        assert process_of(server, ONE) == first
        second = process_of(server, OTHER)
        third = process_of(server, None)
        assert len({first, second, third, process_of(server, None), process_of(server, ONE)}) == 5


def fill_memory() -> None:
    bytearray(80 * 1024**2)[:] = b"x" * 80 * 1024**2


POISONS: dict[str, Act] = {
    "memory": fill_memory,
    "the interpreter's limits": lambda: sys.setrecursionlimit(2_000),
    "the collector": gc.disable,
    "the locale": lambda: locale.setlocale(locale.LC_NUMERIC, "C.UTF-8"),
    "a signal's handler": lambda: signal.signal(signal.SIGUSR1, signal.SIG_IGN),
    "blocked signals": lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2]),
    "open files": lambda: os.dup(0),
    "random numbers": random.random,
    "the environment": lambda: os.environ.__setitem__("LANGUAGE", "xx"),
    "decimal numbers": lambda: setattr(decimal.getcontext(), "prec", 3),
    "a parser of XML": lambda: etree.set_default_parser(etree.XMLParser()),
    "a parser of PDF": lambda: setattr(pdfminer_settings, "STRICT", True),
    "a warning": lambda: logging.getLogger("workers.readers").warning("odd"),
    "its time": lambda: time.sleep(tenancy.LONGEST + 0.1),
}


@pytest.mark.parametrize("poison", POISONS)
def test_it_ends_after_a_job_that_left_something_behind(poison: str) -> None:
    with serving(telling(POISONS[poison])) as server:
        poisoned = process_of(server, ONE, b"poison")
        assert process_of(server, ONE) != poisoned, poison


def test_it_ends_after_a_problem() -> None:
    def refuse() -> None:
        raise UnreadableFile(form="PDF")

    with serving(telling(refuse)) as server:
        kept = process_of(server, ONE)
        with open_job(server, SETTINGS, lambda: True, tenant=ONE) as job, pytest.raises(JobProblem):
            asked(job, b"poison")
        assert process_of(server, ONE) != kept


def test_it_ends_after_so_many_jobs_and_fewer_of_native_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tenancy, "MOST_NATIVE", 2)
    native = Tenant("one", is_native=True)
    with serving(telling()) as server:
        plain = [process_of(server, ONE, settings=replace(SETTINGS, jobs_a_process=4)) for _ in range(5)]
        assert [each == plain[0] for each in plain] == [True] * 4 + [False]
    with serving(telling()) as server:
        mixed = [process_of(server, tenant) for tenant in (native, ONE, native, ONE)]
        assert [each == mixed[0] for each in mixed] == [True, True, True, False]


def test_one_that_was_killed_while_it_waited_fails_no_job() -> None:
    with serving(telling()) as server:
        kept = process_of(server, ONE)
        os.kill(kept, signal.SIGKILL)
        wait_for(lambda: is_gone(kept))
        assert process_of(server, ONE) != kept


def test_one_that_is_killed_in_its_second_job_ends_that_one_alone() -> None:
    with serving(telling(lambda: os.kill(os.getpid(), signal.SIGKILL))) as server:
        kept = process_of(server, ONE)
        with pytest.raises(JobEnded) as ended:
            process_of(server, ONE, b"poison")
        assert ended.value.status == -signal.SIGKILL
        assert process_of(server, ONE) != kept


def test_one_that_is_idle_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(telling()) as server:
        kept = process_of(server, ONE)
        server.end_idle()
        assert process_of(server, ONE) == kept
        monkeypatch.setattr(tenancy, "IDLE", -1.0)
        server.end_idle()
        assert process_of(server, ONE) != kept


def test_each_job_has_its_own_time_of_the_processor() -> None:
    def burn() -> None:
        until = time.process_time() + 0.6
        while time.process_time() < until:
            pass

    hasty = replace(SETTINGS, job_bytes=1024**4, job_cpu_seconds=2)
    with serving(telling(burn)) as server, pytest.MonkeyPatch.context() as patched:
        patched.setattr(jobs, "LONGEST", 60.0)
        for _ in range(5):  # three seconds, of which each job has two
            with open_job(server, hasty, lambda: True, tenant=ONE) as job:
                assert asked(job, b"burn").status is Status.SUCCEEDED


def _files() -> list[bytes]:
    drawn = [render(case("figures.total_cell", 3).draft, format)[1] for format in ("docx", "html", "doc", "pdf", "ofd")]
    return [*(path.read_bytes() for path in sorted(REPORTS.glob("*.txt"))[::8]), *drawn]


def test_what_a_kept_process_finds_is_what_a_new_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LONGEST", 60.0)
    files = _files()
    random.Random(7).shuffle(files)
    server = ForkServer(SETTINGS, start=execute)
    try:
        for data in [*files, *files[::-1]]:
            with open_job(server, SETTINGS, lambda: True, tenant=ONE) as job:
                inside = asked(job, data)
            alone = records.decode(Result, records.encode(audit_bytes(data)))
            untimed: dict[str, Any] = {"finished_at": "", "started_at": None, "stages": {}}
            assert replace(inside, **untimed) == replace(alone, **untimed)
    finally:
        server.stop()
