"""The years that the language layer would tell as wrong, by rule, in the form that labels are matched on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from service.domain.report import Location, Report
from service.language.claims import Certainty
from service.language.periods import ReportYear, broken_dates, periods, report_year
from service.language.text import Sentence
from service.language.year_claims import leftovers
from service.language.years import Role, published_report, years

RULES = ("YEAR01", "YEAR02", "YEAR03", "YEAR04", "YEAR05")
_RULE_OF = {Role.NAME: "YEAR01", Role.WORK: "YEAR03", Role.PLAN: "YEAR05"}


@dataclass(frozen=True)
class Said:
    """What a claim of counts has, too."""

    measure: str
    value: str
    sentence: Sentence
    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True)
class Told:
    """What would be told: a finding cut down to what labels are matched on."""

    rule: str
    claim: Said
    is_note: bool = False

    @property
    def locations(self) -> tuple[Location, ...]:
        """As a finding's."""
        return (self.claim.sentence.at(self.claim.start, self.claim.end),)


def judged(report: Report) -> Iterator[Told]:
    """What the years say that can't be, each sentence once a rule."""
    own = report_year(report)
    if own.year is None:
        return
    if own.is_disputed and report.title:
        yield Told("YEAR01", Title(report.title.at))  # type: ignore[arg-type]
    seen: set[tuple[str, int, int]] = set()
    for claim in leftovers(report):
        year = claim.year
        rule = _RULE_OF.get(year.role, "YEAR05")
        key = (rule, id(year.sentence.paragraph), year.sentence.offsets[0])
        if key not in seen and not (rule == "YEAR01" and own.is_disputed and report.title):
            seen.add(key)
            said = Said(str(year.role), str(year.year), year.sentence, year.start, year.end, claim.reason)
            yield Told(rule, said, claim.certainty is Certainty.TO_CHECK)
    yield from _periods(report, own.year, is_school=own.is_school_year)
    for year in years(report):
        day = year.date
        if day and day < _end(own) and (year.role is Role.SIGNED or published_report(year) == own.year):
            yield Told("YEAR04", Said("signed", str(day), year.sentence, year.start, year.end))


class Title:
    """Stands for the title in what is told."""

    def __init__(self, at: Location) -> None:
        """Where the title stands."""
        self._at = at
        self.measure = self.value = self.reason = ""
        self.start = self.end = 0
        self.sentence = self

    text = "title"

    def at(self, start: int, end: int) -> Location:
        """The title."""
        return self._at


def _end(own: ReportYear) -> date:
    """The day on which what is reported ended."""
    return date(own.year or 1, 8, 31) if own.is_school_year else date(own.year or 1, 12, 31)


def _periods(report: Report, year: int, *, is_school: bool) -> Iterator[Told]:
    for period in periods(report):
        if not (period.is_of(year) or (is_school and period.is_of_school_year(year))):
            yield Told("YEAR02", Said("period", "", period.sentence, period.start, period.end))
    for sentence, start, end in broken_dates(report):
        yield Told("YEAR02", Said("no date", "", sentence, start, end))


class _HasRule(Protocol):
    rule: str
