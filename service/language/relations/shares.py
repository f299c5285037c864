"""Shares: N件,占全部M件的P%, where the whole is named, stands before the list, or is told a sentence or two before.

A share that agrees with any figure that it may be of is right. One that agrees with none is held against the whole that
is surest, and established where its words or its list leave no other.
"""

import math
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from itertools import chain, pairwise

from service.language.claims import Certainty
from service.language.clauses import DECISIONS
from service.language.lexicon import spelled
from service.language.mentions.figures import DECIDED, INFORMATION, KINDS, is_in_units
from service.language.reasons import AnyDoubt, Reason
from service.language.relations.certainty import of_percent
from service.language.relations.compared import is_compared_with, is_of_last_year
from service.language.relations.figures import ATTRIBUTES, MARKS, Figure, Row, before_bracket
from service.language.relations.openers import opens
from service.language.relations.proportions import are_of_one_untold, whole_by_others, whole_of_halves
from service.language.relations.ratios import Ratio, is_comparable
from service.language.relations.stated import (
    DENIES,
    SAYS_NOTHING,
    Stated,
    home_of,
    is_shared,
    of_named_before,
    start_of,
    stated,
    sums_up,
)
from service.language.relations.totals import is_set_aside, of_row, of_sentence, tells_anew, value
from service.language.relations.unnamed import unnamed
from service.language.relations.untold import OF_OTHERS, of_untold, of_untold_whole
from service.language.relations.values import SURE, Share
from service.language.text import Sentence
from service.reports.finding import Number

_NAMES = ("OUTCOME", "ANSWER", "RECEIVE", "APPLICANT", *DECISIONS)
_ALL = 100
_EXCEEDING = Decimal("1.1")
"""How many times the whole that stands with it a part may be that a slip made greater: 抽取60卷,合格61卷,合格率95%."""
_FEWEST = 3
"""Shares of a list whose parts together may be their whole, at least."""


def shares(sentence: Sentence, found: Sequence[Row], earlier: Sequence[Row]) -> Iterator[Share]:
    """The shares that a sentence states, whose rows are given with those of the sentences before it."""
    told = [each for row in found for each in stated(row, found)]
    told += [each for row in earlier[-1:] for each in of_named_before(found[0], row)]
    read: list[Stated] = []
    for each in told:
        if _is_of_other_things(each, earlier):
            read.append(each)
        elif share := _judged(each, told, sentence, earlier, before_bracket(each.row, found)):
            read.append(each)
            yield share
    yield from (each for row in found for each in of_untold(row, sentence))
    for row in found:
        home = home_of(row.anchor, row, found) if row.anchor else row
        yield from unnamed(row, read, earlier, home, sentence)


def _is_of_other_things(each: Stated, earlier: Sequence[Row]) -> bool:
    """Whether it is one of something else than the body's own; other matters that its row counts by the same name are not."""
    of_others = OF_OTHERS.intersection(each.words)
    if of_others <= {"REGION", "MATTER"} and each.whole in each.row.figures:
        return False  # 检查1204家,占全市1318家的91.4%; 占全部业务24.8万笔的75%
    return bool(of_others) and not (of_others == {"MATTER"} and _of_called(each, _wholes(each, earlier)))


def _judged(
    each: Stated, told: Sequence[Stated], sentence: Sentence, earlier: Sequence[Row], outside: Sequence[Figure]
) -> Share | None:
    """What is told of a share; `outside` are the figures before the bracket that it stands in, which may bear it out."""
    part = each.part.quantity
    if is_of_last_year(each.part) and not each.whole:
        return None  # 97件中9件需补正(9.3%),上年为10件(12.5%); 上年补正10件,占12.5%
    if part is None or not (is_comparable(part) if each.is_of_amounts else is_shared(each.part)):
        return None
    wholes = _wholes(each, earlier)
    both, sums = _with_the_rest(each), (*_together(each, told), *_with_bracketed(each))
    about = [*wholes, *(f for f in outside if _may_be_whole(f, part.sort))]
    right = next((ratio for ratio in _ratios(each, told, about, both, sums) if ratio.holds(each.percent)), None)
    if right is not None:
        weighed: _Weighed | None = _of_right(each, right, wholes, earlier)
    elif _is_of_sum(each):
        return None
    else:
        chosen = _most_surely(each, told, wholes, earlier, both)
        if chosen is None:
            return of_untold_whole(each, (*sums, *_with_those_behind(each)), sentence)
        if are_of_one_untold(each, told, chosen[0]):
            return None
        weighed = _of_chosen(each, part.value, chosen, sums, wholes, earlier)
    if weighed is None:
        return None
    ratio, holds, certainty, reason = weighed
    return Share(
        each.percent.value, ratio.actual, each.percent.places, ratio.part, ratio.whole, holds, certainty, reason,
        sentence, start_of(each.figure), each.figure.token.end,
    )  # fmt: skip


_Chosen = tuple[Number, Certainty, Reason]
"""The whole that a share is most surely of, how sure that is, and why it isn't."""
_Weighed = tuple[Ratio, bool, Certainty, Reason]
"""What a share is of what, whether it holds, how surely not, and why it isn't sure."""


def _of_right(each: Stated, right: Ratio, wholes: Sequence[Figure], earlier: Sequence[Row]) -> _Weighed:
    """What it is where some figures bear it out."""
    whole = _of_answered(each, right, wholes, earlier) or _of_sum_told(each, right)
    if whole and not Ratio(right.part, whole).holds(each.percent):
        return Ratio(right.part, whole), False, Certainty.TO_CHECK, "may be of other figures"
    return right, True, Certainty.ESTABLISHED, ""


def _most_surely(
    each: Stated, told: Sequence[Stated], wholes: list[Figure], earlier: Sequence[Row], both: Number
) -> _Chosen | None:
    """The whole that it is most surely of where no figures bear it out."""
    if "PROACTIVE" in each.words and not each.whole and all(_PUBLISHES.isdisjoint(f.kinds) for f in wholes):
        return None  # 147条留言中,涉及物业的52条,而物业类信息仅占主动公开总量的20.8%
    return (
        _of_list_of_all(each, earlier)
        or _chosen(each, told, wholes, earlier)
        or _of_proportions(each, told, wholes)
        or _of_all_published(each, wholes)
        or _of_all_due(each, wholes)
        or _of_both(both, wholes)
    )


def _of_chosen(
    each: Stated,
    part: Number,
    chosen: _Chosen,
    sums: Sequence[Number],
    wholes: Sequence[Figure],
    earlier: Sequence[Row],
) -> _Weighed | None:
    """What it is of such a whole; None where that can't be meant."""
    whole, certainty, reason = chosen
    names_neither = bool(each.percent.places) and not _names_whole(each) and not _names_its_part(each)
    if (
        not whole  # 收到0件,办结5件,办结率120%
        or (part > whole * (_EXCEEDING if each.whole else 1) and each.percent.value <= _ALL)
        or part == 0
        or (each.named and _is_of_one_beside(each, whole, wholes))
        or (_list_ended(each) and not SAYS_NOTHING.issuperset(each.words))
        or (names_neither and _is_of_others(each, earlier if each.named else ()))
    ):
        return None
    if certainty is Certainty.ESTABLISHED and (doubt := _doubt(each, whole, wholes, earlier)):
        certainty, reason = Certainty.TO_CHECK, doubt
    counted = _counted(each, part, sums, whole)
    if counted is None:
        return None
    ratio = Ratio(counted, whole)
    if ratio.holds(each.percent):
        return ratio, True, Certainty.ESTABLISHED, ""
    return ratio, False, *of_percent(each.percent, certainty, reason)


def _names_whole(each: Stated) -> bool:
    """Whether it says of what it is, and not only of when: 三季度受旺季带动,占全年的30.7%."""
    return any(token.kind not in _SAYS_WHEN for token in each.named)


_SAYS_WHEN = frozenset({"THIS", "FILL"})


def _ratios(
    each: Stated, told: Sequence[Stated], wholes: Sequence[Figure], both: Number, sums: Sequence[Number]
) -> Iterator[Ratio]:
    """What a share may be of what, by all that stands around it."""
    part = each.part.quantity
    if part is None:
        return
    values = [(f.quantity.value, f.quantity.blur) for f in _came_in_anew(each, wholes) or wholes if f.quantity]
    if len(listed := [other.part for other in told if other.row is each.row]) >= _FEWEST:
        rest = [figure for figure in each.row.figures if figure.is_rest and figure not in listed]
        values += [(value(listed), 0), (value([*listed, *rest]), 0)]
    values += [(whole, 0) for whole in (_of_list_with_rest(each), whole_of_halves(each), both) if whole]
    together = (_of_both_cases(wholes), _counted_together(each), _with_carried(wholes), _of_all_times(each))
    values += [(whole, 0) for whole in chain.from_iterable(together)]
    alone = [] if each.is_together else [(part.value, part.resolution)]
    listed_of = [] if (head := _list_ended(each)) is None else [value([head])]
    parts = [*alone, *((more, 0) for more in (*sums, *_with_those_behind(each), *listed_of))]
    yield from (Ratio(count, whole, blur, part_blur=within) for count, within in parts for whole, blur in values)
    if "SHARE" not in each.figure.kinds and not DENIES.isdisjoint(each.figure.kinds):
        yield from (
            Ratio(whole - count, whole, blur, part_blur=within) for count, within in parts for whole, blur in values
        )


def _counted_together(each: Stated) -> Iterator[Number]:
    """What the counts that stand right before its part come to: 来信46件、来访38件,其中土地类23件,占27.4%."""
    own = each.row.figures
    is_apart = each.part in own and each.part.kinds[:1] not in _ENUMERATED
    before = own[: own.index(each.part)] if is_apart else []
    run: list[Figure] = []
    counted = [figure for figure in before if not is_in_units(figure.token.value, KINDS)]  # 两类文件中
    for figure in reversed(counted[-_MOST_TOGETHER:]):
        is_other = not _NOT_TOGETHER.isdisjoint(figure.kinds)
        if figure.quantity is None or figure.quantity.sort != each.sort or is_other:
            return
        run.append(figure)
        if len(run) > 1:
            yield value(run)
        if "SEMI" in figure.kinds:
            return


def _with_carried(wholes: Sequence[Figure]) -> Iterator[Number]:
    """What a count comes to with what its bracket says was carried over besides: 新收82件(另有上年结转2件),办结80件,办结率95.2%."""
    for whole in wholes:
        beside = [figure for row in whole.asides for figure in row.figures if "CARRY" in figure.kinds]
        yield from (value([whole, figure]) for figure in beside)


def _of_all_times(each: Stated) -> Iterator[Number]:
    """What so many each time come to in its row: 抽查4次,每次抽50条,发现问题3条,问题率1.5%."""
    for times, figure in pairwise(each.row.figures):
        if not times.quantity or not figure.quantity:
            continue
        is_of_each = any(token.kind == "RATE" and token.text[1:] == times.quantity.unit for token in figure.lead)
        if is_of_each and figure.quantity.sort == each.sort:
            yield times.quantity.value * figure.quantity.value


_NOT_TOGETHER = frozenset({"AMONG", "AMID", "COMPARE", "CHANGE", "MORE"})
_MOST_TOGETHER = 4
"""Counts that may be what a share is of together, at most."""


def _list_ended(each: Stated) -> Figure | None:
    """The count of which its part is the last of a whole list, and which the share may be of: 24件,其中省平台14件、县网站10件,占57.1%."""
    own = each.row.figures
    is_listed = each.figure.kinds[:1] == ("PAUSE",) or _is_of_each(each)  # 三者占比分别为74.3%、20%、6.7%
    is_named = is_listed or each.whole is not None or _names_its_part(each)
    at = own.index(each.part) if each.part in own and not is_named else 0
    for start in range(at - 1, 0, -1):
        head, listed = own[start - 1], own[start : at + 1]
        if any(f.quantity is None or head.quantity is None or f.quantity.sort != head.quantity.sort for f in listed):
            return None
        if value(listed) == value([head]):
            return head
    return None


def _of_both_cases(wholes: Sequence[Figure]) -> Iterator[Number]:
    """Reviews and lawsuits together, where both are counted: 行政复议71件、行政诉讼45件,被纠正12件,纠错率10.3%."""
    reviews, lawsuits = ([f for f in wholes if kind in f.kinds] for kind in ("REVIEW", "LITIGATION"))
    if reviews and lawsuits:
        yield value([reviews[0]]) + value([lawsuits[0]])


def _of_answered(each: Stated, right: Ratio, wholes: Sequence[Figure], earlier: Sequence[Row]) -> Number:
    """What was answered, where a share is told to be of that and is one of what came in: 新收592件,办结588件,公开269件,占办结数的45.4%.

    0 where it isn't so.
    """
    if "ANSWER" not in each.words or right.part != value([each.part]):
        return 0
    found = _of_named("ANSWER", each, list(wholes), earlier)
    others = {kind for figure in _told_as(right.whole, wholes) for kind in figure.kinds}
    is_of_received = "RECEIVE" in others and "ANSWER" not in others
    return found[0] if found and is_of_received and right.part < found[0] != right.whole else 0


def _of_sum_told(each: Stated, right: Ratio) -> Number:
    """What two counts before it come to, where it is told to be of the total and is of one of these: 网站545条,微信167条,合计712条;占总数的23.1%.

    0 where it isn't so.
    """
    own = each.row.figures
    is_of_total = "TOTAL" in each.words and SAYS_NOTHING.issuperset(each.words)
    if not is_of_total or each.part not in own or right.part != value([each.part]):
        return 0
    for at in range(2, own.index(each.part)):
        added, total = value(own[at - 2 : at]), value([own[at]])
        if sums_up(own[at]) and added == total and right.whole in map(value, ([own[at - 2]], [own[at - 1]])):
            return total
    return 0


def _names_its_part(each: Stated) -> bool:
    """Whether words before it say what it is a share of, so that it is of no other part: 自然人13件,法人15件,法人提出的占46.4%."""
    behind = each.figure.kinds.index("SHARE") if "SHARE" in each.figure.kinds else 0
    told = [token for token in each.figure.lead[:behind] if token.kind not in SAYS_NOTHING | MARKS | {"SUBMIT"}]
    return bool(told) and "".join(token.text for token in told) in "".join(token.text for token in each.part.lead)


def _counted(each: Stated, part: Number, sums: Sequence[Number], whole: Number) -> Number | None:
    """What a share that holds of nothing is meant to be of; None where all that is listed together exceeds its whole."""
    return max((more for more in sums if more <= whole), default=None) if each.is_together else part


def _doubt(each: Stated, whole: Number, wholes: Sequence[Figure], earlier: Sequence[Row]) -> AnyDoubt:
    """Why a share that its figures don't bear out may be right all the same; empty where nothing says so."""
    part = value([each.part])
    is_exceeded = part > whole and each.percent.value <= _ALL
    is_of_another = any(Ratio(part, value([other])).holds(each.percent) for other in wholes)
    if is_exceeded or is_of_another or _is_of_others(each, earlier) or _is_of_one_beside(each, whole, wholes):
        return "may be of other figures"
    if _list_ended(each) and not each.named:
        return "may be of other figures"
    if not all(is_comparable(figure.quantity) for figure in _told_as(whole, wholes)):
        return "of about so many"
    return "counted in the sentence before" if each.is_of_before else ""


def _is_of_one_beside(each: Stated, whole: Number, wholes: Sequence[Figure]) -> bool:
    """Whether it would be of what is listed with its part by 、, and so is none of that: 咨询类1236件、投诉类512件,占总数的82.7%."""
    own = each.row.figures
    told = _told_as(whole, wholes)
    is_told_here = bool(told) and all(figure in own for figure in (each.part, *told))
    if not is_told_here or "SHARE" not in each.figure.kinds:
        return False
    if any(_DONE.intersection(each.part.kinds) - set(figure.kinds) for figure in told):
        return False
    between = [own[own.index(figure) + 1 : own.index(each.part) + 1] for figure in told]
    return all(listed and all(figure.kinds[:1] in _ENUMERATED for figure in listed) for listed in between)


_ENUMERATED = (("PAUSE",), ("AND",))


_DONE = frozenset("AMONG AMID RECEIVE ANSWER OUTCOME ISSUE CARRY REMAIN".split())
"""What tells of a part what was done with it, of what is counted before it: 收到45件、办结28件."""


def _came_in_anew(each: Stated, wholes: Sequence[Figure]) -> list[Figure]:
    """The one count of what came in anew where a share is told to be of that, and of nothing that was carried over with it."""
    if not tells_anew(each.named):
        return []
    told = [figure for figure in wholes if tells_anew(figure.clause) and not is_set_aside(figure)]
    return told if len({value([figure]) for figure in told}) == 1 else []


def _told_as(number: Number, wholes: Sequence[Figure]) -> list[Figure]:
    """The figures that tell a number."""
    return [figure for figure in wholes if figure.quantity and figure.quantity.value == number]


def _is_of_sum(each: Stated) -> bool:
    """Whether it is of what was listed before it together, and no part of a sum: 网页18件、邮件4件,占比合计73.3%."""
    return [token.value for token in each.named] == ["added"]


def _together(each: Stated, told: Sequence[Stated]) -> Iterator[Number]:
    """What its part comes to with those listed right before it, none of which has a share: 公开15件、部分公开4件,占79.2%."""
    figures = each.row.figures
    if each.part not in figures:
        return
    shared = {id(other.part) for other in told}
    added = value([each.part])
    for at in range(figures.index(each.part), 0, -1):
        before = figures[at - 1]
        is_listed = figures[at].kinds[:1] in _LISTS and before.quantity and before.quantity.sort == each.sort
        if not is_listed or id(before) in shared or is_set_aside(before):
            return
        added += value([before])
        yield added


def _with_bracketed(each: Stated) -> Iterator[Number]:
    """What its part comes to with the counts in brackets behind it, by which others are listed with it: 专项债券(8件)和征收补偿(5件),占13.4%."""
    added = value([each.part])
    for row in each.part.asides:
        inner = row.figures[0]
        if len(row.figures) > 1 or inner.kinds or not inner.quantity or inner.quantity.sort != each.sort:
            return
        added += inner.quantity.value
        yield added


_LISTS = (("PAUSE",), ("AND",), ("COMMA",))


def _with_those_behind(each: Stated) -> Iterator[Number]:
    """What its part comes to with those listed between it and the share of what was disclosed, wholly or in part.

    予以公开148件、部分公开47件,公开(含部分)比例为50.6%; 予以公开148件、部分公开47件,不予公开10件,公开比例为95.1%.
    """
    figures = each.row.figures
    may_be = each.row.remarks or any(token.kind == "ISSUE" for token in each.figure.clause)
    if each.part not in figures or each.figure not in figures or not may_be:
        return
    added = value([each.part])
    for figure in figures[figures.index(each.part) + 1 : figures.index(each.figure)]:
        if not figure.quantity or figure.quantity.sort != each.sort:
            return
        added += figure.quantity.value
        yield added


def _is_of_others(each: Stated, earlier: Sequence[Row]) -> bool:
    """Whether some other two counts of its row, or of its row and the sentence before, are so much of each other."""
    own = [figure for figure in each.row.figures if is_shared(figure) and figure is not each.part]
    told = [*own, *(figure for row in earlier[-1:] for figure in row.figures if is_shared(figure))]
    pairs = ((part.quantity, whole.quantity) for part in own for whole in told if part is not whole)
    return any(
        part and whole and part.sort == whole.sort and whole.value > part.value > 1
        and Ratio(part.value, whole.value).holds(each.percent)
        for part, whole in pairs
    )  # fmt: skip


def _wholes(each: Stated, earlier: Sequence[Row]) -> list[Figure]:
    """Every figure in the part's unit that a share may be of, the nearest first."""
    if each.whole:
        return [each.whole]
    own = each.row.figures
    here = own.index(each.part if each.part in own else each.figure)
    near = [*reversed(own[:here])]
    if each.part in own and each.figure in own:  # 汉语313篇、蒙古语128篇,共441篇,蒙古语占29.0%
        near += [f for f in own[here + 1 : own.index(each.figure)] if "TOTAL" in f.kinds]
    near += [f for f in own[here + 1 :] if sums_up(f)]  # 咨询占62.5%,为250个,投诉占37.5%,为150个,共400个
    if each.row.anchor:
        near.append(each.row.anchor)
    far = [f for row in reversed(earlier) for f in reversed(row.figures)]
    beside = value([each.part]) if _is_of_each(each) else None
    return [f for f in (*near, *far) if _may_be_whole(f, each.sort) and value([f]) != beside]


def _is_of_each(each: Stated) -> bool:
    """Whether the counts before it are told to be so much each, so that none is the whole of another: 信访类3件,重复申请3件,各占3.4%."""
    return any(token.value == "each" for token in each.figure.clause)


def _may_be_whole(figure: Figure, unit: str) -> bool:
    """Whether shares of counts in a unit may be of it; what another year's is compared with has no parts beside it."""
    quantity = figure.quantity
    if not quantity or quantity.sort != unit or not is_comparable(quantity, is_about=True) or not quantity.value:
        return False
    kinds = [token.kind for token in figure.clause]
    if is_compared_with(figure):
        return False  # 网站300条,比微信200条多100条,占总数的50%
    if kinds[:1] == ["AND"] and {"LAST", "DATE"} & set(kinds[1:2]):
        return False  # 与2024年新收36件相比
    return not ("COMPARE" in kinds and {"LAST", "DATE"} & set(kinds) and is_set_aside(figure))


def _chosen(each: Stated, told: Sequence[Stated], wholes: list[Figure], earlier: Sequence[Row]) -> _Chosen | None:
    """The whole that a share is most surely of; None where nobody can tell."""
    if each.whole and each.whole.quantity:
        return each.whole.quantity.value, Certainty.ESTABLISHED, ""
    is_of_cases = is_in_units(each.part.token.value, DECIDED)  # not 信息412条, 占全部公开信息的49.3%
    named = [name for name in _NAMES if name in each.words and (name != "OUTCOME" or is_of_cases)]
    if not named and "APPLICATION" in each.words and "TOTAL" not in each.words:
        named = ["RECEIVE"]
    if named:
        return _of_named(named[0], each, wholes, earlier)
    is_plain = set(each.words) <= SAYS_NOTHING
    listed = _of_list(told, wholes)
    opened = _opened(each, earlier)
    total = value(opened) if opened else None
    if each.is_bare:
        return listed if listed and listed[0] == total else None
    if listed or each.is_rate:
        return listed
    if total is not None and not is_plain and _is_of_what_is_not_told(each, opened):
        return None
    if total is not None:
        is_sure = is_plain or _ends_with_name(opened[0], _name_of_whole(each))
        return total, Certainty.ESTABLISHED if is_sure else Certainty.TO_CHECK, "" if is_sure else "words unknown"
    if chosen := _of_whole_list(each, earlier) if is_plain else _of_called(each, wholes):
        return chosen
    return _of_one_near(each, told, wholes) if is_plain else None


def _of_one_near(each: Stated, told: Sequence[Stated], wholes: Sequence[Figure]) -> _Chosen | None:
    """The one count in its row that it may be of where no words name its whole."""
    shared = {id(other.part) for other in told}
    near = [f for f in wholes if id(f) not in shared and f in each.row.figures and not is_set_aside(f)]
    near = _since_semicolon(near, each) if len(near) > 1 else near
    if len(near) != 1 or "AMONG" in near[0].kinds:
        return None  # 其中当日答复23件,延期答复18件,占5.9%
    part = each.part if each.part in each.row.figures else each.figure  # 占28.3%(326条)
    is_next = each.row.figures.index(near[0]) + 1 == each.row.figures.index(part)
    is_within = any(token.value == "within" for token in each.part.lead if token.kind == "AMONG")
    is_sure = (is_next and "SEMI" not in each.part.kinds) or is_within
    return value(near), *(SURE if is_sure else (Certainty.TO_CHECK, "whole not named"))


def _since_semicolon(near: Sequence[Figure], each: Stated) -> list[Figure]:
    """Those of a share's row that stand behind the last semicolon before it: 年末3件没答完;工单1204件,超时61件,占5.1%."""
    own = each.row.figures
    here = own.index(each.figure) if each.figure in own else 0
    start = max((at for at, figure in enumerate(own[: here + 1]) if "SEMI" in figure.kinds), default=0)
    return [figure for figure in near if own.index(figure) >= start]


def _of_proportions(each: Stated, told: Sequence[Stated], wholes: Sequence[Figure]) -> _Chosen | None:
    """What both halves of the year come to, or what the other shares of its list are of.

    That isn't told where a sentence before counts what they may be of instead.
    """
    whole = whole_of_halves(each)
    if whole is None and any(figure not in each.row.figures for figure in wholes):
        return None
    whole = whole or whole_by_others(each, told)
    return (whole, Certainty.ESTABLISHED, "") if whole else None


def _of_all_published(each: Stated, wholes: Sequence[Figure]) -> _Chosen | None:
    """The most that is counted of what was published, where a share is of all of that: 四季度发布502条,占全年发布量的36%."""
    named = "".join(token.text for token in each.named)
    if not is_in_units(each.part.token.value, INFORMATION) or not any(word in named for word in _PUBLISHED_IN_ALL):
        return None
    most = max(wholes, key=lambda figure: value([figure]), default=None)
    if most is None or _PUBLISHES.isdisjoint(most.kinds):
        return None
    return value([most]), Certainty.TO_CHECK, "whole not named"


def _of_all_due(each: Stated, wholes: Sequence[Figure]) -> _Chosen | None:
    """What was due by the sentences before the rate of what was answered, or what was received if nothing was carried over."""
    if not each.is_of_due:
        return None
    due = [figure for figure in wholes if "DUE" in figure.kinds]
    received = [] if any("CARRY" in figure.kinds for figure in wholes) else wholes
    told = due or [figure for figure in received if "RECEIVE" in figure.kinds and not is_set_aside(figure)]
    return (value(told[:1]), Certainty.TO_CHECK, "whole not named") if told else None


def _of_both(both: Number, wholes: Sequence[Figure]) -> _Chosen | None:
    """A part and all the others together, surely where that many are told; None where the others aren't counted."""
    certainty, reason = SURE if _told_as(both, wholes) else (Certainty.TO_CHECK, "whole not named")
    return (both, certainty, reason) if both else None


def _with_the_rest(each: Stated) -> Number:
    """Its part and all the others, which are counted right behind it, or 0: 网上提出的28件,占63.8%,其余13件以邮寄方式提出.

    What its whole is called may be all that was published: 占公开总量的七成以上,为702条,其余260条张贴公开.
    """
    figures = each.row.figures
    is_of_named = any(token.kind not in _TOTALS for token in each.named)
    if is_of_named or each.figure not in figures:
        return 0
    behind = [figure for figure in figures[figures.index(each.figure) + 1 :] if figure is not each.part][:1]
    left = [rest for rest in behind if rest.is_rest and rest.quantity and rest.quantity.sort == each.sort]
    return value([each.part, *left]) if left else 0


_TOTALS = frozenset({"TOTAL", "FILL", "OWN", "ISSUE", "PROACTIVE"})
_PUBLISHED_IN_ALL = spelled("published_in_all")
_PUBLISHES = frozenset({"ISSUE", "PROACTIVE"})


def _is_of_what_is_not_told(each: Stated, opened: Sequence[Figure]) -> bool:
    """Whether it names a whole in words that neither its list's total nor anything before it in its row has: 占常住人口的48.3%."""
    if "TOTAL" in each.words:
        return False
    name = _name_of_whole(each)
    end = math.inf if each.is_of_before else each.named[0].start
    before = [token for figure in each.row.figures for token in figure.lead if token.end <= end]
    told = "".join(token.text for token in (*before, *(token for figure in opened for token in figure.lead)))
    return not any(name[at : at + 2] in told for at in range(len(name) - 1))


def _of_called(each: Stated, wholes: list[Figure]) -> _Chosen | None:
    if whole := _whole_called_so(each, wholes) or _of_total_before(each, wholes):
        return whole, Certainty.ESTABLISHED, ""
    whole = _called_nearly(each, wholes)
    return (whole, Certainty.TO_CHECK, "words unknown") if whole else None


def _of_total_before(each: Stated, wholes: list[Figure]) -> Number:
    """The count right before the part, whose total the share names by some of its words: 抽查企业1250户,违规的175户,占抽查总数的14%."""
    figures, name = each.row.figures, _name_of_whole(each)
    at = figures.index(each.part) if each.part in figures else 0
    if not at or "TOTAL" not in each.words:
        return 0
    told = [f for f in figures[:at] if name in "".join(token.text for token in f.lead)]
    is_next = len(told) == 1 and told[0] is figures[at - 1] and told[0] in wholes and not is_set_aside(told[0])
    return value(told) if is_next else 0


def _whole_called_so(each: Stated, wholes: list[Figure]) -> Number:
    """The one figure before it in its row that ends with the words by which it names its whole: 解读材料18篇,图解10篇,占解读材料总数的55.6%."""
    name = _name_of_whole(each)
    own = (figure for figure in wholes if figure in each.row.figures and not is_set_aside(figure))
    called = [figure for figure in own if _ends_with_name(figure, name) or _has_name_behind(figure, each.row, name)]
    least = _SHORT_NAME if "TOTAL" in each.words else _NAME
    return value(called) if len(name) >= least and len(called) == 1 else 0


def _called_nearly(each: Stated, wholes: list[Figure]) -> Number:
    """The one figure before it whose name its whole has in short, or in full in another sentence: 进场交易项目2436宗…占全部进场项目的69.2%.

    Where no word says that all of it is meant, a long name must be that figure's own: 网站公开信息1420条。…占网站公开信息的35%.
    """
    name = _name_of_whole(each)
    is_all = not {"TOTAL", "ALL"}.isdisjoint(each.words)
    if len(name) < (_NAME if is_all else _LONG_NAME):
        return 0
    has_name = _has_in_short if is_all else _ends_with_name
    called = [f for f in wholes if not is_set_aside(f) and has_name(f, name)]
    return value(called) if len(called) == 1 else 0


def _has_in_short(figure: Figure, name: str) -> bool:
    """Whether the words before a count end with a name, some words in its middle left out."""
    lead = "".join(token.text for token in figure.lead)
    begin, end = name[:_SHORT_NAME], name[_SHORT_NAME:]
    _, begins, middle = lead.rpartition(begin)
    return bool(begins) and middle.endswith(end)


def _name_of_whole(each: Stated) -> str:
    """The words by which a share names its whole."""
    return "".join(token.text for token in each.named if token.kind not in SAYS_NOTHING)


def _ends_with_name(figure: Figure, name: str) -> bool:
    """Whether the words before a count end with a name."""
    return "".join(token.text for token in figure.lead).endswith(name)


def _has_name_behind(figure: Figure, row: Row, name: str) -> bool:
    """Whether what a count is of stands right behind it, before 中: 86个项目中."""
    following = row.figures[row.figures.index(figure) + 1 :][:1]
    words = [token for each in following for token in each.lead]
    at = next((n for n, token in enumerate(words) if token.kind == "AMID"), 0)
    return "".join(token.text for token in words[:at]) == name


_LONG_NAME, _NAME, _SHORT_NAME = 4, 3, 2
"""Characters of a name that tells one thing of others in another sentence, in its own, and where it says that all is meant, at least."""


def _of_named(name: str, each: Stated, wholes: list[Figure], earlier: Sequence[Row]) -> _Chosen | None:
    """The one figure that is told with the words by which the share names its whole."""
    first = each.words.index(name) if name in each.words else len(each.words)
    if any(token.kind == "FILL" and len(token.text) > 1 for token in each.named[:first]):
        return None
    values_named = {token.value for token in each.named if token.kind == name} if name == "OUTCOME" else set()
    found = [f for f in wholes if "CARRY" not in f.kinds and _is_told_with(f, name, values_named)]
    if not found and name == "ANSWER":
        found = _all_answered((*earlier, each.row), wholes)
    others = [row for row in earlier if any(figure in found for figure in row.figures)]
    if any("MATTER" in figure.kinds for row in others for figure in row.figures):
        return None
    values = {value([f]) for f in found}
    unknown = set(each.words) - SAYS_NOTHING - set(_NAMES)
    if len(values) == 1:
        certainty = Certainty.TO_CHECK if unknown else Certainty.ESTABLISHED
        return values.pop(), certainty, "words unknown" if unknown else ""
    return None


def _all_answered(rows: Sequence[Row], wholes: list[Figure]) -> list[Figure]:
    """What was received and is told to have been answered in full: 收到申请29件,均已办结."""
    return [
        figure
        for row in rows
        for figure, following in zip(row.figures, [*(f.kinds for f in row.figures[1:]), row.tail_kinds], strict=True)
        if figure in wholes and "RECEIVE" in figure.kinds and [*following[:3]][-2:] == ["ALL", "ANSWER"]
    ]


def _is_told_with(figure: Figure, name: str, values: Container[object]) -> bool:
    if name not in ("OUTCOME", "APPLICANT") and {"AMID", "AMONG", "APPLICANT", "OUTCOME"} & set(figure.kinds):
        return False  # 已经办结的,予以公开29件 is one of the answered
    return any(token.kind == name and (not values or token.value in values) for token in figure.lead)


def _of_list(told: Sequence[Stated], wholes: list[Figure]) -> _Chosen | None:
    """The figure that most shares of a list are of."""
    if len(told) < 2:
        return None
    agreeing = {
        whole: sum(Ratio(value([other.part]), whole).holds(other.percent) for other in told)
        for whole in (value([f]) for f in wholes)
    }
    best = max(agreeing, key=lambda whole: agreeing[whole], default=None)
    if best is None or not agreeing[best] or agreeing[best] * 2 < len(told):
        return None
    return best, Certainty.ESTABLISHED, ""


def _of_whole_list(each: Stated, earlier: Sequence[Row]) -> _Chosen | None:
    """What its list comes to, where that is all."""
    if whole := _of_full_list(each, earlier):
        return whole, Certainty.ESTABLISHED, ""
    whole = _of_sorted_list(each)
    return (whole, Certainty.TO_CHECK, "whole not named") if whole else None


def _of_list_of_all(each: Stated, earlier: Sequence[Row]) -> _Chosen | None:
    """What the sentence before counts, where its row lists just as many: 公开1860条。按渠道,网站1240条,占66.7%;微信620条."""
    listed = [figure for figure in each.row.figures if figure.quantity]
    if each.whole or not set(each.words) <= SAYS_NOTHING or each.part not in listed or len(listed) < _FEWEST:
        return None
    if any(not f.quantity or f.quantity.sort != each.sort or (n and "AMONG" in f.kinds) for n, f in enumerate(listed)):
        return None
    totals = {value([f]) for row in earlier[-1:] for f in row.figures if _may_be_whole(f, each.sort)}
    return (value(listed), Certainty.ESTABLISHED, "") if value(listed) in totals else None


def _of_full_list(each: Stated, earlier: Sequence[Row]) -> Number | None:
    """What was received before, where its row lists just as many by whom or which way: 网络15件,占68.2%;信函7件."""
    listed = [figure for figure in each.row.figures if figure.quantity]
    is_by_one = any(
        all(not {attribute, "REST"}.isdisjoint(figure.kinds) for figure in listed) for attribute in ATTRIBUTES
    )
    if each.part not in listed or len(listed) < _FEWEST_LISTED or not is_by_one:
        return None
    received = (figure for row in earlier for figure in row.figures if "RECEIVE" in figure.kinds)
    totals = {value([figure]) for figure in received if not is_set_aside(figure)}
    return value(listed) if value(listed) in totals else None


def _of_sorted_list(each: Stated) -> Number:
    """What a list by a way of sorting comes to with the rest that ends it: 按内容分,教学类810条,占37.5%;其余1350条."""
    return _of_list_with_rest(each) if "VIEW" in each.row.figures[0].kinds else 0


def _of_list_with_rest(each: Stated) -> Number:
    """What its list comes to with the rest that ends it: 网络408件,信函205件,其他84件;信函占29.4%.

    0 where the first of it is what the others come to: 来信250封,回复240封,其余10封.
    """
    listed = [figure for figure in each.row.figures if figure.quantity]
    if each.part not in listed or not listed[-1].is_rest:
        return 0
    is_alike = all(figure.quantity and figure.quantity.sort == each.sort for figure in listed)
    has_total = value(listed[:1]) == value(listed[1:]) or any("AMONG" in figure.kinds for figure in each.row.figures)
    return value(listed) if is_alike and not has_total else 0


_FEWEST_LISTED = 2


def _opened(each: Stated, earlier: Sequence[Row]) -> list[Figure]:
    """The total of the list that the part stands in; none or one."""
    row = each.row
    if each.part not in row.figures:
        return []
    for at in range(row.figures.index(each.part), -1, -1):
        if opener := opens(row, at):
            is_first = not at and not row.anchor
            before = earlier[-1] if earlier and opener in ("named", "among") else None
            found = (
                of_sentence(before, each.sort, row, opener)
                if is_first
                else of_row(row, at, each.sort, opener, is_rounded=True)
            )
            is_less = bool(found) and value(found[:1]) < value([each.part])  # it is behind the list's end
            return [] if is_less else found[:1]
    return []
