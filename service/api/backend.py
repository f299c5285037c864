"""What the API stands on: the settings, the store and the queue, as its views reach them."""

from dataclasses import dataclass
from typing import Protocol, cast

from flask import current_app

from service.config import Settings
from service.jobs import Standing
from service.storage.ports import AuditStore


class Store(AuditStore, Protocol):
    """The store, which can say whether it can be written."""

    def check(self) -> None:
        """Return if an audit can be kept. Raises StorageFull, StorageFailed."""


class Queue(Protocol):
    """What the API asks of the queue. Each call answers within a second or raises QueueUnavailable."""

    def ping(self) -> None:
        """Return if the queue answers."""

    def admit(self) -> None:
        """Return if one more audit may be kept. Raises TooManyWaiting besides."""

    def enqueue(self, audit_id: str) -> None:
        """Have a kept audit run soon; a hint, for the reconciler finds what it missed, and so it raises nothing."""

    def standing(self, audit_id: str) -> Standing:
        """Where an audit without a result is."""

    def live_workers(self) -> int:
        """How many workers are there to do the work."""


@dataclass(frozen=True)
class Backend:
    """What the views of one app share."""

    settings: Settings
    store: Store
    queue: Queue


def backend() -> Backend:
    """The backend of the app that answers the current request."""
    return cast(Backend, current_app.extensions["backend"])
