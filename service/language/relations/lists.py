"""The parts of a list: the figures behind what opens it, up to where something else begins."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile

from service.language.clauses import DECISIONS
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import CASES_ALONE, INFORMATION, KINDS, Quantity, is_in_units
from service.language.relations.attributes import may_be_the_same
from service.language.relations.figures import MARKS, Figure, Row
from service.language.relations.openers import ALWAYS_NEW, SAYS_NOTHING, counts_out, opens, sorts
from service.language.relations.parts import Parts, values_of
from service.language.relations.totals import is_carried
from service.reports.finding import Number

_BEGINS = frozenset("ANSWER EXCEPT REF PLUS NOW TOTAL".split())
"""What begins a statement of its own."""
CASES_AND_DECISIONS = frozenset({*DECISIONS, "REVIEW", "LITIGATION"})
"""Rows of tables, of which one is no part of another."""
_LEVELS = (frozenset({"SEMI"}), frozenset({"SEMI", "COMMA"}))
_NO_BEGIN = ("handling", "and")
"""Words among those that begin a statement which stand before parts, too: 处理3件, 以及."""
_LEFT = frozenset({"REST", "REMAIN", "ETC"})
_BEFORE_WAY = SAYS_NOTHING | {"AMONG"}
_OVERLAPPING = frozenset({"OVERLAP", "WAYS"})
_NARROWER = "SOME"
"""A kind that may be of several parts, where a list names it; behind the list it is of what is told there."""
_COUNTED_TWICE, _WAS_BEFORE = "overlap", "opening"
"""What says that something is counted twice, or was there before: 新设12家、注销7家,年初112家."""


def parts_of(row: Row, at: int, unit: str, *, is_rounded: bool = False) -> Parts:
    """The parts that are listed from a figure on; amounts that are told in 万 or 亿 are parts where `is_rounded`."""
    is_some = any(token.kind == "AMONG" and token.value == "some" for token in row.figures[at].lead)
    parts = Parts(is_some=is_some)
    end = _take_all(row, at, unit, parts, is_rounded=is_rounded)
    if end == len(row.figures):
        parts.is_told_on = parts.is_full and _goes_on(row) and not parts.names_rest
        parts.is_full = parts.is_full and not parts.is_told_on
        parts.is_open = parts.is_open or "ETC" in row.tail_kinds
    parts.may_overlap, parts.names_narrower = _may_overlap(row, at, end, unit)
    last = row.figures[-1]
    is_last = last in parts.figures or last.percent is not None or _counts_kinds(last)
    parts.is_to_end = end == len(row.figures) and is_last and not _goes_on(row)
    behind = row.figures[end].kinds if end < len(row.figures) else row.tail_kinds
    parts.leaves_rest = not _LEFT.isdisjoint(behind)
    if end == len(row.figures) and _has_nothing_else(row):
        parts.is_full, parts.is_told_on, parts.leaves_rest = not parts.is_open, False, False
    if not _has_sibling(row, at):
        parts.others = [level for marks in _LEVELS if len(level := _level(row, at, unit, marks)) > 1]
    level = _level(row, at, unit, _LEVELS[0])
    if len(parts.figures) == 1 and len(level) > 1 and _is_flat(_without_children(row, at, unit), at, level, unit):
        parts.figures, parts.is_full = level, not _goes_on(row)
        parts.shares = [figure.percent.value for figure in row.figures[at:] if figure.percent]
    return parts


def _may_overlap(row: Row, at: int, end: int, unit: str) -> tuple[bool, bool]:
    """Whether words of a list, which ends before a figure, or behind it say that something may be counted more than once.

    The second is whether names of its parts may be of several of them.
    """
    leads = [*(figure.lead for figure in row.figures[at + 1 :]), row.tail]
    within_last = tuple(takewhile(lambda token: token.kind not in MARKS, row.tail))
    listed = [*leads[:-1], within_last] if end == len(row.figures) else leads[: end - at - 1]
    words = [*row.remarks, *chain.from_iterable(leads[: end - at - 1]), *_next_clauses(leads[end - at - 1 :])]
    within = [*row.remarks, *chain.from_iterable(listed)]
    kinds = [figure.clause[0] for figure in row.figures[at:end] if _names_kind(figure)]
    # 同步公示 behind a list of schools says nothing of those: only information is published in several ways at once
    of_list = words if unit in INFORMATION or end < len(row.figures) else within
    # 查阅点等其他渠道308条 is a part
    ways = {token for figure in row.figures[at:end] for token in figure.clause[-1:] if token.kind == "WAYS"}
    says_so = (
        any(token.kind in _OVERLAPPING and token not in ways for token in of_list)
        or any(token.kind == "OVERLAP" and token.value == "said" for token in words)
        or any(token.value == _COUNTED_TWICE for token in (*row.figures[at].clause, *of_list))
        or any(token.value == _WAS_BEFORE for token in (*row.figures[at].clause, *words))
        or any(_was_due_and_is_done(one, other) for one, other in pairwise(row.figures[at:end]))
    )
    named = {token for figure in row.figures[at:end] for token in figure.clause}
    narrower = [token for token in within if token not in kinds and _is_narrower(token, unit)]
    told_twice = any(_tells_twice(token) for figure in row.figures[at:end] for token in _in_brackets(figure))
    says_so = says_so or told_twice or may_be_the_same(row, row.figures[at:end])
    return says_so or any(token not in named for token in narrower), bool(narrower)


def _in_brackets(figure: Figure) -> Iterator[Token]:
    """The words behind the last figures of the brackets that a figure has."""
    return chain.from_iterable(aside.tail for aside in figure.asides)


def _tells_twice(token: Token) -> bool:
    """Whether it tells that some of what was counted stands in the count twice: 市级9个(1个重复), 线下28场(4场线上线下同步)."""
    return token.text in _TWICE or token.kind == "OVERLAP"


_TWICE = spelled("twice")


def _was_due_and_is_done(one: Figure, other: Figure) -> bool:
    """Whether what had to be done is counted, and as many done of it: 其中应解读文件86件,已解读86件."""
    due, done = ("".join(token.text for token in figure.clause if token.kind != "AMONG") for figure in (one, other))
    return due.startswith(_DUE) and done.startswith((*_ACTUAL, *_DONE)) and values_of([one]) == values_of([other])


_DUE, _ACTUAL, _DONE = spelled("due"), spelled("actual"), spelled("already")


def _next_clauses(leads: Iterable[Sequence[Token]]) -> Iterator[Token]:
    """The words behind a list up to the second semicolon; what stands behind that speaks of something else."""
    semicolons = 0
    for token in chain.from_iterable(leads):
        semicolons += token.kind == "SEMI"
        if semicolons == _MOST_SEMICOLONS:
            return
        yield token


_MOST_SEMICOLONS = 2


def _names_kind(figure: Figure) -> bool:
    """Whether a part is named by what it is, and counts no cases: 重复信息57条."""
    is_of_cases = figure.quantity is not None and figure.quantity.unit in CASES_ALONE
    said = [token for token in figure.clause if token.kind != "FILL"]
    return not is_of_cases and len(said) > 1 and said[-1].kind in (UNKNOWN, "NOUN", "REVISE")


def _is_narrower(token: Token, unit: str) -> bool:
    """Whether a word says that what is counted may be of several parts; answers that were late are faults where no cases are counted."""
    return token.kind == _NARROWER and (token.value != "handled so" or unit in CASES_ALONE)


def _take_all(row: Row, at: int, unit: str, parts: Parts, *, is_rounded: bool) -> int:
    """Take the figures of a list up to its end, and tell where that is."""
    at += _sorts_the_next(row.figures[at : at + 2])
    position = at
    while position < len(row.figures):
        if position > at and _ends_before(row, at, position, unit, parts):
            break
        opener = opens(row, position) if position > at else ""
        if opener in _OPENS_CHILDREN:
            behind, is_whole = _past_children(row, position, unit, parts)
            if is_whole:
                position = behind
                continue
        if opener == "among":
            parts.is_full = False
            break
        if not _points_back(row.figures[position], parts):
            _take(row.figures[position], unit, parts, is_rounded=is_rounded)
        position += 1
    return position


_OPENS_CHILDREN = ("among", "colon")
"""What may open a list of the parts of a part."""


def _ends_before(row: Row, at: int, position: int, unit: str, parts: Parts) -> bool:
    """Whether a list that begins at a figure ends before another one; its parts keep whether they were all."""
    figure = row.figures[position]
    if _is_told_of_all(row, position, unit, parts):
        is_all = parts.names_rest or counts_out(row.figures[at].clause)
        parts.is_told_on = parts.is_full and not is_all
        parts.is_full = parts.is_full and is_all
    elif not parts.figures or _is_end(figure) or _is_of_others(figure, parts) or _is_of_other_row(row, at, figure):
        _end(row, position, parts)
    elif _is_share_of_parts(figure, parts):
        if _is_of_more(figure, row.figures[position - 1], parts):
            parts.is_told_on = parts.is_full and not parts.names_rest
        else:
            parts.figures.pop()
        parts.is_full = False
    elif _is_amid(row, position + 1):
        parts.is_full = False
    else:
        return False
    return True


def _end(row: Row, position: int, parts: Parts) -> None:
    """Keep what the figure behind a list says of it: its sum, that it is over, or that more is told of it."""
    figure = row.figures[position]
    parts.summed = figure if _sums_up(figure, parts) else None
    parts.is_sum_shared = any(following.is_share for following in row.figures[position + 1 : position + 2])
    is_over = (
        figure.kinds[:1] == ("SEMI",)
        or parts.names_rest
        or bool(parts.summed)
        or _is_told_at_end(figure, parts)
        or _goes_on_with_repealed(figure)
    )
    is_rate = figure.percent is not None and "RATE" in figure.kinds
    is_compared = [kind for kind in figure.kinds if kind != "TOTAL"][:2] == ["COMMA", "COMPARE"]
    parts.is_told_on = parts.is_full and not is_over and (is_rate or is_compared or "SEMI" in figure.kinds)
    parts.is_full = parts.is_full and is_over


def _is_share_of_parts(figure: Figure, parts: Parts) -> bool:
    """Whether a share behind several parts is of the last, or of more of them, and none was told of those before."""
    is_share = len(parts.figures) > 1 and figure.percent is not None and "SHARE" in figure.kinds
    return is_share and not (parts.shares or _names_another(figure, parts))


def _points_back(figure: Figure, parts: Parts) -> bool:
    """Whether it tells more of a part that was counted before it: 3个通了宽带,这3个用微信群发布通知."""
    is_told_of = bool(figure.clause) and figure.clause[-1].text in _THESE
    return is_told_of and figure.quantity is not None and figure.quantity.value in parts.values


_THESE = spelled("these")


def _sorts_the_next(figures: Sequence[Figure]) -> bool:
    """Whether the first is how many there are of what the second, in the same clause, goes by: 按清单10大类50条公开的有903条."""
    if len(figures) < _BOTH or not MARKS.isdisjoint(figures[1].kinds):
        return False
    said = [token for token in figures[0].clause if token.kind != "AMONG"]
    return bool(said) and said[0].kind == "VIEW" and bool(figures[1].lead)


_BOTH = 2


def _names_another(share: Figure, parts: Parts) -> bool:
    """Whether a share is told by the name of an earlier part, so that it says nothing of the last: 本级12件,分局8件,本级占60%."""
    name = share.label
    return bool(name) and any(name in part.label for part in parts.figures[:-1]) and name not in parts.figures[-1].label


def _is_of_more(share: Figure, before: Figure, parts: Parts) -> bool:
    """Whether words or a count right before a share tell what it is of: 传真3件,网络渠道占66.0%; 传真3件,前两项占97%.

    By itself it is of the last part: 传真3件,占3.2%.
    """
    words = takewhile(lambda token: token.kind != "SHARE", share.clause)
    is_told = "TOTAL" in share.kinds or any(token.kind not in SAYS_NOTHING for token in words)
    return before is not parts.figures[-1] or (share.kinds[:1] == ("COMMA",) and is_told)


def _is_amid(row: Row, at: int) -> bool:
    """Whether another list is of the figure before: 审结的187件中,维持121件."""
    return at < len(row.figures) and opens(row, at) == "amid"


def _is_told_of_all(row: Row, at: int, unit: str, parts: Parts) -> bool:
    """Whether a list of 、 ends before a figure, behind which nothing more is counted in its unit but what it differs by.

    蔬菜318批次、水果602批次,分24期公布; 动态92条、公示54条,总量比上年多31条, or 比上年的115条多31条.
    """
    is_joined = len(parts.figures) > 1 and all(figure.kinds[:1] == ("PAUSE",) for figure in parts.figures[1:])
    if not is_joined or row.figures[at].kinds[:1] != ("COMMA",):
        return False
    behind = [figure for figure in row.figures[at:] if figure.quantity]
    in_unit = (figure for figure in behind if figure.quantity and figure.quantity.sort == unit)
    return bool(behind) and all(not _COMPARED.isdisjoint(figure.kinds) for figure in in_unit)


_COMPARED = frozenset({"COMPARE", "MORE", "CHANGE"})
"""What a count is compared by, and by how many it differs."""


def _without_children(row: Row, at: int, unit: str) -> Row:
    """The row without the parts of a list's first part, where these are told before a semicolon and come to it."""
    end = next((n for n in range(at + 1, len(row.figures)) if "SEMI" in row.figures[n].kinds), at + 1)
    children = row.figures[at + 1 : end]
    first = row.figures[at].quantity
    if not children or not first or any(each.quantity is None or each.quantity.sort != unit for each in children):
        return row
    is_all = sum(values_of(children)) == first.value
    return Row([*row.figures[: at + 1], *row.figures[end:]], row.tail, row.anchor) if is_all else row


def _is_flat(row: Row, at: int, level: list[Figure], unit: str) -> bool:
    """Whether each count of a list stands behind a semicolon of its own, and none begins something else."""
    told = [figure for figure in row.figures[at:] if figure.quantity and figure.quantity.sort == unit]
    is_new = any(not ALWAYS_NEW.isdisjoint(f.kinds) or "AMONG" in f.kinds or "TOTAL" in f.kinds for f in told[1:])
    is_told_more = any("COMMA" in f.kinds[: f.kinds.index("SEMI")] for f in told[1:] if "SEMI" in f.kinds)
    is_item = any("SEMI" in f.kinds for f in row.figures[: at + 1])
    has_others = any(f not in told and not f.is_share for f in row.figures[at:])
    shared = {row.figures[n - 1].token for n, f in enumerate(row.figures) if f.percent and n}
    is_uneven = any(f.token in shared for f in told) and not all(f.token in shared for f in told)
    kinds = {kind for f in row.figures[max(0, at - 1) : at] for kind in f.kinds if kind in CASES_AND_DECISIONS}
    is_other = bool(kinds) and any(not kinds.issuperset(set(f.kinds) & CASES_AND_DECISIONS) for f in told)
    is_pair_amid = len(told) == _PAIR and "AMID" in row.figures[at].kinds  # 14件里有2件延期;13件没能给成的,答复写得偏硬
    is_wrong = has_others or is_uneven or is_other or is_pair_amid or _exceeds(row, at, told)
    return told == level and not (is_wrong or is_new or is_told_more or is_item)


_PAIR = 2


def _exceeds(row: Row, at: int, told: Sequence[Figure]) -> bool:
    """Whether a count behind the first of a list is more than what the list is of: 不予公开46件,其中属于行政查询13件;不掌握47件."""
    total = row.figures[at - 1].quantity if at else None
    return total is not None and any(f.quantity and f.quantity.value > total.value for f in told[1:])


def _is_end(figure: Figure) -> bool:
    """Whether something else begins before a figure; what is listed with the one before it by 、 is none such."""
    kinds = figure.kinds
    if "SEMI" in kinds or sorts(figure.lead):
        return True
    if kinds and kinds[-1] != "TOTAL" and "PAUSE" in kinds and "COMMA" not in kinds:
        return "CARRY" in kinds and not {"LAST", "NEXTYEAR"}.isdisjoint(kinds)
    if _goes_on_with_repealed(figure):
        return True
    first = next((t for t in figure.clause if t.kind not in SAYS_NOTHING), None)
    if first and first.kind in _BEGINS and first.value not in _NO_BEGIN:
        return True
    if any(token.kind == "PLUS" and token.value not in _NO_BEGIN for token in figure.clause):
        return True  # 区级配套另行安排80万元
    begins = ALWAYS_NEW if is_carried(figure) else ALWAYS_NEW - {"CARRY"}
    if figure.lead[-1:] and figure.lead[-1].value == "of":
        begins -= {"RATE"}  # 月均更新不足的3个
    return not begins.isdisjoint(kinds) or ("RECEIVE" in kinds and "APPLICATION" in kinds)


def _goes_on_with_repealed(figure: Figure) -> bool:
    """Whether a clause of its own goes on from documents made to those repealed: 新制发6件,其中县级3件、乡镇3件,当年废止4件."""
    return figure.kinds[:1] == ("COMMA",) and {"THIS", "REPEALED"} <= set(figure.kinds)


def _is_of_others(figure: Figure, parts: Parts) -> bool:
    """Whether what a figure counts is no part of what a list is of: all there were in the end, what was done another way, or to a part."""
    return (
        _is_told_at_end(figure, parts)
        or _is_elsewhere(figure, parts.figures[0])
        or _is_told_again(figure, parts.figures[-1])
    )


def _is_of_other_row(row: Row, at: int, figure: Figure) -> bool:
    """Whether a clause of its own counts cases of another row than the list's total: 复议14件中有2件被纠正,3件起诉到法院."""
    first = row.figures[at].kinds
    of_whole = first[: first.index("AMID")] if "AMID" in first else ()  # 9件行政复议中维持7件
    of = CASES_AND_DECISIONS.intersection((*row.figures[at - 1].kinds, *of_whole)) if at else frozenset()
    behind = takewhile(
        lambda kind: kind not in MARKS, figure.behind if figure is not row.figures[-1] else row.tail_kinds
    )
    named = CASES_AND_DECISIONS.intersection((*(token.kind for token in figure.clause), *behind))
    return "COMMA" in figure.kinds and bool(of and named) and of.isdisjoint(named)


def _is_told_again(figure: Figure, last: Figure) -> bool:
    """Whether a clause of its own tells as many of the part before it by its name: 其中主办件63件,已公开主办件答复63件."""
    is_same = figure.quantity is not None and figure.quantity == last.quantity
    return is_same and figure.kinds[:1] == ("COMMA",) and len(last.label) >= _NAME and last.label in figure.label


_NAME = 2
"""Characters by which a part is known."""


def _is_told_at_end(figure: Figure, parts: Parts) -> bool:
    """Whether a clause of its own tells how many there were in the end: 上半年13件,下半年17件,至年末30件全部办结."""
    is_closing = figure.kinds[:1] == ("COMMA",) and bool(figure.clause) and figure.clause[0].value == "closing"
    if not is_closing or not parts.figures or not figure.quantity:
        return False
    last = parts.figures[-1].quantity
    return last is not None and figure.quantity.sort == last.sort and figure.quantity.value >= sum(parts.values)


def _is_elsewhere(figure: Figure, first: Figure) -> bool:
    """Whether a clause of its own tells what was done another way, in a list of what was not told so."""
    is_by, is_first_by = (
        next((token.kind for token in each.clause if token.kind not in _BEFORE_WAY), "") == "BY"
        for each in (figure, first)
    )
    return figure.kinds[:1] == ("COMMA",) and "ISSUE" in figure.kinds and is_by and not is_first_by


def _take(figure: Figure, unit: str, parts: Parts, *, is_rounded: bool) -> None:
    kinds = {token.kind for token in figure.lead[_opening(figure) :]}
    parts.is_some = parts.is_some or ("ETC" in kinds and not _is_named_by_examples(figure))
    said = {token.kind for token in figure.clause} if "COLON" in kinds else kinds  # 各栏目情况如下:征地708条
    parts.is_open = parts.is_open or ("ALL" in said and not _is_of_bodies(figure.clause))
    quantity = figure.quantity
    if figure.percent:
        parts.shares += [figure.percent.value] if "SHARE" in kinds else []
        parts.is_full = parts.is_full and "SHARE" in kinds
    elif _sums_up(figure, parts):
        parts.summed = figure
    elif _counts_kinds(figure):
        parts.is_some = False
    elif (
        not quantity
        or not quantity.is_of_sort(unit)
        or not (_is_told(quantity, is_rounded=is_rounded) or _names_lack(figure))
        or figure.kinds[-1:] == ("BY",)
    ):
        parts.is_full = False
    else:
        parts.figures.append(figure)


def _is_of_bodies(clause: Sequence[Token]) -> bool:
    """Whether what says of all names the bodies that a part is of: 市各有关部门933件, 各镇20件, and not 各12件."""
    told = [following for token, following in pairwise(clause) if token.kind == "ALL"]
    return bool(told) and all(token.kind == "OTHERS" or token.text.endswith(_BODIES_IN_SHORT) for token in told)


_BODIES_IN_SHORT = spelled("bodies_in_short")


def _is_named_by_examples(figure: Figure) -> bool:
    """Whether the name of a part stands behind examples of it: 环卫、公交等公共服务人员36户."""
    words = [token for token in figure.clause if token.kind != "FILL"]
    at = next((n for n, token in enumerate(words) if token.text in _MORE), len(words))
    names = [token.text for token in words[at + 1 :] if token.kind in _NAMES_A_CLASS]
    return any(len(name) >= _NAME and not name.endswith(_FIELD) for name in names)


_MORE, _FIELD = spelled("etc"), spelled("field")
_NAMES_A_CLASS = (UNKNOWN, "NOUN")


def _is_told(quantity: Quantity, *, is_rounded: bool) -> bool:
    return quantity.is_exact or (is_rounded and bool(quantity.resolution))


def _names_lack(figure: Figure) -> bool:
    """Whether 不足 before a part's number ends the name of what lacks something: 更新不及时12个、公示期不足6个."""
    return figure.kinds[:1] == ("PAUSE",) and bool(figure.clause) and figure.token.text.startswith(_LACKS)


_LACKS = spelled("lacks")


def _sums_up(figure: Figure, parts: Parts) -> bool:
    is_sum = figure.quantity is not None and figure.quantity.value == sum(parts.values)
    return is_sum and "TOTAL" in figure.kinds and len(parts.figures) > 1


def _counts_kinds(figure: Figure) -> bool:
    """Whether it ends the list by telling how many parts that were: 教师74人、职员16人两类."""
    return is_in_units(figure.token.value, KINDS) and not figure.lead


def _opening(figure: Figure) -> int:
    """Where in its lead the words of a part begin that stand behind what opens the list: 案件187件全部公示,按领域分为食品类46件."""
    if "AMONG" in figure.kinds:
        return figure.kinds.index("AMONG") + 1
    is_sorted = any(token.kind == "VIEW" for token in figure.clause)
    return len(figure.lead) - len(figure.clause) if is_sorted else 0


def _past_children(row: Row, at: int, unit: str, parts: Parts) -> tuple[int, bool]:
    """Where the list goes on behind the parts of its last part, if those come to that."""
    missing: Number = parts.figures[-1].quantity.value if parts.figures[-1].quantity else 0
    for n in range(at, len(row.figures)):
        quantity = row.figures[n].quantity
        if n > at and _is_end(row.figures[n]):
            break
        if quantity and quantity.sort == unit:
            missing -= quantity.value
        if missing <= 0:
            return n + 1, missing == 0
    return at, False


def _has_nothing_else(row: Row) -> bool:
    """Whether words behind the last figure say that there is no more: 当面12件,再无其他渠道."""
    said = "".join(token.text for token in row.tail)
    return any(word in said for word in _NOTHING_ELSE)


_NOTHING_ELSE = spelled("nothing_else")


_NAMES_OR_NOTHING = SAYS_NOTHING | {UNKNOWN, "NOUN", "HEAD"}


def _goes_on(row: Row) -> bool:
    """Whether words of their own stand behind the last figure; what is told of all of them is no more of the list."""
    kinds = row.tail_kinds
    said = [kind for kind in kinds if kind not in _NAMES_OR_NOTHING]
    if said[:2] == ["COMMA", "ALL"] or said[:3] == ["COMMA", "RATE", "ALL"]:
        return False  # 收费标准均符合规定; 每名都建了档
    return "COMMA" in kinds[:-1]


def _has_sibling(row: Row, at: int) -> bool:
    """Whether a part is listed with the next by 、 so that none of its own stand behind it."""
    return at + 1 < len(row.figures) and row.figures[at + 1].kinds[:1] == ("PAUSE",)


def _level(row: Row, at: int, unit: str, marks: frozenset[str]) -> list[Figure]:
    """What stands first between marks, of a list read level by level."""
    return [
        figure
        for n, figure in enumerate(row.figures[at:])
        if figure.quantity and figure.quantity.sort == unit and (not n or not marks.isdisjoint(figure.kinds))
    ]
