"""An audit's result as a document, in the form that the client asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from flask import Blueprint, Response, request
from marshmallow import Schema

from service.api.access import succeeded
from service.api.backend import backend
from service.api.declare import answers, takes
from service.api.errors import NotAcceptable
from service.api.fields import choice
from service.api.language import language
from service.api.schemas import Document
from service.api.showing import shown_end
from service.domain.audit import Request, Result
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.to_csv import to_csv
from service.renderers.to_html import POLICY, to_html
from service.renderers.to_json import localised
from service.renderers.to_markdown import to_markdown
from service.renderers.to_sarif import to_sarif

JSON = dict[str, Any]

reports = Blueprint("reports", __name__, url_prefix="/v1/audits")


class Format(StrEnum):
    """The forms of a document."""

    JSON = "json"
    SARIF = "sarif"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class ReportQuery(Schema):
    """Which form is asked for; by `Accept` where none is named."""

    format = choice(Format)


@dataclass(frozen=True, slots=True)
class Form:
    """How a document of one form is made and sent."""

    media_type: str
    suffix: str
    make: Callable[[Sequence[Audited], Language], str | bytes]
    shown: bool = False
    """Whether a browser is to show it, not to save it."""


FORMS: Mapping[Format, Form] = {
    Format.SARIF: Form("application/sarif+json", ".sarif", to_sarif),
    Format.CSV: Form("text/csv", ".csv", to_csv),
    Format.MARKDOWN: Form("text/markdown", ".md", to_markdown),
    Format.HTML: Form("text/html", ".html", to_html, shown=True),
}
MEDIA_TYPES: Mapping[Format, str] = {
    Format.JSON: "application/json",
    **{format: form.media_type for format, form in FORMS.items()},
}


@reports.get("/<audit_id>/report")
@takes(ReportQuery)
def report(audit_id: str, query: JSON) -> Response:
    """Give the result as a document."""
    result, asked = succeeded(audit_id), backend().store.request(audit_id)
    form = FORMS.get(query["format"] or _accepted())
    if form is None:
        told: Response = _as_json(asked, result)
        return told
    return _document(form.make([Audited.of(asked, result)], language()), form, asked)


def _accepted() -> Format:
    """The form that `Accept` likes best: JSON where it doesn't care. Raises NotAcceptable."""
    if not request.accept_mimetypes:
        return Format.JSON
    best = request.accept_mimetypes.best_match(MEDIA_TYPES.values())
    for format, media_type in MEDIA_TYPES.items():
        if media_type == best:
            return format
    raise NotAcceptable(offered=", ".join(MEDIA_TYPES.values()))


@answers(Document)
def _as_json(asked: Request, result: Result) -> JSON:
    return {
        "audit": shown_end(asked, result),
        "findings": [localised(found, language()) for found in result.findings],
        "checks": result.checks,
        "tables": result.tables,
        "text": result.text,
    }


def _document(body: str | bytes, form: Form, asked: Request) -> Response:
    response = Response(body, mimetype=form.media_type)
    name = f"{PurePath(asked.name).stem}-{asked.id}{form.suffix}"
    response.headers.set("Content-Disposition", "inline" if form.shown else "attachment", filename=name)
    response.headers.update(
        {
            "Content-Language": language(),
            "Vary": "Accept, Accept-Language",
            "Cache-Control": "private, no-cache",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'; sandbox",
        }
    )
    response.add_etag()
    response.make_conditional(request)
    return response
