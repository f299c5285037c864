"""Which statute and form a report was written under: neither holds anybody whose report fell due before it."""

from service.language.years.report_year import report_year
from service.reports import form
from service.reports.report import Report, Table

FORM_IN_FORCE_FROM = 2021
"""The first report year of the form of 国办公开办函〔2021〕30号."""


def precedes_form(report: Report) -> bool:
    """Whether the report is of a year under the old statute, and doesn't follow the form all the same."""
    year = report_year(report).year
    return year is not None and year <= form.LAST_OF_OLD_STATUTE and not any(map(_is_whole, report.tables))


def follows_form_of_2019(report: Report, table: Table) -> bool:
    """Whether a table has the labels of the form of 2019, or is of a year when there was no other.

    The year tells it too, for labels may be missing, misspelt or badly read.
    """
    return has_labels_of_2019(table) or (report_year(report).year or FORM_IN_FORCE_FROM) < FORM_IN_FORCE_FROM


def has_labels_of_2019(table: Table) -> bool:
    """Whether a label of the table stands in the form of 2019 alone."""
    return table.edition < FORM_IN_FORCE_FROM or "outcomes.other" in table.rows


def _is_whole(table: Table) -> bool:
    """Whether a table has most rows of the form, and so isn't one of the old statistics with a few like labels."""
    return len(table.rows) * 2 > len(form.ROWS[table.key])
