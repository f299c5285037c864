"""A page in two columns is read one column after the other, and no other page is."""

from tests.workers.readers.geometry.typeset import glyphs, page, texts
from workers.readers.geometry.page import BLACK, Mark, Page, Style

LEFT, RIGHT, WIDE = 50.0, 320.0, 24
"""Where the columns begin, and characters of a line in one."""
SENTENCE = "围绕群众关心的事项主动公开各类信息并在便民服务大厅设专区"


def column(first: str, left: float, row: int, count: int = 6) -> list[tuple[str, float, int]]:
    """A paragraph in a column, whose last line is short."""
    full = [(SENTENCE[:WIDE], left, row + n) for n in range(1, count)]
    return [(f"{first}{SENTENCE}"[:WIDE], left, row), *full, ("完毕。", left, row + count)]


def begun(made: Page) -> list[str]:
    return [text[:2] for text in texts(made)]


def test_the_left_column_is_read_before_the_right_one() -> None:
    assert begun(page(*column("甲甲", LEFT, 0), *column("乙乙", LEFT, 8), *column("丙丙", RIGHT, 0))) == [
        "甲甲",
        "乙乙",
        "丙丙",
    ]


def test_what_goes_over_both_columns_stands_between_what_is_above_it_and_below() -> None:
    over = ("跨" * 40, 100.0, 8)
    made = page(
        *column("甲甲", LEFT, 0), *column("乙乙", RIGHT, 0), over, *column("丙丙", LEFT, 10), *column("丁丁", RIGHT, 10)
    )
    assert begun(made) == ["甲甲", "乙乙", "跨跨", "丙丙", "丁丁"]


def test_a_sections_head_with_nothing_beside_it_is_one_of_both_columns() -> None:
    head = ("二、主动公开政府信息情况", LEFT, 8)
    made = page(
        *column("甲甲", LEFT, 0), *column("乙乙", RIGHT, 0), head, *column("丙丙", LEFT, 10), *column("丁丁", RIGHT, 10)
    )
    assert begun(made) == ["甲甲", "乙乙", "二、", "丙丙", "丁丁"]


def test_a_sentence_goes_on_in_the_right_column() -> None:
    left = [(f"甲甲{SENTENCE}"[:WIDE], LEFT, 0), *((SENTENCE[:WIDE], LEFT, n) for n in range(1, 6))]
    right = [(f"乙乙{SENTENCE}"[:WIDE], RIGHT, 0), *column("丙", RIGHT, 1)]
    whole, *others = texts(page(*left, *right))
    assert "乙乙" in whole
    assert not others


def test_a_page_of_labels_and_figures_is_read_row_by_row() -> None:
    rows = [(f"第{n}项行政许可事项办理情况", LEFT, n) for n in range(12)] + [(f"{n}件", RIGHT, n) for n in range(12)]
    assert texts(page(*rows))[0].startswith("第0项行政许可事项办理情况0件")


def test_a_page_in_one_column_is_read_line_by_line() -> None:
    lines = [(SENTENCE * 2)[:50] for _ in range(10)]
    made = page(*((line, LEFT, n) for n, line in enumerate(lines)))
    assert texts(made) == ["".join(lines)]


def test_words_on_a_rounded_ground_are_seen_and_pale_ones_on_paper_are_not() -> None:
    white = Style(font="宋体", colour=(1.0, 1.0, 1.0))
    made = page(*column("甲甲", LEFT, 4))
    made.marks.append(Mark(45.0, 80.0, 300.0, 110.0, BLACK, filled=True))
    made.glyphs += [glyph._replace(style=white) for glyph in glyphs("一、总体情况", LEFT, 100.0)]
    made.glyphs += [glyph._replace(style=white) for glyph in glyphs("看不见的字", LEFT, 700.0)]
    assert texts(made)[0] == "一、总体情况"
    assert not any("看不见" in text for text in texts(made))


def test_a_running_head_over_columns_is_no_text() -> None:
    pages = []
    for number in range(1, 5):
        made = page(*column("甲甲", LEFT, 0), *column("乙乙", RIGHT, 0))
        made.number = number
        made.glyphs += glyphs("甲市乙局2023年政府信息公开工作年度报告", 200.0, 40.0)
        pages.append(made)
    assert [text[:2] for text in texts(*pages)] == ["甲甲", "乙乙"] * 4
