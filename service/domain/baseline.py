"""A result against an earlier one of the same report: what is new since, and what is found no more."""

from dataclasses import replace

from service.domain.audit import Result

NEW, UNCHANGED, ABSENT = "new", "unchanged", "absent"


def since(result: Result, baseline: Result) -> Result:
    """The result, each of its findings told as new or unchanged, and with those that only the baseline has."""
    before = {found["id"] for found in baseline.findings}
    now = {found["id"] for found in result.findings}
    findings = [{**found, "baseline_state": UNCHANGED if found["id"] in before else NEW} for found in result.findings]
    gone = [{**found, "baseline_state": ABSENT} for found in baseline.findings if found["id"] not in now]
    return replace(result, findings=tuple(findings), absent=tuple(gone))
