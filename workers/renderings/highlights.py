"""A PDF with its findings as annotations: what was sent stays byte for byte, and they are added after its end."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise
from math import ceil
from typing import Any

import pypdfium2
from pypdfium2 import raw

from service.errors import DamagedFile, Language
from service.renderers.audited import Audited
from service.renderers.marks import Marks
from service.reports.report import BBox
from workers import native
from workers.readers.geometry.transform import upright
from workers.renderings.notes import AUTHOR, Note, notes

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top as the PDF counts them."""

COLOURS = {"error": (255, 138, 128), "warning": (255, 204, 94), "note": (144, 202, 249), "to_check": (178, 223, 219)}
_PRINTED = 4
_NOTE_SIZE, _MARGIN, _TALLEST = 20.0, 12.0, 24.0
"""Points."""


def annotated_pdf(data: bytes, audited: Audited, language: Language) -> bytes:
    """The PDF with a highlight where each finding stands; one that stands nowhere is a note on the first page.

    A signature on the file stays valid for what it signed. Raises DamagedFile.
    """
    with native.running(native.PDFIUM):
        return _annotated(data, audited, language)


def _annotated(data: bytes, audited: Audited, language: Language) -> bytes:
    try:
        document = pypdfium2.PdfDocument(data)
        boxes = _boxes(audited, language, len(document))
        for index, marks in sorted(boxes.items()):
            page = document[index]
            _annotate(page, marks)
            page.close()
        written = io.BytesIO()
        document.save(written, flags=raw.FPDF_INCREMENTAL)
        document.close()
    except pypdfium2.PdfiumError:
        raise DamagedFile(kind="PDF") from None
    return written.getvalue()


def _boxes(audited: Audited, language: Language, pages: int) -> dict[int, list[tuple[Note, list[BBox]]]]:
    """By page, counted from 0: the notes on it and their boxes there, none for one without a place."""
    marks = Marks(audited.result)
    found: dict[int, list[tuple[Note, list[BBox]]]] = defaultdict(list)
    for note in notes(audited, language):
        places: dict[int, list[BBox]] = defaultdict(list)
        for location in note.locations:
            for page, box in marks.boxes(location):
                if 1 <= page <= pages:
                    places[page - 1].append(box)
        for index, boxes in (places or {0: []}).items():
            found[index].append((note, boxes))
    return found


def _annotate(page: pypdfium2.PdfPage, marks: list[tuple[Note, list[BBox]]]) -> None:
    sheet = _Sheet(page)
    notes_made = 0
    for note, boxes in marks:
        if boxes:
            _highlight(page, [sheet.corners(box) for box in boxes], note)
        else:
            left = _MARGIN + notes_made * (_NOTE_SIZE + 4)
            _note(page, sheet.corners((left, _MARGIN, left + _NOTE_SIZE, _MARGIN + _NOTE_SIZE)), note)
            notes_made += 1


class _Sheet:
    """A page's sheet: where a box on the upright page lies on it."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
        a, b, c, d, e, f = upright(box.left, box.bottom, box.right, box.top, page.get_rotation())
        scale = a * d - b * c
        self._back = (d / scale, -b / scale, -c / scale, a / scale, (c * f - d * e) / scale, (b * e - a * f) / scale)

    def corners(self, box: BBox) -> Corners:
        a, b, c, d, e, f = self._back
        across = sorted(a * x + c * y + e for x, y in (box[:2], box[2:]))
        along = sorted(b * x + d * y + f for x, y in (box[:2], box[2:]))
        return across[0], along[0], across[1], along[1]


def _highlight(page: pypdfium2.PdfPage, areas: list[Corners], note: Note) -> None:
    annotation = _new(page, raw.FPDF_ANNOT_HIGHLIGHT, areas, note)
    for left, bottom, right, top in chain.from_iterable(map(_bands, areas)):
        quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, ctypes.byref(quad))
    raw.FPDFPage_CloseAnnot(annotation)


def _bands(area: Corners) -> Iterator[Corners]:
    """A tall area in bands of a line's height, for some viewers round the ends of each."""
    left, bottom, right, top = area
    count = ceil((top - bottom) / _TALLEST)
    edges = [bottom + (top - bottom) * at / count for at in range(count + 1)]
    return ((left, low, right, high) for low, high in pairwise(edges))


def _note(page: pypdfium2.PdfPage, area: Corners, note: Note) -> None:
    """A sheet of paper with two lines on it, for viewers have no picture in common that they draw by themselves."""
    annotation = _new(page, raw.FPDF_ANNOT_TEXT, [area], note)
    red, green, blue = (part / 255 for part in COLOURS[note.weight])
    left, bottom, right, top = area
    third = (top - bottom) / 3
    strokes = " ".join(
        f"{left + 4:.2f} {bottom + third * at:.2f} m {right - 4:.2f} {bottom + third * at:.2f} l" for at in (1, 2)
    )
    sheet = f"{left + 1:.2f} {bottom + 1:.2f} {right - left - 2:.2f} {top - bottom - 2:.2f} re"
    content = f"{red:.3f} {green:.3f} {blue:.3f} rg 1 1 1 RG 1 w {sheet} B {strokes} S"
    raw.FPDFAnnot_SetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, _wide(content))
    raw.FPDFPage_CloseAnnot(annotation)


def _new(page: pypdfium2.PdfPage, kind: int, areas: list[Corners], note: Note) -> Any:
    annotation = raw.FPDFPage_CreateAnnot(page.raw, kind)
    lefts, bottoms, rights, tops = zip(*areas, strict=True)
    around = raw.FS_RECTF(min(lefts), max(tops), max(rights), min(bottoms))
    raw.FPDFAnnot_SetRect(annotation, ctypes.byref(around))
    raw.FPDFAnnot_SetFlags(annotation, _PRINTED)
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *COLOURS[note.weight], 255)
    for key, text in _texts(note):
        raw.FPDFAnnot_SetStringValue(annotation, key, _wide(text))
    return annotation


def _texts(note: Note) -> Iterator[tuple[bytes, str]]:
    yield b"T", AUTHOR
    yield b"Subj", note.title
    yield b"NM", note.id
    yield b"Contents", note.text


def _wide(text: str) -> Any:
    encoded = (text + "\0").encode("utf-16-le")
    buffer = ctypes.create_string_buffer(encoded, len(encoded))
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
