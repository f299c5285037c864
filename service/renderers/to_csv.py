"""Findings as CSV that Excel opens right: with a byte order mark, and without anything that it would run."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from service.audits.audit import JSON
from service.errors import Language
from service.renderers import words
from service.renderers.audited import Audited

COLUMNS = (
    *("file", "agency", "report_year", "severity", "category", "rule", "message", "suggestion", "suppressed"),
    *("assessment", "assessment_note"),
    *("expected", "actual", "difference", "place", "page", "line", "quote", "confidence", "id", "audit"),
)

_RUN = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""A cell that begins so is taken for a formula by one spreadsheet or another."""
_FIGURE = re.compile(r"-?\d+(\.\d+)?")


def to_csv(audits: Iterable[Audited], language: Language) -> bytes:
    """A line a finding; a file that could not be audited has one line that says why."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow([words.WORDS[language][column] for column in COLUMNS])
    for audited in audits:
        about = {
            "file": audited.name,
            "agency": audited.agency,
            "report_year": audited.year,
            "audit": audited.id,
        }
        lines.writerows([safe((about | line).get(column)) for column in COLUMNS] for line in _lines(audited, language))
    return written.getvalue().encode("utf-8-sig")


def safe(value: object) -> str:
    """A cell's text, with an apostrophe before what would else be run as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if _RUN.match(text) and not _FIGURE.fullmatch(text) else text


def _lines(audited: Audited, language: Language) -> Iterator[JSON]:
    if problem := audited.problem(language):
        yield {"severity": words.WORDS[language]["failed"], "message": problem}
    yield from _unread_lines(audited, language)
    yield from audited.in_words(language)


def _unread_lines(audited: Audited, language: Language) -> Iterator[JSON]:
    """The cells of each part that was not read."""
    for part in audited.unread(language):
        where = part["locations"][0] if part["locations"] else {}
        yield {
            "severity": words.WORDS[language]["parts_unread"],
            **{name: part[name] for name in ("message", "suggestion")},
            "rule": " ".join(part["rules"]),
            **{name: where.get(name) for name in ("page", "line")},
            "place": words.place(where, language, audited.media_type),
        }
