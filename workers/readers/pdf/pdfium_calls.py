"""pdfium's calls with addresses as plain numbers: pypdfium2's own make an object of each, which costs as much again."""

import ctypes
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pypdfium2 import raw


def address_of(pointer: Any) -> int:
    """Where a function lies in memory, or what a pointer points at."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


class Numbers:
    """Room for numbers that a call writes: `at` is its address and `each` that of each, `read` gives what stands there."""

    def __init__(self, kind: Any, count: int) -> None:
        room = (kind * count)()
        self.at = ctypes.addressof(room)
        self.each = [self.at + i * ctypes.sizeof(kind) for i in range(count)]
        self.read: Callable[[], list[Any]] = memoryview(room).cast("B").cast(kind._type_).tolist


def read_each(
    call: Callable[..., Any], keys: Sequence[Iterable[Any]], length: int, kind: Any, count: int, *, apart: bool = False
) -> tuple[list[Any], list[tuple[Any, ...]]]:
    """What a call answers and the `count` numbers of that kind that it writes, for each of `length` keys, without a loop.

    `keys` has an iterable an argument before the address that it writes to; with `apart` it takes each number's address.
    """
    size, step = ctypes.sizeof(kind), ctypes.sizeof(kind) * count
    room = (kind * (count * length))()
    start, end = ctypes.addressof(room), ctypes.addressof(room) + step * length
    places = [range(start + i * size, end, step) for i in range(count if apart else 1)]
    answers = list(map(call, *keys, *places))
    numbers = memoryview(room).cast("B").cast(kind._type_).tolist() if length else []
    return answers, list(zip(*[iter(numbers)] * count, strict=True))


def _call(function: Any) -> Callable[..., Any]:
    """The same function, for addresses; it is over too soon to be worth letting other threads run."""
    result, *arguments = (_plain(kind) for kind in (function.restype, *function.argtypes))
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


def _plain(kind: Any) -> Any:
    return ctypes.c_void_p if hasattr(kind, "contents") else kind


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
object_at = _call(raw.FPDFPage_GetObject)
count_in_form = _call(raw.FPDFFormObj_CountObjects)
object_in_form = _call(raw.FPDFFormObj_GetObject)
kind_of = _call(raw.FPDFPageObj_GetType)
matrix_of = _call(raw.FPDFPageObj_GetMatrix)
fill_colour = _call(raw.FPDFPageObj_GetFillColor)
stroke_colour = _call(raw.FPDFPageObj_GetStrokeColor)
stroke_width = _call(raw.FPDFPageObj_GetStrokeWidth)

draw_mode = _call(raw.FPDFPath_GetDrawMode)
count_segments = _call(raw.FPDFPath_CountSegments)
segment_at = _call(raw.FPDFPath_GetPathSegment)
segment_kind = _call(raw.FPDFPathSegment_GetType)
segment_end = _call(raw.FPDFPathSegment_GetPoint)
closes = _call(raw.FPDFPathSegment_GetClose)
