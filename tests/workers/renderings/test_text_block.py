import pytest

from workers.renderings.text_block import TextBlock, TextStyle

STYLE = TextStyle(10, 20)


def lines(text: str, characters: int, style: TextStyle = STYLE) -> list[str]:
    """The text set in lines of so many characters."""
    block = TextBlock(text, style)
    block.wrap(characters * style.size, 0)
    return list(block._lines)


@pytest.mark.parametrize(
    ("text", "characters", "set_as"),
    [
        ("一二三四五六", 4, ["一二三四", "五六"]),
        ("一二三四，五六", 4, ["一二三", "四，五六"]),
        ("一二三“四”五", 4, ["一二三", "“四”五"]),
        ("一二三（四）。五", 4, ["一二三", "（四）。", "五"]),
        ("于2026年1月", 4, ["于2026", "年1月"]),
        ("一二\n三", 4, ["一二", "三"]),
        ("one two three", 4, ["one two", "three"]),
        ("文件a-long_name.pdf", 5, ["文件a-", "long_", "name.pdf"]),
        ("a" * 30, 4, None),
        ("", 4, [""]),
        ("\n\n", 4, ["", "", ""]),
        ("，" * 20, 4, None),
    ],
)
def test_lines_end_where_chinese_ends_them(text, characters, set_as) -> None:
    made = lines(text, characters)
    assert set_as is None or made == set_as
    assert "".join("".join(made).split()) == "".join(text.split())


def test_the_first_line_is_indented() -> None:
    assert lines("一二三四五六", 4, TextStyle(10, 20, first_indent=20)) == ["一二", "三四五六"]


def test_it_is_parted_between_lines() -> None:
    block = TextBlock("一二三四五六七八九", TextStyle(10, 20, first_indent=20))
    first, rest = block.split(40, 45)
    assert [part.wrap(40, 0)[1] for part in (first, rest)] == [40, 20]
    assert (first.text, rest.text) == ("一二\n三四五六", "七八九")
    assert block.split(40, 60) == [block]
    assert block.split(40, 10) == []
