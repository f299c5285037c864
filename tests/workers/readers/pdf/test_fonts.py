"""What fonts' codes stand for is read as pdfminer itself reads it, and claims without measure end."""

import time
from collections.abc import Iterator

import pytest
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from tests.workers.readers.pdf import raw
from workers.limits import Limits
from workers.readers.geometry.characters import UNKNOWN
from workers.readers.geometry.page import Glyph
from workers.readers.pdf import Engine, miner, pdfium
from workers.readers.pdf.miner_fonts import Resources

MAPS = {
    "characters": b"2 beginbfchar <01> <0041> <02> <4E004E8C> endbfchar",
    "a range": b"1 beginbfrange <10> <13> <4E00> endbfrange",
    "a range of texts": b"1 beginbfrange <10> <12> [<4E00> <4E09> <4E8C>] endbfrange",
    "a range of pairs": b"1 beginbfrange <10> <12> <D840DC00> endbfrange",
    "two sections": b"1 beginbfchar <01> <0041> endbfchar 1 beginbfrange <02> <03> <0042> endbfrange",
    "a kept blank": b"2 beginbfchar <20> <0020> <20> <00A0> endbfchar",
    "codes by number": b"1 begincidchar 5 <0041> endcidchar",
    "the wrong way round": b"1 beginbfrange <13> <10> <4E00> endbfrange",
    "not a map": b"(nothing) /of [the] sort",
}
HEAD = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
)


def font_map(resources: PDFResourceManager, given: bytes) -> dict[int, str]:
    spec = {"Subtype": LIT("TrueType"), "BaseFont": LIT("Own"), "ToUnicode": PDFStream({}, HEAD + given + b" endcmap")}
    found: dict[int, str] = resources.get_font(7, spec).unicode_map.cid2unichr  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("kind", MAPS)
def test_codes_stand_for_what_pdfminer_takes_them_for(kind: str) -> None:
    assert font_map(Resources(), MAPS[kind]) == font_map(PDFResourceManager(), MAPS[kind])


@pytest.mark.parametrize("last", [b"<FFFFFFFF>", b"<FFFF>"])
def test_ranges_without_measure_end_soon(last: bytes) -> None:
    first = b"<" + b"0" * (len(last) - 2) + b">"
    start = time.process_time()
    found = font_map(Resources(), (b"100 beginbfrange " + first + last + b"<0000> endbfrange ") * 200)
    assert time.process_time() - start < 5
    assert len(found) <= 0x40000


def test_a_font_is_made_once_a_file() -> None:
    resources = Resources()
    spec = {"Subtype": LIT("TrueType"), "BaseFont": LIT("Own"), "ToUnicode": PDFStream({}, MAPS["characters"])}
    assert resources.get_font(7, spec) is resources.get_font(7, spec)


def glyphs(data: bytes, engine: Engine) -> Iterator[Glyph]:
    for page in engine(data, Limits()):
        yield from page.glyphs


def test_engines_place_the_characters_of_an_embedded_font_alike() -> None:
    text = "本年新收1204.56件"
    font, more = raw.embedded(text)
    shown = b"BT /F1 10 Tf 2 Tc 80 Tz 3 Ts 1 0 0 1 100 700 Tm [%s -250 %s] TJ 0 -20 TD %s Tj ET"
    data = raw.page(raw.stream(shown % ((raw.codes(text, text),) * 3)), *more, font=font)
    one, two = (list(glyphs(data, engine)) for engine in (pdfium.pages, miner.pages))
    assert [glyph.text for glyph in one] == [glyph.text for glyph in two] == list(text) * 3
    for first, second in zip(one, two, strict=True):
        assert first[1:7] == pytest.approx(second[1:7], abs=0.2)


@pytest.mark.parametrize("code", [b"\\000", b"\\002", b"\\003", b"\\227"])
def test_a_character_that_the_text_of_a_page_leaves_out_shifts_no_other(code: bytes) -> None:
    data = raw.page(raw.stream(b"BT /F1 10 Tf 100 700 Td (12" + code + b"34) Tj ET"))
    assert [glyph.text for glyph in glyphs(data, pdfium.pages)] == ["1", "2", UNKNOWN, "3", "4"]
