"""The notice as PDF: what it says can be read out of it again, its font is in it, and its sheet is the standard's."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer

from service.audits.rendering import NoticeFields
from service.renderers.notice import layout
from service.reports.finding import Message
from service.reports.report import Paragraph
from tests.service.api.results import finding
from tests.service.renderers.documents import audited, doubtful, hostile, unreadable
from tests.service.renderers.notice.test_content import found, together
from workers.limits import Limits
from workers.readers.document import Grid
from workers.readers.pdf import read_pdf
from workers.renderings import notice_pdf

FIELDS = NoticeFields("2026-01-31", "云溪县政务公开工作领导小组办公室", issued="2026-01-05")


def made(*audits, language: str = "zh", fields: NoticeFields = FIELDS) -> bytes:
    return notice_pdf(audits, language, fields)


def pages(document: bytes) -> list[str]:
    return ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(document)]


def characters(document: bytes) -> list[LTChar]:
    boxes = [box for page in extract_pages(io.BytesIO(document)) for box in page if isinstance(box, LTTextContainer)]
    return [
        char for box in boxes for line in box for char in line if isinstance(char, LTChar) and char.get_text().strip()
    ]


def test_it_is_a_letter_with_what_to_correct_as_its_attachment() -> None:
    letter, attachment = pages(made(audited()))
    assert (
        letter.startswith("—1—关于修改《某某局2023年政府信息公开工作年度报告》的通知某某局：经审核")
        or "某某局：经审核" in letter
    )
    assert letter.endswith("附件：审核问题清单云溪县政务公开工作领导小组办公室2026年1月5日")
    assert "“总计”列不平衡请核对" in attachment
    assert "建议修改的问题（共1处）" in attachment


def test_its_font_is_in_it_and_text_can_be_copied_by_either_engine() -> None:
    document = made(audited())
    assert {char.fontname.partition("+")[2] for char in characters(document)} == {"NoticeSerif-Regular"}
    assert document.count(b"/FontFile2") >= 1
    assert document.count(b"/ToUnicode") == document.count(b"/FontFile2")
    read = "".join(char.get_text() for char in characters(document))
    assert "经审核，你单位报送的《某某局2023年政府信息公开工作年度报告》" in read


def test_our_own_reader_reads_it() -> None:
    document = read_pdf(made(audited()), Limits())
    read = "".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert "关于修改《某某局2023年政府信息公开工作年度报告》的通知" in read
    assert "请你单位对照附件逐项核实、改正，于2026年1月31日前重新报送修改后的报告" in read
    first, _ = (block for block in document.blocks if isinstance(block, Grid))
    assert [cell.text for cell in first.cells if cell.row == 0] == ["序号", "位置", "问题", "改正办法"]
    assert "“总计”列不平衡" in [cell.text for cell in first.cells]


def test_letters_are_of_the_sizes_of_the_standard_and_keep_within_its_margins() -> None:
    document = made(audited(), found(*map(finding, range(1, 40))))
    width, height = pypdfium2.PdfDocument(document)[0].get_size()
    assert (round(width / layout.MILLIMETRE), round(height / layout.MILLIMETRE)) == (210, 297)
    sizes = {round(char.matrix[0] or char.size, 1) for char in characters(document)}
    assert sizes <= {1.0, 22.0, 15.8, 14.0, 10.5}
    above = [char for char in characters(document) if char.get_text() not in "—0123456789" or char.y0 > 100]
    assert min(char.x0 for char in above) >= 28 * layout.MILLIMETRE - 0.5
    assert max(char.x1 for char in above) <= (210 - 26) * layout.MILLIMETRE + 0.5
    assert max(char.y1 for char in above) <= (297 - 37) * layout.MILLIMETRE + 8
    assert min(char.y0 for char in above) >= 35 * layout.MILLIMETRE - 8


def test_a_full_line_has_28_characters_and_none_begins_with_what_closes() -> None:
    lines = pypdfium2.PdfDocument(made(audited()))[0].get_textpage().get_text_range().splitlines()
    assert max(map(len, lines)) <= 28 + 5
    assert not [line for line in lines if re.match("[，。、；：）》”]", line)]
    assert not [line for line in lines if re.search("[（《“]$", line)]


def test_the_same_audit_makes_the_same_bytes() -> None:
    assert made(audited()) == made(audited())


@pytest.mark.parametrize("audit", [audited(), doubtful(), unreadable(), hostile(), found()])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_end_of_an_audit_makes_a_letter_that_is_signed(audit, language) -> None:
    assert "云溪县政务公开工作领导小组办公室" in "".join(pages(made(audit, language=language)))


def test_a_rare_character_is_shown_and_one_that_the_font_lacks_is_a_box() -> None:
    (letter,) = pages(made(found(), fields=NoticeFields(addressee="𬇙水镇𠮷☃\x07局")))
    assert "𬇙水镇□□局：" in letter


def test_a_long_list_goes_over_pages_under_the_same_head() -> None:
    several = pages(made(found(*together(*range(1, 60)), *map(finding, range(60, 130)))))
    assert len(several) > 5
    assert all("序号位置问题改正办法" in page for page in several[1:])
    numbers = [int(number) for page in several[1:] for number in re.findall(r"(\d+)第2页", page)]
    assert numbers == list(range(1, 130))


def test_a_list_of_hundreds_is_whole() -> None:
    several = pages(made(found(*map(finding, range(1, 701)))))
    numbers = [int(number) for page in several[1:] for number in re.findall(r"(\d+)第2页", page)]
    assert numbers == list(range(1, 701))


def test_a_text_that_is_longer_than_a_page_goes_on_on_the_next() -> None:
    endless = replace(finding(1), message=Message(zh="很长的问题，" * 900, en="x"))
    several = pages(made(found(endless)))
    assert len(several) > 3
    assert sum(page.count("很长的问题") for page in several) > 850


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_makes_a_document_that_opens(text) -> None:
    assert pages(notice_pdf([audited()], "zh", NoticeFields(office=text), text))
