"""Hostile and broken files end soon, in little memory, with an error that says what is wrong."""

import random
import resource
import time
import zlib
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import DamagedFile, LimitExceeded, UnreadableFile
from tests.workers.readers.pdf import raw
from tests.workers.readers.pdf.grids import tables_of
from tests.workers.readers.pdf.press import Press
from workers.limits import MIB, Limits
from workers.readers.document import Document
from workers.readers.pdf import Engine, inflation, miner, pdfium, read_pdf, read_with

LETTER = b"BT /F1 12 Tf 100 100 Td (a) Tj ET "


def deflated(content: bytes) -> bytes:
    return zlib.compress(content, 9)


@cache
def spaces() -> bytes:
    return deflated(b" " * (100 * MIB))


BOMBS = {
    "a stream": lambda: raw.stream(spaces(), b"/Filter/FlateDecode"),
    "a stream in a stream": lambda: raw.stream(deflated(spaces()), b"/Filter[/FlateDecode/FlateDecode]"),
    "a stream in hexadecimal": lambda: raw.stream(spaces().hex().encode() + b">", b"/Filter[/AHx/FlateDecode]"),
    "a filter with a written-out letter": lambda: raw.stream(spaces(), b"/Filter/#46lateDecode"),
    "a filter named elsewhere": lambda: raw.stream(spaces(), b"/Filter 6 0 R"),
    "run lengths": lambda: raw.stream(deflated(b"\x81 " * MIB), b"/Filter[/FlateDecode/RunLengthDecode]"),
    "a filter after its parameters": lambda: raw.stream(spaces(), b"/DecodeParms<</Predictor 1>>/Filter /Fl"),
}


def by_the_other_engine(data: bytes, limits: Limits) -> Document:
    """The same file as the engine reads it that looks again at what is accused."""
    inflation.check(data, limits)
    return read_with(data, limits, miner.pages)


@pytest.mark.parametrize("bomb", BOMBS)
def test_streams_that_grow_too_big_are_stopped_while_they_grow(bomb: str) -> None:
    data = raw.page(BOMBS[bomb](), b"/FlateDecode")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(LimitExceeded):
        read_pdf(data, Limits())
    with pytest.raises(LimitExceeded):
        by_the_other_engine(data, Limits())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_many_streams_together_are_stopped() -> None:
    one = raw.stream(deflated(b" " * MIB), b"/Filter/FlateDecode")
    with pytest.raises(LimitExceeded):
        inflation.check(raw.page(one, *[one] * 70), Limits())


def test_pictures_count_by_themselves() -> None:
    picture = raw.stream(deflated(bytes(MIB)), b"/Type/XObject/Subtype/Image/Filter/FlateDecode")
    inflation.check(raw.page(raw.stream(LETTER), *[picture] * 70), Limits())


def scattered(count: int) -> bytes:
    rng = random.Random(1)
    shown = (
        b"1 0 0 1 %.1f %.1f Tm (%d) Tj " % (rng.random() * 595, rng.random() * 842, rng.randrange(10))
        for _ in range(count)
    )
    return raw.page(raw.stream(b"BT /F1 8 Tf " + b"".join(shown) + b"ET"))


@cache
def rules(count: int) -> bytes:
    rng = random.Random(1)
    drawn = []
    for _ in range(count):
        x, y = rng.randrange(595), rng.randrange(842)
        drawn.append(b"%d %d m %d %d l S " % ((x, y, x + 30, y) if rng.random() < 0.5 else (x, y, x, y + 30)))
    return raw.page(raw.stream(deflated(LETTER + b"".join(drawn)), b"/Filter/FlateDecode"))


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
def test_scattered_glyphs_are_read_soon(engine: Engine) -> None:
    start = time.process_time()
    read_with(scattered(20_000), Limits(), engine)
    assert time.process_time() - start < 10


CROWDED = {
    "400,000 rules": lambda: rules(400_000),
    "20,000 rules": lambda: rules(19_900),
    "120,000 glyphs": lambda: scattered(120_000),
}


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
@pytest.mark.parametrize("crowd", CROWDED)
def test_crowded_pages_end_soon_with_a_limit(crowd: str, engine: Engine) -> None:
    data = CROWDED[crowd]()
    start = time.process_time()
    with pytest.raises(LimitExceeded):
        read_with(data, Limits(), engine)
    assert time.process_time() - start < 20


def test_forms_that_draw_each_other_in_a_circle_end() -> None:
    data = raw.page(
        raw.stream(LETTER + b"/X Do"),
        raw.form(b"/Y Do", b"/Y 7 0 R"),
        raw.form(b"/X Do", b"/X 6 0 R"),
        resources=b"/Font<</F1 5 0 R>>/XObject<</X 6 0 R>>",
    )
    assert read_pdf(data, Limits()).pages == 1
    assert by_the_other_engine(data, Limits()).pages == 1


def test_forms_that_multiply_are_stopped() -> None:
    forms = [raw.form(b"/X Do " * 10, b"/X %d 0 R" % (7 + i)) for i in range(12)]
    data = raw.page(raw.stream(b"/X Do"), *forms, raw.form(LETTER), resources=b"/XObject<</X 6 0 R>>")
    with pytest.raises(LimitExceeded):
        read_pdf(data, Limits())


def test_graphics_states_that_pile_up_are_stopped() -> None:
    with pytest.raises(LimitExceeded):
        by_the_other_engine(raw.page(raw.stream(b"q " * 2_000_000 + LETTER)), Limits())


def test_too_many_pages_are_counted_before_they_are_read() -> None:
    kids = b"<</Type/Pages/Kids[%s]/Count 1000>>" % (b"3 0 R " * 1000)
    data = raw.pdf([b"<</Type/Catalog/Pages 2 0 R>>", kids, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"])
    with pytest.raises(LimitExceeded):
        read_pdf(data, Limits())


EMPTY = {
    "nothing but the head": b"%PDF-1.7\n",
    "no pages": raw.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
    "pages in a circle": raw.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]),
}


@pytest.mark.parametrize("engine", [pdfium.pages, miner.pages], ids=["pdfium", "miner"])
@pytest.mark.parametrize("kind", EMPTY)
def test_files_without_pages_are_damaged(kind: str, engine: Engine) -> None:
    with pytest.raises(DamagedFile):
        read_with(EMPTY[kind], Limits(), engine)


def small() -> bytes:
    press = Press()
    press.text("一、总体情况")
    press.table(tables_of(1)[0])
    return press.done()


SMALL = small()


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_file_that_breaks_off_is_damaged_and_not_a_shorter_report(share: float) -> None:
    with pytest.raises(DamagedFile):
        read_pdf(SMALL[: int(len(SMALL) * share)], Limits())


def test_a_stream_that_cannot_be_inflated_is_damage() -> None:
    packed = bytearray(deflated(LETTER * 50))
    packed[10:20] = b"\xff" * 10
    with pytest.raises(DamagedFile):
        read_pdf(raw.page(raw.stream(bytes(packed), b"/Filter/FlateDecode")), Limits())


@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_changed_bytes_end_in_a_document_or_an_error_that_says_so(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SMALL)
    for at, changed in changes:
        data[at : at + len(changed)] = changed
    for read in (read_pdf, by_the_other_engine):
        with suppress(UnreadableFile):
            assert read(bytes(data), Limits()).pages


@given(st.binary(max_size=2000))
@settings(max_examples=40, deadline=None)
def test_random_bytes_are_damaged(noise: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_pdf(b"%PDF-1.7\n" + noise, Limits())
