"""python -m tests.system.faults.torture MINUTES SEED: faults under load, and whether every promise was kept.

accepted ⊆ ended; each audit has one result, the same at every reading; its findings are those of a run without
faults; things go on within the promised seconds; and when all is deleted nothing is left. The history of what broke a
promise is printed with the seed.
"""

import json
import socket
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.system.end_to_end.serving import Service, started
from tests.system.faults.clients import UNANSWERED, Client, History, look, verdict
from tests.system.faults.journal import Journal
from tests.system.faults.leftovers import delete_all, leftovers
from tests.system.faults.nemesis import Fault, Nemesis
from tests.system.faults.recovery import Recoveries, Watch
from tests.system.faults.reports import expected_outcomes
from tests.system.faults.small_disk import small_disk

SETTLING = 30.0
"""Seconds without the end of an audit after which those that haven't ended are lost."""
_AWAY = ("kill redis", "stop redis")


@dataclass
class Account:
    """What a run has shown."""

    seed: int
    history: History
    journal: Journal
    faults: list[Fault] = field(default_factory=list)
    recoveries: Recoveries = field(default_factory=Recoveries)
    broken: dict[str, list[str]] = field(default_factory=dict)
    settled: float = 0.0
    left: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """All of it, as it is printed."""
        return {
            "seed": self.seed,
            "faults": len(self.faults),
            "by kind": dict(Counter(fault.name for fault in self.faults).most_common()),
            "accepted": len(self.history.accepted),
            "answers": self.history.statuses(),
            "unanswered": self.history.unanswered,
            "slowest answers": [str(heard) for heard in self.history.slowest()],
            "seconds": self.recoveries.told(),
            "settled after": round(self.settled, 2),
            "beyond their bounds": self.recoveries.broken(),
            "broken": {promise: len(ids) for promise, ids in self.broken.items()},
            "left behind": self.left,
        }

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled, different, left behind, or answered with our own fault."""
        return not (any(self.broken.values()) or self.left or self.history.faults_of_our_own())


def torture(folder: Path, seconds: float, seed: int, *, clients: int = 3, longest: float = 10.0) -> Account:
    """Run faults for that long; the account of it."""
    with (
        small_disk(folder / "var") as has_own_disk,
        started(folder, AUDIT_PORT=str(_free_port()), AUDIT_WORKERS="2") as service,
    ):
        expected = expected_outcomes(service)
        account = Account(seed, History(), Journal(service.log_file))
        nemesis = Nemesis(service, seed, longest, may_fill=has_own_disk)
        crowd = [Client(service, account.history, seed * 100 + number, pause=0.4) for number in range(clients)]
        for client in crowd:
            client.start()
        watch = Watch(service, account.journal, nemesis)
        _strike(account, service, nemesis, watch, time.monotonic() + seconds)
        for client in crowd:
            client.end()
        _conclude(account, service, expected)
        return account


def _strike(account: Account, service: Service, nemesis: Nemesis, watch: Watch, end: float) -> None:
    account.recoveries = watch.recoveries
    while time.monotonic() < end:
        time.sleep(0.5)
        fault = nemesis.strike()
        account.faults.append(fault)
        watch.after(fault)
        assert service.runs(), f"the service ended after {fault}: {service.log()[-1000:]}"
        if fault.name in _AWAY:
            slowest = account.history.slowest_between(fault.at, fault.until)
            watch.recoveries.add("the API answers while Redis is away", slowest, fault)
        print(fault, watch.recoveries.after(fault) or "", file=sys.stderr, flush=True)


def _conclude(account: Account, service: Service, expected: dict[str, str]) -> None:
    account.settled = _settle(service, account.history)
    for audit_id in list(account.history.accepted):
        look(service, account.history, audit_id)
    account.broken = verdict(account.history, expected)
    account.journal.refresh()
    delete_all(service)
    account.left = leftovers(service)


def _settle(service: Service, history: History) -> float:
    """Seconds until all that was accepted has ended; gives up in the end."""
    begun = moved = time.monotonic()
    pending = history.pending()
    while pending and time.monotonic() < moved + SETTLING:
        for audit_id in pending:
            with suppress(*UNANSWERED):
                look(service, history, audit_id)
        left = history.pending()
        moved = time.monotonic() if len(left) < len(pending) else moved
        pending = left
        time.sleep(0.1)
    return time.monotonic() - begun


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def main() -> int:
    minutes, seed = float(sys.argv[1]), int(sys.argv[2])
    folder = Path(tempfile.mkdtemp(prefix="audit-torture-"))
    account = torture(folder, minutes * 60, seed)
    print(json.dumps(account.told(), indent=1, ensure_ascii=False))
    for promise, ids in account.broken.items():
        for audit_id in ids[:20]:
            print(promise, audit_id, account.history.accepted[audit_id])
            for event in account.journal.of(audit_id):
                print("   ", datetime.fromtimestamp(event.at, UTC).isoformat(), event.name, event.process)
    print(f"the service's log is kept in {folder}")
    return 0 if account.is_clean and not account.recoveries.broken() else 1


if __name__ == "__main__":
    sys.exit(main())
