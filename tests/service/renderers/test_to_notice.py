import io
import zipfile

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.renderers.to_notice import Notified, to_notice
from tests.service.renderers.documents import HOSTILE, audited, hostile, unreadable


def notice(*audits, language: str = "zh", body: str = "某某局"):
    return to_notice(body, [Notified(each, each.findings(language)) for each in audits], language)


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
