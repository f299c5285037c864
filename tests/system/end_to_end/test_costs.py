"""What a job may cost besides its audit, as a whole service counts it."""

import re
import select
import socket
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.system.end_to_end.serving import EXAMPLE, Service, started

JOBS = 40
MOST_COMMANDS = 25
"""Commands that the service's processes send to Redis for each job."""
RUNS = 3
"""How often the jobs are sent at most, where what they took exceeds that."""

IDLE_SECONDS = 5
"""Seconds in which a service that has nothing to do is listened to."""
_SILENCE = 0.1
"""Seconds without a word after which there is nothing more to read."""

_COMMAND = re.compile(r'\+(?P<at>[\d.]+) \[\d+ (?!lua\])[^]]*\] "(?P<name>EVALSHA" "\w+|\w+)')


class Command(NamedTuple):
    """A command that a process of the service sent to Redis: when, in seconds, what, and its whole line."""

    at: float
    name: str
    line: str


def listen(connection: socket.socket, *, seconds: float = 0.0) -> list[Command]:
    """What Redis tells of the commands that it gets in so many seconds, and of those before; then there is nothing more to read."""
    said, until = b"", time.monotonic() + seconds
    while select.select([connection], [], [], max(_SILENCE, until - time.monotonic()))[0]:
        said += connection.recv(1 << 20)
    heard = ((_COMMAND.match(line), line) for line in said.decode("utf-8", "replace").splitlines())
    return [Command(float(found["at"]), found["name"], line) for found, line in heard if found]


def test_a_job_takes_few_commands_of_redis(tmp_path: Path) -> None:
    with started(tmp_path) as service, socket.socket(socket.AF_UNIX) as monitor:
        service.ended(service.accepted(EXAMPLE.read_bytes()))
        monitor.connect(str(service.folder / "run" / "redis.sock"))
        monitor.sendall(b"MONITOR\r\n")
        by_clock = Counter(command.name for command in listen(monitor, seconds=IDLE_SECONDS))
        assert by_clock
        # What a busy machine adds differs from run to run, and what a job costs is in each: the least of a few is nearest to it.
        costs = []
        while not costs or (min(costs) > MOST_COMMANDS and len(costs) < RUNS):
            costs.append(cost_of_a_job(service, monitor, by_clock))
    assert min(costs) <= MOST_COMMANDS, costs


def cost_of_a_job(service: Service, monitor: socket.socket, by_clock: Counter[str]) -> int:
    """How many commands each of many jobs takes, those left out that go by the clock."""
    ids = [service.accepted(EXAMPLE.read_bytes()) for _ in range(JOBS)]
    while not service.call("GET", f"/v1/audits/{ids[-1]}").body["finished_at"]:
        time.sleep(0.5)
    for audit_id in ids:
        service.ended(audit_id)
    heard = listen(monitor)
    # A busy machine makes some jobs slow, which then tell their progress; what goes by the clock is for no job.
    of_a_quick_job = min(sum(audit_id in command.line for command in heard) for audit_id in ids)
    assert of_a_quick_job > 1
    idle_times = (heard[-1].at - heard[0].at) / IDLE_SECONDS
    unnamed = Counter(command.name for command in heard if not any(audit_id in command.line for audit_id in ids))
    return of_a_quick_job + sum(
        max(0, round((count - by_clock[name] * idle_times) / JOBS)) for name, count in unnamed.items()
    )
