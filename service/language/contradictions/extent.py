"""How many villages, towns or the like a body is told to have in all: 所辖33个社区, 全镇15个行政村."""

from collections.abc import Iterator

from service.language.claims import ReadItem
from service.language.clauses import Item
from service.language.contradictions.activity import Activity
from service.language.contradictions.own_work import is_of_others
from service.language.frames import Actor
from service.language.lexicon import spelled
from service.language.mentions.figures import PLACES, Quantity, is_in_units
from service.language.reading import Reading
from service.language.text import Sentence

_GOVERNS, _GOVERNED = spelled("governs"), sorted(spelled("governed"), key=len, reverse=True)
_JOINS = ("PAUSE", "AND")


def extents(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Every count of all places of one sort that a body has, in the report year, and of some of them (not `is_whole`).

    There are none of some where none tells of all; with `at_hand` some of others are among them.
    """
    if not any(word in read.sentence.text for read in reading.sentences for word in _GOVERNS):
        return
    for read in reading.sentences:
        if read.has_counts and any(word in read.sentence.text for word in _GOVERNED):
            for each in read.items_at_hand if at_hand else read.items:
                yield from _extents(each, read.sentence)


def _extents(each: ReadItem, sentence: Sentence) -> Iterator[Activity]:
    item = each.item
    if item.mark in _JOINS or _is_of_others(each):  # 全镇15个村、社区
        return
    for at, count in enumerate(item.tokens):
        behind = item.tokens[at + 1 : at + 3]
        is_of_places = is_in_units(count.value, PLACES) and bool(behind) and behind[-1].kind not in _JOINS
        if not is_of_places or not isinstance(count.value, Quantity):
            continue
        if named := next((word for word in _GOVERNED if behind[0].text.startswith(word)), ""):
            start, end = item.tokens[max(0, at - 1)], behind[0].start + len(named)
            others = _in_brackets_at(item, end)
            yield Activity(
                sentence, start.start, end, frozenset({named, *others}), frozenset(), "",
                count.value.value, count.value.unit, is_whole=start.text.endswith(_GOVERNS) or _has_in_all(item, at),
            )  # fmt: skip


def _has_in_all(item: Item, at: int) -> bool:
    """Whether the body is said right before a count to have so many in all: 我镇共有12个村."""
    return [token.kind for token in item.tokens[max(0, at - 2) : at]] == ["OWN", "TOTAL"]


def _in_brackets_at(item: Item, at: int) -> Iterator[str]:
    """The places that a bracket right behind a name adds to it: 15个村（社区）."""
    return (inner.text for inner in item.in_brackets if inner.start == at + 1)


def _is_of_others(each: ReadItem) -> bool:
    """Whether another has them, or the body itself in another year: 下辖 makes nobody else's of what it begins."""
    governs = [token for token in each.item.tokens if token.text.endswith(_GOVERNS)]
    others = [token for token in each.item.tokens if token.kind == "OTHERS" and token not in governs]
    own = each._replace(frame=each.frame._replace(actor=Actor.OWN)) if governs and not others else each
    return is_of_others(own)
