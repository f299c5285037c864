"""What an item claims: measures whose shapes it fits, each with how surely it was understood.

Established: every word of the item is known and its shape fits the whole of it, and its frame is surely the body's own,
of the whole year, a fact and no part. To check: the shape fits when unknown words are passed over, or a dimension of the
frame is unsure. Passed over: the frame says that it is no statement of the whole, or no shape fits.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from service.language.clauses import BEHIND_EXAMPLES, BY_THAT, CASES, DECISIONS, ENDS_OUTCOME, LAWSUITS, Item
from service.language.context import Context
from service.language.frames import (
    MORE_YEARS,
    OF_OTHERS,
    Frame,
    Modality,
    Topic,
    is_cause,
    joins_office,
    marks_cause,
    may_sum_up_years,
    names_who,
)
from service.language.lexer import UNKNOWN, Shape, Token, letters
from service.language.lexicon import spelled
from service.language.measures import (
    ALL_CLOSED,
    ALL_UPHELD,
    GROUPS,
    MOST_NAMED,
    OUTCOME_NAMED,
    SUBJECTS,
    Measure,
    fitting,
)
from service.language.mentions.figures import (
    AMOUNTS,
    CASES_ALONE,
    INFORMATION,
    LARGE_AMOUNT,
    Quantity,
    YearMention,
    is_in_units,
)
from service.language.text import Sentence
from service.reports.finding import Number
from service.reports.report import Location


class Certainty(StrEnum):
    """How surely a claim was understood."""

    ESTABLISHED = "established"
    TO_CHECK = "to check"
    PASSED = "passed over"


class Relation(StrEnum):
    """How what is counted stands to the measure."""

    ALL = "all"
    SOME = "some of all"
    """So that it may be fewer, and never more."""
    PERHAPS = "perhaps all"
    """Which nothing but its nearness to the table's figure can say: one that nearly is it was meant to be it."""


_IN_ALL, _WHOLE_YEAR = spelled("counted_in_all"), spelled("whole_year")
_KIND_OF_LAWSUIT, _IN_COURT = spelled("kind_of_lawsuit"), spelled("in_court")
(_ON_DISCLOSURE,) = spelled("on_disclosure")
_NOT_YET_DUE = spelled("not_yet_due")
_NEWLY_RECEIVED, _WHOLE_HAS = spelled("newly_received"), spelled("whole_has")
_LEAVES_OUT, _CARRIED, _APPLIED = spelled("leaves_out"), spelled("carried"), spelled("applied")
_HANDLES, _ENDS = spelled("handles"), spelled("ends_handling")
_TAKEN_UP = spelled("taken_up")
(_DISCLOSED, _IN_PART, _WITHIN), _NAMED_AS_ROW = spelled("bare_disclosure"), spelled("named_as_row")


LONG = 100
"""Numbers from this one on have so many digits that one miswrites another by no chance."""


OTHERS_BESIDE = "others beside it"
"""Why a count is passed over that is one of several kinds: 一般申请110件、疑难申请9件."""
_WORDS_AROUND = frozenset({str(Modality.PLAN), "listed behind another", "handled alone", OTHERS_BESIDE, "without some"})
"""Reasons to pass a count over for which, of counts that stand in tables, twenty are right to one that is not."""
_FEWEST_BY_NO_CHANCE = 10


class Claim(NamedTuple):
    """The text says at `sentence.text[start:end]` that there were `value` of a measure.

    `measure` is a row of `table`, or what may be several: outcomes and kinds of cases told together are joined by `+`.
    `reason` says why it is not established.
    """

    measure: str
    table: str
    value: Number
    sentence: Sentence
    start: int
    end: int
    frame: Frame
    certainty: Certainty
    relation: Relation = Relation.ALL
    reason: str = ""
    blur: Number = 0
    """Within how much it is told: 万 makes it about so."""
    figure: str = ""
    """The number as it stands at `start:end`; empty where something is denied, or told without one: 均已办结."""
    whole: "Claim | None" = None
    """The count that it is listed as a part of: of all applications, where it counts those of one kind of applicant."""
    applicant: str = ""
    """The column of table three that an outcome is told of, empty for all applicants: 自然人申请予以公开3件."""
    seat: Number | None = None
    """What its own list tells of the body's seat, which all may be more than: 全县163件,其中县政府28件."""

    @property
    def is_established(self) -> bool:
        """Whether it was understood wholly, so that it may accuse."""
        return self.certainty is Certainty.ESTABLISHED

    @property
    def is_half_read(self) -> bool:
        """Whether nothing but its nearness to the table's figure can say that it is of all."""
        return self.relation is Relation.PERHAPS

    @property
    def is_of_others(self) -> bool:
        """Whether its number is told as that of others, or of more than the body itself: 全系统办结许可57件."""
        return self.reason == OF_OTHERS and bool(self.figure)

    @property
    def is_passed_by_words_around(self) -> bool:
        """Whether no more than words around it make it one of something else, as hardly any of such counts is."""
        return self.reason in _WORDS_AROUND and bool(self.figure) and self.value >= _FEWEST_BY_NO_CHANCE

    @property
    def is_one_of_several(self) -> bool:
        """Whether counts of other kinds stand beside it, so that it is none of all."""
        return self.reason == OTHERS_BESIDE

    @property
    def perhaps(self) -> "Claim":
        """The same as one of which nothing but the tables can say that it is of all."""
        return self._replace(certainty=Certainty.TO_CHECK, relation=Relation.PERHAPS)

    @property
    def may_be_one_kind_of_lawsuit(self) -> bool:
        """Whether its sentence says how lawsuits came about, and no word that it is of all: 行政诉讼1件(复议后起诉)."""
        told = self.sentence.text
        return not told[: self.start].endswith(_IN_ALL) and any(word in told for word in _KIND_OF_LAWSUIT)

    @property
    def may_be_of_any_case(self) -> bool:
        """Whether its sentence tells of who stood in court, and not that the cases are on disclosure: 行政应诉案件88件,负责人出庭应诉率100%."""
        told = self.sentence.text
        return _ON_DISCLOSURE not in told and any(word in told for word in _IN_COURT)

    @property
    def is_of_new_ones(self) -> bool:
        """Whether its clause says before its number that what was carried over is not among it: 新收申请83件.

        What is listed behind the number may say that it is: 新收申请85件(含上年结转2件).
        """
        clause = self.sentence.text[: self.start].rpartition(",")[2]
        is_divided = "(" in clause or self.sentence.text[self.end :].startswith(("(", *_WHOLE_HAS))
        return not is_divided and any(word in clause for word in _NEWLY_RECEIVED)

    @property
    def stands_before_applications(self) -> bool:
        """Whether what it counts is named behind it: 12件申请均按期答复."""
        return self.sentence.text.startswith(_APPLIED, self.end)

    def names_those_taken_up(self, figure: Number) -> bool:
        """Whether it tells behind its number how many cases were taken up of those that were brought: 复议申请13件,受理11件."""
        behind = self.sentence.text[self.end :]
        return self.value > figure and any(f"{word}{figure}" in behind for word in _TAKEN_UP)

    @property
    def tells_bare_disclosure(self) -> bool:
        """Whether what it counts is told as disclosed or not, and by no name of a row: 公开54件, 依法公开和部分公开54件, 不公开66件.

        Where its sentence tells apart what was disclosed in part, the rest is in whole: 公开5件,部分公开1件; but not behind 其中.
        """
        before, behind = self.sentence.text[: self.start], self.sentence.text[self.end :]
        begin = max(before.rfind(mark) for mark in ",;:") + 1
        clause = before[begin:].replace(_IN_PART, "")
        is_bare = _DISCLOSED in clause and not any(word in clause for word in _NAMED_AS_ROW)
        in_part = behind.partition(_IN_PART)
        is_told_apart = _IN_PART in before[:begin] or (bool(in_part[1]) and _WITHIN not in in_part[0])
        return is_bare and not is_told_apart

    @property
    def counts_what_was_handled(self) -> bool:
        """Whether it counts what was dealt with, be it that it came to an end or not: 办理申请12件."""
        clause = self.sentence.text[: self.start]
        clause = clause[max(clause.rfind(mark) for mark in ",;:") + 1 :]
        return any(word in clause for word in _HANDLES) and not any(word in clause for word in _ENDS)

    @property
    def leaves_out_carried(self) -> bool:
        """Whether it says behind its number that what was carried over is not among it: 办理申请119件(不含上年结转7件)."""
        behind = self.sentence.text[self.end :].lstrip("(,")
        clause = behind.partition(",")[0]
        return behind.startswith(_LEAVES_OUT) and any(word in clause for word in _CARRIED)

    def may_sum_up_more_years(self, figure: Number) -> bool:
        """Whether it sums up far more than a figure of the year, and doesn't say since when: 截至2024年底,累计制定文件52件."""
        before, _, clause = self.sentence.text[: self.start].rpartition(",")
        return self.value >= MORE_YEARS * float(figure) and may_sum_up_years(before, clause, is_dated=True)

    @property
    def is_told_of_year(self) -> bool:
        """Whether its clause says before its number that it is of the whole year: 全年作出行政处罚决定462件."""
        clause = self.sentence.text[: self.start].rpartition(",")[2]
        return any(word in clause for word in _WHOLE_YEAR)

    def tells(self, figure: Number) -> bool:
        """Whether it says what a figure says, rounded or cut where it is told in 万."""
        return self.value == figure or abs(float(self.value) - float(figure)) < self.blur

    def agrees_with(self, figure: Number) -> bool:
        """Whether it says what a figure says, or no more where it is of some of all."""
        return self.tells(figure) or (self.relation is Relation.SOME and self.value < figure)

    @property
    def at(self) -> Location:
        """The sentence, quoted."""
        return self.sentence.at(self.start, self.end)


class ReadItem(NamedTuple):
    """An item with what it is said of, and what it claims."""

    item: Item
    frame: Frame
    claims: tuple[Claim, ...] = ()


def tells_difference(read: ReadItem) -> bool:
    """Whether an item tells no more than how a count differs from another year's: 收到申请4件,比上年多2件,均为自然人提出."""
    return not read.claims and read.frame.is_compared and read.item.kinds <= _OF_DIFFERENCE


_OF_DIFFERENCE = frozenset("COMPARE LAST DATE MORE CHANGE COUNT PERCENT FILL THIS".split())
_SAYS_NOTHING = frozenset(
    "FILL OWN REGION SYSTEM OTHERS SEAT BEHALF THIS SCHOOLYEAR PERSONS WAYS SUBMIT VIEW REVIEWER SINCE".split()
)
_BODIES = frozenset("OWN OTHERS SEAT".split())
_TIMES = frozenset("LAST NEXTYEAR PARTYEAR SEVERAL DATE".split())
_WAY = frozenset("BY CHANNEL HEAD".split())
"""Which way applications came, which makes them some of all and needs no place in shapes."""
_UNKNOWN = frozenset(
    {UNKNOWN} | set("NOUN LATIN BY HEAD TITLE ETC CHANNEL APPLICANT RESULT MORE REST DISCLOSURE".split())
)
_IN_SHAPES = frozenset(
    {
        "column",
        "open",
        "out",
        "next",
        "matter",
        "amount",
        "shown",
        "short",
        "rules",
        "concluded",
        "without",
        "ended",
        "won",
    }
)
"""Values of words that shapes tell from the others of their category."""
_OVER_DISCLOSURE = (*CASES, "CHANNEL")
"""What stands with 政府信息公开 and says all that it does."""
_NAMES = frozenset({UNKNOWN, "NOUN", "LATIN", "TITLE", "HEAD"})
"""What names the thing that is counted, where it stands right before the number, or 申请 of another sort."""
_LISTED_NOUNS = frozenset("DOCUMENT LICENSING PENALTY COERCION FEES OUTCOME".split())
"""What is counted together with that which is joined to it, known or not."""
TELLS = frozenset({"COUNT", "NOT", "ALL", "NONELEFT", "CLEARED", "ZERO", "VERDICT"})
"""One of these stands in whatever claims something."""
_TOLD_OF = SUBJECTS | {"ARISE", "COLLECT", "ISSUE", "JUDGES", "TOTAL", "VIA"}
"""One of these stands in every shape, so that an item without any claims nothing."""


class Before(NamedTuple):
    """What was told before an item in its sentence: the last measure, the last kind of cases (empty for several), all."""

    last: str = ""
    case: str = ""
    told: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    """Why, where the item right before says so: rows of outcomes, or one that is empty for what has none."""
    named: tuple[str, ...] = ()
    """Outcomes that were named since something was counted, which 据此 points back at."""
    row: str = ""
    """The outcome whose count was left to what follows."""
    value: Number = 0
    """What the last measure was told to be."""
    received: Number = 0
    """How many applications came in, where it told that."""
    listed: Number = 0
    """How many cases it counted right behind, by who made them or which way they came, in any words."""
    numbers: tuple[Number, ...] = ()
    """What each of all measures was told to be, in their order."""


NOTHING_BEFORE = Before()
COUNTED_EARLIER = Before("counted earlier")
"""Applications were counted in the sentence before."""


def claims_of(
    item: Item, frame: Frame, sentence: Sentence, context: Context, before: Before = NOTHING_BEFORE
) -> Iterator[Claim]:
    """The claims of one item: one for each of its counts at most, or those that it denies."""
    tells_of_one = before.value == 1 and "OUTCOME" in item.kinds and item.mark != "PAUSE"
    is_named = before.last in (MOST_NAMED, OUTCOME_NAMED) or not item.kinds.isdisjoint(_TOLD_OF)
    if (item.kinds.isdisjoint(TELLS) and not tells_of_one) or not is_named:
        return
    kept = list(_kinds(item, context))
    own = next((n for n, token in enumerate(item.core) if token.kind == "OWN"), len(item.core))
    counted = next((n for n, token in enumerate(item.core) if token.kind == "COUNT"), 0)
    is_dated = item.has("THIS", "DATE") or own < counted  # 51件申请我局无法提供
    made = [
        each
        for count in item.counts
        if (claim := _of_count(count, kept, frame, sentence, before, is_dated))
        for each in _each(claim, count, item)
    ]
    yield from made or _denials(kept, item, frame, sentence, before)
    yield from (all_done(claim) for claim in made if claim.measure == "answered" and "ALL" in item.kinds)
    if any(token.value == CONCLUDED for token in item.core) and "ALL" in item.kinds:
        yield from (_none_pending(claim) for claim in made if claim.measure in CASES.values())


def _each(claim: Claim, count: Token, item: Item) -> Iterator[Claim]:
    """A claim of each of the rows that it names, where as many were told of each: 不予公开和无法提供各3件.

    None where each of several was found so, whose rows are not told apart: 复议和诉讼各被纠正1件; nor of a count
    that several outcomes share: 其余5件分别按第三方权益、行政查询办理.
    """
    at = item.tokens.index(count)
    before, behind = item.tokens[:at], item.tokens[at + 1 :]
    if item.mark == "PAUSE" and any(token.kind == "VIEW" and token.value == "each" for token in behind):
        return
    says_each = [token.kind == "ALL" and token.value == "each" for token in before]
    measures = claim.measure.split("+") if any(says_each) else [claim.measure]
    if len(measures) == 1 or says_each[-1]:
        yield from (claim._replace(measure=measure) for measure in measures)


def _none_pending(cases: Claim) -> Claim:
    """That none of the cases that were counted is pending: 行政复议9件全部审结."""
    return cases._replace(measure=f"{cases.measure}.{PENDING}", value=0, figure="", whole=cases)


def all_done(answered: Claim) -> Claim:
    """That a count was dealt with to the last: 7件申请均已办结."""
    return answered._replace(measure="all_done", value=0, figure="", whole=answered)


def _kinds(item: Item, context: Context) -> Iterator[tuple[Token, str]]:
    """The tokens of an item that say something in shapes, each with its category there."""
    core = item.core if item.kinds.isdisjoint(BEHIND_EXAMPLES) else _without_examples(item.core)
    for previous, token, following in zip((None, *core), core, (*core[1:], None), strict=False):
        is_joined = token.kind in _JOINS and (
            _says_when(previous, token, following) or _joins_bodies(previous, token, following)
        )
        is_needless = is_joined or _is_anybody(previous, token, following) or marks_cause(token, following)
        kind = "" if is_needless else _kind(token, item, context)
        if kind == "" and token.kind == "DATE" and previous is not None and previous.kind == "CARRY":
            kind = "THIS"  # carried into the year of the report, and not out of it
        if token.value == "effective" and not any(
            each is not None and each.kind in ("COUNT", "DOCUMENT") for each in (previous, following)
        ):
            kind = ""
        if kind:
            yield token, kind


def _without_examples(core: Sequence[Token]) -> Sequence[Token]:
    """The words without examples of what is counted: 收取证照工本费等行政事业性收费212万元, 不掌握、需制作等无法提供35件."""
    at = next((n for n in range(len(core)) if _follows_examples(core, n)), 0)
    examples = _EXAMPLES | ({"OUTCOME"} if core[at].kind == "OUTCOME" else frozenset())
    first = next((n + 1 for n in range(at - 1, -1, -1) if core[n].kind not in examples), 0)
    return [*core[:first], *core[at:]] if first < at and core[first].kind != "ETC" else core


def _follows_examples(core: Sequence[Token], at: int) -> bool:
    """Whether 等 stands right before what is counted, or begins its word."""
    if core[at].kind not in BEHIND_EXAMPLES:
        return False
    return core[at].text[0] in _AND_SUCH or (at > 0 and core[at - 1].text in _AND_SUCH)


_AND_SUCH = spelled("etc")
_EXAMPLES = frozenset({UNKNOWN, "NOUN", "MATTER", "PAUSE", "AND", "FILL", "PARTY", "APPLICANT", "PAPERS", "ETC"})
"""What names examples."""
_JOINS = ("BY", "AND", "AMID")


def _is_anybody(previous: Token | None, token: Token, following: Token | None) -> bool:
    """Whether it says no more than that somebody applied, between 收到 and the applications: 新收群众申请12件."""
    if token.value != "anybody" or previous is None or following is None:
        return False
    return previous.kind == "RECEIVE" and following.kind == "APPLICATION"


def _says_when(previous: Token | None, token: Token, following: Token | None) -> bool:
    """Whether it is no more than a word for a time or the body, before it or behind: 于当年, 在12月31日前, 向我局, 2023年内."""
    if token.kind == "AMID":
        return previous is not None and previous.kind == "DATE"
    return token.kind == "BY" and following is not None and following.kind in ("THIS", "DATE", "FILL", "OWN")


def _joins_bodies(previous: Token | None, token: Token, following: Token | None) -> bool:
    """Whether it joins bodies that say nothing in shapes: 我局及派出机构, 县政府及县政府办公室."""
    if previous is not None and following is not None and joins_office(previous, token, following):
        return True
    beside = {each.kind for each in (previous, following) if each is not None}
    return token.kind == "AND" and bool(beside) and beside <= _BODIES


def _is_name_or_its_end(token: Token, item: Item, context: Context) -> bool:
    """Whether it names a body, or ends the name of an outcome: “予以公开”类41件."""
    ends_outcome = token.text in ENDS_OUTCOME and item.has("OUTCOME")
    return token.kind == UNKNOWN and (ends_outcome or context.is_body(token.text))


def _kind(token: Token, item: Item, context: Context) -> str:
    """The category of a token in shapes, empty where it says nothing there."""
    if token.kind in _SAYS_NOTHING or _is_name_or_its_end(token, item, context):
        return ""
    if token.value == "opening" and "CARRY" in item.kinds:
        return "LAST"
    if token.value in ("from", "same time") and "CARRY" in item.kinds:
        return ""
    if token.kind in _TIMES:
        return _direction(token, context) if item.has("CARRY", "PENDING") else ""
    if token.kind in _WAY and "CHANNEL" in item.kinds and "RECEIVE" in item.kinds:
        return ""
    if (token.kind == "DISCLOSURE" and item.has(*_OVER_DISCLOSURE)) or _is_case_named(token, item):
        return ""
    if token.kind == "BY" and any(each.value == "reason" for each in item.core):
        return ""  # 以执法案卷为由
    if (token.kind, token.value) == ("COMPARE", "from") and names_who(item):
        return ""
    if token.value in _IN_SHAPES:
        return f"{token.kind}{str(token.value).upper()}"
    return "AND" if token.kind == "PAUSE" else token.kind


def _is_case_named(token: Token, item: Item) -> bool:
    """Whether 案件 names no more than the kind of cases, their result, or what is carried, right before it: 直接起诉的3件案件, 被纠正的案件, 结转案件."""
    if token.value != "case":
        return False
    before = [
        each for each in item.core if each.end <= token.start and each.kind not in ("COUNT", "DISCLOSURE", "FILL")
    ]
    return bool(before) and before[-1].kind in (*CASES, "VERDICT", "CARRY")


def _direction(token: Token, context: Context) -> str:
    """A time from or into which something is carried."""
    if not isinstance(token.value, YearMention):
        return token.kind
    year, own = token.value.year, context.year
    if year is None or own is None or year == own:
        return ""
    return "LAST" if year < own else "NEXTYEAR"


_Kinds = list[tuple[Token, str]]


def _marked(kinds: Iterable[tuple[Token, str]], count: Token | None = None) -> _Kinds:
    """The same, `#` for the count that is asked about and `N` for any other."""
    return [(token, "#" if token is count else "N" if kind == "COUNT" else kind) for token, kind in kinds]


def _of_count(
    count: Token, kept: _Kinds, frame: Frame, sentence: Sentence, before: Before, is_dated: bool
) -> Claim | None:
    """The claim that a count makes."""
    quantity = count.value
    if not isinstance(quantity, Quantity) or not (quantity.is_exact or quantity.resolution or quantity.about):
        return None
    kinds = _marked(kept, count)
    risen = _without_base(kinds)
    if risen and frame.unsure and all(kind != "INFORCE" for _, kind in risen):
        return None
    if risen:
        kinds, frame = risen, frame._replace(is_compared=False)
    is_unknown = not risen and any(kind in _UNKNOWN for _, kind in kinds)
    for is_loose in (False, True) if is_unknown else (False,):
        for measure in fitting(_word(kinds, is_loose=is_loose)):
            if not _may_tell(measure, frame, before, is_loose=is_loose) or not _is_counted_in(quantity, measure):
                continue
            if (measure.is_dated and not is_dated) or not _has_value(kept, measure.needs):
                continue
            if _is_information(quantity, measure) and not any(kind in _VERBS for _, kind in kept):
                continue
            name = _name(measure, [token for token, _ in kinds], before)
            if name and not (risen and is_cause(name) and any(kind == "APPLICATION" for _, kind in kinds)):
                quantity = quantity.in_large_amounts
                name = _of_all_lawsuits(name, quantity.value, before)
                made = _claim(name, measure, quantity.value, (count.start, count.end), frame, sentence, is_loose)
                made = _as_told(made, quantity)._replace(figure=count.text)
                is_some = _is_one_of(kept, measure, before, is_loose) or _is_of_cause_before(name, before)
                return made._replace(relation=Relation.SOME) if is_some else made
    return None


def _of_all_lawsuits(name: str, value: Number, before: Before) -> str:
    """A result as one of all lawsuits, where it is of more than the kind told last had: 复议后起诉3件,直接起诉1件,审结3件."""
    of, _, column = name.rpartition(".")
    told = dict(zip(before.told, before.numbers, strict=True))
    is_of_more = of == before.last and {"litigation", *LAWSUITS} <= told.keys() and value > told[of]
    return f"litigation.{column}" if is_of_more else name


def _as_told(claim: Claim, quantity: Quantity) -> Claim:
    """A claim as closely as its number is told: of what is told as about so many, that which is sure else is to check."""
    if not quantity.about:
        return claim._replace(blur=quantity.resolution)
    certainty = Certainty.TO_CHECK if claim.is_established else Certainty.PASSED
    return claim._replace(blur=quantity.about, certainty=certainty, reason="about so many")


def _is_information(quantity: Quantity, measure: Measure) -> bool:
    """Whether what is published of decisions is counted, where no verb says that they were made: 行政许可类441条."""
    return measure.name in DECISIONS.values() and quantity.unit in INFORMATION


_VERBS = frozenset({"DECIDE", "ANSWER", "RECEIVE", "MAKE"})


def _has_value(kept: _Kinds, needed: str) -> bool:
    return not needed or any(token.value == needed for token, _ in kept)


def _without_base(kinds: _Kinds) -> _Kinds:
    """The same without what a count rose or fell from, where it tells what became of that; else nothing.

    由30件增至42件; of what is in force no base need be told: 现行有效的增至8件.
    """
    told = [kind for _, kind in kinds]
    at = told.index("#")
    if told[at - 1 : at] != ["CHANGE"] or "to" not in str(kinds[at - 1][0].value):
        return []
    if told[at - 2 : at - 1] == ["INFORCE"]:
        return [*kinds[: at - 1], *kinds[at:]]
    if told[at - 2 : at - 1] != ["N"]:
        return []
    start = at - 2
    while start and told[start - 1] in ("COMPARE", "LAST"):
        start -= 1
    return [*kinds[:start], *kinds[at:]]


def _is_one_of(kept: _Kinds, measure: Measure, before: Before, is_loose: bool) -> bool:
    """Whether an outcome has a cause that isn't known, or was told before: it is one of several then."""
    if measure.name != "outcome" or any(token.value == "etc" for token, _ in kept):
        return False
    causes = [token.value for token, _ in kept if token.kind == "BECAUSE"]
    is_pointed_at = BY_THAT in causes and not _pointed_at(before)
    return "" in before.causes or "so" in causes or is_pointed_at or (bool(causes) and is_loose)


def _is_of_cause_before(name: str, before: Before) -> bool:
    """Whether a cause of the outcome was named since something was counted, of which it may be: 执法案卷申请较多,21件不予公开."""
    return any(row.startswith(f"{name}.") for row in before.named)


def _pointed_at(before: Before) -> tuple[str, ...]:
    """The cause that was named before 据此, none where several were."""
    causes = tuple(row for row in dict.fromkeys(before.named) if is_cause(row))
    return causes if len(causes) == 1 else ()


def _is_counted_in(quantity: Quantity, measure: Measure) -> bool:
    """Whether a measure is told in a unit, an amount in 万 or 亿 of yuan, too: 1.26亿元.

    Applications that aren't named are told exactly: 复印病历由病案室办理,全年办理1.86万份 is of something else.
    """
    if quantity.resolution and measure.topic is Topic.APPLICATIONS:
        return False
    if LARGE_AMOUNT in measure.units and quantity.unit in AMOUNTS:
        return quantity.unit == LARGE_AMOUNT or bool(quantity.resolution)
    return measure.is_counted_in(quantity)


def _may_tell(measure: Measure, frame: Frame, before: Before, *, is_loose: bool) -> bool:
    if (measure.doubt or measure.is_exact) and is_loose:
        return False
    if measure.follows and before.last not in measure.follows:
        return False
    if measure.is_of_one and before.value != 1:
        return False
    if measure.after and not _last_documents(before).startswith(measure.after):
        return False
    return measure.topic is None or measure.topic is frame.topic


def _last_documents(before: Before) -> str:
    """What was told last of normative documents or regulations; empty where nothing was."""
    return next((told for told in reversed(before.told) if told.startswith(_DOCUMENTS)), "")


_DOCUMENTS = ("normative", "regulations")


def _word(kinds: _Kinds, *, is_loose: bool) -> str:
    """The letters of what is left of an item; 共 is left out where more than it tells what is counted.

    Loosely, words that aren't understood are passed over before the number; behind it they say what became of it.
    """
    kept = [(token, kind) for token, kind in kinds if kind != "BECAUSE"]
    told = _loosened(kept) if is_loose else [kind for _, kind in kept]
    without = [kind for kind in told if kind != "TOTAL"]
    if without[-1:] == ["AND"]:  # behind it stands what says nothing: 全部办结并送达申请人
        without.pop()
    return letters(told if set(without) <= {"#", "APPLICATION"} else without)


def _loosened(kinds: _Kinds) -> list[str]:
    """The categories without words that aren't understood; behind the number none is left, or all are."""
    told = [kind for _, kind in kinds]
    at = told.index("#") if "#" in told else len(told)
    is_named = told[at + 1 : at + 2] in (["APPLICATION"], ["DOCUMENT"])
    behind = at + 1 + is_named
    is_told_how = told[at + 1 : at + 3] in _DOCUMENTS_TOLD_HOW
    is_remark = is_told_how or _is_remark(told[behind:], is_in_force=told[at - 1 : at] == ["INFORCE"])
    if _counts_alone(kinds[at:]) and is_remark and "BY" not in told[:at]:
        del told[behind:]
    return [kind for n, kind in enumerate(told) if n > at or not _is_passed_over(kinds, n)]


_DOCUMENTS_TOLD_HOW = (["DOCUMENT", "BY"], ["DOCUMENT", "REVISE"])
"""What begins a remark on documents that are counted right before: 出台的5件规范性文件以文字解读为主."""


def _counts_alone(kinds: _Kinds) -> bool:
    """Whether a number is of cases by its unit, so that no noun behind it need say of what: 7件, and not 3个功能区."""
    return bool(kinds) and is_in_units(kinds[0][0].value, CASES_ALONE)


def _is_remark(behind: list[str], *, is_in_force: bool) -> bool:
    """Whether what stands behind a number begins with words that aren't known, and tells nothing of what is counted.

    Behind what is in force it may begin with any: 现行有效的26件全部在网站公开.
    """
    return bool(behind) and (is_in_force or behind[0] in _BEGINS_REMARK) and SUBJECTS.isdisjoint(behind)


_BEGINS_REMARK = _UNKNOWN - {"BY", "APPLICANT", "CHANNEL"} | {"PAPERS"}


def _is_passed_over(kinds: _Kinds, at: int) -> bool:
    """Whether a word isn't understood, and names nothing that is counted; or joins such a word to another."""
    kind = kinds[at][1]
    if (kind not in _UNKNOWN and kind != "AND") or _is_of_more(kinds, at):
        return False
    after = [k for _, k in kinds[at + 1 : at + 3]]
    following = after[0] if after else ""
    if kind in _NAMES and (following == "#" or _is_bare(kinds[at + 1 : at + 2])):
        return False
    if kind != "AND" and following == "AND" and _LISTED_NOUNS.issuperset(after[1:]):
        return False
    if _is_of_two_causes(kinds, at):
        return False
    if kind == "BY" and "AMID" in (k for _, k in kinds):
        return False  # 在17件案件中 says of what something is told
    if kind == "REST" and following == "ANSWER":
        return False  # 按其他情形办理1件
    beside = {following, *(k for _, k in kinds[max(0, at - 1) : at])}
    return kind != "AND" or (not beside.isdisjoint(_UNKNOWN) and following not in _LISTED_NOUNS)


def _is_of_two_causes(kinds: _Kinds, at: int) -> bool:
    """Whether it joins what isn't known to a cause, which an outcome has together with that: 属于行政查询或内部资料不予公开2件."""
    told = [kind for _, kind in kinds]
    joined = next((n for n in range(at, 0, -1) if kinds[n][0].kind == "AND"), 0)
    end = told.index("OUTCOME", joined) if "OUTCOME" in told[joined:] else joined
    between = told[joined + 1 : end]
    return bool(joined) and told[joined - 1] == "OUTCOME" and bool(between) and _UNKNOWN.issuperset(between)


def _is_of_more(kinds: _Kinds, at: int) -> bool:
    """Whether it says that others are counted with an outcome: 不予处理及其他情形6件."""
    start = at - _OF_MORE.index(kinds[at][1]) if kinds[at][1] in _OF_MORE else -1
    return start >= 0 and [kind for _, kind in kinds[start : start + len(_OF_MORE)]] == _OF_MORE


_OF_MORE = ["OUTCOME", "AND", "REST"]


def _is_bare(kinds: _Kinds) -> bool:
    return any(token.value in ("bare", "short") for token, _ in kinds)


def _denials(kept: _Kinds, item: Item, frame: Frame, sentence: Sentence, before: Before) -> Iterator[Claim]:
    if "NOT" in item.kinds and any(a.kind == "NOT" and b.kind in ("VIEW", "REST") for a, b in pairwise(item.core)):
        return  # 未按申请登记 denies how something was done, 没有其他申请 that there were more
    if "NOT" in item.kinds and any(token.kind == "NOT" and token.value == "again" for token in item.core):
        return  # 未再提出申请 tells that no more came, of some
    kinds = _marked(kept)
    for is_loose in (False, True) if any(kind in _UNKNOWN for _, kind in kinds) else (False,):
        if is_loose and _denies_unknown([kind for _, kind in kinds]):
            return
        told = [m for m in fitting(_word(kinds, is_loose=is_loose)) if _may_tell(m, frame, before, is_loose=is_loose)]
        of_some = {*_of_some(item, sentence)}
        told = [measure for measure in told if measure.name not in of_some]
        for measure in told:
            span = item.tokens[0].start, item.tokens[-1].end
            name = _name(measure, [token for token, _ in kinds], before)
            value = _told_of(name, before) if measure.is_of_last else measure.denied_value
            if name and not (is_loose and measure.is_of_last):
                made = _claim(name, measure, value, span, frame, sentence, is_loose)
                is_more = measure.is_of_last and measure.name == "outcome"  # what was carried over may be so, too
                yield made._replace(relation=Relation.SOME) if is_more else made
        if told:
            return


def _of_some(item: Item, sentence: Sentence) -> Iterator[str]:
    """The measures that an item tells of some alone, if it does: what was begun or carried is done, 何某申请协议,复议均维持."""
    if is_begun(item) or _is_of_carried_alone(item):
        yield "all_done"
    if item.start:
        yield from (ALL_UPHELD, ALL_CLOSED)
    if any(word in sentence.text for word in _NOT_YET_DUE):
        yield ALL_CLOSED  # 在法定期限内全部审结,3件尚未到期


def _told_of(name: str, before: Before) -> Number:
    """How many were told last that a result is of; of several kinds all together: 直接起诉、复议后起诉各1件,均获维持."""
    cases = name.rpartition(".")[0].split("+")
    told = dict(zip(before.told, before.numbers, strict=True))
    return sum(told[case] for case in cases) if len(cases) > 1 and told.keys() >= set(cases) else before.value


def _denies_unknown(kinds: list[str]) -> bool:
    """Whether what is denied isn't known: 没有制发权限, 依申请提供信息未收任何处理费."""
    if len(kinds) > 1 and kinds[-2] == "MAKE" and kinds[-1] in _UNKNOWN:
        return True
    behind = kinds[len(kinds) - kinds[::-1].index("NOT") :] if "NOT" in kinds else []
    return bool(behind) and _UNKNOWN.issuperset(behind)


def _is_of_carried_alone(item: Item) -> bool:
    """Whether it tells of what the year before left, and of nothing that came in: 上年结转的申请均已办结."""
    return {"LAST", "CARRY"} <= item.kinds and not item.has("RECEIVE", "AND", "PLUS")


def is_begun(item: Item) -> bool:
    """Whether it says that something is in hand, 均依法办理, 均按规定进行答复办理, and not done, 均已办理完毕."""
    answers = [token for token in item.core if token.kind == "ANSWER"]
    if {token.value for token in answers} == {"handling"}:
        return True
    is_one_word = len(answers) > 1 and answers[-2].end == answers[-1].start
    return is_one_word and answers[-1].value == "handling"


def _name(measure: Measure, tokens: list[Token], before: Before) -> str:
    """The row that is meant, where words of the item say which."""
    if measure.name == "outcome":
        is_open = any((token.kind == "ETC" and not token.value) or token.value == "etc" for token in tokens)
        if any(a.kind == "ETC" and b.kind == "REST" for a, b in pairwise(tokens)):
            return ""  # 无法提供等其他情况46件
        told = [str(token.value) for token in tokens if token.kind == "OUTCOME"]
        if not told:
            return before.row
        if (measure.is_of_one and told[0].startswith(_CAUSES)) or _were_handled(tokens):
            return ""
        if before.last in GROUPS and measure.is_of_last and not told[0].startswith(f"{before.last}."):
            return ""
        is_pointed_at = any(token.value == BY_THAT for token in tokens)
        told_before = _pointed_at(before) if is_pointed_at else before.causes
        causes = [cause for cause in told_before if cause.startswith(f"{told[0]}.")]
        return outcome_of([*told, *causes], is_open=is_open)
    if measure.name == "verdict":
        return _verdict(measure, tokens, before)
    if measure.name in _CONCLUDED:
        return _concluded(measure, tokens, before)
    if measure.name == "answered" and before.told[-1:] == ("carried_over",) and _tells_handled(tokens):
        return "due"  # 新收140件。加上年结转的5件,共处理145件
    if measure.name == "carried_forward" and before.told[-1:] == ("carried_over",) and _tells_in_hand(tokens):
        return "due"  # 加上结转来的2件,共有70件待办
    is_of_any_year = measure.name == "carried_forward" and _denies_without_year(tokens)
    is_of_last_year = before.last == "received" or before.told == ("carried_over",)
    return "" if is_of_any_year and is_of_last_year else measure.name  # 新收12件,无结转件;办结11件


def _verdict(measure: Measure, tokens: list[Token], before: Before) -> str:
    """The result that is meant, of the cases that it is of."""
    of = _case_told(measure, tokens, before)
    verdict, *others = sorted(
        dict.fromkeys(str(token.value) for token in tokens if token.kind == "VERDICT"),
        key=lambda value: "." not in value,
    )
    if others and not measure.is_none:
        return ""
    named, _, column = verdict.rpartition(".")
    if named and measure.is_none and of.startswith(f"{named}_"):
        return f"{of}.{column}"  # 直接起诉3件,无败诉
    if named:  # 败诉 is of all lawsuits, whichever kind was told last
        return verdict
    return f"{of}.{verdict}" if of else ""


def _concluded(measure: Measure, tokens: list[Token], before: Before) -> str:
    """What is told of how cases ended, but for one result: how many did, or that all were won, so that none was corrected."""
    of = _case_told(measure, tokens, before)
    if not of or (measure.name == ALL_UPHELD and not _tells_of_all(tokens)):
        return ""
    return f"{of}.{_CONCLUDED[measure.name]}"


def _tells_of_all(tokens: list[Token]) -> bool:
    """Whether it says so of all cases: 复议案件全部获得维持, 行政诉讼均胜诉."""
    is_of_all = any(token.kind == "ALL" or token.text.startswith(_ALL) for token in tokens)
    return is_of_all and all(token.value == "upheld" for token in tokens if token.kind == "VERDICT")


_ALL = spelled("of_all")


def _case_told(measure: Measure, tokens: list[Token], before: Before) -> str:
    """The kind of cases that is named, the kind told last where who decides says no more: 直接起诉3件,法院维持2件."""
    named = case_of(tokens)
    if not named or any(token.kind in CASES for token in tokens):
        return named or before.case
    told = before.last if measure.is_of_last else before.case
    return told if told.startswith(f"{named}_") else named


CONCLUDED, PENDING = "concluded", "pending"
_CONCLUDED = {
    "concluded": CONCLUDED,
    "all_concluded": PENDING,
    ALL_CLOSED: PENDING,
    "all_won": "corrected",
    ALL_UPHELD: "corrected",
}
"""What is claimed of cases that came to an end: how many, that none is pending, or that none was lost."""


def _denies_without_year(tokens: list[Token]) -> bool:
    """Whether it is denied that anything is carried, without a word for into which year."""
    kinds = {token.kind for token in tokens}
    return "NOT" in kinds and "NEXTYEAR" not in kinds


def _tells_in_hand(tokens: list[Token]) -> bool:
    """Whether it tells what is to be dealt with."""
    return any(token.kind == "PENDING" and token.text.startswith(_TO_DO) for token in tokens)


_TO_DO = spelled("to_do")


def _tells_handled(tokens: list[Token]) -> bool:
    """Whether it tells what was in hand, of which some may not be answered yet."""
    return [token.value for token in tokens if token.kind == "ANSWER"] == ["handling"]


def _were_handled(tokens: list[Token]) -> bool:
    """Whether applications of a sort that need no handling are told to have been handled: 处理重复申请4件."""
    return any(
        verb.value == "handling" and sort.kind == "OUTCOME" and str(sort.value).startswith(_UNPROCESSED)
        for verb, sort in pairwise(tokens)
    )


_UNPROCESSED = "outcomes.not_processed."
_CAUSES = "outcomes.refused."
"""Rows that say why something is refused, and may be told of what was opened in the end: 涉及第三方权益."""


def case_of(tokens: Iterable[Token]) -> str:
    """The kind of cases that is named, both joined by a plus; empty where none is."""
    named = dict.fromkeys(CASES.get(token.kind) or str(token.value) for token in tokens if _names_case(token))
    if any(name.startswith("litigation_") for name in named):
        named.pop("litigation", None)  # 复议后提起诉讼 names one kind in two words
    return "+".join(sorted(named, reverse=True))


def _names_case(token: Token) -> bool:
    """Whether it names a kind of cases, or who decides on one: 复议机关."""
    return token.kind in CASES or (token.kind == "JUDGES" and token.value in CASES.values())


def outcome_of(rows: list[str], *, is_open: bool = False) -> str:
    """The rows that are counted together; a cause beside its group says more than the group, but for 因…等原因.

    None where an open list names several and no group: 国家秘密、第三方权益等情形共22件 may be of more rows.
    """
    nested = [(group, cause) for group in rows for cause in rows if cause.startswith(f"{group}.")]
    needless = {cause if is_open else group for group, cause in nested}
    told = [row for row in dict.fromkeys(rows) if row not in needless]
    return "" if is_open and len(told) > 1 else "+".join(told)


def _claim(
    name: str, measure: Measure, value: Number, span: tuple[int, int], frame: Frame, sentence: Sentence, is_loose: bool
) -> Claim:
    is_some = frame.withdrawn == "a part" and name == "received" and bool(value)
    withdrawn = "" if is_some else frame.withdrawn
    reason = withdrawn or ("words unknown" if is_loose else measure.doubt or frame.unsure)
    certainty = Certainty.PASSED if withdrawn else Certainty.TO_CHECK if reason else Certainty.ESTABLISHED
    relation = Relation.SOME if is_some else Relation.ALL
    return Claim(name, measure.table, value, sentence, *span, frame, certainty, relation, reason)


class Fit(NamedTuple):
    """How an item fits the shapes of measures when it is held against them for one of its counts, or for a denial.

    `kinds` are what is left of it in shapes, `#` for the count; `exact` are the measures with a shape that fits as it
    stands, `loose` those with one that fits when words that aren't understood are passed over.
    """

    kinds: _Kinds
    exact: tuple[Measure, ...]
    loose: tuple[Measure, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that shapes are held against."""
        return tuple(kind for _, kind in self.kinds)

    @property
    def loosened(self) -> tuple[str, ...]:
        """The categories without words that aren't understood."""
        return tuple(_loosened(self.kinds))

    def shapes_of(self, measure: Measure) -> tuple[int, ...]:
        """Which shapes of a measure fit, counted from one."""
        listed = measure.shapes if "#" in self.categories else measure.denials
        words = [_word(self.kinds, is_loose=loose) for loose in (False, True)]
        return tuple(n for n, shape in enumerate(listed, 1) if any(Shape(shape).fits(word) for word in words))


def fit(item: Item, context: Context, count: Token | None = None) -> Fit:
    """How an item fits, for those who ask why a claim was made or none was."""
    kinds = _marked(_kinds(item, context), count)
    exact, loose = (fitting(_word(kinds, is_loose=is_loose)) for is_loose in (False, True))
    return Fit(kinds, exact, tuple(each for each in loose if each not in exact))
