"""How the prose of a report was read, sentence by sentence, as plain text for who traces a finding.

Each sentence with a number or a claim is told with the findings in it, its clauses with their words, categories and frame,
and what became of every number: a claim or relation with all that it comes from and the one condition that decided, or why
it is passed over. A year that is told has the conditions that it was judged by. English, for it is about the code; the
report's own words stay as they are. All of it is asked anew: judging keeps no books for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.language import Breakdown, Certainty, Claim, Reading
from service.language.claims import ReadItem, fit
from service.language.context import Context
from service.language.frames import Topic
from service.language.lexer import Token
from service.language.mentions.figures import YearMention
from service.language.reading import ReadSentence
from service.language.relations import Relation
from service.language.tracing.asked import Condition, asked_of
from service.language.tracing.coverage import Number, Years, numbers, relations_in
from service.language.tracing.origins.items import Origins
from service.language.tracing.origins.relations import Relations
from service.language.year_claims import YearClaim, year_claims
from service.language.years.around import Around
from service.language.years.roles import Year
from service.renderers.explanation.claims import claim_of
from service.renderers.explanation.frames import dropped_from, frame_of, known_by
from service.renderers.explanation.relations import certainty_of, relation_of
from service.renderers.explanation.verdicts import Verdicts, rule_of, rule_of_relation, weight
from service.reports.finding import Check, Finding, Judgement
from service.reports.report import Location, Report

_BRIEF = 30
"""Characters of a sentence that are shown where it is told in a line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be explained: all, or the sentences that a rule (or family) judges, or that stand on a line or page."""

    rule: str = ""
    line: int | None = None
    is_in_full: bool = False
    """Whether sentences without a finding are told in full, too; those of a line are."""


def to_explanation(report: Report, judgement: Judgement, asked: Asked) -> Iterator[str]:
    """The lines of the explanation."""
    explained = _Explained(report, judgement.findings)
    yield from _summary(explained.reading, judgement.checks, asked.rule)
    found_in = {id(read): _findings_in(read, judgement.findings) for read in explained.reading.sentences}
    chosen = [read for read in explained.reading.sentences if explained.is_asked_for(read, found_in[id(read)], asked)]
    is_in_full = asked.is_in_full or asked.line is not None
    full = [read for read in chosen if is_in_full or found_in[id(read)]]
    leading = {id(before) for read in full for before in explained.leading_to(read)} - set(map(id, full))
    for read in explained.reading.sentences:
        if id(read) in leading or read in full:
            is_leading = id(read) in leading
            yield from explained.sentence(read, found_in[id(read)], asked.rule, is_leading=is_leading)
    told = [found for each in found_in.values() for found in each]
    left = [found for found in judgement.findings if found.rule.startswith(asked.rule) and found not in told]
    if left and asked.line is None:
        yield "\nfindings in no sentence with a number:"
        yield from (f"  {_message(found)}" for found in left)
    if others := [read for read in chosen if read not in full and id(read) not in leading]:
        yield "\nwithout a finding, a line each (--line tells one in full, --all every one):"
        yield from (f"  {explained.in_brief(read)}" for read in others)


def _findings_in(read: ReadSentence, findings: Sequence[Finding]) -> list[Finding]:
    return [found for found in findings if _stands_in(found.locations[0], read)]


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
        return f"{claim.year.role}, {certainty_of(claim.certainty, claim.reason)}"
    return f"{claim.year.role}" + (f" ({claim.reason})" if claim.reason != claim.year.role else "")


class _Explained:
    """Explains the sentences of one report."""

    def __init__(self, report: Report, findings: Sequence[Finding]) -> None:
        self._report, self._context = report, Context.of(report)
        self._origins = Origins.of(report)
        self.reading = self._origins.reading
        self._relations = Relations.of(self.reading)
        self._verdicts = Verdicts(report, findings)
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

    def leading_to(self, read: ReadSentence) -> Iterator[ReadSentence]:
        """The sentences that one inherits from, or that decide what becomes of it: it goes on from them, or lists their total."""
        beside = [self._verdicts.of_claim(claim).beside for here in read.items for claim in here.claims]
        named = {id(claim.sentence) for claim in beside if claim}
        named |= {id(each.before) for each in relations_in(read, self.reading) if isinstance(each, Breakdown)}
        before = self.reading.sentences[: self.reading.sentences.index(read)]
        yield from (each for each in before if id(each.sentence) in named)
        if not before or before[-1].sentence.paragraph is not read.sentence.paragraph:
            return
        if read.goes_on or self._is_topic_of_before(read):
            yield before[-1]
            if before[-1].goes_on or read.goes_on:
                yield from self.leading_to(before[-1])

    def _is_topic_of_before(self, read: ReadSentence) -> bool:
        """Whether what it speaks of first is neither its own nor its head's."""
        topic = self._origins.frames.of(read.items[0].item).get("topic") if read.items else None
        return (
            topic is not None
            and read.topic is Topic.NONE
            and topic.value is not Topic.NONE
            and not topic.words
            and not topic.clause
        )

    def sentence(
        self, read: ReadSentence, findings: Sequence[Finding], rule: str = "", *, is_leading: bool = False
    ) -> Iterator[str]:
        """A sentence with all that is made of it, but for relations that `rule` doesn't judge."""
        yield f"\n{_place(read)}{' (which what follows hangs on)' if is_leading else ''}: {read.sentence.text}"
        yield from (f"  ! {_message(found)}" for found in findings)
        told = relations_in(read, self.reading)
        relations = [each for each in told if rule_of_relation(each).startswith(rule)]
        seen: set[str] = set()
        for here in read.items:
            yield from self._item(read, here, relations, findings, seen)
        if dated := self._dated.get(id(read.sentence)):
            yield f"  as words for years: {_words(dated.tokens)}"
            yield f"      known by: {known_by(dated.tokens, 'years')}"
        for relation in relations:
            if isinstance(relation, Breakdown) and relation.before is read.sentence:
                yield "  = a breakdown whose list is in the next sentence"
            else:
                block = relation_of(relation, self._relations, self._verdicts.of_relation(relation))
                yield from (f"  {line}" for line in block)

    def in_brief(self, read: ReadSentence) -> str:
        """A sentence in a line: what became of each of its numbers."""
        told = relations_in(read, self.reading)
        found = [each for here in read.items for each in numbers(read, here, told, self._context, self._years)]
        return f"{_place(read)}: {read.sentence.text[:_BRIEF]}… {'; '.join(map(_in_brief, found))}"

    def _judging(self, read: ReadSentence) -> Iterator[str]:
        """The rules that judge what a sentence tells."""
        for here in read.items:
            yield from map(rule_of, here.claims)
            yield from ("YEAR" for token in here.item.tokens if token.kind == "DATE")
        for relation in relations_in(read, self.reading):
            yield rule_of_relation(relation)

    def _item(
        self,
        read: ReadSentence,
        here: ReadItem,
        relations: Sequence[Relation],
        findings: Sequence[Finding],
        seen: set[str],
    ) -> Iterator[str]:
        numbered = list(numbers(read, here, relations, self._context, self._years))
        item = here.item
        if not item.tokens:
            return
        yield f"  {read.sentence.text[item.start : item.end]}"
        yield f"      words: {_words(item.tokens)}"
        yield f"      known by: {known_by(item.tokens)}"
        if here.claims:
            yield from (f"      {line}" for line in dropped_from(here, self._origins, seen, _only_count(here)))
        yield f"      frame of counts: {_frame(here)}"
        framed = frame_of(here, self._origins, seen, hangs_on_topic=self._hangs_on_topic(here))
        yield from (f"      {line}" for line in framed)
        counts = {(number.token.start, number.token.end) for number in numbered}
        for number in numbered:
            yield from self._number(number, read, here, findings)
            if year := self._claims.get((id(read.sentence.paragraph), read.sentence.offsets[number.token.start])):
                yield from self._asked(year)
        for claim in here.claims:
            if (claim.start, claim.end) not in counts:
                yield from self._claim("without a number", claim, read, here)

    def _hangs_on_topic(self, here: ReadItem) -> bool:
        """Whether what is spoken of decides what an item claims, or keeps it from claiming anything."""
        made = [call.given["measure"] for claim in here.claims if (call := self._origins.made(claim, here))]
        fits = () if made else (fit(here.item, self._context, count) for count in here.item.counts)
        return any(measure.topic for measure in (*made, *(m for each in fits for m in (*each.exact, *each.loose))))

    def _number(self, number: Number, read: ReadSentence, here: ReadItem, findings: Sequence[Finding]) -> Iterator[str]:
        for claim in number.claims:
            yield from self._claim(number.token.text, claim, read, here, number.token)
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
        if not is_told and claim.year.year == self.reading.year:
            return
        if is_told:
            yield "        what made it so, then what could have kept it from being told; a wrong answer is the cause:"
        conditions = asked_of(claim, self._around)
        yield from (f"        yes {each.name}: {each.means}{_parts(each)}" for each in conditions if each.holds)
        if is_told:
            yield from (f"        no  {each.name}: {each.means}{_parts(each)}" for each in conditions if not each.holds)

    def _claim(
        self, name: str, claim: Claim, read: ReadSentence, here: ReadItem, count: Token | None = None
    ) -> Iterator[str]:
        told = self._origins.final(claim)
        block = claim_of(name, told, here, read, self._report, self._origins, self._verdicts.of_claim(told), count)
        yield from (f"      {line}" for line in block)


def _in_brief(number: Number) -> str:
    """What became of a number, in some words."""
    claims = [f"{claim.measure} = {claim.value} {claim.certainty}" for claim in number.claims]
    kinds = [f"part of a {type(each).__name__.lower()}" for each in number.relations]
    return f"{number.token.text} {', '.join(dict.fromkeys((*claims, *kinds))) or number.reason}"


def _only_count(here: ReadItem) -> Token | None:
    """The count that words are left out for; any, where there are several."""
    return here.item.counts[0] if len(here.item.counts) == 1 else None


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


def _verdicts(found: Sequence[Finding]) -> str:
    return ", ".join(f"{each.rule} {weight(each)}" for each in found) or "nothing told"


def _message(found: Finding) -> str:
    return f"{found.rule} {weight(found)}: {found.message.en}"


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
