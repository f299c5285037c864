"""Texts in any encoding and layout: lines to paragraphs and grids, each with its line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import LimitExceeded, UndecodableText
from service.reports import form
from service.reports.report import Paragraph
from tests.workers.readers.dumps import Accidents, blank_truth, by_tabs
from workers.limits import Limits
from workers.readers import read
from workers.readers.charset import decode
from workers.readers.document import Document, Grid
from workers.readers.text import read_text

CHINESE = "甲市乙局2023年政府信息公开工作年度报告，其中共有信息三条。\n一、总体情况\n"


def document(text: str) -> Document:
    return read_text(text.encode(), Limits())


def shown(text: str) -> list[str | list[list[str]]]:
    """Paragraphs as their text, grids as their rows."""
    found: list[str | list[list[str]]] = []
    for block in document(text).blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        found.append(list(rows.values()))
    return found


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_a_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding)) == CHINESE


def test_big5_is_decoded() -> None:
    text = "本機關年度報告總體情況，政府資訊公開工作的處理事項。"
    assert decode(text.encode("big5")) == text


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(UndecodableText):
        decode(bytes(range(0x80, 0x100)) * 20)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    with suppress(UndecodableText):
        assert isinstance(decode(data), str)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\x0c"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    paragraphs = [block for block in document(end.join(["甲。", "", "乙。"])).blocks if isinstance(block, Paragraph)]
    assert [(p.text, p.at.line) for p in paragraphs] == [("甲。", 1), ("乙。", 3)]


def test_rows_by_tabs_keep_their_blanks() -> None:
    assert shown("规章\t0\t\t0\t\n行政规范性文件\t1\t2\t3\t\n") == [
        [["规章", "0", "", "0", ""], ["行政规范性文件", "1", "2", "3", ""]]
    ]


def test_one_cell_a_line_goes_on_without_a_tab_even_after_an_empty_line() -> None:
    text = "\t结果维持\n\t结果\n\n纠正\n\t其他\n结果\n\n\t\n\t1\xa00\n\t0\n\n正文在此。"
    assert shown(text) == [[["结果维持", "结果纠正", "其他结果"], ["", "1\xa00", "0"]], "正文在此。"]


def test_a_section_head_right_behind_a_table_ends_it() -> None:
    assert shown("\t规章\n\t0\n\n五、存在的主要问题及改进情况\n正文。")[1:] == [
        "五、存在的主要问题及改进情况",
        "正文。",
    ]


def test_a_section_head_in_the_words_of_a_row_ends_the_table_above_it() -> None:
    head = "四、行政复议情况"
    assert shown(f"规章  0  0  0\n规范性文件  1  0  4\n{head}\n无。\n")[1:] == [head, "无。"]


def test_lines_that_a_tab_indents_are_paragraphs() -> None:
    assert shown("\t一、总体情况\n\t本年度工作按规定开展。\n\t另有说明。\n") == [
        "一、总体情况", "本年度工作按规定开展。", "另有说明。",
    ]  # fmt: skip


def test_a_line_with_a_tab_that_is_no_table_stays_text() -> None:
    assert shown("甲市乙局\t2024年1月9日\n") == ["甲市乙局 2024年1月9日"]


@pytest.mark.parametrize("separator", ["|", " | ", "｜", "  ", "\u3000", "     "])
def test_pipes_and_gaps_part_cells_where_they_fit_the_form(separator: str) -> None:
    rows = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "0", "1", "2"]]
    assert shown("\n".join(separator.join(row) for row in rows)) == [rows]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("规章 0 1 2", ["规章", "0", "1", "2"]),
        ("(一) 予以公开 3 0 0 0 0 0 3", ["(一) 予以公开", "3", "0", "0", "0", "0", "0", "3"]),
        ("（三）不予公开 1. 属于国家秘密 0 0 0 0 0 0 0", ["（三）不予公开 1. 属于国家秘密", *"0000000"]),
        (
            "信息内容 本年制发件数 本年废止件数 现行有效件数",
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ),
        ("行政规范性文件 1 -2 5", ["行政规范性文件", "1", "-2", "5"]),
    ],
)
def test_single_blanks_part_a_label_of_the_form_from_its_figures(line: str, row: list[str]) -> None:
    assert shown(f"{line}\n{line}") == [[row, row]]


def test_a_row_by_single_blanks_with_a_split_or_missing_figure_is_unreadable() -> None:
    lines = [" ".join(["信息内容", *form.DISCLOSURE_COLUMNS.values()][:4]), "规章 1 0 0 0", "行政规范性文件 1 0"]
    rows = read("\n".join(["二、主动公开政府信息情况", *lines]).encode()).disclosure.rows
    assert all(row.unreadable for row in rows.values())


def test_gaps_in_a_sentence_part_nothing() -> None:
    assert shown("甲市乙局  2023年度报告\n本局  按规定  公开。\n") == ["甲市乙局  2023年度报告", "本局  按规定  公开。"]


def test_frames_of_a_drawn_table_are_no_rows() -> None:
    assert shown("| 规章 | 0 | 1 | 2 |\n|---|---|---|---|\n| 行政规范性文件 | 3 | 4 | 5 |\n") == [
        [["规章", "0", "1", "2"], ["行政规范性文件", "3", "4", "5"]]
    ]


def test_grids_of_text_are_not_aligned() -> None:
    assert all(not block.aligned for block in document("规章\t0\t0\t0\n").blocks if isinstance(block, Grid))


def test_too_much_text_or_too_large_a_table_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        read_text(CHINESE.encode(), Limits(characters=10))
    with pytest.raises(LimitExceeded):
        read_text("规章\t0\t0\n规章\t0\t0\n".encode(), Limits(cells_a_table=3))


@given(st.text(alphabet="\t\n |0１一、（）总体情况规章主动公开其他计\u3000\xa0\r\f", max_size=200))
def test_any_text_is_read_and_loses_no_character(text: str) -> None:
    blocks = document(text).blocks
    kept = "".join(b.text if isinstance(b, Paragraph) else "".join(c.text for c in b.cells) for b in blocks)
    frames = str.maketrans("", "", "|")
    assert sorted("".join(text.split()).translate(frames)) == sorted("".join(kept.split()).translate(frames))


def test_bookmarks_stay_in_the_text_and_disturb_no_label() -> None:
    text = by_tabs(blank_truth(), Accidents()).replace("规章\t", "[bookmark: _Hlk66973412]规章\t")
    report = read(f"一、总体情况\n[bookmark: _GoBack]正文。\n{text}".encode())
    assert report.sections[0].paragraphs[0].text == "[bookmark: _GoBack]正文。"
    assert report.disclosure.cell("regulations", "issued") is not None
    assert all(label.exact for label in report.disclosure.labels)


def test_rows_by_blanks_may_be_long() -> None:
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    assert shown(f"（六）其他处理    {label}    0    0    0    0    0    0    0\n")[0] == [
        ["（六）其他处理", label, "0", "0", "0", "0", "0", "0", "0"]
    ]


@pytest.mark.parametrize("number", ["— 3 —", "-12-", "第 4 页", "第4页 共7页"])
def test_page_numbers_are_no_text(number: str) -> None:
    assert shown(f"规章\t0\t0\t0\n{number}\n行政规范性文件\t1\t2\t3\n") == [
        [["规章", "0", "0", "0"], ["行政规范性文件", "1", "2", "3"]]
    ]


def test_two_cells_that_a_pipe_parts_are_a_row_where_both_are_the_forms() -> None:
    assert shown("行政复议 | 行政诉讼\n结果维持 | 结果纠正 | 其他结果\n") == [
        [["行政复议", "行政诉讼"], ["结果维持", "结果纠正", "其他结果"]],
    ]
    assert shown("联系电话 | 传真\n") == ["联系电话 | 传真"]
