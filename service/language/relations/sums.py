"""Totals that are told behind what they add up: 网上3件、当面2件,合计5件; 一季度…,四季度…,全年共5件."""

from collections.abc import Iterator, Sequence

from service.language.claims import Certainty
from service.language.lexer import UNKNOWN
from service.language.lexicon import spelled
from service.language.mentions.figures import (
    DOCUMENTS,
    OCCASIONS,
    PARTS_AND_BODIES,
    PERSONS,
    Quantity,
    is_in_units,
)
from service.language.relations.certainty import is_miswritten
from service.language.relations.figures import MARKS, Figure, Row, before_bracket
from service.language.relations.openers import sorts
from service.language.relations.times import is_difference
from service.language.relations.totals import value
from service.language.relations.values import Breakdown
from service.language.relations.year_parts import parts_of_year
from service.language.text import Sentence
from service.reports.finding import Number
from service.reports.numerals import chinese_number

_NEAR, _NEAR_ALL, _NEAR_RESPECTIVE = 0.05, 0.12, 0.2
"""How far a total may miss its parts in proportion: by a slip, where these are surely all, and of a respective list."""
_FEW = 2
_MOST_OF_FEW = 0.1
_FEWEST = 3
"""Parts that are all of their total though it doesn't say that it adds them up, at least."""
_BEFORE = frozenset({"COMMA", "PAUSE", "FILL", "GOES_ON", "REF"})
_BEHIND_TOTAL = frozenset({UNKNOWN, "NOUN", "ISSUE", "RECEIVE", "ANSWER", "TOTAL", "PROACTIVE", "MATTER", "REVISE"})
_NAMES = frozenset({UNKNOWN, "NOUN", "MATTER", "RECEIVE", "ISSUE", "APPLICATION"})
_OF_LAST_PART = frozenset({UNKNOWN, "NOUN", "MATTER", "DISCLOSURE", "CHANNEL"})
"""What may stand behind the last part: 开发区19所学区,合计63所."""
_OF_PARTS_COUNTED = _BEHIND_TOTAL | {"CHANNEL", "MATTER", "THIS"}
_COUNTERS = PARTS_AND_BODIES | OCCASIONS
_WORDS_OF_TOTAL = 4
"""Words of a total behind its parts, at most: 合计发布解读材料."""
_MOST_WORDS, _MOST_OF_COUNTER = 5, 2
"""Words before a total that tells how many its parts are, and before their number."""


def sums(sentence: Sentence, row: Row, found: Sequence[Row]) -> Iterator[Breakdown]:
    """The totals of a row that stand behind their parts; what they add up may begin anywhere before.

    `found` are the rows of its sentence: a total in a bracket is of what stands before that.
    """
    if outer := _with_bracketed_total(row, found):
        yield _of_some(sentence, outer, len(outer.figures) - 1, outer.figures[:-1])
    for at, figure in enumerate(row.figures[2:], 2):
        total = figure.quantity
        if total is None or not _is_told(total):
            continue
        if (parts := parts_of_year(row, at)) and all(_is_alike(part, total) for part in parts):
            yield from _of_all(sentence, figure, parts, near=_NEAR_ALL)
        elif "TOTAL" in figure.kinds:
            yield from _sums_at(sentence, row, at, is_exact=total.is_exact)
        elif parts := _respective_of_year(row, at):
            yield from _of_year(sentence, figure, parts)


def _sums_at(sentence: Sentence, row: Row, at: int, *, is_exact: bool) -> Iterator[Breakdown]:
    """The sum that a figure is told to be."""
    figure = row.figures[at]
    if parts := _parts_counted(row, at) or _levels_counted(row, at):
        yield from _of_all(sentence, figure, parts, near=_NEAR_ALL)
    elif parts := _respective(row, at):
        yield from _of_all(sentence, figure, parts, near=_NEAR_RESPECTIVE)
    elif _is_total(figure) and (parts := _numbered(row, at)):
        yield from _of_all(sentence, figure, parts, near=_NEAR_ALL)
    elif not is_exact:
        return
    elif (
        _is_total(figure)
        and (parts := _listed_before(row, at))
        and not (_begins_before(at, parts) or _are_parts_of_another(row, parts) or _tells_next_step(row, at, parts))
    ):
        yield _of_some(sentence, row, at, parts)
    elif parts := _listed_in_units(row, at):
        yield from _of_units(sentence, figure, parts)
    elif _is_named_total(figure) and len(parts := _listed_before(row, at)) >= _FEWEST:
        yield from _of_named(sentence, row, at, parts)


def _with_bracketed_total(row: Row, found: Sequence[Row]) -> Row | None:
    """The list that a bracket behind its last part sums up, with that total: 省级38件、市级81件（两级合计119件）."""
    total = row.figures[0]
    if len(row.figures) > 1 or not total.quantity or "TOTAL" not in total.kinds or row.tail:
        return None
    before = before_bracket(row, found)
    listed = _listed_before(Row([*before, total], ()), len(before))
    is_list = bool(listed) and all(each.kinds[:1] == ("PAUSE",) for each in listed[1:])
    return Row([*listed, total], ()) if is_list else None


def _names_leader(first: Figure) -> bool:
    """Whether one more is named before what is listed, and not counted: 组长由局长担任,副组长3人、成员9人,共13人."""
    said = "".join(token.text for token in first.lead)
    return is_in_units(first.token.value, PERSONS) and any(word in said for word in _LEADS)


_LEADS = spelled("is_led_by")


def _of_all(sentence: Sentence, total: Figure, parts: list[Figure], near: float) -> Iterator[Breakdown]:
    """The sum of parts that are surely all, where they are near enough to be meant by it."""
    blur = sum(each.quantity.resolution for each in (*parts, total) if each.quantity)
    holds = 2 * abs(float(value(parts) - value([total]))) <= blur
    if holds or _is_near(value(parts), value([total]), near) or is_miswritten(value(parts), value([total])):
        yield _sum(sentence, total, parts, holds, Certainty.ESTABLISHED)


def _of_some(sentence: Sentence, row: Row, at: int, parts: list[Figure]) -> Breakdown:
    """The sum of some of the parts before it, nobody knows from which one on."""
    total = value(row.figures[at : at + 1])
    added = [value(parts[n:]) for n in range(len(parts) - 1)]
    counted = [part for part in parts if not is_difference(part)]  # 新收13件,与2022年相比增加1件,上年结转2件,共计15件
    left_out = [part for part in parts if "EXCEPT" in part.kinds]  # 区级1132项,街道418项,剔除重复的50项后,全区共1500项
    holds = total in added or total in (value(counted), value(parts) - 2 * value(left_out))
    holds = holds or (total == value(parts) + 1 and _names_leader(parts[0]))
    is_near_all = len(parts) == at and _is_near(added[0], total)
    is_sorted = sorts(parts[0].lead)  # 从渠道看,网上提交10件,邮寄4件,合计19件
    is_list = all(part.kinds[:1] == ("PAUSE",) for part in parts[1:])
    is_joined = (is_sorted or is_list) if len(parts) == at else is_list and _is_apart(row, at, parts)
    is_meant = is_joined and (_is_near(added[0], total, _NEAR_ALL) or is_miswritten(added[0], total))
    is_near_list = is_meant and _is_all(row, at, at - len(parts))
    are_results = len(parts) == at and len(parts) > _FEWEST and all("VERDICT" in part.kinds for part in parts)
    near = _NEAR_ALL if "REGION" in row.figures[at].kinds else _NEAR
    is_near = (
        is_near_all or is_near_list or any(abs(float(each) - float(total)) <= near * float(each) for each in added)
    )
    names_more = "PAUSE" in parts[0].kinds  # 区政府本级、27个部门、7个镇,合计35个
    certainty = Certainty.TO_CHECK if (is_near and not names_more) or are_results else Certainty.PASSED
    is_surely_all = not _words_of_last_part(row.figures[at]) and "THIS" not in row.figures[at].kinds
    if holds or (is_near_all and _is_all(row, at) and is_surely_all):
        certainty = Certainty.ESTABLISHED
    return _sum(sentence, row.figures[at], parts, holds, certainty)


def _is_apart(row: Row, at: int, parts: list[Figure]) -> bool:
    """Whether all that is counted in the unit of a list up to its total is in it: 督查2次,90分以上19家、80分以上22家、其余5家,合计46家."""
    total = row.figures[at].quantity
    told = [figure for figure in row.figures[:at] if total is not None and _is_alike(figure, total)]
    return len(parts) >= _FEWEST and "PAUSE" not in parts[0].kinds and told == parts


def _of_named(sentence: Sentence, row: Row, at: int, parts: list[Figure]) -> Iterator[Breakdown]:
    """The sum of parts by a name of their own, which may be of more: 英文210篇、日文96篇、韩文84篇,外文稿件总计390篇."""
    total, first = row.figures[at], at - len(parts)
    holds = value(parts) == value([total])
    if holds or (_is_near(value(parts), value([total])) and _is_all(row, at, first)):
        yield _sum(sentence, total, parts, holds, Certainty.ESTABLISHED if holds else Certainty.TO_CHECK)


def _of_units(sentence: Sentence, total: Figure, parts: list[Figure]) -> Iterator[Breakdown]:
    """The sum of parts that are counted in several units, which may be no sum of them where it misses by more than a slip."""
    miss = abs(float(value(parts) - value([total])))
    if not miss or miss <= min(_FEW, _MOST_OF_FEW * float(value([total]))):
        yield _sum(sentence, total, parts, not miss, Certainty.TO_CHECK if miss else Certainty.ESTABLISHED)


def _listed_in_units(row: Row, at: int) -> list[Figure]:
    """The list of 、 right before a bare total of documents, in several units of them: 图解30幅、动画8个、音频7段,一共45件."""
    total = row.figures[at]
    if _words(total) != ["TOTAL"] or total.kinds[:1] != ("COMMA",) or not is_in_units(total.quantity, DOCUMENTS):
        return []
    first = at - 1
    while first and row.figures[first].kinds[:1] == ("PAUSE",):
        first -= 1
    parts = [figure for figure in row.figures[first:at] if figure.quantity and figure.quantity.is_exact]
    units = {figure.quantity.unit for figure in parts if figure.quantity}
    is_list = len(parts) == at - first >= _FEWEST and len(units) > 1
    is_begun = bool(parts) and "PAUSE" not in parts[0].kinds and (not first or "SEMI" in parts[0].kinds)
    return parts if is_list and is_begun else []


def _sum(sentence: Sentence, total: Figure, parts: list[Figure], holds: bool, certainty: Certainty) -> Breakdown:
    listed = tuple(each.token for each in parts)
    return Breakdown((total.token,), listed, True, holds, certainty, "" if holds else "total behind", sentence)


def _is_total(figure: Figure) -> bool:
    """Whether a figure is called a total, with no more than a verb and a name behind that: 合计举办53场, 合计发布解读材料53篇."""
    words = _words(figure)
    words = words[1:] if words[:1] == ["REGION"] or words == ["THIS", "TOTAL"] else words  # 全市合计, 全年共
    is_told = words[:1] == ["TOTAL"] and _OF_LAST_PART.issuperset(_words_of_last_part(figure))
    return is_told and len(words) <= _WORDS_OF_TOTAL and _BEHIND_TOTAL.issuperset(words[1:])


def _is_named_total(figure: Figure) -> bool:
    """Whether a figure is called a total behind its name: 外文稿件总计."""
    words = _words(figure)
    return words[-1:] == ["TOTAL"] and _NAMES.issuperset(words[:-1]) and not _words_of_last_part(figure)


def _words(figure: Figure) -> list[str]:
    """The categories of the words of its clause that say anything."""
    return [token.kind for token in figure.clause if token.kind not in _BEFORE]


def _words_of_last_part(figure: Figure) -> list[str]:
    """The same of what stands between the count before it and its clause: 19所学区,合计63所; no mark before 以上合计."""
    marks = MARKS if "REF" in figure.kinds else _BEFORE
    return [token.kind for token in figure.before_clause if token.kind not in _BEFORE | marks]


def _listed_before(row: Row, at: int) -> list[Figure]:
    """The counts right before a total that are of its sort, back to where a part or a list begins; none for fewer than two."""
    total = row.figures[at].quantity
    points_back = "REF" in row.figures[at].kinds  # 网站31条;微信27条;以上合计58条
    first = at
    while first and total and _is_alike(row.figures[first - 1], total):
        first -= 1
        if ("SEMI" in row.figures[first].kinds and not points_back) or "AMONG" in row.figures[first].kinds:
            break
    return row.figures[first:at] if at - first > 1 else []


def _begins_before(at: int, parts: list[Figure]) -> bool:
    """Whether the list that a total sums up begins with counts in other units: 预案11部、报告3份、信息369条,三项合计383条."""
    return len(parts) < at and parts[0].kinds[:1] == ("PAUSE",)


def _are_parts_of_another(row: Row, parts: list[Figure]) -> bool:
    """Whether a list comes to the count before it, so that a total behind is of something else: 450万元,其中…,累计拨付430万元."""
    first = row.figures.index(parts[0])
    return "AMONG" in parts[0].kinds and first > 0 and value(parts) == value(row.figures[first - 1 : first])


def _tells_next_step(row: Row, at: int, parts: list[Figure]) -> bool:
    """Whether fewer than its parts are told of a step that comes behind theirs: 线上问卷300份、线下问卷200份,共收回480份."""
    words = "".join(token.text for token in row.figures[at].clause)
    begun = "".join(token.text for figure in row.figures[:at] for token in figure.lead)
    is_next = any(word in words and word not in begun for word in _NEXT_STEPS)
    return is_next and value(row.figures[at : at + 1]) < value(parts)


_NEXT_STEPS = spelled("next_steps")


def _parts_counted(row: Row, at: int) -> list[Figure]:
    """The parts of a total that tells how many they are: 受理24项、公示22项、审批20项,三个环节共66项."""
    counter, figure = row.figures[at - 1], row.figures[at]
    if not counter.quantity or counter.quantity.unit not in _COUNTERS or not figure.quantity:
        return []
    words = [kind for kind in figure.kinds if kind not in _BEFORE]
    is_told = len(words) <= _MOST_WORDS and _OF_PARTS_COUNTED.issuperset(words)
    behind = len(_words_of_last_part(counter))  # 153人到场听讲,三个年龄段
    is_of_part = behind <= _MOST_OF_COUNTER and _OF_LAST_PART.issuperset(counter.kinds[:behind])
    is_short = len(counter.clause) < _MOST_OF_COUNTER
    is_counter = is_of_part and is_short and counter.kinds[behind : behind + 1] == ("COMMA",)
    return _last(row, at - 1, int(counter.quantity.value), figure.quantity) if is_told and is_counter else []


def _levels_counted(row: Row, at: int) -> list[Figure]:
    """The parts of a total whose word tells how many they are: 县级4人,34个部门46人,12个乡镇24人,三级合计74人."""
    figure = row.figures[at]
    words = [token for token in figure.clause if token.kind not in _BEFORE]
    if len(words) != 1 or words[0].value != "several" or not figure.quantity:
        return []
    return _last(row, at, chinese_number(words[0].text[0]) or 0, figure.quantity)


def _last(row: Row, end: int, number: int, total: Quantity) -> list[Figure]:
    """So many counts of the sort of a total, the last before a figure; none where there are others, but in names of parts.

    What one of them has within it is none: 新收68件,其中自然人58件;上年结转2件,两项共70件.
    """
    parts = [
        figure
        for n, figure in enumerate(row.figures[:end])
        if n == end - 1 or not (_is_in_name(row, n) or _is_within(row, n))
    ][-number:]
    is_all = len(parts) == number > 1 and all(_is_alike(each, total) for each in parts)
    return parts if is_all else []


def _is_within(row: Row, at: int) -> bool:
    """Whether it is all that is told of what the count before it has within it."""
    return "AMONG" in row.figures[at].kinds and "SEMI" in row.figures[at + 1].kinds


def _is_in_name(row: Row, at: int) -> bool:
    """Whether a count is in the name of what the next one counts: 残疾人两项补贴0.95亿元, 34个部门配备46人."""
    lead = row.figures[at + 1].kinds
    return bool(lead) and MARKS.isdisjoint(lead)


def _respective(row: Row, at: int) -> list[Figure]:
    """The parts before a total that are told one after the other of several things: 参训分别为62人、48人和55人,共165人次.

    What the total says besides is said of its parts, too: 一至四季度依次抽检520批次、…,全年共抽检2350批次.
    """
    parts = _listed_before(row, at)
    if not parts or "TOTAL" not in _words(row.figures[at]):
        return []
    lead = parts[0].lead
    said = "".join(token.text for token in lead)
    added = [token for token in row.figures[at].clause if token.kind not in (*_BEFORE, "TOTAL", "THIS")]
    is_each = any(token.value == "each" and token.kind != "ALL" for token in lead)
    is_listed = all(set(part.kinds) <= {"PAUSE", "AND", "FILL"} for part in parts[1:])
    return parts if is_each and is_listed and all(token.text in said for token in added) else []


def _numbered(row: Row, at: int) -> list[Figure]:
    """The parts before a total that are numbered from the first on: 首批86条,第二批59条,第三批53条,共208条."""
    parts = _listed_before(row, at)
    firsts = [part.clause[0].text if part.clause else "" for part in parts]
    is_numbered = all(text.startswith(number) for text, number in zip(firsts, _NUMBERED, strict=False))
    return parts if is_numbered else []


_NUMBERED = [tuple(group.split("/")) for group in spelled("numbered_from_first")]


def _respective_of_year(row: Row, at: int) -> list[Figure]:
    """The parts before what was counted in the whole year, of which each is told in turn: 三期分别有95人次、…参加,全年参训人员达260人次.

    At least half of what names it must be said of the parts, too.
    """
    parts, figure = _listed_before(row, at), row.figures[at]
    if len(parts) < _FEWEST or figure.clause[:1] == () or figure.clause[0].kind != "THIS":
        return []
    is_each = any(token.value == "each" for token in parts[0].lead)
    is_listed = all(set(part.kinds) <= {"PAUSE", "AND", "FILL"} for part in parts[1:])
    said = {char for token in (*parts[0].lead, *figure.before_clause) for char in token.text}
    named = [char for token in figure.clause[1:] if token.kind != "FILL" for char in token.text]
    is_of_them = bool(named) and 2 * sum(char in said for char in named) >= len(named)
    return parts if is_each and is_listed and is_of_them else []


def _of_year(sentence: Sentence, total: Figure, parts: list[Figure]) -> Iterator[Breakdown]:
    """The sum of parts that are told in turn, by what was counted in the whole year: to check where it misses by little."""
    holds = value(parts) == value([total])
    if holds or _is_near(value(parts), value([total])):
        yield _sum(sentence, total, parts, holds, Certainty.ESTABLISHED if holds else Certainty.TO_CHECK)


def _is_alike(figure: Figure, total: Quantity) -> bool:
    """Whether a count is of the same sort of things, and told as exactly as a sum needs: 人, 人次 and 名 are of one."""
    quantity = figure.quantity
    if quantity is None or not _is_told(quantity) or _is_average(figure):
        return False
    is_same = quantity.sort == total.sort or PERSONS.issuperset((quantity.unit, total.unit))
    return is_same and (quantity.is_exact or not total.is_exact)


def _is_average(figure: Figure) -> bool:
    """Whether a count is an average, which nothing adds up with: 三年合计143件,平均每年47.7件."""
    return any(token.kind == "RATE" and token.text.endswith(_ON_AVERAGE) for token in figure.clause)


_ON_AVERAGE = spelled("on_average")


def _is_told(quantity: Quantity) -> bool:
    """Whether it is exact, or about so for nothing but its last place: 4.23亿元."""
    return quantity.is_exact or bool(quantity.resolution)


def _is_near(added: Number, total: Number, near: float = _NEAR) -> bool:
    miss = abs(float(added) - float(total))
    return miss <= near * float(added) or (miss <= _FEW and miss <= _MOST_OF_FEW * float(total))


def _is_all(row: Row, at: int, first: int = 0) -> bool:
    """Whether nothing stands before a total, from a figure on, but what 、 or commas list, and but a mark behind it."""
    figures, listed = row.figures, row.figures[first:at]
    behind = figures[at + 1].kinds if at + 1 < len(figures) else row.tail_kinds
    marks = {mark for each in listed[1:] for mark in MARKS & set(each.kinds)}
    is_below = value(listed) < value(figures[at : at + 1])
    is_added = any(token.value in ("several", "added") for token in figures[at].clause)
    is_told_so = (is_added or is_below) and (len(listed) >= _FEWEST or is_added or marks == {"PAUSE"})
    is_listed = marks in ({"PAUSE"}, {"COMMA"}) and is_told_so
    words = [*(token.kind for token in listed[0].clause), *(kind for each in listed[1:] for kind in each.kinds)]
    is_plain = not any(each.asides for each in listed) and _OF_OTHERS.isdisjoint(words)
    return is_listed and is_plain and (not behind or behind[0] in MARKS) and not row.remarks


_OF_OTHERS = frozenset("CARRY COMPARE LAST DATE CHANGE AMONG SEVERAL SOME EXCEPT".split())
