"""A page's layers → glyphs and marks."""

from collections.abc import Iterable

from lxml import etree

from service.reports.report import BBox
from workers.limits import Limits
from workers.readers.geometry.page import blank_page
from workers.readers.geometry.transform import Transform
from workers.readers.ofd.elements import children, is_true, local_name, number, numbers
from workers.readers.ofd.package import Resources, Sheet, colour_of
from workers.readers.ofd.paths import draw_path
from workers.readers.ofd.text import SPACE, glyphs_of

_POINTS = 72 / 25.4
"""Points in a millimetre."""

_DEEPEST = 12
"""Blocks within blocks, and drawings within drawings; real files have two or three."""


class Drawing:
    """One page being drawn. Raises LimitExceeded or, for a page of no possible size, DamagedFile."""

    def __init__(self, page_number: int, sheet: Sheet, resources: Resources, limits: Limits) -> None:
        left, top, width, height = sheet.box
        self.page = blank_page(page_number, (width * _POINTS, height * _POINTS), limits, "OFD")
        self._resources = resources
        self._limits = limits
        self._objects = 0
        self._spaced = False
        self.pictures: list[tuple[BBox, str]] = []
        place = Transform(_POINTS, 0, 0, _POINTS, -left * _POINTS, -top * _POINTS)
        for layer in sheet.layers:
            self._add(layer, place, 0)

    def _add(self, items: Iterable[etree._Element], place: Transform, depth: int) -> None:
        for item in items:
            self._objects += 1
            self._limits.check("objects_a_page", self._objects)
            if is_true(item.get("Visible"), True) and number(item.get("Alpha"), 255) > 0:
                self._add_one(item, place, depth)

    def _add_one(self, item: etree._Element, place: Transform, depth: int) -> None:
        name = local_name(item)
        if name == "TextObject":
            self._add_text(item, _own(item, place))
        elif name == "PathObject":
            draw_path(self.page, item, _own(item, place), self._resources, self._limits)
        elif name == "ImageObject":
            self._add_picture(item, _own(item, place))
        elif name == "PageBlock" and depth < _DEEPEST:
            self._add(item, place, depth + 1)
        elif name == "CompositeObject" and depth < _DEEPEST:
            drawing = self._resources.drawings.get(item.get("ResourceID", ""))
            for content in drawing if drawing is not None else ():
                self._add(content, _own(item, place), depth + 1)

    def _add_picture(self, item: etree._Element, place: Transform) -> None:
        _, _, width, height = (*numbers(item.get("Boundary")), *(0.0,) * 4)[:4]
        corner = (1.0, 1.0) if item.get("CTM") else (width, height)
        (left, top), (right, bottom) = place.point(0, 0), place.point(*corner)
        self.page.add_picture(left, top, right, bottom)
        file = self._resources.pictures.get(item.get("ResourceID", ""))
        if file:
            self.pictures.append(((left, top, right, bottom), file))

    def _add_text(self, item: etree._Element, place: Transform) -> None:
        waiting = sum(len(code.text or "") for code in children(item, "TextCode"))
        self._limits.check("glyphs_a_page", len(self.page.glyphs) + waiting)
        font = self._resources.fonts.get(item.get("Font", ""), item.get("Font", ""))
        colour = colour_of(item, "FillColor", self._resources)
        for glyph in glyphs_of(item, place, font, colour):
            if glyph.text == SPACE:
                self._spaced = True
            else:
                self.page.glyphs.append(glyph._replace(spaced=True) if self._spaced else glyph)
                self._spaced = False


def _own(item: etree._Element, place: Transform) -> Transform:
    """Where an object's own coordinates come to lie: its matrix first, then its boundary's corner."""
    left, top, *_ = (*numbers(item.get("Boundary")), 0.0, 0.0)
    matrix = numbers(item.get("CTM"))
    own = Transform(*matrix) if len(matrix) == 6 else Transform(1, 0, 0, 1, 0, 0)
    return place.after(Transform(1, 0, 0, 1, left, top).after(own))
