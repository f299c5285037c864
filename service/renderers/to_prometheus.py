"""Counters and gauges as Prometheus reads them (text format 0.0.4)."""

from collections.abc import Iterable, Mapping

_KNOWN = {
    "report_audit_http_requests_total": ("counter", "Requests, by route, method and status."),
    "report_audit_http_request_seconds": ("histogram", "Seconds from a request to its answer, by route."),
    "report_audit_refusals_total": ("counter", "Problems that were answered, by type."),
    "report_audit_audits_total": ("counter", "Audits that have ended, by status and kind of file."),
    "report_audit_failures_total": ("counter", "Audits that failed, by problem."),
    "report_audit_findings_total": ("counter", "Findings, by rule."),
    "report_audit_stage_seconds": ("histogram", "Seconds that the stages of audits took."),
    "report_audit_queue_depth": ("gauge", "Audits that wait."),
    "report_audit_queue_age_seconds": ("gauge", "Seconds that the first of the audits that wait has waited."),
    "report_audit_workers": ("gauge", "Workers that are alive."),
    "report_audit_callbacks_waiting": ("gauge", "Callbacks that are still to be delivered."),
}
_PARTS = ("_bucket", "_sum", "_count")


def to_prometheus(samples: Mapping[str, float]) -> str:
    """The samples, each `name{label="value"}`, grouped by their metrics."""
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
