import pytest

from service.language.contradictions.undone import undone
from service.language.reading import Reading
from tests.service.reports.prose_reports import report


def told(done: str, denied: str) -> list[tuple[str, str]]:
    found = undone(Reading.of(report((1, done), (5, denied))))
    return [(each.later.sentence.text, each.earlier.sentence.text) for each in found]


@pytest.mark.parametrize(
    ("done", "denied"),
    [
        ("门户网站改版工作已于2023年6月完成。", "门户网站改版因经费未落实，至年底尚未启动。"),
        ("2月出台《企业信用修复办法》等行政规范性文件。", "全年没有制定行政规范性文件。"),
        ("9月举办“实验室开放日”现场活动1场。", "全年未举办实验室开放日现场活动。"),
        ("线上预约查档系统3月建成。", "线上预约查档系统至今没有建成。"),
        ("设立“建议提案办理”专栏，集中展示结果。", "网站没有开设建议提案专栏。"),
    ],
)
def test_what_is_told_to_be_done_and_not_is_told_once(done: str, denied: str) -> None:
    assert len(told(done, denied)) == 1


@pytest.mark.parametrize(
    ("done", "denied"),
    [
        ("门户网站改版工作已于2023年6月启动。", "门户网站改版至年底尚未完成。"),
        ("3月，原定举办实验室开放日，因疫情取消。", "全年未举办实验室开放日。"),
        ("3月制定实验室开放日现场活动方案。", "全年未举办实验室开放日现场活动。"),
        ("2022年门户网站改版工作完成。", "门户网站改版尚未启动。"),
        ("2024年将完成门户网站改版工作。", "门户网站改版尚未启动。"),
        ("全系统6个分局完成内网改版。", "门户网站改版尚未启动。"),
        ("12个社区的公开栏建成。", "有3个社区没有建成公开栏。"),
    ],
)
def test_what_was_begun_planned_called_off_or_another_s_says_nothing(done: str, denied: str) -> None:
    assert told(done, denied) == []


def test_the_mends_beside_a_lack_say_nothing_against_it() -> None:
    text = "线上预约查档系统尚未开通。2023年12月线上预约查档系统已开通。"
    assert list(undone(Reading.of(report((5, text))))) == []
