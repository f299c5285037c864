"""What a view takes and what it answers, declared above it."""

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any

from flask import Response, request
from marshmallow import Schema
from werkzeug.http import generate_etag, quote_etag

from service.api.fields import gathered, load, query
from service.errors import Language
from service.renderers.addresses import base_path

KEPT = 256
"""Bodies of one kind of answer that are kept."""

View = Callable[..., Any]

_SPOKEN: dict[str, Language] = {"zh": "zh", "en": "en", "*": "zh"}


class Lazy(Mapping[str, Any]):
    """Values that are made once one of them is asked for, which none is where their body is written already."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, name: str) -> Any:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@dataclass(frozen=True, slots=True)
class Answer:
    """Values with headers, and with another status than the declared one where there is one.

    Values under a key (`kept`) never change, so that they need be written once only.
    """

    values: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int | None = None
    kept: Hashable = None

    def located(self, status: int, headers: Mapping[str, str] | None = None) -> "Answer":
        """The same to who has just sent what it tells of: with the address of that."""
        address = {"Location": self.values["links"]["self"]}
        return Answer(self.values, {**self.headers, **(headers or {}), **address}, status)


def language() -> Language:
    """The language that the client of the current request likes best by `Accept-Language`; Chinese where it says none."""
    for tag, quality in request.accept_languages:
        spoken = _SPOKEN.get(tag.partition("-")[0].lower())
        if spoken and quality > 0:
            return spoken
    return "zh"


def takes(schema: type[Schema]) -> Callable[[View], View]:
    """The view gets the query's fields, checked, as `query`."""
    shape = schema()
    nothing_asked = load(shape, {})

    def declare(view: View) -> View:
        @wraps(view)
        def checked(**path: str) -> object:
            asked = load(shape, gathered(shape, query())) if request.query_string else dict(nothing_asked)
            return view(**path, query=asked)

        return checked

    return declare


def tag_of(shape: Schema, values: Mapping[str, Any]) -> str:
    """The ETag of values, without its quotes."""
    return generate_etag(_written(shape, values))


def _written(shape: Schema, values: Mapping[str, Any]) -> bytes:
    return json.dumps(shape.dump(values), ensure_ascii=False, separators=(",", ":")).encode()


class _Written:
    """Bodies that were written, with their ETags; so many that matter."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[bytes, str]] = {}

    def of(self, shape: Schema, answer: Answer) -> tuple[bytes, str]:
        """The body of an answer and its ETag."""
        if answer.kept is None:
            body = _written(shape, answer.values)
            return body, generate_etag(body)
        key = base_path.get(), answer.kept
        if key not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            body = _written(shape, answer.values)
            self._known[key] = body, generate_etag(body)
        return self._known[key]


def answers(schema: type[Schema], status: int = 200) -> Callable[[View], View]:
    """What the view makes, values or an Answer, becomes JSON; a GET has an ETag, and answers 304 to who has it."""
    shape, written = schema(), _Written()

    def declare(view: View) -> View:
        @wraps(view)
        def answered(*args: object, **kwargs: object) -> Response:
            made = view(*args, **kwargs)
            answer = made if isinstance(made, Answer) else Answer(made)
            body, tag = written.of(shape, answer)
            is_read = request.method in ("GET", "HEAD")
            headers = {
                "Content-Type": "application/json",
                "Content-Language": language(),
                "Vary": "Accept-Language",
                **({"Cache-Control": "private, no-cache", "ETag": quote_etag(tag)} if is_read else {}),
                **answer.headers,
            }
            response = Response(body, answer.status or status, headers)
            if is_read and "If-None-Match" in request.headers:
                response.make_conditional(request)
            return response

        return answered

    return declare
