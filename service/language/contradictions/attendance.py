"""How many people came to what the body held over the year: 举办业务培训3期,参训126人次."""

from collections.abc import Iterator, Sequence

from service.language.claims import ReadItem
from service.language.clauses import Item
from service.language.contradictions.activity import ATTENDANCE, Activity, Named, names_of
from service.language.contradictions.own_work import is_of_others, names_another_year, says_year
from service.language.frames import Period
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import PERSONS, VISITS, Quantity, is_in_units
from service.language.reading import Reading, ReadSentence

_ATTENDED = spelled("attended")


def attendances(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Every count of those who came, as one of what they came to; with `at_hand` some of others or of another time, too."""
    for read in reading.sentences:
        if read.has_counts and any(word in read.sentence.text for word in (*_ATTENDED, VISITS)):
            yield from _attendances(read, read.items_at_hand if at_hand else read.items, reading.year)


def _attendances(read: ReadSentence, items: Sequence[ReadItem], year: int | None) -> Iterator[Activity]:
    """Those of a sentence, until a part of it goes on with what is another's, of another time or of a part."""
    is_whole, held, is_listed = False, Named(), False
    for each in items:
        item = each.item
        if (
            is_of_others(each)
            or names_another_year(item, year)
            or each.frame.period is Period.PART
            or item.has("AMONG")
        ):
            return
        is_whole = is_whole or says_year(item.tokens, year)
        if (named := _held(each)).thing:
            held = named
        count = item.counts[-1] if item.counts else None
        if not held.thing or count is None or not isinstance(count.value, Quantity) or not count.value.is_exact:
            continue
        is_sum = is_listed and "TOTAL" in item.kinds
        is_told = is_sum or _tells_who_came(item, count)
        is_listed = (is_listed and not is_sum) or (is_told and any(token.value == "each" for token in item.tokens))
        if is_told and not is_listed and count.value.unit in PERSONS:
            yield Activity(
                read.sentence, item.start, count.end, held.thing | {ATTENDANCE}, held.sorts, held.words, count.value.value,
                is_whole=is_whole, is_first=not item.start,
            )  # fmt: skip


def _tells_who_came(item: Item, count: Token) -> bool:
    """Whether a count is of those who came, by a word for that or, in visits, right behind what they came to: 培训426人次."""
    before = [token for token in item.tokens if token.end <= count.start]
    is_of_visits = is_in_units(count.value, (VISITS,)) and bool(names_of(before[-1:]).thing)
    return is_of_visits or any(token.text.startswith(_ATTENDED) for token in before)


def _held(each: ReadItem) -> Named:
    """What an item names, without those who came to it."""
    return names_of([token for token in each.item.tokens if not token.text.startswith(_ATTENDED)])
