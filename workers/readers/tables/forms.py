"""Grids of strings → the form's tables, by their labels and never by their position."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from service.reports import form
from service.reports.report import Table
from workers.readers.document import Grid, PlacedGrid
from workers.readers.tables import labels
from workers.readers.tables.bands import Band, bands, bands_of, is_blank, is_figure
from workers.readers.tables.labels import Role
from workers.readers.tables.review_table import read_review_table
from workers.readers.tables.row_table import read_row_table
from workers.readers.tables.unusual_headers import named

_ENOUGH = 2
"""So many different labels of a table make a grid a part of it."""


def read_tables(grids: Sequence[PlacedGrid]) -> tuple[Table, ...]:
    """The tables of the form that stand among the grids of a file, in the form's order."""
    found = []
    placed = [_placed(each) for each in grids]
    for key in form.TABLES:
        rows = named(_rows_of(placed, key), key)
        table = read_review_table(rows) if key == "reviews" else read_row_table(key, rows)
        if table:
            found.append(table)
    return tuple(found)


_Names = Mapping[str, AbstractSet[tuple[Role, str]]]
"""The different labels of each table."""


def _placed(grid: PlacedGrid) -> tuple[PlacedGrid, list[Band], _Names]:
    """A grid with its rows and the labels in them."""
    rows = bands(grid.grid, grid.section)
    return grid, rows, _names(rows)


def _rows_of(grids: Sequence[tuple[PlacedGrid, list[Band], _Names]], table: str) -> list[Band]:
    """The rows of the grids that make up a table: those of the section where most of its labels stand."""
    sections: dict[int, _Piece] = {}
    for number, (placed, found, labelled) in enumerate(grids):
        own = sections.setdefault(placed.part, _Piece())
        names = labelled.get(table, frozenset())
        if len(names) >= _ENOUGH or (own.last == number - 1 and (names or _is_bare(placed.grid))):
            own.rows += found
            own.names |= names
            own.last = number
    best = max(sections.values(), key=lambda piece: len(piece.names), default=_Piece())
    return bands_of(table, best.rows) if len(best.names) > _ENOUGH else []


@dataclass(slots=True)
class _Piece:
    """The rows of a table in a section, with its labels that they have, and the number of the last grid that they stand in."""

    rows: list[Band] = field(default_factory=list)
    names: set[tuple[Role, str]] = field(default_factory=set)
    last: int | None = None


def _names(rows: Iterable[Band]) -> _Names:
    """The different labels in rows, by their tables."""
    found: dict[str, set[tuple[Role, str]]] = {}
    for row in rows:
        for matches in row.labels.values():
            for match in matches:
                found.setdefault(match.table, set()).add((match.role, match.key))
    return found


def _is_bare(grid: Grid) -> bool:
    """Whether a piece holds figures and no label of any table, as the last line of table four over a page may."""
    texts = [cell.text for cell in grid.cells if not is_blank(cell.text)]
    return any(map(is_figure, texts)) and all(is_figure(text) and not labels.find(text) for text in texts)
