"""What the service counts of itself, as Prometheus reads it: of all API processes and workers together."""

import time
from collections.abc import Mapping

import gevent
from flask import Blueprint, Flask, Response, current_app, g, request

from service.api.backend import backend
from service.errors import QueueUnavailable
from service.renderers.to_prometheus import to_prometheus
from service.storage.counters import observed, sample

FLUSHED_AFTER = 0.25
"""Seconds after which others know of what was counted here."""
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds."""

metrics = Blueprint("metrics", __name__)


@metrics.get("/metrics")
def show() -> Response:
    """Tell all counters and gauges."""
    _counts().flush()
    samples = {**backend().queue.counted(), "report_audit_callbacks_waiting": len(backend().callbacks.waiting())}
    return Response(to_prometheus(samples), content_type="text/plain; version=0.0.4; charset=utf-8")


def refused(code: str) -> None:
    """Count a problem that is answered."""
    _counts().add({sample("report_audit_refusals_total", problem=code): 1.0})


def register(app: Flask) -> None:
    """Count every request."""
    app.extensions["counts"] = Counts(app)

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        method = request.method if request.url_rule else "any"
        counts = observed("report_audit_http_request_seconds", time.perf_counter() - g.begun, BOUNDS, route=route)
        counts[sample("report_audit_http_requests_total", route=route, method=method, status=response.status_code)] = (
            1.0
        )
        _counts().add(counts)
        return response


class Counts:
    """What this process has counted and the others don't know yet."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._counted: dict[str, float] = {}
        self._scheduled = False

    def add(self, counts: Mapping[str, float]) -> None:
        """Count these, and let others know soon."""
        for name, by in counts.items():
            self._counted[name] = self._counted.get(name, 0.0) + by
        if not self._scheduled:
            self._scheduled = True
            gevent.spawn_later(FLUSHED_AFTER, self.flush)

    def flush(self) -> None:
        """Let others know now; where they can't be told, it is kept for the next time."""
        counted, self._counted, self._scheduled = self._counted, {}, False
        try:
            self._app.extensions["backend"].queue.count(counted)
        except QueueUnavailable:
            self.add(counted)


def _counts() -> Counts:
    found: Counts = current_app.extensions["counts"]
    return found
