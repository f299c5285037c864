"""Counts that are told again otherwise, whatever they are of."""

import pytest

from service.language.contradictions.restated import restated
from service.language.reading import Reading
from tests.service.reports.prose_reports import report


def told(first: str, second: str) -> list[tuple[int, int, bool]]:
    """The later number, the earlier one, and whether no other thing can be meant."""
    found = restated(Reading.of(report((1, first), (5, second))))
    return [(int(each.later.number), int(each.earlier.number), each.is_established) for each in found]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("全年收到挂号信94封。", "全年49封挂号信多为咨询。", (49, 94)),
        ("建成惠民阅览角19处。", "16处惠民阅览角分布不均。", (16, 19)),
        ("评选优秀院坝会38场。", "36场优秀院坝会的录音没有剪出来。", (36, 38)),
        ("建成惠民阅览角19处。", "惠民阅览角仅16处。", (16, 19)),
        ("评选优秀院坝会38场。", "全年虽举办优秀院坝会39场,仍有人不知道。", (39, 38)),
    ],
)
def test_what_is_known_or_done_and_named_by_the_same_words_alone_is_surely_the_same(
    first: str, second: str, numbers: tuple[int, int]
) -> None:
    assert told(first, second) == [(*numbers, True)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("建成惠民阅览角19处。", "东片建成的16处惠民阅览角分布不均。"),
        ("下属单位建成惠民阅览角19处。", "16处惠民阅览角分布不均。"),
    ],
)
def test_what_has_more_of_a_name_or_another_owner_is_to_check(first: str, second: str) -> None:
    assert told(first, second) == [(16, 19, False)]


def test_more_of_what_there_may_have_been_before_is_to_check() -> None:
    assert told("建成惠民阅览角19处。", "惠民阅览角共有22处,分布不均。") == [(22, 19, False)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("建成惠民阅览角19处。", "19处惠民阅览角分布不均。"),
        ("建成惠民阅览角19处。", "6处惠民阅览角分布不均。"),
        ("建成惠民阅览角19处。", "16个惠民阅览角的管理员分布不均,19处惠民阅览角都在城里。"),
        ("建成惠民阅览角19处。", "16名惠民阅览角管理员都是兼职。"),
        ("建成惠民阅览角约19处。", "16处惠民阅览角分布不均。"),
        ("计划建成惠民阅览角19处。", "16处惠民阅览角分布不均。"),
        ("2022年建成惠民阅览角19处。", "16处惠民阅览角分布不均。"),
        ("建成惠民阅览角19处。", "明年将建成惠民阅览角16处。"),
        ("建成惠民阅览角19处。", "新增惠民阅览角,其中16处惠民阅览角在城里。"),
        ("上半年建成惠民阅览角19处。", "下半年建成的16处惠民阅览角分布不均。"),
        ("惠民阅览角由19处增加到22处。", "22处惠民阅览角分布不均,16处公告栏破损。"),
        ("建成惠民阅览角19处。", "17处惠民阅览角已经开放，其余2处年后开放。"),
        ("建成惠民阅览角12处、惠民查询点2处。", "14处惠民阅览角和查询点分布不均。"),
    ],
)
def test_what_may_be_true_of_both_is_not_told(first: str, second: str) -> None:
    assert told(first, second) == []


def test_the_count_whose_words_are_nearest_is_held_against_it() -> None:
    first = "东片建成惠民阅览角19处。西片建成便民服务角17处。"
    assert told(first, "16处便民服务角分布不均。") == [(16, 17, True)]


def test_what_has_as_much_in_common_with_two_counts_is_not_told() -> None:
    assert told("东片建成惠民阅览角19处。西片建成惠民阅览角17处。", "15处惠民阅览角分布不均。") == []


def test_words_of_which_a_report_is_full_tell_nothing() -> None:
    often = "".join(f"{month}月讲惠民阅览角。" for month in range(1, 8))
    assert told(f"惠民阅览角19处。{often}", "16处惠民阅览角分布不均。") == []


def test_one_of_something_may_be_any() -> None:
    assert told("加装电梯惠民工程3项、惠民驿站3个。", "加装电梯惠民驿站流程归并到一个惠民驿站二维码。") == []


def test_what_is_listed_before_a_count_is_not_what_it_counts() -> None:
    later = "面向村民的音视频产品只有7个。"
    assert told("惠农补贴、农产品安全、疫病防控四个专题发布信息662条。", later) == []
    assert told("制作音视频产品4个，发布信息662条。", later) == [(7, 4, False)]
