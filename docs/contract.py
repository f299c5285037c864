"""The part of openapi.yaml that is made from schemas: a component for each answer and form, and for each value they name."""

import importlib
import pkgutil
import re
import textwrap
from collections.abc import Iterator, Mapping
from itertools import groupby
from string import digits
from typing import Any

import yaml
from marshmallow import Schema, fields, validate
from marshmallow.fields import Field

import service.schemas
from service.api.drafts import LONGEST_FIGURE, ROWS, Draft, DraftSection, Figure
from service.api.fields import BINARY
from service.api.reports import DocumentFormat, FileFormat
from service.api.requests import NewAssessment, NewAudit, NewBatch, NoticeFormat
from service.audits.audit import JSON
from service.reports import form
from service.rules import RULES
from service.schemas.fields import OneOf
from service.schemas.values import ENUMERATIONS, Value

_NAMED = {
    **ENUMERATIONS,
    **{kind: (kind.__name__, kind.__doc__) for kind in (DocumentFormat, FileFormat, NoticeFormat)},
}
_TYPES: Mapping[type[Field[Any]], str] = {
    fields.Integer: "integer",
    fields.Float: "number",
    fields.Boolean: "boolean",
    fields.String: "string",
}
_MADE = re.compile(
    r"(?<=    # Made by docs/build.py from service/schemas and service/api: change it there\.\n).*\Z",
    re.DOTALL,
)
_OF_REQUESTS = ("must", "component")
"""What requests tell of their fields that is no keyword of JSON Schema; they leave out what they don't say, and say no null."""
_FIGURES = [{"type": "number"}, {"type": "string", "maxLength": LONGEST_FIGURE}]
_BYTES = {**BINARY, "description": "The bytes of a file."}
_WIDTH = 120


def put(document: str) -> str:
    """openapi.yaml as it ought to be now: with each component that the rest of it needs, in place of all after the mark."""
    all_, needed = components(), set[str]()
    waiting = _referred(_MADE.sub("", document))
    while waiting:
        name = waiting.pop()
        needed.add(name)
        waiting |= _referred(str(all_.get(name))) - needed
    made = {name: component for name, component in all_.items() if name in needed}
    return _MADE.sub(lambda _: textwrap.indent(_written(made), "    "), document)


def _referred(text: str) -> set[str]:
    return set(re.findall(r"#/components/schemas/(\w+)", text))


def components() -> JSON:
    """Each component by its name: values first, then the answers as their modules have them."""
    values = {kind.__name__: _value(kind) for kind in _descendants(Value)}
    requests = {
        shape.__name__: _component(shape, is_closed=True)
        for shape in (NewAudit, NewBatch, NewAssessment, DraftSection, Draft)
    }
    answers = {shape.__name__: _component(shape) for shape in schemas()}
    others = {"RulePrefix": _rule_prefix(), "FileContent": _BYTES, **dict(_draft_tables())}
    return {**dict(_enumerations()), **values, **others, **requests, **answers}


def schemas() -> Iterator[type[Schema]]:
    """The schemas of answers."""
    for module in pkgutil.iter_modules(service.schemas.__path__, "service.schemas."):
        members = vars(importlib.import_module(module.name)).values()
        yield from (each for each in members if _is_schema(each) and each.__module__ == module.name)


def _is_schema(member: object) -> bool:
    return isinstance(member, type) and issubclass(member, Schema)


def _descendants(kind: type[Value]) -> Iterator[type[Value]]:
    for each in kind.__subclasses__():
        yield each
        yield from _descendants(each)


def _enumerations() -> Iterator[tuple[str, JSON]]:
    for kind, (name, about) in _NAMED.items():
        yield (
            name,
            {"type": "string", "enum": [each.value for each in kind], **({"description": about} if about else {})},
        )


def _value(kind: type[Value]) -> JSON:
    return {**kind.described(), "description": kind.__doc__}


def _component(shape: type[Schema], *, is_closed: bool = False) -> JSON:
    """A schema; one that extends another refers to it and has what is its own. A closed one takes no other fields."""
    extended = _extended(shape)
    inherited = extended().fields if extended else {}
    own = {name: field for name, field in shape().fields.items() if name not in inherited}
    required = [name for name, field in own.items() if field.required]
    made = {
        "type": "object",
        "description": shape.__doc__,
        **({"required": required} if required else {}),
        **({"additionalProperties": False} if is_closed else {}),
        "properties": {name: _property(field) for name, field in own.items()},
    }
    return {"allOf": [_reference(extended.__name__), made]} if extended else made


def _extended(shape: type[Schema]) -> type[Schema] | None:
    """The schema that another one extends, which takes over all of its fields as they are."""
    base = shape.__mro__[1]
    if not _is_schema(base) or not base._declared_fields:
        return None
    taken = all(shape._declared_fields[name] is field for name, field in base._declared_fields.items())
    return base if taken else None


def _property(field: Field[Any]) -> JSON:
    """The JSON Schema of a field."""
    told = {name: word for name, word in field.metadata.items() if name not in _OF_REQUESTS}
    is_nullable = field.allow_none and "must" not in field.metadata
    if "enum" in told and is_nullable:
        told["enum"] = [*told["enum"], None]
    if name := _name(field):
        if is_nullable:
            return {**told, "oneOf": [_reference(name), {"type": "null"}]}
        return {**_reference(name), **told}
    kind, besides = _type(field)
    type_ = [kind, "null"] if is_nullable else kind
    return {**({"type": type_} if kind else {}), **besides, **_limits(field), **told}


def _limits(field: Field[Any]) -> JSON:
    """What a field's own checks bound it by."""
    limits: JSON = {}
    for check in field.validators:
        match check:
            case validate.Range():
                limits |= {"minimum": check.min, "maximum": check.max}
            case validate.Length():
                limits |= {"maxItems" if isinstance(field, fields.List) else "maxLength": check.max}
    return limits


def _name(field: Field[Any]) -> str | None:
    """The component that a field refers to."""
    match field:
        case fields.Field(metadata={"component": str(name)}):
            return name
        case fields.Nested():
            return type(field.schema).__name__
        case Value():
            return type(field).__name__
        case OneOf():
            return _NAMED[field.kind][0]
    return None


def _type(field: Field[Any]) -> tuple[str | None, JSON]:
    """The type of a field that refers to none, and of what it is made."""
    match field:
        case fields.List():
            return "array", {"items": _property(field.inner)}
        case fields.Dict():
            return "object", _mapping(field)
    return next((name for kind, name in _TYPES.items() if isinstance(field, kind)), None), {}


def _mapping(field: fields.Dict) -> JSON:
    key, value = _property(field.key_field or fields.String()), _property(field.value_field or fields.Raw())
    return {**({"propertyNames": key} if "$ref" in key else {}), "additionalProperties": value or True}


def _reference(name: str) -> JSON:
    return {"$ref": f"#/components/schemas/{name}"}


def _rule_prefix() -> JSON:
    """The ids of rules and what they begin with."""
    families = groupby(sorted(RULES), lambda rule: rule.rstrip(digits))
    named = [f"{family}({'|'.join(rule.removeprefix(family) for rule in rules)})?" for family, rules in families]
    about = "The id of a rule, or its beginning such as `ARI`."
    return {"type": "string", "pattern": f"^({'|'.join(named)})$", "example": "ARI", "description": about}


def _draft_tables() -> Iterator[tuple[str, JSON]]:
    """The tables of a draft by the form's keys, each key a property, so that a client's compiler knows it."""
    tables = {table: f"Draft{table.capitalize()}" for table in form.TABLES}
    yield "DraftFigure", {"description": Figure.__doc__, "oneOf": _FIGURES}
    for table, name in tables.items():
        yield f"{name}Row", _closed(f"A row of the table `{table}`.", dict.fromkeys(form.COLUMNS[table], "DraftFigure"))
        yield name, _closed(f"The table `{table}`, by the keys of its rows.", dict.fromkeys(ROWS[table], f"{name}Row"))
    yield "DraftTables", _closed("The tables of a draft.", tables)


def _closed(about: str, properties: Mapping[str, str]) -> JSON:
    """An object of these properties and no others, each of the component named."""
    referred = {name: _reference(component) for name, component in properties.items()}
    return {"type": "object", "description": about, "additionalProperties": False, "properties": referred}


class _Dumper(yaml.SafeDumper):
    """Writes what fits on a line and holds little as one line, the way a person would."""

    def ignore_aliases(self, data: object) -> bool:
        """Write everything where it stands."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists, too."""
        super().increase_indent(flow, False)


def _mapping_node(dumper: _Dumper, data: JSON) -> yaml.MappingNode:
    fits = len(str(data)) < _WIDTH - 20 and all(map(_is_plain, data.values()))
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=fits)


def _list_node(dumper: _Dumper, data: list[Any]) -> yaml.SequenceNode:
    fits = len(str(data)) < _WIDTH * 4 and (_is_plain(data) or all("$ref" in each or len(each) == 1 for each in data))
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=fits)


def _is_plain(part: Any) -> bool:
    """Whether a value holds no others that hold some."""
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return not any(isinstance(each, dict | list) for each in parts)


_Dumper.add_representer(dict, _mapping_node)
_Dumper.add_representer(list, _list_node)


def _written(values: JSON) -> str:
    text: str = yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH - 4)
    return text
