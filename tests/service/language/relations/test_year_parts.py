import pytest

from service.language import Certainty
from tests.service.language.relations.told import breakdowns

HALF = "一季度发布信息286条，二季度发布312条，上半年合计{}条；下半年发布648条，全年{}条。"
QUARTERS = "第一季度推送82条、第二季度推送90条，第三季度88条，第四季度104条，全年{}条。"
HALVES = "上半年公开598条，下半年公开648条，全年公开{}条。"


@pytest.mark.parametrize("text", [HALF.format(598, 1246), QUARTERS.format(364), HALVES.format(1246)])
def test_halves_and_quarters_make_the_total_of_their_time(text: str):
    told = breakdowns(text)
    assert told
    assert all(each.holds for each in told)


@pytest.mark.parametrize(
    "text", [HALF.format(589, 1246), HALF.format(598, 1264), QUARTERS.format(346), HALVES.format(1264)]
)
def test_another_total_of_their_time_is_told(text: str):
    told = [each for each in breakdowns(text) if not each.holds]
    assert told
    assert all(each.certainty is Certainty.ESTABLISHED for each in told)


@pytest.mark.parametrize(
    "text",
    [
        "一季度发布信息286条，三季度发布312条，上半年合计620条。",
        "上半年公开598条，下半年公开648条，全年办件1312条。",
        "上半年公开598条，下半年公开648条，全年较上年增加112条。",
    ],
)
def test_a_total_of_other_times_or_other_things_is_passed_over(text: str):
    assert all(each.holds for each in breakdowns(text))
