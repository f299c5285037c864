"""All of something told to be done, and some of it told not to be."""

import pytest

from service.language.contradictions.unfinished import unfinished
from service.language.reading import Reading
from tests.service.reports.prose_reports import report


def _told(first: str, second: str) -> list[bool]:
    """For each contradiction, whether no other thing can be meant."""
    return [each.is_established for each in unfinished(Reading.of(report((1, first), (5, second))))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("11个村的电子屏年内全部装齐。", "到年底还有3个村没有装上电子屏。"),
        ("基层水务站24个，均已设立公开查阅点。", "尚有7个水务站没有设立公开查阅点。"),
        ("12个路口全部装上监控探头。", "仍有4个路口没有装上监控探头。"),
        ("6家市属医院均已在官方网站设立公开专栏。", "市第三医院等两家至今未在官方网站设立公开专栏。"),
    ],
)
def test_what_was_done_to_all_and_not_to_some_excludes_itself(first: str, second: str) -> None:
    assert _told(first, second) == [False]


def test_it_does_so_for_sure_where_both_name_as_many_of_them_all() -> None:
    assert _told("水务站24个,均已设立公开查阅点。", "24个水务站中尚有7个没有设立公开查阅点。") == [True]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("17个乡镇全部建成公开专区。", "25个村服务点尚未建成。"),
        ("11个村的电子屏年内全部装齐。", "到年底还有3个村没有公示栏。"),
        ("明年11个村的电子屏将全部装齐。", "到年底还有3个村没有装上电子屏。"),
        ("11个村的电子屏年内全部装齐。", "2022年还有3个村没有装上电子屏。"),
        ("11个村的电子屏年内装齐8个。", "到年底还有3个村没有装上电子屏。"),
        ("11个村的电子屏年内全部装齐。", "有3个村的电子屏没有声音。"),
        ("全局14个科室均已明确信息员。", "还有2个直属单位没有明确信息员。"),
        ("12个民政局均已建成公开专区。", "36个民政所中尚有8个没有建成公开专区。"),
        ("213家机构全部公示收费标准。", "仍有12家机构没有及时更新收费标准。"),
        ("检查发现问题58个，全部整改到位。", "上年遗留的3个问题至今仍未整改到位。"),
    ],
)
def test_other_things_other_times_and_plans_exclude_nothing(first: str, second: str) -> None:
    assert _told(first, second) == []
