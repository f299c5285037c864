"""Years that can't be right: named after another year, told or planned under one, each with how surely it was understood.

A year that is left over is established where nothing in its sentence may set it against the report year: no other
year, no word of comparison, no look back. Else it is to check, or passed over with its reason.
"""

from collections.abc import Iterator
from typing import NamedTuple

from service.language.claims import Certainty
from service.language.lexer import Shape
from service.language.lexicon import spelled
from service.language.reasons import AnyDoubt, Reason
from service.language.years.around import Around, Doubts, first_reason
from service.language.years.called import dates_this_year
from service.language.years.dated import Sign
from service.language.years.doubts import DOUBTS, DOUBTS_OF_PLANS, is_taken_beside_plans
from service.language.years.leftovers import IS_NO_WORK
from service.language.years.roles import Role, Year
from service.language.years.signs import IS_THIS_YEAR, frames
from service.reports.report import Report, once_a_report


class YearClaim(NamedTuple):
    """A year with what becomes of it; `reason` says why it isn't established as left over."""

    year: Year
    certainty: Certainty
    reason: Reason | Role = ""
    is_right: bool = False
    """Whether it is the year that it must be."""


@once_a_report
def year_claims(report: Report) -> tuple[YearClaim, ...]:
    """What becomes of every year that the report names."""
    around = Around.of(report)
    return tuple(claim_of(year, around) for year in around.all)


def claim_of(year: Year, around: Around) -> YearClaim:
    """What becomes of a year."""
    if year.role is Role.PLAN:
        return _plan(year, around)
    if _is_own(year, around):
        is_told = year.role is Role.NAME or (year.role is Role.WORK and frames(year))
        return YearClaim(year, Certainty.PASSED, "the report's own", is_right=bool(around.year) and is_told)
    if year.role is Role.NAME:
        return YearClaim(year, Certainty.ESTABLISHED)
    if doubt := _doubt_of_paper(year, around):
        return YearClaim(year, Certainty.TO_CHECK, doubt)
    if year.role is not Role.WORK:
        return YearClaim(year, Certainty.PASSED, year.role)
    is_meant = IS_THIS_YEAR.at(year) or (dates_this_year(year) and year.year < around.year)
    reason = "" if is_meant else first_reason(IS_NO_WORK, around, year)
    return YearClaim(year, Certainty.PASSED, reason) if reason else _doubted(year, around, DOUBTS)


def _doubted(year: Year, around: Around, doubts: Doubts) -> YearClaim:
    unsure = first_reason(doubts, around, year)
    return YearClaim(year, Certainty.TO_CHECK if unsure else Certainty.ESTABLISHED, unsure)


def _is_own(year: Year, around: Around) -> bool:
    """Whether it is the report's year, or the one in which its school year began."""
    if not around.year or year.year == around.year:
        return True
    return around.is_school_year and year.year == around.year - 1


def _plan(year: Year, around: Around) -> YearClaim:
    """A plan for a past year is stale; what section one says the report year would do is told, not planned."""
    if _CARRIED_OUT.at(year):
        return YearClaim(year, Certainty.PASSED, "a plan that was carried out")
    is_ahead = year.section in _PLANNING or _AHEAD.at(year)
    is_own = year.year == around.year and is_ahead and not around.is_school_year
    if is_own and (is_taken_beside_plans(around, year) or _SINCE_SEASON.at(year)):
        return YearClaim(year, Certainty.PASSED, "a measure that was taken")
    if _is_dated_before(year, around):
        return YearClaim(year, Certainty.PASSED, "a plan of a later year")
    if year.year < around.year or is_own:
        return _doubted(year, around, DOUBTS_OF_PLANS)
    return YearClaim(year, Certainty.PASSED, "a plan", is_right=year.year > around.year)


def _is_dated_before(year: Year, around: Around) -> bool:
    """Whether its clause names a year to come before it, and what it names is planned for: 2024年准备把1981年的底册录入电脑."""
    named = (other for other in around.beside(year) if other.at < year.at and other.year > around.year)
    return any(_OF_ONE_CLAUSE.fits(year.dated.word[other.at + 2 : year.at + 1]) for other in named)


_OF_ONE_CLAUSE = Shape("[^COMMA SEMI STOP COLON]*")


_CARRIED_OUT = Sign(
    "# [^STOP SEMI COLON]* (DE (UNKNOWN|NOUN|DRAFT|THEWORK){0,2} YI|QUOTE [^COMMA STOP SEMI]{0,4} COMMA? (NOWIS|ADV)* YI) .*",
    "# [^STOP SEMI]* NONE (UNKNOWN|ADV)? (DO|RULED|FOUND|PUBLISH|MEND) (STOP|COMMA|SEMI|END)",
    "# [^STOP SEMI]* COMMA (SINCE|UNKNOWN) NONE",
    "# [^COMMA STOP SEMI]* (DRAFT|AHEAD) COUNT (UNKNOWN|OWN)? DO (STOP|COMMA|SEMI|END)",
)
"""What was planned is told to be done, or not: 力争2023年完成的目标已实现; 计划编制清单,因人手不足未能完成; 2024年工作计划18项全部完成; 9月起送审,之后没有差错."""
_SINCE_SEASON = Sign("FROM # UNKNOWN+ SINCE COMMA [^AHEAD FUTURE STOP]* (STOP|SEMI|END)")
"""What has been so since something of a year, and isn't told to come: 自2022年秋季补贴起,公示位置改到村民小组."""
_PLANNING = (5, 6)
"""The sections that tell what is planned."""
_AHEAD = Sign("(?<!PREP )(?<!PREP UNKNOWN )(?<!PREP THING )AHEAD .* #")
_TO_FOLLOW = Sign("(AHEAD|FUTURE) .* #")


def _doubt_of_paper(year: Year, around: Around) -> AnyDoubt:
    """Why the key points of a year before the report's seem to be left over; empty where they don't.

    They are to be followed, or made now: 下一步，将落实2022年工作要点; 年初印发2022年工作要点.
    """
    if year.role is not Role.DOCUMENT or year.year >= around.year:
        return ""
    if not any(word in year.sentence.text[year.end : year.end + 16] for word in _KEY_POINTS):
        return ""
    if year.section == _PLANNING[0] and _TO_FOLLOW.at(year):
        return "a past year's paper in a plan"
    return "a past year's paper made" if _MAKES.at(year) else ""


_MAKES = Sign("(START|COMMA|SEMI|SPAN|OWN|THISYEAR|AND|ADV) (RULED|DRAWN|PUBLISH)+ (OWN|REGION|ORG)* #")
_KEY_POINTS = spelled("key_points")


def leftovers(report: Report) -> Iterator[YearClaim]:
    """Those that would be told."""
    return (claim for claim in year_claims(report) if claim.certainty is not Certainty.PASSED)


class Carried(NamedTuple):
    """A year into which applications are told to be carried, or out of which, and the one that it must be."""

    year: Year
    right: int


def carried_astray(report: Report) -> Iterator[Carried]:
    """The years into which applications are carried, or out of which, that are not those next to the report's.

    结转至2026年继续办理, 2022年度结转申请7件: of a report on 2024 these must be 2025 and 2023.
    """
    around = Around.of(report)
    for year in around.all if around.year and not around.is_school_year else ():
        if year.role is not Role.CARRIED or not _tells_of_applications(year.sentence.text):
            continue
        beside = {other.year for other in around.beside(year)} - {year.year}
        if not beside and _is_into(year, around.year):
            yield Carried(year, around.year + 1)
        elif beside <= {around.year} and _OUT_OF.at(year) and year.year < around.year - 1:
            yield Carried(year, around.year - 1)


def _tells_of_applications(text: str) -> bool:
    """Whether applications are carried, and nothing else that may be."""
    return any(word in text for word in _APPLICATIONS) and not any(word in text for word in _OTHER_BUSINESS)


def _is_into(year: Year, own: int) -> bool:
    """Whether something is told to be carried into it, as nothing can be; into the own year what came from the last one is."""
    if year.year == own:
        return _INTO_AT_LAST.at(year) and not any(word in year.sentence.text for word in _AT_FIRST)
    return year.year > own + 1 and _INTO.at(year)


_APPLICATIONS, _AT_FIRST = spelled("counted_applications"), spelled("at_first")
_OTHER_BUSINESS = (*spelled("other_business"), *spelled("other_cases"))
_CARRIES_INTO = "CARRY # SPAN? CARRY? (DO|UNKNOWN|ADV|RECEIVE){0,2}"
_INTO = Sign(f"{_CARRIES_INTO} (COUNT|STOP|COMMA|SEMI|END)", unless="(LAST|DATE|FROM) .* #", needs="CARRY")
"""Something is told to be carried into it, and nothing says that it came from a year before: 结转2024年继续办理6件."""
_INTO_AT_LAST = Sign(f"{_CARRIES_INTO} COUNT? (STOP|SEMI|END)", unless="(LAST|DATE|FROM) .* #", needs="CARRY")
"""The same, with nothing behind that may tell what became of it in that year."""
_OUT_OF = Sign("# SPAN? CARRY (UNKNOWN|RECEIVE)? COUNT", unless="(SINCE|COMPARE|LOOKBACK|LAST) .* #", needs="CARRY")
"""Something is counted that was carried out of it: 2022年度结转申请7件."""
