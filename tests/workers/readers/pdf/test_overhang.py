"""A page's end that cuts a row may leave the last line of a cell below the table's sides: it is the cell's."""

import pytest

from tests.workers.readers.pdf import raw
from tests.workers.readers.pdf.grids import found, texts
from workers.limits import Limits
from workers.readers.pdf import Engine, miner, pdfium, read_with

CHARACTERS = "自然人总计规章注"
OPEN = b"100 600 m 100 680 l 200 600 m 200 680 l 300 600 m 300 680 l 100 680 m 300 680 l 100 640 m 300 640 l S "
CLOSED = b"100 600 200 80 re 100 640 m 300 640 l 200 600 m 200 680 l S "


def page(rules: bytes, *words: tuple[str, int, int]) -> bytes:
    font, more = raw.embedded(CHARACTERS)
    text = b" ".join(b"BT /F1 12 Tf %d %d Td %s Tj ET" % (x, y, raw.codes(w, CHARACTERS)) for w, x, y in words)
    return raw.page(raw.stream(rules + text), *more, font=font)


LABELS = (("规章", 130, 655), ("总计", 230, 655), ("自然", 130, 605), ("总计", 230, 605))


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
def test_a_line_below_the_cut_belongs_to_its_cell(engine: Engine) -> None:
    document = read_with(page(OPEN, *LABELS, ("人", 136, 588)), Limits(), engine)
    assert found(document)[0][1, 0, 1, 1] == "自然人"
    assert texts(document) == []


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
@pytest.mark.parametrize(
    ("rules", "words", "x", "y"),
    [(CLOSED, "人", 136, 588), (OPEN, "人", 136, 560), (OPEN, "注规", 190, 588)],
    ids=["under a rule", "far below", "over an edge"],
)
def test_other_lines_below_a_table_stay_text(rules: bytes, words: str, x: int, y: int, engine: Engine) -> None:
    document = read_with(page(rules, *LABELS, (words, x, y)), Limits(), engine)
    assert found(document)[0][1, 0, 1, 1] == "自然"
    assert texts(document) == [words]
