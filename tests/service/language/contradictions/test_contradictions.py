"""What a text says twice, and otherwise the second time."""

import pytest

from service.language.contradictions import contradictions
from tests.service.reports.prose_reports import report


def told(first: str, second: str) -> list[tuple[str, str]]:
    found = contradictions(report((1, first), (5, second)))
    return [(each.later.sentence.text, each.earlier.sentence.text) for each in found]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("组织政务公开专题培训3期，参训126人次。", "全年未组织专题业务培训，答复质量有待提高。"),
        ("举办新闻发布会4场。", "2023年未举办新闻发布会。"),
        ("召开听证会2次。", "本年度没有召开听证会，公众参与不足。"),
        ("通过网站公开105条，“云上老城”微信公众号86条。", "目前没有开通政务新媒体。"),
        ("发布审计结果公告12期。", "全年发布审计结果公告9期。"),
        ("全年开展政策宣讲活动16场。", "开展政策宣讲活动14场。"),
        ("全年组织3次业务培训，参训120人次。", "全年开展业务培训2次。"),
        ("2023年，我局召开政务公开会议4次，组织培训2次。", "全年共召开政务公开会议3次。"),
        ("微信公众号全年推送信息365条。", "全年通过微信公众号推送信息412条。"),
        ("全年主动公开政府信息1230条。", "全年主动公开政府信息1320条。"),
        ("全年面向机关科室和局属单位举办培训3期。", "面对新手较多的情况，局机关全年面向科室举办培训5期。"),
        ("全年开展政府开放日活动3次。", "全年举办“政府开放日”活动2场。"),
        ("全年未组织过业务培训，但编发提示6期。", "于9月举办局系统培训1期。"),
        ("三级审核中退回修改信息9条。", "全年未退回过一条信息。"),
        ("收到申请5件，其中自然人3件、企业2件。", "全年没有收到企业提出的申请。"),
        ("网络申请4件，信函申请1件。", "全年未收到信函申请。"),
    ],
)
def test_statements_that_exclude_each_other_are_paired(first: str, second: str) -> None:
    assert len(told(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("年内先后发出4份补正通知。", "全年未发出补正通知。"),
        ("就停车收费标准组织听证会1次。", "全年未组织听证会。"),
        ("全年没有收到投诉。", "收到消费投诉230件。"),
        ("局务会听取信息公开培训情况汇报3次。", "全年没有组织信息公开培训。"),
    ],
)
def test_words_without_a_name_and_counts_of_some_are_to_check(first: str, second: str) -> None:
    assert [each.is_established for each in contradictions(report((1, first), (5, second)))] == [False]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("收到的申请全部办结，无一延期。", "有4件申请延长了答复期限。"),
        ("所有申请均在法定期限内答复，没有一件超期。", "全年收到申请31件，有2件超出法定期限才答复。"),
        ("办公室组织各学院秘书信息公开专题培训3场。", "全年没有举办信息公开方面的培训。"),
        ("市民先后5次投诉举报我委信息公开不及时。", "全年没有收到任何针对信息公开工作的投诉举报。"),
    ],
)
def test_what_is_denied_of_all_is_sure_in_whatever_other_words_it_is_counted(first: str, second: str) -> None:
    found = list(contradictions(report((1, first), (5, second))))
    assert found
    assert all(each.is_established for each in found)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("组织政务公开培训3期。", "未组织线下培训。"),
        ("组织政务公开培训3期。", "部分单位未组织专题培训。"),
        ("组织政务公开培训3期。", "存在未组织培训的问题。"),
        ("2019年组织政务公开培训3期。", "全年未组织培训。"),
        ("各镇街组织政务公开培训3期。", "全年未组织培训。"),
        ("参加区里组织的培训3期。", "全年未组织培训。"),
        ("计划组织培训3期。", "全年未组织培训。"),
        ("县政府微信公众号转发86条。", "没有开通政务新媒体。"),
        ("发布审计结果公告12期。", "2022年发布审计结果公告9期。"),
        ("全年发布审计结果公告12期。", "上半年发布审计结果公告9期。"),
        ("全年发布审计结果公告12期。", "其中，发布审计结果公告9期。"),
        ("发布审计结果公告12期。", "发布审计结果公告9期。"),
        ("全年发布审计结果公告12期。", "所属单位发布审计结果公告9期。"),
        ("全年发布审计结果公告12期。", "通过公众号发布审计结果公告9期。"),
        ("全年发布审计结果公告12期。", "全年发布审计结果公告12期。"),
        ("全年发布信息12条。", "发布信息9条。"),
        ("全年组织各类培训5次。", "全年组织政务公开培训2次。"),
        ("全年组织培训5次，其中专题培训2次。", "全年组织专题培训2次。"),
        ("网站全年发布信息300条。", "县政府网站全年发布信息200条。"),
        ("全年共召开会议4次。", "各科室全年召开会议5次。"),
        ("全年收到意见建议12条。", "就《规划》公开征求意见，未收到意见建议。"),
        ("全年开展业务培训2次、82人次。", "全年开展业务培训82人次。"),
        ("收到申请5件，均为自然人提出。", "全年未收到企业申请。"),
        ("全年微信公众号发布信息86条。", "没有开设微博。"),
        ("一季度专题培训一期也没有办成。", "全年举办专题培训3期。"),
        ("我镇原辖18个村，合并后现辖16个村。", "村级公开栏更新不及时。"),
        ("举办政务公开培训12期。举办业务培训14期。", "全年14期培训的效果有待提高。"),
        ("截至2023年底，累计组织专题培训40期。", "全年组织培训4期。"),
        ("组织业务培训3期。", "全年只办了2期线上业务培训，覆盖面不够。"),
        ("召开座谈会6次。", "其中：召开座谈会5次。"),
        ("2022年申请量比上年下降，2023年申请量比上年上升。", "答复质量有待提高。"),
    ],
)
def test_statements_that_may_both_be_true_are_not(first: str, second: str) -> None:
    assert told(first, second) == []


@pytest.mark.parametrize(
    ("told", "back"),
    [("全年收到建议12件。", "这15件建议均已办结。"), ("全年召开座谈会12次。", "这15次座谈会均有群众参加。")],
)
def test_a_count_that_points_back_at_another_one_contradicts_it(told: str, back: str) -> None:
    found = contradictions(report((1, told + back)))
    assert [(each.later.sentence.text, each.earlier.sentence.text) for each in found] == [(back, told)]
    assert list(contradictions(report((1, told + back.replace("15", "12"))))) == []


def test_what_a_sentence_denies_and_tells_may_be_of_two_times() -> None:
    assert list(contradictions(report((1, "全年没有举办政府开放日活动，10月举办政府开放日。")))) == []


def test_a_sentence_in_brackets_alone_tells_of_nothing_that_is_open() -> None:
    told = report((1, "（政府开放日接待的1.9万余人次另行统计，不在此列。）"), (5, "全年未举办政府开放日活动。"))
    assert list(contradictions(told)) == []
