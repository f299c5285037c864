"""Kinds of cases named together, in any combination: each has its rows in table four."""

from itertools import combinations, permutations

import pytest

from service.judge import judge
from service.reports.finding import CheckStatus, Severity
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


@pytest.mark.parametrize(
    "sentence",
    [
        "全年行政复议3件、行政诉讼5件，均为工伤认定案件。",
        "全年行政复议6件，其中行政处罚类4件、行政许可类2件。",
        "举报人不服处理结果，申请行政复议7件。",
        "在行政执法中，被申请行政复议8件，无行政诉讼。",
        "围绕违法建设查处，有行政复议6件、行政诉讼2件。",
        "消费投诉举报处理被申请行政复议21件，被提起行政诉讼4件。",
    ],
)
def test_cases_are_no_more_than_to_check_where_their_sentence_speaks_of_anything_but_disclosure(sentence: str) -> None:
    report = example(f"【一】{sentence}\n行政复议 | 2 | 0 | 0 | 0 | 2")
    assert all(found.severity is Severity.NOTE for found in judge(report, select=["CON04"]).findings)


@pytest.mark.parametrize("sentence", ["全年行政复议9件，维持8件。", "因信息公开被申请行政复议9件，均为征地批文申请。"])
def test_cases_are_told_where_their_sentence_speaks_of_disclosure_or_of_nothing_else(sentence: str) -> None:
    report = example(f"【一】{sentence}\n行政复议 | 2 | 0 | 0 | 0 | 2")
    assert any(found.severity is Severity.WARNING for found in judge(report, select=["CON04"]).findings)
