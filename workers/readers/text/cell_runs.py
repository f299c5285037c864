"""Tables of which a conversion left nothing but their cells, one a line: no tabs, no empty lines between rows."""

from collections.abc import Sequence

from service.reports.figures import is_figure
from workers.readers.tables import labels
from workers.readers.tables.labels import Role

_FIGURES, _LABELS = 5, 4
"""So many figures and labels at least make a run of lines a table."""
_GAP = 2
"""Empty lines and lines of other words that a run may have between two cells, at most."""
_SHORT = 12
"""Characters of such other words at most."""
Cell = tuple[int, str]
"""The line that a cell begins on, and what it says."""

_HEADS = ("applicants", "organizations", "heading")
"""Labels of groups that headings of columns stand beside."""
_ROW_GROUPS = ("outcomes",)
_OPENERS = ("heading", "corner", "clause")
"""Labels that begin a row whatever stands before them."""


def run(lines: Sequence[str]) -> tuple[int, list[list[Cell]]]:
    """How many lines the table that begins with the first of `lines` takes, and its rows.

    No rows where no table begins there: the first line must be a label of the form, and figures must follow. None
    begins at any of the lines that were looked at then, either, and their number is given.
    """
    cells: list[Cell] = []
    gap, done, index = 0, 0, 0
    for index, line in enumerate(lines):
        if index < done:
            continue
        text = line.strip()
        label, end = _unbroken(lines, index)
        if end or _is_cell(text):
            cells.append((index, label or text))
            done = end or index + 1
            gap = 0
            continue
        if (
            text
            and cells
            and index == cells[-1][0] + 1
            and _is_heading(cells[-1][1], text, lines[index + 1 : index + 2])
        ):
            cells.append((index, text))
            done = index + 1
            continue
        gap += 1
        if gap > _GAP or index == 0 or len(text) > _SHORT:
            break
    figures = sum(1 for _, text in cells if is_figure(text))
    if figures < _FIGURES or len(cells) - figures < _LABELS:
        return index + 1, []
    return max(done, cells[-1][0] + 1), _rows(cells)


def _is_heading(before: str, text: str, following: Sequence[str]) -> bool:
    """Whether other words stand between headings of columns, or behind one and before a row."""
    after = {match.key if match.key in _HEADS else match.role for line in following for match in labels.find(line)}
    heads = any(match.role is Role.COLUMN or match.key in _HEADS for match in labels.find(before))
    return heads and len(text) <= _SHORT and bool(after & {Role.COLUMN, Role.ROW, *_HEADS})


def _unbroken(lines: Sequence[str], index: int) -> tuple[str, int]:
    """The label that breaks over this line and the next that has words, and where it ends; 0 where none does."""
    following = next((at for at in range(index + 1, min(index + 1 + _GAP, len(lines))) if lines[at].strip()), None)
    first, second = lines[index].strip(), lines[following].strip() if following else ""
    if following is None or not first or len(first + second) > _SHORT or _is_cell(second):
        return "", 0
    return (first + second, following + 1) if labels.is_exact(first + second) else ("", 0)


def _is_cell(text: str) -> bool:
    return is_figure(text) or (len(text) < 60 and bool(labels.find(text)))


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for index, text in cells:
        before = [words for _, words in rows[-1]] if rows else []
        if not rows or (_figure_begins(before) if is_figure(text) else _label_begins(text, before)):
            rows.append([])
        rows[-1].append((index, text))
    return rows


def _figure_begins(before: Sequence[str]) -> bool:
    """Whether a figure begins a row: the one before has nothing but headings of columns."""
    return any(_roles(text) == {Role.COLUMN} for text in before)


def _label_begins(text: str, before: Sequence[str]) -> bool:
    """Whether a label begins a row: figures stand before it, or headings of columns that it is none of."""
    if is_figure(before[-1]) or any(match.key.startswith(_OPENERS) for match in labels.find(text)):
        return True
    if _is(before[-1], "total") and any(_is(label, "organizations") for label in before):
        return True
    if len(before) > 1 and not labels.find(before[-1]) and _is(before[-2], "organizations"):
        return _is(text, "commercial_enterprise")
    return (_roles(text) == {Role.ROW} or _groups([text])) and not _groups(before)


def _groups(before: Sequence[str]) -> bool:
    """Whether these are nothing but labels of groups of rows."""
    return all(
        _roles(text) == {Role.GROUP} and any(match.key.startswith(_ROW_GROUPS) for match in labels.find(text))
        for text in before
    )


def _is(text: str, key: str) -> bool:
    return any(match.key == key for match in labels.find(text))


def _roles(text: str) -> set[Role]:
    return {match.role for match in labels.find(text)}
