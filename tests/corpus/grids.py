"""The true cell grids of the statutory tables: which text stands where, and over how many rows and columns."""

from dataclasses import dataclass, replace

from service.reports import form
from tests.corpus.draft import Draft, TableDraft


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid; `row` and `column` count from 0. `figure` is the (row, column) key of a figure cell."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    figure: tuple[str, str] | None = None


Grid = tuple[Cell, ...]

_CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_BLOCKS = {
    "第二十条第（一）项": ("regulations", "normative_documents"),
    "第二十条第（五）项": ("licensing",),
    "第二十条第（六）项": ("penalty", "coercion"),
    "第二十条第（八）项": ("fees",),
}
_BLOCKS_2019 = {
    "第二十条第（一）项": ("regulations", "规范性文件"),
    "第二十条第（五）项": ("licensing", "其他对外管理服务事项"),
    "第二十条第（六）项": ("penalty", "coercion"),
    "第二十条第（八）项": ("fees",),
    "第二十条第（九）项": ("政府集中采购",),
}


def grid(table: TableDraft) -> Grid:
    """The table as the form prints it."""
    return {"disclosure": disclosure, "applications": applications, "reviews": reviews}[table.key](table)


def size(cells: Grid) -> tuple[int, int]:
    """How many rows and columns a grid has."""
    return max(c.row + c.rowspan for c in cells), max(c.column + c.colspan for c in cells)


def truth(draft: Draft) -> dict[str, dict[str, dict[str, str]]]:
    """What a reader must find: table → row → column → text, of the tables that stand in the report."""
    standing = {section.table for section in draft.sections if section.table}
    return {key: {row: dict(cells) for row, cells in draft.tables[key].cells.items()} for key in sorted(standing)}


def disclosure(table: TableDraft) -> Grid:
    """Table two: four blocks, each under its paragraph of the law; five in the form of 2019."""
    cells: list[Cell] = []
    at = 0
    for block, rows in (_BLOCKS_2019 if table.edition == 2019 else _BLOCKS).items():
        present = [row for row in rows if row in table.cells]
        names = form.DISCLOSURE_CELLS[rows[0]] if table.edition == 2021 else table.cells[rows[0]]
        columns = [name for name in names if any(name in table.cells[r] for r in present)]
        if not present or not columns:
            continue
        cells.append(Cell(block, at, 0, colspan=4))
        cells.append(Cell("信息内容", at + 1, 0))
        cells += _spread(at + 1, [_column(table, name) for name in columns])
        for offset, row in enumerate(present, at + 2):
            cells.append(Cell(_row(table, row), offset, 0))
            cells += _spread(offset, [table.cells[row].get(name, "") for name in columns], row, columns)
        at += 2 + len(present)
    return _without_undivided_columns(cells)


def _without_undivided_columns(cells: list[Cell]) -> Grid:
    """Without the columns that no cell begins: nothing on a page shows them, as where the third of three is dropped."""
    begun = sorted({cell.column for cell in cells})
    return tuple(
        replace(
            cell,
            column=begun.index(cell.column),
            colspan=sum(cell.column <= column < cell.column + cell.colspan for column in begun),
        )
        for cell in cells
    )


def _spread(at: int, texts: list[str], row: str = "", columns: list[str] | None = None) -> list[Cell]:
    """Texts over the three columns beside the label: one fills all, two leave the last the rest."""
    cells = []
    for place, text in enumerate(texts):
        last = place == len(texts) - 1
        figure = (row, columns[place]) if columns else None
        cells.append(Cell(text, at, 1 + place, colspan=3 - place if last else 1, figure=figure))
    return cells


def applications(table: TableDraft) -> Grid:
    """Table three: three label columns, the applicants under two heads, 25 rows of figures."""
    columns = [name for name in form.APPLICATION_COLUMNS if any(name in cells for cells in table.cells.values())]
    legal = [name for name in columns if name not in ("natural_person", "total")]
    cells = [Cell(_CORNER, 0, 0, 3, 3), Cell("申请人情况", 0, 3, 1, len(columns))]
    for place, name in enumerate(columns, 3):
        if name in legal:
            cells.append(Cell(_column(table, name), 2, place))
        else:
            cells.append(Cell(_column(table, name), 1, place, 2))
    if legal:
        cells.append(Cell("法人或其他组织", 1, 3 + columns.index(legal[0]), 1, len(legal)))
    rows = list(table.cells)
    for at, row in enumerate(rows, 3):
        cells += _labels(table, row, at, rows)
        cells += [Cell(table.cells[row].get(n, ""), at, p, figure=(row, n)) for p, n in enumerate(columns, 3)]
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _labels(table: TableDraft, row: str, at: int, rows: list[str]) -> list[Cell]:
    """The label cells that begin in this row: the group over the outcomes, the group over its kind, its own."""
    if not row.startswith("outcomes."):
        return [Cell(_row(table, row), at, 0, colspan=3)]
    cells = []
    outcomes = [key for key in rows if key.startswith("outcomes.")]
    if row == outcomes[0]:
        cells.append(Cell(_group(table, "outcomes"), at, 0, rowspan=len(outcomes)))
    group = row.rsplit(".", 1)[0]
    members = [key for key in rows if key.rsplit(".", 1)[0] == group]
    if group == "outcomes":
        return [*cells, Cell(_row(table, row), at, 1, colspan=2)]
    if row == members[0]:
        cells.append(Cell(_group(table, group), at, 1, rowspan=len(members)))
    return [*cells, Cell(_row(table, row), at, 2)]


def reviews(table: TableDraft) -> Grid:
    """Table four: one line of figures under three heads."""
    cells = [Cell("行政复议", 0, 0, colspan=5), Cell("行政诉讼", 0, 5, colspan=10)]
    for block, row in enumerate(form.REVIEW_ROWS):
        if row not in table.cells:
            continue
        if row != "review":
            cells.append(Cell(_row(table, row), 1, block * 5, colspan=5))
        for place, name in enumerate(form.REVIEW_COLUMNS, block * 5):
            top, height = (1, 2) if row == "review" else (2, 1)
            cells.append(Cell(_column(table, name), top, place, height))
            cells.append(Cell(table.cells[row][name], 3, place, figure=(row, name)))
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _row(table: TableDraft, row: str) -> str:
    return table.labels.get(f"row:{row}") or form.row_label(table.key, row)


def _group(table: TableDraft, group: str) -> str:
    return table.labels.get(f"row:{group}") or form.GROUPS[group]


def _column(table: TableDraft, column: str) -> str:
    return table.labels.get(f"column:{column}") or form.column_label(table.key, column)
