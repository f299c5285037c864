"""Tables that a page's end cut → one table: repeated heads dropped, broken rows and merged cells joined."""

from service.reports.numerals import is_numbered
from workers.readers.geometry import thresholds
from workers.readers.geometry.lattices import without_row
from workers.readers.geometry.rulings import nearest, snapped
from workers.readers.geometry.tables import Cell, Table, join_lines

_STOPS = tuple("，。、；：！？）】》”’")
"""Marks that no line begins with."""

_MOST_HEAD_ROWS = 6

Pair = tuple[Cell, Cell]
"""Two cells of the same columns, one ending at the cut and one beginning there."""


def can_be_stitched(above: Table, below: Table) -> bool:
    """Whether two tables have the same outer edges, or the same width and columns set off by facing margins."""
    shift = below.xs[0] - above.xs[0]
    if abs(below.xs[-1] - above.xs[-1] - shift) > thresholds.SAME_EDGE:
        return False
    if abs(shift) <= thresholds.SAME_EDGE:
        return True
    shared = [x for x in below.xs if any(abs(x - shift - other) <= thresholds.SAME_EDGE for other in above.xs)]
    return len(shared) > max(3, len(below.xs) // 2)


def stitch(above: Table, below: Table) -> None:
    """Joins the half below into the one above, which grows."""
    _drop_repeated_head(above, below)
    _drop_void_rows(above, below)
    _share_columns(above, below)
    pairs = _pairs(above, below)
    broken = _is_broken_row(pairs, above, below)
    _shift(below, above.rows - 1 if broken else above.rows)
    gone = set()
    halves = _are_all_halves(pairs)
    for upper, lower in pairs:
        both = halves and upper.text and lower.text
        if broken or both or _goes_on(upper, lower, above, below):
            _absorb(upper, lower)
            gone.add(lower)
    above.cells += [cell for cell in below.cells if cell not in gone]
    above.rows = max(cell.bottom for cell in above.cells)
    above.xs = below.xs


def extend_labels(table: Table) -> None:
    """Gives merged labels the empty rest that browsers leave of them where they cut a table.

    It is an empty cell under a label of several rows and of the same columns, with another label at its right.
    """
    for cell in sorted(table.cells, key=lambda cell: cell.top):
        if cell.text or not _has_label_after(cell, table):
            continue
        for label in table.cells:
            tall = label.bottom - label.top > 1 and label.text and not label.is_figure
            if tall and label.columns == cell.columns and label.bottom == cell.top:
                label.bottom = cell.bottom
                table.cells.remove(cell)
                break


def _drop_repeated_head(above: Table, below: Table) -> None:
    """Takes away rows at the top of `below` that say what those at the top of `above` say."""
    for rows in range(min(_MOST_HEAD_ROWS, above.rows, below.rows - 1), 0, -1):
        first, again = _head(above, rows), _head(below, rows)
        if first and again and _same_head(first, again):
            below.cells = [cell for cell in below.cells if cell.top >= rows]
            _shift(below, -rows)
            below.rows -= rows
            return


def _head(table: Table, rows: int) -> list[Cell]:
    """The cells of the first rows, none where a cell reaches beyond them."""
    cells = [cell for cell in table.cells if cell.top < rows]
    return [] if any(cell.bottom > rows for cell in cells) else sorted(cells, key=lambda cell: (cell.top, cell.left))


def _same_head(first: list[Cell], again: list[Cell]) -> bool:
    said = [cell.text for cell in first if cell.text]
    if not said or any(cell.is_figure for cell in first) or len(first) != len(again):
        return False
    return all(
        (one.text, one.top, one.bottom) == (two.text, two.top, two.bottom)
        and abs((one.box[2] - one.box[0]) - (two.box[2] - two.box[0])) <= thresholds.SAME_EDGE * 2
        for one, two in zip(first, again, strict=True)
    )


def _share_columns(above: Table, below: Table) -> None:
    """Numbers both halves' columns by the edges of either."""
    shift = below.xs[0] - above.xs[0]
    moved = [x - shift for x in below.xs]
    edges = snapped([*above.xs, *moved], thresholds.SAME_EDGE)
    for table, xs in ((above, above.xs), (below, moved)):
        columns = [nearest(edges, x) for x in xs]
        for cell in table.cells:
            cell.left, cell.right = columns[cell.left], columns[cell.right]
        table.xs = edges if table is above else [x + shift for x in edges]


def _pairs(above: Table, below: Table) -> list[Pair]:
    ending = {cell.columns: cell for cell in above.cells if cell.bottom == above.rows}
    return [(ending[cell.columns], cell) for cell in below.cells if cell.top == 0 and cell.columns in ending]


def _drop_void_rows(above: Table, below: Table) -> None:
    """Takes away a row at the cut that holds nothing but what reaches into it: the room that a page had left."""
    for table, row in ((above, above.rows - 1), (below, 0)):
        if table.rows > 1 and _is_void(table, row):
            table.cells = without_row(table.cells, row)
            table.rows -= 1


def _is_void(table: Table, row: int) -> bool:
    alone = [cell for cell in table.cells if (cell.top, cell.bottom) == (row, row + 1)]
    return bool(alone) and not any(cell.text for cell in alone)


def _is_broken_row(pairs: list[Pair], above: Table, below: Table) -> bool:
    """Whether the last row above and the first below are one row, cut inside: then every cell at the cut goes on."""
    ending = [cell for cell in above.cells if cell.bottom == above.rows]
    beginning = [cell for cell in below.cells if cell.top == 0]
    if not len(pairs) == len(ending) == len(beginning):
        return False
    return all(_may_be_one(upper, lower) for upper, lower in pairs)


def _are_all_halves(pairs: list[Pair]) -> bool:
    """Whether every text at the cut goes on below it, as that of heads does that are merged over two rows."""
    spoken = [(upper, lower) for upper, lower in pairs if upper.text and lower.text]
    return bool(spoken) and all(_may_be_one(upper, lower) for upper, lower in spoken)


def _may_be_one(upper: Cell, lower: Cell) -> bool:
    """Whether the text of two halves can be one cell's."""
    if not upper.text or not lower.text:
        return True
    if upper.is_count or lower.is_count or is_numbered(lower.text):
        return False
    return _is_full(upper, lower.text)


def _is_full(cell: Cell, following: str) -> bool:
    """Whether the cell's last line leaves no room for what follows: one character, two where a stop clings to it."""
    line = cell.lines[-1]
    left, _, right, bottom = line.box
    room = thresholds.FULL_CELL_LINE * line.em + (line.em if following[1:2] in _STOPS else 0.0)
    if line.glyphs[-1].turn:
        return cell.box[3] - bottom <= room
    return (cell.box[2] - cell.box[0]) - (right - left) <= room


def _goes_on(upper: Cell, lower: Cell, above: Table, below: Table) -> bool:
    """Whether a merged cell reaches over the cut, between two rows that are whole."""
    if upper.text and lower.text:
        return max(upper.bottom - upper.top, lower.bottom - lower.top) > 1 and _may_be_one(upper, lower)
    if upper.is_figure or lower.is_figure:
        return False
    if upper.text or lower.text:
        empty, table = (lower, below) if upper.text else (upper, above)
        return _has_label_after(empty, table) or _is_in_head(empty, table)
    return _has_label_after(lower, below) or _has_label_after(upper, above)


def _is_in_head(cell: Cell, table: Table) -> bool:
    """Whether labels and no figures stand beside an empty cell, so that it is half of a label itself."""
    beside = [other for other in table.cells if other.text and other.top < cell.bottom and cell.top < other.bottom]
    return bool(beside) and not any(other.is_figure for other in beside)


def _has_label_after(cell: Cell, table: Table) -> bool:
    """Whether a label stands to the right of an empty cell, so that its own label must be elsewhere."""
    return any(
        other.left >= cell.right
        and other.text
        and not other.is_figure
        and other.top < cell.bottom
        and cell.top < other.bottom
        for other in table.cells
    )


def _absorb(upper: Cell, lower: Cell) -> None:
    if not upper.text:
        upper.page, upper.box = lower.page, lower.box
    upper.bottom = lower.bottom
    upper.doubtful = upper.doubtful or lower.doubtful
    upper.lines = upper.lines + lower.lines
    upper.text = join_lines(upper.lines)


def _shift(table: Table, rows: int) -> None:
    for cell in table.cells:
        cell.top += rows
        cell.bottom += rows
