"""Two statements of a text that exclude each other: an activity denied and counted, or a thing counted twice otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from service.language.activities import Activity, activities
from service.language.reading import Reading
from service.reports.finding import Number
from service.reports.report import Report


class Contradiction(NamedTuple):
    """Two statements that can't both be true; established where either was wholly understood."""

    later: Activity
    earlier: Activity
    is_established: bool


def contradictions(report: Report) -> Iterator[Contradiction]:
    """The statements that exclude each other; of those denied and counted, the denial as the later one."""
    reading = Reading.of(report)
    if not _may_contradict(*_parted(activities(reading, at_hand=True))):
        return
    denied, counted = _parted(activities(reading))
    for denial in denied:
        yield from _of_denial(denial, counted)
    yield from _counted_twice(counted)


def _parted(told: Iterable[Activity]) -> tuple[list[Activity], list[Activity]]:
    """What is denied, and what is counted."""
    found = list(told)
    return [each for each in found if not each.number and not each.unit], [each for each in found if each.number]


def _may_contradict(denied: Sequence[Activity], counted: Sequence[Activity]) -> bool:
    """Whether any of it is denied and counted, or counted twice otherwise; so little of most texts is that the rest can wait."""
    first: dict[tuple[object, ...], Number] = {}
    is_twice = any(first.setdefault(_what(each), each.number) != each.number for each in counted)
    return is_twice or any(_is_denied(denial, count) for denial in denied for count in counted)


def _what(count: Activity) -> tuple[object, ...]:
    """What is counted, in which words and unit."""
    return count.thing, count.sorts, count.words, count.unit


def _of_denial(denial: Activity, counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """The first count of what is denied elsewhere."""
    for count in counted:
        if _is_denied(denial, count):
            is_plain = denial.sorts - count.sorts <= _OF_REPORT and denial.words == count.words
            if is_plain or count.sentence is not denial.sentence:
                yield Contradiction(denial, count, denial.is_whole and is_plain)
                return


_OF_REPORT = frozenset({"disclosure", "business"})
"""Sorts of activities that the report is about anyway: a training is one on disclosure."""
_NARROWING = _OF_REPORT | {"special"}
_ANY_CASE = frozenset({"application"})


def _is_denied(denial: Activity, count: Activity) -> bool:
    """Whether what is counted is of the sort that is denied."""
    sorts = denial.sorts - _NARROWING
    if denial.words not in count.words or (denial.thing and denial.thing != count.thing):
        return False
    if not sorts and (not denial.thing or denial.thing <= _ANY_CASE):
        return False  # what all applications come to is held against the tables
    return all(any(f"{told}.".startswith(f"{sort}.") for told in count.sorts) for sort in sorts)


def _counted_twice(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of one thing in the same words that differ, where one at least says that it is of the whole year."""
    first: dict[tuple[object, ...], Activity] = {}
    for each in counted:
        if each.is_apart:
            continue
        if each.thing == _GENERAL and not each.sorts:
            continue
        other = first.setdefault(_what(each), each)
        if other.number != each.number and other.sentence is not each.sentence and (other.is_whole or each.is_whole):
            yield Contradiction(each, other, all(one.is_whole or one.is_first for one in (each, other)))


_GENERAL = frozenset({"info"})
"""Things of which a body has many sorts that need no name."""
