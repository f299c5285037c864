"""What comes from the process of a job, taken for what it may be: the answer of a stranger's file that took it over.

It is read as JSON of a known shape: every field by its name, type and range. What has another shape is refused whole.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.audits.audit import Problem, Result, Stage, Status
from service.audits.batch import Skipped, SkipReason
from service.errors import catalogue
from service.reports import form
from service.reports.figures import Kind
from service.reports.finding import Category, CheckStatus, Severity, Verdict
from service.rules import RULES
from service.storage import records
from workers.shapes import (
    Shape,
    fact,
    figure,
    listed,
    mapping,
    moment,
    one_of,
    or_none,
    real,
    record,
    text,
    truth,
    whole,
)

JSON = dict[str, Any]

MOST_RESULT = 32 * 1024 * 1024
"""Bytes of a result. The longest that the limits allow a report takes some 20 MB."""


class WrongAnswer(Exception):
    """A job answered what no job of ours answers; the message says what."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive holds: the names of its files; those that are passed over, the first of them listed, all counted."""

    names: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    skipped_count: int


_PLACE = {
    "section": whole,
    "table": one_of(*form.TABLE_SECTIONS),
    "row": text,
    "column": text,
    "line": whole,
    "page": whole,
    "bbox": lambda value: isinstance(value, list) and len(value) == 4 and all(map(real, value)),
    "quote": text,
}
_LOCATION = record({}, _PLACE)
_MESSAGE = record({"zh": text, "en": text})
_OPERAND = record(
    {"value": figure, "text": text, "sign": one_of(1, -1), "side": one_of("left", "right")},
    {**_PLACE, "report": text},
)
FINDING = record(
    {
        "id": text,
        "rule": one_of(*RULES),
        "name": text,
        "category": one_of(*Category),
        "severity": one_of(*Severity),
        "confidence": real,
        "to_check": truth,
        "message": _MESSAGE,
        "expected": or_none(figure),
        "actual": or_none(figure),
        "difference": or_none(figure),
        "operands": listed(_OPERAND),
        "suggestion": or_none(_MESSAGE),
        "facts": mapping(text, fact),
        "locations": listed(_LOCATION),
        "related": listed(text),
        "suppressed": or_none(text),
    }
)
_CHECK = record(
    {
        "rule": one_of(*RULES),
        "status": one_of(*CheckStatus),
        "looked_at": whole,
        "unread": whole,
        "findings": whole,
        "truncated": truth,
        "understood": or_none(whole),
    }
)
_CELL = record(
    {
        "key": text,
        "text": text,
        "figure": or_none(figure),
        "kind": one_of(*Kind),
        "confidence": real,
        "location": _LOCATION,
    }
)
_ROW = record({"key": text, "label": text, "location": _LOCATION, "unreadable": or_none(text), "cells": listed(_CELL)})
_TABLE = record(
    {
        "key": one_of(*form.TABLE_SECTIONS),
        "edition": whole,
        "location": _LOCATION,
        "columns": listed(text),
        "rows": listed(_ROW),
    }
)
_LINE = record({"text": text}, {name: _PLACE[name] for name in ("line", "page", "bbox")})
_PARAGRAPH = record({"text": text, "lines": listed(_LINE)})
_HEADING = record({"numeral": text, "number": or_none(whole), "title": text, "location": _LOCATION})
_SECTION = record(
    {
        "number": whole,
        "heading": _HEADING,
        "subsections": listed(record({"key": or_none(text), "heading": _HEADING})),
        "paragraphs": listed(_PARAGRAPH),
    }
)
_PROSE = record({}, {"title": or_none(_PARAGRAPH), "preamble": listed(_PARAGRAPH), "sections": listed(_SECTION)})
_PROBLEM = record({"code": text, "facts": mapping(text, lambda value: fact(value) or _MESSAGE(value))})
_SKIPPED = record({"name": text, "reason": one_of(*SkipReason)})
_LISTING = record({"names": listed(text), "skipped": listed(_SKIPPED), "skipped_count": whole})

_RESULT: Mapping[str, Shape] = {
    "status": one_of(Status.SUCCEEDED, Status.FAILED),
    "finished_at": moment,
    "started_at": or_none(moment),
    "verdict": or_none(one_of(*Verdict)),
    "report": record({}, {"agency": text, "year": whole, "period": listed(text, 2), "school_year": truth}),
    "pages": or_none(whole),
    "summary": record(
        {}, {**dict.fromkeys((*Severity, "to_check"), whole), "by_category": mapping(one_of(*Category), whole)}
    ),
    "findings": listed(FINDING),
    "checks": listed(_CHECK),
    "tables": listed(_TABLE),
    "text": _PROSE,
    "problem": or_none(_PROBLEM),
    "ruleset": text,
    "absent": listed(text, 0),
    "stages": mapping(text, lambda _: False),
}


def result(data: bytes) -> Result:
    """The result in an answer. Raises WrongAnswer."""
    told = parsed(data)
    if not isinstance(told, dict) or told.keys() != _RESULT.keys():
        raise WrongAnswer("no result")
    for name, fits in _RESULT.items():
        if not fits(told[name]):
            raise WrongAnswer(f"a result whose {name} has another shape")
    if (told["status"] == Status.SUCCEEDED) != (told["problem"] is None):
        raise WrongAnswer("a result that succeeded and failed")
    if told["problem"]:
        problem(told["problem"])
    return records.decode(Result, data)


def problem(told: Any) -> Problem:
    """A problem in an answer. Raises WrongAnswer."""
    if not _PROBLEM(told) or told["code"] not in catalogue():
        raise WrongAnswer("a problem that there is not")
    return Problem(told["code"], told["facts"])


def findings_between(data: bytes, reports: int) -> list[tuple[int, JSON]]:
    """The findings between so many reports in an answer, each with the number of the report that it is on."""
    told = parsed(data)
    if not isinstance(told, list):
        raise WrongAnswer("no list of findings")
    for pair in told:
        if not (isinstance(pair, list) and len(pair) == 2 and whole(pair[0]) and FINDING(pair[1])):
            raise WrongAnswer("a finding of another shape")
        if not 0 <= pair[0] < reports:
            raise WrongAnswer("a finding on no report")
    return [(index, found) for index, found in told]


def listing(told: JSON, most: int) -> Listing:
    """What a message tells of an archive of so many files at most. Raises WrongAnswer."""
    if not _LISTING(told) or len(told["names"]) > most:
        raise WrongAnswer("no listing of an archive")
    skipped = tuple(Skipped(each["name"], SkipReason(each["reason"])) for each in told["skipped"])
    return Listing(tuple(told["names"]), skipped, told["skipped_count"])


def stage(told: Any) -> tuple[Stage, str | None]:
    """The stage in a message of progress, and when the first began. Raises WrongAnswer."""
    if not isinstance(told, dict) or not one_of(*Stage)(told.get("stage")):
        raise WrongAnswer("progress to no stage")
    at = told.get("at")
    return Stage(told["stage"]), at if isinstance(at, str) and len(at) < 40 else None


def parsed(data: bytes) -> Any:
    """The JSON of an answer. Raises WrongAnswer."""
    try:
        return json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise WrongAnswer(f"no JSON: {error}") from None


def _refuse(constant: str) -> None:
    raise ValueError(constant)
