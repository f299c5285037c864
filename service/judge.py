"""Runs the rules over a report. A rule that crashes is told as crashed, never silent."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version

from service.domain.finding import Check, CheckStatus, Finding, Judgement, finding_id
from service.domain.privacy import mask
from service.domain.profile import Profile
from service.domain.relations import relate
from service.domain.report import Report
from service.domain.rule import Breach, Looked, Rule
from service.rules import RULES

log = logging.getLogger(__name__)

MOST_FINDINGS = 1_000
"""Findings of one rule in one report at most; then it looks no further, so that no file makes an endless result."""


def judge(
    report: Report, *, select: Iterable[str] = (), ignore: Iterable[str] = (), profile: Profile | None = None
) -> Judgement:
    """Apply the catalogue to a report.

    `select` and `ignore` are rule ids or their beginnings (`ARI`); nothing selected means all, or what the profile
    selects. The profile's severities, thresholds and suppressions are applied; what it ignores stays ignored.
    """
    profile = profile or Profile()
    report = replace(report, thresholds=profile.thresholds)
    findings: list[Finding] = []
    causes: list[str] = []
    checks: list[Check] = []
    for rule in chosen(tuple(select) or profile.select, (*ignore, *profile.ignore)):
        breaches, found, check = _apply(rule, report, profile)
        findings += found
        causes += [breach.cause for breach in breaches]
        checks.append(check)
    return Judgement(tuple(_related(findings, causes)), tuple(checks))


def judge_together(reports: Sequence[Report]) -> list[tuple[int, Finding]]:
    """What is wrong between the reports of a batch: each finding with the index of the report that it is made in.

    Years of one body are paired (CON11 to CON13), and a government's report is set against those of its bodies of the
    same year (CON14).
    """
    found: list[tuple[int, Finding]] = []
    for index, report in enumerate(relate(reports)):
        select = [*(_AGAINST_LAST_YEAR if report.previous else ()), *(_AGAINST_BODIES if report.bodies else ())]
        if select:
            found += [(index, finding) for finding in judge(report, select=select).findings]
    return found


_AGAINST_LAST_YEAR = ("CON11", "CON12", "CON13")
_AGAINST_BODIES = ("CON14",)


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


def _apply(rule: Rule, report: Report, profile: Profile) -> tuple[list[Breach], list[Finding], Check]:
    try:
        outcomes = list(_outcomes(rule, report))
        breaches = [outcome for outcome in outcomes if isinstance(outcome, Breach)]
        findings = list(_findings(rule, breaches, profile))
    except Exception:
        log.exception("rule %s crashed", rule.id)
        return [], [], Check(rule.id, CheckStatus.CRASHED)
    unread = sum(1 for outcome in outcomes if not isinstance(outcome, Breach) and not outcome.read)
    looked_at = len(outcomes) - unread
    status = CheckStatus.FAILED if breaches else CheckStatus.PASSED if looked_at else CheckStatus.SKIPPED
    return breaches, findings, Check(rule.id, status, looked_at, unread, len(breaches))


def _outcomes(rule: Rule, report: Report) -> Iterator[Breach | Looked]:
    made = 0
    for outcome in rule(report):
        yield outcome
        made += isinstance(outcome, Breach)
        if made == MOST_FINDINGS:
            return


def _findings(rule: Rule, breaches: list[Breach], profile: Profile) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for breach in breaches:
        key = finding_id(rule.id, breach.locations[0], 0)
        yield _finding(rule, breach, finding_id(rule.id, breach.locations[0], seen[key]), profile)
        seen[key] += 1


def _finding(rule: Rule, breach: Breach, id: str, profile: Profile) -> Finding:
    remedy = breach.remedy or rule.remedy
    facts = {"expected": breach.expected, "actual": breach.actual, **breach.facts}
    if breach.expected is not None and breach.actual is not None:
        facts["difference"] = abs(breach.actual - breach.expected)
    locations = tuple(replace(at, quote=mask(at.quote)) if at.quote else at for at in breach.locations)
    covering = (each for each in profile.suppressions if each.covers(rule.id, locations[0]))
    return Finding(
        id=id,
        rule=rule.id,
        name=rule.name,
        category=rule.category,
        severity=profile.severities.get(rule.id, rule.severity),
        message=(breach.message or rule.message).format(facts),
        locations=locations,
        suggestion=remedy.format(facts) if remedy else None,
        expected=breach.expected,
        actual=breach.actual,
        operands=breach.operands,
        facts=breach.facts,
        confidence=breach.confidence,
        suppressed=next((each.reason for each in covering), None),
    )


def _related(findings: list[Finding], causes: list[str]) -> Iterator[Finding]:
    """The findings, those of one cause knowing of each other."""
    of_cause: dict[str, list[str]] = {}
    for finding, cause in zip(findings, causes, strict=True):
        of_cause.setdefault(cause, []).append(finding.id)
    for finding, cause in zip(findings, causes, strict=True):
        others = tuple(id for id in of_cause[cause] if id != finding.id) if cause else ()
        yield replace(finding, related=others) if others else finding
