"""What each year that the text names is named for, and whether it is left over from another year's report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from service.language.lexicon import spelled
from service.language.text import Sentence
from service.language.years import naming, signs
from service.language.years.called import dates_this_year
from service.language.years.contrast import in_contrast
from service.language.years.dated import ANY, FIRST_YEAR, LAST_YEAR, MOST_YEARS, Dated, Sign, Spot, dated, year_in
from service.language.years.periods import period_spans
from service.language.years.sums import is_summed_apart
from service.reports.report import Location, Paragraph, Report, once_a_report


class Role(StrEnum):
    """What a year is named for. Only some roles must be the report year's."""

    NAME = "name"
    PERIOD = "period"
    SIGNED = "signed"
    WORK = "work"
    PLAN = "plan"
    DOCUMENT = "document"
    COMPARISON = "comparison"
    BUDGET = "budget"
    RANGE = "range"
    SINCE = "since"
    CARRIED = "carried"
    ANSWERED = "answered"
    SCHOOL = "school year"
    OTHER = "other"


OF_PAPERS = (Role.DOCUMENT, Role.NAME, Role.BUDGET)
"""What says nothing of when work was done."""
_BEGINNING, _INTRODUCING = spelled("beginning_of_year"), spelled("introducing")


@dataclass(frozen=True)
class Year(Spot):
    """A year at `sentence.text[start:end]`, with month and day where they are given."""

    year: int
    start: int
    end: int
    role: Role
    month: int | None = None
    day: int | None = None

    @property
    def sentence(self) -> Sentence:
        """The sentence that names it."""
        return self.dated.sentence

    @property
    def place(self) -> Location:
        """Its sentence, quoted, with itself in focus."""
        return self.sentence.at(self.start, self.end)

    @property
    def is_early(self) -> bool:
        """Whether it is in the first months of its year, when the report on the year before is written."""
        text = self.sentence.text
        is_begun = text.startswith(_BEGINNING, self.end) or text.endswith(_BEGINNING, self.start, self.end)
        return is_begun or (self.month or 12) <= 4

    @property
    def date(self) -> date | None:
        """The calendar day, None where it is none or not given in full."""
        try:
            return date(self.year, self.month or 0, self.day or 0)
        except ValueError:
            return None


@once_a_report
def years(report: Report) -> tuple[Year, ...]:
    """Every year that the report names, with what it is named for."""
    introduction = _introduction(report)
    return tuple(year for each in dated(report) for year in years_in(_in_preamble(each, introduction)))


def _introduction(report: Report) -> Paragraph | None:
    """The first paragraph of section one in a report without a preamble."""
    if any(word in paragraph.text for paragraph in report.preamble for word in _INTRODUCING):
        return None
    return next((s.paragraphs[0] for s in report.sections if s.number == 1 and s.paragraphs), None)


def _in_preamble(each: Dated, introduction: Paragraph | None) -> Dated:
    """The sentence, as one of the preamble where it opens section one and introduces the report."""
    opens = each.sentence.paragraph is introduction and not each.sentence.offsets[0]
    return replace(each, section=0) if opens and naming.INTRODUCES.begins(each.word) else each


def years_in(each: Dated) -> Iterator[Year]:
    """The years of a sentence in order."""
    spans = list(period_spans(each))
    for at, token in enumerate(each.tokens):
        if token.kind == "TITLE" and (named := year_in(token.text)):
            year, start, end = named
            role = Role.NAME if naming.is_own_title(Spot(each, at)) else Role.DOCUMENT
            yield Year(each, at, year, token.start + start, token.start + end, role)
        elif token.kind == "DATE" and FIRST_YEAR <= each.number(at) <= LAST_YEAR:
            told = each.mention(at)
            is_end = any(first <= at <= last for first, last in spans)
            role = _role_of(Spot(each, at), is_end=is_end)
            yield Year(each, at, each.number(at), token.start, token.end, role, told.month, told.day)


def _role_of(spot: Spot, *, is_end: bool) -> Role:
    if spot.dated.is_title:
        return Role.NAME
    if len(spot.dated.years) > MOST_YEARS:
        return Role.OTHER
    if is_end:
        return Role.PERIOD
    signs_of = _OF_OPENING if _OPENS.at(spot) else _SIGNS
    return next((role for role, stands in signs_of if stands(spot)), Role.OTHER)


def _is_answered(spot: Spot) -> bool:
    """Whether what was found or graded of that year is now answered, and not what it came to itself: 2023年共印发通报4期."""
    return signs.ANSWERED.at(spot) and not is_summed_apart(spot)


_SIGNS: tuple[tuple[Role, Callable[[Spot], bool]], ...] = (
    (Role.DOCUMENT, naming.VERSION.at),
    (Role.SIGNED, naming.is_signed),
    (Role.NAME, naming.names_report),
    (Role.WORK, signs.lists_faults),
    (Role.WORK, signs.IS_THIS_YEAR.at),
    (Role.WORK, dates_this_year),
    (Role.SCHOOL, signs.is_of_school),
    (Role.PLAN, signs.TO_COME.at),
    (Role.RANGE, signs.is_range),
    (Role.CARRIED, signs.CARRIED.at),
    (Role.BUDGET, signs.BUDGET.at),
    (Role.ANSWERED, _is_answered),
    (Role.COMPARISON, signs.COMPARED.at),
    (Role.SINCE, signs.IN_FORCE.at),
    (Role.PLAN, signs.is_planned),
    (Role.SINCE, signs.SINCE.at),
    (Role.DOCUMENT, signs.PAPERS.at),
    (Role.COMPARISON, in_contrast),
    (Role.WORK, signs.is_adverbial),
)
"""Roles by their signs, the surest first."""
_OPENS = Sign("START # COMMA")
_OF_OPENING = (
    *_SIGNS[:3],
    *(each for each in _SIGNS if each[0] in (Role.PLAN, Role.SINCE, Role.COMPARISON, Role.WORK)),
)
"""Those that a year may have that opens its sentence by itself, as most do: 2023年，我局…."""


_READY = f"(DATE [^COMMA SEMI STOP NAMED]{{0,6}} DISCLOSURE? {ANY}{{0,3}} NAMED|REPORTTITLE) (DE|DRAWN|THEWORK|(DO|RULED))* COMMA? (AND|YI|NOWIS|UNKNOWN)* ((PREP|AT)|FROM)"
_PUBLISHED = Sign(
    f"{_READY} # (SINCE|SPAN)? [^COMMA SEMI STOP NAMED PAPER LAST TITLE]{{0,8}} PUBLISH(?!{ANY}{{0,5}} (NAMED|PAPER))"
)
"""The date on which the report named before it was published."""
_THIS_PUBLISHED = Sign(
    "(NAMED|OWNDATA) [^STOP SEMI DE PAPER OUTCOMING TITLE REPORTTITLE NAMED]{0,20} AT # SPAN? [^COMMA SEMI STOP NAMED PAPER LAST TITLE DE]{0,6} (PUBLISH|RULED)(?! DE)"
)
_THIS = spelled("this_report")


def published_report(year: Year, own: int | None) -> int | None:
    """The year of the report that the sentence says was published on this date, None where it says so of none.

    `own` is that of this report, which may call itself so: 本报告经审定，于1月22日印发.
    """
    if _THIS_PUBLISHED.at(year):
        named = max(n for n in range(year.at) if year.dated.tokens[n].kind in ("NAMED", "OWNDATA"))
        if year.sentence.text[: year.dated.tokens[named].end].endswith(_THIS):
            return own
    earlier = [each for each in years_in(year.dated) if each.start < year.start] if _PUBLISHED.at(year) else []
    return earlier[-1].year if earlier else None
