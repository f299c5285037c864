"""A wrong figure in a table: whatever identities and statements it breaks."""

from random import Random

from tests.corpus.draft import Draft
from tests.corpus.mutations.case import Case, Mutation, broken


def any_cell(draft: Draft, rng: Random) -> Case | None:
    """One figure changed, in any table."""
    table = rng.choice(("applications", "applications", "applications", "reviews", "disclosure"))
    cells = draft.tables[table].cells
    row = rng.choice(list(cells))
    return _changed(draft, rng, table, row, rng.choice(list(cells[row])))


def total_cell(draft: Draft, rng: Random) -> Case | None:
    """A total changed."""
    table = rng.choice(("applications", "applications", "reviews"))
    return _changed(draft, rng, table, rng.choice(list(draft.tables[table].cells)), "total")


def balance_row(draft: Draft, rng: Random) -> Case | None:
    """A figure of the rows that identity 1 balances."""
    row = rng.choice(("received", "carried_over", "outcomes.total", "carried_forward"))
    return _changed(draft, rng, "applications", row, rng.choice(list(draft.tables["applications"].cells[row])))


def told_cell(draft: Draft, rng: Random) -> Case | None:
    """A figure that the text speaks of, in the table alone."""
    case = _changed(draft, rng, "disclosure", *rng.choice(_TOLD))
    return case if case and case.items else None


def neighbours_swapped(draft: Draft, rng: Random) -> Case | None:
    """Two neighbouring figures of a row exchanged."""
    cells = draft.tables["applications"].cells
    pairs = [
        (row, left, right)
        for row, texts in cells.items()
        for left, right in zip(list(texts), list(texts)[1:], strict=False)
        if texts[left] != texts[right]
    ]
    if not pairs:
        return None
    row, left, right = rng.choice(pairs)
    swapped = draft.with_cell("applications", row, left, cells[row][right])
    return broken(swapped.with_cell("applications", row, right, cells[row][left]))


_TOLD = (
    ("normative_documents", "issued"),
    ("licensing", "decisions"),
    ("penalty", "decisions"),
    ("coercion", "decisions"),
    ("fees", "amount"),
)

MUTATIONS: dict[str, Mutation] = {
    "any_cell": any_cell,
    "total_cell": total_cell,
    "balance_row": balance_row,
    "told_cell": told_cell,
    "neighbours_swapped": neighbours_swapped,
}


def _changed(draft: Draft, rng: Random, table: str, row: str, column: str) -> Case | None:
    old = draft.tables[table].cells[row][column]
    new = _slip(old, rng)
    return broken(draft.with_cell(table, row, column, new)) if new != old else None


def _slip(old: str, rng: Random) -> str:
    """A slip of the hand: one off, a digit doubled or dropped, two exchanged, or another number."""
    if "." in old:
        return old.replace(".", f"{rng.randint(1, 9)}.", 1)
    match rng.choice(("off", "off", "doubled", "dropped", "exchanged", "other")):
        case "doubled" if old != "0":
            return old + old[-1]
        case "dropped" if len(old) > 1:
            return old[:-1]
        case "exchanged" if len(old) > 1 and old[-2] != "0":
            return str(int(old[:-2] + old[-1] + old[-2]))
        case "other":
            return str(rng.choice([n for n in range(100) if str(n) != old]))
    return str(max(0, int(old) + rng.choice((-1, 1))))
