"""Pages → the document: tables and text in their order."""

from service.reports.report import Paragraph
from tests.workers.readers.drawn import drawn
from tests.workers.readers.geometry.typeset import glyphs
from workers.readers.document import Grid, GridCell
from workers.readers.geometry.assembly import unwrapped
from workers.readers.geometry.lines import glyphs_to_lines
from workers.readers.geometry.tables import Cell, Table

PROSE = "全年公开政府信息三百二十九条，比上年增加二十九条，其中公告十四份。局网站增设审计整改栏目，在市图书馆投放公告汇编二百册，供群众取阅。"


def table(rows: str) -> Table:
    """A table of those rows, each of its units forty points wide and high."""
    cells = [_cell(each) for each in drawn(rows)]
    xs = [40.0 * column for column in range(max(cell.right for cell in cells) + 1)]
    return Table(xs, max(cell.bottom for cell in cells), cells)


def _cell(each: GridCell) -> Cell:
    edges = each.row, each.column, each.row + each.rowspan, each.column + each.colspan
    top, left, bottom, right = (40.0 * edge for edge in edges)
    lines = glyphs_to_lines(glyphs(each.text, left, top + 10)) if each.text else []
    return Cell(*edges, lines, 1, (left, top, right, bottom), each.text)


def read(rows: str) -> list[object]:
    """The texts of paragraphs, and those of each grid's cells."""
    blocks = unwrapped(table(rows))
    return [
        block.text if isinstance(block, Paragraph) else [c.text for c in block.cells]
        for block in blocks
        if isinstance(block, Paragraph | Grid)
    ]


def test_heads_of_sections_cut_a_table() -> None:
    rows = "规章|1\n三、收到和处理政府信息公开申请情况|<\n一、本年新收政府信息公开申请数量|2\n四、结转下年度继续办理|0"
    head = "三、收到和处理政府信息公开申请情况"
    assert read(rows) == [["规章", "1"], head, ["一、本年新收政府信息公开申请数量", "2", "四、结转下年度继续办理", "0"]]


def test_prose_in_a_row_of_its_own_cuts_a_table() -> None:
    assert read(f"{PROSE}|<\n规章|1\n没有收取信息处理费。|<") == [PROSE, ["规章", "1"], "没有收取信息处理费。"]


def test_a_table_without_them_stays_whole() -> None:
    assert read("第二十条第（一）项|<\n规章|1") == [["第二十条第（一）项", "规章", "1"]]


def test_a_table_that_only_lays_out_text_is_text_but_for_a_bar_of_links() -> None:
    assert read(f"政府信息公开指南|{PROSE}|<|<") == [PROSE]
    assert read(f"一、总体情况|{PROSE}|<|<") == ["一、总体情况", PROSE]


def test_prose_beside_figures_is_a_cell() -> None:
    assert read(f"{PROSE}|1") == [[PROSE, "1"]]
