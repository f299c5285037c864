"""The sandbox tried from inside, and every kind of file audited in it."""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.audits.audit import Result, Status
from service.config import Settings
from service.storage import records
from service.storage.files.audits import FileAudits
from tests.corpus.mutations import case
from tests.corpus.rendering import render
from tests.service.storage.requests import DONE, a_request
from tests.workers.confinement import trespasses
from tests.workers.processes import PLAIN_AUDIT, forking, is_gone
from tests.workers.readers.test_draft import drafted, told
from workers import __main__ as program
from workers.confinement import landlock, seccomp
from workers.jobs import results
from workers.jobs.job import Job, JobEnded, JobOverdue, JobProblem, open_job
from workers.jobs.processes import ForkServer, NoJobs, environment, execute
from workers.jobs.results import WrongAnswer
from workers.pipeline import audit_bytes
from workers.readers import scan

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not landlock.version() or not seccomp.is_supported(), reason="needs Landlock and seccomp"
)
SCANS = Path(__file__).parents[3] / "tests" / "corpus" / "files"
Audit = Callable[..., Result]


@contextmanager
def server(settings: Settings, audit: Audit, *, scans: bool = False) -> Iterator[ForkServer]:
    """A server of processes whose audits do what a test wants."""
    made = ForkServer(settings, scans=scans, start=forking(audit))
    made.start()
    try:
        yield made
    finally:
        made.stop()


def asked(job: Job, settings: Settings, data: bytes = b"abc", **parameters: Any) -> Result:
    job.ask("audit", {**PLAIN_AUDIT, **parameters}, [data], 1)
    return results.result(job.answer(results.MOST_RESULT))


def done(settings: Settings, audit: Audit, *, scans: bool = False) -> Result:
    """What an audit in the sandbox answers."""
    with server(settings, audit, scans=scans) as made, open_job(made, settings, lambda: True) as job:
        return asked(job, settings)


@pytest.fixture
def kept(settings: Settings, store: FileAudits) -> Path:
    """A report that somebody else sent."""
    store.accept(a_request(), b"of somebody else")
    return next(settings.data_dir.rglob("submission"))


def test_nothing_can_be_reached_from_inside(settings: Settings, kept: Path) -> None:
    def trespassing(*_: object, **__: object) -> Result:
        return replace(DONE, ruleset=trespasses.told(trespasses.tried(kept, os.getppid())))

    met = json.loads(done(settings, trespassing).ruleset)
    assert {act: error for act, error in met.items() if error.startswith(trespasses.POSSIBLE)} == {}
    allowed = {"EPERM", "EACCES", "ENOSYS", "ENOENT", "EAGAIN", "EMFILE", "RuntimeError", "ValueError"}
    assert set(met.values()) <= allowed, met


def test_the_same_is_possible_outside(settings: Settings, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried is tried rightly."""
    monkeypatch.setenv("AUDIT_QUEUE_URL", "redis://:secret@localhost")
    acts = trespasses.acts(kept, os.getppid())
    harmless = [
        "list other audits", "read another audit", "read passwd", "list the root",
        "list temporary files", "read its parent's environment", "read its own environment", "write its own memory",
        "list processes", "append to the code", "a socket of TCP", "a socket of Unix", "a pair of sockets", "fork",
        "run a program", "start a thread", "another's limits", "see an address or key", "another open file",
    ]  # fmt: skip
    impossible = {name for name in harmless if not trespasses.outcome(acts[name]).startswith(trespasses.POSSIBLE)}
    assert impossible == set()


def test_a_scan_s_job_may_start_threads_and_no_process(settings: Settings, kept: Path) -> None:
    def trespassing(*_: object, **__: object) -> Result:
        ran = []
        thread = threading.Thread(target=lambda: ran.append(1))
        thread.start()
        thread.join()
        met = trespasses.tried(kept, os.getppid())
        return replace(DONE, ruleset=trespasses.told(met | {"ran": str(ran)}))

    met = json.loads(done(settings.for_scans(), trespassing, scans=True).ruleset)
    assert met.pop("ran") == "[1]"
    possible = {act for act, error in met.items() if error.startswith(trespasses.POSSIBLE)}
    assert possible == {"start a thread"}


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="x32 is x86_64's")
@pytest.mark.parametrize("way", ["x32", "32 bits"])
def test_a_call_of_another_architecture_ends_the_process(settings: Settings, way: str) -> None:
    def calling(*_: object, **__: object) -> Result:
        if way == "x32":
            trespasses.call_in_another_way()
        else:
            trespasses.jump_to(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20 (getpid); int 0x80; ret
        return DONE

    roomy = replace(settings, job_bytes=1024**4)  # the tests' own process, which the job is forked of, may be large
    with pytest.raises(JobEnded) as ended:
        done(roomy, calling)
    assert ended.value.status == -signal.SIGSYS


def test_root_s_jobs_are_nobody_s(settings: Settings) -> None:
    def whose(*_: object, **__: object) -> Result:
        return replace(DONE, ruleset=json.dumps([os.getresuid(), os.getresgid(), os.getgroups()]))

    def whose_by_proc(pid: int) -> list[str]:
        status = Path(f"/proc/{pid}/status").read_text()
        return [
            line for line in status.splitlines() if line.startswith(("Uid", "Gid", "Groups", "CapEff", "NoNewPrivs"))
        ]

    with server(settings, whose) as made:
        lines = {line.split(":")[0]: line.split()[1:] for line in whose_by_proc(made._server)}
    assert lines["NoNewPrivs"] == ["1"]
    if os.geteuid() == 0:
        assert lines["Uid"] == lines["Gid"] == ["65534"] * 4
        assert lines["Groups"] == []
        assert int(lines["CapEff"][0], 16) in (0, 1 << 2), "reading alone, which Landlock binds"


def drawn(format: str) -> bytes:
    return render(case("years.own_year", 5).draft, format)[1]


@pytest.fixture(scope="module")
def real() -> Iterator[ForkServer]:
    """The server as it is in service, a program of its own."""
    made = ForkServer(Settings(), start=execute)
    made.start()
    yield made
    made.stop()


@pytest.mark.parametrize("format", ["text-tabs", "html", "docx", "doc", "ofd", "pdf", "draft"])
def test_every_kind_of_file_is_read_inside_as_outside(real: ForkServer, format: str) -> None:
    data = drafted(tables=told(1)) if format == "draft" else drawn(format)
    settings = Settings()
    with open_job(real, settings, lambda: True) as job:
        inside = asked(job, settings, data)
    outside = records.decode(Result, records.encode(audit_bytes(data)))
    assert inside.status is Status.SUCCEEDED
    untimed = {"finished_at": "", "started_at": None}
    assert replace(inside, **untimed) == replace(outside, **untimed)


def test_one_process_answers_many_requests(real: ForkServer) -> None:
    settings = Settings()
    with open_job(real, settings, lambda: True) as job:
        assert [asked(job, settings, drawn(each)).status for each in ("html", "docx", "pdf")] == [Status.SUCCEEDED] * 3


def test_its_server_is_told_no_address_and_no_key(real: ForkServer) -> None:
    told = environment({"AUDIT_QUEUE_URL": "redis://:secret@host", "PATH": "/bin", "AWS_SECRET": "x", "LC_ALL": "C"})
    assert told == {"PATH": "/bin", "LC_ALL": "C", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    assert b"AUDIT_" not in Path(f"/proc/{real._server}/environ").read_bytes()


def test_too_much_memory_is_a_problem(settings: Settings) -> None:
    with pytest.raises(JobProblem) as met:
        done(settings, lambda *_, **__: [bytearray(1 << 26) for _ in range(10_000)])  # type: ignore[arg-type, return-value]
    assert met.value.problem.code == "memory-limit-exceeded"


def test_too_much_time_is_a_problem(settings: Settings) -> None:
    with pytest.raises(JobProblem) as met:
        done(replace(settings, job_seconds=1), lambda *_, **__: time.sleep(60))  # type: ignore[arg-type]
    assert met.value.problem.code == "time-limit-exceeded"


def test_who_does_not_hear_the_alarm_is_ended(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.jobs.job.GRACE", 1)
    with pytest.raises(JobOverdue):
        done(replace(settings, job_seconds=1), lambda *_, **__: trespasses.spin())  # type: ignore[arg-type]


def test_too_much_of_a_processor_ends_the_process(settings: Settings) -> None:
    with pytest.raises(JobEnded) as ended:
        done(replace(settings, job_cpu_seconds=1), lambda *_, **__: trespasses.spin())  # type: ignore[arg-type]
    assert ended.value.status == -signal.SIGXCPU


def test_too_many_open_files_are_an_error(settings: Settings) -> None:
    def opening(*_: object, **__: object) -> Result:
        held = []
        with suppress(OSError):
            while True:
                held.append(os.open(os.__file__, os.O_RDONLY))
        return replace(DONE, ruleset=str(len(held)))

    assert 200 < int(done(settings, opening).ruleset) <= 256


def test_an_answer_beyond_its_bounds_is_not_taken(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "MOST_RESULT", 1_000_000)
    with pytest.raises(WrongAnswer):
        done(settings, lambda *_, **__: replace(DONE, ruleset="x" * 1_000_000))


def test_an_answer_of_another_shape_is_not_taken(settings: Settings) -> None:
    with pytest.raises(WrongAnswer):
        done(settings, lambda *_, **__: replace(DONE, summary={"error": "<script>"}))


def test_who_writes_what_is_no_frame_is_not_believed(settings: Settings) -> None:
    def babbling(*_: object, **__: object) -> Result:
        for number in range(3, 300):
            with suppress(OSError):
                os.write(number, b"\xff" * 100)
        return DONE

    with pytest.raises(WrongAnswer):
        done(settings, babbling)


def test_a_job_ends_with_its_server(settings: Settings) -> None:
    with server(settings, lambda *_, **__: DONE) as made, open_job(made, settings, lambda: True):
        (job,) = (int(pid) for pid in Path(f"/proc/{made._server}/task/{made._server}/children").read_text().split())
        os.kill(made._server, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while not is_gone(job) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert is_gone(job)


def test_a_server_that_was_killed_is_started_again(settings: Settings) -> None:
    with server(settings, lambda *_, **__: DONE) as made:
        os.kill(made._server, signal.SIGKILL)
        with suppress(NoJobs, JobEnded), open_job(made, settings, lambda: True) as job:
            asked(job, settings)
        with open_job(made, settings, lambda: True) as job:
            assert asked(job, settings).status is Status.SUCCEEDED


def without_landlock(folder: Path) -> str:
    """A folder for PYTHONPATH by which the server finds no Landlock."""
    root = Path(__file__).parents[3]
    (folder / "sitecustomize.py").write_text(
        f"import sys\nsys.path.append({str(root)!r})\n"
        "from workers.confinement import landlock\nlandlock.version = lambda: 0\n"
    )
    return str(folder)


def test_who_requires_a_sandbox_gets_no_worker_without_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does root where nobody can read the code, for then nothing says what root's job may read."""
    monkeypatch.setenv("PYTHONPATH", without_landlock(tmp_path))
    monkeypatch.setenv("AUDIT_QUEUE_URL", "unix:///nowhere")
    monkeypatch.setenv("AUDIT_SANDBOX", "required")
    monkeypatch.setattr(sys, "argv", ["workers"])
    with pytest.raises(
        SystemExit, match=r"AUDIT_SANDBOX=required, but jobs|as user 65534, who can't .* Permission denied"
    ):
        program.main()


def test_without_a_sandbox_a_job_still_has_its_limits(settings: Settings) -> None:
    with server(replace(settings, sandbox="off"), lambda *_, **__: DONE) as made:
        assert str(made.sandbox) in ("limits only", "limits only, as root")
        with open_job(made, settings, lambda: True) as job:
            assert asked(job, settings).status is Status.SUCCEEDED


@pytest.mark.skipif(not scan.is_installed(), reason="needs the extra `ocr`")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_scan_is_read_inside(processes: int) -> None:
    settings = Settings(scan_processes=processes).for_scans()
    made = ForkServer(settings, scans=True, start=execute)
    crew = made.crew()
    try:
        picture = SCANS / "scan-2.tiff"
        with open_job(made, settings, lambda: True, crew) as job:
            assert asked(job, settings, picture.read_bytes()).status is Status.SUCCEEDED
    finally:
        for each in (made, *crew):
            each.stop()
