"""Of which year each figure of a row is, and which of them is compared with: what growth is reckoned from.

A figure without a year of its own is of the year of the one before it, as `今年` is of the report's and `上年` of the
one before that. What stands behind 较 or 比 is what another figure is compared with, whatever its year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import YearMention
from service.language.relations.figures import MARKS, Figure, behind_last
from service.reports.finding import Number

NO_YEAR = 9999
"""Stands for the report's year where that isn't known."""
_BEHIND = frozenset("FILL APPLICATION RECEIVE ANSWER".split())
_ENDS = MARKS - {"PAUSE"}
_LISTED = frozenset({"PAUSE", "AND"})
_TWO_BACK = "two back"


@dataclass(slots=True)
class TimedFigure:
    """A figure with its time: `year` of what year, None for several together; `change` which way it is a difference.

    `is_base` where another is compared with it; `since` the year that a difference is said to be from.
    """

    figure: Figure
    year: int | None
    change: str = ""
    is_base: bool = False
    since: int | None = None
    is_own: bool = False
    """Whether the year is its own and not the one before's."""
    is_last: bool = False
    """Whether it is told to be of last year in words, or by its year in brackets."""
    is_aside: bool = False
    is_part: bool = False
    """Whether it is one of several that come to the total before them; what is compared behind them is the total."""

    @property
    def value(self) -> Number:
        """What it counts."""
        return self.figure.quantity.value if self.figure.quantity else 0

    @property
    def rise(self) -> Number:
        """By how much a difference says that something rose; less than nothing where it fell."""
        return -self.value if self.change == "fall" else self.value

    @property
    def is_carried(self) -> bool:
        """Whether it was left over from another year."""
        return "CARRY" in self.figure.kinds


def timed_figures(figures: Sequence[Figure], asides: Sequence[Figure], year: int | None) -> list[TimedFigure]:
    """Figures with their years; `asides` are those among them that stand in brackets and leave nothing behind."""
    this = year or NO_YEAR
    found: list[TimedFigure] = []
    now: int | None = this
    for n, figure in enumerate(figures):
        named = years(_words(figure), this)
        is_last = any(token.kind == "LAST" for token in figure.clause)
        each = TimedFigure(
            figure, now, change_of(figure), is_own=bool(named), is_last=is_last, is_aside=figure in asides
        )
        if named:
            each.year = _of_run(figures, n, named) if len(named) > 1 else named[0]
        elif each.is_aside:
            each.year = this - 1
        elif n and is_listed(figure):
            each.year, each.is_own = _beside(figures, n, this), True
        elif n and _is_listed_by_year(figures[n - 1], this) and rises_to(figure):
            each.year = this
        each.is_last = each.is_last or (each.is_aside and each.year == this - 1)
        each.since = compared_with(figure.lead, this)
        if each.change:
            each.year = next((other for other in named if other != each.since), None)
        else:
            each.is_base = (
                is_named_base(figures, n)
                or _is_built_on(figures, n)
                or (n > 0 and _is_differed_from(figures, n, named, this, is_behind_this=now == this))
            )
            if not each.is_aside and not each.is_base and not each.is_carried:
                now = each.year
        found.append(each)
    for part in _parts(found):
        part.is_part = True
    return found


def _parts(found: list[TimedFigure]) -> list[TimedFigure]:
    """Those of a list that comes to the total before it, where nothing names what is compared behind it."""
    start = next((n for n, each in enumerate(found) if n and "AMONG" in each.figure.kinds), 0)
    end = next((n for n in range(start + 1, len(found)) if found[n].is_base or found[n].change), 0) if start else 0
    parts = found[start:end]
    if len(parts) < 2 or sum(each.value for each in parts) != found[start - 1].value:
        return []
    return parts if _UNNAMED.issuperset(found[end].figure.kinds) else []


_UNNAMED = frozenset("COMMA COMPARE LAST DATE CHANGE FILL TOTAL MORE".split())


def years(words: Iterable[Token], this: int) -> list[int]:
    """The years that words name."""
    return [year for token in words if (year := _year(token, this)) is not None]


def compared_with(words: Sequence[Token], this: int) -> int | None:
    """The year behind a word of comparison, None where none is named."""
    is_compared, found = False, None
    for n, token in enumerate(words):
        is_and = token.kind == "AND" and any(each.kind == "COMPARE" for each in words[n + 2 : n + 5])
        is_compared = is_compared or token.kind == "COMPARE" or is_and
        if is_compared and (year := _year(token, this)) is not None:
            found, is_compared = year, False
    return found


def year_differed_from(change: Figure, this: int) -> int | None:
    """The year whose count a difference is from: the one that it names, or the one before this by 同比; None by 相比 alone."""
    is_year_by_year = any(token.text in _YEAR_BY_YEAR for token in change.lead)
    return compared_with(change.lead, this) or (this - 1 if is_year_by_year else None)


_YEAR_BY_YEAR = spelled("year_by_year")


def compared_year(growth: Figure, this: int) -> int | None:
    """The year whose figure a growth is of, where words before it name one: 2024年比2022年减少, 去年减幅; None where none do."""
    words = [token for token in growth.clause if token.kind != "FILL"]
    end = next((n for n, token in enumerate(words) if token.kind in ("COMPARE", "AND")), None)
    if end is None:
        end = 1 if [token.kind for token in words[1:]] == ["CHANGE"] else 0
    return next(iter(reversed(years(words[:end], this))), None)


def change_of(figure: Figure) -> str:
    """Which way a count is by its words the difference of another, empty where it is none."""
    for token in reversed(figure.clause):
        if token.kind in ("CHANGE", "MORE"):
            return "" if "to" in str(token.value) else str(token.value)
        if token.kind not in _BEHIND:
            return ""
    return ""


def is_difference(figure: Figure) -> bool:
    """Whether a count is what two others differ by."""
    return any(token.kind in ("CHANGE", "MORE") for token in figure.clause) and not rises_to(figure)


def rises_to(figure: Figure) -> bool:
    """Whether a count is what another became."""
    return any(token.kind == "CHANGE" and "to" in str(token.value) for token in figure.clause)


def rises_from(base: Figure) -> tuple[Token, ...] | None:
    """The words between 由 and what something rose or fell from: 网站由2022年的12个; None where it isn't told so."""
    starts = (n for n, token in enumerate(base.clause) if token.value in ("from", "starting"))
    start = next(starts, None)
    return None if start is None else base.clause[start + 1 :]


def is_named_base(figures: Sequence[Figure], at: int) -> bool:
    """Whether another figure is compared with this one: 较上年的26件, 与上年的26件相比, 由26件增至29件."""
    figure = figures[at]
    if rises_to(figure):
        return False
    words = figure.clause
    is_from = at + 1 < len(figures) and rises_to(figures[at + 1])
    for n, token in enumerate(words):
        if token.value == "starting" and is_from:
            return True
        is_named = any(each.kind in ("LAST", "DATE") for each in words[n + 1 :])
        if token.kind == "COMPARE" and (is_from or is_named or token.value != "from"):
            return True
        if token.kind == "AND" and [each.kind for each in words[n + 1 : n + 2]] in (["LAST"], ["DATE"]):
            return next((kind for kind in figure.behind if kind != "FILL"), "") == "COMPARE"
    return False


def _words(figure: Figure) -> tuple[Token, ...]:
    """The words of its lead behind the last mark in it that lists no years."""
    return figure.lead[behind_last(_ENDS, figure.kinds) :]


def _year(token: Token, this: int) -> int | None:
    if token.kind == "LAST":
        return this - (2 if token.value == _TWO_BACK else 1)
    if token.kind == "THIS" or token.value == "this":
        return this
    return token.value.year if isinstance(token.value, YearMention) else None


def _of_run(figures: Sequence[Figure], first: int, named: list[int]) -> int | None:
    """The year of the first of a run of figures that are told of as many years."""
    run = 1
    while first + run < len(figures) and is_listed(figures[first + run]):
        run += 1
    return named[0] if run == len(named) else None


def _beside(figures: Sequence[Figure], at: int, this: int) -> int | None:
    first = at
    while first and is_listed(figures[first]):
        first -= 1
    named = years(_words(figures[first]), this)
    if len(named) < 2:
        return named[0] if named else this
    is_run = _of_run(figures, first, named) is not None
    return named[at - first] if is_run else None


def is_listed(figure: Figure) -> bool:
    """Whether nothing but a mark of listing stands between a figure and the one before it."""
    return bool(figure.kinds) and _LISTED.issuperset(figure.kinds)


def _is_listed_by_year(figure: Figure, this: int) -> bool:
    """Whether a figure of a year goes on with a list: 由2022年的371个、2023年的298个减至233个."""
    return figure.kinds[:1] == ("PAUSE",) and bool(years(figure.clause, this))


def _is_built_on(figures: Sequence[Figure], at: int) -> bool:
    """Whether the difference right behind a figure is told to be added to it: 在2023年14416条的基础上增加814条."""
    following = figures[at + 1 : at + 2]
    said = [kind for each in following for kind in each.kinds if kind != "FILL"]
    return said[:1] == ["HEAD"] and bool(change_of(following[0]))


def _is_differed_from(
    figures: Sequence[Figure], at: int, named: Sequence[int], this: int, *, is_behind_this: bool
) -> bool:
    """Whether a figure of an earlier year is what a difference behind it is from: 1042条,2022年914条,增加128条.

    It is the one right before it, or of several the one whose year it names: 1042条,2022年914条,2021年880条,比2022年增加128条.
    """
    until = next((n for n in range(at + 1, len(figures)) if change_of(figures[n])), 0)
    if not until or not named or named[-1] >= this:
        return False
    change = figures[until]
    if change.kinds[:2] == ("COMMA", "COMPARE"):
        since = year_differed_from(change, this)
        if since is None:
            return until == at + 1
        if any(years(each.clause, this)[-1:] == [since] for each in figures[1:until]):
            return named[-1] == since
    return is_behind_this and until == at + 1 and change.kinds[:1] == ("COMMA",)
