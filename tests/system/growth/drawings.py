"""Pieces of a page's content that are repeated in a PDF and in an OFD."""

import zlib
from random import Random

from tests.workers.readers.ofd import ofdml
from tests.workers.readers.pdf import raw

OPERATORS = (
    "BT /F1 9 Tf 50 700 Td (12) Tj ET\n", "BT /F1 9 Tf {x} {y} Td (12) Tj ET\n", "BT /F1 9 Tf {x} {y} Td (1234567890 1234567890) Tj ET\n",
    "BT /F1 1 Tf 10 {y} Td (12345 1234) Tj ET\n", "BT 0 1 -1 0 {x} {y} Tm /F1 9 Tf (12) Tj ET\n",
    "BT /F1 9 Tf 50 {y} Td [(1) -900 (2) -900 (3)] TJ ET\n", "BT /F1 .01 Tf 50 {y} Td (1) Tj ET\n", "0 {y} m 500 {y} l S\n",
    "{x} 0 m {x} 800 l S\n", "0 {y} m 500 {y} l S {x} 0 m {x} 800 l S\n", "{x} {y} 9 9 re S\n", ".5 g {x} {y} 20 20 re f\n",
    ".{d} g {x} 0 9 800 re f\n", ".{d} g 0 {y} 500 300 re f\n", "{x} {y} m {y} {x} l 9 {y} l h S\n", "{x} {y} l ",
    "{x} {y} m 1 2 3 4 5 6 c S\n", "q 1 0 0 1 0 0 cm Q\n", "q ", "/F1 {d} Tf\n", "/P <</ActualText (a)>> BDC\n", "/P BMC\n", "EMC\n",
    "/P <</ActualText (a)>> BDC BT /F1 9 Tf 50 700 Td (12) Tj ET EMC\n", "/X1 Do\n", "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n",
    "BI ID x ", "(", "(()", "[", "<<", "<", "1 ", "%", "/G1 gs\n", "/S1 sh\n", "/C{d} cs\n", "0 0 9 9 re W n\n", "\\", "/", "'", "endstream ",
)  # fmt: skip
"""Of a PDF's content, with places that change."""

OBJECTS = (
    ofdml.text(20, 20, "12"), ofdml.text(20, 20, "1"), ofdml.text(20, 20, "收到申请12件"), ofdml.path("M 0 0 L 200 0"),
    ofdml.path("M 0 0 L 0 200"), ofdml.path("M 0 0 L 9 0 L 9 9 C"), "<ofd:PageBlock/>", "<ofd:PageBlock>",
    '<ofd:ImageObject Boundary="0 0 90 90"/>', '<ofd:TextObject Boundary="0 0 9 9"><ofd:TextCode>字</ofd:TextCode></ofd:TextObject>',
    '<ofd:CompositeObject ResourceID="9" Boundary="0 0 9 9"/>', "<x/>",
)  # fmt: skip
_FILLING = Random(1).randbytes(64_000)
"""A file that is as large as that has room for more, so that its contents may be large."""


def pdf(operator: str, size: int) -> bytes:
    """A page of so many bytes of operators, deflated in a file of 64 KB."""
    count = size // len(operator)
    spots = Random(2)
    body = "".join(
        operator.replace("{x}", f"{spots.uniform(0, 590):.1f}")
        .replace("{y}", f"{spots.uniform(0, 840):.1f}")
        .replace("{d}", str(spots.randrange(1, 9)))
        for _ in range(count)
    )
    packed = zlib.compress(body.encode(), 9)
    content = raw.stream(packed, b"/Filter/FlateDecode")
    resources = b"/Font<</F1 5 0 R>>/XObject<</X1 6 0 R>>"
    filling = raw.stream(_FILLING[len(packed) :], b"/Type/XObject/Subtype/Image")
    return raw.page(content, raw.form(b"0 0 5 5 re S"), filling, resources=resources)


def ofd(item: str, size: int) -> bytes:
    """A page of so many bytes of objects, each at another place."""
    spots = Random(2)
    moved = item.replace("20 20", "{} {}")
    content = "".join(moved.format(spots.randrange(200), spots.randrange(290)) for _ in range(size // len(item)))
    closed = content + "</ofd:PageBlock>" * content.count("<ofd:PageBlock>")
    return ofdml.package({**ofdml.parts(closed), "Doc_0/picture.png": _FILLING})
