import contextlib
import random
import time

import pytest

from service.errors import DamagedFile, LimitExceeded, UndecodableText, UnreadableFile
from tests.workers.readers.drawn import DISCLOSURE
from tests.workers.readers.pages import LAYOUTS, page, table
from workers.limits import Limits
from workers.readers.document import Grid
from workers.readers.html import read_html


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        ("<div>" * 200_000 + "一、总体情况", Limits()),
        ("<p>" + "字" * 500, Limits(characters=400)),
        (table(DISCLOSURE), Limits(cells_a_table=10)),
        ("<p>" * 500, Limits(xml_nodes=400)),
        (f"<p {' '.join(f'a{n}' for n in range(200_000))}>", Limits()),
        ("<table><tr>" + "<td colspan=64>" * 9_000, Limits()),
        ("<p>字" * 500, Limits(pieces=400)),
    ],
    ids=["nested", "characters", "cells", "elements", "attributes", "columns", "pieces"],
)
def test_each_limit_is_held(content: str, limits: Limits) -> None:
    start = time.process_time()
    with pytest.raises(LimitExceeded):
        read_html(page(content), limits)

    assert time.process_time() - start < 5


def test_spans_of_a_million_are_clamped() -> None:
    huge = '<table><tr><td colspan="1000000" rowspan="99999999999">甲<td>1<tr><td>2</table>'
    grid = next(block for block in read_html(page(huge), Limits()).blocks if isinstance(block, Grid))

    assert [(cell.text, cell.rowspan, cell.colspan) for cell in grid.cells] == [("甲", 2, 1), ("1", 1, 1), ("2", 1, 1)]


@pytest.mark.parametrize(
    "content",
    [
        " " * 2_000_000 + "字",
        "<span>字</span>" * 100_000,
        "<ol>" + "<li>字" * 100_000,
        "<p>字" * 100_000,
        "<table><tr>" + "<td colspan=64 rowspan=5000>" * 15_000 + "</table>",
        "<table>" + "<tr><td>1<td rowspan=9999>2" * 9_000 + "</table>",
        "<table><tr><td>" * 80 + "字",
    ],
    ids=["blanks", "pieces of a line", "items", "paragraphs", "wide rows", "tall cells", "tables in tables"],
)
def test_great_pages_are_read_in_bounded_time(content: str) -> None:
    start = time.process_time()
    with contextlib.suppress(LimitExceeded):
        read_html(page(content), Limits())

    assert time.process_time() - start < 10


def test_what_is_in_no_encoding_is_refused() -> None:
    with pytest.raises(UndecodableText):
        read_html(b"<p>\xff\xff\xff\x81\xfe\xff" * 50, Limits())


@pytest.mark.parametrize("data", [b"", b" ", b"\xef\xbb\xbf", b"<!-- -->"])
def test_nothing_is_a_damaged_page_or_an_empty_one(data: bytes) -> None:
    with contextlib.suppress(DamagedFile):
        assert read_html(data, Limits()).blocks == ()


@pytest.mark.parametrize("seed", range(150))
def test_damaged_pages_end_with_a_clear_error_or_are_read(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(page(chance.choice(list(LAYOUTS.values()))))
    if seed % 3 == 0:
        data = data[: chance.randrange(len(data))]
    for _ in range(chance.randrange(40)):
        data[chance.randrange(len(data))] = chance.choice(b"<>/\"'= \x00\xff&;")
    with contextlib.suppress(UnreadableFile):
        read_html(bytes(data), Limits())
