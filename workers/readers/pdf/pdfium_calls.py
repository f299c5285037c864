"""pdfium's calls without ctypes' conversion of each argument, which costs as much as the call, and for many objects at once.

So arguments must be what the call takes: an `Address`, room for what it writes (`Numbers`), a plain number for an int.
"""

import ctypes
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from pypdfium2 import raw

_SLOT, _SLOTS = 4, 4_096
_ROOM = (ctypes.c_double * (_SLOT * _SLOTS // 8))()
"""What calls write into, one after the other: numbers of a slot or two."""
_BYTES = memoryview(_ROOM).cast("B")
_PLACES = [ctypes.byref(_ROOM, _SLOT * i) for i in range(_SLOTS)]
"""Where each slot is, as calls take it."""


class Address(ctypes.c_void_p):
    """Where one of pdfium's objects lies in memory."""


def address_of(pointer: Any) -> Address:
    """Where a function lies in memory, or what a pointer points at."""
    return Address(ctypes.cast(pointer, ctypes.c_void_p).value)


class Numbers:
    """Room for numbers that a call writes: `at` is where it is and `each` where each of them is, `read` gives what stands there."""

    def __init__(self, kind: Any, count: int) -> None:
        room = (kind * count)()
        self.at = ctypes.byref(room)
        self.each = [ctypes.byref(room, i * ctypes.sizeof(kind)) for i in range(count)]
        self.read: Callable[[], list[Any]] = memoryview(room).cast("B").cast(kind._type_).tolist


def read_each(
    call: Callable[..., Any],
    keys: Sequence[Iterable[Any]],
    length: int,
    kind: Any,
    count: int,
    *,
    apart: bool = False,
    kept: int | None = None,
) -> tuple[list[Any], list[tuple[Any, ...]]]:
    """What a call answers and the `count` numbers of that kind that it writes, for each of `length` keys, without a loop.

    `keys` has an iterable an argument before the address that it writes to; with `apart` it takes each number's address.
    Where only the first `kept` of the numbers are asked for, the others are left out.
    """
    width = ctypes.sizeof(kind) // _SLOT
    step = width * count
    arguments = [iter(each) for each in keys]
    answers: list[Any] = []
    numbers: list[Any] = []
    for start in range(0, length, _SLOTS // step):
        some = min(_SLOTS // step, length - start)
        end = some * step
        ctypes.memset(_ROOM, 0, end * _SLOT)
        places = [_PLACES[i * width : end : step] for i in range(count if apart else 1)]
        answers += map(call, *(islice(each, some) for each in arguments), *places)
        numbers += _BYTES[: end * _SLOT].cast(kind._type_).tolist()
    return answers, list(zip(*(numbers[i::count] for i in range(kept or count)), strict=True))


def _call(function: Any) -> Callable[..., Any]:
    """The same function, for addresses; it is over too soon to be worth letting other threads run."""
    result = ctypes.c_void_p if hasattr(function.restype, "contents") else function.restype
    return ctypes.PYFUNCTYPE(result)(address_of(function).value or 0)


def _finding(function: Any) -> Callable[..., Any]:
    """The same function, whose answer is asked more of."""
    return ctypes.PYFUNCTYPE(Address)(address_of(function).value or 0)


text_of = _call(raw.FPDFText_GetText)
unicode_of = _call(raw.FPDFText_GetUnicode)
lacks_unicode = _call(raw.FPDFText_HasUnicodeMapError)
is_generated = _call(raw.FPDFText_IsGenerated)
is_hyphen = _call(raw.FPDFText_IsHyphen)
object_of = _call(raw.FPDFText_GetTextObject)
origin_of = _call(raw.FPDFText_GetCharOrigin)
loose_box = _call(raw.FPDFText_GetLooseCharBox)
tight_box = _call(raw.FPDFText_GetCharBox)
text_matrix = _call(raw.FPDFText_GetMatrix)

text_size = _call(raw.FPDFTextObj_GetFontSize)
text_mode = _call(raw.FPDFTextObj_GetTextRenderMode)
text_font = _call(raw.FPDFTextObj_GetFont)
font_name = _call(raw.FPDFFont_GetBaseFontName)
is_embedded = _call(raw.FPDFFont_GetIsEmbedded)

count_objects = _call(raw.FPDFPage_CountObjects)
object_at = _finding(raw.FPDFPage_GetObject)
count_in_form = _call(raw.FPDFFormObj_CountObjects)
object_in_form = _finding(raw.FPDFFormObj_GetObject)
kind_of = _call(raw.FPDFPageObj_GetType)
matrix_of = _call(raw.FPDFPageObj_GetMatrix)
fill_colour = _call(raw.FPDFPageObj_GetFillColor)
stroke_colour = _call(raw.FPDFPageObj_GetStrokeColor)
stroke_width = _call(raw.FPDFPageObj_GetStrokeWidth)

draw_mode = _call(raw.FPDFPath_GetDrawMode)
count_segments = _call(raw.FPDFPath_CountSegments)
segment_at = _finding(raw.FPDFPath_GetPathSegment)
segment_kind = _call(raw.FPDFPathSegment_GetType)
segment_end = _call(raw.FPDFPathSegment_GetPoint)
closes = _call(raw.FPDFPathSegment_GetClose)
