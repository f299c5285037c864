"""Runs the rules over a report. A rule that crashes is told as crashed, never silent."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from service.audits.profile import Profile
from service.reports.finding import (
    Check,
    CheckStatus,
    Finding,
    Judgement,
    Message,
    Severity,
    as_equations,
    differ,
    finding_id,
    id_in_batch,
)
from service.reports.privacy import mask
from service.reports.repair import Repair, repairs
from service.reports.report import Location, Report
from service.rules import RULES
from service.rules.recognition import guarded, unread
from service.rules.related import relate
from service.rules.remedies import mends, remedy_of
from service.rules.rule import LIKELY, UNREAD, Looked, Rule, Violation
from service.rules.unread import gathered, lost_tables, lost_to

log = logging.getLogger(__name__)

_CONFIDENCE_TO_CHECK = 0.5
"""Of a finding whose sentence was not wholly understood, at most."""

_MOST_ALIKE = 10
"""Violations of one kind in one table that are told each by itself; of more, one finding tells them all."""

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
    if report.thresholds != profile.thresholds:
        report = replace(report, thresholds=profile.thresholds)
    found: list[tuple[Finding, str]] = []
    judged: list[tuple[Rule, Check]] = []
    for rule in chosen(tuple(select) or profile.select, (*ignore, *profile.ignore)):
        made, check = _apply(rule, report, profile)
        found += made
        judged.append((rule, check))
    return Judgement(
        tuple(_related(_repaired(found, report))), tuple(check for _, check in judged), gathered(report, judged)
    )


class Between(NamedTuple):
    """A finding between reports of a batch, which are told by their indices."""

    report: int
    """The one that it is made in."""
    finding: Finding
    against: tuple[int, ...]
    """Those that it was set against."""


def judge_together(reports: Sequence[Report]) -> list[Between]:
    """What is wrong between the reports of a batch.

    Years of one body are paired (CON11 to CON13), and a government's report is set against those of its bodies of the
    same year (CON14). No two findings have one id, though reports of one form have the same at the same place.
    """
    index_of = {id(report): index for index, report in enumerate(reports)}
    found: list[Between] = []
    seen: Counter[str] = Counter()
    for index, report in enumerate(relate(reports)):
        select = [*(_AGAINST_LAST_YEAR if report.previous else ()), *(_AGAINST_BODIES if report.bodies else ())]
        findings = judge(report, select=select).findings if select else ()
        ids = {finding.id: id_in_batch(finding.id, seen[finding.id]) for finding in findings}
        seen.update(ids.keys())
        for finding in findings:
            others = report.bodies if finding.rule in _AGAINST_BODIES else (report.previous,)
            against = tuple(index_of[id(other)] for other in others if id(other) in index_of)
            told = replace(finding, id=ids[finding.id], related=tuple(ids[each] for each in finding.related))
            found.append(Between(index, told, against))
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


def _apply(rule: Rule, report: Report, profile: Profile) -> tuple[list[tuple[Finding, str]], Check]:
    try:
        violations, looked, truncated = _outcomes(rule, report)
        findings = list(_findings(rule, violations, profile)) if violations else []
    except Exception:
        log.exception("rule %s crashed", rule.id)
        return [], Check(rule.id, CheckStatus.CRASHED)
    missed = looked.count(UNREAD)
    looked_at = len(violations) + len(looked) - missed
    to_check = looked.count(LIKELY) + sum(violation.to_check for violation in violations)
    understood = looked_at - to_check if rule.on_prose else None
    lost = lost_to(rule, lost_tables(report))
    not_read = max(missed, lost) + unread(rule, report)
    status = _status(violations, looked_at, was_read=not lost and bool(looked_at or not not_read))
    return findings, Check(rule.id, status, looked_at, not_read, len(findings), truncated, understood)


def _status(violations: list[Violation], looked_at: int, *, was_read: bool) -> CheckStatus:
    if violations:
        return CheckStatus.TO_CHECK if all(violation.to_check for violation in violations) else CheckStatus.FAILED
    if not was_read:
        return CheckStatus.NOT_CHECKED
    return CheckStatus.PASSED if looked_at else CheckStatus.SKIPPED


def _outcomes(rule: Rule, report: Report) -> tuple[list[Violation], list[Looked], bool]:
    """What a rule finds broken in a report, what it says of all else, and whether it would have found more."""
    violations: list[Violation] = []
    looked: list[Looked] = []
    for said in rule(report):
        outcome = said if isinstance(said, Looked) else guarded(said, rule, report)
        if isinstance(outcome, Looked):
            looked.append(outcome)
        elif len(violations) == MOST_FINDINGS:
            return violations, looked, True
        else:
            violations.append(outcome)
    return violations, looked, False


def _findings(rule: Rule, violations: list[Violation], profile: Profile) -> Iterator[tuple[Finding, str]]:
    """A finding for each place with its cause; what a rule has against one place more than once is told in one.

    What is sure of a place is told alone: what is to check beside it would only blur it.
    """
    by_place: dict[Location, list[Violation]] = {}
    for violation in sorted(_gathered(rule, violations, profile), key=lambda violation: violation.to_check):
        together = by_place.setdefault(violation.locations[0].unfocused, [])
        if not together or together[0].to_check == violation.to_check:
            together.append(violation)
    seen: Counter[str] = Counter()
    for where, together in by_place.items():
        named = Location(where.section, where.table) if "places" in together[0].facts else where
        key = finding_id(rule.id, named, 0)
        id = finding_id(rule.id, named, seen[key])
        seen[key] += 1
        yield _told_once([_finding(rule, violation, id, profile) for violation in together]), together[0].cause


def _gathered(rule: Rule, violations: list[Violation], profile: Profile) -> Iterator[Violation]:
    """The violations, one for all where many are alike; what a suppression covers stays by itself."""
    by_kind: dict[tuple[str, bool], list[Violation]] = {}
    for violation in violations:
        if violation.alike and not _suppressed(rule, violation.locations[0], profile):
            by_kind.setdefault((violation.alike, violation.to_check), []).append(violation)
    gathered = {id(each): alike for alike in by_kind.values() if len(alike) > _MOST_ALIKE for each in alike}
    for violation in violations:
        alike = gathered.get(id(violation), [violation])
        if alike[0] is violation:
            yield violation.for_all(alike) if len(alike) > 1 else violation


def _suppressed(rule: Rule, where: Location, profile: Profile) -> str | None:
    """Why the client's profile lets a finding pass, None where it doesn't."""
    return next((each.reason for each in profile.suppressions if each.covers(rule.id, where)), None)


def _told_once(made: list[Finding]) -> Finding:
    """One finding of several at one place."""
    first = made[0]
    if len(made) == 1:
        return first
    messages = {finding.message: None for finding in made}
    equations = tuple(dict.fromkeys(finding.operands for finding in made if finding.operands))
    return replace(
        first,
        message=Message(
            "；".join(message.zh.rstrip("。") for message in messages) + "。",
            " ".join(message.en for message in messages),
        ),
        locations=tuple(_told_of(at for finding in made for at in finding.locations)),
        expected=None if len(equations) > 1 else first.expected,
        actual=None if len(equations) > 1 else first.actual,
        operands=as_equations(equations),
        confidence=min(finding.confidence for finding in made),
    )


def _told_of(places: Iterable[Location]) -> Iterator[Location]:
    """Each place once, with all that is meant of its quote."""
    meant: dict[Location, dict[tuple[int, int], None]] = {}
    for place in places:
        meant.setdefault(place.unfocused, {}).update(dict.fromkeys(place.focus))
    return (place._replace(focus=tuple(sorted(spans))) for place, spans in meant.items())


def _finding(rule: Rule, violation: Violation, id: str, profile: Profile) -> Finding:
    message, remedy = violation.message or rule.message, violation.remedy or rule.remedy
    if "places" in violation.facts:
        message = Message(f"{message.zh}{_OF_MANY.zh}", f"{message.en} {_OF_MANY.en}")
    if violation.doubt:
        message, remedy = _asking(message, violation.doubt), remedy and _conditional(remedy)
    facts = {"expected": violation.expected, "actual": violation.actual, **violation.facts}
    if violation.expected is not None and violation.actual is not None:
        facts["difference"] = abs(violation.actual - violation.expected)
    locations = tuple(at._replace(quote=mask(at.quote)) if at.quote else at for at in violation.locations)
    return Finding(
        id=id,
        rule=rule.id,
        name=rule.name,
        category=rule.category,
        severity=Severity.NOTE if violation.to_check else profile.severities.get(rule.id, rule.severity),
        message=message.format(facts),
        locations=locations,
        suggestion=remedy.format(facts) if remedy else None,
        expected=None if differ(violation.operands) else violation.expected,
        actual=violation.actual,
        operands=violation.operands,
        facts=violation.facts,
        confidence=min(violation.confidence, _CONFIDENCE_TO_CHECK) if violation.to_check else violation.confidence,
        to_check=violation.to_check,
        suppressed=_suppressed(rule, locations[0], profile),
    )


_OF_MANY = Message(
    "该表共有 {places} 处同类问题，一并列出。",
    "The table has {places} such {places:place|places}, all listed here.",
)


def _asking(message: Message, doubt: Message) -> Message:
    """A message of what may be wrong, as something for a person to look at."""
    return Message(f"请核对（{doubt.zh}）：{message.zh}", f"Please check ({doubt.en}): {message.en}")


def _conditional(remedy: Message) -> Message:
    """A remedy for the case that a person finds the fault to be one."""
    return Message(f"如确有差错，{remedy.zh}", f"If this is an error: {remedy.en}")


def _repaired(found: list[tuple[Finding, str]], report: Report) -> list[tuple[Finding, str]]:
    """The findings, those that a repair of the tables mends along with their identities being of its cause, too.

    Of plans that are as small, the one that mends most of them is suggested first, and to each of the findings alike.
    """
    causes = {cause for _, cause in found if cause}
    for repair in [each for each in repairs(report) if each.cause in causes] if causes else ():
        beside = [finding for finding, cause in found if not cause and not finding.to_check]
        mended = [{finding.id for finding in beside if mends(plan, finding.operands)} for plan in repair.plans]
        most = max(map(len, mended))
        if most:
            first = next(at for at, ids in enumerate(mended) if len(ids) == most)
            plans = (repair.plans[first], *repair.plans[:first], *repair.plans[first + 1 :])
            found = _suggest(replace(repair, plans=plans), mended[first], found)
    return found


def _suggest(repair: Repair, mended: set[str], found: list[tuple[Finding, str]]) -> list[tuple[Finding, str]]:
    """The findings, those of a repair's cause and those that it mends beside them suggesting its plans."""
    suggestion = remedy_of(repair, len(mended)).format({})
    return [
        (replace(finding, suggestion=suggestion), repair.cause)
        if not finding.to_check and (cause == repair.cause or finding.id in mended)
        else (finding, cause)
        for finding, cause in found
    ]


def _related(found: list[tuple[Finding, str]]) -> Iterator[Finding]:
    """The findings, those of one cause knowing of each other; what is to check is no part of anybody's repair."""
    found = [(finding, "" if finding.to_check else cause) for finding, cause in found]
    of_cause: dict[str, list[str]] = {}
    for finding, cause in found:
        of_cause.setdefault(cause, []).append(finding.id)
    for finding, cause in found:
        others = tuple(id for id in of_cause[cause] if id != finding.id) if cause else ()
        yield replace(finding, related=others) if others else finding
