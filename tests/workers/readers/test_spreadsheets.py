import re
from contextlib import suppress

import pytest
from hypothesis import given

from service.errors import DamagedFile, LimitExceeded, UnreadableFile
from tests.workers.readers.drawn import drawn, shape, tilings
from tests.workers.readers.sheets import xls, xlsx
from workers.limits import Limits
from workers.readers.document import Document, Grid, GridCell
from workers.readers.spreadsheets import read_spreadsheet

WRITERS = pytest.mark.parametrize("write", [xlsx, xls])
FORM = drawn("""
名称  | <    | 总计
新收  | 自然人 | 12
^     | 其他   | 0.5
""")


def grids(read: Document) -> list[tuple[GridCell, ...]]:
    return [block.cells for block in read.blocks if isinstance(block, Grid)]


@WRITERS
def test_each_sheet_is_a_grid_with_its_merged_cells_and_whole_numbers(write) -> None:
    first, second = grids(read_spreadsheet(write(FORM, drawn("甲 | 1\n乙 | 2")), Limits()))

    assert shape(first) == shape(FORM)
    assert [cell.text for cell in second] == ["甲", "1", "乙", "2"]


@WRITERS
def test_a_sheet_that_nobody_sees_is_not_read(write) -> None:
    read = grids(read_spreadsheet(write(drawn("甲 | 1"), hidden=drawn("旧 | 9")), Limits()))

    assert [[cell.text for cell in cells] for cells in read] == [["甲", "1"]]


@WRITERS
@given(cells=tilings())
def test_any_grid_is_read_as_it_was_written(write, cells: tuple[GridCell, ...]) -> None:
    (read,) = grids(read_spreadsheet(write(cells), Limits()))

    known = {(cell.row, cell.column): cell for cell in read}
    for cell in cells:
        if cell.text:
            number = cell.text.isascii() and cell.text.isdigit()
            found = known[cell.row, cell.column]
            assert found.text == (str(int(cell.text)) if number else cell.text)
            assert (found.rowspan, found.colspan) == (cell.rowspan, cell.colspan)


@WRITERS
def test_a_table_with_more_cells_than_is_allowed_is_refused_before_it_is_built(write) -> None:
    far = (GridCell("1", 0, 0), GridCell("1", 60_000, 200))

    with pytest.raises(LimitExceeded):
        read_spreadsheet(write(far), Limits())


@WRITERS
def test_a_cut_or_changed_file_is_refused_in_words_or_read(write) -> None:
    whole = write(FORM)
    for length in range(8, len(whole), 97):
        for data in (whole[:length], whole[:length] + b"\xff\xff" + whole[length + 2 :]):
            with suppress(UnreadableFile):
                assert grids(read_spreadsheet(data, Limits()))


def test_a_file_that_only_begins_like_one_is_damaged() -> None:
    for data in (b"PK\x03\x04" + bytes(100), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)):
        with pytest.raises(DamagedFile) as refused:
            read_spreadsheet(data, Limits())
        assert re.fullmatch("XLSX?", refused.value.facts["kind"])
