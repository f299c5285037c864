import pytest

from service.language.contradictions.late_replies import late_replies
from service.language.reading import Reading
from tests.service.reports.prose_reports import report


def told(denied: str, late: str) -> list[tuple[str, str]]:
    found = late_replies(Reading.of(report((1, denied), (5, late))))
    return [(each.later.sentence.text, each.earlier.sentence.text) for each in found]


@pytest.mark.parametrize(
    ("denied", "late"),
    [
        ("全年收到留言2650条，均由专人在24小时内回复，没有一条超时。", "全年有143条留言超过24小时才回复。"),
        ("县长信箱来信全部在5个工作日内答复，无一件超期。", "县长信箱有23封来信拖过5个工作日才答复。"),
        ("热线工单按时办结，没有逾期。", "热线工单逾期办结3件。"),
    ],
)
def test_none_that_was_late_excludes_some_that_were(denied: str, late: str) -> None:
    assert told(denied, late) == [(late.replace("，", ","), denied.replace("，", ","))]


@pytest.mark.parametrize(
    ("denied", "late"),
    [
        ("全年收到留言2650条，没有一条超时。", "全年有3封来信超过5个工作日才答复。"),
        ("全年收到留言2650条，没有一条超时。", "2022年有143条留言超过24小时才回复。"),
        ("全年收到留言2650条，没有一条超时。", "留言回复平均用时超过24小时。"),
        ("全年收到留言2650条。", "全年有143条留言超过24小时才回复。"),
        ("全年新收申请12件，没有一件超期，留言20条。", "全年有143条留言超过24小时才回复。"),
        ("全年收到来信26件，没有一件超期。", "全年答复来信超过20件。"),
        ("来信超期答复3件，其余来信没有一件超期。", "来信办理有待加快。"),
    ],
)
def test_other_requests_another_year_and_applications_say_nothing_of_each_other(denied: str, late: str) -> None:
    assert told(denied, late) == []
