"""Prints text and ruled tables into PDFs with reportlab, over page ends, so that every cell is known."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.grids import Cell, Grid, size
from tests.corpus.rendering.font import font_file
from tests.workers.readers.pdf.borders import Border, Box, strokes

FONT = "CorpusSong"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 72.0, 523.0, 770.0, 80.0
EM, LEADING = 9.0, 11.0
BODY = 14.0

pdfmetrics.registerFont(TTFont(FONT, font_file()))


@dataclass(frozen=True)
class Setting:
    """How a table is set."""

    border: Border = strokes
    repeat: int = 0
    """Rows at its top that are printed again on every page."""
    inside: bool = False
    """Whether a page's end may cut a row."""
    label: str = "first"
    """The part of a merged cell that its text stands in: `first`, `last`, or `split` where it falls."""
    open_end: bool = False
    """Whether no line closes it where a page's end cuts it."""
    least: float = 18.0
    """The least height of a row."""
    lost: Callable[[Box], bool] | None = None
    """Which walls are left out."""


class Press:
    """A PDF being printed, page by page from the top."""

    def __init__(self, *, head: str = "", numbers: str = "- {} -", prepare: Callable[[Canvas], None] = lambda _: None):
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=(WIDTH, HEIGHT))
        self._head, self._numbers, self._prepare = head, numbers, prepare
        self._page = 0
        self._start()

    def text(self, text: str, *, em: float = BODY, indent: float = 2.0, centred: bool = False) -> None:
        """A paragraph, broken into lines."""
        room = RIGHT - LEFT
        for i, line in enumerate(wrapped(text, room - em, em, indent)):
            self._room_for(em * 1.8)
            self.y -= em * 1.8
            self.canvas.setFont(FONT, em)
            x = LEFT + (indent * em if i == 0 else 0)
            if centred:
                x = (LEFT + RIGHT - pdfmetrics.stringWidth(line, FONT, em)) / 2
            self.canvas.drawString(x, self.y, line)

    def table(self, grid: Grid, setting: Setting = Setting()) -> None:
        """A table, from here over as many pages as it needs."""
        self.y -= 8
        layout = Layout(grid, setting)
        start = 0.0
        while start < layout.height:
            head = layout.rows[setting.repeat] if start and setting.repeat else 0.0
            end = layout.cut(start, start + self.y - BOTTOM - head)
            if end > start:
                if head:
                    layout.print(self.canvas, 0.0, head, self.y)
                    self.y -= head
                layout.print(self.canvas, start, end, self.y)
                self.y -= end - start
                start = end
            if start < layout.height:
                self.next_page()
        self.y -= 8

    def next_page(self) -> None:
        """Ends the page."""
        if self._numbers:
            self.canvas.setFont(FONT, 10)
            self.canvas.drawCentredString(WIDTH / 2, 45, self._numbers.format(self._page))
        self.canvas.showPage()
        self._start()

    def done(self) -> bytes:
        """The file."""
        self.next_page()
        self.canvas.save()
        return self._file.getvalue()

    def _start(self) -> None:
        self._page += 1
        self._prepare(self.canvas)
        self.y = TOP
        if self._head:
            self.canvas.setFont(FONT, 9)
            self.canvas.drawString(LEFT, 805, self._head)

    def _room_for(self, height: float) -> None:
        if self.y - height < BOTTOM:
            self.next_page()


class Layout:
    """Where a table's cells and lines come to stand, measured down from its top."""

    def __init__(self, grid: Grid, setting: Setting):
        self.setting = setting
        rows, columns = size(grid)
        shares = {10: [2.2, 6, 13, *[3] * 7], 4: [8, 6, 6, 6], 15: [1] * 15}.get(columns, [1] * columns)
        self.columns = _running(LEFT, [share * (RIGHT - LEFT) / sum(shares) for share in shares])
        heights = [setting.least] * rows
        for cell in sorted(grid, key=lambda cell: cell.rowspan):
            need = len(self.lines(cell)) * LEADING + 6
            have = sum(heights[cell.row : cell.row + cell.rowspan])
            heights[cell.row + cell.rowspan - 1] += max(need - have, 0)
        self.rows = _running(0.0, heights)
        self.height = self.rows[-1]
        self.grid = grid

    def lines(self, cell: Cell) -> list[str]:
        """The cell's text in lines."""
        return wrapped(cell.text, self.columns[cell.column + cell.colspan] - self.columns[cell.column] - 4, EM)

    def cut(self, start: float, limit: float) -> float:
        """The lowest place up to the limit where a page may end."""
        if limit >= self.height:
            return self.height
        whole = max(row for row in self.rows if row <= max(limit, start))
        if not start and whole <= self.rows[self.setting.repeat]:
            return start
        if not self.setting.inside:
            return whole
        inside = [at for at in (limit - step for step in range(40)) if at > whole + 4 and not self._in_a_line(at)]
        return inside[0] if inside else whole

    def print(self, canvas: Canvas, start: float, end: float, y: float) -> None:
        """Prints what of the table lies between two heights, the first of them at `y`."""
        boxes, walls = [], []
        for cell in self.grid:
            top, bottom = self._height(cell)
            if bottom <= start or top >= end:
                continue
            left, right = self.columns[cell.column], self.columns[cell.column + cell.colspan]
            upper, lower = y - (max(top, start) - start), y - (min(bottom, end) - start)
            boxes.append((left, lower, right, upper))
            walls += [(left, lower, left, upper), (right, lower, right, upper)]
            if top >= start or not self.setting.open_end:
                walls.append((left, upper, right, upper))
            if bottom <= end or not self.setting.open_end:
                walls.append((left, lower, right, lower))
        kept = [wall for wall in walls if not (self.setting.lost and self.setting.lost(wall))]
        self.setting.border(canvas, kept, boxes)
        self._write(canvas, start, end, y)

    def _write(self, canvas: Canvas, start: float, end: float, y: float) -> None:
        canvas.setFont(FONT, EM)
        for cell in self.grid:
            middle = (self.columns[cell.column] + self.columns[cell.column + cell.colspan]) / 2
            for top, line in self._placed(cell, start, end):
                if start <= top < end:
                    canvas.drawCentredString(middle, y - (top - start) - EM * 0.88, line)

    def _placed(self, cell: Cell, start: float, end: float) -> Iterable[tuple[float, str]]:
        """The cell's lines with the height of each; `first` and `last` crowd them into one part."""
        top, bottom = self._height(cell)
        lines = self.lines(cell)
        need = len(lines) * LEADING
        if self.setting.label == "first" and bottom > end >= top and end - max(top, start) >= need and top >= start:
            bottom = end
        elif (self.setting.label == "first" and top < start < bottom and self._fitted(cell, start)) or (
            self.setting.label == "last" and cell.rowspan > 1 and top < end < bottom
        ):
            return []
        elif self.setting.label == "last" and cell.rowspan > 1 and top < start < bottom:
            top = start
        at = (top + bottom - need) / 2 + (LEADING - EM) / 2
        placed = []
        for line in lines:
            for cut in (start, end):
                if at < cut < at + EM + 1:
                    at = cut + 1
            placed.append((at, line))
            at += LEADING
        return placed

    def _fitted(self, cell: Cell, cut: float) -> bool:
        return cut - self._height(cell)[0] >= len(self.lines(cell)) * LEADING

    def _height(self, cell: Cell) -> tuple[float, float]:
        return self.rows[cell.row], self.rows[cell.row + cell.rowspan]

    def _in_a_line(self, at: float) -> bool:
        return any(top - 1 < at < top + EM + 1 for cell in self.grid for top, _ in self._placed(cell, 0.0, self.height))


def wrapped(text: str, width: float, em: float, indent: float = 0.0) -> list[str]:
    """The text in lines of that width, the first set in by so many em."""
    lines, used = [""], indent * em
    for char in text:
        step = pdfmetrics.stringWidth(char, FONT, em)
        if lines[-1] and used + step > width:
            lines.append("")
            used = 0.0
        lines[-1] += char
        used += step
    return [line for line in lines if line]


def _running(start: float, steps: Sequence[float]) -> list[float]:
    edges = [start]
    for step in steps:
        edges.append(edges[-1] + step)
    return edges
