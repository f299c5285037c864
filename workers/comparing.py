"""The reports of a batch set against each other, from what their audits kept."""

import json
from collections.abc import Iterable

from service.audits.audit import Request, Result
from service.judge import judge_together
from service.renderers import from_json, to_json
from service.storage import records

_BETWEEN = b"\n"
"""Stands in no JSON that is written without indentation."""


def joined(*parts: bytes) -> bytes:
    """Records as one part of a request."""
    return _BETWEEN.join(parts)


def parted(joint: bytes) -> list[bytes]:
    """The records of one part of a request."""
    return joint.split(_BETWEEN)


def packed(request: Request, result: Result) -> bytes:
    """An audit of the batch as a part of a request."""
    return joined(records.encode(request), records.encode(result))


def compare(audits: Iterable[bytes]) -> bytes:
    """The findings between reports, as JSON: [the report's number, the finding] each."""
    reports = []
    for audit in audits:
        request, result = parted(audit)
        reports.append(from_json.report(records.decode(Request, request), records.decode(Result, result)))
    found = [[index, to_json.finding(finding)] for index, finding in judge_together(reports)]
    return json.dumps(found, ensure_ascii=False).encode()
