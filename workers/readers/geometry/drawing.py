"""A path's points → the marks that it leaves on a page."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
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


def draw_path(
    page: Page, steps: Iterable[Step], place: Callable[[Sequence[Point]], list[Point]], paint: Paint, limits: Limits
) -> None:
    """Adds to a page what a path paints; `place` tells where points come to lie. Parts that lie nowhere are left out.

    Raises LimitExceeded for too many lines on the page.
    """
    for subpath in _subpaths(steps):
        points = place(subpath)
        if isfinite(sum(map(sum, points))):
            _draw(page, points, paint)
            limits.check("rules_a_page", len(page.marks))


def _subpaths(steps: Iterable[Step]) -> list[list[Point]]:
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


def _draw(page: Page, subpath: Sequence[Point], paint: Paint) -> None:
    """Adds to a page the fill and the level and upright strokes of one subpath, whose curves are left out.

    Points are from the page's top left; what is drawn beyond the page is not there.
    """
    if len(subpath) < 2:
        return
    if paint.fill is not None:
        xs, ys = zip(*subpath, strict=True)
        box = min(xs), min(ys), max(xs), max(ys)
        if min(box[2] - box[0], box[3] - box[1]) <= _BROAD / 2 or _is_box(subpath):
            _add(page, box, paint.fill, filled=True)
    if paint.stroke is None:
        return
    for (x0, y0), (x1, y1) in pairwise(subpath):
        if abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT:
            left, right = (x0, x1) if x0 <= x1 else (x1, x0)
            top, bottom = (y0, y1) if y0 <= y1 else (y1, y0)
            line = left, top, right, bottom
            if paint.pen > _BROAD:
                _add(page, _widened(line, paint.pen / 2), paint.stroke, filled=True)
            else:
                _add(page, line, paint.stroke, filled=False)


def _widened(line: BBox, half: float) -> BBox:
    left, top, right, bottom = line
    if right - left > bottom - top:
        return left, top - half, right, bottom + half
    return left - half, top, right + half, bottom


def _is_box(subpath: Sequence[Point]) -> bool:
    """Whether it has only level and upright edges, four of them at least."""
    return len(subpath) >= 4 and all(abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5 for a, b in pairwise(subpath))


def _add(page: Page, box: BBox, colour: Colour, *, filled: bool) -> None:
    left, top, right, bottom = box
    if left < 0.0 or top < 0.0 or right > page.width or bottom > page.height:
        left, top, right, bottom = max(left, 0.0), max(top, 0.0), min(right, page.width), min(bottom, page.height)
    if left <= right and top <= bottom:
        page.marks.append(NEW_MARK((left, top, right, bottom, colour, filled)))
