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
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from typing import Any

from service.language.clauses import Item
from service.language.context import Context
from service.language.frames.actors import (
    BIDDING,
    BODIES,
    NOT_OWN,
    before_parts,
    before_phrase,
    counts_bodies,
    decides_reviews,
    denies_of_towns,
    hears_reviews,
    is_doing_of_others,
    is_done_with_branches,
    is_parts,
    names_levels,
    names_towns_alone,
    names_with_its_office,
    only_passes_on,
)
from service.language.frames.comparisons import compares, names_who
from service.language.frames.frame import PLAIN, Actor, Frame, Modality, Period, Scope, Topic
from service.language.frames.periods import (
    NAMING_TIME,
    PARTS_OF_ALL,
    TIMES,
    begins_with_part_of_year,
    begins_year,
    dated_years,
    dates_a_paper,
    dates_an_object,
    ends_year,
    is_before_this_year,
    is_since_event,
    is_up_to_end,
    points_at_year,
    sums_up_since_beginning,
    tells_what_was_left,
    words_of_times,
)
from service.language.frames.plans import DONE, is_duty, is_plan, is_rule
from service.language.frames.scopes import (
    KINDS_OF,
    OF_WHOLE,
    averages_all,
    is_made_online,
    is_open,
    leaves_doubt,
    leaves_exception,
    names_all,
    names_anew,
    opens_parts,
    opens_point,
    opens_sorting,
    ranks_among_years,
    scope_of,
    sets_apart_the_rest,
)
from service.language.frames.topics import TOPICS, sorts_applicants, topic_ahead, topic_of
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity, YearMention
from service.language.narrowing import (
    Sort,
    is_against_governed,
    is_amid_answers,
    is_bare_sum,
    is_beside_step,
    is_during,
    is_elliptical,
    is_of_some_decisions,
    narrows_all_behind,
    sort_named,
)
from service.reports.finding import Number

_PLAIN = {UNKNOWN} | set(
    "FILL NOUN BY HEAD AND PAUSE ISSUE LATIN TITLE TOTAL VIEW NUMBER ZERO AMID REVISE MORE REST DISCLOSURE".split()
)
"""Categories that say nothing of how an item is meant."""
_KEEPS_SCOPE = frozenset("AMONG REMAIN".split())
POINTS_BACK = _KEEPS_SCOPE | {"REF"}
"""Categories of the words by which a sentence goes on with what the one before it told."""
_THROUGHOUT = spelled("throughout")
_AT_PLACE = spelled("at_place")
_AT = _AT_PLACE[0]
_NARROWS = ("SOME", "EXCEPT", "RATE")


@dataclass(slots=True)
class _SentenceState:
    """What one item of a sentence leaves to the next beside its frame; to the next sentence a duty and a rule alone."""

    left_over: int | None = None
    """A year that is meant to be the report's."""
    is_excepted: bool = False
    is_among: bool = False
    is_of_unknown: bool = False
    is_reviewer: bool = False
    is_shared_out: bool = False
    is_narrowed: bool = False
    is_some_told: bool = False
    is_headed_next: bool = False
    is_up_to_end: bool = False
    is_received_in_part: bool = False
    is_past_part: bool = False
    is_of_department: bool = False
    """Whether all of it is of a department that is named before a colon: 区农业农村局:收到申请11件;作出行政处罚94件."""
    is_duty: bool = False
    is_ruled: bool = False
    year_meant: Period = Period.YEAR
    """Of which year what is told of all of it is: 2024年工作重点:建设登记系统;全年安排培训4次."""
    sort: Sort = Sort.NONE
    parts: set[str] = field(default_factory=set)
    """The parts of a year that were told of."""
    unlisted: Number = 0
    counted_in: Period | None = None
    """When that was which was counted last, of which 其中 tells parts: 办结9件,没有拖到明年的。其中公开6件."""
    counted_then: set[str] = field(default_factory=set)
    """What was counted of a past year, as it stands there."""


class Discourse:
    """The state that one item leaves to the next, a sentence at a time."""

    def __init__(self, context: Context) -> None:
        """Nothing was said yet."""
        self._context = context
        self._frame = PLAIN
        self._sentence = _SentenceState()

    def begin(self, first: Token | None, topic: Topic, left_over: int | None = None) -> None:
        """A new sentence, under a sub-head of that topic; `left_over` is a year in it that is meant to be the report's."""
        before = self._sentence
        self._sentence = _SentenceState(left_over=left_over, is_duty=before.is_duty, is_ruled=before.is_ruled)
        if first is None or first.kind not in POINTS_BACK or self._frame == PLAIN:
            self._frame = Frame(topic=topic)
        elif first.kind == "AMONG":
            self._frame = self._frame._replace(period=before.counted_in or self._frame.period)
        elif first.kind not in _KEEPS_SCOPE:
            self._frame = self._frame._replace(scope=Scope.WHOLE)

    def end_segment(self, following: Item | None = None) -> None:
        """`；`: a part is over, and what was another's or another time's may be; a narrowing, unless `following` goes on."""
        frame = self._frame
        self._sentence.is_excepted, self._sentence.is_shared_out, self._sentence.sort = False, False, Sort.NONE
        self._sentence.is_narrowed = self._sentence.is_narrowed and following is not None and is_elliptical(following)
        is_part = frame.scope is Scope.PART and not self._sentence.is_narrowed
        begins_point = following is not None and opens_point(following)
        is_over = begins_point or not (self._sentence.is_of_unknown or self._sentence.is_of_department)
        # What is named anew behind a part of something that wasn't understood may be of all again.
        self._sentence.is_past_part = is_part and self._sentence.is_of_unknown
        self._frame = frame._replace(
            actor=Actor.UNSURE if frame.actor is Actor.OTHER and not self._sentence.is_reviewer else frame.actor,
            period=frame.period if frame.period is Period.YEAR or self._sentence.is_headed_next else Period.UNSURE,
            scope=Scope.WHOLE if is_part and is_over else frame.scope,
        )

    def beside(self, before: Token | None = None) -> "Discourse":
        """The state of a bracket, which leaves nothing to what follows it; right behind an earlier year it is of that."""
        inner = Discourse(self._context)
        is_of_earlier = before is not None and self._is_earlier(before)
        inner._frame = self._frame._replace(period=Period.PAST) if is_of_earlier else self._frame
        outer = self._sentence
        inner._sentence = _SentenceState(
            left_over=outer.left_over,
            is_of_unknown=outer.is_of_unknown,
            is_reviewer=outer.is_reviewer,
            is_up_to_end=outer.is_up_to_end,
            is_received_in_part=outer.is_received_in_part,
        )
        return inner

    def _is_earlier(self, token: Token) -> bool:
        """Whether it names an earlier year, or says that something was so before it changed: 上年, 2022年, 由…上升到."""
        named = token.value.year if isinstance(token.value, YearMention) else None
        own = self._context.year
        return token.kind == "LAST" or token.value == "from" or (named is not None and own is not None and named < own)

    def __copy__(self) -> "Discourse":
        """The same state, which goes on by itself."""
        other = Discourse.__new__(Discourse)
        sentence = replace(self._sentence, parts=set(self._sentence.parts))
        vars(other).update(vars(self), _sentence=sentence)
        return other

    def after(self, frame: Frame) -> "Discourse":
        """The same state as if that frame had been left to it."""
        other = copy(self)
        other._frame = frame
        return other

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept for the sentence beside the frame, by name."""
        return asdict(self._sentence)

    def without(self, *kept: str) -> "Discourse":
        """The same state as if some of what is kept, by name, had never been said."""
        other, plain = copy(self), _SentenceState()
        other._sentence = replace(other._sentence, **{name: getattr(plain, name) for name in kept})
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
        if self._sentence.is_past_part and names_anew(item):
            self._frame, self._sentence.is_past_part = self._frame._replace(scope=Scope.UNSURE), False
        if not self._sentence.is_among and self._frame.scope is Scope.PART and opens_point(item):
            self._frame = self._frame._replace(scope=Scope.WHOLE)  # 短板主要有二:一是发生行政复议35件
        inherited, has_among = self._frame, "AMONG" in item.kinds
        said = Frame(
            actor=self._actor(item, inherited),
            period=Period.PAST if is_before_this_year(item, following) else self._period(item, inherited),
            modality=Modality.PLAN if is_plan(item) else self._modality(item),
            scope=scope_of(
                item, inherited, is_among=self._sentence.is_among or self._sentence.is_shared_out or has_among
            ),
            topic=topic_of(item, topic_ahead(item, following) or inherited.topic),
        )
        if self._names_department(item):
            said = said._replace(scope=Scope.PART)
            self._sentence.is_of_department = self._sentence.is_of_department or item.mark == "COLON"
        self._sentence.is_headed_next = self._sentence.is_headed_next or (
            item.mark == "COLON" and said.period is Period.NEXT
        )
        self._sentence.year_meant = Period.NEXT if self._sentence.is_headed_next else Period.YEAR
        self._frame = said._replace(scope=Scope.UNSURE) if leaves_doubt(item, said) else said
        if dates_an_object(item):
            self._frame = self._frame._replace(period=inherited.period)
        if only_passes_on(item):
            self._frame = self._frame._replace(actor=inherited.actor)
        if self._ends_list(item, said):
            self._frame = self._frame._replace(scope=Scope.WHOLE)
        scope = self._narrowed(item, following, said.scope)
        if self._frame.topic is Topic.APPLICATIONS:
            self._narrow(item)
        self._sentence.is_of_unknown = self._frame.scope is not Scope.WHOLE and (
            self._sentence.is_of_unknown or (self._frame.scope is Scope.UNSURE and item.kinds.isdisjoint(TOPICS))
        )
        self._sentence.is_among = (
            (has_among and len(item.core) == 1) or opens_sorting(item) or opens_parts(item, following)
        )
        # What is told beside a part that others did is a part, too: 其中由分局答复的22件,市局答复30件.
        self._sentence.is_shared_out = self._sentence.is_shared_out or (
            has_among and said.actor is Actor.OTHER and bool(item.counts)
        )
        is_planned = said.modality is Modality.PLAN
        self._sentence.is_duty = is_duty(item) or (self._sentence.is_duty and is_planned)
        self._sentence.is_ruled = is_rule(item) or (self._sentence.is_ruled and is_planned)
        self._sentence.is_excepted = leaves_exception(item, following)
        is_compared = compares(item)
        is_denied = "NOT" in item.kinds
        if item.counts:
            self._keep_counts(item, said.period)
        return Frame(said.actor, said.period, said.modality, is_denied, scope, is_compared, said.topic)

    def _keep_counts(self, item: Item, period: Period) -> None:
        """Keep of when what an item counts is, and of a past year what it counts."""
        self._sentence.counted_in = self._frame.period
        if period is Period.PAST:
            self._sentence.counted_then.update(count.text for count in item.counts)

    def _ends_list(self, item: Item, said: Frame) -> bool:
        """Whether it is the last of all kinds of applicants or ways, so that what follows is of all: 网络8件、邮寄5件."""
        value = item.counts[0].value if len(item.counts) == 1 else None
        if said.topic is not Topic.APPLICATIONS or not isinstance(value, Quantity) or not value.is_exact:
            return False
        if "RECEIVE" in item.kinds and said.scope is Scope.WHOLE:
            self._sentence.unlisted = value.value
        elif item.has(*KINDS_OF, "REST") and self._sentence.unlisted:
            self._sentence.unlisted -= value.value
            return self._sentence.unlisted == 0
        return False

    def _changes_nothing(self, item: Item) -> bool:
        """Whether an item of words that say nothing here may be passed by: the commonest there is."""
        if self._sentence.is_among or self._sentence.is_excepted:
            return False
        if not item.kinds <= _PLAIN:
            return ranks_among_years(item)
        if ("AMID" in item.kinds and is_during(item)) or sorts_applicants(item):
            return False
        if self._frame.topic is Topic.APPLICATIONS and sort_named(item) is not Sort.NONE:
            return False
        if self._is_of_part(item):
            return False
        return not any(token.kind == UNKNOWN and self._context.is_body(token.text) for token in item.core)

    def _is_of_part(self, item: Item) -> bool:
        """Whether words that aren't known begin with a department of the government or a town: 区住建局人手紧."""
        is_at_place = bool(item.tokens) and item.tokens[0].text in _AT_PLACE
        said = item.tokens[1:] if is_at_place else item.tokens
        return self._context.begins_with_part(said)

    def _end_narrowing(self, item: Item) -> None:
        """What an item tells of all again, where some applications were counted: 全年共办结申请28件."""
        if self._sentence.is_some_told and names_all(item):
            self._sentence.is_narrowed = self._sentence.is_some_told = False
            self._frame = self._frame._replace(scope=Scope.WHOLE)

    def _narrow(self, item: Item) -> bool:
        """Leave to what follows an item of applications that it is of some of them alone; whether the item says so."""
        narrows = narrows_all_behind(item) or self._sums_up_sort(item)
        if item.counts and not is_elliptical(item):
            self._sentence.sort = Sort.NONE
        elif (named := sort_named(item)) is not Sort.NONE:
            self._sentence.sort = named
        if narrows:
            self._sentence.is_narrowed, self._frame = True, self._frame._replace(scope=Scope.PART)
        self._sentence.is_some_told = self._sentence.is_narrowed and (self._sentence.is_some_told or bool(item.counts))
        return narrows

    def _sums_up_sort(self, item: Item) -> bool:
        """Whether it is no more than the count of a sort that was named: 环评类较多,共10件."""
        return self._sentence.sort is not Sort.NONE and is_bare_sum(item)

    def _modality(self, item: Item) -> Modality:
        """Of an item without a word for a plan: what was a duty is none of what is told and counted behind it."""
        is_told = bool(item.counts) and (
            (self._sentence.is_duty and item.has(*DONE)) or (self._sentence.is_ruled and "THIS" in item.kinds)
        )
        return Modality.FACT if is_told else self._frame.modality

    def _narrowed(self, item: Item, following: Item | None, scope: Scope) -> Scope:
        """Of what an item itself is told, where it or the share behind it narrows that."""
        is_share = following is not None and {"SHARE", "PERCENT"} <= following.kinds and not item.has(*OF_WHOLE)
        if self._sums_up_sort(item) or (self._sentence.sort is Sort.SUBJECT and is_amid_answers(item)):
            return Scope.PART
        if self._sentence.sort is Sort.SUBJECT and item.counts and is_elliptical(item) and scope is Scope.WHOLE:
            return Scope.UNSURE
        is_in_phrase = any(token.value == "handled so" for token in item.tokens)
        if (
            is_share
            or is_in_phrase
            or (item.has(*_NARROWS) and not averages_all(item) and not sets_apart_the_rest(item))
            or self._sentence.is_excepted
            or is_of_some_decisions(item)
            or is_beside_step(item)
            or is_against_governed(item)
            or is_made_online(item)
        ):
            return Scope.PART
        return Scope.UNSURE if is_open(item) and scope is Scope.WHOLE else scope

    def _actor(self, item: Item, inherited: Frame) -> Actor:
        if not item.kinds.isdisjoint(NOT_OWN) and is_doing_of_others(item):
            self._sentence.is_reviewer = self._sentence.is_reviewer or "REVIEWER" in item.kinds
            return Actor.UNSURE if is_done_with_branches(item) else Actor.OTHER
        if self._sentence.is_reviewer and item.has("PARTY", "ARISE"):
            self._sentence.is_reviewer, inherited = False, inherited._replace(actor=Actor.UNSURE)
        if self._sentence.is_reviewer and ("REVIEW" in item.kinds or "OWN" not in item.kinds):
            return Actor.OTHER
        is_of_levels = bool(item.asides) and names_levels(item) and not self._context.has_region
        is_heard = self._context.is_of_justice and hears_reviews(item, inherited.topic)
        if is_of_levels or is_heard or (decides_reviews(item) and self._context.reviews_others):
            return Actor.OTHER
        if "SEAT" in item.kinds and names_with_its_office(item.core):
            return Actor.UNSURE
        if item.kinds.isdisjoint(BODIES) or ("LAST" in item.kinds and "CARRY" in item.kinds):
            bodies: set[Actor | None] = set()
        else:
            named = before_phrase(item)
            begun = {a for a, b in pairwise(named) if self._begins_name(a, b)} | before_parts(named)
            begun |= self._where_others_act(named)
            bodies = {self._of_body(token) for token in named if token.kind in BODIES and token not in begun}
            if (item.counts and (counts_bodies(item) or names_towns_alone(named))) or denies_of_towns(item):
                bodies.add(Actor.OTHER)
        for actor in (Actor.OTHER, Actor.OWN, Actor.UNSURE):
            if actor in bodies:
                return actor
        return Actor.OWN if inherited.actor is Actor.UNSURE and "THIS" in item.kinds else inherited.actor

    def _where_others_act(self, named: Sequence[Token]) -> set[Token]:
        """The body itself, where it is no more than the place of what another did: 县自然资源局在我镇作出行政处罚5件."""
        if not named or named[0].kind != UNKNOWN or not self._context.is_body(named[0].text):
            return set()
        return {b for a, b in pairwise(named) if a.text == _AT and b.kind == "OWN"}

    def _begins_name(self, place: Token, organ: Token) -> bool:
        """Whether a region that is the body itself begins the name of a body of its own in it: 云溪县税务局."""
        is_one_name = place.kind == "OWN" and place.end == organ.start and organ.kind == UNKNOWN
        return is_one_name and self._context.has_departments and self._of_body(organ) is Actor.UNSURE

    def _names_department(self, item: Item) -> bool:
        """Whether it tells of a department of the government whose report it is: 区教育局收到申请8件."""
        if not self._context.has_departments:
            return False
        named = (token for token in before_phrase(item) if token.kind == UNKNOWN)
        return any(self._context.is_department(token.text) for token in named) or self._is_of_part(item)

    def _of_body(self, token: Token) -> Actor | None:
        """Whose doing a token says it is, None where it names no body."""
        if token.kind == "OWN":
            return Actor.OWN
        if token.kind in ("REGION", "SYSTEM"):
            own = Actor.UNSURE if is_parts(token) else Actor.OWN
            own = Actor.OTHER if token.value == "one sector" else own
            return own if self._context.has_region and not self._context.is_in(token.text) else Actor.OTHER
        if token.value == "with its office":  # 县政府及其办公室制发文件11件, which are all of it as often as not
            return Actor.UNSURE if self._context.is_government else Actor.OTHER
        if token.kind == "SEAT":  # the tables of a government with departments are of its region
            return Actor.OTHER if self._context.is_government and self._context.has_departments else Actor.UNSURE
        if self._context.is_its_office(token.text):
            return Actor.OTHER
        if self._context.is_body(token.text):
            if token.text.startswith(BIDDING):
                return Actor.OTHER
            return Actor.OWN if self._context.is_own(token.text) else Actor.UNSURE
        return None

    def _period(self, item: Item, inherited: Frame) -> Period:
        if item.has("COMPARE", "CHANGE") and "CARRY" not in item.kinds and not names_who(item):
            return self._changed_to(item) or inherited.period
        if (inherited.topic is Topic.APPLICATIONS and tells_what_was_left(item)) or dates_a_paper(item):
            return inherited.period
        names_time = not item.kinds.isdisjoint(NAMING_TIME)
        if names_time:
            self._sentence.is_up_to_end = is_up_to_end(item)
        period = self._told_period(item, inherited)
        if self._sentence.is_up_to_end and period in (Period.YEAR, Period.PART):
            period = self._of_what_ends(item, inherited.period, period)
        counts_received = "RECEIVE" in item.kinds and bool(item.counts)
        goes_on = self._sentence.is_received_in_part and (self._sentence.is_up_to_end or not names_time)
        self._sentence.is_received_in_part = period is Period.PART and (counts_received or goes_on)
        return period

    def _of_what_ends(self, item: Item, inherited: Period, told: Period) -> Period:
        """The period of what is told up to the end of a year, where that alone was named last, and not when it began.

        What became by then of what a part of the year brought is of that part: 下半年新收6件,截至年底办结5件. What a platform
        sums up may have begun long before: 截至2023年底,平台累计登记47件.
        """
        if told is Period.YEAR and sums_up_since_beginning(item):
            return Period.UNSURE
        if inherited is not Period.PART or not self._sentence.is_received_in_part:
            return told
        if "RECEIVE" in item.kinds or ("TOTAL" in item.kinds and self._sentence.parts in PARTS_OF_ALL):
            return Period.YEAR
        return Period.UNSURE if "TOTAL" in item.kinds else Period.PART

    def _changed_to(self, item: Item) -> Period | None:
        """The other year that something changed to, where it names one: 由2020年的60件上升到2022年的112件."""
        said = (token for token in item.core if token.kind != "FILL")
        years = [b.value for a, b in pairwise(said) if a.kind == "CHANGE" and isinstance(b.value, YearMention)]
        period = self._of_date(years[0]) if years else None
        return period if period is Period.PAST else None

    def _told_period(self, item: Item, inherited: Frame) -> Period:
        """The period that an item names, else that of the one before it."""
        if item.counts:
            self._sentence.parts.update(token.text for token in item.core if token.kind == "PARTYEAR")
        if is_during(item):
            return Period.PART
        if "SINCE" in item.kinds and is_since_event(item):
            return Period.SEVERAL
        if item.kinds.isdisjoint(NAMING_TIME):
            return self._summed_period(item, inherited.period)
        told = [
            period for token in words_of_times(item) if token.kind in NAMING_TIME and (period := self._of_time(token))
        ]
        if points_at_year(item, inherited.period, self._sentence.counted_then):
            return inherited.period  # 2022年发生复议1件,当年审结
        is_carried = item.has("CARRY", "PENDING") and not self._is_before_last_year(item)
        if is_carried:  # from or into which year is no time of its own
            told = [period for period in told if period in (Period.PART, Period.SEVERAL) and not begins_year(item)]
        if "SCHOOLYEAR" in item.kinds and "DATE" in item.kinds and self._context.is_school_year:
            return Period.YEAR if self._is_own_school_year(item) else Period.PAST
        names_part_of_this = Period.PART in told and begins_with_part_of_year(item)
        if (
            not told
            or (Period.PART in told and "THIS" in item.kinds and not names_part_of_this)
            or ends_year(item, told)
        ):
            is_into_year = is_carried and self._year_before in dated_years(item)  # 2021年末结转14件,2022年末结转22件
            return Period.YEAR if told or is_into_year else inherited.period
        if "SINCE" in item.kinds and Period.PAST in told:
            return Period.SEVERAL
        is_part = Period.PART in told
        return Period.PART if is_part else next((period for period in told if period is not Period.YEAR), Period.YEAR)

    def _is_before_last_year(self, item: Item) -> bool:
        """Whether what it tells was carried in a year from which nothing comes into this one: 2022年结转2023年7件, in 2024."""
        before = self._year_before
        is_told = before is not None and any(year < before for year in dated_years(item))
        return is_told or any(token.value == "two back" for token in item.core)

    @property
    def _year_before(self) -> int | None:
        return self._context.year - 1 if self._context.year else None

    def _summed_period(self, item: Item, inherited: Period) -> Period:
        """Of an item that names no time: what all parts of the year come to is of the year."""
        return Period.YEAR if "TOTAL" in item.kinds and self._sentence.parts in PARTS_OF_ALL else inherited

    def _is_own_school_year(self, item: Item) -> bool:
        """Whether it names the school year of the report, whose year is the one in which that ends: 2022—2023学年."""
        first = next((token.value.year for token in item.core if isinstance(token.value, YearMention)), None)
        return first is not None and first + 1 == self._context.year

    def _of_time(self, token: Token) -> Period | None:
        if token.kind == "DATE" and isinstance(token.value, YearMention):
            return self._of_date(token.value)
        if token.kind == "SCHOOLYEAR":
            return Period.YEAR if self._context.is_school_year else Period.UNSURE
        if token.text in _THROUGHOUT:
            return self._sentence.year_meant
        return TIMES.get(token.kind)

    def _of_date(self, date: YearMention) -> Period:
        this_year = self._context.year
        if date.year is not None and date.year == self._sentence.left_over:
            return Period.UNSURE
        if date.year is not None and this_year is not None and date.year != this_year:
            return Period.PAST if date.year < this_year else Period.NEXT
        return Period.PART if date.is_part else Period.YEAR
