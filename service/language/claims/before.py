"""What was told before an item in its sentence, which says what it leaves out."""

from typing import NamedTuple

from service.reports.finding import Number


class Before(NamedTuple):
    """What was told before an item in its sentence: the last measure, the last kind of cases (empty for several), all."""

    last: str = ""
    case: str = ""
    told: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    """Why, where the item right before says so: rows of outcomes, or one that is empty for what has none."""
    named: tuple[str, ...] = ()
    """Outcomes that were named since something was counted, which 据此 points back at."""
    row: str = ""
    """The outcome whose count was left to what follows."""
    value: Number = 0
    """What the last measure was told to be."""
    received: Number = 0
    """How many applications came in, where it told that."""
    listed: Number = 0
    """How many cases it counted right behind, by who made them or which way they came, in any words."""
    numbers: tuple[Number, ...] = ()
    """What each of all measures was told to be, in their order."""


NOTHING_BEFORE = Before()
COUNTED_EARLIER = Before("counted earlier")
"""Applications were counted in the sentence before."""
