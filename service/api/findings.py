"""What an audit found, and what it read."""

from flask import Blueprint, Response

from service.api.access import check_succeeded, succeeded
from service.api.declare import Answer, answers, language, takes
from service.api.drawings import AT_ONCE, drawn
from service.api.lists import linked, part_of
from service.api.requests import FindingsQuery
from service.audits.audit import JSON, Result
from service.audits.rendering import Kind, Rendering
from service.renderers.marks import to_marks
from service.renderers.to_json import localised
from service.schemas.findings import FindingsPage
from service.schemas.readings import MarkList, ReportText, TableList

NO_LANGUAGE = "any"
"""Marks have no words: one drawing does for every language."""

findings = Blueprint("findings", __name__, url_prefix="/v1/audits")


@findings.get("/<audit_id>/findings")
@takes(FindingsQuery)
@answers(FindingsPage)
def found(audit_id: str, query: JSON) -> Answer:
    """Tell what was found, and what was checked."""
    result = succeeded(audit_id)
    findings, going_on = part_of([found for found in result.findings if is_asked_for(found, query)], query)
    return linked(
        {
            "findings": [localised(found, language()) for found in findings],
            "absent": [localised(found, language()) for found in result.absent if is_asked_for(found, query)],
            "checks": result.checks,
            **going_on,
        }
    )


@findings.get("/<audit_id>/tables")
@answers(TableList)
def tables(audit_id: str) -> JSON:
    """Tell the tables as read."""
    return {"tables": succeeded(audit_id).tables}


@findings.get("/<audit_id>/text")
@answers(ReportText)
def text(audit_id: str) -> JSON:
    """Tell the text as read."""
    return succeeded(audit_id).text


@findings.get("/<audit_id>/marks")
def marks(audit_id: str) -> Response:
    """Tell where each finding stands in the report as read; a worker finds that out for a long result."""
    if check_succeeded(audit_id) > AT_ONCE:
        return drawn(Rendering(audit_id, Kind.MARKS, NO_LANGUAGE), "application/json", f"{audit_id}-marks.json")
    marked: Response = _marks(succeeded(audit_id))
    return marked


@answers(MarkList)
def _marks(result: Result) -> JSON:
    return to_marks(result)


def is_asked_for(found: JSON, query: JSON) -> bool:
    """Whether a finding is one that the query asks for."""
    return (
        (not query["severity"] or found["severity"] in query["severity"])
        and query["to_check"] in (None, bool(found.get("to_check")))
        and (not query["category"] or found["category"] in query["category"])
        and (not query["rule"] or found["rule"].startswith(tuple(query["rule"])))
    )
