"""A mark that hangs over its cell's edge stays with the words that it ends."""

import pytest

from tests.workers.readers.pdf import raw
from tests.workers.readers.pdf.grids import doubtful, found
from workers.limits import Limits
from workers.readers.pdf import Engine, miner, pdfium, read_with

CHARACTERS = "规章，05"
"""Each an em wide."""


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
@pytest.mark.parametrize(
    ("label", "left", "figure", "cells"),
    [("规章，", 172, "5", ("规章，", "5")), ("规章", 110, "，05", ("规章", "，05"))],
    ids=["hanging", "written"],
)
def test_a_mark_is_its_words(label: str, left: int, figure: str, cells: tuple[str, str], engine: Engine) -> None:
    font, more = raw.embedded(CHARACTERS)
    text = b"BT /F1 12 Tf %d 615 Td %s Tj ET " % (left, raw.codes(label, CHARACTERS))
    text += b"BT /F1 12 Tf 220 615 Td %s Tj ET" % raw.codes(figure, CHARACTERS)
    content = b"100 600 100 40 re 200 600 200 40 re S " + text
    document = read_with(raw.page(raw.stream(content), *more, font=font), Limits(), engine)
    assert found(document) == [{(0, 0, 1, 1): cells[0], (0, 1, 1, 1): cells[1]}]
    assert doubtful(document) == []
