"""Rows of a table that stand in the text are seen, and sentences are none."""

import pytest

from service.reports.report import Paragraph
from workers.readers.tables.loose_rows import has_loose_rows


def loose(section: int, *lines: str) -> bool:
    return has_loose_rows(section, [Paragraph(line) for line in lines])


@pytest.mark.parametrize(
    ("section", "lines"),
    [
        (2, ["规章0 0 0", "行政规范性文件12 3 55", "第二十条第（五）项"]),
        (2, ["信息内容本年制发件数本年废止件数现行有效件数"]),
        (3, ["一、本年新收政府信息公开申请数量106 209 109 273 197 2161110", "2.重复申请0 0 / — 0 0 0"]),
        (3, ["自然人 法人或其他组织 总计"]),
        (4, ["结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果尚未审结总计"]),
        (4, ["行政复议", "未经复议直接起诉", "结果维持", "0", "0", "3"]),
        (2, ["信息本年本年现行", "内容制发废止有效", "件数件数件数", "规章0 0 0", "行政0 1 2", "规范", "性文", "件"]),
        (2, ["第二十条第（五）项", "信息本年处理决定数量", "内容", "行政0", "许可", "第二十条第（六）项", "行政4"]),
        (3, ["（三1.属0 0 0 0 0 0 0", "）不于国", "予公家秘", "开密", "2.其0 0 0 0 0 0 0", "他法"]),
        (3, ["一、本年新收政府信息12 0 0 1 0 0 13公开申请数量", "三、（一）予以公0 — 0 0 / 0 0本年开"]),
        (4, ["行政复议行政诉讼", "2 1 0 1 4 1 0 0 0 1 1 0 1 0"]),
        (3, ["一、本年新收\u200b   28\u200b   3\u200b   0\u200b   31", "2.重复申请   0件   3件   0件   3件"]),
        (4, ["维持", "0", "1", "0", "0", "1", "0", "—"]),
    ],
    ids=[
        "rows",
        "header",
        "figures run together",
        "columns",
        "reviews",
        "a cell a line",
        "broken headings",
        "clauses",
        "broken labels",
        "labels around their figures",
        "a line of figures",
        "what can't be seen and units",
        "figures alone",
    ],
)
def test_rows_without_rules_are_a_table(section: int, lines: list[str]) -> None:
    assert loose(section, *lines)


@pytest.mark.parametrize(
    ("section", "lines"),
    [
        (2, ["2023年，本机关未制发规章和行政规范性文件，作出行政许可决定10件。"]),
        (2, ["行政许可、行政处罚、行政强制"]),
        (2, ["行政许可：12", "行政处罚：3", "行政强制：0"]),
        (3, ["一、本年新收政府信息公开申请数量106 209"]),
        (4, ["行政复议", "2023年，无行政复议、行政诉讼。"]),
        (1, ["规章0 0 0", "行政规范性文件12 3 55"]),
        (
            2,
            [
                "按照第二十条第（一）项的要求公开规章。",
                "按照第二十条第（五）项的要求公开许可。",
                "联系电话 5232024",
                "1",
            ],
        ),
        (2, ["2021、2022、2023年分别公开12条、13条、14条。", "全年公开 12 条，解读 3 件"]),
        (5, ["0 0 0 0 0 0 0 0 0 0 0 0", "0 0 0 0 0 0 0"]),
    ],
    ids=[
        "a sentence",
        "a list",
        "words for figures",
        "one row",
        "a head",
        "a section without a table",
        "clauses cited",
        "figures in sentences",
        "figures elsewhere",
    ],
)
def test_words_are_no_table(section: int, lines: list[str]) -> None:
    assert not loose(section, *lines)
