"""Whose batches a client may see, and what is kept of them."""

import time
from dataclasses import asdict
from typing import Any

from service.api import access
from service.api.auth import client
from service.api.backend import backend
from service.api.errors import BatchFailed, BatchNotFinished
from service.domain.batch import BatchRequest, BatchResult, Member
from service.errors import AuditExpired, AuditNotFound, BatchExpired, BatchNotFound
from service.renderers.batches import Entry

JSON = dict[str, Any]


def own(batch_id: str) -> BatchRequest:
    """The request of one of the client's own batches. Raises BatchNotFound, which a foreign one is too; BatchExpired."""
    kept = backend().batches
    try:
        found = kept.request(batch_id)
    except BatchNotFound:
        if kept.expired(batch_id) == client():
            raise BatchExpired(id=batch_id) from None
        raise
    if found.client != client():
        raise BatchNotFound(id=batch_id)
    return found


def succeeded(batch_id: str) -> BatchResult:
    """The result of one of the client's own batches. Raises BatchNotFound, BatchNotFinished or BatchFailed."""
    own(batch_id)
    result = ended(batch_id)
    if result is None:
        raise BatchNotFinished
    if result.problem:
        raise BatchFailed(result.problem)
    return result


def ended(batch_id: str) -> BatchResult | None:
    """How a batch ended, None before the end. Raises BatchNotFound, BatchExpired."""
    result = backend().batches.result(batch_id)
    if result and result.ended_at + backend().settings.keep_seconds <= time.time():
        raise BatchExpired(id=batch_id)
    return result


def tries_of(asked: BatchRequest) -> list[JSON]:
    """Each try to tell of a batch's end."""
    return [asdict(each) for each in backend().batch_callbacks.of(asked.id)] if asked.callback_url else []


def entries_of(batch_id: str) -> list[Entry]:
    """The files of a batch and their audits, none before its archive was opened."""
    members = backend().batches.members(batch_id)
    return [_entry(member) for member in members.members] if members else []


def _entry(member: Member) -> Entry:
    if member.audit is None:
        return Entry(member)
    try:
        return Entry(member, backend().store.request(member.audit), access.ended(member.audit))
    except (AuditNotFound, AuditExpired):
        return Entry(member)
