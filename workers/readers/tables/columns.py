"""Which column a figure stands in: by the header over it, or by order and the places that other rows agree on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.phrases import filled
from service.reports import form
from workers.readers.document import GridCell
from workers.readers.tables.bands import Band
from workers.readers.tables.labels import Match

Found = dict[str, int]
"""The index, in its band, of the cell of each column's key."""


class Header:
    """Column labels that stand together over rows, in one band or several."""

    def __init__(self) -> None:
        self._lines: list[tuple[Band, dict[int, Match], dict[int, Match]]] = []
        self._orders: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._covered: dict[tuple[str, ...], dict[int, str]] = {}

    def add(self, band: Band, columns: dict[int, Match], groups: dict[int, Match]) -> None:
        """Takes a band with the labels of columns, and of groups of columns, by their cells."""
        self._lines.append((band, columns, groups))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The columns' keys from left to right."""
        if any(band.aligned for band, _, _ in self._lines):
            return self._aligned_order()
        ranked: dict[str, tuple[float, int, int]] = {}
        organizations = self._organizations()
        for line, (_, columns, _) in enumerate(self._lines):
            for index, match in columns.items():
                ranked.setdefault(match.key, self._rank(line, index, organizations))
        return tuple(sorted(ranked, key=lambda key: ranked[key]))

    def order_of(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the keys that it names, from left to right."""
        if keys not in self._orders:
            self._orders[keys] = tuple(key for key in self.order if key in keys)
        return self._orders[keys]

    def _aligned_order(self) -> tuple[str, ...]:
        order = tuple(sorted(self._columns, key=lambda key: self._columns[key]))
        return tuple(key for key in form.APPLICATION_COLUMNS if key in order) if self.is_crooked else order

    @cached_property
    def _columns(self) -> dict[str, int]:
        """The grid's column in which each key's label begins."""
        return {m.key: b.cells[i].column for b, columns, _ in reversed(self._lines) for i, m in columns.items()}

    @cached_property
    def is_crooked(self) -> bool:
        """Whether its labels stand where they can't be meant to, as lost or wrong spans put them.

        They come in another order than the form's, and one of an organization isn't under 法人或其他组织, or one
        of no organization is: the order is the file's accident and says nothing about the figures.
        """
        place = self._organizations()
        wanted = [key for key in form.APPLICATION_COLUMNS if key in self._columns]
        if place is None or sorted(wanted, key=lambda key: self._columns[key]) == wanted:
            return False
        cell = self._lines[place[0]][0].cells[place[1]]
        under = range(cell.column, cell.column + cell.colspan)
        return any((self._columns[key] in under) != (key in form.ORGANIZATIONS) for key in wanted)

    def _organizations(self) -> tuple[int, int] | None:
        """Line and index of 法人或其他组织, under which other columns stand."""
        for line, (_, _, groups) in enumerate(self._lines):
            for index, match in groups.items():
                if match.key == "organizations":
                    return line, index
        return None

    def _rank(self, line: int, index: int, organizations: tuple[int, int] | None) -> tuple[float, int, int]:
        """Where a label of a dump stands: what is under 法人或其他组织 in its place, what is over it at its side."""
        if organizations is None or line == organizations[0]:
            return (float("inf") if self._is_beside_applicants(line, index) else index, 0, index)
        if line > organizations[0]:
            return (organizations[1], 1, index)
        applicants = [i for i, match in self._lines[line][2].items() if match.key == "applicants"]
        return (float("-inf") if applicants and index < applicants[0] else float("inf"), 0, index)

    def _is_beside_applicants(self, line: int, index: int) -> bool:
        """Whether a label follows 申请人情况 at once: it stands beside that whole group, and on the group's right."""
        _, columns, groups = self._lines[line]
        before = groups.get(index - 1)
        return before is not None and before.key == "applicants" and columns[index].key == "total"

    def covered_by(self, keys: tuple[str, ...]) -> Mapping[int, str]:
        """The key of every column of the grid that the label of one of those keys stands over."""
        if keys not in self._covered:
            covered = self._covered[keys] = {}
            for key in keys:
                if label := self.cell(key):
                    covered.update(dict.fromkeys(range(label.column, label.column + label.colspan), key))
        return self._covered[keys]

    def cell(self, key: str) -> GridCell | None:
        """The cell that holds a key's label."""
        found = (b.cells[i] for b, columns, _ in self._lines for i, m in columns.items() if m.key == key)
        return next(found, None)

    def line(self) -> tuple[int, tuple[int, ...]] | None:
        """Length and label places of the one band that holds every label; None if they stand in several."""
        holding = [(band, columns) for band, columns, _ in self._lines if columns]
        if len(holding) != 1:
            return None
        return len(holding[0][0].cells), tuple(sorted(holding[0][1]))


@dataclass(frozen=True, eq=False)
class Wanted:
    """A row whose figures are to be kept apart: where its label stands, and what its columns should be.

    `expected` are the form's columns in its order; `header` is what stands over the row.
    """

    band: Band
    label: int
    expected: tuple[str, ...]
    header: Header

    @cached_property
    def found(self) -> tuple[str, ...]:
        """The expected columns that the header names, from left to right."""
        return self.header.order_of(self.expected)

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """The indices of the cells behind the label that say something."""
        return self.band.filled(self.label + 1)

    @property
    def shape(self) -> tuple[int, int, tuple[str, ...]]:
        """Rows of one shape have their figures in the same places."""
        return self.label, len(self.band.cells), self.expected

    def keys(self, count: int) -> tuple[str, ...] | None:
        """The columns of so many figures, from left to right; None if that isn't certain."""
        if count == len(self.found):
            return self.found
        if count == len(self.expected) and is_part_of(self.found, self.expected):
            return self.expected
        return None


def is_part_of(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether `part` is `whole` with some left out, order kept."""
    rest = iter(whole)
    return all(key in rest for key in part)


class Columns:
    """Tells the figures of a table's rows apart, once all of its rows are known."""

    def __init__(self, rows: Sequence[Wanted]) -> None:
        self._places: dict[tuple[int, int, tuple[str, ...]], set[int]] = {}
        self._lengths: dict[tuple[str, ...], dict[int, set[int]]] = {}
        for row in rows:
            if not row.band.aligned:
                self._places.setdefault(row.shape, set()).update(row.filled)
                if len(row.filled) >= len(row.expected):
                    self._lengths.setdefault(row.expected, {}).setdefault(row.label, set()).add(len(row.band.cells))

    def read(self, row: Wanted) -> Found | str:
        """Each column's cell, or why that isn't certain."""
        if row.band.aligned and not row.header.is_crooked and (under := _under_header(row)) is not None:
            return under
        for places in self._likely(row):
            keys = row.keys(len(places))
            if places and keys is not None and set(row.filled) <= set(places):
                return dict(zip(keys, places, strict=True))
        return do_not_fit(len(row.filled), len(row.expected))

    def _likely(self, row: Wanted) -> Iterator[tuple[int, ...]]:
        """Where the row's figures may be, blank ones among them, the surest places first."""
        after = tuple(range(row.label + 1, len(row.band.cells)))
        yield tuple(sorted(self._places.get(row.shape, ())))
        if self._is_whole(row):
            yield after
        yield self._under_line(row)
        yield row.filled
        if len(row.expected) == 1:
            yield (after or (row.label,))[:1]

    def _is_whole(self, row: Wanted) -> bool:
        """Whether no cell of the row can be missing: it is as long as complete rows and the header are."""
        if row.band.aligned:
            return True
        line = row.header.line()
        lengths = self._complete(row) | ({line[0]} if line else set())
        if lengths:
            return lengths == {len(row.band.cells)}
        filled = row.filled
        return bool(filled) and (filled[0], filled[-1]) == (row.label + 1, len(row.band.cells) - 1)

    def _complete(self, row: Wanted) -> set[int]:
        """How long complete rows are whose label stands where this one's does, or would be as two others show."""
        if row.label in (known := self._lengths.get(row.expected, {})):
            return known[row.label]
        lengths = {length for each in known.values() for length in each}
        beyond = {length - label for label, each in known.items() for length in each}
        if len(known) < 2 or (len(lengths) > 1 and len(beyond) > 1):
            return set()
        return lengths if len(lengths) == 1 else {beyond.pop() + row.label}

    def _under_line(self, row: Wanted) -> tuple[int, ...]:
        line = row.header.line()
        return line[1] if line and line[0] == len(row.band.cells) else ()


def _under_header(row: Wanted) -> Found | None:
    """The cells under the header's labels; None unless every label has one and every figure a label."""
    taken: Found = {}
    covered = row.header.covered_by(row.found)
    for index in range(row.label + 1, len(row.band.cells)):
        cell = row.band.cells[index]
        keys = {covered[column] for column in range(cell.column, cell.column + cell.colspan) if column in covered}
        if len(keys) > 1 or (not keys and cell.text.strip()):
            return None
        for key in keys:
            if key in taken and cell.text.strip() and row.band.cells[taken[key]].text.strip():
                return None
            if key not in taken or cell.text.strip():
                taken[key] = index
    return taken if taken and set(taken) == set(row.found) and row.keys(len(taken)) else None


def do_not_fit(figures: int, columns: int) -> str:
    """Why figures can't be assigned to columns, in both languages."""
    text = "{columns} 栏中有 {figures} 个数 / {figures} {figures:figure|figures} for {columns} {columns:column|columns}"
    return filled(text, {"figures": figures, "columns": columns})
