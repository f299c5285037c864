"""Growth: a percentage by which this year's figure is above or below last year's.

Two of the three, this year's figure, last year's, and what they differ by, tell it. Which is which is said by the words
before each: 较2022年的26件增加3件, 由26件增至29件, 29件(上年26件).
"""

from collections.abc import Iterator, Sequence

from service.domain.finding import Number
from service.language.claims import Certainty
from service.language.mentions import Percent
from service.language.relations.figures import MARKS, Figure, Row
from service.language.relations.ratios import Ratio, is_comparable
from service.language.relations.totals import is_past
from service.language.relations.values import Growth
from service.language.text import Sentence

_BESIDE = MARKS | frozenset("FILL COMPARE LAST DATE CHANGE AND TOTAL APPLICATION THIS OWN BY AMID HEAD REF".split())
_BEHIND = frozenset("FILL APPLICATION RECEIVE ANSWER".split())
_FACTOR = 2.5
"""How far apart what is stated and what the figures give may be, for an error of reckoning."""
_Pair = tuple[Number, Number]


def growths(sentence: Sentence, found: Sequence[Row], year: int | None) -> Iterator[Growth]:
    """The growth rates of a sentence that figures beside them tell."""
    for row in found:
        for at, figure in enumerate(row.figures):
            percent = figure.percent
            if not percent or percent.is_points or not percent.is_exact or "CHANGE" not in figure.kinds:
                continue
            if not _BESIDE.issuperset(figure.kinds) or "SEMI" in figure.kinds or "STOP" in figure.kinds:
                continue
            told = _figures(row, at, found)
            if growth := _growth(figure, percent, told, year, sentence):
                yield growth


def _figures(row: Row, at: int, found: Sequence[Row]) -> list[Figure]:
    """The counts before a growth in the unit of the last, with those in brackets behind them that name a year."""
    near = [*row.figures[:at]]
    if row.anchor:
        home = next((each for each in found if row.anchor in each.figures), None)
        near = [*(home.figures[: home.figures.index(row.anchor) + 1] if home else [row.anchor]), *near]
    if not near or near[-1].quantity is None:
        return []
    unit = near[-1].quantity.unit
    told: list[Figure] = []
    for figure in (*near, row.figures[at]):
        if figure.quantity and figure.quantity.unit == unit:
            told.append(figure)
        for aside in figure.asides:
            if aside is not row and len(aside.figures) == 1 and _is_year(aside.figures[0], unit):
                told.append(aside.figures[0])
    since = max((n for n, f in enumerate(told) if "SEMI" in f.kinds), default=0)
    chosen = told[since:] if len(told) - since > 1 else told
    return chosen if all(is_comparable(f.quantity) for f in chosen) else []


def _is_year(figure: Figure, unit: str) -> bool:
    is_named = figure.is_named_year or "LAST" in figure.kinds
    return bool(is_named and figure.quantity and figure.quantity.unit == unit and "CHANGE" not in figure.kinds)


def _growth(
    figure: Figure, percent: Percent, told: list[Figure], year: int | None, sentence: Sentence
) -> Growth | None:
    way = next(str(t.value) for t in reversed(figure.lead) if t.kind == "CHANGE")
    pairs = [(later, earlier) for later, earlier in _pairs(told, year) if earlier > 0 and later >= 0]
    if not pairs:
        return None
    blur = max((f.quantity.resolution for f in told if f.quantity), default=0) * (2 if len(told) > 2 else 1)
    ratios = [Ratio(*pair, blur, is_growth=True, is_fall=way.startswith("fall")) for pair in pairs]
    ratio = next((each for each in ratios if each.holds(percent)), ratios[0])
    holds = ratio.holds(percent)
    certainty, reason = (Certainty.ESTABLISHED, "") if holds else _judged(ratio, percent, told)
    start = next(t.start for t in reversed(figure.lead) if t.kind == "CHANGE")
    begin = next((t.start for t in figure.clause), start)
    return Growth(
        percent.value, ratio.actual, percent.places, ratio.part, ratio.whole, holds, certainty, reason, sentence,
        min(start, begin), figure.token.end,
    )  # fmt: skip


def _judged(ratio: Ratio, percent: Percent, told: list[Figure]) -> tuple[Certainty, str]:
    stated, actual = float(percent.value), ratio.actual
    if actual < 0:
        is_turned = abs(stated + actual) < 10.0**-percent.places
        is_named = sum(figure.is_named_year for figure in told) > 1
        if not is_turned and not is_named:
            return Certainty.PASSED, "another direction"
        return (Certainty.ESTABLISHED, "") if is_turned and is_named else (Certainty.TO_CHECK, "another direction")
    if not _is_explicit(told) and max(stated, actual) > _FACTOR * max(min(stated, actual), 1.0):
        return Certainty.TO_CHECK, "far from its figures"
    return Certainty.ESTABLISHED, ""


def _is_explicit(told: list[Figure]) -> bool:
    """Whether the figure that growth is reckoned from follows nothing but words of comparison: 较2024年的1050件."""
    return bool(told) and "COMPARE" in told[-1].kinds and _BESIDE.issuperset(k.kind for k in told[-1].clause)


def _pairs(told: list[Figure], year: int | None) -> Iterator[_Pair]:
    """The later and the earlier figure, in every way that the words allow, the likeliest first."""
    values = [figure.quantity.value if figure.quantity else 0 for figure in told]
    changes = [_change(figure) for figure in told]
    bases = [
        n
        for n, figure in enumerate(told)
        if not changes[n] and (is_past(figure, year) or _is_from(told, n)) and not _to(figure)
    ]
    plain = [n for n in range(len(told)) if not changes[n] and n not in bases and "CARRY" not in told[n].kinds]
    difference = next((n for n in range(len(told) - 1, -1, -1) if changes[n]), None)
    if difference is None:
        yield from ((values[later], values[base]) for base in reversed(bases) for later in reversed(plain))
        return
    change = values[difference] * (-1 if changes[difference] == "fall" else 1)
    near = [n for n in plain if n < difference]
    for base in reversed(bases):
        yield values[base] + change, values[base]
        yield from ((values[n], values[base]) for n in reversed(near))
        if not near:
            yield values[base], values[base] - change
    yield from ((values[n], values[n] - change) for n in reversed(near))
    if not near and not bases:
        return


def _change(figure: Figure) -> str:
    """Which way a count is by its words the difference of another, empty where it is none."""
    for token in reversed(figure.clause):
        if token.kind in ("CHANGE", "MORE"):
            return "" if "to" in str(token.value) else str(token.value)
        if token.kind not in _BEHIND:
            return ""
    return ""


def _to(figure: Figure) -> bool:
    return any(token.kind == "CHANGE" and "to" in str(token.value) for token in figure.clause)


def _is_from(told: list[Figure], at: int) -> bool:
    """Whether the next figure is what this one became: 由26件增至29件."""
    return at + 1 < len(told) and _to(told[at + 1]) and not {"COMPARE", "VIEW"}.isdisjoint(told[at].kinds)
