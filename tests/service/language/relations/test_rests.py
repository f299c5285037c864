import pytest

from service.language import Certainty
from tests.service.language.relations.told import breakdowns

RIGHT = [
    "发现问题37个，已整改35个，剩余2个将于2024年3月底前完成。",
    "排查公开栏362处，302处内容完整，其余60处已更新。",
    "广播接入行政村213个，占全县226个行政村的94.2%，其余13个列入计划。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_left_of_a_count_holds(text: str):
    (told,) = breakdowns(text)
    assert told.holds


@pytest.mark.parametrize(
    "text",
    [
        "发现问题37个，已整改33个，剩余2个将于2024年3月底前完成。",
        "排查公开栏362处，302处内容完整，其余50处已更新。",
        "广播接入行政村213个，占全县226个行政村的94.2%，其余23个列入计划。",
    ],
)
def test_another_count_that_is_left_is_told(text: str):
    (told,) = breakdowns(text)
    assert not told.holds
    assert told.certainty is Certainty.ESTABLISHED


@pytest.mark.parametrize(
    "text",
    [
        "招生考试412条，财务收费187条，教学质量533条，余下396条归到其他各类。",
        "予以公开9件、部分公开2件，其余8件依法作其他答复。",
        "信访类36件，重复申请42件，其余情形共12件。",
        "收到建议12件，提案8件，办结15件，其余5件正在办理。",
    ],
)
def test_what_is_left_of_a_whole_that_stands_elsewhere_is_passed_over(text: str):
    assert all(told.holds for told in breakdowns(text))
