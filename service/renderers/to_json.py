"""Findings, checks, tables and text as the JSON of the contract, both languages kept until a client asks in one."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from service.errors import Language
from service.reports.finding import Check, Finding, Message, Number, Operand
from service.reports.report import Cell, Heading, Location, Paragraph, Report, Row, Section, Table
from service.rules.rule import Rule

JSON = dict[str, Any]


def finding(found: Finding) -> JSON:
    """A finding whose message and suggestion are `{"zh", "en"}`: see `localised`."""
    return {
        "id": found.id,
        "rule": found.rule,
        "name": found.name,
        "category": found.category.value,
        "severity": found.severity.value,
        "confidence": found.confidence,
        "to_check": found.to_check,
        "message": _message(found.message),
        "expected": number(found.expected),
        "actual": number(found.actual),
        "difference": number(found.difference),
        "operands": [_operand(operand) for operand in found.operands],
        "suggestion": _message(found.suggestion) if found.suggestion else None,
        "facts": {name: _fact(value) for name, value in found.facts.items()},
        "locations": [location(where) for where in found.locations],
        "related": list(found.related),
        "suppressed": found.suppressed,
    }


def localised(shown: JSON, language: Language) -> JSON:
    """A finding as `finding` made it, its message and suggestion in one language."""
    suggestion = shown["suggestion"]
    return {
        **shown,
        "message": shown["message"][language],
        "suggestion": suggestion[language] if suggestion else None,
    }


def check(made: Check) -> JSON:
    """What became of one rule."""
    return {
        "rule": made.rule,
        "status": made.status.value,
        "looked_at": made.looked_at,
        "unread": made.unread,
        "findings": made.findings,
        "truncated": made.truncated,
        "understood": made.understood,
    }


def tables(report: Report) -> list[JSON]:
    """The statutory tables as read: each cell with its key, raw text, figure, kind and place."""
    return [_table(table) for table in report.tables]


def text(report: Report) -> JSON:
    """Title, preamble and sections as read, line by line."""
    return {
        "title": _paragraph(report.title) if report.title else None,
        "preamble": [_paragraph(paragraph) for paragraph in report.preamble],
        "sections": [_section(section) for section in report.sections],
    }


def rule(declared: Rule, language: Language) -> JSON:
    """A rule's page in one language."""
    page = declared.page
    return {
        "id": declared.id,
        "name": declared.name,
        "category": declared.category.value,
        "severity": declared.severity.value,
        "on_prose": declared.on_prose,
        "fault": getattr(page.fault, language),
        "why": getattr(page.why, language),
        "source": page.source,
        "example": {"bad": page.bad, "good": page.good},
    }


def location(where: Location) -> JSON:
    """A place with those of its fields that are known."""
    fields = {
        "section": where.section,
        "table": where.table,
        "row": where.row,
        "column": where.column,
        "line": where.line,
        "page": where.page,
        "bbox": _bbox(where.bbox),
        "quote": where.quote,
    }
    return {name: value for name, value in fields.items() if value is not None}


def number(value: Number | None) -> int | str | None:
    """A whole figure as a JSON number, a decimal one as a string, so that no client rounds it."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")


def _message(message: Message) -> JSON:
    return {"zh": message.zh, "en": message.en}


def _operand(operand: Operand) -> JSON:
    place = location(operand.at)
    place.pop("quote", None)
    figure = {"value": number(operand.value), "text": operand.text, "sign": operand.sign, "side": operand.side}
    return {**place, **figure, **({} if operand.report == "this" else {"report": operand.report})}


def _fact(value: object) -> object:
    match value:
        case None | bool() | int() | float():
            return value
        case Decimal():
            return number(value)
        case list() | tuple():
            return [_fact(part) for part in value]
        case _:
            return str(value)


def _table(table: Table) -> JSON:
    return {
        "key": table.key,
        "edition": table.edition,
        "location": location(table.at),
        "columns": list(table.columns),
        "rows": [_row(row) for row in table.rows.values()],
    }


def _row(row: Row) -> JSON:
    return {
        "key": row.key,
        "label": row.label,
        "location": location(row.at),
        "unreadable": row.unreadable or None,
        "cells": [_cell(key, cell) for key, cell in row.cells.items()],
    }


def _cell(key: str, cell: Cell) -> JSON:
    return {
        "key": key,
        "text": cell.text,
        "figure": number(cell.figure.value),
        "kind": cell.figure.kind.value,
        "confidence": cell.confidence,
        "location": location(cell.at),
    }


def _section(section: Section) -> JSON:
    return {
        "number": section.number,
        "heading": _heading(section.heading),
        "subsections": [{"key": part.key, "heading": _heading(part.heading)} for part in section.subsections],
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
    }


def _heading(heading: Heading) -> JSON:
    return {
        "numeral": heading.numeral,
        "number": heading.number,
        "title": heading.title,
        "location": location(heading.at),
    }


def _paragraph(paragraph: Paragraph) -> JSON:
    starts = [piece.start for piece in paragraph.pieces]
    spans = pairwise([*starts, len(paragraph.text)])
    lines = [
        {"text": paragraph.text[start:end], "line": piece.line, "page": piece.page, "bbox": _bbox(piece.bbox)}
        for piece, (start, end) in zip(paragraph.pieces, spans, strict=True)
    ]
    return {
        "text": paragraph.text,
        "lines": [{name: value for name, value in line.items() if value is not None} for line in lines],
    }


def _bbox(box: tuple[float, float, float, float] | None) -> list[float] | None:
    return [round(edge, 1) for edge in box] if box else None
