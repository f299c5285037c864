"""Machines whose clocks are ten minutes apart: what one notes, another reckons with rightly."""

import signal
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.system.end_to_end.serving import EXAMPLE, Answer, Service, long_report, together
from tests.system.machines.cluster import Cluster, cluster
from tests.system.machines.network import Machine
from tests.workers.processes import jobs_of, wait_for

TEN_MINUTES = 600.0
SOON = 20.0
"""Seconds that are far less than the clocks differ by, and enough on a machine with other work."""
HOOK = "http://127.0.0.1:9000/"


@dataclass
class Apart:
    """Two machines with the API, one's clock behind, two with a worker, one's clock ahead, and one that looks after the rest."""

    cluster: Cluster
    apis: list[Service]
    workers: list[Machine]
    control: Machine


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    with cluster(tmp_path_factory.mktemp("clocks"), AUDIT_CALLBACK_LOCALHOST="1") as made:
        control = made.machine("control", "reconciler", "deliveries")
        made.receive(control, 9000, refusals=1)
        workers = [made.machine("worker1", "worker"), made.machine("worker2", "worker", clock=TEN_MINUTES)]
        apis = [made.machine("api1", "api"), made.machine("api2", "api", clock=-TEN_MINUTES)]
        yield Apart(made, [made.api(api) for api in apis], workers, control)


def submitted(api: Service, report: bytes, path: str = "/v1/reports", **headers: str) -> Answer:
    named = {"Content-Type": "text/plain", "Content-Disposition": "attachment; filename=report.txt"}
    return api.call("POST", path, report, **named, **headers)


def workers_of(api: Service) -> float:
    """The workers that an API counts."""
    with urllib.request.urlopen(f"{api.url}/metrics", timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("report_audit_workers ")))


def test_each_api_counts_all_workers_and_gives_work_to_each(apart: Apart) -> None:
    for _ in range(2):
        assert [wait_for(lambda api=api: workers_of(api) == 2) for api in apart.apis] == [True, True]
    ids: list[str] = []
    together(12, lambda number: ids.append(apart.apis[number % 2].accepted(EXAMPLE.read_bytes())))
    assert {apart.apis[0].ended(audit_id)["status"] for audit_id in ids} == {"succeeded"}
    assert all(apart.cluster.said(worker, "worker", "begun") for worker in apart.workers)
    assert {answer.status for api in apart.apis for answer in [api.call("GET", "/readyz")]} == {200}


def test_a_machine_whose_clock_is_far_off_says_so(apart: Apart) -> None:
    right, wrong = (apart.cluster.said(worker, "worker", level="WARNING") for worker in apart.workers)
    assert (right, [line["message"].endswith("it is ahead") for line in wrong]) == ([], [True])


def test_what_is_sent_twice_is_audited_once_whichever_api_it_is_sent_to(apart: Apart) -> None:
    key = {"Idempotency-Key": "the same"}
    first, second = (submitted(api, EXAMPLE.read_bytes(), **key) for api in apart.apis)
    assert first.body["id"] == second.body["id"]


def test_who_waits_is_answered_at_the_end_and_who_asks_again_is_told_when(apart: Apart) -> None:
    for api in apart.apis:
        waited = submitted(api, EXAMPLE.read_bytes() + api.url.encode(), Prefer="wait=20")
        assert (waited.status, waited.body["status"], waited.seconds < SOON) == (200, "succeeded", True)
        later = submitted(api, EXAMPLE.read_bytes())
        assert 1 <= int(later.headers["Retry-After"]) <= 30


def test_a_job_of_a_worker_that_dies_is_begun_again_as_soon(apart: Apart) -> None:
    right, wrong = apart.workers
    right.stop("worker")
    audit_id = apart.apis[0].accepted(long_report(1500))
    wait_for(lambda: apart.cluster.said(wrong, "worker", "begun", audit_id=audit_id))
    wait_for(lambda: jobs_of(wrong.pid("worker")))
    wrong.stop("worker", by=signal.SIGKILL)
    for worker in apart.workers:
        apart.cluster.start(worker, "worker")
    assert apart.apis[1].ended(audit_id)["status"] == "succeeded"


def test_a_client_is_called_back_at_once_and_again_after_some_seconds_whichever_worker_ends_it(apart: Apart) -> None:
    ids = [
        submitted(apart.apis[number % 2], EXAMPLE.read_bytes(), f"/v1/reports?callback_url={HOOK}").body["id"]
        for number in range(6)
    ]
    told = {audit_id: wait_for(lambda sought=audit_id: of(apart, sought), 2 * SOON) for audit_id in ids}
    for first, second in told.values():
        assert (first["status"], second["status"]) == (503, 204)
        assert 3 < second["at"] - first["at"] < SOON, "after five seconds, more or less"
        assert abs(int(first["headers"]["webhook-timestamp"]) - first["at"]) < 5
    assert len(apart.cluster.received(apart.control)) == 2 * len(ids)


def of(apart: Apart, audit_id: str) -> list[dict[str, object]] | None:
    """What came of an audit, once it was taken."""
    came = [each for each in apart.cluster.received(apart.control) if each["body"]["data"]["id"] == audit_id]
    return came if len(came) > 1 else None
