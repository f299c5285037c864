"""Other projects' readers of tables, as they come: bytes of a PDF → its tables as cells by place and span."""

import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import camelot
import pdfplumber
import pymupdf

from tests.corpus.cells import Cells, squeeze


def pdfplumber_tables(data: bytes) -> list[Cells]:
    """pdfplumber's extract_tables on every page; a merged cell is told by blanks beside it, so it has no spans."""
    with pdfplumber.open(BytesIO(data)) as document:
        return [_unspanned(table) for page in document.pages for table in page.extract_tables()]


def pymupdf_tables(data: bytes) -> list[Cells]:
    """PyMuPDF's find_tables on every page, by rules and not by a model of layouts; without spans, as pdfplumber's."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [_unspanned(table.extract()) for page in document for table in page.find_tables(use_layout=False).tables]


def _unspanned(table: Sequence[Sequence[str | None]]) -> Cells:
    return {
        (r, c, 1, 1): squeeze(text) for r, row in enumerate(table) for c, text in enumerate(row) if text is not None
    }


def camelot_tables(data: bytes) -> list[Cells]:
    """camelot's lattice on every page; spans are told by the walls that its cells lack."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return [_spanned(table) for table in camelot.read_pdf(file.name, pages="all", flavor="lattice")]


def _spanned(table: Any) -> Cells:
    cells: Cells = {}
    for squares in _joined(table.cells):
        rows, columns = [row for row, _ in squares], [column for _, column in squares]
        place = min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        cells[place] = squeeze("".join(table.cells[row][column].text for row, column in sorted(squares)))
    return cells


def _joined(cells: list[list[Any]]) -> Iterator[set[tuple[int, int]]]:
    """Squares without a wall between them."""
    left = {(row, column) for row, line in enumerate(cells) for column in range(len(line))}
    while left:
        reached, waiting = set(), [min(left)]
        while waiting:
            row, column = waiting.pop()
            reached.add((row, column))
            cell = cells[row][column]
            beside = {(row, column + 1): cell.right, (row + 1, column): cell.bottom}
            beside |= {(row, column - 1): cell.left, (row - 1, column): cell.top}
            waiting += [square for square, wall in beside.items() if not wall and square in left - reached]
        left -= reached
        yield reached
