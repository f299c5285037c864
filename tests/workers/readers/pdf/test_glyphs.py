"""Where characters stand: vertical and turned labels, turned and shifted pages, forms, and dots in figures."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.grids import Cell
from tests.workers.readers.pdf import raw
from tests.workers.readers.pdf.grids import expected, found, texts
from tests.workers.readers.pdf.press import FONT, Press
from workers.limits import Limits
from workers.readers.document import Document, Grid
from workers.readers.pdf import Engine, miner, pdfium, read_with

ENGINES = pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])

TABLE = (
    Cell("三、本年度办理结果", 0, 0, 3, 1),
    Cell("1.属于国家秘密", 0, 1),
    Cell("1284.56", 0, 2),
    Cell("2.其他", 1, 1),
    Cell("0", 1, 2),
    Cell("3.补正", 2, 1),
    Cell("12", 2, 2),
)


def printed(prepare: Callable[[Canvas], None] = lambda _: None) -> bytes:
    press = Press(prepare=prepare)
    press.text("这是一段文字。")
    press.table(TABLE)
    return press.done()


def first_box(document: Document) -> tuple[float, ...]:
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    assert grid.cells[0].bbox is not None
    return tuple(round(edge, 1) for edge in grid.cells[0].bbox)


@ENGINES
def test_the_dot_of_a_figure_stays_in_its_place(engine: Engine) -> None:
    document = read_with(printed(), Limits(), engine)
    assert found(document) == expected([TABLE])


def turned_90(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.transform(0, 1, -1, 0, 842, 0)


def turned_180(canvas: Canvas) -> None:
    canvas.setPageRotation(180)
    canvas.transform(-1, 0, 0, -1, 595, 842)


def turned_270(canvas: Canvas) -> None:
    canvas.setPageRotation(270)
    canvas.transform(0, -1, 1, 0, 0, 595)


@ENGINES
@pytest.mark.parametrize("turn", [turned_90, turned_180, turned_270])
def test_a_page_that_viewers_turn_reads_as_one_that_stands(turn: Callable[[Canvas], None], engine: Engine) -> None:
    upright = read_with(printed(), Limits(), engine)
    turned = printed(turn)
    if turn is not turned_180:
        turned = turned.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 842 595 ]")
    document = read_with(turned, Limits(), engine)
    assert found(document) == found(upright)
    assert texts(document) == texts(upright)
    assert first_box(document) == first_box(upright)
    assert baselines(turned, engine) == pytest.approx(baselines(printed(), engine), abs=0.01)


def baselines(data: bytes, engine: Engine) -> list[float]:
    return [glyph.base for page in engine(data, Limits()) for glyph in page.glyphs]


@ENGINES
def test_places_count_from_the_corner_that_is_shown(engine: Engine) -> None:
    upright = first_box(read_with(printed(), Limits(), engine))
    shifted = printed(lambda canvas: canvas.transform(1, 0, 0, 1, 100, 50))
    shifted = shifted.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [100 50 695 892]")
    assert first_box(read_with(shifted, Limits(), engine)) == upright
    cropped = printed().replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [0 0 595 842] /CropBox [20 30 575 812]")
    left, top, right, bottom = upright
    assert first_box(read_with(cropped, Limits(), engine)) == (left - 20, top - 30, right - 20, bottom - 30)


@ENGINES
def test_tables_in_forms_within_forms_stand_where_they_are_drawn(engine: Engine) -> None:
    press = Press(numbers="")
    canvas = press.canvas
    canvas.beginForm("inner")
    for i in range(3):
        canvas.line(0, i * 20, 200, i * 20)
        canvas.line(i * 100, 0, i * 100, 40)
    canvas.setFont(FONT, 9)
    for text, x, y in (("甲", 10, 25), ("1", 110, 25), ("乙", 10, 5), ("2", 110, 5)):
        canvas.drawString(x, y, text)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.translate(10, 20)
    canvas.doForm("inner")
    canvas.endForm()
    canvas.translate(100, 300)
    canvas.scale(1.2, 1.2)
    canvas.doForm("outer")
    document = read_with(press.done(), Limits(), engine)
    assert found(document) == [{(0, 0, 1, 1): "甲", (0, 1, 1, 1): "1", (1, 0, 1, 1): "乙", (1, 1, 1, 1): "2"}]
    assert first_box(document) == (112.0, 470.0, 232.0, 494.0)


LABEL = "三、本年度办理结果（一）12"


@ENGINES
@pytest.mark.parametrize(("size", "scale"), [(10.0, 1.0), (199.0, 0.05)])
@pytest.mark.parametrize("alone", [False, True])
def test_vertical_labels_stand_in_their_cell(size: float, scale: float, alone: bool, engine: Engine) -> None:
    font, more = raw.embedded(LABEL, vertical=True)
    box = b"100 200 40 200 re 140 200 60 100 re 140 300 60 100 re S "
    text = b""
    for x, part in ((130, "三、本年度办理"), (112, "结果（一）")):
        pieces = list(part) if alone else [part]
        for i, piece in enumerate(pieces):
            place = b"%g 0 0 %g %g %g Tm " % (scale, scale, x, 390 - i * size * scale)
            text += b"BT /F1 %g Tf %s%s Tj ET " % (size, place, raw.codes(piece, LABEL))
    text += b"BT /F1 10 Tf 170 360 Td %s Tj ET BT /F1 10 Tf 170 260 Td %s Tj ET" % (
        raw.codes("1", LABEL),
        raw.codes("2", LABEL),
    )
    document = read_with(raw.page(raw.stream(box + text), *more, font=font), Limits(), engine)
    (cells,) = found(document)
    assert cells == {(0, 0, 2, 1): "三、本年度办理结果（一）", (0, 1, 1, 1): "1", (1, 1, 1, 1): "2"}


@ENGINES
@pytest.mark.parametrize("degrees", [90, -90])
def test_turned_labels_read_along_their_line(degrees: int, engine: Engine) -> None:
    press = Press(numbers="")
    canvas = press.canvas
    canvas.rect(100, 200, 40, 200)
    canvas.rect(140, 200, 60, 200)
    canvas.setFont(FONT, 9)
    canvas.drawString(160, 300, "12")
    canvas.translate(120, 210 if degrees > 0 else 390)
    canvas.rotate(degrees)
    canvas.drawString(0, 0, "本年度12件结果")
    document = read_with(press.done(), Limits(), engine)
    assert found(document) == [{(0, 0, 1, 1): "本年度12件结果", (0, 1, 1, 1): "12"}]
