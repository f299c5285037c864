"""Tables are read by their labels: exactly, or not at all, and never with a figure under another's name."""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.reports import form
from service.reports.report import Report, Row
from tests.workers.readers.drawn import drawn
from tests.workers.readers.dumps import Accidents, Truth, blank_truth, by_cells, by_tabs
from workers.readers import read
from workers.readers.document import Grid, GridCell, PlacedGrid
from workers.readers.tables import labels
from workers.readers.tables.forms import read_tables

LAYOUTS = {"tabs": by_tabs, "cells": by_cells}
PLACES = [(table, row, name) for table, rows in blank_truth().items() for row, cells in rows.items() for name in cells]

figures = st.sampled_from(["0", "1", "7", "23", "1,207", "1 0", "１２", "—", "/", "0 ", "无", "22（其中修订16件）"])


@st.composite
def truths(draw: st.DrawFn, blanks: int = 0) -> Truth:
    truth = blank_truth()
    rng = Random(draw(st.integers()))
    pool = draw(st.lists(figures, min_size=1, max_size=6))
    for table, row, name in PLACES:
        truth[table][row][name] = rng.choice(pool)
    for table, row, name in draw(st.lists(st.sampled_from(PLACES), max_size=blanks)):
        truth[table][row][name] = rng.choice(["", " ", "\u3000"])
    return truth


def rows(report: Report) -> dict[tuple[str, str], Row]:
    return {(table.key, row.key): row for table in report.tables for row in table.rows.values()}


def told(row: Row) -> dict[str, str]:
    return {name: cell.text for name, cell in row.cells.items()}


def stripped(cells: dict[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in cells.items()}


@settings(max_examples=60, deadline=None)
@given(truths(), st.sampled_from(sorted(LAYOUTS)), st.integers(0, 2), st.booleans(), st.booleans(), st.integers())
def test_full_tables_are_read_exactly_whatever_the_layout(
    truth: Truth, layout: str, trailing: int, collapsed: bool, trimmed: bool, seed: int
) -> None:
    accidents = Accidents(trailing, collapsed, trimmed, spaced=0.4, rng=Random(seed))
    report = read(LAYOUTS[layout](truth, accidents).encode())
    found = rows(report)
    for table, expected in truth.items():
        for row, cells in expected.items():
            assert not found[table, row].unreadable
            assert told(found[table, row]) == stripped(cells)
    assert all(label.exact for table in report.tables for label in table.labels)


@settings(max_examples=80, deadline=None)
@given(
    truths(blanks=12),
    st.sampled_from(sorted(LAYOUTS)),
    st.integers(0, 2),
    st.booleans(),
    st.booleans(),
    st.sets(st.sampled_from(PLACES), max_size=6),
    st.integers(),
)
def test_a_row_with_blanks_and_lost_cells_is_exact_or_unreadable_and_never_wrong(
    truth: Truth,
    layout: str,
    trailing: int,
    collapsed: bool,
    trimmed: bool,
    lost: set[tuple[str, str, str]],
    seed: int,
) -> None:
    lost = {place for place in lost if len(truth[place[0]][place[1]]) > 1}
    for table, row, name in lost:
        truth[table][row][name] = ""
    accidents = Accidents(trailing, collapsed, trimmed, lost=frozenset(lost), rng=Random(seed))
    found = rows(read(LAYOUTS[layout](truth, accidents).encode()))
    for (table, row), read_row in found.items():
        assert read_row.unreadable or told(read_row) == stripped(truth[table][row])
        assert not (read_row.unreadable and read_row.cells)


@settings(max_examples=40, deadline=None)
@given(truths(blanks=20), st.integers(0, 1), st.booleans())
def test_a_blank_figure_is_told_from_a_structural_blank_when_other_rows_show_the_places(
    truth: Truth, trailing: int, collapsed: bool
) -> None:
    for row in ("received", "outcomes.granted", "outcomes.refused.state_secret", "outcomes.total"):
        truth["applications"][row] = dict.fromkeys(form.APPLICATION_COLUMNS, "3")
    report = read(by_tabs(truth, Accidents(trailing, collapsed)).encode())
    for row, cells in truth["applications"].items():
        assert told(report.applications.rows[row]) == stripped(cells)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("row", [row for row in form.APPLICATION_ROWS if row != "outcomes.other.other"])
def test_a_missing_row_leaves_the_others_as_they_are(layout: str, row: str) -> None:
    truth = blank_truth()
    for number, key in enumerate(truth["applications"]):
        truth["applications"][key] = {name: str(number) for name in form.APPLICATION_COLUMNS}
    del truth["applications"][row]
    table = read(LAYOUTS[layout](truth, Accidents()).encode()).applications
    assert {key: told(found) for key, found in table.rows.items()} == truth["applications"]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("column", list(form.APPLICATION_COLUMNS))
def test_a_missing_column_leaves_the_others_under_their_names(layout: str, column: str) -> None:
    truth = blank_truth()
    names = [name for name in form.APPLICATION_COLUMNS if name != column]
    for key in truth["applications"]:
        truth["applications"][key] = {name: str(number) for number, name in enumerate(names)}
    table = read(LAYOUTS[layout](truth, Accidents()).encode()).applications
    assert set(table.columns) == set(names)
    assert told(table.rows["received"]) == truth["applications"]["received"]


def grid(rows: list[list[tuple[str, int, int]]]) -> Grid:
    """An aligned grid of (text, column, colspan) cells."""
    return Grid(tuple(GridCell(text, r, c, colspan=span) for r, row in enumerate(rows) for text, c, span in row))


def table_of(*grids: Grid):
    return {table.key: table for table in read_tables([PlacedGrid(each, 3, 1) for each in grids])}


HEADER = [
    [("申请人情况", 3, 7)],
    [("自然人", 3, 1), ("法人或其他组织", 4, 5), ("总计", 9, 1)],
    [(text, c, 1) for c, text in enumerate(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"], 4)],
]
RECEIVED = ("一、本年新收政府信息公开申请数量", 0, 3)


def figures_of(values: str, start: int = 3) -> list[tuple[str, int, int]]:
    return [(value.strip("_"), column, 1) for column, value in enumerate(values.split(), start)]


def test_swapped_columns_keep_their_names() -> None:
    swapped = [
        *HEADER[:2],
        [(t, c, 1) for c, t in enumerate(["科研机构", "商业企业", "社会公益组织", "法律服务机构", "其他"], 4)],
    ]
    found = table_of(grid([*swapped, [RECEIVED, *figures_of("1 2 3 4 5 6 7")]]))["applications"].rows["received"]
    assert [found.cells[name].text for name in ("commercial_enterprise", "research_institution")] == ["3", "2"]


ORGANIZATIONS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
LOST_SPANS = [
    [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 1), ("申请人情况", 1, 1)],
    [("自然人", 0, 1), ("法人或其他组织", 1, 1), ("总计", 2, 1)],
    [(text, c, 1) for c, text in enumerate(ORGANIZATIONS)],
]
SHORT_GROUP = [
    HEADER[0],
    [("自然人", 3, 1), ("法人或其他组织", 4, 4), ("总计", 8, 1)],
    [(text, c, 1) for c, text in zip([4, 5, 6, 7, 9], ORGANIZATIONS, strict=True)],
]
LOW_CORNER = [*HEADER[:2], [(text, c, 1) for c, text in zip([0, 1, 2, 10, 11], ORGANIZATIONS, strict=True)]]


@pytest.mark.parametrize("header", [LOST_SPANS, SHORT_GROUP, LOW_CORNER], ids=["lost", "short group", "low corner"])
def test_a_header_put_awry_by_its_spans_does_not_reorder_the_figures(header: list[list[tuple[str, int, int]]]) -> None:
    found = table_of(grid([*header, [RECEIVED, *figures_of("1 2 3 4 5 6 21")]]))["applications"].rows["received"]
    assert told(found) == dict(zip(form.APPLICATION_COLUMNS, "1 2 3 4 5 6 21".split(), strict=True))


def test_rows_in_another_order_keep_their_names() -> None:
    lines = [[("四、结转下年度继续办理", 0, 3), *figures_of("9 0 0 0 0 0 9")], [RECEIVED, *figures_of("1 0 0 0 0 0 1")]]
    rows = table_of(grid([*HEADER, *lines]))["applications"].rows
    assert (rows["carried_forward"].cells["total"].text, rows["received"].cells["total"].text) == ("9", "1")


def test_an_empty_cell_of_an_aligned_table_is_empty_in_its_own_column() -> None:
    found = table_of(grid([*HEADER, [RECEIVED, *figures_of("1 2 _ 4 5 6 7")]]))["applications"].rows["received"]
    assert found.cells["research_institution"].figure.is_blank
    assert found.cells["social_welfare_organization"].text == "4"


def test_a_figure_merged_over_two_columns_makes_its_row_unreadable() -> None:
    merged = [RECEIVED, ("1", 3, 1), ("2", 4, 2), *figures_of("4 5 6 7", 6)]
    found = table_of(grid([*HEADER, merged]))["applications"].rows["received"]
    assert found.unreadable
    assert not found.cells


def test_a_table_cut_by_the_page_is_one_table() -> None:
    tail = grid([[("四、结转下年度继续办理", 0, 3), *figures_of("1 0 0 0 0 0 1")]])
    rows = table_of(grid([*HEADER, [RECEIVED, *figures_of("1 0 0 0 0 0 1")]]), tail)["applications"].rows
    assert list(rows) == ["received", "carried_forward"]
    assert told(rows["carried_forward"])["natural_person"] == "1"


def test_two_tables_in_one_grid_are_two_tables() -> None:
    lines = [
        [("第二十条第（五）项", 0, 4)],
        [("信息内容", 0, 1), ("本年处理决定数量", 1, 3)],
        [("行政许可", 0, 1), ("5", 1, 3)],
    ]
    found = table_of(grid([*lines, *HEADER, [RECEIVED, *figures_of("1 0 0 0 0 0 1")]]))
    assert found["disclosure"].cell("licensing", "decisions").text == "5"
    assert found["applications"].cell("received", "total").text == "1"


def test_rows_that_stand_beside_each_other_have_each_its_own_figure() -> None:
    side_by_side = "信息内容|本年处理决定数量|信息内容|本年处理决定数量\n行政许可|1533|行政处罚|4127\n^|^|行政强制|286"
    (found,) = read_tables([PlacedGrid(Grid(tuple(drawn(side_by_side))), 2, 2)])
    assert {key: told(row) for key, row in found.rows.items()} == {
        "licensing": {"decisions": "1533"},
        "penalty": {"decisions": "4127"},
        "coercion": {"decisions": "286"},
    }


def test_the_single_other_row_is_of_the_form_of_2019() -> None:
    single = [("（六）其他处理", 1, 2), *figures_of("2 0 0 0 0 0 2")]
    table = table_of(grid([*HEADER, [RECEIVED, *figures_of("1 0 0 0 0 0 1")], single]))["applications"]
    assert table.edition == 2019
    assert table.cell("outcomes.other", "total").text == "2"


def test_a_row_in_other_words_beside_it_is_told_by_its_place() -> None:
    single = [("（六）其他处理", 1, 2), *figures_of("2 0 0 0 0 0 2")]
    total = [("（，）（七）总计", 1, 2), *figures_of("2 0 0 0 0 0 2")]
    table = table_of(grid([*HEADER, [RECEIVED, *figures_of("1 0 0 0 0 0 1")], single, total]))["applications"]
    assert table.cell("outcomes.total", "total").text == "2"
    assert table.cell("outcomes.other", "total").text == "2"


@pytest.mark.parametrize("figures", ["2 0 0 0 0 0 2", "/ / / / / / /"])
def test_a_group_with_its_sum_beside_its_rows_is_of_the_form_of_2021(figures: str) -> None:
    group = [("（六）其他处理", 0, 3), *figures_of(figures)]
    details = [
        [(form.ROWS["applications"][key], 0, 3), *figures_of("1 0 0 0 0 0 1")]
        for key in ("outcomes.other.not_corrected", "outcomes.other.fee_unpaid")
    ]
    table = table_of(grid([*HEADER, [RECEIVED, *figures_of("1 0 0 0 0 0 1")], group, *details]))["applications"]
    assert table.edition == 2021
    assert "outcomes.other" not in table.rows


def test_table_two_of_2019_is_told_by_its_columns() -> None:
    lines = [
        [("第二十条第（一）项", 0, 4)],
        [("信息内容", 0, 1), ("本年新制作数量", 1, 1), ("本年新公开数量", 2, 1), ("对外公开总数量", 3, 1)],
        [("规章", 0, 1), *figures_of("1 1 5", 1)],
        [("规范性文件", 0, 1), *figures_of("2 2 6", 1)],
        [("第二十条第（五）项", 0, 4)],
        [("信息内容", 0, 1), ("上一年项目数量", 1, 1), ("本年增/减", 2, 1), ("处理决定数量", 3, 1)],
        [("行政许可", 0, 1), *figures_of("8 -1 40", 1)],
    ]
    table = table_of(grid(lines))["disclosure"]
    assert table.edition == 2019
    assert told(table.rows["licensing"]) == {"decisions": "40"}
    assert told(table.rows["regulations"]) == {"issued": "1"}
    assert told(table.rows["normative_documents"]) == {"issued": "2"}


REVIEWS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def test_reviews_one_kind_a_row_are_read_by_their_labels() -> None:
    lines = [
        [("", 0, 2), *[(text, c, 1) for c, text in enumerate(REVIEWS, 2)]],
        [("行政复议", 0, 2), *figures_of("1 2 3 4 10", 2)],
        [("行政诉讼", 0, 1), ("未经复议直接起诉", 1, 1), *figures_of("0 0 0 1 1", 2)],
        [("复议后起诉", 1, 1), *figures_of("0 5 0 0 5", 2)],
    ]
    table = table_of(grid(lines))["reviews"]
    assert told(table.rows["review"]) == dict(zip(form.REVIEW_COLUMNS, ["1", "2", "3", "4", "10"], strict=True))
    assert table.cell("litigation_after_review", "corrected").text == "5"


def test_reviews_turned_on_their_side_are_read_by_their_labels() -> None:
    lines = [
        [("", 0, 1), ("行政复议", 1, 1), ("行政诉讼", 2, 2)],
        [("未经复议直接起诉", 2, 1), ("复议后起诉", 3, 1)],
        *[[(text, 0, 1), *figures_of(f"{n} {n + 10} {n + 20}", 1)] for n, text in enumerate(REVIEWS)],
    ]
    table = table_of(grid(lines))["reviews"]
    assert told(table.rows["litigation_direct"]) == dict(
        zip(form.REVIEW_COLUMNS, ["10", "11", "12", "13", "14"], strict=True)
    )


def test_reviews_with_fewer_figures_than_columns_are_unreadable() -> None:
    lines = [
        [("行政复议", 0, 5), ("行政诉讼", 5, 10)],
        [*[(t, c, 1) for c, t in enumerate(REVIEWS)], ("未经复议直接起诉", 5, 5), ("复议后起诉", 10, 5)],
        [(t, c, 1) for c, t in enumerate(REVIEWS * 2, 5)],
        figures_of("0 0 0 0 0 0 0 0 0 0 0 0 0", 0),
    ]
    assert all(row.unreadable for row in table_of(grid(lines))["reviews"].rows.values())


def test_reviews_are_told_by_their_fifteen_figures_wherever_the_head_begins() -> None:
    lines = [
        [("行政复议", 0, 6), ("行政诉讼", 6, 10)],
        [*[(t, c, 1) for c, t in enumerate(REVIEWS)], ("未经复议直接起诉", 6, 5), ("复议后起诉", 11, 5)],
        [(t, c, 1) for c, t in enumerate(REVIEWS * 2, 6)],
        figures_of("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", 0),
    ]
    table = table_of(grid(lines))["reviews"]
    assert table.cell("litigation_direct", "upheld").text == "6"
    assert table.cell("litigation_after_review", "total").text == "15"


def test_reviews_are_read_where_a_conversion_repeats_a_merged_head_in_each_of_its_lines() -> None:
    lines = [
        [("行政复议", 0, 1), ("行政诉讼", 1, 1)],
        [*[(t, c, 1) for c, t in enumerate(REVIEWS)], ("未经复议直接起诉", 5, 1), ("复议后起诉", 6, 1)],
        [(t, c, 1) for c, t in enumerate(REVIEWS * 3)],
        figures_of("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", 0),
    ]
    table = table_of(grid(lines))["reviews"]
    assert told(table.rows["review"]) == dict(zip(form.REVIEW_COLUMNS, "1 2 3 4 5".split(), strict=True))
    assert table.cell("litigation_after_review", "total").text == "15"


@pytest.mark.parametrize("written", ["{}", "（{}）"])
def test_the_line_that_numbers_the_columns_holds_no_figures_of_reviews(written: str) -> None:
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows = table_of(
        grid(
            [
                [("行政复议", 0, 5), ("未经复议直接起诉", 5, 5), ("复议后起诉", 10, 5)],
                [(text, c, 1) for c, text in enumerate(five * 3)],
                [(written.format(c + 1), c, 1) for c in range(15)],
                figures_of("1 2 3 0 6 0 0 0 0 0 2 0 0 1 3", 0),
            ]
        )
    )["reviews"].rows
    assert list(told(rows["review"]).values()) == "1 2 3 0 6".split()
    assert list(told(rows["litigation_after_review"]).values()) == "2 0 0 1 3".split()


def test_a_grid_of_other_matters_is_no_table_of_the_form() -> None:
    other = grid([[("序号", 0, 1), ("培训内容", 1, 1), ("总计", 2, 1)], [("1", 0, 1), ("行政许可", 1, 1), ("3", 2, 1)]])
    assert table_of(other) == {}


def test_a_label_nearly_the_forms_is_found_and_told() -> None:
    lines = [*HEADER, [("一、本年新收政府信息公开申清数量", 0, 3), *figures_of("1 0 0 0 0 0 1")]]
    table = table_of(grid(lines))["applications"]
    assert table.cell("received", "total").text == "1"
    assert [(label.key, label.exact) for label in table.labels if label.key == "received"] == [("received", False)]


@pytest.mark.parametrize(
    "label", ["危及“三安全一稳定”", "保护第三方合法权益", "属于三类内部事务信息", "属于四类过程性信息"]
)
def test_a_label_without_its_numeral_keeps_the_numerals_inside(label: str) -> None:
    (match,) = labels.find(label)
    assert match.exact


@pytest.mark.parametrize("label", ["第二十条第（一）项", "第20条第（一）项", "第二十条第一项"])
def test_a_clause_is_known_by_each_of_its_spellings(label: str) -> None:
    assert [match.key for match in labels.find(label) if match.exact] == ["clause.一"]


def test_a_label_in_other_words_is_told_by_its_place_if_it_is_alike() -> None:
    lines = [
        [RECEIVED, *figures_of("1 0 0 0 0 0 1")],
        [("二、上年度转结的申请数量", 0, 3), *figures_of("2 0 0 0 0 0 2")],
        [("（一）予以公开", 1, 2), *figures_of("3 0 0 0 0 0 3")],
    ]
    table = table_of(grid([*HEADER, *lines]))["applications"]
    assert table.cell("carried_over", "total").text == "2"


def test_where_a_figure_stands_is_kept() -> None:
    report = read(by_cells(blank_truth(), Accidents()).encode())
    cell = report.applications.cell("outcomes.total", "other")
    at = cell.at
    assert (at.section, at.table, at.row, at.column) == (3, "applications", "outcomes.total", "other")
    assert by_cells(blank_truth(), Accidents()).split("\n")[at.line - 1] == "\t0"


OTHER_WORDS = [
    ("applications", "自然人", "公民", "natural_person"),
    ("applications", "商业企业", "企业", "commercial_enterprise"),
    ("applications", "科研机构", "研究院所", "research_institution"),
    ("applications", "社会公益组织", "公益团体", "social_welfare_organization"),
    ("applications", "法律服务机构", "法律服务组织", "legal_service_organization"),
    ("disclosure", "现行有效件数", "有效数目", "in_force"),
    ("disclosure", "本年收费金额（单位：万元）", "金额", "amount"),
]


def _gaps(text: str) -> str:
    return text.replace("\t", "    ")


def _alone(text: str) -> str:
    return "\n".join(cell for line in text.split("\n") for cell in line.split("\t") if cell.strip() or "\t" not in line)


@pytest.mark.parametrize("spread", [str, _gaps, _alone])
@pytest.mark.parametrize(("table", "label", "words", "column"), OTHER_WORDS)
def test_a_column_in_other_words_is_told_by_its_place(
    table: str, label: str, words: str, column: str, spread: Callable[[str], str]
) -> None:
    truth = blank_truth()
    for row, cells in truth[table].items():
        truth[table][row] = {name: str(number) for number, name in enumerate(cells, start=1)}
    text = by_tabs(truth, Accidents())
    assert label in text
    found = read(spread(text.replace(label, words)).encode()).table(table)
    assert column in found.columns
    assert [(each.text, each.exact) for each in found.labels if each.key == column and not each.exact] == [
        (words, False)
    ]
    assert {row: told(each) for row, each in found.rows.items()} == truth[table]


def test_a_remark_beside_the_columns_is_none_of_them() -> None:
    text = by_tabs(blank_truth(), Accidents()).replace("科研机构\t", "").replace("商业企业\t", "商业企业\t企业\t备注\t")
    assert "research_institution" not in read(text.encode()).applications.columns


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u2060"])
def test_a_figure_with_a_character_that_nobody_sees_is_one_in_a_row_parted_by_gaps(unseen: str) -> None:
    truth = blank_truth()
    for row, cells in truth["applications"].items():
        truth["applications"][row] = {name: str(number) for number, name in enumerate(cells, start=1)}
    text = re.sub(r"(?<=\t)(\d)(?=[\t\n])", rf"\1{unseen}", by_tabs(truth, Accidents()))
    found = read(_gaps(text).encode()).applications
    assert {row: each.cells["total"].figure.value for row, each in found.rows.items()} == dict.fromkeys(found.rows, 7)
    assert set(found.rows) == set(truth["applications"])


def test_the_corner_is_exact_with_the_head_beside_it_in_the_same_cell() -> None:
    corner, head = form.HEADS["applications"]["corner"], form.HEADS["applications"]["applicants"]
    for text in (f"{head}（{corner}）", f"（{corner}）{head}"):
        assert [(match.key, match.exact) for match in labels.find(text)] == [("corner", True)]
