import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import Relation
from tests.service.language.said import (
    CASES,
    GOVERNMENT,
    likely,
)

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
    assert likely(CASES, text.format(kind[1], number)) == [(kind[0], number)]


@given(st.integers(0, 99), KINDS, RESULTS)
def test_a_result_is_one_of_the_kind_last_spoken_of(
    number: int, kind: tuple[str, str], result: tuple[str, str]
) -> None:
    text = f"政府信息公开{kind[1]}9件，{result[1]}{number}件。"
    assert likely(CASES, text) == [(kind[0], 9), (f"{kind[0]}.{result[0]}", number)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("未发生因政府信息公开引起的行政复议。", ["review"]),
        ("没有因政府信息公开被提起行政诉讼。", ["litigation"]),
        ("未发生政府信息公开行政复议、行政诉讼。", ["review+litigation"]),
        ("无信息公开行政复议和诉讼案件。", ["review+litigation"]),
    ],
)
def test_a_sentence_may_deny_either_kind_or_both(text: str, kinds: list[str]) -> None:
    assert likely(CASES, text) == [(kind, 0) for kind in kinds]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("未发生信息公开行政诉讼败诉。", "litigation.corrected"),
        ("信息公开行政复议、行政诉讼均未发生败诉或被纠错。", "litigation.corrected"),
        ("全年行政复议案件全部获得维持。", "review.corrected"),
        ("行政诉讼案件均胜诉。", "litigation.corrected"),
    ],
)
def test_that_no_case_was_lost_or_that_all_were_won_is_told_of_that_result(text: str, result: str) -> None:
    assert likely(CASES, text) == [(result, 0)]


def test_that_the_cases_of_some_were_won_says_nothing_of_all() -> None:
    assert likely(CASES, "何某申请他户协议，复议均维持。") == []


@pytest.mark.parametrize(
    "text",
    [
        "办理行政复议案件12件。",
        "2019年政府信息公开行政复议3件。",
        "信息公开行政复议较上年增加3件。",
        "组织信息公开行政复议培训3次。",
        "信息公开行政复议约30件。",
        "全区信息公开行政复议3件。",
        "信息公开申请3件。",
    ],
)
def test_other_cases_years_and_matters_are_none(text: str) -> None:
    assert likely(CASES, text) == []


def test_in_section_four_every_case_is_over_disclosure() -> None:
    assert likely(CASES, "行政复议案件12件。", section=4) == [("review", 12)]


def test_a_result_after_both_kinds_is_the_laters() -> None:
    text = "政府信息公开行政复议9件，行政诉讼4件，结果维持3件。"
    assert likely(CASES, text)[-1] == ("litigation.upheld", 3)
    assert likely(CASES, "政府信息公开行政诉讼4件，行政复议9件，结果维持3件。")[-1] == ("review.upheld", 3)


@pytest.mark.parametrize(
    "text",
    [
        "因政府信息公开发生行政复议、行政诉讼案件共7件。",
        "因政府信息公开发生行政复议和行政诉讼案件7件。",
        "政府信息公开引发的行政复议及诉讼合计7起。",
        "因政府信息公开被申请行政复议和提起行政诉讼共7件。",
        "政府信息公开行政诉讼、行政复议案件总数为7件。",
    ],
)
def test_two_kinds_before_one_count_are_counted_together(text: str) -> None:
    assert likely(CASES, text) == [("review+litigation", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "因政府信息公开发生行政复议、行政诉讼分别为4件、3件。",
        "因政府信息公开发生行政复议、行政诉讼各3件。",
        "政府信息公开行政复议、行政诉讼等案件7件。",
        "政府信息公开行政复议、行政诉讼答辩7次。",
    ],
)
def test_two_kinds_with_a_count_each_or_of_more_are_not_counted_together(text: str) -> None:
    assert ("review+litigation", 7) not in likely(CASES, text)
    assert ("litigation", 4) not in likely(CASES, text)


def test_a_result_of_each_kind_is_none_of_both_together() -> None:
    text = "因政府信息公开发生行政复议13件、行政诉讼11件，复议和诉讼各被纠正1件。"
    assert likely(CASES, text) == [("review", 13), ("litigation", 11)]


def test_a_result_may_be_one_of_both_kinds() -> None:
    text = "政府信息公开行政复议、行政诉讼案件被纠正1件。"
    assert likely(CASES, text) == [("review+litigation.corrected", 1)]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("政府信息公开未经复议直接起诉2件。", "litigation_direct"),
        ("政府信息公开行政诉讼中未经复议直接起诉的2件。", "litigation_direct"),
        ("政府信息公开未经行政复议直接提起行政诉讼2件。", "litigation_direct"),
        ("政府信息公开复议后起诉2件。", "litigation_after_review"),
        ("政府信息公开行政复议后提起行政诉讼案件2件。", "litigation_after_review"),
        ("政府信息公开案件复议后再起诉的2件。", "litigation_after_review"),
    ],
)
def test_lawsuits_are_counted_by_how_they_came(text: str, route: str) -> None:
    assert likely(CASES, text) == [(route, 2)]


def test_lawsuits_by_how_they_came_are_counted_as_parts_too() -> None:
    text = "政府信息公开行政诉讼5件，其中未经复议直接起诉2件，复议后起诉3件。"
    expected = [("litigation", 5), ("litigation_direct", 2), ("litigation_after_review", 3)]
    assert likely(CASES, text) == expected


@pytest.mark.parametrize(
    "rest",
    [
        "，均与政府信息公开无关。",
        "，均不涉及政府信息公开。",
        "，其中涉及政府信息公开4件。",
        "，因政府信息公开引发的4件。",
        "（其中政府信息公开类4件）。",
        "。其中涉及政府信息公开的4件。",
    ],
)
def test_cases_of_which_some_or_all_are_over_other_matters_are_none(rest: str) -> None:
    assert likely(CASES, f"办理行政复议案件15件{rest}", section=4) == []


@pytest.mark.parametrize("rest", ["。", "，均为政府信息公开案件。"])
def test_cases_that_are_all_over_disclosure_are_counted(rest: str) -> None:
    assert likely(CASES, f"被申请行政复议案件15件{rest}", section=4) == [("review", 15)]


@pytest.mark.parametrize("rest", ["，均已审结。", "全部审结。", "，截至年底均已审结。"])
def test_cases_that_all_came_to_an_end_leave_none_pending(rest: str) -> None:
    assert likely(CASES, f"被申请行政复议案件15件{rest}", section=4) == [("review", 15), ("review.pending", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "区政府作为复议机关审结政府信息公开行政复议案件15件，其中维持9件。",
        "省厅不再作为复议机关，故本年度无新收的信息公开类行政复议案件。",
        "县政府履行行政复议职责，受理政府信息公开行政复议5件。",
        "依法担任行政复议机关，全年未发生政府信息公开行政复议超期。",
    ],
)
def test_reviews_that_the_body_decides_over_are_not_those_against_it(text: str) -> None:
    assert likely(CASES, text) == []


def test_what_the_body_decides_over_is_told_for_its_clause_alone() -> None:
    text = "作为复议机关办理政府信息公开行政复议4件；因信息公开被申请行政复议2件。"
    assert likely(CASES, text) == [("review", 2)]


@pytest.mark.parametrize(
    ("results", "expected"),
    [("被责令重新答复或者确认违法的", [("review.corrected", 3)]), ("维持或者纠正的", [])],
)
def test_two_results_of_one_count_are_one_where_they_stand_in_one_column(
    results: str, expected: list[tuple[str, object]]
) -> None:
    assert likely(CASES, f"因政府信息公开发生行政复议20件，其中{results}3件。") == [("review", 20), *expected]


@pytest.mark.parametrize("party", ["乡镇（街道）", "街道"])
def test_cases_against_those_that_the_body_governs_are_not_all(party: str) -> None:
    assert likely(CASES, f"{party}作为被告的信息公开行政诉讼有29件。", title=GOVERNMENT) == []


@pytest.mark.parametrize("part", ["中有38件集中在两个城区", "中，38件涉及征地", "中38件因答复超期引发"])
def test_some_of_the_reviews_are_not_all(part: str) -> None:
    assert likely(CASES, f"65件政府信息公开行政复议案件{part}。") == [("review", 65)]


def test_cases_by_which_what_is_counted_came_to_its_result_are_not_all_of_them() -> None:
    text = "申请公开案卷材料的答复口径不统一，当年有1件因此在行政复议中被纠正。"
    assert likely(CASES, text) == []
    assert likely(CASES, text, relation=Relation.SOME) == [("review.corrected", 1)]
    assert ("review", 5) in likely(CASES, "因政府信息公开发生的5件行政复议中被纠正1件。")


@pytest.mark.parametrize(("papers", "expected"), [("复议决定6份", []), ("复议案件6件", [("review", 6)])])
def test_papers_of_reviews_are_no_reviews(papers: str, expected: list[object]) -> None:
    assert likely(CASES, f"因政府信息公开收到行政{papers}，全部履行。") == expected


def test_what_a_heading_says_of_some_is_not_said_of_the_points_behind_it() -> None:
    text = "短板主要有二：一是因信息公开被提起行政复议35件，其中4件被纠正；二是公开标准不一。"
    assert likely(CASES, text)[0] == ("review", 35)


def test_cases_that_are_named_anew_for_the_year_are_under_no_label_before() -> None:
    text = "区级层面，主要差距是应诉质量：本年度因公开工作发生行政诉讼8件。"
    assert ("litigation", 8) in likely(CASES, text)


def test_those_who_asked_for_a_review_of_some_applications_are_not_all() -> None:
    assert likely(CASES, "答复申请29件，另3件申请人不服提起了行政复议。") == []
    assert likely(CASES, "因政府信息公开，申请人提起行政复议3件。") == [("review", 3)]
