"""The product on one page: read a report, judge it, say how the audit ended."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from service.audits.audit import Problem, Progress, Result, Stage, Status, moment
from service.audits.media import sniff
from service.audits.profile import Profile
from service.errors import ATTACHMENT, PREVIOUS, AuditError, ReportInAttachment, UnreadableFile, of_part
from service.judge import judge
from service.language.mentions.bodies import body_of
from service.language.years.periods import periods
from service.language.years.report_year import report_year
from service.renderers import to_json, unread_parts
from service.reports.finding import Finding, Judgement, Severity
from service.reports.report import Report
from service.rules import ruleset_version
from workers import readers
from workers.limits import Limits, Recognition
from workers.readers.attachments import in_attachment, with_attachments
from workers.readers.scan import Crew, PageRecognition

Listener = Callable[[Progress], None]

_STEPS = (Stage.OPENING, Stage.READING, Stage.JUDGING, Stage.KEEPING)


def audit_bytes(
    data: bytes,
    *,
    year: int | None = None,
    previous: bytes | None = None,
    attachments: Sequence[tuple[str, bytes]] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: Profile | None = None,
    limits: Limits | None = None,
    progress: Listener = lambda _: None,
    recognition: Recognition = Recognition.HERE,
    crew: Crew | None = None,
) -> Result:
    """Audit one report. A file that can't be read gives a result too, `failed` with its problem.

    `year` is the report's year where the caller knows it; `previous` is last year's report; `attachments` are
    files, each with its name, in which tables of the report stand; `select` and `ignore` are rule ids or their beginnings. Pages that are pictures raise `readers.NeedsRecognition` where they are recognised elsewhere, and are recognised by
    the crew where there is one.
    """
    now = Progress(started_at=moment())
    bounds = limits or Limits()

    def reach(stage: Stage) -> None:
        progress(replace(now, stage=stage, done=_STEPS.index(stage)))

    def read(pages: int, of: int) -> None:
        progress(replace(now, stage=Stage.READING, done=_STEPS.index(Stage.READING), pages_done=pages, pages=of))

    def judged(report: Report) -> Judgement:
        return judge(report, select=select, ignore=ignore, profile=profile)

    try:
        reach(Stage.OPENING)
        sniff(data)
        reach(Stage.READING)
        reading, holder, beside = _opened(data, attachments, bounds, recognition, PageRecognition(crew, read))
        last = _last_year(previous, bounds, recognition=recognition) if previous is not None else None
        with of_part(ATTACHMENT):
            attached = [(each, _attached(content, bounds, recognition).doubted()) for each, content in beside]

        def whole(read: Report) -> Report:
            return replace(with_attachments(read, attached), asked_year=year, previous=last)

        report = whole(reading.report)
        reach(Stage.JUDGING)
        judgement = judged(report)
        verified: set[str] = set()
        while accused := [found for found in judgement.findings if reading.accuses(found) and found.id not in verified]:
            again = reading.verified(accused)
            if again is reading:
                break
            verified |= {found.id for found in accused}
            reading, report = again, whole(again.report)
            judgement = judged(report)
        if holder is not None:
            report = in_attachment(report, holder)
            judgement = judged(report)
    except UnreadableFile as error:
        return failed(error, now.started_at)
    reach(Stage.KEEPING)
    return _succeeded(report, judgement, now.started_at)


_Files = Sequence[tuple[str, bytes]]
"""Names and contents."""


def _opened(
    data: bytes, attachments: _Files, bounds: Limits, recognition: Recognition, pages: PageRecognition
) -> tuple[readers.Reading, str | None, _Files]:
    """The file that holds the report, the name of the attachment that it is if it is one, and the other attachments.

    A file that only hands the report over has that in the first attachment that is a report.
    """
    try:
        reading = readers.open_file(data, bounds, recognition=recognition, pages=pages)
        reading.report  # noqa: B018 - raises where there is none
        return reading, None, attachments
    except ReportInAttachment:
        for index, (name, content) in enumerate(attachments):
            reading = _attached(content, bounds, recognition, pages)
            if reading.is_whole_report:
                return reading, name, (*attachments[:index], *attachments[index + 1 :])
        raise


def _attached(
    data: bytes,
    bounds: Limits,
    recognition: Recognition,
    pages: PageRecognition = PageRecognition(),  # noqa: B008 - frozen
) -> readers.Reading:
    """An attachment as it was read once; what can't be read is told as its fault."""
    try:
        with of_part(ATTACHMENT):
            return readers.open_file(data, bounds, recognition=recognition, attached=True, pages=pages)
    except readers.NeedsRecognition as scan:
        scan.problem.facts["part"] = ATTACHMENT
        raise


def _last_year(previous: bytes, bounds: Limits, *, recognition: Recognition) -> Report:
    """Last year's report; what can't be read of it is reported as that one's fault."""
    try:
        with of_part(PREVIOUS):
            return readers.read(previous, limits=bounds, recognition=recognition)
    except readers.NeedsRecognition as scan:
        scan.problem.facts["part"] = PREVIOUS
        raise


def failed(error: AuditError, started_at: str | None = None) -> Result:
    """The result of an audit that ended with an error."""
    return Result.failed(Problem.of(error), ruleset_version(), started_at)


def _succeeded(report: Report, judgement: Judgement, started_at: str | None) -> Result:
    return Result(
        Status.SUCCEEDED,
        finished_at=moment(),
        started_at=started_at,
        verdict=judgement.verdict.value,
        report=_identity(report),
        pages=report.pages,
        summary=summary(judgement.findings),
        unread=tuple(map(unread_parts.to_record, judgement.unread)),
        findings=tuple(to_json.finding(found) for found in judgement.findings),
        checks=tuple(to_json.check(made) for made in judgement.checks),
        tables=tuple(to_json.tables(report)),
        text=to_json.text(report),
        ruleset=ruleset_version(),
    )


def _identity(report: Report) -> dict[str, Any]:
    """Whose report it is and of when, as far as it is known."""
    body = body_of(report)
    stated = next((found for found in periods(report) if found.first and found.last), None)
    own = report_year(report)
    known = {
        "agency": body.name if body else None,
        "year": own.year,
        "school_year": own.is_school_year or None,
        "period": [str(stated.first), str(stated.last)] if stated else None,
    }
    return {name: value for name, value in known.items() if value is not None}


def summary(findings: Sequence[Finding]) -> dict[str, Any]:
    """How many findings count, by severity and by family, how many of the notes are to check, and how many are suppressed."""
    counted = [found for found in findings if found.suppressed is None]
    severities = Counter(found.severity for found in counted)
    categories = Counter(found.category.value for found in counted)
    return {
        **{each.value: severities[each] for each in Severity},
        "to_check": sum(found.to_check for found in counted),
        "suppressed": len(findings) - len(counted),
        "by_category": dict(categories),
    }
