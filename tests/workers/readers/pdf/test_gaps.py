"""A figure that is written with a gap keeps it; a gap that nobody wrote is no part of one, or is in doubt."""

import pytest

from tests.workers.readers.ofd import ofdml
from tests.workers.readers.pdf import raw
from tests.workers.readers.pdf.grids import doubtful, found
from workers.limits import Limits
from workers.readers.document import Document
from workers.readers.ofd import read_ofd
from workers.readers.pdf import Engine, miner, pdfium, read_with

ENGINES = pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])

CHARACTERS = "规章012345 \u00a0\u3000\u200b"
"""Each an em wide."""


def read(figure: bytes, engine: Engine) -> Document:
    """A table of a label and a figure, which content operators set from its cell's left edge."""
    font, more = raw.embedded(CHARACTERS)
    box = b"100 600 100 40 re 200 600 200 40 re S "
    label = b"BT /F1 12 Tf 110 615 Td %s Tj ET " % raw.codes("规章", CHARACTERS)
    content = box + label + b"BT /F1 12 Tf 220 615 Td %s ET" % figure
    return read_with(raw.page(raw.stream(content), *more, font=font), Limits(), engine)


def coded(text: str) -> bytes:
    return raw.codes(text, CHARACTERS)


@ENGINES
@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u3000"])
def test_white_space_in_a_figure_is_read(gap: str, engine: Engine) -> None:
    document = read(b"%s Tj" % coded(f"1{gap}4"), engine)
    assert found(document) == [{(0, 0, 1, 1): "规章", (0, 1, 1, 1): "1 4"}]
    assert doubtful(document) == []


@ENGINES
def test_white_space_by_itself_between_two_strings_is_read(engine: Engine) -> None:
    document = read(b"%s Tj %s Tj %s Tj" % (coded("1"), coded("\u00a0"), coded("4")), engine)
    assert found(document)[0][0, 1, 1, 1] == "1 4"


@ENGINES
@pytest.mark.parametrize("shown", [b" 14", b"14 ", b"  14  "])
def test_white_space_around_a_figure_is_none_of_it(shown: bytes, engine: Engine) -> None:
    document = read(b"%s Tj" % coded(shown.decode()), engine)
    assert found(document)[0][0, 1, 1, 1] == "14"
    assert doubtful(document) == []


@ENGINES
def test_letter_spacing_is_no_gap(engine: Engine) -> None:
    document = read(b"6 Tc %s Tj" % coded("1204"), engine)
    assert found(document)[0][0, 1, 1, 1] == "1204"
    assert doubtful(document) == []


@ENGINES
@pytest.mark.parametrize("gap", ["\u200b", " "])
def test_white_space_that_leaves_no_room_is_no_gap(gap: str, engine: Engine) -> None:
    document = read(b"[%s 1000 %s] TJ" % (coded(f"1{gap}"), coded("4")), engine)
    assert found(document)[0][0, 1, 1, 1] == "14"


@ENGINES
@pytest.mark.parametrize("shown", [(b"%s Tj", "1   4"), (b"[%s -900 %s] TJ", "14")])
def test_figures_too_far_apart_for_one_are_in_doubt(shown: tuple[bytes, str], engine: Engine) -> None:
    how, text = shown
    document = read(how % ((coded(text),) if how.count(b"%s") == 1 else tuple(map(coded, text))), engine)
    assert doubtful(document) == ["1 4"]


@pytest.mark.parametrize(("said", "text"), [("1 4", "1 4"), ("1\u00a04", "1 4"), (" 14 ", "14"), ("1\u200b4", "14")])
def test_a_gap_in_a_figure_of_an_ofd_is_read(said: str, text: str) -> None:
    deltas = " ".join("0" if char == "\u200b" else "2" for char in said[:-1])
    page = (
        ofdml.ruled((20, 60, 100), (50, 60, 70)) + ofdml.text(22, 57, "规章") + ofdml.text(70, 57, said, deltas=deltas)
    )
    document = read_ofd(ofdml.package(ofdml.parts(page)), Limits())
    assert found(document)[0][0, 1, 1, 1] == text
    assert doubtful(document) == []
