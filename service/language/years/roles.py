"""What each year that the text names is named for, and whether it is left over from another year's report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from service.language.lexer import Shape
from service.language.mentions import YearMention
from service.language.text import Sentence
from service.language.years import background, naming
from service.language.years.contrast import in_contrast
from service.language.years.dated import FIRST_YEAR, LAST_YEAR, MOST_YEARS, Dated, dated_sentences, year_in
from service.language.years.extent import is_publication_of_report, is_publication_of_this, period_spans
from service.language.years.plans import is_planned, is_to_come
from service.language.years.work import IS_THIS_YEAR, is_adverbial, lists_faults
from service.reports.report import Paragraph, Report, once_a_report


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
    HISTORY = "history"
    OTHER = "other"


OF_PAPERS = (Role.DOCUMENT, Role.NAME, Role.BUDGET)
"""What says nothing of when work was done."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year at `sentence.text[start:end]`, with month and day where they are given; `at` is its token."""

    year: int
    dated: Dated
    at: int
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
    def before(self) -> str:
        """The letters of what stands before it."""
        return self.dated.before(self.at)

    @property
    def after(self) -> str:
        """The letters of what stands behind it."""
        return self.dated.after(self.at)

    @property
    def is_early(self) -> bool:
        """Whether it is in the first months of its year, when the report on the year before is written."""
        text = self.sentence.text
        is_begun = text.startswith(("初", "年初"), self.end) or text.endswith("初", self.start, self.end)
        return is_begun or (self.month or 12) <= 4

    @property
    def date(self) -> date | None:
        """The calendar day, None where it is none or not given in full."""
        try:
            return date(self.year, self.month or 0, self.day or 0)
        except ValueError:
            return None


@once_a_report
def dated(report: Report) -> tuple[Dated, ...]:
    """The sentences that may name a year, once a report."""
    return tuple(dated_sentences(report))


@once_a_report
def years(report: Report) -> tuple[Year, ...]:
    """Every year that the report names, with what it is named for."""
    introduction = _introduction(report)
    return tuple(year for each in dated(report) for year in years_in(_in_preamble(each, introduction)))


def _introduction(report: Report) -> Paragraph | None:
    """The first paragraph of section one in a report without a preamble."""
    if any("报告" in paragraph.text or "条例" in paragraph.text for paragraph in report.preamble):
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
        if token.kind == "TITLE" and (found := year_in(token.text)):
            year, start, end = found
            yield Year(year, each, at, token.start + start, token.start + end, _role_in_title(each, at))
        value = token.value
        if isinstance(value, YearMention) and FIRST_YEAR <= each.number(at) <= LAST_YEAR:
            is_end = any(first <= at <= last for first, last in spans)
            role = _role_of(each, at, value, is_end=is_end)
            yield Year(each.number(at), each, at, token.start, token.end, role, value.month, value.day)


def _role_in_title(each: Dated, at: int) -> Role:
    return Role.NAME if each.is_title or naming.is_own_title(each, at) else Role.DOCUMENT


def _role_of(each: Dated, at: int, value: YearMention, *, is_end: bool) -> Role:
    if each.is_title:
        return Role.SIGNED if value.month and value.day else Role.NAME
    if len(each.years) > MOST_YEARS:
        return Role.OTHER
    return Role.PERIOD if is_end else _role(each, at)


def _role(each: Dated, at: int) -> Role:
    before, after = each.before(at), each.after(at)
    if naming.is_version(before, after):
        return Role.DOCUMENT
    if naming.is_signed(each.word, before, after):
        return Role.SIGNED
    if naming.names_report(each.section, before, after):
        return Role.NAME
    if _OPENS.fits(before + after[:1]):
        return _role_of_opening(each, at, before, after)
    if lists_faults(before, after) or IS_THIS_YEAR.ends(before):
        return Role.WORK
    clause = each.clause(at)
    for role, test in _ALLOWED:
        if test(each.section, before, after, clause):
            return role
    if in_contrast(each, at):
        return Role.COMPARISON
    return Role.WORK if is_adverbial(before, after) else Role.OTHER


_OPENS = Shape("START COMMA")
"""What stands around a year that opens its sentence by itself, as most do: 2023年，我局…."""


def _role_of_opening(each: Dated, at: int, before: str, after: str) -> Role:
    """The role of a year that stands alone before a comma, which nothing of the signs of most roles can be beside."""
    if is_planned(each.section, before, after):
        return Role.PLAN
    if background.is_since(before, after):
        return Role.SINCE
    return Role.COMPARISON if in_contrast(each, at) else Role.WORK


_Test = Callable[[int | None, str, str, str], bool]
"""Whether a year has a role, by its section, the letters before and after it, and those of its clause."""

_ALLOWED: tuple[tuple[Role, _Test], ...] = (
    (Role.SCHOOL, lambda _, before, after, clause: background.is_of_school(clause)),
    (Role.PLAN, lambda _, before, after, clause: is_to_come(before, after)),
    (Role.RANGE, lambda _, before, after, clause: background.is_range(before, after, clause)),
    (Role.CARRIED, lambda _, before, after, clause: background.is_carried(before, after)),
    (Role.BUDGET, lambda _, before, after, clause: background.is_budget(after)),
    (Role.ANSWERED, lambda _, before, after, clause: background.is_answered(before, after)),
    (Role.COMPARISON, lambda _, before, after, clause: background.is_compared(before, after)),
    (Role.SINCE, lambda _, before, after, clause: background.is_in_force(before, after)),
    (Role.PLAN, lambda section, before, after, clause: is_planned(section, before, after)),
    (Role.SINCE, lambda _, before, after, clause: background.is_since(before, after)),
    (Role.DOCUMENT, lambda _, before, after, clause: background.names_paper(before, after)),
)
"""Roles by their signs, the surest first."""


def published_report(year: Year, own: int | None) -> int | None:
    """The year of the report that the sentence says was published on this date, None where it says so of none.

    `own` is that of this report, which may call itself 本报告.
    """
    if year.month and is_publication_of_this(year.dated, year.at):
        return own
    if not year.month or not is_publication_of_report(year.before, year.after):
        return None
    named = [each for each in years_in(year.dated) if each.start < year.start]
    return named[-1].year if named else None
