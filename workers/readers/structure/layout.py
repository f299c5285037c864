"""Cells with their contents → a grid, or the contents themselves where the table only lays out a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.reports.numerals import CHINESE
from service.reports.report import Paragraph
from workers.readers.document import Block, Grid, GridCell
from workers.readers.structure import heads
from workers.readers.structure.paragraphs import joined

_PROSE = 60
"""A row of one cell with more text than this is no row of figures and no label."""

_SENTENCE_OR_HEAD = re.compile(rf"[。；！？]|^\s*(?:{CHINESE}[、.．]|[（(]{CHINESE}[）)])|(?:报告|年报)$")


@dataclass(slots=True)
class Area:
    """A cell of a table before it is known what the table is: its place, its size, and all that stands in it."""

    row: int
    column: int
    colspan: int = 1
    rowspan: int = 1
    content: list[Block] = field(default_factory=list)
    line: int | None = None

    @property
    def text(self) -> str:
        """Its paragraphs on lines of their own, those of tables in it too."""
        return "\n".join(_lines(self.content)).strip("\n")


def unwrap(areas: Sequence[Area]) -> list[Block]:
    """The blocks that a table stands for, in reading order.

    A table of one column, or of tables, is layout: its contents follow each other. One row that says a section's head
    is that head, its numeral or a picture in a cell of their own. Layout too are the rows of a true
    table that hold a section's head, prose or a table over its whole width; they cut it in two.
    """
    areas = sorted(areas, key=lambda area: (area.row, area.column))
    if _is_layout(areas):
        return _contents(areas)
    if head := _head(areas):
        return [head]
    width = max(area.column + area.colspan for area in areas)
    blocks: list[Block] = []
    pending: list[Area] = []
    for area in areas:
        if _is_prose(area, width):
            blocks += [*_part(pending), *area.content]
            pending = []
        else:
            pending.append(area)
    return [*blocks, *_part(pending)]


def _is_layout(areas: Sequence[Area]) -> bool:
    if len({area.column for area in areas}) < 2:
        return True
    nested = sum(len(block.cells) for area in areas for block in area.content if isinstance(block, Grid))
    own = sum(any(isinstance(b, Paragraph) for b in a.content) and not _has_grid(a) for a in areas)
    return nested > 0 and nested >= own


def _head(areas: Sequence[Area]) -> Paragraph | None:
    """The section's head that the cells of a single row make up together, None where they don't."""
    paragraphs = [block for area in areas for block in area.content if isinstance(block, Paragraph)]
    if len({area.row for area in areas}) > 1 or not paragraphs or any(map(_has_grid, areas)):
        return None
    line = joined(paragraphs)
    return line if heads.is_section_head(line.text) else None


def _is_prose(area: Area, width: int) -> bool:
    if area.rowspan > 1 or area.colspan < width:
        return False
    text = area.text
    if _has_grid(area):
        return True
    return len(text) > _PROSE or _SENTENCE_OR_HEAD.search(text) is not None


def _has_grid(area: Area) -> bool:
    return any(isinstance(block, Grid) for block in area.content)


def _contents(areas: Sequence[Area]) -> list[Block]:
    return [block for area in areas for block in area.content]


def _part(areas: Sequence[Area]) -> list[Block]:
    """What is between two cuts: a grid, or text where it has one column."""
    return [_grid(areas)] if len({area.column for area in areas}) > 1 else _contents(areas)


def _grid(areas: Sequence[Area]) -> Grid:
    """One grid of these cells; rows and columns in which no cell begins or ends are none."""
    rows = _ranks(edge for area in areas for edge in (area.row, area.row + area.rowspan))
    columns = _ranks(edge for area in areas for edge in (area.column, area.column + area.colspan))
    return Grid(
        tuple(
            GridCell(
                area.text,
                row=(row := rows[area.row]),
                column=(column := columns[area.column]),
                rowspan=rows[area.row + area.rowspan] - row,
                colspan=columns[area.column + area.colspan] - column,
                line=area.line,
            )
            for area in areas
        )
    )


def _ranks(edges: Iterator[int]) -> dict[int, int]:
    return {edge: rank for rank, edge in enumerate(sorted(set(edges)))}


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells)
        elif isinstance(block, Paragraph):
            yield block.text
