"""Counts of a part of the body, of bodies that are no more, and sums with what was told before."""

import pytest

from service.language import Reading
from tests.service.language.said import BUREAU, claims, established, told
from tests.service.reports.prose_reports import report


@pytest.mark.parametrize(
    "text",
    [
        "收到申请26件。局机关办理15件，7个分支局办理11件。",
        "收到申请26件，局机关办结15件，所属中心办结11件。",
        "收到申请26件。委机关办理15件、各直属单位办理11件。",
    ],
)
def test_what_the_seat_counts_beside_others_is_a_part(text: str) -> None:
    assert told(text) == [("received", 26, "established")]


def test_what_the_seat_counts_alone_is_to_check() -> None:
    assert told("局机关收到政府信息公开申请15件。") == [("received", 15, "to check")]


def test_what_is_left_out_of_the_figures_takes_what_its_brackets_count_along() -> None:
    text = "收到申请26件。受理信息公开类行政复议13件（维持9件、纠正2件），由我局以县政府名义办理，不列入上表。"
    assert told(text) == [("received", 26, "established")]


def test_what_is_not_among_what_is_told_of_is_left_out() -> None:
    assert told("收到申请26件。病案复印另有窗口，全年受理5219份，不在此列。") == [("received", 26, "established")]


@pytest.mark.parametrize("name", ["原区大数据发展中心", "原老城区粮食局", "原国土资源局", "两原单位"])
def test_what_a_body_did_that_is_no_more_is_another_s(name: str) -> None:
    for text in ("收到政府信息公开申请3件", "未制发行政规范性文件", "作出行政处罚决定3件"):
        made = claims(f"原区大数据发展中心成立于2020年。{name}{text}。")
        assert made
        assert {claim.reason for claim in made} == {"another's"}


@pytest.mark.parametrize("text", ["原则上收到申请3件", "因原告撤诉，发生行政诉讼3件", "行政复议维持原处理决定3件"])
def test_other_words_that_begin_so_name_no_body(text: str) -> None:
    assert all(claim.reason != "another's" for claim in claims(f"{text}。"))


def test_an_outcome_summed_up_with_another_is_no_count_of_it() -> None:
    text = "收到申请20件，予以公开8件；部分公开2件，与予以公开合计10件。"
    assert ("outcomes.granted", 10, "established") not in told(text)
    assert 8 in {value for _, value, _ in told(text)}


@pytest.mark.parametrize("number", ["2.", "12.", "3、", "2．"])
def test_the_number_of_an_item_of_a_list_says_nothing(number: str) -> None:
    assert established(f"{number}全年作出行政许可决定12件。") == [("licensing", 12)]
    assert established(f"{number}2023年收到政府信息公开申请12件。") == [("received", 12)]


def test_it_says_nothing_within_a_sentence_too() -> None:
    text = "申请办理结果如下：1.予以公开3件；2.部分公开4件；3.不予公开5件。"
    assert [value for _, value, _ in told(f"收到申请12件。{text}")] == [12, 3, 4, 5]


def test_a_count_that_was_dealt_with_to_the_last_is_told_of_all() -> None:
    assert established("7件申请均已在法定期限内办结。") == [("answered", 7), ("all_done", 0)]


def test_titles_of_two_names_leave_the_region_to_governments() -> None:
    read = Reading.of(report((1, "各街道综合执法队作出处罚决定77件。"), title=BUREAU))
    assert {claim.reason for claim in read.claims} == {"another's"}


def test_an_outcome_with_another_in_its_bracket_is_of_both() -> None:
    text = "政府信息公开申请予以公开（含部分公开）10件。"
    assert established(text) == [("outcomes.granted+outcomes.partially_granted", 10)]


def test_what_the_body_counts_without_some_is_a_part() -> None:
    assert ("received", 15) not in established("我局（不含质监站）收到申请15件，质监站收到4件。")
    assert established("我局收到申请15件（不含上年结转1件）。") == [("received", 15)]


def test_matters_of_permits_are_counted_only_where_they_were_decided() -> None:
    assert told("行政许可事项35项，行政处罚事项208项，全部公开。") == []
    assert established("办理行政许可事项35件。") == [("licensing", 35)]


def test_a_bureau_of_another_level_is_another() -> None:
    assert told("市局受理申请33件，我局协助提供材料7件。") == []
    assert established("区局受理政府信息公开申请33件。") == [("received", 33)]


def test_answers_in_time_may_be_those_that_were_due_by_then() -> None:
    assert established("收到申请9件，全部在法定期限内答复。") == [("received", 9)]
    assert established("收到申请9件，全部在法定期限内答复完毕。") == [("received", 9), ("all_done", 0)]


@pytest.mark.parametrize(
    "text", ["全年收到申请47件。。办结47件。", "全年收到申请47件；；办结47件。", "全年收到申请47件，，办结47件。"]
)
def test_a_mark_that_stands_twice_says_nothing(text: str) -> None:
    assert established(text) == [("received", 47), ("answered", 47)]
