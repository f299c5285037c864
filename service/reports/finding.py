"""A finding: one broken rule at one place, with its figures; and the account of what was checked."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from service.phrases import filled
from service.reports.report import Cell, Location
from service.reports.unread import Unread

Number = int | Decimal
Source = Literal["this", "previous", "body"]


class Severity(StrEnum):
    """How much a finding weighs, in SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Category(StrEnum):
    """The families of the catalogue."""

    ARITHMETIC = "arithmetic"
    YEAR = "year"
    SECTION = "section"
    CONSISTENCY = "consistency"
    TABLE = "table"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for users in both languages; braces name facts, as `service.phrases` fills them in."""

    zh: str
    en: str

    def format(self, facts: dict[str, object]) -> "Message":
        """The same with its facts filled in."""
        return Message(filled(self.zh, facts), filled(self.en, facts))


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure's part in an equation: on which side it stands and with which sign.

    `report` says in whose report it stands: this one, last year's, or one of the government's bodies'. Where a figure of
    the text is held against several readings of a table, it is the left side, and each reading a right side of its own,
    numbered by `alternative`. A finding that tells several equations of one place numbers them by `equation`.
    """

    value: Number
    text: str
    at: Location
    sign: Literal[1, -1] = 1
    side: Literal["left", "right"] = "left"
    report: Source = "this"
    alternative: int | None = None
    """The reading that it belongs to, from 1; None where its side has only one, and on the left."""
    equation: int = 1
    is_divisor: bool = False
    """Whether it is of the whole that the other figures of its reading are a share of; the reading is in percent then."""

    @classmethod
    def of(
        cls, cell: Cell, side: Literal["left", "right"] = "left", sign: Literal[1, -1] = 1, report: Source = "this"
    ) -> "Operand":
        """The operand that a cell is; a blank one counts as zero."""
        return cls(cell.figure.value or 0, cell.text, cell.at, sign, side, report)


def as_alternatives(readings: Sequence[Iterable[Operand]]) -> tuple[Operand, ...]:
    """The operands of all readings, numbered by them where there are several."""
    if len(readings) == 1:
        return tuple(readings[0])
    numbered = enumerate(readings, start=1)
    return tuple(replace(operand, alternative=number) for number, reading in numbered for operand in reading)


def as_equations(equations: Iterable[Iterable[Operand]]) -> tuple[Operand, ...]:
    """The operands of all equations, numbered by them."""
    numbered = enumerate(equations, start=1)
    return tuple(replace(operand, equation=number) for number, equation in numbered for operand in equation)


def differ(operands: Sequence[Operand]) -> bool:
    """Whether the readings of an equation come to different figures, so that none can be said to be the right one."""
    sums: dict[int, Number] = {}
    for operand in operands:
        if operand.alternative is not None:
            sums[operand.alternative] = sums.get(operand.alternative, 0) + operand.sign * operand.value
    return len(set(sums.values())) > 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule at one place. `facts` are what the message names, so that no client parses prose.

    `expected`, `actual` and `difference` (actual − expected) are there where the rule compares two figures: not where
    readings of a table come to different ones, nor where it tells several equations of its place.
    `to_check` marks a note on a sentence that was not wholly understood: it may be right, and a person should look.
    """

    id: str
    rule: str
    name: str
    category: Category
    severity: Severity
    message: Message
    locations: tuple[Location, ...]
    suggestion: Message | None = None
    expected: Number | None = None
    actual: Number | None = None
    operands: tuple[Operand, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)
    confidence: float = 1.0
    to_check: bool = False
    related: tuple[str, ...] = ()
    """The ids of other findings that one and the same repair would mend."""
    suppressed: str | None = None
    """Why the client's profile lets it pass; it is told and doesn't count."""

    @property
    def difference(self) -> Number | None:
        """actual − expected, None where the rule compares no figures."""
        if self.expected is None or self.actual is None:
            return None
        return self.actual - self.expected


def finding_id(rule: str, where: Location, occurrence: int) -> str:
    """An id that stays the same over re-runs of the same content: the rule, the place and the quote, hashed."""
    parts = (rule, where.section, where.table, where.row, where.column, where.line, where.page, where.quote, occurrence)
    return _hashed(parts)


def id_in_batch(id: str, occurrence: int) -> str:
    """The id of a finding between reports that tells it from those before it in the batch that have the same in other reports."""
    return _hashed((id, occurrence)) if occurrence else id


def _hashed(parts: Iterable[object]) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class CheckStatus(StrEnum):
    """What became of a rule in an audit."""

    PASSED = "passed"
    FAILED = "failed"
    TO_CHECK = "to_check"
    """Nothing is surely wrong; all its findings are notes on sentences that were not wholly understood."""
    SKIPPED = "skipped"
    """There was nothing to look at."""
    NOT_CHECKED = "not_checked"
    """What it looks at, or a table of it, could not be read; what could be is not wrong."""
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Check:
    """The account of one rule: `looked_at` things judged, `unread` ones that could not be read, `findings` made.

    `truncated` where there would have been more findings than a rule may make. `understood` of a rule on the prose says
    how many of the things looked at were wholly understood; None for a rule that reads no prose.
    """

    rule: str
    status: CheckStatus
    looked_at: int = 0
    unread: int = 0
    findings: int = 0
    truncated: bool = False
    understood: int | None = None


class Verdict(StrEnum):
    """The audit in a word: an error found, else something that could not be checked, else nothing wrong."""

    FAIL = "fail"
    INCOMPLETE = "incomplete"
    PASS = "pass"


@dataclass(frozen=True)
class Judgement:
    """All that the rules say of a report."""

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    unread: tuple[Unread, ...] = ()
    """What no rule could be applied to; there is some where a check tells of anything unread, or that its rule crashed."""

    @property
    def verdict(self) -> Verdict:
        """`fail` with an error among the findings; `incomplete` where a rule crashed or could not read something."""
        if any(finding.severity is Severity.ERROR and not finding.suppressed for finding in self.findings):
            return Verdict.FAIL
        if any(check.unread or check.status is CheckStatus.CRASHED for check in self.checks):
            return Verdict.INCOMPLETE
        return Verdict.PASS
