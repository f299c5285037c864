from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.lexer import Token, Vocabulary
from service.language.mentions.figures import CASES, Quantity
from tests.service.reports.test_figures import in_chinese

UNIT = st.sampled_from(["件", "条", "项", "次", "份"])
NUMBER = st.integers(0, 9_999_999)


def counts(text: str) -> list[tuple[Token, Quantity]]:
    found = Vocabulary().tokens(text)
    return [(token, token.value) for token in found if isinstance(token.value, Quantity)]


def values(text: str) -> list[tuple[object, str, bool]]:
    return [(count.value, count.unit, count.is_exact) for _, count in counts(text)]


@given(NUMBER, UNIT, st.sampled_from(["收到申请", "共", "", "(", "、"]), st.sampled_from(["", ",均已办结", "(含结转)"]))
def test_a_number_with_its_unit_is_a_count_where_it_stands(number: int, unit: str, before: str, after: str) -> None:
    ((token, count),) = counts(f"{before}{number}{unit}{after}")
    assert (count.value, count.unit, count.is_exact) == (number, unit, True)
    assert token.text == f"{number}{unit}"


@given(NUMBER, UNIT)
def test_separators_of_thousands_belong_to_the_number(number: int, unit: str) -> None:
    assert values(f"公开{number:,}{unit}") == [(number, unit, True)]


@given(st.integers(1_000, 9_999_999), st.integers(0, 99), st.sampled_from(["万元", "元"]))
def test_a_number_may_have_separators_of_thousands_and_decimals_too(whole: int, cents: int, unit: str) -> None:
    amount = Decimal(f"{whole}.{cents:02}")
    assert values(f"收费{amount:,}{unit}") == [(amount, unit, True)]


@pytest.mark.parametrize(
    "text",
    [
        "单看予以公开一项,2023年73件。",
        "予以公开一项就有73件。",
        "不予公开一项中,行政执法案卷73件。",
        "“其他处理”一项为73件。",
        "仅政策文件一项,全年共73件。",
        "这一项73件,前一项未列。",
        "一项项对账,共73件。",
        "和上年转来的合在一起共73件。",
    ],
)
def test_one_that_only_points_at_what_was_named_counts_nothing(text: str) -> None:
    assert values(text) == [(73, "件", True)]


@pytest.mark.parametrize(
    "text",
    [
        "制定行政规范性文件一项。",
        "收到申请一项,均已办结。",
        "举办活动一项、会议三次。",
        "开展活动一项,发放资料300份。",
        "收到申请一项,2023年3月5日答复。",
        "予以公开三项,不予公开一项。",
    ],
)
def test_one_that_counts_is_one(text: str) -> None:
    assert (1, "项", True) in values(text)


def test_ten_thousand_in_words_need_no_unit() -> None:
    assert values("关注人数达一万,比上年多。") == [(10_000, "", False)]


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("21.6万次", 1_000),
        ("18.0万次", 1_000),
        ("412万人次", 10_000),
        ("3.25亿元", 1_000_000),
        ("1.2345万条", 0),
        ("1200条", 0),
        ("约21.6万次", 0),
        ("21.6万余次", 0),
    ],
)
def test_a_number_rounded_by_its_scale_tells_its_last_place(text: str, resolution: int) -> None:
    assert [count.resolution for _, count in counts(text)] == [resolution]


@given(st.integers(1, 9_999), UNIT)
def test_a_chinese_number_is_a_count_too_and_hundreds_or_thousands_alone_are_rounded(number: int, unit: str) -> None:
    is_round = number >= 100 and str(number).rstrip("0") == str(number)[0]
    assert values(f"制定{in_chinese(number)}{unit}") == [(number, unit, not is_round)]


@given(st.integers(1, 999), UNIT, st.sampled_from(["约{}", "近{}", "超过{}", "不少于{}"]))
def test_a_word_before_makes_a_number_approximate(number: int, unit: str, form: str) -> None:
    ((_, _, exact),) = values("公开" + form.format(number) + unit)
    assert not exact


@given(st.integers(1, 999), UNIT, st.sampled_from(["{}余{}", "{}多{}", "{}{}左右", "{}{}以上"]))
def test_a_word_after_makes_a_number_approximate(number: int, unit: str, form: str) -> None:
    ((_, _, exact),) = values("公开" + form.format(number, unit))
    assert not exact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收费1.5万元", [(Decimal("1.5"), "万元", True)]),
        ("公开3万件", [(30_000, "件", False)]),
        ("公开1.2万条", [(12_000, "条", False)]),
        ("公开1.2345万条", [(12_345, "条", True)]),
        ("两件、三项", [(2, "件", True), (3, "项", True)]),
        ("12人次", [(12, "人次", True)]),
        ("8件次", [(8, "件次", True)]),
        ("第3次会议", []),
        ("〔2021〕30号", []),
        ("第三次", []),
        ("几十次", []),
        ("数百件", []),
        ("2023年12月", []),
        ("3.5.1件", []),
        ("", []),
    ],
)
def test_what_is_a_count_and_what_is_not(text: str, expected: list[tuple[object, str, bool]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("26余次", True),
        ("约26次", True),
        ("20余次", False),
        ("约20次", False),
        ("26次", False),
        ("三十多次", False),
        ("超过26次", False),
        ("约31万元", False),
        ("31万元左右", False),
        ("31余万元", True),
    ],
)
def test_an_exact_number_made_approximate_is_vague(text: str, vague: bool) -> None:
    assert [count.is_vague for _, count in counts(text)] == [vague]


def test_cases_are_counted_in_their_units_alone() -> None:
    assert [count.is_of_cases for _, count in counts("收到8件,5万元,3人")] == [True, False, False]
    assert "万元" not in CASES
