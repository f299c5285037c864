"""Breakdowns: a total and its parts, in one sentence or in two.

One that is wrong is established where it was understood wholly and misses by little; a far miss is more likely a list
that isn't of that total, and a short list of few parts one that was picked out of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from service.language.claims import Certainty
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import KINDS, PARTS_AND_BODIES, is_in_units
from service.language.relations.called import called
from service.language.relations.certainty import (
    Case,
    certainty_of,
    contradicts_its_sum,
    is_miswritten,
    is_nearly,
    misses_by_a_slip,
)
from service.language.relations.figures import Figure, Row
from service.language.relations.flows import flows
from service.language.relations.lists import parts_of
from service.language.relations.openers import is_by_sort, opens
from service.language.relations.parts import Parts
from service.language.relations.products import multiplied
from service.language.relations.rests import rests
from service.language.relations.rounded import rounded
from service.language.relations.seconds import by_units, second
from service.language.relations.sums import sums
from service.language.relations.totals import carried, is_set_aside, of_row, of_sentence, tells_anew, together, value
from service.language.relations.unopened import unopened
from service.language.relations.values import SURE, Breakdown
from service.language.text import Sentence
from service.reports.finding import Number
from service.reports.numerals import are_exchanged

_FEWEST = 3
"""Parts of a list that may be all of its total, at least."""
_FEW = 2
"""How far in number parts by one attribute may miss a total that those by another come to."""


@dataclass(frozen=True, slots=True)
class Before:
    """The sentence before in the same paragraph."""

    sentence: Sentence
    row: Row


def breakdowns(sentence: Sentence, found: list[Row], before: Before | None) -> Iterator[Breakdown]:
    """The breakdowns of a sentence, whose rows are given."""
    for row in found:
        added = list(sums(sentence, row, found))
        yield from added
        left = list(rests(sentence, row, before.row.figures if before else ()))
        yield from left
        listed = {token for each in (*added, *left) for token in each.listed}
        yield from _of_row(sentence, multiplied(row), before, listed)
        yield from _of_second(sentence, row, before)
        yield from rounded(sentence, row)
        yield from flows(sentence, row)


def _of_second(sentence: Sentence, row: Row, before: Before | None) -> Iterator[Breakdown]:
    """The breakdowns by the second of two units in which all is counted: 20户36人,其中城市8户15人、农村12户21人."""
    for by_unit, totals in by_units(row, before.row if before else None):
        told = Before(before.sentence, totals) if before and totals else None
        yield from _of_row(sentence, by_unit, told, set())
    if (by_second := second(row)) is not None:
        yield from _of_row(sentence, by_second, None, set())


def _of_row(sentence: Sentence, row: Row, before: Before | None, listed: set[Token]) -> Iterator[Breakdown]:
    """The breakdowns whose lists begin in a row, where figures are parts of others that are `listed` already."""
    outer: Breakdown | None = None
    sorted_total: Figure | None = None
    settled: set[Token] = set()
    row_before = before.row if before else None
    for at, figure in enumerate(row.figures):
        opener = opens(row, at) if figure.quantity else ""
        named = called(row, at, row_before) if not opener else None
        opener = "amid" if named else opener
        if (
            not opener
            and at
            and figure.token not in listed
            and (made := unopened(sentence, row, at, listed, row_before))
        ):
            listed.update(made.listed)
            if not made.holds:
                yield made
        is_part = opener == "bare" and figure.token in settled | listed
        if not opener or not figure.quantity or is_part:
            continue
        unit = figure.quantity.sort
        known = named or (sorted_total if opener == "view" else None)
        of, earlier = ([known], before) if known else _totals_of(row, at, unit, opener, before)
        if not of:  # its total isn't told, and none of its parts is one
            listed.update(part.token for part in parts_of(row, at, unit).figures)
            continue
        if opener == "view":
            sorted_total = of[0]
        made = _breakdown(sentence, row, at, opener, of, None if of[0] in row.figures else earlier, settled)
        listed.update(made.listed)
        settled.update(made.listed if made.holds else ())
        if made.listed and (made.holds or not outer or not _is_rest_of(made, outer)):
            yield made  # what stands behind its total may be no part of any: 其中20%
            outer = made


def _totals_of(row: Row, at: int, unit: str, opener: str, before: Before | None) -> tuple[list[Figure], Before | None]:
    """The totals that a list may be of, and the sentence before where they stand there."""
    if not at and not row.anchor:
        return of_sentence(before.row if before else None, unit, row, opener), before
    return of_row(row, at, unit, opener), None


def _is_rest_of(inner: Breakdown, outer: Breakdown) -> bool:
    """Whether a list within the last part of another one goes on behind that part: 网站50条,其中图解20条,公众号40条."""
    if inner.before or inner.totals != outer.listed[-1:]:
        return False
    behind = [sum(inner.parts[n:]) for n in range(1, len(inner.parts)) if sum(inner.parts[:n]) <= inner.total]
    return any(outer.added + each == outer.total for each in behind)


def _breakdown(
    sentence: Sentence, row: Row, at: int, opener: str, of: list[Figure], before: Before | None, settled: set[Token]
) -> Breakdown:
    """The breakdown of some totals by the list that begins at a figure; `settled` are parts of other lists that hold."""
    unit = of[0].quantity.sort if of[0].quantity else ""
    parts = parts_of(row, at, unit)
    if len(of) > 1 and _tells_how_many(of[0], parts):
        of = of[1:]
    source = before.row if before else row
    is_named = bool(of[0].label) and of[0].label in "".join(token.text for token in row.figures[at].lead)
    wholes = [of[:1], *(() if is_named else together(source, of))]
    left = carried(source, unit)
    are_both = parts.are_both_of(of[0])
    is_all = len(parts.figures) >= _FEWEST or are_both or _are_as_many_as_told(row, at, parts)
    are_ways = _are_all_ways(parts, row)
    is_full = parts.is_full or (are_both and parts.are_joined) or (are_ways and sum(parts.values) > value(of[:1]))
    is_closed = is_full and not parts.is_vague and is_all
    if parts.is_full and (wrong := _wrong_group(parts, value(of[:1]))):
        parts = Parts(wrong, is_full=True)
        is_closed = True
    whole = _nearest(wholes, sum(parts.values))
    certainty, reason = SURE
    is_within = any(token.value == "within" for token in row.figures[at].lead if token.kind == "AMONG")
    is_anew = _is_anew(of[0], parts)
    is_filled = _is_filled_behind(row, parts, value(of[:1]))
    adds_up = is_filled or _adds_up(parts, [value(whole) for whole in wholes], left, is_anew=is_anew)
    is_some = not (adds_up or is_closed) and any(
        parts.least <= each for each in (*map(value, wholes), *(value(of[:1]) + each for each in left))
    )
    is_near_all = (
        is_nearly(sum(parts.values), value(whole))
        or _is_slip(parts, value(whole))
        or _is_miswritten(parts, row, value(whole))
    )
    is_told_again = before is not None and _is_told_again(of[0], row, parts)
    is_of_any = "REF" not in row.figures[at].kinds and _are_of_enumerated(parts, source, of[0], is_near=is_near_all)
    are_of_first = opener == "amid" and _are_of_first(parts)
    holds = adds_up or is_some or is_told_again or is_of_any or are_of_first
    is_named_all = are_ways or _are_covered(row, at, parts, value(whole))
    is_plainly_all = (
        parts.names_all_plainly
        and is_near_all
        and (before is None or is_all)  # 收到申请213件。从主体看,自然人142件,商业企业67件
        and not parts.are_shares_of_less(value(whole))
    )
    is_nearly_all = is_some and (is_plainly_all or is_named_all)
    if is_nearly_all and not _comes_to_another(parts, value(whole), source):
        holds, certainty, reason = False, Certainty.TO_CHECK, "nearly all of it"
    elif not holds:
        case = Case(
            parts, value(whole), opener, is_closed,
            is_left=bool(left) and not (is_anew and opener == "named"),
            is_before=before is not None,
            is_by_attribute=opener == "bare" and is_by_sort(row, at),
            is_next=opener == "named" or _is_next(source, at, of[0], before, settled),
            is_within=is_within,
            are_both=are_both,
            is_received={"RECEIVE"} <= set(of[0].kinds) and "ANSWER" not in of[0].kinds,
            is_counted_once=_is_counted_once(of[0], source),
        )  # fmt: skip
        certainty, reason = certainty_of(case)
        if certainty is Certainty.ESTABLISHED and _comes_to_another(parts, value(whole), source if before else row):
            certainty, reason = Certainty.TO_CHECK, "comes to another count"
    listed = tuple(figure.token for figure in parts.figures)
    told = tuple(figure.token for figure in whole)
    in_sentence = before.sentence if before else None
    may_leave_some = is_within or opener == "named" or (opener == "amid" and not is_near_all)
    return Breakdown(told, listed, is_closed, holds, certainty, reason, sentence, in_sentence, opener, may_leave_some)


def _are_of_first(parts: Parts) -> bool:
    """Whether what is listed behind those that meet a condition is of them: 146份中符合条件的120份,抽中36份,合格35份."""
    if not parts.figures:
        return False
    first, *behind = parts.figures
    met = next((word for word in _MEETS if word in _words_of(first)), None)
    if met is None or first.clause[-1].value != "of" or any(met in _words_of(each) for each in behind):
        return False
    return all(value([each]) <= value([first]) for each in behind)


def _words_of(figure: Figure) -> str:
    return "".join(token.text for token in figure.clause)


_MEETS = spelled("meets_condition")


def _is_counted_once(total: Figure, row: Row) -> bool:
    """Whether a total leaves out what several of its parts have in common: 去重后共发布600条(网站480条、微信320条)."""
    said = "".join(token.text for token in (*total.lead, *row.remarks))
    return any(word in said for word in _COUNTED_ONCE)


_COUNTED_ONCE = spelled("counted_once")


def _is_told_again(total: Figure, row: Row, parts: Parts) -> bool:
    """Whether the sentence of a list ends with its total as what there is yet: 其中7块坏过,修好6块,…,年末仍为45块."""
    last = row.figures[-1]
    is_same = last.quantity is not None and last.quantity == total.quantity
    return is_same and last not in parts.figures


def _are_of_enumerated(parts: Parts, row: Row, total: Figure, *, is_near: bool) -> bool:
    """Whether parts may be of all that 、 enumerates up to their total: 网站1286条、公众号612条,其中原创700条."""
    at = row.figures.index(total) if total in row.figures else 0
    run = [total]
    while at and row.figures[at].kinds[:1] == ("PAUSE",):
        at -= 1
        run.append(row.figures[at])
    is_one_sort = len({figure.quantity.sort for figure in run if figure.quantity}) == 1
    added, enumerated = sum(parts.values), value(run)
    return len(run) > 1 and is_one_sort and (added == enumerated or (added < enumerated and not is_near))


def _tells_how_many(count: Figure, parts: Parts) -> bool:
    """Whether it is the number of the parts, and far less than they come to: 14个点位分布在三个片区,即东片区5个、…."""
    if count.quantity is None or count.quantity.unit not in PARTS_AND_BODIES:
        return False
    number = count.quantity.value
    return number == len(parts.figures) and sum(parts.values) > _PER_PART * number


_PER_PART = 2
"""How many of something parts have on an average, at least, whose number is surely no total of them."""


def _are_as_many_as_told(row: Row, at: int, parts: Parts) -> bool:
    """Whether it was told right before how many parts there are: 由两部分构成:…, 分两类:…."""
    before = row.figures[at - 1] if at else None
    if before is None or before.quantity is None or before.quantity.value != len(parts.figures):
        return False
    return before.quantity.unit in KINDS or before.behind[:1] == ("COMPOSED",)


def _is_anew(total: Figure, parts: Parts) -> bool:
    """Whether a total is of what came in anew, and none of its parts of what was carried over: 新收43件,其中网上24件、…."""
    return tells_anew(total.clause) and not any("CARRY" in figure.kinds for figure in parts.figures)


def _is_miswritten(parts: Parts, row: Row, total: Number) -> bool:
    """Whether several parts come to a total but for one digit, or two exchanged, and the sentence goes on with words alone.

    A rate behind them may be of others, too: 办结率100%.
    """
    is_list = parts.is_told_on and len(parts.values) >= _FEWEST and row.figures[-1] in parts.figures
    return is_list and is_miswritten(sum(parts.values), total)


def _is_slip(parts: Parts, total: Number) -> bool:
    """Whether several parts come to a long total but for one digit or two exchanged, as hardly any list of some of it does."""
    added, digits = sum(parts.values), len(str(total))
    if len(parts.values) < _FEWEST or digits < _FEWEST:
        return False
    return is_miswritten(added, total) if digits > _FEWEST else are_exchanged(str(added), str(total))


def _are_covered(row: Row, at: int, parts: Parts, total: Number) -> bool:
    """Whether several parts that 包括 opens come near to their total, or those that 分为 opens to more than half of it.

    Of ten lists of 包括 that miss it so nine have a wrong figure, and all those of 分为.
    """
    opened_by = {token.value for token in row.figures[at].lead}
    is_in_one_unit = list(row.figures[at : at + len(parts.figures)]) == list(parts.figures)
    is_all = len(parts.values) >= _FEWEST and is_in_one_unit and not (parts.is_vague or parts.leaves_rest)
    added = sum(parts.values)
    is_of_all = ("covers" in opened_by and misses_by_a_slip(added, total)) or (
        "into" in opened_by and 2 * added > total
    )
    return is_all and is_of_all


def _are_all_ways(parts: Parts, row: Row) -> bool:
    """Whether applications are listed by three ways and no more are told behind them, as hardly one comes otherwise: 网上5件、信函2件、当面1件."""
    listed = parts.figures
    are_ways = all("CHANNEL" in figure.kinds and figure.quantity and figure.quantity.is_of_cases for figure in listed)
    if len(listed) < _FEWEST or not are_ways:
        return False
    behind = row.figures[row.figures.index(listed[-1]) + 1 :][:1]
    return all(_MORE.isdisjoint(figure.kinds) for figure in behind)


_MORE = frozenset({"PLUS", "TOTAL"})
"""What tells of more behind a list, or what it comes to."""


def _adds_up(parts: Parts, wholes: list[Number], left: list[Number], *, is_anew: bool) -> bool:
    """Whether parts come to a total, with what is left from another year, without it, or to what came in anew.

    上年结转6件,本年办结131件,结转下年4件: 129 came in. Of what came in anew nothing was left before (`is_anew`).
    """
    more = [wholes[0] + each for each in left]
    is_of_received = len(left) == _FROM_AND_TO and not any("OUTCOME" in figure.kinds for figure in parts.figures)
    anew = [wholes[0] - left[0] + left[1]] if is_of_received else []
    less = [] if is_anew else [*anew, *(wholes[0] - each for each in left)]
    if any(parts.fills(each) for each in (*wholes, *more, *less)):
        return True
    if parts.goes_into(wholes[0]):
        return True
    return bool(parts.summed) and not contradicts_its_sum(parts, wholes[0])


def _is_filled_behind(row: Row, parts: Parts, total: Number) -> bool:
    """Whether what 另 adds right behind a list makes it its total: 12件,其中维持6件、纠正4件,另有2件未审结."""
    end = row.figures.index(parts.figures[-1]) + 1 if parts.figures else 0
    behind = row.figures[end : end + 1] if end else []
    return any("PLUS" in figure.kinds for figure in behind) and sum(parts.values) + value(behind) == total


_FROM_AND_TO = 2
"""Counts that are carried: from the year before, and to the next."""


def _comes_to_another(parts: Parts, total: Number, row: Row) -> bool:
    """Whether parts come to another count beside their total, or to their total without one or with one taken off it."""
    unit = parts.figures[0].quantity.sort if parts.figures and parts.figures[0].quantity else ""
    added = sum(parts.values)
    others = {
        f.quantity.value for f in row.figures if f.quantity and f.quantity.sort == unit and f not in parts.figures
    }
    return added in others or any(
        added - taken == total for part in parts.values if part > _FEW for taken in (part, 2 * part)
    )


def _nearest(wholes: list[list[Figure]], added: Number) -> list[Figure]:
    """What parts are held against: the total itself, or of several that they exceed the one that they miss least."""
    if added <= value(wholes[0]):
        return wholes[0]
    return min(wholes, key=lambda whole: abs(float(value(whole) - added)))


def _is_next(row: Row, at: int, total: Figure, before: Before | None, settled: set[Token]) -> bool:
    """Whether no other count stands between a total and its list, but for differences, bases and lists that hold."""
    figures = row.figures if before else row.figures[:at]
    behind = figures[figures.index(total) + 1 :] if total in figures else []
    behind = [figure for figure in behind if figure.token not in settled]
    return all(f.percent or is_set_aside(f) or "SHARE" in f.kinds or is_in_units(f.token.value, KINDS) for f in behind)


def _wrong_group(parts: Parts, total: Number) -> list[Figure]:
    """The parts by one attribute that miss a total by little, where those by another come to it."""
    groups = [group for group in parts.groups if len(group) > 1]
    sums = [value(group) for group in groups]
    if total not in sums:
        return []
    near = (group for group, added in zip(groups, sums, strict=True) if 0 < abs(float(added - total)) <= _FEW)
    return next(near, [])
