"""A machine with a worker is cut off in the middle of jobs and comes back: each of its audits ends once."""

from pathlib import Path
from typing import Any

from redis import Redis

from tests.system.end_to_end.serving import EXAMPLE, Service, frozen, long_report
from tests.system.machines.cluster import Cluster, cluster
from tests.system.machines.network import Machine
from tests.workers.processes import jobs_of, wait_for

TAKEN_OVER = 60.0
"""Seconds that a job of a machine that was cut off may take elsewhere beside other work: 8 s are promised."""
HOOK = "http://127.0.0.1:9000/"


def counted(redis: Redis) -> float:
    """How many ends of audits were counted."""
    counters = redis.hgetall("audit:metrics").items()
    return sum(float(value) for name, value in counters if name.startswith(b"report_audit_audits_total"))


def begun_on(made: Cluster, machine: Machine, audit_id: str) -> bool:
    return bool(made.said(machine, "worker", "begun", audit_id=audit_id))


def is_told(api: Service, audit_id: str) -> dict[str, Any] | None:
    """An audit once its client was told of its end."""
    found = api.call("GET", f"/v1/audits/{audit_id}").body
    return found if found["deliveries"] else None


def test_what_a_machine_that_is_cut_off_had_begun_is_done_elsewhere_and_its_late_result_is_no_second_one(
    tmp_path: Path,
) -> None:
    with cluster(tmp_path, AUDIT_CALLBACK_LOCALHOST="1") as made:
        control = made.machine("control", "reconciler", "deliveries")
        made.receive(control, 9000, refusals=0)
        lost, other = made.machine("lost", "worker"), made.machine("other")
        api = made.api(made.machine("api", "api"))
        named = {"Content-Type": "text/plain", "Content-Disposition": "attachment; filename=report.txt"}
        audit_id = api.call("POST", f"/v1/reports?callback_url={HOOK}", long_report(1500), **named).body["id"]
        wait_for(lambda: begun_on(made, lost, audit_id))
        worker = lost.pid("worker")
        with frozen(wait_for(lambda: jobs_of(worker))):
            lost.cut()
            made.start(other, "worker")
            waiting = [api.accepted(EXAMPLE.read_bytes()) for _ in range(3)]
            assert {api.ended(each, TAKEN_OVER)["status"] for each in (audit_id, *waiting)} == {"succeeded"}
            kept = wait_for(lambda: is_told(api, audit_id), TAKEN_OVER)
        lost.back()
        wait_for(lambda: made.said(lost, "worker", "ended", audit_id=audit_id))
        last = [api.accepted(EXAMPLE.read_bytes()) for _ in range(2)]
        assert {api.ended(each)["status"] for each in last} == {"succeeded"}
        wait_for(lambda: counted(made.redis) >= 6)
        assert begun_on(made, other, audit_id)
        assert counted(made.redis) == 6, "each end is counted once"
        assert api.call("GET", f"/v1/audits/{audit_id}").body == kept
        assert [each["body"]["data"]["id"] for each in made.received(control)] == [audit_id]
