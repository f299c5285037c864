"""What callbacks tell of: audits and batches that have ended, each kind with a queue of its own."""

from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from service.config import Settings
from service.domain.batch import Member
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

    @abstractmethod
    def address(self, id: str) -> Address:
        """Where the callback of this id goes. Raises NothingToTell."""

    @abstractmethod
    def body(self, id: str) -> JSON:
        """What it says. Raises NothingToTell, NotEnded."""


class AuditLetters(Letters):
    """Of audits."""

    def __init__(self, settings: Settings, store: AuditStore) -> None:
        self.callbacks = Callbacks(settings.data_dir)
        self._store, self._kept = store, settings.keep_seconds

    def address(self, id: str) -> Address:
        """Where the callback of this audit goes."""
        try:
            request = self._store.request(id)
        except AuditNotFound:
            raise NothingToTell from None
        return _address(request.callback_url, request.client, request.request_id)

    def body(self, id: str) -> JSON:
        """The audit as a client gets it."""
        try:
            request, result = self._store.request(id), self._store.head(id)
        except AuditNotFound:
            raise NothingToTell from None
        if result is None:
            raise NotEnded
        return audits.ended(request, result, "zh", self._kept)


class BatchLetters(Letters):
    """Of batches."""

    def __init__(self, settings: Settings, store: AuditStore) -> None:
        self.callbacks = Callbacks(settings.data_dir, BATCHES)
        self._store, self._batches, self._kept = store, BatchStore(settings.data_dir), settings.keep_seconds

    def address(self, id: str) -> Address:
        """Where the callback of this batch goes."""
        try:
            request = self._batches.request(id)
        except BatchNotFound:
            raise NothingToTell from None
        return _address(request.callback_url, request.client, request.request_id)

    def body(self, id: str) -> JSON:
        """The batch as a client gets it."""
        try:
            request, result = self._batches.request(id), self._batches.result(id)
            members = self._batches.members(id)
        except BatchNotFound:
            raise NothingToTell from None
        if result is None:
            raise NotEnded
        entries = [self._entry(member) for member in members.members] if members else None
        return shown.batch(request, entries, result, "zh", self._kept)

    def _entry(self, member: Member) -> shown.Entry:
        if member.audit:
            with suppress(AuditNotFound):
                return shown.Entry(member, self._store.request(member.audit), self._store.head(member.audit))
        return shown.Entry(member)


def _address(url: str | None, client: str, request_id: str) -> Address:
    if url is None:
        raise NothingToTell
    return Address(url, client, request_id)
