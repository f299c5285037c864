"""Audits to render: one with a finding of every kind of place, and one of a hostile report."""

from dataclasses import replace

from service.audits.audit import Problem, Result, Status
from service.renderers import to_json
from service.renderers.audited import Audited
from service.reports.finding import Check, CheckStatus, Finding
from tests.service.api.results import finding, plain_finding, succeeded, to_check

HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}"


def audited(**changes: object) -> Audited:
    result = replace(succeeded(finding(), plain_finding(2)), **changes)
    return Audited("年报 2023.pdf", result, "01KADEQ4SX8Y7V1D0M3W9R5T2B", "application/pdf", "a" * 64)


def doubtful(*others: Finding) -> Audited:
    """A report with a note to check before the other findings, of whose prose one rule understood 12 of 15 claims."""
    checks = (to_json.check(Check("YEAR03", CheckStatus.TO_CHECK, 15, 0, 1, understood=12)),)
    result = replace(succeeded(to_check(3), *others), verdict="fail" if others else "pass", checks=checks)
    return Audited("年报 2023.pdf", result)


def hostile() -> Audited:
    """A report whose every word is an attack."""
    result = succeeded(finding(), plain_finding(2))
    return Audited(
        HOSTILE, replace(result, **{name: poisoned(getattr(result, name)) for name in ("findings", "text", "report")})
    )


def unreadable() -> Audited:
    return Audited("a.txt", Result(Status.FAILED, "2026-01-02T03:04:06.123Z", problem=Problem("empty-file")))


def poisoned(value: object, name: str = "") -> object:
    """The same with every text that comes from a report replaced."""
    match value:
        case dict():
            return {key: poisoned(inner, key) for key, inner in value.items()}
        case list() | tuple():
            return type(value)(poisoned(inner, name) for inner in value)
        case str() if name in ("text", "quote", "zh", "en", "agency", "title", "numeral", "suppressed"):
            return HOSTILE
    return value
