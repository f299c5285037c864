"""A claim as one block: what named it, what it is held against, what changed it, and the one condition that decided."""

from collections.abc import Iterator

from service.language import Certainty, Claim
from service.language.claims import Fit, ReadItem, fit
from service.language.context import Context
from service.language.heard import Call
from service.language.lexer import Token
from service.language.origins.items import Origin, Origins, home_of
from service.renderers.explanation.figures import figures_of
from service.renderers.explanation.verdicts import Verdict, rule_of
from service.reports.report import Report

_NAMES = {
    "actor": "whose",
    "period": "when",
    "modality": "fact or plan",
    "scope": "all or some",
    "is_denied": "denied",
    "is_compared": "compared",
    "topic": "speaks of",
}
_UNSURE = {"whose": "actor", "when": "period", "of what": "scope"}
_MOST_ASKED = 3
"""Questions that were nearly answered with yes which are shown, at most."""


def frame_of(here: ReadItem, origins: Origins) -> Iterator[str]:
    """Where each dimension of a frame comes from, those that nothing says in one line."""
    told = origins.frame(here)
    plain = [_NAMES[name] for name, origin in told.items() if not (origin.words or origin.rule or origin.place)]
    for name, origin in told.items():
        if origin.words or origin.rule or origin.place:
            yield f"  {_NAMES[name]}: {_value(origin)}, {_source(origin)}"
    if plain:
        yield f"  by default, nothing says otherwise: {', '.join(plain)}"
    near = dict.fromkeys(call.because for call in origins.nearly(here))
    if near:
        yield f"  nearly, but no: {'; '.join([*near][:_MOST_ASKED])}"


def dropped_from(here: ReadItem, origins: Origins, count: Token | None = None) -> Iterator[str]:
    """The words that a shape is without, those of one condition together."""
    left: dict[tuple[str, str], list[str]] = {}
    for dropped in origins.dropped(here, count):
        kind = "passed over as not understood" if dropped.is_loosened else "left out as saying nothing"
        words = left.setdefault((kind, dropped.why), [])
        if (word := f"{dropped.token.text}/{dropped.token.kind}") not in words:
            words.append(word)
    for (kind, why), words in left.items():
        yield f"{kind}: {' '.join(words)} by {why}"


def claim_of(
    name: str, claim: Claim, here: ReadItem, report: Report, origins: Origins, verdict: Verdict, count: Token | None
) -> Iterator[str]:
    """The block of a claim."""
    reason = f" ({claim.reason})" if claim.reason else ""
    unknown = "、".join(here.item.unknown) if claim.reason == "words unknown" else ""
    more = f"; the unknown words are {unknown}" if unknown else ""
    yield f"{name}: {claim.measure} = {claim.value}, {claim.relation}: {claim.certainty}{reason}{more}"
    fits = fit(here.item, Context.of(report), count)
    for shape in (shape for each in (*fits.exact, *fits.loose) for shape in fits.shapes_of(each)):
        words = " ".join(token.text for token, _ in fits.kinds)
        yield f"  by the shape {' '.join(shape.split())} for {' '.join(fits.categories)}: {words} (measures.py: {_measures(fits)})"
    yield from _changes(claim, origins)
    yield f"  {_held_against(claim, report)}: {verdict.told}"
    yield f"  decided: {_decided(claim, here, origins, verdict)}"


def _measures(fits: Fit) -> str:
    return ", ".join(dict.fromkeys(each.name for each in (*fits.exact, *fits.loose)))


def _held_against(claim: Claim, report: Report) -> str:
    figures = figures_of(claim, report)
    against = ", ".join(f"{row} {'none' if value is None else value}" for row, value in figures.items())
    agreeing = [row for row, value in figures.items() if value is not None and claim.tells(value)]
    matches = f"it is {' and '.join(agreeing)}" if agreeing else f"none is {claim.value}"
    held = "would hold" if claim.certainty is Certainty.PASSED else "holds"
    return f"{rule_of(claim)} {held} it against {against}: {matches}"


def _changes(claim: Claim, origins: Origins) -> Iterator[str]:
    for change in origins.changes(claim):
        values = ", ".join(f"{name} = {value}" for name, value in change.values.items() if name != "whole")
        yield f"  then {values} by {_by(change.by)}"


def _by(calls: tuple[Call, ...]) -> str:
    means = next((call.means for call in reversed(calls) if call.means), "")
    return f"{' → '.join(call.name for call in calls)}" + (f" ({means})" if means else "")


def _decided(claim: Claim, here: ReadItem, origins: Origins, verdict: Verdict) -> str:
    """The one condition that decided what became of a claim."""
    if claim.is_established or verdict.beside or (claim.certainty is not Certainty.PASSED and not verdict.finding):
        return verdict.decided
    changed = [change for change in origins.changes(claim) if change.values.get("reason") == claim.reason]
    if changed:
        return f"{claim.reason}: {_by(changed[-1].by)}"
    if claim.reason == "words unknown":
        loosened = dict.fromkeys(each for each in origins.dropped(here, None) if each.is_loosened)
        words = ", ".join(f"{each.token.text} {home_of(each.token)} by {each.why}" for each in loosened)
        return f"{claim.reason}: the shape fits without {words}"
    frame = origins.frame(here)
    name = _UNSURE.get(claim.reason) or next((n for n, each in frame.items() if str(each.value) == claim.reason), "")
    name = name or {"a part": "scope", "compared": "is_compared"}.get(claim.reason, "")
    if name in frame:
        return f"{claim.reason}: {_source(frame[name])}"
    return f"{claim.reason}: the measure's own doubt (measures.py, doubt=)"


def _value(origin: Origin) -> str:
    return str(origin.value).lower() if isinstance(origin.value, bool) else str(origin.value)


def _source(origin: Origin) -> str:
    """What says a value: its words, with their entries, and the function."""
    words = ", ".join(f"{token.text} {home_of(token)}" for token in origin.words)
    inherited = f"inherited from “{origin.clause.text}”: " if origin.clause else ""
    rule = origin.rule.because if origin.rule else ""
    return f"{inherited}{words or origin.place or 'no word'}" + (f", by {rule}" if rule else "")
