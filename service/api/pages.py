"""The pages of a file that has such, as pictures."""

from flask import Blueprint, Response

from service.api.access import ended, own
from service.api.backend import backend
from service.api.drawings import drawn
from service.api.errors import FormatUnavailable
from service.domain.media import Media
from service.domain.rendering import Kind, Rendering
from service.errors import PageNotFound

pages = Blueprint("pages", __name__, url_prefix="/v1/audits")


@pages.get("/<audit_id>/pages/<number>")
def page(audit_id: str, number: str) -> Response:
    """Give a page as a picture."""
    asked, head = own(audit_id), ended(audit_id)
    if asked.media_type != Media.PDF:
        raise FormatUnavailable(format="PNG", offered="JSON, HTML")
    count = head.pages if head and head.pages else backend().settings.pages
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= count):
        raise PageNotFound(page=number[:9], pages=head.pages if head and head.pages else "?")
    rendering = Rendering(audit_id, Kind.PAGE, str(int(number)))
    return drawn(rendering, "image/png", f"{audit_id}-{int(number)}.png")
