"""OFD packages are read like PDFs: tables with spans, paragraphs, whatever their parts are called."""

from random import Random

import pytest

from service.reports.report import Paragraph
from tests.corpus import grids
from tests.corpus.rendering import ofd as corpus
from tests.corpus.rendering.blocks import Line, blocks
from tests.corpus.report import build
from tests.workers.readers.ofd.ofdml import (
    A4,
    NAMESPACE,
    TABLE,
    content,
    package,
    parts,
    path,
    ruled,
    text,
    wrapped,
)
from workers.limits import Limits
from workers.readers.document import Document, Grid
from workers.readers.ofd import read_ofd

CELLS = {(0, 0): "规章", (0, 1): "12", (1, 0): "行政许可", (1, 1): "1284.56"}


def read(*pages: str, common: str = "", **more: str) -> Document:
    return read_ofd(package(parts(*pages, common=common) | more), Limits())


def tables(document: Document) -> list[dict[tuple[int, int], str]]:
    return [{(c.row, c.column): c.text for c in block.cells} for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("seed", range(6))
def test_made_reports_give_every_cell_and_paragraph(seed: int) -> None:
    draft = build(seed)
    document = read_ofd(corpus.plain(draft, Random(seed)), Limits())
    printed = [
        {(c.row, c.column, c.rowspan, c.colspan): c.text for c in grids.grid(block)}
        for block in blocks(draft)
        if not isinstance(block, Line)
    ]
    found = [
        {(c.row, c.column, c.rowspan, c.colspan): c.text for c in block.cells}
        for block in document.blocks
        if isinstance(block, Grid)
    ]
    assert found == printed
    said = ["".join(block.text.split()) for block in blocks(draft) if isinstance(block, Line)]
    assert ["".join(text.split()) for text in texts(document)] == said


def test_cells_have_their_page_and_place_in_points() -> None:
    document = read(text(20, 40, "第一页"), TABLE)
    grid = document.blocks[1]
    assert document.pages == 2
    assert isinstance(grid, Grid)
    assert grid.aligned
    assert grid.cells[0].page == 2
    assert grid.cells[0].bbox == pytest.approx((20 * 72 / 25.4, 50 * 72 / 25.4, 60 * 72 / 25.4, 60 * 72 / 25.4))


@pytest.mark.parametrize("namespace", [NAMESPACE, "http://www.ofdspec.org", "http://www.ofdspec.org/2016/"])
def test_any_namespace_will_do(namespace: str) -> None:
    assert tables(read_ofd(package(parts(TABLE, namespace=namespace)), Limits())) == [CELLS]


def test_parts_are_found_from_the_root_or_in_other_letter_case() -> None:
    made = parts(TABLE)
    made["OFD.xml"] = wrapped("OFD", "<ofd:DocBody><ofd:DocRoot>/doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>")
    made["Doc_0/Document.xml"] = str(made["Doc_0/Document.xml"]).replace("Pages/Page_0/", "/Doc_0/pages/page_0/")
    assert tables(read_ofd(package(made), Limits())) == [CELLS]


def test_a_byte_order_mark_is_no_damage() -> None:
    made = {name: str(content).encode("utf-8-sig") for name, content in parts(TABLE).items()}
    assert tables(read_ofd(package(made), Limits())) == [CELLS]


def test_tables_of_a_template_are_filled_by_its_page() -> None:
    template = wrapped(
        "Page",
        f"<ofd:Area><ofd:PhysicalBox>{A4}</ofd:PhysicalBox></ofd:Area>" + content(ruled((20, 60, 100), (50, 60))),
    )
    made = parts("", common='<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>')
    made["Doc_0/Tpls/Tpl_0/Content.xml"] = template
    made["Doc_0/Pages/Page_0/Content.xml"] = wrapped(
        "Page", '<ofd:Template TemplateID="9"/>' + content(text(22, 57, "规章") + text(70, 57, "3"))
    )
    assert tables(read_ofd(package(made), Limits())) == [{(0, 0): "规章", (0, 1): "3"}]


def test_a_matrix_moves_and_scales_before_the_boundary_does() -> None:
    scaled = text(10, 20, "规章", size=2, deltas="2", more='CTM="2 0 0 2 12 37"')
    (cells,) = tables(read(ruled((20, 60, 100), (50, 60)) + scaled + text(70, 57, "3")))
    assert cells == {(0, 0): "规章", (0, 1): "3"}


def test_one_text_object_may_hold_several_lines() -> None:
    codes = (
        '<ofd:TextCode X="22" Y="54" DeltaX="4">规章</ofd:TextCode>'
        '<ofd:TextCode Y="59" DeltaX="4">制定</ofd:TextCode>'
        '<ofd:TextCode X="70" DeltaX="2">12</ofd:TextCode>'
    )
    thing = f'<ofd:TextObject ID="2" Boundary="0 0 0 0" Font="3" Size="4">{codes}</ofd:TextObject>'
    assert tables(read(ruled((20, 60, 100), (50, 60)) + thing)) == [{(0, 0): "规章制定", (0, 1): "12"}]


@pytest.mark.parametrize("deltas", ["4 4 4", "g 3 4", "4 g 2 4", "g 99 4", "4 4 4 4 4 4", "g 1 4 g 1 4 4 x", "g 2 4 4"])
def test_steps_may_be_written_in_many_ways(deltas: str) -> None:
    assert texts(read(text(20, 50, "主动公开", deltas=deltas))) == ["主动公开"]


def test_missing_steps_leave_characters_where_the_last_one_stands() -> None:
    (paragraph,) = texts(read(text(20, 50, "主动公开", deltas="4 4")))
    assert sorted(paragraph) == sorted("主动公开")


def test_vertical_labels_read_downwards_from_the_right() -> None:
    def column(x: float, said: str) -> str:
        code = f'<ofd:TextCode X="0" Y="0" DeltaY="g {len(said) - 1} 4">{said}</ofd:TextCode>'
        return f'<ofd:TextObject ID="2" Boundary="{x} 56 0 0" Font="3" Size="4">{code}</ofd:TextObject>'

    label = column(28, "三、本年度") + column(23, "办理结果")
    page = ruled((20, 36, 60), (50, 90)) + label + text(42, 70, "7")
    assert tables(read(page)) == [{(0, 0): "三、本年度办理结果", (0, 1): "7"}]


def test_turned_text_reads_along_its_line() -> None:
    turned = text(30, 52, "本年度12件", deltas="4 4 4 2 2", more='CTM="0 1 -1 0 0 0"')
    assert tables(read(ruled((20, 36, 60), (50, 90)) + turned + text(42, 70, "7")))[0][0, 0] == "本年度12件"


def test_thin_filled_boxes_are_rules() -> None:
    boxes = [f"M 20 {y} L 100 {y} L 100 {y + 0.2} L 20 {y + 0.2} C" for y in (50, 60)]
    boxes += [f"M {x} 50 L {x + 0.2} 50 L {x + 0.2} 60 L {x} 60 C" for x in (20, 60, 100)]
    drawn = "".join(path(box, more='Stroke="false" Fill="true"') for box in boxes)
    assert tables(read(drawn + text(22, 57, "规章") + text(70, 57, "3"))) == [{(0, 0): "规章", (0, 1): "3"}]


def test_what_is_not_seen_is_not_there() -> None:
    white = '<ofd:StrokeColor Value="255 255 255"/>'
    unseen = (
        path("M 20 50 L 100 50", more='Visible="false"')
        + path("M 20 60 L 100 60", inner=white)
        + path("M 20 50 L 20 60", more='Stroke="false"')
        + text(22, 57, "看不见", more='Visible="false"')
        + text(22, 67, "透明", more='Alpha="0"')
    )
    document = read(unseen + text(22, 87, "看得见"))
    assert texts(document) == ["看得见"]
    assert not tables(document)


def test_pens_and_fonts_come_from_the_resources() -> None:
    resources = wrapped(
        "Res",
        '<ofd:Fonts><ofd:Font ID="3" FontName="宋体"/><ofd:Font ID="5" FontName="黑体"/></ofd:Fonts><ofd:DrawParams>'
        '<ofd:DrawParam ID="8"><ofd:StrokeColor Value="255 255 255"/></ofd:DrawParam></ofd:DrawParams>',
    )
    head = text(20, 30, "一、总体情况").replace('Font="3"', 'Font="5"')
    page = head + text(20, 40, "这是正文的内容，比标题要长一些。") + path("M 20 50 L 100 50", more='DrawParam="8"')
    document = read(page, common="<ofd:PublicRes>Res.xml</ofd:PublicRes>", **{"Doc_0/Res.xml": resources})
    assert [(b.text, b.emphasis) for b in document.blocks if isinstance(b, Paragraph)] == [
        ("一、总体情况", True),
        ("这是正文的内容，比标题要长一些。", False),
    ]


def test_resources_that_cannot_be_read_cost_no_text() -> None:
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes><ofd:DocumentRes>None.xml</ofd:DocumentRes>"
    assert tables(read(TABLE, common=common, **{"Doc_0/Res.xml": "<broken"})) == [CELLS]


def test_blocks_and_drawings_nest() -> None:
    resources = wrapped(
        "Res",
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7" Width="100" Height="100"><ofd:Content>'
        f"{ruled((0, 40, 80), (0, 10))}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>",
    )
    page = (
        '<ofd:PageBlock ID="5"><ofd:PageBlock ID="6"><ofd:CompositeObject ID="8" ResourceID="7" Boundary="20 50 80 10"/>'
        f"</ofd:PageBlock>{text(22, 57, '规章')}</ofd:PageBlock>{text(70, 57, '3')}"
    )
    document = read(page, common="<ofd:DocumentRes>Res.xml</ofd:DocumentRes>", **{"Doc_0/Res.xml": resources})
    assert tables(document) == [{(0, 0): "规章", (0, 1): "3"}]
