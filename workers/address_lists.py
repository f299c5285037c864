"""Lists of addresses (CSV, XLSX, XLS) → their rows, each by its number, with what it calls its report."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from service.audits.batch import ListedAddress
from service.audits.media import SPREADSHEETS, Media, sniff, unsupported
from service.errors import DamagedFile, LimitExceeded, NoAddresses
from workers import readers
from workers.limits import Limits
from workers.readers.charset import decode
from workers.readers.document import Grid

_SCHEMES = ("http://", "https://")
_HEADS: Mapping[str, frozenset[str]] = {
    "name": frozenset(("name", "agency", "title", "名称", "单位", "单位名称", "机关", "机关名称", "标题")),
    "label": frozenset(("label", "标签", "标记")),
}
"""What the columns beside the addresses are called."""
_SEPARATORS = ",;\t"
_LONGEST = 200
"""Characters of a name or label."""
_LONGEST_ADDRESS = 2000

_Row = Sequence[str]


def read_list(data: bytes, most: int, limits: Limits) -> list[ListedAddress]:
    """The rows of a list, of `most` addresses at most; blank ones are passed over.

    Raises NoAddresses, LimitExceeded, or as a reader does.
    """
    for rows in _sheets(data, limits):
        if found := list(islice(_listed(rows), most + 1)):
            if len(found) > most:
                raise LimitExceeded(what={"en": "files of a batch", "zh": "一批的文件数"}, limit=most)
            return found
    raise NoAddresses


def _sheets(data: bytes, limits: Limits) -> Iterator[list[_Row]]:
    kind = sniff(data, attached=True)
    if kind in SPREADSHEETS:
        blocks = readers.open_file(data, limits, attached=True).document.blocks
        yield from (_rows(block) for block in blocks if isinstance(block, Grid))
    elif kind is Media.TEXT:
        yield _separated(decode(data))
    else:
        raise unsupported(kind.name, "CSV / XLSX / XLS")


def _rows(grid: Grid) -> list[_Row]:
    height = max((cell.row for cell in grid.cells), default=-1) + 1
    width = max((cell.column for cell in grid.cells), default=-1) + 1
    rows = [[""] * width for _ in range(height)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return list(rows)


def _separated(text: str) -> list[_Row]:
    """The rows of a text, by the sign that separates the most cells of its first line."""
    lines = text.splitlines(keepends=True)
    separator = max(_SEPARATORS, key=lines[0].count) if lines else ","
    try:
        return list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        raise DamagedFile(kind="CSV") from None


def _listed(rows: Sequence[_Row]) -> Iterator[ListedAddress]:
    """The rows from the first address on, or from the heads above it; none where no column holds addresses."""
    column = min((index for row in rows for index, cell in enumerate(row) if _is_address(cell)), default=None)
    if column is None:
        return
    heads = [] if _is_address(_cell(rows[0], column)) else [cell.strip().lower() for cell in rows[0]]
    columns = {
        kind: next((at for at, head in enumerate(heads) if head in known), None) for kind, known in _HEADS.items()
    }
    for number, row in enumerate(rows, 1):
        if (number == 1 and heads) or not any(cell.strip() for cell in row):
            continue
        names = {kind: _cell(row, at)[:_LONGEST] for kind, at in columns.items() if at is not None}
        yield ListedAddress(number, _cell(row, column)[:_LONGEST_ADDRESS], **names)


def _is_address(cell: str) -> bool:
    return cell.strip().lower().startswith(_SCHEMES)


def _cell(row: _Row, column: int) -> str:
    return " ".join(row[column].split()) if column < len(row) else ""
