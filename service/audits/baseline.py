"""A result against an earlier one of the same report: what is new since, and what is found no more."""

from dataclasses import replace
from typing import Any

from service.audits.audit import Result

NEW, UNCHANGED, ABSENT = "new", "unchanged", "absent"


def since(result: Result, baseline: Result) -> Result:
    """The result, each of its findings marked as new or unchanged, and with those that only the baseline has."""
    before = {found["id"]: bool(found.get("to_check")) for found in baseline.findings}
    now = {found["id"] for found in result.findings}
    findings = [{**found, "baseline_state": _state(found, before)} for found in result.findings]
    gone = [{**found, "baseline_state": ABSENT} for found in baseline.findings if found["id"] not in now]
    return replace(result, findings=tuple(findings), absent=tuple(gone))


def _state(found: dict[str, Any], before: dict[str, bool]) -> str:
    """What is established now and was only to check `before` (ids, and whether they were to check) accuses anew."""
    was_to_check = before.get(found["id"])
    is_new = was_to_check is None or (was_to_check and not found.get("to_check"))
    return NEW if is_new else UNCHANGED
