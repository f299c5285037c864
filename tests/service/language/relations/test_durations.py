import pytest

from service.language import Certainty
from tests.service.language.relations.told import shares

RIGHT = [
    "平均办理时间由10天缩短到6天，压缩了40%。",
    "审批时限由20个工作日压减到8个工作日，压减60%。",
    "平均答复时间9.6个工作日，比2022年的12个工作日缩短20%。",
    "办理时限由法定的60日压缩到15日，压缩75%。",
    "热线平均响应时间由50分钟缩短到30分钟，缩短40%。",
    "平均答复用时11个工作日，比法定的20个工作日少9个工作日，缩短45%。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_time_that_became_shorter_by_so_much_holds(text):
    told = shares(text)
    assert told
    assert all(each.holds for each in told)


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        ("平均办理时间由10天缩短到6天，压缩了60%。", 40.0),
        ("审批时限由20个工作日压减到8个工作日，压减40%。", 60.0),
        ("平均答复时间9.6个工作日，比2022年的12个工作日缩短25%。", 20.0),
        ("办理时限由法定的60日压缩到15日，压缩85%。", 75.0),
    ],
)
def test_a_time_that_became_shorter_by_another_share_is_told(text, actual):
    (told,) = [each for each in shares(text) if not each.holds]
    assert told.certainty is Certainty.ESTABLISHED
    assert told.actual == pytest.approx(actual)


@pytest.mark.parametrize(
    "text",
    [
        "春节8天接待游客318.6万人次，可比口径较上年春节7天增长21.4%。",
        "在5个工作日内办结的由3件增至6件，增长100%，其余在20个工作日内办结。",
        "审批时限由15个工作日压缩至72小时，压缩85%。",
    ],
)
def test_days_of_something_else_are_compared_with_none(text):
    assert all(each.holds for each in shares(text))


def test_averages_of_whole_days_are_as_rounded_as_they_are_told():
    assert all(each.holds for each in shares("答复平均用时由15个工作日压缩至9个工作日，缩短42%。"))
    assert not all(each.holds for each in shares("答复平均用时由15个工作日压缩至9个工作日，缩短60%。"))
