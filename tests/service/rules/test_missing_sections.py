"""What is advised for a section that is missing is nothing that another rule forbids."""

import pytest

from service.judge import judge
from service.reports import form
from tests.service.rules.examples import example

HEADS = [form.section_name(number) for number in form.SECTIONS]


def advice(number: int, language: str) -> str:
    heads = " / ".join(head for head in HEADS if head != form.section_name(number))
    findings = judge(example(f"【章节】{heads}"), select=["SEC01"]).findings
    (suggestion,) = (finding.suggestion for finding in findings if finding.facts["section"] == number)
    assert suggestion
    return str(getattr(suggestion, language))


def rules_against(number: int, text: str) -> list[str]:
    """The rules on empty sections and on the fee that a section with this text breaks."""
    numeral = form.NUMERALS[number - 1]
    return [found.rule for found in judge(example(f"【{numeral}】{text}"), select=["SEC04", "TXT05"]).findings]


@pytest.mark.parametrize("number", form.SECTIONS)
def test_each_section_is_named_and_none_may_say_nothing_alone(number: int) -> None:
    assert form.section_name(number) in advice(number, "zh")
    assert "确无内容" not in advice(number, "zh")


def test_section_five_that_says_nothing_is_forbidden_and_not_advised() -> None:
    assert rules_against(5, "无") == ["SEC04"]
    assert "不宜只写“无”" in advice(5, "zh")
    assert "not enough" in advice(5, "en")


def test_section_six_is_asked_for_the_fee_and_may_say_that_there_is_nothing_else() -> None:
    assert rules_against(6, "无其他需要报告的事项。") == ["TXT05"]
    assert rules_against(6, "本年度未收取信息处理费，无其他需要报告的事项。") == []
    assert "信息处理费" in advice(6, "zh")
    assert "fee" in advice(6, "en")
