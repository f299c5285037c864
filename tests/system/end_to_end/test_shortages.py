"""Disk, memory, open files or room in the queue run out: a clear refusal, nothing half-written, and on it goes."""

import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import create_connection
from urllib.parse import urlsplit

import pytest
from redis import Redis

from tests.system.end_to_end.serving import EXAMPLE, SOON, Answer, Service, long_report, started
from tests.system.faults.small_disk import filled, small_disk
from tests.workers.processes import wait_for


@pytest.fixture
def on_small_disk(tmp_path: Path) -> Iterator[Service]:
    """A service on a disk of its own."""
    with small_disk(tmp_path / "var", megabytes=64) as mounted:
        if not mounted:
            pytest.skip("no disk can be mounted here")
        with started(tmp_path) as service:
            yield service


def told(answer: Answer) -> tuple[int, str]:
    """The status and type of a refusal, which must say when to come back."""
    assert int(answer.headers["Retry-After"]) >= 1
    return answer.status, answer.body["type"].removeprefix("/problems/")


def objects(service: Service) -> set[str]:
    """All files of audits, whole or half."""
    folders = ("audits", "accepted", "partial", "idempotency-keys")
    return {str(path) for name in folders for path in (service.folder / name).rglob("*") if path.is_file()}


def goes_on(service: Service, audit_id: str) -> None:
    """What was accepted before ends, and more is accepted."""
    assert service.ended(audit_id)["status"] == "succeeded"
    answer = wait_for(lambda: answer if (answer := service.post(EXAMPLE.read_bytes())).status == 202 else None, 60)
    assert service.ended(answer.body["id"])["status"] == "succeeded"


def test_a_full_disk(on_small_disk: Service) -> None:
    service = on_small_disk
    audit_id = service.accepted(long_report())
    with filled(service.folder):
        before = objects(service)
        for _ in range(10):
            assert told(service.post(EXAMPLE.read_bytes())) in [(507, "storage-full"), (503, "queue-unavailable")]
        time.sleep(2)
        assert service.call("GET", f"/v1/audits/{audit_id}").body["finished_at"] is None
        assert objects(service) <= before
        assert service.call("GET", "/readyz").status == 503
    goes_on(service, audit_id)


def test_a_disk_that_became_read_only(on_small_disk: Service) -> None:
    service = on_small_disk
    audit_id = service.accepted(long_report())
    with read_only(service.folder):
        before = objects(service)
        for _ in range(5):
            assert told(service.post(EXAMPLE.read_bytes())) in [(503, "storage-failed"), (503, "queue-unavailable")]
        assert objects(service) <= before
    goes_on(service, audit_id)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder's objects can't be written meanwhile; what is being written elsewhere on its disk can."""
    audits = str(folder / "audits")
    for mount in (["mount", "--bind", audits, audits], ["mount", "-o", "remount,ro,bind", audits]):
        subprocess.run(mount, check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", audits], check=True)


def test_a_redis_at_its_memory_limit(service: Service) -> None:
    redis = Redis(unix_socket_path=str(service.folder / "run" / "redis.sock"))
    audit_id = service.accepted(long_report())
    redis.config_set("maxmemory", 1)
    try:
        before = objects(service)
        for _ in range(5):
            answer = service.post(EXAMPLE.read_bytes())
            assert told(answer) == (503, "queue-unavailable")
            assert answer.seconds < SOON
        assert {name for name in objects(service) - before if audit_id not in name} == set()
    finally:
        redis.config_set("maxmemory", 0)
    goes_on(service, audit_id)


def open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def test_too_many_open_files(fresh_service: Service) -> None:
    audit_id = fresh_service.accepted(EXAMPLE.read_bytes())
    workers = fresh_service.pids("gunicorn")[1:]
    for pid in workers:
        _, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (open_files(pid) + 8, hard))
    place = urlsplit(fresh_service.url)
    crowd = [create_connection((str(place.hostname), place.port or 0)) for _ in range(60)]
    time.sleep(1)
    for connection in crowd:
        with closing(connection):
            pass
    assert fresh_service.call("GET", "/healthz").status == 200
    goes_on(fresh_service, audit_id)


def test_more_audits_than_may_wait(tmp_path: Path) -> None:
    with started(tmp_path, AUDIT_WAITING="3", AUDIT_WAITING_A_CLIENT="2") as service:
        answers = [service.post(long_report()) for _ in range(8)]
        accepted = [answer.body["id"] for answer in answers if answer.status == 202]
        refused = {told(answer) for answer in answers if answer.status != 202}
        assert refused == {(429, "too-many-of-yours-waiting")}
        assert len(list((service.folder / "audits").glob("*/*"))) == len(accepted)
        for audit_id in accepted:
            goes_on(service, audit_id)
