"""A table that stands in another section than its own is told, unless the file may have put it there."""

import pytest

from service.judge import judge
from service.reports.finding import Finding
from tests.service.rules.examples import example_text
from workers.readers import read

TEXT = example_text("")


def table(begin: str) -> str:
    start = TEXT.index(begin)
    return TEXT[start : TEXT.index("\n\n", start)]


TWO, THREE, FOUR = table("第二十条第（一）项"), table("（本列数据的勾稽关系"), table("行政复议\t")


def missing(text: str) -> list[Finding]:
    return list(judge(read(text.encode()), select=["TAB01"]).findings)


def places(text: str) -> list[tuple[int | None, str | None]]:
    return [(found.locations[0].section, found.locations[0].table) for found in missing(text)]


def swapped(one: str, other: str) -> str:
    return TEXT.replace(one, "@").replace(other, one).replace("@", other)


def before(head: str, moved: str) -> str:
    return TEXT.replace(f"{moved}\n\n", "").replace(head, f"\n{moved}\n\n{head}")


def at_end(*moved: str) -> str:
    text = TEXT
    for each in moved:
        text = text.replace(f"{each}\n\n", "")
    return "\n\n".join([text.rstrip(), *moved]) + "\n"


def test_tables_swapped_between_two_sections_are_both_told() -> None:
    assert places(swapped(TWO, THREE)) == [(2, "disclosure"), (3, "applications")]
    assert places(swapped(THREE, FOUR)) == [(3, "applications"), (4, "reviews")]
    assert places(swapped(TWO, FOUR)) == [(2, "disclosure"), (4, "reviews")]


@pytest.mark.parametrize("moved", [(TWO, 2, "disclosure"), (THREE, 3, "applications"), (FOUR, 4, "reviews")])
def test_a_table_moved_to_the_end_or_into_another_section_is_told_with_both_places(moved: tuple[str, int, str]) -> None:
    text, number, key = moved
    for changed, stands in ((at_end(text), 6), (before("六、其他需要", text), 5)):
        (found,) = missing(changed)
        assert (found.locations[0].section, found.locations[0].table) == (number, key)
        assert found.locations[1].section == stands


@pytest.mark.parametrize(
    "text",
    [
        at_end(TWO, THREE, FOUR),
        at_end(FOUR).replace("行政诉讼情况\n", "行政诉讼情况\n详见附表。\n", 1),
        at_end(FOUR).replace("行政诉讼情况\n", "行政诉讼情况\n具体数据见下表：\n", 1),
        at_end(FOUR).replace("五、存在的主要问题及改进情况", "存在问题"),
        before("三、收到和处理", THREE).replace(f"{THREE}\n\n\n", f"{THREE}\n\n"),
    ],
    ids=["all together", "an annex", "referred to", "sections not told", "right before its head"],
)
def test_a_table_that_the_file_may_have_put_elsewhere_is_not_told(text: str) -> None:
    assert places(text) == []


def test_sections_that_moved_with_their_tables_keep_them() -> None:
    moved = example_text(
        "【章节】一、总体情况 / 四、政府信息公开行政复议、行政诉讼情况 / 三、收到和处理政府信息公开申请情况"
        " / 二、主动公开政府信息情况 / 五、存在的主要问题及改进情况 / 六、其他需要报告的事项"
    )
    assert places(moved) == []
