"""Where each finding stands in the report as read, for a client that shows both."""

from typing import Any

from service.audits.audit import Result
from service.renderers.marks import Mark, Marks, Span

JSON = dict[str, Any]


def to_marks(result: Result) -> JSON:
    """A mark for each location of a finding that the report as read has a place for, in the order of the findings."""
    return {"marks": [_mark(result, each) for each in Marks(result).all]}


def _mark(result: Result, mark: Mark) -> JSON:
    told = {"finding": result.findings[mark.finding]["id"], "location": mark.location}
    if isinstance(mark.place, Span):
        return {**told, "text": mark.place.pointer, "start": mark.place.start, "end": mark.place.end}
    part = zip(("table", "row", "column"), mark.place, strict=True)
    return {**told, **{name: key for name, key in part if key is not None}}
