"""What people say of findings, and what is left of an audit after that."""

from marshmallow import Schema

from service.audits.assessment import AssessmentState
from service.reports.finding import Verdict
from service.schemas import fields
from service.schemas.values import RuleId, Time


class FindingAssessment(Schema):
    """What a person said last of a finding."""

    state = fields.one_of(AssessmentState)
    note = fields.text(null=True)
    at = Time()
    by = fields.text("The name of the key with which it was said; null where none was needed.", null=True)
    key = fields.text(
        "The id of that key, as `report-audit keys list` has it: it tells keys of one name apart, and opens nothing.",
        null=True,
    )


class Assessment(FindingAssessment):
    """What a person said of a finding."""

    finding = fields.text("The id of the finding.")
    rule = RuleId()


class AssessedCounts(Schema):
    """How many findings people say something of, and how many are left that are neither disputed nor corrected."""

    confirmed = fields.whole("How many findings are said to be true.", minimum=0)
    disputed = fields.whole("How many are said not to be true.", minimum=0)
    corrected = fields.whole("How many are said to have been corrected.", minimum=0)
    error = fields.whole(minimum=0)
    warning = fields.whole(minimum=0)
    note = fields.whole(minimum=0)
    to_check = fields.whole("How many of the notes are to check.", minimum=0)


class AfterAssessments(AssessedCounts):
    """What is left of an audit after all assessments."""

    verdict = fields.one_of(Verdict, "What it would be without the findings that are disputed or corrected.", null=True)


class AddedAssessment(Schema):
    """The assessment that was added, and what is left of its audit now."""

    assessment = fields.nested(Assessment)
    after_assessments = fields.nested(AfterAssessments, "Null where no assessment holds.", null=True)


class AssessmentsPage(Schema):
    """Some of what was said of an audit's findings, and where it goes on."""

    assessments = fields.many(fields.nested(Assessment), "The first one first. Of a finding the last one holds.")
    after_assessments = fields.nested(AfterAssessments, "Null where no assessment holds.", null=True)
    next = fields.next_cursor()
    total = fields.whole("How many there are, in all pages.", minimum=0)
