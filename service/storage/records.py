"""Requests and results as JSON on disk. What a record lacks has its default, what is unknown is passed over."""

import json
from dataclasses import asdict, fields
from typing import Any, TypeVar

from service.audits.audit import Problem, Request, Result, Status

Kept = TypeVar("Kept", Request, Result)


def encode(record: Request | Result) -> bytes:
    """A record as it is kept."""
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def decode_request(data: bytes) -> Request:
    """A request as it was kept."""
    return _built(Request, json.loads(data))


def decode_result(data: bytes) -> Result:
    """A result as it was kept."""
    record = json.loads(data)
    record["status"] = Status(record["status"])
    if record.get("problem"):
        record["problem"] = Problem(record["problem"]["code"], record["problem"]["facts"])
    return _built(Result, record)


def _plain(value: object) -> object:
    return asdict(value) if isinstance(value, Problem) else str(value)


def _built(kind: type[Kept], record: dict[str, Any]) -> Kept:
    known = {each.name for each in fields(kind)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in record.items() if name in known
    }
    return kind(**values)
