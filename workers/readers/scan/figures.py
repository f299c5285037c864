"""Figures in cells: every doubt that a picture leaves is told, so that a misread one accuses nobody."""

import re
from collections.abc import Callable, Sequence

import cv2
import numpy as np

from workers.readers.scan import strips
from workers.readers.scan.picture import Dots
from workers.readers.scan.recogniser import Sign, read
from workers.readers.scan.strips import Region

_LIKE = str.maketrans(
    "OoQD〇○lI|丨｜ｌZzSsB０１２３４５６７８９，．。－—–一ー_", "00000011111122558" + "0123456789,..------"
)
"""What is written in place of a digit, or taken for one."""
_FIGURE = frozenset("0123456789.,-/%")
_WELL_FORMED = re.compile(r"(0|[1-9]\d*|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?|-+|/")
_ALPHABET = "0123456789.-/"
_UNSURE = 0.0
_LEAST = 0.5
"""A figure read with less sureness at either look is unsure, however sure the other was."""
_FEW = 3
_ABOVE = 0.5
"""Share of its width by which a blot lies above another of the same digit."""
_AS_HIGH = 0.75
"""Digits of a figure are as high as each other but for this share."""


def meant(signs: Sequence[Sign]) -> list[Sign]:
    """The signs as those of a figure, where all of them can be; as they are else."""
    plain = [Sign(sign.text.translate(_LIKE), sign.score, sign.place) for sign in signs if sign.text.strip()]
    if any(sign.text not in _FIGURE for sign in plain):
        return list(signs)
    return plain


def may_be_figure(signs: Sequence[Sign]) -> bool:
    """Whether what was read may be a damaged figure: a few signs, none of them surely a word's."""
    return 0 < len(signs) <= _FEW and not any(sign.score >= _LEAST and sign.text >= "\u2e80" for sign in signs)


def forced(strip: Dots) -> list[Sign]:
    """What a strip says if it is a figure, though never surely: it looked like something else."""
    return unsure(read(strip, _ALPHABET, of_figure=True))


def unsure(signs: Sequence[Sign]) -> list[Sign]:
    """The same signs, of which nobody is sure."""
    return [sign._replace(score=_UNSURE) for sign in signs]


def is_of_figure(text: str) -> bool:
    """Whether a character may stand in a figure."""
    return text in _FIGURE


def is_figure(signs: Sequence[Sign]) -> bool:
    """Whether they say a number or a dash."""
    return bool(signs) and all(sign.text in _FIGURE for sign in signs)


def held_against(signs: list[Sign], ink: Dots, again: Callable[[], Dots]) -> list[Sign]:
    """A figure's signs, without any sureness where another look at the same ink says something else."""
    second = meant(read(again(), of_figure=True))
    if _text(second) != _text(signs) or not _WELL_FORMED.fullmatch(_text(signs)) or not _fits(signs, ink):
        return unsure(signs)
    scores = [(one.score, two.score) for one, two in zip(signs, second, strict=True)]
    if any(min(pair) < _LEAST for pair in scores):
        return unsure(signs)
    return [Sign(sign.text, max(pair), sign.place) for sign, pair in zip(signs, scores, strict=True)]


def _text(signs: Sequence[Sign]) -> str:
    return "".join(sign.text for sign in signs)


def _fits(signs: Sequence[Sign], ink: Dots) -> bool:
    """Whether there is as much ink as so many digits leave: none of them overlooked, none made up."""
    heights = [height for height in _heights(ink) if height > 0.5 * ink.shape[0]]
    digits = sum(sign.text.isdigit() for sign in signs)
    if digits == 0:
        return not heights or _text(signs) == "/" or max(heights) <= ink.shape[1]
    if heights and min(heights) < _AS_HIGH * max(heights):
        return False
    if len(heights) == digits:
        return True
    # digits that touch, or break: their width tells
    width = float(np.flatnonzero(ink.any(axis=0)).size) / max(ink.shape[0], 1)
    return len(heights) < digits and 0.28 * digits <= width <= 0.85 * digits + 0.2


def _heights(ink: Dots) -> list[int]:
    """How high the blots of ink are from left to right, those above each other as one: a digit's thin stroke may break."""
    count, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    merged: list[Region] = []
    for left, top, width, height, _ in sorted(map(tuple, boxes[1:count])):
        blot = left, top, left + width, top + height
        while merged and _is_above(merged[-1], blot):
            blot = strips.around(merged.pop(), blot)
        merged.append(blot)
    return [bottom - top for _, top, _, bottom in merged]


def _is_above(one: Region, other: Region) -> bool:
    """Whether of two blots, the first of which begins further left, one lies above the other."""
    return one[2] - other[0] > _ABOVE * min(one[2] - one[0], other[2] - other[0])
