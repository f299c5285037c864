"""Findings, checks, tables and text as the JSON of the contract, both languages kept until a client asks in one."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from service.audits.audit import JSON
from service.errors import Language
from service.reports.finding import Check, Finding, Message, Number, Operand
from service.reports.report import Cell, Heading, Location, Paragraph, Report, Row, Section, Table
from service.rules.rule import Rule
from service.schemas import findings as schemas
from service.schemas.readings import Place

_FINDING, _CHECK, _PLACE = (tuple(schema().fields) for schema in (schemas.KeptFinding, schemas.Check, Place))
_of_place = attrgetter(*_PLACE)


def finding(found: Finding) -> JSON:
    """A finding whose message and suggestion are `{"zh", "en"}`: see `localised`."""
    return {name: _plain(getattr(found, name)) for name in _FINDING}


def localised(shown: JSON, language: Language) -> JSON:
    """A finding, or a part that was not read, its message and suggestion in one language."""
    suggestion = shown["suggestion"]
    return {
        **shown,
        "message": shown["message"][language],
        "suggestion": suggestion[language] if suggestion else None,
    }


def check(made: Check) -> JSON:
    """What became of one rule."""
    return {name: _plain(getattr(made, name)) for name in _CHECK}


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
    known = zip(_PLACE, _of_place(where), strict=True)
    shown: JSON = {name: value for name, value in known if value is not None and value != ()}
    if "bbox" in shown:
        shown["bbox"] = _bbox(where.bbox)
    if "focus" in shown:
        shown["focus"] = characters(where.focus)
    return shown


def characters(spans: Iterable[tuple[int, int]]) -> list[JSON]:
    """Parts of a text."""
    return [{"start": start, "end": end} for start, end in spans]


def number(value: Number | None) -> int | str | None:
    """A whole figure as a JSON number, a decimal one as a string, so that no client rounds it."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")


def _operand(operand: Operand) -> JSON:
    place = location(operand.at)
    for name in ("quote", "focus"):
        place.pop(name, None)
    figure = {"value": number(operand.value), "text": operand.text, "sign": operand.sign, "side": operand.side}
    figure |= {"alternative": operand.alternative, "equation": operand.equation}
    known = {"divisor": True} if operand.is_divisor else {}
    return {**place, **figure, **known, **({} if operand.report == "this" else {"report": operand.report})}


def _plain(value: object) -> object:
    """A value of a finding or check as JSON has it; of one that only messages name, its words."""
    match value:
        case None | bool() | int() | float():
            return value
        case Decimal():
            return number(value)
        case Message():
            return {"zh": value.zh, "en": value.en}
        case Operand():
            return _operand(value)
        case Location():
            return location(value)
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
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
