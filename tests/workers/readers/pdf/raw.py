"""PDFs written object by object, for what no library would write."""

import zlib
from collections.abc import Sequence

from tests.corpus.rendering.font import font_bytes


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of those objects, numbered from 1; the first is the catalog."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(body))
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def form(content: bytes, draws: bytes = b"") -> bytes:
    """A form XObject whose resources name other forms."""
    return stream(
        content,
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<%s>>/Font<</F1 5 0 R>>>>" % draws,
    )


def page(
    content: bytes,
    *more: bytes,
    resources: bytes = b"/Font<</F1 5 0 R>>",
    font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    box: bytes = b"0 0 595 842",
) -> bytes:
    """A file of one page. `content` is its content stream object, 4; 5 is a font; `more` go on from 6."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>" % (box, resources),
            content,
            font,
            *more,
        ]
    )


def embedded(characters: str, *, vertical: bool = False, mapped: bool = True) -> tuple[bytes, list[bytes]]:
    """A font whose code n is the n-th character: itself, and the objects from 6 on that it needs."""
    mapping = b"".join(b"<%04x> <%04x>\n" % (n, ord(char)) for n, char in enumerate(characters, 1))
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap end end"
        % (len(characters), mapping)
    )
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-%s/DescendantFonts[6 0 R]%s>>" % (
        b"V" if vertical else b"H",
        b"/ToUnicode 9 0 R" if mapped else b"",
    )
    glyphs = bytes([0, 0]) + b"\x00\x02" * len(characters)
    return font, [
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/DW 1000/CIDToGIDMap 10 0 R/FontDescriptor 7 0 R>>",
        b"<</Type/FontDescriptor/FontName/Own/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 800/StemV 80/FontFile2 8 0 R>>",
        stream(zlib.compress(font_bytes()), b"/Filter/FlateDecode/Length1 %d" % len(font_bytes())),
        stream(cmap),
        stream(glyphs),
    ]


def codes(text: str, characters: str) -> bytes:
    """The text as a string of those codes."""
    return b"<%s>" % b"".join(b"%04x" % (characters.index(char) + 1) for char in text)
