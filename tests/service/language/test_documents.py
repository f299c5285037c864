import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.language.said import (
    GOVERNMENT,
    ISSUED,
    KEPT,
    likely,
    values,
)


@given(
    st.integers(0, 999),
    st.sampled_from(["件", "部", "项", "份"]),
    st.sampled_from(
        [
            "本年度制定行政规范性文件{}{}。",
            "制发规范性文件{}{}，均已公开。",
            "印发行政规范性文件共{}{}。",
            "出台{}{}行政规范性文件。",
        ]
    ),
)
def test_the_documents_that_were_issued_are_counted(number: int, unit: str, text: str) -> None:
    assert values(ISSUED, text.format(number, unit)) == [number]


@pytest.mark.parametrize(
    "text", ["本年度未制定行政规范性文件。", "全年没有制发规范性文件。", "无新制定行政规范性文件。"]
)
def test_a_sentence_may_say_that_none_was_issued(text: str) -> None:
    assert values(ISSUED, text) == [0]


@pytest.mark.parametrize(
    "text",
    [
        "废止行政规范性文件3件。",
        "修订并印发规范性文件3件。",
        "清理规范性文件3件。",
        "现行有效行政规范性文件3件。",
        "公开规范性文件3件。",
        "制定规范性文件解读材料3件。",
        "制定制度3项。",
        "较上年多制定规范性文件3件。",
        "2019年制定规范性文件3件。",
        "全区制定规范性文件3件。",
        "制定规范性文件约30件。",
        "未制定规范性文件解读方案。",
        "备案审查规范性文件3件。",
        "各部门制定规范性文件3件。",
    ],
)
def test_other_acts_other_years_and_other_bodies_are_none(text: str) -> None:
    assert values(ISSUED, text) == []


def test_a_governments_whole_region_is_its_own() -> None:
    assert values(ISSUED, "全区制定行政规范性文件3件。", title=GOVERNMENT) == [3]


@pytest.mark.parametrize(
    "text",
    [
        "制发行政规范性文件3件，废止4件，现行有效8件。",
        "2023年废止行政规范性文件4件，现行有效8件。",
        "我局废止规范性文件4件，现行有效的规范性文件8件。",
        "制发3件行政规范性文件，废止4件行政规范性文件，现行有效8件行政规范性文件。",
        "制定行政规范性文件3件、废止4件、现行有效8件。",
        "制定行政规范性文件3件，废止4件，现行有效的增至8件。",
        "制定行政规范性文件3件，废止4件，截至年末有效者8件。",
        "制定行政规范性文件3件，废止不合时宜的4件，现行有效8件。",
        "规范性文件方面，年内出台《招牌设置导则》《垃圾处置办法》2件，废止4件旧办法，现行有效的增至8件。",
    ],
)
def test_documents_repealed_and_in_force_are_counted_after_those_issued_too(text: str) -> None:
    assert likely(KEPT, text) == [("normative_documents.repealed", 4), ("normative_documents.in_force", 8)]


@pytest.mark.parametrize("of", ["61件之中", "61件中"])
def test_documents_told_amid_a_count_are_some_of_it(of: str) -> None:
    assert likely(ISSUED, f"现行有效行政规范性文件61件；{of}，县政府制发31件。") == []


@pytest.mark.parametrize(
    "text",
    [
        "制发、废止行政规范性文件4件。",
        "对规范性文件全面清理，废止4件，现行有效30件。",
        "公开现行有效行政规范性文件15件。",
        "全市现行有效行政规范性文件150件。",
        "2019年废止行政规范性文件5件。",
        "制定行政规范性文件3件，废止内部制度5件，现行有效制度20项。",
        "制定行政规范性文件3件，公开3件，废止过期公告14件。",
        "废止规章、行政规范性文件4件。",
        "废止行政规范性文件约40件。",
    ],
)
def test_documents_of_others_or_only_published_or_looked_through_are_none(text: str) -> None:
    assert likely(KEPT, text) == []


def test_papers_of_another_sort_are_none_where_documents_were_spoken_of_before() -> None:
    before = "我局历年未制发行政规范性文件。"
    assert likely(ISSUED, f"{before}对一般性文件实行登记编号，全年制发146份。") == []
    assert likely(ISSUED, f"{before}对文件实行登记编号，全年制发146份。") == [("normative_documents.issued", 146)]


def test_what_is_in_force_may_be_told_so_twice_over() -> None:
    text = "行政规范性文件制定1件，继续执行的现行有效文件9件。"
    assert likely(KEPT, text) == [("normative_documents.in_force", 9)]
