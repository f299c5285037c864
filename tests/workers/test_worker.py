"""A real worker on a real Redis, with audits that run, crash, hang and swell."""

import ctypes
import json
import logging
import mmap
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from service import logs
from service.audits.audit import Problem, Progress, Result, Stage, Status
from service.config import Settings
from service.errors import QueueUnavailable
from service.queue import open_queue
from service.queue.port import LEASE, Candidate
from service.queue.redis.connection import connect
from service.queue.redis.fair_queue import RedisDispatcher, rq_queue
from service.storage.files.audits import FileAudits
from tests.service.storage.requests import DONE, a_request
from tests.workers.processes import is_gone, jobs_of, result_of, wait_for, worker
from workers import native

Accept = Callable[..., str]

MOST_COMMANDS = 110
"""Of a job, from its admission until all know of its end: 102, and a few signs of life."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")


def at_once(*_: object, **__: object) -> Result:
    return DONE


def at_length(*_: object, **__: object) -> Result:
    time.sleep(60)
    return DONE


def test_an_audit_ends_with_its_result_and_leaves_no_job(settings: Settings, store: FileAudits, accept: Accept) -> None:
    ids = [accept() for _ in range(3)]
    with worker(settings, at_once):
        assert [result_of(store, audit_id) for audit_id in ids] == [DONE] * 3
        redis = connect(settings.queue_url)
        wait_for(lambda: {key for key in redis.keys("*") if key.startswith(b"rq:")} <= {b"rq:queues"})
        wait_for(lambda: not redis.keys("audit:*:lease"))


def test_a_job_costs_redis_few_commands(settings: Settings, store: FileAudits) -> None:
    redis, queue, jobs = connect(settings.queue_url), open_queue(settings), 30

    def commands() -> int:
        """Those that Redis has done, be it in scripts, but for what this test asks itself."""
        told = redis.info("commandstats")
        return sum(each["calls"] for name, each in told.items() if name not in ("cmdstat_info", "cmdstat_keys"))

    def audited() -> str:
        request = a_request()
        queue.admission.admit(Candidate("", request.id, 3), 10**6)
        store.accept(request, b"abc")
        queue.fair_queue.enqueue(request)
        queue.dispatcher.dispatch()
        return request.id

    with worker(settings, at_once):
        result_of(store, audited())
        before = commands()
        for audit_id in [audited() for _ in range(jobs)]:
            result_of(store, audit_id)
        wait_for(lambda: not redis.keys("audit:*:lease") and not list(store.not_done()))
    assert (commands() - before) / jobs < MOST_COMMANDS


def test_progress_is_told_while_it_runs(settings: Settings, store: FileAudits, accept: Accept) -> None:
    def halfway(*_: object, progress: Callable[..., None], **__: object) -> Result:
        progress(Progress(Stage.READING, 1, started_at="now"))
        return at_length()

    audit_id = accept()
    with worker(settings, halfway):
        progress = wait_for(lambda: open_queue(settings).fair_queue.position(store.request(audit_id)).progress)
        assert (progress.stage, progress.done, progress.started_at) == (Stage.READING, 1, "now")


def test_an_unforeseen_error_fails_the_audit_at_once(settings: Settings, store: FileAudits, accept: Accept) -> None:
    def broken(*_: object, **__: object) -> Result:
        raise ZeroDivisionError

    audit_id = accept()
    with worker(settings, broken):
        result = result_of(store, audit_id)
    assert (result.status, result.problem and result.problem.code) == (Status.FAILED, "internal-error")


def test_a_report_that_kills_its_process_three_times_fails_and_the_others_go_on(
    settings: Settings, store: FileAudits, accept: Accept, reconciling: None
) -> None:
    def poisoned(data: bytes, *_: object, **__: object) -> Result:
        if data == b"poison":
            os.kill(os.getpid(), signal.SIGKILL)
        return DONE

    poison, others = accept(b"poison"), [accept() for _ in range(5)]
    with worker(settings, poisoned):
        result = result_of(store, poison)
        assert [result_of(store, audit_id) for audit_id in others] == [DONE] * 5
    assert result.status is Status.FAILED
    assert result.problem == Problem("audit-crashed", {"attempts": 3})


def test_a_job_that_crashed_once_is_run_again_at_once(settings: Settings, store: FileAudits, accept: Accept) -> None:
    runs = mmap.mmap(-1, 1)

    def crashing_once(*_: object, **__: object) -> Result:
        runs[0] += 1
        if runs[0] == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return DONE

    audit_id = accept()
    with worker(settings, crashing_once):
        assert result_of(store, audit_id) == DONE


def test_jobs_of_no_kind_that_is_known_are_dropped_and_the_others_done(
    settings: Settings, store: FileAudits, accept: Accept
) -> None:
    request, redis = a_request(), connect(settings.queue_url)
    store.accept(request, b"abc")
    queue = rq_queue(redis)
    queue.enqueue_call("workers.outgoing.payloads.write", args=("letter_1",), job_id="letter_1-1")
    queue.enqueue_call("workers.tasks.task.audit_in_another_way", args=(request.id, "more"), job_id=f"{request.id}-7")
    usual = accept()
    with worker(settings, at_once) as process:
        assert [result_of(store, audit_id) for audit_id in (request.id, usual)] == [DONE, DONE]
        assert process.is_alive()
        wait_for(lambda: {key for key in redis.keys("*") if key.startswith(b"rq:")} <= {b"rq:queues"})


def test_a_function_that_redis_names_is_not_run_and_the_audit_is_done_all_the_same(
    settings: Settings, store: FileAudits, accept: Accept
) -> None:
    request, redis, made = a_request(), connect(settings.queue_url), settings.data_dir / "made"
    store.accept(request, b"abc")
    queue = rq_queue(redis)
    queue.enqueue_call("os.mkdir", args=(str(made),), job_id=f"{request.id}-7")
    queue.enqueue_call("workers.tasks.task.audit_report", args=(str(made),), job_id=f"{request.id}-8")
    queue.enqueue_call("os.mkdir", args=(str(made),), job_id="etc_passwd-1")
    queue.enqueue_call("workers.tasks.task.run_in_background", args=("x_page_1",), job_id="x_page_1-1")
    with worker(settings, at_once) as process:
        assert result_of(store, request.id) == DONE
        wait_for(lambda: {key for key in redis.keys("*") if key.startswith(b"rq:")} <= {b"rq:queues"})
        assert process.is_alive()
    assert not made.exists()


@pytest.mark.parametrize("way", ["abort", "fault"])
def test_a_library_that_ends_the_process_fails_the_audit_at_the_first_try(
    settings: Settings, store: FileAudits, accept: Accept, way: str
) -> None:
    runs = mmap.mmap(-1, 1)

    def crashing(*_: object, **__: object) -> Result:
        runs[0] += 1
        with native.running(native.PDFIUM):
            os.abort() if way == "abort" else ctypes.string_at(0)
        return DONE

    audit_id = accept()
    with worker(settings, crashing):
        result = result_of(store, audit_id)
    assert result.problem == Problem("engine-crashed", {"engine": "PDFium"})
    assert runs[0] == 1


def test_what_crashes_outside_of_a_library_is_tried_again(
    settings: Settings, store: FileAudits, accept: Accept
) -> None:
    def crashing(*_: object, **__: object) -> Result:
        with native.running(native.PDFIUM):
            pass
        os.abort()

    audit_id = accept()
    with worker(settings, crashing):
        result = result_of(store, audit_id)
    assert result.problem == Problem("audit-crashed", {"attempts": 3})


def test_an_answer_that_no_job_of_ours_gives_is_not_kept(settings: Settings, store: FileAudits, accept: Accept) -> None:
    audit_id = accept()
    with worker(settings, lambda *_, **__: replace(DONE, verdict="<script>")):
        result = result_of(store, audit_id)
    assert (result.verdict, result.problem and result.problem.code) == (None, "audit-crashed")


def test_an_audit_that_is_canceled_ends_its_process(settings: Settings, store: FileAudits, accept: Accept) -> None:
    canceled, other = accept(), accept()
    with worker(settings, lambda data, *_, **__: at_length() if not store.result(canceled) else DONE) as process:
        (job,) = wait_for(lambda: jobs_of(process.pid))
        store.finish(canceled, Result(Status.CANCELED, finished_at="2024-01-01T00:00:01Z"))
        wait_for(lambda: is_gone(job), 10)
        assert store.awaits(other)


def test_what_a_job_logs_is_logged_with_its_audit(
    settings: Settings, store: FileAudits, accept: Accept, capfd: pytest.CaptureFixture[str]
) -> None:
    def telling(*_: object, **__: object) -> Result:
        logging.getLogger("workers.readers").warning("one line\nand another")
        logging.getLogger("elsewhere").warning("of no module of ours")
        return DONE

    audit_id = accept()
    logs.start(settings)
    with worker(settings, telling):
        result_of(store, audit_id)
        told = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    lines = [(each["logger"], each["message"]) for each in told if each.get("audit_id") == audit_id]
    assert ("workers.readers", "one line\n    and another") in lines
    assert ("workers.jobs.job", "of no module of ours") in lines


def test_what_jobs_leave_in_cycles_is_collected_now_and_then(
    settings: Settings, store: FileAudits, accept: Accept, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected = mmap.mmap(-1, 1)

    def noted() -> int:
        collected[0] += 1
        return 0

    monkeypatch.setattr("workers.worker.COLLECTED_EVERY", 2)
    monkeypatch.setattr("workers.worker.gc.collect", noted)
    ids = [accept() for _ in range(6)]
    with worker(settings, at_once):
        assert [result_of(store, audit_id) for audit_id in ids] == [DONE] * 6
        wait_for(lambda: collected[0] == 1 + 6 / 2)


def test_each_worker_says_what_confines_its_jobs(settings: Settings) -> None:
    with worker(settings, at_once):
        (told,) = wait_for(open_queue(settings).workers.sandboxes)
    assert told.startswith("landlock") or "limits only" in told


def test_while_no_result_can_be_kept_the_worker_waits_and_then_goes_on(
    settings: Settings, store: FileAudits, accept: Accept, reconciling: None
) -> None:
    runs = mmap.mmap(-1, 1)

    def counted(*_: object, **__: object) -> Result:
        runs[0] += 1
        return DONE

    ids = [accept(), accept()]
    partial = settings.data_dir / "partial"
    partial.rename(settings.data_dir / "away")
    partial.touch()
    with worker(settings, counted):
        wait_for(lambda: runs[0])
        time.sleep(1.5)
        partial.unlink()
        (settings.data_dir / "away").rename(partial)
        assert [result_of(store, audit_id) for audit_id in ids] == [DONE, DONE]
    assert runs[0] == 2, "each result was kept by its worker until it could be written"


def test_a_file_that_the_disk_does_not_give_holds_nobody_up_and_is_audited_once_it_does(
    settings: Settings, store: FileAudits, accept: Accept, reconciling: None
) -> None:
    def counted(data: bytes, *_: object, **__: object) -> Result:
        return replace(DONE, ruleset=data.decode())

    audit_id = accept(b"abc")
    kept = settings.data_dir / "audits" / audit_id[-2:] / audit_id / "submission"
    kept.rename(kept.with_name("away"))
    kept.mkdir()
    others = [accept(b"def") for _ in range(5)]
    with worker(settings, counted):
        assert [result_of(store, other).ruleset for other in others] == ["def"] * 5
        assert store.result(audit_id) is None
        kept.rmdir()
        kept.with_name("away").rename(kept)
        assert result_of(store, audit_id).ruleset == "abc"


def test_while_redis_takes_nothing_the_worker_lives_and_then_goes_on(
    settings: Settings, store: FileAudits, accept: Accept, reconciling: None
) -> None:
    redis = connect(settings.queue_url)
    with worker(settings, at_once) as process:
        wait_for(open_queue(settings).workers.count)
        redis.config_set("maxmemory", 1)
        try:
            audit_id = accept()
            time.sleep(1)
            assert store.result(audit_id) is None
            assert process.is_alive()
        finally:
            redis.config_set("maxmemory", 0)
        assert result_of(store, audit_id) == DONE


def test_a_worker_whose_job_ended_while_redis_was_away_goes_on_as_soon_as_it_is_back(
    settings: Settings, store: FileAudits, accept: Accept
) -> None:
    def half_a_second(*_: object, **__: object) -> Result:
        time.sleep(0.5)
        return DONE

    first, others = accept(), [accept() for _ in range(2)]
    with worker(settings, half_a_second) as process:
        wait_for(lambda: jobs_of(process.pid))
        connect(settings.queue_url).client_pause(2000)
        assert result_of(store, first) == DONE
        assert [result_of(store, audit_id) for audit_id in others] == [DONE, DONE]


def test_what_waits_is_begun_though_the_queue_did_not_answer_a_worker_once(
    settings: Settings, store: FileAudits, accept: Accept, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, dispatch = mmap.mmap(-1, 1), RedisDispatcher.dispatch

    def not_at_first(dispatcher: RedisDispatcher) -> None:
        asked[0] += 1
        if asked[0] == 1:
            raise QueueUnavailable
        dispatch(dispatcher)

    monkeypatch.setattr(RedisDispatcher, "dispatch", not_at_first)
    audit_id = accept()
    with worker(settings, at_once):
        assert result_of(store, audit_id) == DONE


def test_too_much_memory_fails_the_audit(settings: Settings, store: FileAudits, accept: Accept) -> None:
    def swollen(*_: object, **__: object) -> Result:
        heap = [bytearray(1 << 26) for _ in range(10_000)]
        return replace(DONE, ruleset=str(len(heap)))

    audit_id = accept()
    with worker(settings, swollen):
        result = result_of(store, audit_id)
    assert (result.status, result.problem and result.problem.code) == (Status.FAILED, "memory-limit-exceeded")


def test_out_of_time_fails_the_audit_though_everything_is_caught(
    settings: Settings, store: FileAudits, accept: Accept
) -> None:
    def stubborn(*_: object, **__: object) -> Result:
        while True:
            with suppress(Exception):
                time.sleep(0.01)

    audit_id = accept()
    with worker(replace(settings, job_seconds=1), stubborn):
        result = result_of(store, audit_id)
    assert (result.status, result.problem and result.problem.code) == (Status.FAILED, "time-limit-exceeded")


def test_out_of_time_fails_the_audit_though_the_alarm_is_not_heard(
    settings: Settings, store: FileAudits, accept: Accept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.jobs.job.GRACE", 1)

    def deaf(*_: object, **__: object) -> Result:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        return at_length()

    audit_id = accept()
    with worker(replace(settings, job_seconds=1), deaf):
        result = result_of(store, audit_id)
    assert (result.status, result.problem and result.problem.code) == (Status.FAILED, "time-limit-exceeded")


def test_a_job_is_confined(settings: Settings, store: FileAudits, accept: Accept) -> None:
    def confined(*_: object, **__: object) -> Result:
        limits = (resource.RLIMIT_AS, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)
        told = [*(resource.getrlimit(kind)[0] for kind in limits), os.getpriority(os.PRIO_PROCESS, 0)]
        return replace(DONE, ruleset=json.dumps([*told, resource.getrlimit(resource.RLIMIT_CPU)[0]]))

    audit_id = accept()
    with worker(settings, confined):
        *told, seconds = json.loads(result_of(store, audit_id).ruleset)
    assert told == [settings.job_bytes, 256, 0, 0, 5 + os.nice(0)]
    assert seconds - settings.job_cpu_seconds in (0, 1), "beside what its process used before"


def test_a_killed_worker_takes_its_job_along_and_another_one_ends_it(
    settings: Settings, store: FileAudits, accept: Accept, reconciling: None
) -> None:
    audit_id = accept()
    with worker(settings, at_length) as first:
        (job,) = wait_for(lambda: jobs_of(first.pid))
        assert first.pid
        wait_for(lambda: open_queue(settings).workers.held([audit_id]))
        os.kill(first.pid, signal.SIGKILL)
        first.join()
        wait_for(lambda: is_gone(job))
    with worker(settings, at_once):
        assert result_of(store, audit_id) == DONE


def test_a_worker_that_is_told_to_end_ends_its_job_first(settings: Settings, store: FileAudits, accept: Accept) -> None:
    def half_a_second(*_: object, **__: object) -> Result:
        time.sleep(0.5)
        return DONE

    audit_id, waiting = accept(), accept()
    with worker(settings, half_a_second) as process:
        wait_for(lambda: jobs_of(process.pid))
        process.terminate()
        process.join(30)
        assert process.exitcode == 0
    assert store.result(audit_id) == DONE
    assert store.result(waiting) is None
    assert open_queue(settings).dispatcher.taken() == []
    begun = time.monotonic()
    with worker(settings, at_once):
        assert result_of(store, waiting) == DONE
    assert time.monotonic() - begun < LEASE, "nothing of the first one's had to expire"


def test_an_idle_worker_ends_when_it_is_told_to(settings: Settings) -> None:
    with worker(settings, at_once) as process:
        wait_for(open_queue(settings).workers.count)
        process.terminate()
        process.join(30)
        assert process.exitcode == 0
    assert open_queue(settings).workers.count() == 0


def test_a_worker_that_is_told_to_end_as_a_job_reaches_it_does_that_job(
    settings: Settings, store: FileAudits, accept: Accept
) -> None:
    queue, redis = open_queue(settings), connect(settings.queue_url)

    def is_stopped_while_it_waits(pid: int) -> bool:
        os.kill(pid, signal.SIGSTOP)
        if redis.info("clients")["blocked_clients"]:
            return True
        os.kill(pid, signal.SIGCONT)
        return False

    with worker(settings, at_once) as process:
        assert process.pid
        wait_for(queue.workers.count)
        wait_for(partial(is_stopped_while_it_waits, process.pid))
        audit_id = accept()
        queue.dispatcher.dispatch()
        assert queue.dispatcher.taken() == [f"{audit_id}-1"]
        process.terminate()
        os.kill(process.pid, signal.SIGCONT)
        process.join(30)
    assert store.result(audit_id) == DONE
    assert queue.dispatcher.taken() == []


def test_a_worker_that_insists_gives_its_job_back(
    settings: Settings, store: FileAudits, accept: Accept, reconciling: None
) -> None:
    audit_id = accept()
    with worker(settings, at_length) as process:
        wait_for(lambda: jobs_of(process.pid))
        process.terminate()
        time.sleep(1.1)
        process.terminate()
        process.join(30)
        assert process.exitcode is not None
    assert store.result(audit_id) is None
    with worker(settings, at_once):
        assert result_of(store, audit_id) == DONE


def test_a_second_job_for_the_same_audit_is_dropped(settings: Settings, store: FileAudits, accept: Accept) -> None:
    audit_id = accept()
    open_queue(settings).workers.hold(audit_id, "another")
    with worker(settings, at_once):
        wait_for(lambda: open_queue(settings).fair_queue.position(store.request(audit_id)).place is None)
        time.sleep(0.2)
        assert store.result(audit_id) is None
