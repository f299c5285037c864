"""Two statements of one thing by words that exclude each other: 按月公示 … 8月没有公示; 首次举办 … 连续第四年举办.

The two are of one thing where they have characters side by side in common that few places of the report have. They are to
check: another of its kind may be meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from operator import add
from typing import NamedTuple

from service.language.clauses import Item
from service.language.contradictions.accounts import NEW_MEDIA
from service.language.contradictions.activity import names_of
from service.language.contradictions.miscounts import Contradiction, in_order
from service.language.contradictions.own_work import is_own_now, names_another_year
from service.language.contradictions.restated.counts import RESTATING
from service.language.contradictions.restated.likeness import RARE
from service.language.contradictions.restated.statements import Statement
from service.language.lexicon import spelled
from service.language.reading import Reading, ReadSentence


class Opposites(NamedTuple):
    """Words of which those of one side exclude those of the other; `beside` are words of which one stands in the first, too."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    beside: tuple[str, ...] = ()
    is_of_part: bool = False
    """Whether the second is told of a month or a quarter, and what was not done then."""
    is_whole: bool = False
    """Whether the first is told of all, and not of so many: 扫描完成41万页."""
    enough: int = 2
    """Rare pairs of characters by which two tell of one thing, at least."""


_ALL = spelled("told_of_all")
_OPPOSITES = (
    Opposites(spelled("first_time"), spelled("once_more")),
    Opposites(spelled("regularly"), spelled("lapsed"), is_of_part=True),
    Opposites(spelled("in_use"), spelled("closed"), spelled("at_the_end")),
    Opposites(spelled("passed"), spelled("failed"), _ALL),
    Opposites(spelled("promptly"), spelled("belatedly"), _ALL),
    Opposites(spelled("runs_well"), spelled("broke_down")),
    Opposites(spelled("by_machine"), spelled("by_hand_alone")),
    Opposites(spelled("all_of_them"), spelled("some_without"), enough=3),
    Opposites(spelled("done_by_now"), spelled("not_yet"), is_whole=True, enough=3),
)
_ENDS_PART = spelled("parts_of_year")


def opposed(reading: Reading) -> Iterator[Contradiction]:
    """What is told by one word, each with the first place that tells of it by the other."""
    text = "\n".join([*(read.sentence.text for read in reading.sentences), *reading.unread])
    pairs = frozenset(map(add, text, text[1:]))
    for opposites in _OPPOSITES:
        if not (second := _found(opposites.second, text, pairs)) or not (first := _found(opposites.first, text, pairs)):
            continue
        said = (*reading.sentences, *reading.plain)
        ones, others = (
            [read for read in said if any(word in read.sentence.text for word in words)] for words in (first, second)
        )
        for one in ones:
            beside = [other for other in others if _may_be_of_one(one, other, reading.often)]
            found = product(_told(one, first, reading.year), beside) if beside else ()
            told = ((each, other) for each, read in found for other in _told(read, second, reading.year))
            first_told = next((pair for pair in told if _exclude(*pair, reading, opposites)), None)
            if first_told:
                yield in_order(*(each.activity for each in first_told), is_established=False)


def _found(words: Sequence[str], text: str, pairs: frozenset[str]) -> list[str]:
    """The words that stand in a text; few of them begin with two of its characters that stand side by side."""
    return [word for word in words if (len(word) < _PAIR or word[:_PAIR] in pairs) and word in text]


_PAIR = 2


def _may_be_of_one(one: ReadSentence, other: ReadSentence, often: Mapping[str, int]) -> bool:
    """Whether they stand apart, and have characters side by side in common that few places of the report have."""
    section = one.sentence.section
    if one is other or (section in RESTATING and other.sentence.section == section):
        return False
    beside = (set(map(add, read.sentence.text, read.sentence.text[1:])) for read in (one, other))
    return any(often[pair] <= RARE for pair in set.intersection(*beside))


def _told(read: ReadSentence, words: Sequence[str], year: int | None) -> Iterator[Statement]:
    """The items that have one of these words, of the body's own year."""
    for at, each in enumerate(read.items):
        before = read.items[max(0, at - 1) : at]
        is_told = any(_has(each.item, word) for word in words) and is_own_now(each)
        if is_told and not any(names_another_year(one.item, year) for one in (*before, each)):
            yield Statement(read, each, before)


def _has(item: Item, word: str) -> bool:
    """Whether an item has a word, and not as its contrary, in the name of a rate or denied: 不合格, 合格率, 没有逾期."""
    text = item.text
    at = text.find(word)
    if at < 0 or text[:at].endswith(_NOT) or text.startswith(_RATE, at + len(word)):
        return False
    return not any(token.kind == "NOT" and token.end <= item.start + at for token in item.tokens)


_NOT, _RATE = spelled("not"), spelled("rate")


def _exclude(one: Statement, other: Statement, reading: Reading, opposites: Opposites) -> bool:
    """Whether each tells as much as its side must, and both tell of one thing."""
    first, second = one.item.item, other.item.item
    if "APPLICATION" in first.kinds & second.kinds:
        return False  # which are held against the tables, and were late by words of their own
    return (
        _tells_first(one, opposites) and _tells_second(other, opposites) and _are_of_one(one, other, reading, opposites)
    )


def _tells_first(told: Statement, opposites: Opposites) -> bool:
    """Whether a statement is made of as much as the first side is: of all where its words say so, and not of a share."""
    item = told.item.item
    is_part = opposites.is_whole and item.has("COUNT", "PERCENT") and "ALL" not in item.kinds
    is_denied = bool(opposites.beside) and "NOT" in item.kinds
    is_told = not opposites.beside or any(word in _text(told) for word in opposites.beside)
    return is_told and not (is_part or is_denied or "SHARE" in item.kinds)


def _tells_second(told: Statement, opposites: Opposites) -> bool:
    """Whether a statement is what the second side is: a fact, of a part of the year where it must be."""
    if told.item.item.has("PLAN", "DUTY", "IF"):
        return False
    return not opposites.is_of_part or any(word in _text(told) for word in _ENDS_PART)


def _text(told: Statement) -> str:
    return "".join(each.item.text for each in (*told.before, told.item))


def _are_of_one(one: Statement, other: Statement, reading: Reading, opposites: Opposites) -> bool:
    """Whether they have enough in common but for the words themselves, or one thing and an account of one sort."""
    words = (*opposites.first, *opposites.second)
    said = {pair for word in words for pair in map(add, word, word[1:])}
    ends = {word[-1] for word in words if word in _text(one) or word in _text(other)}
    common = {pair for pair in (one.pairs & other.pairs) - said if reading.often[pair] <= RARE and pair[0] not in ends}
    return len(common) >= opposites.enough or (bool(common) and not _accounts(one).isdisjoint(_accounts(other)))


def _accounts(told: Statement) -> set[str]:
    """The sorts of accounts that a statement names: 微博."""
    tokens = [token for each in (*told.before, told.item) for token in each.item.tokens]
    return {sort for sort in names_of(tokens).sorts if sort.startswith(f"{NEW_MEDIA}.")}
