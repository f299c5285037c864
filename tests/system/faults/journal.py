"""What became of each audit and when, as the service's own log tells it."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_EVENTS = {"accepted", "begun", "ended", "queued again"}


@dataclass(frozen=True)
class Event:
    """Something that happened to an audit; `at` is POSIX seconds."""

    at: float
    audit: str
    name: str
    process: int


class Journal:
    """The events of all audits in the order in which they were logged."""

    def __init__(self, log: Path) -> None:
        self._log, self._read = log, 0
        self.events: list[Event] = []
        self._of: dict[str, list[Event]] = defaultdict(list)

    def refresh(self) -> None:
        """Read what was logged since the last time."""
        with self._log.open("rb") as log:
            log.seek(self._read)
            told = log.read()
        whole = told.rfind(b"\n") + 1
        self._read += whole
        for line in told[:whole].splitlines():
            if event := _event(line):
                self.events.append(event)
                self._of[event.audit].append(event)

    def of(self, audit_id: str) -> list[Event]:
        """The events of an audit."""
        return self._of.get(audit_id, [])

    def in_work(self, worker: int, at: float) -> set[str]:
        """The audits that a worker had begun and not ended at a moment."""
        found: set[str] = set()
        for event in self.events:
            if event.process == worker and event.at <= at:
                (found.add if event.name == "begun" else found.discard)(event.audit)
        return found

    def goes_on(self, audit_id: str, since: float) -> float | None:
        """When an audit was begun again after a moment, None if it wasn't yet."""
        return next((event.at for event in self.of(audit_id) if event.name == "begun" and event.at > since), None)

    def work_since(self, moment: float) -> float | None:
        """When a worker began or ended any audit after a moment, None if none did yet."""
        later = (event for event in reversed(self.events) if event.name in ("begun", "ended"))
        found = None
        for event in later:
            if event.at <= moment:
                break
            found = event.at
        return found


def _event(line: bytes) -> Event | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    if not (isinstance(told, dict) and told.get("audit_id") and told.get("message") in _EVENTS):
        return None
    return Event(datetime.fromisoformat(told["time"]).timestamp(), told["audit_id"], told["message"], told["process"])
