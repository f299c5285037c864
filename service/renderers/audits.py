"""An audit as the JSON that clients poll."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC, datetime

from service.audits.assessment import Assessment, after
from service.audits.audit import JSON, Progress, Request, Result, Status
from service.audits.media import PICTURED, Media
from service.errors import Language
from service.renderers import problems
from service.renderers.addresses import address
from service.renderers.to_json import localised
from service.rules import ruleset_version
from service.schemas.audits import Audit

_NOTHING_FOUND = {"error": 0, "warning": 0, "note": 0, "to_check": 0, "suppressed": 0, "by_category": {}}
_PARTS = ("findings", "tables", "text", "marks", "report", "assessments", "original", "deliveries", "cancel", "again")
_DOCUMENTS = {
    "sarif": "sarif",
    **{format: f"documents/{format}" for format in ("csv", "markdown", "html")},
    "notice": "notice",
}
"""Where the documents of every audit are, below its own address."""
_OF_FILE: dict[str, dict[str, str]] = {Media.PDF: {"pdf": "files/pdf"}, Media.DOCX: {"docx": "files/docx"}}
"""And those that are the file itself with what was found in it."""
_OF_RESULT = tuple(name for name in Audit().fields if name in {each.name for each in fields(Result)})
"""What an audit tells by the name that its result has for it."""


def ended(
    request: Request,
    result: Result,
    language: Language,
    kept: float,
    assessments: Iterable[Assessment] = (),
    successors: Sequence[str] = (),
) -> JSON:
    """An audit that has its result, which is kept for so many seconds.

    With what people say of its findings, and the audits that have it as their baseline.
    """
    return {
        **_shown(request, result, successors),
        "expires_at": written(result.ended_at + kept),
        "unread": [localised(part, language) for part in result.unread],
        "after_assessments": after(result, assessments),
        "problem": problems.kept(result.problem, language) if result.problem else None,
    }


def waiting(request: Request, position: int | None) -> JSON:
    """An audit that no worker has begun; `position` is 1 for the next, None where it is not known."""
    return {**_unended(request, Status.QUEUED), "queue_position": position}


def running(request: Request, progress: Progress) -> JSON:
    """An audit that a worker is at."""
    return {
        **_unended(request, Status.RUNNING),
        "progress": stages_of(progress),
        "started_at": progress.started_at,
    }


def stages_of(progress: Progress) -> JSON:
    """How far a worker is with an audit."""
    pages = {"pages_done": progress.pages_done, "pages": progress.pages} if progress.pages else {}
    return {"stage": progress.stage.value, "done": progress.done, "total": progress.total, **pages}


def _unended(request: Request, status: Status) -> JSON:
    """An audit that has come to nothing yet."""
    nothing = Result(status, finished_at="", ruleset=ruleset_version())
    return {**_shown(request, nothing), "finished_at": None}


def _shown(request: Request, result: Result, successors: Sequence[str] = ()) -> JSON:
    return {
        "id": request.id,
        "progress": None,
        "queue_position": None,
        "created_at": request.created_at,
        "expires_at": None,
        "file": {
            "name": request.name,
            "size": None if request.awaits_file else request.size,
            "media_type": request.media_type or None,
            "sha256": request.sha256 or None,
            "pages": result.pages,
        },
        "label": request.label,
        "batch": request.batch,
        "select": list(request.select),
        "ignore": list(request.ignore),
        "profile": request.profile,
        "related": {
            "previous": request.previous,
            "attachments": list(request.attachments),
            "baseline": request.baseline,
            "successors": list(successors),
            "again_of": request.again_of,
        },
        "reuse": request.reuse,
        "url": request.url,
        "fetched_url": request.fetched_url,
        "callback_url": request.callback_url,
        "deliveries": [],
        **{name: getattr(result, name) for name in _OF_RESULT},
        "report": {"agency": request.agency, "year": request.year, "period": None, **result.report},
        "summary": {**_NOTHING_FOUND, **result.summary},
        "after_assessments": None,
        "ruleset": {"version": result.ruleset},
        "links": _links(request),
    }


def _links(request: Request) -> JSON:
    """Where the parts of an audit are, and the documents that its file and result are to be had as."""
    self = address(f"/v1/audits/{request.id}")
    documents = {**_DOCUMENTS, **_OF_FILE.get(request.media_type, {})}
    return {
        "self": self,
        **{part: f"{self}/{part}" for part in _PARTS},
        "page": f"{self}/pages/1" if request.media_type in PICTURED else None,
        "batch": address(f"/v1/batches/{request.batch}") if request.batch else None,
        "documents": {format: f"{self}/{place}" for format, place in documents.items()},
    }


def written(moment: float) -> str:
    """A moment (POSIX seconds) as the service writes it."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
