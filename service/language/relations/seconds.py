"""Counts that are told in two units, one right behind the other: 20户36人,其中城市8户15人、农村12户21人."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from service.language.relations.figures import MARKS, Figure, Row

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


def by_units(row: Row, before: Row | None) -> Iterator[tuple[Row, Row | None]]:
    """The counts of a row by each of two units, whose totals are told in clauses of their own, or whose parts are.

    培训5期、参训712人次,其中机关1期96人次、基层4期616人次; 培训5期、712人次,其中机关1期、96人次,基层4期、616人次; 培训5期共712人次,其中….
    The totals may stand in the row `before`, and come beside: 对9件申请收取信息处理费800元。其中,甲局7件,收取560元;乙局2件,收取240元.
    """
    at = next((n for n, figure in enumerate(row.figures) if "AMONG" in figure.kinds), None)
    parts = list(_pairs(row.figures, at)) if at is not None else []
    totals = (row.figures[:at] or (before.figures if before else []))[-_BOTH:]
    if at is None or len(parts) < _BOTH or len(totals) < _BOTH or not _are_of(totals, parts):
        return
    end = at + 2 * len(parts)
    if end < len(row.figures) and _unit(row.figures[end]) in map(_unit, totals):
        return
    for n in (0, 1):
        total, listed = Figure(totals[n].token, totals[0].lead), _of(row, parts, n, end)
        if at:
            yield replace(listed, figures=[total, *listed.figures]), None
        else:
            yield listed, Row([total], ())


def _are_of(totals: Sequence[Figure], parts: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether two totals are exact, in the units of the parts, and words stand between them or between the counts of a part."""
    is_told = any(other.lead for other in (totals[1], *(other for _, other in parts)))
    return is_told and _are_exact(*totals) and [*map(_unit, totals)] == [*map(_unit, parts[0])]


_BOTH = 2
"""The totals in two units, which stand right before what opens the list of their parts; and as many parts at least."""


def _pairs(figures: Sequence[Figure], at: int) -> Iterator[tuple[Figure, Figure]]:
    """The parts of a list, two by two, as long as both are exact, in two units, and have the same words between them."""
    first: tuple[list[str], list[str]] | None = None
    for n in range(at, len(figures) - 1, 2):
        one, other = figures[n : n + 2]
        told = [_unit(one), _unit(other)], _words(other)
        first = first or told
        if told != first or not _are_exact(one, other):
            return
        yield one, other


def _words(figure: Figure) -> list[str]:
    """The words before a figure, without marks."""
    return [token.text for token in figure.lead if token.kind not in MARKS]


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
