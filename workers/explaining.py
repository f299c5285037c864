"""How a report's prose was read, for `report-audit --explain`: read, judge, and tell each step instead of the result."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from service.judge import judge
from service.renderers.to_explanation import Asked, to_explanation
from workers import readers
from workers.limits import Limits


def explain_bytes(
    data: bytes, asked: Asked, *, year: int | None = None, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> Iterator[str]:
    """The lines of the explanation of a report. Raises UnreadableFile."""
    report = replace(readers.open_file(data, Limits(), recognise=True).report, asked_year=year)
    return to_explanation(report, judge(report, select=select, ignore=ignore), asked)
