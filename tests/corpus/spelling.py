"""The spellings of a number: 12, １２, 十二, 两, 1,207."""

from decimal import Decimal
from random import Random

Number = int | Decimal
_DIGITS = "零一二三四五六七八九"
_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")


def spell(value: Number, style: str) -> str:
    """The number in a style: `arabic`, `full` (full width), `chinese` or `comma`."""
    if style == "chinese" and isinstance(value, int) and value < 10_000:
        return "两" if value == 2 else chinese(value)
    if style == "comma":
        return f"{value:,}"
    return str(value).translate(_FULL) if style == "full" else str(value)


def any_style(rng: Random) -> str:
    """A style, the plain one by far the commonest."""
    return rng.choices(("arabic", "full", "chinese", "comma"), (80, 5, 8, 7))[0]


def chinese(value: int) -> str:
    """A numeral below ten thousand: 12 → 十二, 105 → 一百零五."""
    if value < 10:
        return _DIGITS[value]
    if value < 20:
        return "十" + (_DIGITS[value - 10] if value > 10 else "")
    for size, unit in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            head, rest = divmod(value, size)
            gap = "零" if rest and rest < size // 10 else ""
            tail = f"一{chinese(rest)}" if 10 <= rest < 20 else chinese(rest) if rest else ""
            return f"{_DIGITS[head]}{unit}{gap}{tail}"
    raise ValueError(value)


def chinese_digits(value: int) -> str:
    """A year digit by digit: 2023 → 二〇二三."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
