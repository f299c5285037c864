"""An audit, and lists of such."""

from typing import Any

from marshmallow import Schema
from marshmallow.fields import Field

from service.audits.audit import Stage, Status
from service.audits.media import Media
from service.reports.finding import Category, Verdict
from service.schemas import fields
from service.schemas.assessments import AfterAssessments
from service.schemas.findings import Check, Finding, Unread
from service.schemas.problems import AuditProblem
from service.schemas.readings import ReportText, Table
from service.schemas.values import AuditId, BatchId, Digest, Time


class Links(Schema):
    """Where the parts of an audit are."""

    self = fields.text(format="uri-reference")
    findings = fields.text(format="uri-reference")
    tables = fields.text(format="uri-reference")
    text = fields.text(format="uri-reference")
    marks = fields.text(format="uri-reference")
    report = fields.text(format="uri-reference")
    assessments = fields.text("What people say of its findings.", format="uri-reference")
    original = fields.text("The file as it was sent.", format="uri-reference")
    deliveries = fields.text(format="uri-reference")
    cancel = fields.text(format="uri-reference")
    again = fields.text("Where a POST has it audited under today's rules.", format="uri-reference")
    page = fields.text("The first page as a picture; null where its file has none.", format="uri-reference", null=True)
    batch = fields.text("The batch that it came in.", format="uri-reference", null=True)
    documents = fields.mapping(
        fields.text(),
        fields.text(format="uri-reference"),
        "The documents that it is to be had as once it has succeeded, by their formats.",
    )


class PingLinks(Schema):
    """Where a ping is."""

    self = fields.text(format="uri-reference")


class ReportFile(Schema):
    """The report's file. Until one is fetched from its `url` all but its name is null."""

    name = fields.text("As its sender or the server there calls it.", maxLength=255)
    size = fields.whole("In bytes.", minimum=0, null=True)
    media_type = fields.one_of(Media, "As its content tells.", null=True)
    sha256 = Digest(null=True)
    pages = fields.whole("Null for files without pages, and before the file is read.", minimum=1, null=True)


class ReportFacts(Schema):
    """What the report says of itself; before it is read, what its sender said."""

    agency = fields.text(null=True)
    year = fields.whole(null=True)
    period = fields.many(fields.text(format="date"), minItems=2, maxItems=2, null=True)
    school_year = fields.truth(
        "True where a school reports by its school year (学年), from September to August, instead of the "
        "calendar year; left out otherwise. `year` is then the one in which it ends, and the period is judged "
        "by it.",
        left_out=True,
    )


class Progress(Schema):
    """How far a running audit is."""

    stage = fields.one_of(Stage)
    done = fields.whole("How many stages are done.", minimum=0)
    total = fields.whole("How many stages there are.", minimum=1)
    pages_done = fields.whole("Of a scan, while its pages are recognised: how many are read.", minimum=0, left_out=True)
    pages = fields.whole("Of a scan, while its pages are recognised: how many it has.", minimum=1, left_out=True)


def notes_to_check() -> Field[Any]:
    """How many notes of an audit are to check."""
    return fields.whole(
        "How many of the notes are to check: their sentences were not wholly understood. 0 in audits of "
        "earlier versions.",
        minimum=0,
    )


class Summary(Schema):
    """How many findings there are; those that the client's profile lets pass count as suppressed alone."""

    error = fields.whole(minimum=0)
    warning = fields.whole(minimum=0)
    note = fields.whole(minimum=0)
    to_check = notes_to_check()
    suppressed = fields.whole("0 in audits of earlier versions.", minimum=0)
    by_category = fields.mapping(fields.one_of(Category), fields.whole(minimum=0))


class Ruleset(Schema):
    """The rules that an audit applies."""

    version = fields.text()


class FileBeside(Schema):
    """A file that came along with the report."""

    name = fields.text(maxLength=255)
    size = fields.whole(minimum=0)
    media_type = fields.one_of(Media)
    sha256 = Digest()


class SinceBaseline(Schema):
    """How many findings are what against those of the baseline."""

    new = fields.whole("Those that the baseline hadn't.", minimum=0)
    unchanged = fields.whole("Those that are still there.", minimum=0)
    absent = fields.whole("Those that only the baseline has.", minimum=0)


class Related(Schema):
    """What the report is set against, and what is set against it."""

    previous = fields.nested(FileBeside, "Last year's report.", null=True)
    attachments = fields.many(fields.nested(FileBeside), "What is read as part of the report.")
    baseline = AuditId(null=True)
    successors = fields.many(
        AuditId(),
        "The audits that have this one as their baseline and are still kept, the first one first; of more than 100 the last.",
    )
    again_of = AuditId("The audit whose file is audited again.", null=True)


class Delivery(Schema):
    """A try to tell a client of the end of its audit."""

    at = Time()
    outcome = fields.text(
        "`failed` is tried again at `next_at`; after `ended` no more tries follow.",
        enum=["delivered", "failed", "ended"],
    )
    status = fields.whole("What the receiver answered.", null=True)
    reason = fields.text("Why it did not answer.", null=True)
    seconds = fields.real(minimum=0)
    next_at = Time(null=True)


class Ping(Schema):
    """A callback that is sent once, to see whether callbacks arrive."""

    id = AuditId()
    created_at = Time()
    callback_url = fields.text()
    delivery = fields.nested(Delivery, "What became of it; null until it was sent.", null=True)
    links = fields.nested(PingLinks)


class DeliveryList(Schema):
    """Each try to tell a client."""

    deliveries = fields.many(fields.nested(Delivery))


class Audit(Schema):
    """An audit: what clients poll."""

    id = AuditId()
    status = fields.one_of(Status)
    progress = fields.nested(Progress, "How far it is, while it runs.", null=True)
    queue_position = fields.whole(
        "Its place in the queue, 1 for the next; null where it is not known or nothing waits any more.",
        minimum=1,
        null=True,
    )
    created_at = Time()
    started_at = Time(null=True)
    finished_at = Time(null=True)
    expires_at = Time("Until when it is kept; null before it ends. Then it is 410.", null=True)
    file = fields.nested(ReportFile)
    label = fields.text(null=True)
    batch = BatchId("The batch that it came in.", null=True)
    select = fields.many(fields.text())
    ignore = fields.many(fields.text())
    profile = fields.text(null=True)
    related = fields.nested(Related)
    reuse = AuditId("The audit whose result this one took over.", null=True)
    url = fields.text("The address that the report is fetched from, where that was sent in place of a file.", null=True)
    fetched_url = fields.text(
        "Where it came from in the end: where that address led, or what its page links to. Null until it was fetched.",
        null=True,
    )
    callback_url = fields.text(null=True)
    deliveries = fields.many(fields.nested(Delivery), "Each try to tell `callback_url`.")
    report = fields.nested(ReportFacts)
    verdict = fields.one_of(Verdict, "Null unless the audit succeeded.", null=True)
    unread = fields.many(
        fields.nested(Unread),
        "What was not read, the weightiest first: the reasons of `incomplete`, and what to tell beside any other verdict.",
    )
    summary = fields.nested(Summary)
    since_baseline = fields.nested(SinceBaseline, "Null without a baseline, and before the end.", null=True)
    after_assessments = fields.nested(
        AfterAssessments,
        "What is left after what people say of the findings, beside `verdict` and `summary`, which stay the audit's own. "
        "Null where nobody says anything.",
        null=True,
    )
    ruleset = fields.nested(Ruleset)
    problem = fields.nested(AuditProblem, "Why the audit failed, if it did.", null=True)
    links = fields.nested(Links)


class AuditsPage(Schema):
    """Some of a client's audits, and where they go on."""

    audits = fields.many(fields.nested(Audit))
    next = fields.next_cursor()
    total = fields.total_of_list("a filter besides `sha256`, `created_after` and `created_before` is set")


class DeletedAudits(Schema):
    """The audits that were deleted with one request."""

    deleted = fields.many(AuditId())
    next = fields.text("The `cursor` with which to delete what is left, null where nothing is.", null=True)


class AuditDocument(Schema):
    """An audit whole."""

    audit = fields.nested(Audit)
    findings = fields.many(fields.nested(Finding))
    absent = fields.many(fields.nested(Finding), "What the `baseline` had and is found no more.")
    checks = fields.many(fields.nested(Check))
    tables = fields.many(fields.nested(Table))
    text = fields.nested(ReportText)


class Drawing(Schema):
    """The document is being drawn."""

    status = fields.text(const="drawing")
