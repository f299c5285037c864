"""Requests as an API would accept them."""

from typing import Any

from service.audits.audit import Request, Result, Status
from service.audits.ids import new_id

DONE = Result(Status.SUCCEEDED, finished_at="2024-01-01T00:00:01Z", verdict="pass")


def a_request(**fields: Any) -> Request:
    return Request(
        **{
            "id": new_id(),
            "created_at": "2024-01-01T00:00:00Z",
            "name": "报告.txt",
            "size": 3,
            "media_type": "text/plain",
            "sha256": "0" * 64,
            **fields,
        }
    )
