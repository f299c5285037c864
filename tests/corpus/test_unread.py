"""A report whose table three is somewhere else: every kind of file says so, and no rule on it passes."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace

import pypdfium2
import pytest

from service.audits.audit import Result
from service.renderers import problems
from tests.corpus.draft import Part, Sentence
from tests.corpus.rendering import FORMATS, render
from tests.corpus.report import build
from tests.workers.readers.sheets import xls, xlsx
from workers.limits import Limits, Recognition
from workers.pipeline import audit_bytes
from workers.readers.document import Grid, GridCell
from workers.readers.docx import read_docx

Writer = Callable[[Sequence[GridCell]], bytes]

ON_TABLE_THREE = ("ARI01", "ARI02", "ARI03", "TAB02", "TAB03", "TAB04", "TAB05", "TAB06", "TAB08")


def audited(format: str, *told: str, attachments: Sequence[tuple[str, bytes]] = ()) -> Result:
    """The audit of a correct report that has these words in place of table three."""
    draft = build(3, period=True)
    parts = tuple(Part(None, ((Sentence.of(text),),)) for text in told)
    _name, data = render(draft.with_section(replace(draft.section(3), table=None, parts=parts)), format)
    return audit_bytes(data, attachments=attachments)


@pytest.mark.parametrize("format", sorted(FORMATS))
@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("我局收到和处理政府信息公开申请情况详见附件。", "attachment"),
        ("收到和处理政府信息公开申请情况表（点击查看）", "file"),
    ],
)
def test_a_table_that_is_in_another_file_is_told_first_and_passed_by_no_rule(format: str, told: str, why: str) -> None:
    result = audited(format, told)

    assert result.verdict == "incomplete"
    first = result.unread[0]
    assert (first["what"], first["why"], first["locations"][0]["table"]) == ("table", why, "applications")
    status = {check["rule"]: check["status"] for check in result.checks}
    assert {status[rule] for rule in ON_TABLE_THREE} == {"not_checked"}
    assert set(ON_TABLE_THREE) <= set(first["rules"])
    assert not [found for found in result.findings if found["locations"][0].get("table") == "applications"]


@pytest.mark.parametrize("format", ["docx", "html", "text-tabs", "pdf-lines", "ofd", "doc"])
def test_a_report_that_just_lacks_its_table_is_accused_of_it(format: str) -> None:
    result = audited(format, "我局依法办理政府信息公开申请。")

    assert [found["rule"] for found in result.findings if found["severity"] == "error"] == ["TAB01"]
    assert not [part for part in result.unread if part["what"] == "table"]


def pictured(data: bytes, number: int) -> bytes:
    """A PDF with a page (from 1) drawn as a picture."""
    source, made = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for index, page in enumerate(source):
        if index + 1 != number:
            made.import_pages(source, [index])
            continue
        width, height = page.get_size()
        image = pypdfium2.PdfImage.new(made)
        image.set_bitmap(page.render(scale=1))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        drawn = made.new_page(width, height)
        drawn.insert_obj(image)
        drawn.gen_content()
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


@pytest.mark.parametrize("seed", [3, 5])
def test_a_page_that_is_a_picture_is_told_where_nobody_recognises_it_and_the_others_are_audited(seed: int) -> None:
    _, data = render(build(seed, period=True), "pdf-lines")
    pages = len(pypdfium2.PdfDocument(data))

    for number in range(1, pages + 1):
        result = audit_bytes(pictured(data, number), recognition=Recognition.NOWHERE)
        assert result.verdict == "incomplete"
        (page,) = (part for part in result.unread if part["what"] == "page")
        assert [at["page"] for at in page["locations"]] == [number]
        assert f"第 {number} 页" in page["message"]["zh"]
        assert [found["message"]["zh"] for found in result.findings if found["severity"] != "note"] == []


def test_a_file_of_pictures_alone_is_not_audited_where_nobody_recognises_them() -> None:
    _, data = render(build(3), "pdf-lines")
    for number in range(1, len(pypdfium2.PdfDocument(data)) + 1):
        data = pictured(data, number)

    result = audit_bytes(data, recognition=Recognition.NOWHERE)

    assert result.problem
    assert result.problem.code == "recognition-not-installed"


def attachment(format: str, *, broken: bool = False) -> bytes:
    """Table three of the same report alone, as an office sends it along."""
    draft = build(3, period=True)
    if broken:
        draft = draft.with_cell("applications", "received", "total", "999")
    third = replace(draft.section(3), numeral="附件：", title="申请情况统计表", parts=())
    return render(replace(draft, title=(), under_title=(), preamble=(), sections=(third,), ending=()), format)[1]


@pytest.mark.parametrize("format", ["docx", "doc", "html", "pdf-lines", "ofd", "text-tabs"])
def test_a_table_that_was_sent_along_is_read_as_part_of_the_report(format: str) -> None:
    result = audited(
        "docx", "我局收到和处理政府信息公开申请情况详见附件。", attachments=[("附件.x", attachment(format))]
    )

    assert (result.verdict, result.unread, result.findings) == ("pass", (), ())
    assert [table["key"] for table in result.tables] == ["disclosure", "applications", "reviews"]


@pytest.mark.parametrize("write", [xlsx, xls])
@pytest.mark.parametrize("broken", [False, True])
def test_a_table_that_was_sent_along_as_a_spreadsheet_is_read_and_judged(write: Writer, *, broken: bool) -> None:
    (grid,) = (each for each in read_docx(attachment("docx", broken=broken), Limits()).blocks if isinstance(each, Grid))
    files = [("附件.x", write(grid.cells))]
    result = audited("docx", "申请情况详见附件。", attachments=files)

    assert result.unread == ()
    assert {found["rule"] for found in result.findings} == ({"ARI01", "ARI02"} if broken else set())


@pytest.mark.parametrize("format", ["docx", "pdf-lines"])
def test_a_fault_in_an_attachment_is_told_with_its_name_and_on_no_page_of_the_report(format: str) -> None:
    files = [("附件.x", attachment(format, broken=True))]
    result = audited("pdf-lines", "申请情况详见附件。", attachments=files)

    found = next(each for each in result.findings if each["rule"] == "ARI02")
    assert found["locations"][0]["attachment"] == "附件.x"
    assert not {"page", "line", "bbox"} & found["locations"][0].keys()


def test_the_reports_own_table_counts_where_both_have_it() -> None:
    _name, data = render(build(3, period=True), "docx")
    result = audit_bytes(data, attachments=[("附件.docx", attachment("docx", broken=True))])

    assert (result.verdict, result.findings) == ("pass", ())


def test_an_attachment_that_cannot_be_read_is_told_as_its_fault() -> None:
    _name, data = render(build(3), "docx")
    result = audit_bytes(data, attachments=[("附件.docx", b"PK\x03\x04broken")])

    assert result.problem
    assert result.problem.facts["part"] == "attachment"
    assert problems.kept(result.problem, "zh")["detail"].startswith("附件（attachment）：")
    assert problems.kept(result.problem, "zh")["part"] == "attachment"


HANDED_OVER = ("青禾县水务局2024年政府信息公开工作年度报告", "报告全文详见附件。")


def handing_over(format: str, *told: str) -> tuple[str, bytes]:
    """A file that has these lines and no report."""
    draft = build(3, period=True)
    lines = tuple((Sentence.of(text),) for text in told[1:])
    return render(
        replace(draft, title=(Sentence.of(told[0]),), under_title=(), preamble=lines, sections=(), ending=()), format
    )


def whole(format: str, *, broken: bool = False) -> bytes:
    """A whole report."""
    draft = build(3, period=True)
    return render(draft.with_cell("applications", "received", "total", "999") if broken else draft, format)[1]


@pytest.mark.parametrize("format", sorted(FORMATS))
@pytest.mark.parametrize("told", ["报告全文详见附件。", "附件：2024年政府信息公开工作年度报告.pdf"])
def test_a_file_that_only_hands_a_report_over_says_that_it_is_elsewhere(format: str, told: str) -> None:
    _name, data = handing_over(format, HANDED_OVER[0], told)
    problem = audit_bytes(data).problem
    assert problem
    assert problem.code == "report-in-attachment"


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_the_report_is_read_from_the_attachment_where_the_file_only_hands_it_over(format: str) -> None:
    _name, data = handing_over(format, *HANDED_OVER)
    result = audit_bytes(data, attachments=[("年报.docx", whole("docx"))])

    assert (result.verdict, result.findings, result.unread, result.pages) == ("pass", (), (), None)
    assert [table["key"] for table in result.tables] == ["disclosure", "applications", "reviews"]


@pytest.mark.parametrize("format", ["docx", "doc", "html", "pdf-lines", "ofd", "text-tabs"])
def test_faults_of_a_report_in_an_attachment_are_told_with_its_name_and_on_no_page(format: str) -> None:
    _name, data = handing_over("docx", *HANDED_OVER)
    result = audit_bytes(data, attachments=[("年报.x", whole(format, broken=True))])

    assert {"ARI01", "ARI02"} <= {found["rule"] for found in result.findings}
    places = [at for found in result.findings for at in found["locations"] if "quote" in at]
    assert {at["attachment"] for at in places} == {"年报.x"}
    assert not any({"page", "line", "bbox"} & at.keys() for at in places)


def test_a_web_page_that_links_to_its_report_is_audited_from_the_attachment() -> None:
    page = f'<html><h1>{HANDED_OVER[0]}</h1><p><a href="/upload/2024nb.pdf">附件</a></p></html>'.encode()
    files = [("附表.docx", attachment("docx")), ("年报.pdf", whole("pdf-lines"))]
    alone, along = audit_bytes(page), audit_bytes(page, attachments=files)

    assert alone.problem
    assert alone.problem.code == "report-in-attachment"
    assert (along.verdict, along.findings) == ("pass", ())


def test_tables_alone_are_no_report_that_a_file_hands_over() -> None:
    _name, data = handing_over("docx", *HANDED_OVER)
    problem = audit_bytes(data, attachments=[("附表.docx", attachment("docx"))]).problem
    assert problem
    assert problem.code == "report-in-attachment"


@pytest.mark.parametrize(
    "told",
    [
        ("关于做好2024年政府信息公开工作年度报告编制工作的通知", "附件：1.报告模板.docx"),
        ("青禾县水务局2024年工作要点", "详见附件。"),
        ("青禾县水务局2024年政府信息公开工作年度报告", "欢迎查阅。"),
    ],
)
def test_other_texts_hand_no_report_over(told: tuple[str, ...]) -> None:
    problem = audit_bytes("\n".join(told).encode(), attachments=[("年报.docx", whole("docx"))]).problem
    assert problem
    assert problem.code == "not-a-report"
