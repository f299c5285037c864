"""Tables two and three: a label a row, figures to its right, under headers that may come again."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from service.reports import form
from service.reports.figures import read_cell
from service.reports.report import Label, Row, Table
from workers.readers.tables import labels
from workers.readers.tables.bands import Band, is_blank, is_figure, is_numbered, named_columns, place_of
from workers.readers.tables.columns import Columns, Found, Header, Wanted
from workers.readers.tables.labels import Match, Role

_LIKE = 0.5
"""How alike an unknown label must be to that of a row missing at its place."""

_OTHER_DETAILS = frozenset(form.OTHER_DETAILS) - {"outcomes.other.other"}
"""Rows of the group （六）其他处理 that no column is called like."""


def read_row_table(key: str, bands: Sequence[Band]) -> Table:
    """Table two or three of rows that hold it; one without rows where they don't."""
    return _RowTable(key, [each for band in bands for each in _side_by_side(band)]).table()


def _side_by_side(band: Band) -> Iterator[Band]:
    """A band, or each of two rows that stand beside each other with figures of their own: 行政许可 1533 | 行政处罚 4127."""
    starts = sorted({index for index, _ in band.roles(Role.ROW) if _has_figures_after(band, index)})
    for start, end in pairwise([0, *starts[1:], len(band.cells)]):
        labels = {index - start: matches for index, matches in band.labels.items() if start <= index < end}
        yield band._replace(cells=band.cells[start:end], labels=labels)


class _Line(NamedTuple):
    """A row with its label: of which key, where it stands, and the header over it."""

    band: Band
    label: int
    match: Match
    header: Header


class _RowTable:
    def __init__(self, key: str, bands: Sequence[Band]) -> None:
        self.key = key
        self._bands = bands
        self._lines: list[_Line] = []
        self._unknown: list[tuple[int, _Line]] = []
        self._labels: list[Label] = []
        self._header = Header()
        self._header_open = False
        self._edition = 2021
        self._has_other_details = any(
            match.key in _OTHER_DETAILS for band in bands for _, match in band.roles(Role.ROW)
        )
        for band in bands:
            self._take(band)
        self._name_unknown()

    def table(self) -> Table:
        wanted = [Wanted(line.band, line.label, self._expected(line), line.header) for line in self._lines]
        columns = Columns(wanted)
        rows: dict[str, Row] = {}
        for line, want in zip(self._lines, wanted, strict=True):
            rows.setdefault(line.match.key, self._row(line, columns.read(want)))
        return Table(
            self.key,
            self._edition,
            place_of(self.key, self._bands),
            rows,
            named_columns(self.key, self._labels),
            tuple(self._labels),
            any(band.has_unread for band in self._bands),
        )

    def _take(self, band: Band) -> None:
        """Takes a band as a row, a header or neither."""
        if found := self._row_label(band):
            index, match = found
            self._note(band, {**dict(band.roles(Role.GROUP)), index: match}, until=index)
            self._lines.append(_Line(band, index, match, self._header))
            self._header_open = False
        elif (unknown := _unknown_label(band)) is not None:
            self._note(band, dict(band.roles(Role.GROUP)), until=unknown)
            self._unknown.append((len(self._lines), _Line(band, unknown, _NOTHING, self._header)))
            self._header_open = False
        elif band.labels:
            self._head(band)

    def _head(self, band: Band) -> None:
        columns = dict(band.roles(Role.COLUMN))
        self._note(band, {**dict(band.roles(Role.GROUP)), **columns}, until=len(band.cells))
        if columns and not self._header_open:
            self._header, self._header_open = Header(), True
        if self._header_open:
            self._header.add(band, columns, dict(band.roles(Role.GROUP)))

    def _row_label(self, band: Band) -> tuple[int, Match] | None:
        """The row's own label: the last one before its figures."""
        rows = dict(band.roles(Role.ROW))
        index = max(rows, default=None)
        if index is not None and _has_figures_after(band, index):
            return index, rows[index]
        if index is None:
            return self._single_other(band)
        if any(_is_of_header(matches) for matches in band.labels.values()):
            return None
        sure = all(match.role is Role.ROW for match in band.labels[index])
        return (index, rows[index]) if sure or is_numbered(band.cells[index].text) or self._lines else None

    def _single_other(self, band: Band) -> tuple[int, Match] | None:
        """The single row （六）其他处理 of edition 2019: a group's label with figures of its own.

        Beside the rows of the group it is no row but their sum, or a heading with dashes.
        """
        if self._has_other_details:
            return None
        for index, match in band.roles(Role.GROUP):
            if match.key == "outcomes.other" and _has_figures_after(band, index):
                self._edition = 2019
                return index, match
        return None

    def _note(self, band: Band, chosen: dict[int, Match], until: int) -> None:
        """Keeps the labels of a band."""
        for index, match in sorted(chosen.items()):
            if index <= until:
                self._edition = min(self._edition, match.edition) if match.exact else self._edition
                row, column = (None, match.key) if match.role is Role.COLUMN else (match.key, None)
                self._labels.append(band.label(index, match, row, column))

    def _name_unknown(self) -> None:
        """Gives a row in other words the key that is missing at its place, if they are alike."""
        known = {line.match.key for line in self._lines}
        order = list(form.ROWS[self.key])
        for position, line in reversed(self._unknown):
            before = self._place_in(order, self._lines[max(0, position - 1) : position], -1)
            after = self._place_in(order, self._lines[position : position + 1], len(order))
            text = line.band.cells[line.label].text
            missing = [key for key in order[before + 1 : after] if key not in known]
            best = max(missing, key=lambda key: labels.resemblance(text, form.ROWS[self.key][key]), default=None)
            if best and labels.resemblance(text, form.ROWS[self.key][best]) >= _LIKE:
                match = Match(self.key, Role.ROW, best, form.ROWS[self.key][best], exact=False)
                self._lines.insert(position, line._replace(match=match))
                self._note(line.band, {line.label: match}, until=line.label)
                known.add(best)

    @staticmethod
    def _place_in(order: list[str], beside: list[_Line], otherwise: int) -> int:
        """Where the row beside one stands in the form; the single other row of edition 2019 has no place in it."""
        return next((order.index(line.match.key) for line in beside if line.match.key in order), otherwise)

    def _expected(self, line: _Line) -> tuple[str, ...]:
        if self.key == "applications":
            return tuple(form.APPLICATION_COLUMNS)
        old = [key for key in line.header.order if key not in form.DISCLOSURE_COLUMNS]
        return line.header.order if old else form.DISCLOSURE_CELLS.get(line.match.key, ())

    def _row(self, line: _Line, found: Found | str) -> Row:
        key, band = line.match.key, line.band
        text = band.words(line.label)
        at = band.at(self.key, key, text)
        if isinstance(found, str):
            return Row(key, text, at, unreadable=found)
        named = [name for name in form.COLUMNS[self.key] if name in found]
        cells = {name: band.figure(found[name], self.key, key, name) for name in named}
        for name in named:
            if found[name] == line.label:
                cells[name] = cells[name]._replace(text="", figure=read_cell(""), at=cells[name].at._replace(quote=""))
        return Row(key, text, at, cells)


_NOTHING = Match("", Role.ROW, "", "")


def _has_figures_after(band: Band, index: int) -> bool:
    """Whether the next cell that says something is a figure."""
    following = next((cell.text for cell in band.cells[index + 1 :] if not is_blank(cell.text)), "")
    return is_figure(following)


def _is_of_header(matches: Sequence[Match]) -> bool:
    """Whether a label can only be a header's."""
    headings = ("heading", "corner", "applicants", "organizations")
    return all(match.role is Role.COLUMN or match.key in headings for match in matches)


def _unknown_label(band: Band) -> int | None:
    """The text right before a row's figures that is no label of the form."""
    figures = [index for index, cell in enumerate(band.cells) if is_figure(cell.text)]
    if not figures:
        return None
    before = [index for index in range(figures[0]) if not is_blank(band.cells[index].text)]
    return before[-1] if before and before[-1] not in band.labels else None
