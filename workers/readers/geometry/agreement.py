"""Two readings of the same file held against each other."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from service.reports.figures import is_figure
from service.reports.report import BBox
from workers.readers.document import Document, Grid, GridCell
from workers.readers.geometry import thresholds

_OFF = 0.283
"""Points: files place things on whole points and simple parts of them, so that no edge lies between two squares."""


def confirmed(document: Document, numbers: Container[int], others: Iterable[GridCell]) -> bool:
    """Whether those pages say the same in both readings: cells are told by where they stand, as tables may go over pages.

    Each cell of the document that was surely read must be among the others, those of its pages one by one, and no
    further figure may be there. What else is, is a head that was left out for its repetition, or a frame.
    """
    left = {_square(cell): cell for cell in others}
    grids = (block for block in document.blocks if isinstance(block, Grid))
    for cell in (cell for grid in grids for cell in grid.cells if cell.page in numbers):
        other = left.pop(_square(cell), None)
        if cell.confidence and not (_agrees(cell, other) and _is_over(cell.bbox, other.bbox if other else None)):
            return False
    return not any(is_figure(other.text) for other in left.values())


def _square(cell: GridCell) -> tuple[int | None, int, int]:
    """The page and the point of it at which a cell begins."""
    x, y, _, _ = cell.bbox or (0.0, 0.0, 0.0, 0.0)
    return cell.page, int(x + _OFF), int(y + _OFF)


def _is_over(one: BBox | None, other: BBox | None) -> bool:
    return not (one and other) or all(abs(a - b) <= thresholds.SAME_EDGE for a, b in zip(one, other, strict=True))


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
