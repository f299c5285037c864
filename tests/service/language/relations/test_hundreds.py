"""Shares of one whole must come to 100 % where they are all."""

import pytest

from service.judge import judge
from service.language import Shares
from tests.service.language.relations.told import breakdowns
from tests.service.reports.prose_reports import report

LISTS = (
    "按申请人分类，自然人占{}%、法人占9.4%、其他组织占3.1%。",
    "从申请方式看，网络申请占{}%，信函申请占9.4%，当面申请占3.1%。",
    "公开信息1200条，政策类占{}%，动态类占9.4%，其他类占3.1%。",
    "公开信息1200条，其中政策类占{}%；动态类占9.4%；其余占3.1%。",
    "公开信息1200条（其中政策类占{}%，动态类占9.4%，其他占3.1%）。",
)


def told(text: str) -> list[Shares]:
    return [each for each in breakdowns(text) if isinstance(each, Shares)]


@pytest.mark.parametrize("said", LISTS)
@pytest.mark.parametrize("first", ["87.5", "87.4", "87.6"])
def test_shares_that_come_to_all_but_for_rounding_hold(said: str, first: str) -> None:
    (found,) = told(said.format(first))
    assert found.holds


@pytest.mark.parametrize("said", LISTS)
@pytest.mark.parametrize("first", ["82.5", "90.5"])
def test_shares_that_do_not_come_to_all_are_told(said: str, first: str) -> None:
    (found,) = told(said.format(first))
    assert not found.holds
    names_rest = "其他类" in said or "其余" in said or "其他占" in said
    assert found.certainty == ("established" if names_rest else "to check")


@pytest.mark.parametrize(
    "text",
    [
        "公开信息1200条，其中政策类占40%，动态类占35%，图解类占12%。",
        "办结率占99%，满意率占98%，按期率占97%。",
        "政策类占40%，较上年上升3个百分点，动态类占35%，其他占15%。",
        "政策类占全市的40%，占全省的3%，占全国的1%。",
        "政策类占40%以上，动态类占35%，其他占15%。",
        "政策类占80%，其他占15%。",
    ],
)
def test_shares_that_need_not_be_all_are_not_told(text: str) -> None:
    assert all(found.holds for found in told(text))


def test_a_wrong_sum_is_told_with_what_it_comes_to() -> None:
    read = report((1, "公开信息1200条，政策类占82.5%，动态类占9.4%，其他类占3.1%。"))
    (finding,) = judge(read, select=["ARI06"]).findings
    assert finding.message.zh == "所列各项占比合计为 95.0%，应为 100%。"
    assert [str(operand.value) for operand in finding.operands] == ["82.5", "9.4", "3.1"]
    assert finding.locations[0].quote == "公开信息1200条，政策类占82.5%，动态类占9.4%，其他类占3.1%。"
