"""Which number may have been told for another one."""

from bisect import bisect
from collections.abc import Sequence

from service.language.contradictions.miscounts import is_near
from service.reports.finding import Number


def has_near(numbers: Sequence[Number], number: Number) -> bool:
    """Whether one beside a number in order is near it."""
    at = bisect(numbers, number)
    return any(_is_near(number, other) for other in (*numbers[max(0, at - 2) : at - 1], *numbers[at : at + 1]))


def _is_near(one: Number, other: Number) -> bool:
    """Whether two numbers differ by no more than one of them may be misremembered by."""
    is_slip = max(one, other) <= FEW and 0 < abs(float(one) - float(other)) <= MISS
    return is_slip or is_near(one, other, _NEAR)


_NEAR = 1 / 3
"""The share of a count by which another of the same thing may miss it."""
FEW, MISS = 12, 3
"""Counts up to this one may miss by so many."""


def may_be_told_for(one: Number, other: Number) -> bool:
    """Whether a number is near another one, or has its digits in another order."""
    is_swapped = one != other and len(str(one)) > 1 and order(one) == order(other)
    return is_swapped or _is_near(one, other)


def order(number: Number) -> str:
    """The digits of a number, which two have in common that were told in another order."""
    return "".join(sorted(str(number)))
