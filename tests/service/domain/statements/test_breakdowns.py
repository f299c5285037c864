import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.statements import Breakdown, breakdowns
from tests.service.domain.prose_reports import report

NAMES = ("工作动态", "政策文件", "财政信息", "公告公示", "规划计划")
PARTS = st.lists(st.integers(0, 500), min_size=3, max_size=5)


def read(text: str) -> list[Breakdown]:
    return list(breakdowns(report((1, text))))


def listed(parts: list[int], mark: str = "、") -> str:
    return mark.join(f"{name}{part}条" for name, part in zip(NAMES, parts, strict=False))


@given(PARTS, st.sampled_from("、，；"), st.sampled_from(["其中", "其中：", "包括", "其中包括", "分别为"]))
def test_a_list_of_all_parts_is_closed_and_holds_where_they_add_up(parts: list[int], mark: str, opening: str) -> None:
    (found,) = read(f"全年主动公开信息{sum(parts)}条，{opening}{listed(parts, mark)}。")
    assert found.is_closed
    assert found.added == found.total.value == sum(parts)
    assert found.holds


@given(st.lists(st.integers(5, 500), min_size=3, max_size=5), st.integers(-9, 9).filter(bool))
def test_a_closed_list_whose_total_differs_does_not_hold(parts: list[int], difference: int) -> None:
    total = sum(parts) + difference
    (found,) = read(f"全年主动公开信息{total}条，其中{listed(parts)}。")
    assert found.holds == (total == sum(parts))


@given(st.lists(st.integers(0, 500), min_size=1, max_size=2), st.integers(0, 1000))
def test_one_or_two_parts_may_be_fewer_but_never_more_than_the_total(parts: list[int], total: int) -> None:
    (found,) = read(f"全年主动公开信息{total}条，其中{listed(parts)}。")
    assert not found.is_closed
    assert found.holds == (sum(parts) <= total)


@pytest.mark.parametrize(
    "text",
    [
        "公开信息120条，其中工作动态80条、政策文件20条、财政信息10条等。",
        "公开信息120条，其中主要包括工作动态80条、政策文件20条、财政信息10条。",
        "公开信息120条，其中工作动态80条、政策文件20条、财政信息10条，办结率100%。",
        "公开信息120条，其中工作动态80条、政策文件20余条、财政信息10条。",
        "公开信息120条，其中工作动态80条、政策文件20条、会议3次。",
    ],
)
def test_a_list_that_leaves_something_open_may_be_fewer(text: str) -> None:
    assert all(not found.is_closed and found.holds for found in read(text))
    assert read(text)


@pytest.mark.parametrize(
    "text",
    [
        "公开信息约120条，其中工作动态80条、政策文件50条、财政信息10条。",
        "其中工作动态80条、政策文件50条、财政信息10条。",
        "公开信息120条，其中召开会议5次。",
        "全年公开信息120条。",
        "公开信息120条，不包括转载8条。",
    ],
)
def test_without_an_exact_total_and_parts_in_its_unit_there_is_no_breakdown(text: str) -> None:
    assert read(text) == []


def test_a_breakdown_that_begins_a_sentence_is_of_the_total_before_it() -> None:
    (found,) = read("全年公开信息120条。其中工作动态80条、政策文件20条、财政信息10条。")
    assert (found.total.value, found.added, found.holds) == (120, 110, False)
    assert found.at.quote == "全年公开信息120条。其中工作动态80条、政策文件20条、财政信息10条。"
    assert read("全年公开信息120条。其中工作动态80条、政策文件50条。") == [], "an open one may go on from further back"


def test_what_stands_in_brackets_is_no_part_of_the_list_around_them() -> None:
    (found,) = read("公开信息130条，其中工作动态80条（含图片信息3条）、政策文件30条、财政信息20条。")
    assert (found.added, found.holds) == (130, True)


def test_a_breakdown_in_brackets_ends_with_them() -> None:
    (found,) = read("公开信息6条（其中工作动态1条、政策文件2条、财政信息3条），召开会议9次。")
    assert (found.is_closed, found.added) == (True, 6)


def test_the_quote_is_the_whole_sentence() -> None:
    text = "２０２３年公开信息 5 条，其中工作动态1条、政策文件2条、财政信息3条。"
    (found,) = read(text)
    assert found.at.quote == text
    assert [part.value for part in found.parts] == [1, 2, 3]


def test_a_sentence_that_opens_a_dozen_breakdowns_and_more_is_not_judged() -> None:
    assert read("公开信息3条，其中甲9条；" * 12)
    assert read("公开信息3条，其中甲9条；" * 13) == []


def test_a_comma_ends_a_list_between_other_marks_whose_parts_fill_the_total() -> None:
    (found,) = read("全年处理来信90件，其中咨询类60件、建议类30件，网上回复件数70件。")
    assert ([part.value for part in found.parts], found.holds) == ([60, 30], True)
    (found,) = read("全年处理来信90件，其中咨询类60件、建议类30件、投诉类5件。")
    assert (found.added, found.holds) == (95, False)


def test_a_part_may_have_a_name_of_two_words_after_parts_that_fill_the_total() -> None:
    (found,) = read("全年公开信息90条，其中工作动态60条、政策文件30条、图片、视频类信息5条；另在专栏转载8条。")
    assert (found.added, found.holds) == (95, False)


def test_a_part_may_have_a_name_of_two_words_after_a_semicolon() -> None:
    (found,) = read("全年公开信息90条，主要包括：工作动态60条；图片、视频类信息25条；政策文件6条。")
    assert (found.is_closed, found.added, found.holds) == (False, 91, False)


def test_a_part_after_the_parts_of_a_part_may_be_the_rest_of_the_whole() -> None:
    whole, *rest = read("公开信息90条，其中网站发布50条，其中图解类20条，政策类10条，公众号发布40条。")
    assert ([part.value for part in whole.parts], rest) == ([50], [])
    assert read("公开信息90条，其中通过网站发布50条，其中图解类20条，政策类10条，公众号发布40条。") == []
    _, part = read("公开信息90条，其中网站发布50条，其中图解类20条，政策类10条，公众号发布55条。")
    assert (part.added, part.holds) == (85, False)
    _, part = read("公开信息90条，其中网站发布50条（其中图解类5条，政策类2条，其他类40条）。")
    assert (part.added, part.holds) == (47, False)


def test_what_is_published_about_an_organization_or_by_other_means_is_a_part() -> None:
    (found,) = read("全年公开信息40条，其中组织机构类信息5条、工作动态30条、通过其他方式公开6条。")
    assert (found.is_closed, found.added, found.holds) == (True, 41, False)


def test_a_list_by_channels_may_begin_each_with_its_preposition() -> None:
    (found,) = read("全年公开信息90条，其中通过网站公开60条，通过公众号公开20条，通过公告栏公开11条。")
    assert (found.is_closed, found.added, found.holds) == (True, 91, False)
    (found,) = read("全年公开信息90条，其中在网站公开90条，通过公众号公开60条。")
    assert (found.added, found.holds) == (90, True), "the same again by another channel"
    (found,) = read("全年公开信息90条，其中政策文件20条，通过公众号发布80条。")
    assert (found.added, found.holds) == (20, True), "another statement"
    assert read("全年公开信息90条，其中通过网站公开50条，含政策文件20条，其他文件30条。") == [], "the parts of a part"


def test_a_colon_or_a_word_for_each_right_after_the_total_opens_a_list() -> None:
    (found,) = read("全年公开信息90条：工作动态60条，政策文件20条，财政信息11条。")
    assert (found.is_closed, found.added, found.holds) == (True, 91, False)
    (found,) = read("收到申请9件，分别为予以公开5件；不予公开1件；无法提供2件。")
    assert (found.is_closed, found.added, found.holds) == (True, 8, False)
    assert read("全年公开信息90条，网站和公众号前两年分别为100条、130条。") == []


def test_what_a_total_is_about_may_stand_between_it_and_its_list() -> None:
    about = "涉及招商引资、消费促进、市场秩序、对外贸易、电子商务、安全生产、行业监管等多方面内容"
    (found,) = read(f"全年公开信息90条，{about}，其中工作动态60条、公示公告20条、重点信息11条。")
    assert (found.added, found.holds) == (91, False)
    assert (
        read("全年公开信息90条，持续优化门户网站和政务新媒体平台的栏目设置、检索功能和页面布局，其中公众号发布110条。")
        == []
    )
