"""A character that was misread, and not surely read, accuses nobody: no error and no warning rests on it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from unicodedata import category

import pytest

from service.judge import judge
from service.reports.finding import Category, Finding, Severity
from service.reports.report import Paragraph, Report, Section
from service.rules import RULES
from tests.service.rules.test_cases import Case, cases_of, findings_of

_MISREAD = dict(zip("0123456789一二三四五六七八九", "7741158863七三二五四八六九七", strict=True))
"""What each numeral is misread for."""

_ON_WORDS = [rule for rule, made in RULES.items() if made.on_prose or made.category is Category.YEAR]
_EVERY = [pytest.param(rule, case, id=f"{rule}: {case.name}") for rule in _ON_WORDS for case in cases_of(rule)]
_STEP = 11
"""Of the characters of a sentence that accuses one in so many is doubted."""
_PLAIN = Case("the correct report", finds=[])


@pytest.mark.parametrize(("rule", "case"), [each for each in _EVERY if not each.values[1].finds])
def test_a_numeral_that_was_hardly_read_makes_no_accusation(rule: str, case: Case) -> None:
    _makes_no_accusation(rule, case, besides=_texts_of_every_case())


@pytest.mark.parametrize("rule", _ON_WORDS)
def test_a_numeral_of_the_correct_report_that_was_hardly_read_makes_no_accusation(rule: str) -> None:
    _makes_no_accusation(rule, _PLAIN, besides=frozenset())


def _makes_no_accusation(rule: str, case: Case, besides: frozenset[str]) -> None:
    """The last numeral of each number is misread in turn, but for those of the paragraphs `besides`, which every case has."""
    known = {_told(found) for found in findings_of(rule, case)}
    for misread in _misread(case.read(), besides):
        for found in judge(misread, select=[rule]).findings:
            is_new = _told(found) not in known
            assert not is_new or found.severity is Severity.NOTE, (found.message.zh, found.locations[0].quote)


@pytest.mark.parametrize(("rule", "case"), [each for each in _EVERY if each.values[1].finds])
def test_an_accusation_falls_with_any_character_of_its_sentence(rule: str, case: Case) -> None:
    report = case.read()
    quotes = {found.locations[0].quote for found in findings_of(rule, case)}
    for section, paragraph in _paragraphs(report):
        for quote in quotes:
            start = paragraph.text.find(quote or " ")
            for at in range(start, start + len(quote or "") if start >= 0 else start, _STEP):
                if not category(paragraph.text[at]).startswith(("P", "Z")):
                    doubted = _put(report, section, paragraph, _scored(paragraph, at))
                    sure = [found for found in judge(doubted, select=[rule]).findings if not found.to_check]
                    assert quote not in {found.locations[0].quote for found in sure}, paragraph.text[at]


def _told(found: Finding) -> tuple[str, str]:
    return found.rule, found.message.zh


def _paragraphs(report: Report) -> Iterator[tuple[Section, Paragraph]]:
    return ((section, paragraph) for section in report.sections for paragraph in section.paragraphs)


@cache
def _texts_of_every_case() -> frozenset[str]:
    return frozenset(paragraph.text for _, paragraph in _paragraphs(_PLAIN.read()))


def _misread(report: Report, besides: frozenset[str]) -> Iterator[Report]:
    """The report with the last numeral of each number of its sections misread in turn, but for some paragraphs."""
    for section, paragraph in _paragraphs(report):
        if paragraph.text in besides:
            continue
        for at, (char, following) in enumerate(pairwise(f"{paragraph.text} ")):
            if char in _MISREAD and following not in _MISREAD:
                text = paragraph.text[:at] + _MISREAD[char] + paragraph.text[at + 1 :]
                yield _put(report, section, paragraph, _scored(paragraph._replace(text=text), at))


def _scored(paragraph: Paragraph, at: int) -> Paragraph:
    """The paragraph as one that was surely recognised, but for one character."""
    return paragraph._replace(scores=tuple(float(place != at) for place in range(len(paragraph.text))))


def _put(report: Report, section: Section, old: Paragraph, new: Paragraph) -> Report:
    """The report with one paragraph of a section for another, under its sub-head, too."""

    def changed(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(new if each is old else each for each in paragraphs)

    subsections = tuple(replace(each, paragraphs=changed(each.paragraphs)) for each in section.subsections)
    other = replace(section, paragraphs=changed(section.paragraphs), subsections=subsections)
    return replace(report, sections=tuple(other if each is section else each for each in report.sections))
