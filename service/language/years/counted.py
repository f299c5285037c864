"""Whether what is counted under an earlier year was counted before in its paragraph, and so is what that is set against."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.language.lexer import Token
from service.language.mentions import Quantity
from service.language.years.around import Around
from service.language.years.roles import Year

_ACTS = ("RECEIVE", "PUBLISH")
_FARTHEST = 8
"""Words between a year and its count, at most."""


def is_counted_before(around: Around, year: Year, *, whatever_act: bool = False) -> bool:
    """Whether its count is of another number than those of its unit before it, and of an act that was told of there.

    新收申请16件。2022年收到14件. A count without an act is of whatever was counted before, as any is by `whatever_act`.
    """
    if year.year >= around.year:
        return False
    behind = _own_words(year)
    count = behind[-1].value if behind else None
    if not isinstance(count, Quantity):
        return False
    before = [*_words_before(around, year)]
    counts = [t.value.value for t in before if isinstance(t.value, Quantity) and t.value.unit == count.unit]
    act = next((_stem(token) for token in behind if token.kind in _ACTS), "")
    return bool(counts) and count.value not in counts and (whatever_act or not act or act in {_stem(t) for t in before})


def is_named_before(around: Around, year: Year) -> bool:
    """Whether what is counted under it was denied before by the same name: 无行政诉讼。2021年行政诉讼为1件."""
    if year.year >= around.year:
        return False
    names = {token.text for token in _own_words(year) if token.kind in _THINGS}
    words = [*_words_before(around, year)]
    return any(a.kind == "NONE" and b.text in names for a, b in pairwise(words))


_THINGS = frozenset("CASE THING NOUN UNKNOWN".split())


def _own_words(year: Year) -> Sequence[Token]:
    """The words behind a year up to its count; none where it has none."""
    words = year.dated.tokens[year.at + 1 : year.at + 1 + _FARTHEST]
    at = next((n for n, token in enumerate(words) if token.kind in _ENDS), None)
    return words[: at + 1] if at is not None else ()


_ENDS = frozenset("COUNT SEMI STOP".split())


def _words_before(around: Around, year: Year) -> Iterator[Token]:
    for each in around.sentences_before(year):
        yield from each.tokens
    yield from year.dated.tokens[: year.at]


def _stem(token: Token) -> str:
    """What the ways to tell of an act have in common: 收到, 新收 and 接收 are one."""
    if token.kind not in _ACTS:
        return ""
    return "收" if "收" in token.text else token.text[-2:]
