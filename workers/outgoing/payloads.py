"""The payloads of callbacks, on the ends of audits and of batches, and of pings; each kind has a queue of its own."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from service.audits.audit import Request
from service.audits.batch import BatchRequest, Member
from service.audits.delivery import Ping
from service.errors import AuditNotFound, BatchNotFound, PingNotFound
from service.renderers import audits
from service.renderers import batches as shown
from service.schemas.callbacks import AuditEnded, BatchEnded, PingSent
from service.storage.port import CallQueue, Storage
from workers.outgoing.due_work import Address, NothingToDo

JSON = dict[str, Any]


_NOT_FOUND = (AuditNotFound, BatchNotFound, PingNotFound)


class NotEnded(Exception):
    """The audit or batch has no result yet."""


@dataclass(frozen=True)
class CallbackPayloads:
    """The callbacks of one kind: their queue, the request of each, and its payload once it has ended."""

    callbacks: CallQueue
    is_tried_again: bool
    _shape: Schema
    _request: Callable[[str], Request | BatchRequest | Ping]
    _told: Callable[[str], tuple[str, JSON]]
    """When what it tells of came to be, and that itself."""

    def address(self, id: str) -> Address:
        """Where the callback of this id goes. Raises NothingToDo."""
        try:
            asked = self._request(id)
        except _NOT_FOUND:
            raise NothingToDo from None
        if asked.callback_url is None:
            raise NothingToDo
        return Address(asked.callback_url, asked.client, asked.request_id)

    def body(self, id: str) -> JSON:
        """Its payload. Raises NothingToDo, NotEnded."""
        try:
            timestamp, data = self._told(id)
        except _NOT_FOUND:
            raise NothingToDo from None
        body: JSON = self._shape.dump(
            {"type": self._shape.fields["type"].metadata["const"], "timestamp": timestamp, "data": data}
        )
        return body


def of_audits(storage: Storage, kept_seconds: float) -> CallbackPayloads:
    """The callbacks on the ends of audits."""

    def ended_at_and_data(id: str) -> tuple[str, JSON]:
        request, result = storage.audits.request(id), storage.audits.head(id)
        if result is None:
            raise NotEnded
        return result.finished_at, audits.ended(request, result, "zh", kept_seconds)

    return CallbackPayloads(storage.callbacks, True, AuditEnded(), storage.audits.request, ended_at_and_data)


def of_batches(storage: Storage, kept_seconds: float) -> CallbackPayloads:
    """The callbacks on the ends of batches."""

    def ended_at_and_data(id: str) -> tuple[str, JSON]:
        batches = storage.batches
        request, result, members = batches.request(id), batches.result(id), batches.members(id)
        if result is None:
            raise NotEnded
        with storage.audits.at_hand(members.audits if members else ()):
            entries = [entry(member) for member in members.members] if members else None
        return result.finished_at, shown.batch(request, entries, result, "zh", kept_seconds, members)

    def entry(member: Member) -> shown.Entry:
        if member.audit:
            with suppress(AuditNotFound):
                return shown.Entry(member, storage.audits.request(member.audit), storage.audits.head(member.audit))
        return shown.Entry(member)

    return CallbackPayloads(storage.batch_callbacks, True, BatchEnded(), storage.batches.request, ended_at_and_data)


def of_pings(storage: Storage, _: float) -> CallbackPayloads:
    """Pings, each of which is tried once."""

    def ended_at_and_data(id: str) -> tuple[str, JSON]:
        return storage.pings.request(id).created_at, {"id": id}

    return CallbackPayloads(storage.ping_callbacks, False, PingSent(), storage.pings.request, ended_at_and_data)
