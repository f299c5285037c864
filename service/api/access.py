"""Whose audits a client may see: its own, and nobody else's."""

import time

from service.api import pacing
from service.api.auth import client
from service.api.backend import backend
from service.api.errors import AuditCanceled, AuditFailed, AuditNotFinished
from service.audits.audit import Request, Result, Status
from service.errors import AuditExpired, AuditNotFound

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
    """That result; a long one is read when others have been looked after. Raises the same."""
    if check_succeeded(audit_id) > LONG:
        pacing.wait()
    result = backend().storage.audits.result(audit_id)
    if result is None:
        raise AuditNotFound(id=audit_id)
    return result
