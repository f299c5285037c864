"""A line's signs with a mark where a character was overlooked, so that no sentence is built on what is left."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from service.reports.report import OVERLOOKED
from workers.readers.scan.picture import Dots
from workers.readers.scan.recogniser import Sign

_ROOM = 0.4
"""Em between two characters that may hold one that was overlooked."""
_WHOLE = 0.8
"""Em: room for a whole Chinese character, be it as low as 一."""
_TALL = 0.3
"""Em: ink that is lower and narrower there is a stop or a speck."""
_ASIDE = 0.35
"""Em by which a stop's or bracket's ink is off the middle of its place."""
_CLOSING, _OPENING = frozenset("，。、；：！？）》”’】〕"), frozenset("（《“‘【〔")


def marked(signs: Sequence[Sign], strip: Dots, em: float) -> list[Sign]:
    """The signs of a strip that is dark on white, and what was overlooked between them as OVERLOOKED."""
    if not any(unicodedata.east_asian_width(sign.text[0]) in "WF" for sign in signs):
        return list(signs)  # nothing tells how wide its characters are
    ink = strip < 150
    found: list[Sign] = []
    for before, after in pairwise([None, *signs]):
        if before and after and _is_overlooked(before, after, ink, em):
            found.append(Sign(OVERLOOKED, 0.0, (before.place + after.place) / 2))
        if after:
            found.append(after)
    return found


def steps(signs: Sequence[Sign], width: float) -> Iterator[float]:
    """How far apart the middles of Chinese characters are that follow on each other, in dots."""
    for one, two in pairwise(signs):
        if _ems(one) == _ems(two) == 1.0:
            yield (two.place - one.place) * width


def _is_overlooked(before: Sign, after: Sign, ink: np.ndarray, em: float) -> bool:
    """Whether ink as of a character stands in more room between two signs than there should be."""
    width = ink.shape[1]
    start = before.place * width + _ems(before) * em / 2
    end = after.place * width - _ems(after) * em / 2
    start += _ASIDE * em * (before.text in _CLOSING)
    end -= _ASIDE * em * (after.text in _OPENING)
    if end - start < _ROOM * em:
        return False
    between = ink[:, round(start + 0.05 * em) : round(end - 0.05 * em)]
    rows, columns = (np.flatnonzero(between.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return False
    low_stroke = end - start >= _WHOLE * em and columns[-1] - columns[0] > _TALL * em
    return bool(low_stroke or rows[-1] - rows[0] > _TALL * em)


def _ems(sign: Sign) -> float:
    return 1.0 if unicodedata.east_asian_width(sign.text[0]) in "WFA" else 0.5
