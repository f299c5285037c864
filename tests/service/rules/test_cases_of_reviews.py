"""Kinds of cases named together, in any combination: each has its rows in table four."""

from itertools import combinations, permutations

import pytest

from service.judge import judge
from service.reports.finding import CheckStatus
from tests.service.rules.examples import example

KINDS = ("行政复议", "行政诉讼", "直接起诉", "复议后起诉")
NAMED = [named for size in (1, 2) for kinds in combinations(KINDS, size) for named in permutations(kinds)]


@pytest.mark.parametrize("named", NAMED, ids="和".join)
@pytest.mark.parametrize("result", ["其中结果维持2件", "结果纠正0件", "未发生此类案件", "尚未审结的1件"])
def test_whatever_kinds_are_named_together_they_are_held_against_rows(named: tuple[str, ...], result: str) -> None:
    for joined in ("、".join(named), "和".join(named), "的".join(named)):
        report = example(f"【一】2023年，因政府信息公开引发{joined}2件，{result}。\n行政复议 | 1 | 0 | 0 | 0 | 1")
        (check,) = judge(report, select=["CON04"]).checks
        assert check.status is not CheckStatus.CRASHED
