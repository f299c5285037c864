"""A person's assessment of a finding: whether it is true, and whether it was corrected. The audit or batch stays as it is.

Each is a record of its own that is added to the audit, or to the batch of a finding between its reports; the last one of a
finding holds, and one that withdraws undoes it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from service.audits.audit import JSON, Result
from service.audits.batch import BatchResult, verdict_with
from service.reports.finding import Severity, Verdict

SUPPRESSED, TO_CHECK = "suppressed", "to_check"

Ended = TypeVar("Ended", Result, BatchResult)


class AssessmentState(StrEnum):
    """What a person says of a finding."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    """What was said of it before holds no more."""


STATES = (AssessmentState.CONFIRMED, AssessmentState.DISPUTED, AssessmentState.CORRECTED)
"""Those that a finding can be in."""
CLOSED = (AssessmentState.DISPUTED, AssessmentState.CORRECTED)
"""Those of findings of which nothing is to be done any more."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one key said of one finding at one time (RFC 3339, UTC). Create-once.

    `counted_as` is what the audit's summary counts the finding as: its severity, to_check or suppressed. So what is left of an
    audit after all assessments is told without reading its findings.
    """

    finding: str
    state: AssessmentState
    at: str
    rule: str
    counted_as: str
    note: str = ""
    by: str = ""
    """The name of the key, empty where none was needed."""
    key: str = ""
    """The id of the key, by which keys of one name are told apart."""


def counted_as(found: JSON) -> str:
    """What a summary counts a finding as."""
    if found.get("suppressed"):
        return SUPPRESSED
    return TO_CHECK if found.get("to_check") else str(found["severity"])


def holding(assessments: Iterable[Assessment]) -> dict[str, Assessment]:
    """The assessments that hold, by the ids of their findings."""
    last = {each.finding: each for each in assessments}
    return {finding: each for finding, each in last.items() if each.state is not AssessmentState.WITHDRAWN}


def assessed(result: Ended, assessments: Iterable[Assessment]) -> Ended:
    """The result, each of its findings with the assessment that holds."""
    told = {finding: _told(each) for finding, each in holding(assessments).items()}
    if not told:
        return result
    return replace(result, findings=tuple({**found, "assessment": told.get(found["id"])} for found in result.findings))


def is_disputed(found: JSON) -> bool:
    """Whether a finding is said to be untrue."""
    told = found.get("assessment")
    return bool(told and told["state"] == AssessmentState.DISPUTED)


def is_closed(found: JSON) -> bool:
    """Whether nothing is to be done about a finding any more: it is said to be untrue, or to have been corrected."""
    told = found.get("assessment")
    return bool(told and told["state"] in CLOSED)


def after(result: Result, assessments: Iterable[Assessment]) -> JSON | None:
    """What is left of an audit after all assessments; None where none holds. Of the result the head will do.

    Verdict and counts are of the findings that are neither disputed nor corrected.
    """
    return _after(result, [(each.state, each.counted_as) for each in holding(assessments).values()])


def after_assessed(result: Result) -> JSON | None:
    """The same of a result whose findings have their assessments."""
    told = [(found["assessment"], counted_as(found)) for found in result.findings if found.get("assessment")]
    return _after(result, [(AssessmentState(said["state"]), counted) for said, counted in told])


def with_between(left: JSON | None, result: Result | None, between: Sequence[JSON]) -> JSON | None:
    """What is `left` of a report and of what was found `between` it and others; None where no assessment of either holds.

    `result` is that of the report itself, None where its audit is gone.
    """
    if not left and not any(found.get("assessment") for found in between):
        return None
    return _with_between(left, result, between)


def after_all(each: Iterable[tuple[JSON | None, Result | None, Sequence[JSON]]]) -> JSON | None:
    """The same of some reports together, each as `with_between` takes it, with how many of them have which verdict."""
    reports = list(each)
    if not any(with_between(*report) for report in reports):
        return None
    told = [_with_between(*report) for report in reports]
    verdicts = Counter(one["verdict"] for one in told if one["verdict"])
    return {name: sum(one[name] for one in told) for name in told[0] if name != "verdict"} | {
        "verdicts": dict(verdicts)
    }


def _with_between(left: JSON | None, result: Result | None, between: Sequence[JSON]) -> JSON:
    left = left or {**_by_state(()), "verdict": result and result.verdict, **_counts(result)}
    said = _by_state(AssessmentState(found["assessment"]["state"]) for found in between if found.get("assessment"))
    open_ = [found for found in between if not is_closed(found)]
    return {
        **left,
        **{state: left[state] + count for state, count in said.items()},
        "verdict": left["verdict"] and verdict_with(left["verdict"], open_),
        "between": len(open_),
    }


def _after(result: Result, told: Sequence[tuple[AssessmentState, str]]) -> JSON | None:
    """What is left after states of findings, each with what its finding is counted as."""
    if not told:
        return None
    closed = Counter(counted for state, counted in told if state in CLOSED)
    closed[Severity.NOTE] += closed[TO_CHECK]
    left = {name: max(0, count - closed[name]) for name, count in _counts(result).items()}
    return {**_by_state(state for state, _ in told), "verdict": _verdict(result, left), **left}


def _by_state(states: Iterable[AssessmentState]) -> dict[str, int]:
    counted = Counter(states)
    return {state.value: counted[state] for state in STATES}


def _verdict(result: Result, left: Mapping[str, int]) -> str | None:
    if result.verdict != Verdict.FAIL or left[Severity.ERROR]:
        return result.verdict
    return Verdict.INCOMPLETE.value if result.unread else Verdict.PASS.value


def _counts(result: Result | None) -> dict[str, int]:
    summary = result.summary if result else {}
    return {name: summary.get(name, 0) for name in (*(severity.value for severity in Severity), TO_CHECK)}


def _told(assessment: Assessment) -> JSON:
    return {
        "state": assessment.state.value,
        "note": assessment.note or None,
        "at": assessment.at,
        "by": assessment.by or None,
        "key": assessment.key or None,
    }
