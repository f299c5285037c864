"""Text dumps: a line a row with tabs between cells, or a line a cell; with the accidents that such dumps have."""

from random import Random

from tests.corpus import grids
from tests.corpus.draft import Draft, TableDraft
from tests.corpus.grids import Cell, Grid
from tests.corpus.rendering.blocks import Line, blocks

_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")


def tabs(draft: Draft, rng: Random) -> bytes:
    """One line a row. Accidents: blank columns at the end, labels a column off, a blank line in the table."""
    layout = _Tabs(rng)
    lines: list[str] = []
    gap = rng.choice((0, 1, 1))
    for block in blocks(draft):
        lines += [_indented(block, rng)] if isinstance(block, Line) else layout.rows(block)
        lines += [""] * gap
    return _encoded(lines, rng)


def cells(draft: Draft, rng: Random) -> bytes:
    """One line a cell behind a tab, an empty line after each row. Accidents: bookmarks, NBSP, labels going on."""
    layout = _Cells(rng)
    lines: list[str] = []
    gap = rng.choice((0, 0, 1))
    for block in blocks(draft):
        if isinstance(block, Line):
            lines += [_indented(block, rng)] + [""] * gap
        else:
            lines += layout.rows(block) + [""] * rng.randint(0, 3)
    return _encoded(lines, rng)


def _indented(line: Line, rng: Random) -> str:
    return rng.choice(("", "", "", "　　", "    ")) + line.text if line.kind == "text" else line.text


def _encoded(lines: list[str], rng: Random) -> bytes:
    return rng.choice(("\n", "\n", "\r\n")).join(lines).encode(rng.choice(_ENCODINGS))


class _Tabs:
    def __init__(self, rng: Random) -> None:
        self.trailing = rng.choice((0, 1))
        self.collapsed = rng.random() < 0.5
        self.cut = rng.random() < 0.3
        self.shifted = rng.random() < 0.4
        self.rng = rng

    def rows(self, table: TableDraft) -> list[str]:
        """The table's lines."""
        cells = grids.grid(table)
        height, width = grids.size(cells)
        lines = ["\t".join(self._row(cells, at, width)) + "\t" * self.trailing for at in range(height)]
        if self.cut and table.key == "disclosure" and height > 8:
            lines[height - 3 :] = ["", *(line.rstrip("\t") for line in lines[height - 3 :])]
        return lines

    def _row(self, cells: Grid, at: int, width: int) -> list[str]:
        shown = {cell.column: cell for cell in cells if cell.row == at}
        row = ["" if place not in shown else shown[place].text for place in range(width)]
        if any(cell.figure for cell in shown.values()) and width == 10:
            return self._figures(shown, row)
        return row

    def _figures(self, shown: dict[int, Cell], row: list[str]) -> list[str]:
        first = min(shown)
        if self.collapsed:  # what a merged label covers to its right leaves no blank
            row = row[: first + 1] + row[first + shown[first].colspan :]
        if self.shifted and first and (shown[first].text.startswith(("3.其他", "（七）"))):
            row = row[first:]
        return row


class _Cells:
    def __init__(self, rng: Random) -> None:
        self.bookmarks = rng.random() < 0.4
        self.spaced = rng.choice(("", "", "\u3000", "\u00a0", " "))
        self.rng = rng

    def rows(self, table: TableDraft) -> list[str]:
        """The table's lines."""
        cells = grids.grid(table)
        height, width = grids.size(cells)
        lines: list[str] = []
        for at in range(height):
            for place in range(width):
                cell = next((c for c in cells if c.column == place and c.row <= at < c.row + c.rowspan), None)
                if cell:
                    lines += self._cell(cell) if cell.row == at else ["\t"]
            lines.append("")
        return lines

    def _cell(self, cell: Cell) -> list[str]:
        if cell.figure:
            return ["\t" + self.spaced * self.rng.randint(0, 1) + cell.text + self.spaced * self.rng.randint(0, 1)]
        text = cell.text
        if self.bookmarks and self.rng.random() < 0.15:
            text = f"[bookmark: _Hlk{self.rng.randint(10000000, 99999999)}]{text}"
        elif len(text) > 3 and self.rng.random() < 0.08:
            cut = self.rng.randint(2, len(text) - 1)
            return ["\t" + text[:cut], text[cut:]]
        return ["\t" + text]
