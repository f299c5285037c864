"""Lines → paragraphs: where a page's margins are, and where a paragraph ends."""

from tests.workers.readers.geometry.typeset import page, texts

FIRST = "全年公开政府信息三百二十九条，比上年增加二十九条，其中审计公告十四份。"
FULL = "局网站增设审计整改栏目，并在市图书馆投放公告汇编二百册供群众取阅了。"
LEFT, INDENTED = 60.0, 80.0


def indented(text: str, row: int) -> list[tuple[str, float, int]]:
    """A paragraph of two lines, the first of them set in and full, the second with what is left."""
    width = 32
    return [(text[:width], INDENTED, row), (text[width : 2 * width], LEFT, row + 1)]


def test_a_sites_bars_and_feet_leave_the_margins_to_the_text() -> None:
    bar = ("首页政务公开政务服务互动交流走进本市", 20.0, 0)
    foot = ("主办单位某市某局网站标识码公安备案联系电话网站地图", 40.0, 30)
    lines = [line for n in range(3) for line in indented(FIRST, 2 + 3 * n)]
    assert texts(page(bar, *lines, foot)) == [bar[0], FIRST, FIRST, FIRST, foot[0]]


def test_rows_of_a_table_without_rules_leave_the_step_to_the_text() -> None:
    rows = [("行政许可一二三四五六七八九十", LEFT, 0.9 * n) for n in range(12)]
    lines = [(FULL[:32], LEFT, 13 + 1.9 * n) for n in range(4)]
    assert texts(page(*rows, *lines))[-1] == 4 * FULL[:32]


def test_more_room_behind_a_full_stop_ends_a_paragraph_that_is_not_set_in() -> None:
    one, two = (FULL[:32], LEFT, 0), (FULL[:31] + "。", LEFT, 1)
    rows = [one, two, (one[0], LEFT, 2.4), (two[0], LEFT, 3.4), (one[0], LEFT, 4.4), (two[0], LEFT, 5.4)]
    assert texts(page(*rows)) == [one[0] + two[0], one[0] + two[0] + one[0] + two[0]]
