"""Counts of what was counted before, in whatever words, that differ from what was told: 收到来信94封 … 翻看全年49封来信的答复.

No word of what is counted has to be known. Two counts in one sort of unit seem to be of one thing where the words around them
have characters side by side in common that few places of the report have, and more of them than any other count before has.
They are held against each other where the later one stands in a section on problems or other matters, which take up again
what the first one told, or tells of something as known (全年26场讲座的录像), and where no other sentence has its number, which
is near the earlier one or has its digits in another order.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from service.language.contradictions.miscounts import Contradiction
from service.language.contradictions.restated.counts import FIRST, RESTATING, Count, counts
from service.language.contradictions.restated.likeness import antecedent, needed, places_of
from service.language.contradictions.restated.meaning import can_be_of_one, is_sure
from service.language.contradictions.restated.numbers import FEW, MISS, has_near, order
from service.language.contradictions.restated.parts import of_as_many
from service.language.reading import Reading
from service.reports.finding import Number


def restated(reading: Reading) -> Iterator[Contradiction]:
    """The counts that seem to be told again otherwise; established where hardly anything else can be meant."""
    told = list(counts(reading))
    yield from of_as_many(told)
    again = list(_told_again(told))
    if not again:
        return
    said = {(each.at, unit, each.number) for each in told for unit in (each.unit, "")}
    units = {each.unit for each in again}
    places = places_of([each for each in told if each.unit in units], reading.often)
    for later in again:
        earlier, alike = antecedent(later, places)
        if not earlier or alike < needed(later, earlier, told) or _is_told_beside(later, earlier, said):
            continue
        meant, before = later.as_meant, earlier.as_meant
        if meant and before and can_be_of_one(meant, before, reading.year):
            yield Contradiction(later.activity, earlier.activity, is_sure(meant, before, alike))


def _told_again(told: Sequence[Count]) -> Iterator[Count]:
    """Those told once that are near another one in its sort of unit; so few are that the rest can wait."""
    numbers: dict[str, set[Number]] = defaultdict(set)
    for each in told:
        numbers[each.unit].add(each.number)
    ordered = {unit: sorted(of_unit) for unit, of_unit in numbers.items()}
    orders = Counter((unit, order(number)) for unit, of_unit in numbers.items() for number in of_unit)
    for each in _told_once(told):
        if has_near(ordered[each.unit], each.number) or orders[each.unit, order(each.number)] > 1:
            yield each


def _told_once(told: Sequence[Count]) -> Iterator[Count]:
    """The counts that may be of what was counted before, and whose number no other sentence tells."""
    said: dict[tuple[str, Number], list[Count]] = defaultdict(list)
    for each in told:
        said[each.unit, each.number].append(each)
    for each in told:
        others = (other for other in said[each.unit, each.number] if other.read is not each.read)
        is_once = not any(each.may_be(other) for other in others)
        if is_once and (each.section in RESTATING or (each.section == FIRST and each.is_definite)):
            yield each


def _is_told_beside(later: Count, earlier: Count, said: Container[tuple[int, str, Number]]) -> bool:
    """Whether a sentence has both numbers, or what one is of the other: 4篇分析只有2篇附解释, 163个村尚有16个未接入."""
    rest = abs(Decimal(later.number) - Decimal(earlier.number))
    is_rest_told = rest > MISS or not later.read.kinds.isdisjoint(_TELL_REST)  # 70个已整改,其余3个正在整改
    numbers = (earlier.number, rest) if is_rest_told else (earlier.number,)
    is_of_earlier = later.number > FEW and (earlier.at, "", later.number) in said  # 停水信息64条,计划性57次; 64次
    # 12个局办、2个街道; 14个局办、街道
    is_sum = later.number > earlier.number and (earlier.at, earlier.unit, rest) in said
    return is_of_earlier or is_sum or any((later.at, earlier.unit, number) in said for number in numbers)


_TELL_REST = frozenset({"REST", "REMAIN"})
