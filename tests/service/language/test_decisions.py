from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.language.said import (
    DECISIONS,
    likely,
    told,
)

KINDS = st.sampled_from([("licensing", "行政许可"), ("penalty", "行政处罚"), ("coercion", "行政强制")])


@given(
    st.integers(0, 99_999),
    KINDS,
    st.sampled_from(["全年作出{}决定{}件。", "办理{}{}件。", "本年度{}{}件。", "实施{}共{}件。"]),
)
def test_decisions_are_counted_by_their_kind(number: int, kind: tuple[str, str], text: str) -> None:
    row, name = kind
    assert likely(DECISIONS, text.format(name, number)) == [(row, number)]


@given(st.integers(0, 9999), KINDS)
def test_a_count_may_stand_before_what_it_counts(number: int, kind: tuple[str, str]) -> None:
    row, name = kind
    assert likely(DECISIONS, f"作出{number}件{name}决定。") == [(row, number)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("收取行政事业性收费12万元。", 12),
        ("行政事业性收费金额共1.5万元。", Decimal("1.5")),
        ("五是公开收费信息，收取安全生产考试考务费等行政事业性收费35.2万元。", Decimal("35.2")),
        ("公示收费目录，征收水土保持补偿费等行政事业性收费合计120万元。", 120),
        ("全年行政事业性收费收入35.2万元。", Decimal("35.2")),
        ("全年收取行政事业性收费总额为88.5万元。", Decimal("88.5")),
    ],
)
def test_a_fee_is_an_amount(text: str, amount: object) -> None:
    assert likely(DECISIONS, text) == [("fees", amount)]


@pytest.mark.parametrize(
    "text",
    [
        "公开行政许可信息12件。",
        "公示行政处罚决定书12份。",
        "在执法公示平台公开行政处罚决定12件。",
        "梳理行政许可事项目录12项。",
        "行政复议12件。",
        "2019年作出行政许可决定12件。",
        "较上年作出行政许可决定减少12件。",
        "作出行政许可决定约120件。",
        "收取行政事业性收费12元。",
        "其中涉及行政许可12件。",
    ],
)
def test_what_was_published_compared_or_done_otherwise_is_no_count_of_decisions(text: str) -> None:
    assert likely(DECISIONS, text) == []


@pytest.mark.parametrize(
    "text", ["公示行政处罚决定12件。", "全年公开行政处罚12件。", "公布执法检查结果3批、行政处罚12件。"]
)
def test_published_decisions_are_to_check_at_best(text: str) -> None:
    assert ("penalty", 12, "established") not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "为企业减免行政事业性收费35.2万元。",
        "免收小微企业行政事业性收费35.2万元。",
        "停征、降低行政事业性收费35.2万元。",
        "代财政部门征收的其他费用和代收行政事业性收费5万元。",
        "收取各项费用60万元，其中行政事业性收费35.2万元。",
        "公示涉及行政事业性收费35.2万元。",
        "全市收取行政事业性收费35.2万元。",
        "收取行政事业性收费约35万元。",
        "上半年收取行政事业性收费35.2万元。",
        "2019年收取行政事业性收费35.2万元。",
    ],
)
def test_what_was_waived_or_charged_for_others_or_in_part_is_no_fee(text: str) -> None:
    assert likely(DECISIONS, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "办理行政处罚案件30件，作出处罚决定27件。",
        "办理行政处罚案件30件（下达处罚决定书27份）。",
        "共受理行政处罚30件，结案27件。",
        "全年行政处罚30件，其中作出决定27件。",
        "处理行政处罚案件30件，移送3件，作出行政处罚决定27件。",
    ],
)
def test_cases_that_were_handled_are_no_decisions_where_those_are_counted_after_them(text: str) -> None:
    assert ("penalty", 30) not in likely(DECISIONS, text)


@pytest.mark.parametrize(
    "text",
    [
        "办理行政处罚案件30件。",
        "作出行政处罚决定30件，结案27件。",
        "办理行政处罚案件30件，作出行政许可决定27件。",
        "办理行政处罚30件，办理行政强制4件。",
        "办理行政处罚案件30件，均在作出决定之日起7个工作日内公示。",
        "作出行政许可决定9件、行政处罚决定30件；全省共下达行政处罚决定书79份。",
    ],
)
def test_cases_that_were_handled_are_decisions_where_only_others_follow(text: str) -> None:
    assert ("penalty", 30) in likely(DECISIONS, text)


@pytest.mark.parametrize(
    ("total", "counted", "expected"),
    [("公开政务服务事项868项", "274项、行政处罚96项", []), ("作出各类决定868件", "274件、行政处罚96件", [274, 96])],
)
def test_what_things_are_said_to_be_is_no_decision(total: str, counted: str, expected: list[object]) -> None:
    assert [value for _, value in likely(DECISIONS, f"{total}，即行政许可{counted}，每项列明时限。")] == expected


@pytest.mark.parametrize("checks", ["餐饮油烟整治检查门店320家", "露天焚烧巡查88次", "“双减”抽查机构26家"])
def test_decisions_on_what_was_checked_in_one_field_are_of_that(checks: str) -> None:
    assert likely(DECISIONS, f"{checks}，作出行政处罚决定31件。") == []


@pytest.mark.parametrize("checks", ["开展行政检查320家次", "全年检查320家次", "我局组织日常监督检查320次"])
def test_decisions_on_what_was_checked_anywhere_are_all(checks: str) -> None:
    assert likely(DECISIONS, f"{checks}，作出行政处罚决定31件。") == [("penalty", 31)]
