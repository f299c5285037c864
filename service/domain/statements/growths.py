"""Growth that the text states in percent, with this year's figure, last year's, or what they differ by.

Two of the three tell the growth. Which figure is which is told by the words before it, and for a base by those behind
it as well: 较2021年的26件增加3件, 与上年26件相比, 由26件增至29件.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from service.domain.finding import Number
from service.domain.prose import Sentence
from service.domain.statements.counts import Count, counts
from service.domain.statements.percent import AMOUNT, PERCENT, Share, share, slack

_GROWTH = re.compile(
    rf"(?:同比|相比|较[^,。;\d]{{0,8}})?(?P<way>增长|上升|增加|提高|增幅|下降|减少|降低|降幅)"
    rf"(?:率|比例|幅度)?(?:了|约|近|为|达)?(?<!约){PERCENT}(?!个?百分点)"
)
_RISES = ("增长", "上升", "增加", "提高", "增幅")
_BESIDE = re.compile(
    r"[)的]*(?:基础上|相[比较]|对比)?[,、()]*(?:(?:同比|环比|相比|总体|总量|数量|件数|申请量)[,、]?|(?:[较比与同]|相比)"
    r"(?:20\d\d年度?|上一?年度?|去年)(?:同期)?(?:相比)?[,、]?)*(?:有所|实现)?"
)
"""All that may stand between the last figure and its growth: what grew besides is something else."""
_YEAR = r"(?:20\d\d年度?|上一?年度?|去年|前一?年|往年|年初|上一?(?:周期|阶段|季度|月))(?:同期|全年|年?[末底])?"
_COMPARED_WITH = re.compile(rf"(?:较|比|与|同|和|跟|对照)于?{_YEAR}[^,。;:\d增减多少]{{0,12}}\(?$")
_LAST_YEAR = re.compile(
    r"(?:上一?年度?|去年)(?:\(20\d\d年度?\))?(?:同期|全年)?[^,。;:\d结转增减多少比较]{0,10}\(?$|\(20\d\d年度?(?:同期)?[收到受理为是]*$"
)
_WITH = re.compile(r"(?:较|比|与|同|和|跟|在|以)[^,。;:]{0,24}$")
_COMPARED_AFTER = re.compile(r"\)?(?:的?基础上|相[比较](?!上|去|前|20|于)|对比|[作为]+基数)")
_FROM = re.compile(rf"(?:由|从)(?:{_YEAR}|年初|原来|\d{{1,2}}月份?)?(?:[收受]到?理?)?的?$")
_TO = re.compile(r"\)?,?(?:[增减升降]|上升|下降|提高|扩大|跃升)[^,。;\d]{0,3}[至到为]")
_DIFFERENCE = re.compile(
    r"(?:(?<!新)(?P<more>增加|增长|上升|提高|净增)|减少|下降|降低)(?:了|申请)*$"
    r"|(?<![最大很许至不减])(?:(?P<many>多)|少)(?:收到?|受理|新收|办理|办结|答复|发布|公开|出|了)*(?:[^,。;\d]{0,2}申请)?$"
)
_COMPARISON = re.compile(
    rf"(?:[较比与同于的了多少,、()]|相[比较]|{_YEAR}|增加|增长|上升|提高|净增|减少|下降|降低|收到|受理|新收)*"
)
_WITH_LAST_YEAR = re.compile(r"同比|[较比](?:上一?年|去年|前年)")
_THIS_YEAR = re.compile("今年|本年|当年")
_NAMED_YEAR = re.compile(r"(20\d\d)年(?!以来|起|[-—至~])")
_BLANK = "　"
_PAIR = 2
_BRACKET = re.compile(r"\([^()]*\)")
_NAMES_YEAR = re.compile(rf"{_YEAR}的?$")
_OF_A_YEAR = re.compile(rf"{_YEAR}(?!结转)|同期")
_CHUNK = re.compile("[;。]")
_PARTS = re.compile("其中|包[括含]|分别")


def growths(sentence: Sentence) -> Iterator[Share]:
    """The growth rates of a sentence that two figures beside them tell."""
    for match in _GROWTH.finditer(sentence.text):
        told = _without_explanations(sentence.text[: match.start()])
        found = _figures(told)
        if not found or not _BESIDE.fullmatch(told[found[-1].end :].replace(_BLANK, "")):
            continue
        blur = _blur(found)
        readings = [
            _growth(match, later, earlier, blur, sentence) for later, earlier in _readings(told, found) if earlier > 0
        ]
        told_of_total = (_growth(match, *pair, blur, sentence) for pair in _of_total(told, found))
        if not any(each and each.holds for each in told_of_total):
            yield from sorted((each for each in readings if each), key=lambda each: each.holds)[:1]


def _without_explanations(told: str) -> str:
    """The words before a growth, with closed brackets blanked out that name no other year: 29件(其中网上17件)."""

    def blanked(match: re.Match[str]) -> str:
        is_base = _OF_A_YEAR.search(match[0]) or _NAMES_YEAR.search(told[: match.start()])
        return match[0] if is_base else _BLANK * len(match[0])

    return _BRACKET.sub(blanked, told)


def _figures(told: str) -> list[Count]:
    """The counts in the unit of the last one before a growth: those since a semicolon, where two are.

    Exact ones, or rounded to a place that they tell; amounts that are rounded grow by what is comparable in them.
    """
    before = counts(told)
    if not before or not before[-1].is_judged or _is_amount(before[-1]):
        return []
    alike = [count for count in before if count.unit == before[-1].unit]
    since = max((stop.end() for stop in _CHUNK.finditer(told)), default=0)
    near = [count for count in alike if count.start >= since]
    chosen = near if len(near) > 1 else alike
    return chosen if all(count.is_judged for count in chosen) else []


def _is_amount(count: Count) -> bool:
    return count.unit == AMOUNT or (count.unit == "元" and not count.is_exact)


def _blur(found: list[Count]) -> Number:
    """Within how much the figures are told, of which one may be reckoned from two others."""
    blur = max(count.resolution for count in found)
    return blur if len(found) <= _PAIR else 2 * blur


def _readings(text: str, found: list[Count]) -> Iterator[tuple[Number, Number]]:
    """The later and the earlier figure, twice where base, difference and result are all told."""
    *earlier, last = found
    change = _change(text, found, len(earlier))
    if not earlier:
        return
    if change is None:
        yield from _pair(text, found)
        return
    if _change(text, found, len(earlier) - 1) is not None:
        return
    if not _is_base_of_change(text, found):
        if len(earlier) == 1 or _is_beside(text, earlier[-1], last):
            yield earlier[-1].value, earlier[-1].value - change
        return
    base = earlier[-1]
    yield base.value + change, base.value
    if len(earlier) > 1 and _is_beside(text, earlier[-2], base):
        yield earlier[-2].value, base.value


def _of_total(text: str, found: list[Count]) -> Iterator[tuple[Number, Number]]:
    """What a difference behind a breakdown may be of as well: the total. 公开443条,其中市局287条、县局156条,较上年减少21条."""
    change = _change(text, found, len(found) - 1)
    if change is not None:
        totals = (count for count, part in pairwise(found) if _PARTS.search(text, count.end, part.start))
        yield from ((total.value, total.value - change) for total in totals if total.value > change)


def _pair(text: str, found: list[Count]) -> Iterator[tuple[Number, Number]]:
    """The later and the earlier of two figures, of which one is the base by its words or by its year."""
    if len(found) != 2:
        return
    first, second = found
    years = _year(text, found, 0), _year(text, found, 1)
    change = _change(text, found, 0)
    if change is not None:
        if _is_base(text, found, 1):
            yield second.value + change, second.value
    elif _is_base(text, found, 0) and _is_base(text, found, 1):
        return
    elif _is_base(text, found, 1) or (years[0] and years[1] and years[1] < years[0]):
        yield first.value, second.value
    elif _is_base(text, found, 0) or (years[0] and years[1] and years[0] < years[1]):
        yield second.value, first.value


def _is_base(text: str, found: list[Count], at: int) -> bool:
    """Whether a figure is the one that another is compared with."""
    lead, tail = _lead(text, found, at), text[found[at].end :]
    if _COMPARED_WITH.search(lead) or _LAST_YEAR.search(lead):
        return True
    return bool((_WITH.search(lead) and _COMPARED_AFTER.match(tail)) or (_FROM.search(lead) and _TO.match(tail)))


def _is_base_of_change(text: str, found: list[Count]) -> bool:
    """Whether the figure before a difference is what it is a difference from, and not what it led to."""
    base, lead = _lead(text, found, len(found) - 2), _lead(text, found, len(found) - 1)
    if _COMPARED_WITH.search(base):
        return True
    if _WITH_LAST_YEAR.search(lead) and not _THIS_YEAR.search(lead):
        return False
    years = [int(year) for year in _NAMED_YEAR.findall(lead)]
    year = _year(text, found, len(found) - 2)
    if year and years:
        return min(years) >= year
    return _is_base(text, found, len(found) - 2)


def _is_beside(text: str, count: Count, following: Count) -> bool:
    """Whether nothing but a comparison stands between two figures, so that they are of the same thing."""
    return bool(_COMPARISON.fullmatch(text[count.end : following.start].replace(_BLANK, "")))


def _change(text: str, found: list[Count], at: int) -> Number | None:
    """What a figure is by its words the difference of, below nothing where it is a fall."""
    told = _DIFFERENCE.search(_lead(text, found, at))
    if not told:
        return None
    return found[at].value if told["more"] or told["many"] else -found[at].value


def _lead(text: str, found: list[Count], at: int) -> str:
    """The words before a figure, back to the one before it or to a stop."""
    return _CHUNK.split(text[found[at - 1].end if at else 0 : found[at].start])[-1].replace(_BLANK, "")


def _year(text: str, found: list[Count], at: int) -> int | None:
    years = _NAMED_YEAR.findall(_lead(text, found, at))
    return int(years[-1]) if years else None


def _growth(match: re.Match[str], later: Number, earlier: Number, blur: Number, sentence: Sentence) -> Share | None:
    """The growth between two figures; none where one rises and the other falls, so that they are of other things."""
    change = float((later - earlier) / earlier * 100)
    is_rise = match["way"] in _RISES
    if change and (change > 0) != is_rise and len(_NAMED_YEAR.findall(sentence.text, 0, match.start())) < 2:
        return None
    return share(match, later, earlier, change if is_rise else -change, sentence, slack(later, earlier, blur))
