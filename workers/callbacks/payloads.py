"""The payloads of callbacks, on the ends of audits and of batches; each kind has a queue of its own."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from service.audits.audit import Request
from service.audits.batch import BatchRequest, Member
from service.errors import AuditNotFound, BatchNotFound
from service.renderers import audits
from service.renderers import batches as shown
from service.storage.port import CallbackQueue, Storage

JSON = dict[str, Any]


class NothingToTell(Exception):
    """What ended is not kept any more, or no callback was asked for."""


class NotEnded(Exception):
    """The audit or batch has no result yet."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a callback goes, whose it is, and the request that asked for it."""

    url: str
    client: str
    request_id: str


@dataclass(frozen=True)
class CallbackPayloads:
    """The callbacks of one kind: their queue, the request of each, and its payload once it has ended."""

    callbacks: CallbackQueue
    _request: Callable[[str], Request | BatchRequest]
    _payload: Callable[[str], JSON]

    def address(self, id: str) -> Address:
        """Where the callback of this id goes. Raises NothingToTell."""
        try:
            asked = self._request(id)
        except (AuditNotFound, BatchNotFound):
            raise NothingToTell from None
        if asked.callback_url is None:
            raise NothingToTell
        return Address(asked.callback_url, asked.client, asked.request_id)

    def body(self, id: str) -> JSON:
        """Its payload. Raises NothingToTell, NotEnded."""
        try:
            return self._payload(id)
        except (AuditNotFound, BatchNotFound):
            raise NothingToTell from None


def of_audits(storage: Storage, kept_seconds: float) -> CallbackPayloads:
    """The callbacks on the ends of audits."""

    def payload(id: str) -> JSON:
        request, result = storage.audits.request(id), storage.audits.head(id)
        if result is None:
            raise NotEnded
        return audits.ended(request, result, "zh", kept_seconds)

    return CallbackPayloads(storage.callbacks, storage.audits.request, payload)


def of_batches(storage: Storage, kept_seconds: float) -> CallbackPayloads:
    """The callbacks on the ends of batches."""

    def payload(id: str) -> JSON:
        batches = storage.batches
        request, result, members = batches.request(id), batches.result(id), batches.members(id)
        if result is None:
            raise NotEnded
        entries = [entry(member) for member in members.members] if members else None
        return shown.batch(request, entries, result, "zh", kept_seconds)

    def entry(member: Member) -> shown.Entry:
        if member.audit:
            with suppress(AuditNotFound):
                return shown.Entry(member, storage.audits.request(member.audit), storage.audits.head(member.audit))
        return shown.Entry(member)

    return CallbackPayloads(storage.batch_callbacks, storage.batches.request, payload)
