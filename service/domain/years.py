"""Every year and date that a sentence names, and in which role; and the year that the report is of."""

import calendar
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from service.domain.bodies import body_of, level_of
from service.domain.figures import chinese_number, plain
from service.domain.prose import REACH, Sentence, sentences
from service.domain.report import Paragraph, Report
from service.domain.year_patterns import background, framing, naming, spelling, telling


class Role(StrEnum):
    """What a year is named for. Only some roles must be the report year's."""

    NAME = "name"
    """The report calls itself by it."""
    PERIOD = "period"
    """Beginning or end of the period that the figures are of."""
    SIGNED = "signed"
    """The date of signing or publishing."""
    WORK = "work"
    """The time of something done."""
    PLAN = "plan"
    """The time of something to be done."""
    DOCUMENT = "document"
    """Part of a document's number, title or version."""
    COMPARISON = "comparison"
    BUDGET = "budget"
    """Whose budget or final accounts."""
    RANGE = "range"
    """One end of a span of years."""
    SINCE = "since"
    """In force, existing or going on since then."""
    CARRIED = "carried"
    """Carried over from it, or into it."""
    ANSWERED = "answered"
    """Its problems, evaluations or feedback are now answered, or its report was published."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A year in a sentence, at `sentence.text[start:end]`, with month and day where they are given."""

    year: int
    sentence: Sentence
    start: int
    end: int
    role: Role
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The calendar day, None where it is none or not given in full."""
        try:
            return date(self.year, self.month or 0, self.day or 0)
        except ValueError:
            return None

    @property
    def is_early(self) -> bool:
        """Whether it is in the first months of its year, when the report on the year before is written."""
        return self.sentence.text.startswith(("初", "年初"), self.end) or (self.month or 12) <= 4

    @property
    def published(self) -> int | None:
        """The year of the report that the sentence says was published on this date, None where it says so of none."""
        return _number(naming.published_report(*self.sentence.beside(self.start, self.end)))

    @property
    def sums_up(self) -> bool:
        """Whether what is told under it is what a whole year came to, so that the year is over."""
        return not self.month and telling.sums_up(self.sentence.beside(self.start, self.end)[1])

    @property
    def lists_faults(self) -> bool:
        """Whether the sentence lists its shortcomings."""
        return telling.lists_faults(*self.sentence.beside(self.start, self.end))

    @property
    def frames_work(self) -> bool:
        """Whether the sentence tells the year's work under it (2023年，我局…), and not something of that year."""
        return framing.frames(*self.sentence.beside(self.start, self.end))


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
        years = {end.year for end in (self.first, self.last) if end}
        return years.pop() if len(years) == 1 else None

    def is_of(self, year: int) -> bool:
        """Whether it runs from 1 January to 31 December of that year, or to that day from when the body was set up."""
        if self.last != date(year, 12, 31) or self.first is None or self.first.year != year:
            return False
        return self.first == date(year, 1, 1) or _is_set_up_in(self.first.month, self.sentence.paragraph.text)


@lru_cache(maxsize=64)
def _is_set_up_in(month: int, paragraph: str) -> bool:
    return spelling.is_set_up_in(month, plain(paragraph).replace(" ", ""))


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year of a report and what speaks for it: title, stated period, the sentences of section one, the caller."""

    year: int | None
    title: int | None
    period: int | None
    work: int | None
    asked: int | None

    @property
    def is_disputed(self) -> bool:
        """Whether the report agrees with itself and not with its caller's year."""
        return self.asked is not None and self.year != self.asked


@lru_cache(maxsize=4)
def mentions(report: Report) -> tuple[Mention, ...]:
    """Every year that the report's text names, with its role."""
    return tuple(mention for sentence in sentences(report) for mention in _mentions_in(sentence, report))


@lru_cache(maxsize=4)
def _by_sentence(report: Report) -> dict[tuple[int, int], list[Mention]]:
    found: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions(report):
        found.setdefault(mention.sentence.place, []).append(mention)
    return found


def mentions_in(report: Report, sentence: Sentence) -> list[Mention]:
    """The years that a sentence of the report names, in order."""
    return _by_sentence(report).get(sentence.place, [])


def are_told_apart(report: Report, mention: Mention, year: int) -> bool:
    """Whether the sentence of a mention tells of that year, or of this year, too, and so sets the two against each other.

    So does the next sentence where this one tells how an earlier year was rated, or what was wanting in it; and what
    the sentence itself says of that now.
    """
    roles = (Role.DOCUMENT, Role.NAME, Role.BUDGET)
    beside = (m for m in mentions_in(report, mention.sentence) if m.role not in roles)
    told = any(m.year == year and not _is_without_contrast(m, mention) for m in beside)
    this_year = framing.is_this_year(*mention.sentence.beside(mention.start, mention.end))
    return told or this_year or _leads_up(report, mention, year)


def _is_without_contrast(named: Mention, mention: Mention) -> bool:
    """Whether a year beside an earlier one isn't set against it: the two are of one statement, or of two that differ."""
    if mention.month or named.month or mention.year > named.year:
        return False
    text, (first, second) = mention.sentence.text, sorted((named, mention), key=lambda m: m.start)
    between, following = text[first.end : second.start], text[second.end : second.end + REACH]
    if framing.turns_to_another(between, following) or framing.is_announced(between):
        return True
    if first is mention:
        return not first.start and framing.is_of_object(between)
    return not first.start and framing.is_finished_work(text[: second.start], following)


def is_history(report: Report, mention: Mention, year: int) -> bool:
    """Whether what a sentence tells under an earlier year is what led to that year's work, and no part of it.

    Higher bodies' decisions, the body's own founding, and a chronicle of what was begun one year after another.
    """
    if mention.year >= year:
        return False
    after = mention.sentence.beside(mention.start, mention.end)[1]
    if framing.is_history(after) or _is_of_higher(report, framing.deciding_region(after)):
        return True
    begun = (m for m in mentions_in(report, mention.sentence) if m.frames_work and m.year < year)
    others = {m.year for m in begun if framing.is_beginning(m.sentence.beside(m.start, m.end)[1])} - {mention.year}
    return bool(others) and framing.is_beginning(after)


def _is_of_higher(report: Report, region: str) -> bool:
    """Whether the government of such a place is one that the report's body is under."""
    body = body_of(report)
    if not region or body is None:
        return False
    own = body.level or 0
    return level_of(region) > own or (level_of(region) == own and not body.is_government)


_GAP = 3
"""Characters from one sentence to the next, white space counted."""


def _leads_up(report: Report, mention: Mention, year: int) -> bool:
    """Whether an earlier year's rating or problem leads up to the year's own work: 2022年，…获评优秀。2023年，我局…."""
    is_rating = framing.is_rating(mention.sentence.text)
    is_problem = framing.is_problem(mention.sentence.text) or mention.lists_faults
    if mention.year < year and framing.is_rate(mention.sentence.text[mention.end :]):
        following = _sentence_after(report, mention.sentence)
        return bool(following and framing.starts_from_rate(following.text))
    if mention.year > year or not (is_rating or is_problem):
        return False
    if framing.is_mended(mention.sentence.text[mention.end :]) or _is_looked_back_on(report, mention, year):
        return True
    following = _sentence_after(report, mention.sentence)
    if following is None:
        return False
    first = next((m for m in mentions_in(report, following) if m.start == 0), None)
    if first is None:
        return is_problem and framing.is_since_then(following.text)
    return first.year == year and (is_rating or first.role is not Role.PLAN)


def _is_looked_back_on(report: Report, mention: Mention, year: int) -> bool:
    """Whether an earlier year's shortcomings are listed beside the year's own, or under words that look back."""
    if not mention.lists_faults:
        return False
    told, end = mention.sentence.paragraph.text, mention.sentence.offsets[mention.start]
    return framing.looks_back_from(told) <= end or year in _years_of_faults(report)


@lru_cache(maxsize=4)
def _years_of_faults(report: Report) -> frozenset[int]:
    """The years whose shortcomings are listed."""
    return frozenset(mention.year for mention in mentions(report) if mention.lists_faults)


def _sentence_after(report: Report, sentence: Sentence) -> Sentence | None:
    """The next sentence of the same paragraph."""
    beside, begins = _of_paragraph(report)[id(sentence.paragraph)]
    last = sentence.offsets[-1]
    found = bisect_right(begins, last)
    return beside[found] if found < len(begins) and begins[found] - last <= _GAP else None


@lru_cache(maxsize=4)
def _of_paragraph(report: Report) -> dict[int, tuple[list[Sentence], list[int]]]:
    """The sentences of each paragraph, and where they begin in it."""
    found: dict[int, tuple[list[Sentence], list[int]]] = {}
    for sentence in sentences(report):
        beside, begins = found.setdefault(id(sentence.paragraph), ([], []))
        beside.append(sentence)
        begins.append(sentence.offsets[0])
    return found


@lru_cache(maxsize=4)
def periods(report: Report) -> tuple[Period, ...]:
    """The periods that the report states for its figures."""
    return tuple(period for sentence in sentences(report) for period in _periods_in(sentence))


def broken_dates(report: Report) -> Iterator[tuple[Sentence, int, int]]:
    """What is no date where the report states the period of its figures: its sentence, beginning and end."""
    for sentence in sentences(report):
        if sentence.section == 0 and spelling.STATISTICS.search(sentence.text):
            for match in spelling.NO_DATE.finditer(sentence.text):
                yield sentence, *match.span()


@lru_cache(maxsize=4)
def report_year(report: Report) -> ReportYear:
    """The caller's year where given and not contradicted by the report's own agreement; else what most voices say.

    The voices are title, stated period and the sentences of section one; the title comes first on a tie.
    """
    title = title_year(report)
    period = next((found.year for found in periods(report) if found.year), None)
    work = _work_year(report)
    votes = Counter(year for year in (title, period, work) if year)
    own = max(votes, key=lambda year: (votes[year], year == title, year == period)) if votes else None
    agreed = own is not None and title == own and own in ((period,) if period else (work,))
    year = own if report.asked_year is None or agreed else report.asked_year
    return ReportYear(year, title, period, work, report.asked_year)


def title_year(report: Report) -> int | None:
    """The year in the title, None where it names none."""
    titles = [s for s in sentences(report) if report.title and s.paragraph is report.title]
    found = (year for s in titles for year, *_ in _years_in(s.text))
    return next(found, None)


def _work_year(report: Report) -> int | None:
    told = Counter(m.year for m in mentions(report) if m.sentence.section == 1 and m.role is Role.WORK)
    return told.most_common(1)[0][0] if told else None


Found = tuple[int, int | None, int | None, int, int]
"""Year, month, day, start, end."""


def _years_in(text: str) -> Iterator[Found]:
    for match in spelling.YEAR.finditer(text):
        year = _number(match["year"])
        if year and 1980 <= year <= 2099:
            month, day = match["month"] or match["iso_month"], match["day"] or match["iso_day"]
            yield year, _number(month), _number(day), match.start(), match.end()


def _number(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if digits.isdecimal() else chinese_number(digits.translate(_NOUGHTS))


_NOUGHTS = str.maketrans(dict.fromkeys(spelling.NOUGHTS, "〇"))

MOST_YEARS = 30
"""A sentence that names more years is a list and tells nothing of any."""


def _mentions_in(sentence: Sentence, report: Report) -> Iterator[Mention]:
    text = sentence.text
    if not spelling.CENTURY.search(text):
        return
    title = report.title is not None and sentence.paragraph is report.title
    spans = [m.span() for m in _own_periods(sentence)]
    section = 0 if _introduces(sentence, report) else sentence.section
    found = list(_years_in(text))
    for year, month, day, start, end in found:
        if title:
            role = Role.SIGNED if month and day else Role.NAME
        elif len(found) > MOST_YEARS:
            role = Role.OTHER
        elif any(left <= start < right for left, right in spans):
            role = Role.PERIOD
        else:
            role = _role(sentence, section, year, start, end)
        yield Mention(year, sentence, start, end, role, month, day)


def _introduces(sentence: Sentence, report: Report) -> bool:
    """Whether it is the first sentence of section one in a report without a preamble, and introduces the report."""
    opens = sentence.paragraph is _introduction(report) and not sentence.offsets[0]
    return opens and naming.is_introduction(sentence.text)


@lru_cache(maxsize=4)
def _introduction(report: Report) -> Paragraph | None:
    """The first paragraph of section one in a report without a preamble."""
    if any("报告" in paragraph.text or "条例" in paragraph.text for paragraph in report.preamble):
        return None
    return next((s.paragraphs[0] for s in report.sections if s.number == 1 and s.paragraphs), None)


def _role(sentence: Sentence, section: int | None, year: int, start: int, end: int) -> Role:
    text = sentence.text
    before, after = sentence.beside(start, end)
    clause = sentence.clause(start, end)
    if naming.is_document(section, before, after):
        return Role.DOCUMENT
    if spelling.SIGNATURE.fullmatch(text) or spelling.is_publication(before, after):
        return Role.SIGNED
    if naming.names_report(section, before, after):
        return Role.NAME
    if telling.lists_faults(before, after):
        return Role.WORK
    for role, test in _ALLOWED:
        if test(section, before, after, clause):
            return role
    if background.in_contrast(text[: end + REACH], year, start):
        return Role.COMPARISON
    return Role.WORK if telling.is_adverbial(before, after) else Role.OTHER


_Test = Callable[[int | None, str, str, str], bool]
"""Whether a year has a role, by its section, the text before and after it, and its clause."""

_ALLOWED: tuple[tuple[Role, _Test], ...] = (
    (Role.RANGE, lambda _, before, after, clause: background.is_range(before, after, clause)),
    (Role.CARRIED, lambda _, before, after, clause: background.is_carried(before, after, clause)),
    (Role.BUDGET, lambda _, before, after, clause: background.is_budget(after)),
    (Role.ANSWERED, lambda _, before, after, clause: background.is_answered(before, after)),
    (Role.COMPARISON, lambda _, before, after, clause: background.is_compared(before, after)),
    (Role.SINCE, lambda _, before, after, clause: background.is_in_force(before, after)),
    (Role.PLAN, lambda section, before, after, clause: telling.is_planned(section, before, after)),
    (Role.SINCE, lambda _, before, after, clause: background.is_since(before, after)),
    (Role.DOCUMENT, lambda _, before, after, clause: naming.names_document(before, after)),
)
"""Roles by their signs, the surest first."""


def _is_period_sentence(sentence: Sentence) -> bool:
    return sentence.section == 0 or bool(spelling.STATISTICS.search(sentence.text))


def _own_periods(sentence: Sentence) -> Iterator[re.Match[str]]:
    """Where it gives the period that the report's figures are of, and not one of other figures or of a part of them."""
    if not _is_period_sentence(sentence):
        return
    for match in spelling.PERIOD.finditer(sentence.text):
        before, after = sentence.beside(*match.span())
        months = _number(match["month"]), _number(match["last_month"])
        if spelling.states_period(sentence.section, months, before, after):
            yield match


def _periods_in(sentence: Sentence) -> Iterator[Period]:
    if not _is_period_sentence(sentence) or not spelling.CENTURY.search(sentence.text):
        return
    found = list(_own_periods(sentence))
    for match in found:
        first_year = _number(match["year"]) or 0
        last_year = _number(match["last_year"]) or first_year
        first = _day(first_year, _number(match["month"]), _number(match["day"]) or 1)
        last_month = _number(match["last_month"])
        last = _day(last_year, last_month, _number(match["last_day"]) or _month_end(last_year, last_month))
        yield Period(first, last, sentence, match.start(), match.end())
    for match in spelling.PERIOD_END.finditer(sentence.text):
        if any(period.start() < match.start() < period.end() for period in found):
            continue
        year = _number(match["year"]) or 0
        yield Period(date(year, 1, 1), date(year, 12, 31), sentence, match.start(), match.end())


def _day(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None


def _month_end(year: int, month: int | None) -> int:
    return calendar.monthrange(year, month)[1] if month and 1 <= month <= 12 else 0
