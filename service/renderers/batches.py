"""A batch as the JSON that clients poll: its reports, how many of them are how far, and what was found in all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.audits.audit import JSON, Problem, Request, Result, Status
from service.audits.batch import (
    BatchCursor,
    BatchRequest,
    BatchResult,
    BatchStatus,
    Member,
    Members,
    Skipped,
    SkipReason,
)
from service.errors import Language
from service.renderers import problems
from service.renderers.addresses import address
from service.renderers.audited import Audited
from service.renderers.audits import written

WAITING, DELETED = "waiting", "deleted"
"""What a report is before it has ended, and after its audit was deleted or has expired."""
_SKIPPED: dict[SkipReason, dict[Language, str]] = {
    SkipReason.FOLDER: {"zh": "文件夹", "en": "a folder"},
    SkipReason.SYSTEM: {"zh": "操作系统生成的文件", "en": "written by an operating system"},
    SkipReason.HIDDEN: {"zh": "隐藏文件", "en": "a hidden file"},
    SkipReason.ATTACHMENT: {
        "zh": "附件，已随同一文件夹中的报告审查",
        "en": "an attachment, audited with the report beside it",
    },
    SkipReason.OFFICE_LOCK: {"zh": "办公软件的临时文件", "en": "a temporary file of an office program"},
}
"""Why a file of an archive was not audited."""
_COUNTED = ("error", "warning", "note", "to_check")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a batch: its audit's request and result as far as there are such. Of the result the head will do."""

    member: Member
    request: Request | None = None
    result: Result | None = None

    @property
    def status(self) -> str:
        """How far it is."""
        if self.member.problem:
            return Status.FAILED.value
        if self.request is None:
            return DELETED
        return self.result.status.value if self.result else WAITING

    @property
    def state(self) -> str:
        """The same as a letter."""
        return self.status[0]

    @property
    def problem(self) -> Problem | None:
        """Why it could not be audited."""
        return self.member.problem or (self.result.problem if self.result else None)

    def audited(self, between: Sequence[JSON] = ()) -> Audited:
        """The report with what was found in it, by itself and `between` the reports of its batch."""
        result = self.result or Result(Status.FAILED, "", problem=self.member.problem)
        own = [found for found in between if found["audit"] == self.member.audit]
        return Audited(self.member.name, replace(result, findings=(*result.findings, *own)), self.member.audit or "")


def batch(
    request: BatchRequest,
    entries: Sequence[Entry] | None,
    result: BatchResult | None,
    language: Language,
    kept: float,
    members: Members | None = None,
    since: BatchCursor | None = None,
) -> JSON:
    """The batch, which is kept for so many seconds after its end; `entries` are None before its archive was opened.

    With a cursor, of its files those alone that have changed `since`.
    """
    members = members or Members(())
    listed = entries or ()
    seen = since or BatchCursor()
    skipped = members.skipped if seen.states is None else ()
    cursor = BatchCursor(None if entries is None else "".join(entry.state for entry in entries))
    return {
        **_head(request, result, language, kept, is_opened=entries is not None),
        "deliveries": [],
        "counts": {**_counts(listed), "skipped": members.skipped_count},
        "verdicts": dict(Counter(entry.result.verdict for entry in listed if entry.result and entry.result.verdict)),
        "summary": summary(listed, result),
        "reports": [
            _entry(entry, language) for number, entry in enumerate(listed) if not seen.knows(number, entry.state)
        ],
        "skipped": [_skipped(each, language) for each in skipped],
        "cursor": cursor.written(),
    }


def in_list(
    request: BatchRequest, result: BatchResult | None, language: Language, kept: float, *, is_opened: bool
) -> JSON:
    """The batch as lists have it: without its reports, and with how many had which verdict when it ended."""
    ended = {"verdicts": result.verdicts, "failed": result.failed} if result else {"verdicts": {}, "failed": 0}
    return {**_head(request, result, language, kept, is_opened=is_opened), **ended}


def _head(
    request: BatchRequest, result: BatchResult | None, language: Language, kept: float, *, is_opened: bool
) -> JSON:
    """What is told of a batch by itself and in a list; `is_opened` once its archive was."""
    self = address(f"/v1/batches/{request.id}")
    return {
        "id": request.id,
        "status": _status(result, is_opened=is_opened).value,
        "created_at": request.created_at,
        "finished_at": result.finished_at if result else None,
        "expires_at": written(result.ended_at + kept) if result else None,
        "label": request.label,
        "select": list(request.select),
        "ignore": list(request.ignore),
        "profile": request.profile,
        "callback_url": request.callback_url,
        "problem": problems.kept(result.problem, language) if result and result.problem else None,
        "links": {
            "self": self,
            "audits": address(f"/v1/audits?batch={request.id}"),
            **{part: f"{self}/{part}" for part in ("findings", "workbook", "notices", "deliveries", "cancel")},
        },
    }


def summary(entries: Sequence[Entry], result: BatchResult | None) -> JSON:
    """How many findings there are in the reports, and how many between them."""
    each = [entry.result.summary for entry in entries if entry.result]
    categories: Counter[str] = Counter()
    for one in each:
        categories.update(one.get("by_category", {}))
    return {
        **{name: sum(one.get(name, 0) for one in each) for name in (*_COUNTED, "suppressed")},
        "by_category": dict(categories),
        "between": len(result.findings) if result else 0,
    }


def _status(result: BatchResult | None, *, is_opened: bool) -> BatchStatus:
    if result is None:
        return BatchStatus.RUNNING if is_opened else BatchStatus.EXPANDING
    if result.canceled:
        return BatchStatus.CANCELED
    return BatchStatus.FAILED if result.problem else BatchStatus.SUCCEEDED


def _counts(entries: Sequence[Entry]) -> JSON:
    counted = Counter(entry.status for entry in entries)
    names = (WAITING, Status.SUCCEEDED, Status.FAILED, Status.CANCELED, DELETED)
    return {"total": len(entries), **{str(name): counted[str(name)] for name in names}}


def _skipped(file: Skipped, language: Language) -> JSON:
    return {"name": file.name, "reason": file.reason.value, "detail": _SKIPPED[file.reason][language]}


def _entry(entry: Entry, language: Language) -> JSON:
    report = entry.result.report if entry.result else {}
    summary = entry.result.summary if entry.result else {}
    return {
        "name": entry.member.name,
        "audit": entry.member.audit,
        "status": entry.status,
        "verdict": entry.result.verdict if entry.result else None,
        "agency": report.get("agency"),
        "year": report.get("year"),
        **{severity: summary.get(severity, 0) for severity in _COUNTED},
        "unread": len(entry.result.unread) if entry.result else 0,
        "problem": problems.kept(entry.problem, language) if entry.problem else None,
    }
