"""Audits: taking a report, telling what becomes of it, and ending it."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Blueprint, Response

from service.api.access import ended, own
from service.api.auth import client
from service.api.backend import backend
from service.api.declare import Answer, answers, takes
from service.api.errors import AuditEnded
from service.api.pacing import breathe
from service.api.schemas import Audit, AuditsPage, AuditsQuery, WaitQuery
from service.api.showing import shown, shown_at, shown_once_kept
from service.api.submissions import claimed, submitted
from service.api.uploads import received, this_request
from service.api.waiting import changed, once_answered, preferred, result_within
from service.domain.audit import Request, Result, Status, moment
from service.errors import AuditNotFound
from service.jobs import candidate
from service.judge import ruleset_version
from service.storage.catalogue import Facts, matches
from service.storage.ids import first_after, made_at

JSON = dict[str, Any]
log = logging.getLogger(__name__)

_UNENDED = {Status.QUEUED, Status.RUNNING}
MOST_LOOKED_AT = 5_000
"""Audits that one page of a list looks at."""
_STEP = 50
"""Audits after which other requests go on."""

audits = Blueprint("audits", __name__, url_prefix="/v1/audits")


@audits.post("")
@answers(Audit, 202)
def submit() -> Answer:
    """Take one report and queue its audit; tell its end at once to a client that prefers to wait and gets it in time."""
    upload = received(backend().settings.upload_bytes, backend().settings.upload_seconds)
    backend().store.room()
    asked, reuse = submitted(upload)
    audit_id = claimed(asked)
    if audit_id != asked.id:
        if replayed := _kept(audit_id):
            return _located(shown_once_kept(replayed), {"Idempotent-Replayed": "true"}, 200)
        asked = replace(asked, id=audit_id, created_at=made_at(audit_id))
    reused = _reusable(asked) if reuse else None
    backend().queue.admit(candidate(asked))
    if reused:
        asked = replace(asked, reuse=reused[0])
    backend().store.accept(asked, upload.file.content, upload.previous.content if upload.previous else None)
    this_request().discard()
    log.info("accepted", extra={"audit_id": asked.id})
    if reused:
        _end(asked, replace(reused[1], started_at=None, finished_at=moment(), stages={}))
        return _located(shown_once_kept(asked), {}, 200)
    standing = backend().queue.enqueue(asked)
    if not (wait := preferred()):
        once_answered(backend().queue.feed)
        return _located(shown_at(asked, standing), {}, 202)
    backend().queue.feed()
    if result_within(asked.id, wait):
        return _located(shown_once_kept(asked), {"Preference-Applied": f"wait={wait}"}, 200)
    return _located(shown_once_kept(asked), {}, 202)


@audits.get("")
@takes(AuditsQuery)
@answers(AuditsPage)
def listing(query: JSON) -> JSON:
    """Tell the client's audits, newest first."""
    found: list[JSON] = []
    last, looked_at = query["cursor"], 0
    for audit_id, facts in backend().queue.listed(client(), query["cursor"], _floor(query["created_after"])):
        if len(found) == query["limit"] or looked_at == MOST_LOOKED_AT:
            return {"audits": found, "next": last}
        looked_at, last = looked_at + 1, audit_id
        if looked_at % _STEP == 0:
            breathe()
        if (entry := _listed(audit_id, facts, query)) is not None:
            found.append(entry)
    return {"audits": found, "next": None}


@audits.get("/<audit_id>")
@takes(WaitQuery)
@answers(Audit)
def status(audit_id: str, query: JSON) -> Answer:
    """Tell where an audit is: what clients poll."""
    return changed(lambda: shown(own(audit_id)), query["wait"], Audit)


@audits.post("/<audit_id>/cancel")
@answers(Audit)
def cancel(audit_id: str) -> Answer:
    """Stop an audit that waits or runs."""
    asked = own(audit_id)
    if not _end(asked, Result(Status.CANCELED, moment(), ruleset=ruleset_version())):
        head = ended(audit_id)
        raise AuditEnded(status=head.status.value if head else "?")
    log.info("canceled", extra={"audit_id": audit_id})
    return shown(asked)


@audits.delete("/<audit_id>")
def delete(audit_id: str) -> Response:
    """Erase file, result and job."""
    erase(own(audit_id))
    log.info("deleted", extra={"audit_id": audit_id})
    return Response(status=204)


def erase(asked: Request) -> None:
    """Erase all that is kept of an audit. Raises AuditNotFound."""
    head = backend().store.head(asked.id)
    if asked.idempotency_key is not None:
        backend().claims.give_up(asked.client, asked.idempotency_key)
    backend().store.delete(asked.id)
    backend().callbacks.done(asked.id)
    backend().queue.forget(asked, head)


def _floor(created_after: datetime | None) -> str:
    return first_after(created_after) if created_after else ""


def _located(told: Answer, headers: dict[str, str], status: int) -> Answer:
    return Answer(told.values, {**told.headers, **headers, "Location": f"/v1/audits/{told.values['id']}"}, status)


def _kept(audit_id: str) -> Request | None:
    try:
        return own(audit_id)
    except AuditNotFound:
        return None


def _reusable(asked: Request) -> tuple[str, Result] | None:
    """The client's last audit of the same content under the same rules, and its result."""
    found = backend().queue.like(asked.client, asked.content(ruleset_version()))
    if found and (kept := _kept(found)):
        result = backend().store.result(kept.id)
        if result and result.status == Status.SUCCEEDED and kept.client == asked.client:
            return kept.id, result
    return None


def _end(asked: Request, result: Result) -> bool:
    """End an audit so; False where it has ended otherwise."""
    first = backend().store.finish(asked.id, result)
    backend().queue.settle(asked)
    return first


def _listed(audit_id: str, facts: Facts, query: JSON) -> JSON | None:
    """An entry of the list, if it is one that is asked for, and still there."""
    wanted = {name: [query[name]] for name in ("verdict", "year", "agency", "label") if query[name] is not None}
    statuses = query["status"] or [*Status]
    try:
        head = ended(audit_id)
        if not matches(facts, wanted) or ({head.status} if head else _UNENDED).isdisjoint(statuses):
            return None
        told = shown(own(audit_id)).values
    except AuditNotFound:
        return None
    return dict(told) if told["status"] in statuses else None
