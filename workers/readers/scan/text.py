"""Text outside tables: found on the page, cut into lines and recognised."""

from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

from workers.readers.geometry.grid import Lattice
from workers.readers.geometry.page import Glyph
from workers.readers.scan import doubts, looks, recogniser, strips
from workers.readers.scan.cells import CLOSE, Cut, cutting
from workers.readers.scan.glyphs import Line, glyphs
from workers.readers.scan.recogniser import Sign
from workers.readers.scan.strips import Region, Strip

_SIDE = 960
"""Dots: the longer side of the picture in which text is looked for."""
_LIKELY = 0.3
_SURELY = 0.5
_GROWN = 0.45
"""Line heights by which ink reaches beyond its core, on which the finder answers."""
_SAME_LINE = 0.5
_PAD = 0.15
_ENOUGH = 6
"""Steps from character to character that tell their size."""
_GIBBERISH = 0.5
"""A line recognised with less sureness is no text."""


def read_text(page: Cut, lattices: Iterable[Lattice]) -> Iterator[Glyph]:
    """The glyphs of all lines that stand in no lattice, in points."""
    scale = page.sheet.scale
    grey, ink = page.grey.copy(), page.ink.copy()
    for lattice in lattices:
        left, top, right, bottom = (
            round(value * scale) for value in (lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
        )
        grey[top : bottom + 1, left : right + 1] = 255
        ink[top : bottom + 1, left : right + 1] = 0
    for region in _joined(_regions(grey), ink):
        height = float(region[3] - region[1])
        strip = Strip(region, height)
        cut = cutting(grey, strip, _PAD)
        width = cut.dots.shape[1]

        def em(signs: Sequence[Sign], width: int = width, height: float = height) -> float:
            return _em(signs, width, height)

        signs = looks.words(cut.dots, cutting(grey, strip, CLOSE).dots, em)
        if signs and sum(sign.score for sign in signs) / len(signs) >= _GIBBERISH:
            yield from glyphs(Line(signs, region, cut.left, width, em(signs)), scale)


def _em(signs: Sequence[Sign], width: int, height: float) -> float:
    """The size of a line's characters, by how they follow on each other; by the height of its ink where they are few."""
    found = list(doubts.steps(signs, width))
    return float(np.median(found)) if len(found) >= _ENOUGH else height


def _regions(grey: np.ndarray) -> list[Region]:
    """The boxes of text as the finder sees them, in dots of the page."""
    ratio = _SIDE / max(grey.shape)
    height, width = (max(32, round(side * ratio / 32) * 32) for side in grey.shape)
    likely = recogniser.ink_map(cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats((likely > _LIKELY).astype(np.uint8))
    down, across = grey.shape[0] / height, grey.shape[1] / width
    found = []
    for number, (left, top, wide, high, _) in enumerate(boxes[1:count], 1):
        here = labels[top : top + high, left : left + wide] == number
        if likely[top : top + high, left : left + wide][here].mean() < _SURELY or high < 3:
            continue
        grown = _GROWN * high
        region = (
            (left - grown) * across,
            (top - grown) * down,
            (left + wide + grown) * across,
            (top + high + grown) * down,
        )
        found.append(tuple(round(value) for value in region))
    return found


def _joined(regions: Iterable[Region], ink: np.ndarray) -> list[Region]:
    """Regions on the same line as one, shrunk to their ink, from the top."""
    lines: list[Region] = []
    for region in sorted(regions, key=lambda region: region[1] + region[3]):
        middle = (region[1] + region[3]) / 2
        same = next(
            (
                i
                for i, line in enumerate(lines)
                if abs((line[1] + line[3]) / 2 - middle) < _SAME_LINE * min(line[3] - line[1], region[3] - region[1])
            ),
            None,
        )
        if same is None:
            lines.append(region)
        else:
            line = lines[same]
            lines[same] = (
                min(line[0], region[0]),
                min(line[1], region[1]),
                max(line[2], region[2]),
                max(line[3], region[3]),
            )
    height, width = ink.shape
    clipped = [(max(a, 0), max(b, 0), min(c, width), min(d, height)) for a, b, c, d in lines]
    return [whole for region in clipped for whole in strips.bands_as_one(ink, region)]
