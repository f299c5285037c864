"""The shapes of requests and answers; openapi.yaml says the same, and a test holds the two together."""

from marshmallow import Schema, fields

from service.api.declare import AsKept
from service.api.fields import after, audit, choice, choices, cursor, rules, switch, time, whole, words
from service.api.readings import Location, Table, Text
from service.audits.audit import Status
from service.reports.finding import Category, Severity, Verdict

LONGEST = 30
"""Seconds for which an answer is held."""


class NewAudit(Schema):
    """What may be said of a report beside its file."""

    year = whole(2008, 2099)
    agency = words(200)
    label = words(200)
    select = rules()
    ignore = rules()
    profile = words(64)
    baseline = audit()
    reuse = switch()
    callback_url = words(2000)


class NewBatch(Schema):
    """What may be said of all reports of a batch."""

    year = whole(2008, 2099)
    label = words(200)
    select = rules()
    ignore = rules()
    profile = words(64)
    callback_url = words(2000)


class AuditsQuery(Schema):
    """Which of a client's audits are asked for."""

    status = choices(Status)
    verdict = choice(Verdict)
    year = whole(2008, 2099)
    agency = words(200)
    label = words(200)
    created_after = time()
    limit = whole(1, 200, default=50)
    cursor = after()


class WaitQuery(Schema):
    """For how long a client would have the answer held."""

    wait = whole(0, LONGEST, default=0)


class FindingsQuery(Schema):
    """Which findings are asked for."""

    severity = choices(Severity)
    to_check = switch(default=None)
    category = choices(Category)
    rule = rules()
    limit = whole(1, 1000, default=100)
    cursor = cursor()


class Links(Schema):
    """Where the parts of an audit are."""

    self = fields.String()
    findings = fields.String()
    tables = fields.String()
    text = fields.String()
    report = fields.String()
    cancel = fields.String()


class File(Schema):
    """The report's file."""

    name = fields.String()
    size = fields.Integer()
    media_type = fields.String()
    sha256 = fields.String()
    pages = fields.Integer(allow_none=True)


class ReportFacts(Schema):
    """What the report says of itself, or its sender where it has not been read."""

    agency = fields.String(allow_none=True)
    year = fields.Integer(allow_none=True)
    period = fields.List(fields.String(), allow_none=True)
    school_year = fields.Boolean()


class Progress(Schema):
    """How far a running audit is."""

    stage = fields.String()
    done = fields.Integer()
    total = fields.Integer()


class Summary(Schema):
    """How many findings there are."""

    error = fields.Integer()
    warning = fields.Integer()
    note = fields.Integer()
    to_check = fields.Integer()
    by_category = fields.Dict(fields.String(), fields.Integer())


class Ruleset(Schema):
    """The rules that an audit applies."""

    version = fields.String()


class AuditProblem(Schema):
    """Why an audit failed."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    part = fields.String()


class PreviousFile(Schema):
    """Last year's report, as it came along."""

    name = fields.String()
    size = fields.Integer()
    media_type = fields.String()
    sha256 = fields.String()


class Related(Schema):
    """What an audit is set against."""

    previous = fields.Nested(PreviousFile, allow_none=True)
    baseline = fields.String(allow_none=True)


class Delivery(Schema):
    """A try to tell a client of the end of its audit."""

    at = fields.String()
    outcome = fields.String()
    status = fields.Integer(allow_none=True)
    reason = fields.String(allow_none=True)
    seconds = fields.Float()
    next_at = fields.String(allow_none=True)


class Deliveries(Schema):
    """Each try to tell a client."""

    deliveries = fields.List(fields.Nested(Delivery))


class Audit(Schema):
    """An audit: what clients poll."""

    id = fields.String()
    status = fields.String()
    progress = fields.Nested(Progress, allow_none=True)
    queue_position = fields.Integer(allow_none=True)
    created_at = fields.String()
    started_at = fields.String(allow_none=True)
    finished_at = fields.String(allow_none=True)
    expires_at = fields.String(allow_none=True)
    file = fields.Nested(File)
    label = fields.String(allow_none=True)
    select = fields.List(fields.String())
    ignore = fields.List(fields.String())
    profile = fields.String(allow_none=True)
    related = fields.Nested(Related)
    reuse = fields.String(allow_none=True)
    callback_url = fields.String(allow_none=True)
    deliveries = fields.List(fields.Nested(Delivery))
    report = fields.Nested(ReportFacts)
    verdict = fields.String(allow_none=True)
    summary = fields.Nested(Summary)
    ruleset = fields.Nested(Ruleset)
    problem = fields.Nested(AuditProblem, allow_none=True)
    links = fields.Nested(Links)


class AuditsPage(Schema):
    """Some of a client's audits, and where they go on."""

    audits = fields.List(fields.Nested(Audit))
    next = fields.String(allow_none=True)


class Operand(Schema):
    """A figure's part in an equation."""

    section = fields.Integer()
    table = fields.String()
    row = fields.String()
    column = fields.String()
    line = fields.Integer()
    page = fields.Integer()
    bbox = fields.List(fields.Float())
    value = fields.Raw()
    text = fields.String()
    sign = fields.Integer()
    side = fields.String()
    report = fields.String()


class Finding(Schema):
    """One broken rule at one place."""

    id = fields.String()
    rule = fields.String()
    name = fields.String()
    category = fields.String()
    severity = fields.String()
    confidence = fields.Float()
    to_check = fields.Boolean()
    message = fields.String()
    expected = fields.Raw(allow_none=True)
    actual = fields.Raw(allow_none=True)
    difference = fields.Raw(allow_none=True)
    operands = fields.List(fields.Nested(Operand))
    suggestion = fields.String(allow_none=True)
    facts = fields.Dict(fields.String(), fields.Raw())
    locations = fields.List(fields.Nested(Location))
    related = fields.List(fields.String())
    suppressed = fields.String(allow_none=True)
    baseline_state = fields.String(allow_none=True)


class Check(Schema):
    """What became of one rule."""

    rule = fields.String()
    status = fields.String()
    looked_at = fields.Integer()
    unread = fields.Integer()
    findings = fields.Integer()
    truncated = fields.Boolean()
    understood = fields.Integer(allow_none=True)


class FindingsPage(Schema):
    """Some of an audit's findings, all of its checks, and where the findings go on."""

    findings = fields.List(fields.Nested(Finding))
    absent = fields.List(fields.Nested(Finding))
    checks = fields.List(fields.Nested(Check))
    next = fields.String(allow_none=True)


class Document(Schema):
    """An audit whole: what it says, and what it read."""

    audit = fields.Nested(Audit)
    findings = fields.List(fields.Nested(Finding))
    checks = fields.List(fields.Nested(Check))
    tables = fields.List(fields.Nested(Table))
    text = fields.Nested(Text)


class Drawing(Schema):
    """A document that is being drawn."""

    status = fields.String()


class BatchCounts(Schema):
    """How many reports of a batch are how far."""

    total = fields.Integer()
    waiting = fields.Integer()
    succeeded = fields.Integer()
    failed = fields.Integer()
    canceled = fields.Integer()
    deleted = fields.Integer()
    skipped = fields.Integer()


class BatchSummary(Schema):
    """How many findings there are in the reports of a batch, and between them."""

    error = fields.Integer()
    warning = fields.Integer()
    note = fields.Integer()
    to_check = fields.Integer()
    by_category = fields.Dict(fields.String(), fields.Integer())
    between = fields.Integer()


class BatchReport(AsKept, Schema):
    """A report of a batch."""

    name = fields.String()
    audit = fields.String(allow_none=True)
    status = fields.String()
    verdict = fields.String(allow_none=True)
    agency = fields.String(allow_none=True)
    year = fields.Integer(allow_none=True)
    error = fields.Integer()
    warning = fields.Integer()
    note = fields.Integer()
    to_check = fields.Integer()
    problem = fields.Nested(AuditProblem, allow_none=True)


class SkippedFile(Schema):
    """A file of an archive that was passed over."""

    name = fields.String()
    reason = fields.String()
    detail = fields.String()


class BatchLinks(Schema):
    """Where the parts of a batch are."""

    self = fields.String()
    findings = fields.String()
    workbook = fields.String()
    notices = fields.String()


class Batch(Schema):
    """A batch: what clients poll."""

    id = fields.String()
    status = fields.String()
    created_at = fields.String()
    finished_at = fields.String(allow_none=True)
    expires_at = fields.String(allow_none=True)
    label = fields.String(allow_none=True)
    select = fields.List(fields.String())
    ignore = fields.List(fields.String())
    profile = fields.String(allow_none=True)
    callback_url = fields.String(allow_none=True)
    deliveries = fields.List(fields.Nested(Delivery))
    counts = fields.Nested(BatchCounts)
    verdicts = fields.Dict(fields.String(), fields.Integer())
    summary = fields.Nested(BatchSummary)
    reports = fields.List(fields.Nested(BatchReport))
    skipped = fields.List(fields.Nested(SkippedFile))
    problem = fields.Nested(AuditProblem, allow_none=True)
    links = fields.Nested(BatchLinks)


class BatchFinding(Finding):
    """A finding between reports: of which audit's report it is."""

    audit = fields.String()


class BatchFindings(Schema):
    """Some of the findings between a batch's reports, and where they go on."""

    findings = fields.List(fields.Nested(BatchFinding))
    next = fields.String(allow_none=True)


class Example(Schema):
    """What breaks a rule, and what keeps it."""

    bad = fields.String()
    good = fields.String()


class Rule(Schema):
    """A rule of the catalogue."""

    id = fields.String()
    name = fields.String()
    category = fields.String()
    severity = fields.String()
    on_prose = fields.Boolean()
    fault = fields.String()
    why = fields.String()
    source = fields.String()
    example = fields.Nested(Example)


class Rules(Schema):
    """The catalogue."""

    rules = fields.List(fields.Nested(Rule))
    ruleset = fields.Nested(Ruleset)


class FormLabel(Schema):
    """Words of the form, and the same in English."""

    zh = fields.String()
    en = fields.String()


class FormSection(Schema):
    """A section of the form."""

    number = fields.Integer()
    label = fields.Nested(FormLabel)


class FormGroup(Schema):
    """A label over several rows or columns."""

    key = fields.String()
    label = fields.Nested(FormLabel)


class FormColumn(Schema):
    """A column of a table of the form."""

    key = fields.String()
    label = fields.Nested(FormLabel)
    groups = fields.List(fields.String())


class FormRow(Schema):
    """A row of a table of the form."""

    key = fields.String()
    label = fields.Nested(FormLabel)
    groups = fields.List(fields.String())
    columns = fields.List(fields.String())
    editions = fields.List(fields.Integer())


class FormTable(Schema):
    """A table of the form."""

    key = fields.String()
    section = fields.Integer()
    label = fields.Nested(FormLabel)
    columns = fields.List(fields.Nested(FormColumn))
    rows = fields.List(fields.Nested(FormRow))
    groups = fields.List(fields.Nested(FormGroup))


class Form(Schema):
    """The statutory form of a report."""

    sections = fields.List(fields.Nested(FormSection))
    tables = fields.List(fields.Nested(FormTable))


class FieldError(Schema):
    """A field of a request that is wrong, and what it must be."""

    pointer = fields.String()
    detail = fields.String()


class Problem(Schema):
    """What went wrong with a request; `part` and the last three are there for some problems only."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    part = fields.String()
    instance = fields.String()
    request_id = fields.String()
    errors = fields.List(fields.Nested(FieldError))
    problem = fields.Nested(AuditProblem)
    checks = fields.Dict(fields.String(), fields.String())


class ProblemPage(Schema):
    """What a type of problem means."""

    type = fields.String()
    code = fields.String()
    title = fields.String()
    status = fields.Integer()
    description = fields.String()
    retry_after = fields.Integer(allow_none=True)


class Health(Schema):
    """The process answers."""

    status = fields.String()


class Readiness(Schema):
    """Whether audits can be taken and done, and what each part says."""

    status = fields.String()
    checks = fields.Dict(fields.String(), fields.String())
    details = fields.Dict(fields.String(), fields.String())


class Version(Schema):
    """What runs."""

    service = fields.String()
    ruleset = fields.String()
