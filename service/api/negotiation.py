"""Which of some media types a client likes best."""

from collections.abc import Iterable

from flask import request
from werkzeug.datastructures import MIMEAccept


def best_of(offered: Iterable[str]) -> str | None:
    """The one of `Accept`, whatever parameters (`charset=utf-8`) it names; None where it names none of them."""
    named = [(media_type.partition(";")[0].strip(), quality) for media_type, quality in request.accept_mimetypes]
    return MIMEAccept(named).best_match(offered)
