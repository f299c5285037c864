"""What the rules made of claims and relations, each with the finding that came of it and the condition that decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.language import Breakdown, Claim, Share
from service.language.tracing.heard import Call, Heard
from service.reports.finding import Finding
from service.reports.report import Report
from service.rules.arithmetic import judged_breakdowns, judged_shares
from service.rules.comparison import Outcome
from service.rules.consistency import COUNTED, judged_by
from service.rules.doubts import TOLD_RIGHTLY
from service.rules.rule import HELD, UNREAD, Violation

_HEARD = tuple(f"service.rules.{module}" for module in ("applications", "comparison", "consistency"))
_RULES = {
    "outcomes": "CON03",
    "all_done": "CON05",
    "no_applicants": "CON05",
    "most_applicants": "CON05",
    "normative_documents": "CON02",
}
_RULES_OF_TABLES = {"applications": "CON01", "reviews": "CON04", "disclosure": "CON06"}
_Place = tuple[int, int, int, str]


@dataclass(frozen=True)
class Verdict:
    """What a rule made of something that the text says, and the finding that came of it, if any.

    `outcome` is None where the rule was not asked, or passed it over.
    """

    rule: str
    outcome: Outcome | None = None
    finding: Finding | None = None
    asked: tuple[Call, ...] = ()
    beside: Claim | None = None
    """The claim of its paragraph that tells the same rightly, where that makes it a note."""

    @property
    def told(self) -> str:
        """The finding in a word or two."""
        if self.finding:
            return f"{self.rule} {weight(self.finding)}"
        if isinstance(self.outcome, Violation):
            return f"{self.rule} not told: withdrawn, or one with what else is told of this place (judge._findings)"
        return "nothing told"

    @property
    def decided(self) -> str:
        """The condition of the rule that decided."""
        if self.beside:
            return f"TOLD_RIGHTLY: comparison.beside_right, by “{self.beside.sentence.text}”"
        if self.outcome is None:
            passing = next((call.because for call in self.asked if call.answer is True), "")
            return f"the rule doesn't judge it: {passing or 'its table or the count itself is passed over'}"
        excusing = (call for call in self.asked if call.answer is True and not isinstance(self.outcome, Violation))
        judging = (call for call in self.asked if call.answer is self.outcome or call.answer == self.outcome)
        told = next(excusing, None) or next(judging, None)
        said = (
            "unread" if self.outcome is UNREAD else "contradicted" if isinstance(self.outcome, Violation) else "agrees"
        )
        return f"{said}: {told.because}" if told else said


def rule_of(claim: Claim) -> str:
    """The rule that judges a claim."""
    return _RULES.get(claim.measure.split(".")[0], _RULES_OF_TABLES[claim.table])


def rule_of_relation(relation: Breakdown | Share) -> str:
    """The rule that judges a relation."""
    return "ARI05" if isinstance(relation, Breakdown) else "ARI06"


def weight(found: Finding) -> str:
    """How much a finding weighs."""
    return "to check" if found.to_check else str(found.severity)


class Verdicts:
    """What became of every claim and relation of a report."""

    def __init__(self, report: Report, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self._of_claims = {place: verdict for rule in COUNTED for place, verdict in self._judged(rule, report)}
        judged = (*judged_breakdowns(report), *judged_shares(report))
        self._of_relations = {_place(relation): self._verdict(rule_of_relation(relation), o) for relation, o in judged}

    def of_claim(self, claim: Claim) -> Verdict:
        """What became of a claim."""
        rule = rule_of(claim)
        return self._of_claims.get((*_place(claim), claim.measure), Verdict(rule))

    def of_relation(self, relation: Breakdown | Share) -> Verdict:
        """What became of a relation."""
        return self._of_relations.get(_place(relation), Verdict(rule_of_relation(relation)))

    def _judged(self, rule: str, report: Report) -> Iterator[tuple[tuple[int, int, int, str], Verdict]]:
        with Heard(_HEARD) as heard:
            judged = list(judged_by(rule, report))
        right = [claim for claim, outcome in judged if outcome is HELD]
        calls = [each for call in heard.calls for each in (call, *call.within())]
        for claim, outcome in judged:
            asked = tuple(call for call in calls if call.given.get("claim") is claim)
            made = self._verdict(rule, outcome)
            beside = _told_rightly(claim, outcome, right)
            yield (*_place(claim), claim.measure), Verdict(rule, outcome, made.finding, asked, beside)
        for call in calls:
            passed = call.given.get("claim")
            is_judged = any(passed is each for each, _ in judged)
            if isinstance(passed, Claim) and call.answer is True and not is_judged and rule_of(passed) == rule:
                yield (*_place(passed), passed.measure), Verdict(rule, None, None, (call,))

    def _verdict(self, rule: str, outcome: Outcome) -> Verdict:
        if not isinstance(outcome, Violation):
            return Verdict(rule, outcome)
        where = outcome.locations[0]._replace(quote=None, focus=())
        found = (each for each in self._findings if each.rule == rule)
        at = [each for each in found if each.locations[0]._replace(quote=None, focus=()) == where]
        same = [each for each in at if each.facts == outcome.facts or each.to_check == outcome.to_check]
        return Verdict(rule, outcome, next(iter(same), None))


def _told_rightly(claim: Claim, outcome: Outcome, right: Iterable[Claim]) -> Claim | None:
    """The claim before it that tells the same rightly, where that makes it a note."""
    if not isinstance(outcome, Violation) or outcome.doubt is not TOLD_RIGHTLY:
        return None
    paragraph = claim.sentence.paragraph
    beside = (each for each in right if each.sentence.paragraph is paragraph and each.measure == claim.measure)
    return next(beside, None)


def _place(told: Claim | Breakdown | Share) -> tuple[int, int, int]:
    return id(told.sentence), told.start, told.end
