"""Something told never to have been done in the year and, in another place, as done: 全年没有参加过推进会 … 推进会3次,均由局长主持.

No verb has to be known. The two are of one thing where what is denied last, or what stands right before the denial where that is
of no more than a verb, is told, too, with characters side by side that few places of the report have. They are to check.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add

from service.language.claims import ReadItem
from service.language.clauses import Item
from service.language.contradictions.activity import ELSEWHERE, IN_TABLES, OF_ANYTHING, names_of
from service.language.contradictions.miscounts import Contradiction
from service.language.contradictions.own_work import (
    around_denial,
    denies_manner,
    is_own_now,
    names_another_year,
    says_year,
)
from service.language.contradictions.restated.likeness import RARE, pairs_of, runs
from service.language.contradictions.restated.statements import Statement, told_elsewhere
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import AMOUNTS, Quantity, is_in_units
from service.language.reading import Reading, ReadSentence

_NEVER = spelled("never")
_OF_REPORT = frozenset(chain.from_iterable(map(add, name, name[1:]) for name in spelled("names_of_report")))
"""Pairs of characters in what every report is about."""
_ENOUGH = 3
"""Rare pairs of characters by which two tell of one thing, at least."""
_VERB = 2
"""Characters that are a verb and no name, at most."""
_OF_SOME = frozenset({"SOME", "AMONG", "EXCEPT", "PERCENT", "IF", "DUTY", "PLAN", "LAST", "COMPARE"})
"""What tells that something is not denied for all, or not of what was."""
_NOT_DONE = frozenset({"NOT", "UN", "ZERO", "PLAN", "DUTY", "IF"})


def never_done(reading: Reading) -> Iterator[Contradiction]:
    """What is denied for the whole year, each with the first place that tells of it."""
    for read in reading.sentences:
        if read.denies:
            for denied in _denied(read, reading.year):
                if told := _told(reading, denied):
                    yield Contradiction(denied.activity, told.activity, is_established=False)


def _denied(read: ReadSentence, year: int | None) -> Iterator[Statement]:
    """The items that deny something for the whole year, and not what the tables tell, nor a fee."""
    if not any(_denies_all(each, year) for each in read.items_at_hand):
        return
    for each in read.items:
        if _denies_all(each, year) and is_own_now(each) and not names_another_year(each.item, year):
            yield Statement(read, each, ())


def _denies_all(each: ReadItem, year: int | None) -> bool:
    item = each.item
    if "NOT" not in item.kinds or not item.kinds.isdisjoint(_OF_SOME | IN_TABLES | {"CARRY"}) or _counts(each):
        return False
    if denies_manner(item) or not (any(word in item.text for word in _NEVER) or says_year(item.tokens, year)):
        return False
    return not names_of(item.tokens).thing & OF_ANYTHING  # 未收到对公开工作的投诉 says nothing of 消费投诉61件


def _counts(each: ReadItem) -> bool:
    """Whether it counts some, and not one alone that wasn't even: 没有一次."""
    return any(isinstance(count.value, Quantity) and count.value.value != 1 for count in each.item.counts)


def _told(reading: Reading, denied: Statement) -> Statement | None:
    """The first place elsewhere that tells of what is denied; not among the mends in the section that tells of the lack."""
    before, behind = around_denial(denied.item.item)
    rare = {pair for pair in denied.pairs - _OF_REPORT if reading.often[pair] <= RARE}
    if len(rare) < _ENOUGH:
        return None
    for told in told_elsewhere(reading, denied, rare, _ENOUGH):
        is_named = _names(before, behind, rare & told.pairs) and _is_of_thing(denied, told)
        is_of_it = bool(told.read.sentence.section) and is_named and not _is_deputy(before, told)
        if is_of_it and _is_done(told, rare & told.pairs):
            return told
    return None


def _is_of_thing(denied: Statement, told: Statement) -> bool:
    """Whether another place names the thing that is denied, where that has a name: 垃圾处理费 is no 信息处理费."""
    thing = names_of(denied.item.item.tokens).thing
    if thing == _FEE and not _is_taken(told.item.item):
        return False
    return not thing or any(thing & names_of(each.item.tokens).thing for each in (told.item, *told.before))


def _is_taken(item: Item) -> bool:
    """Whether a clause tells of a fee as taken: 收取信息处理费180元, and not 加强信息处理费管理."""
    return any(is_in_units(count.value, AMOUNTS) for count in item.counts) or item.text.endswith(_TAKEN)


_FEE, _TAKEN = frozenset({"fee"}), spelled("fee_taken")


def _names(before: Sequence[Token], behind: Sequence[Token], common: set[str]) -> bool:
    """Whether what two have in common is what is denied, and not only whom or what for; and whether nothing narrows that."""
    told = [*runs(behind)]
    last = "".join(told[-1:])
    if last[-_PAIR:] in common:
        return True
    if sum(map(len, told)) > _VERB:
        return False
    subject = [*runs(before)]
    is_narrowed = any(pairs_of(before[:at]) - common for at, token in enumerate(before) if token.value == "of")
    return "".join(subject[-1:])[-_PAIR:] in common and not is_narrowed


_PAIR = 2


def _is_deputy(before: Sequence[Token], told: Statement) -> bool:
    """Whether who is told not to have done it is named as a deputy's superior alone: 局长没有主持过, 由分管副局长主持."""
    who = "".join([*runs(before)][-1:])
    return bool(who) and f"{_DEPUTY}{who}" in told.read.sentence.text


(_DEPUTY,) = spelled("deputy")


def _is_done(told: Statement, common: set[str]) -> bool:
    """Whether it tells of something as done in the year: not 开放日因疫情取消, nor 制定开放日方案."""
    each, text = told.item, "".join(item.item.text for item in (*told.before, told.item))
    if not each.item.kinds.isdisjoint(_NOT_DONE) or not is_own_now(each):
        return False
    if ELSEWHERE in names_of(each.item.tokens).sorts:
        return False  # 参加县政府新闻办举行的发布会
    named = (one.item for one in told.before if any(pair in one.item.text for pair in common))
    if any("NOT" in item.kinds for item in named):
        return False  # 听证会全年未举办,公众参与形式单一
    is_planned = any(f"{pair}{paper}" in text for pair in common for paper in _PAPERS)
    return not is_planned and not any(word in told.read.sentence.text for word in _CALLED_OFF)


_PAPERS, _CALLED_OFF = spelled("papers_on"), spelled("called_off")
