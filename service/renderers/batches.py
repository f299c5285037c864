"""A batch as the JSON that clients poll: its reports, how many of them are how far, and what was found in all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.audits.assessment import Assessment, after, after_all, after_assessed, with_between
from service.audits.audit import JSON, Problem, Progress, Request, Result, Status
from service.audits.batch import (
    BatchCursor,
    BatchRequest,
    BatchResult,
    BatchStatus,
    Member,
    Members,
    Skipped,
    SkipReason,
    by_audit,
    verdict_with,
)
from service.errors import Language
from service.renderers import problems
from service.renderers.addresses import address
from service.renderers.audited import Audited
from service.renderers.audits import stages_of, written

WAITING, DELETED = "waiting", "deleted"
"""What a report is before it has ended, and after its audit was deleted or has expired."""
_SKIPPED: dict[SkipReason, dict[Language, str]] = {
    SkipReason.FOLDER: {"zh": "文件夹", "en": "a folder"},
    SkipReason.SYSTEM: {"zh": "操作系统生成的文件", "en": "created by an operating system"},
    SkipReason.HIDDEN: {"zh": "隐藏文件", "en": "a hidden file"},
    SkipReason.ATTACHMENT: {
        "zh": "附件，已随同一文件夹中的报告审核",
        "en": "an attachment, audited with the report beside it",
    },
    SkipReason.OFFICE_LOCK: {"zh": "办公软件的临时文件", "en": "a temporary file of an office program"},
}
"""Why a file of an archive was not audited."""
_COUNTED = ("error", "warning", "note", "to_check")
_PARTS = ("findings", "assessments", "workbook", "notices", "deliveries", "rename", "cancel")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a batch: its audit's request, progress and result as far as there are such, and what people say of its findings.

    Of the result the head will do; what people say may be given with its findings as well.
    """

    member: Member
    request: Request | None = None
    result: Result | None = None
    progress: Progress | None = None
    assessments: Sequence[Assessment] = ()
    corrected: tuple[Request, Result | None] | None = None
    """The last corrected version of it."""
    is_to_come: bool = False
    """Whether the audit of it is still to be accepted."""

    @property
    def status(self) -> str:
        """How far it is."""
        if self.member.problem:
            return Status.FAILED.value
        if self.is_to_come:
            return WAITING
        if self.member.audit is None:
            return Status.CANCELED.value
        if self.request is None:
            return DELETED
        return self.result.status.value if self.result else WAITING

    @property
    def pages(self) -> int:
        """How many pages of it were read."""
        if self.progress:
            return self.progress.pages_done
        return (self.result.pages if self.result else None) or 0

    def state(self, between: Sequence[JSON]) -> str:
        """How far it is as a letter: a capital where something was found `between` it and others."""
        letter = "r" if self.progress else "t" if self.is_to_come else self.status[0]
        return letter.upper() if between else letter

    def verdict(self, between: Sequence[JSON]) -> str | None:
        """Its verdict with what was found `between` it and others; None without one."""
        own = self.result.verdict if self.result else None
        return verdict_with(own, between) if own else None

    @property
    def left(self) -> JSON | None:
        """What is left of it after what people say of its own findings; None where nobody says anything."""
        if self.result is None:
            return None
        return after(self.result, self.assessments) or after_assessed(self.result)

    def after(self, between: Sequence[JSON]) -> JSON | None:
        """The same with the findings `between` it and others, each with what people say of it."""
        return with_between(self.left, self.result, between)

    @property
    def problem(self) -> Problem | None:
        """Why it could not be audited."""
        return self.member.problem or (self.result.problem if self.result else None)

    def audited(self, between: Sequence[JSON] = ()) -> Audited:
        """The report with what was found in it, by itself and `between` the reports of its batch."""
        result = self.result or Result(Status.FAILED, "", problem=self.member.problem)
        own = [found for found in between if found["audit"] == self.member.audit]
        whole = replace(result, findings=(*result.findings, *own), verdict=self.verdict(own))
        media_type = self.request.media_type if self.request else ""
        return Audited(self.member.name, whole, self.member.audit or "", media_type)


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

    The findings of its result have what people say of them, where that is to be told.
    With a cursor, of its files those alone that have changed `since`, and those that are worked on.
    """
    members = members or Members(())
    found = by_audit(result.findings if result else ())
    listed = [(entry, found[entry.member.audit or ""]) for entry in entries or ()]
    states = "".join(entry.state(between) for entry, between in listed)
    seen = since or BatchCursor()
    skipped = members.skipped if seen.states is None else ()
    verdicts = [entry.verdict(between) for entry, between in listed]
    return {
        **_head(request, result, language, kept, is_opened=entries is not None),
        "deliveries": [],
        "counts": {**_counts(entries or ()), "skipped": members.skipped_count},
        "verdicts": dict(Counter(filter(None, verdicts))),
        "summary": summary(entries or (), result.findings if result else ()),
        "after_assessments": left_of(entries or (), result.findings if result else ()),
        "reports": [
            {"number": number + 1, **_entry(entry, between, language)}
            for number, (entry, between) in enumerate(listed)
            if entry.progress or not seen.knows(number, states[number])
        ],
        "skipped": [_skipped(each, language) for each in skipped],
        "cursor": BatchCursor(None if entries is None else states).written(),
    }


def in_list(
    request: BatchRequest, result: BatchResult | None, language: Language, kept: float, reports: int | None
) -> JSON:
    """The batch as lists have it: with the number of its `reports`, None before its archive was opened, in their place."""
    return {
        **_head(request, result, language, kept, is_opened=reports is not None),
        "reports": reports,
        "verdicts": result.verdicts if result else {},
        "failed": result.failed if result else 0,
        "between": len(result.findings) if result else 0,
    }


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
            **{part: f"{self}/{part}" for part in _PARTS},
        },
    }


def left_of(entries: Sequence[Entry], between: Sequence[JSON]) -> JSON | None:
    """What is left of a batch after what people say of the findings in and `between` its reports; None where of none."""
    found = by_audit(between)
    return after_all((entry.left, entry.result, found[entry.member.audit or ""]) for entry in entries)


def summary(entries: Sequence[Entry], between: Sequence[JSON]) -> JSON:
    """How many findings there are in the reports, and how many between them."""
    each = [entry.result.summary for entry in entries if entry.result]
    categories: Counter[str] = Counter()
    for one in each:
        categories.update(one.get("by_category", {}))
    return {
        **{name: sum(one.get(name, 0) for one in each) for name in (*_COUNTED, "suppressed")},
        "by_category": dict(categories),
        "between": len(between),
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
    return {
        "total": len(entries),
        **{str(name): counted[str(name)] for name in names},
        "pages": sum(entry.pages for entry in entries),
    }


def _version(request: Request, result: Result | None) -> JSON:
    return {
        "audit": request.id,
        "status": result.status.value if result else WAITING,
        "verdict": result.verdict if result else None,
        "since_baseline": result.since_baseline if result else None,
    }


def _skipped(file: Skipped, language: Language) -> JSON:
    return {"name": file.name, "reason": file.reason.value, "detail": _SKIPPED[file.reason][language]}


def _entry(entry: Entry, between: Sequence[JSON], language: Language) -> JSON:
    report = entry.result.report if entry.result else {}
    summary = entry.result.summary if entry.result else {}
    return {
        "name": entry.member.name,
        "audit": entry.member.audit,
        "status": entry.status,
        "verdict": entry.verdict(between),
        "agency": report.get("agency"),
        "year": report.get("year"),
        "between": len(between),
        **{severity: summary.get(severity, 0) for severity in _COUNTED},
        "after_assessments": entry.after(between),
        "corrected_by": _version(*entry.corrected) if entry.corrected else None,
        "unread": len(entry.result.unread) if entry.result else 0,
        "problem": problems.kept(entry.problem, language) if entry.problem else None,
        "progress": stages_of(entry.progress) if entry.progress else None,
    }
