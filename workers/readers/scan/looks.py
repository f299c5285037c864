"""Several looks at the same line: a character is as sure as the looks that agree on it, and not sure where none do."""

import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from statistics import median

import cv2

from service.reports.report import SURE
from workers.readers.scan import doubts, recogniser
from workers.readers.scan.picture import Dots
from workers.readers.scan.recogniser import Sign
from workers.readers.scan.spelling import spelt

_OVERLOOKED = 0.7
"""A character that one look alone sees is put into the text, unsure, from this sureness on."""
_DISSENT = 0.8
"""A character on which one look differs as surely as this is unsure, whatever the others say."""
_WIDER = 1.3
"""By how much a line is stretched for another look."""


def words(dots: Dots, closer: Dots, em: Callable[[Sequence[Sign]], float]) -> list[Sign]:
    """What a line of words says: by one look, or by three where that leaves it unsure.

    `closer` is the same line with hardly any room around it; `em` tells the size of signs, in dots.
    """
    first = _read(dots)
    signs = doubts.marked(spelt(first), dots, em(first))
    if all(sign.score >= SURE or not is_word(sign.text) for sign in signs):
        return signs
    wider = cv2.resize(dots, None, fx=_WIDER, fy=1, interpolation=cv2.INTER_CUBIC)
    signs = spelt(agreed([first, _read(closer), _read(wider)]))
    return doubts.marked(signs, dots, em(signs))


def is_word(text: str) -> bool:
    """Whether it is no punctuation: on a stop alone no finding rests."""
    return not unicodedata.category(text[0]).startswith("P")


def agreed(looks: Sequence[Sequence[Sign]]) -> list[Sign]:
    """The signs that most looks agree on, in the order of the surest look, with the sureness that is left to them."""
    best, *others = sorted(looks, key=_sureness, reverse=True)
    seen: list[list[Sign]] = [[sign] for sign in best]
    between: list[list[Sign]] = [[] for _ in range(len(best) + 1)]
    for other in others:
        for sign, place, is_beside in _aligned(best, other):
            (between[place] if is_beside else seen[place]).append(sign)
    found = list(_inserted(between[0]))
    for place, signs in enumerate(seen):
        found.append(_voted(signs, len(looks)))
        found += _inserted(between[place + 1])
    return found


def _aligned(best: Sequence[Sign], other: Sequence[Sign]) -> list[tuple[Sign, int, bool]]:
    """Another look's signs, each with the index in the best of that it is for, or before which it stands beside it."""
    matcher = SequenceMatcher(None, [*map(_compared, best)], [*map(_compared, other)], autojunk=False)
    found = []
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        for offset, sign in enumerate(other[other_start:other_end]):
            is_beside = start + offset >= end
            found.append((sign, end if is_beside else start + offset, is_beside))
    return found


def _voted(signs: Sequence[Sign], looks: int) -> Sign:
    """What most looks take a sign for; not sure at all where it is one look's alone."""
    of: dict[str, list[Sign]] = {}
    for sign in signs:
        of.setdefault(_compared(sign), []).append(sign)
    same = max(of.values(), key=lambda each: (len(each), sum(sign.score for sign in each)))
    dissent = max((sign.score for sign in signs if sign not in same), default=0.0)
    is_agreed = 2 * len(same) > looks and dissent < _DISSENT
    score = float(median(sign.score for sign in same)) if is_agreed else 0.0
    return Sign(same[0].text, score, float(median(sign.place for sign in same)))


def _inserted(signs: Sequence[Sign]) -> list[Sign]:
    """A sign that the surest look overlooked, if another sees it surely: not sure, for not all do."""
    likely = [sign for sign in signs if is_word(sign.text) and sign.score >= _OVERLOOKED]
    return [Sign(likely[0].text, 0.0, likely[0].place)] if likely else []


@lru_cache(maxsize=8192)
def _compared(sign: Sign) -> str:
    """What a sign counts as where looks are held against each other: one stop is as good as another."""
    return unicodedata.normalize("NFKC", sign.text) if is_word(sign.text) else "."


def _sureness(signs: Sequence[Sign]) -> float:
    return sum(sign.score for sign in signs) / max(len(signs), 1)


def _read(dots: Dots) -> list[Sign]:
    return [sign for sign in recogniser.read(dots) if sign.text.strip()]
