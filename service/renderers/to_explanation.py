"""How the prose of a report was read, sentence by sentence, as plain text for who traces a finding.

Each sentence with a number or a claim is told with the findings in it, its clauses with their words, categories and frame,
and what became of every number: a claim with its shape and the figures it is held against, a part of a relation, or
passed over and why. A year that is told has the conditions that it was judged by. English, for it is about the code; the
report's own words stay as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.language import Breakdown, Certainty, Claim, Growth, Reading
from service.language.asked import Condition, asked_of
from service.language.claims import ReadItem, fit
from service.language.context import Context
from service.language.coverage import Number, Years, numbers, relations_in
from service.language.lexer import Token
from service.language.mentions.figures import YearMention
from service.language.reading import ReadSentence
from service.language.relations import Relation
from service.language.year_claims import YearClaim, year_claims
from service.language.years.around import Around
from service.language.years.roles import Year
from service.renderers.claimed_figures import figures_of
from service.reports.finding import Check, Finding, Judgement
from service.reports.report import Location, Report

_RULES = {"outcomes": "CON03", "all_done": "CON05", "normative_documents": "CON02"}
_RULES_OF_TABLES = {"applications": "CON01", "reviews": "CON04", "disclosure": "CON06"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be explained: all, or the sentences that a rule (or family) judges, or that stand on a line or page."""

    rule: str = ""
    line: int | None = None


def to_explanation(report: Report, judgement: Judgement, asked: Asked) -> Iterator[str]:
    """The lines of the explanation."""
    reading, context = Reading.of(report), Context.of(report)
    explained = _Explained(report, reading, context)
    left = [found for found in judgement.findings if found.rule.startswith(asked.rule)]
    yield from _summary(reading, judgement.checks, asked.rule)
    for read in reading.sentences:
        findings = [found for found in judgement.findings if _stands_in(found.locations[0], read)]
        left = [found for found in left if found not in findings]
        if explained.is_asked_for(read, findings, asked):
            yield from explained.sentence(read, findings)
    if left and asked.line is None:
        yield "\nfindings in no sentence with a number:"
        yield from (f"  {_message(found)}" for found in left)


def _summary(reading: Reading, checks: Sequence[Check], rule: str) -> Iterator[str]:
    yield f"report year {reading.year or 'unknown'}; {len(reading.sentences)} sentences tell a number or deny one"
    for check in checks:
        if check.understood is not None and check.looked_at and check.rule.startswith(rule):
            yield f"  {check.rule} {check.status}: understood {check.understood} of {check.looked_at}"


def _place_of(year: Year) -> tuple[int, int]:
    """The paragraph of a year and the character in it that it begins at."""
    return id(year.sentence.paragraph), year.sentence.offsets[year.start]


def _role(claim: YearClaim) -> str:
    """What became of a year."""
    if claim.certainty is not Certainty.PASSED:
        return f"{claim.year.role}, {_certainty(claim)}"
    return f"{claim.year.role}" + (f" ({claim.reason})" if claim.reason != claim.year.role else "")


def _certainty(judged: YearClaim | Relation) -> str:
    """How sure it is; a reason not to be sure says what keeps it from being an error or warning."""
    if judged.certainty is Certainty.TO_CHECK:
        return f"{judged.certainty}; told for sure but for: {judged.reason}"
    return f"{judged.certainty}" + (f" ({judged.reason})" if judged.reason else "")


class _Explained:
    """Explains the sentences of one report."""

    def __init__(self, report: Report, reading: Reading, context: Context) -> None:
        self._report, self._reading, self._context = report, reading, context
        self._around = Around.of(report)
        self._claims = {_place_of(claim.year): claim for claim in year_claims(report)}
        self._years: Years = {place: _role(claim) for place, claim in self._claims.items()}
        self._dated = {id(claim.year.sentence): claim.year.dated for claim in self._claims.values()}

    def is_asked_for(self, read: ReadSentence, findings: Sequence[Finding], asked: Asked) -> bool:
        """Whether a sentence is one of those to be explained."""
        if asked.line is not None and asked.line not in _lines(read):
            return False
        judging = [found.rule for found in findings] + list(self._judging(read))
        return any(rule.startswith(asked.rule) for rule in judging) or not asked.rule

    def sentence(self, read: ReadSentence, findings: Sequence[Finding]) -> Iterator[str]:
        """A sentence with all that is made of it."""
        yield f"\n{_place(read)}: {read.sentence.text}"
        yield from (f"  ! {_message(found)}" for found in findings)
        relations = relations_in(read, self._reading)
        for here in read.items:
            yield from self._item(read, here, relations, findings)
        if dated := self._dated.get(id(read.sentence)):
            yield f"  as words for years: {_words(dated.tokens)}"
        for relation in relations:
            if relation.sentence is not read.sentence:
                yield "  = a breakdown whose list is in the next sentence"
            else:
                accusing = [found for found in findings if found.rule == _rule_of_relation(relation)]
                yield f"  = {_relation(relation)}: {_verdicts(accusing)}"

    def _judging(self, read: ReadSentence) -> Iterator[str]:
        """The rules that judge what a sentence tells."""
        for here in read.items:
            yield from map(_rule, here.claims)
            yield from ("YEAR" for token in here.item.tokens if token.kind == "DATE")
        for relation in relations_in(read, self._reading):
            yield _rule_of_relation(relation)

    def _item(
        self, read: ReadSentence, here: ReadItem, relations: Sequence[Relation], findings: Sequence[Finding]
    ) -> Iterator[str]:
        numbered = list(numbers(read, here, relations, self._context, self._years))
        item = here.item
        if not item.tokens:
            return
        yield f"  {read.sentence.text[item.start : item.end]}"
        yield f"      words: {_words(item.tokens)}"
        yield f"      frame of counts: {_frame(here)}"
        counts = {(number.token.start, number.token.end) for number in numbered}
        for number in numbered:
            yield from self._number(number, here, findings)
            if year := self._claims.get((id(read.sentence.paragraph), read.sentence.offsets[number.token.start])):
                yield from self._asked(year)
        for claim in here.claims:
            if (claim.start, claim.end) not in counts:
                yield from self._claim("without a number", claim, here, findings)

    def _number(self, number: Number, here: ReadItem, findings: Sequence[Finding]) -> Iterator[str]:
        for claim in number.claims:
            yield from self._claim(number.token.text, claim, here, findings, number)
        if number.relations:
            kinds = dict.fromkeys(type(each).__name__.lower() for each in number.relations)
            yield f"      {number.token.text}: part of the {' and the '.join(kinds)} below"
        if number.reason:
            told_of = [found for found in findings if _is_of_year(found, number.token)]
            outcome = f": {_verdicts(told_of)}" if told_of else ""
            yield f"      {number.token.text}: {'' if told_of else 'passed over: '}{number.reason}{outcome}"

    def _asked(self, claim: YearClaim) -> Iterator[str]:
        """The conditions by which a year is told; of another one that is passed over, those that hold."""
        is_told = claim.certainty is not Certainty.PASSED
        if not is_told and claim.year.year == self._reading.year:
            return
        if is_told:
            yield "        asked in this order, of the words for years below; a wrong answer is the cause:"
        for condition in asked_of(claim, self._around):
            if is_told or condition.holds:
                answer = "yes" if condition.holds else "no "
                yield f"        {answer} {condition.name}: {condition.means}{_parts(condition)}"

    def _claim(
        self, name: str, claim: Claim, here: ReadItem, findings: Sequence[Finding], number: Number | None = None
    ) -> Iterator[str]:
        reason = f" ({claim.reason})" if claim.reason else ""
        unknown = "、".join(here.item.unknown) if claim.reason == "words unknown" else ""
        more = f"; the unknown words are {unknown}" if unknown else ""
        yield f"      {name}: {claim.measure} = {claim.value}, {claim.relation}: {claim.certainty}{reason}{more}"
        fits = fit(here.item, self._context, number.token if number else None)
        for shape in (shape for each in (*fits.exact, *fits.loose) for shape in fits.shapes_of(each)):
            yield f"        by the shape {' '.join(shape.split())} for {' '.join(fits.categories)}"
        figures = figures_of(claim, self._report)
        against = ", ".join(f"{row} {'none' if value is None else value}" for row, value in figures.items())
        accusing = [found for found in findings if _accuses(found, claim)]
        held = "would hold" if claim.certainty is Certainty.PASSED else "holds"
        yield f"        {_rule(claim)} {held} it against {against}: {_verdicts(accusing)}"


def _parts(condition: Condition) -> str:
    """What a condition asked for its answer: what held, then what didn't."""
    held, missed = (
        ", ".join(
            dict.fromkeys(each.name.split(".")[-1] + _parts(each) for each in condition.parts if each.holds is holds)
        )
        for holds in (True, False)
    )
    parts = "; ".join(part for part in (held, missed and f"not {missed}") if part)
    return f" ({parts})" if parts else ""


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(f"{token.text}/{token.kind}" for token in tokens)


def _frame(here: ReadItem) -> str:
    """The dimensions of an item's frame, and what they do to its claims."""
    frame = here.frame
    said = [str(frame.actor), str(frame.period), str(frame.modality), str(frame.scope)]
    said += ["denied"] * frame.is_denied + ["compared"] * frame.is_compared
    effect = (
        f"; withdrawn: {frame.withdrawn}" if frame.withdrawn else f"; unsure: {frame.unsure}" if frame.unsure else ""
    )
    return f"{', '.join(said)}; speaks of {frame.topic}{effect}"


def _relation(relation: Relation) -> str:
    holds = "holds" if relation.holds else f"fails, {_certainty(relation)}"
    if isinstance(relation, Breakdown):
        kind = "all parts" if relation.is_closed else "some parts"
        opened = f", opened as {relation.opener}" if relation.opener else ""
        parts = " + ".join(map(str, relation.parts))
        return f"breakdown of {relation.total} {relation.unit} into {kind}{opened}: {parts} = {relation.added}: {holds}"
    if isinstance(relation, Growth):
        name, figures = "growth", f"from {relation.whole} to {relation.part}"
    else:
        name, figures = "share", f"{relation.part} of {relation.whole}"
    return f"{name} of {relation.stated} % told, {figures} is {relation.actual:.2f} %: {holds}"


def _rule(claim: Claim) -> str:
    return _RULES.get(claim.measure.split(".")[0], _RULES_OF_TABLES[claim.table])


def _rule_of_relation(relation: Relation) -> str:
    return "ARI05" if isinstance(relation, Breakdown) else "ARI06"


def _verdicts(found: Sequence[Finding]) -> str:
    return ", ".join(f"{each.rule} {_weight(each)}" for each in found) or "nothing told"


def _weight(found: Finding) -> str:
    return "to check" if found.to_check else str(found.severity)


def _message(found: Finding) -> str:
    return f"{found.rule} {_weight(found)}: {found.message.en}"


def _accuses(found: Finding, claim: Claim) -> bool:
    """Whether a finding of the claim's sentence is about it: it is of its rule, and names its value."""
    return found.rule.startswith("CON0") and claim.value in (found.actual, *found.facts.values())


def _is_of_year(found: Finding, token: Token) -> bool:
    """Whether a finding of the token's sentence is about the year that it names."""
    is_year = isinstance(token.value, YearMention) and token.value.year is not None
    return is_year and found.rule.startswith("YEAR") and token.text[:4] in found.message.en


def _stands_in(location: Location, read: ReadSentence) -> bool:
    """Whether a place is in a sentence, or the other way round."""
    sentence = read.sentence
    if not location.quote or location.section != sentence.section:
        return False
    raw = sentence.paragraph.text[sentence.offsets[0] : sentence.offsets[-1] + 1]
    is_near = location.line is None or location.line in _lines(read)
    return is_near and (location.quote in raw or raw in location.quote)


def _lines(read: ReadSentence) -> range:
    """The lines that a sentence stands on, or the pages where the file has no lines."""
    first, last = (read.sentence.exactly(at, at + 1) for at in (0, len(read.sentence.text) - 1))
    start, end = first.line or first.page or 0, last.line or last.page or 0
    return range(start, end + 1)


def _place(read: ReadSentence) -> str:
    at = read.sentence.at()
    where = f"line {at.line}" if at.line else f"page {at.page}" if at.page else "somewhere"
    return f"{where}, section {read.sentence.section}"
