from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports.characters import plain
from service.reports.figures import Figure, Kind, is_figure, read_cell
from service.reports.numerals import chinese_number

WHOLE = st.integers(0, 10**12)


def full_width(text: str) -> str:
    return text.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789,."})


@given(WHOLE, st.sampled_from(["", " ", "　", "\u200b", "\t"]), st.booleans())
def test_a_count_is_read_with_space_around_it_and_in_either_width(value: int, space: str, wide: bool) -> None:
    text = full_width(str(value)) if wide else str(value)
    assert read_cell(space + text + space) == Figure(Kind.NUMBER, value)


@given(WHOLE)
def test_separators_of_thousands_are_no_part_of_a_count(value: int) -> None:
    assert read_cell(f"{value:,}") == read_cell(full_width(f"{value:,}")) == Figure(Kind.NUMBER, value)


@given(st.integers(10, 10**9), st.data())
def test_a_gap_between_digits_is_told_and_doesnt_change_the_count(value: int, data: st.DataObject) -> None:
    digits = str(value)
    gap = data.draw(st.integers(1, len(digits) - 1))
    assert read_cell(f"{digits[:gap]} {digits[gap:]}") == Figure(Kind.SPLIT, value)


@given(st.decimals(0, 10**6, places=2))
def test_only_an_amount_of_money_may_have_decimals(value: Decimal) -> None:
    whole = value == int(value)
    assert read_cell(f"{value:f}", decimals=True) == Figure(Kind.NUMBER, value)
    assert read_cell(f"{value:f}") == (Figure(Kind.NUMBER, int(value)) if whole else Figure(Kind.INVALID, None))


@given(st.integers(1, 10**9), st.sampled_from("-−－"))
def test_a_negative_count_is_invalid(value: int, sign: str) -> None:
    assert read_cell(f"{sign}{value}") == Figure(Kind.INVALID, None)


@pytest.mark.parametrize("text", ["", " ", "　", "\n", "\u200b", "\ufeff ", "\u200e\u202c"])
def test_an_empty_cell_counts_as_zero_and_is_told(text: str) -> None:
    assert read_cell(text) == Figure(Kind.EMPTY, 0)
    assert read_cell(text).is_blank


@pytest.mark.parametrize("text", ["—", "-", "－－", "/", "／", "― ―", "…", "\\", "一"])
def test_a_dash_counts_as_zero_and_is_told(text: str) -> None:
    assert read_cell(text) == Figure(Kind.DASH, 0)
    assert read_cell(text).is_blank


@pytest.mark.parametrize(
    ("text", "value"), [("22（其中修订16件）", 22), ("1,207件（含废止2件）", 1207), ("3 (同上)", 3), ("５（注）", 5)]
)
def test_a_number_with_words_in_brackets_is_annotated(text: str, value: int) -> None:
    assert read_cell(text) == Figure(Kind.ANNOTATED, value)


@pytest.mark.parametrize(("text", "value"), [("8件", 8), ("12 条", 12), ("３项", 3), ("0件", 0)])
def test_a_unit_after_a_number_changes_nothing(text: str, value: int) -> None:
    assert read_cell(text) == Figure(Kind.NUMBER, value)


@pytest.mark.parametrize("text", ["无", "不适用", "3件，另有2件", "12a", "1,2", "3/4", "约5", "1" * 16, "9" * 5_000])
def test_what_is_no_figure_stands_in_no_identity(text: str) -> None:
    assert read_cell(text) == Figure(Kind.WORDS, None)


@given(st.text(max_size=40))
def test_any_text_is_read_as_some_figure(text: str) -> None:
    figure = read_cell(text)
    blank = figure.kind in (Kind.EMPTY, Kind.DASH)
    assert figure.is_blank == blank
    assert (figure.value is None) == (figure.kind in (Kind.WORDS, Kind.INVALID))


def test_plain_text_is_half_width_with_single_blanks() -> None:
    assert plain(" １２\u200b ３　\n件\ufeff ") == "12 3 件"


DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A numeral below one hundred million as it is spoken."""
    if number >= 10_000:
        rest = number % 10_000
        return (
            in_chinese(number // 10_000) + "万" + ("零" if 0 < rest < 1000 else "") + (in_chinese(rest) if rest else "")
        )
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            rest = number % unit
            return (
                DIGITS[number // unit]
                + name
                + ("零" if 0 < rest < unit // 10 else "")
                + (in_chinese(rest) if rest else "")
            )
    return DIGITS[number]


@given(st.integers(0, 99_999_999))
def test_a_chinese_numeral_is_the_number_that_it_spells(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


@given(st.integers(10, 99_999))
def test_chinese_digits_in_a_row_are_read_one_by_one(number: int) -> None:
    spelt = "".join(DIGITS[int(digit)] for digit in str(number))
    assert chinese_number(spelt) == chinese_number(spelt.replace("零", "〇")) == number


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("十二", 12), ("两百", 200), ("二○二三", 2023), ("一万零三", 10003)]
)
def test_spoken_short_forms_are_read(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "件", "12", "三件", "第三"])
def test_what_is_no_chinese_numeral_has_no_value(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize("text", ["1 0", " 12", "１２", "-5", "1,207", "1284.56", "—", "/"])
def test_a_number_with_gaps_or_without_and_a_dash_are_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", " , ", "1件", "三项", "1" * 200_000 + "x", "1 " * 100_000 + "x"])
def test_nothing_else_is_a_figure_however_long_it_is(text: str) -> None:
    assert not is_figure(text)
