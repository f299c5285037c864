"""Tables that a page's end cut are one again, however the program that printed them left the cut."""

import pytest

from tests.workers.readers.drawn import drawn, shape
from workers.readers.document import GridCell
from workers.readers.geometry.lines import Line
from workers.readers.geometry.page import Glyph, Style
from workers.readers.geometry.stitching import can_be_stitched, extend_labels, stitch
from workers.readers.geometry.tables import Cell, Table

EM = 10.0
WIDTH, HEIGHT = 80.0, 20.0


def part(picture: str, page: int, left: float = 50.0) -> Table:
    """A drawing as one page's part; a text that ends in `~` fills its line to the cell's edge."""
    cells = [_cell(cell, page, left) for cell in drawn(picture)]
    columns = max(cell.right for cell in cells)
    xs = [left + WIDTH * i for i in range(columns + 1)]
    return Table(xs, max(cell.bottom for cell in cells), cells)


def _cell(cell: GridCell, page: int, left: float) -> Cell:
    x0, x1 = left + WIDTH * cell.column, left + WIDTH * (cell.column + cell.colspan)
    top, bottom = cell.row, cell.row + cell.rowspan
    box = x0, HEIGHT * top, x1, HEIGHT * bottom
    text = cell.text.rstrip("~")
    end = x1 - 2 if cell.text.endswith("~") else x0 + 2 + EM
    glyph = Glyph(text, x0 + 2, box[1], end, box[3], box[3], EM, Style())
    lines = [Line([glyph], text, glyph.box)] if text else []
    return Cell(top, cell.column, bottom, cell.column + cell.colspan, lines, page, box, text)


def joined(first: str, second: str) -> list[tuple[str, int, int, int, int]]:
    above, below = part(first, 1), part(second, 2)
    assert can_be_stitched(above, below)
    stitch(above, below)
    extend_labels(above)
    return shape(above.grid().cells)


def test_rows_that_are_whole_follow_each_other() -> None:
    assert joined("规章|1\n行政许可|2", "行政处罚|3") == shape(drawn("规章|1\n行政许可|2\n行政处罚|3"))


def test_a_repeated_head_is_dropped() -> None:
    head = "项目|数量\n"
    assert joined(head + "规章|1", head + "行政许可|2") == shape(drawn(head + "规章|1\n行政许可|2"))


def test_a_head_of_figures_is_no_head() -> None:
    assert joined("0|0\n1|2", "0|0\n3|4") == shape(drawn("0|0\n1|2\n0|0\n3|4"))


def test_a_row_cut_inside_its_label_is_one() -> None:
    assert joined("1.属于|1\n2.申请人逾期~|5", "未缴纳费用|\n3.其他|0") == shape(
        drawn("1.属于|1\n2.申请人逾期未缴纳费用|5\n3.其他|0")
    )


@pytest.mark.parametrize(("first", "second"), [("无", "无"), ("0件", "12件"), ("1件", "无")])
def test_counts_in_words_are_never_two_halves(first: str, second: str) -> None:
    assert joined(f"其他处理|3.其他|{first}~", f"（七）总计|<|{second}") == shape(
        drawn(f"其他处理|3.其他|{first}\n（七）总计|<|{second}")
    )


def test_a_row_whose_figures_stand_in_its_second_half_is_one() -> None:
    assert joined("1.属于|1\n2.申请人逾期~|", "未缴纳费用|5") == shape(drawn("1.属于|1\n2.申请人逾期未缴纳费用|5"))


def test_a_row_cut_inside_a_merged_label_too_is_one() -> None:
    first = "三、本年度|（三）不予公开|8.查询|0\n^|（四）~|1.本机关~|31"
    second = "^|无法提供|不掌握相关信息|\n^|^|2.没有现成信息|4"
    whole = "三、本年度|（三）不予公开|8.查询|0\n^|（四）无法提供|1.本机关不掌握相关信息|31\n^|^|2.没有现成信息|4"
    assert joined(first, second.replace("^|无法", "|无法")) == shape(drawn(whole))


def test_a_merged_label_goes_on_wherever_its_text_stands() -> None:
    whole = "（五）不予处理|1.信访|1\n^|2.重复|0\n^|3.出版物|0"
    assert joined("（五）不予处理|1.信访|1\n^|2.重复|0", "|3.出版物|0") == shape(drawn(whole))
    assert joined("|1.信访|1", "（五）不予处理|2.重复|0\n^|3.出版物|0") == shape(drawn(whole))


def test_a_numbered_label_begins_a_cell_of_its_own() -> None:
    first, second = "（四）无法提供~|1.不掌握|1\n^|2.没有|0", "（五）不予处理|1.信访|2\n^|2.重复|0"
    assert joined(first, second) == shape(drawn((first + "\n" + second).replace("~", "")))


def test_a_row_without_figures_is_still_a_row() -> None:
    assert joined("1.信访|1\n2.重复申请~|", "3.出版物|0") == shape(drawn("1.信访|1\n2.重复申请|\n3.出版物|0"))


def test_heads_merged_over_two_rows_are_cut_between_them() -> None:
    first = "行政复议|<|行政诉讼|<\n结果~|总~|未经复议直接起诉|<"
    second = "维持|计|维持|总计\n0|1|2|3"
    whole = "行政复议|<|行政诉讼|<\n结果维持|总计|未经复议直接起诉|<\n^|^|维持|总计\n0|1|2|3"
    assert joined(first, second) == shape(drawn(whole))


def test_a_head_whose_other_half_is_empty_is_one() -> None:
    first, second = "申请人|法人|<|", "|企业|机构|总计\n1|2|3|6"
    whole = "申请人|法人|<|总计\n^|企业|机构|^\n1|2|3|6"
    assert joined(first, second) == shape(drawn(whole))


def test_the_room_that_a_page_had_left_is_no_row() -> None:
    first = "（三）不予公开|1.秘密|0\n^||<"
    assert joined(first, "|2.禁止|0") == shape(drawn("（三）不予公开|1.秘密|0\n^|2.禁止|0"))


def test_the_rest_that_browsers_leave_of_a_label_is_the_label() -> None:
    first = "三、本年度|（一）公开|5\n^|（二）部分|0"
    second = "|（三）不予|0\n^|（四）无法|0\n|（七）总计|5"
    whole = "三、本年度|（一）公开|5\n^|（二）部分|0\n^|（三）不予|0\n^|（四）无法|0\n^|（七）总计|5"
    assert joined(first, second) == shape(drawn(whole))


def test_columns_that_only_one_half_shows_are_numbered_in_both() -> None:
    above, below = part("规章|1|2|3", 1), part("规章|本年制发件数|<|<", 2)
    stitch(below, above)
    assert [(cell.column, cell.colspan) for cell in below.grid().cells] == [
        (0, 1),
        (1, 3),
        (0, 1),
        (1, 1),
        (2, 1),
        (3, 1),
    ]


def test_facing_margins_shift_a_table_and_other_widths_make_another() -> None:
    picture = "一|二|三|四\n1|2|3|4"
    assert can_be_stitched(part(picture, 1), part(picture, 2, left=75))
    assert not can_be_stitched(part(picture, 1), part("一|二|三\n1|2|3", 2))
    assert not can_be_stitched(part("一|二", 1), part("一|二", 2, left=75))
