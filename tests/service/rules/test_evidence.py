"""A count that was not wholly understood accuses where digits, or the counts beside it, show that the table's was meant."""

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
