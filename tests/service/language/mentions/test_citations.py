import time

import pytest

from service.language.mentions.citations import DOCUMENTS, Citation, citations
from tests.service.reports.prose_reports import report

ORDER, FORM, FORM_2019, FEE, *MAIN_POINTS = DOCUMENTS


def cited(text: str) -> list[Citation]:
    return list(citations(report((0, text), title="标题")))


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。", ORDER),
        ("根据《中华人民共和国政府信息公开条例》（中华人民共和国国务院令 第711号）编制。", ORDER),
        ("按《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。", FORM),
        ("按《国务院办公厅关于印发〈政府信息公开工作年度报告格式〉的通知》（国办公开办函[2021]30号）编制。", FORM),
        ("按《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）编制。", FORM_2019),
        ("按《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）编制。", FORM_2019),
        ("按《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）收取。", FEE),
        ("按《政府信息公开信息处理费管理办法》（国办函【２０２０】１０９号）收取。", FEE),
        ("落实《2021年政务公开工作要点》（国办发〔2021〕12号）。", MAIN_POINTS[3]),
        ("落实《国务院办公厅关于印发2019年政务公开工作要点的通知》（国办发〔2019〕14号）。", MAIN_POINTS[1]),
    ],
)
def test_a_title_with_its_own_number_is_right(text: str, document: object) -> None:
    (citation,) = cited(text)
    assert citation.by_title is citation.by_number is document
    assert not citation.is_mismatched
    assert citation.sentence.exactly(citation.start, citation.end).quote is not None


@pytest.mark.parametrize(
    "text",
    [
        "按《政府信息公开信息处理费管理办法》（国办函〔2019〕109号）收取。",
        "按《政府信息公开信息处理费管理办法》（国办公开办函〔2021〕30号）收取。",
        "按《政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号）编制。",
        "根据《政府信息公开条例》（国务院令第712号）编制。",
        "根据《中华人民共和国信息公开条例》（国务院令第711号）编制。",
        "落实《2021年政务公开工作要点》（国办发〔2021〕30号）。",
        "落实《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2022〕8号）。",
    ],
)
def test_a_title_with_another_number_is_a_mismatch(text: str) -> None:
    (citation,) = cited(text)
    assert citation.is_mismatched


@pytest.mark.parametrize(
    "text",
    [
        "与2020年度报告所用的格式（国办公开办函〔2019〕60号）相比，项目有增减。",
        "原格式（国办公开办函〔2019〕60号）停用。",
        "格式由国办公开办函〔2019〕60号改为新格式。",
        "不再执行国办公开办函〔2019〕60号。",
        "国办公开办函〔2019〕60号同时废止。",
    ],
)
def test_a_superseded_document_that_is_named_as_the_former_one_is_none_that_is_followed(text: str) -> None:
    assert cited(text) == []


def test_a_superseded_document_beside_words_of_comparison_is_followed_all_the_same() -> None:
    (citation,) = cited("根据《条例》与国办公开办函〔2019〕60号要求编制，与上年相比口径一致。")
    assert citation.by_number is FORM_2019


@pytest.mark.parametrize(
    "text",
    [
        "按《云溪县政府办公室关于2023年政府信息公开工作年度报告有关事项的通知》（云政办字〔2024〕9号）编制。",
        "按《关于2023年度政府信息公开工作年度报告有关事项的通知》（云政办字〔2024〕9号）编制。",
        "按《2021年政务公开工作要点》（云政办发〔2021〕30号）编制。",
        "按《云溪县2021年政务公开工作要点》（〔2021〕12号）编制。",
    ],
)
def test_another_bodys_notice_on_the_same_matter_has_its_own_number(text: str) -> None:
    assert cited(text) == []


def test_a_title_of_the_state_with_another_bodys_number_is_a_mismatch() -> None:
    (citation,) = cited("按《国务院办公厅关于年度报告有关事项的通知》（云政办字〔2024〕9号）编制。")
    assert citation.is_mismatched


def test_the_former_order_is_told_with_or_without_its_title() -> None:
    for text in (
        "根据《政府信息公开条例》（国务院令第492号）编制。",
        "根据国务院令第492号编制。",
        "根据《政府信息公开条例》（国务院令第492号）和修订后的格式编制。",
        "根据《中华人民共和国信息公开条例》（国务院令第492号）编制。",
    ):
        (citation,) = cited(text)
        assert citation.is_former
        assert citation.stated == "令第492号"


@pytest.mark.parametrize(
    "text",
    [
        "该件适用旧条例（国务院令第492号）。",
        "按修订前的《政府信息公开条例》（国务院令第492号），期限为十五个工作日。",
        "原《中华人民共和国政府信息公开条例》即国务院令第492号的期限较短。",
        "根据《政府信息公开条例》（2007年4月5日国务院令第492号公布，2019年4月3日修订）编制。",
        "个别单位仍引用《政府信息公开条例》（国务院令第492号），已更正。",
    ],
)
def test_the_former_order_may_be_called_former(text: str) -> None:
    assert cited(text) == []


def test_a_number_alone_names_its_document() -> None:
    (citation,) = cited("依据国办函〔2020〕109号文件收取。")
    assert citation.by_number is FEE
    assert citation.by_title is None
    assert not citation.is_mismatched


@pytest.mark.parametrize(
    "text",
    [
        "根据《某市信访办法》（某政发〔2021〕30号）办理。",
        "印发《某局管理制度》（〔2020〕109号）。",
        "根据《政府信息公开条例》编制。",
        "国家发改委令第45号公布。",
        "〔2023〕1号。",
        "根据《某省政府信息公开条例实施办法》（某政〔2020〕8号）编制。",
    ],
)
def test_other_documents_are_none_of_ours(text: str) -> None:
    assert cited(text) == []


def test_a_number_belongs_to_the_nearest_title_before_it_and_to_none_far_away() -> None:
    near = cited("根据《政府信息公开条例》、《信息处理费管理办法》（国办函〔2020〕109号）收取。")
    assert [citation.by_title for citation in near] == [FEE]
    far = cited(f"根据《政府信息公开条例》，{'我局认真' * 10}，按国办函〔2020〕109号收取。")
    assert [citation.by_title for citation in far] == [None]


def test_unclosed_and_nested_titles_are_passed_by_in_time() -> None:
    started = time.process_time()
    for unit in ("《", "《a", "《a》", "《《a》", "〔2020〕", "国办"):
        cited(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 10


def test_the_former_order_may_be_named_with_the_one_that_revised_it() -> None:
    (citation,) = cited("根据《政府信息公开条例》（国务院令第492号公布，国务院令第711号修订）编制。")
    assert citation.by_number is ORDER
    assert not citation.is_former
    assert not citation.is_mismatched
