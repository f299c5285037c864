"""What a path leaves on a page: rules, boxes, and grounds with rounded corners."""

import pytest

from workers.limits import Limits
from workers.readers.geometry.drawing import Paint, Point, draw_path
from workers.readers.geometry.page import BLACK, Mark, Page

_FILLED = Paint(None, BLACK, 0.0)
BOX = [(10.0, 10.0), (110.0, 10.0), (110.0, 40.0), (10.0, 40.0), (10.0, 10.0)]
PILL = [(25.0, 10.0), (95.0, 10.0), (110.0, 25.0), (95.0, 40.0), (25.0, 40.0), (10.0, 25.0), (25.0, 10.0)]
STAR = [(60.0, 10.0), (70.0, 40.0), (10.0, 20.0), (110.0, 20.0), (50.0, 40.0), (60.0, 10.0)]


@pytest.mark.parametrize(("corners", "is_ground"), [(BOX, True), (PILL, True), (STAR, False)])
def test_a_fill_is_a_ground_where_it_is_a_box_but_for_its_corners(corners: list[Point], is_ground: bool) -> None:
    page = Page(1, 600.0, 800.0)
    draw_path(page, [corners], _FILLED, Limits())
    assert page.marks == ([Mark(10.0, 10.0, 110.0, 40.0, BLACK, filled=True)] if is_ground else [])
