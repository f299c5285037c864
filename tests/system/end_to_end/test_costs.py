"""What a job may cost besides its audit, as a whole service counts it."""

import re
import socket
import time
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
        ids = [service.accepted(EXAMPLE.read_bytes()) for _ in range(JOBS)]
        while not service.call("GET", f"/v1/audits/{ids[-1]}").body["finished_at"]:
            time.sleep(0.5)
        for audit_id in ids:
            service.ended(audit_id)
        heard = [line for line in _monitored(monitor).splitlines() if _COMMAND.match(line)]
    # A busy machine makes some jobs slow, which then tell their progress; what goes by the clock is for no job.
    of_a_quick_job = min(sum(audit_id in line for line in heard) for audit_id in ids)
    unnamed = Counter(_COMMAND.findall(line)[0] for line in heard if not any(audit_id in line for audit_id in ids))
    for_each = of_a_quick_job + sum(count // JOBS for count in unnamed.values())
    assert 1 < of_a_quick_job <= for_each <= MOST_COMMANDS, unnamed
