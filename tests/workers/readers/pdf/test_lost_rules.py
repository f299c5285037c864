"""A rule that is lost costs no figure: its cells are told apart again, or what they hold is in doubt."""

from collections.abc import Callable

import pytest

from tests.corpus.grids import Cell, Grid
from tests.workers.readers.pdf import raw
from tests.workers.readers.pdf.borders import Box
from tests.workers.readers.pdf.grids import doubtful, expected, found, tables_of
from tests.workers.readers.pdf.press import TOP, Layout, Press, Setting
from workers.limits import Limits
from workers.readers.document import Document
from workers.readers.pdf import read_pdf

ABOVE = 8.0
"""Points that a table keeps from what stands above it."""


def without(table: Grid, lost: Callable[[Box], bool]) -> Document:
    press = Press()
    press.table(table, Setting(lost=lost))
    return read_pdf(press.done(), Limits())


def left_wall(table: Grid, cell: Cell, *, whole: bool) -> Callable[[Box], bool]:
    layout = Layout(table, Setting())
    x, top = layout.columns[cell.column], TOP - ABOVE - layout.rows[cell.row]
    return lambda wall: abs(wall[0] - x) < 0.1 and abs(wall[2] - x) < 0.1 and (whole or abs(wall[3] - top) < 0.1)


def upper_wall(table: Grid, cell: Cell, *, whole: bool) -> Callable[[Box], bool]:
    layout = Layout(table, Setting())
    x, y = layout.columns[cell.column], TOP - ABOVE - layout.rows[cell.row]
    return lambda wall: abs(wall[1] - y) < 0.1 and abs(wall[3] - y) < 0.1 and (whole or abs(wall[0] - x) < 0.1)


def figures(table: Grid) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table if cell.figure}


@pytest.mark.parametrize("wall", [left_wall, upper_wall])
@pytest.mark.parametrize("which", range(0, 170, 13))
def test_one_lost_wall_between_figures_is_put_back(which: int, wall: Callable[..., Callable[[Box], bool]]) -> None:
    (_, table, _) = tables_of(4)
    cell = [cell for cell in table if cell.figure][which]
    assert found(without(table, wall(table, cell, whole=False))) == expected([table])


@pytest.mark.parametrize("column", range(5, 9))
def test_a_whole_column_rule_that_is_lost_is_put_back(column: int) -> None:
    (_, table, _) = tables_of(4)
    cell = next(cell for cell in table if cell.figure and cell.column == column)
    assert found(without(table, left_wall(table, cell, whole=True))) == expected([table])


@pytest.mark.parametrize("place", [(8, 3), (8, 4), (8, 9), (12, 5), (20, 7)])
@pytest.mark.parametrize("wall", [left_wall, upper_wall])
def test_no_whole_rule_that_is_lost_costs_a_figure(
    place: tuple[int, int], wall: Callable[..., Callable[[Box], bool]]
) -> None:
    (_, table, _) = tables_of(4)
    cell = next(cell for cell in table if (cell.row, cell.column) == place)
    (cells,) = found(without(table, wall(table, cell, whole=True)))
    assert {spot[:2]: text for spot, text in cells.items() if spot[:2] in figures(table)} == figures(table)


def test_two_numbers_in_one_cell_are_in_doubt() -> None:
    table = (Cell("规章", 0, 0), Cell("12", 0, 1), Cell("行政许可", 1, 0), Cell("3", 1, 1))
    press = Press()
    press.table(table)
    press.canvas.setFont("CorpusSong", 9)
    press.canvas.drawString(330, TOP - ABOVE - 13, "7")
    document = read_pdf(press.done(), Limits())
    assert doubtful(document) == ["7 12"]


def test_long_figures_in_narrow_cells_are_no_second_row() -> None:
    font, more = raw.embedded("规章12")
    rules = b"100 600 300 40 re 200 600 m 200 640 l 300 600 m 300 640 l S "
    words = [("规章", 110, 616), ("12", 230, 624), ("12", 230, 606), ("21", 330, 624), ("21", 330, 606)]
    text = b" ".join(b"BT /F1 12 Tf %d %d Td %b Tj ET" % (x, y, raw.codes(word, "规章12")) for word, x, y in words)
    document = read_pdf(raw.page(raw.stream(rules + text), *more, font=font), Limits())
    assert found(document) == [{(0, 0, 1, 1): "规章", (0, 1, 1, 1): "1212", (0, 2, 1, 1): "2121"}]
    assert doubtful(document) == ["1212", "2121"]
