"""整改通知单: what to correct, as a letter to the body of one report, or to each body of a batch."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, Response

from service.api.access import assessed_state, ended, own
from service.api.batch_access import assessed_state_of, succeeded
from service.api.declare import language, takes
from service.api.drawings import drawn
from service.api.errors import AuditCanceled, AuditNotFinished
from service.api.negotiation import form_of
from service.api.requests import NoticeFormat, NoticeQuery, NoticesQuery
from service.audits.audit import JSON, Status
from service.audits.media import Media
from service.audits.rendering import Kind, NoticeFields, Rendering
from service.renderers.audited import Audited
from service.renderers.notice import file_name

notices = Blueprint("notices", __name__, url_prefix="/v1")


_FORMS: Mapping[str, str] = {NoticeFormat.DOCX: Media.DOCX.value, NoticeFormat.PDF: Media.PDF.value}


@notices.get("/audits/<audit_id>/notice")
@takes(NoticeQuery)
def notice(audit_id: str, query: JSON) -> Response:
    """Give a notice of what to correct, or that the report could not be audited."""
    asked, head = own(audit_id), ended(audit_id)
    if head is None:
        raise AuditNotFinished
    if head.status is Status.CANCELED:
        raise AuditCanceled
    form = NoticeFormat(form_of(query["format"], _FORMS))
    kind = Kind.NOTICE_PDF if form is NoticeFormat.PDF else Kind.NOTICE
    filled = _filled_in(query)
    name = file_name([Audited.of(asked, head)], language(), f".{form}", filled.addressee)
    return drawn(Rendering(audit_id, kind, filled.detail(language()), assessed_state(audit_id)), _FORMS[form], name)


@notices.get("/batches/<batch_id>/notices")
@takes(NoticesQuery)
def notices_of_batch(batch_id: str, query: JSON) -> Response:
    """Give a notice of what to correct for each body, in one archive."""
    succeeded(batch_id)
    kind = Kind.NOTICES_PDF if query["format"] is NoticeFormat.PDF else Kind.NOTICES
    rendering = Rendering(batch_id, kind, _filled_in(query).detail(language()), assessed_state_of(batch_id))
    return drawn(rendering, "application/zip", f"{batch_id}-notices.zip")


def _filled_in(query: JSON) -> NoticeFields:
    return NoticeFields(
        deadline=_written(query["deadline"]),
        office=query["office"] or "",
        addressee=query.get("addressee") or "",
        issued=_written(query["issued"]),
    )


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
