"""Random tables whose identities hold: mostly zeros and small figures, sometimes large ones."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from service.reports import form

Figures = dict[str, dict[str, int | Decimal]]
_SIZES = {"none": 0, "few": 6, "some": 40, "many": 900}


def tables(rng: Random, *, size: str | None = None, forward: bool | None = None) -> dict[str, Figures]:
    """The three tables' figures by table, row and column.

    `size` is `none`, `few`, `some` or `many` applications; `forward` says whether some are carried forward.
    """
    size = size or rng.choices(tuple(_SIZES), (30, 40, 20, 10))[0]
    return {
        "disclosure": disclosure(rng, size),
        "applications": applications(rng, size, forward),
        "reviews": reviews(rng, size),
    }


def disclosure(rng: Random, size: str) -> Figures:
    """Table two. Few bodies make regulations; a bureau's licences and penalties may run into thousands."""
    figures: Figures = {}
    for row, columns in form.DISCLOSURE_CELLS.items():
        if row == "fees":
            figures[row] = {"amount": _fee(rng, size)}
        elif columns == ("decisions",):
            figures[row] = {"decisions": _maybe(rng, 0.4, {"many": 9000, "some": 600}.get(size, 60))}
        else:
            likely = 0.45 if row == "normative_documents" else 0.03
            figures[row] = _documents(rng, likely)
    return figures


def applications(rng: Random, size: str, forward: bool | None) -> Figures:
    """Table three, column by column, then the totals."""
    figures: Figures = {row: dict.fromkeys(form.APPLICATION_COLUMNS, 0) for row in form.APPLICATION_ROWS}
    for column in form.APPLICANTS:
        share = {"natural_person": 1.0, "commercial_enterprise": 0.3}.get(column, 0.06)
        if rng.random() < (1.0 if column == "natural_person" else share + 0.1):
            _fill(rng, figures, column, round(_SIZES[size] * share))
    if forward is not None:
        _force_forward(figures, forward)
    for row in figures.values():
        row["total"] = sum(int(row[column]) for column in form.APPLICANTS)
    return figures


def reviews(rng: Random, size: str) -> Figures:
    """Table four."""
    most = {"none": 1, "few": 2, "some": 6, "many": 40}[size]
    figures: Figures = {}
    for row in form.REVIEW_ROWS:
        cells: dict[str, int | Decimal] = {
            column: _maybe(rng, 0.12 if size in ("none", "few") else 0.4, most)
            for column in form.REVIEW_COLUMNS
            if column != "total"
        }
        figures[row] = cells | {"total": sum(cells.values())}
    return figures


def as_text(figures: Mapping[str, Mapping[str, int | Decimal]]) -> dict[str, dict[str, str]]:
    """The figures as they are printed."""
    return {row: {column: str(value) for column, value in cells.items()} for row, cells in figures.items()}


def _fill(rng: Random, figures: Figures, column: str, most: int) -> None:
    received = rng.randint(1, most) if most else 0
    over = rng.randint(1, max(1, most // 8)) if received and rng.random() < 0.2 else 0
    forward = rng.randint(1, max(1, received // 6)) if received > 1 and rng.random() < 0.25 else 0
    figures["received"][column], figures["carried_over"][column] = received, over
    figures["carried_forward"][column] = forward
    figures["outcomes.total"][column] = received + over - forward
    weights = [12 if row == "outcomes.granted" else 5 if "not_held" in row else 1 for row in form.OUTCOME_DETAILS]
    for row in rng.choices(form.OUTCOME_DETAILS, weights, k=received + over - forward):
        figures[row][column] += 1


def _force_forward(figures: Figures, wanted: bool) -> None:
    column = "natural_person"
    if wanted and figures["carried_forward"][column] == 0:
        figures["carried_forward"][column] += 1
        figures["received"][column] += 1
    elif not wanted:
        for name in form.APPLICANTS:
            figures["received"][name] -= figures["carried_forward"][name]
            figures["carried_forward"][name] = 0


def _documents(rng: Random, likely: float) -> dict[str, int | Decimal]:
    if rng.random() > likely * 1.6:
        return {"issued": 0, "repealed": 0, "in_force": 0}
    issued = _maybe(rng, likely, 5)
    return {"issued": issued, "repealed": _maybe(rng, 0.2, 3), "in_force": issued + rng.randint(0, 14)}


def _fee(rng: Random, size: str) -> int | Decimal:
    if rng.random() > 0.2:
        return 0
    whole = rng.randint(1, 8000 if size == "many" else 90)
    return Decimal(whole) + Decimal(rng.randint(1, 99)) / 100 if rng.random() < 0.6 else whole


def _maybe(rng: Random, likely: float, most: int) -> int:
    return rng.randint(1, most) if rng.random() < likely else 0
