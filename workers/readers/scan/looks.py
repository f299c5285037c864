"""Several looks at the same line: a character is as sure as the looks that agree on it, and not sure where none do."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
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
_NARROWER = 0.75
"""To what share of its width a line is pressed for the first look: as exact as the whole, and as much faster."""
_ROOM = 0.13
"""Line heights of white that another look has above and below, and beside."""
_HEARD, _SHOWN = 1.5, 3.5
"""Em beside an unsure character in which other looks are heard, and which they are shown."""
_MOST = 80.0
"""Line heights of a page that are looked at again: some eighty characters."""
_END = 1.01
"""Where a line ends, in shares of its width: beyond the last sign's middle, which may be at 1."""

Part = tuple[float, float]
"""From where to where, in shares of a line's width."""


class Looks:
    """The looks at one page's lines: where too much of it is doubtful, what is left is not looked at again."""

    def __init__(self) -> None:
        self._left = _MOST

    def words(self, dots: Dots, em: Callable[[Sequence[Sign]], float]) -> list[Sign]:
        """What a line of words says: by one look, and where that is unsure by two more at the doubtful parts of it.

        `dots` has hardly any room around the line; `em` tells the size of signs, in dots.
        """
        first = _read(cv2.resize(dots, None, fx=_NARROWER, fy=1, interpolation=cv2.INTER_AREA))
        signs = doubts.marked(spelt(first), dots, em(first))
        unsure = [sign.place for sign in signs if sign.score < SURE and is_word(sign.text)]
        if signs and not unsure:
            return signs
        size = em(first) / dots.shape[1]
        gaps = [0.0, *((one.place + two.place) / 2 for one, two in pairwise(first)), _END]
        seen = first
        for heard in parts(unsure or [0.5], _HEARD * size, gaps):
            shown = next(parts([sum(heard) / 2], (heard[1] - heard[0]) / 2 + (_SHOWN - _HEARD) * size, gaps))
            self._left -= (shown[1] - shown[0]) * dots.shape[1] / dots.shape[0]
            if self._left < 0:
                return signs
            seen = _heard_again(seen, dots, heard, shown)
        seen = spelt(seen)
        return doubts.marked(seen, dots, em(seen))


def parts(places: Sequence[float], reach: float, gaps: Sequence[float]) -> Iterator[Part]:
    """The parts of a line around places, those that meet as one, that begin and end between two signs."""
    start, end = 0.0, -1.0
    for place in places:
        left = max(gap for gap in gaps if gap <= max(place - reach, gaps[0]))
        right = min(gap for gap in gaps if gap >= min(place + reach, gaps[-1]))
        if left > end:
            if end > start:
                yield start, end
            start = left
        end = max(end, right)
    if end > start:
        yield start, end


def _heard_again(signs: Sequence[Sign], dots: Dots, heard: Part, shown: Part) -> list[Sign]:
    """The signs of a line, those of a part as most of three looks at it have them."""
    before = [sign for sign in signs if sign.place < heard[0]]
    after = [sign for sign in signs if sign.place >= heard[1]]
    within = [sign for sign in signs if heard[0] <= sign.place < heard[1]]
    return [*before, *agreed([within, *_other_looks(dots, heard, shown)]), *after]


def _other_looks(dots: Dots, heard: Part, shown: Part) -> Iterator[list[Sign]]:
    """A part of a line as it is in its whole width, and with room around it: of what is shown, what is heard."""
    height, width = dots.shape
    left, right = round(shown[0] * width), round(shown[1] * width)
    part = dots[:, left:right]
    for room in (0, max(1, round(_ROOM * height))):
        padded = cv2.copyMakeBorder(part, room, room, room, room, cv2.BORDER_CONSTANT, value=255)
        signs = [sign._replace(place=(left - room + sign.place * padded.shape[1]) / width) for sign in _read(padded)]
        yield [sign for sign in signs if heard[0] <= sign.place < heard[1]]


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
