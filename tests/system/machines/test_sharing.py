"""Several machines do one machine's work: what one is given, any other may do."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.system.end_to_end.serving import EXAMPLE, Service, together
from tests.system.machines.cluster import Cluster, cluster
from tests.system.machines.network import Machine
from tests.workers.processes import wait_for

AUDITS = 16
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


@dataclass
class Six:
    """Two machines with the API, two with a worker, one that reads scans, and one that looks after the rest."""

    cluster: Cluster
    apis: list[Service]
    api_machines: list[Machine]
    workers: list[Machine]
    scans: Machine


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Six]:
    with cluster(tmp_path_factory.mktemp("machines"), AUDIT_SCAN_WORKERS="1") as made:
        made.machine("control", "reconciler")
        workers = [made.machine(f"worker{number}", "worker") for number in (1, 2)]
        scans = made.machine("scans", "recogniser")
        apis = [made.machine(f"api{number}", "api") for number in (1, 2)]
        yield Six(made, [made.api(api) for api in apis], apis, workers, scans)


def test_what_either_api_takes_either_worker_does_and_each_once(six: Six) -> None:
    ids: dict[int, str] = {}
    together(AUDITS, lambda number: ids.update({number: six.apis[number % 2].accepted(EXAMPLE.read_bytes())}))
    told = [[api.ended(ids[number]) for number in range(AUDITS)] for api in six.apis]
    assert told[0] == told[1]
    assert {each["status"] for each in told[0]} == {"succeeded"}
    wait_for(lambda: len(six.cluster.ended(*six.workers)) >= AUDITS)
    assert six.cluster.ended(*six.workers) == dict.fromkeys(ids.values(), 1)
    assert all(six.cluster.said(worker, "worker", "begun") for worker in six.workers), "both were given some"


def test_a_scan_goes_to_the_machine_for_scans_and_nothing_else_does(six: Six) -> None:
    named = {"Content-Type": "image/png", "Content-Disposition": "attachment; filename=scan.png"}
    scan = six.apis[0].call("POST", "/v1/reports", PNG, **named).body["id"]
    report = six.apis[1].accepted(EXAMPLE.read_bytes())
    assert [six.apis[1].ended(each)["status"] for each in (scan, report)] == ["succeeded", "succeeded"]
    begun = {line["audit_id"] for line in six.cluster.said(six.scans, "recogniser", "begun")}
    assert begun == {scan}


def test_clients_of_one_api_go_on_while_the_machine_of_the_other_is_cut_off(six: Six) -> None:
    cut, other = six.api_machines[0], six.apis[1]
    cut.cut()
    try:
        meanwhile = other.accepted(EXAMPLE.read_bytes())
        assert other.ended(meanwhile)["status"] == "succeeded"
        assert other.call("GET", "/readyz").status == 200
    finally:
        cut.back()
    assert six.cluster.api(cut).ended(meanwhile) == other.ended(meanwhile)
    assert six.apis[0].ended(six.apis[0].accepted(EXAMPLE.read_bytes()))["status"] == "succeeded"
