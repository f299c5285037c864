"""The fields of requests. Of those of forms openapi.yaml's components are made; to queries a test holds it."""

from enum import StrEnum

from marshmallow import Schema

from service.api import fields
from service.audits.assessment import AssessmentState
from service.audits.audit import Status
from service.reports.finding import Category, Severity, Verdict

LONGEST = 30
"""Seconds for which an answer is held."""
_LONGEST_NAME = 60
"""Characters of the name of an office or a body on a notice."""


class NewAudit(Schema):
    """A report, and what may be said of it."""

    file = fields.file("The report, unless its `url` is given. Several parts of this name are refused.")
    url = fields.words(
        2000,
        "The address of the report in place of its file, by http or https, at a host that the operator allowed. The audit is "
        "accepted at once, and the file fetched then; of a page that only links to its report or tables, what it links to, too.",
        example="https://www.example.gov.cn/reports/2025.html",
    )
    previous = fields.file("Last year's report of the same body, to set this one against.")
    attachment = fields.files(
        "A file in which a table of the report stands, a spreadsheet (XLSX, XLS) or of a kind that reports have, up to 20 of them. Tables of the form that the report lacks are read from "
        "it, and findings on them name it as `attachment`. Where `file` only links or refers to its report, that is read from it.",
        is_required=False,
    )
    year = fields.whole(2008, 2099, component="ReportYear")
    agency = fields.words(200, "Whose report it is; kept with the audit.", example="某区商务局")
    label = fields.words(200, "The client's own mark; kept with the audit.", example="2025-commerce")
    select = fields.rules("Apply these rules only. The field is repeated, or its values are separated by commas.")
    ignore = fields.rules("Leave these rules out. Given as `select` is.")
    profile = fields.words(64, component="ProfileName")
    baseline = fields.audit(
        "An earlier audit of the client's that has succeeded. Findings tell whether they are new since."
    )
    inherit = fields.switch(
        "Take over from the `baseline` what isn't sent with a corrected report: its year, body, label, rules and profile, last "
        "year's report and the attachments, as they are kept."
    )
    reuse = fields.switch(
        "Take over the result of the client's last audit of the same content under the same rules, if any."
    )
    callback_url = fields.words(2000, component="CallbackUrl")


class AgainQuery(Schema):
    """What may be said of an audit that is made again; all else is as it was."""

    label = fields.words(200)
    baseline = fields.audit()
    callback_url = fields.words(2000, component="CallbackUrl")


class NewBatch(Schema):
    """The reports of a batch, and what may be said of all of them."""

    file = fields.files(
        "The reports, a part each; or one ZIP archive of them. Unless a `list` is given.", is_required=False
    )
    list = fields.file(
        "A list of their addresses in place of the reports (CSV, XLSX, XLS): the first column that holds addresses, each fetched "
        "as an audit's `url` is. Where the first row has heads, columns called name (名称, 单位) and label (标签) are what the "
        "batch calls a report, and its audit's label."
    )
    year = fields.whole(2008, 2099, component="ReportYear")
    label = fields.words(200, "The client's own mark; kept with the batch and its audits.", example="2025")
    select = fields.rules("Apply these rules only. Given as for an audit.")
    ignore = fields.rules("Leave these rules out.")
    profile = fields.words(64, component="ProfileName")
    callback_url = fields.words(2000, component="CallbackUrl")


class Spoken(StrEnum):
    """The languages that a page speaks."""

    CHINESE = "zh"
    ENGLISH = "en"


class DocsQuery(Schema):
    """How the contract's page is shown; the language of the request where none is asked for."""

    lang = fields.choice(Spoken)


class NewAssessment(Schema):
    """What is said of a finding."""

    state = fields.choice(
        AssessmentState,
        "That the finding is true, that it is not, or that it was corrected; `withdrawn` undoes what was said before.",
        is_required=True,
        component="AssessmentState",
    )
    note = fields.words(500, "Why; where the finding is disputed, it must be said.")


class NewPing(Schema):
    """Where a ping is to go."""

    callback_url = fields.words(2000)


class Order(StrEnum):
    """The orders of a list, each by the field that it names; the first is from the greatest on."""

    NEWEST = "-created_at"
    OLDEST = "created_at"


class ListQuery(Schema):
    """Which part of a client's list is asked for."""

    label = fields.words(200)
    created_after = fields.time()
    created_before = fields.time()
    sort = fields.choice(Order, default=Order.NEWEST)
    limit = fields.whole(1, 200, default=50)
    cursor = fields.after()


class BatchesQuery(ListQuery):
    """Which of a client's batches are asked for."""

    search = fields.words(200)


class RenameQuery(Schema):
    """The label that a batch is to have; none where it isn't given."""

    label = fields.words(200)


class AuditsQuery(ListQuery):
    """Which of a client's audits are asked for."""

    status = fields.choices(Status)
    verdict = fields.choice(Verdict)
    year = fields.whole(2008, 2099)
    agency = fields.words(200)
    batch = fields.batch()
    sha256 = fields.digest()


class DeletionQuery(AuditsQuery):
    """Which of a client's audits are to be deleted: those named by their ids, or those that all else chooses."""

    id = fields.ids(200)


class WaitQuery(Schema):
    """For how long a client would have the answer held."""

    wait = fields.whole(0, LONGEST, default=0)


class BatchQuery(WaitQuery):
    """For how long a client would have the answer held, and what it knows already."""

    since = fields.since()


class FindingsFilter(Schema):
    """Which findings are asked for."""

    severity = fields.choices(Severity)
    to_check = fields.switch(default=None)
    category = fields.choices(Category)
    rule = fields.rules()


class PartQuery(Schema):
    """Which part of a list is asked for."""

    limit = fields.whole(1, 1000, default=100)
    cursor = fields.cursor()


class FindingsQuery(FindingsFilter, PartQuery):
    """Which findings are asked for, and where the page begins."""


class BetweenQuery(FindingsQuery):
    """Which findings between the reports of a batch are asked for, and where the page begins."""

    audit = fields.audit()


class NoticeFormat(StrEnum):
    """The forms of a notice: to be edited, or to be printed, sealed and sent as it is."""

    DOCX = "docx"
    PDF = "pdf"


class NoticesQuery(Schema):
    """In which form notices are asked for, and what is filled in; what isn't is a blank to be written into."""

    format = fields.choice(NoticeFormat)
    deadline = fields.day("The day before which the body has to answer.")
    office = fields.words(_LONGEST_NAME, "Who sends it, and signs.")
    issued = fields.day("The day that stands below the office's name.")


class NoticeQuery(NoticesQuery):
    """In which form a notice is asked for, by `Accept` where none is named, and what is filled in."""

    addressee = fields.words(
        _LONGEST_NAME, "To whom it goes, where that isn't the body that the report or its file names."
    )
