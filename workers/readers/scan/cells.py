"""Cells of a lattice → the glyphs in them, each line cut out and recognised by itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import cv2
import numpy as np

from service.reports.report import BBox
from workers.readers.geometry.characters import UNKNOWN
from workers.readers.geometry.lattices import Lattice
from workers.readers.scan import figures, strips
from workers.readers.scan.glyphs import Line
from workers.readers.scan.ink import Sheet
from workers.readers.scan.looks import Looks
from workers.readers.scan.picture import Dots
from workers.readers.scan.recogniser import Sign, read
from workers.readers.scan.strips import Region, Strip

_INSIDE = 0.8
"""Points between a cell's edge and what is looked at."""
_EDGE = 2.0
"""Points along a cell's edges where no character stands by itself."""
_PAD = 0.5
"""Line heights of white around a line that is recognised, and around it when it is looked at again."""
_PAD_AGAIN = 0.4
_EMPTY, _HIDDEN = 0.03, 0.3
"""Shares of a cell from which on colour over it may hide a figure, or part of one."""
_WIDEST_FIGURE = 8
"""Line heights beyond which a line is words, and not looked at as a figure: a dozen digits."""
CLOSE = 0.02
"""Line heights of white around a line of words."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A page without its rules, and the looks at its lines."""

    sheet: Sheet
    grey: Dots
    ink: Dots
    looks: Looks


def without_rules(sheet: Sheet, rules: Dots) -> Cut:
    """The page with white in place of its rules."""
    grey, ink = sheet.grey.copy(), sheet.ink.copy()
    grey[rules > 0] = 255
    ink[rules > 0] = 0
    return Cut(sheet, grey, ink, Looks())


def read_cells(page: Cut, lattices: Iterable[Lattice]) -> Iterator[Line]:
    """The lines in all cells."""
    for lattice in lattices:
        regions = [_region(lattice.place(box), page) for box in lattice.cells]
        for region in regions:
            _wipe_edges(page, region)
        found = [strips.bands(page.ink, region) for region in regions]
        height = strips.line_height((band for bands in found for band in bands), page.sheet.scale)
        for region, bands in zip(regions, found, strict=True):
            stained = _stained(page, region)
            for line in _lines(page, strips.lines(bands, height, page.ink)):
                hidden = stained > _HIDDEN and figures.is_figure(line.signs)
                yield _unsure(line) if hidden else line
            if not bands and stained > _EMPTY:
                signs = [Sign(UNKNOWN, 0.0, 0.5)]
                yield Line(signs, region, region[0], region[2] - region[0], height)


def inked(page: Cut, box: BBox) -> list[Strip]:
    """The lines of ink in a cell that stands in a box of the page, in points."""
    region = _region(box, page)
    _wipe_edges(page, region)
    found = strips.bands(page.ink, region)
    return strips.lines(found, strips.line_height(found, page.sheet.scale), page.ink)


def _stained(page: Cut, region: Region) -> float:
    """The share of a cell that a stamp's or a pen's colour covers."""
    left, top, right, bottom = region
    part = page.sheet.stained[top:bottom, left:right]
    return float((part > 0).mean()) if part.size else 0.0


def _unsure(line: Line) -> Line:
    return replace(line, signs=figures.unsure(line.signs))


def _region(box: tuple[float, float, float, float], page: Cut) -> Region:
    left, top, right, bottom = box
    scale = page.sheet.scale
    height, width = page.ink.shape
    return (
        max(round((left + _INSIDE) * scale), 0),
        max(round((top + _INSIDE) * scale), 0),
        min(round((right - _INSIDE) * scale), width),
        min(round((bottom - _INSIDE) * scale), height),
    )


def _wipe_edges(page: Cut, region: Region) -> None:
    """Takes away what lies wholly along a cell's edges: what is left of rules."""
    left, top, right, bottom = region
    ink, grey = page.ink[top:bottom, left:right], page.grey[top:bottom, left:right]
    if not ink.any():
        return
    margin = _EDGE * page.sheet.scale
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    xs, ys, widths, heights = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
    across, down = right - left, bottom - top
    gone = (xs + widths <= margin) | (xs >= across - margin) | (ys + heights <= margin) | (ys >= down - margin)
    gone[0] = False
    if count > 1 and gone.any():
        wiped = gone[labels]
        ink[wiped] = 0
        grey[cv2.dilate(wiped.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255


def _lines(page: Cut, found: Sequence[Strip]) -> Iterator[Line]:
    """The lines of one cell. One line may be a figure; several that look like figures are doubtful."""
    for strip in found:
        yield read_line(page, strip, is_alone=len(found) == 1)


def read_line(page: Cut, strip: Strip, *, is_alone: bool) -> Line:
    """A line of a cell; only one that stands there alone may be a figure of which somebody is sure."""
    if _is_too_wide_for_figure(strip):
        return _words(page, strip, is_alone=is_alone)
    cut = cutting(page.grey, strip, _PAD)
    signs = figures.meant([sign for sign in read(cut.dots) if sign.text.strip()])
    if figures.is_figure(signs):
        signs = _of_figure(page, strip, signs, is_alone=is_alone)
    elif is_alone and figures.may_be_figure(signs):
        signs = figures.forced(cut.dots) or _NOBODY_KNOWS
    elif signs or not is_alone:
        return _words(page, strip, is_alone=is_alone)
    return Line(signs or _NOBODY_KNOWS, strip.box, cut.left, cut.dots.shape[1], strip.line)


_NOBODY_KNOWS = [Sign(UNKNOWN, 0.0, 0.5)]
"""There is ink, and nothing was recognised in it."""


def _is_too_wide_for_figure(strip: Strip) -> bool:
    left, _, right, _ = strip.box
    return right - left > _WIDEST_FIGURE * strip.line


def _words(page: Cut, strip: Strip, *, is_alone: bool) -> Line:
    """A line of words; where it is the cell's only one, it is told that there is something though it can't be read."""
    cut = cutting(page.grey, strip, CLOSE)
    signs = page.looks.words(cut.dots, partial(_line_height, strip))
    if figures.may_be_figure(signs):
        signs = figures.unsure(signs)
    return Line(signs or (_NOBODY_KNOWS if is_alone else []), strip.box, cut.left, cut.dots.shape[1], strip.line)


def _line_height(strip: Strip, signs: Sequence[Sign]) -> float:
    return strip.line


def _of_figure(page: Cut, strip: Strip, signs: list[Sign], *, is_alone: bool) -> list[Sign]:
    if not is_alone:
        return figures.unsure(signs)
    left, top, right, bottom = strip.box
    return figures.held_against(signs, page.ink[top:bottom, left:right], lambda: _again(page.grey, strip))


@dataclass(frozen=True, slots=True)
class Cutting:
    """A strip cut out with white around it; `left` is where on the page its first column is."""

    dots: Dots
    left: int


def cutting(grey: Dots, strip: Strip, pad: float) -> Cutting:
    """The line with that many line heights of white around; a low one, as a dash, is not blown up."""
    left, top, right, bottom = strip.box
    margin = max(2, round(pad * strip.line))
    missing = max(0, round(0.9 * strip.line) - (bottom - top))
    above, below = margin + missing // 2, margin + missing - missing // 2
    part = grey[max(top - 1, 0) : bottom + 1, max(left - 1, 0) : right + 1]
    padded = cv2.copyMakeBorder(part, above, below, margin, margin, cv2.BORDER_CONSTANT, value=255)
    return Cutting(padded, left - margin - 1)


def _again(grey: Dots, strip: Strip) -> Dots:
    """The same line otherwise, with other room around it."""
    return otherwise(cutting(grey, strip, _PAD_AGAIN).dots)


def otherwise(dots: Dots) -> Dots:
    """The same strip larger, smoothed, its contrast raised."""
    larger = cv2.resize(dots, None, fx=2, fy=2, interpolation=cv2.INTER_LANCZOS4)
    smooth = cv2.GaussianBlur(larger, (5, 5), 0)
    return np.clip((smooth.astype(np.float32) - 60) * 1.5, 0, 255).astype(np.uint8)
