"""Lines become paragraphs with the place of each line; what belongs to the page and not to the text is dropped."""

import pytest

from service.reports.report import Paragraph
from tests.workers.readers.pdf.grids import tables_of, texts
from tests.workers.readers.pdf.press import FONT, LEFT, RIGHT, Press
from workers.limits import Limits
from workers.readers.pdf import Engine, miner, pdfium, read_pdf, read_with

LONG = "本机关认真贯彻落实上级关于政务公开工作的部署，全年主动公开各类信息，依法办理公开申请，接受社会监督。" * 3


def paragraphs(data: bytes) -> list[Paragraph]:
    return [block for block in read_pdf(data, Limits()).blocks if isinstance(block, Paragraph)]


def test_lines_are_joined_into_paragraphs_over_page_ends_too() -> None:
    press = Press()
    wanted = ["一、总体情况", *[f"第{i}段。{LONG}" for i in range(12)], "二、主动公开"]
    for text in wanted:
        press.text(text)
    assert texts(read_pdf(press.done(), Limits())) == wanted


def test_a_numbered_head_starts_anew_after_a_full_line() -> None:
    press = Press()
    wanted = [LONG[:30] + "。", "（一）主动公开情况", LONG, "1.依申请公开"]
    for text in wanted:
        press.text(text)
    assert texts(read_pdf(press.done(), Limits())) == wanted


@pytest.mark.parametrize("after", ["五、存在的主要问题及改进情况", "公开申请数量", "2.重复申请"])
def test_no_text_goes_on_behind_the_figures_of_a_row_without_rules(after: str) -> None:
    for length in range(20, 36):
        press = Press()
        press.text(LONG)
        press.text(("本年新收政府信息公开申请数量" * 3)[:length] + "12 0 0 0 12", indent=0)
        press.text(after, indent=0)
        assert texts(read_pdf(press.done(), Limits()))[-1] == after


def test_each_line_of_a_paragraph_has_its_page_and_place() -> None:
    press = Press()
    press.text(LONG)
    press.text("一、总体情况")
    first, second = paragraphs(press.done())
    assert [piece.page for piece in first.pieces] == [1] * len(first.pieces)
    assert len(first.pieces) > 3
    for piece in first.pieces:
        assert piece.bbox is not None
        assert LEFT - 1 <= piece.bbox[0] < piece.bbox[2] <= RIGHT + 1
    tops = [piece.bbox[1] for piece in (*first.pieces, *second.pieces) if piece.bbox]
    assert tops == sorted(tops)
    found = first.locate(first.pieces[2].start, first.pieces[2].start + 4)
    assert found.bbox == first.pieces[2].bbox


@pytest.mark.parametrize("numbers", ["- {} -", "{}", "第{}页", "— {} —", "第 {} 页 共 9 页"])
def test_page_numbers_and_running_heads_are_no_text(numbers: str) -> None:
    press = Press(head="某市民政局2024年度报告", numbers=numbers)
    wanted = [f"第{i}段。{LONG}" for i in range(12)]
    for text in wanted:
        press.text(text)
    assert texts(read_pdf(press.done(), Limits())) == wanted


def test_tables_and_text_stand_in_reading_order() -> None:
    press = Press()
    for number, table in enumerate(tables_of(2)):
        press.text("一二三"[number] + "、标题")
        press.table(table)
        press.text(LONG)
    kinds = [type(block).__name__ for block in read_pdf(press.done(), Limits()).blocks]
    assert kinds == ["Paragraph", "Grid", "Paragraph"] * 3


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
def test_what_nobody_sees_is_not_read(engine: Engine) -> None:
    press = Press(numbers="")
    canvas = press.canvas
    canvas.setFont(FONT, 12)
    hidden = canvas.beginText(100, 700)
    hidden.setTextRenderMode(3)
    hidden.textOut("看不见")
    hidden.setTextRenderMode(0)
    canvas.drawText(hidden)
    canvas.setFillGray(1)
    canvas.drawString(100, 680, "白字")
    canvas.setFillGray(0)
    canvas.drawString(700, 660, "页外")
    canvas.setFont(FONT, 1)
    canvas.drawString(100, 640, "很小")
    canvas.rect(90, 590, 200, 30, stroke=0, fill=1)
    canvas.setFont(FONT, 12)
    canvas.setFillGray(1)
    canvas.drawString(100, 600, "黑底白字")
    canvas.setFillGray(0.8)
    canvas.saveState()
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.drawString(0, 0, "内部资料")
    canvas.restoreState()
    assert texts(read_with(press.done(), Limits(), engine)) == ["黑底白字"]


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
def test_letters_drawn_twice_for_bold_are_read_once(engine: Engine) -> None:
    press = Press(numbers="")
    press.canvas.setFont(FONT, 12)
    for x in (100, 100.4):
        press.canvas.drawString(x, 700, "共收到申请11件")
    assert texts(read_with(press.done(), Limits(), engine)) == ["共收到申请11件"]


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
def test_letter_spaced_and_outlined_heads_are_words_and_set_apart(engine: Engine) -> None:
    press = Press(numbers="")
    press.text(LONG)
    head = press.canvas.beginText(100, 300)
    head.setFont(FONT, 14)
    head.setCharSpace(10)
    head.setTextRenderMode(2)
    head.textOut("总 体 情 况")
    head.setTextRenderMode(0)
    press.canvas.drawText(head)
    document = read_with(press.done(), Limits(), engine)
    assert [(block.text, block.emphasis) for block in document.blocks if isinstance(block, Paragraph)] == [
        (LONG, False),
        ("总体情况", True),
    ]


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
def test_only_latin_words_keep_their_spaces(engine: Engine) -> None:
    press = Press(numbers="")
    press.text("依据 Open Government Data 规定，2024 年 收到 3 件", indent=0)
    assert texts(read_with(press.done(), Limits(), engine)) == ["依据Open Government Data规定，2024年收到3件"]
