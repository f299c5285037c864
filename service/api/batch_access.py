"""Whose batches a client may see, and what is kept of them."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from flask import current_app

from service.api import access
from service.api.auth import client
from service.api.backend import backend
from service.api.errors import BatchFailed, BatchNotFinished
from service.api.pacing import breathe
from service.audits.assessment import Assessment, assessed
from service.audits.batch import BatchRequest, BatchResult, Member
from service.errors import AuditExpired, AuditNotFound, BatchExpired, BatchNotFound, QueueUnavailable
from service.renderers.batches import Entry

_KNOWN = 5_000
"""Audits of batches of which is kept what was read, for the next who asks."""
_STEP = 50
"""Files of a batch after which other requests go on."""


def own(batch_id: str) -> BatchRequest:
    """The request of one of the client's own batches. Raises BatchNotFound, which a foreign one is too; BatchExpired."""
    kept = backend().storage.batches
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
    """The result of one of the client's own batches, its findings with what people say of them.

    Raises BatchNotFound, BatchExpired, BatchNotFinished or BatchFailed.
    """
    own(batch_id)
    result = ended_assessed(batch_id)
    if result is None:
        raise BatchNotFinished
    if result.problem:
        raise BatchFailed(result.problem)
    return result


def ended(batch_id: str) -> BatchResult | None:
    """How a batch ended, None before the end. Raises BatchNotFound, BatchExpired."""
    result = backend().storage.batches.result(batch_id)
    if result and result.ended_at + backend().settings.keep_seconds <= time.time():
        raise BatchExpired(id=batch_id)
    return result


def ended_assessed(batch_id: str) -> BatchResult | None:
    """The same, its findings with what people say of them."""
    result = ended(batch_id)
    return result and assessed(result, assessments_of(batch_id))


def assessments_of(batch_id: str) -> Sequence[Assessment]:
    """What people said of the findings between a batch's reports, the first of it first."""
    return backend().storage.batch_assessments.all(batch_id)


def entries_of(batch_id: str) -> list[Entry]:
    """The files of a batch and their audits, none before its archive was opened."""
    kept = backend().storage.batches
    is_expanded = kept.members(batch_id) is not None
    listing = kept.listing(batch_id)
    entries = []
    with backend().storage.audits.at_hand(listing.audits if listing else ()):
        for number, member in enumerate(listing.members if listing else ()):
            if number % _STEP == _STEP - 1:
                breathe()
            entry = _entry(member)
            entries.append(_with_additions(entry) if is_expanded or entry.request else _to_come(member))
    return _with_progress(entries)


def _with_progress(entries: Sequence[Entry]) -> list[Entry]:
    """The same, those that are worked on with how far they are, unless the queue can't tell just now."""
    waiting = [entry.request.id for entry in entries if entry.request and not entry.result]
    try:
        under_way = backend().queue.runs.under_way(waiting) if waiting else {}
    except QueueUnavailable:
        under_way = {}
    return [replace(entry, progress=under_way.get(entry.member.audit or "")) for entry in entries]


def assessed_state_of(batch_id: str) -> str:
    """What tells what was assessed of a batch and its audits by now from what will be; empty as long as nothing was."""
    members = backend().storage.batches.members(batch_id)
    audits = members.audits if members else []
    with backend().storage.audits.at_hand(audits):
        return access.assessed_state(*audits, batch=batch_id)


def _to_come(member: Member) -> Entry:
    """A file whose audit is still to be accepted, or which then can't be audited."""
    return Entry(Member(member.name), is_to_come=True)


def _entry(member: Member) -> Entry:
    """A file and its audit, as it was read before where it can't be another now."""
    if member.audit is None:
        return Entry(member)
    kept: OrderedDict[str, Entry] = current_app.extensions.setdefault("batch_entries", OrderedDict())
    known = kept.get(member.audit)
    if known is None or not _holds(member.audit, known):
        known = kept[member.audit] = _read(member, member.audit)
        if len(kept) > _KNOWN:
            kept.popitem(last=False)
    return known


def _with_additions(entry: Entry) -> Entry:
    """A file and its audit with what people say of its findings, and its last corrected version."""
    if entry.member.audit is None or entry.result is None:
        return entry
    said, version = access.assessments_of(entry.member.audit), access.corrected_version(entry.member.audit)
    if not (said or version):
        return entry
    with suppress(AuditNotFound):
        corrected = (version, backend().storage.audits.head(version.id)) if version else None
        return replace(entry, assessments=said, corrected=corrected)
    return replace(entry, assessments=said)


def _read(member: Member, audit_id: str) -> Entry:
    try:
        return Entry(member, backend().storage.audits.request(audit_id), access.ended(audit_id))
    except (AuditNotFound, AuditExpired):
        return Entry(member)


def _holds(audit_id: str, known: Entry) -> bool:
    """Whether an audit is still what is known of it: an ended one until it is erased, a waiting one until it ends."""
    store = backend().storage.audits
    if known.request is None:
        return False
    if known.result is None:
        return store.awaits(audit_id)
    is_over = known.result.ended_at + backend().settings.keep_seconds <= time.time()
    return not is_over and store.result_size(audit_id) > 0
