"""A store and a queue in memory, which can be told to fail."""

from dataclasses import replace

from service.domain.audit import Progress, Request, Result
from service.errors import AuditError, AuditNotFound
from service.jobs import Standing
from service.storage import records
from service.storage.admission import Candidate
from service.storage.batches import step_of
from service.storage.rates import Quota
from service.storage.spool import Content, pieces


class MemoryStore:
    def __init__(self) -> None:
        self.requests: dict[str, Request] = {}
        self.uploads: dict[str, bytes] = {}
        self.results: dict[str, Result] = {}
        self.last_years: dict[str, bytes | None] = {}
        self.owners: dict[str, str] = {}
        self.failure: AuditError | None = None

    def accept(self, request: Request, upload: Content, previous: Content | None = None) -> None:
        self.check()
        self.requests[request.id], self.uploads[request.id] = request, b"".join(pieces(upload))
        self.last_years[request.id] = None if previous is None else b"".join(pieces(previous))

    def request(self, audit_id: str) -> Request:
        if audit_id not in self.requests:
            raise AuditNotFound(id=audit_id)
        return self.requests[audit_id]

    def upload(self, audit_id: str) -> bytes:
        return self.uploads[audit_id]

    def finish(self, audit_id: str, result: Result) -> bool:
        return self.results.setdefault(audit_id, result) is result

    def result(self, audit_id: str) -> Result | None:
        self.request(audit_id)
        return self.results.get(audit_id)

    def result_size(self, audit_id: str) -> int:
        return len(records.encode(self.results[audit_id])) if audit_id in self.results else 0

    def awaits(self, audit_id: str) -> bool:
        return audit_id in self.requests and audit_id not in self.results

    def open_audits(self):
        return (audit_id for audit_id in self.requests if audit_id not in self.results)

    def head(self, audit_id: str) -> Result | None:
        found = self.result(audit_id)
        return found.head if found else None

    def delete(self, audit_id: str) -> None:
        for kept in (self.requests, self.uploads, self.results):
            kept.pop(audit_id, None)

    def expire(self, audit_id: str) -> None:
        self.owners[audit_id] = self.requests[audit_id].client
        self.delete(audit_id)

    def expired(self, audit_id: str) -> str | None:
        return self.owners.get(audit_id)

    def room(self, upload: int = 0) -> int:
        self.check()
        return 1_000_000

    def check(self) -> None:
        if self.failure:
            raise self.failure


class MemoryQueue:
    def __init__(self, store: MemoryStore | None = None) -> None:
        self.store = store or MemoryStore()
        self.known: list[Request] = []
        self.requests_of: dict[str, int] = {}
        self.samples: dict[str, float] = {}
        self.waiting: list[str] = []
        self.asked: list[str] = []
        self.running: dict[str, Progress] = {}
        self.failure: AuditError | None = None
        self.workers = 1
        self.fed = 0

    def ping(self) -> None:
        if self.failure:
            raise self.failure

    def admit(self, asked: Candidate) -> None:
        self.ping()

    def check_room(self) -> None:
        self.ping()

    def enqueue(self, request: Request) -> Standing:
        self.waiting.append(request.id)
        self.known.append(request)
        return self.standing(request)

    def feed(self) -> None:
        self.fed += 1

    def ask(self, client: str, errand: str) -> None:
        self.ping()
        self.asked.append(errand)

    def begin_batch(self, client: str, batch_id: str) -> None:
        self.asked.append(step_of(batch_id))

    def forget_batch(self, client: str, batch_id: str) -> None:
        pass

    def settle(self, request: Request) -> None:
        if request not in self.known:
            self.known.append(request)
        if request.id in self.waiting:
            self.waiting.remove(request.id)

    def forget(self, request: Request, result: Result | None) -> None:
        self.settle(request)
        self.known.remove(request)

    def begin(self, audit_id: str, progress: Progress) -> None:
        self.waiting.remove(audit_id)
        self.running[audit_id] = replace(progress, started_at="2026-01-02T03:04:06.000Z")

    def standing(self, request: Request) -> Standing:
        self.ping()
        if request.id in self.running:
            return Standing(progress=self.running[request.id])
        return Standing(position=self.waiting.index(request.id) + 1 if request.id in self.waiting else None)

    def listed(self, client: str, after: str | None, floor: str):
        self.ping()
        for request in sorted(self.known, key=lambda known: known.id, reverse=True):
            if request.client == client and (not after or request.id < after) and request.id >= floor:
                result = self.store.results.get(request.id)
                told = result.report if result else {}
                yield (
                    request.id,
                    {
                        "status": result and result.status.value,
                        "verdict": result and result.verdict,
                        "year": told.get("year") or request.year,
                        "agency": told.get("agency") or request.agency,
                        "label": request.label,
                    },
                )

    def like(self, client: str, content: str) -> str | None:
        self.ping()
        for request in reversed(self.known):
            result = self.store.results.get(request.id)
            if result and request.client == client and request.content(result.ruleset) == content:
                return request.id
        return None

    def count_request(self, key: str, limit: int) -> Quota:
        self.ping()
        self.requests_of[key] = self.requests_of.get(key, 0) + 1
        return Quota(limit, max(0, limit - self.requests_of[key]), 42, self.requests_of[key] > limit)

    def count(self, samples) -> None:
        self.ping()
        for name, by in samples.items():
            self.samples[name] = self.samples.get(name, 0) + by

    def counted(self):
        self.ping()
        return {**self.samples, "report_audit_queue_depth": len(self.waiting), "report_audit_workers": self.workers}

    def live_workers(self) -> int:
        self.ping()
        return self.workers

    def sandboxes(self) -> list[str]:
        return ["landlock 7, seccomp"] if self.workers else []
