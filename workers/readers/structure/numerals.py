"""Numbers as word processors write them at the head of a paragraph: 十二, ⑫, XII, l."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def numeral(number: int, style: str) -> str:
    """The number in a style of WordprocessingML (`w:numFmt`); styles that we don't know count in digits."""
    if style == "none":
        return ""
    write = _STYLES.get(style, str)
    return write(number) if 0 < number < 10_000 else str(number)


def _counting(number: int) -> str:
    """12 → 十二, 105 → 一百〇五."""
    text, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("〇" if pending_zero else "") + _DIGITS[digit] + name
        pending_zero = not digit and bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text


def _legal(number: int) -> str:
    text = _counting(number)
    return ("一" + text if text.startswith("十") else text).translate(_LEGAL).replace("〇", "零")


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA, 28 → BB: Word repeats the letter."""
    rounds, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * min(rounds + 1, 30)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _signs(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, plain digits after the last one."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


_STYLES: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
}
