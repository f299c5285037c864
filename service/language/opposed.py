"""Two statements of one thing by words that exclude each other: 按月公示 … 8月没有公示; 首次举办 … 连续第四年举办.

The two are of one thing where they have characters side by side in common that few places of the report have. They are to
check: another of its kind may be meant.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from service.language.accounts import NEW_MEDIA
from service.language.activity import names_of
from service.language.lexicon import spelled
from service.language.miscounts import Contradiction
from service.language.own_work import is_own_now, names_another_year
from service.language.reading import Reading, ReadSentence
from service.language.restated.counts import RESTATING
from service.language.restated.likeness import RARE
from service.language.restated.statements import Statement


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
    Opposites(spelled("by_machine"), spelled("by_hand_alone")),
    Opposites(spelled("all_of_them"), spelled("some_without"), enough=3),
    Opposites(spelled("done_by_now"), spelled("not_yet"), is_whole=True, enough=3),
)
_ENDS_PART = spelled("parts_of_year")


def opposed(reading: Reading) -> Iterator[Contradiction]:
    """What is told by one word, each with the first place that tells of it by the other."""
    for opposites in _OPPOSITES:
        first = [each for read in reading.sentences for each in _told(read, opposites.first, reading.year)]
        second = [each for read in reading.sentences for each in _told(read, opposites.second, reading.year)] if first else []
        for one, other in product(first, second):
            if _may_exclude(one, other, opposites) and _are_of_one(one, other, reading, opposites):
                later, earlier = sorted((one, other), key=lambda told: reading.sentences.index(told.read), reverse=True)
                yield Contradiction(later.activity, earlier.activity, is_established=False)
                break


def _told(read: ReadSentence, words: Sequence[str], year: int | None) -> Iterator[Statement]:
    """The items that have one of these words, of the body's own year."""
    if read.sentence.section is None or not any(word in read.sentence.text for word in words):
        return
    for at, each in enumerate(read.items):
        is_told = any(_has(each.item.text, word) for word in words) and is_own_now(each)
        if is_told and not names_another_year(each.item, year):
            yield Statement(read, each, read.items[max(0, at - 1) : at])


def _has(text: str, word: str) -> bool:
    """Whether a text has a word, and not as its contrary or in the name of a rate: 不合格, 合格率."""
    at = text.find(word)
    return at >= 0 and not text[:at].endswith(_NOT) and not text.startswith(_RATE, at + len(word))


_NOT, _RATE = spelled("not"), spelled("rate")


def _may_exclude(one: Statement, other: Statement, opposites: Opposites) -> bool:
    """Whether they stand apart, and each tells as much as its side must."""
    section = one.read.sentence.section
    is_part = opposites.is_whole and one.item.item.has("COUNT", "PERCENT") and "ALL" not in one.item.item.kinds
    is_apart = not is_part and one.read is not other.read and not (section in RESTATING and other.read.sentence.section == section)
    is_told = not opposites.beside or any(word in _text(one) for word in opposites.beside)
    is_of_part = not opposites.is_of_part or any(word in _text(other) for word in _ENDS_PART)
    return is_apart and is_told and is_of_part and not other.item.item.has("PLAN", "DUTY", "IF")


def _text(told: Statement) -> str:
    return "".join(each.item.text for each in (*told.before, told.item))


def _are_of_one(one: Statement, other: Statement, reading: Reading, opposites: Opposites) -> bool:
    words = {word for word in (*opposites.first, *opposites.second)}
    said = {"".join(pair) for word in words for pair in zip(word, word[1:], strict=False)}
    common = {pair for pair in (one.pairs & other.pairs) - said if reading.often[pair] <= RARE}
    return len(common) >= opposites.enough or (bool(common) and not _accounts(one).isdisjoint(_accounts(other)))


def _accounts(told: Statement) -> set[str]:
    """The sorts of accounts that a statement names: 微博."""
    tokens = [token for each in (*told.before, told.item) for token in each.item.tokens]
    return {sort for sort in names_of(tokens).sorts if sort.startswith(f"{NEW_MEDIA}.")}
