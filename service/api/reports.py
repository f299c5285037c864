"""An audit's result as a document, in the form that the client asks for, and the pages of its file as pictures."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from flask import Blueprint, Response, request
from marshmallow import Schema

from service.api.access import check_succeeded, ended, own, succeeded
from service.api.backend import backend
from service.api.declare import Answer, answers, language, takes
from service.api.drawings import AT_ONCE, DEFAULT_POLICY, document_of, drawn
from service.api.errors import FormatUnavailable, NotAcceptable
from service.api.fields import choice
from service.api.showing import shown_end
from service.audits.audit import JSON, Request, Result
from service.audits.media import Media
from service.audits.rendering import Kind, Rendering
from service.errors import PageNotFound
from service.renderers.audited import Audited
from service.renderers.documents import DOCUMENTS
from service.renderers.to_html import KEPT_POLICY, POLICY
from service.renderers.to_json import localised
from service.schemas.audits import AuditDocument

PICTURED = (Media.PDF, Media.OFD, Media.PNG, Media.JPEG, Media.TIFF)
"""Kinds of files that have pages to show."""

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
    """How a document is sent, and as what a worker draws it; one that isn't made of the result is drawn on the file."""

    media_type: str
    suffix: str
    drawing: Kind | None = None


FORMS: Mapping[Format, Form] = {
    Format.JSON: Form("application/json", ".json"),
    **{Format(kind.value): Form(each.media_type, each.suffix, kind) for kind, each in DOCUMENTS.items()},
    Format.PDF: Form(Media.PDF.value, ".pdf", Kind.ANNOTATED),
    Format.DOCX: Form(Media.DOCX.value, ".docx", Kind.COMMENTED),
}


@reports.get("/<audit_id>/report")
@takes(ReportQuery)
def report(audit_id: str, query: JSON) -> Response:
    """Give the result as a document."""
    asked, size = own(audit_id), check_succeeded(audit_id)
    format = query["format"] or _accepted(asked)
    form, filename = FORMS[format], f"{PurePath(asked.name).stem}-{asked.id}{FORMS[format].suffix}"
    if form.drawing and (made := DOCUMENTS.get(form.drawing)) and size <= AT_ONCE:
        document = made.of([Audited.of(asked, succeeded(audit_id))], language())
        return document_of(document, form.media_type, filename, POLICY)
    if form.drawing:
        if format not in _offered(asked):
            raise FormatUnavailable(format=format.upper(), offered=", ".join(_offered(asked)))
        rendering = Rendering(audit_id, form.drawing, language())
        return drawn(rendering, form.media_type, filename, KEPT_POLICY if format == Format.HTML else DEFAULT_POLICY)
    told: Response = _as_json(asked, succeeded(audit_id))
    return told


@reports.get("/<audit_id>/pages/<number>")
def page(audit_id: str, number: str) -> Response:
    """Give a page as a picture."""
    asked, head = own(audit_id), ended(audit_id)
    if asked.media_type not in PICTURED:
        raise FormatUnavailable(format="PNG", offered="JSON, HTML")
    count = head.pages if head and head.pages else backend().settings.pages
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= count):
        raise PageNotFound(page=number[:9], pages=head.pages if head and head.pages else "?")
    rendering = Rendering(audit_id, Kind.PAGE, str(int(number)))
    response = drawn(rendering, "image/png", f"{audit_id}-{int(number)}.png")
    if response.mimetype == "image/png" and (found := _dots_an_inch(response.get_data())):
        response.headers["Dots-Per-Inch"] = f"{found:g}"
    return response


def _offered(asked: Request) -> dict[Format, str]:
    """The forms that a report is to be had in, and their media types."""
    forms = ((format, FORMS[format]) for format in Format)
    return {
        format: form.media_type
        for format, form in forms
        if form.drawing in (None, *DOCUMENTS) or form.media_type == asked.media_type
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


def _dots_an_inch(picture: bytes) -> float | None:
    """How finely a PNG of ours is drawn, as it says right after its head; None where it doesn't."""
    if picture[37:41] != b"pHYs":
        return None
    (dots_a_metre,) = struct.unpack(">I", picture[41:45])
    return round(float(dots_a_metre * 0.0254), 1)
