"""A document that is drawn once and kept: what it is drawn from goes to a job's process, and its answer is kept."""

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, replace

from service.audits.batch import Member
from service.audits.rendering import Kind, Rendering
from service.config import Settings
from service.errors import AuditNotFound, BatchNotFound
from service.storage import records
from service.storage.batches import BatchStore
from service.storage.ports import AuditStore
from service.storage.renderings import RenderingStore
from workers.comparing import joined
from workers.job import Job, JobProblem
from workers.tasks import limits_of

_MOST_DOCUMENT = 256 * 1024 * 1024
"""Bytes of a document."""

log = logging.getLogger(__name__)


class Drawing:
    """One document: of an audit or a batch."""

    def __init__(self, rendering: Rendering, settings: Settings, store: AuditStore, kept: BatchStore) -> None:
        self._rendering, self._settings = rendering, settings
        self._store, self._batches = store, kept

    def keep(self, renderings: RenderingStore, job: Job) -> None:
        """Have the document drawn and keep it, or why it can't be drawn. Raises StorageFailed, and as a Job does."""
        try:
            self._ask(job)
            renderings.keep(self._rendering, job.answer(_MOST_DOCUMENT))
        except (AuditNotFound, BatchNotFound):
            log.info("%s was deleted", self._rendering.owner)
        except JobProblem as error:
            renderings.fail(self._rendering, error.problem)

    def _ask(self, job: Job) -> None:
        asked = {"kind": self._rendering.kind.value, "detail": self._rendering.detail}
        limits = limits_of(self._settings)
        owner = self._rendering.owner
        if self._rendering.is_of_batch:
            found, result = self._batches.members(owner), self._batches.result(owner)
            members = found.members if found else ()
            between = list(result.findings) if result else []
            job.ask("draw", {**asked, "between": between}, self._entries(members), len(members), limits)
        else:
            parts = [self._records(owner), *([self._store.upload(owner)] if self._rendering.is_of_file else [])]
            job.ask("draw", asked, parts, len(parts), limits)

    def _records(self, owner: str) -> bytes:
        """An audit's request, and its result where the document shows that."""
        request, result = self._store.request(owner), None
        if self._rendering.kind is not Kind.PAGE:
            result = self._store.result(owner)
            if result is None:
                raise AuditNotFound(id=owner)
        return joined(records.encode(request), records.encode(result) if result else b"")

    def _entries(self, members: tuple[Member, ...]) -> Iterator[bytes]:
        """The batch's reports with their findings; what else their results have would be too much together."""
        for member in members:
            request = result = b""
            with suppress(AuditNotFound):
                found = self._store.result(member.audit) if member.audit else None
                if member.audit and found:
                    request = records.encode(self._store.request(member.audit))
                    result = records.encode(replace(found, checks=(), tables=(), text={}))
            yield joined(json.dumps(asdict(member), default=str).encode(), request, result)
