"""Audits as one HTML page: each report as read, its findings marked where they stand and listed beside it.

The page runs nothing and loads nothing: no script, one style, and a policy that forbids all else.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files

from service.audits.audit import JSON
from service.errors import Language
from service.phrases import filled
from service.renderers import words
from service.renderers.audited import WEIGHTS, Audited, assessment_line, counts, parted
from service.renderers.marks import Marks, Prose
from service.renderers.templates import template
from service.reports import form

_STYLE = files("service.renderers").joinpath("templates", "report.css").read_text(encoding="utf-8")
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")

POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
"""The page's Content-Security-Policy, which it states itself too."""
KEPT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The same for a page that was kept, perhaps by another version: its own says which style it may have."""
MOST = 2_000
"""Findings of a report that its page shows."""


def to_html(audits: Sequence[Audited], language: Language) -> str:
    """The page; in it, a part a report."""
    return template("report.html").render(
        language=language,
        words=words.WORDS[language],
        style=_STYLE,
        policy=POLICY,
        reports=[_View(number, audited, language).shown() for number, audited in enumerate(audits)],
    )


class _View:
    """One report as the template takes it: text in pieces, each with its findings and the worst of their severities."""

    def __init__(self, number: int, audited: Audited, language: Language) -> None:
        defects, to_check = parted(audited.result.findings)
        shown = replace(audited, result=replace(audited.result, findings=(*defects, *to_check)[:MOST]))
        self._defects = len(defects)
        self._id, self._audited, self._language = number, audited, language
        self._findings = [
            {**found, "assessment": assessment_line(found, language)} for found in shown.in_words(language)
        ]
        self._marks = Marks(shown.result)
        self._first = {head.section: head for head, _ in reversed(self._marks.sections)}
        self._begun: set[int] = set()

    def shown(self) -> JSON:
        """All of it. The report comes first, for it tells which findings have a place to go back to."""
        result, language = self._audited.result, self._language
        report = self._report()
        return {
            "id": self._id,
            "title": self._audited.title(language),
            "file": self._audited.name,
            "verdict": self._audited.verdict(language),
            "tone": result.verdict or "fail",
            "summary": counts(result.summary),
            "after_assessments": self._audited.after_assessments(language),
            "problem": self._audited.problem(language),
            "unread": self._audited.unread(language),
            **report,
            "findings": [{**found, "is_placed": number in self._begun} for number, found in enumerate(self._findings)],
            "defects": min(self._defects, len(self._findings)),
            "more": _more(len(result.findings) - len(self._findings), language),
            "checks": [self._check(check) for check in result.checks],
        }

    def _report(self) -> JSON:
        marks = self._marks
        unplaced = [table for table in self._audited.result.tables if not self._has_section(table)]
        return {
            "heading": self._pieces(marks.title) if marks.title else None,
            "preamble": [self._pieces(prose) for prose in marks.preamble],
            "sections": [self._section(head, paragraphs) for head, paragraphs in marks.sections],
            "tables": [self._table(table) for table in unplaced],
        }

    def _section(self, head: Prose, paragraphs: Sequence[Prose]) -> JSON:
        tables = [each for each in self._audited.result.tables if form.TABLE_SECTIONS[each["key"]] == head.section]
        return {
            "heading": self._pieces(head),
            "paragraphs": [self._pieces(prose) for prose in paragraphs],
            "tables": [self._table(table) for table in tables] if head is self._first[head.section] else [],
        }

    def _has_section(self, table: JSON) -> bool:
        return form.TABLE_SECTIONS[table["key"]] in self._first

    def _table(self, table: JSON) -> JSON:
        key, columns = table["key"], [name for name in form.COLUMNS[table["key"]] if name in table["columns"]]
        return {
            "caption": self._marked(form.TABLES[key], (key, None, None)),
            "columns": [self._marked(form.column_label(key, name), (key, None, name)) for name in columns],
            "rows": [self._row(key, columns, row) for row in table["rows"]],
        }

    def _row(self, table: str, columns: Sequence[str], row: JSON) -> JSON:
        texts = {cell["key"]: cell["text"] for cell in row["cells"]}
        return {
            "label": self._marked(row["label"] or form.row_label(table, row["key"]), (table, row["key"], None)),
            "unread": row["unreadable"],
            "cells": [self._marked(texts.get(name, ""), (table, row["key"], name)) for name in columns],
        }

    def _marked(self, text: str, spot: tuple[str, str | None, str | None]) -> JSON:
        here = tuple(dict.fromkeys(self._marks.tables.get(spot, ())))
        first = [number for number in here if number not in self._begun]
        self._begun.update(first)
        return self._piece(text, here, first, is_meant=True)

    def _pieces(self, prose: Prose) -> list[JSON]:
        segments = prose.segments(self._begun)
        return [self._piece(each.text, each.findings, each.first, is_meant=bool(each.meant)) for each in segments]

    def _piece(self, text: str, findings: Iterable[int], first: Iterable[int], *, is_meant: bool) -> JSON:
        found = list(findings)
        worst = min((WEIGHTS.index(self._findings[number]["weight"]) for number in found), default=None)
        return {
            "text": text,
            "findings": found,
            "first": list(first),
            "is_meant": is_meant,
            "weight": None if worst is None else WEIGHTS[worst],
        }

    def _check(self, check: JSON) -> JSON:
        shown = {name: getattr(words, name)(check, self._language) for name in ("outcome", "understood")}
        return {"truncated": False, **check, **shown}


def _more(count: int, language: Language) -> str:
    """That so many findings are not shown, empty where all are."""
    return filled(words.WORDS[language]["more"], {"count": count}) if count else ""
