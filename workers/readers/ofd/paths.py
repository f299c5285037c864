"""OFD's path objects → marks."""

from collections.abc import Iterator
from math import hypot

from lxml import etree

from workers.limits import Limits
from workers.readers.geometry.drawing import Paint, Step, draw_path, subpaths_of
from workers.readers.geometry.page import Page
from workers.readers.geometry.transform import Transform
from workers.readers.ofd.elements import child, is_true, number, numbers
from workers.readers.ofd.package import Resources, colour_of

_LINE_WIDTH = 0.353
"""Millimetres."""

_LONGEST_STEP = 128
"""Characters that one step of a path may take to write."""

_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def draw_object(page: Page, item: etree._Element, place: Transform, resources: Resources, limits: Limits) -> None:
    """Adds what a path object paints. Raises LimitExceeded for too many lines."""
    pen = resources.pens.get(item.get("DrawParam", ""))
    width = number(item.get("LineWidth"), number(pen.get("LineWidth") if pen is not None else None, _LINE_WIDTH))
    paint = Paint(
        colour_of(item, "StrokeColor", resources) if is_true(item.get("Stroke"), True) else None,
        colour_of(item, "FillColor", resources) if is_true(item.get("Fill"), False) else None,
        width * hypot(place.a, place.b),
    )
    part = child(item, "AbbreviatedData")
    data = (part.text if part is not None else None) or ""
    limits.check("rules_a_page", len(data) // _LONGEST_STEP)
    draw_path(page, map(place.points, subpaths_of(_steps(data.split()))), paint, limits)


def _steps(words: list[str]) -> Iterator[Step]:
    """The steps of a path; of curves, where they end."""
    at = 0
    while at < len(words):
        operator = words[at]
        at += 1
        if operator in _OPERANDS:
            count = _OPERANDS[operator]
            operands = numbers(" ".join(words[at : at + count]))
            point = (operands[-2], operands[-1]) if count and len(operands) == count else None
            yield point, operator in "SM", operator == "C"
            at += count
