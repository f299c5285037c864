"""Every border style, with every way of breaking a table over pages, gives every cell."""

import itertools

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from service.reports.report import Paragraph, Why
from tests.workers.readers.pdf.borders import BORDERS
from tests.workers.readers.pdf.grids import doubtful, expected, found, tables_of, texts
from tests.workers.readers.pdf.press import FONT, HEIGHT, WIDTH, Press, Setting
from workers.limits import Limits
from workers.readers.document import Unread
from workers.readers.pdf import Engine, miner, pdfium, read_with

ENGINES = pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])

_BREAKS = [
    {"repeat": repeat, "inside": inside, "label": label, "open_end": open_end}
    for repeat, inside, label, open_end in itertools.product(
        (0, 3), (False, True), ("first", "last", "split"), (False, True)
    )
]


def printed(seed: int, setting: Setting) -> bytes:
    press = Press(head="某市民政局文件")
    for number, table in enumerate(tables_of(seed)):
        press.text("一二三"[number] + "、标题")
        press.text("这是一段文字，用来占去版面的位置，并且长到要换行。" * (seed % 7))
        press.table(table, setting)
    return press.done()


@ENGINES
@pytest.mark.parametrize("border", BORDERS)
def test_every_border_style_gives_every_cell(border: str, engine: Engine) -> None:
    document = read_with(printed(11, Setting(BORDERS[border])), Limits(), engine)
    assert found(document) == expected(tables_of(11))
    assert not doubtful(document)


@pytest.mark.parametrize("how", range(len(_BREAKS)))
def test_tables_broken_over_pages_are_whole_again(how: int) -> None:
    border = list(BORDERS.values())[how % len(BORDERS)]
    document = read_with(printed(how, Setting(border, **_BREAKS[how])), Limits(), pdfium.pages)
    assert found(document) == expected(tables_of(how))


@pytest.mark.parametrize("down", range(0, 18, 2))
def test_a_row_may_be_cut_anywhere(down: int) -> None:
    (_, applications, _) = tables_of(5)
    press = Press()
    press.y -= 200 + down
    press.table(applications, Setting(inside=True, least=24))
    assert found(read_with(press.done(), Limits(), pdfium.pages)) == expected([applications])


def test_a_table_goes_on_over_three_pages() -> None:
    (_, applications, _) = tables_of(8)
    press = Press()
    press.table(applications, Setting(least=64, label="last"))
    document = read_with(press.done(), Limits(), pdfium.pages)
    assert document.pages == 3
    assert found(document) == expected([applications])


def test_tables_with_text_between_stay_apart() -> None:
    first, _, last = tables_of(1)
    press = Press()
    press.table(first)
    press.next_page()
    press.text("二、标题")
    press.table(last)
    assert found(read_with(press.done(), Limits(), pdfium.pages)) == expected([first, last])


@ENGINES
@pytest.mark.parametrize("between", [0.0, 2.0, 3.0, 3.9, 8.0])
def test_a_frame_around_every_page_is_no_table(between: float, engine: Engine) -> None:
    def frame(canvas: Canvas) -> None:
        for inset in (36, 36 + between):
            canvas.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset, stroke=1, fill=0)

    (first, *_) = tables_of(1)
    press = Press(prepare=frame)
    press.text("一、标题")
    press.next_page()
    press.text("二、标题")
    press.table(first)
    document = read_with(press.done(), Limits(), engine)
    assert found(document) == expected([first])
    assert texts(document) == ["一、标题", "二、标题"]


@ENGINES
@pytest.mark.parametrize("turned", [0, 30, 45])
def test_a_watermark_over_a_table_is_in_none_of_its_cells(turned: int, engine: Engine) -> None:
    def watermark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.85)
        canvas.setFont(FONT, 60)
        canvas.translate(WIDTH / 2, HEIGHT - 210)
        canvas.rotate(turned)
        canvas.drawCentredString(0, 0, "公开")
        canvas.restoreState()

    (first, *_) = tables_of(1)
    press = Press(prepare=watermark)
    press.table(first)
    assert found(read_with(press.done(), Limits(), engine)) == expected([first])


@ENGINES
def test_a_picture_as_large_as_a_table_is_told_and_not_read(engine: Engine) -> None:
    picture = ImageReader(Image.new("RGB", (40, 15)))
    press = Press()
    press.text("一、标题")
    press.canvas.drawImage(picture, 100, 500, 400, 150)
    press.canvas.drawImage(picture, 100, 400, 20, 20)
    press.y = 380
    press.text("二、标题")
    blocks = read_with(press.done(), Limits(), engine).blocks
    assert [block.text if isinstance(block, Paragraph) else block for block in blocks] == [
        "一、标题",
        Unread(Why.PICTURE),
        "二、标题",
    ]
