"""What is said of how soon applications were answered."""

import pytest

from service.language import Reading
from service.language.contradictions.timeliness import answered
from tests.service.reports.prose_reports import report


def told(text: str) -> list[tuple[str, object]]:
    """What is told to be late or extended, and how often; 0 where it is denied."""
    return [("、".join(each.thing), each.number) for each in answered(Reading.of(report((1, text))))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收到的申请均在法定期限内答复。", [("too late", 0)]),
        ("对收到的政府信息公开申请，按时答复率100%。", [("too late", 0)]),
        ("收到的申请全部办结，无一延期。", [("extended", 0)]),
        ("年内有1件申请因流转延误，超出法定期限4个工作日才答复。", [("too late", 1)]),
        ("有4件申请因征求第三方意见延长了答复期限。", [("extended", 4)]),
        ("收到的申请中，延期答复3件。", [("extended", 3)]),
        ("新收申请8件。所有答复均在规定期限内作出，没有一件逾期。", [("too late", 0), ("too late", 0)]),
        ("所有答复均在法定期限内作出。", [("too late", 0)]),
        ("系统切换期间，有2件申请直到期限届满后第4天才发出答复。", [("too late", 2)]),
        ("有3件申请，因档案难找，未能在法定期限内答复。", [("too late", 3)]),
        ("依申请公开办理前松后紧，有2件答复晚于法定期限。", [("too late", 2)]),
        ("1件申请因流转不畅逾期2天答复。", [("too late", 1)]),
        ("1件申请迟至第26个工作日才答复，且未办理延期手续。", [("too late", 1)]),
        ("收到的申请没有超期，也没有延期的。", [("too late", 0), ("extended", 0)]),
        ("收到的申请按时答复率98%。", [("too late", 2)]),
        ("收到的申请按时答复率100%。", [("too late", 0)]),
        ("收到的申请按时答复率由90%提高到100%。", [("too late", 0)]),
    ],
)
def test_applications_are_told_to_be_late_or_extended_or_none_of_them(
    text: str, said: list[tuple[str, object]]
) -> None:
    assert told(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "因申请人逾期不补正不再处理的申请5件。",
        "一季度信息更新超期2次。",
        "建议提案均在规定期限内答复。",
        "与上年相比，上年有1件申请超期答复。",
        "收到的申请按时答复率比上年提高2%。",
        "收到的申请按时答复率提高5个百分点。",
        "下属单位收到的全部申请均按期答复。",
        "信件按时答复率98%。",
        "延长期限的申请均未超过20个工作日。",
        "收到申请8件。群众留言均在规定期限内答复，3件留言超期答复。",
        "当面提交的4件申请均由窗口登记，没有出现超期答复。",
        "收到申请8件，被纠正的1件复议系未在法定期限内答复。",
        "3件解读晚于法定期限发布。",
    ],
)
def test_what_is_of_others_or_of_other_things_is_not_told(text: str) -> None:
    assert told(text) == []
