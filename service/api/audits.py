"""Audits: accepting a report, showing its audit, and ending it."""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress

from flask import Blueprint, Response

from service.api import pacing
from service.api.access import LONG, ended, own
from service.api.auth import client
from service.api.backend import backend
from service.api.declare import Answer, answers, takes
from service.api.errors import AuditEnded, InvalidFields
from service.api.lists import Shelf, chosen_by, linked, listing_of, page_of, total_of
from service.api.reports import document_at_once
from service.api.requests import AgainQuery, AuditsQuery, DeletionQuery, WaitQuery
from service.api.showing import shown, shown_at, shown_nowhere, shown_once_kept
from service.api.submissions import submitted, submitted_again
from service.api.uploads import Upload, body, draft, form_or_body, received, this_request
from service.api.waiting import changed, ends_within, once_answered, preferred
from service.audits.audit import JSON, Request, Status
from service.errors import AuditExpired, AuditNotFound
from service.intake import Accepted
from service.queue.port import Facts, matches
from service.reports.finding import Message
from service.schemas.audits import Audit, AuditsPage, DeletedAudits
from service.storage.spool import Content

log = logging.getLogger(__name__)

_UNENDED = {Status.QUEUED, Status.RUNNING}
_CHOSEN_BY = ("verdict", "year", "agency", "label", "batch")
"""Facts that a list is chosen by, each looked at."""

_NO_CHOICE = ("sort", "limit", "cursor")
"""What a query says of a list's pages."""
_CHOICE = Message(
    zh="应以 id 指明审核，或给出至少一个筛选条件（不能同时给出）",
    en="must either name audits by `id` or give at least one filter, not both",
)

audits = Blueprint("audits", __name__, url_prefix="/v1")


@audits.post("/audits")
def submit() -> Response:
    """Take one report as a form and queue its audit; tell its end at once to who prefers to wait and gets it in time."""
    return _submitted(form_or_body)


@audits.post("/reports")
def submit_report() -> Response:
    """Take one report as the body itself, in the same way."""
    return _submitted(body)


@audits.post("/drafts")
def submit_draft() -> Response:
    """Take a report that is still being written, in the same way."""
    return _submitted(draft)


def _submitted(take: Callable[[], Upload]) -> Response:
    upload = received(take)
    backend().storage.audits.room()
    asked, reuse = submitted(upload)
    content = upload.file.content if upload.file else b""
    accepted = backend().intake.accept(asked, content, *_beside(upload, asked), reuse=reuse)
    this_request().discard()
    return _response_to(accepted)


@audits.get("/audits")
@takes(AuditsQuery)
@answers(AuditsPage)
def listing(query: JSON) -> Answer:
    """Tell the client's audits."""
    found, next_ = _page(query)
    total = total_of(listing_of(query), chosen_by(query, *_CHOSEN_BY) or query["status"])
    return linked({"audits": found, "next": next_, "total": total})


@audits.get("/audits/<audit_id>")
@takes(WaitQuery)
@answers(Audit)
def status(audit_id: str, query: JSON) -> Answer:
    """Tell where an audit is: what clients poll."""

    def look() -> Answer:
        with backend().storage.audits.at_hand([audit_id]):
            return shown(own(audit_id))

    return changed(look, query["wait"], Audit)


@audits.post("/audits/<audit_id>/cancel")
@answers(Audit)
def cancel(audit_id: str) -> Answer:
    """Stop an audit that waits or runs."""
    asked = own(audit_id)
    if not backend().intake.cancel(asked):
        head = ended(audit_id)
        raise AuditEnded(status=head.status.value if head else "?")
    log.info("canceled", extra={"audit_id": audit_id})
    return shown(asked)


@audits.post("/audits/<audit_id>/again")
@takes(AgainQuery)
def again(audit_id: str, query: JSON) -> Response:
    """Audit the files of an audit once more, under today's rules."""
    earlier = own(audit_id)
    ended(audit_id)
    backend().storage.audits.room()
    if earlier.size > LONG:
        pacing.wait()
    return _response_to(backend().intake.accept_again(earlier, submitted_again(earlier, query)))


@audits.delete("/audits/<audit_id>")
def delete(audit_id: str) -> Response:
    """Erase file, result and job."""
    backend().intake.erase(own(audit_id))
    log.info("deleted", extra={"audit_id": audit_id})
    return Response(status=204)


@audits.delete("/audits")
@takes(DeletionQuery)
@answers(DeletedAudits)
def delete_some(query: JSON) -> JSON:
    """Erase audits that are named, or a page of those that are chosen as in the list."""
    chosen = [name for name in query if name not in (*_NO_CHOICE, "id") and query[name]]
    if bool(query["id"]) == bool(chosen):
        raise InvalidFields([("", _CHOICE)])
    found, next_ = ([], None) if query["id"] else _page(query)
    if ids := [*_own_among(query["id"]), *(each["id"] for each in found)]:
        backend().intake.erase_all(client(), ids)
        for audit_id in ids:
            log.info("deleted", extra={"audit_id": audit_id})
    return {"deleted": ids, "next": next_}


def _beside(upload: Upload, asked: Request) -> tuple[Content | None, Sequence[Content]]:
    """Last year's report and the attachments: those that came along, or else those of the baseline that the request names."""
    store, baseline = backend().storage.audits, asked.baseline or ""
    last_year: Content | None = upload.previous.content if upload.previous else None
    attached: Sequence[Content] = [each.content for each in upload.attachments]
    if last_year is None and asked.previous:
        last_year = store.previous(baseline)
    if not attached and asked.attachments:
        attached = store.attachments(baseline)
    return last_year, attached


def _page(query: JSON) -> tuple[list[JSON], str | None]:
    """A page of the audits that are asked for, and the cursor for what follows."""
    chosen, statuses = chosen_by(query, *_CHOSEN_BY), query["status"] or [*Status]

    def is_chosen(facts: Facts) -> bool:
        """Whether it may be asked for: what hasn't ended by its facts may have ended just now."""
        return matches(facts, chosen) and (facts["status"] in (None, *statuses))

    at_hand = backend().storage.audits.at_hand
    return page_of(listing_of(query), query, Shelf(is_chosen, at_hand, lambda audit_id: _entry(audit_id, statuses)))


def _own_among(ids: Iterable[str]) -> list[str]:
    """Those that are audits of the client's, each once."""
    found, wanted = [], [*dict.fromkeys(ids)]
    with backend().storage.audits.at_hand(wanted):
        for audit_id in wanted:
            with suppress(AuditNotFound, AuditExpired):
                found.append(own(audit_id).id)
    return found


def _response_to(accepted: Accepted[Request]) -> Response:
    """An audit that was accepted; or its result, where it has ended and `Accept` names a form that this is to be had as."""
    answer = _answered(accepted)
    document = document_at_once(accepted.request) if answer.status == 200 else None
    if document is not None:
        document.headers.update(answer.headers)
        return document
    response: Response = _as_json(answer)
    return response


@answers(Audit, 202)
def _as_json(answer: Answer) -> Answer:
    return answer


def _answered(accepted: Accepted[Request]) -> Answer:
    """An audit that was accepted; to a client that prefers to wait, as it is after that."""
    asked, wait = accepted.request, preferred()
    if accepted.replayed:
        return shown_once_kept(asked).located(200, {"Idempotent-Replayed": "true"})
    if accepted.reused:
        return shown_once_kept(asked).located(200)
    if not wait:
        once_answered(backend().intake.dispatch)
        answer = shown_at(asked, accepted.position) if accepted.position else shown_nowhere(asked)
        return answer.located(202)
    backend().intake.dispatch()
    if ends_within(lambda: backend().storage.audits.head(asked.id) is not None, wait, asked.id):
        return shown_once_kept(asked).located(200, {"Preference-Applied": f"wait={wait}"})
    return shown_once_kept(asked).located(202)


def _entry(audit_id: str, statuses: Collection[str]) -> JSON | None:
    """An entry of the list, if it is one that is asked for, and still there."""
    try:
        head = ended(audit_id)
        if ({head.status} if head else _UNENDED).isdisjoint(statuses):
            return None
        values = shown(own(audit_id)).values
    except AuditNotFound:
        return None
    return dict(values) if values["status"] in statuses else None
