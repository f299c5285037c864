"""How soon after each fault things go on, and whether that is within the bound that was promised."""

import time
from contextlib import suppress
from dataclasses import dataclass, field

from service.config import Settings
from service.errors import QueueUnavailable, StorageFailed
from service.queue import open_queue
from service.queue.port import name_of
from service.storage.files.audits import FileAudits
from tests.system.end_to_end.serving import Service
from tests.system.faults.clients import UNANSWERED
from tests.system.faults.journal import Journal
from tests.system.faults.nemesis import PROCESSES, Fault, Nemesis
from tests.workers.processes import is_gone

PATIENCE = 40.0
"""Seconds after which a recovery is given up and counts as so long."""

BOUNDS = {
    "a lost job is begun again": 8.0,
    "a job lost with everything is begun again after the start": 8.0,
    "work goes on once Redis is back": 2.0,
    "a wiped Redis knows all unended audits": 15.0,
    "the API answers while Redis is away": 1.0,
}
"""Seconds that are promised."""


@dataclass
class Recoveries:
    """Seconds by promise, each with the fault that it followed."""

    seconds: dict[str, list[tuple[float, Fault]]] = field(default_factory=lambda: {name: [] for name in BOUNDS})

    def add(self, promise: str, seconds: float, fault: Fault) -> None:
        self.seconds[promise].append((round(seconds, 3), fault))

    def broken(self, slack: float = 1.0) -> dict[str, list[str]]:
        """What took longer than its bound times `slack`, and after what."""
        late = {
            name: [f"{seconds} s after {fault}" for seconds, fault in self.seconds[name] if seconds > bound * slack]
            for name, bound in BOUNDS.items()
        }
        return {name: each for name, each in late.items() if each}

    def after(self, fault: Fault) -> dict[str, float]:
        """What was noted of one fault."""
        return {name: seconds for name, each in self.seconds.items() for seconds, of in each if of is fault}

    def told(self) -> dict[str, dict[str, float]]:
        """How many, the median, the 99th percentile and the slowest of each."""
        return {name: _figures(sorted(seconds for seconds, _ in each)) for name, each in self.seconds.items() if each}


class Watch:
    """Waits after each fault until things go on as they should."""

    def __init__(self, service: Service, journal: Journal, nemesis: Nemesis) -> None:
        self._service, self._journal, self._nemesis = service, journal, nemesis
        self._store = FileAudits(service.folder)
        self.recoveries = Recoveries()

    def after(self, fault: Fault) -> None:
        """Wait, and note how long each promise took."""
        if fault.name in ("kill redis", "stop redis"):
            self._note_work(fault)
        if fault.name == "wipe redis":
            self._note_queued(fault)
        if fault.name in ("kill worker", "kill all workers", "kill job", "kill fork server"):
            self._note_lost(fault, "a lost job is begun again", fault.at)
        if fault.name in ("kill everything", "kill supervisor"):
            self._note_lost(fault, "a job lost with everything is begun again after the start", fault.until)
        self._wait_for_acceptance(fault)

    def _note_work(self, fault: Fault) -> None:
        while not (seen := self._work_since(fault.until)) and time.time() < fault.until + PATIENCE:
            time.sleep(0.02)
        self.recoveries.add("work goes on once Redis is back", (seen or time.time()) - fault.until, fault)

    def _work_since(self, moment: float) -> float | None:
        self._journal.refresh()
        return self._journal.work_since(moment)

    def _note_queued(self, fault: Fault) -> None:
        unended = set(self._store.open_audits())
        while (unended := self._unknown(unended)) and time.time() < fault.until + PATIENCE:
            time.sleep(0.05)
        self.recoveries.add("a wiped Redis knows all unended audits", time.time() - fault.at, fault)

    def _unknown(self, audits: set[str]) -> set[str]:
        """Those of the audits that have not ended and stand in no queue, nor in work."""
        try:
            queue = open_queue(Settings(queue_url=self._nemesis.queue_url), seconds=2)
            queued = {*map(name_of, queue.dispatcher.ready())} | queue.fair_queue.waiting()
            left = {audit_id for audit_id in audits - queued if self._store.awaits(audit_id)}
            return left - queue.workers.held([*left])
        except (QueueUnavailable, StorageFailed):
            return audits

    def _note_lost(self, fault: Fault, promise: str, since: float) -> None:
        """Audits of which the fault took the process; one that had its result all but noted isn't lost."""
        self._journal.refresh()
        lost = {audit_id for worker in fault.bereft for audit_id in self._journal.in_work(worker, fault.at)}
        while lost and time.time() < since + PATIENCE:
            ended = {audit_id for audit_id in lost if not self._store.awaits(audit_id)}
            self._journal.refresh()
            again = {audit_id: at for audit_id in lost if (at := self._journal.goes_on(audit_id, fault.at))}
            for at in again.values():
                self.recoveries.add(promise, at - since, fault)
            lost -= ended | again.keys()
            time.sleep(0.02)
        for _ in lost:
            self.recoveries.add(promise, PATIENCE, fault)

    def _wait_for_acceptance(self, fault: Fault) -> None:
        """Wait for the end of what was killed, and for all processes of the API, so that the next fault finds it whole."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(*UNANSWERED):
                whole = len(self._service.pids(PROCESSES["api"])) > Settings.api_processes
                if whole and all(map(is_gone, fault.killed)) and self._service.call("GET", "/readyz").status == 200:
                    return
            time.sleep(0.02)


def _figures(seconds: list[float]) -> dict[str, float]:
    count = len(seconds)
    return {
        "times": count,
        "median": seconds[count // 2],
        "p99": seconds[min(count - 1, int(count * 0.99))],
        "slowest": seconds[-1],
    }
