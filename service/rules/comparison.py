"""A count that the text claims, held against cells of a table."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from service.language import Claim, Reading, Relation
from service.reports.finding import Message, Number, Operand
from service.reports.report import Cell, Report, counted
from service.rules.doubts import TOLD_RIGHTLY, doubt_of
from service.rules.rule import HELD, LIKELY, UNREAD, Looked, Violation
from service.rules.unread import lost_tables

Outcome = Violation | Looked
Judged = Iterator[tuple[Claim, Outcome]]
"""Claims, each with what the tables say of it."""


def claims_on(report: Report, table: str) -> list[Claim]:
    """What the text claims of a table, nothing where the report surely hasn't that table."""
    found = Reading.of(report).likely if report.table(table) or table in lost_tables(report) else ()
    return [claim for claim in found if claim.table == table]


def compare(
    claim: Claim, cells: Sequence[Cell | None], *, fact: str = "", message: Message | None = None, **facts: Any
) -> Outcome:
    """The claim against the sum of the cells, unread where one of them is; that sum is given as `fact`, too."""
    figures = [counted(cell) for cell in cells]
    if not figures or None in figures:
        return UNREAD
    figure: Number = sum(each or 0 for each in figures)
    if claim.tells(figure) or (claim.relation is Relation.SOME and claim.value < figure):
        return agreed(claim)
    return contradicted(claim, cells, figure, message, **({fact: figure} if fact else {}), **facts)


def beside_right(judged: Judged) -> Judged:
    """Claims as judged; to check where their paragraph told the same rightly before, as they may be of a part.

    共办结94件。分局办理61件: the second says nothing against a table that has 94.
    """
    right: set[tuple[int, str]] = set()
    for claim, outcome in judged:
        told = id(claim.sentence.paragraph), claim.measure
        if outcome is HELD and claim.value and claim.relation is Relation.ALL:
            right.add(told)
        is_beside = isinstance(outcome, Violation) and not outcome.doubt and told in right
        yield claim, outcome.doubted(TOLD_RIGHTLY) if is_beside and isinstance(outcome, Violation) else outcome


def agreed(claim: Claim) -> Looked:
    """What a claim yields that the tables bear out."""
    return HELD if claim.is_established else LIKELY


def contradicted(
    claim: Claim, cells: Iterable[Cell | None], expected: Number, message: Message | None = None, **facts: Any
) -> Violation:
    """The claim as one that the cells contradict; to check where it was not wholly understood."""
    there = [cell for cell in cells if cell]
    return Violation(
        claim.at,
        also=[cell.at for cell in there],
        operands=[Operand.of(cell, "right") for cell in there],
        expected=expected,
        actual=claim.value,
        doubt=doubt_of(claim),
        message=message,
        stated=claim.value,
        **facts,
    )


def is_rounded(stated: Number, figure: Number | None) -> bool:
    """Whether the text tells an amount that has decimals rounded, or cut: 35.2 for 35.1987."""
    if figure is None or not stated or figure == int(figure):
        return False
    places = Decimal(stated).as_tuple().exponent
    return isinstance(places, int) and abs(float(stated) - float(figure)) < 10.0**places


def or_zero(cell: Cell | None) -> Number | None:
    """A cell's figure, a blank being none, as in the identities."""
    return 0 if cell and cell.is_sure and cell.figure.is_blank else counted(cell)
