"""Two readings of the same file held against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from workers.readers.document import Document, Grid, GridCell
from workers.readers.geometry import thresholds


def doubted(document: Document, others: Sequence[Grid]) -> Document:
    """The document, each cell that the other tables have not at the same place with the same text at confidence 0.

    Where there is no such cell it is the same object.
    """
    blocks = tuple(_doubted(block, others) if isinstance(block, Grid) else block for block in document.blocks)
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _doubted(grid: Grid, others: Iterable[Grid]) -> Grid:
    twin = next((other for other in others if _is_twin(grid, other)), None)
    known = {_place(cell): cell for cell in twin.cells} if twin else {}
    cells = [cell if _agrees(cell, known.get(_place(cell))) else cell._replace(confidence=0.0) for cell in grid.cells]
    return replace(grid, cells=tuple(cells))


def _is_twin(grid: Grid, other: Grid) -> bool:
    first, second = grid.cells[0], other.cells[0]
    if first.page != second.page or first.bbox is None or second.bbox is None:
        return False
    return abs(first.bbox[0] - second.bbox[0]) + abs(first.bbox[1] - second.bbox[1]) <= 2 * thresholds.SAME_EDGE


def _place(cell: GridCell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.rowspan, cell.colspan


def _agrees(cell: GridCell, other: GridCell | None) -> bool:
    return other is not None and cell.text == other.text and other.confidence > 0
