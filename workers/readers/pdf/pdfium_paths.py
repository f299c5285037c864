"""pdfium's path objects → marks."""

import ctypes
from collections.abc import Iterator
from math import hypot, isfinite
from typing import Any

from pypdfium2 import raw

from workers.limits import Limits
from workers.readers.geometry import bounds
from workers.readers.geometry.drawing import Paint, Point, draw
from workers.readers.geometry.page import Colour, Page
from workers.readers.geometry.transform import Transform

_DEEPEST = 12
"""Forms within forms; real files have two or three."""

_UNKNOWN: Colour = (0.5, 0.5, 0.5)
"""Stands for patterns and shadings, which are seen but have no one colour."""

_RED, _GREEN, _BLUE, _ALPHA = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()


def collect(page: Page, source: Any, place: Transform, limits: Limits) -> dict[int, Any]:
    """Adds the marks of a page, and gives its text objects by address. Raises LimitExceeded for too many objects."""
    count = raw.FPDFPage_CountObjects(source)
    bounds.check_objects(count, limits)
    objects = (raw.FPDFPage_GetObject(source, i) for i in range(count))
    collector = _Collector(page, limits)
    collector.add(objects, place, 0)
    return collector.texts


class _Collector:
    def __init__(self, page: Page, limits: Limits) -> None:
        self._page = page
        self._limits = limits
        self._objects = 0
        self.texts: dict[int, Any] = {}
        self._matrix = raw.FS_MATRIX()

    def add(self, objects: Iterator[Any], place: Transform, depth: int) -> None:
        """Adds objects of a page or form, and what is in the forms among them."""
        for item in objects:
            self._objects += 1
            bounds.check_objects(self._objects, self._limits)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._add_path(item, place.after(self._matrix_of(item)))
                bounds.check_rules(len(self._page.marks), self._limits)
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                self.texts[ctypes.addressof(item.contents)] = item
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._add_picture(place.after(self._matrix_of(item)))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inside = (raw.FPDFFormObj_GetObject(item, i) for i in range(raw.FPDFFormObj_CountObjects(item)))
                self.add(inside, place.after(self._matrix_of(item)), depth + 1)

    def _matrix_of(self, item: Any) -> Transform:
        matrix = self._matrix
        raw.FPDFPageObj_GetMatrix(item, matrix)
        return Transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _add_picture(self, place: Transform) -> None:
        (left, top), (right, bottom) = place.point(0, 0), place.point(1, 1)
        self._page.add_picture(right - left, bottom - top)

    def _add_path(self, item: Any, place: Transform) -> None:
        paint = _paint(item, place)
        if paint.stroke is None and paint.fill is None:
            return
        for subpath in _subpaths(item, self._limits):
            points = [place.point(x, y) for x, y in subpath]
            if all(isfinite(x) and isfinite(y) for x, y in points):
                draw(self._page, points, paint)


def _paint(item: Any, place: Transform) -> Paint:
    filled, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(item, filled, stroked)
    fill = colour(item, raw.FPDFPageObj_GetFillColor) if filled.value else None
    if not stroked.value:
        return Paint(None, fill, 0.0)
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    return Paint(colour(item, raw.FPDFPageObj_GetStrokeColor), fill, width.value * hypot(place.a, place.b))


def colour(item: Any, ask: Any) -> Colour | None:
    """An object's fill or stroke colour, None where it lets everything through."""
    if not ask(item, _RED, _GREEN, _BLUE, _ALPHA):
        return _UNKNOWN
    if not _ALPHA.value:
        return None
    return _RED.value / 255, _GREEN.value / 255, _BLUE.value / 255


def _subpaths(item: Any, limits: Limits) -> Iterator[list[Point]]:
    count = raw.FPDFPath_CountSegments(item)
    bounds.check_objects(count, limits)
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[Point] = []
    curved = 0
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and corners:
            yield corners
            corners = []
        curved = (curved + 1) % 3 if kind == raw.FPDF_SEGMENT_BEZIERTO else 0
        if not curved:
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            corners.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            corners += corners[:1]
    yield corners
