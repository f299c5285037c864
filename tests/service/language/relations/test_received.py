"""A list of all applications is held against what a sentence before tells to have been received."""

import pytest

from service.language import Certainty
from tests.service.language.relations.told import breakdowns

BEFORE = "全年收到政府信息公开申请60件，上年结转3件。申请人中，自然人50件，占83.3%。"
LISTS = ("按申请方式，网络{}件、信函15件、当面5件。", "申请渠道上，网络申请{}件、信函申请15件、当面申请5件。")
CONTENT = "申请内容涉及征收补偿{}件、规划许可15件、其他5件。"


@pytest.mark.parametrize("text", [*LISTS, CONTENT])
@pytest.mark.parametrize(("first", "holds"), [(40, True), (43, True), (46, False), (36, False)])
def test_what_came_is_listed_by_one_attribute(text: str, first: int, *, holds: bool) -> None:
    (found,) = breakdowns(BEFORE + text.format(first))
    assert (found.holds, found.total, found.certainty) == (holds, 60, Certainty.TO_CHECK)
    assert found.before
    assert "60件" in found.before.text


@pytest.mark.parametrize(
    "text",
    [
        LISTS[0].format(140),
        "网络46件、信函15件。",
        "网络办结46件、信函办结15件、当面办结5件。",
        "上半年网络46件、信函15件、当面5件。",
        "网站46条、微信15条、公告栏5条。",
        "申请内容涉及征收补偿46件、规划许可15件、环评5件。",
    ],
)
def test_what_may_be_some_of_it_or_of_something_else_is_not_told(text: str) -> None:
    assert all(found.holds for found in breakdowns(BEFORE + text))


def test_what_is_received_in_two_sentences_is_no_total() -> None:
    assert all(each.holds for each in breakdowns(f"收到申请60件。本机关收到申请20件。{LISTS[0].format(46)}"))


def test_those_who_applied_are_all_of_an_outcome() -> None:
    (found,) = breakdowns("予以公开的20件里，自然人17件，企业3件，律所1件。")
    assert not found.holds
