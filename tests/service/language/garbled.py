"""Sentences with the slips of a hurried hand or of a conversion: a zero, a doubled stop, a bracket with nothing in it."""

import re
from random import Random

_FIGURE = re.compile(r"\d[\d.,]*")
_STOP = re.compile("[，。；：、]")
_WIDE = "， 。 ； ： 、 （ ）".split()
_PUT_IN = "（） () （ ） 。。 ；； ，， 、、 ：： （，） （（） 0% ，0件， 占0%， “” 《》".split()
_FIGURES = [
    *"0 0 1 0.0 00 0.000001 1,2,3 1,234,567,890 万 0万 0余 两 零 100.0".split(),
    "9" * 15 + "亿",
    "9" * 40,
    "9" * 5_000,
]


def garbled(text: str, random: Random, times: int = 2) -> str:
    """The text, changed so often at most."""
    for _ in range(random.randint(1, times)):
        text = random.choice(_SLIPS)(text, random)
    return text


def _figure(text: str, random: Random) -> str:
    """One figure is another, or none."""
    return _replaced(_FIGURE, random.choice((*_FIGURES, "")), text, random)


def _no_figures(text: str, random: Random) -> str:
    """All figures are one."""
    return _FIGURE.sub(random.choice(("0", "1", "", "0.00")), text)


def _percent(text: str, random: Random) -> str:
    """A share is none of it, or more than all."""
    return _replaced(re.compile(r"\d[\d.]*%"), random.choice(("0%", "0.0%", "-5%", "1000%", "%")), text, random)


def _doubled(text: str, random: Random) -> str:
    """A stop stands twice, or otherwise."""
    found = list(_STOP.finditer(text))
    if not found:
        return text
    at = random.choice(found)
    return text[: at.start()] + random.choice((at[0] * 2, at[0] * 3, *_WIDE, "")) + text[at.end() :]


def _put_in(text: str, random: Random) -> str:
    """What says nothing stands somewhere."""
    at = random.randint(0, len(text))
    return text[:at] + random.choice(_PUT_IN) + text[at:]


def _left_out(text: str, random: Random) -> str:
    """A clause is lost, or some of the text, wherever it begins and ends."""
    ends = [at.end() for at in _STOP.finditer(text)] if random.random() < 0.6 else range(len(text))
    if len(ends) < 2:
        return text
    one, other = sorted(random.sample(ends, 2))
    return text[:one] + text[min(other, one + 20) :]


def _twice(text: str, random: Random) -> str:
    """A clause stands at another place once more."""
    parts = _STOP.split(text)
    at = random.choice([0, *(each.end() for each in _STOP.finditer(text))])
    return text[:at] + random.choice(parts) + random.choice(_WIDE) + text[at:]


def _bracketed(text: str, random: Random) -> str:
    """Some of it stands in brackets."""
    one, other = sorted(random.randint(0, len(text)) for _ in range(2))
    return f"{text[:one]}（{text[one:other]}）{text[other:]}"


def _replaced(pattern: re.Pattern[str], by: str, text: str, random: Random) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    at = random.choice(found)
    return text[: at.start()] + by + text[at.end() :]


_SLIPS = (_figure, _figure, _no_figures, _percent, _doubled, _put_in, _put_in, _left_out, _twice, _bracketed)
