"""The whole that no words tell, by what the shares listed beside one are of: 网络51件,信函24件,当面8件,分别占61.4%、28.9%和9.6%."""

import math
from collections.abc import Sequence

from service.language.lexicon import spelled
from service.language.mentions.figures import Percent
from service.language.relations.figures import Figure
from service.language.relations.ratios import Ratio
from service.language.relations.stated import SAYS_NOTHING, Stated
from service.language.relations.times import is_difference
from service.language.relations.totals import value
from service.reports.finding import Number

_FEWEST = 3
"""Shares of a list of which one may be wrong that the others tell the whole of."""
_ALL = 100


def whole_by_others(each: Stated, told: Sequence[Stated]) -> Number | None:
    """What all other shares of its list are of, where their counts with its own come to that, or all shares to 100 %."""
    beside = _beside(each, told)
    others = _others(each, beside)
    sorts = {other.part.quantity.sort for other in beside if other.part.quantity}
    if each not in beside or len(sorts) != 1 or len(beside) < _FEWEST or not each.part.quantity:
        return None
    added = sum(count for count, _ in others) + each.part.quantity.value
    if _are_of(added, others):
        return added
    counted = float(added - each.part.quantity.value)
    shared = float(sum(percent.value for _, percent in others))
    is_all = abs(shared + float(each.percent.value) - _ALL) < sum(10.0**-other.percent.places for other in beside)
    whole = round(_ALL * counted / shared) if is_all and shared else 0
    return whole if whole and _are_of(whole, others) else None


def are_of_one_untold(each: Stated, told: Sequence[Stated], whole: Number) -> bool:
    """Whether another share of its row, that is none of this whole either, is of as much: 个人82件,占62.6%;企业28件,占21.4%."""
    beside = _beside(each, told)
    if each not in beside or not each.part.quantity:
        return False
    own = each.part.quantity.value
    least, most = _wholes(own, each.percent)
    for part, percent in _others(each, beside):
        low, high = _wholes(part, percent)
        if part != own and low < most and least < high and not Ratio(part, whole).holds(percent):
            return True
    return False


def _wholes(part: Number, percent: Percent) -> tuple[float, float]:
    """The least and the most that a part may be so many percent of."""
    stated, within = float(percent.value), float(percent.within)
    most = float(part) * _ALL / (stated - within) if stated > within else math.inf
    return float(part) * _ALL / (stated + within), most


def _beside(each: Stated, told: Sequence[Stated]) -> list[Stated]:
    """The shares of its row that name no whole."""
    return [other for other in told if other.row is each.row and _names_no_whole(other)]


def _others(each: Stated, beside: Sequence[Stated]) -> list[tuple[Number, Percent]]:
    """The counts and the percentages of those but its own."""
    return [(other.part.quantity.value, other.percent) for other in beside if other is not each and other.part.quantity]


def _names_no_whole(each: Stated) -> bool:
    return not each.whole and SAYS_NOTHING.issuperset(each.words) and each.part in each.row.figures


def _are_of(whole: Number, shares: Sequence[tuple[Number, Percent]]) -> bool:
    return all(Ratio(count, whole).holds(percent) for count, percent in shares)


def whole_of_halves(each: Stated) -> Number | None:
    """What both halves of the year come to, of which one is told as a share of the whole: 上半年36件,占全年的43.4%;下半年47件."""
    if not {"THIS", "FILL"} >= set(each.words) >= {"THIS"} or each.part not in each.row.figures:
        return None
    told = [figure for half in _HALVES for figure in each.row.figures if figure.quantity and _is_of(figure, half)]
    sorts = {figure.quantity.sort for figure in told if figure.quantity}
    return value(told) if each.part in told and len(told) == len(_HALVES) and len(sorts) == 1 else None


def _is_of(figure: Figure, half: str) -> bool:
    """Whether a count is of a half of the year, and not what that differs by: 下半年170件,比上半年多20件."""
    return not is_difference(figure) and any(token.text == half for token in figure.clause)


_HALVES = spelled("halves")
