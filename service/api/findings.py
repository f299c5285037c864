"""What an audit found, and what it read."""

from typing import Any

from flask import Blueprint

from service.api.access import succeeded
from service.api.declare import answers, takes
from service.api.fields import cursor_at
from service.api.language import language
from service.api.requests import FindingsQuery
from service.renderers.to_json import localised
from service.schemas.findings import FindingsPage
from service.schemas.readings import ReportText, Tables

JSON = dict[str, Any]

findings = Blueprint("findings", __name__, url_prefix="/v1/audits")


@findings.get("/<audit_id>/findings")
@takes(FindingsQuery)
@answers(FindingsPage)
def found(audit_id: str, query: JSON) -> JSON:
    """Tell what was found, and what was checked."""
    result = succeeded(audit_id)
    chosen = [found for found in result.findings if is_asked_for(found, query)]
    first, end = query["cursor"], query["cursor"] + query["limit"]
    return {
        "findings": [localised(found, language()) for found in chosen[first:end]],
        "absent": [localised(found, language()) for found in result.absent if is_asked_for(found, query)],
        "checks": result.checks,
        "next": cursor_at(end) if end < len(chosen) else None,
    }


@findings.get("/<audit_id>/tables")
@answers(Tables)
def tables(audit_id: str) -> JSON:
    """Tell the tables as read."""
    return {"tables": succeeded(audit_id).tables}


@findings.get("/<audit_id>/text")
@answers(ReportText)
def text(audit_id: str) -> JSON:
    """Tell the text as read."""
    return succeeded(audit_id).text


def is_asked_for(found: JSON, query: JSON) -> bool:
    """Whether a finding is one that the query asks for."""
    return (
        (not query["severity"] or found["severity"] in query["severity"])
        and query["to_check"] in (None, bool(found.get("to_check")))
        and (not query["category"] or found["category"] in query["category"])
        and (not query["rule"] or found["rule"].startswith(tuple(query["rule"])))
    )
