"""Ink → drawn lines, level and upright, as marks for the grid code."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from workers.readers.geometry.page import BLACK, Mark
from workers.readers.scan.ink import Sheet
from workers.readers.scan.picture import Dots

_LEVEL, _UPRIGHT = 20.0, 10.0
"""Points: the shortest stretch of a line, longer than strokes of small characters."""
_THICKEST = 3.5
_LONG = 45.0
"""Points: an upright line that is longer than any character's stroke."""
_BESIDE, _MEETS = 4.0, 3.4
"""Points: how far a level line may end beside an upright one of the same table, and that one short of it."""
_BREAK = 1.5
"""Points: a shorter gap is a fault of the print."""
_LINE = 100.0
"""Points: a level line that is longer than strokes of characters side by side can seem."""
_NEAR, _CLOSE = 0.4, 1.2
"""Points: from where to where beside a line its own strokes' other parts are looked for."""
_CROSSED = 0.1
"""Share of a line's length that has ink so near: 0.06 of a table's rules, 0.13 and more of strokes in a row."""


def find(sheet: Sheet) -> list[Mark]:
    """The lines of a page, in points."""
    level = [mark for mark, crossed in _stretches(sheet.ink, sheet.scale, _LEVEL) if _is_level_rule(mark, crossed)]
    upright = [_flipped(mark) for mark, _ in _stretches(np.ascontiguousarray(sheet.ink.T), sheet.scale, _UPRIGHT)]
    return level + [mark for mark in upright if _is_rule(mark, level)]


def painted(marks: Sequence[Mark], sheet: Sheet) -> Dots:
    """Where the lines lie on the page: 255 there, with what blurs around them."""
    mask = np.zeros_like(sheet.ink)
    for mark in marks:
        left, top, right, bottom = (value * sheet.scale for value in mark[:4])
        corners = (round(left - 2), round(top - 2)), (round(right + 2), round(bottom + 2))
        cv2.rectangle(mask, *corners, color=255, thickness=-1)
    return cv2.bitwise_and(mask, cv2.dilate(sheet.ink, np.ones((3, 3), np.uint8)))


def _stretches(ink: Dots, scale: float, shortest: float) -> Iterator[tuple[Mark, float]]:
    """Level runs of ink at least so long and not thick, each with the share of it that has other ink close by."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_BREAK * scale)), np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, round(shortest * scale)), np.uint8))
    runs = cv2.dilate(runs, np.ones((3, 3), np.uint8))
    close = cv2.bitwise_and(ink, cv2.bitwise_xor(_thickened(runs, _CLOSE * scale), _thickened(runs, _NEAR * scale)))
    reach = round(_CLOSE * scale)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(runs)
    for left, top, width, height, area in boxes[1:count]:
        if area / width <= _THICKEST * scale + 2 and height <= 3 * _THICKEST * scale:
            # the line may still fall a little from end to end: its middle stands for it
            half = max(area / width - 2, 1.0) / 2
            middle = top + height / 2
            beside = close[max(top - reach, 0) : top + height + reach, left : left + width].any(axis=0)
            yield _mark(left + 1, middle - half, left + width - 1, middle + half, scale), float(beside.mean())


def _thickened(runs: Dots, by: float) -> Dots:
    """Level runs that are thicker by so many dots above and below."""
    return np.asarray(cv2.dilate(runs, np.ones((2 * round(by) + 1, 1), np.uint8)), np.uint8)


def _mark(left: float, top: float, right: float, bottom: float, scale: float) -> Mark:
    return Mark(
        float(left / scale), float(top / scale), float(right / scale), float(bottom / scale), BLACK, filled=True
    )


def _flipped(mark: Mark) -> Mark:
    return mark._replace(left=mark.top, top=mark.left, right=mark.bottom, bottom=mark.right)


def _is_level_rule(mark: Mark, crossed: float) -> bool:
    """Whether a level stretch is no strokes of characters that stand side by side: it is long, or nothing crosses it."""
    return mark.right - mark.left >= _LINE or crossed <= _CROSSED


def _is_rule(mark: Mark, level: list[Mark]) -> bool:
    """Whether an upright stretch is no stroke of a character: it is long, or ends at level lines."""
    if mark.bottom - mark.top >= _LONG:
        return True
    across = [line for line in level if line.left - _BESIDE <= mark.left <= line.right + _BESIDE]
    ends = (mark.top, mark.bottom)
    return all(any(line.top - _MEETS <= end <= line.bottom + _MEETS for line in across) for end in ends)
