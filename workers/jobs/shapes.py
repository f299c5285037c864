"""Shapes of JSON: functions that say whether a value has one. What is not named in a record is refused.

Those of what answers tell are made from the schemas of answers, which themselves would take many times as long to check it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields
from marshmallow.fields import Field

from service.rules import RULES
from service.schemas.fields import OneOf
from service.schemas.values import Box, Figure, RuleId, Time, Value

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


def box(value: Any) -> bool:
    """The edges of a rectangle."""
    return isinstance(value, list) and len(value) == 4 and all(map(real, value))


_VALUES: Mapping[type[Value], Shape] = {
    Box: box,
    Figure: figure,
    RuleId: one_of(*RULES),
    Time: moment,
}
"""Values that are more than text."""
_PLAIN: Mapping[type[Field[Any]], Shape] = {
    fields.Integer: whole,
    fields.Float: real,
    fields.Boolean: truth,
    fields.String: text,
    fields.Raw: fact,
}


def shape_of(schema: type[Schema], *, is_partial: bool = False) -> Shape:
    """An object as a schema declares it; a partial one may lack any field."""
    shapes = {name: field_shape(field) for name, field in schema().fields.items()}
    required = {name: shapes[name] for name, field in schema().fields.items() if field.required and not is_partial}
    return record(required, shapes)


def field_shape(field: Field[Any]) -> Shape:
    """What a field of a schema holds."""
    shape = _shape_but_null(field)
    return or_none(shape) if field.allow_none else shape


def _shape_but_null(field: Field[Any]) -> Shape:
    match field:
        case Value():
            return _VALUES.get(type(field)) or _of_value(field)
        case OneOf():
            return one_of(*field.kind)
        case fields.Nested():
            return shape_of(type(field.schema))
        case fields.List():
            return listed(field_shape(field.inner), field.metadata.get("maxItems", _MOST_LISTED))
        case fields.Dict(key_field=Field() as key, value_field=Field() as value):
            return mapping(field_shape(key), field_shape(value))
    return one_of(*field.metadata["enum"]) if "enum" in field.metadata else _PLAIN[type(field)]


def _of_value(field: Value) -> Shape:
    """One of a value's enumeration, or else text."""
    enumerated = field.described().get("enum")
    return one_of(*enumerated) if enumerated else text
