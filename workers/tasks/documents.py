"""The task of a document that is drawn once and kept: what it is drawn from goes to a job's process."""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from service.audits.assessment import assessed
from service.audits.audit import Problem
from service.audits.batch import Member
from service.audits.rendering import Kind, Rendering
from service.config import Settings
from service.errors import AuditNotFound, BatchNotFound, StorageFailed
from service.lifecycle.finalizer import Finalizer
from service.queue.port import Queue
from service.storage import records
from service.storage.port import Storage
from workers.comparing import join_records
from workers.jobs.job import Job, JobProblem

_MOST_DOCUMENT = 256 * 1024 * 1024
"""Bytes of a document."""

log = logging.getLogger(__name__)


class DocumentTask:
    """A Task: one document, of an audit or a batch."""

    def __init__(self, rendering: Rendering, settings: Settings, storage: Storage, queue: Queue) -> None:
        self._rendering, self._owner = rendering, rendering.owner
        self._audits, self._batches, self._renderings = storage.audits, storage.batches, storage.renderings
        self._assessments, self._batch_assessments = storage.assessments, storage.batch_assessments
        self._finalizer = Finalizer(settings, storage, queue)

    def awaited(self) -> bool:
        return self._renderings.awaits(self._rendering)

    def may_go_on(self) -> bool:
        return True

    def request_id(self) -> str:
        return ""

    def tenant(self) -> None:
        return None

    def do(self, job: Job) -> Callable[[], None]:
        try:
            self._ask(job)
            document = job.answer(_MOST_DOCUMENT)
            return lambda: self._renderings.keep(self._rendering, document)
        except (AuditNotFound, BatchNotFound):
            log.info("%s was deleted", self._owner)
            return lambda: None
        except JobProblem as error:
            problem = error.problem
            return lambda: self.fail(problem)

    def fail(self, problem: Problem) -> None:
        self._renderings.fail(self._rendering, problem)

    def finalize(self) -> None:
        """Have its bytes counted."""
        owners = self._batches if self._rendering.is_of_batch else self._audits
        with suppress(AuditNotFound, BatchNotFound, StorageFailed):
            self._finalizer.recount(owners.request(self._owner).client, self._owner, owners.size(self._owner))

    def _ask(self, job: Job) -> None:
        asked = {"kind": self._rendering.kind.value, "detail": self._rendering.detail}
        if self._rendering.is_of_batch:
            found, result = self._batches.members(self._owner), self._batches.result(self._owner)
            members = found.members if found else ()
            said = self._batch_assessments.all(self._owner)
            between = list(assessed(result, said).findings) if result else []
            job.ask("draw", {**asked, "between": between}, self._entries(members), len(members))
        else:
            parts = [self._records(), *([self._audits.upload(self._owner)] if self._rendering.is_of_file else [])]
            job.ask("draw", asked, parts, len(parts))

    def _records(self) -> bytes:
        """An audit's request, and its result, with what people say of its findings, where the document shows that."""
        request, result = self._audits.request(self._owner), None
        if self._rendering.kind is not Kind.PAGE:
            result = self._audits.result(self._owner)
            if result is None:
                raise AuditNotFound(id=self._owner)
            result = assessed(result, self._assessments.all(self._owner))
        return join_records(records.encode(request), records.encode(result) if result else b"")

    def _entries(self, members: tuple[Member, ...]) -> Iterator[bytes]:
        """The batch's reports with their findings; what else their results have would be too much together."""
        for member in members:
            request = result = b""
            with suppress(AuditNotFound):
                found = self._audits.result(member.audit) if member.audit else None
                if member.audit and found:
                    request = records.encode(self._audits.request(member.audit))
                    shown = assessed(found, self._assessments.all(member.audit))
                    result = records.encode(replace(shown, checks=(), tables=(), text={}))
            yield join_records(records.encode(member), request, result)
