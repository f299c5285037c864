"""A report whose table three is a picture: audit, page and documents say so first, whether or not pages can be recognised."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pypdfium2
import pytest

from service.audits.audit import Result
from service.renderers.audited import Audited
from service.renderers.to_html import to_html
from tests.corpus.draft import Draft, Part, Sentence
from tests.corpus.rendering import layout, ofd, pdf, render
from tests.corpus.report import build
from tests.corpus.test_unread import ON_TABLE_THREE
from tests.service.renderers.test_unread_parts import DOCUMENTS
from workers.limits import Recognition
from workers.pipeline import audit_bytes

MARK = "@"
"""Stands in each line whose place the picture takes."""
LINES = 12
SAID = "“收到和处理政府信息公开申请情况表”未审核：该处为图片，图中内容未读取。"


def report() -> Draft:
    """A report with lines of marks in place of table three, and a wrong total in table four."""
    draft = build(3, period=True).with_cell("reviews", "litigation_direct", "total", "999")
    lines = tuple((Sentence.of(MARK),) for _ in range(LINES))
    return draft.with_section(replace(draft.section(3), table=None, parts=(Part(None, lines),)))


def as_docx() -> bytes:
    drawing = '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r></w:p>'
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(render(report(), "docx")[1])) as source, zipfile.ZipFile(written, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            made.writestr(name, pictured(content, b"w:p", drawing) if name == "word/document.xml" else content)
    return written.getvalue()


def as_html() -> bytes:
    return pictured(render(report(), "html")[1], b"p", '<p><img src="table.png" width="600" height="400"></p>')


def pictured(markup: bytes, tag: bytes, picture: str) -> bytes:
    """The markup with a picture in place of the first paragraph that has a mark, and without the others."""
    marked = re.compile(rb"<%b>(?:(?!</%b>).)*?%b(?:(?!</%b>).)*</%b>" % (tag, tag, MARK.encode(), tag, tag), re.DOTALL)
    made, count = marked.subn(b"", marked.sub(picture.encode(), markup, count=1))
    assert count == LINES - 1
    return made


def laid() -> tuple[list[layout.Page], int, layout.Box]:
    """The report on pages, without its lines of marks; the index of the page that those are on, and the room that they had."""
    pages = layout.pages(report(), Random(3))
    ((index, marked),) = [
        (index, found)
        for index, page in enumerate(pages)
        if (found := [each for each in page.texts if each.text == MARK])
    ]
    assert len(marked) == LINES
    pages[index].texts = [each for each in pages[index].texts if each.text != MARK]
    tops, bottoms = [each.y - each.size for each in marked], [each.y for each in marked]
    return pages, index, layout.Box(80.0, min(tops), 515.0, max(bottoms))


def as_pdf() -> bytes:
    pages, index, box = laid()
    made = pypdfium2.PdfDocument(pdf._written(pages, pdf.BORDERS["lines"], Random(3), pdf._EMBEDDED))
    page, image = made[index], pypdfium2.PdfImage.new(made)
    image.set_bitmap(page.render(scale=1))
    width, height = box.right - box.left, box.bottom - box.top
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height).translate(box.left, layout.HEIGHT - box.bottom))
    page.insert_obj(image)
    page.gen_content()
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def as_ofd() -> bytes:
    pages, index, box = laid()
    return ofd.written(pages, pictures={index: box})


FILES: dict[str, Callable[[], bytes]] = {"docx": as_docx, "html": as_html, "pdf": as_pdf, "ofd": as_ofd}


@pytest.fixture(
    scope="module", params=[(kind, where) for kind in FILES for where in Recognition if where != "elsewhere"]
)
def result(request: pytest.FixtureRequest) -> Result:
    kind, recognition = request.param
    return audit_bytes(FILES[kind](), recognition=recognition)


def test_it_is_told_first_and_passed_by_no_rule(result: Result) -> None:
    first = result.unread[0]
    assert (first["what"], first["why"], first["locations"][0]["table"]) == ("table", "picture", "applications")
    assert first["message"]["zh"] == SAID
    status = {check["rule"]: check["status"] for check in result.checks}
    assert {status[rule] for rule in ON_TABLE_THREE} <= {"not_checked", "failed"}
    assert not [found for found in result.findings if found["locations"][0].get("table") == "applications"]


def test_the_rest_is_audited(result: Result) -> None:
    assert [table["key"] for table in result.tables] == ["disclosure", "reviews"]
    errors = [found["locations"][0] for found in result.findings if found["severity"] == "error"]
    assert {(at["table"], at["row"]) for at in errors} == {("reviews", "litigation_direct")}


def test_the_page_says_it_under_the_verdict(result: Result) -> None:
    page = to_html([Audited("a", result)], "zh")
    assert 0 < page.index("未审核的内容") < page.index(SAID) < page.index("<article")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_say_it_before_what_was_found(result: Result, document: str) -> None:
    text = DOCUMENTS[document](Audited("a", result), "zh").replace("\\", "")
    message = next(found["message"]["zh"] for found in result.findings if found["severity"] == "error")
    assert 0 < text.index(SAID) < text.index(message)
