import struct
from pathlib import Path

import pytest
from hypothesis import given, settings

from service.errors import DamagedFile
from service.reports.report import Paragraph, Why
from tests.workers.readers.doc.word97 import (
    BOLD,
    DELETED,
    DEPTH,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW_END,
    ROW_END,
    SYMBOL,
    Para,
    definition,
    doc,
    para,
    row,
    sprm,
    table,
    whole_report,
)
from tests.workers.readers.drawn import DISCLOSURE, REPORT, drawn, shape, tilings
from workers.limits import Limits
from workers.readers.doc import read_doc
from workers.readers.document import Block, Grid, GridCell, Unread

FILES = Path(__file__).parent / "files"


def read(paragraphs: list[Para], **parts: object) -> list[object]:
    return plain(read_doc(doc(paragraphs, **parts), Limits()).blocks)


def plain(blocks: tuple[Block, ...]) -> list[object]:
    return [shape(b.cells) if isinstance(b, Grid) else b.text if isinstance(b, Paragraph) else b for b in blocks]


WHOLE = [block if isinstance(block, str) else shape(block) for block in REPORT]


def test_a_report_comes_out_exactly() -> None:
    document = read_doc(whole_report(), Limits())

    assert plain(document.blocks) == WHOLE
    assert document.pages is None


def test_a_report_by_libreoffice_comes_out_exactly() -> None:
    assert plain(read_doc((FILES / "report.doc").read_bytes(), Limits()).blocks) == WHOLE


def test_what_libreoffice_writes_of_lists_changes_and_nested_tables_is_read() -> None:
    assert plain(read_doc((FILES / "mixed.doc").read_bytes(), Limits()).blocks) == [
        "一、总体情况",
        "（一）主动公开",
        "1. 2024年",
        "（二）依申请公开",
        "二、主动公开情况",
        "收到13件。",
        "上行",
        "下行\t尾",
        "外",
        "内前",
        shape(drawn("甲 | 1\n乙 | 2")),
        "内后",
        "粗",
        "𠮷野家",
    ]


@pytest.mark.parametrize("share", range(2, 100))
def test_a_file_that_was_cut_is_never_read_as_if_it_were_whole(share: int) -> None:
    data = whole_report()
    try:
        blocks = plain(read_doc(data[: len(data) * share // 100], Limits()).blocks)
    except DamagedFile:
        return
    assert blocks == WHOLE


@settings(max_examples=150, deadline=None)
@given(tilings())
def test_any_grid_that_goes_in_comes_out(cells: tuple[GridCell, ...]) -> None:
    # An empty cell that begins a merged one under another of its width would go on with it.
    cells = tuple(cell._replace(text=cell.text or "空") for cell in cells)
    grids = [block for block in read_doc(doc(table(cells)), Limits()).blocks if isinstance(block, Grid)]

    if len({cell.column for cell in cells}) > 1:
        assert shape(grids[0].cells) == shape(cells)


def test_lines_and_paragraphs_of_a_cell_stay_apart() -> None:
    assert read(row(["甲\n下\x0b行", "1"], [0, 500, 900], [0, 0])) == [[("甲\n下\n行", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]]


def test_breaks_part_lines_and_control_characters_are_dropped() -> None:
    assert read([para("（一）主动\x1f公开\x0b全年\t320条\x1e\x01\x08")]) == ["（一）主动公开", "全年\t320条-"]


def test_a_page_break_inside_a_paragraph_is_no_new_item_of_its_list() -> None:
    assert read([para("前\x0c后"), Para((("节", b""),), mark="\x0c"), para("末")]) == ["前", "后", "节", "末"]


def test_deleted_and_hidden_text_is_not_read() -> None:
    runs = (("收到", b""), ("12", sprm(DELETED)), ("13", b""), ("隐", sprm(HIDDEN)), ("件。", sprm(HIDDEN, 0)))
    assert read([Para(runs)]) == ["收到13件。"]


@pytest.mark.parametrize("code", [DELETED, HIDDEN])
def test_a_mark_that_is_not_seen_joins_what_it_parted(code: int) -> None:
    assert read([Para((("全年收到", b""),), mark_properties=sprm(code)), para("申请40件。")]) == ["全年收到申请40件。"]


def test_a_fields_result_is_read_and_its_instruction_is_not() -> None:
    assert read([para("共\x13 =3+4 \x13旧\x14中\x15\x147\x15件"), para("\x13坏"), para("好")]) == ["共7件", "好"]


def test_text_boxes_are_read_after_the_paragraphs_that_anchor_them() -> None:
    boxes = [[para("题目"), para("在框里")], table(drawn("甲 | 1"))]
    paragraphs = [para("前\x08"), *row(["格\x08", "2"], [0, 500, 900], [0, 0]), para("后")]

    assert read(paragraphs, boxes=boxes) == [
        "前",
        "题目",
        "在框里",
        "格",
        shape(drawn("甲 | 1")),
        "2",
        "后",
    ]


def test_a_cell_that_says_that_it_begins_a_merged_one_never_takes_a_figure_from_above() -> None:
    rows = row(["甲", "1"], [0, 500, 900], [0, 0x60]) + row(["乙", ""], [0, 500, 900], [0, 0x60])
    assert read(rows) == [shape(drawn("甲 | 1\n乙 | "))]


def test_symbols_become_characters() -> None:
    sign = sprm(SYMBOL, struct.pack("<2H", 3, 0xF0FE))
    assert read([Para((("(", sign), ("是", b"")))]) == ["☑是"]


def test_bold_text_is_emphasised() -> None:
    runs = ((("甲", sprm(BOLD)),), (("乙", sprm(BOLD)), ("丙", b"")), (("丁", sprm(BOLD, 0x81)),))
    blocks = read_doc(doc([Para(each) for each in runs]), Limits()).blocks

    assert [block.emphasis for block in blocks if isinstance(block, Paragraph)] == [True, False, True]


def test_latin_pieces_and_characters_of_two_units_are_read() -> None:
    paragraphs = [para("Open data 2024"), para("𠮷野家\U0001f600好"), para("caf")]
    assert read(paragraphs, compressed=True) == ["Open data 2024", "𠮷野家\U0001f600好", "caf"]


def test_tables_next_to_each_other_are_parted_by_what_they_say_of_themselves() -> None:
    grid = shape(drawn("甲 | 1"))
    one, other = (row(["甲", "1"], [0, 500, 900], [0, 0], sprm(0x563A, style)) for style in (11, 12))
    rows = row(["甲", "1"], [0, 500, 900], [0, 0])

    assert read(one + other) == [grid, grid]
    assert read(rows + rows) == [shape(drawn("甲 | 1\n甲 | 1"))]


def inner(text: str, end: bytes) -> Para:
    return para(text, sprm(IN_TABLE) + sprm(DEPTH, 2) + end)


def test_tables_in_tables_stand_by_themselves() -> None:
    nested = [
        *(inner(text, sprm(INNER_CELL)) for text in ("甲", "1")),
        inner("", sprm(INNER_CELL) + sprm(INNER_ROW_END) + definition([0, 300, 600], [0, 0])),
    ]
    cell = [para("内前", sprm(IN_TABLE)), *nested, para("内后", sprm(IN_TABLE))]

    assert read(row(["外", cell], [0, 500, 2000], [0, 0])) == ["外", "内前", shape(drawn("甲 | 1")), "内后"]


def test_a_row_without_its_definition_takes_the_places_of_the_row_above() -> None:
    rows = row(["甲", "1", "2"], [0, 500, 700, 900], [0, 0, 0]) + row(["乙", "3", "4"], [], [])
    rows += row(["丙", "5", "6"], [0, 500, 700, 900], [0, 0, 0])

    assert read(rows) == [shape(drawn("甲 | 1 | 2\n乙 | 3 | 4\n丙 | 5 | 6"))]


def test_a_table_without_any_definition_keeps_its_cells_in_order() -> None:
    assert read(row(["甲", "1"], [], []) + row(["乙", "2"], [], [])) == [shape(drawn("甲 | 1\n乙 | 2"))]


def test_a_merge_that_begins_anew_in_every_row_is_one() -> None:
    rows = row(["甲", "1"], [0, 500, 900], [0x60, 0]) + row(["", "2"], [0, 500, 900], [0x60, 0])
    rows += row(["乙", "3"], [0, 500, 900], [0x60, 0]) + row(["", "4"], [0, 500, 900], [0x20, 0])

    assert read(rows) == [shape(drawn("甲 | 1\n^ | 2\n乙 | 3\n^ | 4"))]


def test_merges_beside_the_definition_count() -> None:
    down = [sprm(0xD62B, b"\x02" + bytes([0, merge])) for merge in (3, 1)]
    edges, flags = [0, 500, 700, 900], [0, 0, 0]
    rows = row(["甲", "1", "2"], edges, flags, down[0]) + row(
        ["", "3", ""], edges, flags, down[1] + sprm(0x5624, 0x0301)
    )

    assert read(rows) == [shape(drawn("甲 | 1 | 2\n^ | 3 | <"))]


def test_cells_merged_to_the_left_widen_the_first_one() -> None:
    rows = row(["甲", "", "1"], [0, 500, 700, 900], [1, 2, 0]) + row(["乙", "丙", "2"], [0, 500, 700, 900], [0, 0, 0])
    assert read(rows) == [shape(drawn("甲 | < | 1\n乙 | 丙 | 2"))]


def test_edges_drawn_a_little_apart_are_one_column() -> None:
    rows = row(["甲", "1"], [0, 500, 900], [0, 0]) + row(["乙", "2"], [5, 520, 890], [0, 0])
    assert read(rows) == [shape(drawn("甲 | 1\n乙 | 2"))]


def test_modifiers_that_did_not_fit_are_found_in_the_data_stream() -> None:
    where = sprm(IN_TABLE) + sprm(ROW_END)
    more = definition([0, 500, 900], [0, 0])
    end = Para((), where + sprm(0x6646, 16), 0, "\x07")
    data = bytes(16) + struct.pack("<H", len(more)) + more

    assert read([*row(["甲", "1"], [], [])[:-1], end], data=data) == [shape(drawn("甲 | 1"))]


def test_a_file_that_lacks_its_last_sector_is_read() -> None:
    data = whole_report()
    assert plain(read_doc(data[:-300], Limits()).blocks) == WHOLE


def test_a_table_of_one_column_is_text() -> None:
    assert read([*row(["二、主动公开"], [0, 900], [0]), para(""), *table(DISCLOSURE)]) == [
        "二、主动公开",
        shape(DISCLOSURE),
    ]


def test_a_picture_that_stands_by_itself_is_told_and_not_read() -> None:
    assert read([para("前"), para("\x01"), para("见图\x01"), para("\x13 INCLUDEPICTURE \x01"), para("后")]) == [
        "前",
        Unread(Why.PICTURE),
        "见图",
        "后",
    ]
