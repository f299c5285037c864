"""Tables of a page: rows and cells with rowspan and colspan → areas of a grid."""

from collections.abc import Callable, Iterator
from itertools import count, takewhile

from lxml import html

from workers.limits import Limits
from workers.readers.document import Block
from workers.readers.html.tree import is_seen
from workers.readers.structure.layout import Area

_MOST_COLUMNS = 64
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_PARTS = _GROUPS | {"tr", "colgroup", "col"}

_Row = list[html.HtmlElement]


def areas(table: html.HtmlElement, read: Callable[[html.HtmlElement], list[Block]], limits: Limits) -> list[Area]:
    """The cells of a table in their places, as the HTML standard forms them; `read` tells what stands in one."""
    found: list[Area] = []
    top = 0
    for group in _groups(table):
        taken: dict[int, int] = {}
        """For each column, the first row that no cell from above reaches into."""
        for row, cells in enumerate(group, start=top):
            column = 0
            for cell in cells:
                column = next(free for free in count(column) if taken.get(free, 0) <= row)
                area = _area(cell, row, column, top + len(group), taken)
                column += area.colspan
                limits.check("columns_a_table", column)
                taken.update(dict.fromkeys(range(area.column, column), row + area.rowspan))
                found.append(area)
                limits.check("cells_a_table", len(found))
                area.content = read(cell)
        top += len(group)
    return found


def astray(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What stands in a table outside of its rows: its caption, and what doesn't belong there."""
    return (child for child in table if child.tag not in _PARTS)


def _groups(table: html.HtmlElement) -> Iterator[list[_Row]]:
    """The rows in groups, over whose ends no cell reaches; rows without a group are one together."""
    loose: list[_Row] = []
    for child in table:
        if not is_seen(child):
            continue
        if child.tag in _GROUPS:
            yield loose
            loose = []
            yield [_cells(row) for row in child if row.tag == "tr" and is_seen(row)]
        elif child.tag == "tr":
            loose.append(_cells(child))
    yield loose


def _cells(row: html.HtmlElement) -> _Row:
    return [cell for cell in row if cell.tag in {"td", "th"} and is_seen(cell)]


def _area(cell: html.HtmlElement, row: int, column: int, bottom: int, taken: dict[int, int]) -> Area:
    wanted = min(_span(cell, "colspan") or 1, _MOST_COLUMNS)
    free = takewhile(lambda place: taken.get(place, 0) <= row, range(column, column + wanted))
    height = _span(cell, "rowspan") or bottom
    return Area(row, column, len(list(free)), min(height, bottom - row), line=cell.sourceline)


def _span(cell: html.HtmlElement, name: str) -> int:
    """A span as it is written, 1 where it is no number; a rowspan of 0 means all rows that are left."""
    text = cell.get(name, "1").strip()
    return int(text[:9]) if text[:9].isdecimal() else 1
