"""The service on several machines: parts of it on each, which share a Redis and a folder."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from service.audits.ids import is_id
from service.supervision import redis_server
from tests.system.end_to_end.serving import Service
from tests.system.machines.network import Machine, Network, network
from tests.workers.processes import wait_for

_PORT, _REDIS_PORT = 8000, 6379
_PYTHON = [sys.executable, "-m"]
PARTS: dict[str, Sequence[str]] = {
    "api": [
        *_PYTHON, "gunicorn", "--bind", f"0.0.0.0:{_PORT}", "--workers", "1",
        "--worker-class", "service.api.server.Worker", "--worker-tmp-dir", "/dev/shm", "--no-control-socket",
        "--graceful-timeout", "7", "--log-level", "warning", "service.app:create_app()",
    ],
    "worker": [*_PYTHON, "workers"],
    "recogniser": [*_PYTHON, "tests.system.machines.recogniser"],
    "reconciler": [*_PYTHON, "service.lifecycle.reconciler"],
    "deliveries": [*_PYTHON, "workers.outgoing"],
}  # fmt: skip
"""How each part is started, as containers do it; the recogniser stands for a worker for scans, whose extra may be missing."""
_LATE = ("had its result already", "is not wanted any more")
"""What a worker says of a job that another has ended, before it says that it ended."""


class Cluster:
    """Machines with parts of the service. Settings that are given stand for those of all, be it for another queue or store.

    With a bucket for a store each machine has a data folder of its own.
    """

    def __init__(self, folder: Path, net: Network, **settings: str) -> None:
        self.network, self.folder = net, folder
        self.data, self.logs = folder / "var", folder / "logs"
        self.logs.mkdir()
        self.queue_url = settings.get("AUDIT_QUEUE_URL", "") or self._start_redis(net.machine("redis"))
        self._settings = {
            "AUDIT_DATA_DIR": str(self.data),
            "AUDIT_QUEUE_URL": self.queue_url,
            "AUDIT_OPEN": "1",
            "AUDIT_PROFILES": str(folder / "profiles"),
            **settings,
        }

    @property
    def redis(self) -> Redis:
        """The Redis of all."""
        return Redis.from_url(self.queue_url)

    def machine(self, name: str, *parts: str, clock: float = 0.0, **settings: str) -> Machine:
        """A machine with parts of the service, its clock so many seconds ahead; settings and variables are its own."""
        made = self.network.machine(name)
        if clock:
            made.set_clock(clock)
        for part in parts:
            self.start(made, part, **settings)
        return made

    def start(self, machine: Machine, part: str, **settings: str) -> None:
        """Start a part of the service on a machine."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_")}
        of_machine = {"AUDIT_DATA_DIR": str(self.data / machine.name)} if "AUDIT_STORE" in self._settings else {}
        machine.start(part, PARTS[part], {**kept, **self._settings, **of_machine, **settings}, self._log(machine, part))

    def api(self, machine: Machine) -> Service:
        """The API of a machine as a client sees it, once it answers and knows of a worker."""
        service = Service(self.data)
        service.url = f"http://{machine.address}:{_PORT}"
        wait_for(lambda: answers(service, "/readyz"), 60)
        return service

    def said(self, machine: Machine, part: str, message: str = "", **facts: str) -> list[dict[str, Any]]:
        """The lines of a part's log with a message and facts."""
        wanted = {**({"message": message} if message else {}), **facts}
        return [line for line in json_lines(self.log(machine, part)) if wanted.items() <= line.items()]

    def log(self, machine: Machine, part: str) -> str:
        """All that a part said."""
        return self._log(machine, part).read_text()

    def receive(self, machine: Machine, port: int, refusals: int) -> None:
        """Have a machine receive callbacks from its own deliveries, at a port: of each some are refused first."""
        told = (str(port), str(self._received(machine)), str(refusals))
        command = [*_PYTHON, "tests.system.machines.receiver", *told]
        machine.start("receiver", command, os.environ, self._log(machine, "receiver"))

    def received(self, machine: Machine) -> list[dict[str, Any]]:
        """What came there so far, as the receiver keeps it; what it is writing just now is no line yet."""
        file = self._received(machine)
        lines = file.read_text("utf-8").splitlines(keepends=True) if file.exists() else []
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def _received(self, machine: Machine) -> Path:
        return self.folder / f"{machine.name}-received"

    def ended(self, *machines: Machine) -> dict[str, int]:
        """How many results the machines' workers kept, by the audit: all others found one."""
        return results_kept(line for machine in machines for line in self.said(machine, "worker"))

    def _log(self, machine: Machine, part: str) -> Path:
        return self.logs / f"{machine.name}-{part}.log"

    def _start_redis(self, machine: Machine) -> str:
        """Start a Redis of all on a machine; its address."""
        command = redis_server.command(redis_server.find(), self.folder / "redis.sock", self.folder / "redis")
        listening = ("--bind", machine.address, "--port", str(_REDIS_PORT), "--protected-mode", "no")
        machine.start("redis", [*command, *listening], os.environ, self._log(machine, "redis"))
        url = f"redis://{machine.address}:{_REDIS_PORT}/0"
        wait_for(lambda: _answers_pings(url))
        return url


def _answers_pings(url: str) -> bool:
    with Redis.from_url(url) as redis:
        try:
            return bool(redis.ping())
        except (OSError, RedisError):
            return False


def json_lines(log: str) -> list[dict[str, Any]]:
    """The lines of a log that processes of the service wrote themselves."""
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


def results_kept(lines: Iterable[dict[str, Any]]) -> dict[str, int]:
    """How many results were kept, by the audit, as lines of workers' logs have it."""
    kept: Counter[str] = Counter()
    for line in lines:
        if (message := line["message"]) in ("ended", *_LATE) and is_id(line["audit_id"]):
            kept[line["audit_id"]] += 1 if message == "ended" else -1
    return dict(kept)


def answers(service: Service, path: str) -> bool:
    """Whether a GET is answered with 200."""
    try:
        return service.call("GET", path).status == 200
    except OSError:
        return False


@contextmanager
def cluster(folder: Path, **settings: str) -> Iterator[Cluster]:
    """A cluster without machines but that of Redis, all of which are ended afterwards."""
    with network() as net:
        yield Cluster(folder, net, **settings)
