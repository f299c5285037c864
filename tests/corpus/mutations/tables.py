"""Tables that lack a row, a column or a figure, whose labels are misspelt, or that follow the superseded form."""

from dataclasses import replace
from random import Random

from service.reports import form
from tests.corpus.draft import Draft
from tests.corpus.expected import item
from tests.corpus.mutations.case import Case, Mutation, broken

_NUMBERS = {"disclosure": 2, "applications": 3, "reviews": 4}


def dropped(draft: Draft, rng: Random) -> Case | None:
    """A section that must have a table has only text, or nothing."""
    table = rng.choice(list(_NUMBERS))
    changed = replace(draft.section(_NUMBERS[table]), table=None)
    return broken(draft.with_section(changed), item("TAB01", table=table))


def row_dropped(draft: Draft, rng: Random) -> Case | None:
    """A row of the form is not there."""
    key = rng.choice(("disclosure", "applications", "applications"))
    table = draft.tables[key]
    row = rng.choice([r for r in table.cells if r != "outcomes.other.other"])
    left = replace(table, cells={name: cells for name, cells in table.cells.items() if name != row})
    return broken(draft.with_table(left), item("TAB02", table=key, row=row))


def column_dropped(draft: Draft, rng: Random) -> Case | None:
    """A column of the form is not there."""
    key, column = rng.choice(
        [("disclosure", name) for name in ("issued", "repealed", "in_force")]
        + [("applications", name) for name in form.APPLICATION_COLUMNS]
    )
    table = draft.tables[key]
    cells = {row: {name: t for name, t in texts.items() if name != column} for row, texts in table.cells.items()}
    return broken(draft.with_table(replace(table, cells=cells)), item("TAB03", table=key, column=column))


def label_misspelt(draft: Draft, rng: Random) -> Case | None:
    """A label is nearly the form's: a character lost, doubled or wrong."""
    key = rng.choice(("disclosure", "applications", "applications", "reviews"))
    named = {f"row:{row}": form.row_label(key, row) for row in draft.tables[key].cells if row != "review"}
    named |= {} if key == "reviews" else {f"column:{name}": label for name, label in form.COLUMNS[key].items()}
    name, label = rng.choice([(name, label) for name, label in named.items() if len(label) > _SHORTEST])
    wrong = _misspelt(label, rng)
    if wrong is None or wrong in form.ROWS[key].values():
        return None
    table = draft.tables[key]
    return broken(
        draft.with_table(replace(table, labels=table.labels | {name: wrong})), item("TAB04", quote=wrong.strip())
    )


def figure_missing(draft: Draft, rng: Random) -> Case | None:
    """A cell is empty, a dash or words, or counts less than nothing or a part."""
    key, row, column = _place(draft, rng)
    text = rng.choice(("", "—", "/", "-", "无", "见附件", "-1", "1.5", "　"))
    if row == "fees" and text == "1.5":
        return None
    return broken(draft.with_cell(key, row, column, text), item("TAB05", table=key, row=row, column=column))


def figure_split(draft: Draft, rng: Random) -> Case | None:
    """A figure is written with a gap."""
    spots = [
        (key, row, column, text)
        for key, table in draft.tables.items()
        for row, cells in table.cells.items()
        for column, text in cells.items()
        if len(text) > 1 and "." not in text
    ]
    if not spots:
        return None
    key, row, column, text = rng.choice(spots)
    cut = rng.randint(1, len(text) - 1)
    gap = rng.choice((" ", "\u00a0", " "))
    split = draft.with_cell(key, row, column, text[:cut] + gap + text[cut:])
    return broken(split, item("TAB06", table=key, row=row, column=column))


def single_other_row(draft: Draft, rng: Random) -> Case | None:
    """（六）其他处理 as one row: the form of 2019."""
    table = draft.tables["applications"]
    summed = {
        column: str(sum(int(table.cells[row][column]) for row in form.OTHER_DETAILS))
        for column in form.APPLICATION_COLUMNS
    }
    cells: dict[str, dict[str, str]] = {}
    for row, texts in table.cells.items():
        cells |= {"outcomes.other": summed} if row == form.OTHER_DETAILS[0] else {}
        cells |= {} if row in form.OTHER_DETAILS else {row: texts}
    changed = draft.with_table(replace(table, cells=cells, edition=2019))
    return broken(changed, item("TAB07", table="applications"))


MUTATIONS: dict[str, Mutation] = {
    "dropped": dropped,
    "row_dropped": row_dropped,
    "column_dropped": column_dropped,
    "label_misspelt": label_misspelt,
    "figure_missing": figure_missing,
    "figure_split": figure_split,
    "single_other_row": single_other_row,
}

_SHORTEST = 5
"""A label of fewer characters leaves open what it was meant to be."""

_LOOKALIKES = dict(zip("制件数量政息申情关属于供机果织理", "致仵娄星攻媳中请美厲干洪杌裹职埋", strict=True))


def _place(draft: Draft, rng: Random) -> tuple[str, str, str]:
    key = rng.choice(("disclosure", "applications", "reviews"))
    row = rng.choice(list(draft.tables[key].cells))
    return key, row, rng.choice(list(draft.tables[key].cells[row]))


def _misspelt(label: str, rng: Random) -> str | None:
    start = next((at + 1 for at, char in enumerate(label[:4]) if char in "、）."), 0)
    spots = [at for at in range(start, len(label) - 1) if "\u4e00" <= label[at] <= "\u9fff"]
    at = rng.choice(spots)
    match rng.choice(("lost", "doubled", "wrong")):
        case "lost":
            return label[:at] + label[at + 1 :]
        case "doubled":
            return label[:at] + label[at] + label[at:]
    return label[:at] + _LOOKALIKES[label[at]] + label[at + 1 :] if label[at] in _LOOKALIKES else None
