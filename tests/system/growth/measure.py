"""Processor time of each step of an audit: the reader, each rule, and the writing of the result."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from service.errors import UnreadableFile
from service.judge import chosen, judge
from service.renderers import to_json
from service.reports.report import Report
from workers.limits import Limits, Recognition
from workers.readers import NeedsRecognition, open_file

Times = dict[str, float]
"""Seconds of a processor by step; the steps are `reader`, the rules' ids and `result`."""


class TooLong(BaseException):
    """A step was stopped. It is no Exception, so that nothing that is measured catches it."""


def steps(data: bytes, patience: float) -> Times:
    """What each step of an audit takes; a step that takes longer than `patience` ends the measuring with that time."""
    times: Times = {}

    def timed(step: str, work: Callable[[], Any]) -> Any:
        begun = time.process_time()
        try:
            return work()
        finally:
            times[step] = time.process_time() - begun

    with suppress(TooLong, UnreadableFile, NeedsRecognition), _limited(patience):
        report: Report = timed("reader", lambda: _read(data))
        for rule in chosen():
            timed(rule.id, lambda rule=rule: judge(report, select=[rule.id]))
        timed("result", lambda: (list(to_json.tables(report)), to_json.text(report)))
    return times


def _read(data: bytes) -> Report:
    reading = open_file(data, Limits(), recognition=Recognition.ELSEWHERE)
    reading.verified()
    return reading.report


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises TooLong in the body after so many seconds of the processor."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
