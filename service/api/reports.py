"""An audit's result as a document, in the form that the client asks for, and the pages of its file as pictures."""

import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import Blueprint, Response, request
from marshmallow import Schema

from service.api import pacing
from service.api.access import (
    LONG,
    assessed_state,
    assessments_of,
    check_succeeded,
    ended,
    own,
    succeeded,
    successors_of,
)
from service.api.backend import backend
from service.api.declare import Answer, answers, language, takes
from service.api.drawings import AT_ONCE, DEFAULT_POLICY, Pieces, document_of, drawn
from service.api.errors import AuditNotFinished, FormatUnavailable, NotAcceptable
from service.api.fields import choice
from service.api.negotiation import best_of
from service.api.showing import shown_end
from service.audits.audit import JSON, Request, Result, Status
from service.audits.media import PICTURED, Media
from service.audits.rendering import Kind, Rendering
from service.errors import NotFetched, PageNotFound
from service.renderers.audited import Audited
from service.renderers.documents import DOCUMENTS
from service.renderers.to_html import KEPT_POLICY, POLICY
from service.renderers.to_json import localised
from service.schemas.audits import AuditDocument

_LONGEST = 9
"""Most characters of the name of a form that an answer repeats."""

reports = Blueprint("reports", __name__, url_prefix="/v1/audits")


class DocumentFormat(StrEnum):
    """The forms of a result as a text."""

    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class FileFormat(StrEnum):
    """The forms of a result as a file: the report's own with what was found in it."""

    PDF = "pdf"
    DOCX = "docx"


class Format(StrEnum):
    """All forms."""

    JSON = "json"
    SARIF = "sarif"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


class ReportQuery(Schema):
    """Which form is asked for where that isn't part of the address; by `Accept` where none is named."""

    format = choice(Format)


@dataclass(frozen=True, slots=True)
class Form:
    """How a document is sent, and as what a worker draws it."""

    media_type: str
    suffix: str
    drawing: Kind


FORMS: Mapping[str, Form] = {
    **{kind.value: Form(each.media_type, each.suffix, kind) for kind, each in DOCUMENTS.items()},
    Format.PDF: Form(Media.PDF.value, ".pdf", Kind.ANNOTATED),
    Format.DOCX: Form(Media.DOCX.value, ".docx", Kind.COMMENTED),
}
"""All but JSON, by the values of Format."""


@reports.get("/<audit_id>/report")
@takes(ReportQuery)
def report(audit_id: str, query: JSON) -> Response:
    """Give all of the result as JSON; or as another document, as before those had addresses of their own."""
    asked = own(audit_id)
    check_succeeded(audit_id)
    format = query["format"] or _accepted(asked)
    if format != Format.JSON:
        return _document(asked, format, _offered(asked))
    response: Response = _as_json(asked, succeeded(audit_id))
    return response


@reports.get("/<audit_id>/sarif")
def sarif(audit_id: str) -> Response:
    """Give the result as SARIF."""
    return _document(own(audit_id), Format.SARIF, [Format.SARIF])


@reports.get("/<audit_id>/documents/<format>")
def document(audit_id: str, format: str) -> Response:
    """Give the result as a text."""
    return _document(own(audit_id), format, [*DocumentFormat])


@reports.get("/<audit_id>/files/<format>")
def file(audit_id: str, format: str) -> Response:
    """Give the result as a file."""
    asked = own(audit_id)
    return _document(asked, format, [each for each in FileFormat if each in _offered(asked)])


@reports.get("/<audit_id>/original")
def original(audit_id: str) -> Response:
    """Give the file as it was sent: to save, never to show, for it is whatever a stranger made."""
    asked = own(audit_id)
    _check_fetched(asked, ended(audit_id))
    if asked.size > LONG:
        pacing.wait()
    pieces = backend().storage.audits.upload_pieces(audit_id)
    return document_of(Pieces(pieces, asked.size, asked.sha256), "application/octet-stream", asked.name)


@reports.get("/<audit_id>/pages/<number>")
def page(audit_id: str, number: str) -> Response:
    """Give a page as a picture."""
    asked, head = own(audit_id), ended(audit_id)
    _check_fetched(asked, head)
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


def _check_fetched(asked: Request, head: Result | None) -> None:
    """Return if the report's file is here. Raises AuditNotFinished where it is still to be fetched, NotFetched."""
    if asked.awaits_file:
        raise NotFetched(id=asked.id) if head else AuditNotFinished


def document_at_once(asked: Request) -> Response | None:
    """The text of a result that `Accept` likes better than JSON.

    None where it doesn't, where the audit has not succeeded, and where the result is too long for a text to be made at once.
    """
    texts = {FORMS[each].media_type: each for each in (Format.SARIF, *DocumentFormat)}
    format = texts.get(best_of(["application/json", *texts]) or "")
    head = ended(asked.id) if format else None
    if format is None or head is None or head.status != Status.SUCCEEDED:
        return None
    return _document(asked, format, [format]) if check_succeeded(asked.id) <= AT_ONCE else None


def _document(asked: Request, format: str, offered: Collection[str]) -> Response:
    """The result in a form. Raises FormatUnavailable where that is none of those offered."""
    size = check_succeeded(asked.id)
    if format not in offered:
        raise FormatUnavailable(format=format[:_LONGEST].upper(), offered=", ".join(offered))
    form = FORMS[format]
    filename = Audited.of(asked, ended(asked.id) or succeeded(asked.id)).file_name(form.suffix, language())
    if (made := DOCUMENTS.get(form.drawing)) and size <= AT_ONCE:
        text = made.of([Audited.of(asked, succeeded(asked.id))], language())
        return document_of(text, form.media_type, filename, POLICY)
    policy = KEPT_POLICY if format == Format.HTML else DEFAULT_POLICY
    rendering = Rendering(asked.id, form.drawing, language(), assessed_state(asked.id))
    return drawn(rendering, form.media_type, filename, policy)


def _offered(asked: Request) -> dict[str, str]:
    """The documents that a report is to be had as, and their media types."""
    return {
        format: form.media_type
        for format, form in FORMS.items()
        if form.drawing in DOCUMENTS or form.media_type == asked.media_type
    }


def _accepted(asked: Request) -> str:
    """The form that `Accept` likes best: JSON where it doesn't care. Raises NotAcceptable."""
    if not request.accept_mimetypes:
        return Format.JSON
    offered = {Format.JSON: "application/json", **_offered(asked)}
    best = best_of(offered.values())
    for format, media_type in offered.items():
        if media_type == best:
            return format
    raise NotAcceptable(offered=", ".join(offered.values()))


@answers(AuditDocument)
def _as_json(asked: Request, result: Result) -> Answer:
    document = {
        "audit": shown_end(asked, result, assessments_of(asked.id), successors_of(asked.id)),
        "findings": [localised(found, language()) for found in result.findings],
        "absent": [localised(found, language()) for found in result.absent],
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
