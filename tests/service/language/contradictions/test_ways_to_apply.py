import pytest

from service.language.contradictions.ways_to_apply import only_ways
from service.language.reading import Reading
from tests.service.reports.prose_reports import report


def told(of_all: str, of_some: str) -> int:
    return len(list(only_ways(Reading.of(report((1, f"收到申请63件。{of_all}"), (5, of_some))))))


@pytest.mark.parametrize(
    ("of_all", "of_some"),
    [
        ("63件新收申请全部由申请人在线提交。", "本年收到的申请中有21件是以邮寄信函方式提交的。"),
        ("申请均通过网上平台提交。", "当面提交的8件申请登记不及时。"),
        ("所有申请都通过网络或信函提出。", "到营业厅柜台当场递申请的3位老人跑了两趟。"),
        ("所有申请均以电子邮件方式提出。", "有3件申请以信函方式寄来。"),
    ],
)
def test_a_count_by_another_way_contradicts_the_only_one(of_all: str, of_some: str) -> None:
    assert told(of_all, of_some) == 1


@pytest.mark.parametrize(
    ("of_all", "of_some"),
    [
        ("申请均通过网上平台提交。", "网上提交的8件申请登记不及时。"),
        ("申请均通过网上平台提交。", "通过电子邮箱收到的2件申请登记不及时。"),
        ("申请均通过网上平台提交。", "2022年当面提交的8件申请登记不及时。"),
        ("申请均通过网上平台提交。", "以邮寄方式答复申请8件。"),
        ("申请均通过网上平台提交。", "全年没有收到一件邮寄的申请。"),
        ("其中征地类8件申请均通过网上平台提交。", "当面提交的8件申请登记不及时。"),
        ("申请均通过网上平台答复。", "当面提交的8件申请登记不及时。"),
    ],
)
def test_the_same_way_another_year_or_how_they_were_answered_contradicts_nothing(of_all: str, of_some: str) -> None:
    assert told(of_all, of_some) == 0
