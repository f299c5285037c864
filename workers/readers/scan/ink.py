"""Colours → ink on white paper: the stamp taken away, the page turned upright, shadows lightened."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.readers.scan.picture import Dots, Picture

_STEEPEST = 3.0
"""Degrees by which a page may lie askew."""
_RED = 40
"""How much more of red than of green and blue makes a stamp's colour."""
_COLOURED = 50
"""By how much the channels of a dot differ that has a colour."""
_STAMP = 45.0
"""Points: the smallest side of a stamp."""
_WINDOW = 15.0
"""Points: about how far around a dot its paper's lightness is told."""
_DARKER = 0.2
"""By what share of the paper's lightness ink is darker."""
_PALE = 0.75
"""What is nowhere at least this share as dark as the ink is on the whole, is a stain, or what is left of a stamp."""
_SPECK = 0.5
"""Square points: a smaller blot is no part of a character."""
_DUST, _ALONE = 2.0, 2.5
"""Square points, and points: a blot that is smaller and has no other ink so near is dust."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page upright: `grey` is dark on even white, `ink` is 255 where a mark is, `stained` where a colour lies.

    `angle` is how far it was turned, in degrees, anticlockwise; dots a point are `scale`. `dust` is how much of it specks
    covered that were taken away, in square points.
    """

    grey: Dots
    ink: Dots
    stained: Dots
    scale: float
    angle: float
    dust: float


def sheet(picture: Picture, angle: float | None = None) -> Sheet:
    """The picture's ink, upright: turned by an angle that is known, or else by what its rows tell."""
    grey, stained = _without_stamp(picture.colours, picture.scale), _stains(picture.colours)
    angle = _slant(grey) if angle is None else angle
    if angle:
        grey, stained = turned(grey, angle), turned(stained, angle)
    grey = _lightened(grey, picture.scale)
    ink = _inked(grey, picture.scale)
    dust = _dust(ink, picture.scale)
    ink[dust > 0] = 0
    grey[cv2.dilate(dust, np.ones((3, 3), np.uint8)) > 0] = 255
    return Sheet(grey, ink, stained, picture.scale, angle, cv2.countNonZero(dust) / picture.scale**2)


def _stains(colours: Dots) -> Dots:
    """Where a stamp or a pen left colour: what is printed there may be hidden."""
    if colours.ndim == 2:
        return np.zeros_like(colours)
    red, green, blue = cv2.split(colours)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    return np.asarray(cv2.threshold(spread, _COLOURED, 255, cv2.THRESH_BINARY)[1], np.uint8)


def turned(grey: Dots, angle: float) -> Dots:
    """A picture turned anticlockwise about its middle, the corners white."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    paper = int(np.percentile(grey, 90))
    return cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)


def _without_stamp(colours: Dots, scale: float) -> Dots:
    """Shades of grey; where a red stamp is, only the light that red ink doesn't swallow."""
    if colours.ndim == 2:
        return colours
    grey = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
    red = np.ascontiguousarray(colours[..., 0])
    redness = cv2.subtract(red, np.maximum(colours[..., 1], colours[..., 2]))
    if not (redness > _RED).any():
        return grey
    paper = float(np.percentile(red, 90))
    reach = max(3, round(4 * scale))
    joined = cv2.dilate((redness > _RED).astype(np.uint8), np.ones((reach, reach), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    for left, top, width, height, _ in boxes[1:count]:
        if min(width, height) >= _STAMP * scale and max(width, height) < 3 * min(width, height):
            place = np.s_[top : top + height, left : left + width]
            grey[place] = _bleached(red[place], redness[place], paper)
    return grey


def _bleached(red: Dots, redness: Dots, paper: float) -> Dots:
    """The red light of a stamp's place, its ink made as light as paper; what is printed under it stays dark."""
    full = float(np.percentile(redness[redness > _RED], 50))
    lift = paper / max(float(np.median(red[redness >= full])), 1.0) - 1
    shares = np.minimum(redness.astype(np.float32) / full, 1.0)
    return np.clip(red * (1 + lift * shares), 0, 255).astype(np.uint8)


def _slant(grey: Dots) -> float:
    """By what angle rows of ink fall into line, 0 for upright already."""
    small = cv2.resize(grey, None, fx=700 / max(grey.shape), fy=700 / max(grey.shape), interpolation=cv2.INTER_AREA)
    dark = 255 - small
    dark[dark < 60] = 0
    if not dark.any():
        return 0.0
    best = max(map(float, np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.25)), key=lambda angle: _evenness(dark, angle))
    best = max(map(float, np.arange(best - 0.25, best + 0.26, 0.05)), key=lambda angle: _evenness(dark, angle))
    return best if abs(best) > 0.04 else 0.0


def _evenness(dark: Dots, angle: float) -> float:
    height, width = dark.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    rows = cv2.warpAffine(dark, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _lightened(grey: Dots, scale: float) -> Dots:
    """The same on white paper, wherever shadows lay."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    window = max(3, round(_WINDOW * scale / 4)) | 1
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((window, window), np.uint8)), 5)
    paper = cv2.resize(cv2.blur(paper, (window, window)), grey.shape[::-1])
    return cv2.divide(grey, np.maximum(paper, 60), scale=250)


def _inked(grey: Dots, scale: float) -> Dots:
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    around = cv2.blur(smooth, (round(_WINDOW * scale) | 1,) * 2)
    ink = ((smooth < around - 255 * _DARKER / 2) & (smooth < 255 * (1 - _DARKER))).astype(np.uint8) * 255
    if not ink.any():
        return ink
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    dark = smooth < 255 - _PALE * (255 - float(np.median(smooth[ink > 0])))
    kept: NDArray[np.bool_] = np.zeros(count, bool)
    kept[labels[dark & (ink > 0)]] = True
    kept &= boxes[:, cv2.CC_STAT_AREA] >= _SPECK * scale * scale
    ink[~kept[labels]] = 0
    return ink


def _dust(ink: Dots, scale: float) -> Dots:
    """The small blots that stand alone."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    small = boxes[:, cv2.CC_STAT_AREA] < _DUST * scale * scale
    if not small.any():
        return np.zeros_like(ink)
    reach = 2 * round(_ALONE * scale) + 1
    near = cv2.dilate(np.where(small[labels], 0, ink).astype(np.uint8), np.ones((reach, reach), np.uint8))
    small[labels[near > 0]] = False
    return np.where(small[labels], 255, 0).astype(np.uint8)
