"""What a job may cost besides its audit, as a whole service counts it."""

import re
import socket
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.system.end_to_end.serving import EXAMPLE, started

JOBS = 40
MOST_COMMANDS = 25
"""Commands that the service's processes send to Redis for each job."""

_COMMAND = re.compile(r'\+\d\S* \[\d+ (?!lua\])[^]]*\] "(EVALSHA" "\w+|\w+)')


def _monitored(connection: socket.socket) -> str:
    said = b""
    with suppress(TimeoutError):
        while piece := connection.recv(1 << 20):
            said += piece
    return said.decode("utf-8", "replace")


def test_a_job_takes_few_commands_of_redis(tmp_path: Path) -> None:
    with started(tmp_path) as service, socket.socket(socket.AF_UNIX) as monitor:
        service.ended(service.accepted(EXAMPLE.read_bytes()))
        monitor.connect(str(service.folder / "run" / "redis.sock"))
        monitor.settimeout(0.5)
        monitor.sendall(b"MONITOR\r\n")
        _monitored(monitor)
        for audit_id in [service.accepted(EXAMPLE.read_bytes()) for _ in range(JOBS)]:
            while not service.call("GET", f"/v1/audits/{audit_id}?wait=30").body["finished_at"]:
                pass  # it tells each change of a stage, too
        commands = Counter(_COMMAND.findall(_monitored(monitor)))
    # What goes by the clock, and progress of a job on a busy machine, is not for each job.
    for_each = sum(count // JOBS for count in commands.values())
    assert 1 < for_each <= MOST_COMMANDS, commands
