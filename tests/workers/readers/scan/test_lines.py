"""What of a page's ink is a rule, what a line of text with all of its ink, and what a figure."""

from typing import Any

import pytest

Dots = Any
SCALE = 2


def page(*boxes: tuple[int, int, int, int]) -> Dots:
    """Ink where the boxes are, in dots."""
    import numpy as np

    ink = np.zeros((200, 400), np.uint8)
    for left, top, right, bottom in boxes:
        ink[top:bottom, left:right] = 255
    return ink


def rules(ink: Dots) -> list[tuple[float, float]]:
    """From where to where rules go across, in dots."""
    from workers.readers.scan.ink import Sheet
    from workers.readers.scan.rules import find

    return [(mark.left * SCALE, mark.right * SCALE) for mark in find(Sheet(255 - ink, ink, ink * 0, SCALE, 0, 0))]


def test_strokes_of_characters_side_by_side_are_no_rule() -> None:
    strokes = ((20, 50, 50, 53), (52, 50, 82, 53))
    stems = ((32, 53, 38, 80), (64, 53, 70, 80))
    assert rules(page(*strokes, *stems)) == []


@pytest.mark.parametrize("right", [80, 390])
def test_a_line_that_nothing_crosses_is_a_rule(right: int) -> None:
    assert rules(page((20, 50, right, 53))) == [(pytest.approx(20, abs=1), pytest.approx(right, abs=1))]


def test_a_long_line_is_a_rule_whatever_crosses_it() -> None:
    stems = [(left, 53, left + 4, 70) for left in range(30, 380, 12)]
    assert (pytest.approx(20, abs=1), pytest.approx(390, abs=1)) in rules(page((20, 50, 390, 53), *stems))


def with_ends(line: tuple[int, int, int, int], ink: Dots) -> tuple[int, int, int, int]:
    from workers.readers.scan.text import _with_ends

    return _with_ends(line, ink)


def test_a_line_gets_back_what_was_cut_off_at_its_top_and_bottom() -> None:
    ink = page((20, 40, 60, 75))
    assert with_ends((10, 44, 90, 72), ink) == (10, 40, 90, 75)


def test_a_line_without_room_to_its_neighbour_stays_as_it_is() -> None:
    ink = page((20, 10, 60, 75))
    assert with_ends((10, 44, 90, 72), ink) == (10, 44, 90, 75)


def fits(text: str, *boxes: tuple[int, int, int, int]) -> bool:
    from workers.readers.scan.figures import _fits
    from workers.readers.scan.recogniser import Sign

    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return _fits([Sign(char, 1.0, 0.5) for char in text], page(*boxes)[:bottom, :right])


def test_a_digit_whose_thin_stroke_broke_is_one_digit() -> None:
    assert fits("25", (0, 0, 8, 12), (10, 0, 16, 3), (9, 4, 18, 12))


def test_a_digit_of_which_a_part_is_missing_is_none() -> None:
    assert not fits("25", (0, 0, 8, 12), (9, 4, 18, 12))


@pytest.mark.parametrize(("text", "height", "em"), [("的全面更新。", 43, 45), ("14:30—18:00", 32, 44)])
def test_a_short_line_is_as_large_as_its_ink_tells(text: str, height: int, em: int) -> None:
    from workers.readers.scan.recogniser import Sign
    from workers.readers.scan.text import _em

    signs = [Sign(char, 1.0, (at + 0.5) / len(text)) for at, char in enumerate(text[:5])]
    assert abs(_em(signs, 300, height) - em) < 0.05 * em


@pytest.mark.parametrize(
    ("seen", "of_figure", "read"), [("情況", False, "情况"), ("O", True, "0"), ("O", False, "O"), ("結", False, "结")]
)
def test_forms_of_a_character_count_as_one(
    monkeypatch: pytest.MonkeyPatch, seen: str, of_figure: bool, read: str
) -> None:
    import numpy as np

    from workers.readers.scan import recogniser

    alphabet = ("", *dict.fromkeys("情况況结結0O"))

    class Session:
        def run(self, *_: object) -> list[object]:
            chances = np.zeros((1, 2 * len(seen), len(alphabet)), np.float32)
            for place, sign in enumerate(seen):
                chances[0, 2 * place, 0] = 1
                chances[0, 2 * place + 1, alphabet.index(sign)] = 0.6
                chances[0, 2 * place + 1, alphabet.index(read[place])] += 0.35
            return [chances]

    monkeypatch.setattr(recogniser, "_reader", lambda: (Session(), alphabet))
    recogniser._same.cache_clear()
    found = recogniser.read(np.full((48, 96), 255, np.uint8), of_figure=of_figure)
    recogniser._same.cache_clear()
    assert "".join(sign.text for sign in found) == read
    assert all(sign.score > 0.9 for sign in found)
