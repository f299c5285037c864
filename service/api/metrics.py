"""What the service counts of itself, as Prometheus reads it: of all API processes and workers together."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

import gevent
from flask import Blueprint, Flask, Response, current_app, g, request

from service.api.backend import backend
from service.errors import QueueUnavailable
from service.queue.port import sample

FLUSHED_AFTER = 0.25
"""Seconds after which others know of what was counted here."""
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds."""

_SECONDS = "report_audit_http_request_seconds"

_KNOWN = {
    "report_audit_http_requests_total": ("counter", "Requests, by route, method and status."),
    "report_audit_http_request_seconds": ("histogram", "Seconds from a request to its answer, by route."),
    "report_audit_refusals_total": ("counter", "Problems that were answered, by type."),
    "report_audit_audits_total": ("counter", "Audits that have ended, by status and kind of file."),
    "report_audit_failures_total": ("counter", "Audits that failed, by problem."),
    "report_audit_findings_total": ("counter", "Findings, by rule."),
    "report_audit_assessments_total": ("counter", "What people said of findings, by rule and state."),
    "report_audit_stage_seconds": ("histogram", "Seconds that the stages of audits took."),
    "report_audit_queue_depth": ("gauge", "Audits that wait."),
    "report_audit_queue_age_seconds": ("gauge", "Seconds that what waits the longest of a kind has waited."),
    "report_audit_workers": ("gauge", "Workers that are alive."),
    "report_audit_callbacks_waiting": ("gauge", "Callbacks that are still to be delivered."),
}
_PARTS = ("_bucket", "_sum", "_count")

metrics = Blueprint("metrics", __name__)


@metrics.get("/metrics")
def show() -> Response:
    """Tell all counters and gauges."""
    _counts().flush()
    storage = backend().storage
    waiting = sum(len(callbacks.scheduled()) for callbacks in (storage.callbacks, storage.batch_callbacks))
    samples = {**backend().queue.metrics.all(), "report_audit_callbacks_waiting": waiting}
    return Response(to_prometheus(samples), content_type="text/plain; version=0.0.4; charset=utf-8")


def refused(code: str) -> None:
    """Count a problem that is answered."""
    _counts().refused(code)


def register(app: Flask) -> None:
    """Count every request."""
    app.extensions["counts"] = Counts(app)

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        rule = request.url_rule
        route, method = (rule.rule, request.method) if rule else ("none", "any")
        _counts().answered(route, method, response.status_code, time.perf_counter() - g.begun)
        return response


class Tally:
    """Requests, how long they took, and refusals."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.refusals: Counter[str] = Counter()
        self._seconds: Counter[str] = Counter()
        self._within: Counter[tuple[str, int]] = Counter()

    def observe(self, route: str, seconds: float) -> None:
        """Count a request that took so long."""
        self._seconds[route] += seconds  # type: ignore[assignment]
        self._within[route, bisect_left(BOUNDS, seconds)] += 1

    def add(self, other: "Tally") -> None:
        """Count what another has counted too."""
        self.requests += other.requests
        self.refusals += other.refusals
        self._seconds += other._seconds
        self._within += other._within

    def samples(self) -> Iterator[tuple[str, float]]:
        """All of it as Prometheus has it."""
        for (route, method, status), count in self.requests.items():
            yield sample("report_audit_http_requests_total", route=route, method=method, status=status), count
        for code, count in self.refusals.items():
            yield sample("report_audit_refusals_total", problem=code), count
        for route, seconds in self._seconds.items():
            yield sample(f"{_SECONDS}_sum", route=route), seconds
            yield from self._histogram(route)

    def _histogram(self, route: str) -> Iterator[tuple[str, float]]:
        counts = [*accumulate(self._within[route, place] for place in range(len(BOUNDS) + 1))]
        for bound, count in zip((*map("{:g}".format, BOUNDS), "+Inf"), counts, strict=True):
            yield sample(f"{_SECONDS}_bucket", route=route, le=bound), count
        yield sample(f"{_SECONDS}_count", route=route), counts[-1]


class Counts:
    """What this process has counted and the others don't know yet."""

    def __init__(self, app: Flask) -> None:
        self._app, self._tally, self._scheduled = app, Tally(), False

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        self._tally.requests[route, method, status] += 1
        self._tally.observe(route, seconds)
        self._flush_soon()

    def refused(self, code: str) -> None:
        """Count a problem that was answered."""
        self._tally.refusals[code] += 1
        self._flush_soon()

    def flush(self) -> None:
        """Add what was counted to what all processes share; where the queue can't be reached, keep it for the next time."""
        counted, self._tally, self._scheduled = self._tally, Tally(), False
        try:
            self._app.extensions["backend"].queue.metrics.add(dict(counted.samples()))
        except QueueUnavailable:
            self._tally.add(counted)

    def _flush_soon(self) -> None:
        if not self._scheduled:
            self._scheduled = True
            gevent.spawn_later(FLUSHED_AFTER, self.flush)


def _counts() -> Counts:
    found: Counts = current_app.extensions["counts"]
    return found


def to_prometheus(samples: Mapping[str, float]) -> str:
    """The samples, each `name{label="value"}`, grouped by their metrics, as Prometheus reads them (text format 0.0.4)."""
    lines: list[str] = []
    for metric, (kind, help) in _KNOWN.items():
        own = sorted((name, value) for name, value in samples.items() if _metric(name) == metric)
        if own:
            lines += [f"# HELP {metric} {help}", f"# TYPE {metric} {kind}", *_written(own)]
    return "\n".join([*lines, ""])


def _metric(sample: str) -> str:
    name = sample.partition("{")[0]
    shorter = next((name.removesuffix(part) for part in _PARTS if name.endswith(part)), name)
    return shorter if shorter in _KNOWN else name


def _written(samples: Iterable[tuple[str, float]]) -> Iterable[str]:
    return (f"{name} {value:.16g}" for name, value in samples)
