"""What a text says twice, and otherwise the second time."""

import pytest

from service.language.contradictions import contradictions
from tests.service.reports.prose_reports import report


def told(first: str, second: str) -> list[tuple[str, str]]:
    found = contradictions(report((1, first), (5, second)))
    return [(later.sentence.text, earlier.sentence.text) for later, earlier in found]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("组织政务公开专题培训3期，参训126人次。", "全年未组织专题业务培训，答复质量有待提高。"),
        ("举办新闻发布会4场。", "2023年未举办新闻发布会。"),
        ("召开听证会2次。", "本年度没有召开听证会，公众参与不足。"),
        ("通过网站公开105条，“云上老城”微信公众号86条。", "目前没有开通政务新媒体。"),
        ("发布审计结果公告12期。", "全年发布审计结果公告9期。"),
        ("全年开展政策宣讲活动16场。", "开展政策宣讲活动14场。"),
    ],
)
def test_statements_that_exclude_each_other_are_paired(first: str, second: str) -> None:
    assert len(told(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("组织政务公开培训3期。", "未组织线下培训。"),
        ("组织政务公开培训3期。", "部分单位未组织专题培训。"),
        ("组织政务公开培训3期。", "存在未组织培训的问题。"),
        ("2022年组织政务公开培训3期。", "全年未组织培训。"),
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
    ],
)
def test_statements_that_may_both_be_true_are_not(first: str, second: str) -> None:
    assert told(first, second) == []
