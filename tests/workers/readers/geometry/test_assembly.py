"""Pages → the document: tables and text in their order."""

from service.reports.report import Paragraph
from tests.workers.readers.drawn import drawn
from workers.readers.document import Grid
from workers.readers.geometry.assembly import split_at_heads


def test_heads_of_sections_cut_a_table() -> None:
    rows = "规章|1\n三、收到和处理政府信息公开申请情况|<\n一、本年新收政府信息公开申请数量|2\n四、结转下年度继续办理|0"
    first, head, second = split_at_heads(Grid(tuple(drawn(rows))))
    assert isinstance(first, Grid)
    assert isinstance(head, Paragraph)
    assert isinstance(second, Grid)
    assert head.text == "三、收到和处理政府信息公开申请情况"
    assert [[cell.text for cell in grid.cells][::2] for grid in (first, second)] == [
        ["规章"],
        ["一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"],
    ]


def test_a_table_without_them_stays_whole() -> None:
    grid = Grid(tuple(drawn("第二十条第（一）项|<\n规章|1")))
    assert list(split_at_heads(grid)) == [grid]
