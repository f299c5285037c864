"""Two looks at the same line: what both say is as sure as the surer of them, what only one says is not sure at all."""

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from service.domain.report import SURE
from workers.readers.scan.recogniser import Sign

_LEAST = 0.5
"""A character that both looks say, but one of them less surely, stays as unsure as it was there."""
_OVERLOOKED = 0.7
"""A character that one look alone sees is put into the text from this sureness on."""


def needs_another(signs: Sequence[Sign]) -> bool:
    """Whether a line has a word's character that one look left unsure."""
    return any(sign.score < SURE and is_word(sign.text) for sign in signs)


def is_word(text: str) -> bool:
    """Whether it is no punctuation: on a stop alone no finding rests."""
    return not unicodedata.category(text[0]).startswith("P")


def agreed(first: Sequence[Sign], second: Sequence[Sign]) -> list[Sign]:
    """The signs of the surer look, each with the sureness that the two looks leave it."""
    if _sureness(second) > _sureness(first):
        first, second = second, first
    matcher = SequenceMatcher(None, [*map(_compared, first)], [*map(_compared, second)], autojunk=False)
    return [sign for step in matcher.get_opcodes() for sign in _of_step(step, first, second)]


def _of_step(step: tuple[str, int, int, int, int], first: Sequence[Sign], second: Sequence[Sign]) -> Iterator[Sign]:
    kind, start, end, other_start, other_end = step
    if kind == "equal":
        for one, two in zip(first[start:end], second[other_start:other_end], strict=True):
            low, high = sorted((one.score, two.score))
            yield Sign(one.text, high if low >= _LEAST else low, one.place)
        return
    if start == end:
        seen = [sign for sign in second[other_start:other_end] if is_word(sign.text)]
        yield from (Sign(sign.text, 0.0, sign.place) for sign in seen if sign.score >= _OVERLOOKED)
    yield from (Sign(sign.text, 0.0, sign.place) for sign in first[start:end])


@lru_cache(maxsize=8192)
def _compared(sign: Sign) -> str:
    """What a sign counts as where two looks are held against each other: one stop is as good as another."""
    return unicodedata.normalize("NFKC", sign.text) if is_word(sign.text) else "."


def _sureness(signs: Sequence[Sign]) -> float:
    return sum(sign.score for sign in signs) / max(len(signs), 1)
