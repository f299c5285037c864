"""Sections and sub-heads are found by what they mean, and sentences and tables are never taken for them."""

import pytest

from service.reports.report import Paragraph, Piece, Why
from workers.readers.document import Block, Grid, GridCell, Unread
from workers.readers.structure.outline import Outline, outline

TABLE = Grid((GridCell("信息内容", 0, 0), GridCell("本年制发件数", 0, 1)))
SIX = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def of(*blocks: str | Grid | Unread) -> Outline:
    made: list[Block] = [Paragraph(b, (Piece(0, n),)) if isinstance(b, str) else b for n, b in enumerate(blocks, 1)]
    return outline(made)


def numbers(found: Outline) -> list[int]:
    return [section.number for section in found.sections]


def subs(found: Outline, number: int = 1) -> list[tuple[str | None, str]]:
    section = next(each for each in found.sections if each.number == number)
    return [(sub.key, sub.heading.numeral) for sub in section.subsections]


def test_the_six_sections_keep_their_text_and_count_their_grids() -> None:
    found = of(*[block for head in SIX for block in (head, "本年度有关工作按规定开展。", TABLE)])
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
    assert all(len(section.paragraphs) == 1 and section.grids == 1 for section in found.sections)
    assert [placed.section for placed in found.grids] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("head", "number", "style"),
    [
        ("一 、 总 体 情 况", 1, "一、"),
        ("## 一、总体情况", 1, "一、"),
        ("总体情况", 1, ""),
        ("总体情況", 1, ""),
        ("一、总体公开情况说明", 1, "一、"),
        ("一.总体状况：", 1, "一、"),
        ("第一部分 总体情况", 1, "第一部分"),
        ("二、主动公开政府信息的情况", 2, "一、"),
        ("2、行政机关主动公开政府信息情况", 2, "1."),
        ("三、收到及处理政府信息公开申请情况", 3, "一、"),
        ("（三）行政机关收到和处理政府信息公开申请情况", 3, "（一）"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4, "一、"),
        ("四、政府信息公开行政复议及行政诉讼情况", 4, "一、"),
        ("5、 存在的主要问题及改进情况", 5, "1."),
        ("五、存在主要问题和改进措施", 5, "一、"),
        ("六、其他需要说明的事项", 6, "一、"),
        ("[bookmark: _Toc1234]六、其他需要报告的事项", 6, "一、"),
    ],
)
def test_a_head_is_known_by_its_meaning_and_keeps_its_numeral(head: str, number: int, style: str) -> None:
    found = of(head, "本年度未发生有关事项。")
    assert numbers(found) == [number]
    assert found.sections[0].heading.style == style
    assert found.sections[0].heading.at.line == 1


@pytest.mark.parametrize(
    "line",
    [
        "内容包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分。",
        "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况",
        "总体情况良好，全年没有投诉。",
        "无其他需要报告的事项。",
        "二是主动公开政府信息情况有所改善。",
        "存在问题一是重视程度还不够高。",
        "一、本年新收政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "收到和处理政府信息公开申请情况表",
    ],
)
def test_a_sentence_or_a_label_is_no_section(line: str) -> None:
    assert numbers(of(line)) == []


@pytest.mark.parametrize("glue", ["", "。", "：", "　"])
def test_text_behind_a_head_in_its_paragraph_is_the_sections_text(glue: str) -> None:
    section = of(f"一、总体情况{glue}2023年，各项工作按规定开展，没有遗漏。").sections[0]
    assert section.heading.title == "总体情况"
    assert [paragraph.text for paragraph in section.paragraphs] == ["2023年，各项工作按规定开展，没有遗漏。"]
    assert section.paragraphs[0].at.line == 1


def test_sections_moved_doubled_or_missing_are_told_as_they_stand() -> None:
    assert numbers(of(SIX[0], SIX[2], "甲。", SIX[1], "乙。", SIX[1], "丙。", SIX[4], "丁。")) == [1, 3, 2, 2, 5]


def test_a_wrong_numeral_does_not_change_which_section_it_is() -> None:
    found = of(*SIX[:5], "五、其他需要报告的事项")
    assert [(s.number, s.heading.number) for s in found.sections][-2:] == [(5, 5), (6, 5)]


def test_a_title_in_other_words_is_told_by_numeral_and_order() -> None:
    assert numbers(of(*SIX[:5], "六、附则", "无。")) == [1, 2, 3, 4, 5, 6]
    assert numbers(of("六、附则", *SIX[:5])) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (3, "三、申请公开政府信息情况"),
        (4, "四、行政复议情况"),
        (4, "四、行政救济情况"),
        (6, "六、信息处理费收取情况"),
        (6, "六、收费情况"),
    ],
)
def test_a_title_that_names_what_its_section_tells_is_that_of_no_other(number: int, title: str) -> None:
    heads = [title if at == number else head for at, head in enumerate(SIX, 1)]
    assert numbers(of(*[block for head in heads for block in (head, "正文。")])) == [1, 2, 3, 4, 5, 6]


def test_a_list_of_contents_is_no_row_of_empty_sections() -> None:
    assert numbers(of("目录", *SIX, *[block for head in SIX for block in (head, "正文。")])) == [1, 2, 3, 4, 5, 6]


def test_a_tables_caption_is_no_second_section() -> None:
    assert numbers(of(SIX[1], "主动公开政府信息情况", TABLE, SIX[2])) == [2, 3]


def test_a_head_in_whatever_words_is_told_by_the_numeral_that_is_due() -> None:
    four, five, six = "四、复议和官司", "五、还有哪些毛病，准备怎么改", SIX[5]
    found = of(*SIX[:3], four, "没有。", five, "公开得慢。", six, "没有。")
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
    assert found.sections[4].heading.title == five[2:]


def test_the_last_heads_are_told_by_their_numerals_too() -> None:
    found = of(*SIX[:4], "没有。", "五、毛病和往后咋弄", "公开得慢。", "六、别的要说的", "没有。")
    assert numbers(found) == [1, 2, 3, 4, 5, 6]


def test_numerals_that_begin_anew_are_those_of_a_list() -> None:
    found = of(*SIX[:5], "一、公开得慢", "二、解读得少", "六、人手不够", SIX[5], "没有。")
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
    assert found.sections[5].heading.title == SIX[5][2:]


@pytest.mark.parametrize("line", ["五、本年度没有发生行政复议。", "六、毛病和打算", "（五）毛病和打算", "毛病和打算"])
def test_a_line_without_the_numeral_that_is_due_or_with_a_sentence_is_no_head(line: str) -> None:
    found = of(*SIX[:4], line, "公开得慢。", SIX[5], "没有。")
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 6]


def test_sub_heads_that_say_a_sections_title_are_no_sections() -> None:
    found = of(
        SIX[0], "1.主动公开政府信息情况。公布信息三条。", "2.依申请公开政府信息情况。没有收到申请。", SIX[1], TABLE, SIX[4],
        "（一）存在的主要问题", "公开不够及时。", "（二）改进情况", "已经改进。",
    )  # fmt: skip
    assert numbers(found) == [1, 2, 5]
    assert subs(found) == [("proactive", "1."), ("on_request", "2.")]
    assert subs(found, 5) == [(None, "（一）"), (None, "（二）")]


@pytest.mark.parametrize(
    "items",
    [
        ("1.公开总体情况。全年公开信息三条。", "2.权责运行情况。全年作出决定两件。", "3.解读情况。解读一件。"),
        ("1、总体情况", "全年公开信息三条。", "2、公开平台", "设专栏一个。"),
        ("1.总体情况。全年公开信息三条。", "（1）网站。两条。", "（2）公众号。一条。", "2.其他情况。无。"),
    ],
)
def test_the_first_item_of_a_list_that_says_a_sections_title_is_no_section(items: tuple[str, ...]) -> None:
    found = of(
        SIX[0], "（一）主动公开", *items, "（二）依申请公开", "无。", *[block for h in SIX[1:] for block in (h, "乙。")]
    )
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
    assert subs(found)[0] == ("proactive", "（一）")


def test_a_section_with_a_numeral_of_another_kind_is_one_though_a_list_follows() -> None:
    found = of(
        "1、总体情况", "1.主动公开。甲。", "2.依申请公开。乙。", *[block for h in SIX[1:] for block in (h, "丙。")]
    )
    assert numbers(found) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("numerals", ["（一） （二） （三） （四） （五）", "1. 2. 3. 4. 5.", "一 二 三 四 五"])
@pytest.mark.parametrize("ending", ["", "情况", "工作情况", "方面"])
def test_section_ones_five_are_known_with_any_numeral_and_ending(numerals: str, ending: str) -> None:
    names = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    lines = [
        line for n, name in zip(numerals.split(), names, strict=True) for line in (n + name + ending, "有关内容。")
    ]
    found = of(SIX[0], *lines, SIX[1])
    keys = ["proactive", "on_request", "management", "platform", "supervision"]
    assert subs(found) == list(zip(keys, numerals.split(), strict=True))


def test_a_regions_own_sub_heads_have_no_key() -> None:
    found = of(SIX[0], "（一）组织领导", "甲。", "（二）主动公开", "乙。", "教育培训", "丙。", "监督保障", "丁。")
    assert subs(found) == [(None, "（一）"), ("proactive", "（二）"), (None, ""), ("supervision", "")]


def test_enumerations_in_the_text_are_no_sub_heads() -> None:
    lines = (
        "（一）主动公开",
        "一是主动公开政府信息三条。",
        "二是依申请公开有序开展。",
        "1.公布指南。",
        "2.公布目录。",
        "（二）依申请公开：无。",
    )
    assert subs(of(SIX[0], *lines)) == [("proactive", "（一）"), ("on_request", "（二）")]


def test_numbered_items_of_section_six_count_as_they_are_numbered() -> None:
    found = of(SIX[5], "1.收费情况：没有收费。", "2.2023年承办建议三件。", "3.没有其他事项。")
    assert subs(found, 6) == [(None, "1."), (None, "2."), (None, "3.")]


def test_a_second_name_in_brackets_is_a_line_of_the_title() -> None:
    found = of("甲市乙局", "（甲市丙局）", "2023年政府信息公开工作年度报告", SIX[0], "正文。")
    assert found.title is not None
    assert found.title.text == "甲市乙局（甲市丙局）2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("甲市乙局2023年政府信息公开工作年度报告",), "甲市乙局2023年政府信息公开工作年度报告"),
        (("甲市乙局2023年", "政府信息公开年度报告"), "甲市乙局2023年政府信息公开年度报告"),
        (("甲市乙局2023年政府信息公开工作", "年度报告"), "甲市乙局2023年政府信息公开工作年度报告"),
        (("甲市乙局", "2023年政府信息公开工作", "年度报告"), "甲市乙局2023年政府信息公开工作年度报告"),
        (("甲市乙局2023", "政府信息公开工作年度报告"), "甲市乙局2023政府信息公开工作年度报告"),
        (("甲市乙办公室二〇二三", "政府信息公开工作", "年度报告"), "甲市乙办公室二〇二三政府信息公开工作年度报告"),
        (("甲市乙局", "2023", "政府信息公开工作年度报告"), "甲市乙局2023政府信息公开工作年度报告"),
        (("0631-5232024", "政府信息公开工作年度报告"), "政府信息公开工作年度报告"),
        (("2023年政府信息公开工作年度报告", "本报告依据条例编制。"), "2023年政府信息公开工作年度报告"),
        (("首页>政府信息公开年报", "来源：乙局 发布时间：2024-01-20", "甲市乙局2023年政府信息公开工作年度报告", "字号：大中小"),
         "甲市乙局2023年政府信息公开工作年度报告"),
        (("甲市乙局2023年政府信息公开工作年度报告（2024年1月9日）",), "甲市乙局2023年政府信息公开工作年度报告"),
        (("甲市乙局政府信息公开工作年度报告", "（2023年度）", "引言。"), "甲市乙局政府信息公开工作年度报告（2023年度）"),
        (("甲市乙局2023年政府信息公开工作年度报告", "2024年1月9日"), "甲市乙局2023年政府信息公开工作年度报告"),
        (("2023年政府信息公开工作年度报告", "甲市乙局", "引言。"), "2023年政府信息公开工作年度报告甲市乙局"),
        (("政府信息公开工作年度报告", "2023年度", "甲市乙局"), "政府信息公开工作年度报告2023年度甲市乙局"),
        (("甲市乙局2023年政府信息公开工作年度报告", "甲市乙局"), "甲市乙局2023年政府信息公开工作年度报告"),
        (("甲市乙局", "甲市乙局2023年政府信息公开工作年度报告"), "甲市乙局2023年政府信息公开工作年度报告"),
        (("中华人民共和国甲关", "甲关2023年政府信息公开工作年度报告"), "甲关2023年政府信息公开工作年度报告"),
        (("甲市乙局", "甲市乙局", "2023年政府信息公开工作年度报告"), "甲市乙局2023年政府信息公开工作年度报告"),
        (("甲市人民政府信息公开专栏", "甲市乙局2023年政府信息公开工作年度报告"), "甲市乙局2023年政府信息公开工作年度报告"),
        (("甲市政府信息公开办公室", "2023年政府信息公开工作年度报告"), "甲市政府信息公开办公室2023年政府信息公开工作年度报告"),
    ],
)  # fmt: skip
def test_the_title_is_the_lines_that_name_the_report(lines: tuple[str, ...], title: str) -> None:
    found = of(*lines, SIX[0], "正文。")
    assert found.title is not None
    assert found.title.text == title
    last = found.title.locate(len(title) - 2, len(title))
    assert last.line == next(
        n for n, line in enumerate(lines, 1) if title.endswith(line.split("（")[0][-2:]) and line[-2:] not in "中小"
    )


def test_a_report_without_a_title_has_none() -> None:
    assert of("现将甲市乙局2023年政府信息公开工作年度报告公布如下：", SIX[0], "正文。").title is None


@pytest.mark.parametrize(
    "title", ["甲市乙局2023年工作报告", "甲市乙局2023年政府信息公开", "甲市乙局2023年度政府信息公开工作情况"]
)
def test_a_title_that_lost_words_of_the_form_is_the_title(title: str) -> None:
    found = of("发布时间：2024年1月9日", title, "根据《条例》编制2023年政府信息公开工作年度报告。", SIX[0], "正文。")
    assert found.title is not None
    assert found.title.text == title


def test_an_item_of_a_list_under_a_sub_head_is_no_section() -> None:
    under = (
        "（一）主动公开",
        "1.体制机制建设情况",
        "调整领导小组。",
        "2.主动公开信息情况",
        "公开信息8条。",
        "（二）依申请公开",
    )
    found = of(SIX[0], *under, *SIX[1:])
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
    assert subs(found) == [("proactive", "（一）"), ("on_request", "（二）")]


def test_a_section_numbered_in_another_kind_is_none_of_a_list() -> None:
    found = of(*SIX[:4], "1.未发生行政复议。", "5、存在的主要问题及改进情况", "（一）问题。", SIX[5])
    assert numbers(found) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (Unread(Why.PICTURE), Why.PICTURE),
        (Unread(Why.FILE), Why.FILE),
        ("详见附件2。", Why.ATTACHMENT),
        ("相关数据见附表。", Why.ATTACHMENT),
        ("附件：行政复议、行政诉讼情况表.xlsx", Why.FILE),
        ("行政复议、行政诉讼情况表（点击查看）", Why.FILE),
        ("表格下载：https://www.example.gov.cn/a/b.xls", Why.FILE),
        ("（表格附后）", Why.ATTACHMENT),
        ("本年度情况请见附件。", Why.ATTACHMENT),
    ],
)
def test_a_section_knows_why_its_table_may_stand_where_nothing_is_read(inside: str | Unread, why: Why) -> None:
    found = of(*SIX[:4], inside, *SIX[4:])
    assert [(section.number, section.unread) for section in found.sections if section.unread] == [(4, why)]


@pytest.mark.parametrize(
    "inside",
    ["本年度未发生行政复议。", "附近群众可到场查阅。", "公开附带说明的文件3件。", "通过网站www.example.gov.cn公开。"],
)
def test_other_text_refers_to_no_table_elsewhere(inside: str) -> None:
    assert not any(section.unread for section in of(*SIX[:4], inside, *SIX[4:]).sections)


def test_a_picture_among_sub_heads_makes_none_of_them_a_section() -> None:
    found = of(SIX[0], "（一）主动公开", Unread(Why.PICTURE), "（二）依申请公开", "（三）政府信息管理", *SIX[1:])
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
    assert len(subs(found)) == 3


@pytest.mark.parametrize(
    ("head", "at"),
    [
        ("二、主动公开政府信息情况表", 1),
        ("二、行政机关主动公开政府信息情况统计表", 1),
        ("2、主动公开政府信息情况表", 1),
        ("二、主动公开政府信息情况表（件）", 1),
        ("二、主动公开政府信息情况表（单位：件）", 1),
        ("二、 主动公开政府信息的情况表：", 1),
        ("三、收到和处理政府信息公开申请情况表", 2),
        ("四、政府信息公开行政复议、行政诉讼情况表", 3),
    ],
)
def test_a_head_that_is_called_like_its_table_is_the_sections_head(head: str, at: int) -> None:
    found = of(*[block for each in (*SIX[:at], head, *SIX[at + 1 :]) for block in (each, TABLE)])
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
    assert found.sections[at].grids == 1


def test_heads_called_like_their_tables_are_told_where_they_stand() -> None:
    second, third = "二、主动公开政府信息情况表", "三、收到和处理政府信息公开申请情况表"
    assert numbers(of(SIX[0], "甲。", third, TABLE, second, TABLE, *SIX[3:])) == [1, 3, 2, 4, 5, 6]
    assert numbers(of(SIX[0], "甲。", "一、主动公开政府信息情况表", TABLE, *SIX[2:])) == [1, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "caption", ["（二）主动公开政府信息情况表", "主动公开政府信息情况表", "二、主动公开政府信息情况表"]
)
def test_a_tables_caption_is_no_section_beside_the_sections_own_head(caption: str) -> None:
    found = of(*SIX[:2], caption, TABLE, *SIX[2:])
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
    assert found.sections[1].grids == 1


def test_a_list_of_contents_with_the_tables_names_has_no_sections() -> None:
    second = "二、主动公开政府信息情况表"
    found = of(SIX[0], second, *SIX[2:], SIX[0], "甲。", second, TABLE, *SIX[2:])
    assert numbers(found) == [1, 2, 3, 4, 5, 6]
    assert found.sections[1].grids == 1


def test_rows_that_lost_their_rules_are_no_sub_heads() -> None:
    rows = ("一、本年新收政府信息0 0 0 0 0 0 0公开申请数量", "2.其0 0 0 0 0 0 0", "他法", "四、结转下年0 0 0 0 0 0 0")
    section = of(SIX[2], *rows, SIX[3]).sections[0]
    assert section.has_loose_rows
    assert not section.subsections
