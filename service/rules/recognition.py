"""What recognition may have misread accuses nobody: an accusation that rests on it is withdrawn, or put as a question."""

from collections.abc import Sequence

from service.language.mentions.bodies import title_body
from service.reports.finding import Category
from service.reports.report import LIKELY, OVERLOOKED, SURE, Paragraph, Report
from service.rules.doubts import RECOGNISED
from service.rules.rule import UNREAD, Looked, Rule, Violation

_WINDOW = 4
"""Characters of a head, of which those that were surely read tell whether a place may be a part of it."""
_OF_TITLE = frozenset({Category.YEAR, Category.TEXT, Category.CONSISTENCY})
"""Families that rest on whose report it is and of which year, which the title tells."""


def guarded(violation: Violation, rule: Rule, report: Report) -> Violation | Looked:
    """The violation itself where all that it rests on was surely read; else as one to check, or as unread.

    What is missing counts as unread where something on the pages was seen and not read: it may stand there.
    """
    if violation.lacks and report.overlooked:
        return UNREAD
    if violation.lacks and reads_text(rule) and _may_be_misread(violation, report):
        return violation.doubted(RECOGNISED)
    sureness = _sureness(violation, rule, report)
    if sureness == 1 or (sureness >= SURE and not violation.on_marks):
        return violation
    # the words beside which something is missed only say where that is
    return violation.doubted(RECOGNISED) if sureness >= LIKELY or violation.lacks else UNREAD


def unread(rule: Rule, report: Report) -> int:
    """How many paragraphs, places and pages a rule could not read, besides what it says itself."""
    return report.overlooked + (len(report.doubtful) if report.doubtful and reads_text(rule) else 0)


def _may_be_misread(violation: Violation, report: Report) -> bool:
    """Whether what is missing in a section may be among words that were not surely read; a section's head, anywhere."""
    number = violation.locations[0].section
    section = report.section(number) if number else None
    if section:
        return not all(each.is_sure for each in (section.heading.paragraph, *section.paragraphs))
    name = str(violation.facts.get("name", ""))
    return any(not each.is_sure and (not name or _may_hold(each, name)) for each in report.paragraphs)


def _may_hold(paragraph: Paragraph, head: str) -> bool:
    """Whether characters that were not surely read may be a head's: what stands among them surely is as it has them.

    A place may hold any where characters were overlooked.
    """
    unsure = [score < SURE for score in paragraph.scores]
    if any(is_unsure and char == OVERLOOKED for char, is_unsure in zip(paragraph.text, unsure, strict=True)):
        return True
    return any(
        any(unsure[start : start + _WINDOW]) and _fits(paragraph.text, unsure, start, head[at : at + _WINDOW])
        for start in range(len(unsure) - _WINDOW + 1)
        for at in range(len(head) - _WINDOW + 1)
    )


def _fits(text: str, unsure: Sequence[bool], start: int, words: str) -> bool:
    """Whether some words may stand at a place: its characters are theirs, or were not surely read."""
    return all(unsure[start + place] or text[start + place] == char for place, char in enumerate(words))


def reads_text(rule: Rule) -> bool:
    """Whether what it looks at are words, and not only the cells of tables."""
    return rule.on_prose or rule.category in (Category.YEAR, Category.TEXT, Category.SECTION)


def _sureness(violation: Violation, rule: Rule, report: Report) -> float:
    own = min(at.confidence for at in violation.locations)
    return min(own, _of_title(report, report.title, rule)) if report.title and rule.category in _OF_TITLE else own


def _of_title(report: Report, title: Paragraph, rule: Rule) -> float:
    """How surely the title tells what a rule takes from it: its year, or the body."""
    if rule.category is Category.YEAR:
        return min((title.confidence(at, at + 1) for at, char in enumerate(title.text) if char.isdigit()), default=1.0)
    body = title_body(report)
    start = title.text.find(body.name) if body else -1
    told = title.confidence(start, start + len(body.name)) if body and start >= 0 else title.confidence()
    return max(told, LIKELY)
