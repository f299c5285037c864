"""What a worker may be given to do, all seen alike: an audit, a step of a batch, a document to draw.

Which it is follows from its name alone, and `TASKS` is the whole table of what Redis may name.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol

from service.audits.audit import Problem, Progress
from service.audits.rendering import Rendering
from service.config import Settings
from service.errors import AuditNotFound, BatchNotFound, QueueUnavailable, StorageFailed
from service.finalizer import Finalizer
from service.intake import Intake
from service.queue.fair_queue import AUDIT, BACKGROUND, SCAN
from service.queue.port import Queue, Runs
from service.storage.batches import BatchStore, batch_of, is_due
from service.storage.idempotency import IdempotencyKeys
from service.storage.ids import is_id
from service.storage.ports import AuditStore
from service.storage.renderings import RenderingStore
from workers import batches
from workers.documents import Drawing
from workers.job import Job
from workers.tasks import audited, failed

TASKS: Mapping[str, Callable[[str], bool]] = {AUDIT: is_id, SCAN: is_id, BACKGROUND: lambda name: not is_id(name)}
"""The tasks that there are, by what the queue calls them, each with what it can be about. None is ever imported."""

log = logging.getLogger(__name__)


class Assignment(Protocol):
    """One thing to do, by its name in the queue."""

    def awaited(self) -> bool:
        """Whether it is still to be done."""

    def may_go_on(self) -> bool:
        """Whether more of it can be done at once."""

    def asked_by(self) -> str:
        """The id of the request that it goes back to, empty where that isn't known."""

    def do(self, job: Job) -> Callable[[], None]:
        """Have it done by a job; what is left to do is to keep what came of it. Raises as a Job does."""

    def fail(self, problem: Problem) -> None:
        """Let it have failed for good."""

    def finalize(self) -> None:
        """Tell all who are to know that it has ended."""


class Assignments:
    """Tells what a name in the queue stands for."""

    def __init__(self, settings: Settings, store: AuditStore, queue: Queue, *, recognise: bool) -> None:
        self._settings, self._store, self._queue, self._recognise = settings, store, queue, recognise
        self._batches, self._renderings = BatchStore(settings.data_dir), RenderingStore(settings.data_dir)
        self._finalizer = Finalizer(settings, store, queue)
        self._intake = Intake(settings, store, queue, self._batches, IdempotencyKeys(settings.data_dir))

    def of(self, name: str) -> Assignment:
        """The assignment of a name. Raises ValueError where it is of nothing that is known here."""
        if is_id(name):
            runs = self._queue.runs
            return _Audit(name, self._settings, self._store, self._finalizer, runs, recognise=self._recognise)
        batch_id = batch_of(name)
        if batch_id:
            room = self._queue.admission.room
            return _Batch(batch_id, self._settings, self._store, self._batches, self._finalizer, self._intake, room)
        rendering = Rendering.named(name)
        if not is_id(rendering.owner):
            raise ValueError(name)
        drawing = Drawing(rendering, self._settings, self._store, self._batches)
        return _Drawing(rendering, self._renderings, drawing, self._owner(rendering), self._finalizer)

    def _owner(self, rendering: Rendering) -> AuditStore | BatchStore:
        """Where the audit or batch is kept that a document is drawn of."""
        return self._batches if rendering.is_of_batch else self._store


def _nothing_left() -> None:
    """Everything is kept already."""


class _Audit:
    def __init__(
        self,
        audit_id: str,
        settings: Settings,
        store: AuditStore,
        finalizer: Finalizer,
        runs: Runs,
        *,
        recognise: bool,
    ) -> None:
        self._id, self._settings, self._store, self._finalizer, self._runs = audit_id, settings, store, finalizer, runs
        self._recognise = recognise
        self._listening = True

    def awaited(self) -> bool:
        return self._store.awaits(self._id)

    def may_go_on(self) -> bool:
        return True

    def asked_by(self) -> str:
        with suppress(AuditNotFound, StorageFailed):
            return self._store.request(self._id).request_id
        return ""

    def do(self, job: Job) -> Callable[[], None]:
        result = audited(self._id, self._store, self._settings, job, self._tell, recognise=self._recognise)

        def keep() -> None:
            if not self._store.finish(self._id, result):
                log.info("had its result already")

        return keep

    def fail(self, problem: Problem) -> None:
        self._store.finish(self._id, failed(problem))

    def finalize(self) -> None:
        with suppress(AuditNotFound, StorageFailed):
            self._finalizer.finalize(self._id)

    def _tell(self, progress: Progress) -> None:
        """Tell how far the audit is, until the queue doesn't listen."""
        if self._listening:
            try:
                self._runs.report_progress(self._id, progress)
            except QueueUnavailable:
                self._listening = False


class _Batch:
    def __init__(
        self,
        batch_id: str,
        settings: Settings,
        store: AuditStore,
        kept: BatchStore,
        finalizer: Finalizer,
        intake: Intake,
        room: Callable[[str], int],
    ) -> None:
        self._id, self._settings, self._store, self._kept = batch_id, settings, store, kept
        self._finalizer, self._intake, self._room = finalizer, intake, room

    def awaited(self) -> bool:
        with suppress(BatchNotFound):
            return is_due(self._id, self._kept, self._store)
        return False

    def may_go_on(self) -> bool:
        with suppress(BatchNotFound, StorageFailed, QueueUnavailable):
            return not self._kept.is_expanding(self._id) or self._has_room()
        return False

    def asked_by(self) -> str:
        with suppress(BatchNotFound):
            return self._kept.request(self._id).request_id
        return ""

    def do(self, job: Job) -> Callable[[], None]:
        with suppress(BatchNotFound):
            batches.advance(self._id, self._settings, self._store, self._kept, self._intake, job)
        return _nothing_left

    def fail(self, problem: Problem) -> None:
        with suppress(BatchNotFound):
            batches.end(self._id, self._kept, problem)

    def finalize(self) -> None:
        """Have what is left of it counted; nobody waits to be told."""
        with suppress(BatchNotFound, StorageFailed):
            self._finalizer.recount(self._kept.request(self._id).client, self._id, self._kept.size(self._id))

    def _has_room(self) -> bool:
        self._store.room()
        return self._room(self._kept.request(self._id).client) > 0


class _Drawing:
    def __init__(
        self,
        rendering: Rendering,
        kept: RenderingStore,
        drawing: Drawing,
        owners: AuditStore | BatchStore,
        finalizer: Finalizer,
    ) -> None:
        self._rendering, self._kept, self._drawing = rendering, kept, drawing
        self._owners, self._finalizer = owners, finalizer

    def awaited(self) -> bool:
        return self._kept.awaits(self._rendering)

    def may_go_on(self) -> bool:
        return True

    def asked_by(self) -> str:
        return ""

    def do(self, job: Job) -> Callable[[], None]:
        self._drawing.keep(self._kept, job)
        return _nothing_left

    def fail(self, problem: Problem) -> None:
        self._kept.fail(self._rendering, problem)

    def finalize(self) -> None:
        """Have it counted as kept; nobody waits to be told."""
        owner = self._rendering.owner
        with suppress(AuditNotFound, BatchNotFound, StorageFailed):
            self._finalizer.recount(self._owners.request(owner).client, owner, self._owners.size(owner))
