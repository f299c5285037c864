"""What callbacks tell of: audits and batches that have ended, each kind with a queue of its own."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from service.audits.audit import Request
from service.audits.batch import BatchRequest, Member
from service.config import Settings
from service.errors import AuditNotFound, BatchNotFound
from service.renderers import audits
from service.renderers import batches as shown
from service.storage.batches import BatchStore
from service.storage.callbacks import BATCHES, Callbacks
from service.storage.ports import AuditStore

JSON = dict[str, Any]


class NothingToTell(Exception):
    """What ended is not kept any more, or nobody asked to be told."""


class NotEnded(Exception):
    """There will be something to tell later."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a callback goes, whose it is, and the request that asked for it."""

    url: str
    client: str
    request_id: str


class Letters(ABC):
    """The callbacks of one kind, and what they say."""

    callbacks: Callbacks

    def address(self, id: str) -> Address:
        """Where the callback of this id goes. Raises NothingToTell."""
        with _kept():
            asked = self._asked(id)
        if asked.callback_url is None:
            raise NothingToTell
        return Address(asked.callback_url, asked.client, asked.request_id)

    def body(self, id: str) -> JSON:
        """What it says. Raises NothingToTell, NotEnded."""
        with _kept():
            return self._told(id)

    @abstractmethod
    def _asked(self, id: str) -> Request | BatchRequest:
        """What was asked for. Raises AuditNotFound, BatchNotFound."""

    @abstractmethod
    def _told(self, id: str) -> JSON:
        """What ended, as a client gets it. Raises AuditNotFound, BatchNotFound, NotEnded."""


class AuditLetters(Letters):
    """Of audits."""

    def __init__(self, settings: Settings, store: AuditStore) -> None:
        self.callbacks = Callbacks(settings.data_dir)
        self._store, self._kept = store, settings.keep_seconds

    def _asked(self, id: str) -> Request:
        return self._store.request(id)

    def _told(self, id: str) -> JSON:
        request, result = self._asked(id), self._store.head(id)
        if result is None:
            raise NotEnded
        return audits.ended(request, result, "zh", self._kept)


class BatchLetters(Letters):
    """Of batches."""

    def __init__(self, settings: Settings, store: AuditStore) -> None:
        self.callbacks = Callbacks(settings.data_dir, BATCHES)
        self._store, self._batches, self._kept = store, BatchStore(settings.data_dir), settings.keep_seconds

    def _asked(self, id: str) -> BatchRequest:
        return self._batches.request(id)

    def _told(self, id: str) -> JSON:
        request, result, members = self._asked(id), self._batches.result(id), self._batches.members(id)
        if result is None:
            raise NotEnded
        entries = [self._entry(member) for member in members.members] if members else None
        return shown.batch(request, entries, result, "zh", self._kept)

    def _entry(self, member: Member) -> shown.Entry:
        if member.audit:
            with suppress(AuditNotFound):
                return shown.Entry(member, self._store.request(member.audit), self._store.head(member.audit))
        return shown.Entry(member)


@contextmanager
def _kept() -> Iterator[None]:
    """Have what is not kept any more told as nothing to tell."""
    try:
        yield
    except (AuditNotFound, BatchNotFound):
        raise NothingToTell from None
