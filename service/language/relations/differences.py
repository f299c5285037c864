"""By how much a count rose or fell, held against the two that differ: 517条,比2019年的469条多48条."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Literal

from service.language.claims import Certainty
from service.language.lexer import UNKNOWN
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity, YearMention
from service.language.relations.compared import BETWEEN, SLIP, YEARS, Told
from service.language.relations.figures import Figure, Row
from service.language.relations.flows import way_of
from service.language.relations.pairs import totals_back
from service.language.relations.ratios import is_comparable
from service.language.relations.times import (
    NO_YEAR,
    change_of,
    compared_with,
    is_difference,
    rises_from,
    rises_to,
    year_differed_from,
    years,
)
from service.language.relations.totals import is_set_aside, value
from service.language.relations.values import SURE, Growth
from service.language.text import Sentence

_BEFORE_BASE = BETWEEN | frozenset("APPLICATION RECEIVE ANSWER ISSUE BY TOTAL OWN".split())
_TELLS_DIFFERENCE = frozenset({"CHANGE", "MORE"})


def differences(
    sentence: Sentence,
    row: Row,
    year: int | None,
    whole: Sequence[Figure] = (),
    earlier: Sequence[Row] = (),
) -> Iterator[Growth]:
    """The differences of a row that stand beside the two figures that they are of.

    `whole` are figures outside it that the row may tell the parts of, so that one may be the later of a difference behind these;
    `earlier` are the rows of the sentences before in the paragraph, which a base behind a semicolon may be compared with.
    """
    if counts := _from_sentence_before(row, earlier):
        told = [figure for each in earlier for figure in each.figures]
        yield _judged_of_counts(counts, [*told, *row.figures], sentence)
    for at, by in enumerate(row.figures):
        if is_difference(by) and (counts := _counts(row, at, year or NO_YEAR)):
            before = [each for told in earlier for each in told.figures] if "SEMI" in counts.earlier.kinds else []
            yield _judged_of_counts(counts, [*before, *whole, *row.figures], sentence)


def _counts(row: Row, at: int, this: int) -> Told | None:
    """The two counts that a difference in their unit is told of."""
    told = ((_of_year_told(row, at, this) or _counts_before(row, at, this)) if at else None) or _counts_around(row, at)
    return told if told and len({_comparable_unit(figure) for figure in told}) == 1 else None


def _counts_before(row: Row, at: int, this: int) -> Told | None:
    """The count and its base before a difference, or the count before and the base behind it: 同比减少19件(上年233件)."""
    by, last = row.figures[at], row.figures[at - 1]
    if at > 1 and (told := _of_its_base(row.figures[at - 2], last, by, this)):
        return told
    if "COMPARE" in by.kinds:
        base = _base_behind(row, at, this)
        later = next((figure for figure in reversed(row.figures[:at]) if not is_difference(figure)), None)
        return Told(later, base, by) if base and later else None
    if not BETWEEN.issuperset(_without_reason(by)):
        return None
    if at > 1 and rises_to(last):
        return Told(last, row.figures[at - 2], by) if rises_from(row.figures[at - 2]) is not None else None
    if at > 1 and _is_base(last) and not is_difference(last):
        later = _compared(row.figures[: at - 1])
        return Told(later, last, by) if later else None
    if by.kinds[:1] != ("COMMA",):
        return None
    if at > _WITH_GROWTH and last.percent and "CHANGE" in last.kinds and _is_base(row.figures[at - 2]):
        return Told(row.figures[at - 3], row.figures[at - 2], by)  # 840条,较上年的700条增长20%,净增140条
    if at > 1 and _is_of_opening(row.figures[at - 2]) and last.kinds in _AT_END:
        return Told(last, row.figures[at - 2], by)
    if _is_of_earlier_year(last, this) and (later := _alike_before(row, at - 1)):
        return Told(later, last, by)
    return None


def _of_year_told(row: Row, at: int, this: int) -> Told | None:
    """A difference from the year before, which is told right behind the count of its own: 734条,2022年657条,比上年多87条.

    Of several earlier years the one that it names is the base: 162件,2022年137件,2021年138件,比2022年增加25件.
    """
    by, last = row.figures[at], row.figures[at - 1]
    if not _is_next(by) or not _is_of_earlier_year(last, this):
        return None
    since = year_differed_from(by, this)
    named = [n for n, each in enumerate(row.figures[:at]) if years(each.clause, this)[-1:] == [since]]
    base = first = named[-1] if named and _is_of_earlier_year(row.figures[named[-1]], this) else at - 1
    while first and _is_of_earlier_year(row.figures[first - 1], this):
        first -= 1
    later = _alike_before(row, first)
    return Told(later, row.figures[base], by) if later else None


def _is_next(by: Figure) -> bool:
    """Whether it is compared with what stands right before it: 上年为74条,同比增加24条."""
    return by.kinds[:2] == ("COMMA", "COMPARE") and BETWEEN.issuperset(by.kinds)


def _from_sentence_before(row: Row, earlier: Sequence[Row]) -> Told | None:
    """A difference from what a sentence begins with, of what is counted in that before it.

    公开400条。2023年为352条,增加48条; 公开400条。比2023年的352条增加48条.
    """
    if len(row.figures) <= 1 or not earlier or row.anchor or row.figures[1].quantity is None:
        return None
    base, by = row.figures[:2]
    of_base, said = _kinds(base), by.kinds
    if of_base[:1] == ("COMPARE",) and is_difference(by):
        of_base = of_base[1:]
    elif said[:1] == ("COMMA",):
        said = said[1:]
    else:
        return None
    is_base = _IS_BASE.issuperset(of_base) and not YEARS.isdisjoint(of_base)
    is_told = set(said) <= _TELLS_DIFFERENCE | {"FILL"} or _is_next(by)
    alike = [each for each in earlier[-1].figures if _comparable_unit(each) == _comparable_unit(base)]
    told = next((each for each in alike if not is_set_aside(each)), None)
    return Told(told, base, by) if is_told and is_base and told else None


_IS_BASE = frozenset({"LAST", "DATE", "FILL"})
"""What stands before the count of another year that a sentence begins with."""


def _compared(before: Sequence[Figure]) -> Figure | None:
    """What a base is told for, past what it was compared with before: 48条,较2022年的40条多8条,较2021年的30条多18条."""
    if not is_difference(before[-1]):
        return before[-1]
    told = (figure for figure in reversed(before) if not is_difference(figure))
    return next((figure for figure in told if all(token.kind != "COMPARE" for token in figure.clause)), None)


def _of_its_base(first: Figure, second: Figure, by: Figure, this: int) -> Told | None:
    """A difference whose own words say which of the two counts before it is its base."""
    is_last_years = second.kinds in _AT_END and "LAST" in first.kinds  # 上年发了247条,今年281条,多发34条
    if is_last_years or (rises_to(second) and _is_since(first, by, this)):
        return Told(second, first, by)
    return Told(first, second, by) if _is_base_of(second, by) else None


_WITH_GROWTH = 2
"""Counts before a difference, at least, which growth stands before."""
_AT_END = (("COMMA", "THIS"), ("COMMA", "THIS", "FILL"))
"""What tells what there was at the end of a year, or in it, behind what there was at its beginning or the year before: 年初2.4万人,年末3.1万人."""


def _is_of_opening(figure: Figure) -> bool:
    """Whether a count is what there was at the beginning of the year."""
    last = next((token for token in reversed(figure.clause) if token.kind != "FILL"), None)
    return last is not None and last.value == "opening"


def _counts_around(row: Row, at: int) -> Told | None:
    """The base before a difference and what that makes of it behind, or both behind it: 较上年的70件增加13件,达83件."""
    by, behind = row.figures[at], row.figures[at + 1 : at + 3]
    if at and behind and "CHANGE" in by.kinds and set(by.kinds) <= {"CHANGE", "FILL"}:
        base, last = row.figures[at - 1], behind[0]
        is_base = "COMPARE" in base.kinds and not YEARS.isdisjoint(_kinds(base))
        is_reached = last.kinds == ("COMMA", "FILL") and last.clause[-1].text in _REACHES
        return Told(last, base, by) if is_base and is_reached else None
    if len(behind) == _FROM_AND_TO and rises_to(behind[1]) and behind[0].kinds == ("COMMA", "COMPARE"):
        return Told(behind[1], behind[0], by)
    return None


_FROM_AND_TO = 2
"""The counts that a difference is told ahead of: 少140个,由3400个降至3260个."""
_REACHES = spelled("reaches")


def _is_since(base: Figure, by: Figure, this: int) -> bool:
    """Whether a difference is from the year that its base is named for: 由2019年的12个整合为3个,较上年减少9个."""
    since = compared_with(by.lead, this)
    return _is_next(by) and since is not None and years(base.clause, this)[-1:] == [since]


def _comparable_unit(figure: Figure) -> object:
    """What a count counts that is exact, or rounded by nothing but 万; each other figure by itself."""
    return figure.quantity.sort if figure.quantity and is_comparable(figure.quantity) else figure


def _is_base(figure: Figure) -> bool:
    """Whether a figure is what the one before it is compared with: 104家协会加入平台,比上年的86家."""
    kinds = _kinds(figure)
    ahead = takewhile(lambda kind: kind != "COMMA", kinds)
    own = tuple(token.kind for token in figure.clause)
    is_behind = _BEHIND_COUNT.issuperset(ahead) and kinds.count("COMMA") == 1 and own[:1] == ("COMPARE",)
    return is_behind and not YEARS.isdisjoint(kinds)


_BEHIND_COUNT = frozenset({UNKNOWN, "NOUN"})
"""What may stand behind a count up to the comma, before it is compared."""


def _kinds(figure: Figure) -> tuple[str, ...]:
    """The categories of the words before a figure, where the beginning of the year counts as the end of the last."""
    return tuple("LAST" if token.value == "opening" else token.kind for token in figure.lead)


def _without_reason(by: Figure) -> tuple[str, ...]:
    """The categories of the words before a difference, but for why there is one: 18条,上年23条,因并线少了5条."""
    kinds = _kinds(by)
    is_reason = kinds[1:2] == ("BECAUSE",) and kinds[-1] in _TELLS_DIFFERENCE and _IN_REASON.issuperset(kinds[2:-1])
    return (kinds[0], kinds[-1]) if is_reason else kinds


_IN_REASON = frozenset({UNKNOWN, "NOUN", "AND", "FILL"})
"""What a reason may be told by, none of which may itself be counted."""


def _is_of_earlier_year(figure: Figure, this: int) -> bool:
    """Whether a figure is told of another year in a clause of its own, which a difference behind it is from: 140条,2022年131条,多9条."""
    kinds = {token.kind for token in figure.clause}
    named = [token.value for token in figure.clause if token.kind == "DATE"]
    is_of_year = "LAST" in kinds or any(
        isinstance(year, YearMention) and year.year not in (None, this) and not year.is_part for year in named
    )
    return (
        is_of_year
        and figure.kinds[:1] in _OWN_CLAUSE
        and kinds <= _BEFORE_BASE | {UNKNOWN, "PAPERS"}
        and not is_difference(figure)
    )


_OWN_CLAUSE = (("COMMA",), ("SEMI",))


def _is_base_of(figure: Figure, by: Figure) -> bool:
    """Whether a figure is what a difference right behind it compares with: 52件,和2022年的61件相比少了9件."""
    is_behind = by.kinds[:1] == ("COMPARE",) and set(by.kinds) <= {"COMPARE", "FILL"} | _TELLS_DIFFERENCE
    begins = figure.kinds[:1] == ("COMMA",) and figure.kinds[1:2] in (("AND",), ("COMPARE",))
    return is_behind and begins and not YEARS.isdisjoint(_kinds(figure))


def _alike_before(row: Row, at: int) -> Figure | None:
    """The nearest count before one that is in its unit and stands for itself."""
    unit = _comparable_unit(row.figures[at])
    alike = (each for each in reversed(row.figures[:at]) if _comparable_unit(each) == unit)
    found = next(alike, None)
    return None if found is None or is_set_aside(found) else found


def _base_behind(row: Row, at: int, this: int) -> Figure | None:
    """The count of the year before in the bracket behind a difference, or behind its growth, or behind a comma.

    It is of the year that the difference is from, where both name one: 比2023年多5件,与2022年的14件相同.
    """
    around = row.figures[at : at + 2]
    told = [each for each in around if each is row.figures[at] or (each.percent and "CHANGE" in each.kinds)]
    inner = [aside.figures[0] for each in told for aside in each.asides if len(aside.figures) == 1]
    behind = [
        f for f in row.figures[at + 1 : at + 2] if f.kinds[:1] == ("COMMA",) and _BEFORE_BASE.issuperset(_kinds(f))
    ]
    if any(map(is_difference, row.figures[at + 2 : at + 3])):  # 比上年多24条,比前年的230条多38条
        behind = [f for f in behind if "COMPARE" not in f.kinds]
    since = compared_with(row.figures[at].lead, this)
    of_year = (f for f in (*inner, *behind) if not YEARS.isdisjoint(_kinds(f)) and _may_be_of(f, since, this))
    return next((f for f in of_year if not is_difference(f) and _SET_ASIDE.isdisjoint(f.kinds)), None)


def _may_be_of(figure: Figure, year: int | None, this: int) -> bool:
    """Whether a count names no year but that one, where one is given."""
    named = years(figure.clause, this)
    return year is None or not named or year in named


_SET_ASIDE = frozenset("CARRY RATE EXCEPT ALL".split())
"""What tells that a count of the year before is of something else than what is compared."""


def _judged_of_counts(told: Told, figures: Sequence[Figure], sentence: Sentence) -> Growth:
    """A difference of counts, which holds where any count of its unit among figures is so far from the base, and that way."""
    later, earlier, by = (figure.quantity or _NONE for figure in told)
    others = (figure for figure in _up_to_next_part(figures, told.by) if figure not in (told.earlier, told.by))
    counts = [figure.quantity for figure in (told.later, *others) if figure.quantity]
    counts += [Quantity(total, later.unit) for total in totals_back(_right_before(figures, told))]
    way = change_of(told.by) if "COMPARE" in told.earlier.kinds or rises_to(told.later) else ""
    holds = any(_differ(each, earlier, by, way) for each in counts) or _is_net_of_next(figures, told)
    is_turned = not holds and _differ(later, earlier, by, "")
    is_plain = _is_plain(told)
    certainty, reason = SURE if holds or is_plain else (Certainty.TO_CHECK, "words unknown")
    start = min(told.earlier.token.start, told.by.token.start)
    places = max(quantity.places for quantity in (later, earlier, by))
    return Growth(
        Decimal(by.value), abs(float(later.value - earlier.value)), places, later.value, earlier.value, holds, certainty, reason,
        sentence, start, told.by.token.end, differs_in=_WAYS.get(way, "count") if is_turned else "count",
    )  # fmt: skip


def _is_net_of_next(figures: Sequence[Figure], told: Told) -> bool:
    """Whether two counts differ by what came without what went, which is told right behind it: 从86条调整为92条,增加7条、删除1条."""
    at = next(n for n, each in enumerate(figures) if each is told.by)
    behind = figures[at + 1 : at + 2]
    way = way_of(told.by, told.by)
    if not way or not behind or behind[0].kinds[:1] not in _BESIDE or way_of(behind[0], told.by) == way:
        return False
    is_alike = _comparable_unit(told.by) == _comparable_unit(behind[0])
    return is_alike and way * (value([told.by]) - value(behind)) == value([told.later]) - value([told.earlier])


_BESIDE = (("PAUSE",), ("COMMA",))


def _up_to_next_part(figures: Sequence[Figure], by: Figure) -> Iterator[Figure]:
    """The figures up to the semicolon behind a difference, which tell of what it is of."""
    is_behind = False
    for figure in figures:
        if is_behind and "SEMI" in figure.kinds:
            return
        yield figure
        is_behind = is_behind or figure is by


def _right_before(figures: Sequence[Figure], told: Told) -> Sequence[Figure]:
    """The counts before what they are compared with: 建议76件、提案112件,较上年的201件减少13件."""
    return figures[: next((at for at, each in enumerate(figures) if each is told.earlier or each is told.by), 0)]


_NONE = Quantity(0, "")
_WAYS: dict[str, Literal["rise", "fall"]] = {"rise": "rise", "fall": "fall"}


def _is_plain(told: Told) -> bool:
    """Whether nothing but words of comparison stands between a difference and what it is of."""
    base = _kinds(told.earlier)
    said = rises_from(told.earlier) if rises_to(told.later) else None
    start = len(base) - len(told.earlier.clause if said is None else said)
    ahead = base[:start] if said is None else ()
    is_told = _BEFORE_BASE.issuperset(base[start:]) and (_BEFORE_BASE | _BEHIND_COUNT).issuperset(ahead)
    return is_told and BETWEEN.issuperset(_kinds(told.by))


def _differ(later: Quantity, earlier: Quantity, by: Quantity, way: str) -> bool:
    """Whether two counts differ by so much, each rounded or cut at its last place, and the way that is told."""
    difference = float(later.value) - float(earlier.value)
    signed = {"rise": (difference,), "fall": (-difference,)}.get(way, (difference, -difference))
    blur = float(later.resolution + earlier.resolution + by.resolution)
    return any(abs(each - float(by.value)) <= blur * _ROUNDED + SLIP for each in signed)


_ROUNDED = 0.75
"""What part of their last places together three figures may be off that are rounded or cut there."""
