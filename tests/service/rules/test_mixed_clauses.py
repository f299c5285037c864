"""Clauses of the rules' cases in any order: whatever a text says, no rule crashes on it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from service.judge import judge
from service.reports.finding import CheckStatus
from service.rules import RULES
from tests.service.rules.examples import example
from tests.service.rules.test_cases import cases_of

_TEXT = re.compile(r"^\s*【[一三四五六]】(.+)$", re.MULTILINE)
CLAUSES = sorted(
    {
        clause
        for rule in RULES
        for case in cases_of(rule)
        for text in _TEXT.findall(case.report)
        for clause in re.split(r"(?<=[，。；：、（）])", text)
        if clause
    }
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(CLAUSES), min_size=3, max_size=14), st.sampled_from("一三四五六"))
def test_no_rule_crashes_on_clauses_in_any_order(clauses: list[str], section: str) -> None:
    checks = judge(example(f"【{section}】{''.join(clauses)}")).checks
    assert [check.rule for check in checks if check.status is CheckStatus.CRASHED] == []


def test_no_rule_crashes_on_marks_that_follow_each_other() -> None:
    checks = judge(example("【一】制发规范性文件1件、，废止1件。")).checks
    assert all(check.status is not CheckStatus.CRASHED for check in checks)
