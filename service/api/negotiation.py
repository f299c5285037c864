"""Which of some media types a client likes best."""

from collections.abc import Iterable, Mapping

from flask import request
from werkzeug.datastructures import MIMEAccept


def best_of(offered: Iterable[str]) -> str | None:
    """The one of `Accept`, whatever parameters (`charset=utf-8`) it names; None where it names none of them."""
    named = [(media_type.partition(";")[0].strip(), quality) for media_type, quality in request.accept_mimetypes]
    return MIMEAccept(named).best_match(offered)


def form_of(named: str | None, offered: Mapping[str, str]) -> str:
    """The form that a query names, or else the one that `Accept` likes best: the first where it doesn't care."""
    best = best_of(offered.values())
    return named or next((form for form, media_type in offered.items() if media_type == best), next(iter(offered)))
