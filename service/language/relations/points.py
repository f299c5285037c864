"""By how many percentage points a rate differs from another, held against the two: 由80%升至86%,提高6个百分点."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Literal

from service.language.claims import Certainty
from service.language.lexer import UNKNOWN
from service.language.lexicon import spelled
from service.language.mentions.figures import Percent
from service.language.relations.compared import BETWEEN, SLIP, YEARS, Told
from service.language.relations.figures import Figure, Row
from service.language.relations.times import NO_YEAR, rises_from, rises_to, years
from service.language.relations.values import Growth
from service.language.text import Sentence

_WORDS = (*spelled("higher"), *spelled("rise_by"), *spelled("fall_by"), *spelled("apart"))
"""What tells a difference and is no word of change anywhere else: 高2.4个百分点, 降了5.7个百分点, 相差15个百分点."""


def points(sentence: Sentence, row: Row, year: int | None) -> Iterator[Growth]:
    """The differences in points of a row that stand beside the two rates that they are of."""
    for at, by in enumerate(row.figures):
        if not by.percent or not by.percent.is_points or not by.percent.is_exact:
            continue
        if told := _ahead(row, at, year or NO_YEAR) or _base_behind(row, at):
            made = _judged(told, row, sentence)
            way = _way(by) if made.holds and len(list(filter(_is_rate, row.figures))) <= _PAIR else ""
            yield made if not way or _moved_so(told, way) else replace(made, holds=False, differs_in=way)


def _ahead(row: Row, at: int, this: int) -> Told | None:
    """The two rates before a difference, the second of them right before it: 98.7%,上年为96.2%,提高2.5个百分点."""
    by, ahead = row.figures[at], row.figures[:at]
    if not _tells_difference(by) or not ahead or not _is_rate(ahead[-1]):
        return None
    second, first = ahead[-1], next((each for each in reversed(ahead[:-1]) if _is_rate(each)), None)
    if first is None:
        return None
    if rises_to(second):
        is_of_another = _names_rate(second) and rises_from(first) is None and YEARS.isdisjoint(first.kinds)
        return Told(second, first, by) if first is ahead[-2] and not is_of_another else None
    is_of_its_own = "COMPARE" in by.kinds and not YEARS.isdisjoint(by.kinds)  # 2022年为95%,比2021年提高2个百分点
    return Told(first, second, by) if _is_base(second, this) and not is_of_its_own else None


def _names_rate(figure: Figure) -> bool:
    """Whether the clause of a rate says of what it is: 满意率升至86%, and not 升至86%."""
    return any(token.kind in (UNKNOWN, "NOUN", "RATE") for token in figure.clause)


def _base_behind(row: Row, at: int) -> Told | None:
    """The rate right before a difference and the earlier one behind it: 比上年提高2.1个百分点(上年为89.2%)."""
    by = row.figures[at]
    if not at or not _is_rate(row.figures[at - 1]) or "COMPARE" not in by.kinds or not _tells_difference(by):
        return None
    inner = [aside.figures[0] for aside in by.asides if len(aside.figures) == 1]
    behind = [each for each in row.figures[at + 1 : at + 2] if each.kinds[:1] == ("COMMA",)]
    of_year = (each for each in (*inner, *behind) if _is_rate(each) and _is_plainly_of_year(each))
    base = next(of_year, None)
    return Told(row.figures[at - 1], base, by) if base else None


def _is_rate(figure: Figure) -> bool:
    return figure.percent is not None and figure.percent.is_exact and not figure.percent.is_points


def _tells_difference(by: Figure) -> bool:
    """Whether words of change and comparison alone stand before it."""
    words = [token for token in by.clause if token.kind != "FILL"]
    is_word = bool(words) and words[-1].text in _WORDS
    kinds = by.kinds if not is_word else tuple(token.kind for token in by.lead if token is not words[-1])
    return BETWEEN.issuperset(kinds) and (is_word or not {"CHANGE", "MORE"}.isdisjoint(kinds))


def _is_base(figure: Figure, this: int) -> bool:
    """Whether a rate is what the one before it is compared with, in a clause of its own."""
    own = [token for token in figure.clause if token.kind != "FILL"]
    is_next = [token.kind for token in figure.before_clause] in (["COMMA"], ["SEMI"])
    if not own or not is_next or "CHANGE" in figure.kinds:
        return False
    if own[0].kind == "DATE":
        return max(years(own, this), default=this) < this
    is_of_class = own[0].kind == "NUMBER" and [token.text for token in own[1:2]] == [_CLASS]
    return own[0].kind in ("COMPARE", "LAST", "AND") or own[0].value == "opening" or is_of_class


(_CLASS,) = spelled("class_of")
"""Students by the year of their leaving, before which another class may be counted: 去向落实率94.3%,2022届为92.8%."""


def _is_plainly_of_year(figure: Figure) -> bool:
    return not YEARS.isdisjoint(figure.kinds) and BETWEEN.issuperset(figure.kinds) and "CHANGE" not in figure.kinds


def _judged(told: Told, row: Row, sentence: Sentence) -> Growth:
    """The difference, which holds where any two rates of its row differ so: 54%,78%,97%,两年间提高43个百分点."""
    later, earlier, by = (figure.percent or _NOTHING for figure in told)
    rates = [figure.percent for figure in (*row.figures, told.earlier) if figure.percent and _is_rate(figure)]
    pairs = [(later, earlier)] if rises_to(told.later) else combinations(rates, 2)
    holds = any(_differ(first, second, by) for first, second in pairs)
    lead = told.by.lead
    start = next((token.start for token in lead if token.kind in ("CHANGE", "MORE")), lead[-1].start)
    return Growth(
        by.value, abs(float(later.value - earlier.value)), max(later.places, earlier.places), later.value, earlier.value,
        holds, Certainty.ESTABLISHED, "", sentence, start, max(each.token.end for each in told),
        differs_in="points",
    )  # fmt: skip


def _way(by: Figure) -> Literal["rise", "fall", ""]:
    """Which way a difference is told to be."""
    told = next(
        (token for token in reversed(by.clause) if token.kind in ("CHANGE", "MORE") or token.text in _WORDS), None
    )
    if told is None:
        return ""
    return "rise" if told.value == "rise" else "fall" if told.value == "fall" else ""


def _moved_so(told: Told, way: str) -> bool:
    """Whether the later rate is above the earlier one, or below it, as it is told."""
    later, earlier = (figure.percent or _NOTHING for figure in (told.later, told.earlier))
    return (later.value > earlier.value) == (way == "rise")


_PAIR = 2


def _differ(first: Percent, second: Percent, by: Percent) -> bool:
    places = min(first.places, second.places, by.places)
    return abs(abs(float(first.value - second.value)) - float(by.value)) < 10.0**-places / 2 + SLIP


_NOTHING = Percent(Decimal(0))
