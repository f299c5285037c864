"""Growth: a percentage by which one year's figure is above or below another's.

Two of the three, the later figure, the earlier one, and what they differ by, tell it. Which is which is said by words of
comparison, or by the years that they are told of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from service.language.claims import Certainty
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import AMOUNTS, Percent, Quantity
from service.language.reasons import Reason
from service.language.relations.certainty import doubted, of_percent
from service.language.relations.figures import Figure, Row, tells_parts
from service.language.relations.growth_before import (
    SHORTEST_NAME,
    counted_before,
    goes_on_from,
    named_before,
    of_amount,
    subject_behind,
)
from service.language.relations.growth_figures import BESIDE, figures_of, is_year
from service.language.relations.pairs import differing, others, pairs_of, since_earlier, summed
from service.language.relations.ratios import Ratio, is_comparable
from service.language.relations.times import (
    NO_YEAR,
    TimedFigure,
    compared_with,
    compared_year,
    is_difference,
    is_listed,
    rises_from,
    rises_to,
    timed_figures,
)
from service.language.relations.totals import value
from service.language.relations.values import SURE, Growth, Judged
from service.language.text import Sentence
from service.reports.finding import Number

_ENDS = frozenset({"SEMI", "STOP"})
_FACTOR = 2.5
"""How far apart what is stated and what the figures give may be, for an error of reckoning."""


def growths(
    sentence: Sentence,
    found: Sequence[Row],
    year: int | None,
    earlier: Sequence[Row] = (),
    before: Row | None = None,
) -> Iterator[Growth]:
    """The growth rates of a sentence that figures beside them tell, or one with that of the year before in the sentence before.

    `earlier` are the rows of the sentences before in the paragraph, `before` that of the one right before.
    """
    this = year or NO_YEAR
    for row in found:
        for at, figure in enumerate(row.figures):
            percent = figure.percent
            if not percent or not percent.can_be_held or "CHANGE" not in figure.kinds or _becomes_multiple(figure):
                continue
            named = _from_named(row, at, percent, sentence) or _from_bracket(row, at, percent, sentence, earlier)
            if named is not None:
                yield _as_told(named, percent)
                continue
            is_named = subject_behind(figure) is not None
            if not (is_named or BESIDE.issuperset(figure.kinds)) or not _ENDS.isdisjoint(figure.kinds):
                continue
            if at + 1 < len(row.figures) and row.figures[at + 1].percent and is_listed(row.figures[at + 1]):
                continue
            figures, asides = figures_of(row, at, found, this)
            figures = of_amount(figures) or figures
            if before is not None and row.anchor is None and goes_on_from(before, figures, this):
                figures = [*before.figures, *figures]
            of_before = (
                (not is_named and counted_before(before, figures, this)) or named_before(earlier, figures, this, figure)
                if row.anchor is None
                else []
            )
            figures = [*of_before, *figures]
            if _is_of_time(figure) and not any(each.is_time_taken for each in figures):
                continue  # 申报材料由8份减少到4份,办理时限压减72%
            whole = [before] if before is not None and tells_parts(row) else []
            growth = _growth(figure, percent, timed_figures(figures, asides, year), this, sentence, earlier, whole)
            if growth and (growth.holds or not _is_of_bracketed(row.figures[:at], percent, growth.whole)):
                is_plain = growth.certainty is Certainty.TO_CHECK and _compares_plainly(row, at)
                growth = replace(growth, certainty=Certainty.ESTABLISHED, reason="") if is_plain else growth
                yield _as_told(growth, percent, is_of_before=bool(of_before))


def _is_of_bracketed(figures: Sequence[Figure], percent: Percent, base: Number) -> bool:
    """Whether it is that of a part in brackets: 办理26件(新收24件、结转2件),新收数比上年30件下降20%."""
    inner = (part.quantity.value for f in figures for aside in f.asides for part in aside.figures if part.quantity)
    grown = (Ratio(part, base, is_growth=True, is_fall=part < base) for part in inner)
    return any(ratio.holds(percent) for ratio in grown)


def _becomes_multiple(figure: Figure) -> bool:
    """Whether something becomes so many times what it was, which is no growth by as much: 从二百件升到六百件,变为三倍."""
    return rises_to(figure) and figure.token.text.endswith(_MULTIPLE)


def _is_of_time(growth: Figure) -> bool:
    """Whether it is the time that something takes that changed."""
    return any(token.text.endswith(_TIMES_TAKEN) for token in growth.clause)


_TIMES_TAKEN, _MULTIPLE = spelled("times_taken"), spelled("times")


def _as_told(growth: Growth, percent: Percent, *, is_of_before: bool = False) -> Growth:
    """The same, as sure as the percentage that states it, and as what is compared: the sentence before may tell of other things."""
    if growth.holds:
        return growth
    certainty, reason = of_percent(percent, growth.certainty, growth.reason)
    if is_of_before:
        certainty, reason = doubted(certainty, reason, "counted in the sentence before")
    return replace(growth, certainty=certainty, reason=reason)


def _compares_plainly(row: Row, at: int) -> bool:
    """Whether a count, its base, their difference and growth follow each other: 31件,比2022年的25件多5件,增长24%.

    Where no word compares them, they do by a difference that is right: 收到84件,2018年为96件,减少12件,下降14.3%.
    """
    if at < _PLAIN or row.figures[at].kinds != ("COMMA", "CHANGE"):
        return False
    now, base, difference = row.figures[at - _PLAIN : at]
    units = {figure.quantity.sort if figure.quantity else "" for figure in (now, base, difference)}
    is_compared = base.kinds[:2] == ("COMMA", "COMPARE")
    is_based = base.kinds[:1] == ("COMMA",) and not {"LAST", "DATE"}.isdisjoint(base.kinds)
    is_next = set(difference.kinds) <= {"CHANGE", "MORE", "FILL", "COMMA"} and is_difference(difference)
    is_told = is_compared or abs(float(value([now])) - float(value([base]))) == float(value([difference]))
    return len(units) == 1 and is_based and is_next and is_told


_PLAIN = 3


def _from_named(row: Row, at: int, percent: Percent, sentence: Sentence) -> Growth | None:
    """Growth of the count right before it from another of its sentence that it names: 第二轮19个,比第一轮减少64%."""
    words = row.figures[at].lead
    kinds = [token.kind for token in words]
    if at < 2 or kinds[:2] != ["COMMA", "COMPARE"] or kinds[-1] != "CHANGE" or not 3 <= len(kinds) - 1 < _LONGEST_NAME:
        return None
    if not _NAMES.issuperset(kinds[2:-1]):
        return None
    name = "".join(token.text for token in words[2:-1])
    later, earlier = row.figures[at - 1], [f for f in row.figures[: at - 1] if name in _told_of(f)]
    if len(earlier) != 1 or not is_comparable(later.quantity):
        return None
    base = earlier[0].quantity
    if not base or not later.quantity or base.sort != later.quantity.sort or not base.value or is_difference(later):
        return None
    ratio = _of_change(later.quantity.value, base.value, words[-1])
    return Growth(
        percent.value, ratio.actual, percent.places, ratio.part, ratio.whole, ratio.holds(percent), Certainty.ESTABLISHED,
        "", sentence, words[1].start, row.figures[at].token.end,
    )  # fmt: skip


def _from_bracket(row: Row, at: int, percent: Percent, sentence: Sentence, earlier: Sequence[Row]) -> Growth | None:
    """Growth of what it names, from the count of the year before in its bracket to the one that was told under that name.

    网站3126条,微信2872条。与上年相比,网站增长5.8%(上年2954条),微信增长28.2%(上年2240条).
    """
    figure = row.figures[at]
    inner = [aside.figures[0] for aside in figure.asides if len(aside.figures) == 1]
    subject = [token for token in figure.clause if token.kind != "FILL"]
    name = "".join(token.text for token in subject[:-1])
    if (
        len(inner) != 1
        or len(name) < SHORTEST_NAME
        or not _NAMES_ALONE.issuperset(token.kind for token in subject[:-1])
    ):
        return None
    base = inner[0].quantity
    if base is None or not base.value or not is_comparable(base) or not is_year(inner[0], base.sort):
        return None
    told = [
        each
        for before in (*earlier, row)
        for each in before.figures
        if each.quantity and each.quantity.sort == base.sort and each.label.endswith(name)
    ]
    if len(told) != 1 or not is_comparable(told[0].quantity):
        return None
    ratio = _of_change(value(told), base.value, subject[-1])
    judged: Judged = SURE if told[0] in row.figures else (Certainty.TO_CHECK, "counted in the sentence before")
    return Growth(
        percent.value, ratio.actual, percent.places, ratio.part, ratio.whole, ratio.holds(percent), *judged,
        sentence, figure.clause[0].start, inner[0].token.end,
    )  # fmt: skip


_NAMES_ALONE = frozenset({UNKNOWN, "NOUN", "CHANNEL", "MATTER", "PAPERS", "SUBMIT"})
"""What names something that is counted and says nothing else of it."""


def _of_change(later: Number, earlier: Number, change: Token) -> Ratio:
    """By how much a count is above another, or below it where that is the word."""
    return Ratio(later, earlier, is_growth=True, is_fall=str(change.value).startswith("fall"))


_NAMES = frozenset({UNKNOWN, "NOUN", "PARTYEAR"})
_LONGEST_NAME = 8
"""Words of a comparison that names what it is with, at most."""


def _told_of(figure: Figure) -> str:
    return "".join(token.text for token in figure.clause)


def _growth(
    figure: Figure,
    percent: Percent,
    timed: list[TimedFigure],
    this: int,
    sentence: Sentence,
    earlier: Sequence[Row],
    whole: Sequence[Row],
) -> Growth | None:
    """The growth that a percentage tells of figures before it, or of those of `whole`, whose parts these may be."""
    change = next(token for token in reversed(figure.lead) if token.kind == "CHANGE")
    way = str(change.value)
    until = _year_of(figure, timed, this) if this != NO_YEAR else None
    ratios = [
        _grown(pair, timed, is_fall=way.startswith("fall"))
        for pair in pairs_of(timed, compared_with(figure.lead, this), until)
        if pair[1] > 0 and pair[0] >= 0
    ]
    if not ratios:
        return None
    units = {each.figure.quantity.sort for each in timed if each.figure.quantity}
    quantities = (figure.quantity for row in (*earlier, *whole) for figure in row.figures)
    told_before = {quantity.value for quantity in quantities if quantity and quantity.sort in units}
    more = [*(pair for pair in differing(timed) if pair[0] in told_before), *since_earlier(timed, whole)]
    more += summed(timed, (ratios[0].part, ratios[0].whole))
    ratios += [_grown(pair, timed, is_fall=ratios[0].is_fall) for pair in more]
    ratio = next((each for each in ratios if each.holds(percent)), ratios[0])
    holds = ratio.holds(percent)
    certainty, reason = SURE if holds else _judged(ratio, percent, timed)
    read_anew = (*others(timed), *differing(timed), *since_earlier(timed, earlier))
    is_open = not holds and certainty is not Certainty.PASSED
    if is_open and any(_grown(pair, timed, is_fall=ratio.is_fall).holds(percent) for pair in read_anew):
        certainty, reason = Certainty.TO_CHECK, "its figures disagree"
    if not holds and any(each.is_aside and not each.is_own for each in timed):
        certainty, reason = doubted(certainty, reason, "not compared in words")
    if not holds and any(each.figure.quantity and each.figure.quantity.unit in AMOUNTS for each in timed):
        certainty, reason = _of_money(certainty, reason, timed)
    begin = next((t.start for t in figure.clause), change.start)
    return Growth(
        percent.value, ratio.actual, percent.places, ratio.part, ratio.whole, holds, certainty, reason, sentence,
        min(change.start, begin), figure.token.end,
    )  # fmt: skip


def _year_of(growth: Figure, timed: Sequence[TimedFigure], this: int) -> int | None:
    """The year whose figure a growth is of, where words before it or before its base name one: 2021年又比2020年的104条增长25%."""
    base = next((each for each in reversed(timed) if each.is_base), None)
    named = compared_year(growth, this)
    if named is not None or base is None:
        return named
    before = compared_year(base.figure, this)
    return None if before == base.year else before  # 2021年同口径为1104条


def _grown(pair: tuple[Number, Number], timed: list[TimedFigure], *, is_fall: bool) -> Ratio:
    """The growth of two figures, as exactly as they and differences beside them are told."""
    of_it = [each.figure.quantity for each in timed if each.value in pair or is_difference(each.figure)]
    blur = max((_last_place(quantity) for quantity in of_it if quantity), default=0)
    is_reckoned = len(timed) > _BOTH and sum(not is_difference(each.figure) for each in timed) < _BOTH
    return Ratio(*pair, blur * 2 if is_reckoned else blur, is_growth=True, is_fall=is_fall)


_BOTH = 2
"""The counts that growth compares, of a year and of the one before; where one of them follows from a difference, the rounding of that counts, too."""


def _judged(ratio: Ratio, percent: Percent, timed: list[TimedFigure]) -> Judged:
    stated, actual = float(percent.value), ratio.actual
    if actual < 0:
        is_turned = abs(stated + actual) < 10.0**-percent.places
        is_named = sum(each.is_own for each in timed) > 1
        is_of_difference = Ratio(ratio.part, ratio.whole).holds(percent)  # 2022年为4512条,今年多发324条,增长7.2%
        if (not is_turned and not is_named) or is_of_difference:
            return Certainty.PASSED, "another direction"
        return SURE if is_turned and is_named else (Certainty.TO_CHECK, "another direction")
    if not _is_explicit(timed) and max(stated, actual) > _FACTOR * max(min(stated, actual), 1.0):
        is_difference_meant = _by_difference(ratio).holds(percent)
        return (Certainty.PASSED if is_difference_meant else Certainty.TO_CHECK), "far from its figures"
    return SURE


def _last_place(quantity: Quantity) -> Number:
    """What one in the last place of a count is worth; amounts of money are always rounded there."""
    is_rounded = quantity.unit in AMOUNTS and not quantity.resolution
    return Decimal(1).scaleb(-quantity.places) if is_rounded else quantity.resolution


def _of_money(certainty: Certainty, reason: Reason, timed: list[TimedFigure]) -> Judged:
    """The same of amounts, whose growth may be told at constant prices: to check, where it is told what they grew from."""
    if not (_is_explicit(timed) or timed[-1].is_last or _goes_from_one_to_other(timed)):
        return Certainty.PASSED, "an amount of money"
    return doubted(certainty, reason, "an amount of money")


def _by_difference(ratio: Ratio) -> Ratio:
    """The growth where the second figure is what the first differs by, in words that aren't known: 5209条,同比多发377条."""
    base = ratio.part + ratio.whole if ratio.is_fall else max(ratio.part - ratio.whole, 1)
    return replace(ratio, whole=base)


def _goes_from_one_to_other(timed: list[TimedFigure]) -> bool:
    """Whether the last two are told to be what something fell or rose from, and to: 经费由上年的1260万元降至1134万元."""
    return len(timed) > 1 and rises_from(timed[-2].figure) is not None and rises_to(timed[-1].figure)


def _is_explicit(timed: list[TimedFigure]) -> bool:
    """Whether the figure that growth is reckoned from follows nothing but words of comparison: 较2024年的1050件."""
    last = timed[-1].figure
    return "COMPARE" in last.kinds and BESIDE.issuperset(token.kind for token in last.clause)
