"""Whether two counts that have words in common can be of one thing, by what stands beside them."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from service.language.claims import ReadItem
from service.language.clauses import Item
from service.language.contradictions.activity import IN_TABLES, Named, names_of, tells_of_some, words_of
from service.language.contradictions.miscounts import GENERAL
from service.language.contradictions.own_work import names_another_year
from service.language.contradictions.restated.counts import BESIDE, FIRST, RESTATING, Count
from service.language.contradictions.restated.likeness import SURE, name_before, name_behind, pairs, pairs_of
from service.language.contradictions.restated.numbers import FEW
from service.language.frames import Actor, Frame, Modality, Period
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import OCCASIONS, YearMention
from service.reports.numerals import are_exchanged

_IN_TABLES = IN_TABLES | {"CARRY"}
"""What is held against the tables."""
_OF_OTHERS = frozenset("PLUS REST REMAIN PLAN LAST NEXTYEAR IF EXCEPT SINCE COMPARE AMONG CHANGE NOT".split())
"""What makes a count behind it one of something else than was counted before, or of some of it."""
_OF_A_PART = frozenset({"SHARE", "PERCENT"})
"""What tells beside a count that it is of a part."""
_TIMES = frozenset("PARTYEAR DATE LAST NEXTYEAR SEVERAL SINCE".split())


def is_sure(later: Count, earlier: Count, alike: float) -> bool:
    """Whether hardly another thing can be meant: one that is taken up again, by the same name, and is the body's own.

    What is told of as known, and by no name but the earlier one's, is so whatever its unit and the name beside its number.
    """
    is_taken_up = later.section in RESTATING and earlier.section == FIRST
    is_own = all(_is_own(each.within.frame) for each in (later, earlier))
    if not is_taken_up or not is_own or alike < SURE or _may_be_some(later, earlier):
        return False
    told = pairs([earlier.within, *earlier.before])
    is_by_chance = later.number <= FEW and name_behind(later) not in told  # 5个服务点建成查阅点; 2个乡镇查阅点
    if later.is_definite and pairs_of(later.tokens[0]) <= told and not is_by_chance:
        return True
    is_plain = later.said_in == earlier.said_in and not earlier.within.item.has("AMONG")
    has_no_other_name = all(
        pairs_of([word]) <= told for word in words_of(later.tokens[0]) if not _narrows_nothing(word)
    )
    is_no_stock = later.quantity.unit in OCCASIONS or later.number < earlier.number  # 新设6处; 共有9处
    is_all = later.is_definite or (alike > SURE and is_no_stock)
    return is_plain and has_no_other_name and is_all and _is_called_so(later, earlier)


def _narrows_nothing(word: Token) -> bool:
    """Whether a word says no more than that it was done, or what all of it is about."""
    return word.kind == "DONE" or word.value in ("disclosure", "business")


def _is_called_so(later: Count, earlier: Count) -> bool:
    """Whether the name beside the later number stands in the earlier one's item: 培训4次, 4次培训."""
    return (name_behind(later) or name_before(later)) in pairs([earlier.within])


def _is_own(frame: Frame) -> bool:
    """Whether it is a fact of the report year, and not told of another."""
    return frame.actor is not Actor.OTHER and frame.period is Period.YEAR and frame.modality is Modality.FACT


def can_be_of_one(later: Count, earlier: Count, year: int | None) -> bool:
    """Whether nothing beside either count makes it one of another year, of a plan, of a part, or one that the tables tell."""
    for each in (later, earlier):
        if not each.within.item.kinds.isdisjoint(_IN_TABLES) or each.within.frame.period in (Period.PAST, Period.NEXT):
            return False
        if names_another_year(each.within.item, year):
            return False
    if later.within.frame.modality is Modality.PLAN or _is_planned(earlier) or _is_of_others(later):
        return False
    if _have_other_names(later, earlier) or "SYSTEM" in later.within.item.kinds:
        return False
    if any(word in later.within.item.text for word in _NOT_YET):
        return False  # 52个村设立联络点; 39个村尚未设立联络点
    periods = {each.within.frame.period for each in (later, earlier)}
    is_of_year = Period.PART not in periods and (Period.SEVERAL not in periods or len(periods) == 1)
    is_told_of = later.is_definite and not _times(later, year, 0)  # 公示期间座谈会13场; 15场座谈会上
    return is_of_year or is_told_of or any(_times(later, year, n) == _times(earlier, year, n) for n in (0, BESIDE))


def _have_other_names(later: Count, earlier: Count) -> bool:
    """Whether both count things of the lexicon, and the later one may not be told of all of it, or is told of another sort."""
    one, other = _names_of_both(later, earlier)
    is_exchanged = one == other and len(one.words) > _SHORT_NAME and _are_exchanged(later, earlier)
    if later.is_definite or later.equates or is_exchanged:
        return False
    before, behind = later.tokens
    if one.thing.isdisjoint(other.thing):
        return not (_is_all(later) or behind or later.is_aside or any(token.value == "of" for token in before))
    if later.is_of_year and one.sorts <= other.sorts and later.number < earlier.number:
        return False  # 专题培训3期 are some of what 全年2期培训 is all of
    is_general = one.thing in GENERAL and (one.words != other.words or not _is_all(later))
    is_of_others = later.within.frame.actor is Actor.OTHER and earlier.within.frame.actor is not Actor.OTHER
    is_of_others = is_of_others and not later.is_of_year
    is_narrower = not pairs_of(behind) <= pairs([earlier.within, *earlier.before])
    is_some = not _is_all(later) and is_narrower
    return is_some or one.sorts != other.sorts or is_general or is_of_others


_SHORT_NAME = 2
"""Characters that other things may be called by, too."""


def _are_exchanged(later: Count, earlier: Count) -> bool:
    """Whether the number of one is the other's with its digits exchanged, each as it is told: 98.6万, 96.8万."""
    resolution = max(later.quantity.resolution, earlier.quantity.resolution, 1)
    return are_exchanged(str(int(later.number / resolution)), str(int(earlier.number / resolution)))


def _may_be_some(later: Count, earlier: Count) -> bool:
    """Whether both count a thing of the lexicon, and the later one is not told of all of it."""
    one, other = _names_of_both(later, earlier)
    is_told = later.is_definite or later.equates or later.is_of_year or _is_all(later)
    return not is_told and not one.thing.isdisjoint(other.thing)


def _names_of_both(later: Count, earlier: Count) -> tuple[Named, Named]:
    return names_of(later.within.item.tokens), names_of(earlier.within.item.tokens)


def _is_all(told: Count) -> bool:
    """Whether words before its number say that it is of all."""
    before, _ = told.tokens
    return any(token.kind in _OF_ALL or token.text in _ONLY for token in before)


_OF_ALL = frozenset({"THIS", "TOTAL"})
_ONLY, _NOT_YET = (*spelled("no_more"), *spelled("grants")), spelled("not_yet")


def _is_planned(told: Count) -> bool:
    """Whether it is of a plan; 将 alone may tell what was done with something: 将47项任务分解到处室."""
    if told.within.frame.modality is not Modality.PLAN:
        return False
    own = [token.kind for token in told.within.item.tokens if token.text not in _WITH]
    before = (token for token in told.read.tokens if token.end <= told.token.start and token.text not in _WITH)
    return "PLAN" in own or any(token.kind == "PLAN" and not token.value for token in before)


_WITH = spelled("with_object")


def _is_of_others(told: Count) -> bool:
    """Whether words beside it make it one of something else than was counted before, or of some of it."""
    before, _ = told.tokens
    first = told.read.items[0]
    if first.frame.period is Period.NEXT and first.item.mark == "COLON":
        return True
    if any(each.item.has("AMONG") and not _heads_list(each.item) for each in _of_its_part(told)):
        return True
    if not told.within.item.kinds.isdisjoint(_OF_A_PART) or any(token.kind in _OF_OTHERS for token in before):
        return True
    return _begins_some(before) or tells_of_some(*told.tokens)


def _heads_list(item: Item) -> bool:
    """Whether it opens a list of other things than are counted in it: 存在的问题主要有:…."""
    among = (token.value for token in item.tokens if token.kind == "AMONG")
    return item.mark == "COLON" and not item.counts and all(value == "some" for value in among)


def _of_its_part(told: Count) -> Iterator[ReadItem]:
    """The items right before its own up to a semicolon."""
    return takewhile(lambda each: each.item.mark != "SEMI", reversed(told.before))


def _begins_some(before: Sequence[Token]) -> bool:
    """Whether it tells that there are some: 其中有3个, 有2个栏目; not 采纳的意见有58条."""
    if not before or before[-1].text not in _THERE_ARE:
        return False
    return len(before) == 1 or before[-2].kind in _LEADS or before[-2].value == "of"


_LEADS = frozenset("AMID AND THIS DATE OWN".split())
_THERE_ARE = spelled("there_are_only")


def _times(told: Count, year: int | None, before: int) -> set[str]:
    """The words that say when, but for the report's year: those of its item, or of the last of so many before it."""
    items = (each.item for each in (told.within, *reversed(told.before[len(told.before) - before :])))
    said = ({token.text for token in item.tokens if _says_when(token, year)} for item in items)
    return next(filter(None, said), set())


def _says_when(token: Token, year: int | None) -> bool:
    named = token.value
    is_of_year = isinstance(named, YearMention) and named.year == year and not named.is_part
    return token.kind in _TIMES and not is_of_year
