"""Batches: accepting many reports at once, and showing their audits together."""

import logging
import time
from collections.abc import Callable

from flask import Blueprint, Response, current_app, request

from service.api.archives import BatchUpload, body, form_or_body, received_batch
from service.api.backend import backend
from service.api.batch_access import ended, ended_assessed, entries_of, own
from service.api.declare import Answer, answers, language, tag_of, takes
from service.api.errors import BatchEnded
from service.api.lists import Shelf, chosen_by, linked, listing_of, page_of, total_of
from service.api.requests import BatchesQuery, BatchQuery, RenameQuery
from service.api.showing import tries_of
from service.api.submissions import submitted_batch
from service.api.uploads import this_request
from service.api.waiting import differs, ends_within, preferred
from service.audits.audit import JSON
from service.audits.batch import BatchCursor, BatchRequest
from service.errors import BatchExpired, BatchNotFound
from service.queue.port import Facts, matches
from service.renderers import batches as shown
from service.schemas.batches import Batch, BatchesPage
from service.storage.port import awaited

log = logging.getLogger(__name__)

_SOONEST = 2
"""Seconds after which to poll again; a large batch takes longer, and more to tell of."""

_LOOKED = 0.25
"""Seconds for which how far a batch is need not be looked at again."""
_MOST_LOOKED_AT = 256

batches = Blueprint("batches", __name__, url_prefix="/v1")
_batch = Batch()


@batches.post("/batches")
@answers(Batch, 202)
def submit() -> Answer:
    """Take many reports as a form and queue their audits."""
    return _submitted(form_or_body)


@batches.post("/archives")
@answers(Batch, 202)
def submit_archive() -> Answer:
    """Take many reports as an archive that is the body itself, in the same way."""
    return _submitted(body)


def _submitted(take: Callable[[], BatchUpload]) -> Answer:
    upload = received_batch(take)
    backend().storage.audits.room()
    asked = submitted_batch(upload)
    accepted = backend().intake.accept_batch(asked, upload.content)
    this_request().discard()
    asked, wait = accepted.request, preferred()
    if accepted.replayed:
        return _shown(asked).located(200, {"Idempotent-Replayed": "true"})
    if wait and ends_within(lambda: backend().storage.batches.has_ended(asked.id), wait):
        return _shown(asked).located(200, {"Preference-Applied": f"wait={wait}"})
    return _shown(asked).located(202)


@batches.get("/batches")
@takes(BatchesQuery)
@answers(BatchesPage)
def listing(query: JSON) -> Answer:
    """Tell the client's batches."""
    part, chosen = listing_of(query, of_batches=True), chosen_by(query, "label")
    sought = (query["search"] or "").casefold()

    def is_chosen(facts: Facts) -> bool:
        return matches(facts, chosen) and sought in (facts["label"] or "").casefold()

    found, next_ = page_of(part, query, Shelf(is_chosen, backend().storage.batches.at_hand, _entry))
    return linked({"batches": found, "next": next_, "total": total_of(part, chosen or sought)})


@batches.get("/batches/<batch_id>")
@takes(BatchQuery)
@answers(Batch)
def status(batch_id: str, query: JSON) -> Answer:
    """Tell where a batch is: what clients poll."""
    asked = own(batch_id)
    since = query["since"]
    before = _progress(batch_id) if query["wait"] else None
    answer = _shown(asked, since)
    if not query["wait"] or answer.values["finished_at"] or _is_another(answer, since):
        return answer
    differs(lambda: _progress(batch_id), before, query["wait"])
    return _shown(own(batch_id), since)


@batches.post("/batches/<batch_id>/rename")
@takes(RenameQuery)
@answers(Batch)
def rename(batch_id: str, query: JSON) -> Answer:
    """Give a batch another label, or none."""
    return _shown(backend().intake.rename_batch(own(batch_id), query["label"]))


@batches.post("/batches/<batch_id>/cancel")
@answers(Batch)
def cancel(batch_id: str) -> Answer:
    """Stop all of a batch that waits or runs."""
    asked = own(batch_id)
    if not backend().intake.cancel_batch(asked):
        raise BatchEnded
    log.info("batch %s canceled", batch_id)
    return _shown(asked)


@batches.delete("/batches/<batch_id>")
def delete(batch_id: str) -> Response:
    """Erase a batch and its audits."""
    backend().intake.erase_batch(own(batch_id))
    log.info("batch %s deleted", batch_id)
    return Response(status=204)


def _entry(batch_id: str) -> JSON | None:
    """An entry of the list, if it is still there."""
    try:
        asked, result = own(batch_id), ended(batch_id)
        reports = result.reports if result else _reports_of(batch_id)
    except (BatchNotFound, BatchExpired):
        return None
    return shown.in_list(asked, result, language(), backend().settings.keep_seconds, reports)


def _reports_of(batch_id: str) -> int | None:
    """How many reports a batch has that has not ended; None before its archive was opened. Raises BatchNotFound."""
    listing = backend().storage.batches.listing(batch_id)
    return len(listing.members) if listing else None


def _is_another(answer: Answer, since: BatchCursor | None) -> bool:
    """Whether there is something that a client doesn't have, of which it says what that is."""
    if since:
        return bool(answer.values["cursor"] != since.written())
    tags = request.if_none_match
    return bool(tags) and not tags.contains_weak(tag_of(_batch, answer.values))


def _progress(batch_id: str) -> object:
    """How far a batch is, looked at once for all that wait for it."""
    known: dict[str, tuple[float, object]] = current_app.extensions.setdefault("batch_progress", {})
    looked_at, seen = known.get(batch_id, (0.0, None))
    if time.monotonic() - looked_at < _LOOKED:
        return seen
    if len(known) > _MOST_LOOKED_AT:
        known.clear()
    storage = backend().storage
    listing = storage.batches.listing(batch_id)
    unended = awaited(listing, storage.audits) if listing else 0
    seen = listing is not None, unended, storage.batches.has_ended(batch_id)
    known[batch_id] = time.monotonic(), seen
    return seen


def _shown(asked: BatchRequest, since: BatchCursor | None = None) -> Answer:
    with backend().storage.batches.at_hand([asked.id]):
        result, listing = ended_assessed(asked.id), backend().storage.batches.listing(asked.id)
        entries = entries_of(asked.id)
        kept = backend().settings.keep_seconds
        values = shown.batch(asked, entries if listing else None, result, language(), kept, listing, since)
        values["deliveries"] = tries_of(asked)
    return Answer(values, {} if result else {"Retry-After": str(_SOONEST + len(entries) // 100)})
