"""Which number may have been told for another one."""

from bisect import bisect
from collections.abc import Sequence

from service.reports.finding import Number


def has_near(numbers: Sequence[Number], number: Number) -> bool:
    """Whether one beside a number in order is near it."""
    at = bisect(numbers, number)
    return any(is_near(number, other) for other in (*numbers[max(0, at - 2) : at - 1], *numbers[at : at + 1]))


def is_near(one: Number, other: Number) -> bool:
    """Whether two numbers differ by no more than one of them may be misremembered by."""
    miss, most = abs(float(one) - float(other)), float(max(one, other))
    return miss > 0 and (miss <= _NEAR * most or (most <= FEW and miss <= MISS))


_NEAR = 1 / 3
"""The share of a count by which another of the same thing may miss it."""
FEW, MISS = 12, 3
"""Counts up to this one may miss by so many."""


def may_be_told_for(one: Number, other: Number) -> bool:
    """Whether a number is near another one, or has its digits in another order."""
    is_swapped = one != other and len(str(one)) > 1 and order(one) == order(other)
    return is_near(one, other) or is_swapped


def order(number: Number) -> str:
    """The digits of a number, which two have in common that were told in another order."""
    return "".join(sorted(str(number)))
