"""Counts that are told in two units, one right behind the other: 20户36人,其中城市8户15人、农村12户21人."""

from itertools import pairwise

from service.language.relations.figures import Figure, Row

_FEWEST = 3
"""Counts in two units, at least: a total and two parts."""


def second(row: Row) -> Row | None:
    """The counts of a row by the second of their units alone, which have the words before the first; None for few or others.

    Nothing else may be counted between them, so that the row ends before what is told in one unit.
    """
    pairs = [(one, other) for one, other in pairwise(row.figures) if _is_second(one, other)]
    start = row.figures.index(pairs[0][0]) if len(pairs) >= _FEWEST else 0
    told = row.figures[start : start + 2 * len(pairs)]
    if len(pairs) < _FEWEST or told != [each for pair in pairs for each in pair]:
        return None
    figures = [Figure(other.token, one.lead) for one, other in pairs]
    for figure, (_, other) in zip(figures, pairs, strict=True):
        figure.asides, figure.behind = other.asides, other.behind
    end = start + len(told)
    return Row(figures, row.figures[end].lead if end < len(row.figures) else row.tail, row.anchor, row.remarks)


def _is_second(one: Figure, other: Figure) -> bool:
    """Whether a count stands right behind one in another unit."""
    is_exact = bool(one.quantity and other.quantity and one.quantity.is_exact and other.quantity.is_exact)
    return is_exact and not other.lead and _unit(one) != _unit(other)


def _unit(figure: Figure) -> str:
    return figure.quantity.sort if figure.quantity else ""
