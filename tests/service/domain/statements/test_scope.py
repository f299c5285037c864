import pytest

from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.counts import around
from service.domain.statements.scope import is_narrow, is_of_others
from tests.service.domain.prose_reports import report
from tests.service.domain.statements.claims import BUREAU, GOVERNMENT


def narrow(text: str) -> bool:
    told, sentence, at = read(text)
    return is_narrow(told, sentence, at, "".join(around(sentence.text, at, at + 2)))


def read(text: str, title: str = BUREAU) -> tuple[Report, Sentence, int]:
    told = report((1, text), title=title)
    sentence = next(each for each in sentences(told) if "3件" in each.text)
    return told, sentence, sentence.text.index("3件")


@pytest.mark.parametrize(
    "text",
    [
        "其中，收到申请3件。",
        "收到自然人申请3件。",
        "通过网上平台收到申请3件。",
        "收到法人和其他组织申请3件。",
        "我局代表区政府受理申请3件。",
        "各部门收到申请3件。",
        "较上年多收到3件。",
        "下属单位，收到申请3件。",
    ],
)
def test_a_part_a_channel_another_body_or_a_comparison_is_narrow(text: str) -> None:
    assert narrow(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我局收到申请3件。",
        "通过各种渠道收到申请3件。",
        "收到公民、法人和其他组织提出的申请3件。",
        "2023年1月1日至12月31日，收到申请3件。",
    ],
)
def test_all_channels_and_all_applicants_are_the_whole(text: str) -> None:
    assert not narrow(text)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("2022年收到申请3件。", True),
        ("2022年收到8件，2023年收到3件。", False),
        ("2023年收到8件，2022年收到3件。", True),
        ("按国办函〔2020〕109号收到3件。", False),
        ("全区收到申请3件。", True),
        ("收到申请3件，全区第一。", False),
        ("收到申请3件。", False),
    ],
)
def test_another_year_or_a_whole_region_is_of_others(text: str, others: bool) -> None:
    assert is_of_others(*read(text)) == others


def test_a_governments_region_is_its_own() -> None:
    assert not is_of_others(*read("全区收到申请3件。", GOVERNMENT))


def test_the_years_of_a_sentence_are_known_however_many_reports_were_read_between() -> None:
    told, sentence, at = read("2022年收到申请3件。")
    for _ in range(6):
        read("2023年收到申请3件。")
    again = next(each for each in sentences(told) if each.text == sentence.text)
    assert is_of_others(told, again, at)
    assert is_of_others(told, sentence, at)
