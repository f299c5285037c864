"""Answers that are held: until the audit ends (`Prefer: wait=N`, RFC 7240), or until it changes (`?wait=N`).

And what an answer needn't wait for.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from threading import Event

from flask import Response, after_this_request, request
from marshmallow import Schema
from werkzeug.http import parse_dict_header

from service.api import shutdown
from service.api.auth import client
from service.api.backend import backend
from service.api.declare import Answer, tag_of
from service.api.requests import LONGEST
from service.errors import QueueUnavailable

_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.4
MOST, MOST_A_CLIENT = 1_000, 250
"""Answers that a process holds, in all and for one client. A request beyond that is answered at once."""
_LOOKS = 500
"""Most looks in a second of all that wait in a process."""

_held = Counter[str]()


def preferred() -> int:
    """Seconds that the client of the current request would wait, 0 where it states none that make sense."""
    stated = parse_dict_header(request.headers.get("Prefer", "")).get("wait") or ""
    return min(int(stated), LONGEST) if stated.isascii() and stated.isdigit() else 0


def once_answered(act: Callable[[], None]) -> None:
    """Do something when the client of the current request has its answer."""

    @after_this_request
    def later(response: Response) -> Response:
        response.call_on_close(act)
        return response


def changed(make: Callable[[], Answer], seconds: float, shape: type[Schema]) -> Answer:
    """What there is to answer once it is another than it was, or than the client has; after so long in any case.

    A client that doesn't say what it has (`If-None-Match`) isn't woken by each move of the queue; nor by a queue that is away
    for a while, such as for a failover. Raises what the first look does.
    """
    first = answer = make()
    if not seconds or answer.values["finished_at"]:
        return answer
    tags = request.if_none_match
    if tags and not tags.contains_weak(tag_of(shape(), answer.values)):
        return answer
    for _ in _pauses(seconds, answer.values["id"]):
        with suppress(QueueUnavailable):
            answer = make()
        if _state(answer, place=bool(tags)) != _state(first, place=bool(tags)):
            break
    return answer


def differs(look: Callable[[], object], before: object, seconds: float) -> None:
    """Return once a look sees another than was seen before; after so long in any case."""
    for _ in _pauses(seconds, ""):
        if look() != before:
            return


def ends_within(has_ended: Callable[[], bool], seconds: float, audit_id: str = "") -> bool:
    """Whether it has ended, waited for so long at most; an audit's end is heard of at once."""
    return any(has_ended() for _ in _pauses(seconds, audit_id)) or has_ended()


def _state(answer: Answer, *, place: bool) -> object:
    return answer.values["status"], answer.values["progress"], answer.values["queue_position"] if place else None


def _pauses(seconds: float, audit_id: str) -> Iterator[None]:
    """Pauses that grow, until so many seconds are over or this process is to end; none where too many wait already.

    The end of the audit, where it is one that is waited for, ends a pause at once. The more wait, the longer pauses grow, so
    that all of them together cost no more.
    """
    waiting = client()
    if seconds <= 0 or _held.total() >= MOST or _held[waiting] >= MOST_A_CLIENT:
        return
    _held[waiting] += 1
    try:
        deadline, pause = time.monotonic() + seconds, _FIRST_PAUSE
        with _end_of(audit_id) as end:
            while (left := min(deadline - time.monotonic(), shutdown.left())) > 0:
                yield
                end.wait(min(pause, left))
                end.clear()
                pause = min(pause * 1.5, max(_LONGEST_PAUSE, _held.total() / _LOOKS))
    finally:
        _held[waiting] -= 1
        if not _held[waiting]:
            del _held[waiting]


def _end_of(audit_id: str) -> AbstractContextManager[Event]:
    """An event that is set when the audit ends; one that never is, where none is waited for."""
    return backend().endings.awaited(audit_id) if audit_id else nullcontext(Event())
