"""A batch, and what is found between its reports."""

from typing import Any

from marshmallow import Schema
from marshmallow.fields import Field

from service.audits.batch import BatchStatus, SkipReason
from service.reports.finding import Verdict
from service.schemas import fields
from service.schemas.assessments import AfterAssessments, AssessedCounts, Assessment
from service.schemas.audits import Delivery, Progress, SinceBaseline, Summary, notes_to_check
from service.schemas.fields import AsKept
from service.schemas.findings import Finding
from service.schemas.problems import AuditProblem
from service.schemas.values import AuditId, BatchId, Time


def verdicts_of(about: str) -> Field[Any]:
    """A number of reports a verdict."""
    return fields.mapping(fields.one_of(Verdict), fields.whole(minimum=1), about)


class BatchCounts(Schema):
    """How many reports of a batch are how far."""

    total = fields.whole(minimum=0)
    waiting = fields.whole("Not ended yet.", minimum=0)
    succeeded = fields.whole(minimum=0)
    failed = fields.whole(minimum=0)
    canceled = fields.whole(minimum=0)
    deleted = fields.whole("Its audit was deleted or has expired.", minimum=0)
    pages = fields.whole("Pages that were read, of files that have such; of a scan as far as it is.", minimum=0)
    skipped = fields.whole("Files that were passed over; they are not part of the total.", minimum=0)


class BatchSummary(Summary):
    """How many findings there are in the reports of a batch, and between them."""

    between = fields.whole("Findings between the reports; they stand beside the others.", minimum=0)


def _left_between() -> Field[Any]:
    return fields.whole("How many findings between reports are left; they stand beside the others.", minimum=0)


class ReportAfterAssessments(AfterAssessments):
    """What is left of a report of a batch, and of what was found between it and others, after all assessments."""

    between = _left_between()


class BatchAfterAssessments(AssessedCounts):
    """What is left of the reports of a batch, and of what was found between them, after all assessments."""

    verdicts = verdicts_of("How many reports would have which verdict without what is disputed or corrected.")
    between = _left_between()


class AddedBatchAssessment(Schema):
    """The assessment that was added, and what is left of its batch now."""

    assessment = fields.nested(Assessment)
    after_assessments = fields.nested(
        BatchAfterAssessments,
        "As the batch has it. Null where no assessment holds, of findings in its reports or between them.",
        null=True,
    )


class BatchAssessmentsPage(Schema):
    """Some of what was said of the findings between a batch's reports, and where it goes on."""

    assessments = fields.many(fields.nested(Assessment), "The first one first. Of a finding the last one holds.")
    after_assessments = fields.nested(
        BatchAfterAssessments,
        "As the batch has it. Null where no assessment holds, of findings in its reports or between them.",
        null=True,
    )
    next = fields.next_cursor()
    total = fields.whole("How many there are, in all pages.", minimum=0)


class CorrectedVersion(Schema):
    """The audit of a corrected version of a report."""

    audit = AuditId()
    status = fields.text(enum=["waiting", "succeeded", "failed", "canceled"])
    verdict = fields.one_of(Verdict, null=True)
    since_baseline = fields.nested(
        SinceBaseline, "Against the version before it; null before the end, and where it failed.", null=True
    )


class BatchReport(AsKept, Schema):
    """A report of a batch."""

    number = fields.whole("Its place among the reports of the batch.", minimum=1)
    name = fields.text("As the archive has it.")
    audit = AuditId("Null before its audit is accepted, and for a file of which there can be none.", null=True)
    status = fields.text(enum=["waiting", "succeeded", "failed", "canceled", "deleted"])
    verdict = fields.one_of(
        Verdict, "With what was found between the reports; that of its audit is of the report alone.", null=True
    )
    agency = fields.text(null=True)
    year = fields.whole(null=True)
    between = fields.whole("How many findings between the reports are made in it, beside those below.", minimum=0)
    error = fields.whole(minimum=0)
    warning = fields.whole(minimum=0)
    note = fields.whole(minimum=0)
    to_check = notes_to_check()
    after_assessments = fields.nested(
        ReportAfterAssessments,
        "What is left after what people say of its findings, and of those between reports that are made in it; null where nobody "
        "says anything.",
        null=True,
    )
    corrected_by = fields.nested(
        CorrectedVersion,
        "The last corrected version: an audit that has this one as its `baseline`, or has one of such. Null where there is none.",
        null=True,
    )
    unread = fields.whole("How many parts of it were not audited; its audit tells which.", minimum=0)
    problem = fields.nested(AuditProblem, null=True)
    progress = fields.nested(Progress, "How far it is while it is worked on.", null=True)


class SkippedFile(Schema):
    """A file of an archive that was passed over."""

    name = fields.text("As the archive has it.")
    reason = fields.text(
        "A folder, what a system or an office program left, a hidden file, or an attachment that is read with its report.",
        enum=[reason.value for reason in SkipReason],
    )
    detail = fields.text("The reason in words.")


class BatchLinks(Schema):
    """Where the parts of a batch are."""

    self = fields.text(format="uri-reference")
    audits = fields.text("Its audits as a list.", format="uri-reference")
    findings = fields.text(format="uri-reference")
    assessments = fields.text("What people say of the findings between its reports.", format="uri-reference")
    workbook = fields.text(format="uri-reference")
    notices = fields.text(format="uri-reference")
    deliveries = fields.text(format="uri-reference")
    rename = fields.text(format="uri-reference")
    cancel = fields.text(format="uri-reference")


class ToldOfEachBatch:
    """What is told of a batch by itself and in a list."""

    id = BatchId()
    status = fields.one_of(BatchStatus)
    created_at = Time()
    finished_at = Time(null=True)
    expires_at = Time("Until when it is kept; null before it ends. Then it is 410.", null=True)
    label = fields.text(null=True)
    select = fields.many(fields.text())
    ignore = fields.many(fields.text())
    profile = fields.text(null=True)
    callback_url = fields.text(null=True)
    problem = fields.nested(AuditProblem, "Why the archive could not be opened, if it couldn't.", null=True)
    links = fields.nested(BatchLinks)


class Batch(ToldOfEachBatch, Schema):
    """A batch: what clients poll."""

    deliveries = fields.many(fields.nested(Delivery), "Each try to tell of its end, the first one first.")
    counts = fields.nested(BatchCounts)
    verdicts = verdicts_of("How many reports have which verdict, with what was found between them.")
    summary = fields.nested(BatchSummary)
    after_assessments = fields.nested(
        BatchAfterAssessments,
        "What is left after what people say of the findings, beside `verdicts` and `summary`. Null where nobody says anything.",
        null=True,
    )
    reports = fields.many(
        fields.nested(BatchReport),
        "In the order in which they were sent; empty before the archive is opened. With `since` those alone that have changed, "
        "and those that are worked on.",
    )
    skipped = fields.many(
        fields.nested(SkippedFile),
        "The files of the archive that were passed over, up to 1,000 of them; `counts` has the number of all. With `since` "
        "they are told once, when the archive was opened.",
    )
    cursor = fields.text("What to give as `since` for what will have changed.")


class ListedBatch(ToldOfEachBatch, Schema):
    """A batch in a list, without its reports and what is counted over them now."""

    failed = fields.whole(
        "How many of its files could not be audited; 0 before it ends, and where it was canceled.", minimum=0
    )
    reports = fields.whole("How many reports it has; null before its archive is opened.", minimum=0, null=True)
    between = fields.whole("How many findings there are between its reports; 0 before it ends.", minimum=0)
    verdicts = verdicts_of(
        "How many reports had which verdict when the batch ended, with what was found between them; empty before, and where it "
        "was canceled."
    )


class BatchesPage(Schema):
    """Some of a client's batches, and where they go on."""

    batches = fields.many(fields.nested(ListedBatch))
    next = fields.next_cursor()
    total = fields.total_of_list("`label` or `search` is set")


class BatchFindings(Schema):
    """Some of the findings between a batch's reports, and where they go on."""

    findings = fields.many(fields.nested(Finding))
    next = fields.next_cursor()
    total = fields.whole("How many are asked for, in all pages.", minimum=0)
