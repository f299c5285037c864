"""Bars beside a text, and line numbers, are no text; what may be of the report stays."""

import pytest

from tests.workers.readers.geometry.typeset import page, texts

LEFT, RIGHT = 60.0, 440.0
LINES = [
    "全年公开政府信息三百二十九条，比上年增加二十九条，其中公告十四份。",
    "局网站增设审计整改栏目，在市图书馆投放公告汇编二百册。",
]
LINKS = ["政府信息公开指南", "依申请公开", "政府信息公开年报", "某局二〇二二年年报"]


def text(rows: int = 8) -> list[tuple[str, float, float]]:
    return [(LINES[row % 2], LEFT + 20 * (row % 2 == 0), float(row)) for row in range(rows)]


def beside(words: list[str], left: float = RIGHT) -> list[tuple[str, float, float]]:
    return [(word, left, float(row)) for row, word in enumerate(words)]


@pytest.mark.parametrize("links", [LINKS, LINKS[:3]])
def test_links_beside_a_text_are_none_of_it(links: list[str]) -> None:
    assert texts(page(*text(), *beside(links))) == texts(page(*text()))


def test_links_at_the_left_are_none_of_it_either() -> None:
    moved = [(words, left + 140, row) for words, left, row in text()]
    assert texts(page(*moved, *beside(LINKS, 30.0))) == texts(page(*moved))


def test_numbers_of_all_lines_are_none_of_it() -> None:
    numbers = [str(row + 1) for row in range(8)]
    assert texts(page(*text(), *beside(numbers, 30.0))) == texts(page(*text()))


@pytest.mark.parametrize(
    "words",
    [
        ["一、总体情况", "二、主动公开", "三、依申请公开"],
        ["主动公开", "依申请公开", "政府信息管理", "平台建设"],
        ["公开一百条。", "其中网站五十条。", "公众号五十条。"],
        ["（1）", "（2）", "（3）"],
        ["3", "1", "2"],
    ],
)
def test_heads_sentences_numerals_and_figures_beside_a_text_stay(words: list[str]) -> None:
    assert all(word in "".join(texts(page(*text(), *beside(words)))) for word in words)


def test_what_stands_beside_no_sentences_stays() -> None:
    rows = [("行政许可一二三四五六七八九十行政许可一二三四五六七八九十", LEFT, float(row)) for row in range(8)]
    assert "政府信息公开指南" in "".join(texts(page(*rows, *beside(LINKS))))


def test_a_glyph_that_stands_for_more_digits_than_a_number_may_have_is_no_line_number() -> None:
    made = page(*text(), *beside([str(row + 1) for row in range(8)], 30.0))
    made.glyphs = [glyph._replace(text="1" * 5_000) if glyph.left == 30.0 else glyph for glyph in made.glyphs]
    assert "1" * 5_000 in "".join(texts(made))
