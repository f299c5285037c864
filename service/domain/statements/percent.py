"""A percentage of the text beside the figures that it is of."""

import math
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
    slack: float = 0.0
    """Points by which what the figures give may be off, where they are rounded themselves."""

    @property
    def holds(self) -> bool:
        """Whether they agree, rounding or cutting at the stated decimals, and of the figures, allowed for."""
        return bool(abs(self.stated - self.actual) < 10.0**-self.places + self.slack)


def share(
    match: re.Match[str], part: Number, whole: Number, actual: float, sentence: Sentence, slack: float = 0.0
) -> Share:
    """What the match of `PERCENT` states, with the figures that it is of."""
    places = len(match["places"] or "")
    return Share(float(match["stated"]), actual, places, part, whole, sentence, match.start(), match.end(), slack)


def slack(part: Number, whole: Number, blur: Number) -> float:
    """Points by which the ratio of two figures may be off that are each told within `blur`."""
    if not blur or blur >= whole:
        return math.inf if blur else 0.0
    return (float(part + blur) / float(whole - blur) - float(part) / float(whole)) * 100
