"""What stands as a label before counts narrows them, up to a semicolon or what names all anew."""

import pytest

from tests.service.language.said import APPLICATIONS, DECISIONS, likely

APPLICANTS = frozenset({"natural_person", "commercial_enterprise"})


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


@pytest.mark.parametrize(
    "heading",
    [
        "（1）网络渠道",
        "（三）局机关",
        "一是区级",
        "——区自然资源分局",
        "区教育局（8件）",
        "（1）上半年",
        "1.2022年",
        "征地拆迁类",
    ],
)
def test_counts_under_a_heading_that_names_a_part_are_of_that(heading: str) -> None:
    assert likely(APPLICATIONS, f"{heading}。收到政府信息公开申请47件，办结46件；结转1件。") == []


@pytest.mark.parametrize("heading", ["（二）依申请公开情况", "（三）政府信息管理方面", "执法监督类", "1.2023年"])
def test_counts_under_a_heading_that_names_none_are_of_all(heading: str) -> None:
    assert likely(APPLICATIONS, f"{heading}。收到申请47件，办结46件。") == [("received", 47), ("answered", 46)]


@pytest.mark.parametrize("text", ["做好热线办理。全年受理412件，办结410件。", "下半年申请量回落。共收到58件。"])
def test_counts_behind_a_sentence_of_other_business_or_a_part_of_the_year_may_be_of_that(text: str) -> None:
    assert likely(APPLICATIONS, text) == []


@pytest.mark.parametrize(
    "words",
    [
        "上年结转的",
        "不予公开的申请",
        "以信函方式",
        "网络申请",
        "延期答复的",
        "区住建局收到的申请中",
        "以区政府为被申请人的",
    ],
)
def test_applicants_behind_words_for_some_applications_are_of_those(words: str) -> None:
    assert likely(APPLICANTS, f"依申请公开情况。{words}，自然人30件，商业企业9件。") == []


def test_applicants_behind_words_for_all_applications_are_of_all() -> None:
    text = "收到的政府信息公开申请中，自然人30件，商业企业9件。"
    assert likely(APPLICANTS, text) == [("natural_person", 30), ("commercial_enterprise", 9)]


def test_the_day_of_the_report_heads_nothing() -> None:
    assert likely(APPLICATIONS, "2024年1月20日。收到政府信息公开申请47件。") == [("received", 47)]


@pytest.mark.parametrize(
    "clause",
    [
        "自然人关注征收，",
        "信函虽慢，",
        "征收类申请多，",
        "征收股人手紧，",
        "企业登记窗口办理登记310件，",
        "城东片区矛盾多，",
    ],
)
def test_what_a_clause_tells_of_goes_on_over_its_comma(clause: str) -> None:
    assert likely(APPLICATIONS, f"{clause}收到申请47件，办结46件。") == []


@pytest.mark.parametrize("clause", ["加强项目服务，", "我局征收股人手紧，", "办事便利，"])
def test_what_is_no_part_goes_on_so_of_nothing(clause: str) -> None:
    assert likely(APPLICATIONS, f"{clause}收到申请47件，办结46件。") == [("received", 47), ("answered", 46)]


def test_some_applicants_that_a_clause_tells_of_end_where_the_year_is_named_and_a_part_does_not() -> None:
    assert likely(APPLICATIONS, "自然人关注征收，全年收到申请47件。") == [("received", 47)]
    assert likely(APPLICATIONS, "征收股人手紧，全年收到申请47件。") == []
    assert likely(APPLICATIONS, "征收股人手紧，我局收到申请47件。") == [("received", 47)]


@pytest.mark.parametrize(("aspect", "expected"), [("城市管理方面", []), ("政府信息管理方面", [("penalty", 42)])])
def test_an_aspect_that_names_a_field_is_a_label(aspect: str, expected: list[object]) -> None:
    assert likely(DECISIONS, f"{aspect}，作出行政处罚决定42件。") == expected
