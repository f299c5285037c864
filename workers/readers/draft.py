"""Drafts from an editor, text and tables as JSON → the same paragraphs and grids that their document would have."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from service.errors import DamagedFile
from service.reports import form
from service.reports.report import Paragraph
from workers.limits import Limits
from workers.readers.document import Block, Document, Grid, GridCell

_Figures = Mapping[str, Mapping[str, Any]]


def read_draft(data: bytes, limits: Limits) -> Document:
    """The paragraphs and tables of a draft. Raises DamagedFile, LimitExceeded."""
    try:
        blocks = tuple(_blocks(json.loads(data)))
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise DamagedFile(kind="JSON") from None
    limits.check("characters", sum(len(block.text) for block in blocks if isinstance(block, Paragraph)))
    return Document(blocks)


def _blocks(said: Mapping[str, Any]) -> Iterator[Block]:
    yield from _paragraphs(said.get("title") or "")
    texts: dict[int, list[str]] = {}
    for section in said.get("sections") or ():
        texts.setdefault(int(section["number"]), []).append(section.get("text") or "")
    tables = {table: rows for table, rows in (said.get("tables") or {}).items() if rows}
    for number in sorted({*texts, *(form.TABLE_SECTIONS[table] for table in tables)}):
        yield Paragraph(form.section_name(number), emphasis=True)
        for table, rows in tables.items():
            if form.TABLE_SECTIONS[table] == number:
                yield _grid(_LAYOUTS[table](rows))
        for text in texts.get(number, ()):
            yield from _paragraphs(text)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    yield from (Paragraph(line.strip()) for line in text.splitlines() if line.strip())


_Rows = list[list[tuple[str, int]]]
"""Each cell's text and how many columns it spans."""


def _grid(rows: _Rows) -> Grid:
    cells = []
    for index, row in enumerate(rows):
        column = 0
        for text, span in row:
            cells.append(GridCell(text, index, column, colspan=span))
            column += span
    return Grid(tuple(cells))


def _disclosure(said: _Figures) -> _Rows:
    """Table two: under each head the rows that have its columns."""
    rows: _Rows = []
    head: tuple[str, ...] = ()
    for key, columns in form.DISCLOSURE_CELLS.items():
        if key not in said:
            continue
        if columns != head:
            head = columns
            rows.append(_spread(["信息内容", *(form.DISCLOSURE_COLUMNS[column] for column in columns)]))
        rows.append(_spread([form.DISCLOSURE_ROWS[key], *(_text(said[key], column) for column in columns)]))
    return rows


def _applications(said: _Figures) -> _Rows:
    """Table three: groups stand over their rows."""
    rows = [[("", 1), *((label, 1) for label in form.APPLICATION_COLUMNS.values())]]
    above: set[str] = set()
    for key in dict.fromkeys([*form.APPLICATION_ROWS, *said]):
        if key not in said:
            continue
        for group, label in form.GROUPS.items():
            if key.startswith(f"{group}.") and group not in above:
                above.add(group)
                rows.append([(label, 1), *(("", 1) for _ in form.APPLICATION_COLUMNS)])
        figures = [_text(said[key], column) for column in form.APPLICATION_COLUMNS]
        rows.append(_spread([form.row_label("applications", key), *figures]))
    return rows


def _reviews(said: _Figures) -> _Rows:
    """Table four: all on one line, under two or three of heads."""
    width = len(form.REVIEW_COLUMNS)
    given = [key for key in form.REVIEW_ROWS if key in said]
    lawsuits = [key for key in given if key != "review"]
    top = [(form.REVIEW_ROWS["review"], width)] if "review" in given else []
    upper = [*top, *([("行政诉讼", width * len(lawsuits))] if lawsuits else [])]
    lower = [*((("", width),) if top else ()), *((form.REVIEW_ROWS[key], width) for key in lawsuits)]
    heads = [(label, 1) for _ in given for label in form.REVIEW_COLUMNS.values()]
    figures = [(_text(said[key], column), 1) for key in given for column in form.REVIEW_COLUMNS]
    return [upper, lower, heads, figures]


_LAYOUTS = {"disclosure": _disclosure, "applications": _applications, "reviews": _reviews}


def _spread(texts: list[str]) -> list[tuple[str, int]]:
    return [(text, 1) for text in texts]


def _text(cells: Mapping[str, Any], column: str) -> str:
    return str(cells.get(column, ""))
