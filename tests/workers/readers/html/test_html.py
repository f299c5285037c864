import pytest
from hypothesis import given, settings

from service.errors import PartOfReport, ReportInAttachment
from service.reports.report import Paragraph, Why
from tests.workers.readers.drawn import DISCLOSURE, REPORT, drawn, shape, tilings
from tests.workers.readers.pages import FOOTER, LAYOUTS, NAVIGATION, OTHERS, flat, page, paragraph, table
from workers.limits import Limits
from workers.readers.document import Block, Grid, GridCell, Unread
from workers.readers.html import read_html


def read(content: str) -> list[object]:
    return plain(read_html(page(content), Limits()).blocks)


def plain(blocks: tuple[Block, ...]) -> list[object]:
    return [shape(b.cells) if isinstance(b, Grid) else b.text if isinstance(b, Paragraph) else b for b in blocks]


WHOLE = [block if isinstance(block, str) else shape(block) for block in REPORT]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_report_alone_comes_out_of_every_layout(layout: str) -> None:
    assert read(LAYOUTS[layout]) == WHOLE


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5", "utf-16"])
def test_the_charset_is_told_by_the_bytes_whatever_the_page_claims(charset: str) -> None:
    text = page(flat()).decode()
    if charset == "big5":
        text = "<p>一、總體情況</p><p>本年主動公開政府資訊三百件，報告編制完成。</p>" + table(
            drawn("規章 | 0\n行政 | 3")
        )
    blocks = plain(read_html(text.encode(charset), Limits()).blocks)

    assert blocks == WHOLE if charset != "big5" else blocks[0] == "一、總體情況"


@settings(max_examples=150, deadline=None)
@given(tilings())
def test_any_grid_that_goes_in_comes_out(cells: tuple[GridCell, ...]) -> None:
    document = read_html(page(table(cells)), Limits())
    grids = [block for block in document.blocks if isinstance(block, Grid)]

    if len({cell.column for cell in cells}) > 1:
        assert shape(grids[0].cells) == shape(cells)


@pytest.mark.parametrize(
    "cells", ["<td>一、</td><td>总体情况</td>", "<td>&nbsp;</td><td>一、总体情况</td><td></td>", "<td>一、总体情况<td>"]
)
def test_a_head_laid_out_in_a_row_of_cells_is_a_head(cells: str) -> None:
    assert read(f"<table><tr>{cells}</tr></table><p>2024年，公开信息300件。</p>")[0] == "一、总体情况"


def test_a_head_that_is_a_picture_is_read_by_its_words() -> None:
    pictures = '<img src="a.png" alt="图1">', '<img src="b.png" alt="一、总体情况">'
    found = read(f"<p>{''.join(pictures)}</p><p>2024年，公开信息300件。</p>")
    assert next(each for each in found if not isinstance(each, Unread)) == "一、总体情况"


@pytest.mark.parametrize(
    ("unread", "why"),
    [
        ('<img src="a.png">', Why.PICTURE),
        ('<p><img src="a.png" width="600" height="800"></p>', Why.PICTURE),
        ('<a href="/files/a.xlsx">附表</a>', Why.FILE),
        ('<iframe src="a.xls"></iframe>', Why.FILE),
        ('<object data="a.xls"></object>', Why.FILE),
    ],
)
def test_pictures_and_files_are_told_and_not_read(unread: str, why: Why) -> None:
    found = read(f"<p>一、总体情况</p><div>{unread}</div><p>2024年，公开信息300件。</p>")
    assert [each for each in found if each != "附表"] == ["一、总体情况", Unread(why), "2024年，公开信息300件。"]


@pytest.mark.parametrize(
    "small", ['<img src="a.png" width="16">', '<img src="a.png" style="height: 12px">', '数据见<img src="a.png">图']
)
def test_icons_and_pictures_within_a_line_are_not(small: str) -> None:
    assert Unread(Why.PICTURE) not in read(f"<p>一、总体情况</p><p>{small}</p><p>2024年，公开信息300件。</p>")


@pytest.mark.parametrize(
    "struck", ["<s>7</s>", "<strike>7</strike>", "<span style='text-decoration: line-through'>7</span>"]
)
def test_what_is_struck_through_is_taken_back(struck: str) -> None:
    assert read(f"<p>一、总体情况</p><p>2024年，公开信息{struck}300件。</p>")[1] == "2024年，公开信息300件。"


def test_places_are_lines_of_the_source() -> None:
    document = read_html(b"<p>\xe4\xb8\x80</p>\n<p>\n\xe4\xba\x8c</p>\n<table><tr><td>1\n<td>2</table>", Limits())
    first, second, grid = document.blocks

    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert isinstance(grid, Grid)
    assert [first.at.line, second.at.line, *(cell.line for cell in grid.cells)] == [1, 2, 4, 5]


def test_line_ends_of_the_source_leave_no_space_in_chinese_text() -> None:
    assert read("<p>全年收到\r\n  申请40件，\n2024年  open\ndata</p>") == ["全年收到申请40件，2024年 open data"]


def test_hidden_elements_and_comments_are_not_read() -> None:
    hidden = (
        "<!-- 注释 --><script>脚本</script><noscript>无</noscript><p style='DISPLAY : none'>隐</p><p hidden>藏</p>"
        "<span style='mso-hide:all'>域</span><i style='font-size: 0px;'>零</i><del>删</del><textarea>文</textarea>"
    )
    assert read(f"<p>一</p>{hidden}<p>二</p>") == ["一", "二"]


def test_breaks_part_paragraphs_and_bold_ones_are_emphasised() -> None:
    content = (
        "<div><b>（一）主动公开</b><br>全年<b>320</b>条</div><h3>标题</h3>"
        "<p style='font-weight:bold'>粗<span style='font-weight: normal'>细</span></p><p><strong>全</strong> </p>"
    )
    blocks = read_html(page(content), Limits()).blocks

    assert [(block.text, block.emphasis) for block in blocks if isinstance(block, Paragraph)] == [
        ("（一）主动公开", True),
        ("全年320条", False),
        ("标题", True),
        ("粗细", False),
        ("全", True),
    ]


def test_numbers_of_words_own_lists_stand_before_the_text() -> None:
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:"
        "Ignore'>一、<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        "<span>总体情况<o:p></o:p></span></p>"
    )
    assert read(item) == ["一、总体情况"]


def test_numbers_of_lists_are_seen() -> None:
    content = (
        '<ol style="list-style-type: simp-chinese-informal"><li>甲</li><li value="5">乙</li><li>丙</li></ol>'
        '<ol start="3"><li>2024年</li></ol><ol style="list-style:none"><li>丁</li></ol><ul><li>戊</li></ul>'
    )
    assert read(content) == ["一、甲", "五、乙", "六、丙", "3. 2024年", "丁", "戊"]


def test_spans_end_with_their_table_and_with_their_group_of_rows() -> None:
    rows = "<thead><tr><td rowspan=9>头</td><td>列</td></tr></thead><tbody><tr><td>甲</td><td rowspan=0>1</td></tr>"
    content = f"<table>{rows}<tr><td>乙</td></tr></tbody></table>"

    assert read(content) == [shape(drawn("头 | 列\n甲 | 1\n乙 | ^"))]


def test_rows_that_are_hidden_and_captions_are_no_rows() -> None:
    rows = "<tr style='display:none'><td>0<td>0</tr><tr><td>甲<td style='display:none'>x<td>1</tr>"
    assert read(f"<table><caption>表二</caption>{rows}</table>") == ["表二", shape(drawn("甲 | 1"))]


def test_a_site_that_shows_the_report_twice_is_read_once() -> None:
    content = f"{NAVIGATION}<div class='pc'>{flat()}</div><div class='mobile'>{flat()}</div>{FOOTER}"
    assert read(content) == WHOLE


def test_what_a_script_shows_later_is_read_where_nothing_else_is_a_report() -> None:
    veiled = f"<div style='visibility: hidden; opacity: 0'>{flat()}</div>"
    older = flat().replace("2024年", "2023年")

    assert read(f"{NAVIGATION}{veiled}{FOOTER}") == WHOLE
    assert read(f"{older}{veiled}{FOOTER}")[0] == WHOLE[0].replace("2024年", "2023年")


def test_a_report_of_another_year_in_details_that_are_closed_is_not_read() -> None:
    older = flat().replace("2024年", "2023年")
    assert read(f"{flat()}<details><summary>2023年年度报告</summary>{older}</details>") == WHOLE
    assert read(f"<details><summary>2024年年度报告</summary>{flat()}</details>{FOOTER}") == ["2024年年度报告", *WHOLE]


def test_a_section_in_details_that_are_closed_is_the_reports() -> None:
    head = "一、总体情况"
    before, rest = flat().split(paragraph(head), 1)
    text, after = rest.split("<p>", 1)[1].split("</p>", 1)
    folded = f"<details><summary>{head}</summary><p>{text}</p></details>"
    assert read(f"{before}{folded}{after}") == WHOLE


def test_the_head_of_a_report_that_is_cut_in_two_lines_stays() -> None:
    split = flat().replace("水务局2024年", "水务局</p><p>2024年", 1)
    assert read(NAVIGATION + "<p>2025年3月</p><p>星期日</p><p>晴</p>" + split)[:2] == [
        "青禾县水务局",
        "2024年政府信息公开工作年度报告",
    ]


def test_a_title_in_two_lines_outside_of_the_report_is_found() -> None:
    title, rest = flat().split("</p>", 1)
    lines = title.replace("水务局", "水务局<br>")
    assert read(f"{NAVIGATION}<div>{lines}</p><i>来源：水务局</i></div><div>{rest}</div>") == [
        "青禾县水务局",
        "2024年政府信息公开工作年度报告",
        *WHOLE[1:],
    ]


def test_a_title_that_lost_words_is_found_outside_of_the_report_too() -> None:
    titled, *rest = (block if isinstance(block, str) else table(block) for block in REPORT)
    maimed = "青禾县水务局2024年政府信息公开"
    inside = "".join(block if block.startswith("<table") else paragraph(block) for block in rest)
    content = f"{NAVIGATION}<div>{maimed}</div><div><div>{inside}</div></div>{FOOTER}"

    assert titled != maimed
    assert read(content)[0] == maimed


def test_the_reports_own_date_stays_and_the_sites_line_goes() -> None:
    title, rest = flat().split("</p>", 1)
    lines = "<p>发布日期：2025年1月20日</p><p>来源：水务局 浏览次数：12</p>"
    assert read(title + lines + rest)[1] == "发布日期：2025年1月20日"
    assert len(read(title + lines + rest)) == len(WHOLE) + 1


def test_a_page_without_a_report_is_read_whole() -> None:
    assert read("<p>今日要闻</p><nav>导航</nav>") == ["今日要闻", "导航"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/upload/2024nb.pdf">附件</a>',
        '<iframe src="/viewer.html?file=/upload/report.pdf"></iframe>',
        '<p><a href="x.DOCX?id=3">下载</a></p>',
    ],
)
def test_a_report_that_is_only_attached_is_asked_for(link: str) -> None:
    with pytest.raises(ReportInAttachment):
        read(f"{NAVIGATION}<h1>青禾县水务局2024年政府信息公开工作年度报告</h1>{link}{OTHERS}{FOOTER}")


def test_a_report_with_an_attachment_beside_it_is_read() -> None:
    assert read(flat() + '<p>附件：<a href="nb.pdf">年报.pdf</a></p>')[: len(WHOLE)] == WHOLE


def test_a_table_alone_is_enough_of_a_report() -> None:
    assert read(NAVIGATION + paragraph("另见下表。") + table(DISCLOSURE) + FOOTER)[-1] == shape(DISCLOSURE)


PAGER = '<div class="page"><a href="a_1.html">上一页</a><a href="a_2.html"> 下一页 </a></div>'


@pytest.mark.parametrize("part", [REPORT[:12], REPORT[10:]], ids=["first", "last"])
def test_a_part_of_a_report_on_a_page_of_several_is_refused(part: tuple[str | tuple[GridCell, ...], ...]) -> None:
    with pytest.raises(PartOfReport):
        read("".join(paragraph(each) if isinstance(each, str) else table(each) for each in part) + PAGER)


def test_a_whole_report_beside_a_pager_is_read() -> None:
    assert read(flat() + PAGER)[: len(WHOLE)] == WHOLE
