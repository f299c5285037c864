"""Records as JSON: what a record lacks has its default, what is unknown is passed over."""

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def encode(record: object) -> bytes:
    """A dataclass as it is kept."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def decode(kind: type[Record], data: bytes) -> Record:
    """A dataclass as it was kept. Raises ValueError for what is no JSON, or lacks what has no default."""
    try:
        return built(kind, json.loads(data))
    except TypeError as error:
        raise ValueError(f"no {kind.__name__} of this version or an earlier one") from error


def built(kind: type[Record], value: object) -> Record:
    """A dataclass from the JSON that it was kept as."""
    record: Record = _built(kind, value)
    return record


def _plain(value: Any) -> object:
    """A dataclass by its fields, which aren't copied: a result is long."""
    return {each.name: getattr(value, each.name) for each in fields(value)} if is_dataclass(value) else str(value)


def _built(kind: Any, value: Any) -> Any:
    """A value of a type, from what JSON has for it; of the types that records have fields of."""
    if value is None:
        return None
    if isinstance(kind, UnionType):
        return _built(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        member = get_args(kind)[0]
        return tuple(_built(member, each) for each in value) if is_dataclass(member) else tuple(value)
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: _built(hint, value[name]) for name, hint in _hints(kind).items() if name in value})
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)
