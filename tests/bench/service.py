"""How quick the service is on this machine, against the bare work of an audit.

The bare work is `audit_bytes` in one process; everything else is told as a multiple of it, so that figures from
different machines can be compared.
"""

import http.client
import json
import statistics
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.system.end_to_end.serving import EXAMPLE, Service, started_anywhere
from workers.pipeline import audit_bytes

ROUNDS = 100


def main() -> None:
    """Print what a request and an audit take."""
    report = EXAMPLE.read_bytes()
    bare = _median(lambda: audit_bytes(report))
    with started_anywhere(AUDIT_LOG_LEVEL="WARNING") as service:
        ended = _post(service, report)
        _wait(service, ended)
        figures = {
            "audit_bytes": bare,
            "POST to 202": _median(lambda: _post(service, report)),
            "POST to succeeded": _median(lambda: _wait(service, _post(service, report))),
            "status of an ended audit": _median(lambda: _status(service, ended)),
            "audit in a queue of 100": _throughput(service, report),
        }
    for name, seconds in figures.items():
        print(f"{name:28}{seconds * 1000:9.2f} ms{seconds / bare:9.2f} ×")


def _median(act: Callable[[], object]) -> float:
    act()
    return statistics.median(_seconds(act) for _ in range(ROUNDS))


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _throughput(service: Service, report: bytes) -> float:
    begun = time.perf_counter()
    ids = [_post(service, report) for _ in range(ROUNDS)]
    for audit_id in ids:
        _wait(service, audit_id)
    return (time.perf_counter() - begun) / ROUNDS


def _post(service: Service, report: bytes) -> str:
    named = {"Content-Type": "text/plain", "Content-Disposition": "attachment; filename=report.txt"}
    return str(_call(service, "POST", "/v1/reports", report, named)["id"])


def _wait(service: Service, audit_id: str) -> None:
    while not _status(service, audit_id)["finished_at"]:
        time.sleep(0.001)


def _status(service: Service, audit_id: str) -> dict[str, object]:
    return _call(service, "GET", f"/v1/audits/{audit_id}", None, {})


def _call(service: Service, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> dict[str, object]:
    connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=30)
    connection.request(method, path, body, headers)
    answer: dict[str, object] = json.loads(connection.getresponse().read())
    connection.close()
    return answer
