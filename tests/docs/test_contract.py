"""The components of openapi.yaml as they are made from schemas."""

import pytest
from marshmallow import Schema

from docs import contract
from service.reports.finding import Severity
from service.schemas import fields
from service.schemas.values import AuditId

REFERENCE = {"$ref": "#/components/schemas/AuditId"}


class Part(Schema):
    """A part."""

    size = fields.whole("In bytes.", minimum=0)


class Extended(Part):
    """A part, and more."""

    more = fields.many(fields.nested(Part), left_out=True)


class Overriding(Part):
    """A part whose size is told otherwise."""

    size = fields.text()


@pytest.mark.parametrize(
    ("field", "described"),
    [
        (fields.text(), {"type": "string"}),
        (fields.whole("So many.", null=True), {"type": ["integer", "null"], "description": "So many."}),
        (fields.text(enum=["a"], null=True), {"type": ["string", "null"], "enum": ["a", None]}),
        (fields.many(fields.real(), minItems=1), {"type": "array", "items": {"type": "number"}, "minItems": 1}),
        (fields.mapping(fields.text(), fields.anything()), {"type": "object", "additionalProperties": True}),
        (AuditId(), REFERENCE),
        (AuditId(null=True), {"oneOf": [REFERENCE, {"type": "null"}]}),
        (AuditId("Whose."), {**REFERENCE, "description": "Whose."}),
        (fields.one_of(Severity), {"$ref": "#/components/schemas/Severity"}),
    ],
)
def test_a_field_is_described_by_what_it_is_and_may_be(field: object, described: object) -> None:
    assert contract._property(field) == described


def test_a_schema_requires_what_is_never_left_out() -> None:
    properties = {"size": {"type": "integer", "description": "In bytes.", "minimum": 0}}
    assert contract._component(Part) == {
        "type": "object",
        "description": "A part.",
        "required": ["size"],
        "properties": properties,
    }


def test_a_schema_that_extends_another_refers_to_it_unless_it_tells_a_field_otherwise() -> None:
    base, own = contract._component(Extended)["allOf"]
    assert base == {"$ref": "#/components/schemas/Part"}
    assert list(own["properties"]) == ["more"]
    assert "required" not in own
    assert "allOf" not in contract._component(Overriding)


def test_what_nothing_refers_to_is_left_out() -> None:
    mark = "    # Made by docs/build.py from service/schemas and service/api: change it there.\n"
    made = contract.put(f'$ref: "#/components/schemas/Subsection"\n{mark}')
    assert "Heading" in made
    assert "Batch" not in made
