"""Audits: taking a report, and telling what became of it."""

import hashlib
import logging
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint

from service.api.backend import backend
from service.api.declare import Answer, answers, takes
from service.api.errors import AuditCanceled, AuditFailed, AuditNotFinished
from service.api.fields import cursor_at, gathered, load
from service.api.identity import request_id
from service.api.language import language
from service.api.readings import Tables, Text
from service.api.schemas import Audit, FindingsPage, FindingsQuery, NewAudit
from service.api.uploads import Upload, received
from service.api.waiting import preferred, result_within
from service.domain import media
from service.domain.audit import Request, Result, Status
from service.renderers import audits as shown
from service.renderers.to_json import localised
from service.storage.ids import new_id

JSON = dict[str, Any]
log = logging.getLogger(__name__)

RETRY_AFTER = "1"
"""Seconds after which to poll again."""

audits = Blueprint("audits", __name__, url_prefix="/v1/audits")
_new_audit = NewAudit()


@audits.post("")
@answers(Audit, 202)
def submit() -> Answer:
    """Take one report and queue its audit; tell its end at once to a client that prefers to wait and gets it in time."""
    upload = received(backend().settings.upload_bytes, backend().settings.upload_seconds)
    asked = _asked(upload)
    backend().queue.admit()
    backend().store.accept(asked, upload.data)
    log.info("audit %s accepted", asked.id)
    backend().queue.enqueue(asked.id)
    location, wait = {"Location": f"/v1/audits/{asked.id}"}, preferred()
    if wait and (result := result_within(asked.id, wait)):
        return Answer(shown.ended(asked, result, language()), {**location, "Preference-Applied": f"wait={wait}"}, 200)
    return Answer(shown.waiting(asked, None), {**location, "Retry-After": RETRY_AFTER})


@audits.get("/<audit_id>")
@answers(Audit)
def status(audit_id: str) -> Answer:
    """Tell where an audit is: what clients poll."""
    asked, result = backend().store.request(audit_id), backend().store.result(audit_id)
    if result:
        return Answer(shown.ended(asked, result, language()))
    standing = backend().queue.standing(audit_id)
    if standing.progress:
        return Answer(shown.running(asked, standing.progress), {"Retry-After": RETRY_AFTER})
    return Answer(shown.waiting(asked, standing.position), {"Retry-After": RETRY_AFTER})


@audits.get("/<audit_id>/findings")
@takes(FindingsQuery)
@answers(FindingsPage)
def findings(audit_id: str, query: JSON) -> JSON:
    """Tell what was found, and what was checked."""
    result = succeeded(audit_id)
    chosen = [found for found in result.findings if _is_asked_for(found, query)]
    first, end = query["cursor"], query["cursor"] + query["limit"]
    return {
        "findings": [localised(found, language()) for found in chosen[first:end]],
        "checks": result.checks,
        "next": cursor_at(end) if end < len(chosen) else None,
    }


@audits.get("/<audit_id>/tables")
@answers(Tables)
def tables(audit_id: str) -> JSON:
    """Tell the tables as read."""
    return {"tables": succeeded(audit_id).tables}


@audits.get("/<audit_id>/text")
@answers(Text)
def text(audit_id: str) -> JSON:
    """Tell the text as read."""
    return succeeded(audit_id).text


def _asked(upload: Upload) -> Request:
    fields = load(_new_audit, gathered(_new_audit, upload.fields))
    return Request(
        id=new_id(),
        created_at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        name=upload.name,
        size=len(upload.data),
        media_type=media.accepted(upload.data).value,
        sha256=hashlib.sha256(upload.data).hexdigest(),
        request_id=request_id(),
        year=fields.get("year"),
        agency=fields.get("agency"),
        label=fields.get("label"),
        select=tuple(fields["select"]),
        ignore=tuple(fields["ignore"]),
    )


def succeeded(audit_id: str) -> Result:
    """The result of an audit that has one to show. Raises AuditNotFinished, AuditFailed or AuditCanceled."""
    match backend().store.result(audit_id):
        case None:
            raise AuditNotFinished
        case Result(status=Status.FAILED, problem=problem):
            raise AuditFailed(problem)
        case Result(status=Status.CANCELED):
            raise AuditCanceled
        case result:
            return result


def _is_asked_for(found: JSON, query: JSON) -> bool:
    return (
        (not query["severity"] or found["severity"] in query["severity"])
        and (not query["category"] or found["category"] in query["category"])
        and (not query["rule"] or found["rule"].startswith(tuple(query["rule"])))
    )
