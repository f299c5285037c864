"""pdfium's path objects → marks."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat
from math import hypot
from typing import Any

from pypdfium2 import raw

from workers.limits import Limits
from workers.readers.geometry.drawing import Paint, Step, draw_path
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
            steps = self._steps([item for item, _, _ in painted])
            for (_, where, paint), path in zip(painted, steps, strict=True):
                draw_path(self._page, path, where.points, paint, self._limits)

    def _steps(self, items: Sequence[Address]) -> Iterator[Sequence[Step]]:
        """The steps of each path, read for as many paths as have corners enough to be worth it."""
        counts = list(map(calls.count_segments, items))
        first = corners = 0
        for last, count in enumerate(counts, start=1):
            self._limits.check("objects_a_page", count)
            corners += count
            if corners >= _AT_ONCE or last == len(counts):
                yield from _steps(items[first:last], counts[first:last])
                first, corners = last, 0


def _placed(items: Sequence[Address], place: Transform) -> list[Transform]:
    """Where each object's own coordinates come to lie."""
    _, matrices = calls.read_each(calls.matrix_of, [items], len(items), ctypes.c_float, 6)
    return [place if own == _NOWHERE_ELSE else place.after(Transform(*own)) for own in matrices]


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


def _steps(items: Sequence[Address], counts: Sequence[int]) -> Iterator[Sequence[Step]]:
    """The corners of each path, which has so many; of curves, where they end."""
    of_path = chain.from_iterable(map(repeat, items, counts))
    segments = list(map(calls.segment_at, of_path, chain.from_iterable(map(range, counts))))
    kinds = list(map(calls.segment_kind, segments))
    _, ends = calls.read_each(calls.segment_end, [segments], len(segments), ctypes.c_float, 2, apart=True)
    lifted = [kind == raw.FPDF_SEGMENT_MOVETO for kind in kinds]
    steps = list(zip(ends, lifted, map(calls.closes, segments), strict=True))
    has_curves = raw.FPDF_SEGMENT_BEZIERTO in kinds
    start = 0
    for end in accumulate(counts):
        path = steps[start:end]
        yield _straightened(path, kinds[start:end]) if has_curves else path
        start = end


def _straightened(steps: Sequence[Step], kinds: Sequence[int]) -> list[Step]:
    """The same without the points of curves at which they don't end."""
    curved = 0
    found: list[Step] = []
    for (point, is_lifted, closes), kind in zip(steps, kinds, strict=True):
        curved = (curved + 1) % 3 if kind == raw.FPDF_SEGMENT_BEZIERTO else 0
        found.append((None if curved else point, is_lifted, closes))
    return found


def _colours(ask: Callable[..., Any], items: Sequence[Address]) -> _Colours:
    """The fill or stroke colour of each object."""
    are_known, channels = calls.read_each(ask, [items], len(items), ctypes.c_uint, 4, apart=True)
    return [colour_of(*told) if is_known else GREY for is_known, told in zip(are_known, channels, strict=True)]


@lru_cache(maxsize=256)
def colour_of(red: int, green: int, blue: int, alpha: int) -> Colour | None:
    """The colour of channels from 0 to 255, None where it lets everything through."""
    return (red / 255, green / 255, blue / 255) if alpha else None
