"""Of which two figures growth may be told: the later and the earlier one, by their years or by what they differ by."""

from collections.abc import Iterator, Sequence

from service.language.relations.figures import Figure, Row
from service.language.relations.times import TimedFigure, rises_to
from service.reports.finding import Number

Pair = tuple[Number, Number]
"""A later figure and an earlier one."""


def pairs_of(timed: list[TimedFigure], since: int | None, until: int | None = None) -> Iterator[Pair]:
    """The later and the earlier figure, in every way that the words allow, the likeliest first.

    `since` is the year that the percentage is said to compare with, `until` the one whose figure it is said to be of.
    """
    plain = [each for each in timed if not each.change and not each.is_base and not each.is_carried]
    plain.sort(key=lambda each: not each.is_part)
    base = next((each for each in reversed(timed) if each.is_base), None)
    change = next((each for each in reversed(timed) if each.change or each.is_base), None)
    if change and change.change:
        yield from _by_difference(change, timed, plain, base)
        return
    if base:
        yield from (
            (each.value, base.value)
            for each in reversed(plain)
            if until in (None, each.year) and (each.year != base.year or not base.is_own or rises_to(each.figure))
        )
        bases = (each for each in timed if each.is_base and each is not base and until is not None)
        yield from ((each.value, base.value) for each in bases if each.year == until)  # 2022年又比2021年的104条增长25%
    yield from _by_years(plain, since, until)


def summed(timed: Sequence[TimedFigure], pair: Pair) -> Iterator[Pair]:
    """What the figures before an earlier one, or before a difference, come to together, and that.

    来信1046件、来电336件,较上年的1512件下降8.6%; 建议9件、提案12件,比上年增加3件,增长16.7%.
    """
    at = next((n for n, each in enumerate(timed) if each.value == pair[1]), 0)
    yield from ((total, pair[1]) for total in totals_back([each.figure for each in timed[:at]]))
    for n, change in enumerate(timed):
        totals = totals_back([each.figure for each in timed[:n]]) if change.change else ()
        yield from ((total, total - change.rise) for total in totals if total > change.rise)


def totals_back(figures: Sequence[Figure]) -> Iterator[Number]:
    """What the last of some counts come to, two of them and more, as far as they are in one unit."""
    unit = figures[-1].quantity.sort if figures and figures[-1].quantity else ""
    total: Number = 0
    for number, figure in enumerate(reversed(figures[-_MOST_SUMMED:]), 1):
        if figure.quantity is None or figure.quantity.sort != unit or not _OF_ONE_LIST.isdisjoint(figure.kinds):
            return
        total += figure.quantity.value
        if number > 1:
            yield total
        if figure.kinds[:1] not in _LISTED:
            return


_OF_ONE_LIST = frozenset("AMONG AMID LAST COMPARE CHANGE MORE".split())
"""What tells that a count is of another year, or among others, and so is listed with none."""
_LISTED = (("PAUSE",), ("COMMA",), ("SEMI",), ("AND",))
_MOST_SUMMED = 8
"""Counts that are compared together, at most."""


def _by_years(plain: list[TimedFigure], since: int | None, until: int | None) -> Iterator[Pair]:
    """Figures of two years, those of years that follow each other first."""
    dated = [(each.year, each.value) for each in plain if each.year is not None]
    pairs = [
        (later[0] - earlier[0], later[1], earlier[1])
        for later in reversed(dated)
        for earlier in reversed(dated)
        if later[0] > earlier[0] and since in (None, earlier[0]) and until in (None, later[0])
    ]
    yield from ((later, earlier) for _, later, earlier in sorted(pairs, key=lambda pair: pair[0]))


def _by_difference(
    change: TimedFigure, timed: list[TimedFigure], plain: list[TimedFigure], base: TimedFigure | None
) -> Iterator[Pair]:
    if base:
        yield base.value + change.rise, base.value
        yield from ((each.value, base.value) for each in reversed(plain) if each.year != base.year)
        return
    for each in reversed(plain):
        is_later, is_earlier = _ends(each, change)
        is_base = each.is_last or (each.is_aside and each.year == change.since)
        is_behind = timed.index(each) > timed.index(change) and not is_base
        if is_later or is_behind:
            yield each.value, each.value - change.rise
        if is_earlier or is_behind:
            yield each.value + change.rise, each.value
    yield from others(plain)


def _ends(each: TimedFigure, change: TimedFigure) -> tuple[bool, bool]:
    """Whether a figure may be what a difference led to, and whether what it began from."""
    if each.year is None:
        return True, False
    if change.year is not None:
        return each.year >= change.year, each.year < change.year
    if change.since is not None:
        is_either = each.year == change.since and each.is_last and not each.is_aside
        return each.year > change.since or is_either, each.year <= change.since
    return not each.is_last, each.is_last


def others(timed: list[TimedFigure]) -> Iterator[Pair]:
    """Two figures by which growth may be meant though the difference beside them is another."""
    for base in timed:
        for each in timed:
            is_before = base.is_base or (base.year is not None and each.year is not None and base.year < each.year)
            if is_before and not each.is_base and not each.change and not base.change and base.value:
                yield each.value, base.value


def differing(timed: list[TimedFigure]) -> Iterator[Pair]:
    """Each figure as the base of each difference beside it, whatever its year: 上一学年收到9件,本学年减少4件."""
    for change in (each for each in timed if each.change):
        for base in (each for each in timed if not each.change and each.value):
            yield base.value + change.rise, base.value


def since_earlier(timed: list[TimedFigure], earlier: Sequence[Row]) -> Iterator[Pair]:
    """What the sentences before count in the same unit: it may be compared with a base, be the base, or differ from one by so much."""
    before = [figure for row in earlier for figure in row.figures]
    for each in (each for each in timed if each.value and each.figure not in before):
        for figure in before:
            told, own = figure.quantity, each.figure.quantity
            if not told or not own or told.sort != own.sort or not told.value:
                continue
            if not each.change:
                yield (told.value, each.value) if each.is_base else (each.value, told.value)
            elif told.value > each.rise:
                yield told.value, told.value - each.rise
