"""Counts that the text dates to the year before, and that are the report year's by its tables."""

from collections.abc import Iterator

from service.language import Claim, Reading
from service.language.frames import Period
from service.language.years.report_year import report_year
from service.language.years.roles import Year, years
from service.reports import form
from service.reports.finding import Number
from service.reports.report import Report, counted

_FEWEST = 20
"""Counts below may be the same in two years by chance."""
_ROWS = {"answered": "outcomes.total"}
"""The rows of measures that are called otherwise."""


def of_this_year(report: Report) -> Iterator[Year]:
    """The years before the report's that a count of the tables is dated to: 2022年内新收的83件, where the table has 83.

    Not in a sentence that compares, or that tells the same of the report year, too, nor where that is a school year, which
    begins in the year before.
    """
    own = report_year(report)
    claims = Reading.of(report).claims if own.year and not own.is_school_year else ()
    dated = [claim for claim in claims if _is_of_year_before(claim) and claim.value == _figure(report, claim)]
    for claim in dated:
        beside = [each for each in claims if each.sentence is claim.sentence]
        if any(each.frame.is_compared or (_is_of_year(each) and each.measure == claim.measure) for each in beside):
            continue
        named = [year for year in years(report) if year.sentence is claim.sentence and year.end <= claim.start]
        if named and named[-1].year == (own.year or 0) - 1 and _is_next(named[-1], claim):
            yield named[-1]


def _is_next(year: Year, claim: Claim) -> bool:
    """Whether nothing else is counted between a year and what is dated to it."""
    return not any(char.isdigit() for char in claim.sentence.text[year.end : claim.start])


def _is_of_year_before(claim: Claim) -> bool:
    is_counted = bool(claim.figure) and claim.value >= _FEWEST
    return is_counted and claim.frame.period is Period.PAST and not claim.measure.startswith(_OF_DOCUMENTS)


_OF_DOCUMENTS = ("normative", "regulations")
"""Measures of documents, which may be dated by when they were made: 对2020年印发的79件开展清理,废止21件."""


def _is_of_year(claim: Claim) -> bool:
    return claim.frame.period is Period.YEAR


def _figure(report: Report, claim: Claim) -> Number | None:
    """What the tables have of a measure, None where they have no cell of it."""
    row = _ROWS.get(claim.measure, claim.measure)
    if claim.table == "applications":
        return counted(report.applications.cell(row, "total"))
    if claim.table == "reviews":
        return counted(report.reviews.cell(row, "total"))
    kind, _, column = row.partition(".")
    columns = [column] if column else form.DISCLOSURE_CELLS.get(kind, ())[:1]
    return next((counted(report.disclosure.cell(kind, each)) for each in columns), None)
