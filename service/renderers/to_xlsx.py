"""A batch as an Excel workbook: its reports, all that was found, and how often each rule was broken."""

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from service.audits.audit import JSON
from service.errors import Language
from service.renderers import problems, words
from service.renderers.audited import TO_CHECK, WEIGHTS, counts, in_words, weight
from service.renderers.batches import Entry
from service.renderers.to_json import localised
from service.rules import RULES

_CATEGORIES = ("arithmetic", "year", "section", "consistency", "table", "text")
_BODIES = (
    "agency",
    "report_year",
    "file",
    "status",
    "verdict",
    *WEIGHTS,
    *_CATEGORIES,
    "between",
    "parts_unread",
    "problem",
    "audit",
)
_FINDINGS = (
    *("agency", "report_year", "file", "severity", "category", "rule", "message", "expected", "actual", "difference"),
    *("place", "quote", "suggestion", "suppressed", "id", "audit"),
)
_RULES = ("rule", "message", "category", "severity", "found", "to_check", "files")
_WIDE = {
    "agency": 30,
    "file": 36,
    "message": 60,
    "place": 36,
    "quote": 40,
    "suggestion": 50,
    "parts_unread": 50,
    "problem": 50,
    "id": 20,
    "audit": 32,
}
_A4 = 9
_LONGEST = 32_000
"""Characters that a cell of Excel may hold, and a few less."""
_NARROW = 11
"""Characters that a column is wide, unless it is among the wide ones."""
_LINE, _TALLEST = 15, 400
"""Points."""
_COLOURS = {"error": "#C62828", "warning": "#B26A00", "note": "#1565C0", "to_check": "#00695C"}


def to_xlsx(entries: Sequence[Entry], between: Sequence[JSON], language: Language) -> bytes:
    """The workbook. `entries` have their whole results; `between` are the findings between them, each with its `audit`.

    Every text is written as one, so that nothing of a report is run as a formula.
    """
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "constant_memory": False})
    sheets = _Sheets(book, language)
    by_audit = {entry.member.audit: entry for entry in entries}
    own = [(entry, found) for entry in entries if entry.result for found in entry.result.findings]
    found = [*own, *((by_audit[each["audit"]], each) for each in between if each["audit"] in by_audit)]
    sheets.add("bodies", _BODIES, (_body(entry, between, language) for entry in entries))
    sheets.add(
        "findings", _FINDINGS, (in_words(localised(each, language), language) | _about(entry) for entry, each in found)
    )
    sheets.add("rules", _RULES, _rules(found, language))
    book.close()
    return written.getvalue()


class _Sheets:
    """Writes tables, each on a sheet of its own with fixed heads and filters."""

    def __init__(self, book: Any, language: Language) -> None:
        self._book, self._said = book, words.WORDS[language]
        self._head = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._coloured = {self._said[name]: self._colour(colour) for name, colour in _COLOURS.items()}

    def add(self, name: str, columns: Sequence[str], rows: Iterable[JSON]) -> None:
        """A sheet with a row of heads and the rows below."""
        sheet, last = self._book.add_worksheet(self._said[name]), 0
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _WIDE.get(column, _NARROW))
            sheet.write_string(0, at, self._said[column], self._head)
        for last, row in enumerate(rows, 1):
            sheet.set_row(last, _height(row, columns))
            for at, column in enumerate(columns):
                self._write(sheet, last, at, row.get(column))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _write(self, sheet: Any, row: int, column: int, value: object) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self._text)
        elif value is not None:
            text = str(value)[:_LONGEST]
            sheet.write_string(row, column, text, self._coloured.get(text, self._text))

    def _colour(self, colour: str) -> Any:
        return self._book.add_format({"font_color": colour, "text_wrap": True, "valign": "top"})


def _height(row: JSON, columns: Sequence[str]) -> int:
    """Points for the lines of a row's longest text; not every program finds them out by itself."""
    lines = (ceil(_width(str(row.get(column) or "")) / _WIDE.get(column, _NARROW)) for column in columns)
    return min(_LINE * max(1, *lines), _TALLEST)


def _width(text: str) -> int:
    """Columns that a text takes on one line; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _about(entry: Entry) -> JSON:
    report = entry.result.report if entry.result else {}
    return {
        "agency": report.get("agency"),
        "report_year": report.get("year"),
        "file": entry.member.name,
        "audit": entry.member.audit,
    }


def _body(entry: Entry, between: Sequence[JSON], language: Language) -> JSON:
    said, result = words.WORDS[language], entry.result
    counted = result.summary if result and result.verdict else {}
    figures = counts(counted) | {category: counted.get("by_category", {}).get(category, 0) for category in _CATEGORIES}
    return {
        **_about(entry),
        "status": said.get(entry.status, entry.status),
        "verdict": said[result.verdict] if result and result.verdict else None,
        **(figures if counted else {}),
        "between": sum(found["audit"] == entry.member.audit for found in between) if counted else None,
        "parts_unread": "\n".join(part["message"][language] for part in result.unread) if result else None,
        "problem": problems.kept(entry.problem, language)["detail"] if entry.problem else None,
    }


def _rules(found: Sequence[tuple[Entry, JSON]], language: Language) -> Iterable[JSON]:
    said = words.WORDS[language]
    counted = Counter(each["rule"] for _, each in found if weight(each) != TO_CHECK)
    to_check = Counter(each["rule"] for _, each in found if weight(each) == TO_CHECK)
    reports = Counter(rule for rule, _ in {(each["rule"], entry.member.audit) for entry, each in found})
    for id, rule in RULES.items():
        if reports[id]:
            yield {
                "rule": id,
                "message": getattr(rule.page.fault, language),
                "category": said[rule.category.value],
                "severity": said[rule.severity.value],
                "found": counted[id],
                "to_check": to_check[id],
                "files": reports[id],
            }
