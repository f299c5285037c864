"""Starting, using and ending the service."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.end_to_end.serving import EXAMPLE, Service, all_gone, long_report, started
from tests.workers.processes import jobs_of, wait_for


def test_a_report_goes_from_upload_to_findings(service: Service) -> None:
    audit = service.ended(service.accepted(EXAMPLE.read_bytes()))
    assert (audit["status"], audit["verdict"], audit["problem"]) == ("succeeded", "fail", None)
    answer = service.call("GET", f"/v1/audits/{audit['id']}/findings")
    assert {"YEAR01", "SEC01"} <= {finding["rule"] for finding in answer.body["findings"]}


@pytest.mark.parametrize(("length", "status"), [(6_000, 422), (9_000, 414)])
def test_an_address_may_be_long_and_one_that_is_too_long_is_a_problem(
    service: Service, length: int, status: int
) -> None:
    answer = service.call("GET", f"/v1/audits/01KADEQ4SX8Y7V1D0M3W9R5T2B?none={'x' * length}")
    assert (answer.status, answer.body["status"]) == (status, status)


def test_a_report_of_nothing_fails_with_a_problem(service: Service) -> None:
    audit = service.ended(service.accepted("今天天气很好。".encode()))
    assert (audit["status"], audit["problem"]["type"]) == ("failed", "/problems/not-a-report")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_and_leaves_no_process(fresh_service: Service, number: signal.Signals) -> None:
    fresh_service.ended(fresh_service.accepted(EXAMPLE.read_bytes()))
    pids = fresh_service.pids()
    assert fresh_service.stop(number) == 0
    wait_for(lambda: all_gone(pids))  # what ends with its parent does so a moment later
    assert "Traceback" not in fresh_service.log()


def test_an_audit_in_work_is_ended_before_the_service_ends(service: Service) -> None:
    audit_id = service.accepted(long_report())
    wait_for(lambda: jobs_of(service.worker()))
    assert service.stop() == 0
    service.start()
    assert service.ended(audit_id)["status"] == "succeeded"


def test_a_supervisor_that_is_killed_takes_all_along_and_can_be_started_again(service: Service) -> None:
    ids = [service.accepted(EXAMPLE.read_bytes()) for _ in range(5)]
    pids = service.pids()
    service.stop(signal.SIGKILL)
    wait_for(lambda: all_gone(pids))
    service.start()
    assert {service.ended(audit_id)["status"] for audit_id in ids} == {"succeeded"}


def test_nobody_else_can_reach_its_redis(service: Service) -> None:
    folder = service.folder / "run"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "redis.sock").stat().st_mode & 0o077 == 0


def refused(folder: Path, **settings: str) -> str:
    """What a service says that can't be started; it started nothing."""
    service = Service(folder, **settings)
    assert service.launch().wait(30) == 1
    (line,) = service.log().splitlines()
    return line


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert refused(tmp_path / "var", AUDIT_PORT=port).startswith(f"error: can't listen on 127.0.0.1:{port}: ")


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = refused(tmp_path / "var", AUDIT_DATA_DIR=str(tmp_path / "file"))
    assert told.startswith(f"error: the data folder {tmp_path / 'file'} can't be written: ")


def test_a_data_folder_that_another_service_uses_is_told(service: Service, tmp_path: Path) -> None:
    told = refused(tmp_path / "other", AUDIT_DATA_DIR=str(service.folder))
    assert "is in use by another service" in told


def test_other_machines_are_let_in_only_on_request(tmp_path: Path) -> None:
    assert "AUDIT_OPEN=1" in refused(tmp_path / "var", AUDIT_HOST="0.0.0.0")


def test_what_a_proxy_on_this_machine_passes_on_is_not_local(service: Service) -> None:
    for name, value in (("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("Via", "1.1 proxy")):
        assert service.call("GET", "/v1/audits", **{name: value}).status == 403
        assert service.call("GET", "/healthz", **{name: value}).status == 200
    assert service.call("GET", "/v1/audits").status == 200


def test_a_header_that_gunicorn_takes_of_a_proxy_is_ignored(service: Service) -> None:
    assert service.call("GET", "/v1/audits", SCRIPT_NAME="/elsewhere").status == 200


def test_from_its_first_key_on_a_running_service_is_closed(fresh_service: Service, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "service.keys"]
    settings = os.environ | {"AUDIT_DATA_DIR": str(fresh_service.folder)}

    def keys(*words: str) -> str:
        return subprocess.run([*command, *words], env=settings, check=True, capture_output=True, text=True).stdout

    told = keys("ensure", "operator")
    key = next(line for line in told.splitlines() if line.startswith("ra_"))
    assert keys("ensure", "operator") == ""
    assert fresh_service.call("GET", "/v1/audits").status == 401
    assert fresh_service.call("GET", "/v1/audits", Authorization=f"Bearer {key}").status == 200
    keys("revoke", key.split("_")[1])
    assert fresh_service.call("GET", "/v1/audits").status == 401
    assert fresh_service.stop() == 0
    fresh_service.start()
    assert fresh_service.call("GET", "/v1/audits").status == 401
    keys("reset", "--yes")
    assert fresh_service.call("GET", "/v1/audits").status == 200


def test_a_wrong_setting_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "var", AUDIT_WORKERS="many").startswith("error: AUDIT_WORKERS is 'many'")


def test_a_deep_data_folder_is_no_hindrance(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * 100)
    folder.mkdir()
    with started(folder) as deep:
        assert deep.ended(deep.accepted(EXAMPLE.read_bytes()))["status"] == "succeeded"
        assert deep.stop() == 0
