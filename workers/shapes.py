"""Shapes of JSON: functions that say whether a value has one. What is not named in a record is refused."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

Shape = Callable[[Any], bool]

_MOST_TEXT, _MOST_LISTED, _DEEPEST = 2_000_000, 1_000_000, 4
_DECIMAL = re.compile(r"-?\d{1,400}(\.\d{1,400})?")


def text(value: Any) -> bool:
    """A string that is not overlong."""
    return isinstance(value, str) and len(value) <= _MOST_TEXT


def whole(value: Any) -> bool:
    """A whole number."""
    return type(value) is int


def real(value: Any) -> bool:
    """A number."""
    return type(value) in (int, float)


def truth(value: Any) -> bool:
    """True or false."""
    return type(value) is bool


def figure(value: Any) -> bool:
    """A figure as `to_json.number` writes it."""
    return whole(value) or (isinstance(value, str) and bool(_DECIMAL.fullmatch(value)))


def one_of(*values: Any) -> Shape:
    """One of these values."""
    known = frozenset(values)
    return lambda value: isinstance(value, str | int) and value in known


def or_none(shape: Shape) -> Shape:
    """That shape, or null."""
    return lambda value: value is None or shape(value)


def listed(shape: Shape, most: int = _MOST_LISTED) -> Shape:
    """A list of that shape, so many at most."""
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(shape, value))


def mapping(key: Shape, shape: Shape) -> Shape:
    """An object with keys and values of these shapes."""
    return lambda value: isinstance(value, dict) and all(map(key, value)) and all(map(shape, value.values()))


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with all of the required fields, and no others than those named."""
    known = {**required, **(optional or {})}

    def fits(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and required.keys() <= value.keys()
            and all(name in known and known[name](field) for name, field in value.items())
        )

    return fits


def fact(value: Any, depth: int = 0) -> bool:
    """A value of a message: plain, or plain ones in lists."""
    if isinstance(value, list):
        return depth < _DEEPEST and all(fact(each, depth + 1) for each in value)
    return value is None or text(value) or truth(value) or real(value)


def moment(value: Any) -> bool:
    """A moment in RFC 3339 with its offset."""
    try:
        return isinstance(value, str) and len(value) < 40 and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
