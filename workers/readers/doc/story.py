"""Paragraphs, cells and rows as they come → blocks, tables nested as deep as the file says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workers.limits import Limits
from workers.readers.doc.properties import TABLE_IDENTITY
from workers.readers.doc.rows import boxes
from workers.readers.document import Block
from workers.readers.structure.layout import unwrap
from workers.readers.word.tables import Box, arrange

_DEEPEST = 32


@dataclass(slots=True)
class _Table:
    rows: list[list[Box]] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    """The cells of the row that has not ended yet."""
    content: list[Block] = field(default_factory=list)
    """What stands in the cell that has not ended yet."""
    identity: dict[int, bytes] = field(default_factory=dict)
    size: int = 0


class Story:
    """A text as it grows."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._blocks: list[Block] = []
        self._tables: list[_Table] = []
        """The tables that have not ended yet, from the outermost inwards."""

    def add(self, depth: int, blocks: list[Block]) -> None:
        """More text, in a table where the depth isn't 0."""
        self._go(depth)
        self._target().extend(blocks)

    def end_cell(self, depth: int) -> None:
        """The end of a cell."""
        self._go(depth)
        table = self._tables[-1]
        table.cells.append(table.content)
        table.content = []

    def end_row(self, depth: int, properties: Mapping[int, bytes]) -> None:
        """The end of a row, and what it says of itself."""
        self._go(depth)
        table = self._tables[-1]
        identity = {code: properties[code] for code in TABLE_IDENTITY if code in properties}
        if table.rows and any(table.identity.get(code, said) != said for code, said in identity.items()):
            self._close(_Table(cells=table.cells, content=table.content))
            table = self._tables[-1]
        table.identity = identity
        self._end_row(table, properties)

    def end(self) -> list[Block]:
        """All of its blocks."""
        self._go(0)
        return self._blocks

    def _target(self) -> list[Block]:
        return self._tables[-1].content if self._tables else self._blocks

    def _go(self, depth: int) -> None:
        """Ends the tables that are deeper, and begins those that are missing."""
        depth = min(depth, _DEEPEST)
        while len(self._tables) > depth:
            self._close()
        while len(self._tables) < depth:
            self._tables.append(_Table())

    def _close(self, following: _Table | None = None) -> None:
        """Ends the innermost table; one that follows it at once takes over the row that has not ended."""
        table = self._tables.pop()
        if following is None:
            rest, table.content = table.content, []
            self._end_row(table, {})
        else:
            rest = []
        self._target().extend([*unwrap(arrange(table.rows)), *rest])
        if following is not None:
            self._tables.append(following)

    def _end_row(self, table: _Table, properties: Mapping[int, bytes]) -> None:
        if table.cells:
            table.size += len(table.cells)
            self._limits.check("cells_a_table", table.size)
            table.rows.append(boxes(table.cells, properties, table.rows[-1] if table.rows else ()))
            table.cells = []
