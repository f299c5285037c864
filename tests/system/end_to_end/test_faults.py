"""Processes are killed, stopped and wiped; what was accepted ends all the same."""

import signal
import subprocess
import time
from pathlib import Path

import pytest
from redis import Redis

from service.queue.redis.connection import _OneTry
from service.supervision import redis_server as server
from tests.conftest import wait_for_redis
from tests.system.end_to_end.serving import EXAMPLE, SOON, Service, all_gone, kill, long_report
from tests.workers.processes import is_gone, jobs_of, wait_for
from tests.workers.zips import archive

AS_ARCHIVE = {"Content-Type": "application/zip"}


def _wait_until_ready(service: Service) -> None:
    """Wait until every process of the API is: each rests for a moment after Redis failed it, and any of them may be asked."""
    wait_for(lambda: service.call("GET", "/readyz").status == 200)
    time.sleep(_OneTry.REST + 0.5)


def test_a_worker_killed_in_mid_job(service: Service) -> None:
    audit_id = service.accepted(long_report())
    worker = service.worker()
    (job,) = wait_for(lambda: jobs_of(worker))
    time.sleep(0.2)
    kill(worker)
    wait_for(lambda: is_gone(job))
    # It is queued again for a moment only, which nobody may see where the next worker is there already.
    assert service.call("GET", f"/v1/audits/{audit_id}").body["status"] in ("running", "queued")
    assert service.ended(audit_id)["status"] == "succeeded"


def test_redis_killed_in_mid_job_and_with_a_queue(service: Service) -> None:
    ids = [service.accepted(long_report()), *(service.accepted(EXAMPLE.read_bytes()) for _ in range(10))]
    wait_for(lambda: jobs_of(service.worker()))
    kill(service.redis())
    assert {service.ended(audit_id)["status"] for audit_id in ids} == {"succeeded"}


def test_a_hung_redis_is_a_503_soon_and_work_goes_on_after_it(service: Service) -> None:
    audit_id = service.accepted(long_report())
    waiting = service.accepted(EXAMPLE.read_bytes())
    done = service.ended(service.accepted("今天天气很好。".encode()))["id"]
    redis, worker = service.redis(), service.worker()
    kill(redis, signal.SIGSTOP)
    try:
        for _ in range(3):
            answer = service.post(EXAMPLE.read_bytes())
            assert (answer.status, answer.body["type"]) == (503, "/problems/queue-unavailable")
            assert int(answer.headers["Retry-After"]) >= 1
            assert answer.seconds < SOON
        assert service.call("GET", f"/v1/audits/{done}").body["status"] == "failed"
    finally:
        kill(redis, signal.SIGCONT)
    assert service.ended(audit_id)["status"] == "succeeded"
    assert service.ended(waiting)["status"] == "succeeded"
    _wait_until_ready(service)
    assert service.post(EXAMPLE.read_bytes()).status == 202
    assert service.worker() == worker, "it waited for Redis"


def test_while_redis_hangs_whatever_is_asked_is_answered_soon(service: Service) -> None:
    ended = service.ended(service.accepted(EXAMPLE.read_bytes()))["id"]
    worker = service.worker()
    kill(worker, signal.SIGSTOP)
    waiting, other = (service.accepted(EXAMPLE.read_bytes()) for _ in range(2))
    batch = service.call("POST", "/v1/archives", archive(("a.txt", EXAMPLE.read_bytes())), **AS_ARCHIVE).body["id"]
    asked = [
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 503),
        ("GET", "/metrics", 503),
        ("GET", "/v1/audits", 503),
        ("GET", f"/v1/audits/{ended}", 200),
        ("GET", f"/v1/audits/{ended}/findings", 200),
        ("GET", f"/v1/audits/{waiting}", 503),
        ("GET", f"/v1/audits/{waiting}?wait=10", 503),
        ("POST", f"/v1/audits/{waiting}/cancel", 200),
        ("DELETE", f"/v1/audits/{other}", 204),
        ("GET", f"/v1/batches/{batch}", 200),
        ("POST", "/v1/archives", 503),
    ]
    redis = service.redis()
    kill(redis, signal.SIGSTOP)
    try:
        for method, path, status in asked:
            body = archive(("a.txt", EXAMPLE.read_bytes())) if path == "/v1/archives" else None
            answer = service.call(method, path, body, **AS_ARCHIVE if body else {})
            assert (answer.status, answer.seconds < SOON) == (status, True), (method, path, answer)
            time.sleep(0.6)
    finally:
        kill(redis, signal.SIGCONT)
        kill(worker, signal.SIGCONT)
    _wait_until_ready(service)
    assert service.ended(waiting)["status"] == "canceled"
    assert service.call("GET", f"/v1/audits/{other}").status == 404


def test_a_wiped_redis(service: Service) -> None:
    ids = [service.accepted(long_report()), *(service.accepted(EXAMPLE.read_bytes()) for _ in range(10))]
    Redis(unix_socket_path=str(service.folder / "run" / "redis.sock")).flushall()
    assert {service.ended(audit_id)["status"] for audit_id in ids} == {"succeeded"}


@pytest.mark.parametrize("victim", ["gunicorn", "service.lifecycle.reconciler", "-m workers"])
def test_any_process_that_is_killed_comes_back(service: Service, victim: str) -> None:
    victims = service.pids(victim)
    for pid in victims:
        kill(pid)
    wait_for(lambda: all_gone(victims) and service.pids(victim))

    def ready() -> bool:
        try:
            return service.call("GET", "/readyz").status == 200
        except OSError:
            return False

    wait_for(ready)
    assert service.ended(service.accepted(EXAMPLE.read_bytes()))["status"] == "succeeded"


def test_processes_whose_master_was_killed_leave_the_port_to_the_next(service: Service) -> None:
    before = service.pids("gunicorn")
    kill(before[0])
    wait_for(lambda: len(service.pids("gunicorn")) > 2 and all_gone(before))
    assert service.ended(service.accepted(EXAMPLE.read_bytes()))["status"] == "succeeded"


def test_everything_killed_at_once(service: Service) -> None:
    ids = [service.accepted(long_report()), *(service.accepted(EXAMPLE.read_bytes()) for _ in range(10))]
    service.kill()
    service.start()
    assert {service.ended(audit_id)["status"] for audit_id in ids} == {"succeeded"}


def test_a_redis_that_cannot_read_what_it_kept_begins_empty(service: Service) -> None:
    ids = [service.accepted(long_report()), *(service.accepted(EXAMPLE.read_bytes()) for _ in range(10))]
    service.kill()
    (kept,) = (service.folder / "redis").glob("*/*.incr.aof")
    kept.write_bytes(b"*3\r\n$3\r\nSET\r\n$5\r\nabcde$$$\r\n" + kept.read_bytes())
    service.start()
    assert {service.ended(audit_id)["status"] for audit_id in ids} == {"succeeded"}


def test_a_redis_of_another_operator_that_goes_away_and_comes_back_empty(tmp_path: Path) -> None:
    socket = tmp_path / "r.sock"
    command = server.command(server.find(), socket, tmp_path / "redis")
    redis = subprocess.Popen(command)
    wait_for_redis(socket)
    service = Service(tmp_path / "var", AUDIT_QUEUE_URL=f"unix://{socket}").start()
    try:
        ids = [service.accepted(long_report()), *(service.accepted(EXAMPLE.read_bytes()) for _ in range(5))]
        redis.kill()
        redis.wait()
        answer = service.post(EXAMPLE.read_bytes())
        assert (answer.status, answer.seconds < SOON) == (503, True)
        time.sleep(2)
        for path in (tmp_path / "redis").rglob("*.aof"):
            path.unlink()
        for path in (tmp_path / "redis").rglob("*.manifest"):
            path.unlink()
        redis = subprocess.Popen(command)
        assert {service.ended(audit_id)["status"] for audit_id in ids} == {"succeeded"}
    finally:
        service.kill()
        redis.kill()
