"""Rows of a statutory table that stand in the text: the table is there, but no rules or cells of it were found."""

import re
from collections.abc import Iterable, Iterator, Sequence

from service.reports import form
from service.reports.characters import visible
from service.reports.figures import DASH
from service.reports.report import Paragraph
from workers.readers.tables import labels
from workers.readers.tables.labels import Role

_ENOUGH = 2
"""So many rows of a table, a label and its figures on a line, are no sentences."""
_ALONE = 6
"""So many figures, each alone on its line, are no sentences either."""
_CELLS = 3
"""So many labels and so many figures, each on a line of its own, are the cells of a table."""
_LONGEST = 120
_TABLES = {section: table for table, section in form.TABLE_SECTIONS.items()}
_FIGURE = rf"(?:\d[\d,.]*[件项条个次宗]?|{DASH}+)"
_ROW = re.compile(rf"(?P<label>.*[^-\d\s,.。，;；:：–—－/])\s*?(?P<figures>{_FIGURE}(?:\s+{_FIGURE})*)")
_STOP = re.compile(r"[、，。；;,]")
_HEADING = {
    table: re.compile("|".join(map(labels.wording, (*columns.values(), *more))))
    for table, columns, more in (
        ("disclosure", form.DISCLOSURE_COLUMNS, ("信息内容",)),
        ("applications", form.APPLICATION_COLUMNS, ("申请人情况", "法人或其他组织")),
        ("reviews", form.REVIEW_COLUMNS, (*form.REVIEW_ROWS.values(), "行政诉讼")),
    )
}
_HEADINGS = {table: re.compile(f"(?:{heading.pattern})+") for table, heading in _HEADING.items()}
_FIGURES = re.compile(rf"{_FIGURE}(?:\s+{_FIGURE})*")
_RUN = re.compile(rf"(?:^|[^-\d,.—–－/]){_FIGURE}(?:(?:\s+{_FIGURE}){{4,}}|(?:\s+{_FIGURE}){{2,}}$)")
"""Figures side by side as no sentence has them: five anywhere in a line, or three at its end."""
_LINE = re.compile(rf"(?:{_FIGURE}\s+){{9,}}{_FIGURE}")
"""The figures of table four, side by side."""
_CLAUSE = re.compile(r"第二十条第[（(][一五六八九][）)]项")
"""What stands over a block of table two."""


def has_loose_rows(number: int, paragraphs: Iterable[Paragraph]) -> bool:
    """Whether rows of the section's table stand among its paragraphs, a row a line or a cell a line."""
    table = _TABLES.get(number)
    if table is None:
        return False
    texts = [visible(paragraph.text).strip() for paragraph in paragraphs if len(paragraph.text) <= _LONGEST]
    if len(set(_rows(texts, table))) >= _ENOUGH or any(_is_line_of_labels(text, table) for text in texts):
        return True
    if _are_pieces(texts):
        return True
    named = {match.key for text in texts for match in labels.find(text) if match.table == table and match.exact}
    return len(named) >= _CELLS and sum(bool(_FIGURES.fullmatch(text)) for text in texts) >= _CELLS


def _are_pieces(texts: Sequence[str]) -> bool:
    """Whether lines are what is left of rows whose labels broke in narrow cells: runs of figures, and figures alone."""
    runs = sum(bool(_RUN.search(text)) for text in texts)
    alone = sum(bool(_FIGURES.fullmatch(text)) for text in texts)
    blocks = {text for text in texts if _CLAUSE.fullmatch(text)}
    return max(len(blocks), runs) >= _ENOUGH or alone >= _ALONE or any(map(_LINE.fullmatch, texts))


def _rows(texts: Iterable[str], table: str) -> Iterator[str]:
    """The keys of the rows whose label stands before figures in one line."""
    for text in texts:
        if row := _ROW.fullmatch(text):
            yield from (
                match.key
                for match in labels.find(row["label"])
                if match.exact and match.table == table and match.role is Role.ROW
            )


def _is_line_of_labels(text: str, table: str) -> bool:
    """Whether a line says nothing but several headings, as they stand side by side over figures."""
    if _STOP.search(text) or not _HEADINGS[table].fullmatch(words := labels.wording(text)):
        return False
    return len(_HEADING[table].findall(words)) > 1
