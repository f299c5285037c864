"""Reports that are still being written: their text and tables as JSON, from an editor that checks while one types."""

import json
from collections import defaultdict
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from service.api.errors import InvalidFields, MalformedDraft, UploadTooLarge
from service.api.fields import load, whole
from service.audits import media
from service.reports import form
from service.reports.finding import Message

LONGEST = 2_000_000
"""Characters of a text."""
LONGEST_FIGURE = 100
"""Characters of a figure."""


ROWS = {**form.ROWS, "applications": {**form.ROWS["applications"], **form.GROUPS}}
"""The keys of rows by table; those that stand over others are none that a figure belongs to, but are read as such."""


class Figure(fields.Field[str]):
    """A figure as it stands: a number, or the text of its cell."""

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > LONGEST_FIGURE:
            raise ValidationError("no figure")
        return str(value)


def prose(about: str) -> fields.String:
    """Text of any number of lines."""
    must = Message(zh="应为文字", en="must be text")
    return fields.String(validate=validate.Length(max=LONGEST), metadata={"must": must, "description": about})


class DraftSection(Schema):
    """A section's text, one paragraph a line."""

    number = whole(1, 6)
    text = prose("One paragraph a line.")


def _check_keys(tables: dict[str, dict[str, dict[str, str]]]) -> None:
    wrong: dict[str, dict[str, Any]] = defaultdict(dict)
    for table, rows in tables.items():
        for row, cells in rows.items():
            unknown = {key: ["no column"] for key in cells.keys() - set(form.COLUMNS[table])}
            if row not in ROWS[table] or unknown:
                wrong[table][row] = unknown if row in ROWS[table] else ["no row"]
    if wrong:
        raise ValidationError(dict(wrong))


class Draft(Schema):
    """A report that is still being written. What is left out is not there yet."""

    title = prose("As it stands above the report.")
    year = whole(2008, 2099, component="ReportYear")
    sections = fields.List(
        fields.Nested(DraftSection),
        validate=validate.Length(max=20),
        metadata={
            "must": Message(
                zh="应为 {number: 1 到 6, text: 文字} 的列表", en="must be a list of {number: 1 to 6, text: text}"
            )
        },
    )
    tables = fields.Dict(
        fields.String(validate=validate.OneOf([*form.TABLES])),
        fields.Dict(fields.String(), fields.Dict(fields.String(), Figure())),
        validate=_check_keys,
        metadata={
            "must": Message(
                zh="应为 {表: {行: {列: 数字}}}，表、行、列用规定的键，数字为 JSON 数字或单元格文字；空着的不写",
                en="must be {table: {row: {column: figure}}} by the form's keys, each figure a number or the text of its cell; "
                "what is empty is left out",
            ),
            "component": "DraftTables",
        },
    )


_shape = Draft()
_FEWER = Message(
    zh=f"应为报告的草稿：字段和数值总共不超过 {media.MOST_DRAFTED} 个",
    en=f"must be a draft of a report, with at most {media.MOST_DRAFTED} fields and values in all",
)


def check_draft(size: int, data: bytes) -> None:
    """Return if what should be a draft may be parsed. Raises UploadTooLarge, InvalidFields."""
    if size > media.LARGEST_DRAFT:
        raise UploadTooLarge(limit=media.LARGEST_DRAFT)
    if data.count(b":") > media.MOST_DRAFTED:
        raise InvalidFields([("", _FEWER)])


def draft_year(data: bytes) -> int | None:
    """The year that a draft states; it is checked whole. Raises InvalidFields, MalformedDraft."""
    try:
        said: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise MalformedDraft from None
    if not _is_within(said, media.MOST_DRAFTED):
        raise InvalidFields([("", _FEWER)])
    year: int | None = load(_shape, said)["year"]
    return year


def _is_within(said: Any, most: int) -> bool:
    """Whether a value holds so many others at most, those within them counted."""
    waiting, count = [said], 0
    while waiting and count <= most:
        each = waiting.pop()
        held = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        count += len(held)
        if count <= most:
            waiting.extend(held)
    return count <= most
