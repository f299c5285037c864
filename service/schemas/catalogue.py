"""The rules, and the form that reports have."""

from marshmallow import Schema

from service.reports.finding import Category, Severity
from service.schemas import fields
from service.schemas.audits import Ruleset
from service.schemas.values import Edition, RuleId, TableKey


class Example(Schema):
    """What breaks a rule, and what keeps it."""

    bad = fields.text()
    good = fields.text()


class Rule(Schema):
    """A rule of the catalogue."""

    id = RuleId()
    name = fields.text("The fault as a slug.")
    category = fields.one_of(Category)
    severity = fields.one_of(Severity)
    on_prose = fields.truth(
        "Whether it judges what the text says in words, so that a sentence that is not wholly understood "
        "makes a note to check (`to_check`) instead of a finding of its severity."
    )
    fault = fields.text("What is wrong.")
    why = fields.text("Why it matters.")
    source = fields.text("The law or regulation.")
    example = fields.nested(Example)


class Catalogue(Schema):
    """The catalogue."""

    rules = fields.many(fields.nested(Rule))
    ruleset = fields.nested(Ruleset)


class Suppression(Schema):
    """Findings that a profile lets pass: those of a rule, at the places that are given."""

    rule = RuleId()
    reason = fields.text()
    section = fields.whole(null=True)
    table = fields.text(null=True)
    row = fields.text(null=True)
    column = fields.text(null=True)
    quote = fields.text(null=True)


class ProfileThresholds(Schema):
    """From where on rules speak."""

    copied_share = fields.real("The share of a section that repeats last year's from which on it counts as copied.")
    copied_length = fields.whole("Characters from which on a section is compared with last year's.")


class Profile(Schema):
    """A profile of the operator's: by its `name` an audit is weighed so."""

    name = fields.text()
    severity = fields.mapping(
        fields.text(), fields.text(), f"What findings weigh ({', '.join(Severity)}), by their rules."
    )
    select = fields.many(fields.text(), "The rules that alone are applied; all where there are none.")
    ignore = fields.many(fields.text(), "The rules that are left out.")
    thresholds = fields.nested(ProfileThresholds)
    suppress = fields.many(fields.nested(Suppression))


class ProfileList(Schema):
    """The profiles."""

    profiles = fields.many(fields.nested(Profile), "By their names. One that can't be used is left out.")


class FormLabel(Schema):
    """Words of the form, and the same in English."""

    zh = fields.text("The form's own words.")
    en = fields.text()


class FormSection(Schema):
    """A section of the form."""

    number = fields.whole(minimum=1, maximum=6)
    label = fields.nested(FormLabel)


class FormGroup(Schema):
    """A label over several rows or columns."""

    key = fields.text()
    label = fields.nested(FormLabel)


class FormColumn(Schema):
    """A column of a table of the form."""

    key = fields.text()
    label = fields.nested(FormLabel)
    groups = fields.many(fields.text(), "The keys of the groups that it is under, the widest first.")


class FormRow(Schema):
    """A row of a table of the form."""

    key = fields.text()
    label = fields.nested(FormLabel)
    groups = fields.many(fields.text(), "The keys of the groups that it is under, the widest first.")
    columns = fields.many(fields.text(), "The keys of the columns that it has figures in.")
    editions = fields.many(Edition(), "The editions of the form that have it.")


class FormTable(Schema):
    """A table of the form."""

    key = TableKey()
    section = fields.whole(minimum=1, maximum=6)
    label = fields.nested(FormLabel)
    columns = fields.many(fields.nested(FormColumn))
    rows = fields.many(fields.nested(FormRow))
    groups = fields.many(fields.nested(FormGroup))


class Form(Schema):
    """The statutory form of a report."""

    sections = fields.many(fields.nested(FormSection))
    tables = fields.many(fields.nested(FormTable))
