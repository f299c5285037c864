"""python -m tests.system.faults.soak N: many small audits, each deleted once it has ended; memory must stay, nothing else may.

Memory is what is a process's own, and its share of what it has in common with those that forked it or that it forked.
Pages of files aren't counted: how much of them is anybody's share depends on what else runs on the machine.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from tests.system.end_to_end.serving import Service, started, together
from tests.system.faults.clients import UNANSWERED
from tests.system.faults.leftovers import delete_all, leftovers
from tests.system.faults.reports import reports
from tests.workers.processes import jobs_of, wait_for

FLAT = 0.05
"""The share by which memory may grow from the first tenth of the run, which fills caches, to the last."""
SAMPLES = 10
_PARTS = {
    "api": "gunicorn",
    "worker": "-m workers ",
    "fork server": "workers.jobs.forkserver",
    "reconciler": "service.lifecycle.reconciler",
    "redis": "redis.sock",
}


def soak(folder: Path, audits: int, *, clients: int = 4, workers: int = 2) -> dict[str, Any]:
    """Run so many audits; memory by process at each tenth of them, in MB, and what is left at the end."""
    with started(folder, AUDIT_WORKERS=str(workers), AUDIT_LOG_LEVEL="WARNING") as service:
        begun, samples = time.monotonic(), []
        for _ in range(SAMPLES):
            _run(service, audits // SAMPLES, clients)
            samples.append(_memory(service))
            print(json.dumps(samples[-1]), file=sys.stderr, flush=True)
        seconds = time.monotonic() - begun
        delete_all(service)
        return {
            "audits": audits,
            "seconds": round(seconds),
            "audits a second": round(audits / seconds, 1),
            "memory": {name: [sample[name] for sample in samples] for name in samples[0]},
            "growth": {name: round(samples[-1][name] / samples[0][name] - 1, 4) for name in samples[0]},
            "left behind": leftovers(service),
        }


def _run(service: Service, audits: int, clients: int) -> None:
    numbers = count()
    together(clients, lambda _: _client(service, numbers, audits))


def _client(service: Service, numbers: Iterator[int], audits: int) -> None:
    small = [reports()[name] for name in ("weather", "weather", "weather", "cut")]
    while (number := next(numbers)) < audits:
        try:
            answer = service.call("POST", "/v1/reports", small[number % len(small)], **_HEADERS)
            if answer.status >= 400:
                print("refused:", answer.body["type"], answer.seconds, file=sys.stderr)
                continue
            address = f"/v1/audits/{answer.body['id']}"
            service.ended(answer.body["id"], within=60)
            service.call("GET", f"{address}/findings")
            service.call("DELETE", address)
        except UNANSWERED as error:
            print("not answered:", error, file=sys.stderr)


_HEADERS = {
    "Content-Type": "text/plain",
    "Content-Disposition": "attachment; filename=report.txt",
    "Prefer": "wait=20",
}


def _memory(service: Service) -> dict[str, float]:
    """What each part's processes have together, in MB, once no job runs."""
    wait_for(lambda: not any(map(jobs_of, service.workers())), 60)
    return {name: round(sum(map(_own, service.pids(part))) / 1024, 2) for name, part in _PARTS.items()}


def _own(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss_Anon:"):
            return int(line.split()[1])
    return 0


def main() -> int:
    told = soak(Path(tempfile.mkdtemp(prefix="audit-soak-")), int(sys.argv[1]))
    print(json.dumps(told, indent=1))
    flat = all(told["growth"][name] <= FLAT for name in ("api", "worker"))
    return 0 if flat and not told["left behind"] else 1


if __name__ == "__main__":
    sys.exit(main())
