"""Counts that the text dates to the year before: those that are the report year's by its tables, and those that these bear out."""

from collections.abc import Iterator

from service.language import Claim, Reading
from service.language.frames import Period
from service.language.mentions.figures import Quantity
from service.language.years.report_year import report_year
from service.language.years.roles import Year, years
from service.language.years.stock import Stock, stock_named
from service.reports import form
from service.reports.finding import Number
from service.reports.report import Report, counted

_FEWEST = 20
"""Counts below may be the same in two years by chance."""
_ROWS = {"answered": "outcomes.total"}
"""The rows of measures that are called otherwise."""


def of_this_year(report: Report) -> Iterator[Year]:
    """The years before the report's that a count of the tables is dated to: 2022年内新收的83件, where the table has 83.

    Not in a sentence that tells the same of the report year, too, nor where that is a school year, which begins in the year
    before.
    """
    own = report_year(report)
    claims = Reading.of(report).claims if own.year and not own.is_school_year else ()
    dated = [claim for claim in claims if _is_of_year_before(claim) and claim.value == _figure(report, claim)]
    for claim in dated:
        beside = [each for each in claims if each.sentence is claim.sentence]
        if any(_is_of_year(each) and each.measure == claim.measure for each in beside):
            continue
        named = [year for year in years(report) if year.sentence is claim.sentence and year.end <= claim.start]
        if named and named[-1].year == (own.year or 0) - 1 and _is_next(named[-1], claim):
            yield named[-1]


def is_opening_stock(report: Report, year: Year) -> bool:
    """Whether the tables bear out what a sentence says that the end of the year before left: 2022年末还有6件没有办完.

    Not where they have as many at the end of the report's own year, so that the year may be left over.
    """
    own = report_year(report).year
    if own is None or year.year != own - 1 or not year.is_end_of_year:
        return False
    read = next((each for each in Reading.of(report).sentences if each.sentence is year.sentence), None)
    told = [count.value for _, count in read.counts] if read else []
    values = {quantity.value for quantity in told if isinstance(quantity, Quantity)}
    named = stock_named(year.sentence.text)
    if named is Stock.APPLICATIONS:
        left, open_yet = (
            counted(report.applications.cell(row, "total")) for row in ("carried_over", "carried_forward")
        )
        return bool(left) and left != open_yet and left in values
    issued, repealed, valid = (counted(report.disclosure.cell(_DOCUMENTS, column)) for column in _COLUMNS)
    if issued is None or repealed is None or valid is None or named is not Stock.DOCUMENTS:
        return False
    before = valid - issued + repealed
    return before != valid and before in values


_DOCUMENTS, _COLUMNS = "normative_documents", ("issued", "repealed", "in_force")


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
