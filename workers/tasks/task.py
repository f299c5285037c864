"""What a worker may be given to do, all used alike: an audit, a step of a batch, a document to draw.

Which it is follows from its name in the queue alone.
"""

from collections.abc import Callable
from typing import Protocol

from service.audits.audit import Problem
from service.audits.batch import batch_of
from service.audits.ids import is_id
from service.audits.rendering import Rendering
from service.config import Settings
from service.queue.port import Queue
from service.storage.port import Storage
from workers.jobs.job import Job
from workers.jobs.tenancy import Tenant
from workers.tasks.audits import AuditTask
from workers.tasks.batches import BatchTask
from workers.tasks.documents import DocumentTask


class Task(Protocol):
    """One thing to do."""

    def awaited(self) -> bool:
        """Whether it is still to be done."""

    def may_go_on(self) -> bool:
        """Whether more of it can be done at once."""

    def request_id(self) -> str:
        """The id of the HTTP request that it goes back to, empty where that isn't known."""

    def tenant(self) -> Tenant | None:
        """For whose next task the process of its job may be kept; None where it ends with the job. Raises AuditNotFound, StorageFailed."""

    def do(self, job: Job) -> Callable[[], None]:
        """Have it done by a job; what is left to do is to keep the result. Raises as a Job does."""

    def fail(self, problem: Problem) -> None:
        """End it with a problem, for good."""

    def finalize(self) -> None:
        """Do what follows its end."""


def task_of(name: str, settings: Settings, storage: Storage, queue: Queue, *, recognise: bool) -> Task:
    """The task of a name. Raises ValueError where it is of no kind that is known here."""
    if is_id(name):
        return AuditTask(name, settings, storage, queue, recognise=recognise)
    if batch_id := batch_of(name):
        return BatchTask(batch_id, settings, storage, queue)
    rendering = Rendering.named(name)
    if not is_id(rendering.owner):
        raise ValueError(name)
    return DocumentTask(rendering, settings, storage, queue)
