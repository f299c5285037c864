"""A service moves from one machine to three by the commands of docs/scale.md, while its clients go on: nothing is lost or doubled."""

import re
import textwrap
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.service.queue.debian import Server, needs_redis
from tests.system.end_to_end.serving import EXAMPLE, ROOT, Service
from tests.system.faults.reports import expected_outcomes, outcome
from tests.system.machines.clients import Client, KeyedService, Seen, called_back, listed
from tests.system.machines.cluster import answers, results_kept
from tests.system.machines.installed import UNITS, Installed
from tests.system.machines.nemesis import cut_off
from tests.system.machines.network import Machine, network
from tests.system.machines.shared import bucket_on
from tests.workers.processes import wait_for
from tests.workers.receiver import Receiver, receiving

pytestmark = needs_redis
PORT = 8000
PASSWORD = "a-password"
CLIENTS = 2
BEFORE, AFTER = 3.0, 3.0
"""Seconds for which clients are served before the first command, and after the last."""
REFUSED = 60.0
"""Seconds for which reports may be refused, beside other work."""
LAST = 120.0
"""Seconds within which the last has ended, beside other work."""
_STEP = re.compile(r"<!-- move: (.+?) -->\n *```sh\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


@dataclass
class Three:
    """The machine that is the only one at first, and two others on which nothing runs yet."""

    first: Installed
    others: list[Installed]
    store: Machine
    receiver: Receiver
    hook: str
    """Where callbacks are received."""

    def serve(self) -> KeyedService:
        """Start the service on the first, with a key; as a client sees it."""
        key = self.first.type(
            "sudo -u audit AUDIT_DATA_DIR=/var/lib/report-audit /opt/report-audit/bin/report-audit keys add portal"
        ).split()[0]
        self.first.type("sudo systemctl enable --now report-audit")
        service = Service(self.first.folder)
        service.url = f"http://{self.first.machine.address}:{PORT}"
        wait_until_ready(service)
        return KeyedService(service, key)


@contextmanager
def three(folder: Path) -> Iterator[Three]:
    """Such machines, a bucket and a Redis with a password, which all of them reach."""
    with network() as net, receiving(net.address, net.address) as receiver, ExitStack() as ended:
        receiver.authority.cert_pem.write_to_path(folder / "receiver.pem")
        of_first = {
            "HOST": "0.0.0.0",
            "PORT": PORT,
            "WORKERS": 2,
            "REQUESTS_A_MINUTE": 1_000_000,
            "CALLBACK_HOSTS": f"{net.address}:{receiver.port}",
            "CALLBACK_CA_FILE": folder / "receiver.pem",
        }
        store = net.machine("store")
        bucket, redis = bucket_on(store, folder), _redis_on(net.machine("redis"), folder / "redis")
        ended.callback(redis.kill)
        made = []
        for name, settings in (("first", of_first), ("second", {}), ("third", {})):
            machine = Installed(net.machine(name), folder / name, settings)
            ended.callback(machine.end)
            _configure(machine, bucket, f"redis://:{PASSWORD}@{redis.host}:{redis.port}/0")
            made.append(machine)
        yield Three(made[0], made[1:], store, receiver, f"https://{net.address}:{receiver.port}/")


def _redis_on(machine: Machine, folder: Path) -> Server:
    guarded = ("--requirepass", PASSWORD)
    return Server(folder, guarded, {"password": PASSWORD}, host=machine.address, within=machine.within).start()


def _configure(machine: Installed, bucket: dict[str, str], redis: str) -> None:
    """Write what the page says is to be in /etc/report-audit."""
    machine.write("report-audit/redis-url", redis)
    machine.write("report-audit/store-access-key", bucket["AWS_ACCESS_KEY_ID"])
    machine.write("report-audit/store-secret-key", bucket["AWS_SECRET_ACCESS_KEY"])
    named = re.sub("(?<=AUDIT_STORE=).*", f'"{bucket["AUDIT_STORE"]}"', (UNITS / "shared.env").read_text())
    machine.write("report-audit/shared.env", named)


def steps() -> dict[str, str]:
    """What is typed, by where and when, as the page says it."""
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    return {name: textwrap.dedent(commands) for name, commands in _STEP.findall(page)}


def test_a_service_moves_from_one_machine_to_three_while_its_clients_go_on(tmp_path: Path) -> None:
    typed, seen = steps(), Seen()
    with three(tmp_path) as made:
        service = made.serve()
        expected = expected_outcomes(service)
        assessed, erased = (service.accepted(EXAMPLE.read_bytes()) for _ in range(2))
        assess(service, service.ended(assessed))
        before = listed(service) - {erased}
        with sending(service, seen, made.hook):
            time.sleep(BEFORE)
            for other in made.others:
                other.type(typed["on the others"])
            made.first.type(typed["on the first, while it serves"])
            assert service.call("DELETE", f"/v1/audits/{erased}").status == 204
            made.first.type(typed["on the first, the switch"])
            time.sleep(AFTER)
        for audit_id in seen.accepted:
            seen.outcomes.setdefault(audit_id, set()).add(outcome(service, service.ended(audit_id, LAST)))
        assert seen.outcomes == {audit_id: {expected[name]} for audit_id, name in seen.accepted.items()}
        assert (seen.missed, seen.refused < REFUSED) == ([], True)
        batches = [service.ended_batch(batch_id, LAST) for batch_id in seen.batches]
        assert {each["status"] for each in batches} == {"succeeded"}
        members = {each["audit"] for batch in batches for each in batch["reports"]}
        assert listed(service) == before | seen.accepted.keys() | members
        assert service.call("GET", f"/v1/audits/{erased}").status == 404
        assert service.call("GET", f"/v1/audits/{assessed}/assessments").body["total"] == 1
        kept = results_kept(line for machine in (made.first, *made.others) for line in machine.said())
        assert kept == dict.fromkeys((erased, *before, *seen.accepted, *members), 1)
        assert all(results_kept(machine.said()) for machine in made.others), "both others did some"
        wait_for(lambda: called_back(made.receiver).keys() == seen.accepted.keys(), LAST)
        assert called_back(made.receiver) == dict.fromkeys(seen.accepted, 1)


def test_where_the_last_copy_fails_the_service_goes_on_as_it_was(tmp_path: Path) -> None:
    typed = steps()
    with three(tmp_path) as made:
        service = made.serve()
        audit = service.ended(service.accepted(EXAMPLE.read_bytes()))
        made.first.type(typed["on the first, while it serves"])
        with cut_off(made.store):
            assert "error: " in made.first.type(typed["on the first, the switch"])
            wait_until_ready(service)
            assert service.call("GET", f"/v1/audits/{audit['id']}").body == audit
            assert service.ended(service.accepted(EXAMPLE.read_bytes()))["status"] == "succeeded"


def wait_until_ready(service: Service) -> None:
    wait_for(lambda: answers(service, "/readyz"), 120)


def assess(service: Service, audit: dict[str, Any]) -> None:
    """Say of an audit's first finding that it is true."""
    findings = service.call("GET", f"/v1/audits/{audit['id']}/findings").body["findings"]
    path = f"/v1/audits/{audit['id']}/findings/{findings[0]['id']}/assessments"
    answer = service.call("POST", path, b'{"state": "confirmed"}', **{"Content-Type": "application/json"})
    assert answer.status == 201, answer


@contextmanager
def sending(service: Service, seen: Seen, hook: str) -> Iterator[None]:
    """Clients that send and read all the while, and at its end wait until what they sent last was accepted."""
    with ExitStack() as running:
        for seed in range(CLIENTS):
            client = Client(service, seen, seed, hook)
            client.start()
            running.callback(client.end)
        yield
