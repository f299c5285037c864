"""What the API stands on: the settings, the store and the queue, as its views reach them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from flask import current_app

from service.config import Settings
from service.domain.audit import Request, Result
from service.jobs import Standing
from service.storage.admission import Candidate
from service.storage.batches import BatchStore
from service.storage.callbacks import Callbacks
from service.storage.catalogue import Facts
from service.storage.claims import Claims
from service.storage.counters import Samples
from service.storage.keys import Keys
from service.storage.ports import AuditStore
from service.storage.rates import Quota
from service.storage.renderings import RenderingStore
from service.storage.spool import Spools


class Store(AuditStore, Protocol):
    """The store, which can say whether it can be written."""

    def check(self) -> None:
        """Return if an audit can be kept. Raises StorageFull, StorageFailed."""

    def result_size(self, audit_id: str) -> int:
        """The bytes of an audit's result, 0 where there is none."""


class Queue(Protocol):
    """What the API asks of the queue. Each call answers within a second or raises QueueUnavailable.

    Hints raise nothing: what they should have brought about, the reconciler does a little later.
    """

    def ping(self) -> None:
        """Return if the queue answers."""

    def admit(self, asked: Candidate) -> None:
        """Return if this may be kept. Raises TooManyWaiting, StorageFull, QuotaExceeded besides."""

    def check_room(self) -> None:
        """Return if the largest report could be kept, and its result. Raises StorageFull besides."""

    def enqueue(self, request: Request) -> Standing:
        """Let a kept audit wait for its turn, a hint; where it stands now."""

    def feed(self) -> None:
        """Have free workers begin with what waits; a hint."""

    def settle(self, request: Request) -> None:
        """Have all know that an audit has ended; a hint."""

    def forget(self, request: Request, result: Result | None) -> None:
        """Have nobody know of an audit that was deleted; a hint."""

    def standing(self, request: Request) -> Standing:
        """Where an audit without a result is."""

    def listed(self, client: str, after: str | None, floor: str) -> Iterator[tuple[str, Facts]]:
        """A client's audits with ids below `after` and from `floor` on, newest first. Raises ListsIncomplete besides."""

    def like(self, client: str, content: str) -> str | None:
        """The client's last audit of such a content."""

    def ask(self, client: str, errand: str) -> None:
        """Have something done soon besides audits."""

    def begin_batch(self, client: str, batch_id: str) -> None:
        """Have a kept batch begin soon; a hint."""

    def forget_batch(self, client: str, batch_id: str) -> None:
        """Have a batch that was deleted count no longer; a hint."""

    def count_request(self, key: str, limit: int) -> Quota:
        """Count one more request that is made with a key."""

    def count(self, samples: Samples) -> None:
        """Add to the service's counters."""

    def counted(self) -> Samples:
        """The service's counters, and how the queue stands."""

    def live_workers(self) -> int:
        """How many workers are there to do the work."""

    def sandboxes(self) -> list[str]:
        """What the jobs of live workers are confined by, in words; one where all are alike."""


@dataclass(frozen=True)
class Backend:
    """What the views of one app share."""

    settings: Settings
    store: Store
    queue: Queue
    keys: Keys
    claims: Claims
    callbacks: Callbacks
    renderings: RenderingStore
    batches: BatchStore
    batch_callbacks: Callbacks
    spools: Spools


def backend() -> Backend:
    """The backend of the app that answers the current request."""
    return cast(Backend, current_app.extensions["backend"])
