"""Table four: reviews and lawsuits, as a rule one line of 15 figures under three rows of labels."""

from collections.abc import Iterable, Sequence

from service.reports import form
from service.reports.report import Cell, Label, Row, Table
from workers.readers.tables import labels
from workers.readers.tables.bands import Band, named_columns, place_of
from workers.readers.tables.columns import do_not_fit, is_part_of
from workers.readers.tables.labels import Match, Role

_TABLE = "reviews"
_ROWS = tuple(form.REVIEW_ROWS)
_COLUMNS = tuple(form.REVIEW_COLUMNS)
_FORM = tuple((row, column) for row in _ROWS for column in _COLUMNS)

_Place = tuple[str, str]
"""A row's and a column's key."""


def read_review_table(bands: Sequence[Band]) -> Table:
    """Table four of rows that hold it; one without rows where they don't."""
    return _ReviewTable(bands).table()


class _ReviewTable:
    def __init__(self, bands: Sequence[Band]) -> None:
        self._bands = _without_column_numbers(bands)
        self._labels: list[Label] = []
        self._kinds: dict[str, tuple[Band, int]] = {}
        self._header: list[Band] = []
        self._cells: dict[_Place, Cell] = {}
        self._failed: dict[str, str] = {}
        self._fresh = False
        for band in self._bands:
            self._take(band)

    def table(self) -> Table:
        rows = {key: self._row(key) for key in _ROWS if key in self._kinds}
        has_unread = any(band.has_unread for band in self._bands)
        columns = named_columns(_TABLE, self._labels)
        return Table(_TABLE, 2021, place_of(_TABLE, self._bands), rows, columns, tuple(self._labels), has_unread)

    def _row(self, key: str) -> Row:
        band, index = self._kinds[key]
        text = band.words(index)
        cells = {column: self._cells[key, column] for column in _COLUMNS if (key, column) in self._cells}
        first = next(iter(cells.values()), None)
        at = first.at._replace(column=None, quote=text, confidence=1.0) if first else band.at(_TABLE, key, text)
        if cells:
            return Row(key, text, at, cells)
        return Row(key, text, at, unreadable=self._failed.get(key) or "没有数字 / no figures")

    def _take(self, band: Band) -> None:
        self._note(band)
        if not band.has_figures and not self._is_line_without_figures(band):
            if band.labels:
                self._header = self._header if self._fresh else []
                self._header.append(band)
                self._fresh = True
            return
        self._fresh = False
        kind = _last(band.roles(Role.ROW))
        column = _last(band.roles(Role.COLUMN))
        if kind is not None:
            self._line(band, kind[0], [(kind[1].key, key) for key in self._columns()])
        elif column is not None:
            self._line(band, column[0], [(key, column[1].key) for key in self._order()])
        else:
            self._line(band, -1, self._places())

    def _is_line_without_figures(self, band: Band) -> bool:
        """Whether a row of 15 cells, empty or with words alone, is where the figures should be."""
        is_whole = len(_FORM) in (len(band.cells), len(band.filled(0)))
        return self._fresh and not band.labels and is_whole and not self._cells

    def _note(self, band: Band) -> None:
        for index, matches in band.labels.items():
            for match in matches:
                if match.role is Role.ROW:
                    self._kinds.setdefault(match.key, (band, index))
                self._labels.append(band.label(index, match, None, match.key if match.role is Role.COLUMN else None))

    def _line(self, band: Band, label: int, places: Sequence[_Place]) -> None:
        """Takes the figures right of a label as those of `places`, in order."""
        indices = self._indices(band, label, len(places))
        if not places or indices is None:
            reason = do_not_fit(len(band.filled(label + 1)), len(places) or 15)
            self._failed.update(dict.fromkeys({row for row, _ in places} or _ROWS, reason))
            return
        for (row, column), index in zip(places, indices, strict=True):
            self._cells.setdefault((row, column), band.figure(index, _TABLE, row, column))

    def _indices(self, band: Band, label: int, count: int) -> tuple[int, ...] | None:
        """The cells of so many figures; None if they can't be distinguished from blanks."""
        filled = band.filled(label + 1)
        if len(filled) == count:
            return filled
        after = tuple(range(label + 1, len(band.cells)))
        longest = max((len(each.cells) for each in self._header), default=0)
        if len(after) == count and (band.aligned or longest in (0, len(band.cells)) or longest < count):
            return after
        return self._under_labels(band, count)

    def _under_labels(self, band: Band, count: int) -> tuple[int, ...] | None:
        """The cells at the places of the header's labels, where they have one place each."""
        marked = [index for _, index, _, match in self._tokens() if match.role is Role.COLUMN]
        lengths = {len(each.cells) for each in self._header if dict(each.roles(Role.COLUMN))}
        distinct = tuple(sorted(set(marked)))
        fits = len(distinct) == len(marked) == count and lengths == {len(band.cells)}
        return distinct if fits and set(band.filled(0)) <= set(distinct) else None

    def _tokens(self) -> list[tuple[int, int, int, Match]]:
        """The header's labels: line, index, column of the grid, and what they are."""
        return [
            (line, index, band.cells[index].column, match)
            for line, band in enumerate(self._header)
            for index, matches in band.labels.items()
            for match in matches
        ]

    def _columns(self) -> list[str]:
        """The five columns in the header's order; the form's where it names none."""
        found = list(dict.fromkeys(m.key for *_, m in self._tokens() if m.role is Role.COLUMN))
        return found if len(found) == len(_COLUMNS) or not is_part_of(found, _COLUMNS) else list(_COLUMNS)

    def _order(self) -> list[str]:
        """The kinds of proceedings from left to right."""
        tokens = self._tokens()
        tops = [m.key for *_, m in tokens if m.key in ("review", "litigation")]
        suits = [m.key for *_, m in tokens if m.key.startswith("litigation_")]
        if not tops:
            return suits
        order = [key for top in tops for key in ([top] if top == "review" else suits)]
        return list(dict.fromkeys(order if "litigation" in tops else order + suits))

    def _places(self) -> list[_Place]:
        """The row and column of every figure of a line without a label, from left to right."""
        named = [(line, match.key) for line, _, _, match in self._tokens() if match.role is Role.COLUMN]
        order = self._order()
        lowest = [key for line, key in named if line == named[-1][0]]
        # a line that names all repeats what stands above it, as conversions do with cells merged over lines
        found = lowest if len(lowest) == len(_FORM) else [key for _, key in named]
        if len(found) == len(_COLUMNS) * len(order) and order:
            chunks = [found[start : start + len(_COLUMNS)] for start in range(0, len(found), len(_COLUMNS))]
            if all(set(chunk) == set(_COLUMNS) for chunk in chunks):
                chunks = self._rotated(chunks, order)
                return [(row, key) for row, chunk in zip(order, chunks, strict=True) for key in chunk]
        missing = _aligned(found)
        if set(order) != set(_ROWS) or order != list(_ROWS) or missing is None:
            return []
        return missing if self._count() == len(missing) else list(_FORM)

    def _rotated(self, chunks: list[list[str]], order: Sequence[str]) -> list[list[str]]:
        """Groups of labels in the order of the figures: reviews' stand a line higher than the lawsuits'."""
        return chunks if order[0] == "review" or "review" not in order else [*chunks[1:], chunks[0]]

    def _count(self) -> int:
        """How many figures the first line of figures has; 0 where blanks among them leave open whose they are."""
        line = next((band for band in self._bands if band.has_figures and not band.labels), None)
        filled = line.filled(0) if line else ()
        return len(filled) if filled and filled[-1] - filled[0] + 1 == len(filled) else 0


def _without_column_numbers(bands: Sequence[Band]) -> Sequence[Band]:
    """The rows without the line that numbers the columns, 1 to 15, where the figures stand in another."""
    others = [band for band in bands if not _numbers_columns(band)]
    return others if any(not band.labels for band in others) else bands


def _numbers_columns(band: Band) -> bool:
    """Whether a line counts from 1 on, as no figures with their totals do."""
    if band.labels:
        return False
    texts = [labels.folded(band.cells[index].text).strip("()") for index in band.filled(0)]
    return len(texts) >= len(_COLUMNS) and texts == [str(number) for number in range(1, len(texts) + 1)]


def _last(found: Iterable[tuple[int, Match]]) -> tuple[int, Match] | None:
    return max(found, key=lambda each: each[0], default=None)


def _aligned(found: Sequence[str]) -> list[_Place] | None:
    """Labels of which some are missing, laid along the form's fifteen; None if they are in another order."""
    places: list[_Place] = []
    rest = iter(_FORM)
    for key in found:
        place = next((each for each in rest if each[1] == key), None)
        if place is None:
            return None
        places.append(place)
    return places
