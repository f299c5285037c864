"""Where each dimension of an item's frame comes from: its words, a clause before it, a mark between them, or nothing."""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from service.language.clauses import Item, Segment
from service.language.frames import NAMING_TIME, POINTS_BACK, Actor, Discourse, Frame, Modality, Period, Scope, Topic
from service.language.lexer import Token
from service.language.tracing.heard import Call, Heard

_DIMENSIONS = {
    "actor": ("discourse.Discourse._actor",),
    "period": ("discourse.Discourse._period",),
    "modality": ("plans.is_plan", "discourse.Discourse._modality"),
    "scope": ("discourse.Discourse._narrowed", "scopes.scope_of"),
    "is_denied": ("discourse.Discourse.frame",),
    "is_compared": ("comparisons.compares",),
    "topic": ("topics.topic_of",),
}
"""The dimensions of a frame, each with the functions that tell it."""
_LEAVING = ("discourse.Discourse._narrow", "scopes.leaves_doubt", "discourse.Discourse._ends_list", "scopes.scope_of")
"""What tells the scope that an item leaves to the next one."""
_ENDING = ("discourse.Discourse._ends_list", "periods.dates_an_object")
"""What keeps from the next item what an item says."""
_FRAME, _SEGMENT, _SENTENCE = (f"discourse.Discourse.{name}" for name in ("frame", "end_segment", "begin"))
_TELLING_PERIOD = ("discourse.Discourse._of_what_ends", "discourse.Discourse._told_period")
_CONTRARY = {"actor": Actor.OTHER, "period": Period.PAST, "modality": Modality.PLAN, "scope": Scope.PART}
"""What an item is tried in the light of, to tell whether its own words say what it is."""
_OF_SENTENCE = "by its head, section, own outcomes or the sentence before it (reading.ReadSentence.read_in)"
_BEHIND_MARK = (
    "a ； before it, which makes what was another's or another time's unsure (discourse.Discourse.end_segment)"
)


class Origin(NamedTuple):
    """Why a dimension of a frame has its value: `words` say it, or it is inherited, or neither: a default.

    `clause` is the item that says it where it isn't the one asked about, whose `words` these are; `rule` is the call
    that told it, `place` where it comes from where no item before it says it.
    """

    value: object
    words: tuple[Token, ...] = ()
    rule: Call | None = None
    clause: Item | None = None
    place: str = ""
    is_needless: bool = False
    """Whether it would be so without what says it."""
    lost: "Lost | None" = None

    @property
    def is_default(self) -> bool:
        """Whether nothing says it."""
        return not (self.words or self.rule or self.place or self.clause)


class Lost(NamedTuple):
    """What a clause before it is otherwise, and who kept that from the item: nobody where it is said of that clause alone."""

    origin: Origin
    by: str


@dataclass
class Frames:
    """The frames that were told, in order, with what was called between them: each a call of a discourse."""

    _calls: list[Call] = field(default_factory=list)
    _places: dict[int, int] = field(default_factory=dict)
    """Where among the calls an item's is, by the item's identity."""
    _brackets: dict[int, int] = field(default_factory=dict)
    """The bracket that an item stands in, both by identity."""

    def keep(self, call: Call) -> None:
        """One more call, if it is one of a discourse that tells or changes a frame."""
        if call.name == _FRAME:
            item: Item = call.given["item"]
            self._places[id(item)] = len(self._calls)
            self._brackets |= {
                id(inner): id(aside) for aside in item.asides for segment in aside for inner in segment.items
            }
        if call.name in (_FRAME, _SEGMENT, _SENTENCE):
            self._calls.append(call)

    def of(self, item: Item) -> dict[str, Origin]:
        """Where each dimension of an item's frame comes from."""
        at = self._places.get(id(item))
        return {} if at is None else {name: self._origin(at, name) for name in _DIMENSIONS}

    def overridden(self, item: Item) -> Iterator[tuple[Token, Period | None, Call]]:
        """The times that an item names and that its period isn't, each with the call that decided otherwise.

        A time without a period wasn't asked for one.
        """
        at = self._places.get(id(item))
        if at is None:
            return
        call = self._calls[at]
        asked = {part.given["token"]: part.answer for part in call.within("discourse.Discourse._of_time")}
        decided = next(call.within("discourse.Discourse._period"), None)
        for token in item.tokens if decided else ():
            if token.kind in NAMING_TIME and asked.get(token) is not call.answer.period and decided:
                told = (
                    part for part in decided.parts if part.name in _TELLING_PERIOD and part.answer is decided.answer
                )
                yield token, asked.get(token), next(told, decided)

    def _origin(self, at: int, name: str) -> Origin:
        call = self._calls[at]
        value = getattr(call.answer, name)
        is_new = getattr(_before(call), name) != value
        state = _contrary(call, name, value)
        if words := _words(call, state, name, value):
            return Origin(value, words, _rule(_heard(call, state), name), is_needless=not is_new)
        if name in ("is_denied", "is_compared"):
            return Origin(value, (), _rule(call, name) if value else None)
        return self._of_others(at, name, value) if is_new else self._inherited(at, name, value)

    def _of_others(self, at: int, name: str, value: object) -> Origin:
        """Of what no word of the item says: the clause behind it makes it so, or what one before it left beside its frame."""
        call = self._calls[at]
        rule, following = _rule(call, name), call.given["following"]
        if following and getattr(_replayed(call, following=None)[0], name) != value:
            words = _fewest(call, lambda frame, _: getattr(frame, name) == value, of="following")
            return Origin(value, words, rule, following, "behind it")
        state: Discourse = call.given["self"]
        told = [kept for kept, each in state.kept.items() if each and isinstance(each, bool | set)]
        for kept in told:
            is_by_it = getattr(_replayed(call, state.without(kept))[0], name) != value
            if is_by_it and (by := self._kept_by(at, kept)):
                return Origin(value, by[1], rule, by[0])
        alone = _replayed(call, item=_with_tokens(call.given["item"], call.given["item"].tokens, ()))[0]
        if getattr(alone, name) != value:
            return Origin(value, tuple(t for inner in call.given["item"].in_brackets for t in inner.tokens), rule)
        words = _fewest(call, lambda frame, _: getattr(frame, name) == value, state.without(*told), following=None)
        return Origin(value, words, rule)

    def _kept_by(self, at: int, kept: str) -> tuple[Item, tuple[Token, ...]] | None:
        """The clause that left something beside its frame, and the words by which it did."""
        for place in self._earlier(at):
            call = self._calls[place]
            words = _fewest(call, lambda _, left: left.kept[kept]) if call.name == _FRAME else ()
            if words:
                return call.given["item"], words
        return None

    def _inherited(self, at: int, name: str, value: object) -> Origin:
        """Of what an item takes from before it: the clause that left it, or the mark that made it so."""
        plain = getattr(Frame(), name)
        lost: Lost | None = None
        for place in self._earlier(at):
            call = self._calls[place]
            before = getattr(_before(call), name)
            if call.name == _FRAME:
                lost = lost or self._not_handed_on(place, name, value)
                if before == value != plain:
                    continue
                state = _contrary(call, name, value)
                if words := _words(call, state, name, value, left=True):
                    rule = _rule(_heard(call, state), name, left=True)
                    return Origin(value, words, rule, call.given["item"], "", before == value, lost)
                if before != value:
                    origin = self._of_others(place, name, value)
                    return origin._replace(clause=origin.clause or call.given["item"], lost=lost)
            elif call.name == _SENTENCE and _begins_anew(call):
                if name in _CONTRARY and not lost and value == plain != before:
                    lost = Lost(self._inherited(place, name, before), f"。 ({call.name})")
                return Origin(value, place="" if value == plain else _OF_SENTENCE, lost=lost)
            elif before != value:
                by = "；" if call.name == _SEGMENT else "the word that points back"
                ended = Lost(self._inherited(place, name, before), f"{by} ({call.name})")
                return Origin(value, place="" if value == plain else _BEHIND_MARK, lost=ended)
        return Origin(value, lost=lost)

    def _not_handed_on(self, place: int, name: str, value: object) -> Lost | None:
        """What a clause is that what follows it isn't."""
        call = self._calls[place]
        if name not in _CONTRARY or _weight(name, getattr(call.answer, name)) <= _weight(name, value):
            return None
        by = next((part.because for part in call.parts if part.name in _ENDING and part.answer is True), "")
        origin = self._origin(place, name)
        return Lost(origin._replace(clause=origin.clause or call.given["item"], lost=None), by)

    def _earlier(self, at: int) -> Iterator[int]:
        """What was called before on the same discourse, the last first; brackets leave nothing to what follows."""
        bracket = self._bracket(at)
        return (place for place in range(at - 1, -1, -1) if self._bracket(place) in (0, bracket))

    def _bracket(self, at: int) -> int:
        return self._brackets.get(id(self._calls[at].given.get("item")), 0)


def _weight(name: str, value: object) -> int:
    """How much a value of a dimension takes from a claim: nothing, its certainty, or all of it."""
    return 0 if value == getattr(Frame(), name) else 1 if str(value) == "unsure" else 2


def _before(call: Call) -> Frame:
    """What a call found."""
    state: Discourse = call.given["self"]
    return state.left


def _begins_anew(call: Call) -> bool:
    """Whether a sentence takes nothing from the one before it."""
    first: Token | None = call.given["first"]
    return first is None or first.kind not in POINTS_BACK or _before(call) == Frame()


def _replayed(call: Call, state: Discourse | None = None, **given: Any) -> tuple[Frame, Discourse]:
    """The frame that is told when it is asked for once more in another state or of another item, and the state left."""
    state = copy(state or call.given["self"])
    asked = {"item": call.given["item"], "following": call.given["following"], **given}
    return state.frame(**asked), state


def _heard(call: Call, state: Discourse) -> Call:
    """The same call in another state, with what it asked there."""
    with Heard(("service.language.frames",)) as heard:
        _replayed(call, state)
    return next(each for each in heard.calls if each.name == _FRAME)


def _contrary(call: Call, name: str, value: object) -> Discourse:
    """The state of a call, but with another value of a dimension left to it than the one that it told."""
    state: Discourse = call.given["self"]
    plain = getattr(Frame(), name)
    contrary = _CONTRARY.get(name, Topic.OTHER if name == "topic" else plain)
    is_taken = value == contrary or (name in _CONTRARY and value != plain)
    changed: dict[str, Any] = {name: plain if is_taken else contrary}
    return state.after(state.left._replace(**changed))


def _words(call: Call, state: Discourse, name: str, value: object, *, left: bool = False) -> tuple[Token, ...]:
    """The fewest words by which an item has a value of a dimension in a state; `left` for that which it leaves behind."""
    return _fewest(call, lambda frame, after: getattr(after.left if left else frame, name) == value, state)


def _with_tokens(item: Item, tokens: Iterable[Token], asides: tuple[tuple[Segment, ...], ...]) -> Item:
    """An item with other words and brackets."""
    return Item(item.start, item.end, tuple(tokens), item.mark, asides)


def _fewest(
    call: Call,
    holds: Callable[[Frame, Discourse], object],
    state: Discourse | None = None,
    of: str = "item",
    **given: Any,
) -> tuple[Token, ...]:
    """The fewest words of an item, or of the one behind it, with which something holds of its frame and of what it leaves.

    Its counts stay.
    """
    item: Item = call.given[of]

    def holds_with(tokens: Iterable[Token]) -> bool:
        return bool(holds(*_replayed(call, state, **given, **{of: _with_tokens(item, tokens, item.asides)})))

    kept = list(item.tokens)
    if not holds_with(kept):
        return ()
    for token in reversed(item.tokens):
        tried = [each for each in kept if each is not token]
        if token.kind != "COUNT" and holds_with(tried):
            kept = tried
    return tuple(token for token in kept if token.kind != "COUNT")


def _rule(call: Call, name: str, *, left: bool = False) -> Call | None:
    """The call that told a dimension: the last of its functions to change it; `left` for that of what follows."""
    asked = _LEAVING if left and name == "scope" else _DIMENSIONS[name]
    told = {part.name: part for part in call.parts if part.name in asked and part.answer is not False}
    narrowed, scope = told.get("discourse.Discourse._narrowed"), told.get("scopes.scope_of")
    if narrowed and scope and narrowed.answer == scope.answer:
        del told[narrowed.name]
    return next((told[each].source for each in asked if each in told), None)
