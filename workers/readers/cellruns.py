"""Tables of which a conversion left nothing but their cells, one a line: no tabs, no empty lines between rows."""

import re
from collections.abc import Sequence

from workers.readers import labels
from workers.readers.labels import Role

_FIGURE = re.compile(r"\d[\d,. \u00a0]*|[—–－/-]")
_FIGURES, _LABELS = 5, 4
"""So many figures and labels at least make a run of lines a table."""
_GAP = 2
"""Empty lines and lines of other words that a run may have between two cells, at most."""
_SHORT = 12
"""Characters of such other words at most."""
_ROW_GROUPS = ("outcomes",)
_OPENERS = ("heading", "corner", "clause")
"""Labels that begin a row whatever stands before them."""


def run(lines: Sequence[str]) -> tuple[int, list[list[int]]]:
    """How many lines the table that begins with the first of `lines` takes, and its rows as indexes of lines.

    No rows where no table begins there: the first line must be a label of the form, and figures must follow.
    """
    cells, gap = [], 0
    for index, line in enumerate(lines):
        text = line.strip()
        if _is_cell(text):
            cells.append(index)
            gap = 0
            continue
        gap += 1
        if gap > _GAP or index == 0 or len(text) > _SHORT:
            break
    figures = sum(1 for index in cells if _FIGURE.fullmatch(lines[index].strip()))
    if figures < _FIGURES or len(cells) - figures < _LABELS:
        return 0, []
    return cells[-1] + 1, _rows(lines, cells)


def _is_cell(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text) or (len(text) < 60 and labels.find(text)))


def _rows(lines: Sequence[str], cells: Sequence[int]) -> list[list[int]]:
    rows: list[list[int]] = []
    for index in cells:
        text = lines[index].strip()
        before = [lines[other].strip() for other in rows[-1]] if rows else []
        if not rows or (_figure_begins(before) if _FIGURE.fullmatch(text) else _label_begins(text, before)):
            rows.append([])
        rows[-1].append(index)
    return rows


def _figure_begins(before: Sequence[str]) -> bool:
    """Whether a figure begins a row: the one before has nothing but headings of columns."""
    return any(_roles(text) == {Role.COLUMN} for text in before)


def _label_begins(text: str, before: Sequence[str]) -> bool:
    """Whether a label begins a row: figures stand before it, or headings of columns that it is none of."""
    if _FIGURE.fullmatch(before[-1]) or any(match.key.startswith(_OPENERS) for match in labels.find(text)):
        return True
    if _is(before[-1], "total") and any(_is(label, "organizations") for label in before):
        return True
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
