"""How a clause is meant: whose, when, fact or plan, whole or part. Each item has a frame, and inherits what it doesn't say.

A value of a dimension is settled by a word (`OWN`, `OTHER`), implied by where the item stands, or unsure because what
would have said it was not understood. Inheritance, in five rules:

1. An item takes its frame from the one before it, but for what it says itself.
2. Denial and comparison are the item's own.
3. `；` ends a part, and makes what was another's or another time's unsure; `。` ends all but the topic of the sub-head,
   unless the next sentence goes on with 其中, 上述 or the like.
4. An item that wasn't understood and holds a count, another body or an application makes what is elliptical after it
   unsure, until an item names its time, its body or its object again.
5. What narrows to some applications (`narrowing`) does so for all that follows, until a count names all of them again.
"""

from collections.abc import Sequence
from copy import copy
from enum import StrEnum
from itertools import pairwise, zip_longest
from typing import NamedTuple

from service.language.clauses import BEHIND_EXAMPLES, BY_THAT, DECISIONS, Item
from service.language.context import Context
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import CASE, Quantity, YearMention
from service.language.narrowing import (
    Sort,
    is_against_governed,
    is_bare_sum,
    is_beside_step,
    is_during,
    is_elliptical,
    is_of_some_decisions,
    narrows_all_behind,
    sort_named,
)
from service.reports.finding import Number


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


WHOSE = "whose"
"""Why nobody can be sure that it is the body's own."""
OF_OTHERS = "another's"
"""Why what is told of another body, or of more than the body itself, is no statement of the body's own."""


class Frame(NamedTuple):
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
            return OF_OTHERS
        if self.period not in (Period.YEAR, Period.UNSURE):
            return str(self.period)
        if self.modality is not Modality.FACT:
            return str(self.modality)
        return "compared" if self.is_compared else "a part" if self.scope is Scope.PART else ""

    @property
    def unsure(self) -> str:
        """The first dimension that nobody can be sure of, empty where there is none."""
        if self.actor is Actor.UNSURE:
            return WHOSE
        if self.period is Period.UNSURE:
            return "when"
        return "of what" if self.scope is Scope.UNSURE else ""


PLAIN = Frame()
"""What nothing says otherwise of."""
_TOPICS = {
    "APPLICATION": Topic.APPLICATIONS,
    "REVIEW": Topic.REVIEWS,
    "LITIGATION": Topic.REVIEWS,
    "DIRECT": Topic.REVIEWS,
    "AFTER": Topic.REVIEWS,
    "VIA": Topic.REVIEWS,
    "DOCUMENT": Topic.DOCUMENTS,
    "LICENSING": Topic.DECISIONS,
    "PENALTY": Topic.DECISIONS,
    "COERCION": Topic.DECISIONS,
    "FEES": Topic.DECISIONS,
    "MATTER": Topic.OTHER,
    "PAPERS": Topic.OTHER,
    "PROACTIVE": Topic.OTHER,
}
_PLAIN = {UNKNOWN} | set(
    "FILL NOUN BY HEAD AND PAUSE ISSUE LATIN TITLE TOTAL VIEW NUMBER ZERO AMID REVISE MORE REST DISCLOSURE".split()
)
"""Categories that say nothing of how an item is meant."""
_BODIES = {UNKNOWN, "OWN", "REGION", "SYSTEM", "SEAT"}
NAMING_TIME = {"DATE", "THIS", "LAST", "NEXTYEAR", "PARTYEAR", "SEVERAL", "NOW", "SCHOOLYEAR"}
"""Categories of words for a time."""
_KEEPS_SCOPE = frozenset("AMONG REMAIN".split())
POINTS_BACK = _KEEPS_SCOPE | {"REF"}
_PLANS = ("PLAN", "DUTY", "IF")
_KINDS_OF = ("APPLICANT", "CHANNEL")
_NARROWS = ("SOME", "EXCEPT", "RATE")
_OF_ALL_AVERAGED = ("THIS", "ANSWER", "COUNT", "APPLICATION", "RATE")
"""What is told of all applications of the year on an average: 全年办结的18件申请平均用时14个工作日."""
_NAMED = (
    ("RECEIVE", ("APPLICATION",)),
    ("TOTAL", ("APPLICATION",)),
    ("DECIDE", tuple(DECISIONS)),
    ("MAKE", ("DOCUMENT",)),
    ("REPEALED", ("DOCUMENT",)),
    ("INFORCE", ("DOCUMENT",)),
    ("ARISE", ("REVIEW", "LITIGATION")),
    ("PARTY", ("REVIEW", "LITIGATION")),
)
"""Verbs with what they are done to, which together name what is counted anew."""
_OF_WHOLE = ("OUTCOME", "RESULT", "ANSWER", "CARRY", "VERDICT", "PENDING", "DIRECT", "AFTER", "VIA")
"""What is broken down by 其中 into these is told of the whole year."""


class Discourse:
    """The state that one item leaves to the next, a sentence at a time."""

    def __init__(self, context: Context) -> None:
        """Nothing was said yet."""
        self._context = context
        self._frame = PLAIN
        self._is_excepted = self._is_among = self._is_of_unknown = self._is_reviewer = self._is_shared_out = False
        self._is_duty = self._is_ruled = self._is_narrowed = self._is_some_told = self._is_headed_next = False
        self._is_up_to_end = self._is_received_in_part = self._is_past_part = False
        self._sort = Sort.NONE
        self._parts: set[str] = set()
        """The parts of a year that its sentence told of."""
        self._left_over: int | None = None
        self._unlisted: Number = 0
        self._counted_in: Period | None = None
        """When that was which its sentence counted last, of which 其中 tells parts: 办结9件,没有拖到明年的。其中公开6件."""

    def begin(self, first: Token | None, topic: Topic, left_over: int | None = None) -> None:
        """A new sentence, under a sub-head of that topic; `left_over` is a year in it that is meant to be the report's."""
        self._left_over, self._unlisted = left_over, 0
        self._parts.clear()
        self._is_excepted = self._is_among = self._is_of_unknown = self._is_reviewer = self._is_shared_out = False
        self._is_narrowed = self._is_some_told = self._is_headed_next = False
        self._is_up_to_end = self._is_received_in_part = self._is_past_part = False
        self._sort = Sort.NONE
        self._counted_in, counted_in = None, self._counted_in
        if first is None or first.kind not in POINTS_BACK or self._frame == PLAIN:
            self._frame = Frame(topic=topic)
        elif first.kind == "AMONG":
            self._frame = self._frame._replace(period=counted_in or self._frame.period)
        elif first.kind not in _KEEPS_SCOPE:
            self._frame = self._frame._replace(scope=Scope.WHOLE)

    def end_segment(self, following: Item | None = None) -> None:
        """`；`: a part is over, and what was another's or another time's may be; a narrowing, unless `following` goes on."""
        frame = self._frame
        self._is_excepted, self._is_shared_out, self._sort = False, False, Sort.NONE
        self._is_narrowed = self._is_narrowed and following is not None and is_elliptical(following)
        is_part = frame.scope is Scope.PART and not self._is_narrowed
        opens_point = following is not None and bool(following.tokens) and following.tokens[0].value == "ordinal"
        # What is named anew behind a part of something that wasn't understood may be of all again.
        self._is_past_part = is_part and self._is_of_unknown
        self._frame = frame._replace(
            actor=Actor.UNSURE if frame.actor is Actor.OTHER and not self._is_reviewer else frame.actor,
            period=frame.period if frame.period is Period.YEAR or self._is_headed_next else Period.UNSURE,
            scope=Scope.WHOLE if is_part and (opens_point or not self._is_of_unknown) else frame.scope,
        )

    def beside(self, before: Token | None = None) -> "Discourse":
        """The state of a bracket, which leaves nothing to what follows it; right behind an earlier year it is of that."""
        inner = Discourse(self._context)
        is_of_earlier = before is not None and self._is_earlier(before)
        inner._frame = self._frame._replace(period=Period.PAST) if is_of_earlier else self._frame
        inner._is_of_unknown = self._is_of_unknown
        inner._is_reviewer, inner._left_over = self._is_reviewer, self._left_over
        inner._is_up_to_end, inner._is_received_in_part = self._is_up_to_end, self._is_received_in_part
        return inner

    def _is_earlier(self, token: Token) -> bool:
        """Whether it names an earlier year: 上年, 2022年."""
        named = token.value.year if isinstance(token.value, YearMention) else None
        own = self._context.year
        return token.kind == "LAST" or (named is not None and own is not None and named < own)

    def __copy__(self) -> "Discourse":
        """The same state, which goes on by itself."""
        other = Discourse.__new__(Discourse)
        vars(other).update(vars(self), _parts=set(self._parts))
        return other

    def after(self, frame: Frame) -> "Discourse":
        """The same state as if that frame had been left to it."""
        other = copy(self)
        other._frame = frame
        return other

    @property
    def left(self) -> Frame:
        """What it leaves to the next item."""
        return self._frame

    def frame(self, item: Item, following: Item | None = None) -> Frame:
        """The frame of the next item, which is kept for the one after it.

        What a share is told of right after it is some of all, but for outcomes: 引发复议3件,占全部的42.9%.
        """
        if self._changes_nothing(item):
            return self._frame
        self._end_narrowing(item)
        if self._is_past_part and _names_anew(item):
            self._frame, self._is_past_part = self._frame._replace(scope=Scope.UNSURE), False
        inherited, has_among = self._frame, "AMONG" in item.kinds
        said = Frame(
            actor=self._actor(item, inherited),
            period=self._period(item, inherited),
            modality=Modality.PLAN if _is_plan(item) else self._modality(item),
            scope=_scope(item, inherited, is_among=self._is_among or self._is_shared_out or has_among),
            topic=_topic(item, _topic_ahead(item, following) or inherited.topic),
        )
        self._is_headed_next = self._is_headed_next or (item.mark == "COLON" and said.period is Period.NEXT)
        self._frame = said._replace(scope=Scope.UNSURE) if _leaves_doubt(item, said) else said
        if _dates_an_object(item):
            self._frame = self._frame._replace(period=inherited.period)
        if _only_passes_on(item):
            self._frame = self._frame._replace(actor=inherited.actor)
        if self._ends_list(item, said):
            self._frame = self._frame._replace(scope=Scope.WHOLE)
        scope = self._narrowed(item, following, said.scope)
        if self._frame.topic is Topic.APPLICATIONS:
            self._narrow(item)
        self._is_of_unknown = self._frame.scope is not Scope.WHOLE and (
            self._is_of_unknown or (self._frame.scope is Scope.UNSURE and item.kinds.isdisjoint(_TOPICS))
        )
        self._is_among = (has_among and len(item.core) == 1) or _opens_sorting(item) or _opens_parts(item, following)
        # What is told beside a part that others did is a part, too: 其中由分局答复的22件,市局答复30件.
        self._is_shared_out = self._is_shared_out or (has_among and said.actor is Actor.OTHER and bool(item.counts))
        is_planned = said.modality is Modality.PLAN
        self._is_duty = _is_duty(item) or (self._is_duty and is_planned)
        self._is_ruled = _is_rule(item) or (self._is_ruled and is_planned)
        self._is_excepted = _leaves_exception(item, following) or (self._is_excepted and not item.tokens)
        is_compared = _is_compared(item)
        is_denied = "NOT" in item.kinds
        if item.counts:
            self._counted_in = self._frame.period
        return Frame(said.actor, said.period, said.modality, is_denied, scope, is_compared, said.topic)

    def _ends_list(self, item: Item, said: Frame) -> bool:
        """Whether it is the last of all kinds of applicants or ways, so that what follows is of all: 网络8件、邮寄5件."""
        value = item.counts[0].value if len(item.counts) == 1 else None
        if said.topic is not Topic.APPLICATIONS or not isinstance(value, Quantity) or not value.is_exact:
            return False
        if "RECEIVE" in item.kinds and said.scope is Scope.WHOLE:
            self._unlisted = value.value
        elif item.has(*_KINDS_OF, "REST") and self._unlisted:
            self._unlisted -= value.value
            return self._unlisted == 0
        return False

    def _changes_nothing(self, item: Item) -> bool:
        """Whether an item of words that say nothing here may be passed by: the commonest there is."""
        if not item.kinds <= _PLAIN or self._is_among or self._is_excepted:
            return False
        if "AMID" in item.kinds and is_during(item):
            return False
        if self._frame.topic is Topic.APPLICATIONS and sort_named(item) is not Sort.NONE:
            return False
        return not any(token.kind == UNKNOWN and self._context.is_body(token.text) for token in item.core)

    def _end_narrowing(self, item: Item) -> None:
        """What an item tells of all again, where some applications were counted: 全年共办结申请28件."""
        if self._is_some_told and _names_all(item):
            self._is_narrowed = self._is_some_told = False
            self._frame = self._frame._replace(scope=Scope.WHOLE)

    def _narrow(self, item: Item) -> bool:
        """Whether an item of applications leaves to what follows that it is of some of them alone."""
        narrows = narrows_all_behind(item) or self._sums_up_sort(item)
        if item.counts and not is_elliptical(item):
            self._sort = Sort.NONE
        elif (named := sort_named(item)) is not Sort.NONE:
            self._sort = named
        if narrows:
            self._is_narrowed, self._frame = True, self._frame._replace(scope=Scope.PART)
        self._is_some_told = self._is_narrowed and (self._is_some_told or bool(item.counts))
        return narrows

    def _sums_up_sort(self, item: Item) -> bool:
        """Whether it is no more than the count of a sort that was named: 环评类较多,共10件."""
        return self._sort is not Sort.NONE and is_bare_sum(item)

    def _modality(self, item: Item) -> Modality:
        """Of an item without a word for a plan: what was a duty is none of what is told and counted behind it."""
        is_told = bool(item.counts) and (
            (self._is_duty and item.has(*_DONE)) or (self._is_ruled and "THIS" in item.kinds)
        )
        return Modality.FACT if is_told else self._frame.modality

    def _narrowed(self, item: Item, following: Item | None, scope: Scope) -> Scope:
        """Of what an item itself is told, where it or the share behind it narrows that."""
        is_share = following is not None and {"SHARE", "PERCENT"} <= following.kinds and not item.has(*_OF_WHOLE)
        if self._sums_up_sort(item):
            return Scope.PART
        if self._sort is Sort.SUBJECT and item.counts and is_elliptical(item) and scope is Scope.WHOLE:
            return Scope.UNSURE
        is_in_phrase = any(token.value == "handled so" for token in item.tokens)
        if (
            is_share
            or is_in_phrase
            or (item.has(*_NARROWS) and not _averages_all(item))
            or self._is_excepted
            or is_of_some_decisions(item)
            or is_beside_step(item)
            or is_against_governed(item)
        ):
            return Scope.PART
        return Scope.UNSURE if _is_open(item) and scope is Scope.WHOLE else scope

    def _actor(self, item: Item, inherited: Frame) -> Actor:
        if not item.kinds.isdisjoint(_NOT_OWN) and _is_doing_of_others(item):
            self._is_reviewer = self._is_reviewer or "REVIEWER" in item.kinds
            return Actor.UNSURE if _is_done_with_branches(item) else Actor.OTHER
        if self._is_reviewer and item.has("PARTY", "ARISE"):
            self._is_reviewer, inherited = False, inherited._replace(actor=Actor.UNSURE)
        if self._is_reviewer and ("REVIEW" in item.kinds or "OWN" not in item.kinds):
            return Actor.OTHER
        is_of_levels = bool(item.asides) and _names_levels(item) and not self._context.has_region
        if is_of_levels or (_decides_reviews(item) and self._context.reviews_others):
            return Actor.OTHER
        if "SEAT" in item.kinds and _names_with_its_office(item.core):
            return Actor.UNSURE
        if item.kinds.isdisjoint(_BODIES) or ("LAST" in item.kinds and "CARRY" in item.kinds):
            bodies: set[Actor | None] = set()
        else:
            named = _before_phrase(item)
            begun = {a for a, b in pairwise(named) if self._begins_name(a, b)}
            bodies = {self._of_body(token) for token in named if token.kind in _BODIES and token not in begun}
            if item.counts and _counts_bodies(item):
                bodies.add(Actor.OTHER)
        for actor in (Actor.OTHER, Actor.OWN, Actor.UNSURE):
            if actor in bodies:
                return actor
        return Actor.OWN if inherited.actor is Actor.UNSURE and "THIS" in item.kinds else inherited.actor

    def _begins_name(self, place: Token, organ: Token) -> bool:
        """Whether a region that is the body itself begins the name of a body of its own in it: 云溪县税务局."""
        is_one_name = place.kind == "OWN" and place.end == organ.start and organ.kind == UNKNOWN
        return is_one_name and self._context.has_departments and self._of_body(organ) is Actor.UNSURE

    def _of_body(self, token: Token) -> Actor | None:
        """Whose doing a token says it is, None where it names no body."""
        if token.kind == "OWN":
            return Actor.OWN
        if token.kind in ("REGION", "SYSTEM"):
            own = Actor.UNSURE if token.value == "parts" else Actor.OWN
            return own if self._context.has_region and not self._context.is_in(token.text) else Actor.OTHER
        if token.kind == "SEAT":  # the tables of a government are of its region
            return Actor.OTHER if self._context.is_government else Actor.UNSURE
        if token.kind == UNKNOWN and self._context.is_its_office(token.text):
            return Actor.OTHER
        if token.kind == UNKNOWN and self._context.is_body(token.text):
            if token.text.startswith(_BIDDING):
                return Actor.OTHER
            return Actor.OWN if self._context.is_own(token.text) else Actor.UNSURE
        return None

    def _period(self, item: Item, inherited: Frame) -> Period:
        if item.has("COMPARE", "CHANGE") and "CARRY" not in item.kinds and not names_who(item):
            return inherited.period
        names_time = not item.kinds.isdisjoint(NAMING_TIME)
        if names_time:
            self._is_up_to_end = _is_up_to_end(item)
        period = self._told_period(item, inherited)
        if self._is_up_to_end and period in (Period.YEAR, Period.PART):
            period = self._of_what_ends(item, inherited.period, period)
        counts_received = "RECEIVE" in item.kinds and bool(item.counts)
        goes_on = self._is_received_in_part and (self._is_up_to_end or not names_time)
        self._is_received_in_part = period is Period.PART and (counts_received or goes_on)
        return period

    def _of_what_ends(self, item: Item, inherited: Period, told: Period) -> Period:
        """The period of what is told up to the end of a year, where that alone was named last, and not when it began.

        What became by then of what a part of the year brought is of that part: 下半年新收6件,截至年底办结5件. What a platform
        sums up may have begun long before: 截至2023年底,平台累计登记47件.
        """
        if told is Period.YEAR and _sums_up_since_beginning(item):
            return Period.UNSURE
        if inherited is not Period.PART or not self._is_received_in_part:
            return told
        if "RECEIVE" in item.kinds or ("TOTAL" in item.kinds and self._parts in _PARTS_OF_ALL):
            return Period.YEAR
        return Period.UNSURE if "TOTAL" in item.kinds else Period.PART

    def _told_period(self, item: Item, inherited: Frame) -> Period:
        """The period that an item names, else that of the one before it."""
        if item.counts and "PARTYEAR" in item.kinds:
            self._parts.update(token.text for token in item.core if token.kind == "PARTYEAR")
        if is_during(item):
            return Period.PART
        if "SINCE" in item.kinds and _is_since_event(item):
            return Period.SEVERAL
        if item.kinds.isdisjoint(NAMING_TIME):
            is_sum = "TOTAL" in item.kinds and self._parts in _PARTS_OF_ALL
            return Period.YEAR if is_sum and inherited.period is Period.PART else inherited.period
        told = [period for token in item.core if token.kind in NAMING_TIME and (period := self._of_time(token))]
        if inherited.period is Period.PAST and any(token.text in _THAT_YEAR for token in item.core):
            return Period.PAST  # 2022年发生复议1件,当年审结
        if item.has("CARRY", "PENDING"):  # from or into which year is no time of its own
            told = [period for period in told if period in (Period.PART, Period.SEVERAL) and not _begins_year(item)]
        if "SCHOOLYEAR" in item.kinds and "DATE" in item.kinds and self._context.is_school_year:
            return Period.YEAR if self._is_own_school_year(item) else Period.PAST
        if not told or (Period.PART in told and "THIS" in item.kinds) or _ends_year(item, told):
            return Period.YEAR if told else inherited.period
        if "SINCE" in item.kinds and Period.PAST in told:
            return Period.SEVERAL
        return next((period for period in told if period is not Period.YEAR), Period.YEAR)

    def _is_own_school_year(self, item: Item) -> bool:
        """Whether it names the school year of the report, whose year is the one in which that ends: 2022—2023学年."""
        first = next((token.value.year for token in item.core if isinstance(token.value, YearMention)), None)
        return first is not None and first + 1 == self._context.year

    def _of_time(self, token: Token) -> Period | None:
        if token.kind == "DATE" and isinstance(token.value, YearMention):
            return self._of_date(token.value)
        if token.kind == "SCHOOLYEAR":
            return Period.YEAR if self._context.is_school_year else Period.UNSURE
        return _TIMES.get(token.kind)

    def _of_date(self, date: YearMention) -> Period:
        this_year = self._context.year
        if date.year is not None and date.year == self._left_over:
            return Period.UNSURE
        if date.year is not None and this_year is not None and date.year != this_year:
            return Period.PAST if date.year < this_year else Period.NEXT
        return Period.PART if date.is_part else Period.YEAR


_TIMES = {
    "THIS": Period.YEAR,
    "LAST": Period.PAST,
    "NEXTYEAR": Period.NEXT,
    "PARTYEAR": Period.PART,
    "SEVERAL": Period.SEVERAL,
    "NOW": Period.UNSURE,
}


_PARTS_OF_ALL = (
    set(spelled("halves")),
    set(spelled("quarters")),
    set(spelled("numbered_quarters")),
    set(spelled("first_and_last_quarters")),
)
"""Parts that are all of a year together, so that what sums them up is of it."""

_THAT_YEAR = spelled("that_year")
_BIDDING = spelled("bidding")
_NOT_OWN = frozenset({"BEHALF", "OTHERS", "REVIEWER", "SUBMIT"})


def _is_doing_of_others(item: Item) -> bool:
    """Whether others are named as those who do it, or for whom it is done; not in 各科室配合, of the body's own parts."""
    if "REVIEWER" in item.kinds or _is_addressed(item):
        return True
    named = [token for token in _before_phrase(item) if token.kind in ("OTHERS", "BEHALF")]
    if item.counts or not named:
        return bool(named)
    own_parts = named[0].value == "within"
    return any(token.value != "within" and not (own_parts and token.value == "helping") for token in named)


def _only_passes_on(item: Item) -> bool:
    """Whether others come in only as those whom something is passed on to, which says nothing of what follows: 两日内转办."""
    others = [token for token in item.core if token.kind in _NOT_OWN]
    return bool(others) and all(token.value == "passing on" for token in others)


def _is_done_with_branches(item: Item) -> bool:
    """Whether a body does it with its own branches, whose doing is the body's as often as not: 市局及派出机构作出许可8件."""
    kinds = [token.kind for token in item.core]
    at = kinds.index("OTHERS") if "OTHERS" in kinds else 0
    if at < 2 or kinds[at - 1] != "AND" or kinds.count("OTHERS") > 1 or item.has("BEHALF", "REVIEWER", "SUBMIT"):
        return False
    body = item.core[at - 2]
    is_body = body.kind in ("OWN", "SEAT") or (body.kind == UNKNOWN and body.text.endswith(_ORGANS))
    return is_body and item.core[at].text.startswith(_BRANCHES)


_ORGANS = spelled("organ")
_BRANCHES = spelled("branch")


def _before_phrase(item: Item) -> Sequence[Token]:
    """The words that may say whose doing it is: where it counts nothing, those before 在, 依托, 按照 or the like.

    What the body itself is called of a region is its own, too: 我局是全市申请量较大的部门.
    """
    if item.counts:
        return item.core
    words = enumerate(item.core)
    is_own = bool(item.core) and item.core[0].kind == "OWN"
    ends = (n for n, word in words if word.kind == "BY" or word.text in _AS_TOLD or (is_own and word.text in _IS))
    return item.core[: next(ends, len(item.core))]


_AS_TOLD, _IS = spelled("by"), spelled("is")


def _names_with_its_office(named: Sequence[Token]) -> bool:
    """Whether a government is named with its own office, which together are all of it as often as not: 县政府及县政府办公室制发文件11件."""
    return any(joins_office(*three) for three in zip(named, named[1:], named[2:], strict=False))


def joins_office(body: Token, token: Token, office: Token) -> bool:
    """Whether a word joins a body to its own office: 县政府及县政府办公室."""
    return token.kind == "AND" and office.kind == "SEAT" and office.text.startswith(body.text)


def _counts_bodies(item: Item) -> bool:
    """Whether it tells how many bodies of a name there are, each of which is a part of it at most: 6个分局收到35件."""
    return any(a.kind == "COUNT" and b.kind == "OWN" for a, b in pairwise(item.core))


def _names_levels(item: Item) -> bool:
    """Whether it tells of the bodies of several levels, as 县（市、区）局 does."""
    return any(inner.text and _LEVELS.issuperset(inner.text) for inner in item.in_brackets)


_LEVELS = frozenset(spelled("levels"))


def names_who(item: Item) -> bool:
    """Whether nothing that may be the base of a comparison stands behind 由: 在办的5件由分管副主任包干."""
    at = next((n for n, token in enumerate(item.core) if token.value == "from"), len(item.core))
    return at + 1 < len(item.core) and _BASES.isdisjoint(token.kind for token in item.core[at + 1 :])


_BASES = frozenset("COUNT NUMBER PERCENT DATE LAST CHANGE SEVERAL".split())


def _is_compared(item: Item) -> bool:
    """Whether it tells how a count compares with another, or what share of one it is: 行政复议少1件."""
    if "CHANGE" in item.kinds or ("COMPARE" in item.kinds and not _says_from_where(item)):
        return True
    if "SHARE" in item.kinds and "TOTAL" not in item.kinds and not _counts_its_share(item):
        return True
    return "MORE" in item.kinds and any(a.kind == "MORE" and b.kind == "COUNT" for a, b in pairwise(item.core))


def _says_from_where(item: Item) -> bool:
    """Whether 由 tells from which year something is carried, or by whom it is done: 由自然人提出6件."""
    if any(token.kind == "COMPARE" and token.value != "from" for token in item.core):
        return False
    return "CARRY" in item.kinds or {"APPLICANT", "SUBMIT"} <= item.kinds or names_who(item)


def _counts_its_share(item: Item) -> bool:
    """Whether what something takes up of what was counted before is a count itself: 其中行政执法案卷占了8件."""
    told = [token.kind for token in item.core if token.kind != "FILL"]
    return "OUTCOME" in told and told[-2:] == ["SHARE", "COUNT"]


def _is_by_the_way(item: Item) -> bool:
    """Whether it counts nothing, and tells what is done for some, or in some way: 对涉及第三方的申请及时征求意见."""
    return not item.counts and item.tokens[0].kind == "BY" and item.tokens[-1].kind in (UNKNOWN, "NOUN", "REVISE")


def _decides_reviews(item: Item) -> bool:
    """Whether it counts reviews that were applied for, and doesn't say against whom or over what: 受理行政复议申请12件."""
    if "REVIEW" not in item.kinds or not item.has("RECEIVE", "ANSWER"):
        return False
    if any(a.kind == "VERDICT" and b.kind == "ANSWER" for a, b in pairwise(item.core)):
        return False  # 以其他结果结案3件 tells what became of them
    is_plain = any(token.kind == "REVIEW" and not token.value for token in item.core)
    return is_plain and not item.has("PARTY", "ARISE", "CAUSE", "DISCLOSURE")


def _is_addressed(item: Item) -> bool:
    """Whether what was submitted went to somebody else: 收到向所属学校提出的申请."""
    if "SUBMIT" not in item.kinds:
        return False
    to = next((at for at, token in enumerate(item.core) if token.value == "to"), None)
    return to is not None and {token.kind for token in item.core[to + 1 : to + 2]} <= {UNKNOWN, "SEAT", "OTHERS"}


def _is_up_to_end(item: Item) -> bool:
    """Whether the end of a year, up to which something is told, is the only time that it names: 截至年底, 截至2023年底."""
    times = [at for at, token in enumerate(item.core) if token.kind in NAMING_TIME]
    return bool(times) and all(
        item.core[at].value == "closing" or (at > 0 and item.core[at - 1].text in _UP_TO) for at in times
    )


_UP_TO = spelled("up_to")


def _sums_up_since_beginning(item: Item) -> bool:
    """Whether a platform is said to have received so much in all, which began when that did: 平台累计登记47件."""
    at = next((n for n, token in enumerate(item.core) if token.text.startswith(_IN_ALL)), None)
    if at is None or not item.has("RECEIVE"):
        return False
    before = item.core[:at]
    is_doer = any(token.kind in _DOES and token.text.endswith(_PLATFORMS) for token in before)
    return "SINCE" in item.kinds or (is_doer and all(token.kind != "BY" for token in before))


_IN_ALL = spelled("in_all")
_DOES = (UNKNOWN, "NOUN", "CHANNEL")
_PLATFORMS = spelled("platform")


def _is_since_event(item: Item) -> bool:
    """Whether it is told since something happened, which nobody says was when the year began: 建局以来."""
    return any(
        ends.kind == "SINCE" and event.kind not in NAMING_TIME and event.kind != "FILL"
        for event, ends in pairwise(item.core)
    )


def _begins_year(item: Item) -> bool:
    """Whether it tells what was there when the year began: 年初结转3件."""
    return any(token.value == "opening" for token in item.core)


def _ends_year(item: Item, told: list[Period]) -> bool:
    """Whether it says up to the end of the year: 1月1日至12月31日."""
    dates = [token.value for token in item.core if token.kind == "DATE"]
    return told.count(Period.PART) == 1 and told[-1] is Period.YEAR and len(dates) > 1 and len(told) == len(dates)


_DONE = ("RECEIVE", "ANSWER", "DECIDE", "MAKE", "ISSUE", "REPEALED", "COLLECT", "ARISE", "PARTY")


def _is_plan(item: Item) -> bool:
    """Whether it tells what may be or shall be; 如《…》 names an example, and 对照…计划 what was followed."""
    if not item.has(*_PLANS):
        return False
    kinds = [token.kind for token in item.core]
    return any(
        kind in _PLANS
        and not (kind == "IF" and kinds[at + 1 : at + 2] in _OF_WHAT_IS_THERE)
        and not (item.core[at].value in _THINGS and at and kinds[at + 1 : at + 2] in _ENDS_NOUN)
        and not (item.core[at].value == "budget" and not item.counts)
        and not (item.core[at].value == "drafting" and kinds[:at][-1:] in _BEFORE_WHAT_IS_DRAFTED)
        for at, kind in enumerate(kinds)
    )


_THINGS = ("noun", "budget")
"""Plans that may be things that there are."""
_ENDS_NOUN: tuple[list[str], ...] = ([], ["PAUSE"], ["AND"])
"""What stands behind a plan that is something: 公布养护计划、投资计划和招投标信息57条."""
_OF_WHAT_IS_THERE = (["TITLE"], ["ALL"], ["REF"], ["COUNT"], ["RECEIVE"])
"""Behind 对于, what it speaks of is there: 对于全部申请,均按期答复."""
_BEFORE_WHAT_IS_DRAFTED = (["BY"], ["VIEW"])
"""Before 拟, which names a step of the work then: 对拟发布的信息严格审核, 从拟稿到发布."""


def _opens_parts(item: Item, following: Item | None) -> bool:
    """Whether what follows is told of a count: 制发的8件中,以部门名义印发3件; 61件之中,县政府制发31件; 答复的9件均未引起复议."""
    kinds = [token.kind for token in item.core]
    if following is None or "COUNT" not in kinds[-2:]:
        return False
    if kinds[-1] == "AMID":
        return "MAKE" in following.kinds and ("MAKE" in item.kinds or item.kinds <= _COUNT_ALONE)
    return item.mark == "GOES_ON" and following.kinds >= {"NOT", "ARISE"}


_COUNT_ALONE = frozenset("COUNT AMID REF ALL FILL".split())


def _opens_sorting(item: Item) -> bool:
    """Whether it begins a list by what was received or done where, so that each is a part: 按接收部门划分,."""
    if item.counts or "VIEW" not in item.kinds or len(item.core) < 2:
        return False
    first, last = item.core[0], item.core[-1]
    is_sorting = first.kind == "VIEW" and first.text in _SORTING
    return is_sorting and (last.kind == "VIEW" or last.text.endswith(_SORTED))


_SORTING = spelled("by")
_SORTED = spelled("sorted")


def _is_duty(item: Item) -> bool:
    """Whether it tells what shall be, and nothing of a time to come."""
    return "DUTY" in item.kinds and not item.has("PLAN", "IF")


def _is_rule(item: Item) -> bool:
    """Whether it tells what is done in each such case, and nothing of a time to come: 凡涉及第三方的,一律征求意见,全年征求8次."""
    return _is_duty(item) or ("IF" in item.kinds and "PLAN" not in item.kinds)


def _averages_all(item: Item) -> bool:
    """Whether what an item counts is all of the year, of which it tells an average."""
    kinds = tuple([token.kind for token in item.tokens if token.kind != "FILL"])
    return kinds[: len(_OF_ALL_AVERAGED)] == _OF_ALL_AVERAGED and not item.has("SOME", "EXCEPT")


def _is_open(item: Item) -> bool:
    """Whether 等 stands before what it counts; behind its count it says that there is more, not of what."""
    if "ETC" not in item.kinds or any(a.text in _MORE and b.kind in BEHIND_EXAMPLES for a, b in pairwise(item.core)):
        return False  # 查询登记资料等行政查询事项12件 are all of those
    return not (item.core[-1].text in _MORE and item.core[-2:-1] and item.core[-2].kind == "COUNT")


_MORE = spelled("etc")


def _scope(item: Item, inherited: Frame, *, is_among: bool) -> Scope:
    if "AMONG" in item.kinds and len(item.core) == 1:
        return inherited.scope
    if _is_of_some_cases(item, inherited.topic):
        return Scope.PART
    if item.tokens and _is_by_the_way(item):
        return inherited.scope
    is_named = "APPLICATION" in item.kinds and not item.has("REVIEW", "LITIGATION")  # 居民申请复议
    is_of_applications = is_named or (inherited.topic is Topic.APPLICATIONS and "MATTER" not in item.kinds)
    if is_of_applications and item.has(*_KINDS_OF) and not item.has("WAYS", "PERSONS") and not _is_all_of_kind(item):
        is_of_anybody = (
            item.has("TOTAL", "THIS") and "RECEIVE" in item.kinds and any(t.value == "anybody" for t in item.core)
        )
        if (item.counts and not is_of_anybody) or is_among:
            return Scope.PART
        if "NOT" in item.kinds:
            return Scope.PART
        kinds = sum(token.kind in _KINDS_OF for token in item.core)
        if (
            kinds == 1 and item.has("APPLICATION", "SUBMIT") and not is_of_anybody
        ):  # 科研机构申请的水文资料, whatever became of them
            return Scope.PART
        return inherited.scope
    if is_of_applications and _names_some(item):
        return Scope.PART
    if is_among and (item.has("OWN", "SEAT") or not _is_of_whole(item, inherited.topic)):
        return Scope.PART
    return Scope.WHOLE if inherited.scope is Scope.UNSURE and _names_anew(item) else inherited.scope


def _is_of_some_cases(item: Item, topic: Topic) -> bool:
    """Whether an item behind what speaks of a topic counts some reviews, lawsuits or applications by how they came about."""
    is_of_others = _is_of_other_cases(item) and not _goes_on_to_reviews(item, topic)
    return is_of_others or _was_received_before(item) or _came_of_some(item, topic)


def _came_of_some(item: Item, topic: Topic) -> bool:
    """Whether it tells what came of something told before it: 有9件属于执法案卷,…,引发行政复议3件."""
    return topic is not Topic.REVIEWS and bool(item.core) and item.core[0].text in _BRINGS_ABOUT


_BRINGS_ABOUT = spelled("brings_about")


def _is_all_of_kind(item: Item) -> bool:
    """Whether it tells of what kind all are: 均为自然人申请, 自然人提出; 自然人申请均已办结 tells of some of them."""
    kinds = [token.kind for token in item.core]
    if kinds[1:] == ["SUBMIT"]:
        return True
    kind = next(n for n, each in enumerate(kinds) if each in _KINDS_OF)
    is_of_one = kinds[kind + 1 : kind + 2] == ["APPLICATION"] and sum(each in _KINDS_OF for each in kinds) == 1
    return "ALL" in (kinds[:kind] if is_of_one else kinds)


def _names_anew(item: Item) -> bool:
    """Whether it says whose or when, or names what is counted anew."""
    return item.has("THIS", "OWN") or any(item.has(verb) and item.has(*named) for verb, named in _NAMED)


def _names_all(item: Item) -> bool:
    """Whether it tells what was done in the whole year, or names all that was received: 全年予以公开20件."""
    return bool(item.counts) and (
        "THIS" in item.kinds or ("APPLICATION" in item.kinds and item.has("RECEIVE", "TOTAL", "ANSWER"))
    )


def _leaves_exception(item: Item, following: Item | None) -> bool:
    """Whether it sets some apart from what is told behind it; 除1件外均已答复 tells that itself."""
    if "EXCEPT" not in item.kinds or _are_of_other_rows(item, following):
        return False
    kinds = [token.kind for token in item.core]
    return not (kinds.count("EXCEPT") > 1 and kinds[-1] == "ANSWER")


def _are_of_other_rows(item: Item, following: Item | None) -> bool:
    """Whether an outcome is set apart from another that it is no part of: 除不掌握48件外,需要另行制作的2件."""
    if following is None or not item.counts:
        return False
    apart, told = ([str(t.value) for t in each.core if t.kind == "OUTCOME"] for each in (item, following))
    are_apart = all(not a.startswith(b) and not b.startswith(a) for a in apart for b in told)
    return bool(apart) and bool(told) and are_apart


def _dates_an_object(item: Item) -> bool:
    """Whether a time says only since when there is what something is done to: 对2018年以来的62件文件开展清理."""
    kinds = [token.kind for token in item.tokens] if item.tokens and item.tokens[0].kind == "BY" else []
    at = kinds.index("SINCE") if "SINCE" in kinds else 0
    return at > 1 and any(token.value == "of" for token in item.tokens[at + 1 : at + 2])


def _names_some(item: Item) -> bool:
    """Whether it names a kind of applications by what they are about, and goes on with what became of them.

    Those whose work on applications fell short are none of these: 个别处室对依申请公开答复的说理不够充分.
    """
    kinds = [token.kind for token in item.tokens]
    behind = kinds[kinds.index("SOME") :] if "SOME" in kinds else []
    is_named = "APPLICATION" in behind and "BY" not in behind[: behind.index("APPLICATION")]
    return is_named and bool(item.unknown) and not item.counts


def _is_of_other_cases(item: Item) -> bool:
    """Whether it counts reviews or lawsuits that aren't over disclosure: 其他行政诉讼19件, 因行政处罚被提起复议3件."""
    if not item.has("REVIEW", "LITIGATION"):
        return False
    kinds = [token.kind for token in item.tokens]
    at = next((n for n, kind in enumerate(kinds) if kind in ("REST", "BECAUSE")), None)
    if at is None or {"REVIEW", "LITIGATION"}.isdisjoint(kinds[at:]):
        return False
    return kinds[at] == "REST" or not any(
        token.kind in _OVER_DISCLOSURE or token.value == "disclosure" for token in _cause(item.tokens[at:])
    )


def _was_received_before(item: Item) -> bool:
    """Whether it counts what was dealt with this year of what came in the year before: 上年12月收到、本年办理的1件."""
    if "CARRY" in item.kinds or not {"LAST", "RECEIVE", "ANSWER"} <= item.kinds:
        return False
    kinds = [token.kind for token in item.core]
    since = kinds[kinds.index("LAST") :]
    return "RECEIVE" in since[:_NEAR] and "ANSWER" in since


_NEAR = 4
"""Words from a year on in which it is told what happened in it."""


def _cause(tokens: Sequence[Token]) -> Sequence[Token]:
    """What a cause tells up to the verb that it is of; all where it has none: 因征收引起的信息公开行政复议."""
    end = next((n for n, token in enumerate(tokens) if token.kind == "ARISE"), len(tokens))
    return tokens if tokens[0].value in _POINTS_AT_CAUSE else tokens[:end]


def _goes_on_to_reviews(item: Item, topic: Topic) -> bool:
    """Whether 因此 points back at applications, or at reviews that were over them: 因此提起行政诉讼2件."""
    if topic not in (Topic.APPLICATIONS, Topic.REVIEWS) or "REST" in item.kinds or item.unknown:
        return False
    causes = [token.value for token in item.tokens if token.kind == "BECAUSE"]
    return len(causes) == 1 and causes[0] in _POINTS_AT_CAUSE


_POINTS_AT_CAUSE = ("so", BY_THAT)
_OVER_DISCLOSURE = frozenset("CAUSE DISCLOSURE APPLICATION ANSWER PROACTIVE OUTCOME ISSUE".split())


def _is_of_whole(item: Item, topic: Topic) -> bool:
    """Whether what 其中 breaks down is told of the whole year: what became of applications is, kinds of decisions aren't."""
    if topic is Topic.APPLICATIONS and any(token.value == "open" for token in item.core):
        return True
    if topic is Topic.DOCUMENTS and {"AMONG", "MAKE"} <= item.kinds and item.has("THIS", "DATE"):
        return True  # 现行有效87件,其中本年制发9件
    return item.has(*_OF_WHOLE) and item.kinds.isdisjoint(DECISIONS)


def _leaves_doubt(item: Item, said: Frame) -> bool:
    """Whether it wasn't understood, and what is elliptical after it may be of what it tells."""
    if not item.counts or not item.unknown or said.scope is not Scope.WHOLE:
        return False
    return item.has("APPLICATION", "OUTCOME") or any(_is_of_cases(count) for count in item.counts)


def _is_of_cases(count: Token) -> bool:
    return isinstance(count.value, Quantity) and count.value.is_of_cases


def answers_applications(item: Item) -> bool:
    """Whether it counts what can be of applications alone: 作出不予公开答复54件, 无法提供72件; 公开 may be of documents."""
    outcomes = [token for token in item.core if token.kind == "OUTCOME"]
    is_said = any(_tells_answer(token) or not str(token.value).startswith(_OF_PAPERS) for token in outcomes)
    return is_said and any(isinstance(c.value, Quantity) and c.value.unit == CASE for c in item.counts)


def _is_because_of_application(item: Item) -> bool:
    """Whether it counts an outcome and speaks of what was applied for in its cause: 因申请内容属于内部事务信息而不予公开的2件."""
    return {"OUTCOME", "COUNT"} <= item.kinds and any(token.kind == "APPLICATION" for token in item.tokens)


def _marks_outcome_alone(item: Item) -> bool:
    """Whether a cause is all that it marks as papers are, among applications: 认定为无正当理由大量反复申请而不予处理的2件."""
    if item.kinds & _TOPICS.keys() != {"PAPERS"}:
        return False
    core = item.core
    return all(t.kind != "PAPERS" or marks_cause(t, after) for t, after in zip_longest(core, core[1:]))


def marks_cause(token: Token, following: Token | None) -> bool:
    """Whether it finds that something has the cause that stands behind it: 认定属于行政执法案卷."""
    is_found = token.kind == "PAPERS" and following is not None and following.kind == "OUTCOME"
    return is_found and following is not None and is_cause(str(following.value))


def is_cause(row: str) -> bool:
    """Whether a row of outcomes says why: it is one of a group."""
    return row.count(".") > 1


def _asks_for_what_is_named(item: Item) -> bool:
    """Whether the body's decisions are what was applied for to be seen: 群众申请查阅行政处罚卷宗的较多."""
    kinds = [token.kind for token in item.core]
    return not item.counts and any(
        a.kind == "APPLICATION" and b.text.startswith(_TO_SEE) and not _TOPICS.keys().isdisjoint(kinds[n + 2 :])
        for n, (a, b) in enumerate(pairwise(item.core))
    )


_TO_SEE = spelled("to_see")


def tells_cause_apart(items: Sequence[Item]) -> bool:
    """Whether cases are counted, and a cause and what it led to are named of what applications alone can be: 公开出版物的,不作处理.

    What reviews were applied for over can be nothing else: 不予公开的11件里有6件以执法案卷为由,5件被提起复议.
    """
    is_reviewed = any(item.has("REVIEW") for item in items)
    rows = [str(token.value) for item in items for token in item.core if token.kind == "OUTCOME"]
    of_applications = [row for row in rows if is_cause(row) and (is_reviewed or not row.startswith(_OF_PAPERS))]
    counts = (count for item in items for count in item.counts)
    is_counted = any(isinstance(count.value, Quantity) and count.value.unit == CASE for count in counts)
    return is_counted and any(row.rpartition(".")[0] in rows for row in of_applications)


def _tells_answer(outcome: Token) -> bool:
    return any(word in outcome.text for word in _ANSWERED)


_ANSWERED = spelled("answered")
_OF_PAPERS = ("outcomes.granted", "outcomes.partially_granted", "outcomes.refused")
"""Outcomes that are said of documents under review, too."""


def _topic_ahead(item: Item, following: Item | None) -> Topic | None:
    """What 、 lists is of what its last part names behind its count: 制定1件、废止1件规范性文件."""
    is_listed = following is not None and item.mark == "PAUSE" and item.has("MAKE", "REPEALED")
    last = following.tokens[-1:] if is_listed and following else ()
    return Topic.DOCUMENTS if last and last[0].kind == "DOCUMENT" else None


def _is_named_behind(item: Item) -> bool:
    """Whether other matters are named in a remark alone, behind the count of something else: 目前有效的7件目录已公布."""
    kinds = [token.kind for token in item.core]
    before = set(kinds[: kinds.index("COUNT")]) if "COUNT" in kinds else set()
    return not before.isdisjoint(_COUNTED_ALONE) and before.isdisjoint(_TOPICS)


_COUNTED_ALONE = frozenset("OUTCOME INFORCE REPEALED CARRY PENDING".split())
"""What is counted without a word for what it is of."""


def _applies_for_other(item: Item) -> bool:
    """Whether what is applied for is named right before 申请, and so isn't disclosure: 受理公证申请320件."""
    return bool(item.counts) and any(
        token.value == "bare" and token.kind == "APPLICATION" and before.kind in (UNKNOWN, "NOUN")
        for before, token in pairwise(item.core)
    )


_TELLS_OF_CASES = ("DIRECT", "AFTER", "VERDICT")
"""What says how a case was brought, or what became of it: 直接起诉的3件案件, 败诉案件2件."""
_COUNTED_IN_CASES = (Topic.REVIEWS, Topic.DOCUMENTS, Topic.DECISIONS)
"""What is counted by 件数, too, where it is spoken of."""


def _is_no_application(item: Item) -> bool:
    """Whether it says of other matters that they are no applications: 病历复印不属于信息公开申请,全年办理23400份."""
    core = item.core
    is_denied = len(core) > 2 and (core[-2].kind, core[-2].value) == ("EXCEPT", "here")
    return is_denied and core[-1].kind == "APPLICATION" and not item.counts


def _is_case_of_reviews(item: Item, inherited: Topic) -> bool:
    """Whether cases are reviews or lawsuits by how they came or ended, or where those are spoken of: 涉及政府信息公开的案件共4件."""
    return item.has(*_TELLS_OF_CASES) or (inherited is Topic.REVIEWS and "CAUSE" in item.kinds)


def _topic(item: Item, inherited: Topic) -> Topic:
    """What an item speaks of: other matters that it counts, else what it names last."""
    if item.kinds.isdisjoint(_TOPICS) or (inherited is Topic.APPLICATIONS and _marks_outcome_alone(item)):
        is_of_them = inherited is Topic.NONE and (answers_applications(item) or _is_because_of_application(item))
        return Topic.APPLICATIONS if is_of_them else inherited
    if _asks_for_what_is_named(item):
        return Topic.APPLICATIONS
    if _is_no_application(item):
        return Topic.OTHER
    named = [
        _TOPICS[token.kind]
        for token in item.core
        if token.kind in _TOPICS
        and not (token.value == "mode" and (inherited is Topic.OTHER or "PROACTIVE" in item.kinds))
        and not (token.value == "number" and inherited in _COUNTED_IN_CASES and "RECEIVE" not in item.kinds)
        and not (token.value == "case" and _is_case_of_reviews(item, inherited))
    ]
    if Topic.OTHER in named and _is_named_behind(item):
        named = [topic for topic in named if topic is not Topic.OTHER]
    if inherited in (Topic.NONE, Topic.OTHER) and _applies_for_other(item):
        return Topic.OTHER
    if Topic.OTHER in named and Topic.APPLICATIONS not in named:
        is_of_it = item.core[0].kind == "MATTER" and "NOT" in item.kinds  # 规章未作变动,现行3件
        return Topic.OTHER if item.counts or is_of_it or inherited is Topic.NONE else inherited
    return named[-1] if named else inherited
