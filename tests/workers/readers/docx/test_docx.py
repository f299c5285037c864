import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings

from service.reports.report import Paragraph, Why
from tests.workers.readers.docx.wordml import docx, paragraph, run_of, table, whole_report
from tests.workers.readers.drawn import DISCLOSURE, REPORT, drawn, shape, tilings
from workers.limits import Limits
from workers.readers.document import Block, Document, Grid, GridCell, Unread
from workers.readers.docx import read_docx


def read(body: str, **parts: str) -> list[object]:
    return plain(read_docx(docx(body, **parts), Limits()).blocks)


def plain(blocks: tuple[Block, ...]) -> list[object]:
    return [shape(b.cells) if isinstance(b, Grid) else b.text if isinstance(b, Paragraph) else b for b in blocks]


def grid(document: Document) -> Grid:
    return next(block for block in document.blocks if isinstance(block, Grid))


def test_a_report_comes_out_exactly() -> None:
    document = read_docx(whole_report(), Limits())

    assert plain(document.blocks) == [block if isinstance(block, str) else shape(block) for block in REPORT]
    assert document.pages is None


@settings(max_examples=150, deadline=None)
@given(tilings())
def test_any_grid_that_goes_in_comes_out(cells: tuple[GridCell, ...]) -> None:
    columns = max(cell.column + cell.colspan for cell in cells)
    document = read_docx(docx(table(cells, [900] * columns)), Limits())

    if len({cell.column for cell in cells}) > 1:
        assert shape(grid(document).cells) == [(text.strip(), *place) for text, *place in shape(cells)]


def test_edges_drawn_a_little_apart_are_one_column() -> None:
    apart = drawn("""
    甲 | < | 1
    乙 | 2 | <
    """)
    document = read_docx(docx(table(apart, [3000, 20, 3000])), Limits())

    assert shape(grid(document).cells) == shape(drawn("甲 | 1\n乙 | 2"))


def test_cells_left_out_before_and_after_a_row_keep_the_columns() -> None:
    rows = (
        "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
        '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>'
        f"<w:tc>{paragraph('7')}</w:tc></w:tr>"
    )
    cells = grid(read_docx(docx(f"<w:tbl>{rows}</w:tbl>"), Limits())).cells

    assert [(cell.row, cell.column) for cell in cells if cell.text == "7"] == [(1, 1)]


def test_content_controls_around_rows_cells_and_text_are_looked_into() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = control.format(f"<w:tc>{paragraph('规章')}</w:tc>")
    row = control.format(f"<w:tr>{cell}<w:tc><w:p>{control.format(run_of('3'))}</w:p></w:tc></w:tr>")

    assert read(control.format(f"<w:tbl>{row}</w:tbl>")) == [[("规章", 0, 0, 1, 1), ("3", 0, 1, 1, 1)]]


def test_deleted_moved_and_hidden_text_is_not_read() -> None:
    off = '<w:vanish w:val="0"/>'
    body = (
        f"<w:p>{run_of('收到')}<w:del>{run_of('12')}</w:del><w:ins>{run_of('13')}</w:ins>"
        f"<w:moveFrom>{run_of('删')}</w:moveFrom><w:moveTo>{run_of('件')}</w:moveTo>"
        f"{run_of('隐', '<w:vanish/>')}{run_of('。', off)}</w:p>"
    )
    assert read(body) == ["收到13件。"]


@pytest.mark.parametrize("struck", ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="0"/><w:dstrike/>'])
def test_what_is_struck_through_is_taken_back(struck: str) -> None:
    plainly = run_of("13", '<w:strike w:val="0"/>')
    assert read(f"<w:p>{run_of('收到')}{run_of('12', struck)}{plainly}{run_of('件。')}</w:p>") == ["收到13件。"]


def test_a_deleted_paragraph_mark_joins_what_it_parted() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert read(paragraph("全年收到", deleted) + paragraph("申请40件。")) == ["全年收到申请40件。"]
    assert read(paragraph("最后一段", deleted)) == ["最后一段"]


def test_deleted_rows_are_not_read() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = row.format("<w:del/>", paragraph("旧"), paragraph("9")) + row.format("", paragraph("新"), paragraph("1"))

    assert read(f"<w:tbl>{rows}</w:tbl>") == [[("新", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]]


def test_breaks_part_lines_and_tabs_stay() -> None:
    runs = "<w:t>（一）主动公开</w:t><w:br/><w:t>全年</w:t><w:tab/><w:t>320条</w:t><w:noBreakHyphen/>"
    assert read(f"<w:p><w:r>{runs}</w:r></w:p>") == ["（一）主动公开", "全年\t320条-"]


def test_a_fields_result_is_read_and_its_instruction_is_not() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    nested = mark.format("begin") + run_of("代码") + mark.format("separate") + run_of("中间") + mark.format("end")
    body = (
        f"<w:p>{run_of('共')}{mark.format('begin')}<w:r><w:instrText> = 3+4 </w:instrText></w:r>{nested}"
        f"{mark.format('separate')}{run_of('7')}{mark.format('end')}{run_of('件')}</w:p>"
    )
    assert read(body) == ["共7件"]


def test_a_field_that_never_ends_hides_nothing_after_its_paragraph() -> None:
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    assert read(broken + paragraph("一、总体情况")) == ["一、总体情况"]


def test_a_text_box_is_read_once_and_after_the_paragraph_that_anchors_it() -> None:
    box = f"<w:txbxContent>{paragraph('题目在文本框')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        f"</w:r>{run_of('锚')}</w:p>"
    )
    assert read(body) == ["锚", "题目在文本框"]


def test_symbols_become_characters() -> None:
    signs = (
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2460"/><w:sym w:font="X" w:char="?"/>'
    )
    assert read(f"<w:p><w:r>{signs}</w:r></w:p>") == ["☑①□"]


def test_notes_comments_and_a_table_of_contents_are_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="21"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        f"<w:sdt>{gallery}<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
        + paragraph("一、总体情况1", '<w:pStyle w:val="21"/>')
        + f"<w:p>{run_of('正文')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    assert read(body, styles=styles) == ["正文"]


def test_bold_paragraphs_and_heads_of_the_outline_are_emphasised() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    )
    body = (
        paragraph("甲", '<w:pStyle w:val="b"/>')
        + paragraph("乙", "", "<w:b/>")
        + paragraph("丙", "", '<w:rStyle w:val="c"/>')
        + f"<w:p>{run_of('丁', '<w:b/>')}{run_of('戊')}</w:p>"
        + paragraph("己")
        + paragraph("庚", '<w:pStyle w:val="t"/>')
    )
    blocks = read_docx(docx(body, styles=styles), Limits()).blocks

    assert [block.emphasis for block in blocks if isinstance(block, Paragraph)] == [
        True,
        True,
        True,
        False,
        False,
        True,
    ]


def test_a_table_of_one_column_is_text_and_nested_tables_stand_by_themselves() -> None:
    inner = table(DISCLOSURE)
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('二、主动公开')}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    framed = f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{outer}<w:p/></w:tc></w:tr></w:tbl>"

    assert read(outer) == ["二、主动公开", shape(DISCLOSURE)]
    assert read(framed) == ["二、主动公开", shape(DISCLOSURE)]


def test_heads_and_prose_over_a_whole_row_cut_the_table_in_two() -> None:
    prose = "解读形式还不够多样，" * 10
    whole = drawn(f"甲 | 1\n{prose} | <\n五、存在的主要问题 | <\n乙 | 2")

    assert read(table(whole)) == [
        shape(drawn("甲 | 1")),
        prose,
        "五、存在的主要问题",
        shape(drawn("乙 | 2")),
    ]


def test_the_strict_variant_is_read_too() -> None:
    with zipfile.ZipFile(BytesIO(whole_report())) as archive:
        main = archive.read("word/document.xml").replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    document = read_docx(docx("", parts={"word/document.xml": main}), Limits())

    assert shape(grid(document).cells) == shape(DISCLOSURE)


def test_the_document_is_found_by_its_relationship() -> None:
    relations = docx("")
    with zipfile.ZipFile(BytesIO(relations)) as archive:
        root = archive.read("_rels/.rels").replace(b"word/document.xml", b"/word/document2.xml")
        main = archive.read("word/document.xml").replace(b"<w:sectPr/>", paragraph("第二份").encode())
    data = docx(paragraph("第一份"), parts={"_rels/.rels": root, "word/document2.xml": main})

    assert plain(read_docx(data, Limits()).blocks) == ["第二份"]


_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_BLIP = f'<a:blip xmlns:a="{_DRAWN}/main"/>'


def _extent(height: int) -> str:
    return f'<wp:extent xmlns:wp="{_DRAWN}/wordprocessingDrawing" cx="5000000" cy="{height}"/>'


@pytest.mark.parametrize(
    ("unread", "why"),
    [
        (f"<w:drawing>{_BLIP}</w:drawing>", Why.PICTURE),
        (f"<w:drawing>{_extent(4_000_000)}{_BLIP}</w:drawing>", Why.PICTURE),
        ("<w:pict><v:imagedata/></w:pict>", Why.PICTURE),
        ('<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object>', Why.FILE),
    ],
)
def test_pictures_and_embedded_files_are_told_and_not_read(unread: str, why: Why) -> None:
    assert read(f"{paragraph('前')}<w:p><w:r>{unread}</w:r></w:p>{paragraph('后')}") == ["前", Unread(why), "后"]


@pytest.mark.parametrize("small", [f"<w:drawing>{_extent(200_000)}{_BLIP}</w:drawing>", "<w:drawing/>"])
def test_a_low_picture_and_a_drawing_without_one_are_not(small: str) -> None:
    assert read(f"{paragraph('前')}<w:p><w:r>{small}</w:r></w:p>{paragraph('后')}") == ["前", "后"]
