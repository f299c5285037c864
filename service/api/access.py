"""Whose audits a client may see: its own, and nobody else's."""

import hashlib
import time
from collections.abc import Sequence
from contextlib import suppress

from service.api import pacing
from service.api.auth import client
from service.api.backend import backend
from service.api.errors import AuditCanceled, AuditFailed, AuditNotFinished
from service.audits.assessment import Assessment, assessed
from service.audits.audit import Request, Result, Status
from service.errors import AuditExpired, AuditNotFound

_MOST_SUCCESSORS = 100
"""Audits with one and the same baseline that are looked at."""
LONG = 256 * 1024
"""Bytes of a result or file that takes some milliseconds to read."""


def own(audit_id: str) -> Request:
    """The request of one of the client's own audits. Raises AuditNotFound, which a foreign one is too; AuditExpired."""
    store = backend().storage.audits
    try:
        found = store.request(audit_id)
    except AuditNotFound:
        if store.expired(audit_id) == client():
            raise AuditExpired(id=audit_id) from None
        raise
    if found.client != client():
        raise AuditNotFound(id=audit_id)
    return found


def ended(audit_id: str) -> Result | None:
    """How an audit ended, without what is long; None before the end. Raises AuditNotFound, AuditExpired."""
    kept = backend()
    head = kept.storage.audits.head(audit_id)
    if head and head.ended_at + kept.settings.keep_seconds <= time.time():
        raise AuditExpired(id=audit_id)
    return head


def check_succeeded(audit_id: str) -> int:
    """The bytes of the result of one of the client's own audits that has one to show, without reading it.

    Raises AuditNotFound, AuditExpired, AuditNotFinished, AuditFailed or AuditCanceled.
    """
    own(audit_id)
    match ended(audit_id):
        case None:
            raise AuditNotFinished
        case Result(status=Status.FAILED, problem=problem):
            raise AuditFailed(problem)
        case Result(status=Status.CANCELED):
            raise AuditCanceled
    return backend().storage.audits.result_size(audit_id)


def succeeded(audit_id: str) -> Result:
    """That result, its findings with what people say of them; a long one is read when others have been looked after.

    Raises the same.
    """
    audits = backend().storage.audits
    with audits.at_hand([audit_id]):
        if check_succeeded(audit_id) > LONG:
            pacing.wait()
        result = audits.result(audit_id)
        if result is None:
            raise AuditNotFound(id=audit_id)
        return assessed(result, assessments_of(audit_id))


def assessments_of(audit_id: str) -> Sequence[Assessment]:
    """What people said of an audit's findings, the first of it first."""
    return backend().storage.assessments.all(audit_id)


def successors_of(audit_id: str) -> list[Request]:
    """The client's audits that have this one as their baseline and are still kept, the first one first."""
    noted = dict.fromkeys(each.audit for each in backend().storage.successors.all(audit_id))
    found = []
    for successor in list(noted)[-_MOST_SUCCESSORS:]:
        with suppress(AuditNotFound, AuditExpired):
            found.append(own(successor))
    return found


def corrected_version(audit_id: str) -> Request | None:
    """The last corrected version of an audit's report, which may be one of a corrected version; None where there is none."""
    found, known = None, {audit_id}
    while versions := [each for each in successors_of(audit_id) if not (each.again_of or each.id in known)]:
        found = versions[-1]
        audit_id = found.id
        known.add(audit_id)
    return found


def assessed_state(*audits: str, batch: str = "") -> str:
    """What tells what was assessed of some audits, and of their batch, by now from what will be; empty as long as nothing was."""
    storage = backend().storage
    counts = [storage.assessments.count(each) for each in audits]
    if batch:
        counts.append(storage.batch_assessments.count(batch))
    if not any(counts):
        return ""
    return hashlib.sha256(" ".join(map(str, counts)).encode()).hexdigest()[:16]
