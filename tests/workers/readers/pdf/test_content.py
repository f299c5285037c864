"""Content streams are taken apart as PDF says, and as pdfminer's own parser takes them apart."""

from io import BytesIO
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF, PSSyntaxError
from pdfminer.psparser import LIT, PSKeyword

from tests.corpus.rendering.pdf import BORDERS, bordered
from tests.corpus.report import build
from workers.readers.pdf.content import operations


def of_pdfminer(data: bytes) -> list[tuple[bytes, list[Any]]]:
    parser, found, operands = PDFContentParser([PDFStream({}, data)]), [], []
    while True:
        try:
            _, item = parser.nextobject()
        except PSEOF:
            return found
        if isinstance(item, PSKeyword):
            found.append((item.name, operands))
            operands = []
        else:
            operands.append(item)


WRITTEN = {
    b"1 0 0 -1 0.5 +.25 cm": [(b"cm", [1, 0, 0, -1, 0.5, 0.25])],
    b"10 20 m\n30.5\t-40 l S": [(b"m", [10, 20]), (b"l", [30.5, -40]), (b"S", [])],
    b"0 0 5 5 re f* T* (a) ' 1 2 (b) \"": [
        (b"re", [0, 0, 5, 5]),
        (b"f*", []),
        (b"T*", []),
        (b"'", [b"a"]),
        (b'"', [1, 2, b"b"]),
    ],
    b"/F1 12 Tf(one)Tj": [(b"Tf", [LIT("F1"), 12]), (b"Tj", [b"one"])],
    b"/A#20B gs": [(b"gs", [LIT("A B")])],
    rb"(a\(b\)\\\n\101\7x) Tj": [(b"Tj", [b"a(b)\\\nA\x07x"])],
    b"(a\\\nb (nested (twice)) c) Tj (d) Tj": [(b"Tj", [b"ab (nested (twice)) c"]), (b"Tj", [b"d"])],
    b"<48 65 6c6C 6F> Tj <4> Tj": [(b"Tj", [b"Hello"]), (b"Tj", [b"@"])],
    b"[(a)-120.5(b)<0102>3] TJ": [(b"TJ", [[b"a", -120.5, b"b", b"\x01\x02", 3]])],
    b"/P <</MCID 0/On true/Off null/Said(x)/In<</A[1 2]>>>> BDC EMC": [
        (b"BDC", [LIT("P"), {"MCID": 0, "On": True, "Off": None, "Said": b"x", "In": {"A": [1, 2]}}]),
        (b"EMC", []),
    ],
    b"1 2 m % to 3 4 l\n5 6 l": [(b"m", [1, 2]), (b"l", [5, 6])],
    b"1-2 3.4.5 x": [(b"x", [1, -2, 3.4, 0.5])],
    b"-- . 7 w ] >> ) 8 w": [(b"w", [7]), (b"w", [8])],
    b"(never ends": [],
    b"[1 2 (a) Tj": [],
}


@pytest.mark.parametrize("data", WRITTEN)
def test_operators_come_with_their_operands(data: bytes) -> None:
    assert list(operations(data)) == WRITTEN[data]


def test_an_inline_image_is_passed_over_whatever_its_bytes_look_like() -> None:
    (begun, _), (end, (image,)), last = operations(b"BI /W 2/H 1 /BPC 8 ID \x00(EIx<[ EI\n5 w")
    assert (begun, end, last) == (b"BI", b"EI", (b"w", [5]))
    assert (image["W"], image["H"], image.rawdata) == (2, 1, b"\x00(EIx<[")


@pytest.mark.parametrize("data", [b"/a " * 200_000, b"(ab) " * 200_000, b"[" * 200_000, b"<<" * 200_000])
def test_operands_without_end_are_an_error(data: bytes) -> None:
    with pytest.raises(PSSyntaxError):
        list(operations(data))


@pytest.mark.parametrize("border", BORDERS)
def test_a_written_page_reads_as_pdfminer_itself_reads_it(border: str) -> None:
    document = PDFDocument(PDFParser(BytesIO(bordered(border)(build(5), Random(5)))))
    for page in PDFPage.create_pages(document):
        data = b"\n".join(stream_value(stream).get_data() for stream in page.contents)
        assert list(operations(data)) == of_pdfminer(data)


def written(item: Any) -> bytes:
    if isinstance(item, list):
        return b"[" + b" ".join(map(written, item)) + b"]"
    if isinstance(item, bytes):
        return b"<" + item.hex().encode() + b">"
    return f"{item:.3f}".encode()


NUMBERS = st.integers(-(10**6), 10**6).map(lambda number: number / 1000)
OPERANDS = st.recursive(NUMBERS | st.binary(max_size=8), lambda inner: st.lists(inner, max_size=5), max_leaves=20)
OPERATORS = st.sampled_from([b"Tj", b"TJ", b"re", b"S", b"b*", b"'", b'"', b"d0"])


@given(st.lists(st.tuples(OPERATORS, st.lists(OPERANDS, max_size=40)), max_size=10), st.sampled_from(b" \n\r\t\0"))
@settings(deadline=None)
def test_what_is_written_is_read_back(made: list[tuple[bytes, list[Any]]], space: int) -> None:
    gap = bytes([space])
    data = gap.join(gap.join([*map(written, operands), operator]) for operator, operands in made)
    assert list(operations(data)) == made


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_come_to_an_end(data: bytes) -> None:
    assert all(isinstance(operator, bytes) for operator, _ in operations(data))
