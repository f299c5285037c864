"""A second look at what accuses, and pages that lie the wrong way round."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from service.audits.media import Media
from service.reports.report import SURE, Location, Paragraph, Piece
from tests.workers.readers.scan.test_scans import FILES
from workers.limits import Limits
from workers.readers import scan
from workers.readers.document import Document, Grid, GridCell
from workers.readers.tables import labels

DATA = (FILES / "scan-1.pdf").read_bytes()
LIMITS = Limits()
PLENTY, NO_TIME = (replace(LIMITS, scanned_page_looks_seconds=seconds) for seconds in (60, 0))


@pytest.fixture(scope="module")
def document() -> Document:
    return scan.read_scan(DATA, Media.PDF, LIMITS)


def on_first_page(document: Document) -> tuple[int, Paragraph]:
    """The first long paragraph of the first page, with its index."""
    blocks = enumerate(document.blocks)
    return next((i, each) for i, each in blocks if isinstance(each, Paragraph) and len(each.text) > 30)


def verified(document: Document, *accused: Location, limits: Limits = LIMITS) -> Document:
    return scan.verify(document, DATA, Media.PDF, limits, accused)


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another look takes no time that counts, however slow a machine is: pages have that which a test says they took."""
    from workers.readers.scan import verification

    monkeypatch.setattr(verification, "time", SimpleNamespace(process_time=lambda: 0.0))


def test_a_character_that_isnt_read_again_is_not_sure(document: Document) -> None:
    index, paragraph = on_first_page(document)
    wrong = paragraph._replace(text="龘" + paragraph.text[1:], scores=(1.0,) * len(paragraph.text))
    blocks = (*document.blocks[:index], wrong, *document.blocks[index + 1 :])
    found = verified(replace(document, blocks=blocks), wrong.at, limits=PLENTY).blocks[index]
    assert isinstance(found, Paragraph)
    assert found.scores[0] == 0
    assert sum(score >= SURE for score in found.scores) > 0.8 * len(found.scores)


def test_what_nobody_accuses_is_not_looked_at_again(document: Document) -> None:
    assert verified(document) is document


def test_what_there_is_no_time_for_is_not_sure(document: Document) -> None:
    found = verified(document, Location(), limits=NO_TIME)
    paragraphs = [block for block in found.blocks if isinstance(block, Paragraph)]
    cells = [cell for block in found.blocks if isinstance(block, Grid) for cell in block.cells]
    assert {
        score for each in paragraphs for char, score in zip(each.text, each.scores, strict=True) if char.isalnum()
    } == {0.0}
    assert {cell.confidence for cell in cells if not labels.is_exact(cell.text)} == {0.0}


def test_an_empty_cell_that_there_is_no_time_for_is_not_sure(document: Document) -> None:
    index, grid = next((i, each) for i, each in enumerate(document.blocks) if isinstance(each, Grid))
    at, cell = next((i, each) for i, each in enumerate(grid.cells) if each.text == "0")
    emptied = replace(grid, cells=(*grid.cells[:at], cell._replace(text=""), *grid.cells[at + 1 :]))
    wrong = replace(document, blocks=(*document.blocks[:index], emptied, *document.blocks[index + 1 :]))
    for limits in (PLENTY, NO_TIME):
        found = verified(wrong, Location(page=cell.page, bbox=cell.bbox), limits=limits).blocks[index]
        assert isinstance(found, Grid)
        assert found.cells[at].confidence == 0


def test_ink_in_a_cell_that_seemed_to_be_empty_is_seen_again(document: Document) -> None:
    from workers.readers.scan.layout import ScannedDocument
    from workers.readers.scan.verification import _SecondLook, documents

    assert isinstance(document, ScannedDocument)
    cell = next(
        each for block in document.blocks if isinstance(block, Grid) for each in block.cells if each.text == "0"
    )
    assert cell.page
    assert cell.bbox
    layout = replace(document.layouts[cell.page], lines=(), seconds=0.0)
    picture: Any = next(page for page in documents.source(DATA, Media.PDF, LIMITS).pages if page.number == cell.page)
    look = _SecondLook(picture, layout)
    assert not look.read(cell.bbox, 0)
    assert look.read(cell.bbox, 60)
    assert ["".join(glyph.text for glyph in line) for line in look.layout.again.values()] == ["0"]


def test_a_line_is_read_again_once_however_often_it_accuses(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workers.readers.scan import reading

    index, paragraph = on_first_page(document)
    wrong = paragraph._replace(text="龘" + paragraph.text[1:], scores=(1.0,) * len(paragraph.text))
    blocks = (*document.blocks[:index], wrong, *document.blocks[index + 1 :])
    once = verified(replace(document, blocks=blocks), wrong.at, limits=PLENTY)
    monkeypatch.delattr(reading, "read_again")
    assert verified(once, wrong.at, limits=PLENTY) is once


@pytest.mark.usefixtures("standing_clock")
def test_a_page_has_the_time_that_those_leave_which_nothing_accuses(document: Document) -> None:
    from workers.readers.scan.layout import ScannedDocument

    assert isinstance(document, ScannedDocument)
    _, paragraph = on_first_page(document)
    slow = {1: replace(document.layouts[1], seconds=6.0)}
    others = {number: replace(document.layouts[number], seconds=1.0) for number in (2, 3)}
    late = {number: replace(document.layouts[number], seconds=5.0) for number in (2, 3)}
    assert verified(replace(document, layouts=slow | others), paragraph.at).blocks == document.blocks
    assert verified(replace(document, layouts=slow | late), paragraph.at).blocks != document.blocks


@pytest.mark.usefixtures("standing_clock")
def test_what_accuses_by_what_it_says_may_take_the_time_of_other_pages_and_what_is_missed_may_not(
    document: Document,
) -> None:
    from workers.readers.scan.layout import ScannedDocument

    assert isinstance(document, ScannedDocument)
    index, paragraph = on_first_page(document)
    took = {1: 4.6, 2: 4.5, 3: 0.5}
    layouts = {number: replace(each, seconds=took[number]) for number, each in document.layouts.items()}
    found = verified(replace(document, layouts=layouts), paragraph.at, Location(page=1), Location(page=3))
    assert found.blocks[index] == paragraph
    last = [each for each in found.blocks if isinstance(each, Paragraph) and each.at.page == 1][-1]
    assert {score for char, score in zip(last.text, last.scores, strict=True) if char.isalnum()} == {0.0}


@pytest.mark.parametrize(
    ("text", "other", "places"),
    [
        ("收到12件", "收到12件", []),
        ("收到12件。", "收到12件", []),
        ("收到12件", "收到13件", [3]),
        ("收到10件", "收到100件", [4]),
        ("管埋局", "管理局", [1]),
        ("（1）收到", "(1)收到", []),
        ("", "收", [0]),
    ],
)
def test_two_readings_differ_by_their_words(text: str, other: str, places: list[int]) -> None:
    from workers.readers.scan.verification import _differing

    assert list(_differing(text, other)) == places


@pytest.mark.parametrize("angle", [0.0, 1.7, -2.5])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_place_is_found_again_on_the_page_as_it_lies(angle: float, quarters: int) -> None:
    from workers.readers.scan.turning import Turn

    turn = Turn(595, 842, angle, quarters)
    box = (60.0, 100.0, 300.0, 120.0)
    assert turn.upright(turn.lying(box)) == pytest.approx(box)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_the_wrong_way_round_is_turned(quarters: int) -> None:
    import numpy as np

    from workers.readers.scan import documents, reading

    (page, *_) = documents.source(DATA, Media.PDF, LIMITS).pages
    picture: Any = page
    lying = reading.turned(picture, 4 - quarters)
    assert reading._upright(picture)[1] == 0
    assert reading._upright(lying)[1] == quarters
    assert np.array_equal(reading.turned(lying, quarters).colours, picture.colours)


BOX = (0.0, 0.0, 9.0, 9.0)


def test_a_paragraph_is_looked_at_again_on_every_page_that_it_stands_on() -> None:
    from workers.readers.scan import verification

    pieces = (Piece(0, page=1, bbox=BOX), Piece(4, page=2, bbox=BOX))
    over_two = Document((Paragraph("全年收到申请十二件", pieces),))
    assert set(verification._wanted(over_two, [Location(page=2, bbox=BOX)])) == {1, 2}
    assert set(verification._wanted(over_two, [Location(page=3, bbox=BOX)])) == {3}


@pytest.mark.parametrize(
    ("at", "paragraph", "cell"),
    [
        (Location(page=1, bbox=BOX), True, False),
        (Location(page=1, bbox=(0, 20, 9, 29)), False, True),
        (Location(section=3, page=1), True, False),
        (Location(section=3, table="applications", page=1), False, True),
        (Location(page=1), True, True),
        (Location(), True, True),
        (Location(page=2), False, False),
    ],
)
def test_what_is_looked_at_again_is_what_a_finding_rests_on(at: Location, paragraph: bool, cell: bool) -> None:
    from workers.readers.scan import verification

    below = (0.0, 20.0, 9.0, 29.0)
    blocks = (Paragraph("收到", (Piece(0, page=1, bbox=BOX),)), Grid((GridCell("□签", 0, 0, page=1, bbox=below),)))
    wanted = verification._wanted(Document(blocks), [at])[1]
    assert (BOX in wanted, below in wanted) == (paragraph, cell)
