"""Lists whose parts stand in paragraphs of their own: which are joined, and where what they tell stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.itemized import joined_lists
from service.language.reading import Reading
from service.language.text import all_sentences
from tests.service.rules.examples import example

PARTS = ("1.政策文件30条；", "2.工作动态43条；", "3.财政信息12条。")


def joined(*paragraphs: str) -> list[str]:
    """The sentences of each list that paragraphs of section one have."""
    report = example("\n".join(f"【一】{each}" for each in paragraphs))
    return ["".join(said.text for said in each.sentences) for each in joined_lists(report)]


@pytest.mark.parametrize(
    ("paragraphs", "as_one"),
    [
        (("全年公开信息85条：", *PARTS), "全年公开信息85条:1.政策文件30条;2.工作动态43条;3.财政信息12条。"),
        (("公开信息85条。其中：", "网站80条；", "微信5条。", "制发文件2件。"), "公开信息85条。其中:网站80条;微信5条。"),
        (("公开信息85条。", "其中：", "——网站80条", "——微信5条"), "公开信息85条。其中:——网站80条;——微信5条"),
        (("公开信息85条。", "其中网站80条，微信5条。另有3条。"), "公开信息85条。其中网站80条,微信5条。"),
    ],
)
def test_a_list_in_paragraphs_is_joined_with_what_opens_it(paragraphs: tuple[str, ...], as_one: str) -> None:
    assert joined(*paragraphs) == [as_one]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("公开信息85条：", "1.网站80条。另有3条。", "2.微信5条。"),  # a part has more to say
        ("公开信息85条：", "1.网站80条；", "2.微信若干。"),  # a part counts nothing
        ("公开信息85条：", "1.网站80条；", "（二）依申请公开5件。"),  # one part
        ("主要情况如下：", "1.网站80条；", "2.微信5条。"),  # what opens it counts nothing
        ("公开信息85条。", "网站80条，微信5条。"),  # nothing opens it
    ],
)
def test_paragraphs_that_are_no_list_stay_apart(paragraphs: tuple[str, ...]) -> None:
    assert joined(*paragraphs) == []


def test_a_list_is_quoted_from_the_line_that_opens_it() -> None:
    report = example("\n".join(f"【一】{each}" for each in ("全年公开信息84条：", *PARTS)))
    opening = next(each for each in all_sentences(report) if each.text == "全年公开信息84条:")
    (told,) = Reading.of(report).relations
    assert told.at.quote == "全年公开信息84条：" + "".join(PARTS)
    assert told.at.line == opening.at().line


def test_what_one_paragraph_tells_by_itself_is_told_once() -> None:
    report = example("【一】全年公开信息50条：\n【一】1.网站43条，其中图片12条、视频31条；\n【一】2.微信7条。")
    assert sorted(each.total for each in Reading.of(report).relations) == [43, 50]


@given(st.lists(st.integers(20, 999), min_size=3, max_size=8), st.sampled_from(["。", "；", ""]), st.integers(-3, 3))
def test_a_list_holds_just_where_its_parts_come_to_its_total(parts: list[int], end: str, more: int) -> None:
    total = sum(parts) + more
    paragraphs = [
        f"全年公开信息{total}条。按栏目分：",
        *(f"（{n}）栏目{n}发布{each}条{end}" for n, each in enumerate(parts, 1)),
    ]
    (told,) = Reading.of(example("\n".join(f"【一】{each}" for each in paragraphs))).relations
    assert (told.parts, told.holds) == (tuple(parts), more == 0)
