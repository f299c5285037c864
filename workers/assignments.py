"""What a worker may be given to do, all seen alike: an audit, a step of a batch, a document to draw.

Which it is follows from its name alone, and `TASKS` is the whole table of what Redis may name.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol

from service.config import Settings
from service.dispatcher import ERRAND, SCAN, TASK
from service.domain.audit import Problem, Progress
from service.domain.rendering import Rendering
from service.errors import AuditNotFound, BatchNotFound, QueueUnavailable, StorageFailed
from service.settling import Settling
from service.storage.admission import Admission
from service.storage.batches import BatchStore, batch_of, is_due
from service.storage.ids import is_id
from service.storage.ports import AuditStore
from service.storage.redis_index import RedisIndex
from service.storage.renderings import RenderingStore
from workers import batches
from workers.errands import Drawing
from workers.job import Job
from workers.tasks import audited, failed

TASKS: Mapping[str, Callable[[str], bool]] = {TASK: is_id, SCAN: is_id, ERRAND: lambda name: not is_id(name)}
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

    def settle(self) -> None:
        """Tell all who are to know that it has ended."""


class Assignments:
    """Tells what a name in the queue stands for."""

    def __init__(
        self,
        settings: Settings,
        store: AuditStore,
        settling: Settling,
        index: RedisIndex,
        admission: Admission,
        *,
        recognise: bool,
    ) -> None:
        self._settings, self._store, self._settling, self._index = settings, store, settling, index
        self._admission, self._recognise = admission, recognise
        self._batches, self._renderings = BatchStore(settings.data_dir), RenderingStore(settings.data_dir)

    def of(self, name: str) -> Assignment:
        """The assignment of a name. Raises ValueError where it is of nothing that is known here."""
        if is_id(name):
            return _Audit(name, self._settings, self._store, self._settling, self._index, recognise=self._recognise)
        batch_id = batch_of(name)
        if batch_id:
            return _Batch(batch_id, self._settings, self._store, self._batches, self._settling, self._admission)
        rendering = Rendering.named(name)
        if not is_id(rendering.owner):
            raise ValueError(name)
        drawing = Drawing(rendering, self._settings, self._store, self._batches)
        return _Drawing(rendering, self._renderings, drawing, self._owner(rendering), self._settling)

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
        settling: Settling,
        index: RedisIndex,
        *,
        recognise: bool,
    ) -> None:
        self._id, self._settings, self._store, self._settling, self._index = audit_id, settings, store, settling, index
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

    def settle(self) -> None:
        with suppress(AuditNotFound, StorageFailed):
            self._settling.settle(self._id)

    def _tell(self, progress: Progress) -> None:
        """Tell how far the audit is, until Redis doesn't listen."""
        if self._listening:
            try:
                self._index.report_progress(self._id, progress)
            except QueueUnavailable:
                self._listening = False


class _Batch:
    def __init__(
        self,
        batch_id: str,
        settings: Settings,
        store: AuditStore,
        kept: BatchStore,
        settling: Settling,
        admission: Admission,
    ) -> None:
        self._id, self._settings, self._store, self._kept = batch_id, settings, store, kept
        self._settling, self._admission = settling, admission

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
            batches.advance(self._id, self._settings, self._store, self._kept, job)
        return _nothing_left

    def fail(self, problem: Problem) -> None:
        with suppress(BatchNotFound):
            batches.end(self._id, self._kept, problem)

    def settle(self) -> None:
        """Have what is left of it counted; nobody waits to be told."""
        with suppress(BatchNotFound, StorageFailed):
            self._settling.weigh(self._kept.request(self._id).client, self._id, self._kept.size(self._id))

    def _has_room(self) -> bool:
        self._store.room()
        return self._admission.room(self._kept.request(self._id).client) > 0


class _Drawing:
    def __init__(
        self,
        rendering: Rendering,
        kept: RenderingStore,
        drawing: Drawing,
        owners: AuditStore | BatchStore,
        settling: Settling,
    ) -> None:
        self._rendering, self._kept, self._drawing = rendering, kept, drawing
        self._owners, self._settling = owners, settling

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

    def settle(self) -> None:
        """Have it counted as kept; nobody waits to be told."""
        owner = self._rendering.owner
        with suppress(AuditNotFound, BatchNotFound, StorageFailed):
            self._settling.weigh(self._owners.request(owner).client, owner, self._owners.size(owner))
