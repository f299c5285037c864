"""python -m tests.faults.torture MINUTES SEED: faults under load, and whether every promise was kept.

accepted ⊆ ended; each audit has one result, the same at every reading; its findings are those of a run without
faults. The history of a failed run is printed with its seed.
"""

import json
import socket
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.end_to_end.serving import EXAMPLE, Service
from tests.faults.clients import UNANSWERED, Client, History, look, verdict
from tests.faults.nemesis import Fault, Nemesis
from tests.faults.reports import expected_outcomes

SETTLING = 60.0
"""Seconds after the last fault in which everything accepted must have ended."""


def torture(folder: Path, seconds: float, seed: int, *, clients: int = 3, longest: float = 10.0) -> dict[str, Any]:
    """Run faults for that long; the account of it, in which `broken` lists what must not be."""
    service = Service(folder, AUDIT_PORT=str(_free_port()), AUDIT_WORKERS="2", AUDIT_LOG_LEVEL="WARNING").start()
    try:
        expected = expected_outcomes(service)
        history, faults, recoveries = History(), [], []
        crowd = [Client(service, history, seed * 100 + number, pause=0.3) for number in range(clients)]
        for client in crowd:
            client.start()
        nemesis, end = Nemesis(service, seed, longest), time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(1)
            faults.append(nemesis.strike())
            recoveries.append(_recovery(service))
        for client in crowd:
            client.end()
        settled = _settle(service, history)
        for audit_id in list(history.accepted):
            look(service, history, audit_id)
        return _account(seed, history, faults, recoveries, settled, verdict(history, expected))
    finally:
        service.kill()


def _recovery(service: Service) -> float:
    """Seconds until a fresh report is accepted and audited."""
    begun = time.monotonic()
    while time.monotonic() < begun + SETTLING:
        with suppress(*UNANSWERED):
            answer = service.post(EXAMPLE.read_bytes())
            if answer.status == 202:
                service.ended(answer.body["id"], SETTLING)
                return time.monotonic() - begun
        time.sleep(0.05)
    return time.monotonic() - begun


def _settle(service: Service, history: History) -> float:
    """Seconds until all that was accepted has ended; gives up in the end."""
    begun = time.monotonic()
    while (pending := history.pending()) and time.monotonic() < begun + SETTLING:
        for audit_id in pending:
            with suppress(*UNANSWERED):
                look(service, history, audit_id)
        time.sleep(0.1)
    return time.monotonic() - begun


def _account(
    seed: int,
    history: History,
    faults: list[Fault],
    recoveries: list[float],
    settled: float,
    broken: dict[str, list[str]],
) -> dict[str, Any]:
    slowest: dict[str, float] = {}
    for fault, seconds in zip(faults, recoveries, strict=True):
        slowest[fault.name] = round(max(seconds, slowest.get(fault.name, 0.0)), 2)
    return {
        "seed": seed,
        "faults": len(faults),
        "by kind": dict(Counter(fault.name for fault in faults)),
        "slowest recovery": slowest,
        "accepted": len(history.accepted),
        "answers": dict(history.answers),
        "slowest refusal": round(history.slowest_refusal, 2),
        "settled after": round(settled, 2),
        "broken": {promise: ids for promise, ids in broken.items() if ids},
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def main() -> int:
    minutes, seed = float(sys.argv[1]), int(sys.argv[2])
    folder = Path(tempfile.mkdtemp(prefix="audit-torture-"))
    account = torture(folder / "var", minutes * 60, seed)
    print(json.dumps(account, indent=1, ensure_ascii=False))
    if account["broken"]:
        print(f"log and data are kept in {folder}")
    return 1 if account["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
