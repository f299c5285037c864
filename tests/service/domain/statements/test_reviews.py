import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.statements import review_counts
from tests.service.domain.statements.claims import told

KINDS = st.sampled_from([("review", "行政复议"), ("litigation", "行政诉讼")])
RESULTS = st.sampled_from(
    [("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果"), ("pending", "尚未审结")]
)


@given(
    st.integers(0, 99),
    KINDS,
    st.sampled_from(["因政府信息公开被申请{}{}件。", "收到政府信息公开{}案件{}起。", "信息公开引发的{}共{}件。"]),
)
def test_cases_over_disclosure_are_counted_by_their_kind(number: int, kind: tuple[str, str], text: str) -> None:
    assert told(review_counts, text.format(kind[1], number)) == [(kind[0], number)]


@given(st.integers(0, 99), KINDS, RESULTS)
def test_a_result_is_one_of_the_kind_last_spoken_of(
    number: int, kind: tuple[str, str], result: tuple[str, str]
) -> None:
    text = f"政府信息公开{kind[1]}9件，{result[1]}{number}件。"
    assert told(review_counts, text) == [(kind[0], 9), (f"{kind[0]}.{result[0]}", number)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("未发生因政府信息公开引起的行政复议。", ["review"]),
        ("没有因政府信息公开被提起行政诉讼。", ["litigation"]),
        ("未发生政府信息公开行政复议、行政诉讼。", ["review", "litigation"]),
        ("无信息公开行政复议和诉讼案件。", ["review", "litigation"]),
    ],
)
def test_a_sentence_may_deny_either_kind_or_both(text: str, kinds: list[str]) -> None:
    assert told(review_counts, text) == [(kind, 0) for kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "办理行政复议案件12件。",
        "2022年政府信息公开行政复议3件。",
        "信息公开行政复议较上年增加3件。",
        "组织信息公开行政复议培训3次。",
        "信息公开行政复议约30件。",
        "未发生信息公开行政诉讼败诉。",
        "全区信息公开行政复议3件。",
        "信息公开申请3件。",
    ],
)
def test_other_cases_years_and_matters_are_none(text: str) -> None:
    assert told(review_counts, text) == []


def test_in_section_four_every_case_is_over_disclosure() -> None:
    assert told(review_counts, "行政复议案件12件。", section=4) == [("review", 12)]


def test_a_result_after_both_kinds_is_the_laters() -> None:
    text = "政府信息公开行政复议9件，行政诉讼4件，结果维持3件。"
    assert told(review_counts, text)[-1] == ("litigation.upheld", 3)
    assert told(review_counts, "政府信息公开行政诉讼4件，行政复议9件，结果维持3件。")[-1] == ("review.upheld", 3)
