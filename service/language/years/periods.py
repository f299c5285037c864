"""The periods that a report states for its figures."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.language.lexer import Shape, letter
from service.language.lexicon import spelled
from service.language.mentions.figures import DAYS, MONTH, YEAR, YearMention
from service.language.text import Sentence, all_sentences, sentences
from service.language.years.dated import ANY, END_OF_YEAR, Dated, Sign, Spot, dated, dated_of
from service.reports.report import Location, Paragraph, Report, once_a_report

_EXTENT = Shape(
    "EXTENT|COVERS FROM? DAY|(NAMED|UNKNOWN|DATA|STATISTICS) .{0,4} STATISTICS|STATISTICS .{0,4} UNTIL|(?<!UNKNOWN )DATA .{0,3} UNTIL"
)
_WHOLE = Shape("START FROM? DAY SINCE? TO DAY|START FROM? DAY SINCE? TO MONTHS|START DAY")
_BETWEEN = Shape("(HOUR|SINCE|SPAN|NUMBER|COMMA)*(TO|UNTIL|SINCE)+ SAME?|SINCE COMMA AT?|SINCE? PAUSE|COMMA HOUR AT")
_BOTH = Shape("COMMA|AND")
_OF_OTHERS = Shape(f"OTHERDATA {ANY}*")
_OF_OTHER_TIME = Shape(
    f"LAST (UNKNOWN|BE|PREP)|LAST QUOTE (UNKNOWN|BE|PREP|DE COMMA ADV? (PREP|BE))|(LAST|OTHERREPORT) NAMED {ANY}{{0,8}}"
    "|QUOTE UNKNOWN QUOTE (SPAN? OPEN|UNKNOWN|PREP|BE)"
)
"""Says right before days that these are last year's, another report's or those of something in quotes: 上年同期指, “十四五”期间（."""
_FORMER = Shape("FORMER (?!EXTENT)[^COMMA SEMI STOP COLON CLOSE]*")
_JOINED = Shape(f"{ANY}{{0,12}} (JOINED|FORMER)")
_STATED_AFTER = Shape(f"HOUR? COMMA? ((PREP|AT)|BE) {ANY}{{0,6}} EXTENT")
_STATED_BEFORE = Shape(f"EXTENT {ANY}{{0,6}} (COMMA? (FROM|AT))?")
_SCHOOL = Shape("SCHOOL")
_REPORTED = Shape("EXTENT|STATISTICS|NAMED|DISCLOSURE|THEWORK THING")


def _is_period_sentence(each: Dated) -> bool:
    """Whether a sentence may say which period the figures are of."""
    if each.section == 0 or _WHOLE.begins(each.word):
        return True
    return not each.kinds.isdisjoint(_OF_EXTENT) and _EXTENT.within(each.word)


_OF_EXTENT = frozenset("EXTENT COVERS STATISTICS DATA".split())
"""One of these stands wherever the shape does."""


def period_spans(each: Dated) -> Iterator[tuple[int, int]]:
    """The first and the last token of each span of days that the report's figures are of."""
    if not _is_period_sentence(each):
        return
    for first in each.years:
        may_be_named = each.section == 0 and not each.mention(first).day
        is_named = each.is_whole(first) or (may_be_named and _NAMED.at(Spot(each, first)))
        last = first if is_named else _end_of_period(each, first)
        if last and _states_period(each, first, last):
            yield first, last


_NAMED = Sign(
    "(EXTENT|STATISTICS SPAN) (BE|PREP|COLON)? # (SPAN|TO)* DATA? ([COMMA SEMI STOP CLOSE]|END)",
    "(START|COMMA|STOP) (NAMED|UNKNOWN)* (STATISTICS|DATA) ADV* (BE|PREP|TAKENFROM|COVERS) # (SPAN|TO)* DE? DATA? ([COMMA SEMI STOP CLOSE]|END)",
)
"""A period is told by a name, of a year or of a part of one: 统计期限为2022年度, 统计时间为2023年上半年, 数据取自2022年全年."""


def _end_of_period(each: Dated, first: int) -> int:
    """The token that ends the span of days that begins at one; 0 where none does."""
    for last in range(first + 1, min(first + 8, len(each.tokens))):
        if each.tokens[last].kind == "DATE":
            has_months = each.mention(first).month and each.mention(last).month
            return last if has_months and _runs_between(each, first, last) else 0
    return 0


def _runs_between(each: Dated, first: int, last: int) -> bool:
    """Whether what stands between two days makes them the ends of a time; a comma does behind 起止日期."""
    between = each.word[first + 2 : last + 1]
    if _BETWEEN.fits(between):
        return True
    is_stated = _BOTH.fits(between) and _STATED_BEFORE.ends(each.word[: first + 1][-_NEAR:])
    return is_stated and (each.mention(first).month or 0) < (each.mention(last).month or 0)


def _states_period(each: Dated, first: int, last: int) -> bool:
    """Whether these days are those that the report says its figures are of."""
    before, after = each.word[: first + 1], each.after(last)
    clause = _last_clause(before)
    if _SCHOOL.within(clause) and (each.section != 0 or _OF_OTHERS.within(clause) or not _REPORTED.within(clause)):
        return False
    if _OF_OTHER_TIME.ends(before):
        return False
    if each.section != 0 and (_OF_OTHERS.within(clause) or _is_of_other_data(each, first)):
        return False
    if first == last:
        return True
    if (each.mention(first).month, each.mention(last).month) == (1, 12):
        return each.section == 0 or _EXTENT.within(each.word) or _tells_of_year(each, first, last)
    if _FORMER.ends(clause) or _JOINED.begins(after):
        return False
    if each.section == 0:
        return _REPORTED.within(each.word)
    return _STATED_BEFORE.ends(before[-_NEAR:]) or _STATED_AFTER.begins(after)


def _tells_of_year(each: Dated, first: int, last: int) -> bool:
    """Whether a sentence that opens with the days of one year tells what was done in it, and no more of those days.

    2022年1月1日至12月31日,我局主动公开信息120条; not 2022年1月1日至12月31日的档案已移交.
    """
    after = each.after(last)
    is_one = (each.mention(last).year or each.number(first)) == each.number(first)
    if not is_one or "FUTURE" in each.kinds or _OF_THOSE_DAYS.begins(after):
        return False
    return _REPORTED.within(each.word) or (_THEN.begins(after) and not each.kinds.isdisjoint(_OWN_ACTS))


_OF_THOSE_DAYS, _THEN = Shape("(SINCE|SPAN)* (DE|BE)"), Shape("(SINCE|SPAN)* COMMA")
_OWN_ACTS = frozenset({"OWN", "RECEIVE", "PUBLISH"})
_NEAR = 16


def _is_of_other_data(each: Dated, first: int) -> bool:
    """Whether the statistics are of something else than the report: 供暖数据统计期."""
    for at in range(first - 1, -1, -1):
        token = each.tokens[at]
        if token.kind in _CLAUSE_MARKS:
            return False
        if token.kind == "EXTENT":
            named = each.tokens[at - 1].kind if at else ""
            return bool(token.text.startswith(_FIGURES) and named and named not in _OWN_DATA)
    return False


_FIGURES = spelled("figures")
_CLAUSE_MARKS = frozenset("COMMA SEMI STOP".split())
_OWN_DATA = _CLAUSE_MARKS | frozenset("NAMED DE DISCLOSURE THING QUOTE OPEN COLON OWNDATA DATA SPAN PREP AT".split())
"""What may stand before 数据统计期 where the data is the report's."""


def _last_clause(word: str) -> str:
    return word[max(word.rfind(letter(mark)) for mark in ("COMMA", "SEMI", "STOP")) + 1 :]


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

    @property
    def runs_through(self) -> bool:
        """Whether it runs from a January to a December, as the period of a report does and few others."""
        return bool(self.first and self.last and (self.first.month, self.last.month) == (1, 12))

    def is_of_school_year(self, year: int) -> bool:
        """Whether it is the school year that ends in that year."""
        if self.first is None or self.last is None:
            return False
        return (self.first.year, self.last.year, self.first.day) == (year - 1, year, 1) and (
            self.first.month,
            self.last.month,
        ) in ((9, 8), (8, 7), (9, 7))


_SET_UP = Shape("[^STOP NUMBER COUNT]{0,8} (FOUND|DO FOUND|MADEOF).*")


def _is_set_up_in(month: int, paragraph: Paragraph) -> bool:
    """Whether a paragraph tells that a body was set up in that month: 我局于2023年3月挂牌成立."""
    for each in map(dated_of, sentences(paragraph)):
        for at, token in enumerate(each.tokens):
            if isinstance(token.value, YearMention) and token.value.month == month and _SET_UP.fits(each.after(at)):
                return True
    return False


@once_a_report
def periods(report: Report) -> tuple[Period, ...]:
    """The periods that the report states for its figures; where it states none, the day up to which they were counted."""
    stated = tuple(found for each in dated(report) for found in _periods_in(each))
    return stated or tuple(found for each in dated(report) for found in _cut_off(each))


def periods_without_year(report: Report) -> Iterator[Location]:
    """Where the introduction gives the days of a whole year and doesn't say of which: 统计期限为1月1日至12月31日."""
    for sentence in all_sentences(report):
        start, end = (sentence.text.find(day) for day in _DAYS_OF_YEAR)
        before = sentence.text[: max(start, 0)]
        is_of_year = before.endswith(YEAR) and not before.endswith(_THAT_YEAR)
        if sentence.section == 0 and 0 <= start < end and not is_of_year:
            yield sentence.at(start, end + len(_DAYS_OF_YEAR[1]))


_DAYS_OF_YEAR, _THAT_YEAR = spelled("days_of_year"), spelled("that_year")


def _periods_in(each: Dated) -> Iterator[Period]:
    spans = list(period_spans(each))
    for first, last in spans:
        yield _between(each, first, last)
    if _is_period_sentence(each):
        for at in each.years:
            if not any(first <= at <= last for first, last in spans) and _ends_year(each, at):
                yield _up_to(each, at)


def _between(each: Dated, begun: int, ended: int) -> Period:
    year = each.number(begun)
    first, last = each.mention(begun), each.mention(ended)
    if begun != ended and _UP_TO.ends(each.before(begun)):
        first, last = last, first  # 截止2025年12月31日,起始2025年1月1日
    if begun == ended:
        last = YearMention(year, 12, 31)
        first = YearMention(year, 0 if first.is_part else 1, 1)
    last_year = last.year or year
    return Period(
        _day(year, first.month, first.day or 1),
        _day(last_year, last.month, last.day or _month_end(last_year, last.month)),
        each.sentence,
        each.tokens[begun].start,
        each.tokens[ended].end,
    )


def _ends_year(each: Dated, at: int) -> bool:
    """Whether figures are told to be up to the end of the year at a token."""
    value = each.mention(at)
    if value.is_part or not _UP_TO.ends(each.before(at)):
        return False
    return value.month == 12 or each.tokens[at].text.endswith(END_OF_YEAR)


def _up_to(each: Dated, at: int) -> Period:
    year = each.number(at)
    start = each.tokens[max(0, at - 1)].start
    return Period(date(year, 1, 1), date(year, 12, 31), each.sentence, start, each.tokens[at].end)


_UP_TO = Shape("UNTIL (TO|PREP|BE|COLON)?")


def _cut_off(each: Dated) -> Iterator[Period]:
    """Up to which day of a year before its end the introduction says that all was counted: 数据统计截至2023年11月30日."""
    for at in each.years if each.section == 0 else ():
        ended = each.mention(at)
        if ended.month and 1 < ended.month < 12 and _COUNTED_UP_TO.at(Spot(each, at)):
            year, start = each.number(at), each.tokens[at - 1].start
            day = _day(year, ended.month, ended.day or _month_end(year, ended.month))
            yield Period(date(year, 1, 1), day, each.sentence, start, each.tokens[at].end)


_COUNTED_UP_TO = Sign(
    "(START|COMMA|STOP) [^COMMA SEMI STOP ORG OTHERDATA]* (STATISTICS|EXTENT) UNTIL (TO|PREP|BE|COLON)? #"
)


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
            for at, token in enumerate(each.tokens[:-1]):
                if token.kind == "NUMBER" and _is_no_date(each, at):
                    before = each.tokens[at - 1] if at and each.tokens[at - 1].kind == "DATE" else token
                    yield each.sentence, before.start, each.tokens[at + 1].end


def _is_no_date(each: Dated, at: int) -> bool:
    """Whether the number at a token is followed as a part of a date is, and is none: 20223年, 2023年13月, 2月30日."""
    digits, unit = each.tokens[at].text, each.tokens[at + 1].text[0]
    follows_date = bool(at) and each.tokens[at - 1].kind == "DATE"
    if unit == YEAR:
        return len(digits) > 4
    return unit == MONTH or (follows_date and unit in DAYS)


_STATES = Shape("EXTENT|STATISTICS")
