"""How a clause is meant: whose, when, fact or plan, whole or part. Each item has a frame, and inherits what it doesn't say.

A value of a dimension is settled by a word (`OWN`, `OTHER`), implied by where the item stands, or unsure because what
would have said it was not understood. Inheritance, in four rules:

1. An item takes its frame from the one before it, but for what it says itself.
2. Denial and comparison are the item's own.
3. `；` ends a part, and makes what was another's or another time's unsure; `。` ends all but the topic of the sub-head,
   unless the next sentence goes on with 其中, 上述 or the like.
4. An item that wasn't understood and holds a count, another body or an application makes what is elliptical after it
   unsure, until an item names its time, its body or its object again.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from service.language.clauses import Item
from service.language.context import Context
from service.language.lexer import UNKNOWN, Token
from service.language.mentions import YearMention


class Actor(StrEnum):
    """Whose doing it is."""

    OWN = "own"
    OTHER = "another's"
    UNSURE = "unsure"


class Period(StrEnum):
    """When it was."""

    YEAR = "the report year"
    PART = "a part of a year"
    PAST = "an earlier year"
    NEXT = "a later year"
    SEVERAL = "several years"
    UNSURE = "unsure"


class Modality(StrEnum):
    """Whether it is told as having happened."""

    FACT = "fact"
    PLAN = "plan"


class Scope(StrEnum):
    """Whether it is of all."""

    WHOLE = "all"
    PART = "a part"
    UNSURE = "unsure"


class Topic(StrEnum):
    """What is spoken of, so that 办结3件 needs no object."""

    NONE = "none"
    APPLICATIONS = "applications"
    REVIEWS = "reviews"
    DOCUMENTS = "documents"
    DECISIONS = "decisions"
    OTHER = "other matters"


@dataclass(frozen=True, slots=True)
class Frame:
    """What an item is said of. `is_part` is whether the item itself names a part, `scope` whether one is spoken of."""

    actor: Actor = Actor.OWN
    period: Period = Period.YEAR
    modality: Modality = Modality.FACT
    is_denied: bool = False
    scope: Scope = Scope.WHOLE
    is_compared: bool = False
    topic: Topic = Topic.NONE

    @property
    def withdrawn(self) -> str:
        """What makes it no statement of the body's whole year, empty where nothing does."""
        if self.actor is Actor.OTHER:
            return "another's"
        if self.period not in (Period.YEAR, Period.UNSURE):
            return str(self.period)
        if self.modality is not Modality.FACT:
            return str(self.modality)
        return "compared" if self.is_compared else "a part" if self.scope is Scope.PART else ""

    @property
    def unsure(self) -> str:
        """The first dimension that nobody can be sure of, empty where there is none."""
        if self.actor is Actor.UNSURE:
            return "whose"
        if self.period is Period.UNSURE:
            return "when"
        return "of what" if self.scope is Scope.UNSURE else ""


_TOPICS = {
    "APPLICATION": Topic.APPLICATIONS,
    "REVIEW": Topic.REVIEWS,
    "LITIGATION": Topic.REVIEWS,
    "DOCUMENT": Topic.DOCUMENTS,
    "LICENSING": Topic.DECISIONS,
    "PENALTY": Topic.DECISIONS,
    "COERCION": Topic.DECISIONS,
    "FEES": Topic.DECISIONS,
    "MATTER": Topic.OTHER,
    "PAPERS": Topic.OTHER,
}
_POINTS_BACK = frozenset("AMONG REF REMAIN".split())
_PLANS = frozenset("PLAN DUTY IF".split())
_KINDS_OF = frozenset("APPLICANT CHANNEL".split())
_NARROWS = frozenset("SOME EXCEPT RATE ETC".split())
_OF_WHOLE = frozenset("OUTCOME ANSWER CARRY VERDICT PENDING DIRECT AFTER".split())
"""Of what is broken down by 其中 into these, each is told of the whole year."""
_DONE = frozenset("RECEIVE ANSWER CARRY OUTCOME MAKE DECIDE ARISE DUE".split())


class Discourse:
    """The state that one item leaves to the next, a sentence at a time."""

    def __init__(self, context: Context) -> None:
        """Nothing was said yet."""
        self._context = context
        self._frame = Frame()
        self._is_opening = True

    def begin(self, first: Token | None, topic: Topic) -> None:
        """A new sentence, under a sub-head of that topic."""
        self._is_opening = True
        if first is None or first.kind not in _POINTS_BACK:
            self._frame = Frame(topic=topic)

    def end_segment(self) -> None:
        """`；`: a part is over, and what was another's or another time's may be over."""
        frame = self._frame
        actor = Actor.UNSURE if frame.actor is Actor.OTHER else frame.actor
        period = frame.period if frame.period is Period.YEAR else Period.UNSURE
        scope = Scope.WHOLE if frame.scope is Scope.PART else frame.scope
        self._frame = replace(frame, actor=actor, period=period, scope=scope)

    def beside(self) -> "Discourse":
        """The state of a bracket, which leaves nothing to what follows it."""
        inner = Discourse(self._context)
        inner._frame = self._frame
        return inner

    def end_part(self) -> None:
        """Parts came to their whole: what follows is of all again."""
        if self._frame.scope is Scope.PART:
            self._frame = replace(self._frame, scope=Scope.WHOLE)

    def frame(self, item: Item) -> Frame:
        """The frame of the next item, which is kept for the one after it."""
        inherited = self._frame
        actor, period = self._actor(item, inherited), self._period(item, inherited)
        modality = Modality.PLAN if item.has(*_PLANS) else inherited.modality
        said = replace(inherited, actor=actor, period=period, modality=modality, topic=_topic(item, inherited.topic))
        said = replace(said, scope=self._scope(item, said))
        self._frame = self._left(item, said)
        self._is_opening = False
        narrowed = Scope.PART if item.has(*_NARROWS) else said.scope
        is_compared = item.has("COMPARE", "CHANGE", "SHARE")
        return replace(said, scope=narrowed, is_denied=item.has("NOT"), is_compared=is_compared)

    def _actor(self, item: Item, inherited: Frame) -> Actor:
        if item.has("BEHALF", "OTHERS"):
            return Actor.OTHER
        bodies = [self._of_body(token) for token in item.tokens]
        if Actor.OTHER in bodies:
            return Actor.OTHER
        if Actor.OWN in bodies:
            return Actor.OWN
        if Actor.UNSURE in bodies:
            return Actor.UNSURE
        return Actor.OWN if inherited.actor is Actor.UNSURE and item.has("THIS") else inherited.actor

    def _of_body(self, token: Token) -> Actor | None:
        """Whose doing a token says it is, None where it names no body."""
        if token.kind == "OWN":
            return Actor.OWN
        if token.kind in ("REGION", "SYSTEM"):
            return Actor.OWN if self._context.has_region else Actor.OTHER
        if token.kind == "SEAT":
            return Actor.UNSURE if self._context.is_government else Actor.OTHER
        if token.kind == UNKNOWN and self._context.is_body(token.text):
            return Actor.OWN if self._context.is_own(token.text) else Actor.UNSURE
        return None

    def _period(self, item: Item, inherited: Frame) -> Period:
        if item.has("CARRY", "COMPARE", "CHANGE"):
            return inherited.period
        told = [period for token in item.tokens if (period := self._of_time(token))]
        if Period.YEAR in told and Period.SEVERAL not in told:
            return Period.PART if Period.PART in told and not item.has("THIS") and not _ends_year(item) else Period.YEAR
        return told[-1] if told else inherited.period

    def _of_time(self, token: Token) -> Period | None:
        if token.kind == "DATE" and isinstance(token.value, YearMention):
            return self._of_date(token.value)
        return _TIMES.get(token.kind)

    def _of_date(self, date: YearMention) -> Period:
        this_year = self._context.year
        if date.year is not None and this_year is not None and date.year != this_year:
            return Period.PAST if date.year < this_year else Period.NEXT
        return Period.PART if date.is_part else Period.YEAR

    def _scope(self, item: Item, said: Frame) -> Scope:
        if item.has(*_KINDS_OF) and (item.counts or item.has("AMONG")) and not item.has("WAYS", "PERSONS"):
            return Scope.PART
        if item.has("AMONG") and not item.has(*_OF_WHOLE):
            return Scope.PART
        is_named = item.has("THIS", "OWN") or (item.has("APPLICATION") and item.has("RECEIVE", "TOTAL"))
        return Scope.WHOLE if said.scope is Scope.UNSURE and is_named else said.scope

    def _left(self, item: Item, said: Frame) -> Frame:
        """What the item leaves to the next: unsure where it wasn't understood and may have said whose, or of what."""
        may_say = item.has("APPLICATION", "OUTCOME") or any(c.value.is_of_cases for c in item.counts)  # type: ignore[union-attr]
        if item.unknown and may_say and item.counts and said.scope is Scope.WHOLE:
            return replace(said, scope=Scope.UNSURE)
        return said


_TIMES = {
    "THIS": Period.YEAR,
    "LAST": Period.PAST,
    "NEXTYEAR": Period.NEXT,
    "PARTYEAR": Period.PART,
    "SEVERAL": Period.SEVERAL,
}


def _ends_year(item: Item) -> bool:
    """Whether it says up to the end of the year: 1月1日至12月31日."""
    last = next((t.value for t in reversed(item.tokens) if t.kind == "DATE"), None)
    return isinstance(last, YearMention) and not last.is_part


def _topic(item: Item, inherited: Topic) -> Topic:
    """What an item speaks of: other matters that it counts, else what it names last."""
    named = [_TOPICS[token.kind] for token in item.tokens if token.kind in _TOPICS]
    if Topic.OTHER in named and Topic.APPLICATIONS not in named:
        return Topic.OTHER if item.counts or inherited is not Topic.APPLICATIONS else inherited
    return named[-1] if named else inherited
