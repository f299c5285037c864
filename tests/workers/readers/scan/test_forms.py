"""Recognised tables by the form: slips in labels, and rows and columns told by rulings and order."""

import pytest

from service.reports import form
from service.reports.report import Paragraph, Table
from workers.readers.document import Document, Grid, GridCell, PlacedGrid
from workers.readers.scan import forms
from workers.readers.tables.forms import read_tables

ROWS = form.APPLICATION_ROWS
COLUMNS = form.APPLICATION_COLUMNS


def grid(labels: dict[str, str], heads: dict[str, str], score: float = 0.95) -> Grid:
    """Table three as recognised: a head and a row a label, every figure 0."""
    lines = [["", *heads.values()], *([label, *("0" for _ in heads)] for label in labels.values())]
    cells = [
        GridCell(text, row, column, confidence=score)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    ]
    return Grid(tuple(cells))


def read(labels: dict[str, str], heads: dict[str, str] = COLUMNS) -> Table:
    made = forms.formed(Document((grid(labels, heads),)))
    (block,) = made.blocks
    assert isinstance(block, Grid)
    (table,) = read_tables([PlacedGrid(block, 3, 0)])
    return table


def unsure(table: Table) -> set[str]:
    return {label.key for label in table.labels if not label.at.is_sure}


def test_a_label_as_the_form_has_it_is_sure_however_its_characters_were_read() -> None:
    table = forms.formed(Document((grid(ROWS, COLUMNS, score=0.3),))).blocks[0]
    assert isinstance(table, Grid)
    assert {cell.confidence for cell in table.cells if cell.text in ROWS.values()} == {1.0}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("carried_forward", "四、结转下年度继读办埋"),
        ("outcomes.refused.process_information", "6.属干四类过程性信急"),
        ("outcomes.not_processed.repeated", "2.重复中清"),
        ("outcomes.other.other", "3.□□"),
        ("outcomes.granted", "（一）"),
    ],
)
def test_a_label_with_slips_is_the_forms_and_nobody_knows_how_it_is_spelt(key: str, text: str) -> None:
    table = read(ROWS | {key: text})
    assert set(table.rows) == set(ROWS)
    assert not table.has_unread
    assert unsure(table) == {key}


@pytest.mark.parametrize(("key", "text"), [("commercial_enterprise", "向山企止"), ("other", "其"), ("total", "")])
def test_a_column_is_told_by_its_place_among_the_ruled_ones(key: str, text: str) -> None:
    table = read(ROWS, COLUMNS | {key: text})
    assert table.columns == tuple(COLUMNS)
    assert not table.has_unread
    assert all(set(row.cells) == set(COLUMNS) for row in table.rows.values())


def test_a_row_that_nobody_wrote_is_missing_and_not_unread() -> None:
    rows = {key: label for key, label in ROWS.items() if key != "outcomes.granted"}
    table = read(rows)
    assert set(table.rows) == set(rows)
    assert not table.has_unread


def test_a_ruled_row_too_many_leaves_open_what_is_missing() -> None:
    rows = {key: label for key, label in ROWS.items() if key != "outcomes.granted"}
    rows |= {"outcomes.refused.state_secret": "□□□□", "outcomes.partially_granted": "□□"}
    rows["outcomes.refused.third_party_rights"] = "□"
    assert read({**rows, "more": "□□□"}).has_unread


def test_rows_that_are_missing_in_a_row_were_not_recognised() -> None:
    rows = {key: label for key, label in ROWS.items() if not key.startswith("outcomes.not_processed")}
    assert read(rows).has_unread


def test_what_was_not_recognised_from_a_picture_stays_as_it_is() -> None:
    made = Document((grid(ROWS | {"carried_forward": "四、结转下年度继读办理"}, COLUMNS, score=1.0),))
    assert forms.formed(made) == made


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (["a", None, "c"], ["a", "b", "c"]),
        ([None, "b", "c", None], ["a", "b", "c", "d"]),
        (["a", "c", "d"], ["a", "c", "d"]),
        (["a", None, "d"], None),
        (["b", "a"], None),
        (["a", "x"], None),
    ],
)
def test_places_are_named_by_what_is_missing_between_their_neighbours(
    known: list[str | None], found: list[str] | None
) -> None:
    assert forms.filled(tuple("abcd"), known) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5、政府信息公开工作仔在i：主要问题及改进情况", "5、政府信息公开工作存在的主要问题及改进情况"),
        ("三、收到和处瑶政府信息公开申信况", "三、收到和处理政府信息公开申请情况"),
        ("五、存在的主要问题及改进情况", "五、存在的主要问题及改进情况"),
        ("（一）主动公开情况", "（一）主动公开情况"),
        ("全年主动公开政府信息情况良好。", "全年主动公开政府信息情况良好。"),
        ("2024年1月26日", "2024年1月26日"),
    ],
)
def test_a_recognised_head_with_slips_is_the_forms_and_unsure(text: str, told: str) -> None:
    line = Paragraph(text, scores=(0.95,) * len(text))
    (found,) = forms.formed(Document((line,))).blocks
    assert isinstance(found, Paragraph)
    assert (found.text, found.is_sure) == (told, text == told)
    assert len(found.scores) == len(found.text)
    assert forms.formed(Document((line._replace(scores=()),))).blocks == (line._replace(scores=()),)


def test_words_that_several_labels_are_near_to_are_not_sure_for_nobody_knows_which_it_is() -> None:
    lost_a_line = Grid((GridCell("结果", 0, 0, confidence=0.99),))
    (block,) = forms.formed(Document((lost_a_line,))).blocks
    assert isinstance(block, Grid)
    assert (block.cells[0].text, block.cells[0].confidence) == ("结果", 0.0)


def test_a_row_whose_words_are_beyond_recognition_is_not_missing() -> None:
    labels = ROWS | {"outcomes.not_processed.petition": ".1.信坊举报投拆关申访"}
    cells = list(grid(labels, COLUMNS).cells)
    row = list(ROWS).index("outcomes.not_processed.petition") + 1
    unsure = [
        cell._replace(text="自然人" if cell.column == 1 else cell.text, confidence=0.0)
        for cell in cells
        if cell.row == row
    ]
    (block,) = forms.formed(Document((Grid((*(cell for cell in cells if cell.row != row), *unsure)),))).blocks
    assert isinstance(block, Grid)
    assert block.has_unread


def test_of_a_table_that_stands_on_a_page_in_two_grids_nothing_is_missing() -> None:
    def part(rows: list[str], page: int) -> Grid:
        made = grid({key: ROWS[key] for key in rows}, COLUMNS)
        return Grid(tuple(cell._replace(page=page) for cell in made.cells))

    keys = list(ROWS)
    for page, is_torn in ((1, True), (2, False)):
        blocks = forms.formed(Document((part(keys[:9], 1), part(keys[10:], page)))).blocks
        assert [isinstance(block, Grid) and block.has_unread for block in blocks] == [is_torn, is_torn]
