"""Tables of a DOCX file: rows of boxes with their edges, spans and merge marks."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from lxml import etree

from workers.limits import Limits
from workers.readers.document import Block
from workers.readers.docx.names import W, count, members, number, switch, values
from workers.readers.word.tables import Box

_MOST_COLUMNS = 64
_UNKNOWN_WIDTH = 1_000
_PROPERTIES, _SPAN, _DELETED = f"{W}tcPr", f"{W}gridSpan", f"{W}cellDel"
_MERGED_ACROSS, _MERGED_DOWN = f"{W}hMerge", f"{W}vMerge"


def boxes(
    table: etree._Element, read: Callable[[etree._Element], list[Block]], limits: Limits
) -> Sequence[Sequence[Box]]:
    """The rows of a table, deleted and hidden ones left out; `read` tells what stands in a cell."""
    rows: list[list[Box]] = []
    cells = 0
    for row in members(table, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and (properties.find(f"{W}del") is not None or switch(properties, "hidden")):
            continue
        rows.append(_row(row, number(properties, "gridBefore", _MOST_COLUMNS) or 0, read))
        cells += len(rows[-1])
        limits.check("cells_a_table", cells)
    return _measured(rows, _widths(table))


def _row(row: etree._Element, place: int, read: Callable[[etree._Element], list[Block]]) -> list[Box]:
    """The boxes of a row, with the numbers of grid lines as their edges."""
    found: list[Box] = []
    for cell in members(row, "tc"):
        properties = values(cell.find(_PROPERTIES))
        span = count(properties.get(_SPAN), _MOST_COLUMNS) or 1
        content = read(cell)
        if found and properties.get(_MERGED_ACROSS) in {"", "continue"}:
            found[-1].right += span
        elif _DELETED not in properties:
            found.append(Box(place, place + span, content, properties.get(_MERGED_DOWN) in {"", "continue"}))
        place += span
    return found


def _widths(table: etree._Element) -> list[int]:
    grid = table.find(f"{W}tblGrid")
    columns = grid.iterfind(f"{W}gridCol") if grid is not None else ()
    texts = [column.get(f"{W}w", "") for column in columns]
    return [int(text) if text.isdecimal() and len(text) < 6 else 0 for text in texts]


def _measured(rows: list[list[Box]], widths: list[int]) -> list[list[Box]]:
    """The same boxes with edges in twips; where the grid's widths are not to be had, every column is as wide."""
    used = max((box.right for row in rows for box in row), default=0)
    if used > len(widths) or not all(widths):
        widths = [_UNKNOWN_WIDTH] * used
    edges = [0, *accumulate(widths)]
    for row in rows:
        for box in row:
            box.left, box.right = edges[box.left], edges[box.right]
    return rows
