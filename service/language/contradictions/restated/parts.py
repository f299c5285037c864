"""What became of as many of one thing, told again otherwise: 收到留言466条,回复452条 … 466条留言中,回复440条."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from service.language.contradictions.miscounts import Contradiction
from service.language.contradictions.restated.counts import NAMES_NOTHING, Count
from service.language.contradictions.restated.likeness import pairs
from service.reports.finding import Number

_MANY = 20
"""Of fewer, as many may be of something else."""
_ROUND = 10
"""Multiples of it are often samples, of which there may be two: 抽取的100条评论."""
_SHORTEST = 2
"""Characters of what is told to have become of them, at least."""


class _Part(NamedTuple):
    """What of a whole, which is counted right before it in its sentence, is told to have become."""

    whole: Count
    told: Count
    words: str


def of_as_many(told: Sequence[Count]) -> Iterator[Contradiction]:
    """Parts of as many of one thing that are told in the same words and differ."""
    often = Counter(each.quantity.value for each in told)
    twice = {number for number, times in often.items() if times > 1}
    first: dict[tuple[Number, str, str], _Part] = {}
    for part in _parts(told, twice):
        before = first.setdefault((part.whole.number, part.whole.unit, part.words), part)
        if part.told.number != before.told.number and _are_of_one(part, before):
            yield Contradiction(part.told.activity, before.told.activity, is_established=False)


def _parts(told: Sequence[Count], twice: Container[Number]) -> Iterator[_Part]:
    """What became of wholes whose numbers are told `twice`."""
    for whole, count in pairwise(told):
        if whole.quantity.value not in twice:
            continue
        is_next = whole.at == count.at and whole.unit == count.unit and whole.within is not count.within
        is_whole = whole.number >= _MANY and bool(whole.number % _ROUND) and whole.number > count.number
        if not is_next or not is_whole or "PARTYEAR" in whole.within.item.kinds:
            continue
        words = "".join(token.text for token in count.lead if token.kind not in NAMES_NOTHING)
        if len(words) >= _SHORTEST and count.token is count.within.item.tokens[-1]:
            yield _Part(whole, count, words)


def _are_of_one(part: _Part, before: _Part) -> bool:
    """Whether the items that count the wholes have two characters side by side in common."""
    return not pairs([part.whole.within]).isdisjoint(pairs([before.whole.within]))
