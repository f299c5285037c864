"""Numbers as they are written in Chinese, and the numerals that number heads and rows: 一、（一）1. ①."""

import re
from collections.abc import Sequence

from service.reports import form

CHINESE = f"[{form.NUMERALS}]{{1,3}}"
COUNT = rf"(?:{CHINESE}|\d{{1,2}})"
"""The number of a head or row: a pattern."""
YEAR = r"(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})"
"""A year, in figures or in Chinese: a pattern."""
_NUMBERED = re.compile(rf"\s*(?:[（(]?{COUNT}[）)、．.,，](?!\d(?!\d\d\d年)))")

Numeral = tuple[str, int | None]
"""Style and number: ("（一）", 3)."""


def wrong_digits(one: str, other: str) -> list[int]:
    """Where two numbers of as many digits differ; nowhere for others."""
    return [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b] if len(one) == len(other) else []


def are_exchanged(one: str, other: str) -> bool:
    """Whether two digits of one number changed places in the other: 18432 and 18342."""
    return len(wrong_digits(one, other)) == _EXCHANGED and sorted(one) == sorted(other)


def has_wrong_digit(one: str, other: str) -> bool:
    """Whether one digit is another, of three or more: 2857 and 2957. By chance few numbers are so near to each other."""
    return len(wrong_digits(one, other)) == 1 and len(one) >= _DIGITS


_EXCHANGED = 2
_DIGITS = 3
"""How many a number has, of which one is another."""


def is_even(numerals: Sequence[Numeral], *, gaps: int = 0) -> bool:
    """Whether the numerals count up in one style, sub-levels of another style nested in order.

    `gaps` numbers may be left out: a part that is missing altogether takes its number along.
    """
    levels: list[tuple[str, int]] = []
    left_out = gaps
    for style, number in numerals:
        if not style or number is None:
            return False
        depth = next((i for i, (known, _) in enumerate(levels) if known == style), None)
        expected = 1 if depth is None else levels[depth][1] + 1
        missing = number - expected
        if not 0 <= missing <= left_out:
            return False
        left_out -= missing
        levels = [*(levels if depth is None else levels[:depth]), (style, number)]
    return True


def is_numbered(text: str) -> bool:
    """Whether a line or label begins with a numeral and its mark, as heads and rows do."""
    return _NUMBERED.match(text) is not None


_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral below one hundred million: "十二" → 12, "二〇二三" → 2023; None if it is none."""
    if not text or any(char not in _VALUES and char not in _UNITS and char != "万" for char in text):
        return None
    if all(char in _VALUES for char in text):
        return int("".join(str(_VALUES[char]) for char in text))
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _VALUES:
            digit = _VALUES[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _UNITS[char], 0
    return total + section + digit
