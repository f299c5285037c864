"""openapi.yaml as tests use it: each answer of the app is held to it."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from werkzeug.test import TestResponse

from service.api.cors import READ
from service.api.docs import specification
from service.renderers.samples import resolved

ROOT = "urn:contract"
FORMATS = FormatChecker()


@cache
def closed() -> dict[str, Any]:
    """openapi.yaml as nobody but a test may read it: what an answer has and the contract doesn't name is wrong."""
    contract = specification()
    schemas = {
        name: {"additionalProperties": False, **whole}
        if "properties" in (whole := resolved(contract, schema))
        else schema
        for name, schema in contract["components"]["schemas"].items()
    }
    for schema in schemas.values():
        if "properties" in schema:
            schema.pop("allOf", None)
    return {**contract, "components": {**contract["components"], "schemas": schemas}}


@cache
def validator(pointer: str) -> Draft202012Validator:
    registry = Registry().with_resource(ROOT, DRAFT202012.create_resource(closed()))
    return Draft202012Validator({"$ref": f"{ROOT}#{pointer}"}, registry=registry, format_checker=FORMATS)


def escaped(*parts: str) -> str:
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def operations() -> Iterator[tuple[str, str]]:
    for path, methods in specification()["paths"].items():
        yield from ((path, method) for method in methods)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(re.sub(r"\{[^}]*}", "[^/]+", path)), path) for path in specification()["paths"])


def path_of(address: str) -> str | None:
    return next((path for pattern, path in _patterns() if pattern.fullmatch(address)), None)


def declared(path: str, method: str, status: int) -> tuple[dict[str, Any], str]:
    """The declaration of an answer and its pointer."""
    answers = specification()["paths"][path][method]["responses"]
    assert str(status) in answers, f"{method} {path} answers {status}, which openapi.yaml does not know"
    answer = answers[str(status)]
    if "$ref" in answer:
        name = answer["$ref"].rpartition("/")[2]
        return specification()["components"]["responses"][name], escaped("components", "responses", name)
    return answer, escaped("paths", path, method, "responses", str(status))


def hold(method: str, address: str, response: TestResponse) -> None:
    """Assert that an answer is one that openapi.yaml describes."""
    assert response.headers.get("X-Request-Id"), "no X-Request-Id"
    body = gzip.decompress(response.data) if response.content_encoding == "gzip" else response.data
    path = path_of(address)
    wanted = "get" if method == "HEAD" else method.lower()
    if path is None or wanted not in specification()["paths"][path]:
        assert response.status_code in (403, 404, 405), f"{method} {address} is not in openapi.yaml"
        answer, at = (
            specification()["components"]["responses"]["Problem"],
            escaped("components", "responses", "Problem"),
        )
    else:
        answer, at = declared(path, wanted, response.status_code)
    undeclared = {name for name in READ.split(", ") if name in response.headers} - answer.get("headers", {}).keys()
    assert not undeclared, f"{method} {address} answers {response.status_code} with {undeclared}"
    if method == "HEAD" or "content" not in answer:
        assert not body
        return
    assert response.mimetype in answer["content"], f"{method} {address} answers {response.mimetype}"
    if response.mimetype.endswith("json"):
        validator(at + escaped("content", response.mimetype, "schema")).validate(json.loads(body))
    for unwanted in (b"Traceback", b"<html", b"<!doctype", b"site-packages"):
        assert unwanted not in body.lower() if response.mimetype.endswith("problem+json") else True


class CheckedClient(FlaskClient):
    """A client that fails the test where an answer is not as openapi.yaml says."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        hold(response.request.method, response.request.path, response)
        return response
