import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.renderers.to_notice import to_notice
from tests.service.api.results import finding
from tests.service.renderers.documents import HOSTILE, audited, doubtful, hostile, unreadable


def notice(*audits, language: str = "zh", body: str = "某某局"):
    return to_notice(audits, language, body)


def test_it_is_addressed_and_lists_what_to_correct() -> None:
    document = docx.Document(io.BytesIO(notice(audited(), unreadable())))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["政府信息公开工作年度报告整改通知单", "某某局："]
    assert "1. 2023 年度报告（文件：年报 2023.pdf）" in texts
    assert any("空" in text for text in texts)
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells][1:] == [
        "错误",
        "第2页，收到和处理政府信息公开申请情况表，“一、本年新收政府信息公开申请数量”行，“总计”列",
        "“总计”列不平衡",
        "请核对",
    ]


def test_what_is_suppressed_need_not_be_corrected() -> None:
    findings = tuple({**each, "suppressed": "已说明"} for each in audited().result.findings)
    assert not docx.Document(io.BytesIO(notice(audited(findings=findings)))).tables


def test_what_is_to_check_is_a_part_of_its_own_after_what_must_be_corrected() -> None:
    document = docx.Document(io.BytesIO(notice(doubtful(finding()))))
    to_correct, to_check = document.tables
    assert [row.cells[1].text for row in to_correct.rows[1:]] == ["错误"]
    assert [row.cells[1].text for row in to_check.rows[1:]] == ["请核对"]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts.index("请核对的内容") > texts.index("结论：有错误")
    assert "下列问题" in texts[2]
    assert "完成整改" in texts[-3]


@pytest.mark.parametrize(
    ("language", "lead", "part", "close"),
    [
        ("zh", "未发现确定的问题", "请核对的内容", "完成核对"),
        ("en", "nothing that is surely", "To check", "complete the check"),
    ],
)
def test_who_has_only_something_to_check_is_not_told_to_correct(language, lead, part, close) -> None:
    document = docx.Document(io.BytesIO(notice(doubtful(), language=language)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert lead in texts[2]
    assert part in texts
    assert close in texts[-3]
    assert len(document.tables) == 1


def test_it_speaks_english() -> None:
    document = docx.Document(io.BytesIO(notice(audited(), language="en")))
    assert document.paragraphs[0].text.startswith("Notice of corrections")
    assert document.tables[0].rows[1].cells[3].text == "The column does not balance"


def test_nothing_of_a_report_is_markup() -> None:
    document = docx.Document(io.BytesIO(notice(hostile(), body=HOSTILE)))
    assert document.paragraphs[1].text == f"{HOSTILE}："
    assert document.tables[0].rows[1].cells[3].text == HOSTILE


@settings(max_examples=50)
@given(st.text())
def test_any_text_makes_a_document_that_opens(text) -> None:
    document = zipfile.ZipFile(io.BytesIO(notice(audited(), body=text))).read("word/document.xml")
    etree.fromstring(document)


def test_the_same_audit_makes_the_same_bytes() -> None:
    assert notice(audited()) == notice(audited())
