"""What people say of findings, kept beside the audit or batch: its own findings, verdicts and counts stay as they are."""

import logging
from collections.abc import Iterable
from dataclasses import asdict

from flask import Blueprint

from service.api import batch_access
from service.api.access import assessments_of, check_succeeded, ended, succeeded
from service.api.auth import key
from service.api.backend import backend
from service.api.declare import Answer, answers, takes
from service.api.errors import FindingNotFound, InvalidFields
from service.api.lists import linked, part_of
from service.api.requests import NewAssessment, PartQuery
from service.api.uploads import received_json
from service.audits.assessment import Assessment, AssessmentState, after, counted_as
from service.audits.audit import JSON, moment
from service.renderers.batches import left_of
from service.reports.finding import Message
from service.schemas.assessments import AddedAssessment, AssessmentsPage
from service.schemas.batches import AddedBatchAssessment, BatchAssessmentsPage

_LARGEST = 16 * 1024
"""Bytes of a body."""
_LONGEST = 32
"""Most characters of an id that an answer repeats."""
_NO_REASON = Message(zh="标为不属实时应写明理由", en="must say why the finding is disputed")

log = logging.getLogger(__name__)
_shape = NewAssessment()

assessments = Blueprint("assessments", __name__, url_prefix="/v1")


@assessments.post("/audits/<audit_id>/findings/<finding_id>/assessments")
@answers(AddedAssessment, 201)
def assess(audit_id: str, finding_id: str) -> JSON:
    """Add what a person says of a finding."""
    result = succeeded(audit_id)
    said = _said(finding_id, result.findings)
    backend().storage.audits.room()
    backend().intake.assess(audit_id, said)
    log.info("a finding of %s is %s", said.rule, said.state.value, extra={"audit_id": audit_id})
    return {"assessment": _shown(said), "after_assessments": after(result, assessments_of(audit_id))}


@assessments.get("/audits/<audit_id>/assessments")
@takes(PartQuery)
@answers(AssessmentsPage)
def listing(audit_id: str, query: JSON) -> Answer:
    """Tell all that was said of an audit's findings."""
    check_succeeded(audit_id)
    all_, head = assessments_of(audit_id), ended(audit_id)
    listed, going_on = part_of(all_, query)
    left = after(head, all_) if head else None
    return linked({"assessments": list(map(_shown, listed)), "after_assessments": left, **going_on})


@assessments.post("/batches/<batch_id>/findings/<finding_id>/assessments")
@answers(AddedBatchAssessment, 201)
def assess_between(batch_id: str, finding_id: str) -> JSON:
    """Add what a person says of a finding between the reports of a batch."""
    said = _said(finding_id, batch_access.succeeded(batch_id).findings)
    backend().storage.audits.room()
    backend().intake.assess_between(batch_id, said)
    log.info("a finding of %s between the reports of batch %s is %s", said.rule, batch_id, said.state.value)
    return {"assessment": _shown(said), "after_assessments": _left_of_batch(batch_id)}


@assessments.get("/batches/<batch_id>/assessments")
@takes(PartQuery)
@answers(BatchAssessmentsPage)
def listing_between(batch_id: str, query: JSON) -> Answer:
    """Tell all that was said of the findings between the reports of a batch."""
    left = _left_of_batch(batch_id)
    listed, going_on = part_of(batch_access.assessments_of(batch_id), query)
    return linked({"assessments": list(map(_shown, listed)), "after_assessments": left, **going_on})


def _left_of_batch(batch_id: str) -> JSON | None:
    """What is left of a batch after all assessments. Raises as `batch_access.succeeded`."""
    between = batch_access.succeeded(batch_id).findings
    return left_of(batch_access.entries_of(batch_id), between)


def _said(finding_id: str, findings: Iterable[JSON]) -> Assessment:
    """What the current request says of one of the findings. Raises FindingNotFound, InvalidFields, MalformedBody and others."""
    found = next((each for each in findings if each["id"] == finding_id), None)
    if found is None:
        raise FindingNotFound(id=finding_id[:_LONGEST])
    fields = received_json(_shape, _LARGEST)
    state, note = fields["state"], (fields["note"] or "").strip()
    if state is AssessmentState.DISPUTED and not note:
        raise InvalidFields([("/note", _NO_REASON)])
    by = key()
    return Assessment(found["id"], state, moment(), found["rule"], counted_as(found), note, by.client, by.id)


def _shown(said: Assessment) -> JSON:
    return {**asdict(said), **{name: getattr(said, name) or None for name in ("note", "by", "key")}}
