"""What each year that the text names is named for, and whether it is left over from another year's report."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from service.domain.report import Report
from service.language import year_shapes as shapes
from service.language.dates import MOST_YEARS, Dated, dated_sentences, year_in
from service.language.mentions import YearMention
from service.language.text import Sentence


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
    def date(self) -> date | None:
        """The calendar day, None where it is none or not given in full."""
        try:
            return date(self.year, self.month or 0, self.day or 0)
        except ValueError:
            return None


@lru_cache(maxsize=4)
def dated(report: Report) -> tuple[Dated, ...]:
    """The sentences that may name a year, once a report."""
    return tuple(dated_sentences(report))


@lru_cache(maxsize=4)
def years(report: Report) -> tuple[Year, ...]:
    """Every year that the report names, with what it is named for."""
    introduction = _introduction(report)
    return tuple(
        year
        for each in dated(report)
        for year in years_in(
            replace(each, section=0)
            if each.sentence.paragraph is introduction
            and not each.sentence.offsets[0]
            and shapes.INTRODUCES.begins(each.word)
            else each
        )
    )


def _introduction(report: Report) -> object:
    """The first paragraph of section one in a report without a preamble."""
    if any("报告" in paragraph.text or "条例" in paragraph.text for paragraph in report.preamble):
        return None
    return next((s.paragraphs[0] for s in report.sections if s.number == 1 and s.paragraphs), None)


def years_in(each: Dated) -> Iterator[Year]:
    """The years of a sentence in order."""
    spans = list(period_spans(each))
    for at, token in enumerate(each.tokens):
        if token.kind == "TITLE" and (found := year_in(token.text)):
            year, start, end = found
            role = Role.NAME if each.is_title or _is_own_title(each, at) else Role.DOCUMENT
            yield Year(year, each, at, token.start + start, token.start + end, role)
        value = token.value
        if (
            token.kind != "DATE"
            or not isinstance(value, YearMention)
            or not value.year
            or not 1980 <= value.year < 2100
        ):
            continue
        if each.is_title:
            role = Role.SIGNED if value.month and value.day else Role.NAME
        elif len(each.years) > MOST_YEARS:
            role = Role.OTHER
        elif any(first <= at <= last for first, last in spans):
            role = Role.PERIOD
        else:
            role = _role(each, at)
        yield Year(value.year, each, at, token.start, token.end, role, value.month, value.day)


def _is_own_title(each: Dated, at: int) -> bool:
    before = each.before(at)
    if not shapes.REPORT_TITLE.ends(each.word[at + 1]) or shapes.PUBLISHED_ON.ends(before):
        return False
    return each.section == 0 or shapes.PUBLISHES_TITLE.ends(before)


def _role(each: Dated, at: int) -> Role:
    before, after = each.before(at), each.after(at)
    if shapes.IS_VERSION.begins(after) or (shapes.OPENED.ends(before) and shapes.MADE.begins(after)):
        return Role.DOCUMENT
    if shapes.SIGNATURE.fits(each.word) or shapes.STAMPED.ends(before) or (not at and shapes.ON_PAGE.begins(after)):
        return Role.SIGNED
    if shapes.names_report(each.section, before, after):
        return Role.NAME
    if shapes.lists_faults(before, after) or shapes.IS_THIS_YEAR.ends(before):
        return Role.WORK
    for name, fits in shapes.ALLOWED:
        if fits(each.section, before, after, each.clause(at)):
            return Role(name)
    if _in_contrast(each, at):
        return Role.COMPARISON
    return Role.WORK if shapes.is_adverbial(before, after) else Role.OTHER


def _in_contrast(each: Dated, at: int) -> bool:
    """Whether the sentence sets it against a later year that it names too, or against this year."""
    year = each.tokens[at].value
    if not isinstance(year, YearMention):
        return False
    before, after = each.before(at), each.after(at)
    if shapes.COUNTED_BEFORE.within(before) and shapes.BASE.begins(after) and shapes.same_act(each.tokens, at):
        return True
    others = [
        n
        for n in each.years
        if _number(each, n) > (year.year or 0) and not shapes.is_attribute(each.before(n), each.after(n))
    ]
    later = any(n > at for n in others)
    earlier = any(n < at for n in others)
    if (later and shapes.AGAIN.within(each.word)) or (earlier and shapes.BARE_COUNT.begins(after)):
        return True
    return (
        later or (earlier and shapes.COUNTED.begins(after)) or shapes.THIS_YEAR.within(after)
    ) and shapes.DIFFERENCE.within(each.word)


def _number(each: Dated, at: int) -> int:
    value = each.tokens[at].value
    return (value.year or 0) if isinstance(value, YearMention) else 0


def period_spans(each: Dated) -> Iterator[tuple[int, int]]:
    """The first and the last token of each span of days that the report's figures are of."""
    if not shapes.is_period_sentence(each.section, each.word):
        return
    for first in each.years:
        last = shapes.end_of_period(each, first)
        if last and shapes.states_period(each, first, last):
            yield first, last


def published_report(year: Year) -> int | None:
    """The year of the report that the sentence says was published on this date, None where it says so of none."""
    if not year.month or not shapes.is_publication_of_report(year.before, year.after):
        return None
    named = [y for y in years_in(year.dated) if y.start < year.start]
    return named[-1].year if named else None
