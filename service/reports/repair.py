"""The smallest change of figures that makes a table's identities hold, and the slip that it looks like.

The broken identities fall into groups that share cells. Each group is repaired by itself where it can be, and those
left together, for a change in one may need another through a row that holds. A repair is searched by the number of
cells that it changes, one to four, within a bound of steps; what needs more has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from service.reports import form, identities
from service.reports.identities import Identity
from service.reports.report import Cell, Report, once_a_report

MOST_CHANGES = 4
MOST_STEPS = 6_000
"""Changes tried for a group at most, which takes about 20 ms."""

Address = tuple[str, str, str]
"""Table, row and column of a cell."""


class Slip(StrEnum):
    """What a wrong figure looks like beside the right one."""

    SWAPPED = "swapped"
    DROPPED = "dropped"
    DOUBLED = "doubled"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell and the figure that should stand there."""

    cell: Cell
    right: int

    @property
    def slip(self) -> Slip:
        """The slip that the figure looks like."""
        return slip(int(self.cell.figure.value or 0), self.right)


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that together mend a group of identities."""

    changes: tuple[Change, ...]

    @property
    def slip(self) -> Slip:
        """The slip of its one change, or two figures that stand in each other's place."""
        if len(self.changes) == 1:
            return self.changes[0].slip
        if len(self.changes) == 2 and _are_exchanged(*self.changes):
            return Slip.NEIGHBOUR
        return Slip.OTHER


@dataclass(frozen=True, slots=True)
class Repair:
    """What mends a group of identities: the plans of the fewest changes, the likeliest first."""

    plans: tuple[Plan, ...]
    mends: frozenset[str]
    """The keys of the identities that each of them mends."""

    @property
    def cause(self) -> str:
        """What findings that it mends are known to belong together by."""
        return min(self.mends)


class Term(NamedTuple):
    """An identity that a cell stands in, and its sign there: left side minus right side."""

    identity: int
    sign: int


class System:
    """The readable identities of a report as linear equations over its cells."""

    def __init__(self, found: Sequence[Identity]) -> None:
        self.identities = found
        self.cells: dict[Address, Cell] = {}
        self.terms: dict[Address, list[Term]] = {}
        self.members: list[list[Address]] = []
        for number, identity in enumerate(found):
            self.members.append([])
            for sign, side in ((1, identity.left), (-1, identity.right)):
                for cell in side:
                    if cell:
                        self._add(number, sign, cell)
        self.residuals = {n: int(i.expected - i.actual) for n, i in enumerate(found) if not i.holds}

    def _add(self, number: int, sign: int, cell: Cell) -> None:
        address = (cell.at.table or "", cell.at.row or "", cell.at.column or "")
        self.cells[address] = cell
        self.terms.setdefault(address, []).append(Term(number, sign))
        self.members[number].append(address)

    def value(self, address: Address) -> int:
        """The figure that stands in a cell, 0 where it is blank."""
        return int(self.cells[address].figure.value or 0)

    def groups(self) -> Iterator[dict[int, int]]:
        """The broken identities with their residuals, in groups that share cells."""
        left = dict(self.residuals)
        while left:
            start = next(iter(left))
            group, todo = {start: left.pop(start)}, [start]
            while todo:
                cells = self.members[todo.pop()]
                near = {t.identity for cell in cells for t in self.terms[cell]} & left.keys()
                group |= {number: left.pop(number) for number in near}
                todo += near
            yield group


Solution = frozenset[tuple[Address, int]]


class Search:
    """A bounded search for the changes that bring all residuals of a group to zero."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.steps = 0

    def smallest(self, residuals: dict[int, int]) -> set[Solution]:
        """All solutions of the least number of changes, none where the bound was reached first."""
        if not residuals:
            return set()
        for size in range(1, MOST_CHANGES + 1):
            found = set(self._solve(residuals, size, {}))
            if self.steps > MOST_STEPS:
                return set()
            if found:
                return found
        return set()

    def _solve(self, residuals: dict[int, int], size: int, changed: dict[Address, int]) -> Iterator[Solution]:
        if not residuals:
            yield frozenset(changed.items())
            return
        if size == 0 or len(residuals) > 3 * size:
            return
        target = min(residuals, key=lambda number: len(self.system.members[number]))
        for address in self.system.members[target]:
            if address in changed:
                continue
            for delta in self._deltas(address, residuals):
                self.steps += 1
                if self.steps > MOST_STEPS:
                    return
                yield from self._solve(self._after(address, delta, residuals), size - 1, {**changed, address: delta})

    def _deltas(self, address: Address, residuals: dict[int, int]) -> set[int]:
        """The changes of a cell that mend at least one identity and leave a count."""
        least = -self.system.value(address)
        wanted = [term for term in self.system.terms[address] if term.identity in residuals]
        return {delta for term in wanted if (delta := -term.sign * residuals[term.identity]) >= least}

    def _after(self, address: Address, delta: int, residuals: dict[int, int]) -> dict[int, int]:
        after = dict(residuals)
        for term in self.system.terms[address]:
            rest = after.get(term.identity, 0) + term.sign * delta
            if rest:
                after[term.identity] = rest
            else:
                after.pop(term.identity, None)
        return after


@once_a_report
def repairs(report: Report) -> tuple[Repair, ...]:
    """The repairs of a report's tables, one for each group of broken identities that has one."""
    return tuple(_repairs(report))


def _repairs(report: Report) -> Iterator[Repair]:
    found = [*identities.balances(report), *identities.row_totals(report), *identities.outcome_totals(report)]
    found += identities.review_totals(report)
    system = System([each for each in found if each.is_readable and not each.a_blank_would_mend_it])
    left: dict[int, int] = {}
    for group in system.groups():
        if solutions := Search(system).smallest(group):
            yield _repair(system, group, solutions)
        else:
            left |= group
    if solutions := Search(system).smallest(left):
        yield _repair(system, left, solutions)


def _repair(system: System, group: dict[int, int], solutions: set[Solution]) -> Repair:
    likely = sorted(solutions, key=lambda solution: _unlikeliness(system, solution))
    plans = tuple(_plan(system, solution) for solution in likely)
    return Repair(plans, frozenset(system.identities[number].key for number in group))


def _plan(system: System, solution: Solution) -> Plan:
    ordered = sorted(solution, key=_order)
    return Plan(tuple(Change(system.cells[address], system.value(address) + delta) for address, delta in ordered))


def _order(change: tuple[Address, int]) -> tuple[str, int, int]:
    """Where a changed cell stands in the form."""
    (table, row, column), _ = change
    rows, columns = [*form.ROWS[table], *form.GROUPS], list(form.COLUMNS[table])
    return table, rows.index(row), columns.index(column)


def _unlikeliness(system: System, solution: Solution) -> tuple[int, list[tuple[Address, int]]]:
    """Solutions whose figures look like a known slip come first."""
    odd = [slip(system.value(address), system.value(address) + delta) for address, delta in solution]
    return odd.count(Slip.OTHER), sorted(solution)


def slip(wrong: int, right: int) -> Slip:
    """The slip by which `right` may have become `wrong`: 12 for 21, 1 for 10, 100 for 10."""
    stated, meant = str(wrong), str(right)
    if len(stated) == len(meant) and stated != meant and sorted(stated) == sorted(meant):
        return Slip.SWAPPED
    if len(stated) + 1 == len(meant) and stated in _without_one(meant):
        return Slip.DROPPED
    if len(stated) == len(meant) + 1 and meant in _without_one(stated):
        return Slip.DOUBLED
    return Slip.OTHER


def _without_one(digits: str) -> Iterable[str]:
    return {digits[:i] + digits[i + 1 :] for i in range(len(digits))}


def _are_exchanged(first: Change, second: Change) -> bool:
    """Whether each of two cells of one row should hold the other's figure."""
    same_row = first.cell.at.row == second.cell.at.row
    return same_row and first.right == second.cell.figure.value and second.right == first.cell.figure.value
