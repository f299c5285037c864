"""What a worker may be given to do, all seen alike: an audit, a step of a batch, a document to draw."""

from contextlib import suppress
from typing import Protocol

from service.config import Settings
from service.domain.audit import Problem
from service.domain.rendering import Rendering
from service.errors import AuditError, AuditNotFound, BatchNotFound, QueueUnavailable, StorageFailed
from service.settling import Settling
from service.storage.admission import Admission
from service.storage.batches import BatchStore, batch_of, is_due
from service.storage.ids import is_id
from service.storage.ports import AuditStore
from service.storage.renderings import RenderingStore
from workers import batches
from workers.pipeline import failed


class Assignment(Protocol):
    """One thing to do, by its name in the queue."""

    def awaited(self) -> bool:
        """Whether it is still to be done."""

    def may_go_on(self) -> bool:
        """Whether more of it can be done at once."""

    def asked_by(self) -> str:
        """The id of the request that it goes back to, empty where that isn't known."""

    def fail(self, error: AuditError) -> None:
        """Let it have failed for good."""

    def settle(self) -> None:
        """Tell all who are to know that it has ended."""


class Assignments:
    """Tells what a name in the queue stands for."""

    def __init__(self, settings: Settings, store: AuditStore, settling: Settling, admission: Admission) -> None:
        self._store, self._settling, self._admission = store, settling, admission
        self._batches, self._renderings = BatchStore(settings.data_dir), RenderingStore(settings.data_dir)

    def of(self, name: str) -> Assignment:
        """The assignment of a name."""
        if is_id(name):
            return _Audit(name, self._store, self._settling)
        batch_id = batch_of(name)
        if batch_id:
            return _Batch(batch_id, self._store, self._batches, self._settling, self._admission)
        return _Drawing(Rendering.named(name), self._renderings, self._store, self._batches, self._settling)


class _Audit:
    def __init__(self, audit_id: str, store: AuditStore, settling: Settling) -> None:
        self._id, self._store, self._settling = audit_id, store, settling

    def awaited(self) -> bool:
        return self._store.awaits(self._id)

    def may_go_on(self) -> bool:
        return True

    def asked_by(self) -> str:
        with suppress(AuditNotFound, StorageFailed):
            return self._store.request(self._id).request_id
        return ""

    def fail(self, error: AuditError) -> None:
        self._store.finish(self._id, failed(error))

    def settle(self) -> None:
        with suppress(AuditNotFound, StorageFailed):
            self._settling.settle(self._id)


class _Batch:
    def __init__(
        self, batch_id: str, store: AuditStore, kept: BatchStore, settling: Settling, admission: Admission
    ) -> None:
        self._id, self._store, self._kept = batch_id, store, kept
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

    def fail(self, error: AuditError) -> None:
        with suppress(BatchNotFound):
            batches.end(self._id, self._kept, error)

    def settle(self) -> None:
        """Have what is left of it counted; nobody waits to be told."""
        with suppress(BatchNotFound, StorageFailed):
            self._settling.weigh(self._kept.request(self._id).client, self._id, self._kept.size(self._id))

    def _has_room(self) -> bool:
        self._store.room()
        return self._admission.room(self._kept.request(self._id).client) > 0


class _Drawing:
    def __init__(
        self, rendering: Rendering, kept: RenderingStore, store: AuditStore, batches: BatchStore, settling: Settling
    ) -> None:
        self._rendering, self._kept = rendering, kept
        self._store, self._batches, self._settling = store, batches, settling

    def awaited(self) -> bool:
        return self._kept.awaits(self._rendering)

    def may_go_on(self) -> bool:
        return True

    def asked_by(self) -> str:
        return ""

    def fail(self, error: AuditError) -> None:
        self._kept.fail(self._rendering, Problem(error.code, error.facts))

    def settle(self) -> None:
        """Have it counted as kept; nobody waits to be told."""
        owner = self._rendering.owner
        of: AuditStore | BatchStore = self._batches if self._rendering.is_of_batch else self._store
        with suppress(AuditNotFound, BatchNotFound, StorageFailed):
            self._settling.weigh(of.request(owner).client, owner, of.size(owner))
