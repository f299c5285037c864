"""pdfium's path objects → marks."""

import ctypes
from collections.abc import Callable, Iterable, Iterator
from math import hypot, isfinite
from typing import Any

from pypdfium2 import raw

from workers.limits import Limits
from workers.readers.geometry.drawing import Paint, Point, draw
from workers.readers.geometry.page import GREY, Colour, Page
from workers.readers.geometry.transform import Transform
from workers.readers.pdf import pdfium_calls as calls
from workers.readers.pdf.pdfium_calls import Numbers

_DEEPEST = 12
"""Forms within forms; real files have two or three."""

_NOWHERE_ELSE = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
"""The matrix of what stands where its own coordinates say: of most paths."""

_CHANNELS = Numbers(ctypes.c_uint, 4)


def collect(page: Page, source: Any, place: Transform, limits: Limits) -> set[int]:
    """Adds the marks of a page, and gives its text objects' addresses. Raises LimitExceeded for too many objects."""
    sheet = calls.address_of(source)
    count = calls.count_objects(sheet)
    limits.check("objects_a_page", count)
    collector = _Collector(page, limits)
    collector.add((calls.object_at(sheet, i) for i in range(count)), place, 0)
    return collector.texts


class _Collector:
    def __init__(self, page: Page, limits: Limits) -> None:
        self._page = page
        self._limits = limits
        self._objects = 0
        self.texts: set[int] = set()
        self._matrix = Numbers(ctypes.c_float, 6)
        self._mode = Numbers(ctypes.c_int, 2)
        self._point = Numbers(ctypes.c_float, 2)
        self._width = Numbers(ctypes.c_float, 1)

    def add(self, items: Iterable[int], place: Transform, depth: int) -> None:
        """Adds objects of a page or form, and what is in the forms among them."""
        for item in items:
            self._objects += 1
            self._limits.check("objects_a_page", self._objects)
            kind = calls.kind_of(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._add_path(item, self._placed(item, place))
                self._limits.check("rules_a_page", len(self._page.marks))
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                self.texts.add(item)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._add_picture(self._placed(item, place))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inside = (calls.object_in_form(item, i) for i in range(calls.count_in_form(item)))
                self.add(inside, self._placed(item, place), depth + 1)

    def _placed(self, item: int, place: Transform) -> Transform:
        calls.matrix_of(item, self._matrix.at)
        own = self._matrix.read()
        return place if own == _NOWHERE_ELSE else place.after(Transform(*own))

    def _add_picture(self, place: Transform) -> None:
        (left, top), (right, bottom) = place.point(0, 0), place.point(1, 1)
        self._page.add_picture(left, top, right, bottom)

    def _add_path(self, item: int, place: Transform) -> None:
        paint = self._paint(item, place)
        if paint.stroke is None and paint.fill is None:
            return
        for subpath in self._subpaths(item):
            points = [place.point(x, y) for x, y in subpath]
            if all(isfinite(x + y) for x, y in points):
                draw(self._page, points, paint)

    def _paint(self, item: int, place: Transform) -> Paint:
        calls.draw_mode(item, *self._mode.each)
        filled, stroked = self._mode.read()
        fill = colour(item, calls.fill_colour) if filled else None
        if not stroked:
            return Paint(None, fill, 0.0)
        calls.stroke_width(item, self._width.at)
        return Paint(colour(item, calls.stroke_colour), fill, self._width.read()[0] * hypot(place.a, place.b))

    def _subpaths(self, item: int) -> Iterator[list[Point]]:
        count = calls.count_segments(item)
        self._limits.check("objects_a_page", count)
        corners: list[Point] = []
        curved = 0
        for index in range(count):
            segment = calls.segment_at(item, index)
            kind = calls.segment_kind(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO and corners:
                yield corners
                corners = []
            curved = (curved + 1) % 3 if kind == raw.FPDF_SEGMENT_BEZIERTO else 0
            if not curved:
                calls.segment_end(segment, *self._point.each)
                x, y = self._point.read()
                corners.append((x, y))
            if calls.closes(segment):
                corners += corners[:1]
        yield corners


def colour(item: int, ask: Callable[..., Any]) -> Colour | None:
    """An object's fill or stroke colour, None where it lets everything through."""
    if not ask(item, *_CHANNELS.each):
        return GREY
    red, green, blue, alpha = _CHANNELS.read()
    return (red / 255, green / 255, blue / 255) if alpha else None
