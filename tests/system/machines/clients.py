"""Clients that go on whatever is refused: each sends what wasn't accepted again by its key, and reads what was."""

import io
import json
import random
import threading
import time
import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.system.end_to_end.serving import EXAMPLE, Answer, Service
from tests.system.faults.clients import UNANSWERED
from tests.system.faults.reports import outcome, reports
from tests.workers.processes import wait_for
from tests.workers.receiver import Receiver

PAUSE = 0.3
"""Seconds between two reports of a client, and between two tries of one."""
_PATIENCE = 120.0
"""Seconds within which lists are complete."""
A_BATCH = 8
"""Of so many that a client sends one is a batch."""


NAMED = {"Content-Type": "text/plain", "Content-Disposition": "attachment; filename=report.txt"}


class KeyedService(Service):
    """A service that is called with a key."""

    def __init__(self, of: Service, key: str) -> None:
        super().__init__(of.folder)
        self.url, self._key = of.url, key

    def call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        return super().call(method, path, body, Authorization=f"Bearer {self._key}", **headers)


@dataclass
class Seen:
    """What clients saw."""

    accepted: dict[str, str] = field(default_factory=dict)
    """The reports that were sent, by the audits that were accepted."""
    batches: list[str] = field(default_factory=list)
    outcomes: dict[str, set[str]] = field(default_factory=dict)
    """How audits ended, as it was read again and again."""
    missed: list[str] = field(default_factory=list)
    """Accepted audits that were not found."""
    refused: float = 0.0
    """Seconds for which a client's reports were refused at most."""


class Client(threading.Thread):
    """Sends reports and batches, and reads what became of them, until it is to end."""

    def __init__(self, service: Service, seen: Seen, seed: int, hook: str) -> None:
        super().__init__()
        self._service, self._seen, self._random = service, seen, random.Random(seed)
        self._query = f"?callback_url={hook}"
        self._mine: list[str] = []
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(PAUSE):
            if self._random.randrange(A_BATCH):
                self._send_report()
            else:
                self._seen.batches.append(self._sent("/v1/archives", a_batch(), {"Content-Type": "application/zip"}))
            for audit_id in self._random.choices(self._mine, k=min(2, len(self._mine))):
                with suppress(*UNANSWERED):
                    self._look(audit_id)

    def end(self) -> None:
        """End, once what is being sent was accepted."""
        self._over.set()
        self.join()

    def _send_report(self) -> None:
        name, report = self._random.choice([*reports().items()])
        audit_id = self._sent("/v1/reports" + self._query, report, NAMED)
        self._seen.accepted[audit_id] = name
        self._mine.append(audit_id)

    def _sent(self, path: str, body: bytes, headers: dict[str, str]) -> str:
        """Send something until it is accepted; its id."""
        begun, again = time.monotonic(), {**headers, "Idempotency-Key": str(uuid4())}
        while True:
            with suppress(*UNANSWERED):
                answer = self._service.call("POST", path, body, **again)
                if answer.status in (200, 202):
                    self._seen.refused = max(self._seen.refused, time.monotonic() - begun)
                    return str(answer.body["id"])
            time.sleep(PAUSE)

    def _look(self, audit_id: str) -> None:
        answer = self._service.call("GET", f"/v1/audits/{audit_id}")
        if answer.status == 404:
            self._seen.missed.append(audit_id)
        elif answer.status == 200 and answer.body["finished_at"]:
            self._seen.outcomes.setdefault(audit_id, set()).add(outcome(self._service, answer.body))


def a_batch() -> bytes:
    """An archive of three reports."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as batch:
        for number in range(3):
            batch.writestr(f"{number}.txt", EXAMPLE.read_text("utf-8"))
    return archive.getvalue()


def called_back(receiver: Receiver) -> Counter[str]:
    """How often a receiver was told of the end of each audit."""
    return Counter(json.loads(body)["data"]["id"] for _, _, body in list(receiver.got))


def listed(service: Service) -> set[str]:
    """All audits of a client that the lists tell, once they are complete."""
    found: set[str] = set()
    cursor: str | None = ""
    while cursor is not None:
        page = _page(service, f"/v1/audits?limit=200{cursor and f'&cursor={cursor}'}")
        found |= {each["id"] for each in page["audits"]}
        cursor = page["next"]
    return found


def _page(service: Service, path: str) -> dict[str, Any]:
    def ask() -> dict[str, Any] | None:
        answer = service.call("GET", path)
        return answer.body if answer.status == 200 else None

    page: dict[str, Any] = wait_for(ask, _PATIENCE)
    return page
