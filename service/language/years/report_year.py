"""The year that a report is of, and what speaks for it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.language.lexer import Shape, Token
from service.language.lexicon import spelled
from service.language.mentions.bodies import body_of
from service.language.mentions.figures import YearMention
from service.language.years.dated import Dated, dated
from service.language.years.periods import periods
from service.language.years.roles import Role, years
from service.reports.report import Report, once_a_report


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year of a report and what speaks for it: title, stated period, the sentences of section one, the caller.

    `is_school_year` where a university reports by 学年; the year is then the one in which it ends.
    """

    year: int | None
    title: int | None
    period: int | None
    work: int | None
    asked: int | None
    is_school_year: bool = False

    @property
    def last_day(self) -> date:
        """The day on which what is reported ended."""
        return date(self.year or 1, 8, 31) if self.is_school_year else date(self.year or 1, 12, 31)

    @property
    def is_disputed(self) -> bool:
        """Whether the report agrees with itself and not with its caller's year."""
        return self.asked is not None and self.year != self.asked


@once_a_report
def report_year(report: Report) -> ReportYear:
    """The caller's year where given and not contradicted by the report's own agreement; else what most voices say.

    The voices are title, stated period (the name that the introduction gives the report, where it states none) and the sentences of
    section one. A year with which section one compares its
    figures has one voice less than it would, where the year after it has one, too. On a tie the introduction, the
    signature, of the year after, and what is carried between years decide; then the title comes first.
    """
    school = next((found for found in map(_titled_by_school_year, dated(report)) if found), None) or _school_period(
        report
    )
    title = school or next((year.year for year in years(report) if year.dated.is_title), None)
    period = school or next((found.year for found in periods(report) if found.year), None)
    work = _told_most(report, title)
    second = Counter(_second_voices(report))
    named = period or next(_named_in_preamble(report), None)
    votes = Counter(year for year in (title, named, work) if year)
    ahead = _told_ahead(report, title)
    votes.subtract(_compared_with(report) & {year - 1 for year in votes})
    own = max(votes, key=lambda y: (votes[y], second[y], y == ahead, y == title, y == period)) if votes else None
    agreed = own is not None and title == own and own in ((period,) if period else (work,))
    year = own if report.asked_year is None or agreed else report.asked_year
    return ReportYear(year, title, period, work, report.asked_year, bool(school))


def _told_most(report: Report, title: int | None) -> int | None:
    """The year of which most sentences of section one tell work, then those of all but the section on plans; the title's where no other has more."""
    work = [year for year in years(report) if year.role is Role.WORK and year.dated.section != _OF_PLANS]
    told, anywhere = Counter(y.year for y in work if y.dated.section == 1), Counter(y.year for y in work)
    return max(told, key=lambda year: (told[year], anywhere[year], year == title)) if told else None


def _compared_with(report: Report) -> set[int]:
    """The years that section one compares its figures with, none of which is the report's."""
    return {year.year for year in years(report) if year.dated.section == 1 and year.role is Role.COMPARISON}


def _told_ahead(report: Report, title: int | None) -> int | None:
    """The year after the title's, where several sentences tell of its work and none names the title's: that was left over then."""
    elsewhere = [year for year in years(report) if not year.dated.is_title and year.dated.section != _OF_PLANS]
    if title is None or any(year.year == title for year in elsewhere):
        return None
    told = sum(year.year == title + 1 and year.role is Role.WORK for year in elsewhere)
    return title + 1 if told > 1 else None


_OF_PLANS = 5
"""The section on problems and what is to be done."""


def _second_voices(report: Report) -> Iterator[int]:
    """The years for which the introduction, where it names the report, and the date of the signature speak.

    What is carried into the next year or came from the one before speaks for the year between.
    """
    yield from _named_in_preamble(report)
    carried = [year.year for year in years(report) if year.role is Role.CARRIED]
    yield from (beside for year in carried for beside in (year - 1, year + 1))
    yield from (year.year - 1 for year in years(report) if year.role is Role.SIGNED and year.is_early)


def _named_in_preamble(report: Report) -> Iterator[int]:
    """The years by which the introduction names the report."""
    named = (year for year in years(report) if year.dated.section == 0 and not year.dated.is_title)
    yield from (year.year for year in named if year.role is Role.NAME)


_SCHOOL_TITLE = Shape(".*(DATE|NUMBER) (SPAN|TO|DATE|NUMBER)* SCHOOL [^STOP]*(NAMED|DISCLOSURE).*")


def _school_period(report: Report) -> int | None:
    """The year in which the school year ends that a school gives as the period of its figures."""
    body = body_of(report)
    if body is None or not body.name.endswith(SCHOOLS):
        return None
    stated = [period for period in periods(report) if period.sentence.section == 0]
    if any(period.last and period.is_of(period.last.year) for period in stated):
        return None  # 统计期间为2023年1月1日至12月31日；注明2022—2023学年的除外
    return next((p.last.year for p in stated if p.last and p.is_of_school_year(p.last.year)), None)


SCHOOLS = spelled("school")


def _titled_by_school_year(each: Dated) -> int | None:
    """The year in which the school year ends that the title names the report by."""
    if not each.is_title or not _SCHOOL_TITLE.fits(each.word):
        return None
    found: list[int] = []
    for token in each.tokens:
        if token.kind == "SCHOOL":
            break
        found += _years_of(token)
    return max(found, default=None)


def _years_of(token: Token) -> list[int]:
    if isinstance(token.value, YearMention) and token.value.year:
        return [token.value.year]
    numbers = token.text.split("-") if token.kind == "NUMBER" else []
    return [int(each) for each in numbers if len(each) == _DIGITS and each.isdigit()]


_DIGITS = 4
"""Of a year; digits that ran together are none: 20222023学年."""
