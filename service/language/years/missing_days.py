"""Days that the calendar doesn't have: 11月31日, 2023年2月29日."""

import calendar
from collections.abc import Iterator

from service.language.lexicon import spelled
from service.language.mentions.figures import YearMention
from service.language.text import Sentence, all_sentences
from service.language.years.dated import dated_of
from service.reports.report import Report

_LATE_DAYS = spelled("late_days")
_LEAP_YEAR = 2000
"""Stands for the year of a date without one, which may be a leap year."""


def missing_days(report: Report) -> Iterator[tuple[Sentence, int, int]]:
    """The dates of the text that don't exist: its sentence, where each begins and where it ends."""
    for sentence in all_sentences(report):
        if any(day in sentence.text for day in _LATE_DAYS):
            for token in dated_of(sentence).tokens:
                if isinstance(token.value, YearMention) and _is_missing(token.value):
                    yield sentence, token.start, token.end


def _is_missing(told: YearMention) -> bool:
    if not told.month or not told.day:
        return False
    return told.day > calendar.monthrange(told.year or _LEAP_YEAR, told.month)[1]
