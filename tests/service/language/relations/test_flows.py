import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import Certainty, Flow
from tests.service.language.relations.told import breakdowns

COUNTS = st.integers(1, 400)


def flows(text: str) -> list[Flow]:
    return [each for each in breakdowns(text) if isinstance(each, Flow)]


@given(COUNTS, COUNTS, COUNTS)
def test_what_was_and_came_and_went_makes_what_there_is(was: int, came: int, went: int):
    (told,) = flows(f"公示点原有{was + went}处，本年新增{came}处、撤除{went}处，现有{was + came}处。")
    assert told.holds


@pytest.mark.parametrize(
    "text",
    [
        "公示点原有128处，本年新增24处、撤除6处，现有164处。",
        "年初在册312家，年内新登记28家、注销15家，年末为352家。",
        "专题专栏新增2个，撤并1个，专栏总数由上年的5个增加到7个。",
        "政务新媒体账号由14个减少到8个，关停4个、注销2个，新开设1个。",
        "上年末有效文件30件，本年新制定3件，废止4件，年末有效28件。",
    ],
)
def test_what_there_is_otherwise_is_told(text: str):
    (told,) = flows(text)
    assert not told.holds
    assert told.certainty is Certainty.ESTABLISHED


@pytest.mark.parametrize(
    "text",
    [
        "公示点原有128处，本年新增24处，现有146处。",
        "账号由14个减少到8个，关停4个。",
        "年初有信息员26名，较上年增加5名，减少3名，现有90名。",
        "年初有微信群26个，新增5个，撤销3个，现有信息员82名。",
    ],
)
def test_what_may_leave_out_what_came_or_went_is_passed_over(text: str):
    assert all(told.holds for told in flows(text))
