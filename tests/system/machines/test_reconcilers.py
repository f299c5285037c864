"""Of reconcilers on several machines exactly one acts, and another takes its place when that is lost."""

import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from service.queue.redis import server
from tests.system.end_to_end.serving import EXAMPLE
from tests.system.machines.cluster import cluster
from tests.system.machines.network import Machine
from tests.workers.processes import wait_for

LEASE = 3.0
"""Seconds for which a leader leads."""
TAKEOVER = 8.0
"""Seconds within which another leads, beside other work: half a second after the lease is over on a machine without."""
_LINE = re.compile(r'\+?(\d+\.\d+) \[\d+ (lua|[\d.]+)\S*\] "(\w+)"(.*)')
_TALK = {
    "HELLO",
    "CLIENT",
    "SELECT",
    "SCRIPT",
    "PING",
    "INFO",
    "AUTH",
    "ROLE",
    "TIME",
    "CONFIG",
    "MULTI",
    "EXEC",
    "SUBSCRIBE",
}
_TRIES = {tuple(map(str, command)) for command in server._NEEDED}
"""What each process sends to see whether the server lets it: it does nothing."""


@dataclass
class Command:
    """What Redis was told: when (POSIX seconds of its clock), by which address or script, and with which words."""

    at: float
    by: str
    name: str
    words: list[str]


class Monitor(threading.Thread):
    """Listens to all that a Redis is told."""

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(daemon=True)
        self._socket = socket.create_connection(address)
        self._said = b""

    def run(self) -> None:
        self._socket.sendall(b"MONITOR\r\n")
        with suppress(OSError):
            while piece := self._socket.recv(1 << 16):
                self._said += piece

    def end(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self.join()
        self._socket.close()

    def heard(self) -> list[Command]:
        found = map(_LINE.match, self._said.decode("utf-8", "replace").splitlines())
        return [Command(float(each[1]), each[2], each[3], re.findall(r'"([^"]*)"', each[4])) for each in found if each]


@contextmanager
def listening(queue_url: str) -> Iterator[Monitor]:
    parsed = urlsplit(queue_url)
    monitor = Monitor((str(parsed.hostname), int(parsed.port or 0)))
    monitor.start()
    try:
        yield monitor
    finally:
        monitor.end()


@dataclass
class Reign:
    """Who led by a token, and from when until when it asked for that again."""

    token: str
    first: float
    last: float


def reigns(heard: list[Command]) -> list[Reign]:
    """Who led, one after the other."""
    found: list[Reign] = []
    for each in heard:
        if (each.by, each.name, each.words[:1]) == ("lua", "SET", ["audit:reconciler:lease"]):
            if not found or found[-1].token != each.words[1]:
                found.append(Reign(each.words[1], each.at, each.at))
            found[-1].last = each.at
    return found


def tokens(heard: list[Command]) -> dict[str, set[str]]:
    """The tokens by which each address asked to lead."""
    asked: dict[str, set[str]] = {}
    for each in heard:
        if asks_to_lead(each):
            asked.setdefault(each.by, set()).add(each.words[3])
    return asked


def asks_to_lead(told: Command) -> bool:
    return told.name == "EVALSHA" and told.words[1:3] == ["0", "reconciler"]


def usurped(heard: list[Command], addresses: list[str]) -> list[Command]:
    """What these did while another led, or when their lease had ended."""
    asked, found = tokens(heard), []
    leader, since = "", 0.0
    for each in heard:
        if (each.by, each.name, each.words[:1]) == ("lua", "SET", ["audit:reconciler:lease"]):
            leader, since = each.words[1], each.at
        elif each.by not in addresses or each.name in _TALK or (each.name, *each.words) in _TRIES or asks_to_lead(each):
            continue
        elif leader not in asked.get(each.by, ()) or each.at - since > LEASE:
            found.append(each)
    return found


def test_another_leads_soon_after_the_leader_is_lost_and_never_two_act_at_once(tmp_path: Path) -> None:
    with cluster(tmp_path) as made, listening(made.queue_url) as monitor:
        controls = {
            each.address: each for each in (made.machine(f"control{number}", "reconciler") for number in (1, 2))
        }
        made.machine("worker", "worker")
        api = made.api(made.machine("api", "api"))

        def leader() -> Machine:
            token = reigns(monitor.heard())[-1].token
            return next(controls[address] for address, known in tokens(monitor.heard()).items() if token in known)

        def others_lead(count: int) -> list[Reign] | None:
            found = reigns(monitor.heard())
            return found if len(found) > count else None

        wait_for(lambda: len(tokens(monitor.heard())) == 2 and reigns(monitor.heard()))
        audits = [api.accepted(EXAMPLE.read_bytes()) for _ in range(3)]
        cut = leader()
        cut.cut()
        wait_for(lambda: others_lead(1))
        audits += [api.accepted(EXAMPLE.read_bytes()) for _ in range(3)]
        cut.back()
        wait_for(lambda: others_lead(1) and monitor.heard()[-1].at > reigns(monitor.heard())[-1].first + LEASE)
        killed = leader()
        assert killed is not cut
        killed.stop("reconciler", by=signal.SIGKILL)
        wait_for(lambda: others_lead(2))
        assert leader() is cut
        assert {api.ended(each)["status"] for each in audits} == {"succeeded"}
        led = reigns(monitor.heard())
        assert len(led) == 3
        assert all(later.first - earlier.last < TAKEOVER for earlier, later in pairwise(led))
        assert usurped(monitor.heard(), [*controls]) == []
        assert len(monitor.heard()) > 100
