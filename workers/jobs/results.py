"""What comes from the process of a job, taken for what it may be: the answer of a stranger's file that took it over.

It is read as JSON of a known shape: every field by its name, type and range. What has another shape is refused whole.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from service.audits.audit import JSON, Problem, Progress, Result, Stage, Status
from service.audits.batch import ListedAddress, Skipped, SkipReason
from service.errors import catalogue
from service.schemas.audits import Audit, ReportFacts, Summary
from service.schemas.findings import Check, KeptFinding, KeptUnread, Words
from service.schemas.readings import Mark, ReportText, Table
from service.storage import records
from workers.jobs.shapes import (
    Shape,
    fact,
    field_shape,
    listed,
    mapping,
    moment,
    one_of,
    or_none,
    record,
    shape_of,
    text,
    whole,
)

MOST_RESULT = 32 * 1024 * 1024
"""Bytes of a result. The longest that the limits allow a report takes some 20 MB."""


_MOST_PAGES = 100_000
MOST_LINKS = 20
"""Links that are taken of a page."""
MOST_LISTED_LINKS = 256 * 1024
"""Bytes of them."""


class WrongAnswer(Exception):
    """A job answered what no job of ours answers; the message says what."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive holds: the names of its files; those that are passed over, the first of them listed, all counted."""

    names: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    skipped_count: int


FINDING = shape_of(KeptFinding)
_BETWEEN = record({"report": whole, "against": listed(whole), "finding": FINDING, "marks": listed(shape_of(Mark))})
_MESSAGE = shape_of(Words)
_PROBLEM = record({"code": text, "facts": mapping(text, lambda value: fact(value) or _MESSAGE(value))})
_ROW = record({"row": whole, "given": text, "name": text, "label": text})
_SKIPPED = record({"name": text, "reason": one_of(*SkipReason)})
_LISTING = record({"names": listed(text), "skipped": listed(_SKIPPED), "skipped_count": whole})

_KEPT = {each.name for each in fields(Result)}
_RESULT: Mapping[str, Shape] = {
    **{name: field_shape(field) for name, field in Audit().fields.items() if name in _KEPT},
    "status": one_of(Status.SUCCEEDED, Status.FAILED),
    "finished_at": moment,
    "report": shape_of(ReportFacts, is_partial=True),
    "pages": or_none(whole),
    "summary": shape_of(Summary, is_partial=True),
    "unread": listed(shape_of(KeptUnread)),
    "findings": listed(FINDING),
    "checks": listed(shape_of(Check)),
    "tables": listed(shape_of(Table)),
    "text": shape_of(ReportText, is_partial=True),
    "problem": or_none(_PROBLEM),
    "ruleset": text,
    "absent": listed(text, 0),
    "stages": mapping(text, lambda _: False),
}
"""What a result holds: what it tells as an answer does, and what is kept otherwise."""


def result(data: bytes) -> Result:
    """The result in an answer. Raises WrongAnswer."""
    answer = parsed(data)
    if not isinstance(answer, dict) or answer.keys() != _RESULT.keys():
        raise WrongAnswer("no result")
    for name, fits in _RESULT.items():
        if not fits(answer[name]):
            raise WrongAnswer(f"a result whose {name} has another shape")
    if (answer["status"] == Status.SUCCEEDED) != (answer["problem"] is None):
        raise WrongAnswer("a result that succeeded and failed")
    if answer["problem"]:
        problem(answer["problem"])
    return records.built(Result, answer)


def problem(answer: Any) -> Problem:
    """A problem in an answer. Raises WrongAnswer."""
    if not _PROBLEM(answer) or answer["code"] not in catalogue():
        raise WrongAnswer("a problem that there is not")
    return Problem(answer["code"], answer["facts"])


def findings_between(data: bytes, reports: int) -> list[JSON]:
    """The findings between so many reports in an answer: see `workers.comparing.compare`. Raises WrongAnswer."""
    answer = parsed(data)
    if not listed(_BETWEEN)(answer):
        raise WrongAnswer("no list of findings between reports")
    if not all(0 <= number < reports for each in answer for number in (each["report"], *each["against"])):
        raise WrongAnswer("a finding on no report")
    return list(answer)


def links(data: bytes) -> list[str]:
    """The addresses in an answer; where they lead is still to be checked. Raises WrongAnswer."""
    answer = parsed(data)
    if not listed(text, MOST_LINKS)(answer):
        raise WrongAnswer("no list of links")
    return list(answer)


def addresses(data: bytes, most: int) -> list[ListedAddress]:
    """The rows in an answer, so many at most; what they give as addresses is still to be checked. Raises WrongAnswer."""
    answer = parsed(data)
    if not listed(_ROW, most)(answer):
        raise WrongAnswer("no rows of a list")
    return [ListedAddress(**row) for row in answer]


def listing(answer: JSON, most: int) -> Listing:
    """What a message tells of an archive of so many files at most. Raises WrongAnswer."""
    if not _LISTING(answer) or len(answer["names"]) > most:
        raise WrongAnswer("no listing of an archive")
    skipped = tuple(Skipped(each["name"], SkipReason(each["reason"])) for each in answer["skipped"])
    return Listing(tuple(answer["names"]), skipped, answer["skipped_count"])


def progress(answer: Any) -> Progress:
    """The stage in a message of progress, when the first began, and the pages that are read. Raises WrongAnswer."""
    if not isinstance(answer, dict) or not one_of(*Stage)(answer.get("stage")):
        raise WrongAnswer("progress to no stage")
    at = answer.get("at")
    started_at = at if isinstance(at, str) and len(at) < 40 else None
    return Progress(
        Stage(answer["stage"]),
        started_at=started_at,
        pages_done=_page_count(answer.get("pages_done")),
        pages=_page_count(answer.get("pages")),
    )


def _page_count(value: Any) -> int:
    return value if type(value) is int and 0 <= value <= _MOST_PAGES else 0


def parsed(data: bytes) -> Any:
    """The JSON of an answer. Raises WrongAnswer."""
    try:
        return json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise WrongAnswer(f"no JSON: {error}") from None


def _refuse(constant: str) -> None:
    raise ValueError(constant)
