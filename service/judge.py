"""Runs the rules over a report. A rule that crashes is told as crashed, never silent."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.metadata import version

from service.domain.finding import Check, CheckStatus, Finding, Judgement, finding_id
from service.domain.privacy import mask
from service.domain.report import Report
from service.domain.rule import Breach, Rule
from service.rules import RULES

log = logging.getLogger(__name__)


def judge(report: Report, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Judgement:
    """Apply the catalogue to a report.

    `select` and `ignore` are rule ids or their beginnings (`ARI`); nothing selected means all.
    """
    findings: list[Finding] = []
    checks: list[Check] = []
    for rule in chosen(select, ignore):
        made, check = _apply(rule, report)
        findings += made
        checks.append(check)
    return Judgement(tuple(findings), tuple(checks))


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Rule]:
    """The rules of the catalogue that a selection leaves."""
    wanted, unwanted = tuple(select), tuple(ignore)
    return [
        rule
        for rule in RULES.values()
        if (not wanted or rule.id.startswith(wanted)) and not (unwanted and rule.id.startswith(unwanted))
    ]


@cache
def ruleset_version() -> str:
    """The version of the rules: the product's, for they come and go with it."""
    return version("report-audit")


def _apply(rule: Rule, report: Report) -> tuple[list[Finding], Check]:
    try:
        outcomes = list(rule(report))
        breaches = [outcome for outcome in outcomes if isinstance(outcome, Breach)]
        findings = _findings(rule, breaches)
    except Exception:
        log.exception("rule %s crashed", rule.id)
        return [], Check(rule.id, CheckStatus.CRASHED)
    unread = sum(1 for outcome in outcomes if not isinstance(outcome, Breach) and not outcome.read)
    looked_at = len(outcomes) - unread
    status = CheckStatus.FAILED if breaches else CheckStatus.PASSED if looked_at else CheckStatus.SKIPPED
    return findings, Check(rule.id, status, looked_at, unread, len(findings))


def _findings(rule: Rule, breaches: list[Breach]) -> list[Finding]:
    seen: Counter[str] = Counter()
    made = []
    for breach in breaches:
        key = finding_id(rule.id, breach.locations[0], 0)
        made.append(_finding(rule, breach, finding_id(rule.id, breach.locations[0], seen[key])))
        seen[key] += 1
    return made


def _finding(rule: Rule, breach: Breach, id: str) -> Finding:
    remedy = breach.remedy or rule.remedy
    facts = {"expected": breach.expected, "actual": breach.actual, **breach.facts}
    if breach.expected is not None and breach.actual is not None:
        facts["difference"] = abs(breach.actual - breach.expected)
    return Finding(
        id=id,
        rule=rule.id,
        name=rule.name,
        category=rule.category,
        severity=rule.severity,
        message=(breach.message or rule.message).format(facts),
        locations=tuple(replace(at, quote=mask(at.quote)) if at.quote else at for at in breach.locations),
        suggestion=remedy.format(facts) if remedy else None,
        expected=breach.expected,
        actual=breach.actual,
        operands=breach.operands,
        facts=breach.facts,
        confidence=breach.confidence,
    )
