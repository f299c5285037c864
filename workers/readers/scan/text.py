"""Text outside tables: found on the page, cut into lines and recognised."""

from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

from service.reports.report import OVERLOOKED
from workers.readers.geometry.characters import is_unknown
from workers.readers.geometry.lattices import Lattice
from workers.readers.geometry.page import Glyph
from workers.readers.scan import doubts, recogniser, strips
from workers.readers.scan.cells import CLOSE, Cut, cutting
from workers.readers.scan.glyphs import Line, glyphs
from workers.readers.scan.ink import Sheet
from workers.readers.scan.looks import Looks, is_word
from workers.readers.scan.picture import Dots
from workers.readers.scan.recogniser import Sign
from workers.readers.scan.strips import Region, Strip

_SIDE = 960
"""Dots: the longer side of the picture in which text is looked for."""
_LIKELY = 0.3
_SURELY = 0.5
_GROWN = 0.45
"""Line heights by which ink reaches beyond its core, on which the finder answers."""
_CUT_OFF = 0.3
"""Heights of a line's box by which its ink may reach beyond that at the top and at the bottom."""
_SPECKS = 0.01
"""Share of a row that may be ink where no line goes on."""
_SAME_LINE = 0.5
_PAD = 0.15
_MARGIN = 0.08
"""Share of a page's height that page numbers keep to."""
_UNEVEN = 0.25
"""Share by which a step from character to character may differ from most."""
_ENOUGH = 6
"""Steps from character to character that tell their size."""
_INKED, _INKED_OF_FIGURES = 0.96, 0.72
"""Em: how high the ink of a line is that has Chinese characters, and of one of figures alone."""
_FEW = 4
"""Signs of which a line must have more to be sure of what it says."""
_GIBBERISH = 0.5
"""A line recognised with less sureness is no text."""
_LEGIBLE = 0.7
"""A line recognised with less sureness counts as unread: what is missed may stand there."""


def read_text(page: Cut, lattices: Iterable[Lattice]) -> tuple[list[Line], int]:
    """All lines that stand in no lattice, and how many could not be read."""
    read: list[Line] = []
    unread = 0
    for line in _lines(page, lattices):
        sureness = _sureness(line)
        unread += sureness < _LEGIBLE and len(line.signs) >= _FEW and not _is_in_margin(line, page)
        if sureness >= _GIBBERISH:
            read.append(line)
    return read, unread


def _sureness(line: Line) -> float:
    """The mean sureness of a line's signs."""
    scores = [sign.score for sign in line.signs if sign.text != OVERLOOKED]
    return sum(scores) / max(len(scores), 1)


def text_glyphs(line: Line, scale: float) -> Iterator[Glyph]:
    """The glyphs of a line, in points. A character that is none of writing is a doubt of recognition, and no residue of the file's."""
    for glyph in glyphs(line, scale):
        yield glyph._replace(text=OVERLOOKED, score=0.0) if is_unknown(glyph.text) else glyph


def _lines(page: Cut, lattices: Iterable[Lattice]) -> Iterator[Line]:
    """The lines that stand in no lattice, those in which something is recognised."""
    scale = page.sheet.scale
    grey, ink = page.grey.copy(), page.ink.copy()
    for lattice in lattices:
        edges = (lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
        left, top, right, bottom = (round(edge * scale) for edge in edges)
        grey[top : bottom + 1, left : right + 1] = 255
        ink[top : bottom + 1, left : right + 1] = 0
    if not ink.any():
        return
    for region in _joined(_regions(grey), ink):
        line = read_line(grey, region, page.looks)
        if line.signs:
            yield line


def read_line(grey: Dots, region: Region, looks: Looks) -> Line:
    """A line that stands in a region of a page without rules."""
    height = float(region[3] - region[1])
    cut = cutting(grey, Strip(region, height), CLOSE)
    width = cut.dots.shape[1]

    def em(signs: Sequence[Sign]) -> float:
        return _em(signs, width, height)

    signs = looks.words(cut.dots, em)
    return Line(signs, region, cut.left, width, em(signs))


def _is_in_margin(line: Line, page: Cut) -> bool:
    """Whether it stands where page numbers and running heads do."""
    height = page.grey.shape[0]
    return bool(line.box[3] < _MARGIN * height or line.box[1] > (1 - _MARGIN) * height)


_SAMPLE, _SAMPLED = 6, 8
"""Lines by which it is told whether a page lies the right way round, and how many times their height of each."""
_SIDE_OF_SAMPLE = 640
"""As `_SIDE`: enough to find some lines."""


def sample(upright: Sheet) -> float:
    """How surely a page's widest lines are recognised as they lie, 0 to 1; 1 where there are none."""
    widest = sorted(_regions(upright.grey, _SIDE_OF_SAMPLE), key=lambda region: region[0] - region[2])[:_SAMPLE]
    scores = [_legibility(upright.grey, region) for region in _joined(widest, upright.ink)]
    return float(np.median(scores)) if scores else 1.0


def _legibility(grey: np.ndarray, region: Region) -> float:
    left, top, right, bottom = region
    part = left, top, min(right, left + _SAMPLED * (bottom - top)), bottom
    signs = recogniser.read(cutting(grey, Strip(part, float(bottom - top)), _PAD).dots)
    return sum(sign.score for sign in signs) / max(len(signs), _FEW)


def _em(signs: Sequence[Sign], width: int, height: float) -> float:
    """The size of a line's characters, by how they follow on each other; by the height of its ink where they are few."""
    found = np.array(list(doubts.steps(signs, width)))
    if len(found) < _ENOUGH:
        is_of_figures = all(sign.text.isascii() or not is_word(sign.text) for sign in signs)
        return height / (_INKED_OF_FIGURES if is_of_figures else _INKED)
    usual = float(np.median(found))
    # places are told in steps of a sixth of an em: only many together tell it well
    return float(found[np.abs(found - usual) <= _UNEVEN * usual].mean())


def _regions(grey: np.ndarray, side: int = _SIDE) -> list[Region]:
    """The boxes of text as the finder sees them in a picture whose longer side is that long, in dots of the page."""
    ratio = side / max(grey.shape)
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
    return [whole for region in clipped for whole in strips.bands_as_one(ink, _with_ends(region, ink))]


def _with_ends(line: Region, ink: np.ndarray) -> Region:
    """A line's box with what the finder cut off at its top and bottom, up to rows without ink; without such, as it is."""
    left, top, right, bottom = line
    reach = round(_CUT_OFF * (bottom - top))
    above, below = ink[max(top - reach, 0) : top, left:right], ink[bottom : bottom + reach, left:right]
    return left, top - _inked_rows(above[::-1]), right, bottom + _inked_rows(below)


def _inked_rows(part: np.ndarray) -> int:
    """How many rows of ink come before the first without but for specks; 0 where all have some."""
    blank = np.flatnonzero((part > 0).mean(axis=1) < _SPECKS)
    return int(blank[0]) if blank.size else 0
