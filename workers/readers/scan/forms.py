"""Recognised heads and tables by the form: labels that are its own but for a slip, rows and columns by its order where ruled.

A recogniser slips, so a label nearly the form's counts as the form's; its confidence is 0 then, as nobody knows how it
is spelt. A row that is ruled and has no label that can be read has the one that is missing at its place. Where rulings
and order don't tell, the grid says that it has something unread.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from rapidfuzz.distance import OSA

from service.reports import form
from service.reports.report import SURE, Paragraph
from workers.readers.document import Block, Document, Grid, GridCell
from workers.readers.scan import heads
from workers.readers.tables import labels
from workers.readers.tables.bands import Band, bands, bands_of, is_blank, is_figure
from workers.readers.tables.labels import Match, Role

_ENOUGH = 3
"""So many labels of a table make a grid that table."""
_SLIPS = 2
"""Characters of a label that a recogniser may have missed, misread or added."""
_SHORTEST = 4
"""A label that is shorter is not told by what is left of it, but by its place."""
_MOST_MISSING = 1
"""Where more heads of columns are missing, it is likelier that they were not recognised than that nobody wrote them."""


def formed(document: Document) -> Document:
    """The document, its recognised tables by the form."""
    blocks = [_formed_block(block) for block in document.blocks]
    keys = {table: _row_keys(blocks, table) for table in form.ROWS}
    cut = {table for table, found in keys.items() if found and (_is_cut(table, found) or _is_torn(blocks, table))}
    return replace(
        document,
        blocks=tuple(
            replace(block, has_unread=True) if isinstance(block, Grid) and _table(block) in cut else block
            for block in blocks
        ),
    )


def _row_keys(blocks: Iterable[Block], table: str) -> set[str]:
    """The rows of a table whose labels stand in any grid."""
    grids = (block for block in blocks if isinstance(block, Grid) and _is_recognised(block))
    matches = (match for grid in grids for cell in grid.cells for match in labels.find(cell.text))
    return {match.key for match in matches if match.table == table and match.role is Role.ROW}


def _is_cut(table: str, found: Collection[str]) -> bool:
    """Whether several rows are missing in a row: the end of a page or a part of it was not recognised, it seems."""
    is_old = not any(key in found for key in form.OTHER_DETAILS)
    order = [key for key in form.ROWS[table] if not (is_old and key in form.OTHER_DETAILS)]
    return any(one not in found and two not in found for one, two in pairwise(order))


def _is_torn(blocks: Iterable[Block], table: str) -> bool:
    """Whether a table stands on a page in several grids: rows between them may have lost their rulings."""
    grids = (block for block in blocks if isinstance(block, Grid) and _is_recognised(block) and _table(block) == table)
    pages = [page for grid in grids for page in {cell.page for cell in grid.cells}]
    return len(pages) > len(set(pages))


def _is_recognised(grid: Grid) -> bool:
    return any(0 < cell.confidence < 1 for cell in grid.cells)


def _formed_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return heads.spelt(block)
    if not isinstance(block, Grid) or not _is_recognised(block):
        return block
    spelt = replace(block, cells=tuple(map(_spelt, block.cells)))
    table = _table(spelt)
    return _in_order(spelt, table) if table else spelt


def _spelt(cell: GridCell) -> GridCell:
    """A cell whose words are nearly a label's: as the form has it, and unsure."""
    if is_blank(cell.text) or is_figure(cell.text):
        return cell
    if labels.is_exact(cell.text):
        return cell._replace(confidence=1.0)
    if labels.find(cell.text):
        return cell._replace(confidence=0.0)
    near = _near(labels.wording(cell.text))
    if not near:
        return cell
    return cell._replace(text=near.pop() if len(near) == 1 else cell.text, confidence=0.0)


def _near(words: str) -> set[str]:
    """The labels of the form within so few slips of what was read: where there are several, nobody knows which it is."""
    return {
        label
        for label in _LABELS
        if len(label) >= _SHORTEST and OSA.distance(words, labels.wording(label), score_cutoff=_SLIPS) <= _SLIPS
    }


_LABELS = frozenset(
    label for each in (*form.ROWS.values(), *form.COLUMNS.values(), form.GROUPS) for label in each.values()
)


def _table(grid: Grid) -> str:
    """The form's table that a grid is, by most of its labels; nothing where it is none."""
    counts: dict[str, set[str]] = {table: set() for table in form.TABLES}
    for cell in grid.cells:
        for match in labels.find(cell.text):
            counts[match.table].add(f"{match.role} {match.key}")
    best = max(counts, key=lambda table: len(counts[table]))
    return best if len(counts[best]) >= _ENOUGH else ""


def _in_order(grid: Grid, table: str) -> Grid:
    """The grid with the labels that its rulings and the form's order tell."""
    order = _Reviews(grid) if table == "reviews" else _Rows(grid, table)
    places = {id(cell): index for index, cell in enumerate(grid.cells)}
    cells = list(grid.cells)
    for cell, label in order.named():
        cells[places[id(cell)]] = cell._replace(text=label, confidence=0.0)
    return replace(grid, cells=tuple(cells), has_unread=order.has_unread)


class _Rows:
    """Tables two and three: rows under heads."""

    def __init__(self, grid: Grid, table: str) -> None:
        self._table = table
        self._bands = bands_of(table, bands(grid, 0))
        self._keys = [_row_key(band) for band in self._bands]
        self._width = max((cell.column + cell.colspan for cell in grid.cells), default=0)
        self.has_unread = False

    def _has_unsure_row(self) -> bool:
        """Whether words below the heads, in a row of no label that is known, were not surely read: they may be a row's."""
        below = dropwhile(lambda each: not each[1], zip(self._bands, self._keys, strict=True))
        unlabelled = (band for band, key in below if not key)
        return any(
            cell.confidence < SURE and not is_blank(cell.text) and not is_figure(cell.text)
            for band in unlabelled
            for cell in band.cells
        )

    def named(self) -> list[tuple[GridCell, str]]:
        """The cells that the form's order names, with its wording."""
        rows = list(self._rows())
        self.has_unread = self.has_unread or (self._table == "applications" and self._has_unsure_row())
        return [*rows, *self._columns()]

    def _rows(self) -> Iterator[tuple[GridCell, str]]:
        own = [index for index, band in enumerate(self._bands) if self._keys[index] or self._may_be_row(band)]
        known = [self._keys[index] for index in own]
        found = filled(tuple(form.ROWS[self._table]), known)
        self.has_unread = self.has_unread or found is None
        for index, key in zip(own, found or known, strict=True):
            if key and not self._keys[index]:
                self._keys[index] = key
                if cell := _label_cell(self._bands[index]):
                    yield cell, form.row_label(self._table, key)
                else:
                    self.has_unread = True

    def _may_be_row(self, band: Band) -> bool:
        """Whether a ruled row without a label that is known may be one of the form's: it has cells for figures."""
        narrow = [cell for cell in band.cells if cell.colspan < self._width]
        return not band.labels and len(narrow) > 1 and any(self._keys) and band is not self._bands[0]

    def _columns(self) -> Iterator[tuple[GridCell, str]]:
        heads: list[Band] = []
        for band, key in zip(self._bands, self._keys, strict=True):
            if not key:
                heads.append(band)
                continue
            if heads:
                yield from self._heads(heads, band, key)
            heads = []

    def _heads(self, heads: Sequence[Band], row: Band, key: str) -> Iterator[tuple[GridCell, str]]:
        due = form.DISCLOSURE_CELLS.get(key, ()) if self._table == "disclosure" else tuple(form.APPLICATION_COLUMNS)
        label = _label_cell(row) or row.cells[0]
        over = _over(heads, range(label.column + label.colspan, self._width))
        columns = {match.key: match for band in heads for _, match in band.roles(Role.COLUMN)}
        known = [_key_of(cell, columns) for cell in over]
        found = filled(due, known)
        self.has_unread = self.has_unread or found is None or len(due) - len(found) > _MOST_MISSING
        for cell, was, name in zip(over, known, found or known, strict=True):
            if name and not was:
                yield cell, form.column_label(self._table, name)


class _Reviews:
    """Table four: fifteen columns, five to each of three kinds of proceedings."""

    def __init__(self, grid: Grid) -> None:
        self._bands = bands_of("reviews", bands(grid, 0))
        self._width = max((cell.column + cell.colspan for cell in grid.cells), default=0)
        self.has_unread = False

    def named(self) -> list[tuple[GridCell, str]]:
        """The cells that the form's order names, with its wording."""
        heads = [band for band in self._bands if not band.has_figures]
        columns, kinds = tuple(form.REVIEW_COLUMNS.values()), tuple(form.REVIEW_ROWS.values())
        over = _over(heads, range(self._width))
        if len(over) != len(columns) * len(kinds):
            self.has_unread = any(not labels.find(cell.text) for cell in over)
            return []
        named = [(cell, columns[place % len(columns)]) for place, cell in enumerate(over)]
        tops = {id(cell): cell for band in heads for cell in band.cells if cell.colspan == len(columns)}
        named += [
            (cell, kinds[cell.column // len(columns)])
            for cell in tops.values()
            if self._width == len(over) and cell.column % len(columns) == 0
        ]
        return [(cell, label) for cell, label in named if not labels.find(cell.text)]


def filled(order: Sequence[str], known: Sequence[str | None]) -> list[str] | None:
    """The keys of places in the form's order, those unknown named by what is missing between their neighbours.

    None where more or fewer are missing than there are places, or the known ones stand in another order.
    """
    places = [order.index(key) if key in order else None for key in known]
    found: list[str] = []
    last = -1
    unknown = 0
    for key, place in [*zip(known, places, strict=True), (None, len(order))]:
        if place is None:
            if key:
                return None
            unknown += 1
            continue
        missing = order[last + 1 : place]
        if place <= last or (unknown and unknown != len(missing)):
            return None
        found += [*missing, key or ""] if unknown else [key or ""]
        last, unknown = place, 0
    return found[:-1]


def _row_key(band: Band) -> str | None:
    """The form's row that a band is, by its label; that of a group that has figures of its own is one, too."""
    rows = dict(band.roles(Role.ROW))
    is_head = any(match.role is Role.COLUMN and len(found) == 1 for found in band.labels.values() for match in found)
    if not rows or is_head:
        return None
    return rows[max(rows)].key


def _label_cell(band: Band) -> GridCell | None:
    """The cell of a row that holds its label: the last before its figures."""
    first = next((index for index, cell in enumerate(band.cells) if is_figure(cell.text)), len(band.cells))
    words = [index for index in range(first) if not _is_of_group(band, index)]
    return band.cells[words[-1]] if words and first < len(band.cells) else None


def _is_of_group(band: Band, index: int) -> bool:
    return any(match.role is Role.GROUP for match in band.labels.get(index, ()))


def _over(heads: Iterable[Band], columns: Iterable[int]) -> list[GridCell]:
    """The lowest cells of heads over columns, from left to right."""
    lowest: dict[int, GridCell] = {}
    for band in heads:
        for cell in band.cells:
            lowest.update(dict.fromkeys(range(cell.column, cell.column + cell.colspan), cell))
    over = [lowest[column] for column in columns if column in lowest]
    return list({id(cell): cell for cell in over}.values())


def _key_of(cell: GridCell, columns: Mapping[str, Match]) -> str | None:
    return next((match.key for match in labels.find(cell.text) if match.key in columns), None)
