"""A claim as one block: what named it, what it is held against, what changed it, and the conditions that decided."""

from collections.abc import Iterator, Sequence

from service.language import Certainty, Claim
from service.language.claims import Fit, ReadItem, Relation, fit
from service.language.context import Context
from service.language.lexer import Token
from service.language.reading import ReadSentence
from service.language.tracing.heard import Call
from service.language.tracing.origins.items import Origins
from service.language.tracing.origins.nearly import Told, nearly
from service.renderers.explanation.figures import figures_of
from service.renderers.explanation.frames import named, source_of, told_as
from service.renderers.explanation.verdicts import Verdict, rule_of
from service.reports.report import Report

_UNSURE = {"whose": "actor", "when": "period", "of what": "scope", "a part": "scope", "compared": "is_compared"}
_MOST_MISSING = 4
"""Conditions that nearly took a claim back which are shown, at most."""
_WHERE_TO_NARROW = (
    "narrowed neither by a category (lexicon) and its effect (frames, narrowing) nor by a clause (beside)"
)


def claim_of(
    name: str,
    claim: Claim,
    here: ReadItem,
    read: ReadSentence,
    report: Report,
    origins: Origins,
    verdict: Verdict,
    count: Token | None,
) -> Iterator[str]:
    """The block of a claim."""
    reason = f" ({claim.reason})" if claim.reason else ""
    unknown = "、".join(here.item.unknown) if claim.reason == "words unknown" else ""
    more = f"; the unknown words are {unknown}" if unknown else ""
    yield f"{name}: {claim.measure} = {claim.value}, {claim.relation}: {claim.certainty}{reason}{more}"
    made = origins.made(claim, here)
    if made:
        yield f"  {_fitting(made, fit(here.item, Context.of(report), count), here, origins)}"
    yield from _changes(claim, here, read, origins)
    yield f"  {_held_against(claim, report)}: {verdict.told}"
    yield from (f"  {line}" for line in _decided(claim, here, origins, verdict))
    told = origins.told(claim, read) if verdict.finding else None
    if told:
        yield from (f"  {line}" for line in _not_taken_back(told, here, read, origins.needed(here, count)))


def _fitting(made: Call, fits: Fit, here: ReadItem, origins: Origins) -> str:
    """The measure that made a claim, the words that it was made of, and what it goes on from."""
    measure = made.given["measure"]
    words = " ".join(f"{token.text}/{kind}" for token, kind in fits.kinds)
    shapes = " or ".join(map(str, fits.shapes_of(measure)))
    followed = origins.follows(here) if measure.follows or measure.is_of_one else None
    behind = f"; it follows {followed[0].last} {followed[0].value} of “{followed[1].text}”" if followed else ""
    return f"by {measure.name} in measures.py, shape {shapes}: {words}{behind}"


def _held_against(claim: Claim, report: Report) -> str:
    figures = figures_of(claim, report)
    against = ", ".join(f"{row} {'none' if value is None else value}" for row, value in figures.items())
    agreeing = [row for row, value in figures.items() if value is not None and claim.tells(value)]
    matches = f"it is {' and '.join(agreeing)}" if agreeing else f"none is {claim.value}"
    held = "would hold" if claim.certainty is Certainty.PASSED else "holds"
    return f"{rule_of(claim)} {held} it against {against}: {matches}"


def _not_taken_back(told: Told, here: ReadItem, read: ReadSentence, needed: Sequence[Token]) -> Iterator[str]:
    """What stands with an accused claim and did not take it back: what nearly did, and what says nothing to it."""
    missing = sorted(nearly(told, needed), key=lambda each: len(each.words), reverse=True)
    for each in missing[:_MOST_MISSING]:
        lacks = "if not" if each.held else "if"
        means = f" ({each.means})" if each.means else ""
        words = ", ".join(map(named, each.words))
        yield f"nearly taken back by {each.place}{means}: {lacks} {each.condition}; all else holds by {words}"
    silent = [
        f"“{other.item.text}”"
        for other in read.items
        if other.item is not here.item and other.item.tokens and told.is_without(other.item.tokens)
    ]
    silent += [named(token) for token in here.item.tokens if token not in needed and told.is_without([token])]
    if silent:
        yield f"told all the same without {', '.join(silent)}: {_WHERE_TO_NARROW}"


def _changes(claim: Claim, here: ReadItem, read: ReadSentence, origins: Origins) -> Iterator[str]:
    for change in origins.changes(claim):
        values = ", ".join(f"{name} = {value}" for name, value in change.values.items() if name != "whole")
        cause = origins.cause(here) if any(call.name == "making._is_one_of" for call in change.by) else None
        of = f" for the cause of “{cause[0].text}”" if cause else ""
        told = origins.told(change.before, read)
        words = "、".join(token.text for token in told.resting_on(read.tokens)) if told else ""
        yield f"  then {values} by {_by(change.by)}{of}{f', for {words}' if words else ''}"


def _by(calls: tuple[Call, ...]) -> str:
    """The functions that changed a claim, the question that was answered with yes with its condition."""
    is_asked = any(call.answer is True for call in calls)
    means = "" if is_asked else next((call.means for call in reversed(calls) if call.means), "")
    names = " → ".join(call.because if call.answer is True else call.name for call in calls)
    return names + (f" ({means})" if means else "")


def _decided(claim: Claim, here: ReadItem, origins: Origins, verdict: Verdict) -> Iterator[str]:
    """What decided what became of a claim: of a finding what made it the body's own, of the year and of all, and a note."""
    is_certain = claim.is_established or verdict.beside
    is_judged = is_certain or (claim.certainty is not Certainty.PASSED and not verdict.finding)
    why = verdict.decided if is_judged else _reason(claim, here, origins)
    if not verdict.finding:
        yield f"decided: {why}"
        return
    told = [*_not_handed_on(claim, here, origins), *told_as(origins.frames.of(here.item), _left_out(here, origins))]
    yield f"decided: contradicted as {claim.relation}: {told[0] if told else verdict.decided}"
    yield from (f"  {each}" for each in told[1:])
    if verdict.finding.to_check:
        yield f"a note, no error: {why}"


def _left_out(here: ReadItem, origins: Origins) -> str:
    """The words of an item that neither a shape nor its frame has a place for."""
    said = [token for origin in origins.frames.of(here.item).values() for token in origin.words]
    words = dict.fromkeys(each.token.text for each in origins.dropped(here, None) if each.token not in said)
    return f"; left out: {' '.join(words)}" if words else ""


def _not_handed_on(claim: Claim, here: ReadItem, origins: Origins) -> Iterator[str]:
    """What made what stands before it some of all, and not the claim."""
    if claim.relation is not Relation.ALL:
        return
    cause = origins.cause(here) if claim.measure.startswith("outcomes.") else None
    if cause and cause[1]:
        ended = f"not handed on, ended by “{cause[1].text}” (told_before._causes)"
        yield f"of all causes, though “{cause[0].text}” names one: {ended}"
    elif some := origins.some_before(claim):
        before, change = some
        yield f"all, though “{before.sentence.text[before.start : before.end]}” is some of all: not handed on, by {change.by[-1].name}"


def _reason(claim: Claim, here: ReadItem, origins: Origins) -> str:
    """The one condition that made it none for sure."""
    changed = [change for change in origins.changes(claim) if change.values.get("reason") == claim.reason]
    if changed:
        return f"{claim.reason}: {_by(changed[-1].by)}"
    if claim.reason == "words unknown":
        loosened = dict.fromkeys(each for each in origins.dropped(here, None) if each.is_loosened)
        words = ", ".join(f"{named(each.token)} by {each.why}" for each in loosened)
        return f"{claim.reason}: the shape fits without {words}"
    frame = origins.frames.of(here.item)
    name = _UNSURE.get(claim.reason) or next((n for n, each in frame.items() if str(each.value) == claim.reason), "")
    if name in frame:
        return f"{claim.reason}: {source_of(frame[name], is_brief=True)}"
    made = origins.made(claim, here)
    return f"{claim.reason}: " + ("the measure's own doubt (measures.py, doubt=)" if made else "by_noun.by_noun")
