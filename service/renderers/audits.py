"""An audit as the JSON that clients poll."""

from datetime import UTC, datetime
from typing import Any

from service.audits.audit import Progress, Request, Result, Status
from service.errors import Language
from service.judge import ruleset_version
from service.renderers import problems

JSON = dict[str, Any]

_NOTHING_FOUND = {"error": 0, "warning": 0, "note": 0, "to_check": 0, "by_category": {}}


def ended(request: Request, result: Result, language: Language, kept: float) -> JSON:
    """An audit that has its result, which is kept for so many seconds."""
    return {
        **_asked(request, result.status, result.pages),
        "started_at": result.started_at,
        "finished_at": result.finished_at,
        "expires_at": written(result.ended_at + kept),
        "report": {**_reported(request), **result.report},
        "verdict": result.verdict,
        "summary": {**_NOTHING_FOUND, **result.summary},
        "ruleset": {"version": result.ruleset},
        "problem": problems.kept(result.problem, language) if result.problem else None,
    }


def waiting(request: Request, position: int | None) -> JSON:
    """An audit that no worker has begun; `position` is 1 for the next, None where it is not known."""
    return {**_asked(request, Status.QUEUED), **_unended(request), "queue_position": position}


def running(request: Request, progress: Progress) -> JSON:
    """An audit that a worker is at."""
    return {
        **_asked(request, Status.RUNNING),
        **_unended(request),
        "progress": {"stage": progress.stage.value, "done": progress.done, "total": progress.total},
        "started_at": progress.started_at,
    }


def _asked(request: Request, status: Status, pages: int | None = None) -> JSON:
    self = f"/v1/audits/{request.id}"
    return {
        "id": request.id,
        "status": status.value,
        "progress": None,
        "queue_position": None,
        "created_at": request.created_at,
        "file": {
            "name": request.name,
            "size": request.size,
            "media_type": request.media_type,
            "sha256": request.sha256,
            "pages": pages,
        },
        "label": request.label,
        "select": list(request.select),
        "ignore": list(request.ignore),
        "profile": request.profile,
        "related": {"previous": request.previous, "baseline": request.baseline},
        "reuse": request.reuse,
        "callback_url": request.callback_url,
        "deliveries": [],
        "links": {
            "self": self,
            **{part: f"{self}/{part}" for part in ("findings", "tables", "text", "report", "cancel")},
        },
    }


def _unended(request: Request) -> JSON:
    return {
        "started_at": None,
        "finished_at": None,
        "expires_at": None,
        "report": _reported(request),
        "verdict": None,
        "summary": _NOTHING_FOUND,
        "ruleset": {"version": ruleset_version()},
        "problem": None,
    }


def written(moment: float) -> str:
    """A moment (POSIX seconds) as the service writes it."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _reported(request: Request) -> JSON:
    return {"agency": request.agency, "year": request.year, "period": None}
