"""An average is held against the total and the number right before it."""

import pytest

from service.language import Average, Certainty
from tests.service.language.relations.told import shares


def averages(text: str) -> list[Average]:
    return [each for each in shares(text) if isinstance(each, Average)]


TOLD = (
    "举办业务培训6期，参训324人次，平均每期{}人次。",
    "举办业务培训6期，参训人员324人次，场均{}人次，内容为条例解读。",
    "举办业务培训6期（参训324人次，平均每期{}人次）。",
    "参训324人次，共培训6期，平均每期参训{}人次。",
    "举办业务培训6期，平均每期参训{}人次，合计324人次。",
)
MONTHLY = ("咨询电话全年接听8760个，平均每月{}个。", "公众号年内推送8760篇，月均{}篇。")


@pytest.mark.parametrize("text", TOLD)
def test_an_average_that_its_counts_do_not_give_is_told(text: str) -> None:
    (found,) = averages(text.format(48))
    assert (found.holds, found.certainty, found.part, found.whole) == (False, Certainty.ESTABLISHED, 324, 6)


@pytest.mark.parametrize("text", TOLD)
def test_an_average_that_its_counts_give_holds(text: str) -> None:
    (found,) = averages(text.format(54))
    assert found.holds


@pytest.mark.parametrize("text", MONTHLY)
@pytest.mark.parametrize(("told", "holds"), [(730, True), (780, False)])
def test_what_is_told_of_each_month_is_held_against_the_whole_year(text: str, told: int, *, holds: bool) -> None:
    (found,) = averages(text.format(told))
    assert (found.holds, found.whole) == (holds, 12)


@pytest.mark.parametrize(
    "text",
    [
        "推送866条，阅读量214万次，条均2471次。",
        "推送866条，阅读量214万次，平均每条2470次。",
        "推送866条，阅读量214万次，条均2400次。",
        "发送短信36批次，共1044万条，平均每批29万条。",
        "办理12件，用车31次，平均每件2.6次。",
        "制发规章2件、规范性文件18件，发布解读53篇，平均每件2.65篇。",
        "办理12件，用车31次，平均每件2.58次。",
        "举办业务培训6期，其中线上4期，参训324人次，平均每期54人次。",
        "办结申请50件；召开会议6次，参会324人次，平均每次54人次。",
    ],
)
def test_rounding_is_allowed_for_at_the_last_place_that_is_no_nought(text: str) -> None:
    assert [found.holds for found in averages(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "举办业务培训6期，参训324人次，平均每天12人次。",
        "下半年接听咨询电话8760个，平均每月1460个。",
        "全年召开会议12次，每月1次；平均每月780个电话。",
        "举办业务培训6期，参训324人次，平均每期约50人次。",
        "举办业务培训6期，参训324人次；平均每期48人次。",
        "举办业务培训6期，参训324人次，平均每期2天。",
        "举办业务培训4期，参训390人次，第一、二期每期85人，第三、四期每期110人。",
        "举办业务培训6期，参训324人次，平均每期485人次。",
        "分三批公示412户，每批分别为150户、137户和125户。",
        "举办业务培训6期，平均每期48人次；合计324人次。",
        "举办业务培训6期，平均每期48人次，接听咨询电话324人次。",
    ],
)
def test_what_may_be_an_average_of_something_else_is_not_told(text: str) -> None:
    assert all(found.holds for found in averages(text))


@pytest.mark.parametrize(("told", "holds"), [(30, True), (32, False)])
def test_only_counts_in_its_unit_and_of_what_it_is_of_each_explain_an_average(told: int, *, holds: bool) -> None:
    (found,) = averages(f"公开信息1440条，公示企业1536家次，兑现资金4.608亿元，平均每家次{told}万元。")
    assert (found.holds, found.certainty, found.whole) == (holds, Certainty.ESTABLISHED, 1536)
