"""What stands as a label before counts narrows them, up to a semicolon or what names all anew."""

import pytest

from tests.service.language.said import APPLICATIONS, likely


@pytest.mark.parametrize(
    "label",
    [
        "自然人方面，",
        "自然人：",
        "网络渠道：",
        "在信函申请方面，",
        "对自然人，",
        "从自然人看，",
        "其他方面，",
        "首次申请：",
        "征地类：",
        "征地方面，",
    ],
)
def test_counts_behind_a_label_are_of_that(label: str) -> None:
    assert likely(APPLICATIONS, f"{label}收到申请47件，办结46件。") == []


@pytest.mark.parametrize(
    "label",
    ["依申请公开方面，", "办理情况：", "通过网站、信函等渠道，", "对公民、法人和其他组织，", "2023年，", "主要问题："],
)
def test_counts_behind_what_names_no_kind_are_of_all(label: str) -> None:
    assert likely(APPLICATIONS, f"{label}收到申请47件，办结46件。") == [("received", 47), ("answered", 46)]


def test_a_label_ends_where_all_is_named() -> None:
    text = "自然人方面，收到申请47件，全年共收到政府信息公开申请86件。"
    assert likely(APPLICATIONS, text) == [("received", 86)]


def test_a_label_ends_with_its_part_of_the_sentence() -> None:
    text = "自然人方面，收到申请47件；全年办结申请86件。"
    assert likely(APPLICATIONS, text) == [("answered", 86)]


@pytest.mark.parametrize(
    "text",
    [
        "企业申请有所增加。全年收到21件，上年为18件。",
        "一是网上申请。收到申请47件。二是信函申请。收到52件。",
        "明年工作有三项重点。一是收到申请47件。二是办结申请21件。",
        "2022年工作情况。全年收到申请98件。",
    ],
)
def test_counts_behind_a_sentence_of_one_kind_or_another_time_are_of_that(text: str) -> None:
    assert likely(APPLICATIONS, text) == []


def test_applications_that_are_named_behind_a_sentence_of_one_kind_are_all() -> None:
    assert likely(APPLICATIONS, "网上申请渠道畅通。全年收到申请86件。") == [("received", 86)]


def test_counts_of_this_year_behind_a_sentence_of_another_are_of_all() -> None:
    assert likely(APPLICATIONS, "上年度问题均已整改。今年收到申请86件。") == [("received", 86)]


def test_counts_that_are_listed_with_kinds_in_brackets_are_of_those() -> None:
    assert likely(APPLICATIONS, "收到申请86件（自然人）、33件（法人或其他组织）。") == []
