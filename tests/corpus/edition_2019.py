"""A report of 2019 or 2020, which follows the form of 国办公开办函〔2019〕60号."""

from dataclasses import replace

from service.reports import form
from tests.corpus.draft import Draft, TableDraft
from tests.corpus.report import build

_MADE = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
_ITEMS = ("上一年项目数量", "本年增/减", "处理决定数量")
_DISCLOSURE = {
    "regulations": _MADE,
    "规范性文件": _MADE,
    "licensing": _ITEMS,
    "其他对外管理服务事项": _ITEMS,
    "penalty": _ITEMS,
    "coercion": _ITEMS,
    "fees": ("上一年项目数量", "本年增/减"),
    "政府集中采购": ("采购项目数量", "采购总金额"),
}


def build_of_2019(seed: int, year: int) -> Draft:
    """A correct report of that year: its table two is another, and its table three has （六）其他处理 in one row."""
    draft = build(seed, year=year)
    return draft.with_table(_disclosure()).with_table(_applications(draft.tables["applications"]))


def _disclosure() -> TableDraft:
    return TableDraft(
        "disclosure", {row: dict.fromkeys(columns, "0") for row, columns in _DISCLOSURE.items()}, edition=2019
    )


def _applications(table: TableDraft) -> TableDraft:
    """Table three with the three rows that came in 2021 as the one that they were."""
    columns = table.cells["received"]
    one = {name: str(sum(int(table.cells[row][name]) for row in form.OTHER_DETAILS)) for name in columns}
    cells: dict[str, dict[str, str]] = {}
    for row, figures in table.cells.items():
        if row in form.OTHER_DETAILS:
            cells["outcomes.other"] = one
        else:
            cells[row] = figures
    return replace(table, cells=cells, edition=2019)
