"""The average time that answers took, told twice otherwise."""

import pytest

from service.language.contradictions.average_times import average_times
from service.language.reading import Reading
from tests.service.reports.prose_reports import report


def _told(first: str, second: str) -> list[bool]:
    """For each contradiction, whether no other thing can be meant."""
    return [each.is_established for each in average_times(Reading.of(report((1, first), (5, second))))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("收到申请7件，平均办理时间为12个工作日。", "依申请公开办理效率不高，平均答复用时15个工作日。"),
        ("收到申请7件，平均办理时间为12.0个工作日。", "平均答复用时12.5个工作日，申请人等得久。"),
        ("新收申请3件，办一件平均用6个工作日。", "办申请的时间还是长，平均每件用9个工作日。"),
    ],
)
def test_two_times_exclude_each_other_and_are_to_check(first: str, second: str) -> None:
    assert _told(first, second) == [False]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("收到申请7件，平均办理时间为12个工作日。", "平均答复用时12个工作日，申请人等得久。"),
        ("收到申请7件，平均办理时间为12个工作日。", "平均答复用时12.0个工作日，申请人等得久。"),
        ("收到申请7件，平均办理时间为12.50个工作日。", "平均答复用时12.5个工作日，申请人等得久。"),
        ("收到申请7件，平均办理时间为12个工作日。", "力争将申请平均答复用时压缩到10个工作日。"),
        ("收到申请7件，平均办理时间为12个工作日。", "申请平均答复用时比上年的15个工作日短。"),
        ("收到申请7件，平均办理时间为12个工作日。", "2022年申请平均答复用时15个工作日。"),
        ("收到申请7件，平均办理时间为12个工作日。", "申请平均在15个工作日内答复。"),
        ("收到申请7件，平均办理时间为12个工作日。", "行政许可平均办理时间为5个工作日。"),
        ("收到申请7件，平均办理时间为12个工作日。", "2件第三方申请平均用时17个工作日。"),
        ("收到申请7件，答复最长用12个工作日。", "申请平均答复用时15个工作日。"),
    ],
)
def test_what_is_planned_compared_bounded_or_of_other_matters_excludes_nothing(first: str, second: str) -> None:
    assert _told(first, second) == []
