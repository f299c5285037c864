"""A site's lines behind a report are left out, and sentences that begin with the same words are not."""

import pytest

from service.reports.report import Paragraph
from workers.readers.structure.furniture import are_contents, is_tool, without_site

HEAD = "六、其他需要报告的事项"


@pytest.mark.parametrize(
    "line",
    [
        "【打印】【关闭】",
        "字号：[大] [中] [小]　　发布时间：2022-01-25",
        "扫一扫在手机打开当前页",
        "首页>政府信息公开年报",
        "微信 微博",
    ],
)
def test_a_sites_line_is_one(line: str) -> None:
    assert is_tool(Paragraph(line))
    assert [
        block.text for block in without_site([Paragraph(HEAD), Paragraph(line)]) if isinstance(block, Paragraph)
    ] == [HEAD]


@pytest.mark.parametrize(
    "sentence",
    ["微信公众号发布信息63条。", "访问量12万次，比上年增加2万次。", "关闭下属单位网站3个，内容迁入局网站。 "],
)
def test_a_sentence_that_begins_with_a_sites_word_is_the_reports(sentence: str) -> None:
    assert not is_tool(Paragraph(sentence))
    assert list(without_site([Paragraph(HEAD), Paragraph(sentence)])) == [Paragraph(HEAD), Paragraph(sentence)]


def test_attachments_are_left_out_up_to_the_last_of_them() -> None:
    lines = [Paragraph(text) for text in (HEAD, "没有其他事项。", "附件：1.信息公开目录", "2.信息公开事项清单", "某局")]
    assert list(without_site(lines)) == [*lines[:2], lines[-1]]
    listed = [Paragraph(text) for text in (HEAD, "1.收费情况", "2.建议提案", "没有收费。")]
    assert list(without_site(listed)) == listed


def test_a_table_of_contents_is_no_text_whether_dots_or_room_lead_to_its_pages() -> None:
    text = [
        "甲市乙局2023年政府信息公开工作年度报告",
        "目 录",
        "一、总体情况.........3",
        "（一）主动公开…………3",
        "二、主动公开政府信息情况 4",
        "正文。",
    ]
    assert are_contents(text) == [False, True, True, True, True, False]


def test_lines_that_end_with_a_number_are_no_contents() -> None:
    text = [
        "行政许可 3",
        "行政处罚 4",
        "行政强制 0",
        "咨询电话：12345",
        "一、本年新收政府信息公开申请数量 5 0 0 0 0 0 5",
    ]
    assert are_contents(text) == [False] * len(text)
