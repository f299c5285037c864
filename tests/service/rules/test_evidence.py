"""What its words leave in doubt accuses where digits, or the counts beside it, show what was meant."""

import pytest

from service.judge import judge
from service.reports.finding import Severity
from tests.service.rules.examples import example

_TABLE = """
行政规范性文件 | 3 | 2 | 57
行政许可 | 18342
行政处罚 | 2957
行政强制 | 64
行政复议 | 5 | 2 | 0 | 0 | 7
"""


def told(rule: str, text: str) -> list[Severity]:
    return [finding.severity for finding in judge(example(f"{_TABLE}【一】{text}"), select=[rule]).findings]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("CON06", "防汛抗旱等领域办结行政许可18432件，限时办结。"),
        ("CON06", "办理林木采伐等行政许可18432件。"),
        ("CON06", "城市管理执法队作出行政处罚决定2857件。"),
        ("CON06", "执法队采取行政强制46件。"),
    ],
)
def test_it_accuses_where_digits_of_the_tables_figure_are_miswritten(rule: str, text: str) -> None:
    assert told(rule, text) == [Severity.WARNING]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("CON06", "城市管理执法队作出行政处罚决定2966件。"),
        ("CON06", "执法队采取行政强制65件。"),
    ],
)
def test_another_near_miss_is_to_check(rule: str, text: str) -> None:
    assert told(rule, text) == [Severity.NOTE]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("CON06", "办结行政许可18342件，执法队采取行政强制65件。"),
        ("CON02", "印发《某区集市管理办法》等行政规范性文件4件，废止2件，现行有效57件。"),
    ],
)
def test_it_accuses_where_counts_beside_it_agree_with_the_table(rule: str, text: str) -> None:
    assert Severity.NOTE not in told(rule, text) != []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("CON06", "收到来信18342件，执法队采取行政强制65件。"),
        ("CON02", "印发《某区集市管理办法》等行政规范性文件4件，废止2件。"),
    ],
)
def test_none_or_few_that_agree_show_nothing(rule: str, text: str) -> None:
    assert Severity.NOTE in told(rule, text)


@pytest.mark.parametrize(
    "text",
    [
        "检查生产经营单位318家次，其中工矿企业203家次、商贸企业97家次、学校8家次，结果已公布。",
        "接待来访1238人次，第一季度312人次，第二季度405人次，第三季度286人次，第四季度253人次。",
        "接到来电823个，问招生的455个，问收费的262个，问伙食的115个。",
    ],
)
def test_parts_that_miss_their_total_by_a_digit_accuse(text: str) -> None:
    assert told("ARI05", text) == [Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "检查生产经营单位318家次，其中工矿企业203家次、商贸企业97家次、学校16家次，结果已公布。",
        "接到来电823个，问招生的455个，问收费的262个，问伙食的105个。",
    ],
)
def test_parts_that_may_be_some_of_their_total_do_not(text: str) -> None:
    assert told("ARI05", text) == [Severity.NOTE]


@pytest.mark.parametrize("text", ["接到来电820个，问招生的455个，问收费的262个。"])
def test_parts_that_are_far_from_their_total_tell_nothing(text: str) -> None:
    assert told("ARI05", text) == []


def restated(first: str, fifth: str) -> list[Severity]:
    report = example(f"【一】{first}\n【五】{fifth}")
    return [finding.severity for finding in judge(report, select=["CON05"]).findings]


def test_a_count_told_again_with_exchanged_digits_accuses_and_another_may_be_of_something_else() -> None:
    first = "清查失效链接{}处，已全部修复。"
    fifth = "巡检发现的126处链接失效，说明日常维护不到位。"
    assert restated(first.format(162), fifth) == [Severity.WARNING]
    assert restated(first.format(148), fifth) == [Severity.NOTE]


@pytest.mark.parametrize(
    "text",
    [
        "2022年，我局在网站公开信息386条，比上年的345条增加41条。",
        "2022年在网站公开信息386条，比2022年的345条增加41条。",
    ],
)
def test_a_past_year_whose_count_is_held_against_the_one_before_is_left_over(text: str) -> None:
    assert Severity.NOTE not in told("YEAR03", text) != []


@pytest.mark.parametrize(
    "text",
    [
        "2022年，我局在网站公开信息386条，增加41条。",
        "2022年末登记单位386家，比2018年末增加41家。",
    ],
)
def test_one_whose_count_is_held_against_another_year_may_be_looked_back_on(text: str) -> None:
    assert told("YEAR03", text) in ([], [Severity.NOTE])
