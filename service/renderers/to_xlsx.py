"""A batch as an Excel workbook: counts of all, its reports, what was found in and between them, and each rule that was broken.

The first sheets say what the page says of the batch, in its order.
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any

import xlsxwriter

from service.audits.assessment import STATES, is_disputed
from service.audits.audit import JSON
from service.audits.batch import by_audit
from service.errors import Language
from service.renderers import problems, words
from service.renderers.audited import TO_CHECK, WEIGHTS, counts, in_words, weight
from service.renderers.batches import Entry, left_of, summary
from service.renderers.to_json import localised
from service.reports.characters import width_of
from service.rules import RULES

_CATEGORIES = ("arithmetic", "year", "section", "consistency", "table", "text")
_OUTCOMES = ("fail", "failed", "incomplete", "pass", "canceled", "deleted", "waiting")
_SUMMARY = ("item", "count")
_BODIES = (
    *("agency", "report_year", "verdict", *WEIGHTS, "between", "file", "status", *_CATEGORIES),
    *("after_assessments", *STATES, "parts_unread", "problem", "audit"),
)
_ABOUT = ("agency", "report_year", "file")
_FOUND = (
    *("severity", "category", "rule", "message", "expected", "actual", "difference", "place", "quote", "suggestion"),
    *("suppressed", "assessment", "assessment_note", "id", "audit"),
)
_RULES = ("rule", "message", "category", "severity", "found", "to_check", "files", "disputed")
_WIDE = {
    "item": 30,
    "agency": 30,
    "against": 40,
    "file": 36,
    "message": 60,
    "place": 36,
    "quote": 40,
    "suggestion": 50,
    "assessment_note": 40,
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
    """The workbook. `entries` have their whole results; `between` are the findings between them, with what people say of them.

    Every text is written as one, so that nothing of a report is run as a formula.
    """
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "constant_memory": False})
    sheets = _Sheets(book, language)
    by_id = {entry.member.audit: entry for entry in entries}
    own = [(entry, found) for entry in entries if entry.result for found in entry.result.findings]
    joint = [(by_id[each["audit"]], each) for each in between if each["audit"] in by_id]
    sheets.add("summary", _SUMMARY, _summary(entries, between, language))
    sheets.add("bodies", _BODIES, _bodies(entries, between, language))
    sheets.add("findings", (*_ABOUT, *_FOUND), (_finding(entry, each, language) for entry, each in own))
    sheets.add(
        "between",
        (*_ABOUT, "against", *_FOUND),
        (
            _finding(entry, each, language) | {"against": _names(map(by_id.get, each.get("against", ())))}
            for entry, each in joint
        ),
    )
    sheets.add("rules", _RULES, _rules([*own, *joint], language))
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
    lines = (ceil(width_of(str(row.get(column) or "")) / _WIDE.get(column, _NARROW)) for column in columns)
    return min(_LINE * max(1, *lines), _TALLEST)


def _finding(entry: Entry, found: JSON, language: Language) -> JSON:
    media_type = entry.request.media_type if entry.request else ""
    return in_words(localised(found, language), language, media_type) | _about(entry)


def _about(entry: Entry) -> JSON:
    report = entry.result.report if entry.result else {}
    return {
        "agency": report.get("agency"),
        "report_year": report.get("year"),
        "file": entry.member.name,
        "audit": entry.member.audit,
    }


def _names(entries: Iterable[Entry | None]) -> str:
    """What reports are called, a line each; one that is gone is left out."""
    known = (_about(entry) for entry in entries if entry)
    return "\n".join(
        " ".join(str(each[name]) for name in ("agency", "report_year") if each[name]) or each["file"] for each in known
    )


def _summary(entries: Sequence[Entry], between: Sequence[JSON], language: Language) -> Iterable[JSON]:
    said, found = words.WORDS[language], by_audit(between)
    outcomes = Counter(entry.verdict(found[entry.member.audit or ""]) or entry.status for entry in entries)
    counted = {"reports": len(entries), **{outcome: outcomes[outcome] for outcome in _OUTCOMES if outcomes[outcome]}}
    counted |= counts(summary(entries, between)) | {"between": len(between)}
    yield from ({"item": said[name], "count": count} for name, count in counted.items())
    if left := left_of(entries, between):
        yield from _after_assessments(left, said)


def _after_assessments(left: JSON, said: Mapping[str, str]) -> Iterable[JSON]:
    """What is left of a batch after what people say of the findings, and how much they say."""
    verdicts = {outcome: left["verdicts"][outcome] for outcome in _OUTCOMES if outcome in left["verdicts"]}
    counted = {**verdicts, **counts(left), "between": left["between"]}
    after = said["after_assessments"] + said["colon"]
    yield from ({"item": after + said[name], "count": count} for name, count in counted.items())
    yield from ({"item": said[state], "count": left[state]} for state in STATES)


def _bodies(entries: Sequence[Entry], between: Sequence[JSON], language: Language) -> Iterable[JSON]:
    found = by_audit(between)
    return (_body(entry, found[entry.member.audit or ""], language) for entry in entries)


def _body(entry: Entry, between: Sequence[JSON], language: Language) -> JSON:
    """A report with the findings `between` it and others."""
    said, result, verdict = words.WORDS[language], entry.result, entry.verdict(between)
    counted = result.summary if result and verdict else {}
    figures = counts(counted) | {category: counted.get("by_category", {}).get(category, 0) for category in _CATEGORIES}
    return {
        **_about(entry),
        "status": said.get(entry.status, entry.status),
        "verdict": said[verdict] if verdict else None,
        **_left(entry, between, language),
        **(figures | {"between": len(between)} if verdict else {}),
        "parts_unread": "\n".join(part["message"][language] for part in result.unread) if result else None,
        "problem": problems.kept(entry.problem, language)["detail"] if entry.problem else None,
    }


def _left(entry: Entry, between: Sequence[JSON], language: Language) -> JSON:
    """What is left of a report after what people say of its findings; nothing where nobody says anything."""
    left = entry.after(between)
    if left is None:
        return {}
    verdict = left["verdict"] and words.WORDS[language][left["verdict"]]
    return {state: left[state] for state in STATES} | {"after_assessments": verdict}


def _rules(found: Sequence[tuple[Entry, JSON]], language: Language) -> Iterable[JSON]:
    said = words.WORDS[language]
    counted = Counter(each["rule"] for _, each in found if weight(each) != TO_CHECK)
    to_check = Counter(each["rule"] for _, each in found if weight(each) == TO_CHECK)
    disputed = Counter(each["rule"] for _, each in found if is_disputed(each))
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
                "disputed": disputed[id],
                "files": reports[id],
            }
