"""Which statute a report was written under: the form holds nobody whose report fell due before it."""

from service.language.years.report_year import report_year
from service.reports import form
from service.reports.report import Report, Table


def precedes_form(report: Report) -> bool:
    """Whether the report is of a year under the old statute, and doesn't follow the form all the same."""
    year = report_year(report).year
    return year is not None and year <= form.LAST_OF_OLD_STATUTE and not any(map(_is_whole, report.tables))


def _is_whole(table: Table) -> bool:
    """Whether a table has most rows of the form, and so isn't one of the old statistics with a few like labels."""
    return len(table.rows) * 2 > len(form.ROWS[table.key])
