"""Marks of footnotes are told from figures, in every kind of file."""

import pytest

from service.reports.report import Paragraph
from tests.workers.readers.docx.wordml import docx
from tests.workers.readers.docx.wordml import run_of as run
from tests.workers.readers.pages import page
from tests.workers.readers.pdf import raw
from tests.workers.readers.pdf.grids import doubtful, found
from workers.limits import Limits
from workers.readers.docx import read_docx
from workers.readers.html import read_html
from workers.readers.pdf import pdfium, read_with
from workers.readers.word.runs import is_note_mark

RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize("mark", ["1", "12", "①", "[1]", "[注1]", "*", "（2）", "注"])
def test_raised_signs_behind_a_figure_are_marks(mark: str) -> None:
    assert is_note_mark(mark, "共12")


@pytest.mark.parametrize(("raised", "before"), [("12", ""), ("12", "  "), ("2", "3000m"), ("其他", "总计")])
def test_other_raised_text_is_none(raised: str, before: str) -> None:
    assert not is_note_mark(raised, before)


@pytest.mark.parametrize(
    "mark", ["<sup>1</sup>", "<sup><a href='#n1'>[1]</a></sup>", "<span style='vertical-align: super'>①</span>"]
)
def test_a_page_shows_the_figure_without_its_mark(mark: str) -> None:
    (block,) = read_html(page(f"<p>总计12{mark}件</p>"), Limits()).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "总计12件"


def test_a_word_file_too_by_its_own_format_and_by_its_style() -> None:
    styles = f'<w:style w:type="character" w:styleId="N"><w:rPr>{RAISED}</w:rPr></w:style>'
    own = run("12") + run("1", RAISED)
    styled = run("34") + run("2", '<w:rStyle w:val="N"/>')
    body = f"<w:p>{own}</w:p><w:p>{styled}</w:p>"
    blocks = read_docx(docx(body, styles=styles), Limits()).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["12", "34"]


def test_a_smaller_digit_makes_a_figure_of_a_pdf_doubtful() -> None:
    font, more = raw.embedded("规章12")
    words = ((b"12", 110, 615, "规章"), (b"12", 220, 615, "12"), (b"7", 244, 619, "1"))
    text = b"".join(
        b"BT /F1 %b Tf %d %d Td %b Tj ET " % (em, x, y, raw.codes(word, "规章12")) for em, x, y, word in words
    )
    content = b"100 600 100 40 re 200 600 200 40 re S " + text
    document = read_with(raw.page(raw.stream(content), *more, font=font), Limits(), pdfium.pages)
    assert found(document) == [{(0, 0, 1, 1): "规章", (0, 1, 1, 1): "121"}]
    assert doubtful(document) == ["121"]
