"""What machines may share beside a folder and one Redis: a bucket, and Redis that Sentinels watch, on machines of their own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.service.storage import buckets
from tests.system.faults.sentinels import Place, SentinelGroup, sentinel_group
from tests.system.machines.network import Machine, Network

_PORT = 9000
REDIS_SERVERS = 3
"""As many have a Sentinel beside them: with one of them away the others are still the majority."""


@dataclass(frozen=True)
class WatchedRedis:
    """Redis servers, each with a Sentinel on the same machine."""

    group: SentinelGroup
    machines: list[Machine]

    def machine_of_master(self) -> Machine:
        """Where the master runs."""
        return self.machines[self.group.servers.index(self.group.master())]


@contextmanager
def watched_redis(net: Network, folder: Path) -> Iterator[WatchedRedis]:
    """Such servers on machines of their own, which the caller's network ends."""
    machines = [net.machine(f"redis{number}") for number in range(1, REDIS_SERVERS + 1)]
    places = [Place(machine.address, machine.within) for machine in machines]
    parts = {"replicas": REDIS_SERVERS - 1, "sentinels": REDIS_SERVERS, "places": places}
    with sentinel_group(folder / "redis-servers", **parts) as group:
        yield WatchedRedis(group, machines)


def bucket_on(machine: Machine, folder: Path) -> dict[str, str]:
    """Start a server of an empty bucket on a machine; the settings that name it.

    It does one thing after the other and holds all in memory: of many writers that create an object at once it lets one, under load,
    too, which moto's server doesn't.
    """
    endpoint = f"{machine.address}:{_PORT}"
    command = [sys.executable, "-m", "tests.service.storage.memory_s3", endpoint, "0", "0"]
    machine.start("bucket", command, os.environ, folder / f"{machine.name}.log")
    buckets.wait_for(f"http://{endpoint}")
    return {"AUDIT_STORE": f"s3://audits/of/all?endpoint=http://{endpoint}", **buckets.KEYS}
