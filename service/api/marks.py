"""Where each finding stands in the report as read."""

from flask import Blueprint, Response

from service.api.access import check_succeeded, own, succeeded
from service.api.declare import answers
from service.api.drawings import drawn
from service.api.reports import AT_ONCE
from service.audits.audit import Result
from service.audits.rendering import Kind, Rendering
from service.renderers.to_marks import JSON, to_marks
from service.schemas.readings import Marks

NO_LANGUAGE = "any"
"""Marks have no words: one drawing does for every language."""

marks = Blueprint("marks", __name__, url_prefix="/v1/audits")


@marks.get("/<audit_id>/marks")
def show(audit_id: str) -> Response:
    """Tell the marks; those of a long result are found by a worker."""
    own(audit_id)
    if check_succeeded(audit_id) > AT_ONCE:
        return drawn(Rendering(audit_id, Kind.MARKS, NO_LANGUAGE), "application/json", f"{audit_id}-marks.json")
    told: Response = _made(succeeded(audit_id))
    return told


@answers(Marks)
def _made(result: Result) -> JSON:
    return to_marks(result)
