"""A real report made by WPS, read wholly right; skipped where it is not beside the project."""

from pathlib import Path

import pytest

from service.reports.report import Paragraph
from tests.workers.readers.pdf.grids import found, texts
from workers.limits import Limits
from workers.readers.document import Document, Grid
from workers.readers.pdf import Engine, miner, pdfium, read_with, verify

FILE = Path(__file__).resolve().parents[5] / "shared" / "reports" / "hongze-2024.pdf"

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the real reports are not beside the project")


@pytest.fixture(scope="module", params=[pdfium.pages, miner.pages], ids=["pdfium", "miner"])
def document(request: pytest.FixtureRequest) -> Document:
    engine: Engine = request.param
    return read_with(FILE.read_bytes(), Limits(), engine)


def test_its_three_tables_are_whole(document: Document) -> None:
    shapes = [
        (max(cell.row + cell.rowspan for cell in grid.cells), max(cell.column + cell.colspan for cell in grid.cells))
        for grid in document.blocks
        if isinstance(grid, Grid)
    ]
    assert shapes == [(14, 4), (26, 10), (4, 15)]
    assert [len(cells) for cells in found(document)] == [30, 200, 35]


def test_its_figures_and_spans_are_exact(document: Document) -> None:
    disclosure, applications, reviews = found(document)
    assert disclosure[6, 1, 1, 3] == "9487"
    assert disclosure[13, 1, 1, 3] == "7545"
    assert applications[5, 0, 20, 1] == "三、本年度办理结果"
    assert applications[15, 1, 3, 1] == "（四）无法提供"
    columns = [[applications[row, column, 1, 1] for row in range(3, 26)] for column in (3, 9)]
    assert columns[0] == columns[1]
    assert columns[0] == "95 0 50 9 0 0 1 0 0 1 1 0 31 1 0 1 0 0 0 0 0 95 0".split()
    assert [reviews[3, column, 1, 1] for column in range(15)] == list("110021000120103")


def test_its_text_is_in_paragraphs(document: Document) -> None:
    found = texts(document)
    assert len(found) == 18
    assert found[1] == "2024年政府信息公开工作年度报告"
    assert not any("- 1 -" in text or text.strip("-").isdigit() for text in found)
    heads = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.text[1] == "、"]
    assert len(heads) == 6


def test_the_engines_agree_on_it() -> None:
    document = read_with(FILE.read_bytes(), Limits(), pdfium.pages)
    assert verify(document, FILE.read_bytes(), Limits()) == document
