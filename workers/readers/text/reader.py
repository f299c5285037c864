"""Text dumps → paragraphs and grids: rows by tabs, one cell a line, pipes, or runs of blanks."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from service.reports.figures import is_figure
from service.reports.report import Paragraph, Piece
from workers.limits import Limits
from workers.readers.charset import decode
from workers.readers.document import Block, Document, Grid, GridCell
from workers.readers.structure.furniture import is_page_number, without_site
from workers.readers.structure.heads import is_section_head
from workers.readers.structure.wrapping import broken_lines, rest_of_label, unwrapped
from workers.readers.tables import labels
from workers.readers.text.cell_runs import run

_LINE_END = re.compile(r"[\n\r\x0b\x85\u2028\u2029]")
_PIPE = re.compile(r"[|｜│┃¦]")
_FRAME = re.compile(r"[\s|｜+:=\-─━┌┐└┘├┤┬┴┼│┃]*")
_GAP = re.compile(r"[ \u2003]{2,}|\u3000+")
_CELL_END = re.compile(r"\t|[ \u2003]{2,}|\u3000+")
_BLANK = " \t\u3000\u200b\u200c\u200d\u2060\ufeff"
"""White space, and what can't be seen at all."""
_SENTENCE_END = tuple("。；！？;!?")
_PROSE = 60
"""More characters than this in a line are no cell."""
_SHORT = 12
_LONGEST_RUN = 1_000
"""Cells of a table that stand alone on their lines, at most."""
_new = tuple.__new__
"""Makes a cell in half the time of `GridCell(…)`, of which a report has hundreds."""


class _Line:
    def __init__(self, number: int, text: str) -> None:
        self.number, self.text, self.words = number, text, text.strip()
        self.is_prose = bool(self.words) and self._is_prose()

    def _is_prose(self) -> bool:
        """Whether it is a sentence or a section's head, which no cell of the form is."""
        if self.words.endswith(_SENTENCE_END) or is_section_head(self.words):
            return True
        if len(self.words) <= _PROSE:
            return False
        return any(len(cell) > _PROSE for cell in _CELL_END.split(labels.RESIDUE.sub("", self.words)))


_Row = list[tuple[str, int]]
"""Each cell's text and line."""


def read_text(data: bytes, limits: Limits) -> Document:
    """The paragraphs and tables of a text. Raises UndecodableText or LimitExceeded."""
    text = decode(data).replace("\f", " ")
    limits.check("characters", len(text))
    texts = _LINE_END.split(text.replace("\r\n", "\n"))
    lines = [_Line(number, line) for number, line in enumerate(texts, start=1) if not is_page_number(line)]
    limits.check("paragraphs", sum(1 for line in lines if line.words))
    blocks = list(_one_cell_a_line(lines) if _starts_cells_with_tabs(lines) else _one_row_a_line(_rows_joined(lines)))
    broken = broken_lines({line.number: line.text for line in lines})
    return Document(tuple(_checked(block, limits) for block in without_site(list(unwrapped(blocks, broken)))))


def _rows_joined(lines: Sequence[_Line]) -> list[_Line]:
    """The lines, rows made whole again that are broken inside a label."""
    whole: list[_Line] = []
    for line in lines:
        if whole and rest_of_label(whole[-1].text, line.text):
            whole[-1] = _Line(whole[-1].number, whole[-1].text.rstrip() + line.text.lstrip(" "))
        else:
            whole.append(line)
    return whole


def _checked(block: Block, limits: Limits) -> Block:
    if isinstance(block, Grid):
        limits.check("cells_a_table", len(block.cells))
    return block


def _starts_cells_with_tabs(lines: Sequence[_Line]) -> bool:
    """Whether a tab starts a cell (one cell a line), not parts one from the next (one row a line)."""
    tabbed = [line for line in lines if "\t" in line.text and not line.is_prose]
    leading = sum(line.text.startswith("\t") and "\t" not in line.text[1:] for line in tabbed)
    return leading * 2 > len(tabbed)


def _paragraph(line: _Line) -> Iterator[Block]:
    if line.words:
        yield Paragraph(" ".join(line.words.split("\t")), (Piece(0, line.number),))


def _grid(rows: Sequence[_Row]) -> Iterator[Block]:
    """The rows as a grid, or as paragraphs where they are only indented lines."""
    rows = [row for row in rows if row]
    if any(len(row) > 1 for row in rows) and (len(rows) > 1 or _is_row(rows[0])):
        cells = [
            _new(GridCell, (text, index, column, 1, 1, line, None, None, 1.0))
            for index, row in enumerate(rows)
            for column, (text, line) in enumerate(row)
        ]
        yield Grid(tuple(cells), aligned=False)
        return
    for row in rows:
        yield from _paragraph(_Line(row[0][1], " ".join(text for text, _ in row)))


def _cells_alone(lines: Sequence[_Line], start: int) -> tuple[int, list[_Row]]:
    """The rows of a table that begins there as cells alone on their lines, and how many lines it takes.

    Without rows, how many lines no such table begins at.
    """
    if "\t" in lines[start].text or not labels.find(lines[start].words) or is_section_head(lines[start].words):
        return 0, []
    near = takewhile(lambda line: "\t" not in line.text and not line.is_prose, lines[start : start + _LONGEST_RUN])
    taken, rows = run([line.words for line in near])
    return taken, [[(text, lines[start + at].number) for at, text in row] for row in rows]


def _is_row(row: _Row) -> bool:
    """Whether a single row is one of a table: a label in it, or so many figures as only the form has."""
    return any(labels.find(text) for text, _ in row) or _fits([text for text, _ in row if text.strip()])


def _one_row_a_line(lines: Sequence[_Line]) -> Iterator[Block]:
    rows: list[_Row] = []
    done = searched = 0
    for index, line in enumerate(lines):
        if index < done:
            continue
        taken, found = _cells_alone(lines, index) if index >= searched else (0, [])
        if found:
            rows += found
            done = index + taken
            continue
        searched = max(searched, index + taken)
        following = lines[index + 1] if index + 1 < len(lines) else _Line(0, "")
        texts = _split(line, bool(rows), following)
        if texts is not None:
            rows += [[(text, line.number) for text in texts]] if texts else []
            continue
        if rows:
            yield from _grid(rows)
            rows = []
        yield from _paragraph(line)
    yield from _grid(rows)


def _split(line: _Line, within: bool, following: _Line) -> list[str] | None:
    """The cells of a row; none for a frame between rows; None if the line is no row."""
    if not line.words and "\t" not in line.text:
        return None
    if "\t" in line.text.strip(" ") and not line.is_prose:
        texts = line.text.split("\t")
        if any(texts[:-1]) or within:
            return texts
    if len(_PIPE.findall(line.text)) > 1:
        return [] if _FRAME.fullmatch(line.text) else _between_pipes(line.words)
    if line.is_prose:
        return None
    for texts in (_between_pipes(line.words), _GAP.split(line.words), _labelled(line.words), line.words.split()):
        if len(texts) > 1 and _fits(texts):
            return texts
    if _is_header(texts := _GAP.split(line.words)):
        return texts
    continues = within or "\t" in following.text.strip()
    return [line.words] if continues and labels.find(line.words) else None


def _between_pipes(words: str) -> list[str]:
    """The cells of a row that pipes part, blanks around them left out."""
    return [cell.strip() for cell in _PIPE.split(words.strip("|｜│┃¦"))]


def _labelled(words: str) -> list[str]:
    """A label, blanks in it or not, and the figures behind it."""
    pieces = words.split()
    figures = next((n for n, piece in enumerate(reversed(pieces)) if not is_figure(piece)), len(pieces))
    label = pieces[: len(pieces) - figures]
    return [" ".join(label), *pieces[len(label) :]] if label else pieces


def _fits(texts: Sequence[str]) -> bool:
    """Whether pieces between gaps are a row of the form: labels, then figures, or labels alone."""
    figures = [is_figure(text.strip(_BLANK)) for text in texts]
    if all(figures):
        return len(texts) >= 5
    known = [bool(labels.find(text)) for text in texts]
    return all(f or k for f, k in zip(figures, known, strict=True))


def _is_header(texts: Sequence[str]) -> bool:
    """Whether pieces between gaps are headings side by side, most of them the form's."""
    known = [text for text in texts if any(match.role is not labels.Role.ROW for match in labels.find(text))]
    titled = len(texts) > 1 and any(match.key == "heading" for match in labels.find(texts[0]))
    enough = titled or (len(texts) > 2 and 2 * len(known) > len(texts))
    return enough and all(len(text) <= _SHORT for text in texts)


def _one_cell_a_line(lines: Sequence[_Line]) -> Iterator[Block]:
    table = _Cells()
    for index, line in enumerate(lines):
        if line.text.startswith("\t") and not line.is_prose:
            table.start(line)
        elif not line.words and "\t" not in line.text:
            table.gap += 1
        elif table.goes_on(line, lines[index + 1 : index + 4]):
            table.add(line)
        else:
            yield from _grid(table.rows)
            table = _Cells()
            yield from _paragraph(line)
    yield from _grid(table.rows)


class _Cells:
    """Rows that grow cell by cell; `gap` counts the empty lines since the last text."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.gap = 0

    def start(self, line: _Line) -> None:
        """A cell, in a new row after an empty line."""
        if self.gap or not self.rows:
            self.rows.append([])
        texts = line.text[1:].split("\t")
        self.rows[-1] += [(text.strip(" \r"), line.number) for text in texts]
        self.gap = 0

    def goes_on(self, line: _Line, following: Sequence[_Line]) -> bool:
        """Whether a line without a tab belongs to the cell before, even after one empty line."""
        if not self.rows or self.gap > 1 or is_section_head(line.words):
            return False
        last = self.rows[-1][-1][0].strip()
        if labels.find(last + line.words):
            return True
        if is_figure(last):
            return self.gap == 0 and line.words.startswith(("（", "(", *"0123456789"))
        if self.gap == 0:
            return not line.is_prose and bool(last or labels.find(line.words))
        ahead = next((near for near in following if near.words or "\t" in near.text), None)
        within = ahead is not None and ahead.text.startswith("\t")
        return within and bool(last) and len(line.words) <= _SHORT

    def add(self, line: _Line) -> None:
        """More text of the last cell."""
        text, number = self.rows[-1][-1]
        between = " " if text[-1:].isascii() and line.words[:1].isascii() and text.strip() else ""
        self.rows[-1][-1] = (f"{text}{between}{line.words}", number)
        self.gap = 0
