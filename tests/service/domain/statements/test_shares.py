import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.statements import Share, shares
from tests.service.domain.prose_reports import report


def read(text: str) -> list[Share]:
    return list(shares(report((1, text))))


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 2))
def test_a_share_rounded_or_cut_at_any_place_holds(first: int, second: int, places: int) -> None:
    part, whole = sorted((first, second))
    exact = part * 100 / whole
    for stated in (f"{exact:.{places}f}", f"{int(exact * 10**places) / 10**places:.{places}f}"):
        (share,) = read(f"全年公开信息{whole}条，其中政策文件{part}条，占比{stated}%。")
        assert share.holds
        assert (share.part, share.whole, share.places) == (part, whole, places)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(2, 50), st.sampled_from([1, -1]))
def test_a_share_that_is_off_by_more_than_rounding_does_not_hold(first: int, second: int, off: int, sign: int) -> None:
    part, whole = sorted((first, second))
    stated = round(part * 100 / whole) + sign * off
    if stated >= 0:
        (share,) = read(f"全年公开信息{whole}条，其中政策文件{part}条，占比{stated}%。")
        assert not share.holds


@pytest.mark.parametrize(
    ("text", "actual", "holds"),
    [
        ("予以公开5件，占办结总数20件的25%。", 25, True),
        ("予以公开5件，占办结总数20件的35%。", 25, False),
        ("2022年5件，2023年8件，增长60%。", 60, True),
        ("2023年8件，较上年的5件增长60%。", 60, True),
        ("2022年5件，2023年8件，增长50%。", 60, False),
        ("2022年8件，2023年6件，同比下降25%。", 25, True),
        ("2022年8件，2023年6件，同比下降35%。", 25, False),
    ],
)
def test_shares_of_a_named_whole_and_growth_are_held_against_their_figures(
    text: str, actual: float, holds: bool
) -> None:
    (share,) = read(text)
    assert share.actual == pytest.approx(actual)
    assert share.holds == holds
    assert share.sentence.text[share.start : share.end].endswith("%")


@pytest.mark.parametrize(
    "text",
    [
        "全年公开信息120条，其中政策文件30条，占比约35%。",
        "办结率100%。",
        "公开信息120条，占全区总数的35%。",
        "公开信息120条，其中政策文件30条，占比35%以上。",
        "公开信息120条，其中政策文件约30条，占比35%。",
        "公开信息120条，召开会议3次，占比35%。",
        "公开信息120条，增长35%。",
        "2022年5件，2023年8件，提高35个百分点。",
        "公开信息0条，其中政策文件0条，占比35%。",
    ],
)
def test_a_share_whose_figures_are_not_beside_it_is_not_judged(text: str) -> None:
    assert read(text) == []


def test_a_share_is_of_the_total_before_its_list_and_not_of_what_that_grew_by() -> None:
    (share,) = read("公众号发布300条，较上年增加100条，其中原创120条，占50%。")
    assert (share.part, share.whole, share.holds) == (120, 300, False)
