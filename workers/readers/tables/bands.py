"""The rows of grids as bands: which of their cells are labels of one table, and which hold figures."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from service.reports import form
from service.reports.figures import Kind, read_cell
from service.reports.report import SURE, Cell, Label, Location, union
from workers.readers.document import Grid, GridCell
from workers.readers.tables import labels
from workers.readers.tables.labels import Match, Role

_WORDS = (Kind.WORDS, Kind.EMPTY)
_new = tuple.__new__
"""Makes a place or a cell in half the time of `Location(…)`, of which a table has hundreds."""


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """Whether a cell says a number or a dash."""
    return len(text) < 80 and read_cell(text, decimals=True).kind not in _WORDS


@lru_cache(maxsize=8192)
def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return not labels.folded(text)


class Band(NamedTuple):
    """One row of a grid: its cells in order, and the labels among them, of one table or any, by their index."""

    cells: tuple[GridCell, ...]
    labels: dict[int, tuple[Match, ...]]
    aligned: bool
    section: int
    has_unread: bool = False
    """Whether its grid has rows or columns whose labels were not recognised."""

    @property
    def has_figures(self) -> bool:
        """Whether a number stands in it."""
        return any(is_figure(cell.text) for index, cell in enumerate(self.cells) if index not in self.labels)

    def filled(self, start: int) -> tuple[int, ...]:
        """The indices from `start` of cells that say something."""
        return tuple([index for index, cell in enumerate(self.cells[start:], start) if not is_blank(cell.text)])

    def roles(self, role: Role) -> Iterator[tuple[int, Match]]:
        """The labels that may be of that role, in order."""
        for index, matches in self.labels.items():
            for match in matches:
                if match.role is role:
                    yield index, match

    def at(self, table: str, row: str | None = None, quote: str | None = None) -> Location:
        """The location of the whole band."""
        first = next((cell for cell in self.cells if not is_blank(cell.text)), self.cells[0])
        boxes = [cell.bbox for cell in self.cells if cell.bbox and cell.page == first.page]
        return Location(self.section, table, row, None, first.line, first.page, union(boxes), quote)

    def locate(self, index: int, table: str, row: str | None = None, column: str | None = None) -> Location:
        """The location of one cell, with its text as it stands."""
        cell = self.cells[index]
        place = cell.line, cell.page, cell.bbox
        return _new(Location, (self.section, table, row, column, *place, cell.text.strip(), cell.confidence, None, ()))

    def label(self, index: int, match: Match, row: str | None = None, column: str | None = None) -> Label:
        """The label that a cell is, at its place in the form."""
        exact = match.exact or self.cells[index].confidence < SURE
        at = self.locate(index, match.table, row, column)
        return _new(Label, (match.key, self.words(index), match.expected, at, exact))

    def words(self, index: int) -> str:
        """A label's text as it stands, without residue of its conversion."""
        return labels.RESIDUE.sub("", self.cells[index].text).strip()

    def figure(self, index: int, table: str, row: str, column: str) -> Cell:
        """The figure that a cell holds."""
        at = self.locate(index, table, row, column)
        figure = read_cell(self.cells[index].text, decimals=form.has_decimals(row))
        return _new(Cell, (at.quote, figure, at, at.confidence))


def bands(grid: Grid, section: int) -> list[Band]:
    """The rows of a grid, with the labels of any table."""
    return [Band(row, _labels(row), grid.aligned, section, grid.has_unread) for row in _rows(grid.cells)]


def bands_of(table: str, found: Iterable[Band]) -> list[Band]:
    """The same rows, with the labels of one table alone."""
    return [
        Band(band.cells, _of_table(table, band.labels), band.aligned, band.section, band.has_unread) for band in found
    ]


def _rows(cells: Iterable[GridCell]) -> list[tuple[GridCell, ...]]:
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [tuple(sorted(rows[row], key=attrgetter("column"))) for row in sorted(rows)]


def _labels(row: Sequence[GridCell]) -> dict[int, tuple[Match, ...]]:
    return {index: matches for index, cell in enumerate(row) if (matches := _matches(cell.text))}


@lru_cache(maxsize=8192)
def _matches(text: str) -> tuple[Match, ...]:
    """The labels that a cell may be; none for a figure."""
    return () if is_blank(text) or is_figure(text) else labels.find(text)


def _of_table(table: str, found: dict[int, tuple[Match, ...]]) -> dict[int, tuple[Match, ...]]:
    own: dict[int, tuple[Match, ...]] = {}
    for index, matches in found.items():
        if kept := tuple([match for match in matches if match.table == table]):
            own[index] = kept
    return own


def is_numbered(text: str) -> bool:
    """Whether a label begins with its numeral, as those of rows do and those of columns don't."""
    return labels.folded(text)[:2].strip("(（")[:1] in set(form.NUMERALS + "0123456789")


def place_of(table: str, bands: Sequence[Band]) -> Location:
    """Where a table stands: at the first row that has a label."""
    first = next((band for band in bands if band.labels), None)
    return first.at(table) if first else Location()


def named_columns(table: str, found: Iterable[Label]) -> tuple[str, ...]:
    """The columns of the form that labels name."""
    named = {label.key for label in found}
    return tuple(key for key in form.COLUMNS[table] if key in named)
