"""Clients that send reports all the time and note what they saw, and the checker of what they noted."""

import http.client
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.system.end_to_end.serving import Answer, Service
from tests.system.faults.reports import outcome, reports

UNANSWERED = (OSError, http.client.HTTPException, ValueError)


@dataclass
class Accepted:
    """A report that was answered with 202, and what was read of its audit since."""

    report: str
    ended: float | None = None
    outcomes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Heard:
    """An answer to a request of that method, sent at a moment (POSIX seconds), and how long it took."""

    sent: float
    method: str
    status: int
    seconds: float

    def __str__(self) -> str:
        sent = datetime.fromtimestamp(self.sent, UTC).isoformat(timespec="milliseconds")
        return f"{self.method} {self.status} after {self.seconds:.2f} s at {sent}"


@dataclass
class History:
    """What all clients saw."""

    accepted: dict[str, Accepted] = field(default_factory=dict)
    answers: list[Heard] = field(default_factory=list)
    unanswered: int = 0

    def pending(self) -> list[str]:
        return [audit_id for audit_id, seen in list(self.accepted.items()) if seen.ended is None]

    def note(self, method: str, answer: Answer) -> None:
        """Note an answer that came just now."""
        self.answers.append(Heard(time.time() - answer.seconds, method, answer.status, answer.seconds))

    def statuses(self) -> dict[str, int]:
        """How often each method was answered with each status."""
        return dict(sorted(Counter(f"{heard.method} {heard.status}" for heard in self.answers).items()))

    def faults_of_our_own(self) -> int:
        """How often the answer was that the service itself is at fault."""
        return sum(heard.status == 500 for heard in self.answers)

    def slowest(self) -> list[Heard]:
        """The ten answers that took longest."""
        return sorted(self.answers, key=lambda heard: -heard.seconds)[:10]

    def slowest_between(self, begin: float, end: float) -> float:
        """Seconds of the slowest answer to what was sent in that time."""
        return max((heard.seconds for heard in list(self.answers) if begin < heard.sent < end), default=0.0)


PENDING = 15
"""Audits for whose end a client waits before it sends more reports."""


class Client(threading.Thread):
    """Sends a report, looks at an audit or two of its own, and again."""

    def __init__(self, service: Service, history: History, seed: int, pause: float) -> None:
        super().__init__(daemon=True)
        self._service, self._history, self._pause = service, history, pause
        self._random = random.Random(seed)
        self._mine: list[str] = []
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(self._pause * self._random.random() * 2):
            try:
                self._post()
                self._look()
            except UNANSWERED:
                self._history.unanswered += 1

    def end(self) -> None:
        self._over.set()
        self.join()

    def _post(self) -> None:
        if sum(self._history.accepted[audit_id].ended is None for audit_id in self._mine[-100:]) >= PENDING:
            return
        name, data = self._random.choice(list(reports().items()))
        answer = self._service.post(data)
        self._history.note("POST", answer)
        if answer.status == 202:
            self._history.accepted[answer.body["id"]] = Accepted(name)
            self._mine.append(answer.body["id"])

    def _look(self) -> None:
        waiting = [audit_id for audit_id in self._mine[-100:] if self._history.accepted[audit_id].ended is None][:4]
        for audit_id in waiting + self._random.choices(self._mine, k=min(1, len(self._mine))):
            look(self._service, self._history, audit_id)


def look(service: Service, history: History, audit_id: str) -> None:
    """Read an audit, and if it has ended note how."""
    answer = service.call("GET", f"/v1/audits/{audit_id}")
    history.note("GET", answer)
    seen = history.accepted[audit_id]
    if answer.status == 404:
        seen.outcomes.add("not found")
    elif answer.status == 200 and answer.body["finished_at"]:
        seen.outcomes.add(outcome(service, answer.body))
        seen.ended = seen.ended or time.monotonic()


def verdict(history: History, expected: dict[str, str]) -> dict[str, list[str]]:
    """The accepted audits that broke a promise: lost, with two results, or with findings that differ."""
    items = history.accepted.items()
    return {
        "lost": [audit_id for audit_id, seen in items if seen.ended is None],
        "two results": [audit_id for audit_id, seen in items if len(seen.outcomes) > 1],
        "different": [
            audit_id for audit_id, seen in items if len(seen.outcomes) == 1 and seen.outcomes != {expected[seen.report]}
        ],
    }
