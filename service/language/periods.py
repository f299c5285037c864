"""The year that a report is of, and the periods that it states for its figures."""

import calendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from service.domain.report import Paragraph, Report
from service.language.dates import Dated, Place, dated_of
from service.language.lexer import Shape, Token
from service.language.mentions import YearMention
from service.language.text import Sentence, sentences
from service.language.year_shapes import is_period_sentence
from service.language.years import Role, dated, period_spans, years


@dataclass(frozen=True, slots=True)
class Period:
    """The period that the report says its figures are of; `first` and `last` are None where the day doesn't exist."""

    first: date | None
    last: date | None
    sentence: Sentence
    start: int
    end: int

    @property
    def year(self) -> int | None:
        """The year that both ends name, None where they differ."""
        found = {end.year for end in (self.first, self.last) if end}
        return found.pop() if len(found) == 1 else None

    def is_of(self, year: int) -> bool:
        """Whether it runs from 1 January to 31 December of that year, or to that day from when the body was set up."""
        if self.last != date(year, 12, 31) or self.first is None or self.first.year != year:
            return False
        return self.first == date(year, 1, 1) or _is_set_up_in(self.first.month, self.sentence.paragraph)

    def is_of_school_year(self, year: int) -> bool:
        """Whether it is the school year that ends in that year."""
        if self.first is None or self.last is None:
            return False
        return (self.first.year, self.last.year, self.first.day) == (year - 1, year, 1) and (
            self.first.month,
            self.last.month,
        ) in ((9, 8), (8, 7), (9, 7))


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
    def is_disputed(self) -> bool:
        """Whether the report agrees with itself and not with its caller's year."""
        return self.asked is not None and self.year != self.asked


_SET_UP = Shape("[^STOP NUMBER COUNT]{0,8} (FOUND|DO FOUND|MADEOF).*")


def _is_set_up_in(month: int, paragraph: Paragraph) -> bool:
    """Whether a paragraph tells that a body was set up in that month: 我局于2023年3月挂牌成立."""
    for sentence in sentences(paragraph):
        each = dated_of(sentence)
        for at, token in enumerate(each.tokens):
            if isinstance(token.value, YearMention) and token.value.month == month and _SET_UP.fits(each.after(at)):
                return True
    return False


@lru_cache(maxsize=4)
def report_year(report: Report) -> ReportYear:
    """The caller's year where given and not contradicted by the report's own agreement; else what most voices say.

    The voices are title, stated period and the sentences of section one; the title comes first on a tie.
    """
    school = next((found for found in map(_school_year, dated(report)) if found), None)
    title = school or next((year.year for year in years(report) if year.dated.is_title), None)
    period = school or next((found.year for found in periods(report) if found.year), None)
    told = Counter(y.year for y in years(report) if y.dated.section == 1 and y.role is Role.WORK)
    work = told.most_common(1)[0][0] if told else None
    votes = Counter(year for year in (title, period, work) if year)
    own = max(votes, key=lambda year: (votes[year], year == title, year == period)) if votes else None
    agreed = own is not None and title == own and own in ((period,) if period else (work,))
    year = own if report.asked_year is None or agreed else report.asked_year
    return ReportYear(year, title, period, work, report.asked_year, bool(school))


_SCHOOL_TITLE = Shape(".*(DATE|NUMBER) (SPAN|TO|DATE|NUMBER)* SCHOOL [^STOP]*(NAMED|DISCLOSURE).*")


def _school_year(each: Dated) -> int | None:
    """The year in which the school year ends that a title or preamble names the report by."""
    if not each.is_title or not _SCHOOL_TITLE.fits(each.word):
        return None
    found: list[int] = []
    for token in each.tokens:
        if token.kind == "SCHOOL":
            break
        found += _years_of(token)
    return max(found, default=None)


def _years_of(token: Token) -> list[int]:
    if token.kind == "DATE" and isinstance(token.value, YearMention) and token.value.year:
        return [token.value.year]
    return (
        [int(each) for each in token.text.split("-") if len(each) == 4 and each.isdigit()]
        if token.kind == "NUMBER"
        else []
    )


@lru_cache(maxsize=4)
def periods(report: Report) -> tuple[Period, ...]:
    """The periods that the report states for its figures."""
    return tuple(found for each in dated(report) for found in _periods_in(each))


def _periods_in(each: Dated) -> Iterator[Period]:
    spans = list(period_spans(each))
    for begun, ended in spans:
        first, last = each.tokens[begun].value, each.tokens[ended].value
        if isinstance(first, YearMention) and isinstance(last, YearMention) and first.year:
            last_year = last.year or first.year
            yield Period(
                _day(first.year, first.month, first.day or 1),
                _day(last_year, last.month, last.day or _month_end(last_year, last.month)),
                each.sentence,
                each.tokens[begun].start,
                each.tokens[ended].end,
            )
    if not is_period_sentence(each.section, each.word):
        return
    for at in each.years:
        value = each.tokens[at].value
        is_end = isinstance(value, YearMention) and not value.is_part
        if is_end and _UP_TO.ends(each.before(at)) and not any(a <= at <= b for a, b in spans):
            year = value.year if isinstance(value, YearMention) else 0
            if (
                (isinstance(value, YearMention) and value.month == 12)
                or _YEAR_END.fits(each.after(at)[:1])
                or each.tokens[at].text.endswith(("底", "末"))
            ):
                start = max(0, at - 1)
                yield Period(
                    date(year or 1, 1, 1),
                    date(year or 1, 12, 31),
                    each.sentence,
                    each.tokens[start].start,
                    each.tokens[at].end,
                )


_UP_TO = Place("UNTIL (TO|PREP|BE|COLON)?")
_YEAR_END = Shape("SPAN")


def _day(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None


def _month_end(year: int, month: int | None) -> int:
    return calendar.monthrange(year, month)[1] if month and 1 <= month <= 12 else 0


def broken_dates(report: Report) -> Iterator[tuple[Sentence, int, int]]:
    """What is no date where the report states the period of its figures: its sentence, beginning and end."""
    for each in dated(report):
        if each.section == 0 and _STATES.within(each.word):
            for at, token in enumerate(each.tokens):
                following = each.tokens[at + 1] if at + 1 < len(each.tokens) else None
                before = each.tokens[at - 1] if at else None
                if token.kind == "NUMBER" and following and following.text[:1] in ("年", "月", "日", "号"):
                    is_year = following.text[0] == "年" and len(token.text) > 4
                    if (
                        is_year
                        or (following.text[0] == "月" and (len(token.text) == 4 or (before and before.kind == "DATE")))
                        or (before and before.kind == "DATE" and following.text[0] in "日号")
                    ):
                        start = before.start if before and before.kind == "DATE" else token.start
                        yield each.sentence, start, following.end


_STATES = Place("EXTENT|STATISTICS|DATA")
