"""Where what was read of items comes from: the frame of an item, the words that its shape is without, what became of its claims.

The report is read once more while `Heard` listens. Nothing here judges; no rule asks it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import NamedTuple

from service.language.claims import Claim, ReadItem
from service.language.clauses import Item
from service.language.frames import Discourse, Frame, Topic
from service.language.heard import Call, Heard
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import homes
from service.language.reading import Reading
from service.reports.report import Report

_HEARD = tuple(f"service.language.{module}" for module in ("reading", "claims", "frames", "beside", "applicants"))
DIMENSIONS = {
    "actor": ("frames.Discourse._actor",),
    "period": ("frames.Discourse._period",),
    "modality": ("frames._is_plan", "frames.Discourse._modality"),
    "scope": ("frames.Discourse._narrowed", "frames._scope"),
    "is_denied": ("frames.Discourse.frame",),
    "is_compared": ("frames._is_compared",),
    "topic": ("frames._topic",),
}
"""The dimensions of a frame, each with the functions that tell it."""
_LEAVING = ("frames._leaves_doubt", "frames.Discourse._ends_list")
"""What tells the scope that an item leaves to the next one otherwise than its own."""
_CHANGED = ("measure", "certainty", "relation", "reason")
_CARRIERS = frozenset("beside.beside_each_other beside.pass_over beside._pass_all applicants._listed".split())
"""What hands a claim on, or does what others decide."""
_CHANGING = ("beside.", "applicants.", "claims.", "reading._of_seat")


_OF_SENTENCE = "its head, its section, the sentence before it or its own outcomes (reading.ReadSentence.read_in)"
_BEHIND_MARK = "a ； before it, which makes what was another's or another time's unsure (frames.Discourse.end_segment)"


class Origin(NamedTuple):
    """Why a dimension of a frame has its value: `words` say it, or it is inherited, or neither: a default.

    `clause` is the item that left it, whose `words` and `rule` these are; `rule` is the call that told it.
    """

    value: object
    words: tuple[Token, ...] = ()
    rule: Call | None = None
    clause: Item | None = None
    place: str = ""
    """Where it comes from where no item says it."""


class Dropped(NamedTuple):
    """A word that is no part of a shape, and why: it says nothing there, or isn't understood and is passed over."""

    token: Token
    why: str
    is_loosened: bool = False


class Change(NamedTuple):
    """What was changed of a claim after it was made: the new values, and the functions that did it, the first first."""

    values: dict[str, object]
    by: tuple[Call, ...]


@dataclass
class Origins:
    """A report's reading with where it comes from."""

    reading: Reading
    _framed: list[Call] = field(default_factory=list)
    _shaped: dict[int, list[Call]] = field(default_factory=dict)
    _changes: dict[tuple[int, int, int], list[Change]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, report: Report) -> "Origins":
        """Read it once more, and listen."""
        with Heard(_HEARD) as heard:
            reading = Reading.anew(report)
            for read in reading.sentences:
                _ = read.items
            _ = reading.claims
        made = cls(reading)
        made._keep(heard.calls)
        return made

    def _keep(self, calls: Iterable[Call], trail: tuple[Call, ...] = ()) -> None:
        for call in calls:
            item, claim = call.given.get("item"), call.given.get("self")
            if call.name == "frames.Discourse.frame":
                self._framed.append(call)
            elif call.name == "claims.claims_of":
                self._shaped.setdefault(id(item), []).append(call)
            elif isinstance(claim, Claim):
                self._keep_change(claim, call, trail)
            self._keep(call.parts, (*trail, call))

    def _keep_change(self, claim: Claim, call: Call, trail: tuple[Call, ...]) -> None:
        new = call.answer._asdict()
        values = {name: new[name] for name, old in claim._asdict().items() if name in _CHANGED and new[name] != old}
        by = tuple(each for each in trail if each.name not in _CARRIERS and each.name.startswith(_CHANGING))
        if values and by:
            self._changes[_place(claim)].append(Change(values, by))

    def changes(self, claim: Claim) -> list[Change]:
        """What was changed of a claim after it was made."""
        return self._changes.get(_place(claim), [])

    def final(self, claim: Claim) -> Claim:
        """The claim as it is told, which the rest of the report may have passed over."""
        told = (each for each in self.reading.claims if _place(each) == _place(claim) and each.measure == claim.measure)
        return next(told, claim)

    def frame(self, here: ReadItem) -> dict[str, Origin]:
        """Where each dimension of an item's frame comes from."""
        at = next((n for n, call in enumerate(self._framed) if call.given["item"] is here.item), None)
        if at is None:
            return {}
        return {name: self._origin(at, name) for name in DIMENSIONS}

    def nearly(self, here: ReadItem) -> list[Call]:
        """The questions of the frame that were answered with no, but not at once."""
        calls = [call for call in self._framed if call.given["item"] is here.item]
        return [each for call in calls for each in _all(call.parts) if each.is_near]

    def dropped(self, here: ReadItem, count: Token | None) -> Iterator[Dropped]:
        """The words of an item that its shape is without."""
        kept = {(token.start, token.end) for token in here.item.core}
        for token in here.item.tokens:
            if (token.start, token.end) not in kept:
                yield Dropped(token, "clauses._without_phrases")
            elif token.kind in ("BECAUSE", "TOTAL"):
                yield Dropped(token, "claims._word")
        for call in self._shaped.get(id(here.item), []):
            yield from (
                Dropped(each.given["token"], each.because) for each in call.within("claims._kind") if not each.answer
            )
            yield from (each for one in call.within("claims._loosened") for each in _loosened(one, count))

    def _origin(self, at: int, name: str) -> Origin:
        call = self._framed[at]
        value = getattr(call.answer, name)
        words = _words(call, name, value, left=False)
        if words:
            return Origin(value, words, _rule(call, name))
        if name in ("is_denied", "is_compared") or getattr(_before(call), name) != value:
            return Origin(value, (), _rule(call, name) if value != getattr(Frame(), name) else None)
        if at and value != getattr(_left(self._framed[at - 1]), name) and value is not Topic.APPLICATIONS:
            return Origin(value, place=_BEHIND_MARK)
        if value == getattr(Frame(), name):
            return Origin(value)
        for earlier in reversed(self._framed[:at]):
            if earlier.given["item"] in _brackets(self._framed[:at]):
                continue
            if getattr(_left(earlier), name) == value and getattr(_before(earlier), name) != value:
                told = _words(earlier, name, value, left=True)
                return Origin(value, told, _rule(earlier, name, left=True), earlier.given["item"])
        return Origin(value, place=_OF_SENTENCE)


def _brackets(calls: Sequence[Call]) -> list[Item]:
    """The items that stand in brackets, which leave nothing behind."""
    return [inner for call in calls for inner in call.given["item"].in_brackets]


def _all(calls: Iterable[Call]) -> Iterator[Call]:
    for call in calls:
        yield call
        yield from _all(call.parts)


def _place(claim: Claim) -> tuple[int, int, int]:
    return id(claim.sentence), claim.start, claim.end


def _loosened(call: Call, count: Token | None) -> Iterator[Dropped]:
    """The words that aren't understood and were passed over before a number, or as a remark behind it."""
    kinds: list[tuple[Token, str]] = call.given["kinds"]
    at = next((n for n, (_, kind) in enumerate(kinds) if kind == "#"), None)
    if count is not None and at is not None and kinds[at][0] != count:
        return
    for asked in call.within("claims._is_passed_over"):
        if asked.answer:
            yield Dropped(kinds[asked.given["at"]][0], asked.because, is_loosened=True)
    for asked in call.within("claims._is_remark"):
        if asked.answer and at is not None and len(call.answer) <= len(kinds) - len(asked.given["behind"]):
            yield from (Dropped(token, asked.because, True) for token, _ in kinds[-len(asked.given["behind"]) :])


def _before(call: Call) -> Frame:
    """What the item inherited."""
    state: Discourse = call.given["self"]
    return state.left


def _asked_again(call: Call, item: Item) -> tuple[Frame, Frame]:
    """The frame of an item in place of the one that was asked for, and what it would leave behind."""
    state: Discourse = copy(call.given["self"])
    return state.frame(item, call.given["following"]), state.left


def _left(call: Call) -> Frame:
    return _asked_again(call, call.given["item"])[1]


def _words(call: Call, name: str, value: object, *, left: bool) -> tuple[Token, ...]:
    """The fewest words of an item, without which a dimension of its frame has another value; its counts stay."""
    item: Item = call.given["item"]
    kept = [*item.tokens]
    for token in reversed(item.tokens):
        tried = [each for each in kept if each is not token]
        without = Item(item.start, item.end, tuple(tried), item.mark, item.asides)
        if token.kind != "COUNT" and getattr(_asked_again(call, without)[left], name) == value:
            kept = tried
    return tuple(token for token in kept if token.kind != "COUNT")


def _rule(call: Call, name: str, *, left: bool = False) -> Call | None:
    """The call that told a dimension: the last of its functions to change it; `left` for that of what follows."""
    asked = (*_LEAVING, *DIMENSIONS[name]) if left and name == "scope" else DIMENSIONS[name]
    told = {part.name: part for part in call.parts if part.name in asked and part.answer is not False}
    narrowed, scope = told.get("frames.Discourse._narrowed"), told.get("frames._scope")
    if narrowed and scope and narrowed.answer == scope.answer:
        del told[narrowed.name]
    return next((told[each].source for each in asked if each in told), None)


def home_of(token: Token) -> str:
    """The entry of the lexicon that a word is known by; what else it is where it has none."""
    if token.kind == UNKNOWN:
        return "in no lexicon"
    home = homes().get(token.text)
    return (
        f"in {home}" if home else "(a figure)" if token.value is not None else "(a name that the report's title tells)"
    )
