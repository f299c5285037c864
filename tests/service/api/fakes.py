"""A store and a queue in memory, which can be told to fail."""

from dataclasses import replace

from service.domain.audit import Progress, Request, Result
from service.errors import AuditError, AuditNotFound
from service.jobs import Standing


class MemoryStore:
    def __init__(self) -> None:
        self.requests: dict[str, Request] = {}
        self.uploads: dict[str, bytes] = {}
        self.results: dict[str, Result] = {}
        self.failure: AuditError | None = None

    def accept(self, request: Request, upload: bytes) -> None:
        self.check()
        self.requests[request.id], self.uploads[request.id] = request, upload

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

    def open_audits(self):
        return (audit_id for audit_id in self.requests if audit_id not in self.results)

    def check(self) -> None:
        if self.failure:
            raise self.failure


class MemoryQueue:
    def __init__(self) -> None:
        self.waiting: list[str] = []
        self.running: dict[str, Progress] = {}
        self.failure: AuditError | None = None
        self.workers = 1

    def ping(self) -> None:
        if self.failure:
            raise self.failure

    def admit(self) -> None:
        self.ping()

    def enqueue(self, audit_id: str) -> None:
        self.waiting.append(audit_id)

    def begin(self, audit_id: str, progress: Progress) -> None:
        self.waiting.remove(audit_id)
        self.running[audit_id] = replace(progress, started_at="2026-01-02T03:04:06.000Z")

    def standing(self, audit_id: str) -> Standing:
        self.ping()
        if audit_id in self.running:
            return Standing(progress=self.running[audit_id])
        return Standing(position=self.waiting.index(audit_id) + 1 if audit_id in self.waiting else None)

    def live_workers(self) -> int:
        self.ping()
        return self.workers
