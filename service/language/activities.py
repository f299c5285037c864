"""What the text says was done and how often, or denies: 举办业务培训3期, 未组织过培训, 企业申请2件.

What is counted is told by names (`lexicon/activities`), and by every word that has none as it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from service.language.claims import ReadItem
from service.language.clauses import Item
from service.language.frames import Actor, Modality, Period
from service.language.lexer import UNKNOWN, Token, Vocabulary
from service.language.lexicon import spelled
from service.language.mentions.figures import (
    INFORMATION,
    OCCASION,
    OCCASIONS,
    PLACES,
    Quantity,
    YearMention,
    has_number,
    is_in_units,
)
from service.language.reading import Reading, ReadSentence
from service.language.text import Sentence
from service.reports.finding import Number


class Activity(NamedTuple):
    """Something told at `start:end` of a sentence to have been done `number` times, 0 where it is denied.

    It is a `thing` of the `sorts` that are named, each by its names in the lexicon, and of those in other `words`.
    """

    sentence: Sentence
    start: int
    end: int
    thing: frozenset[str]
    sorts: frozenset[str]
    words: str
    number: Number = 0
    unit: str = ""
    is_whole: bool = False
    """Whether it says that it is of the whole year."""
    is_first: bool = False
    """Whether it begins its sentence, so that nothing before it makes it of less."""
    is_apart: bool = False
    """Whether it is of a part, or of what the tables tell, so that no other count need be the same."""
    is_listed: bool = False
    """Whether it is apart for no more than standing among the parts of a total, and names one thing."""
    of_region: bool = False
    """Whether a government tells it of its whole region by name, which may be more than what it did itself."""
    is_of_some: bool = False
    """Whether words before it say what it is of, so that what it contradicts is to check at best: 就停车收费调整组织听证会1次."""


class Named(NamedTuple):
    """The names of what is told, and the words that have none."""

    thing: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    words: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether it says of what thing it is; a few words without a name may be of many things."""
        return bool(self.thing or self.sorts) or len(self.words) >= _SHORTEST

    def among(self, said: "Named") -> "Named":
        """The same as a part of what was told before it, where it names a sort alone: 企业2件."""
        return self if self.thing or not self.sorts else self._replace(thing=said.thing)


_NOTHING = Named()
_INFO = frozenset({"info"})


def activities(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Everything that the text counts or denies as the body's own of the year, or of a part of it.

    With `at_hand` some that are another's or of another time are among them, and all seem to be of the whole year.
    """
    for read in reading.sentences:
        if read.has_counts or read.denies:
            yield from _told(read, read.items_at_hand if at_hand else read.items, reading.year)


def held(told: Iterable[ReadSentence], *, at_hand: bool = False) -> Iterator[Activity]:
    """What section one tells of a time to have been held or set up once at least, without how often: 10月举办政府开放日.

    With `at_hand` some that is another's or of another time is among it.
    """
    for read in told:
        if read.sentence.section == 1 and has_number(read.sentence.text) and (read.has_counts or "DATE" in read.kinds):
            yield from _held_in(read.sentence, read.items_at_hand if at_hand else read.items)


_OF_OTHERS = frozenset("LAST NEXTYEAR SEVERAL SINCE BEHALF EXCEPT PLAN DUTY IF JUDGES".split())
"""What tells of another or of less than all, as all does that goes on from it."""
_BESIDE = frozenset("RATE COMPARE CHANGE SHARE ETC REMAIN REST MORE PLUS CARRY".split())
"""What tells something beside a count, as may the counts that go on from it."""
_SILENT = frozenset(
    "THIS PARTYEAR TOTAL FILL OWN DATE AND PAUSE AMONG BY WAYS SUBMIT RECEIVE REF AMID SCHOOLYEAR COUNT NOT ZERO".split()
)
"""What says nothing of the thing that is counted."""
_BEFORE_DENIAL = frozenset("THIS OWN FILL DATE NOW AND SCHOOLYEAR DISCLOSURE".split())
"""What may stand before a denial: when, whose, and what the report is about anyway."""
_SAYS_WHEN = _BEFORE_DENIAL - {"DISCLOSURE"}
_NAMES_SUBJECT = frozenset({UNKNOWN, "NOUN", "LATIN", "ISSUE"})
"""What stands before a denial and names who or what it is of, as a count of it must: 领导小组未召开一次会议."""
_IN_TABLES = frozenset(
    "APPLICATION ANSWER OUTCOME REVIEW LITIGATION DOCUMENT LICENSING PENALTY COERCION FEES MAKE DECIDE".split()
)
_SHORTEST = 4
"""Characters of a thing that is named in other words alone; a shorter one may be of many things."""


def _told(read: ReadSentence, items: Sequence[ReadItem], year: int | None) -> Iterator[Activity]:
    """What a sentence tells in order, until a part of it goes on with what is another's or of another time."""
    telling = _Telling(read, year)
    for each in _up_to_last_told(items):
        if is_of_others(each) or (each.frame.period is Period.UNSURE and names_another_year(each.item, year)):
            return
        yield from telling.of(each)


class _Telling:
    """A sentence as it goes on: what was said up to an item makes what that one tells of the whole year, or of less."""

    def __init__(self, read: ReadSentence, year: int | None) -> None:
        self._sentence, self._year = read.sentence, year
        self._may_say_year = not read.kinds.isdisjoint(_SAY_YEAR)
        self._may_tell_more = not read.kinds.isdisjoint(_BESIDE)
        self._is_whole = self._is_among = self._is_beside = self._is_of_some = False
        self._said, self._said_in, self._each_of = _NOTHING, "", _NOTHING

    def of(self, each: ReadItem) -> Iterator[Activity]:
        """What the next item tells."""
        item = each.item
        self._is_whole = self._is_whole or (self._may_say_year and says_year(item.tokens, self._year))
        tells_more = self._may_tell_more and item.has(*_FIGURES) and _tells_more(item)
        self._is_beside = self._is_beside or (tells_more and not _counts_first(item))
        self._is_among = self._is_among or "AMONG" in item.kinds
        if "NOT" not in item.kinds and not ("ZERO" in item.kinds and not item.counts):
            yield from self._counts(each)
        elif not self._is_of_some and (made := _denial(each, self._sentence)):
            yield made
        self._is_beside = self._is_beside or tells_more
        if item.mark == "SEMI":
            self._is_among = self._is_beside = False

    def _counts(self, each: ReadItem) -> Iterator[Activity]:
        """What an item counts, by all that names it, and by what stands right behind its count."""
        item = each.item
        self._is_of_some = self._is_of_some or ("SOME" in item.kinds and not _gives_reason(item))
        if self._said.thing and (not item.counts or self._is_beside):
            self._each_of = _NOTHING
            return
        told = _without_account(_up_to_all(item, _without_region(each)), self._sentence.text)
        is_sum = item.kinds <= _SUMS_UP and item.has("TOTAL", "THIS")
        named = self._each_of if is_sum else names_of(told)
        self._each_of = _of_each(item, named)
        if _may_be_among(_unit(item), self._said, self._said_in):
            named = named.among(self._said)
        made = _counted(each, named, self._sentence, is_whole=self._is_whole, is_part=self._is_among)
        if not self._said.thing:
            self._said, self._said_in = named, _unit(item)
        if made is None or self._is_beside:
            return
        made = made._replace(is_of_some=True, is_apart=True) if self._is_of_some else made
        yield made
        short = _short_name(told)
        if short.is_enough and short != named:
            yield _called(made, short)


def _called(made: Activity, name: Named) -> Activity:
    """The same by another name."""
    thing = name.thing or (_INFO if made.unit in INFORMATION else frozenset())
    return made._replace(thing=thing, sorts=name.sorts, words=name.words)


def _gives_reason(item: Item) -> bool:
    """Whether it tells what made it needful: 针对人员更换频繁的问题."""
    return not item.counts and item.tokens[-1].text.endswith(_SHORTCOMINGS)


_SHORTCOMINGS = spelled("shortcomings")


def _of_each(item: Item, named: Named) -> Named:
    """What an item counts of each, or each time; nothing where it counts once."""
    if named.words.startswith(_EACH):
        return named._replace(words=named.words[1:])
    if not any(token.value == _EACH_TIME for token in item.tokens):
        return _NOTHING
    return names_of([token for token in item.tokens if token.kind != "RATE"])


def _may_be_among(unit: str, said: Named, said_in: str) -> bool:
    """Whether what is counted in a unit may be some of what was told before it, in another unit or in none."""
    if said_in:
        return unit == said_in
    return unit in INFORMATION or said.thing != _INFO


def _unit(item: Item) -> str:
    """The unit of its last count; empty where it has none."""
    quantity = item.counts[-1].value if item.counts else None
    return quantity.unit if isinstance(quantity, Quantity) else ""


def _up_to_last_told(items: Sequence[ReadItem]) -> Sequence[ReadItem]:
    """The items without those behind the last that counts or denies something."""
    end = len(items)
    while end and not items[end - 1].item.counts and not items[end - 1].item.has("NOT", "ZERO"):
        end -= 1
    return items[:end]


def is_of_others(each: ReadItem) -> bool:
    """Whether it tells what another did, or of another time, or what may be or shall be."""
    frame = each.frame
    is_own_now = (frame.actor is not Actor.OTHER or _is_own(each)) and frame.period not in _OTHER_YEARS
    return not is_own_now or frame.modality is Modality.PLAN or not each.item.kinds.isdisjoint(_OF_OTHERS)


_OTHER_YEARS = (Period.PAST, Period.NEXT, Period.SEVERAL)


def names_another_year(item: Item, year: int | None) -> bool:
    """Whether it names a year that is not the report's, be it meant or left over from another text."""
    named = (token.value.year for token in item.tokens if isinstance(token.value, YearMention))
    return year is not None and any(each not in (None, year) for each in named)


def _is_own(each: ReadItem) -> bool:
    return each.frame.actor is Actor.OWN or _is_for_others(each.item)


def _tells_more(item: Item) -> bool:
    return any(map(_is_beside, item.tokens))


def _is_beside(token: Token) -> bool:
    return token.kind in _BESIDE and token.value not in ("from", _EACH_TIME)


def _counts_first(item: Item) -> bool:
    """Whether it counts something before it tells anything beside that: 28场讲座平均每场30人."""
    return next((token.kind == "COUNT" for token in item.tokens if token.kind == "COUNT" or _is_beside(token)), False)


_FIGURES = ("COUNT", "PERCENT")
_SUMS_UP = frozenset({"THIS", "TOTAL", "COUNT", "FILL"})
"""What sums up what was told right before it of each, and names nothing: 6月、11月各办培训班1期,全年共2期; 每月一次,全年12次."""
_EACH, _EACH_TIME = spelled("of_each"), "each time"


def _is_for_others(item: Item) -> bool:
    """Whether others are named as those for whom something is done: 面向局属单位举办培训, 组织全系统培训."""
    at = next((n for n, token in enumerate(item.tokens) if token.kind == "OTHERS"), 0)
    return any(token.text in _FOR for token in item.tokens[:at]) or _gathers(item)


def _gathers(item: Item) -> bool:
    """Whether the body brings those below it together: 组织全系统培训, and not 组织全系统开展自查."""
    pairs = pairwise(token for token in item.tokens if token.kind != "FILL")
    is_of_all = any(verb.text in _GATHERS and whose.kind in ("SYSTEM", "REGION") for verb, whose in pairs)
    return is_of_all and not any(verb in item.text for verb in _HOLDS)


_FOR, _GATHERS, _HOLDS = spelled("for_others"), spelled("gathers"), spelled("holds")


_SAY_YEAR = frozenset({"THIS", "TOTAL", "DATE"})


def says_year(tokens: Sequence[Token], year: int | None) -> bool:
    """Whether words say that what is told is of the whole year."""
    return any(
        (token.kind in ("THIS", "TOTAL") and len(token.text) > 1)
        or (isinstance(token.value, YearMention) and token.value.year == year and not token.value.is_part)
        for token in tokens
    )


def _counted(each: ReadItem, named: Named, sentence: Sentence, *, is_whole: bool, is_part: bool) -> Activity | None:
    """What an item counts by its one number, or the one behind those of places."""
    item = each.item
    counts = item.counts
    if len(counts) > 1 and item.has("ALL", "AMONG", *_BESIDE):
        counts = tuple([token for token in _up_to_all(item, item.tokens) if token.kind == "COUNT"])
    if not counts:
        return None
    *places, count = counts
    quantity = count.value
    if not isinstance(quantity, Quantity) or not quantity.is_exact:
        return None
    if not all(is_in_units(each.value, PLACES) for each in places):  # 在3个街道开办宣讲24场
        return None
    if not named.is_enough:
        return None
    if not named.thing and quantity.unit in INFORMATION:
        named = named._replace(thing=_INFO)  # 微信公众号发布260条
    is_in_table = _is_in_tables(item) or "application" in named.thing
    is_listed = is_part and each.frame.period is Period.YEAR and not is_in_table and "AND" not in item.kinds
    is_part = is_part or each.frame.period is Period.PART
    return Activity(
        sentence, item.start, count.end, *named, quantity.value,
        OCCASION if quantity.unit in OCCASIONS else quantity.unit,
        is_whole and not is_part and _is_own(each) and each.frame.period is Period.YEAR,
        not item.start and each.frame.period is Period.YEAR,
        is_part or is_in_table,
        is_listed,
        len(_without_region(each)) < len(item.tokens),
    )  # fmt: skip


def _without_region(each: ReadItem) -> Sequence[Token]:
    """The words of an item without those for the whole region of the government that tells it: 全市举行发布会."""
    if each.frame.actor is not Actor.OWN:
        return each.item.tokens
    return [token for token in each.item.tokens if token.kind != "REGION" or token.value == "parts"]


def _up_to_all(item: Item, tokens: Sequence[Token]) -> Sequence[Token]:
    """Words of an item without what is told of all that it counts, and the total of which it counts a part.

    本年4场培训 in 本年4场培训均安排了答题, 抢修通知7次 in 停水信息71条包含抢修通知7次.
    """
    if "AMONG" in item.kinds:
        start = next((n + 1 for n in range(len(tokens) - 1, 0, -1) if tokens[n].kind == "AMONG"), 0)
        tokens = tokens[start:]
    if "ALL" not in item.kinds and item.kinds.isdisjoint(_BESIDE):
        return tokens
    count = next((n for n, token in enumerate(tokens) if token.kind == "COUNT"), len(tokens))
    ends = (n for n in range(count + 2, len(tokens)) if tokens[n].kind == "ALL" or _is_beside(tokens[n]))
    return tokens[: next(ends, len(tokens))]


def _is_in_tables(item: Item) -> bool:
    """Whether it tells what the tables tell, too; not of other matters that were taken on: 办理热线工单1320件."""
    told = [token for token in _up_to_all(item, item.tokens) if token.kind in _IN_TABLES]
    return not (told and "MATTER" in item.kinds and all(token.value == "handling" for token in told)) and bool(told)


def _denial(each: ReadItem, sentence: Sentence) -> Activity | None:
    """What an item says that there was none of, not even one, where nothing stands before it but when, or who or what it is of."""
    item = each.item
    if "NOT" not in item.kinds:
        return _none(each, sentence)
    at = next(n for n, token in enumerate(item.tokens) if token.kind == "NOT")
    if item.tokens[at].value == "again":
        return None
    counts = [count.value.value for count in item.counts if isinstance(count.value, Quantity)]
    before = item.tokens[:at]
    kinds = {token.kind for token in before}
    if not kinds <= _BEFORE_DENIAL | _NAMES_SUBJECT or counts not in ([], [1]):
        return None
    has_subject = not kinds <= _BEFORE_DENIAL
    subject = [token for token in before if has_subject and token.kind not in _SAYS_WHEN]
    named = names_of([*subject, *item.tokens[at + 1 :]])
    if named.thing == _CHARGE:
        named = named._replace(thing=_FEE) if any(word in item.text for word in _TAKING) else _NOTHING
    if each.frame.period is Period.PART or not named.is_enough:
        return None
    is_said = not item.start or any(token.kind in ("THIS", "DATE") for token in before)
    is_whole = is_said and _is_own(each) and not has_subject
    return Activity(sentence, item.start, item.tokens[-1].end, *named, is_whole=is_whole)


_CHARGE, _FEE = frozenset({"charge"}), frozenset({"fee"})
"""A charge of any sort, where it is denied that one was taken of what an application costs: 未收取任何费用."""
_TAKING = spelled("received")


def _none(each: ReadItem, sentence: Sentence) -> Activity | None:
    """What an item says that there was none of behind its name: 信息公开咨询数为零."""
    item = each.item
    named = names_of([token for token in item.tokens if token.kind != "ZERO"])
    if each.frame.period is Period.PART or not named.is_enough:
        return None
    return Activity(sentence, item.start, item.tokens[-1].end, *named)


def _short_name(told: Sequence[Token]) -> Named:
    """What stands right behind the count of an item alone, where that may be all of its name; nothing where it can't.

    全年15篇解读质量参差, 排查门户网站的108个栏目.
    """
    at = next((n for n, token in enumerate(told) if token.kind == "COUNT"), len(told))
    before, behind = told[:at], told[at + 1 :]
    if not before or not behind or (names_of(before).is_enough and before[-1].value != "of"):
        return _NOTHING
    end = next((n for n, token in enumerate(behind) if token.kind in _ENDS_NAME), len(behind))
    words = _words(behind[:end])
    thing = next((n for n, token in enumerate(words) if token.kind == "THING"), len(words))
    whose = [token for token in before if token.kind == "CHANNEL"] if before[-1].value == "of" else before
    return _named_by([*_words(whose), *words[: thing + 1]])


_ENDS_NAME = frozenset("RATE AMID NOT COMPARE SHARE ALL BY OWN OTHERS".split())


def names_of(tokens: Sequence[Token]) -> Named:
    """What words name."""
    return _named_by(_words(tokens))


def _words(tokens: Iterable[Token]) -> Sequence[Token]:
    """What words say, in those of the vocabulary for what is done."""
    return _vocabulary().tokens("".join([token.text for token in tokens if token.kind not in _SILENT]))


def _named_by(told: Sequence[Token]) -> Named:
    """The names among words; nothing where they name another who does it, or tell of a fee that wasn't paid."""
    kinds = [token.kind for token in told]
    if "ELSEWHERE" in kinds or "WAIVED" in kinds:
        return _NOTHING
    return Named(
        frozenset([str(token.value) for token in told if token.kind == "THING"]),
        frozenset([str(token.value) for token in told if token.kind in _SORTS and token.value]),
        "".join([token.text for token in told if token.kind in _WORDS]),
    )


def _without_account(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """The words of a sentence without the name of an account, in quotation marks beside what it is: “云上老城”微信公众号."""
    start = text.find(_QUOTES[0], max(0, tokens[0].start - 1)) if tokens else -1
    end = text.find(_QUOTES[1], start) if start >= 0 else -1
    if not tokens or not 0 < end < tokens[-1].end:
        return tokens
    before, behind = [token for token in tokens if token.end <= start], [token for token in tokens if token.start > end]
    beside = (*_words(behind)[:1], *_words(before)[-1:])
    return [*before, *behind] if any(token.kind == "CHANNEL" for token in beside) else tokens


_QUOTES = "“”"


def _held_in(sentence: Sentence, items: Iterable[ReadItem]) -> Iterator[Activity]:
    """What a sentence tells to have been held, until it goes on with what is another's or of another time.

    What 、 joins to it may be ways of doing something else: 通过举办培训、召开听证会等方式.
    """
    is_listed = False
    for each in items:
        if is_of_others(each):
            return
        is_alone = not is_listed and each.item.mark != "PAUSE"
        if is_alone and _tells_plainly(each) and (named := _named_as_held(each)):
            yield Activity(sentence, each.item.start, each.item.tokens[-1].end, *named, number=1)
        is_listed = each.item.mark == "PAUSE"


def _tells_plainly(each: ReadItem) -> bool:
    """Whether it tells what the body itself did in the report year, counts and denies nothing, and tells no way of doing else."""
    item, frame = each.item, each.frame
    is_own_now = frame.actor is Actor.OWN and frame.period in (Period.YEAR, Period.PART)
    if not is_own_now or item.has("NOT", *_FIGURES):
        return False
    behind_by = [token for before, token in pairwise(item.core) if before.kind == "BY"]
    return not any(word.value == "held" for token in behind_by for word in _words([token])[:1])


def _named_as_held(each: ReadItem) -> Named | None:
    """What stands behind a verb for holding or setting up, where nothing else follows: 举办政府开放日, not 举办开放日方案.

    Before the verb may stand what it was held about or for, and nobody else: not 县政务公开办举办培训.
    """
    words = _words(_without_region(each))
    told = [token for token in words if token.kind != "DONE" or token.value == "held"]
    at = next((n for n, token in enumerate(told) if token.value == "held"), None)
    if at is None or at + 1 == len(told) or told[-1].kind not in ("THING", "CHANNEL"):
        return None
    is_for = "BY" in each.item.kinds or words[0].text in _FOR
    return _named_by(told[at:]) if is_for or not at else None


_SORTS = ("CHANNEL", "APPLICANT", "WAY", "NARROWS")
_WORDS = (UNKNOWN, "LATIN")


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(folder="activities")
