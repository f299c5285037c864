"""The reports of a batch set against each other, from what their audits kept."""

import json
from collections.abc import Iterable
from dataclasses import replace

from service.audits.audit import Request, Result
from service.judge import judge_together
from service.renderers import from_json, to_json
from service.renderers.marks import to_marks
from service.storage import records

_BETWEEN = b"\n"
"""Stands in no JSON that is written without indentation."""


def join_records(*parts: bytes) -> bytes:
    """Records as one part of a request."""
    return _BETWEEN.join(parts)


def split_records(joint: bytes) -> list[bytes]:
    """The records of one part of a request."""
    return joint.split(_BETWEEN)


def pack_audit(request: Request, result: Result) -> bytes:
    """An audit of the batch as a part of a request."""
    return join_records(records.encode(request), records.encode(result))


def compare(audits: Iterable[bytes]) -> bytes:
    """The findings between reports, as JSON: `report` and those it is set `against` by their numbers, `finding` and `marks`."""
    results, reports = [], []
    for audit in audits:
        request, result = split_records(audit)
        results.append(records.decode(Result, result))
        reports.append(from_json.report(records.decode(Request, request), results[-1]))
    told = []
    for between in judge_together(reports):
        finding = to_json.finding(between.finding)
        marks = to_marks(replace(results[between.report], findings=(finding,)))
        told.append({"report": between.report, "against": between.against, "finding": finding, **marks})
    return json.dumps(told, ensure_ascii=False).encode()
