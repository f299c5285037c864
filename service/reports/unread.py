"""What of a report could not be read, and why, so that no rule could be applied to it."""

from dataclasses import dataclass
from enum import StrEnum

from service.reports.report import Location, Why


class What(StrEnum):
    """What was not read, the weightiest first."""

    TABLE = "table"
    """A table of the form."""
    PAGE = "page"
    SECTION = "section"
    """All of a section's text."""
    ROWS = "rows"
    LABELS = "labels"
    """What rows or columns of a table are called."""
    FIGURES = "figures"
    WORDS = "words"
    RULE = "rule"
    """Whatever a rule looks at."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Things of one kind that were not read for one reason: where they are, how many, and which rules missed them."""

    what: What
    why: Why
    locations: tuple[Location, ...] = ()
    count: int = 1
    rules: tuple[str, ...] = ()
