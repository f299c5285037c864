"""Two statements of a text that exclude each other: an activity denied and counted, or a thing counted twice otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from service.language.clauses import Item
from service.language.measures import SUBJECTS
from service.language.mentions import Quantity, YearMention
from service.language.mentions.activities import counted_activities, denied_activity
from service.language.reading import Reading, ReadSentence
from service.language.text import Sentence, all_sentences
from service.reports.report import Report

_SHORTEST = 6
"""Characters of what is counted, its verb included; a shorter one may be of many things."""
_WHOLE = frozenset({"THIS", "TOTAL"})
_LEFT_OUT = _WHOLE | {"FILL", "OWN"}
_OF_LESS = frozenset(
    "LAST NEXTYEAR PARTYEAR SEVERAL SINCE NOW OTHERS REGION SYSTEM SEAT BEHALF AMONG SOME EXCEPT RATE COMPARE CHANGE SHARE"
    " PLAN DUTY IF NOT ETC REMAIN REST MORE PLUS BY CHANNEL".split()
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something told at `start:end` of a sentence."""

    sentence: Sentence
    start: int
    end: int


class _Count(NamedTuple):
    at: Statement
    value: object
    is_whole: bool


def contradictions(report: Report) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of statements that exclude each other, the later one first."""
    yield from _denied(report)
    yield from _counted_twice(Reading.of(report))


def _denied(report: Report) -> Iterator[tuple[Statement, Statement]]:
    denials = []
    counted: dict[str, Statement] = {}
    for sentence in all_sentences(report):
        if ("未" in sentence.text or "没有" in sentence.text) and (denied := denied_activity(sentence.text)):
            denials.append((denied[0], Statement(sentence, *denied[1:])))
        for kind, number in counted_activities(sentence.text):
            if number:
                counted.setdefault(kind, Statement(sentence, 0, len(sentence.text)))
    for kind, denial in denials:
        if kind in counted and counted[kind].sentence is not denial.sentence:
            yield denial, counted[kind]


def _counted_twice(reading: Reading) -> Iterator[tuple[Statement, Statement]]:
    """Counts of one thing in the same words that differ, where one at least says that it is of the whole year."""
    first: dict[tuple[str, str], _Count] = {}
    for read in (read for read in reading.sentences if read.has_counts):
        for key, count in _counts(read, reading.year):
            other = first.setdefault(key, count)
            if (
                other.value != count.value
                and (other.is_whole or count.is_whole)
                and other.at.sentence is not count.at.sentence
            ):
                yield count.at, other.at


def _counts(read: ReadSentence, year: int | None) -> Iterator[tuple[tuple[str, str], _Count]]:
    for segment in read.segments:
        for item in segment.items:
            if _says_less(item, year):
                return
            if len(item.counts) == 1 and (found := _counted(item, read.sentence)):
                yield found


def _says_less(item: Item, year: int | None) -> bool:
    """Whether what it tells, and what goes on from it, may be of less than the body's whole year."""
    if not {token.kind for token in item.tokens}.isdisjoint(_OF_LESS):
        return True
    dates = (token.value for token in item.tokens if token.kind == "DATE")
    return any(not isinstance(date, YearMention) or date.year != year or date.is_part for date in dates)


def _counted(item: Item, sentence: Sentence) -> tuple[tuple[str, str], _Count] | None:
    count = item.counts[0]
    quantity = count.value
    before = [token for token in item.tokens if token.end <= count.start and token.kind not in _LEFT_OUT | {"DATE"}]
    is_last = item.tokens[-1] is count
    what = "".join(token.text for token in before)
    if not is_last or len(what) < _SHORTEST or not isinstance(quantity, Quantity) or not quantity.is_exact:
        return None
    if not SUBJECTS.isdisjoint(item.kinds):
        return None
    is_whole = any(token.kind in _WHOLE and len(token.text) > 1 for token in item.tokens)
    at = Statement(sentence, item.start, count.end)
    return (what, quantity.unit), _Count(at, quantity.value, is_whole)
