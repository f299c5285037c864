"""A frame as lines: where each of its dimensions comes from, and the words that say nothing of it or of a shape."""

from collections.abc import Iterable, Iterator, Mapping

from service.language.claims import ReadItem
from service.language.frames import Frame, Period
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import homes
from service.language.tracing.heard import Call
from service.language.tracing.origins.frames import Lost, Origin
from service.language.tracing.origins.items import Origins, entries_of, home_of

_NAMES = {
    "actor": "whose",
    "period": "when",
    "modality": "fact or plan",
    "scope": "all or some",
    "is_denied": "denied",
    "is_compared": "compared",
    "topic": "speaks of",
}
_OWN_WHOLE = ("actor", "period", "modality", "scope")
"""The dimensions by which a claim is the body's own, of the year and of all."""


def frame_of(here: ReadItem, origins: Origins, seen: set[str], *, hangs_on_topic: bool) -> Iterator[str]:
    """What makes an item other than the body's own, of the year and of all; of a clause without a number what it says itself.

    What is spoken of is told where something hangs on it, and where no clause says it once for all that have `seen`.
    What withdrew nothing from a claim is told with what decided (`told_as`).
    """
    is_told = bool(here.claims or here.item.counts)
    for name, origin in origins.frames.of(here.item).items():
        line = f"{_NAMES[name]}: {_value(origin)}, {source_of(origin)}"
        is_shown = (
            hangs_on_topic and not (origin.place and line in seen) if name == "topic" else not _is_plain(name, origin)
        )
        if is_shown and (is_told or not origin.clause):
            seen.add(line)
            yield f"  {line}"
        if origin.lost and is_told and not here.claims:
            yield f"  {_NAMES[name]}: {_lost(origin, origin.lost)}"
    if is_told:
        yield from (f"  when: {_overridden(*each)}" for each in origins.frames.overridden(here.item))


def told_as(told: Mapping[str, Origin], left_out: str) -> Iterator[str]:
    """What makes a claim the body's own, of the year and of all, the weakest first: what was lost, no word, one before it."""
    of_claim = [(name, told[name]) for name in _OWN_WHOLE if name in told]
    yield from (_lost(each, each.lost) for _, each in of_claim if each.lost)
    plain = [each for name, each in of_claim if _is_plain(name, each)]
    if by_default := ", ".join(_value(each) for each in plain if each.is_default and not each.lost):
        yield f"{by_default} by default{left_out}"
    for each in sorted((each for each in plain if not each.is_default), key=lambda each: not each.clause):
        yield f"{_value(each)}, {source_of(each)}"


def _is_plain(name: str, origin: Origin) -> bool:
    """Whether it withdraws nothing from a claim, and makes nothing of it unsure."""
    return bool(origin.value == getattr(Frame(), name))


def dropped_from(here: ReadItem, origins: Origins, seen: set[str], count: Token | None = None) -> Iterator[str]:
    """The words that a shape is without, those of one condition together, but for those that were `seen` before."""
    left: dict[tuple[str, str], list[str]] = {}
    for dropped in origins.dropped(here, count):
        if dropped.token.text in seen:
            continue
        seen.add(dropped.token.text)
        kind = "passed over as not understood" if dropped.is_loosened else "left out as saying nothing"
        left.setdefault((kind, dropped.why), []).append(named(dropped.token))
    for (kind, why), words in left.items():
        yield f"{kind}: {', '.join(words)} by {why}"


def source_of(origin: Origin, *, is_brief: bool = False) -> str:
    """What says a value: the clause, its words with their entries, and the function, with its condition if not brief."""
    clause = f"“{origin.clause.text}”" if origin.clause else ""
    where = f"from {clause} {origin.place}: " if origin.place else f"inherited from {clause}: "
    return f"{where if clause else ''}{_said(origin, is_brief=is_brief)}"


def _said(origin: Origin, *, is_brief: bool) -> str:
    words = ", ".join(map(named, origin.words))
    rule = (origin.rule.place if is_brief else origin.rule.because) if origin.rule else ""
    said = f"{words or origin.place or ('no word' if origin.clause or origin.rule else 'by default')}" + (
        f", by {rule}" if rule else ""
    )
    return said + (", which would be so without it" if origin.is_needless else "")


def _lost(origin: Origin, lost: Lost) -> str:
    """What a clause before it is otherwise, and what ended that."""
    before = lost.origin
    clause = f"“{before.clause.text}”" if before.clause else "what is before it"
    by = f"ended by {lost.by}" if lost.by else "for it is said of that clause alone"
    return f"{_value(origin)}, though {clause} is {_value(before)} ({_said(before._replace(is_needless=False), is_brief=True)}): not handed on, {by}"


def _overridden(time: Token, period: Period | None, by: Call) -> str:
    told = f"is {period}" if period else "is not asked for a period"
    return f"{named(time)} {told}, overridden by {by.because}"


def named(token: Token) -> str:
    """A word with where it stands in the lexicon."""
    return f"{token.text} {home_of(token)}"


def known_by(tokens: Iterable[Token], folder: str = "") -> str:
    """The words that have a category, each with its entry, by the files that these are in."""
    files: dict[str, dict[str, None]] = {}
    for word in (token.text for token in tokens if token.kind != UNKNOWN):
        for home in homes(folder).get(word, ())[:1]:
            files.setdefault(home.file, {})[word + entries_of(word, folder)] = None
    return "; ".join(f"{file} {'、'.join(words)}" for file, words in files.items())


def _value(origin: Origin) -> str:
    return str(origin.value).lower() if isinstance(origin.value, bool) else str(origin.value)
