"""A draft laid out on pages: lines of text and cell boxes in points from the top left, for PDF, OFD and scans."""

import unicodedata
from dataclasses import dataclass, field
from random import Random

from tests.corpus import grids
from tests.corpus.draft import Draft, TableDraft
from tests.corpus.grids import Grid
from tests.corpus.rendering.blocks import Line, blocks

WIDTH, HEIGHT = 595.0, 842.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 80.0, 72.0, 515.0, 770.0
_PAD = 3.0


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: where it begins and its baseline. `gap` is added after each character."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell's outline on a page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Page:
    """A page; `tables` holds the boxes of each table, or part of one, on it."""

    texts: list[Text] = field(default_factory=list)
    tables: list[list[Box]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Style:
    """What varies: sizes, running matter, letter-spaced heads, a vertical label."""

    size: float = 14.0
    page_numbers: str = "- {} -"
    running_head: str = ""
    head_gap: float = 0.0
    vertical: bool = True

    @classmethod
    def invent(cls, draft: Draft, rng: Random) -> "Style":
        """A style at random."""
        return cls(
            size=rng.choice((12.0, 14.0, 16.0)),
            page_numbers=rng.choice(("- {} -", "{}", "— {} —", "第{}页", "")),
            running_head=rng.choice(("", "", f"{draft.body.name}文件")),
            head_gap=rng.choice((0.0, 0.0, 3.0)),
            vertical=rng.random() < 0.6,
        )


def pages(draft: Draft, rng: Random) -> list[Page]:
    """The report on its pages; tables break where the page ends, inside merged cells too."""
    flow = _Flow(Style.invent(draft, rng), rng)
    for block in blocks(draft):
        if isinstance(block, Line):
            flow.line(block)
        else:
            flow.table(block)
    for number, page in enumerate(flow.pages, 1):
        flow.furnish(page, number)
    return flow.pages


def width_of(text: str, size: float) -> float:
    """Roughly how wide a text is set: Chinese characters an em, others half of one."""
    return sum(size if unicodedata.east_asian_width(char) in "WFA" else size / 2 for char in text)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than that; a stop may hang over the edge."""
    lines, line = [], ""
    for char in text:
        if line and width_of(line + char, size) > width and char not in "，。；：、）”》":
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


class _Flow:
    def __init__(self, style: Style, rng: Random) -> None:
        self.style, self.rng = style, rng
        self.pages = [Page()]
        self.y = _TOP

    def line(self, line: Line) -> None:
        """A paragraph, from the left edge with an indent, or set to the middle or right."""
        size = self.style.size + (6 if line.kind == "title" else 0)
        headed = line.kind in ("title", "section")
        indent = 2 * size if line.kind in ("text", "head", "section") else 0.0
        for place, text in enumerate(wrapped(("　　" if indent else "") + line.text, _RIGHT - _LEFT, size)):
            self._room(size * 1.7)
            self.y += size * 1.7
            shown = text.lstrip("　") if place == 0 else text
            gap = self.style.head_gap if headed and width_of(text, size) + 3 * len(text) < _RIGHT - _LEFT else 0.0
            x = _LEFT + (indent if place == 0 else 0.0)
            if line.kind == "title":
                x = (_LEFT + _RIGHT - width_of(shown, size) - gap * len(shown)) / 2
            elif line.kind in ("signature", "date"):
                x = _RIGHT - width_of(shown, size) - 10
            self.pages[-1].texts.append(Text(x, self.y, shown, size, headed, gap))

    def table(self, table: TableDraft) -> None:
        """A table in as many parts as pages are needed."""
        cells = grids.grid(table)
        edges = _columns(cells)
        heights = _heights(cells, edges)
        at = 0
        while at < len(heights):
            self._room(sum(heights[at : at + 2]) + 10)
            self.y += 8
            end, used = at, 0.0
            while end < len(heights) and self.y + used + heights[end] <= _BOTTOM:
                used += heights[end]
                end += 1
            self._part(cells, edges, heights, at, end)
            self.y += used + 4
            at = end

    def furnish(self, page: Page, number: int) -> None:
        """Running head and page number."""
        if self.style.running_head:
            page.texts.append(Text(_LEFT, 45, self.style.running_head, 9))
        if self.style.page_numbers:
            page.texts.append(Text(WIDTH / 2 - 12, HEIGHT - 45, self.style.page_numbers.format(number), 10))

    def _room(self, needed: float) -> None:
        if self.y + needed > _BOTTOM:
            self.pages.append(Page())
            self.y = _TOP

    def _part(self, cells: Grid, edges: list[float], heights: list[float], start: int, end: int) -> None:
        tops = [self.y]
        for height in heights[start:end]:
            tops.append(tops[-1] + height)
        boxes = []
        for cell in cells:
            first, last = max(cell.row, start), min(cell.row + cell.rowspan, end)
            if first >= last:
                continue
            box = Box(edges[cell.column], tops[first - start], edges[cell.column + cell.colspan], tops[last - start])
            boxes.append(box)
            if _speaks(cell, heights, start, end):
                self._write(cell, box)
        self.pages[-1].tables.append(boxes)

    def _write(self, cell: grids.Cell, box: Box) -> None:
        size = 9.0
        lines = wrapped(cell.text, box.right - box.left - 2 * _PAD, size)
        if self.style.vertical and cell.text.startswith("三、本年度"):
            lines = list(cell.text)
        pitch = min(size * 1.25, (box.bottom - box.top - 2) / len(lines))
        y = (box.top + box.bottom - pitch * len(lines)) / 2 + pitch * 0.85
        for line in lines:
            x = box.left + _PAD
            if cell.figure or len(lines) > len(cell.text) - 1 > 1:
                x = (box.left + box.right - width_of(line, size)) / 2
            self.pages[-1].texts.append(Text(x, y, line, size))
            y += pitch


def _speaks(cell: grids.Cell, heights: list[float], start: int, end: int) -> bool:
    """Whether this part of a cell, the highest one, carries its text."""
    first, last = max(cell.row, start), min(cell.row + cell.rowspan, end)
    rest = sum(heights[cell.row : start]), sum(heights[end : cell.row + cell.rowspan])
    mine = sum(heights[first:last])
    return mine > rest[0] and mine >= rest[1]


def _columns(cells: Grid) -> list[float]:
    """The columns' edges."""
    _, count = grids.size(cells)
    whole = _RIGHT - _LEFT
    widths = [whole / count] * count
    labels = [38.0, 68.0, 124.0]
    if count > len(labels) + 3 and not any(cell.text == "行政复议" for cell in cells):
        widths = [*labels, *([(whole - sum(labels)) / (count - 3)] * (count - 3))]
    edges = [_LEFT]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _heights(cells: Grid, edges: list[float]) -> list[float]:
    """The rows' heights, by the text of the cells that stand in one row alone."""
    count, _ = grids.size(cells)
    heights = [18.0] * count
    for cell in cells:
        width = edges[cell.column + cell.colspan] - edges[cell.column] - 2 * _PAD
        needed = len(wrapped(cell.text, width, 9.0)) * 11.5 + 6
        missing = needed - sum(heights[cell.row : cell.row + cell.rowspan])
        if missing > 0:
            heights[cell.row] += missing
    return heights
