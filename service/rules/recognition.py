"""What recognition may have misread accuses nobody: an accusation that rests on it is withdrawn, or put as a question."""

from service.reports.finding import Category
from service.reports.report import LIKELY, SURE, Paragraph, Report
from service.rules.doubts import RECOGNISED
from service.rules.rule import UNREAD, Looked, Rule, Violation

_OF_TITLE = frozenset({Category.YEAR, Category.TEXT, Category.CONSISTENCY})
"""Families that rest on whose report it is and of which year, which the title tells."""


def guarded(violation: Violation, rule: Rule, report: Report) -> Violation | Looked:
    """The violation itself where all that it rests on was surely read; else as one to check, or as unread.

    What is missing counts as unread where something on the pages was seen and not read: it may stand there.
    """
    if violation.lacks and report.overlooked:
        return UNREAD
    if violation.lacks and reads_text(rule) and _has_doubtful(report, violation.locations[0].section):
        return violation.doubted(RECOGNISED)
    sureness = _sureness(violation, rule, report)
    if sureness == 1 or (sureness >= SURE and not violation.on_marks):
        return violation
    # the words beside which something is missed only say where that is
    return violation.doubted(RECOGNISED) if sureness >= LIKELY or violation.lacks else UNREAD


def unread(rule: Rule, report: Report) -> int:
    """How many paragraphs, places and pages a rule could not read, besides what it says itself."""
    return report.overlooked + (len(report.doubtful) if reads_text(rule) else 0)


def _has_doubtful(report: Report, number: int | None) -> bool:
    """Whether what is missing in a section may be among words that were not surely read; one that isn't there, anywhere."""
    section = report.section(number) if number else None
    paragraphs = (section.heading.paragraph, *section.paragraphs) if section else report.paragraphs
    return not all(paragraph.is_sure for paragraph in paragraphs)


def reads_text(rule: Rule) -> bool:
    """Whether what it looks at are words, and not only the cells of tables."""
    return rule.on_prose or rule.category in (Category.YEAR, Category.TEXT, Category.SECTION)


def _sureness(violation: Violation, rule: Rule, report: Report) -> float:
    own = min(at.confidence for at in violation.locations)
    return min(own, _of_title(report.title, rule)) if report.title and rule.category in _OF_TITLE else own


def _of_title(title: Paragraph, rule: Rule) -> float:
    """How surely the title tells what a rule takes from it: its year, or the body, which more words tell."""
    if rule.category is Category.YEAR:
        return min((title.confidence(at, at + 1) for at, char in enumerate(title.text) if char.isdigit()), default=1.0)
    return max(title.confidence(), LIKELY)
