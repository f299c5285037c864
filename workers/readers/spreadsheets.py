"""XLSX and XLS → Document: each sheet is a grid. Such a file is read as an attachment, for it has no text of a report."""

import io
from collections.abc import Iterator
from itertools import product

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    load_workbook,
)

from service.audits.media import NAMES, Media
from service.errors import DamagedFile, EncryptedFile
from workers import native
from workers.limits import Limits, Tally
from workers.readers.archives import Archive
from workers.readers.document import Document, Grid, GridCell

_ZIPPED = b"PK"


def read_spreadsheet(data: bytes, limits: Limits) -> Document:
    """The sheets that a reader of the file sees. Raises DamagedFile, EncryptedFile or LimitExceeded."""
    kind = Media.XLSX if data.startswith(_ZIPPED) else Media.XLS
    if kind is Media.XLSX:
        Archive(data, limits, NAMES[kind])
    tally = Tally(limits)
    try:
        with native.running(native.CALAMINE), load_workbook(io.BytesIO(data)) as book:
            return Document(tuple(Grid(tuple(_cells(sheet, limits, tally))) for sheet in _shown(book)))
    except PasswordError:
        raise EncryptedFile from None
    except (CalamineError, OSError, ValueError):
        raise DamagedFile(kind=NAMES[kind]) from None
    except BaseException as error:
        # A slip within the library, whose type can't be imported and is no Exception.
        if type(error).__name__ == "PanicException":
            raise DamagedFile(kind=NAMES[kind]) from None
        raise


def _shown(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible:
            yield book.get_sheet_by_name(sheet.name)


def _cells(sheet: CalamineSheet, limits: Limits, tally: Tally) -> Iterator[GridCell]:
    """The cells of a sheet that no other one covers."""
    height, width = (last + 1 for last in sheet.end or (-1, -1))
    limits.check("columns_a_table", width)
    limits.check("cells_a_table", width * height)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        spans[top, left] = bottom - top + 1, right - left + 1
        covered.update(product(range(top, min(bottom + 1, height)), range(left, min(right + 1, width))))
        covered.discard((top, left))
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            if (row, column) not in covered:
                yield GridCell(tally.counted(_shown_as(value)), row, column, *spans.get((row, column), (1, 1)))


def _shown_as(value: object) -> str:
    """A value as its sheet shows it: whole numbers are kept as floats there."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
