"""Counts that are told in two units, one right behind the other: 20户36人,其中城市8户15人、农村12户21人."""

from collections.abc import Iterator, Sequence
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
    return _of(row, pairs, 1, start + len(told))


def by_units(row: Row) -> Iterator[Row]:
    """The counts of a row by each of two units, whose totals are told in clauses of their own, or whose parts are.

    培训5期、参训712人次,其中机关1期96人次、基层4期616人次; 培训5期、712人次,其中机关1期、96人次,基层4期、616人次; 培训5期共712人次,其中….
    """
    at = next((n for n, figure in enumerate(row.figures) if n >= _BOTH and "AMONG" in figure.kinds), 0)
    pairs = list(_pairs(row.figures, at)) if at else []
    is_told = len(pairs) >= _FEWEST and any(other.lead for _, other in pairs)
    if not is_told or len({(_unit(one), _unit(other)) for one, other in pairs}) > 1:
        return
    end = at - _BOTH + 2 * len(pairs)
    if end < len(row.figures) and _unit(row.figures[end]) in map(_unit, pairs[0]):
        return
    yield from (_of(row, pairs, n, end) for n in (0, 1))


_BOTH = 2
"""The totals in two units, which stand right before what opens the list of their parts."""


def _pairs(figures: Sequence[Figure], at: int) -> Iterator[tuple[Figure, Figure]]:
    """The totals right before a list and its parts, two by two, as long as both are exact and of two units."""
    for n in range(at - _BOTH, len(figures) - 1, 2):
        one, other = figures[n : n + 2]
        is_next = not other.lead or other.kinds[0] == "PAUSE" or (n < at and other.kinds == ("TOTAL",))
        if not is_next or not _are_exact(one, other) or (n >= at and set(other.kinds) > {"PAUSE"}):
            return
        yield one, other


def _of(row: Row, pairs: Sequence[tuple[Figure, Figure]], unit: int, end: int) -> Row:
    """The counts in one of two units, each with the words before the first."""
    figures = []
    for pair in pairs:
        figure = Figure(pair[unit].token, pair[0].lead)
        figure.asides, figure.behind = pair[1].asides, pair[1].behind
        figures.append(figure)
    return Row(figures, row.figures[end].lead if end < len(row.figures) else row.tail, row.anchor, row.remarks)


def _is_second(one: Figure, other: Figure) -> bool:
    """Whether a count stands right behind one in another unit."""
    return _are_exact(one, other) and not other.lead


def _are_exact(one: Figure, other: Figure) -> bool:
    is_exact = bool(one.quantity and other.quantity and one.quantity.is_exact and other.quantity.is_exact)
    return is_exact and _unit(one) != _unit(other)


def _unit(figure: Figure) -> str:
    return figure.quantity.sort if figure.quantity else ""
