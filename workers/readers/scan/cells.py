"""Cells of a lattice → the glyphs in them, each line cut out and recognised by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from workers.readers.geometry.characters import UNKNOWN
from workers.readers.geometry.grid import Lattice
from workers.readers.geometry.page import Glyph
from workers.readers.scan import figures, strips
from workers.readers.scan.glyphs import Line, glyphs
from workers.readers.scan.ink import Sheet
from workers.readers.scan.picture import Dots
from workers.readers.scan.recogniser import Sign, read
from workers.readers.scan.strips import Region, Strip

_INSIDE = 0.8
"""Points between a cell's edge and what is looked at."""
_PAD = 0.5
"""Line heights of white around a line that is recognised, and around it when it is looked at again."""
_PAD_AGAIN = 0.4


@dataclass(frozen=True, slots=True)
class Cut:
    """A page without its rules."""

    sheet: Sheet
    grey: Dots
    ink: Dots


def without_rules(sheet: Sheet, rules: Dots) -> Cut:
    """The page with white in place of its rules."""
    grey, ink = sheet.grey.copy(), sheet.ink.copy()
    grey[rules > 0] = 255
    ink[rules > 0] = 0
    return Cut(sheet, grey, ink)


def read_cells(page: Cut, lattices: Iterable[Lattice]) -> Iterator[Glyph]:
    """The glyphs of all cells, in points."""
    for lattice in lattices:
        regions = [_region(lattice.place(box), page) for box in lattice.boxes]
        found = [strips.bands(page.ink, region) for region in regions]
        height = strips.line_height((band for bands in found for band in bands), page.sheet.scale)
        for bands in found:
            for strip in strips.lines(bands, height, page.ink):
                yield from glyphs(_line(page, strip), page.sheet.scale)


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


def _line(page: Cut, strip: Strip) -> Line:
    box = strip.box
    cut = cutting(page.grey, strip, _PAD)
    signs = figures.meant(read(cut.dots))
    if figures.is_figure(signs):
        left, top, right, bottom = box
        signs = figures.held_against(signs, page.ink[top:bottom, left:right], lambda: _again(page.grey, strip))
    elif figures.may_be_figure(signs):
        signs = figures.forced(cut.dots) or signs
    elif not signs:
        # there is ink, and nobody knows what it says
        signs = [Sign(UNKNOWN, 0.0, 0.5)]
    return Line(signs, box, cut.left, cut.dots.shape[1], strip.line)


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
    """The same line otherwise: with more room, smoothed, its contrast raised."""
    wide = cutting(grey, strip, _PAD_AGAIN).dots
    larger = cv2.resize(wide, None, fx=2, fy=2, interpolation=cv2.INTER_LANCZOS4)
    smooth = cv2.GaussianBlur(larger, (5, 5), 0)
    return np.clip((smooth.astype(np.float32) - 60) * 1.5, 0, 255).astype(np.uint8)
