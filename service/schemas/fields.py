"""The fields of answers: what each is, and what the contract says of it.

The first argument of each is its description in the contract. `null` says that it may be null, `left_out` that it may be
missing; whatever else is given is a keyword of JSON Schema.
"""

from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields
from marshmallow.fields import Field

from service.audits.audit import JSON


class AsKept:
    """A schema of what the service keeps in the shape that it answers: long, and written as it is."""

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """The same."""
        return obj


class OneOf(fields.String):
    """One of an enumeration's values."""

    def __init__(self, kind: type[StrEnum], **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind


def text(about: str = "", *, null: bool = False, left_out: bool = False, **keywords: object) -> Field[Any]:
    """Text."""
    return fields.String(**options(about, null, left_out, keywords))


def whole(about: str = "", *, null: bool = False, left_out: bool = False, **keywords: object) -> Field[Any]:
    """A whole number."""
    return fields.Integer(**options(about, null, left_out, keywords))


def real(about: str = "", *, null: bool = False, left_out: bool = False, **keywords: object) -> Field[Any]:
    """A number."""
    return fields.Float(**options(about, null, left_out, keywords))


def truth(about: str = "", *, null: bool = False, left_out: bool = False, **keywords: object) -> Field[Any]:
    """True or false."""
    return fields.Boolean(**options(about, null, left_out, keywords))


def anything() -> Field[Any]:
    """Any value."""
    return fields.Raw()


def next_cursor() -> Field[Any]:
    """Where a list goes on."""
    return text("The `cursor` for what follows, null at the end.", null=True)


def total_of_list(unknown: str) -> Field[Any]:
    """How long a list is; `unknown` says where nobody counts."""
    return whole(
        f"How many there are in all pages, those that have just expired included; null where {unknown}, for each would have "
        "to be looked at.",
        minimum=0,
        null=True,
    )


def one_of(kind: type[StrEnum], about: str = "", *, null: bool = False, left_out: bool = False) -> Field[Any]:
    """One of an enumeration's values."""
    return OneOf(kind, **options(about, null, left_out, {}))


def nested(schema: type[Schema], about: str = "", *, null: bool = False, left_out: bool = False) -> Field[Any]:
    """An object of that shape."""
    return fields.Nested(schema, **options(about, null, left_out, {}))


def many(
    inner: Field[Any], about: str = "", *, null: bool = False, left_out: bool = False, **keywords: object
) -> Field[Any]:
    """A list."""
    return fields.List(inner, **options(about, null, left_out, keywords))


def mapping(
    key: Field[Any], value: Field[Any], about: str = "", *, null: bool = False, left_out: bool = False
) -> Field[Any]:
    """An object whose names are values themselves."""
    return fields.Dict(key, value, **options(about, null, left_out, {}))


def options(about: str, null: bool, left_out: bool, keywords: JSON) -> JSON:
    """The arguments that marshmallow takes for a field."""
    described = {"description": about} if about else {}
    return {"allow_none": null, "required": not left_out, "metadata": {**described, **keywords}}
