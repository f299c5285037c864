"""Findings as CSV that Excel opens right: with a byte order mark, and without anything that it would run."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from service.errors import Language
from service.renderers import problems, words
from service.renderers.audited import JSON, Audited
from service.renderers.batches import Entry
from service.renderers.to_json import localised
from service.renderers.weights import weight

COLUMNS = (
    *("file", "agency", "report_year", "severity", "category", "rule", "message", "suggestion", "suppressed"),
    *("expected", "actual", "difference", "place", "page", "line", "quote", "confidence", "id"),
)

_RUN = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""A cell that begins so is taken for a formula by one spreadsheet or another."""
_FIGURE = re.compile(r"-?\d+(\.\d+)?")


def to_csv(audits: Sequence[Audited], language: Language) -> bytes:
    """A line a finding; a file that could not be audited has one line that says why."""
    return _written(chain.from_iterable(_lines(audited, language) for audited in audits), language)


def batch_to_csv(entries: Sequence[Entry], between: Sequence[JSON], language: Language) -> bytes:
    """The same of the reports of a batch, each with the findings `between` them that are made in it."""
    return _written(chain.from_iterable(_batch_lines(entry, between, language) for entry in entries), language)


def _written(rows: Iterable[JSON], language: Language) -> bytes:
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow([words.WORDS[language][column] for column in COLUMNS])
    lines.writerows([safe(row.get(column)) for column in COLUMNS] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def safe(value: object) -> str:
    """A cell's text, with an apostrophe before what would else be run as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if _RUN.match(text) and not _FIGURE.fullmatch(text) else text


def _lines(audited: Audited, language: Language) -> Iterator[JSON]:
    about = {"file": audited.name, "agency": audited.agency, "report_year": audited.year}
    if audited.result.problem:
        problem = problems.kept(audited.result.problem, language)
        yield {**about, "severity": words.WORDS[language]["failed"], "message": problem["detail"]}
    yield from ({**about, **line} for line in finding_lines(audited.findings(language), language))


def _batch_lines(entry: Entry, between: Sequence[JSON], language: Language) -> Iterator[JSON]:
    report = entry.result.report if entry.result else {}
    about = {"file": entry.member.name, "agency": report.get("agency"), "report_year": report.get("year")}
    if entry.problem:
        problem = problems.kept(entry.problem, language)
        yield {**about, "severity": words.WORDS[language]["failed"], "message": problem["detail"]}
    found = [*(entry.result.findings if entry.result else ()), *(each for each in between if _is_in(each, entry))]
    yield from ({**about, **line} for line in finding_lines((localised(each, language) for each in found), language))


def _is_in(found: JSON, entry: Entry) -> bool:
    return bool(found["audit"] == entry.member.audit)


def finding_lines(findings: Iterable[JSON], language: Language) -> Iterator[JSON]:
    """The cells of each finding by their column."""
    for found in findings:
        where = found["locations"][0]
        yield {
            **{name: found[name] for name in ("rule", "message", "suggestion", "expected", "actual", "difference")},
            "severity": words.WORDS[language][weight(found)],
            "category": words.WORDS[language][found["category"]],
            **{name: where.get(name) for name in ("page", "line", "quote")},
            "suppressed": found.get("suppressed"),
            "place": words.place(where, language),
            "confidence": found["confidence"],
            "id": found["id"],
        }
