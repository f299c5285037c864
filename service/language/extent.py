"""How many villages, towns or the like a body is told to have in all: 所辖33个社区, 全镇15个行政村."""

from collections.abc import Iterator
from itertools import pairwise

from service.language.activities import Activity, is_of_others
from service.language.claims import ReadItem
from service.language.lexicon import spelled
from service.language.mentions.figures import PLACES, Quantity, is_in_units
from service.language.reading import Reading
from service.language.text import Sentence

_GOVERNS, _GOVERNED = spelled("governs"), sorted(spelled("governed"), key=len, reverse=True)
_JOINS = ("PAUSE", "AND")


def extents(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Every count of all places of one sort that a body has, in the report year; with `at_hand` some of others, too."""
    for read in reading.sentences:
        if read.has_counts and any(word in read.sentence.text for word in _GOVERNS):
            for each in read.items_at_hand if at_hand else read.items:
                yield from _extents(each, read.sentence)


def _extents(each: ReadItem, sentence: Sentence) -> Iterator[Activity]:
    item = each.item
    if item.asides or item.mark in _JOINS or is_of_others(each):  # 全镇15个村、社区; 15个村（社区）
        return
    tokens = item.tokens
    for at, (governs, count) in enumerate(pairwise(tokens)):
        behind = tokens[at + 2 : at + 4]
        is_of_all = governs.text.endswith(_GOVERNS) and is_in_units(count.value, PLACES)
        if not is_of_all or not behind or behind[-1].kind in _JOINS or not isinstance(count.value, Quantity):
            continue
        if named := next((word for word in _GOVERNED if behind[0].text.startswith(word)), ""):
            yield Activity(
                sentence, governs.start, behind[0].start + len(named), frozenset({named}), frozenset(), "",
                count.value.value, count.value.unit,
            )  # fmt: skip
