import io
import zipfile

import docx
import pytest
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.audits.rendering import NoticeFields
from service.renderers.to_notice import to_notice
from tests.service.api.results import finding
from tests.service.renderers.documents import HOSTILE, audited, doubtful, hostile, unreadable
from tests.service.renderers.notice.test_content import found, together

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def notice(*audits, language: str = "zh", **fields: str):
    return to_notice(audits, language, NoticeFields(**fields))


def opened(*audits, **asked: str):
    return docx.Document(io.BytesIO(notice(*audits, **asked)))


def texts(document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def part(document: bytes, name: str):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(document)).read(name))


def test_it_is_a_letter_with_what_to_correct_as_its_attachment() -> None:
    document = opened(audited(), office="云溪县政务公开办", issued="2026-01-05")
    said = texts(document)
    assert said[:2] == ["关于修改《某某局2023年\n政府信息公开工作年度报告》的通知", "某某局："]
    assert (
        said.index("附件：审核问题清单")
        < said.index("云溪县政务公开办")
        < said.index("2026年1月5日")
        < said.index("附件")
    )
    to_correct, advice = document.tables
    assert [cell.text for cell in to_correct.rows[0].cells] == ["序号", "位置", "问题", "改正办法"]
    assert [cell.text for cell in to_correct.rows[1].cells] == [
        "1",
        "第2页，收到和处理政府信息公开申请情况表，“一、本年新收政府信息公开申请数量”行，“总计”列",
        "“总计”列不平衡",
        "请核对",
    ]
    assert len(advice.rows) == 2


def test_the_page_is_set_by_the_standard_of_official_documents() -> None:
    document = opened(audited())
    (section,) = document.sections
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge / Mm(1)) for edge in (section.page_width, section.page_height, *edges)] == [
        210,
        297,
        37,
        35,
        28,
        26,
    ]
    styles = document.styles
    sizes = {name: styles[name].font.size for name in ("Title", "Cell")}
    assert sizes == {"Title": Pt(22), "Cell": Pt(10.5)}
    made = notice(audited())
    defaults = part(made, "word/styles.xml").find(f"{_W}docDefaults")
    assert defaults.find(f".//{_W}sz").get(f"{_W}val") == "32"
    assert defaults.find(f".//{_W}pPr/{_W}spacing").attrib.values() == ["0", "0", "579", "exact"]


def test_fonts_are_named_and_so_is_what_stands_in_for_them() -> None:
    made = notice(audited())
    styles, table = part(made, "word/styles.xml"), part(made, "word/fontTable.xml")
    used = {each.get(f"{_W}eastAsia") for each in styles.iter(f"{_W}rFonts")}
    instead = {each.get(f"{_W}name"): each.find(f"{_W}altName").get(f"{_W}val") for each in table}
    assert used == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
    assert used <= instead.keys()
    assert "仿宋," in instead["仿宋_GB2312"]


def test_pages_are_numbered_outside() -> None:
    made = notice(audited())
    feet = [part(made, f"word/footer{number}.xml") for number in (1, 2)]
    assert ["".join(foot.itertext()).strip() for foot in feet] == ["— 1 —", "— 2 —"]
    assert [foot.find(f".//{_W}pStyle").get(f"{_W}val") for foot in feet] == ["FolioOdd", "FolioEven"]
    assert part(made, "word/settings.xml").find(f"{_W}evenAndOddHeaders") is not None


def test_a_repair_of_several_problems_is_one_cell() -> None:
    (table,) = opened(found(*together(1, 2, 3), finding(4))).tables
    assert [row.cells[0].text for row in table.rows[1:]] == ["1", "2", "3", "4"]
    assert len({row.cells[3]._tc for row in table.rows[1:]}) == 2


@pytest.mark.parametrize("audit", [audited(), doubtful(), unreadable(), found()])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_end_of_an_audit_makes_a_letter_that_is_signed(audit, language) -> None:
    said = texts(opened(audit, language=language, office="某某县人民政府办公室"))
    assert "某某县人民政府办公室" in said


def test_nothing_of_a_report_is_markup() -> None:
    document = opened(hostile(), addressee=HOSTILE)
    assert document.paragraphs[1].text == f"{HOSTILE}："
    assert document.tables[0].rows[1].cells[2].text == HOSTILE


@settings(max_examples=50)
@given(st.text())
def test_any_text_makes_a_document_that_opens(text) -> None:
    part(to_notice([audited()], "zh", NoticeFields(office=text), text), "word/document.xml")


def test_the_same_audit_makes_the_same_bytes() -> None:
    assert notice(audited()) == notice(audited())
