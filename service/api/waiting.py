"""`Prefer: wait=N` (RFC 7240): a client that would rather wait for the end than poll."""

import time

from flask import request
from werkzeug.http import parse_dict_header

from service.api.backend import backend
from service.domain.audit import Result

LONGEST = 30
"""Seconds."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.01, 0.2


def preferred() -> int:
    """Seconds that the client of the current request would wait, 0 where it states none that make sense."""
    stated = parse_dict_header(request.headers.get("Prefer", "")).get("wait") or ""
    return min(int(stated), LONGEST) if stated.isascii() and stated.isdigit() else 0


def result_within(audit_id: str, seconds: float) -> Result | None:
    """The audit's result, waited for so long at most."""
    deadline, pause = time.monotonic() + seconds, _FIRST_PAUSE
    while (result := backend().store.result(audit_id)) is None:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        time.sleep(min(pause, left))
        pause = min(pause * 1.5, _LONGEST_PAUSE)
    return result
