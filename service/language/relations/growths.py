"""Growth: a percentage by which one year's figure is above or below another's.

Two of the three, the later figure, the earlier one, and what they differ by, tell it. Which is which is said by words of
comparison, or by the years that they are told of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from service.language.claims import Certainty
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import AMOUNTS, INFORMATION, Percent, Quantity
from service.language.reasons import Reason
from service.language.relations.certainty import doubted, of_percent
from service.language.relations.figures import MARKS, Figure, Row, before_bracket, tells_parts
from service.language.relations.pairs import differing, others, pairs_of, since_earlier, summed
from service.language.relations.ratios import Ratio, is_comparable
from service.language.relations.times import (
    NO_YEAR,
    TimedFigure,
    compared_with,
    compared_year,
    is_listed,
    is_named_base,
    rises_from,
    rises_to,
    timed_figures,
    years,
)
from service.language.relations.totals import value
from service.language.relations.values import SURE, Growth, Judged
from service.language.text import Sentence
from service.reports.finding import Number

_BESIDE = MARKS | frozenset("FILL COMPARE LAST DATE CHANGE AND TOTAL APPLICATION THIS OWN BY AMID HEAD REF".split())
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
            is_named = _subject_behind(figure) is not None
            if not (is_named or _BESIDE.issuperset(figure.kinds)) or not _ENDS.isdisjoint(figure.kinds):
                continue
            if at + 1 < len(row.figures) and row.figures[at + 1].percent and is_listed(row.figures[at + 1]):
                continue
            figures, asides = _figures(row, at, found, this)
            figures = _of_amount(figures) or figures
            if before is not None and row.anchor is None and _goes_on_from(before, figures, this):
                figures = [*before.figures, *figures]
            of_before = (
                (not is_named and _counted_before(before, figures, this))
                or _named_before(earlier, figures, this, figure)
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
    return rises_to(figure) and figure.token.text.endswith(_TIMES)


def _is_of_time(growth: Figure) -> bool:
    """Whether it is the time that something takes that changed."""
    return any(token.text.endswith(_TIMES_TAKEN) for token in growth.clause)


_TIMES_TAKEN = spelled("times_taken")


def _as_told(growth: Growth, percent: Percent, *, is_of_before: bool = False) -> Growth:
    """The same, as sure as the percentage that states it, and as what is compared: the sentence before may tell of other things."""
    if growth.holds:
        return growth
    certainty, reason = of_percent(percent, growth.certainty, growth.reason)
    if is_of_before:
        certainty, reason = doubted(certainty, reason, "counted in the sentence before")
    return replace(growth, certainty=certainty, reason=reason)


def _goes_on_from(before: Row, figures: Sequence[Figure], this: int) -> bool:
    """Whether all that a sentence counts is one thing of the year before, and the next one the same of its own year."""
    if len(before.figures) != 1 or len(figures) != 1:
        return False
    base, now = before.figures[0], figures[0]
    if not base.quantity or not now.quantity or base.quantity.sort != now.quantity.sort or is_difference(now):
        return False
    is_alike = base.label[-_NAME:] == now.label[-_NAME:] or all("RECEIVE" in figure.kinds for figure in (base, now))
    return is_alike and years(base.lead, this)[-1:] == [this - 1] and years(now.lead, this)[-1:] == [this]


def _counted_before(before: Row | None, figures: Sequence[Figure], this: int) -> list[Figure]:
    """What the sentence before counts first of the year, if all that this one counts is compared with it: 与2024年的45920条相比,增长5%."""
    if before is None or len(figures) != 1 or not _BESIDE.issuperset(figures[0].kinds):
        return []
    if years(before.figures[0].lead, this)[-1:] not in ([], [this]):
        return []
    kinds, first, base = figures[0].kinds, before.figures[0].quantity, figures[0].quantity
    is_compared = kinds[:1] in (("AND",), ("COMPARE",)) and not {"LAST", "DATE"}.isdisjoint(kinds)
    is_alike = first is not None and base is not None and first.sort == base.sort and is_comparable(first)
    return [before.figures[0]] if is_compared and is_alike else []


def _named_before(earlier: Sequence[Row], figures: Sequence[Figure], this: int, growth: Figure) -> list[Figure]:
    """The one count of the year that the paragraph tells before by the name of what is compared.

    研究生录取2110人,…。研究生录取人数比2022年的1985人增长6.3%; or what was received or published, by whatever word:
    受理量较上年的56件增长25%, 信息公开量比上年的120条增长15%.
    """
    base = figures[0].quantity if len(figures) == 1 else None
    subject = _name_of(figures[0], growth, this) if base else None
    if base is None or subject is None:
        return []
    alike = [
        figure
        for row in earlier
        if "AMID" not in row.figures[0].kinds  # 新收件中,局本级受理703件
        for figure in row.figures
        if figure.quantity and figure.quantity.sort == base.sort and _is_named_so(figure, subject, base)
    ]
    told = [f for f in alike if years(f.lead, this)[-1:] in ([], [this])]
    return told if len(told) == 1 and is_comparable(told[0].quantity) else []


def _subject_behind(growth: Figure) -> Sequence[Token] | None:
    """The words between a base and its growth that name what grew: 与2020年的318件相比,新收数量增长10.7%."""
    words = [token for token in growth.lead if token.kind not in MARKS]
    kinds = [token.kind for token in words]
    if kinds[:1] != ["COMPARE"] or kinds[-1:] != ["CHANGE"]:
        return None
    subject = words[1:-1]
    return subject if {token.kind for token in subject} & {"RECEIVE", *_PUBLISHED} else None


_ENDS = frozenset({"SEMI", "STOP"})
_PUBLISHED = frozenset({"DISCLOSURE", "ISSUE", "PROACTIVE"})


def _name_of(base: Figure, growth: Figure, this: int) -> Sequence[Token] | None:
    """The words that name what a base is of: before it is compared, or behind that, or where it is dated; None where none do.

    受理量较上年的56件, 较上年收到的20件, 2023年新收452件,今年比上年增长.
    """
    if (subject := _subject_behind(growth)) is not None:
        return subject
    if "COMPARE" not in base.kinds:
        is_of_last = years(base.lead, this)[-1:] == [this - 1] and growth.kinds[:1] == ("COMMA",)
        return base.lead if is_of_last and {"COMPARE", "LAST"} <= set(growth.kinds) else None
    at = base.kinds.index("COMPARE")
    subject, behind = list(base.lead[:at]), [token for token in base.lead[at + 1 :] if token.kind != "FILL"]
    if is_difference(base):  # 新收比上年增加13件,增长18.6%
        behind = [token for token in behind if token.kind not in ("CHANGE", "MORE")]
    if not subject and [token.kind for token in behind[1:]] == ["RECEIVE"]:
        subject, behind = behind[1:], behind[:1]
    is_of_year = bool(behind) and all(token.kind in _OF_A_YEAR for token in behind)
    return subject if is_of_year else None


_OF_A_YEAR = frozenset({"LAST", "DATE"})
_OF_PUBLISHED = _PUBLISHED | frozenset("DATE FILL THIS OWN COMMA UNKNOWN NOUN TOTAL".split())
_AMOUNTS, _NEW = spelled("amounts"), spelled("anew")
_RECEIVED = frozenset("RECEIVE DATE FILL THIS APPLICATION OWN REGION COMMA UNKNOWN".split())


def _is_named_so(figure: Figure, subject: Sequence[Token], base: Quantity) -> bool:
    """Whether a count has the name of what is compared with a base behind it."""
    kinds = {token.kind for token in subject}
    if "RECEIVE" in kinds or _names_amount(subject):
        is_of_same = ("REGION" in kinds) == ("REGION" in figure.kinds)
        is_alike = is_of_same and (_is_of_new(figure.lead) or not _is_of_new(subject))
        return kinds <= _RECEIVED and is_alike and "RECEIVE" in figure.kinds
    if base.unit in INFORMATION and _names_what_was_published(subject):
        return kinds <= _OF_PUBLISHED and not _PUBLISHED.isdisjoint(figure.kinds)
    name = "".join(token.text for token in subject if token.kind not in ("FILL", "DATE", "THIS")).removesuffix(
        base.unit
    )
    return len(name) > _NAME and figure.label == name


def _names_what_was_published(subject: Sequence[Token]) -> bool:
    """Whether words name how much was published: 信息公开量, 信息总量, and not 留言总量."""
    *names, last = subject or (None,)
    if last is None or last.text not in _AMOUNTS:
        return False
    are_all = all(token.text in _NO_MORE_THAN_INFORMATION for token in names)
    return are_all or any(token.kind in _PUBLISHED for token in names)


_NO_MORE_THAN_INFORMATION = spelled("information")


def _is_of_new(words: Sequence[Token]) -> bool:
    """Whether it says that what was received is new, which what was left from the year before isn't: 新收16件, of 受理17件."""
    return any(token.kind == "RECEIVE" and token.text.startswith(_NEW) for token in words)


def _of_amount(figures: Sequence[Figure]) -> list[Figure]:
    """What a sentence says was received and last year's of it, with other counts between: …,申请总量较上年的1413件增长21.4%."""
    base = figures[-1] if figures else None
    at = base.kinds.index("COMPARE") if base and "COMPARE" in base.kinds else 0
    if (
        base is None
        or not _names_amount(base.lead[:at])
        or not _OF_A_YEAR.issuperset(set(base.kinds[at + 1 :]) - {"FILL"})
    ):
        return []
    received = [f for f in figures[:-1] if "RECEIVE" in f.kinds]
    return [*received, base] if len(received) == 1 else []


def _names_amount(words: Sequence[Token]) -> bool:
    """Whether it says how many applications there were, and of nothing else."""
    named = [token for token in words if token.kind not in ("COMMA", "FILL", "DATE", "THIS")]
    return [token.value for token in named if token.kind == "APPLICATION"] == ["amount"] and len(named) == 1


_NAME = 2
"""Characters by which two counts are known to be of one thing."""


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
    if len(inner) != 1 or len(name) < _NAME or not _NAMES_ALONE.issuperset(token.kind for token in subject[:-1]):
        return None
    base = inner[0].quantity
    if base is None or not base.value or not is_comparable(base) or not _is_year(inner[0], base.sort):
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


def _figures(row: Row, at: int, found: Sequence[Row], this: int) -> tuple[list[Figure], list[Figure]]:
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
            if _is_year(aside.figures[0], unit) or (figure is near[-1] and _is_bare(aside, unit)):
                chosen.append(aside.figures[0])
                asides.append(aside.figures[0])
    if (base := _base_behind(row, at, unit)) is not None:
        chosen.append(base)
    since = max((n for n, f in enumerate(chosen) if "SEMI" in f.kinds), default=0)
    if since and len(chosen) - since == 1 and is_difference(chosen[since]):
        return [], []  # which says nothing of what it differs from: ;微博则少了226条,降幅10.8%
    chosen = chosen[since:] if len(chosen) - since > 1 else chosen
    return (chosen, asides) if all(is_comparable(f.quantity) for f in chosen) else ([], [])


def _of_both_years(growth: Figure, now: Figure, unit: str) -> Figure | None:
    """The earlier of the two counts by year in the bracket behind a growth: 3468条,增长9.8%(2025年3468条,2024年3158条)."""
    inner = next((aside.figures for aside in growth.asides if len(aside.figures) == _BOTH), [])
    if not inner or not all(figure.is_named_year and _is_year(figure, unit) for figure in inner):
        return None
    return next((figure for figure in inner if value([figure]) != value([now])), None)


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


def _base_behind(row: Row, at: int, unit: str) -> Figure | None:
    """The figure of the year before that a growth is told ahead of: 同比增长12.9%,上年为1160条."""
    behind = row.figures[at + 1 :]
    if not any(map(is_difference, row.figures[:at])):
        behind = list(takewhile(lambda figure: figure.kinds[:1] != ("SEMI",), behind))
    if len(behind) != 1 or behind[0].kinds[:1] != ("COMMA",) or not _NAMES_BASE.issuperset(behind[0].kinds):
        return None
    return behind[0] if _is_year(behind[0], unit) and "COMPARE" not in behind[0].kinds else None


_NAMES_BASE = _BESIDE | {UNKNOWN, "RECEIVE", "ISSUE", "PROACTIVE"}
"""What may name the figure of the year before behind a growth: 同比增长8.4%,2022年公开数为13520条."""


def _is_year(figure: Figure, unit: str) -> bool:
    is_named = figure.is_named_year or "LAST" in figure.kinds
    is_in_unit = figure.quantity is not None and figure.quantity.sort == unit
    return is_named and is_in_unit and {"CHANGE", "CARRY", "AMONG"}.isdisjoint(figure.kinds)


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
    return "COMPARE" in last.kinds and _BESIDE.issuperset(token.kind for token in last.clause)


def is_difference(figure: Figure) -> bool:
    """Whether a count is what two others differ by."""
    return any(token.kind in ("CHANGE", "MORE") for token in figure.clause) and not rises_to(figure)
