"""pdfium's calls as we make them, against pypdfium2's own on the same page."""

import ctypes
from itertools import repeat

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.workers.readers.pdf.raw import page, stream
from workers.readers.pdf import pdfium_calls as calls

LETTERS = "".join(chr(ord("A") + i % 26) for i in range(3_000))


@pytest.fixture
def text() -> pypdfium2.PdfTextPage:
    lines = [LETTERS[i : i + 50].encode() for i in range(0, len(LETTERS), 50)]
    shown = b" ".join(b"1 0 0 1 50 %d Tm (%s) Tj" % (800 - 10 * i, line) for i, line in enumerate(lines))
    return pypdfium2.PdfDocument(page(stream(b"BT /F1 8 Tf " + shown + b" ET")))[0].get_textpage()


def own_box(text: pypdfium2.PdfTextPage, index: int) -> tuple[int, tuple[float, ...]]:
    box = raw.FS_RECTF()
    told = raw.FPDFText_GetLooseCharBox(text.raw, index, box)
    return told, (box.left, box.top, box.right, box.bottom)


def test_what_is_written_for_many_at_once_is_what_is_written_for_each(text: pypdfium2.PdfTextPage) -> None:
    count = raw.FPDFText_CountChars(text.raw)
    assert count > len(LETTERS)
    source = calls.address_of(text.raw)
    told, boxes = calls.read_each(calls.loose_box, [repeat(source), range(count)], count, ctypes.c_float, 4)
    assert list(zip(told, boxes, strict=True)) == [own_box(text, index) for index in range(count)]
    wanted = [chr(raw.FPDFText_GetUnicode(text.raw, index)) for index in range(count)]
    assert list(map(chr, map(calls.unicode_of, repeat(source), range(count)))) == wanted
    assert LETTERS in "".join(wanted).replace("\r\n", "")


def test_numbers_of_two_slots_are_read_apart(text: pypdfium2.PdfTextPage) -> None:
    source, some = calls.address_of(text.raw), range(2_900)
    _, origins = calls.read_each(calls.origin_of, [repeat(source), some], len(some), ctypes.c_double, 2, apart=True)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index, origin in zip(some, origins, strict=True):
        assert raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        assert origin == (x.value, y.value)


def test_a_call_that_fails_gives_nothing_of_what_others_wrote(text: pypdfium2.PdfTextPage) -> None:
    source = calls.address_of(text.raw)
    _, before = calls.read_each(calls.loose_box, [repeat(source), range(3)], 3, ctypes.c_float, 4)
    assert all(any(box) for box in before)
    told, boxes = calls.read_each(calls.loose_box, [repeat(source), [99_999, 0]], 2, ctypes.c_float, 4)
    assert told == [0, 1]
    assert boxes == [(0.0, 0.0, 0.0, 0.0), before[0]]


def test_numbers_that_are_not_asked_for_are_left_out(text: pypdfium2.PdfTextPage) -> None:
    keys = [repeat(calls.address_of(text.raw)), range(3_000)]
    _, boxes = calls.read_each(calls.loose_box, keys, 3_000, ctypes.c_float, 4)
    _, sides = calls.read_each(calls.loose_box, [keys[0], range(3_000)], 3_000, ctypes.c_float, 4, kept=2)
    assert sides == [box[:2] for box in boxes]
