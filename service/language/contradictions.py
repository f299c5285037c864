"""Two statements of a text that exclude each other: an activity denied and counted, or a thing counted twice otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from service.language.activities import Activity, activities, held
from service.language.attendance import attendances
from service.language.extent import extents
from service.language.reading import Reading
from service.language.timeliness import answered
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
    if any(_governed_twice(extents(reading, at_hand=True))):
        yield from _governed_twice(extents(reading))
    denied, counted = _parted(_all(reading, at_hand=True))
    words = {frozenset(each.words) for each in denied if _may_be_denied(each)}
    named = (read for read in reading.sentences if words and _may_name(read.sentence.text, words))
    may_be_held = any(_denies_held(denied, each) for each in held(named, at_hand=True))
    if not may_be_held and not _may_contradict(denied, counted):
        return
    denied, counted = _parted(_all(reading))
    told = list(held(reading.sentences)) if may_be_held else []
    for denial in denied:
        if found := _of_denial(denial, counted) or _of_what_was_held(denial, told):
            yield found
    yield from _counted_twice(counted)
    yield from _counted_in_other_words(counted)
    yield from _miscopied(counted)
    yield from _above_all(counted)


def _all(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Everything that is counted or denied."""
    for told in (activities, answered, attendances):
        yield from told(reading, at_hand=at_hand)


def _may_name(text: str, words: Iterable[frozenset[str]]) -> bool:
    """Whether a text has all characters of one of the words."""
    characters = frozenset(text)
    return any(each <= characters for each in words)


def _parted(told: Iterable[Activity]) -> tuple[list[Activity], list[Activity]]:
    """What is denied, and what is counted."""
    found = list(told)
    return [each for each in found if not each.number], [each for each in found if each.number]


def _may_contradict(denied: Sequence[Activity], counted: Sequence[Activity]) -> bool:
    """Whether any of it is denied and counted, or counted twice otherwise; so little of most texts is that the rest can wait."""
    first: dict[tuple[object, ...], Number] = {}
    if any(first.setdefault(_what(each), each.number) != each.number for each in counted if _is_one_thing(each)):
        return True
    if any(any(told(counted)) for told in (_counted_in_other_words, _miscopied, _above_all)):
        return True
    return any(_is_denied(denial, count) for denial in denied for count in counted)


def _what(count: Activity) -> tuple[object, ...]:
    """What is counted, of which sorts, in which words and unit."""
    return count.sorts, *_kind(count)


def _kind(count: Activity) -> tuple[object, ...]:
    """The same without its sorts; the order of its words says nothing: 老旧小区改造, 改造老旧小区."""
    return count.thing, "".join(sorted(count.words)), count.unit


def _of_denial(denial: Activity, counted: Sequence[Activity]) -> Contradiction | None:
    """The first count of what is denied elsewhere."""
    for count in counted:
        if _is_denied(denial, count):
            is_plain = denial.sorts - count.sorts <= _OF_REPORT and denial.words == count.words and not count.is_of_some
            if is_plain or count.sentence is not denial.sentence:
                is_named = bool(denial.thing or denial.sorts)
                return Contradiction(denial, count, denial.is_whole and is_plain and is_named)
    return None


def _of_what_was_held(denial: Activity, told: Sequence[Activity]) -> Contradiction | None:
    """The first of what is denied that is told elsewhere to have been held; it may be another's yet."""
    return next(
        (Contradiction(denial, each, is_established=False) for each in told if _denies_held([denial], each)), None
    )


def _denies_held(denied: Sequence[Activity], told: Activity) -> bool:
    """Whether another sentence denies for the whole year what is told to have been held, or what that is of a sort of."""
    return any(
        denial.is_whole
        and _is_denied(denial, told)
        and denial.sorts <= told.sorts | _OF_REPORT
        and denial.sentence is not told.sentence
        for denial in denied
    )


_OF_REPORT = frozenset({"disclosure", "business"})
"""Sorts of activities that the report is about anyway: a training is one on disclosure."""
_NARROWING = _OF_REPORT | {"special"}
_OF_ANYTHING = frozenset({"complaint", "consultation"})
"""Things that people bring to a body about all that it does."""
_HELD_ELSEWHERE = frozenset({"application", "info"})


def _is_denied(denial: Activity, count: Activity) -> bool:
    """Whether what is counted is of the sort that is denied."""
    sorts = denial.sorts - _NARROWING
    is_named = bool(denial.thing or sorts)
    is_in = denial.words in count.words if is_named else denial.words == count.words
    if not is_in or (denial.thing and denial.thing != count.thing):
        return False
    if not _may_be_denied(denial):
        return False
    if denial.sorts & _NARROWING - count.sorts and (count.words != denial.words or denial.thing & _OF_ANYTHING):
        return False  # 未接到信息公开投诉 says nothing of 消费投诉230件, nor of 投诉12件
    return all(any(f"{told}.".startswith(f"{sort}.") for told in count.sorts) for sort in sorts)


def _may_be_denied(denial: Activity) -> bool:
    """Whether it names what may be told elsewhere; what all applications come to is held against the tables.

    没有该信息 says that something isn't there, and not that nothing was published.
    """
    return bool(denial.sorts - _NARROWING) or not denial.thing <= _HELD_ELSEWHERE or bool(denial.words)


def _counted_twice(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of one thing in the same words that differ, where one at least says that it is of the whole year."""
    first: dict[tuple[object, ...], Activity] = {}
    for each in counted:
        if not _is_one_thing(each):
            continue
        other = first.setdefault(_what(each), each)
        if other.number != each.number and other.sentence is not each.sentence and (other.is_whole or each.is_whole):
            is_told_of_both = all(one.is_whole or one.is_first for one in (each, other))
            yield Contradiction(each, other, is_told_of_both and each.of_region == other.of_region)


def _governed_twice(told: Iterable[Activity]) -> Iterator[Contradiction]:
    """Counts of all places of a sort that differ by little, and of some that are a little more than all."""
    found = list(told)
    for place in {each.thing: None for each in found if each.is_whole}:
        first, *others = [each for each in found if each.thing == place and each.is_whole]
        others += [each for each in found if each.thing == place and not each.is_whole and each.number > first.number]
        for other in others:
            miss = abs(float(other.number) - float(first.number))
            if 0 < miss <= _NEAR * float(max(first.number, other.number)) and other.sentence is not first.sentence:
                yield Contradiction(other, first, is_established=False)


_NEAR = 0.2


def _miscopied(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of one thing, parts of a total among them, that differ by a slip, or part is more than all: 推送1286条, 推送1268条."""
    alike: dict[tuple[object, ...], list[Activity]] = defaultdict(list)
    for each in counted:
        if (each.is_listed or not each.is_apart) and _names_one(each):
            alike[_what(each)].append(each)
    for told in alike.values():
        for earlier, later in combinations(told, 2):
            if earlier.sentence is not later.sentence and _is_miscopied(earlier, later):
                yield Contradiction(later, earlier, is_established=False)


def _is_miscopied(one: Activity, other: Activity) -> bool:
    part, whole = (one, other) if one.is_listed else (other, one)
    is_more_than_all = part.is_listed and whole.is_whole and part.number > whole.number
    is_one_of_two = part.is_listed or not (one.is_whole or other.is_whole)
    return is_more_than_all or (is_one_of_two and _are_digits_slipped(str(one.number), str(other.number)))


def _are_digits_slipped(one: str, other: str) -> bool:
    """Whether two long numbers have the same digits in another order, or differ in one digit."""
    differing = [pair for pair in zip(one, other, strict=False) if len(set(pair)) > 1]
    is_alike = len(one) == len(other) >= _LONG and one != other
    return is_alike and (len(differing) == 1 or sorted(one) == sorted(other))


_LONG = 3
"""Digits of numbers that are alike by no chance, at least."""


def _counted_in_other_words(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of the whole year of one thing, by a name that the other one's begins to narrow: 新冠疫情防控发布会, 疫情防控发布会."""
    alike: dict[tuple[object, ...], list[Activity]] = defaultdict(list)
    for each in counted:
        if each.is_whole and each.thing and each.words and _is_one_thing(each):
            alike[each.thing, each.sorts, each.unit].append(each)
    for told in alike.values():
        for earlier, later in combinations(told, 2):
            is_named_alike = earlier.words != later.words and _ends_alike(earlier.words, later.words)
            if is_named_alike and earlier.number != later.number and earlier.sentence is not later.sentence:
                yield Contradiction(later, earlier, is_established=False)


def _ends_alike(one: str, other: str) -> bool:
    """Whether one name is the end of the other, but for a few characters."""
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(shorter) and len(longer) - len(shorter) <= len(shorter)


def _is_one_thing(count: Activity) -> bool:
    """Whether whoever counts it again must come to the same."""
    return not count.is_apart and _names_one(count)


def _names_one(count: Activity) -> bool:
    return bool(count.sorts) or len(count.words) > 1 or count.thing not in _GENERAL


def _above_all(counted: Sequence[Activity]) -> Iterator[Contradiction]:
    """Counts of a sort that exceed those of all: 政务公开培训4次, 全年培训只有2次."""
    alike: dict[tuple[object, ...], list[Activity]] = defaultdict(list)
    for each in counted:
        alike[_kind(each)].append(each)
    for whole in (each for each in counted if each.is_whole and each.thing and not each.is_apart):
        part = next((each for each in alike[_kind(whole)] if _exceeds(each, whole)), None)
        if part:
            yield Contradiction(whole, part, is_established=False)


def _exceeds(part: Activity, whole: Activity) -> bool:
    """Whether there is more of a sort than of all, in another sentence."""
    is_of_it = whole.sorts < part.sorts and part.sentence is not whole.sentence
    return is_of_it and part.number > whole.number and whole.thing not in _GENERAL


_GENERAL = (frozenset({"info"}), frozenset({"feedback"}))
"""Things of which a body has many sorts that need no name: what was published, what opinions were of."""
