"""Batches: taking many reports at once, and telling what became of them together."""

import hashlib
import logging
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response

from service.api.access import ended
from service.api.archives import received_archive
from service.api.audits import erase
from service.api.auth import client
from service.api.backend import backend
from service.api.declare import Answer, answers, takes
from service.api.drawings import drawn
from service.api.errors import BatchFailed, BatchNotFinished, IdempotencyKeyReused
from service.api.fields import cursor_at, gathered, load
from service.api.findings import is_asked_for
from service.api.identity import request_id
from service.api.language import language
from service.api.schemas import Batch, BatchFindings, FindingsQuery, NewBatch
from service.api.submissions import check_profile, idempotency_key
from service.domain.batch import BatchRequest, BatchResult, Member
from service.domain.rendering import Kind, Rendering
from service.errors import AuditExpired, AuditNotFound, BatchNotFound
from service.renderers import batches as shown
from service.renderers.to_json import localised
from service.storage.batches import step_of
from service.storage.claims import Claim
from service.storage.ids import made_at, new_id

JSON = dict[str, Any]
log = logging.getLogger(__name__)

_SOONEST = 2
"""Seconds after which to poll again; a large batch takes longer, and more to tell of."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

batches = Blueprint("batches", __name__, url_prefix="/v1/batches")
_new_batch = NewBatch()


@batches.post("")
@answers(Batch, 202)
def submit() -> Answer:
    """Take many reports and queue their audits."""
    archive, given = received_archive(backend().settings)
    fields = load(_new_batch, gathered(_new_batch, given))
    if fields["profile"]:
        check_profile(fields["profile"])
    batch_id = new_id()
    asked = BatchRequest(
        id=batch_id,
        created_at=made_at(batch_id),
        size=len(archive),
        sha256=hashlib.sha256(archive).hexdigest(),
        client=client(),
        request_id=request_id(),
        year=fields["year"],
        label=fields["label"],
        select=tuple(fields["select"]),
        ignore=tuple(fields["ignore"]),
        profile=fields["profile"],
    )
    claimed = _claimed(asked)
    if claimed != asked.id:
        if replayed := _kept(claimed):
            return _located(replayed, {"Idempotent-Replayed": "true"}, 200)
        asked = replace(asked, id=claimed, created_at=made_at(claimed))
    backend().queue.admit(client())
    backend().batches.accept(asked, archive)
    log.info("batch %s accepted", asked.id)
    backend().queue.begin_batch(client(), step_of(asked.id))
    return _located(asked, {}, 202)


@batches.get("/<batch_id>")
@answers(Batch)
def status(batch_id: str) -> Answer:
    """Tell where a batch is: what clients poll."""
    return _shown(_own(batch_id))


@batches.get("/<batch_id>/findings")
@takes(FindingsQuery)
@answers(BatchFindings)
def findings(batch_id: str, query: JSON) -> JSON:
    """Tell what was found between the reports."""
    chosen = [found for found in _succeeded(batch_id).findings if is_asked_for(found, query)]
    first, end = query["cursor"], query["cursor"] + query["limit"]
    return {
        "findings": [localised(found, language()) for found in chosen[first:end]],
        "next": cursor_at(end) if end < len(chosen) else None,
    }


@batches.get("/<batch_id>/workbook")
def workbook(batch_id: str) -> Response:
    """Give the reports and all findings as an Excel workbook."""
    _succeeded(batch_id)
    return drawn(Rendering(batch_id, Kind.WORKBOOK, language()), XLSX, f"{batch_id}.xlsx")


@batches.get("/<batch_id>/notices")
def notices(batch_id: str) -> Response:
    """Give a notice of what to correct for each body, in one archive."""
    _succeeded(batch_id)
    return drawn(Rendering(batch_id, Kind.NOTICES, language()), "application/zip", f"{batch_id}-notices.zip")


@batches.delete("/<batch_id>")
def delete(batch_id: str) -> Response:
    """Erase a batch and its audits."""
    _own(batch_id)
    members = backend().batches.members(batch_id)
    backend().batches.delete(batch_id)
    for member in members.members if members else ():
        if member.audit:
            _erase(member.audit)
    log.info("batch %s deleted", batch_id)
    return Response(status=204)


def _claimed(asked: BatchRequest) -> str:
    """The id of the batch that the request's idempotency key stands for. Raises IdempotencyKeyReused."""
    key = idempotency_key()
    if key is None:
        return asked.id
    claim = backend().claims.make(asked.client, key, Claim(asked.id, asked.submission))
    if claim.submission != asked.submission:
        raise IdempotencyKeyReused
    return claim.audit_id


def _kept(batch_id: str) -> BatchRequest | None:
    try:
        return _own(batch_id)
    except BatchNotFound:
        return None


def _located(asked: BatchRequest, headers: dict[str, str], status: int) -> Answer:
    told = _shown(asked)
    return Answer(told.values, {**told.headers, **headers, "Location": f"/v1/batches/{asked.id}"}, status)


def _own(batch_id: str) -> BatchRequest:
    """The request of one of the client's own batches. Raises BatchNotFound, which a foreign one is too."""
    found = backend().batches.request(batch_id)
    if found.client != client():
        raise BatchNotFound(id=batch_id)
    return found


def _succeeded(batch_id: str) -> BatchResult:
    """The result of one of the client's own batches. Raises BatchNotFound, BatchNotFinished or BatchFailed."""
    _own(batch_id)
    result = backend().batches.result(batch_id)
    if result is None:
        raise BatchNotFinished
    if result.problem:
        raise BatchFailed(result.problem)
    return result


def _shown(asked: BatchRequest) -> Answer:
    members, result = backend().batches.members(asked.id), backend().batches.result(asked.id)
    entries = [_entry(member) for member in members.members] if members else None
    told = shown.batch(asked, entries, result, language())
    return Answer(told, {} if result else {"Retry-After": str(_SOONEST + len(entries or ()) // 100)})


def _entry(member: Member) -> shown.Entry:
    if member.audit is None:
        return shown.Entry(member)
    try:
        return shown.Entry(member, backend().store.request(member.audit), ended(member.audit))
    except (AuditNotFound, AuditExpired):
        return shown.Entry(member)


def _erase(audit_id: str) -> None:
    try:
        erase(backend().store.request(audit_id))
    except AuditNotFound:
        return
