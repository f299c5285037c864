"""A site's lines behind a report are left out, and sentences that begin with the same words are not."""

import pytest

from service.reports.report import Paragraph
from workers.readers.structure.furniture import is_tool, without_site

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
