"""Which figures a growth is told of: those before it in its row, those in brackets, and a base behind it."""

from collections.abc import Sequence
from itertools import takewhile

from service.language.lexer import UNKNOWN
from service.language.lexicon import spelled
from service.language.relations.figures import MARKS, Figure, Row, before_bracket
from service.language.relations.ratios import is_comparable
from service.language.relations.times import is_difference, is_named_base, rises_to, years
from service.language.relations.totals import value

BESIDE = MARKS | frozenset("FILL COMPARE LAST DATE CHANGE AND TOTAL APPLICATION THIS OWN BY AMID HEAD REF".split())
"""What says nothing else of a figure beside growth."""


def figures_of(row: Row, at: int, found: Sequence[Row], this: int) -> tuple[list[Figure], list[Figure]]:
    """The counts before a growth in the unit of the last, with those in brackets behind them that name a year.

    A difference that another percentage follows was told with that one, and is left out.
    """
    near = _since_growth(_before(row, at, found), row, this)
    if not near or near[-1].quantity is None:
        return [], []
    unit = near[-1].quantity.sort
    chosen: list[Figure] = []
    asides: list[Figure] = []
    for n, figure in enumerate((*near, row.figures[at])):
        is_told = n + 1 < len(near) and near[n + 1].percent is not None and is_difference(figure)
        if figure.quantity and figure.quantity.sort == unit and not is_told and not _is_threshold(figure):
            chosen.append(figure)
        if figure is row.figures[at] and (of_both := _of_both_years(figure, near[-1], unit)):
            chosen.append(of_both)
            asides.append(of_both)
        for aside in figure.asides:
            if aside is row or len(aside.figures) != 1:
                continue
            if is_year(aside.figures[0], unit) or (figure is near[-1] and _is_bare(aside, unit)):
                chosen.append(aside.figures[0])
                asides.append(aside.figures[0])
    chosen += _base_behind(row, at, unit)
    since = max((n for n, f in enumerate(chosen) if "SEMI" in f.kinds), default=0)
    if since and len(chosen) - since == 1 and is_difference(chosen[since]):
        return [], []  # which says nothing of what it differs from: ;微博则少了226条,降幅10.8%
    if len(chosen) - since > 1:
        chosen = [*_of_this_year(chosen, since, this), *chosen[since:]]
    return (chosen, asides) if all(is_comparable(f.quantity) for f in chosen) else ([], [])


def _of_both_years(growth: Figure, now: Figure, unit: str) -> Figure | None:
    """The earlier of the two counts by year in the bracket behind a growth: 3468条,增长9.8%(2025年3468条,2024年3158条)."""
    inner = next((aside.figures for aside in growth.asides if len(aside.figures) == _OF_BOTH_YEARS), [])
    if not inner or not all(figure.is_named_year and is_year(figure, unit) for figure in inner):
        return None
    return next((figure for figure in inner if value([figure]) != value([now])), None)


def _of_this_year(chosen: Sequence[Figure], since: int, this: int) -> Sequence[Figure]:
    """The count that a base behind a semicolon is compared with: 4738条,2022年4216条,净增522条;2021年3985条,净增753条."""
    base, *behind = chosen[since:]
    is_base_alone = [] < years(base.clause, this)[-1:] < [this] and all(map(is_difference, behind))
    before = takewhile(lambda figure: "AMONG" not in figure.kinds, chosen[:since])
    is_of_year = (f for f in before if not is_difference(f) and years(f.clause, this)[-1:] in ([], [this]))
    return [*is_of_year][-1:] if is_base_alone else []


_OF_BOTH_YEARS = 2


def _before(row: Row, at: int, found: Sequence[Row]) -> list[Figure]:
    """The figures before one, with those that its bracket stands behind; a multiple right before it tells the same as it.

    2470条,是上年1235条的2倍,增长100%.
    """
    near = [*before_bracket(row, found), *row.figures[:at]]
    is_multiple = bool(near) and near[-1].percent is not None and near[-1].token.text.endswith(_TIMES)
    return near[:-1] if is_multiple else near


_TIMES = spelled("times")


def _since_growth(near: list[Figure], row: Row, this: int) -> list[Figure]:
    """The figures before a growth, without those that another growth was told of, unless they are of years before.

    收到97件,比上年的81件增长19.8%;办结98件,同比增长24.1%, where 81 says nothing of the second; 2021年74件,2022年81件,增长9.5%,2023年97件,增长19.8%.
    """
    start = max((n for n, each in enumerate(near, 1) if _tells_growth(each, row)), default=0)
    told = [n for n, f in enumerate(near) if f.quantity and not is_difference(f) and not is_named_base(near, n)]
    if not told or told[-1] < start or rises_to(near[told[-1]]):
        return near
    year = years(near[told[-1]].clause, this)[-1:]
    is_earlier = row.anchor is None and [] < year < [this]
    if is_earlier and any(years(near[n].clause, this)[-1:] in ([], [this]) for n in told if n < start):
        return near  # 97件,2022年81件,增长19.8%;2021年74件,增长31.1%
    of_years = [near[n] for n in told if n < start and [] < years(near[n].clause, this)[-1:] < year]
    return [*of_years, *near[start:]]


def _tells_growth(figure: Figure, row: Row) -> bool:
    """Whether it is a percentage of growth, or one stands in a bracket behind it that isn't this row."""
    inner = (each for aside in figure.asides if aside is not row for each in aside.figures)
    return any(each.percent is not None and "CHANGE" in each.kinds for each in (figure, *inner))


def _is_bare(aside: Row, unit: str) -> bool:
    """Whether a bracket holds a count and nothing else, as last year's often does: 新收36件（30件）,增长20%."""
    bare = aside.figures[0]
    return bare.quantity is not None and bare.quantity.sort == unit and not bare.kinds and not aside.tail


def _is_threshold(figure: Figure) -> bool:
    """Whether something is said to be right above or below a number: 首次低于140件."""
    return bool(figure.clause) and figure.clause[-1].text in _THAN


_THAN = (*spelled("above"), *spelled("below"))


def _base_behind(row: Row, at: int, unit: str) -> list[Figure]:
    """The figure of the year before that a growth is told ahead of, if there is one: 同比增长12.9%,上年为1160条."""
    behind = row.figures[at + 1 :]
    if not any(map(is_difference, row.figures[:at])):
        behind = list(takewhile(lambda figure: figure.kinds[:1] != ("SEMI",), behind))
    if len(behind) != 1 or behind[0].kinds[:1] != ("COMMA",) or not _NAMES_BASE.issuperset(behind[0].kinds):
        return []
    return behind if is_year(behind[0], unit) and "COMPARE" not in behind[0].kinds else []


_NAMES_BASE = BESIDE | {UNKNOWN, "RECEIVE", "ISSUE", "PROACTIVE"}
"""What may name the figure of the year before behind a growth: 同比增长8.4%,2022年公开数为13520条."""


def is_year(figure: Figure, unit: str) -> bool:
    """Whether a figure in a unit is told of a year that it names, and is neither a difference nor a part."""
    is_named = figure.is_named_year or "LAST" in figure.kinds
    is_in_unit = figure.quantity is not None and figure.quantity.sort == unit
    return is_named and is_in_unit and {"CHANGE", "CARRY", "AMONG"}.isdisjoint(figure.kinds)
