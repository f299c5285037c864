"""Years that can't be right: named after another year, told or planned under one, each with how surely it was understood.

A year that is left over is established where nothing in its sentence may set it against the report year: no other
year, no word of comparison, no look back. Else it is to check, or passed over with its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.domain.report import Report
from service.language.claims import Certainty
from service.language.context_of_years import Around
from service.language.dates import Place
from service.language.years import Role, Year, years


@dataclass(frozen=True, slots=True)
class YearClaim:
    """A year with what becomes of it; `reason` says why it isn't established as left over."""

    year: Year
    certainty: Certainty
    reason: str = ""


@lru_cache(maxsize=4)
def year_claims(report: Report) -> tuple[YearClaim, ...]:
    """What becomes of every year that the report names."""
    around = Around.of(report)
    return tuple(_claim(year, around) for year in years(report))


def _claim(year: Year, around: Around) -> YearClaim:
    if around.year is None or year.year == around.year or (around.is_school_year and year.year == around.year - 1):
        if year.role is Role.PLAN and _is_stale_plan(year, around):
            return YearClaim(year, Certainty.ESTABLISHED)
        return YearClaim(year, Certainty.PASSED, "the report's own")
    if year.role is Role.NAME:
        return YearClaim(year, Certainty.ESTABLISHED)
    if year.role is Role.PLAN:
        stale = _is_stale_plan(year, around)
        return YearClaim(
            year, Certainty.ESTABLISHED if stale else Certainty.PASSED, "" if stale else "a later year's plan"
        )
    if _is_stale_paper(year, around):
        return YearClaim(year, Certainty.TO_CHECK, "a past year's paper in a plan")
    if year.role is not Role.WORK:
        return YearClaim(year, Certainty.PASSED, str(year.role))
    reason = around.is_no_work(year)
    if reason:
        return YearClaim(year, Certainty.PASSED, reason)
    doubt = around.doubt(year)
    return YearClaim(year, Certainty.TO_CHECK if doubt else Certainty.ESTABLISHED, doubt)


def _is_stale_paper(year: Year, around: Around) -> bool:
    """Whether plans are to follow the key points of a year before the report's: 下一步，将落实2022年工作要点."""
    if year.role is not Role.DOCUMENT or year.year >= (around.year or 0) or year.dated.section != _PLANS:
        return False
    return _TO_FOLLOW.within(year.before) and "工作要点" in year.sentence.text[year.end : year.end + 16]


_PLANS = 5
_TO_FOLLOW = Place("AHEAD|FUTURE")


def _is_stale_plan(year: Year, around: Around) -> bool:
    """Whether the plan is for a past year; what section one says the report year would do is told, not planned."""
    own = around.year or 0
    return year.year < own or (year.year == own and year.dated.section in (5, 6))


def leftovers(report: Report) -> Iterator[YearClaim]:
    """Those that would be told."""
    return (claim for claim in year_claims(report) if claim.certainty is not Certainty.PASSED)
