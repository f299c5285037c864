"""Lists that no word opens, behind the count that they come to or nearly so: 许可926件,动物防疫511件、种子兽药415件."""

from collections.abc import Iterator, Sequence, Set
from itertools import accumulate, pairwise

from service.language.claims import Certainty
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import YearMention
from service.language.relations.certainty import is_nearly
from service.language.relations.figures import Figure, Row
from service.language.relations.lists import CASES_AND_DECISIONS
from service.language.relations.openers import tells_ranks
from service.language.relations.parts import counted_for_each
from service.language.relations.totals import is_set_aside, totals, value
from service.language.relations.values import Breakdown
from service.language.text import Sentence
from service.reports.finding import Number

_FEWEST = 2
_BEHIND = frozenset({"COMMA", "COLON", "GOES_ON"})
"""Marks behind a total; what 、 joins to it stands beside it."""
_OF_ITS_OWN = frozenset("SEVERAL SINCE NOW TOTAL DATE PARTYEAR VIEW".split())
"""What makes a count a statement of its own, or a part itself: 按内容分,执法信息287条,…; 上半年101件,…"""
_KINDS = CASES_AND_DECISIONS | {"OUTCOME", "NORESULT", "CHANNEL", "APPLICANT"}
_RESULTS = frozenset({"OUTCOME", "NORESULT"})
_HAVE_RESULTS = frozenset("APPLICATION RECEIVE ANSWER DUE TOTAL".split())
"""What results are of: 公开12件,部分公开3件 are two of them."""
_OF_LAST_YEAR = frozenset({"CARRY", "LAST"})
"""What tells of more that is dealt with: 收到20件,上年没办完的2件,处理了21件,剩1件."""
_ENDS = frozenset({"SEMI", "AMONG"})
_OPEN = frozenset({"REST", "REMAIN", "ETC", "RATE"})
"""What says behind a list that it names some: 其余为…, 满意率96%."""
_NOUN = 2
"""Characters of the noun that kinds of one thing end with: 信息."""


def unopened(sentence: Sentence, row: Row, at: int, listed: Set[Token], before: Row | None) -> Breakdown | None:
    """The list that begins at a figure though no word opens it, if it adds up or nearly; `listed` are parts of others.

    `before` is the row of the sentence before it.
    """
    first = row.figures[at]
    if first.quantity is None or _BEHIND.isdisjoint(_without_words_of_total(first.kinds)[:1]):
        return None
    parts = _run(row, at, first.quantity.sort)
    if len(parts) < _FEWEST:
        return None
    of = totals(row, at, first.quantity.sort)[:1]
    is_all = parts[-1].is_rest or _are_opposites(parts) or bool(of and _sums_up_nothing_before(row, of[0]))
    if not of or of[0].token in listed or _is_one_of_them(of[0], first, is_all=is_all or _are_told_as_of_it(parts)):
        return None
    of_at = row.figures.index(of[0])
    if any(map(_is_first_of_sorted, row.figures[: of_at + 1])):
        return None
    between = row.figures[of_at + 1 : at + 1]
    if any(not _OF_LAST_YEAR.isdisjoint(figure.kinds) for figure in between):
        return None
    added = [*accumulate(value([figure]) for figure in parts)]
    if any(value([figure]) >= value(of) for figure in parts):
        return None  # 收到147件,办结147件,涉及信息公开的6件; 安检44870户,应检45500户
    holds = value(of) in (*added[1:], sum(map(counted_for_each, parts)))
    if not holds and (
        tells_ranks(sentence.text)
        or bool(parts[-1].asides)  # 其余3家已整改（另1家注销）
        or not _is_meant(parts, value(of))
        or _is_part_of(before, row, parts[-1])
        or _is_rest_of_list(row, of[0], parts[-1])
        or _is_first_of_list(row, of[0], parts)
        or _is_open(row, parts, of[0], is_all=is_all)
    ):
        return None
    told = tuple(figure.token for figure in parts)
    return Breakdown((of[0].token,), told, False, holds, Certainty.TO_CHECK, "nothing opens it", sentence)


def _run(row: Row, at: int, unit: str) -> list[Figure]:
    """The counts in a unit from a figure on, up to a semicolon or what isn't counted so; shares stand between them."""
    found: list[Figure] = []
    for figure in row.figures[at:]:
        if figure.percent and "RATE" in figure.kinds:
            break  # 收信7418封,办复7392封,办复率99.6%,选登365封
        if figure.is_share:
            continue
        quantity = figure.quantity
        is_listed = figure.is_of_each or not is_set_aside(figure)
        is_alike = quantity is not None and quantity.sort == unit and quantity.is_exact and is_listed
        is_level = len(found) > 1 and found[-1].kinds[:1] == ("PAUSE",) and figure.kinds[:1] == ("COMMA",)
        if not is_alike or is_level or (found and not _ENDS.isdisjoint(figure.kinds)):
            break
        found.append(figure)
    return found


def _without_words_of_total(kinds: Sequence[str]) -> Sequence[str]:
    """What stands before a part without the words that end what its total is told of: 问答1384条重新核对,修正214条."""
    at = next((n for n, kind in enumerate(kinds[: _MOST_WORDS + 1]) if kind not in _PLAIN), 0)
    return kinds[at:]


_MOST_WORDS = 2
_PLAIN = frozenset({UNKNOWN, "NOUN"})


def _sums_up_nothing_before(row: Row, total: Figure) -> bool:
    """Whether what is called a total is of what follows, as nothing before it in its row is counted in its unit."""
    return _alike(row, total) == [total] and "TOTAL" in total.kinds


def _is_rest_of_list(row: Row, total: Figure, last: Figure) -> bool:
    """Whether the total may be one of a list that ends with the rest of it: 类型:征地批文32件,不动产登记14件,规划许可9件,其他4件."""
    is_behind_another = any(figure.token.start < total.token.start for figure in _alike(row, last))
    return is_behind_another and last.is_rest and total.kinds[:1] == ("COMMA",)


def _is_first_of_list(row: Row, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the total comes with its parts to the count before it: 2023年信息3120条,网站1540条,公众号1250条,显示屏330条."""
    before = _alike(row, total)[:-1]
    return bool(before) and value([total, *parts]) == value(before[-1:])


def _alike(row: Row, last: Figure) -> list[Figure]:
    """The counts of a row up to one, in its unit."""
    sort = last.quantity.sort if last.quantity else ""
    return [f for f in row.figures[: row.figures.index(last) + 1] if f.quantity and f.quantity.sort == sort]


def _are_opposites(parts: Sequence[Figure]) -> bool:
    """Whether a part is named as what another isn't: 采纳33条,未采纳43条; 选“满意”的18份,选“一般”的6份,选“不满意”的1份."""
    names = ["".join(token.text for token in part.clause) for part in parts]
    return any(_without_not(name) in names for name in names)


def _without_not(name: str) -> str:
    """What a name says without the one 不 or 未 in it; empty for a name without."""
    at = next((at for at, char in enumerate(name) if char in _NOT), None)
    return "" if at is None else name[:at] + name[at + 1 :]


def _are_told_as_of_it(parts: Sequence[Figure]) -> bool:
    """Whether each part leaves out what its total names: 年初定下任务20项,做完的16项,没做完的4项."""
    return all(part.lead[-1:] and part.lead[-1].value == "of" for part in parts)


def _is_one_of_them(total: Figure, first: Figure, *, is_all: bool) -> bool:
    """Whether a count is named as what stands behind it is: 执法信息287条,抽检信息164条; none is of parts that are all there are."""
    if not is_all and not _OF_ITS_OWN.isdisjoint(_kinds_of_total(total)):
        return True
    if not _RESULTS.isdisjoint(first.kinds) and _HAVE_RESULTS.isdisjoint(token.kind for token in total.clause):
        return True
    if _is_numbered(total) and _is_numbered(first):
        return True
    is_alike = len(first.label) > _NOUN and total.label[-_NOUN:] == first.label[-_NOUN:]
    return is_alike or not _KINDS.isdisjoint({*total.kinds} & {*first.kinds})


def _is_first_of_sorted(total: Figure) -> bool:
    """Whether it is named as one of several: behind 为 and a colon, 申请内容为:违法建设51件,占道经营22件, or behind 各类信息中."""
    before = total.before_clause
    is_behind = [token.kind for token in before[-1:]] == ["COLON"] and any(t.text in _SORTED_AS for t in before[-2:-1])
    is_amid = [token.kind for token in before[-2:]] == ["AMID", "COMMA"]
    return (is_behind or is_amid) and _NAMES.issuperset(token.kind for token in total.clause)


_SORTED_AS = frozenset(spelled("sorted_as"))
_NAMES = _PLAIN | {"FILL", "AND"}
"""What a name is made of."""


def _kinds_of_total(total: Figure) -> tuple[str, ...]:
    """The categories before a count but for a whole year that its sentence begins with: 2023年,收回问卷360份."""
    first = total.lead[0].value if total.lead else None
    is_year = isinstance(first, YearMention) and first.year is not None and not first.is_part
    return total.kinds[1:] if is_year and total.kinds[1:2] == ("COMMA",) else total.kinds


def _is_numbered(figure: Figure) -> bool:
    """Whether it is numbered among others: 第一榜涉及3288户."""
    return any(token.text.startswith(_NUMBERS) for token in figure.clause)


_NUMBERS = spelled("ordinals")
_NOT = spelled("not")


def _is_meant(parts: Sequence[Figure], total: Number) -> bool:
    """Whether parts are likely meant to be all of a total: by how near they come to it, or by naming whatever is left, or isn't so."""
    above = float(value(parts) - total)
    names_all = parts[-1].is_rest or _are_opposites(parts)
    return is_nearly(value(parts), total) or (names_all and 0 < above <= _NEAR * float(total))


_NEAR = 0.12
"""How far parts that name the rest exceed their total, in proportion, at most."""


def _is_part_of(before: Row | None, row: Row, last: Figure) -> bool:
    """Whether the counts up to one come to what the sentence before counts, as parts of it all."""
    told = {each.quantity.value for each in before.figures if each.quantity} if before else set()
    alike = _alike(row, last)
    return any(value(alike[n:]) in told for n in range(len(alike)))


def _goes_on_with_results(parts: Sequence[Figure]) -> bool:
    """Whether what became of the cases of one part stands behind it: 审结108件,直接纠错14件."""
    return "VERDICT" not in parts[0].kinds and any("VERDICT" in part.kinds for part in parts)


def _is_one_for_each(row: Row, parts: Sequence[Figure]) -> bool:
    """Whether a list tells one for each of as many counts before it: 抽查20个单位、24个单位,通报问题分别为13个、9个."""
    first = row.figures.index(parts[0])
    before = row.figures[max(0, first - len(parts)) : first]
    is_each = any(token.value == "each" for token in parts[0].lead)
    return is_each and len(before) == len(parts) and _alike(row, parts[-1])[-2 * len(parts) :] == [*before, *parts]


_BARE_DECISIONS = frozenset(spelled("bare_decisions"))


def _is_open(row: Row, parts: list[Figure], total: Figure, *, is_all: bool) -> bool:
    """Whether a list says that there is more, or holds what is no part: of another time, or of another row of a table."""
    kinds = {token.kind for figure in parts for token in figure.lead if token.value != "each"}  # 依次为6条、4条
    is_other_row = not kinds.isdisjoint(CASES_AND_DECISIONS) and not CASES_AND_DECISIONS.isdisjoint(total.kinds)
    are_rows = sum(part.label in _BARE_DECISIONS for part in parts) > 1 and "DECIDE" not in total.kinds
    return (
        is_other_row
        or are_rows  # 环评审批公示511件,处罚463件,强制29件
        or _is_one_for_each(row, parts)
        or _goes_on_with_results(parts)
        or not kinds.isdisjoint(_OF_ITS_OWN)
        or (not is_all and not _OPEN.isdisjoint(_without_each(parts[-1].behind or row.tail_kinds)))
    )


def _without_each(kinds: Sequence[str]) -> Iterator[str]:
    """What stands behind a list, but for what says that something is so of each part: 每名都建了档."""
    return (kind for kind, following in pairwise((*kinds, "")) if (kind, following) != ("RATE", "ALL"))
