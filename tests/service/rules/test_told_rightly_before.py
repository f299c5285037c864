"""A count that the tables contradict is to check where its paragraph tells the same rightly before it."""

import pytest

from service.judge import judge
from service.reports.finding import Severity
from tests.service.rules.examples import example

_TABLE = """
一、本年新收政府信息公开申请数量 | 9 | 0 | 0 | 0 | 0 | 0 | 9
三、本年度办理结果 （一）予以公开 | 9 | 0 | 0 | 0 | 0 | 0 | 9
（七）总计 | 9 | 0 | 0 | 0 | 0 | 0 | 9
行政许可 | 10
行政复议 | 3 | 0 | 0 | 0 | 3
"""


def told(rule: str, text: str) -> list[Severity]:
    paragraphs = "".join(f"【一】{paragraph}\n" for paragraph in text.split("／"))
    return [finding.severity for finding in judge(example(_TABLE + paragraphs), select=[rule]).findings]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("CON01", "依申请公开方面，共办结9件。按期办结6件。"),
        ("CON03", "新收申请9件。予以公开9件，予以公开4件。"),
        ("CON04", "全年行政复议3件。行政复议2件已审结。发生行政复议2件。"),
        ("CON06", "作出行政许可决定10件。作出行政许可决定6件。"),
    ],
)
def test_it_may_be_of_a_part(rule: str, text: str) -> None:
    assert set(told(rule, text)) <= {Severity.NOTE}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("CON01", "依申请公开方面，共办结9件。／依申请公开方面，共办结6件。"),
        ("CON06", "作出行政许可决定6件。作出行政许可决定10件。"),
    ],
)
def test_it_is_wrong_in_another_paragraph_or_ahead(rule: str, text: str) -> None:
    assert told(rule, text) != []
    assert Severity.NOTE not in told(rule, text)
