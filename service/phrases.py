"""Texts with facts in braces, as messages, problems and labels have them, and how they are filled in."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from string import Formatter

_NOUN = re.compile(r"\{\w+:([^{}|]*)\|([^{}|]*)\}")
_FORMATTER = Formatter()
_NESTED = str.maketrans("“”", "‘’")


def filled(text: str, facts: Mapping[str, object]) -> str:
    """A text with its facts filled in; one that is not given is a KeyError.

    A place may give the two forms of a noun that goes with a count, `{n} {n:case|cases}`: the first is for one. `{n:万}` is
    a number that is told in 万 or 亿 where it is large and round. What stands in quotation marks has its own as single
    ones: “3.危及‘三安全一稳定’”行.
    """
    parts, open_quotes = [], 0
    for literal, name, forms, _ in _FORMATTER.parse(text):
        parts.append(literal)
        open_quotes += literal.count("“") - literal.count("”")
        if name is not None:
            shown = _form(facts[name], forms or "")
            parts.append(shown.translate(_NESTED) if open_quotes > 0 else shown)
    return "".join(parts)


def _form(fact: object, forms: str) -> str:
    singular, bar, plural = forms.partition("|")
    if bar:
        return singular if str(fact) == "1" else plural
    return _in_ten_thousands(fact) if forms == _SCALED else format(fact, forms)


_SCALED = "万"
_LARGE, _PLACES = 1_000_000, 2
_EXACT = Context(prec=100)
"""For all digits of products of what a text tells."""


def _in_ten_thousands(fact: object) -> str:
    """A large number as Chinese texts tell it, if that takes few decimals: 28.35亿."""
    if not isinstance(fact, int | Decimal):
        return str(fact)
    number = Decimal(fact)
    scale, name = (8, "亿") if abs(number) >= 10**8 else (4, "万")
    scaled = number.scaleb(-scale, _EXACT).normalize(_EXACT)
    is_large_and_round = abs(number) >= _LARGE and _places(scaled) <= _PLACES
    return f"{scaled:f}{name}" if is_large_and_round else str(fact)


def _places(number: Decimal) -> int:
    """Decimals of a number; fewer than none of one that ends with noughts."""
    return -int(number.as_tuple().exponent)


def in_plural(text: str) -> str:
    """A text with the braces of its facts, its nouns in the plural: what is shown where no facts are known."""
    return _NOUN.sub(r"\2", text)
