import pytest

from service.language.contradictions.fees_taken import fees_taken
from service.language.reading import Reading
from tests.service.reports.prose_reports import report


def told(taken: str, denied: str) -> list[bool]:
    reading = Reading.of(report((1, f"收到申请14件。{taken}"), (6, denied)))
    return [found.is_established for found in fees_taken(reading)]


@pytest.mark.parametrize(
    "denied",
    [
        "所有申请均未收取信息处理费。",
        "所有申请均未收取任何费用。",
        "全年没有产生信息处理费。",
        "全年办理申请没有收费。",
    ],
)
def test_none_taken_excludes_a_fee_that_is_counted(denied: str) -> None:
    assert told("收取信息处理费2笔，合180元。", denied) == [True]


def test_none_taken_of_so_many_applications_or_taken_by_who_may_be_another_is_to_check() -> None:
    assert told("全年共收取信息处理费2笔。", "14件申请都没有收信息处理费。") == [False]
    assert told("县财政局收取信息处理费2笔，合180元。", "所有申请均未收取信息处理费。") == [False]


@pytest.mark.parametrize(
    ("taken", "denied"),
    [
        ("对2件申请收取信息处理费180元。", "其余申请均未收取信息处理费。"),
        ("收取信息处理费180元。", "对低保户提出的3件申请均未收取信息处理费。"),
        ("收取信息处理费180元。", "未违规收取信息处理费。"),
        ("收取信息处理费180元。", "上半年未收取信息处理费。"),
        ("收取信息处理费180元。", "没有接到对收费的投诉。"),
        ("收取垃圾处理费180元。", "所有申请均未收取信息处理费。"),
        ("未收取信息处理费180元。", "所有申请均未收取信息处理费。"),
        ("按标准收取信息处理费。", "所有申请均未收取信息处理费。"),
    ],
)
def test_some_another_fee_or_how_it_is_taken_excludes_nothing(taken: str, denied: str) -> None:
    assert told(taken, denied) == []
