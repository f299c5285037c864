"""The years that the language layer would tell as wrong, by rule, in the form that labels are matched on."""

from collections.abc import Iterator
from datetime import date

from service.domain.report import Location, Report
from service.language.claims import Certainty
from service.language.year_claims import leftovers
from service.language.years.periods import broken_dates, periods
from service.language.years.report_year import ReportYear, report_year
from service.language.years.roles import Role, Year, published_report, years
from tests.language.tally import Told

RULES = ("YEAR01", "YEAR02", "YEAR03", "YEAR04", "YEAR05")
_RULE_OF = {Role.NAME: "YEAR01", Role.WORK: "YEAR03", Role.PLAN: "YEAR05"}


def judged(report: Report) -> Iterator[Told]:
    """What the years say that can't be, each sentence once a rule."""
    own = report_year(report)
    if own.year is None:
        return
    if own.is_disputed and report.title:
        yield Told("YEAR01", report.title.at, Certainty.ESTABLISHED, "asked for another year")
    seen: set[tuple[str, int, int]] = set()
    for claim in leftovers(report):
        year = claim.year
        rule = _RULE_OF.get(year.role, "YEAR05")
        key = (rule, id(year.sentence.paragraph), year.sentence.offsets[0])
        if key not in seen and not (rule == "YEAR01" and own.is_disputed and report.title):
            seen.add(key)
            yield Told(
                rule, _at(year), claim.certainty, f"{year.role} {year.year} {claim.reason} @ {year.sentence.text}"
            )
    yield from _periods(report, own.year, is_school=own.is_school_year)
    for year in years(report):
        day = year.date
        if day and day < _end(own) and (year.role is Role.SIGNED or published_report(year) == own.year):
            yield Told("YEAR04", _at(year), Certainty.ESTABLISHED, f"signed {day}")


def _at(year: Year) -> Location:
    return year.sentence.at(year.start, year.end)


def _end(own: ReportYear) -> date:
    """The day on which what is reported ended."""
    return date(own.year or 1, 8, 31) if own.is_school_year else date(own.year or 1, 12, 31)


def _periods(report: Report, year: int, *, is_school: bool) -> Iterator[Told]:
    for period in periods(report):
        if not (period.is_of(year) or (is_school and period.is_of_school_year(year))):
            at = period.sentence.at(period.start, period.end)
            yield Told("YEAR02", at, Certainty.ESTABLISHED, f"period @ {period.sentence.text}")
    for sentence, start, end in broken_dates(report):
        yield Told("YEAR02", sentence.at(start, end), Certainty.ESTABLISHED, f"no date @ {sentence.text}")
