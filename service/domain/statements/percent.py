"""A percentage of the text beside the figures that it is of."""

import re
from dataclasses import dataclass

from service.domain.finding import Number
from service.domain.prose import Sentence

PERCENT = r"(?<![约近过逾])(?P<stated>\d+(?:\.(?P<places>\d+))?)%(?!以上|左右|多|余|以下)"
AMOUNT = "万元"
"""Amounts are told rounded, and what is stated of them in percent is of the precise ones."""


@dataclass(frozen=True, slots=True)
class Share:
    """The text says “`stated` %”, and the figures beside it give `actual` %; `places` decimals are stated."""

    stated: float
    actual: float
    places: int
    part: Number
    whole: Number
    sentence: Sentence
    start: int
    end: int

    @property
    def holds(self) -> bool:
        """Whether they agree, rounding or cutting at the stated decimals allowed for."""
        return bool(abs(self.stated - self.actual) < 10.0**-self.places)


def share(match: re.Match[str], part: Number, whole: Number, actual: float, sentence: Sentence) -> Share:
    """What the match of `PERCENT` states, with the figures that it is of."""
    places = len(match["places"] or "")
    return Share(float(match["stated"]), actual, places, part, whole, sentence, match.start(), match.end())
