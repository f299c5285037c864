"""The fields of requests: what each must be, said in both languages to whoever got it wrong.

`about` is what the contract says of a field, `component` the description there that it shares with others.
"""

import base64
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain, islice
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from flask import request
from marshmallow import Schema, ValidationError, fields, validate
from marshmallow.exceptions import SCHEMA
from werkzeug.datastructures import MultiDict

from service.api.errors import InvalidFields
from service.audits.batch import BatchCursor
from service.audits.ids import is_id
from service.reports.finding import Message
from service.rules import RULES

_CURSOR = Message(zh="应为上一次回答中的 next", en="must be the `next` of an earlier answer")
UNKNOWN = Message(zh="不支持此字段", en="is not a field of this request")
ENCODED = Message(zh="应为 UTF-8 编码", en="must be encoded as UTF-8")
_ONCE = Message(zh="只能给出一次，写在表单或地址中", en="must be given only once, in the form or in the address")

_MOST_WRONG = 100
"""Wrong fields that an answer lists."""
LINE = r"^[^\x00-\x1f\x7f\ufffe\uffff]*$"
"""What a line is: it has no control characters, and none that no document of XML can have."""


BINARY = {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}
"""What the contract says of bytes: the last as OpenAPI 3.1 has it, `format` for generators of clients that know it alone."""


class Listed(fields.List[str]):
    """A list that is given by repeating the field, or by commas, or both."""


def whole(lowest: int, highest: int, *, default: int | None = None, component: str = "") -> fields.Integer:
    """A whole number between two bounds."""
    must = Message(zh=f"应为 {lowest} 到 {highest} 的整数", en=f"must be a whole number from {lowest} to {highest}")
    return fields.Integer(
        validate=validate.Range(lowest, highest), load_default=default, metadata=_metadata(must, "", component)
    )


def words(most: int, about: str = "", *, component: str = "", example: str = "") -> fields.String:
    """A line of free text."""
    must = Message(zh=f"应为不超过 {most} 个字符的单行文字", en=f"must be one line of at most {most} characters")
    checks = [validate.Length(max=most), validate.Regexp(LINE.replace("$", r"\Z"))]
    said = {} if component else {"pattern": LINE, **({"example": example} if example else {})}
    return fields.String(validate=checks, load_default=None, metadata={**_metadata(must, about, component), **said})


def choices(kind: type[StrEnum]) -> Listed:
    """Some of an enumeration's values."""
    named = ", ".join(kind)
    must = Message(zh=f"应为以下值：{named}", en=f"must be one or more of {named}")
    return Listed(fields.String(validate=validate.OneOf([*kind])), load_default=list, metadata={"must": must})


def choice(
    kind: type[StrEnum],
    about: str = "",
    *,
    default: StrEnum | None = None,
    is_required: bool = False,
    component: str = "",
) -> fields.Enum[StrEnum]:
    """One of an enumeration's values."""
    must = Message(zh=f"应为以下值之一：{', '.join(kind)}", en=f"must be one of {', '.join(kind)}")
    missing = {"required": True} if is_required else {"load_default": default}
    return fields.Enum(kind, by_value=True, metadata=_metadata(must, about, component), **missing)


def rules(about: str = "") -> Listed:
    """Ids of rules, or beginnings of such as `ARI`."""
    must = Message(
        zh="应为规则编号或其开头，如 ARI01、ARI", en="must be a rule id or the start of one, such as ARI01 or ARI"
    )
    prefix = fields.String(validate=_is_rule, metadata={"component": "RulePrefix"})
    return Listed(prefix, load_default=list, metadata=_metadata(must, about))


def _is_rule(text: str) -> None:
    if not any(rule.startswith(text) for rule in RULES):
        raise ValidationError("no rule begins so")


class Cursor(fields.Field[int]):
    """Where a list goes on: an offset, opaque to clients."""

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object) -> int:
        try:
            return int(base64.b16decode(str(value), casefold=True).decode("ascii"))
        except (ValueError, TypeError):
            raise ValidationError("not a cursor of ours") from None


class Since(fields.Field[BatchCursor]):
    """How far a batch was when its client last asked: opaque to clients."""

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object
    ) -> BatchCursor:
        try:
            return BatchCursor.read(str(value))
        except ValueError:
            raise ValidationError("not a cursor of ours") from None


def since() -> Since:
    """The field that asks for what has changed of a batch since a cursor."""
    must = Message(zh="应为此前回答中的 cursor", en="must be the `cursor` of an earlier answer")
    return Since(load_default=None, metadata={"must": must})


class After(fields.Field[str]):
    """Where a list of audits goes on: below an id."""

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object) -> str:
        if not is_id(str(value)):
            raise ValidationError("not a cursor of ours")
        return str(value)


def after() -> After:
    """The field that asks for a list of audits from a cursor on."""
    return After(load_default=None, metadata={"must": _CURSOR})


def audit(about: str = "") -> After:
    """The id of an audit."""
    must = Message(zh="应为审核编号", en="must be the id of an audit")
    return After(
        load_default=None,
        metadata={**_metadata(must, about), "type": "string", "example": "01KADEQ4SX8Y7V1D0M3W9R5T2B"},
    )


def ids(most: int) -> Listed:
    """The ids of some audits."""
    must = Message(zh=f"应为不超过 {most} 个审核编号", en=f"must be audit ids, at most {most}")
    return Listed(After(), validate=validate.Length(max=most), load_default=list, metadata={"must": must})


def batch() -> After:
    """The id of a batch."""
    must = Message(zh="应为批次编号", en="must be the id of a batch")
    return After(load_default=None, metadata={"must": must})


class Digest(fields.String):
    """A SHA-256 in hexadecimal digits of either case."""

    def _deserialize(self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object) -> str:
        return str(value).lower()


def digest() -> Digest:
    """The digest of a file."""
    must = Message(zh="应为 64 位十六进制的 SHA-256", en="must be a SHA-256 digest of 64 hexadecimal digits")
    return Digest(validate=validate.Regexp(r"[0-9a-f]{64}\Z"), load_default=None, metadata={"must": must})


def time() -> fields.AwareDateTime:
    """A moment."""
    must = Message(
        zh="应为带时区的 RFC 3339 时间，如 2026-01-31T08:00:00Z；地址中的 + 写作 %2B",
        en="must be an RFC 3339 time with its offset, such as 2026-01-31T08:00:00Z; in an address, write + as %2B",
    )
    return fields.AwareDateTime("iso", default_timezone=None, load_default=None, metadata={"must": must})


def day(about: str = "") -> fields.Date:
    """A day."""
    must = Message(zh="应为日期，如 2026-01-31", en="must be a date, as 2026-01-31")
    return fields.Date("%Y-%m-%d", load_default=None, metadata=_metadata(must, about))


def switch(about: str = "", *, default: bool | None = False) -> fields.Boolean:
    """Yes or no."""
    must = Message(zh="应为 true 或 false", en="must be true or false")
    return fields.Boolean(
        truthy={"true", "True", "1"},
        falsy={"false", "False", "0"},
        load_default=default,
        metadata=_metadata(must, about),
    )


def file(about: str, *, is_required: bool = False) -> fields.Raw:
    """A file of a form, which is taken apart from the other fields."""
    return fields.Raw(dump_only=True, required=is_required, metadata={**_metadata(UNKNOWN, about), **BINARY})


def files(about: str, *, is_required: bool = True) -> fields.List[Any]:
    """One such file or more; or none, where it isn't required."""
    fewest = {"minItems": 1} if is_required else {}
    return fields.List(file(""), dump_only=True, required=is_required, metadata={**_metadata(UNKNOWN, about), **fewest})


def _metadata(must: Message, about: str, component: str = "") -> dict[str, Any]:
    given = {"must": must, "description": about, "component": component}
    return {name: value for name, value in given.items() if value}


def cursor() -> Cursor:
    """The field that asks for the list from a cursor on."""
    return Cursor(load_default=0, metadata={"must": _CURSOR})


def query() -> MultiDict[str, str]:
    """The fields of the current request's query. Raises InvalidFields where one is not in UTF-8."""
    pairs = (pair.partition(b"=") for pair in request.query_string.split(b"&"))
    wrong = {pointer(unquote(name, errors="replace")) for name, _, value in pairs if not _is_text(name + value)}
    if wrong:
        raise InvalidFields([(place, ENCODED) for place in sorted(wrong)])
    return request.args


def _is_text(quoted: bytes) -> bool:
    try:
        unquote_to_bytes(quoted).decode()
    except UnicodeDecodeError:
        return False
    return True


def gathered(shape: Schema, given: MultiDict[str, str]) -> dict[str, Any]:
    """What a query or form gives, as the schema takes it; a blank value counts as not given. Raises InvalidFields."""
    values: dict[str, Any] = {}
    twice = []
    for name, several in given.lists():
        stated = [value.strip() for value in several if value.strip()]
        if isinstance(shape.fields.get(name), Listed):
            values[name] = [part.strip() for value in stated for part in value.split(",") if part.strip()]
        elif len(stated) > 1 and name in shape.fields:
            twice.append((pointer(name), _ONCE))
        elif stated or name not in shape.fields:
            values[name] = stated[0] if len(stated) == 1 else stated
    if twice:
        raise InvalidFields(sorted(twice))
    return values


def load(shape: Schema, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the schema reads them. Raises InvalidFields, which says what each wrong one must be."""
    try:
        loaded: dict[str, Any] = shape.load(values)
    except ValidationError as error:
        raise InvalidFields(list(islice(_wrong(shape, error.messages_dict), _MOST_WRONG))) from None
    return loaded


def _wrong(shape: Schema, messages: Mapping[str, Any]) -> Iterator[tuple[str, Message]]:
    """The wrong fields, or what is wrong within them, by JSON pointer, and what each must be."""
    for name, within in sorted(messages.items()):
        must = shape.fields[name].metadata["must"] if name in shape.fields else UNKNOWN
        for place in _pointers(within):
            yield pointer(name) + place, must


def _pointers(messages: object) -> Iterator[str]:
    """Where in a field its messages are: marshmallow lists those of validators, has `key` and `value` within mappings, and
    SCHEMA where something of several members is none at all.
    """
    listed = messages if isinstance(messages, list) else [messages]
    nested = [each for each in listed if isinstance(each, Mapping)]
    if not nested:
        yield ""
    for name, within in chain.from_iterable(each.items() for each in nested):
        own = "" if name in ("key", "value", SCHEMA) else pointer(str(name))
        yield from (own + place for place in _pointers(within))


def pointer(name: str) -> str:
    """The JSON pointer of a field (RFC 6901)."""
    return "/" + name.replace("~", "~0").replace("/", "~1")
