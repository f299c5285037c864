"""What a table cell or a number in a sentence says: "1 0", "１２", "三项", "1,207", "—" → a figure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from service.reports.characters import plain


class Kind(StrEnum):
    """How a cell holds its figure."""

    NUMBER = "number"
    SPLIT = "split"
    """Written with a gap, as “1 0” for 10."""
    ANNOTATED = "annotated"
    """A number with words beside it, as “22（其中修订16件）”."""
    EMPTY = "empty"
    DASH = "dash"
    INVALID = "invalid"
    """A count that is negative or has decimals."""
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's figure. `value` is the number it stands for in an identity; None where it can't stand in one."""

    kind: Kind
    value: int | Decimal | None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is stated: an empty cell or a dash, which count as zero."""
        return self.kind in (Kind.EMPTY, Kind.DASH)


_DASHES = frozenset("-—–―－─一/／\\、.·…")
DASH = "[-—–－/]"
"""A dash as it stands for no figure beside other figures: a pattern of one of its signs."""
FIGURE = rf"(?:[-−]?\d[\d,.]*|{DASH}+)"
"""A number or a dash among other words, with blanks around it: a pattern."""
_GAPPED = re.compile(rf"[-−－]?(?=[,，.．\s]*\d)[\d,，.．\s]+|{DASH}+")
_NUMBER = re.compile(r"[-−]?\d+(,\d{3})*(\.\d+)?")
_SPLIT = re.compile(r"\d[\d ]*(\. ?\d[\d ]*)?")
_ANNOTATED = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:[件条次份项部篇期]\s*)?[(（].*[)）]", re.DOTALL)
_UNIT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:件|条|次|份|项|部|篇|期|万元|元)")


def is_figure(text: str) -> bool:
    """Whether a text is a number, with gaps or without, or a dash, and nothing else."""
    return _GAPPED.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def read_cell(text: str, *, decimals: bool = False) -> Figure:
    """The figure of a table cell. `decimals` allows a fraction (the amount of fees), else it counts whole things."""
    shown = plain(text)
    if not shown:
        return Figure(Kind.EMPTY, 0)
    if all(char in _DASHES for char in shown.replace(" ", "")):
        return Figure(Kind.DASH, 0)
    if _NUMBER.fullmatch(shown):
        return _number(shown.replace(",", "").replace("−", "-"), Kind.NUMBER, decimals)
    if _SPLIT.fullmatch(shown):
        return _number(shown.replace(" ", ""), Kind.SPLIT, decimals)
    if unit := _UNIT.fullmatch(shown):
        return _number(unit[1], Kind.NUMBER, decimals)
    if annotated := _ANNOTATED.fullmatch(shown):
        return _number(annotated[1].replace(",", ""), Kind.ANNOTATED, decimals)
    return Figure(Kind.WORDS, None)


MOST_DIGITS = 15
"""Of a figure; what is longer are several that ran together."""


def _number(digits: str, kind: Kind, decimals: bool) -> Figure:
    if len(digits) > MOST_DIGITS:
        return Figure(Kind.WORDS, None)
    value = Decimal(digits)
    whole = value == value.to_integral_value()
    if value < 0 or not (whole or decimals):
        return Figure(Kind.INVALID, None)
    return Figure(kind, int(value) if whole else value)
