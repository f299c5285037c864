"""Grids written as spreadsheets, XLSX by a library and XLS record by record ([MS-XLS]), as tests need them."""

import io
import struct
from collections.abc import Sequence

import xlsxwriter

from tests.workers.readers.doc.compound import compound
from workers.readers.document import GridCell

_BOF, _EOF, _SHEET, _LABEL, _NUMBER, _MERGED = 0x809, 0x0A, 0x85, 0x204, 0x203, 0xE5
_GLOBALS, _WORKSHEET = 5, 0x10
_HIDDEN = 1


def xlsx(*sheets: Sequence[GridCell], hidden: Sequence[GridCell] = ()) -> bytes:
    """A workbook with these sheets, and one that nobody sees where there is one; figures are numbers in it."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_numbers": True}) as book:
        for cells in (*sheets, hidden):
            sheet = book.add_worksheet()
            if cells is hidden:
                sheet.very_hidden()
            for cell in cells:
                if cell.rowspan * cell.colspan > 1:
                    last = cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1
                    sheet.merge_range(cell.row, cell.column, *last, "")
                sheet.write(cell.row, cell.column, cell.text)
    return written.getvalue()


def xls(*sheets: Sequence[GridCell], hidden: Sequence[GridCell] = ()) -> bytes:
    """The same as XLS."""
    bodies = [_begun(_WORKSHEET) + _cells(cells) + _record(_EOF) for cells in (*sheets, hidden)]
    start = len(_globals([0] * len(bodies)))
    offsets = [start + sum(map(len, bodies[:number])) for number in range(len(bodies))]
    return compound({"Workbook": _globals(offsets) + b"".join(bodies)})


def _globals(offsets: Sequence[int]) -> bytes:
    """What stands before the sheets: where each begins, and its name. The last one is hidden."""
    listed = [
        _record(
            _SHEET,
            struct.pack("<IBBBB", offset, _HIDDEN if number == len(offsets) - 1 else 0, 0, 2, 0) + b"S%d" % number,
        )
        for number, offset in enumerate(offsets)
    ]
    return _begun(_GLOBALS) + b"".join(listed) + _record(_EOF)


def _begun(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 6))


def _cells(cells: Sequence[GridCell]) -> bytes:
    merged = [
        struct.pack("<4H", c.row, c.row + c.rowspan - 1, c.column, c.column + c.colspan - 1)
        for c in cells
        if c.rowspan * c.colspan > 1
    ]
    return b"".join(map(_cell, cells)) + _record(_MERGED, struct.pack("<H", len(merged)) + b"".join(merged))


def _cell(cell: GridCell) -> bytes:
    place = struct.pack("<HHH", cell.row, cell.column, 0)
    if cell.text.isascii() and cell.text.isdigit():
        return _record(_NUMBER, place + struct.pack("<d", float(cell.text)))
    return _record(_LABEL, place + struct.pack("<HB", len(cell.text), 1) + cell.text.encode("utf-16-le"))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
