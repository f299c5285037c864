"""What the API stands on: the settings, the store and the queue, as its views reach them."""

from dataclasses import dataclass
from typing import Protocol, cast

from flask import current_app

from service.config import Settings
from service.intake import Intake
from service.queue.port import Queue
from service.storage.batches import BatchStore
from service.storage.callbacks import Callbacks
from service.storage.keys import Keys
from service.storage.ports import AuditStore
from service.storage.renderings import RenderingStore
from service.storage.spool import Spools


class Store(AuditStore, Protocol):
    """The store, which can say whether it can be written."""

    def check(self) -> None:
        """Return if an audit can be kept. Raises StorageFull, StorageFailed."""

    def result_size(self, audit_id: str) -> int:
        """The bytes of an audit's result, 0 where there is none."""


@dataclass(frozen=True)
class Backend:
    """What the views of one app share."""

    settings: Settings
    store: Store
    queue: Queue
    intake: Intake
    keys: Keys
    callbacks: Callbacks
    renderings: RenderingStore
    batches: BatchStore
    batch_callbacks: Callbacks
    spools: Spools


def backend() -> Backend:
    """The backend of the app that answers the current request."""
    return cast(Backend, current_app.extensions["backend"])
