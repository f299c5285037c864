"""Requests whose answers cost: long documents, long polls, drafts of many fields, batches of many reports."""

import http.client
import json
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.system.attacks.attack import Attack, Outcome
from tests.system.attacks.watching import attacked
from tests.system.end_to_end.serving import EXAMPLE, Service, long_report, started, together
from tests.workers.zips import archive

SECONDS = 10.0


def _ask(url: str, path: str, method: str = "GET", body: bytes | None = None) -> None:
    """Ask the same again and again."""
    while True:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            connection.getresponse().read()
            connection.close()


def drawing(service: Service) -> Callable[..., None]:
    """Eight clients that have a report of 2,000 findings drawn in every form."""
    audit = service.ended(service.accepted(_faulty(1_500)), 120)
    assert sum(audit["summary"][severity] for severity in ("error", "warning", "note")) >= 2_000, audit
    forms = ("documents/html", "documents/csv", "sarif", "documents/markdown", "notice", "notice?format=pdf")
    return partial(_each, [f"/v1/audits/{audit['id']}/{form}" for form in forms], 8)


def polling(service: Service) -> Callable[..., None]:
    """1,000 clients that wait for audits in the queue."""
    waiting = [service.accepted(long_report(2000 + number)) for number in range(20)]
    return partial(_each, [f"/v1/audits/{audit_id}?wait=30" for audit_id in waiting[10:]], 1_000)


def batched(service: Service) -> Callable[..., None]:
    """Eight clients that ask how far a batch of 900 is, four of them by long polls."""
    report = EXAMPLE.read_bytes()
    reports = archive(*((f"{number}.txt", report + f"\n{number}\n".encode()) for number in range(900)), deflated=True)
    answer = service.post_batch(reports)
    path = f"/v1/batches/{answer.body['id']}"
    while service.call("GET", path).body["status"] == "expanding":
        time.sleep(0.5)
    return partial(_each, [path, f"{path}?wait=30"], 8)


def drafted(service: Service) -> Callable[..., None]:
    """Eight clients that send drafts of 150,000 fields."""
    body = json.dumps({str(number): 1 for number in range(150_000)}, separators=(",", ":")).encode()
    return partial(_posting, body)


def _each(paths: list[str], clients: int, url: str) -> None:
    together(clients, lambda number: _ask(url, paths[number % len(paths)]))


def _posting(body: bytes, url: str) -> None:
    together(8, lambda _: _ask(url, "/v1/drafts", "POST", body))


def _faulty(lines: int) -> bytes:
    before, after = EXAMPLE.read_text("utf-8").split("二、主动公开", 1)
    told = (
        f"{2010 + number % 8}年，新收申请{number}件。组织培训{2 * number + 9}人次，其中线上{number}人次，线下{number}人次。\n"
        for number in range(lines)
    )
    return f"{before}{''.join(told)}二、主动公开{after}".encode()


def _asked(prepared: Callable[[Service], Callable[..., None]], folder: Path) -> Outcome:
    with started(folder) as service:
        return attacked(service.url, SECONDS, prepared(service)).outcome()


def _attack(name: str, what: str, prepared: Callable[[Service], Callable[..., None]]) -> Attack:
    return Attack(name, f"health answers within a second while {what}", partial(_asked, prepared))


ATTACKS = (
    _attack("stall-documents", "a report of 2,000 findings is drawn in every form", drawing),
    _attack("stall-polls", "1,000 clients wait for audits", polling),
    _attack("stall-batch", "eight clients poll a batch of 900", batched),
    _attack("stall-drafts", "drafts of 150,000 fields arrive", drafted),
)
