"""An operation of the contract as a command that can be typed: with its key, and with what it can't do without."""

import shlex
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from service.audits.audit import JSON
from service.errors import Language
from service.renderers.samples import resolved, sample

FORM = "multipart/form-data"


def curl(contract: JSON, path: str, method: str, operation: JSON, language: Language) -> tuple[str, str]:
    """The command up to the service's address, and what follows that address: the path, with the query that it needs.

    `KEY` and `FILE` stand for what is the caller's own.
    """
    parameters = [resolved(contract, each) for each in operation.get("parameters", ())]
    body = operation.get("requestBody", {}).get("content", {})
    words = ["curl", *_method(method, body), *_headers(operation, language), *_body(contract, body)]
    return shlex.join(words), _target(contract, path, parameters)


def is_file(contract: JSON, schema: JSON) -> bool:
    """Whether a field of a form is a file, or several."""
    shape = resolved(contract, schema)
    return "contentMediaType" in resolved(contract, shape.get("items", shape))


def example(contract: JSON, field: JSON) -> object:
    """An example of a parameter: its own, or else one of its schema."""
    return field["example"] if "example" in field else sample(contract, field["schema"])


def _method(method: str, body: Mapping[str, JSON]) -> list[str]:
    return [] if method == "get" or (method == "post" and body) else ["-X", method.upper()]


def _headers(operation: JSON, language: Language) -> Iterator[str]:
    if operation["tags"] != ["pages"]:
        yield from ("-H", "Authorization: Bearer KEY")
    if language != "zh":
        yield from ("-H", f"Accept-Language: {language}")


def _body(contract: JSON, body: Mapping[str, JSON]) -> Iterator[str]:
    if FORM in body:
        properties = resolved(contract, body[FORM]["schema"])["properties"]
        yield from ("-F", next(f"{name}=@FILE" for name, each in properties.items() if is_file(contract, each)))
    elif body:
        yield from ("-H", f"Content-Type: {next(iter(body))}", "--data-binary", "@FILE")


def _target(contract: JSON, path: str, parameters: list[JSON]) -> str:
    asked = []
    for each in parameters:
        value = quote(str(example(contract, each)), safe="") if each["in"] in ("path", "query") else ""
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", value)
        elif each["in"] == "query" and each.get("required"):
            asked.append(f"{each['name']}={value}")
    return f"{path}?{'&'.join(asked)}" if asked else path
