"""What an audit found, and what it checked."""

from marshmallow import Schema

from service.reports.finding import Category, CheckStatus, Severity
from service.reports.report import Why
from service.reports.unread import What
from service.schemas import fields
from service.schemas.assessments import FindingAssessment
from service.schemas.readings import Mark, Place
from service.schemas.values import AuditId, BaselineState, Box, Figure, RuleId, TableKey


class Operand(Schema):
    """A figure's part in an equation."""

    section = fields.whole(minimum=0, maximum=6, left_out=True)
    table = TableKey(left_out=True)
    row = fields.text(left_out=True)
    column = fields.text(left_out=True)
    line = fields.whole(minimum=1, left_out=True)
    page = fields.whole(minimum=1, left_out=True)
    bbox = Box(left_out=True)
    attachment = fields.text(left_out=True)
    value = Figure()
    text = fields.text("The figure as it stands.")
    sign = fields.whole(enum=[1, -1])
    side = fields.text(enum=["left", "right"])
    alternative = fields.whole(
        "Which reading of the table it belongs to, on the right; null where there is only one, and on the left.",
        minimum=1,
        null=True,
    )
    equation = fields.whole(
        "Which of the finding's equations it is in: one that tells several faults of a sentence has one for each.",
        minimum=1,
    )
    divisor = fields.truth(
        "Whether it is of the whole that the others of its side, or reading, are a share of, which is in percent then.",
        left_out=True,
    )
    report = fields.text(
        "In whose report it stands where that is not this one; last year's, or that of one of the government's bodies.",
        enum=["previous", "body"],
        left_out=True,
    )


class Words(Schema):
    """A sentence for users in both languages."""

    zh = fields.text()
    en = fields.text()


class KeptFinding(Schema):
    """One broken rule at one place, as it is kept: in both languages."""

    id = fields.text("Stable over re-runs of the same content.")
    rule = RuleId()
    name = fields.text("The fault as a slug.")
    category = fields.one_of(Category)
    severity = fields.one_of(Severity)
    confidence = fields.real(
        "The lowest reading score among the figures that it rests on; below 0.6 where `to_check`.", minimum=0, maximum=1
    )
    to_check = fields.truth(
        "Whether the sentence was not wholly understood, or its words not surely recognised from a picture, "
        "so that the finding is a note for a person to look at. It leaves the verdict alone. Left out by "
        "audits of earlier versions.",
        left_out=True,
    )
    message = fields.nested(Words)
    expected = Figure(
        "The figure that would be right. Null where no figures are compared, where readings of a table come to different "
        "ones, and where the finding tells several equations.",
        null=True,
    )
    actual = Figure(
        "The figure that stands there. Null where no figures are compared, or several equations are told.", null=True
    )
    difference = Figure("`actual` − `expected`.", null=True)
    operands = fields.many(
        fields.nested(Operand),
        "Every figure of the equation, where there is one: those of each side add up by their signs. Where a figure of the text "
        "is held against a table, it stands to the left; where that can be read in several ways, the right operands of each "
        "`alternative` are a side of their own, and never add up with those of another.",
    )
    suggestion = fields.nested(Words, null=True)
    facts = fields.mapping(fields.text(), fields.anything(), "What the message names, so that no client parses prose.")
    locations = fields.many(
        fields.nested(Place),
        "The first is where to look first. Where a rule has the same against more than ten places of a table, one finding has "
        "them all, and `facts.places` says how many there are.",
        minItems=1,
    )
    related = fields.many(
        fields.text(),
        "The ids of other findings that one and the same repair would mend; its plans are suggested to all of them alike.",
    )
    suppressed = fields.text("Why the client's profile lets it pass; then it is listed and doesn't count.", null=True)


class Finding(KeptFinding):
    """One broken rule at one place."""

    message = fields.text()
    suggestion = fields.text(null=True)
    baseline_state = BaselineState(
        "Whether the `baseline` had it; null or left out without one. What it had as a note to check alone is "
        "new once it is established.",
        null=True,
        left_out=True,
    )
    assessment = fields.nested(
        FindingAssessment, "What people say of it; null or left out where nobody does.", null=True, left_out=True
    )
    audit = AuditId("Of a finding between the reports of a batch: of which audit's report it is.", left_out=True)
    against = fields.many(
        AuditId(), "Of such a finding: the audits of the reports that it was set against.", left_out=True
    )
    marks = fields.many(
        fields.nested(Mark),
        "Of such a finding: where its locations stand in the report as read. The `marks` of an audit tell it of all others.",
        left_out=True,
    )


class KeptUnread(Schema):
    """Something that was not read, as it is kept: in both languages."""

    what = fields.one_of(What)
    why = fields.one_of(Why)
    message = fields.nested(Words)
    suggestion = fields.nested(Words)
    count = fields.whole("How many such things there are.", minimum=1)
    locations = fields.many(
        fields.nested(Place), "Where they are, up to 100 of them; none where it is about a rule and no place."
    )
    rules = fields.many(RuleId(), "The rules that were not applied to it.")


class Unread(KeptUnread):
    """Something that was not read, so that rules could not be applied to it: what, where, why, and what to do."""

    message = fields.text("What was not read, and why.")
    suggestion = fields.text("What to do about it.")


class Check(Schema):
    """What became of one rule."""

    rule = RuleId()
    status = fields.one_of(CheckStatus)
    looked_at = fields.whole("How many things were judged.", minimum=0)
    unread = fields.whole(
        "How many could not be read and so were not judged; of a scan with the paragraphs and lines that were "
        "not surely recognised.",
        minimum=0,
    )
    findings = fields.whole(minimum=0, maximum=1000)
    truncated = fields.truth(
        "Whether there would be more: a rule makes 1,000 findings in one report at most and then looks no "
        "further. Left out by audits of earlier versions.",
        left_out=True,
    )
    understood = fields.whole(
        "Of a rule on the prose: how many of the claims looked at were wholly understood; the others can make "
        "notes alone (`to_check`). Null for other rules; left out by audits of earlier versions.",
        minimum=0,
        null=True,
        left_out=True,
    )


class FindingsPage(Schema):
    """Some of an audit's findings, all of its checks, and where the findings go on."""

    findings = fields.many(fields.nested(Finding))
    absent = fields.many(fields.nested(Finding), "What the `baseline` had and is found no more.")
    checks = fields.many(
        fields.nested(Check),
        "Every rule that was applied, whatever findings were asked for, so that silence is no blind spot.",
    )
    next = fields.next_cursor()
    total = fields.whole("How many are asked for, in all pages.", minimum=0)
