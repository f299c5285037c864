"""Text that a file doesn't say, or that the two engines read differently, is never taken for figures."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from service.errors import EncryptedFile, NoTextLayer, UntrustedText
from service.reports.figures import is_figure
from service.reports.report import Location
from tests.corpus.rendering import pdf as corpus
from tests.corpus.report import build
from tests.workers.readers.pdf import raw
from tests.workers.readers.pdf.grids import doubtful, found, tables_of
from tests.workers.readers.pdf.press import Press
from workers.limits import Limits
from workers.readers.document import Document, Grid
from workers.readers.geometry.agreement import confirmed
from workers.readers.geometry.assembly import tables_on
from workers.readers.geometry.page import Page
from workers.readers.pdf import Engine, miner, miner_text, pdfium, read_pdf, read_with, verify

ENGINES = pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])


def printed() -> bytes:
    press = Press()
    for table in tables_of(6):
        press.table(table)
    return press.done()


def changed(document: Document, row: int, column: int, text: str) -> Document:
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    cells = tuple(c._replace(text=text) if (c.row, c.column) == (row, column) else c for c in grid.cells)
    return replace(document, blocks=(document.blocks[0], replace(grid, cells=cells), *document.blocks[2:]))


def test_engines_that_agree_leave_no_doubt() -> None:
    data = printed()
    document = read_pdf(data, Limits())
    assert verify(document, data, Limits()) is document


@ENGINES
def test_tables_read_by_themselves_are_those_of_the_whole_document(engine: Engine) -> None:
    data = printed()
    grids = [block for block in read_with(data, Limits(), engine).blocks if isinstance(block, Grid)]
    assert len(grids) == 3
    assert tables_on(engine(data, Limits()), Limits()) == grids


def test_a_digit_that_the_other_engine_maps_differently_puts_its_cells_in_doubt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = printed()
    document = read_pdf(data, Limits())
    shown = miner_text.shown
    monkeypatch.setattr(miner_text, "shown", lambda text: "1" if text == "7" else shown(text))
    doubted = doubtful(verify(document, data, Limits()))
    sevens = [text for cells in found(document) for text in cells.values() if "7" in text]
    assert sevens
    assert sorted(doubted) == sorted(sevens)


def test_a_figure_that_the_other_engine_reads_differently_is_in_doubt() -> None:
    data = printed()
    document = changed(read_pdf(data, Limits()), 5, 4, "987654")
    assert doubtful(verify(document, data, Limits())) == ["987654"]


def test_a_figure_that_is_read_differently_is_in_doubt_where_its_page_is_looked_at() -> None:
    data = printed()
    document = changed(read_pdf(data, Limits()), 5, 4, "987654")
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    wrong = next(cell for cell in grid.cells if cell.text == "987654")
    elsewhere = [Location(page=page) for page in range(1, (document.pages or 0) + 1) if page != wrong.page]
    assert elsewhere
    assert verify(document, data, Limits(), elsewhere) is document
    assert verify(document, data, Limits(), []) is document
    for places in ([Location(page=wrong.page)], [*elsewhere, Location()]):
        assert doubtful(verify(document, data, Limits(), places)) == ["987654"]


def test_pages_that_nothing_accuses_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = printed()
    document = read_pdf(data, Limits())
    read: list[int] = []

    def pages(*arguments: object, **named: object) -> Iterator[Page]:
        for page in engine(*arguments, **named):
            read.append(page.number)
            yield page

    engine = miner.pages
    monkeypatch.setattr(miner, "pages", pages)
    assert verify(document, data, Limits(), [Location(page=2), Location(page=99)]) is document
    assert read == [2]


def test_a_page_with_a_figure_that_the_first_engine_has_not_is_not_confirmed() -> None:
    press = Press()
    grid = tables_of(6)[2]
    press.table(grid)
    data = press.done()
    whole = read_pdf(data, Limits())
    (table,) = (block for block in whole.blocks if isinstance(block, Grid))
    first = min(table.cells, key=lambda cell: cell.row)
    lost = [cell for cell in table.cells if cell.row > first.row and is_figure(cell.text)]
    assert lost
    kept = tuple(cell for cell in table.cells if cell is not lost[0])
    assert not confirmed(replace(whole, blocks=(replace(table, cells=kept),)), {1}, table.cells)
    assert confirmed(replace(whole, blocks=(table,)), {1}, table.cells)


def test_a_table_that_the_other_engine_does_not_find_is_in_doubt() -> None:
    data = printed()
    document = read_pdf(data, Limits())
    press = Press()
    press.text("没有表格")
    assert len(doubtful(verify(document, press.done(), Limits()))) == sum(len(cells) for cells in found(document))


@ENGINES
def test_fonts_that_name_no_characters_are_refused(engine: Engine) -> None:
    text = "本年新收政府信息公开申请数量12"
    font, more = raw.embedded(text, mapped=False)
    content = raw.stream(b"BT /F1 12 Tf 100 700 Td %s Tj ET" % raw.codes(text, text))
    with pytest.raises(UntrustedText):
        read_with(raw.page(content, *more, font=font), Limits(), engine)


@ENGINES
def test_a_figure_of_private_characters_is_in_doubt(engine: Engine) -> None:
    text = "本年新收政府信息公开申请数量的说明文字\ue012"
    font, more = raw.embedded(text)
    box = b"100 600 300 40 re 400 600 60 40 re S "
    label, figure = raw.codes(text[:-1], text), raw.codes(text[-1], text)
    content = box + b"BT /F1 12 Tf 110 615 Td %s Tj ET BT /F1 12 Tf 420 615 Td %s Tj ET" % (label, figure)
    document = read_with(raw.page(raw.stream(content), *more, font=font), Limits(), engine)
    assert doubtful(document) == ["\ue012"]


def test_fonts_that_are_only_named_are_read_all_the_same() -> None:
    draft = build(3)
    from random import Random

    document = read_pdf(corpus.bare(draft, Random(1)), Limits())
    assert len(found(document)) == 3
    assert any("三、本年度办理结果" in cells.values() for cells in found(document))


@ENGINES
def test_pages_without_text_say_so(engine: Engine) -> None:
    with pytest.raises(NoTextLayer):
        read_with(raw.page(raw.stream(b"100 100 m 200 100 l S")), Limits(), engine)


@ENGINES
def test_a_password_is_asked_for(engine: Engine) -> None:
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 700, "1284.56")
    canvas.save()
    with pytest.raises(EncryptedFile):
        read_with(file.getvalue(), Limits(), engine)


def test_a_file_that_only_forbids_copying_is_read() -> None:
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0))
    canvas.drawString(100, 700, "1284.56")
    canvas.save()
    document = read_pdf(file.getvalue(), Limits())
    assert verify(document, file.getvalue(), Limits()) == document
