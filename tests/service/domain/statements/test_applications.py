import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.statements import application_counts, carried_counts, says_all_are_done
from tests.service.domain.statements.claims import GOVERNMENT, quotes, told, values


@given(
    st.integers(0, 9999),
    st.sampled_from(
        [
            "2023年，我局共收到政府信息公开申请{}件。",
            "全年受理依申请公开{}件，均已按时答复。",
            "本年度新收到政府信息公开申请 {} 件。",
            "我局通过各种渠道收到政府信息公开申请{}件。",
            "共办结政府信息公开申请{}件。",
        ]
    ),
)
def test_a_count_of_applications_of_the_whole_body_is_read(number: int, text: str) -> None:
    assert values(application_counts, text.format(number)) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我局未收到政府信息公开申请。",
        "全年没有收到依申请公开申请。",
        "本年度无政府信息公开申请。",
        "政府信息公开申请数量为0。",
    ],
)
def test_a_sentence_that_denies_applications_counts_none(text: str) -> None:
    assert values(application_counts, text) == [0]


def test_answers_that_are_listed_are_all_answers_and_those_beside_others_are_not() -> None:
    assert values(application_counts, "我局办结的9件申请中，予以公开6件，部分公开3件。") == [9]
    assert values(application_counts, "我局答复申请6件，部分公开3件。") == []


@pytest.mark.parametrize(
    "text",
    [
        "我局代表区政府受理政府信息公开申请3件。",
        "通过邮寄方式收到政府信息公开申请3件。",
        "其中自然人申请3件。",
        "收到行政许可申请3件。",
        "2022年收到政府信息公开申请3件，今年有所增加。",
        "全区收到政府信息公开申请3件。",
        "较上年收到申请增加3件。",
        "收到约30件政府信息公开申请。",
        "收到补贴资金申请3件。",
        "未收到信息公开收费申请异议。",
        "申请人满意率100%。",
        "不予公开政府信息公开申请3件。",
    ],
)
def test_a_count_of_something_narrower_or_other_is_none_of_the_whole(text: str) -> None:
    assert values(application_counts, text) == []


def test_a_governments_whole_region_is_its_own() -> None:
    text = "全区共收到政府信息公开申请3件。"
    assert values(application_counts, text, title=GOVERNMENT) == [3]


def test_a_statement_is_quoted_as_it_stands() -> None:
    text = "全年共收到政府信息公开申请 １２ 件。"
    assert values(application_counts, text) == [12]
    assert quotes(application_counts, text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("结转下年度继续办理3件。", [("carried_forward", 3)]),
        ("另有3件结转至2024年办理。", [("carried_forward", 3)]),
        ("上年结转政府信息公开申请2件。", [("carried_over", 2)]),
        ("上年度结转2件，结转下年度1件。", [("carried_over", 2), ("carried_forward", 1)]),
        ("收到申请3件。", []),
        ("结转资金3件投诉。", []),
    ],
)
def test_what_is_carried_over_or_forward_is_told_by_its_row(text: str, expected: list[tuple[str, object]]) -> None:
    assert told(carried_counts, text) == expected


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("2023年收到政府信息公开申请5件，均已办结。", True),
        ("收到依申请公开5件，全部按时答复。", True),
        ("政府信息公开申请均在法定期限内答复。", True),
        ("收到信访举报5件，均已办结。", False),
        ("收到政府信息公开申请5件，按时答复。", False),
        ("2022年政府信息公开申请均已办结。", False),
        ("提案全部办结。", False),
    ],
)
def test_words_of_completion_about_applications_say_that_none_is_left(text: str, done: bool) -> None:
    assert told(says_all_are_done, text) == ([("carried_forward", 0)] if done else [])
