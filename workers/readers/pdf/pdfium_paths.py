"""pdfium's path objects → marks."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, islice, pairwise, repeat
from math import hypot
from typing import Any

from pypdfium2 import raw

from workers.limits import Limits
from workers.readers.geometry.drawing import Paint, Point, Step, draw_path, subpaths_of
from workers.readers.geometry.page import GREY, Colour, Page
from workers.readers.geometry.transform import Transform
from workers.readers.pdf import pdfium_calls as calls
from workers.readers.pdf.pdfium_calls import Address

_DEEPEST = 12
"""Forms within forms; real files have two or three."""

_AT_ONCE = 4_096
"""Paths, and corners of paths, that are read in one go."""

_NOWHERE_ELSE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The matrix of what stands where its own coordinates say: of most paths."""

_TEXT, _PATH, _IMAGE, _FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_FORM,
)

_Colours = list[Colour | None]
_Subpaths = Sequence[Sequence[Point]]


def collect(page: Page, source: Any, place: Transform, limits: Limits) -> set[int]:
    """Adds the marks of a page, and gives its text objects' addresses. Raises LimitExceeded for too many objects."""
    sheet = calls.address_of(source)
    count = calls.count_objects(sheet)
    limits.check("objects_a_page", count)
    collector = _Collector(page, limits)
    collector.add(list(map(calls.object_at, repeat(sheet), range(count))), place, 0)
    return collector.texts


class _Collector:
    def __init__(self, page: Page, limits: Limits) -> None:
        self._page = page
        self._limits = limits
        self._objects = 0
        self.texts: set[int] = set()

    def add(self, items: Sequence[Address], place: Transform, depth: int) -> None:
        """Adds objects of a page or form, and what is in the forms among them."""
        self._objects += len(items)
        self._limits.check("objects_a_page", self._objects)
        paths: list[Address] = []
        kinds = list(map(calls.kind_of, items))
        self.texts.update([item.value or 0 for item, kind in zip(items, kinds, strict=True) if kind == _TEXT])
        for item, kind in zip(items, kinds, strict=True):
            if kind == _PATH:
                paths.append(item)
            elif kind == _IMAGE:
                self._add_picture(_placed([item], place)[0])
            elif kind == _FORM and depth < _DEEPEST:
                self._add_paths(paths, place)
                paths = []
                inside = list(map(calls.object_in_form, repeat(item), range(calls.count_in_form(item))))
                self.add(inside, _placed([item], place)[0], depth + 1)
        self._add_paths(paths, place)

    def _add_picture(self, place: Transform) -> None:
        (left, top), (right, bottom) = place.point(0, 0), place.point(1, 1)
        self._page.add_picture(left, top, right, bottom)

    def _add_paths(self, items: Sequence[Address], place: Transform) -> None:
        """Adds paths that stand at that place, in the order of painting."""
        for start in range(0, len(items), _AT_ONCE):
            some = items[start : start + _AT_ONCE]
            places = _placed(some, place)
            painted = [
                (item, where, paint)
                for item, where, paint in zip(some, places, _paints(some, places), strict=True)
                if paint.stroke is not None or paint.fill is not None
            ]
            paths = self._subpaths([item for item, _, _ in painted], [where for _, where, _ in painted])
            for (_, _, paint), subpaths in zip(painted, paths, strict=True):
                draw_path(self._page, subpaths, paint, self._limits)

    def _subpaths(self, items: Sequence[Address], places: Sequence[Transform]) -> Iterator[_Subpaths]:
        """The parts of each path, read for as many paths as have corners enough to be worth it."""
        counts = list(map(calls.count_segments, items))
        first = corners = 0
        for last, count in enumerate(counts, start=1):
            self._limits.check("objects_a_page", count)
            corners += count
            if corners >= _AT_ONCE or last == len(counts):
                yield from _subpaths(items[first:last], counts[first:last], places[first:last])
                first, corners = last, 0


def _placed(items: Sequence[Address], place: Transform) -> list[Transform]:
    """Where each object's own coordinates come to lie."""
    _, matrices = calls.read_each(calls.matrix_of, [items], len(items), ctypes.c_float, 6)
    known = {own: place if own == _NOWHERE_ELSE else place.after(Transform(*own)) for own in set(matrices)}
    return list(map(known.__getitem__, matrices))


def _paints(items: Sequence[Address], places: Sequence[Transform]) -> list[Paint]:
    """How each path is painted that stands at its place."""
    _, modes = calls.read_each(calls.draw_mode, [items], len(items), ctypes.c_int, 2, apart=True)
    stroked = [item for item, (_, is_stroked) in zip(items, modes, strict=True) if is_stroked]
    filled = [item for item, (is_filled, _) in zip(items, modes, strict=True) if is_filled]
    strokes, fills = iter(_colours(calls.stroke_colour, stroked)), iter(_colours(calls.fill_colour, filled))
    widths = iter(calls.read_each(calls.stroke_width, [stroked], len(stroked), ctypes.c_float, 1)[1])
    return [
        Paint(
            next(strokes) if is_stroked else None,
            next(fills) if is_filled else None,
            next(widths)[0] * hypot(place.a, place.b) if is_stroked else 0.0,
        )
        for (is_filled, is_stroked), place in zip(modes, places, strict=True)
    ]


def _subpaths(items: Sequence[Address], counts: Sequence[int], places: Sequence[Transform]) -> Iterator[_Subpaths]:
    """The corners of each path's parts at its place; it has so many segments. Of curves, where they end."""
    of_path = chain.from_iterable(map(repeat, items, counts))
    segments = list(map(calls.segment_at, of_path, chain.from_iterable(map(range, counts))))
    kinds = list(map(calls.segment_kind, segments))
    _, ends = calls.read_each(calls.segment_end, [segments], len(segments), ctypes.c_float, 2, apart=True)
    closing = list(map(calls.closes, segments))
    points = _points(ends, counts, places)
    starts = list(accumulate(counts, initial=0))
    if _are_whole(kinds, closing, starts):
        for start, end in pairwise(starts):
            yield [points[start:end] + points[start : start + closing[end - 1]]]
        return
    for start, end in pairwise(starts):
        yield subpaths_of(_steps(points[start:end], kinds[start:end], closing[start:end]))


def _points(ends: Sequence[Point], counts: Sequence[int], places: Sequence[Transform]) -> list[Point]:
    """Where the ends of segments come to lie: those of a path, which has so many, at its place."""
    if places.count(places[0]) == len(places):
        return places[0].points(ends)
    rest = iter(ends)
    return [point for place, count in zip(places, counts, strict=True) for point in place.points(islice(rest, count))]


def _are_whole(kinds: Sequence[int], closing: Sequence[int], starts: Sequence[int]) -> bool:
    """Whether paths have no curves, and the pen is lifted only where the next one starts, if closed then just before."""
    lifted = [at for at, kind in enumerate(kinds) if kind == raw.FPDF_SEGMENT_MOVETO]
    closed = {at for at, is_closed in enumerate(closing, start=1) if is_closed}
    return lifted == starts[:-1] and closed.issubset(starts) and raw.FPDF_SEGMENT_BEZIERTO not in kinds


def _steps(points: Sequence[Point], kinds: Sequence[int], closing: Sequence[int]) -> Iterator[Step]:
    """The steps of a path without the points of curves at which they don't end."""
    curved = 0
    for point, kind, closes in zip(points, kinds, closing, strict=True):
        curved = (curved + 1) % 3 if kind == raw.FPDF_SEGMENT_BEZIERTO else 0
        yield None if curved else point, kind == raw.FPDF_SEGMENT_MOVETO, bool(closes)


def _colours(ask: Callable[..., Any], items: Sequence[Address]) -> _Colours:
    """The fill or stroke colour of each object."""
    are_known, channels = calls.read_each(ask, [items], len(items), ctypes.c_uint, 4, apart=True)
    return [colour_of(*told) if is_known else GREY for is_known, told in zip(are_known, channels, strict=True)]


@lru_cache(maxsize=256)
def colour_of(red: int, green: int, blue: int, alpha: int) -> Colour | None:
    """The colour of channels from 0 to 255, None where it lets everything through."""
    return (red / 255, green / 255, blue / 255) if alpha else None
