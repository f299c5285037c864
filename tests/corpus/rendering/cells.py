"""A grid row by row, as the markup formats write it."""

from collections.abc import Iterator

from tests.corpus import grids
from tests.corpus.grids import Cell, Grid


def rows(cells: Grid) -> Iterator[list[tuple[Cell, bool]]]:
    """The cells of each row from left to right; True where the cell is one merged from above."""
    height, _ = grids.size(cells)
    for at in range(height):
        standing = (cell for cell in cells if cell.row <= at < cell.row + cell.rowspan)
        yield [(cell, cell.row < at) for cell in sorted(standing, key=lambda cell: cell.column)]
