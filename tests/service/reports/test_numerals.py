import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports.numerals import Numeral, is_even

TOP, UNDER = "（一）", "1."


def run(style: str, count: int) -> list[Numeral]:
    return [(style, number) for number in range(1, count + 1)]


@given(st.lists(st.integers(0, 5), max_size=6))
def test_parts_that_count_up_with_their_own_parts_nested_are_even(parts: list[int]) -> None:
    nested = [each for number, under in enumerate(parts, 1) for each in [(TOP, number), *run(UNDER, under)]]
    assert is_even(nested)


@given(st.integers(2, 9), st.data())
def test_a_number_left_out_is_uneven_unless_it_may_be(count: int, data: st.DataObject) -> None:
    numerals = run(TOP, count)
    numerals.pop(data.draw(st.integers(0, count - 2)))
    assert not is_even(numerals)
    assert is_even(numerals, gaps=1)


@given(st.integers(3, 9), st.data())
def test_no_more_numbers_may_be_left_out_than_gaps_allow(count: int, data: st.DataObject) -> None:
    first, second = data.draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True).map(sorted))
    numerals = [each for each in run(TOP, count + 1) if each[1] not in (first + 1, second + 1)]
    assert not is_even(numerals, gaps=1)
    assert is_even(numerals, gaps=2)


@pytest.mark.parametrize(
    "numerals",
    [
        [(TOP, 1), (TOP, 1)],
        [(TOP, 2), (TOP, 1)],
        [(TOP, 1), ("二", 2), (TOP, 3)],
        [(TOP, 1), ("", None), (TOP, 3)],
        [(TOP, 1), (TOP, None)],
        [(TOP, 1), (UNDER, 1), (TOP, 2), (UNDER, 2)],
        [(TOP, 1), (UNDER, 2)],
    ],
)
def test_repeated_backward_mixed_and_missing_numerals_are_uneven(numerals: list[Numeral]) -> None:
    assert not is_even(numerals)
