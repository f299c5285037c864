"""Whether the service lives, whether it can audit, and what it is."""

from collections.abc import Callable
from importlib.metadata import version

from flask import Blueprint

from service.api.backend import backend
from service.api.declare import answers
from service.api.errors import NotReady, NoWorker
from service.errors import AuditError
from service.rules import ruleset_version
from service.schemas.operation import Health, Readiness, Version

health = Blueprint("health", __name__)

OK = "ok"


@health.get("/healthz")
@answers(Health)
def liveness() -> dict[str, str]:
    """Tell that this process answers."""
    return {"status": OK}


@health.get("/readyz")
@answers(Readiness)
def readiness() -> dict[str, object]:
    """Tell whether audits can be kept, queued and done, and clients be known by their keys."""
    queue = _tried(backend().queue.metrics.ping)
    checks = {
        "storage": _storage(queue),
        "queue": queue,
        "workers": _tried(_some_worker) if queue == OK else queue,
    }
    if backend().keys.are_required():
        checks["keys"] = _tried(backend().keys.check)
    if set(checks.values()) != {OK}:
        raise NotReady(checks)
    return {
        "status": "ready",
        "checks": checks,
        "details": {"sandbox": _sandbox(), "queue": backend().queue.metrics.engine()},
    }


@health.get("/version")
@answers(Version)
def versions() -> dict[str, object]:
    """Tell what runs, and what reports it takes."""
    settings = backend().settings
    return {
        "service": version("report-audit"),
        "ruleset": ruleset_version(),
        "reads_scans": settings.scan_workers > 0,
        "fetches": settings.fetch_sources.is_open,
        "keep_days": settings.keep_days,
    }


def _storage(queue: str) -> str:
    """Whether something can be written, and an audit accepted beside those that wait, where the queue tells of them."""
    checks: list[Callable[[], object]] = [backend().storage.audits.check, backend().storage.audits.room]
    if queue == OK:
        checks.append(backend().intake.check_room)
    return next((found for check in checks if (found := _tried(check)) != OK), OK)


def _some_worker() -> None:
    if not backend().queue.workers.count():
        raise NoWorker


def _sandbox() -> str:
    """What the jobs of live workers are confined by; several, where workers differ."""
    return "; ".join(backend().queue.workers.sandboxes()) or "unknown"


def _tried(check: Callable[[], object]) -> str:
    """`ok`, or the code of the problem that stands in the way."""
    try:
        check()
    except AuditError as error:
        return error.code
    return OK
