"""The statutory identities (勾稽关系) of tables three and four, each as an equation of cells."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from service.reports import form
from service.reports.figures import Kind
from service.reports.finding import Number, Operand
from service.reports.report import SURE, Cell, Location, Report, Table


class Identity(NamedTuple):
    """An equation that must hold: the sum of the left cells is the sum of the right ones.

    `key` names it within its report; `at` is the cell to look at first; None among the cells stands for one that is
    missing or was not read.
    """

    key: str
    at: Location
    left: tuple[Cell | None, ...]
    right: tuple[Cell | None, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells, missing ones left out."""
        return tuple(cell for cell in self.left + self.right if cell)

    @property
    def is_readable(self) -> bool:
        """Whether every cell is there, read surely, and holds a figure (an annotated one doesn't count as one)."""
        for cell in self.left + self.right:
            if cell is None or cell.confidence < SURE:
                return False
            if cell.figure.value is None or cell.figure.kind is Kind.ANNOTATED:
                return False
        return True

    @property
    def expected(self) -> Number:
        """The left side's sum; blank cells count as zero."""
        return _sum(self.left)

    @property
    def actual(self) -> Number:
        """The right side's sum; blank cells count as zero."""
        return _sum(self.right)

    @property
    def holds(self) -> bool:
        """Whether both sides are equal."""
        return self.expected == self.actual

    @property
    def a_blank_would_mend_it(self) -> bool:
        """Whether it fails only because a cell is blank: some count put there would make it hold."""
        expected, actual = self.expected, self.actual
        short = self.left if expected < actual else self.right
        return expected != actual and any(cell and cell.figure.is_blank for cell in short)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Every figure of the equation with its side."""
        left = [Operand.of(cell, "left") for cell in self.left if cell]
        return (*left, *(Operand.of(cell, "right") for cell in self.right if cell))

    @property
    def confidence(self) -> float:
        """The lowest reading score among its figures."""
        return min((cell.confidence for cell in self.cells), default=1.0)


def _sum(cells: Iterable[Cell | None]) -> Number:
    return sum([cell.figure.value or 0 for cell in cells if cell])


def outcome_details(table: Table) -> tuple[str, ...]:
    """The rows that add up to outcomes.total: with the single row （六）其他处理 where the table has it."""
    if "outcomes.other" not in table.rows:
        return form.OUTCOME_DETAILS
    return (*(key for key in form.OUTCOME_DETAILS if key not in form.OTHER_DETAILS), "outcomes.other")


def balances(report: Report) -> Iterator[Identity]:
    """Identity 1, a column: received + carried over = outcomes + carried forward."""
    table = report.applications
    for column in _columns(table):
        left = (table.cell("received", column), table.cell("carried_over", column))
        right = (table.cell("outcomes.total", column), table.cell("carried_forward", column))
        yield Identity(f"balance {column}", _at(table, right[0], "outcomes.total", column), left, right)


def row_totals(report: Report) -> Iterator[Identity]:
    """Identity 2, a row: the six applicants add up to the total."""
    table = report.applications
    for key, row in table.rows.items():
        parts = tuple([row.cells.get(column) for column in form.APPLICANTS])
        total = row.cells.get("total")
        yield Identity(f"row {key}", _at(table, total, key, "total"), parts, (total,))


def outcome_totals(report: Report) -> Iterator[Identity]:
    """Identity 3, a column: the detail rows add up to outcomes.total."""
    table = report.applications
    rows = [table.rows.get(key) for key in outcome_details(table)]
    for column in _columns(table):
        details = tuple([row.cells.get(column) if row else None for row in rows])
        total = table.cell("outcomes.total", column)
        yield Identity(f"outcomes {column}", _at(table, total, "outcomes.total", column), details, (total,))


def review_totals(report: Report) -> Iterator[Identity]:
    """Identity 4, a row: upheld + corrected + other + pending = total."""
    table = report.reviews
    for key, row in table.rows.items():
        parts = tuple([row.cells.get(column) for column in form.REVIEW_COLUMNS if column != "total"])
        total = row.cells.get("total")
        yield Identity(f"reviews {key}", _at(table, total, key, "total"), parts, (total,))


def _columns(table: Table) -> tuple[str, ...]:
    return tuple(form.APPLICATION_COLUMNS) if table else ()


def _at(table: Table, cell: Cell | None, row: str, column: str) -> Location:
    return cell.at if cell else Location(section=table.at.section, table=table.key, row=row, column=column)
