"""The pages of a file that has such, as pictures."""

import struct

from flask import Blueprint, Response

from service.api.access import ended, own
from service.api.backend import backend
from service.api.drawings import drawn
from service.api.errors import FormatUnavailable
from service.audits.media import Media
from service.audits.rendering import Kind, Rendering
from service.errors import PageNotFound

PICTURED = (Media.PDF, Media.OFD, Media.PNG, Media.JPEG, Media.TIFF)
"""Kinds of files that have pages to show."""

pages = Blueprint("pages", __name__, url_prefix="/v1/audits")


@pages.get("/<audit_id>/pages/<number>")
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
    if response.mimetype == "image/png" and (found := dots_an_inch(response.get_data())):
        response.headers["Dots-Per-Inch"] = f"{found:g}"
    return response


def dots_an_inch(picture: bytes) -> float | None:
    """How finely a PNG of ours is drawn, as it says right after its head; None where it doesn't."""
    if picture[37:41] != b"pHYs":
        return None
    (dots_a_metre,) = struct.unpack(">I", picture[41:45])
    return round(float(dots_a_metre * 0.0254), 1)
