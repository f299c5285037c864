"""What a table cell or a number in a sentence says: "1 0", "１２", "三项", "1,207", "—" → a figure."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


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
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2060\u00ad")
)
_NUMBER = re.compile(r"[-−]?\d+(,\d{3})*(\.\d+)?")
_SPLIT = re.compile(r"\d[\d ]*(\. ?\d[\d ]*)?")
_ANNOTATED = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:[件条次份项部篇期]\s*)?[(（].*[)）]", re.DOTALL)
_UNIT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:件|条|次|份|项|部|篇|期|万元|元)")


def plain(text: str) -> str:
    """Half-width, without invisible characters, every run of white space one blank."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).split())


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


_MOST_DIGITS = 15
"""Of a figure; what is longer are several that ran together."""


def _number(digits: str, kind: Kind, decimals: bool) -> Figure:
    if len(digits) > _MOST_DIGITS:
        return Figure(Kind.WORDS, None)
    value = Decimal(digits)
    whole = value == value.to_integral_value()
    if value < 0 or not (whole or decimals):
        return Figure(Kind.INVALID, None)
    return Figure(kind, int(value) if whole else value)


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral below one hundred million: "十二" → 12, "二〇二三" → 2023; None if it is none."""
    if not text or any(char not in _DIGITS and char not in _UNITS and char != "万" for char in text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _UNITS[char], 0
    return total + section + digit
