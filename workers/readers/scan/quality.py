"""How good a picture of a page is: from the worst of them a numeral may be misread alike at every look."""

import cv2
import numpy as np

from workers.readers.scan.ink import Sheet

_MOST_DUST = 10.0
"""Square points of specks: a clean page has 2 at most, a fax of 100 dots an inch 20 and more."""
_MOST_NOISE = 12.0
"""Of 255, the deviation of bare paper from its mean: 8 under a shadow with grain, 19 and more in a photo of a phone."""
_WIDEST_EDGE = 1.5
"""Points from dark to light at the edge of a stroke: up to 1.3 at 150 dots an inch, 1.6 out of focus."""
_SHARPEST = 90
"""The percentile of steps at edges that tells how sharp they are."""


def is_poor(sheet: Sheet) -> bool:
    """Whether no sentence of the page may accuse, however surely its characters seem to be recognised."""
    return sheet.dust > _MOST_DUST or _noise(sheet) > _MOST_NOISE or _edge(sheet) > _WIDEST_EDGE


def _noise(sheet: Sheet) -> float:
    bare = sheet.grey[cv2.dilate(sheet.ink, np.ones((9, 9), np.uint8)) == 0]
    return float(bare.std()) if bare.size else 0.0


def _edge(sheet: Sheet) -> float:
    """Over how many points a stroke's edge goes from dark to light."""
    inked = sheet.ink > 0
    if not inked.any():
        return 0.0
    smooth = cv2.GaussianBlur(sheet.grey, (3, 3), 0)
    steps = cv2.magnitude(*(cv2.Sobel(smooth, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1))))
    at_edges = steps[cv2.dilate(sheet.ink, np.ones((3, 3), np.uint8)) > 0]
    contrast = float(np.median(smooth[~inked])) - float(np.percentile(smooth[inked], 10))
    return contrast / max(float(np.percentile(at_edges, _SHARPEST)), 1.0) / sheet.scale
