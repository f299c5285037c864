"""A percentage held against two figures: rounded or cut at its decimals, and the figures at their own."""

import math
from dataclasses import dataclass

from service.language.mentions.figures import Percent, Quantity
from service.reports.finding import Number

_FLOAT = 1e-9
"""What a difference of floating-point numbers may fall short by: 7.6 - 7.5 is less than 0.1."""
_ASIDE = 1.5
"""By how many points what is told to be above something may be below it, for that is rounded: 超过三分之一."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """What `part` is of `whole` in percent; `blur` is within how much both are told, the part within `part_blur` if given."""

    part: Number
    whole: Number
    blur: Number = 0
    is_growth: bool = False
    is_fall: bool = False
    part_blur: Number | None = None

    @property
    def actual(self) -> float:
        """The percentage by the figures; below nothing where a growth is stated and they fall, or the other way round."""
        if not self.is_growth:
            return float(self.part) / float(self.whole) * 100
        change = (float(self.part) - float(self.whole)) / float(self.whole) * 100
        return -change if self.is_fall else change

    def holds(self, stated: Percent) -> bool:
        """Whether it is what is stated; of nothing there is no share."""
        if not self.whole:
            return False
        above = self.actual - float(stated.value)
        if stated.lean and above * stated.lean < -_ASIDE:
            return False
        return bool(abs(above) < stated.within + self._slack - _FLOAT)

    @property
    def _slack(self) -> float:
        part_blur = self.blur if self.part_blur is None else self.part_blur
        if not (self.blur or part_blur):
            return 0.0
        # a figure is rounded to its last place or cut at it, so that the whole is never less than by half of that
        if self.blur >= self.whole:
            return math.inf
        widest = float(self.part + part_blur) / (float(self.whole) - float(self.blur) / 2)
        return (widest - float(self.part) / float(self.whole)) * 100


def is_comparable(quantity: Quantity | None, *, is_about: bool = False) -> bool:
    """Whether what is reckoned from a count can be held against a percentage; also one of about so many where `is_about`."""
    if quantity is None:
        return False
    return quantity.is_exact or bool(quantity.blur if is_about else quantity.resolution)
