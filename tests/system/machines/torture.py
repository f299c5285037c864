"""python -m tests.system.machines.torture MINUTES SEED: parts on several machines are cut off, killed and frozen under load.

Variables AUDIT_… are settings of all parts: AUDIT_QUEUE_URL or AUDIT_STORE has them share another queue or store, which the
machines must reach. Ends with 1 where an accepted audit was lost, had two results, or differs from one that nobody disturbed.
"""

import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from service.config import Settings
from service.queue import open_queue
from tests.system.end_to_end.serving import Service, kill
from tests.system.faults.reports import expected_outcomes, outcome, reports
from tests.system.machines.cluster import Cluster, cluster
from tests.system.machines.network import Machine
from tests.workers.processes import wait_for

EACH = ("api", "worker", "control")
PAUSE = 0.25
"""Seconds from one report to the next."""
LONGEST = 8.0
"""Seconds that a machine is cut off or frozen at most, and works in peace at most."""
MENDED = 120.0
"""Seconds within which all ends once nothing is broken any more."""


@dataclass
class Account:
    """What came of it."""

    faults: Counter[str] = field(default_factory=Counter)
    accepted: dict[str, str] = field(default_factory=dict)
    """The reports that were sent, by the audits that were accepted."""
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether every accepted audit ended once, and as it should."""
        return bool(self.accepted) and not (self.lost or self.twice or self.differing)

    def told(self) -> str:
        """The account in a line, and what is wrong in further ones."""
        broken = {"lost": self.lost, "twice": self.twice, "differing": self.differing}
        counts = ", ".join(f"{len(ids)} {name}" for name, ids in broken.items())
        lines = [f"{name}: {audit_id}" for name, ids in broken.items() for audit_id in ids]
        return "\n".join([f"{len(self.accepted)} accepted, {counts}; faults: {dict(self.faults)}", *lines])


class Machines:
    """Two machines of each kind."""

    def __init__(self, made: Cluster) -> None:
        self._cluster = made
        self.parts = {"api": ("api",), "worker": ("worker",), "control": ("reconciler", "deliveries")}
        self.of = {kind: [made.machine(f"{kind}{number}", *self.parts[kind]) for number in (1, 2)] for kind in EACH}
        self.apis = [made.api(machine) for machine in self.of["api"]]

    def pick(self, chance: random.Random) -> tuple[Machine, str]:
        """A machine by chance, and a part that runs on it."""
        kind = chance.choice(EACH)
        return chance.choice(self.of[kind]), chance.choice(self.parts[kind])

    def restart(self, machine: Machine, part: str) -> None:
        """Start a part again."""
        self._cluster.start(machine, part)


class Sender(threading.Thread):
    """Sends reports, each to an API by chance, and notes what was accepted."""

    def __init__(self, apis: list[Service], account: Account, seed: int) -> None:
        super().__init__()
        self._apis, self._account, self._chance = apis, account, random.Random(seed)
        self._over = threading.Event()

    def run(self) -> None:
        known = [*reports().items()]
        while not self._over.wait(PAUSE):
            name, report = self._chance.choice(known)
            with suppress(OSError, ValueError):
                answer = self._chance.choice(self._apis).post(report)
                if answer.status == 202:
                    self._account.accepted[answer.body["id"]] = name

    def end(self) -> None:
        """End, once the last report was answered."""
        self._over.set()
        self.join()


def torture(folder: Path, seconds: float, seed: int) -> Account:
    """Break machines for so long, then look whether each audit ended once. Settings are the environment's."""
    given = {name: value for name, value in os.environ.items() if name.startswith("AUDIT_")}
    account, chance = Account(), random.Random(seed)
    with cluster(folder, **given) as made:
        machines = Machines(made)
        expected = expected_outcomes(machines.apis[0])
        sender = Sender(machines.apis, account, seed)
        sender.start()
        try:
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                time.sleep(chance.uniform(0, LONGEST))
                _strike(machines, account, chance)
        finally:
            sender.end()
        for machine, api in zip(machines.of["api"], machines.apis, strict=True):
            api.url = made.api(machine).url
        _judge(made, machines, account, expected)
    return account


def _strike(machines: Machines, account: Account, chance: random.Random) -> None:
    """Break something, and mend it."""
    machine, part = machines.pick(chance)
    strikes: dict[str, Callable[[], None]] = {
        "cut off": lambda: _cut(machine, chance),
        "killed": lambda: _kill(machines, machine, part),
        "frozen": lambda: _freeze(machine, part, chance),
    }
    name = chance.choice([*strikes])
    account.faults[name] += 1
    strikes[name]()


def _cut(machine: Machine, chance: random.Random) -> None:
    machine.cut()
    time.sleep(chance.uniform(0, LONGEST))
    machine.back()


def _kill(machines: Machines, machine: Machine, part: str) -> None:
    machine.stop(part, by=signal.SIGKILL)
    machines.restart(machine, part)


def _freeze(machine: Machine, part: str, chance: random.Random) -> None:
    pids = machine.pids(part)
    for pid in pids:
        kill(pid, signal.SIGSTOP)
    time.sleep(chance.uniform(0, LONGEST))
    for pid in pids:
        kill(pid, signal.SIGCONT)


def _judge(made: Cluster, machines: Machines, account: Account, expected: dict[str, str]) -> None:
    first, second = machines.apis
    until = time.monotonic() + MENDED
    for audit_id, name in account.accepted.items():
        try:
            ended = first.ended(audit_id, max(1.0, until - time.monotonic()))
        except TimeoutError:
            account.lost.append(audit_id)
            continue
        if outcome(first, ended) != expected[name] or outcome(second, ended) != expected[name]:
            account.differing.append(audit_id)
    kept = made.ended(*machines.of["worker"])
    account.twice += [audit_id for audit_id, times in kept.items() if times > 1]
    queue = open_queue(Settings(queue_url=made.queue_url), seconds=5)
    wait_for(lambda: not queue.dispatcher.taken(), MENDED)


def main(minutes: float, seed: int) -> int:
    """Torture, and tell what came of it."""
    with tempfile.TemporaryDirectory(prefix="audit-machines-", ignore_cleanup_errors=True) as folder:
        account = torture(Path(folder), minutes * 60, seed)
    print(account.told(), flush=True)
    return 0 if account.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
