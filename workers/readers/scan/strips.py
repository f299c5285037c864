"""Ink in a region → strips, one a line of text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from workers.readers.scan.picture import Dots

Region = tuple[int, int, int, int]
"""Left, top, right and bottom in dots; the ends are excluded."""

_HIGHEST = 1.25
"""Line heights: a band of ink up to this may be one line of text."""
_LOWEST_LINE, _HIGHEST_LINE = 5.0, 30.0
"""Points."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The box around a line's ink, and how high lines are here."""

    box: Region
    line: float


def bands(ink: Dots, region: Region) -> list[Region]:
    """The bands of ink in a region from its top, without room between rows of ink, each as wide as its ink."""
    left, top, right, bottom = region
    part = ink[top:bottom, left:right]
    rows = np.flatnonzero(np.diff(np.concatenate(([0], part.any(axis=1).astype(np.int8), [0]))))
    found = []
    for start, end in zip(rows[::2], rows[1::2], strict=True):
        columns = np.flatnonzero(part[start:end].any(axis=0))
        found.append((left + int(columns[0]), top + int(start), left + int(columns[-1]) + 1, top + int(end)))
    return found


def line_height(found: Iterable[Region], scale: float) -> float:
    """How high lines of text are among bands, in dots, told by those that are wide."""
    wide = [
        bottom - top
        for left, top, right, bottom in found
        if right - left > 2.5 * (bottom - top) and _LOWEST_LINE * scale <= bottom - top <= _HIGHEST_LINE * scale
    ]
    return float(median(wide)) if wide else 9 * scale


def lines(found: Sequence[Region], height: float, ink: Dots) -> list[Strip]:
    """Bands as lines: those that are parts of one character joined, those that hold several lines parted."""
    merged: list[Region] = []
    for band in found:
        if merged and band[3] - merged[-1][1] <= _HIGHEST * height:
            merged[-1] = around(merged[-1], band)
        else:
            merged.append(band)
    return [Strip(part, height) for band in merged for part in _parted(band, height, ink)]


def around(one: Region, other: Region) -> Region:
    """The smallest region that both lie in."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _parted(band: Region, height: float, ink: Dots) -> list[Region]:
    """A band too high for a line, cut where the least ink is."""
    left, top, right, bottom = band
    count = round((bottom - top) / (1.2 * height))
    if bottom - top < 1.6 * height or count < 2:
        return [band]
    weights = (ink[top:bottom, left:right] > 0).sum(axis=1)
    cuts, reach = [0], int(height / 3)
    for index in range(1, count):
        middle = round(index * (bottom - top) / count)
        first = max(middle - reach, cuts[-1] + 1)
        cuts.append(first + int(weights[first : middle + reach].argmin()))
    cuts.append(bottom - top)
    return [part for start, end in pairwise(cuts) for part in bands_as_one(ink, (left, top + start, right, top + end))]


def bands_as_one(ink: Dots, region: Region) -> list[Region]:
    """The box around all ink of a region, none for no ink."""
    found = bands(ink, region)
    if not found:
        return []
    whole = found[0]
    for band in found[1:]:
        whole = around(whole, band)
    return [whole]
