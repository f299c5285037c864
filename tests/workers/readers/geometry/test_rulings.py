"""Which drawn lines count: those that can be seen."""

from workers.readers.geometry.page import WHITE, Mark
from workers.readers.geometry.rulings import Background, marks_to_rulings

_BLUE = (0.5, 0.6, 0.9)
_ROW = Mark(50.0, 100.0, 500.0, 120.0, _BLUE, filled=True)


def levels(*marks: Mark) -> list[float]:
    strong, _ = marks_to_rulings(marks, Background())
    return [line.at for line in strong.across]


def test_the_frame_of_a_filled_row_counts_though_it_has_the_rows_colour() -> None:
    edges = [Mark(50.0, y, 500.0, y, _BLUE, filled=False) for y in (100.0, 120.0)]
    assert levels(_ROW, *edges) == [100.0, 120.0]


def test_a_line_amid_a_fill_of_its_colour_does_not() -> None:
    assert levels(_ROW, Mark(50.0, 110.0, 500.0, 110.0, _BLUE, filled=False)) == []


def test_a_white_line_on_paper_does_not() -> None:
    assert levels(Mark(50.0, 110.0, 500.0, 110.0, WHITE, filled=False)) == []
