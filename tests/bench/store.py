"""What a bucket costs beside the data folder: the processor that a job takes, calls of the store, and throughput.

The store is a small server in memory, whose own time isn't counted. The service's is that of all its processes and of those that have
ended, waited for by their parents.
"""

import os
import statistics
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.service.storage import buckets, memory_s3
from tests.system.end_to_end.serving import EXAMPLE, Service, started_anywhere

JOBS, ROUNDS = 150, 5
_WORKERS = "4"
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print it, the two in turn, so that what else the machine does is in both."""
    report = EXAMPLE.read_bytes()
    for delay in (0.0, 0.02):
        with memory_s3.started(delay) as endpoint, _service() as files, _service(endpoint) as bucket:
            rounds = [(_round(files, report), _round(bucket, report)) for _ in range(ROUNDS + 1)][1:]
        cpu = [statistics.median(each[side][0] for each in rounds) for side in (0, 1)]
        rate = [statistics.median(each[side][1] for each in rounds) for side in (0, 1)]
        told = f"a store that answers after {delay * 1000:.0f} ms"
        print(
            f"{told}: processor a job {cpu[0] * 1000:.1f} → {cpu[1] * 1000:.1f} ms, {cpu[1] / cpu[0]:.2f} ×", flush=True
        )
        print(f"{told}: {rate[0]:.1f} → {rate[1]:.1f} jobs a second, {rate[1] / rate[0]:.2f} ×", flush=True)


@contextmanager
def _service(endpoint: str = "") -> Iterator[Service]:
    """A service with four workers over the data folder, or over a bucket of a server."""
    place = {"AUDIT_STORE": f"s3://audits/bench?endpoint={endpoint}", **buckets.KEYS} if endpoint else {}
    with started_anywhere(
        AUDIT_LOG_LEVEL="WARNING", AUDIT_WORKERS=_WORKERS, AUDIT_METRICS_OPEN="1", **place
    ) as service:
        yield service


def _round(service: Service, report: bytes) -> tuple[float, float]:
    """The seconds of the processor that a job takes, and the jobs that end in a second."""
    wanted = _ended(service) + JOBS
    begun, used = time.perf_counter(), _processor(service)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: service.accepted(report), range(JOBS)))
    while _ended(service) < wanted:
        time.sleep(0.1)
    return (_processor(service) - used) / JOBS, JOBS / (time.perf_counter() - begun)


def _ended(service: Service) -> int:
    """How many audits have ended, as the queue counts them: to ask each by its address would be work of its own."""
    with urllib.request.urlopen(f"{service.url}/metrics", timeout=30) as told:
        lines = told.read().decode().splitlines()
    return sum(int(float(line.rsplit(" ", 1)[1])) for line in lines if line.startswith("report_audit_audits_total"))


def _processor(service: Service) -> float:
    """The seconds that all processes of a service have taken, with those that ended."""
    return sum(map(_taken, [service.launched.pid, *service.pids()]))


def _taken(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICKS
