"""An audit's result as a document, in the form that the client asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from flask import Blueprint, Response, request
from marshmallow import Schema

from service.api.access import check_succeeded, own, succeeded
from service.api.declare import Answer, answers, takes
from service.api.drawings import DEFAULT_POLICY, document_of, drawn
from service.api.errors import FormatUnavailable, NotAcceptable
from service.api.fields import choice
from service.api.language import language
from service.api.showing import shown_end
from service.audits.audit import Request, Result
from service.audits.media import Media
from service.audits.rendering import Kind, Rendering
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.to_csv import to_csv
from service.renderers.to_html import KEPT_POLICY, POLICY, to_html
from service.renderers.to_json import localised
from service.renderers.to_markdown import to_markdown
from service.renderers.to_notice import notice_of
from service.renderers.to_sarif import to_sarif
from service.schemas.audits import AuditDocument

JSON = dict[str, Any]

AT_ONCE = 256 * 1024
"""Bytes of a result of which documents are made at once; those of a longer one are drawn by a worker."""

reports = Blueprint("reports", __name__, url_prefix="/v1/audits")


class Format(StrEnum):
    """The forms of a document."""

    JSON = "json"
    SARIF = "sarif"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    NOTICE = "notice"


class ReportQuery(Schema):
    """Which form is asked for; by `Accept` where none is named."""

    format = choice(Format)


@dataclass(frozen=True, slots=True)
class Form:
    """How a document of one form is made and sent; one that can't be made here is drawn on the file that was sent."""

    media_type: str
    suffix: str
    make: Callable[[Sequence[Audited], Language], str | bytes] | None = None
    drawing: Kind | None = None


FORMS: Mapping[Format, Form] = {
    Format.JSON: Form("application/json", ".json"),
    Format.SARIF: Form("application/sarif+json", ".sarif", to_sarif, Kind.SARIF),
    Format.CSV: Form("text/csv", ".csv", to_csv, Kind.CSV),
    Format.MARKDOWN: Form("text/markdown", ".md", to_markdown, Kind.MARKDOWN),
    Format.HTML: Form("text/html", ".html", to_html, Kind.HTML),
    Format.PDF: Form(Media.PDF.value, ".pdf", drawing=Kind.ANNOTATED),
    Format.DOCX: Form(Media.DOCX.value, ".docx", drawing=Kind.COMMENTED),
    Format.NOTICE: Form(
        Media.DOCX.value, "-notice.docx", lambda audits, spoken: notice_of(audits[0], spoken), Kind.NOTICE
    ),
}


@reports.get("/<audit_id>/report")
@takes(ReportQuery)
def report(audit_id: str, query: JSON) -> Response:
    """Give the result as a document."""
    asked, size = own(audit_id), check_succeeded(audit_id)
    format = query["format"] or _accepted(asked)
    form, filename = FORMS[format], f"{PurePath(asked.name).stem}-{asked.id}{FORMS[format].suffix}"
    if form.make and size <= AT_ONCE:
        document = form.make([Audited.of(asked, succeeded(audit_id))], language())
        return document_of(document, form.media_type, filename, POLICY)
    if form.drawing:
        if not form.make and asked.media_type != form.media_type:
            raise FormatUnavailable(format=format.upper(), offered=", ".join(_offered(asked)))
        rendering = Rendering(audit_id, form.drawing, language())
        return drawn(rendering, form.media_type, filename, KEPT_POLICY if format == Format.HTML else DEFAULT_POLICY)
    told: Response = _as_json(asked, succeeded(audit_id))
    return told


def _offered(asked: Request) -> dict[Format, str]:
    """The forms that a report is to be had in, and their media types."""
    return {
        format: form.media_type
        for format, form in FORMS.items()
        if form.make or not form.drawing or form.media_type == asked.media_type
    }


def _accepted(asked: Request) -> Format:
    """The form that `Accept` likes best: JSON where it doesn't care. Raises NotAcceptable."""
    if not request.accept_mimetypes:
        return Format.JSON
    offered = {format: media_type for format, media_type in _offered(asked).items() if format is not Format.NOTICE}
    best = request.accept_mimetypes.best_match(offered.values())
    for format, media_type in offered.items():
        if media_type == best:
            return format
    raise NotAcceptable(offered=", ".join(offered.values()))


@answers(AuditDocument)
def _as_json(asked: Request, result: Result) -> Answer:
    document = {
        "audit": shown_end(asked, result),
        "findings": [localised(found, language()) for found in result.findings],
        "checks": result.checks,
        "tables": result.tables,
        "text": result.text,
    }
    return Answer(document, {"Vary": "Accept, Accept-Language"})
