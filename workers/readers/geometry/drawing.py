"""A path's points → the marks that it leaves on a page."""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from math import isfinite
from typing import NamedTuple

from service.reports.report import BBox
from workers.limits import Limits
from workers.readers.geometry.page import NEW_MARK, Colour, Page

Point = tuple[float, float]

_STRAIGHT = 1.0
"""Points: an edge that strays by less is level or upright."""

_BROAD = 6.0
"""Points: a stroke that is wider is a bar, such as a highlighter's, and no rule."""


class Paint(NamedTuple):
    """How a path is painted: the colours of its outline and its inside, None for not at all, and the pen's width."""

    stroke: Colour | None
    fill: Colour | None
    pen: float


Step = tuple[Point | None, bool, bool]
"""A step of a path: where it goes, whether the pen is lifted for it, and whether it closes what was drawn."""


def draw_path(page: Page, subpaths: Iterable[Sequence[Point]], paint: Paint, limits: Limits) -> None:
    """Adds to a page the fill and the level and upright strokes of a path, by the corners of its parts.

    Points are from the page's top left; what is drawn beyond the page is not there, nor are parts that lie nowhere.
    Raises LimitExceeded for too many lines on the page.
    """
    stroke, fill, pen = paint
    for corners in subpaths:
        if len(corners) > 1 and isfinite(sum(chain.from_iterable(corners))):
            if fill is not None:
                _fill(page, corners, fill)
            if stroke is not None:
                _stroke(page, corners, stroke, pen)
            limits.check("rules_a_page", len(page.marks))


def subpaths_of(steps: Iterable[Step]) -> list[list[Point]]:
    """The corners of each part that is drawn without lifting the pen."""
    corners: list[Point] = []
    found = [corners]
    for point, is_lifted, closes in steps:
        if is_lifted and corners:
            corners = []
            found.append(corners)
        if point is not None:
            corners.append(point)
        if closes:
            corners += corners[:1]
    return found


def _fill(page: Page, corners: Sequence[Point], colour: Colour) -> None:
    xs, ys = zip(*corners, strict=True)
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    is_thin = right - left <= _BROAD / 2 or bottom - top <= _BROAD / 2
    if is_thin or _is_box(corners) or _is_rounded(corners, (left, top, right, bottom)):
        _add(page, left, top, right, bottom, colour, filled=True)


def _stroke(page: Page, corners: Sequence[Point], colour: Colour, pen: float) -> None:
    """Adds the level and upright edges between corners; curves are left out."""
    for (x0, y0), (x1, y1) in pairwise(corners):
        if abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT:
            left, right = (x0, x1) if x0 <= x1 else (x1, x0)
            top, bottom = (y0, y1) if y0 <= y1 else (y1, y0)
            if pen > _BROAD:
                _add(page, *_widened(left, top, right, bottom, pen / 2), colour, filled=True)
            else:
                _add(page, left, top, right, bottom, colour, filled=False)


def _widened(left: float, top: float, right: float, bottom: float, half: float) -> BBox:
    if right - left > bottom - top:
        return left, top - half, right, bottom + half
    return left - half, top, right + half, bottom


def _is_box(subpath: Sequence[Point]) -> bool:
    """Whether it has only level and upright edges, four of them at least."""
    return len(subpath) >= 4 and all(abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5 for a, b in pairwise(subpath))


def _is_rounded(subpath: Sequence[Point], box: BBox) -> bool:
    """Whether it is a box but for its corners, on which words may stand: more than half of its upper and its lower edge is level."""
    left, top, right, bottom = box
    level = [(y0, abs(x1 - x0)) for (x0, y0), (x1, y1) in pairwise(subpath) if abs(y1 - y0) <= _STRAIGHT]
    return all(
        any(abs(y - at) <= _STRAIGHT and length > _MOST_LEVEL * (right - left) for y, length in level)
        for at in (top, bottom)
    )


_MOST_LEVEL = 0.5


def _add(page: Page, left: float, top: float, right: float, bottom: float, colour: Colour, *, filled: bool) -> None:
    if left < 0.0 or top < 0.0 or right > page.width or bottom > page.height:
        left, top, right, bottom = max(left, 0.0), max(top, 0.0), min(right, page.width), min(bottom, page.height)
    if left <= right and top <= bottom:
        page.marks.append(NEW_MARK((left, top, right, bottom, colour, filled)))
