"""What a rule is: a function from a report to violations, declared with its id, severity and messages."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from service.reports.finding import Category, Message, Number, Operand, Severity
from service.reports.report import Location, Report


class Violation:
    """One place where a rule is broken. The engine adds id, severity and message.

    Args:
        where: the location to look at first; then those in `also`.
        operands: every figure of the equation, where there is one.
        expected, actual: the figure that would be right, and the one that stands there.
        confidence: the lowest reading score among the figures it rests on.
        doubt: why it is to check and accuses nobody; None where it is surely broken.
        lacks: something is missed, which may stand where the file could not be read.
        on_marks: it rests on punctuation, which recognition tells badly.
        message, remedy: say this instead of the rule's own message or remedy.
        cause: violations of one cause, which one repair mends, are given as related.
        alike: where there are many violations with the same words here, one tells them all.
        facts: what the message names in braces.
    """

    def __init__(
        self,
        where: Location,
        *,
        also: Iterable[Location] = (),
        operands: Iterable[Operand] = (),
        expected: Number | None = None,
        actual: Number | None = None,
        confidence: float = 1.0,
        doubt: Message | None = None,
        lacks: bool = False,
        on_marks: bool = False,
        message: Message | None = None,
        remedy: Message | None = None,
        cause: str = "",
        alike: str = "",
        **facts: Any,
    ) -> None:
        self.locations = (where, *also)
        self.operands = tuple(operands)
        self.expected, self.actual, self.confidence = expected, actual, confidence
        self.doubt = doubt
        self.lacks, self.on_marks = lacks, on_marks
        self.message, self.remedy, self.cause, self.alike, self.facts = message, remedy, cause, alike, facts

    @property
    def to_check(self) -> bool:
        """Whether it is no more than a note for a person to look at."""
        return self.doubt is not None

    def doubted(self, doubt: Message) -> "Violation":
        """The same as something to check, for that reason."""
        unsure = copy(self)
        unsure.doubt = doubt
        return unsure

    @property
    def made_sure(self) -> "Violation":
        """The same as one that accuses."""
        sure = copy(self)
        sure.doubt = None
        return sure

    def for_all(self, alike: Sequence["Violation"]) -> "Violation":
        """One for many that are alike, itself the first: it has their places, and says how many there are."""
        one = copy(self)
        one.locations = tuple(violation.locations[0] for violation in alike)
        one.confidence = min(violation.confidence for violation in alike)
        one.facts = {**self.facts, "places": len(alike)}
        return one


class Looked(Enum):
    """What a rule yields for a thing that it looked at and has nothing against."""

    HELD = "right"
    LIKELY = "seems right, said by a sentence that was not wholly understood"
    UNREAD = "could not be judged because it could not be read"


HELD, LIKELY, UNREAD = Looked

Facts = dict[str, Any]
"""What a message names in braces."""

Outcomes = Iterator[Violation | Looked]
Function = Callable[[Report], Outcomes]

_CATEGORIES = {
    "ARI": Category.ARITHMETIC,
    "YEAR": Category.YEAR,
    "SEC": Category.SECTION,
    "CON": Category.CONSISTENCY,
    "TAB": Category.TABLE,
    "TXT": Category.TEXT,
}


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue. Called with a report, it yields violations, `HELD`, `LIKELY` and `UNREAD`."""

    id: str
    severity: Severity
    message: Message
    remedy: Message | None
    function: Function
    on_prose: bool = False
    """Whether all that it looks at are claims of the text, which may be understood or not."""
    tables: tuple[str, ...] = ()
    """The tables that it looks at, or holds claims of the text against, by their keys."""

    def __call__(self, report: Report) -> Outcomes:
        return self.function(report)

    @property
    def name(self) -> str:
        """The fault as a slug: `applications-row-total-mismatch`."""
        return self.function.__name__.replace("_", "-")

    @cached_property
    def category(self) -> Category:
        """The family, by the letters of the id."""
        return _CATEGORIES[self.id.rstrip("0123456789")]

    @property
    def page(self) -> "Page":
        """The rule's documentation, parsed from its docstring."""
        return Page.parse(inspect.cleandoc(self.function.__doc__ or ""))


@dataclass(frozen=True)
class Page:
    """A rule's docstring in its parts: the fault in both languages, why it matters, source in law, examples.

    The skeleton: first paragraph English; “中文：” the same in Chinese; “Why:” and “原因：” why it is bad;
    “Source:” the law; “Bad:” and “Good:” an indented example each, which the tests run.
    """

    fault: Message
    why: Message
    source: str
    bad: str
    good: str

    @classmethod
    def parse(cls, text: str) -> "Page":
        """Split a cleaned docstring; a missing part is a ValueError that names it."""
        parts = re.split(r"^(中文：|Why:|原因：|Source:|Bad:|Good:)", text, flags=re.MULTILINE)
        named = dict(zip(parts[1::2], parts[2::2], strict=True))
        missing = {"中文：", "Why:", "原因：", "Source:", "Bad:", "Good:"} - set(named)
        if missing:
            raise ValueError(f"the docstring lacks {sorted(missing)}")

        def line(key: str) -> str:
            return " ".join(named[key].split())

        return cls(
            fault=Message(zh=line("中文："), en=" ".join(parts[0].split())),
            why=Message(zh=line("原因："), en=line("Why:")),
            source=line("Source:"),
            bad=inspect.cleandoc("\n" + named["Bad:"].strip("\n")),
            good=inspect.cleandoc("\n" + named["Good:"].strip("\n")),
        )


def rule(
    id: str,
    severity: Severity,
    *,
    zh: str,
    en: str,
    remedy: tuple[str, str] | None = None,
    on_prose: bool = False,
    tables: tuple[str, ...] = (),
) -> Callable[[Function], Rule]:
    """Declare the decorated function as a rule. `remedy` is the suggestion, in Chinese and English.

    `tables` are those without whose figures it can't be applied.
    """

    def declare(function: Function) -> Rule:
        return Rule(id, severity, Message(zh, en), Message(*remedy) if remedy else None, function, on_prose, tables)

    return declare
