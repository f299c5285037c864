"""The whole service with Redis as its users run it: refused at start, or kept whole by replicas and Sentinels."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.service.queue.debian import Certificates, needs_redis, serving
from tests.system.end_to_end.serving import EXAMPLE, ROOT, SOON, Answer, Service, long_report, started
from tests.system.faults.sentinels import SentinelGroup, sentinel_group
from tests.workers.processes import wait_for

pytestmark = needs_redis

FAILED_OVER = 15
"""Seconds in which a failover is done with on a busy machine, and work goes on."""


@dataclass
class Client:
    """Sends reports one after the other, and again what was refused, until it is told to end."""

    service: Service
    accepted: list[str] = field(default_factory=list)
    refused: list[Answer] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> "Client":
        self._thread = threading.Thread(target=self._send, daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join(30)

    def _send(self) -> None:
        while not self._ended.wait(0.05):
            answer = self.service.post(EXAMPLE.read_bytes())
            if answer.status == 202:
                self.accepted.append(str(answer.body["id"]))
            else:
                self.refused.append(answer)


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SentinelGroup]:
    with sentinel_group(tmp_path_factory.mktemp("group"), replicas=2) as made:
        yield made


@pytest.fixture
def service(group: SentinelGroup, tmp_path: Path) -> Iterator[Service]:
    group.agreed_master()
    with started(tmp_path, AUDIT_QUEUE_URL=group.url, AUDIT_WORKERS="2") as made:
        yield made


def listed(service: Service) -> list[str]:
    """All audits of the list, each as often as it stands there, once lists are told again."""
    wait_for(lambda: service.call("GET", "/v1/audits").status == 200, FAILED_OVER)
    found: list[str] = []
    path = "/v1/audits?limit=100"
    while path:
        page = service.call("GET", path).body
        found += [audit["id"] for audit in page["audits"]]
        path = f"/v1/audits?limit=100&cursor={page['next']}" if page["next"] else ""
    return found


def ends_once(service: Service, ids: list[str]) -> None:
    """Hold that each of some audits has ended well, is listed, and that no result took another's place."""
    ends = {audit_id: service.ended(audit_id) for audit_id in ids}
    assert {end["status"] for end in ends.values()} == {"succeeded"}
    wait_for(lambda: service.call("GET", "/v1/audits?status=queued,running").body.get("audits") == [], 30)
    again = {audit_id: service.call("GET", f"/v1/audits/{audit_id}").body for audit_id in ids}
    assert [again[each]["finished_at"] for each in ids] == [ends[each]["finished_at"] for each in ids]
    assert sorted(listed(service)) == sorted(ids)
    assert "Traceback" not in service.log()


def test_a_master_that_is_killed_in_the_middle_of_work(group: SentinelGroup, service: Service) -> None:
    ids = [service.accepted(long_report()) for _ in range(4)]
    ids += [service.accepted(EXAMPLE.read_bytes()) for _ in range(56)]
    polled: list[Answer] = []
    waiters = [
        threading.Thread(target=lambda each=each: polled.append(service.call("GET", f"/v1/audits/{each}?wait=20")))
        for each in ids[-5:]
    ]
    for waiter in waiters:
        waiter.start()
    client = Client(service).start()
    time.sleep(0.5)
    for each in ids:  # those that came before them are held by then
        service.call("GET", f"/v1/audits/{each}")
    try:
        killed = group.kill_master()
        new = group.wait_for_another(killed)
        wait_for(lambda: service.call("GET", "/readyz").status == 200, FAILED_OVER)
        begun = len(client.accepted)
        wait_for(lambda: len(client.accepted) > begun, FAILED_OVER)
    finally:
        client.stop()
    for waiter in waiters:
        waiter.join(40)
    group.bring_back(killed)
    told = service.call("GET", "/readyz").body["details"]["queue"]
    assert re.fullmatch(r"(valkey|redis) \d+\.\d+\.\d+", told), "who has no key is told no address"
    assert client.refused, "the failover was not noticed"
    for answer in client.refused:
        assert (answer.status, answer.body["type"]) == (503, "/problems/queue-unavailable")
        assert int(answer.headers["Retry-After"]) >= 1
        assert answer.seconds < SOON
    assert [answer.status for answer in polled] == [200] * 5
    ends_once(service, ids + client.accepted)
    assert f"the queue is held by {told} at 127.0.0.1:{new.port}, master of audit now" in service.log()


def test_a_replica_that_was_behind_when_it_took_over(group: SentinelGroup, service: Service) -> None:
    known = [service.ended(service.accepted(EXAMPLE.read_bytes()))["id"] for _ in range(3)]
    wait_for(lambda: service.call("GET", "/v1/audits").status == 200)
    behind = group.cut_off_replicas()
    # None of this is known to any replica: an end, a deletion, what waits.
    ended = service.ended(service.accepted(EXAMPLE.read_bytes()))["id"]
    assert service.call("DELETE", f"/v1/audits/{known[0]}").status == 204
    waiting = [service.accepted(long_report(1500)), *(service.accepted(EXAMPLE.read_bytes()) for _ in range(20))]
    killed = group.kill_master()
    for replica in behind:
        replica.send(signal.SIGCONT)
    group.wait_for_another(killed)
    ends_once(service, [*known[1:], ended, *waiting])
    group.bring_back(killed)
    assert service.call("GET", f"/v1/audits/{known[0]}").status == 404


def test_a_master_that_was_silent_and_comes_back(group: SentinelGroup, service: Service) -> None:
    """It is a replica then; what still asks it is told so, and goes to the new one."""
    ids = [service.accepted(EXAMPLE.read_bytes()) for _ in range(10)]
    silent = group.master()
    silent.send(signal.SIGSTOP)
    try:
        group.wait_for_another(silent)
    finally:
        silent.send(signal.SIGCONT)
    wait_for(lambda: service.call("GET", "/readyz").status == 200, FAILED_OVER)
    ids += [service.accepted(EXAMPLE.read_bytes()) for _ in range(10)]
    ends_once(service, ids)
    group.wait_until_it_follows(silent)


def test_by_tls_and_with_passwords_the_service_works_through_a_failover(tmp_path: Path) -> None:
    certificates = Certificates.made(tmp_path / "certificates")
    with sentinel_group(tmp_path / "group", password="secret-word", certificates=certificates) as group:
        address = tmp_path / "url"
        address.write_text(f"{group.url}\n")
        with started(tmp_path, AUDIT_QUEUE_URL_FILE=str(address), AUDIT_WORKERS="1") as service:
            ids = [service.accepted(EXAMPLE.read_bytes()) for _ in range(10)]
            group.fail_over()
            wait_for(lambda: service.call("GET", "/readyz").status == 200, FAILED_OVER)
            ids += [service.accepted(EXAMPLE.read_bytes()) for _ in range(10)]
            ends_once(service, ids)
            assert "secret-word" not in service.log()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--cluster-enabled", "yes"), "names a Redis Cluster, which rq doesn't support"),
        (("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"), "set its maxmemory-policy to noeviction"),
        (("--requirepass", "word"), "is refused by Redis: check its user and password"),
    ],
)
def test_what_can_never_hold_the_queue_is_said_at_start(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    access = {"password": "word"} if "word" in options else {}
    with serving(tmp_path / "redis", *options, **access) as server:
        service = Service(tmp_path / "var", AUDIT_QUEUE_URL=f"redis://127.0.0.1:{server.port}/0")
        try:
            assert service.launch().wait(30) == 1
        finally:
            service.kill()
    last = service.log().strip().splitlines()[-1]
    assert last.startswith("error: AUDIT_QUEUE_URL ")
    assert told in last


@pytest.mark.parametrize("module", ["workers", "service.lifecycle.reconciler"])
def test_each_process_that_is_started_by_itself_says_so_too(tmp_path: Path, module: str) -> None:
    with serving(tmp_path / "redis", "--cluster-enabled", "yes") as server:
        settings = {"AUDIT_QUEUE_URL": f"redis://127.0.0.1:{server.port}/0", "AUDIT_DATA_DIR": str(tmp_path / "var")}
        command = [sys.executable, "-m", module]
        ended = subprocess.run(
            command, env={**os.environ, **settings}, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.strip().splitlines()[-1].startswith("error: AUDIT_QUEUE_URL names a Redis Cluster")


def test_a_redis_that_is_away_at_start_is_waited_for(tmp_path: Path) -> None:
    with serving(tmp_path / "redis") as server:
        server.kill()
        service = Service(tmp_path / "var", AUDIT_QUEUE_URL=f"redis://127.0.0.1:{server.port}/0")
        try:
            service.launch()
            wait_for(lambda: "doesn't answer yet" in service.log(), 20)
            server.start()
            assert service.launched.stdout
            line = service.launched.stdout.readline()
            assert line.startswith("Ready at "), service.log()
        finally:
            service.kill()
