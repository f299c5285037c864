"""Shares as they are stated: of which figure, by which words for their whole, and the whole where it stands with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, takewhile

from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import AMOUNTS, KINDS, PARTS, Percent, is_in_units
from service.language.relations.compared import is_compared_with
from service.language.relations.figures import MARKS, Figure, Row, behind_last
from service.language.relations.ratios import Ratio, is_comparable
from service.language.relations.times import is_difference
from service.language.relations.totals import value

SHARE = "SHARE"
SAYS_NOTHING = MARKS | frozenset("FILL TOTAL ALL THIS OWN APPLICATION AND AMID".split())
_UNCOUNTED = AMOUNTS | KINDS
"""Units in which no share is told: 处罚一类占93.4%."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A share as stated: of which figure, in which row, by which words, and the whole that it names with its number."""

    figure: Figure
    percent: Percent
    part: Figure
    row: Row
    named: tuple[Token, ...]
    whole: Figure | None = None
    is_bare: bool = False
    """Whether it stands in brackets behind its part, without a word."""
    is_rate: bool = False
    """Whether it is one of several rates with counts in brackets, which are theirs only where most are of one whole."""
    is_of_before: bool = False
    """Whether what it is of is told in the sentence before."""
    is_of_amounts: bool = False
    """Whether its counts may be amounts of money, of which it is surely stated."""
    is_of_due: bool = False
    """Whether it is the rate of what was answered, of what was due by the sentences before."""
    is_together: bool = False
    """Whether it is of what is listed up to its part together, and not of that alone."""

    @property
    def words(self) -> tuple[str, ...]:
        """The categories of the words that name its whole."""
        return tuple(token.kind for token in self.named)

    @property
    def sort(self) -> str:
        """What its part counts, which its whole counts, too."""
        return self.part.quantity.sort if self.part.quantity else ""


def stated(row: Row, found: Sequence[Row]) -> Iterator[Stated]:
    """The shares that a row states; `found` are all rows of its sentence."""
    runs = _runs(row)
    for at, figure in enumerate(row.figures):
        percent = figure.percent
        if not percent or not percent.can_be_held:
            continue
        if at in runs:
            if part := bracketed_part(figure) or runs[at]:
                yield Stated(figure, percent, part, row, _run_of(row, min(runs)))
        elif share := _one(row, at, percent, found):
            yield share


def _one(row: Row, at: int, percent: Percent, found: Sequence[Row]) -> Stated | None:
    """The share that a percentage states by itself."""
    figure = row.figures[at]
    if SHARE in figure.kinds:
        return _amid_whole(row, at, percent) or _worded(row, at, percent, found)
    if row.anchor and len(row.figures) == 1 and not figure.kinds and not row.tail and is_shared(row.anchor):
        return Stated(figure, percent, row.anchor, home_of(row.anchor, row, found), (), is_bare=True)
    return (
        _rated(row, at, percent)
        or _rated_by_bracket(row, at, percent)
        or _multiple(row, at, percent)
        or _multiple_of_year(row, at, percent)
        or _saved(row, at, percent)
        or _behind_whole(row, at, percent)
    )


def _worded(row: Row, at: int, percent: Percent, found: Sequence[Row]) -> Stated | None:
    """The share behind a word that says so: 占28.3%."""
    figure = row.figures[at]
    behind = _last_said(figure.kinds)
    if at and row.figures[at - 1].percent and _is_of_year_beside(figure.kinds[:behind]):
        return None
    named = figure.lead[behind + 1 :]
    if ahead := _ahead(row, at) or _called_so(figure, row.figures[: max(0, at - 1)]):
        return Stated(figure, percent, ahead, row, named)
    if last := _summed_up(row, at, figure.lead[: behind + 1]):
        return Stated(figure, percent, last, home_of(last, row, found), named, is_together=True)
    part = _part(row, at, figure.kinds[:behind])
    return Stated(figure, percent, part, home_of(part, row, found), named, _bracketed(part, figure)) if part else None


def _last_said(kinds: tuple[str, ...]) -> int:
    """Where the word for a share stands, the last where one that tells which is greatest stands before it: 公告占比最高,占60%."""
    first = kinds.index(SHARE)
    last = len(kinds) - 1 - kinds[::-1].index(SHARE)
    return last if set(kinds[first:last]) <= {SHARE, "RATE", "FILL", "COMMA"} else first


def _is_of_year_beside(before: tuple[str, ...]) -> bool:
    """Whether nothing but a year stands before a share, which is set beside that of another: 占55.6%,上年占51.2%."""
    said = set(before) - MARKS - {"FILL"}
    return bool(said) and said <= {"LAST", "DATE"}


def _summed_up(row: Row, at: int, before: tuple[Token, ...]) -> Figure | None:
    """The last of what is listed right before a share of it together: 公开19件、部分公开5件,合计占43.6%."""
    *words, share = [token for token in before if token.kind not in MARKS and token.kind != "FILL"]
    is_said = bool(words) or share.value == "together"
    is_together = is_said and all(word.text in _TOGETHER for word in words)
    last = row.figures[at - 1] if at > 1 else row.anchor if not at else None
    return last if is_together and last and is_shared(last) else None


_TOGETHER = spelled("together")


def _amid_whole(row: Row, at: int, percent: Percent) -> Stated | None:
    """The share of the whole that stands before it with 在…中: 纠正7件,在已审结的82件中占8.5%."""
    figure, whole = row.figures[at], row.figures[at - 1]
    is_amid = at > 1 and figure.kinds[:1] == ("AMID",) and whole.kinds[:2] == ("COMMA", "BY")
    return Stated(figure, percent, row.figures[at - 2], row, (), whole) if is_amid else None


def _behind_whole(row: Row, at: int, percent: Percent) -> Stated | None:
    """The share behind the whole that it is of: 占全部120件的28.3%, 12个村占30个村的四成."""
    figure = row.figures[at]
    if at < 2 or SHARE not in row.figures[at - 1].kinds or not _is_of_noun(figure):
        return None
    whole, part = row.figures[at - 1], row.figures[at - 2]
    behind = whole.kinds.index(SHARE)
    noun = [token.text for token in figure.lead if token.kind in _NOUNS_OF_WHOLES]
    before = [token.kind for token in whole.lead[:behind] if token.kind != UNKNOWN or token.text not in noun]
    if not whole.quantity or not set(before) <= SAYS_NOTHING - {"TOTAL"}:
        return None
    is_said = whole.lead[behind].value == "together" or part.token.text in _TOGETHER
    is_together = is_said and is_in_units(part.token.value, PARTS)
    if is_together:  # 公开231件,部分公开60件,两项(合)占办结641件的45.4%
        part = row.figures[max(0, at - 3)]
    return Stated(figure, percent, part, row, whole.lead[behind + 1 :], whole, is_together=is_together)


def _is_of_noun(share: Figure) -> bool:
    """Whether a share stands right behind its whole, or what that is."""
    is_named = len(share.kinds) == 2 and share.kinds[0] in _NOUNS_OF_WHOLES and share.lead[-1].value == "of"
    return is_named or set(share.kinds) <= {"FILL", "APPLICATION"}


_NOUNS_OF_WHOLES = frozenset({UNKNOWN, "NOUN", "MATTER", "PAPERS", "REVISE"})
"""What may stand between a whole and its share: 占全部46篇解读的43.5%."""


def of_named_before(row: Row, before: Row) -> Iterator[Stated]:
    """The share of what the sentence before counts by the same name: 疫情信息412条,…。疫情信息占全部信息的49.3%."""
    if of_kinds := _of_kinds_before(row, before):
        yield of_kinds
    for figure in row.figures:
        if not figure.percent or not figure.percent.can_be_held or SHARE not in figure.kinds:
            return
        if part := _called_so(figure, before.figures):
            named = figure.lead[figure.kinds.index(SHARE) + 1 :]
            yield Stated(figure, figure.percent, part, before, named, is_of_before=True)


def _of_kinds_before(row: Row, before: Row) -> Stated | None:
    """The share of kinds that the sentence before sums up behind their counts: 五类信息分别为…,合计583条。五类信息占总数的68.2%."""
    if len(row.figures) != 2 or row.figures[0].lead or not is_in_units(row.figures[0].token.value, KINDS):
        return None
    kinds, share = row.figures
    if not share.percent or not share.percent.can_be_held or SHARE not in share.kinds:
        return None
    told = before.figures
    at = share.kinds.index(SHARE)
    name = [token.text for token in share.lead[:at]]
    is_named = any(
        each.token.text == kinds.token.text and [token.text for token in first.lead[: len(name)]] == name
        for each, first in pairwise(told)
    )
    if not is_named or told[-1].kinds[-1:] != ("TOTAL",):
        return None
    return Stated(share, share.percent, told[-1], before, share.lead[at + 1 :], is_of_before=True)


def _called_so(share: Figure, told: Sequence[Figure]) -> Figure | None:
    """The one count that has the name which stands before a share: 公示类102条、…,公示类信息占38.2%."""
    words = share.lead[: share.kinds.index(SHARE)]
    name = "".join(token.text for token in words if token.kind not in _NO_NAME and token.value != "within")
    names = [f"{body}{_without_noun(name)}" for body in ("", *_BODIES_IN_SHORT)]
    called = [each for each in told if _is_called(each, names) and is_shared(each)]
    way = "".join(token.text for token in words if token.kind == "CHANNEL")
    names_way = bool(way) and all(token.kind in _OF_WAY for token in words)
    if names_way and not called:  # 其中门户网站1486条,…。网站发布占全部信息的55%
        called = [each for each in told if each.label.endswith(way) and is_shared(each)]
    return called[0] if len(called) == 1 and len(name) >= _NAME else None


_OF_WAY = MARKS | {"CHANNEL", "ISSUE", "FILL"}
"""What names a way by which something came or was published, and nothing else."""
_NO_NAME = MARKS | {"RATE"}
"""What tells nothing of what is named, or that it is most: 公告最多,占60%."""


def _is_called(figure: Figure, names: Sequence[str]) -> bool:
    """Whether a count has one of some names, be it by words that tell what was done, too: 登记公告84条."""
    in_full = "".join(token.text for token in figure.clause if token.kind not in _OPENS_NAME)
    return not {_without_noun(figure.label), _without_noun(in_full)}.isdisjoint(names)


_OPENS_NAME = frozenset({"AMONG", "FILL"})


def _without_noun(name: str) -> str:
    """A name without what it may have behind it in one place and not in another: 公示公告类信息."""
    shorter = next((name.removesuffix(noun) for noun in _NOUNS if name.endswith(noun)), name)
    return shorter if shorter == name else _without_noun(shorter)


_NOUNS = spelled("nouns_of_sorts")
_BODIES_IN_SHORT = spelled("bodies_in_short")
"""What a name may begin with in one place and not in another: 局门户网站."""
_NAME = 3
"""Characters by which something is known to be what the sentence before counts."""


def _multiple(row: Row, at: int, percent: Percent) -> Stated | None:
    """How many times another count one is: 31件,是2022年25件的1.24倍."""
    figure = row.figures[at]
    if at < 2 or [token.value for token in figure.lead] != ["of"]:
        return None
    whole, part = row.figures[at - 1], row.figures[at - 2]
    is_said = bool(whole.clause) and whole.clause[0].text in _IS and whole.kinds[:1] == ("COMMA",)
    is_alike = whole.quantity and part.quantity and whole.quantity.sort == part.quantity.sort
    return Stated(figure, percent, part, row, (), whole, is_of_amounts=True) if is_said and is_alike else None


def _multiple_of_year(row: Row, at: int, percent: Percent) -> Stated | None:
    """How many times a count of an earlier time one is that is told before it: 由去年的30个增至90个,是去年的3倍."""
    figure = row.figures[at]
    time = _time_multiplied(figure) if percent.value >= _ALL else None
    if at < 2 or time is None or not _is_told_of(figure, row.figures[:at]):
        return None
    part = row.figures[at - 1]
    earlier = [each for each in row.figures[: at - 1] if "CARRY" not in each.kinds]
    bases = [each for each in earlier if any(_is_one_time(token, time) for token in each.clause)]
    if len(bases) != 1 or not bases[0].quantity or not part.quantity or is_difference(part):
        return None
    base = bases[0].quantity
    if not base.value or base.sort != part.quantity.sort:
        return None
    times = float(part.quantity.value) / float(base.value) * _ALL
    is_cut = float(percent.value) - _ALL / 2 < times < float(percent.value) + _ALL
    return None if is_cut else Stated(figure, percent, part, row, (), bases[0], is_of_amounts=True)


def _time_multiplied(figure: Figure) -> Token | None:
    """The earlier time of which something is told to be so many times: 是去年的, 年末用户数是年初的."""
    words = figure.clause
    if len(words) < _MULTIPLIED or words[-1].value != "of" or words[-3].text not in _IS:
        return None
    is_next = figure.kinds[:1] == ("COMMA",) and len(words) == len(figure.lead) - 1
    return words[-2] if is_next and _is_earlier(words[-2]) else None


_MULTIPLIED = 3
"""Words that say of what something is a multiple, at least."""


def _is_told_of(multiple: Figure, before: Sequence[Figure]) -> bool:
    """Whether what is called a multiple has no name, or one that begins as something told before it: 注册用户…,用户数是年初的3倍."""
    named = [token for token in multiple.clause[:-_MULTIPLIED] if token.kind != "THIS"]
    name, told = ("".join(token.text for token in words) for words in (named, [t for f in before for t in f.lead]))
    is_plain = {UNKNOWN, "NOUN"}.issuperset(token.kind for token in named)
    return is_plain and (not name or (len(name) >= _VERB and name[:_VERB] in told))


def _is_earlier(time: Token) -> bool:
    return time.kind in ("LAST", "DATE") or time.value == "opening"


def _is_one_time(token: Token, time: Token) -> bool:
    """Whether two words name one time."""
    return token.kind == time.kind and token.value == time.value


_IS = spelled("is")


def _rated(row: Row, at: int, percent: Percent) -> Stated | None:
    """A rate of what two counts before it tell, the second with its words: 抽查30份,合格29份,合格率96.7%.

    One of 100 % may leave out what isn't due yet.
    """
    figure = row.figures[at]
    kinds = [token.kind for token in figure.clause]
    named = next(((n, token) for n, token in enumerate(figure.clause) if tells_rate(token)), None)
    if at < 2 or percent.value == _ALL or named is None:
        return _rated_of_due(row, at, percent)
    if _is_borne_out_behind(row, at, percent):
        return None
    rate, word = named
    name = _name(figure.clause[:rate]) + ("" if word.kind == "RATE" else word.text[:-1])
    is_behind_rest = _is_behind_rest(row, at)  # 办结36件,4件结转下年度,办结率90%
    is_total = "TOTAL" in row.figures[at - 1].kinds  # 投诉办结76件,举报办结39件,共办结115件,办结率95.8%
    is_due_before = any(word in row.figures[at - 2].label for word in _DUE)  # 收案214件,应出庭68件,出庭67件,出庭率98.5%
    is_of_due = is_due_before or _agrees(percent, row.figures[at - 1], row.figures[at - 2])
    is_before_rest = (at >= _WITH_REST and not is_total and not is_of_due) and (
        is_behind_rest or _is_name_of(row.figures[at - 2], name) or _is_named_behind(row.figures[at - 1], name)
    )  # 26家合格,6家整改,合格率81.3%
    of = at - 2 if is_before_rest else at - 1
    words_behind = figure.before_clause
    in_manner = manners(figure.clause[:rate])
    # 120条中,有102条在规定时限内上网,按时率85%
    is_so_behind = not name and bool(in_manner) and in_manner <= manners(words_behind)
    is_near = _is_near(percent, row.figures[at - 1], row.figures[at - 2])
    is_behind = (is_so_behind or _is_told_behind(figure, name, is_near=is_near)) and "AMID" in row.figures[at - 1].kinds
    is_behind = is_behind or _is_named_behind(figure, name)
    is_behind = is_behind or of == at - 2  # 办结382封,6封在办,办结率为96.5%
    if figure.kinds[:1] != ("COMMA",) and not is_behind:
        return None
    part = row.figures[of]
    whole = _of_pairs(row, of) or next((f for f in reversed(row.figures[:of]) if f.quantity), part)
    if "EXCEPT" in part.kinds:
        return None  # 28件除3件外均已公开,公开率89.3% is of the others
    if "VERDICT" in whole.kinds and "VERDICT" in part.kinds:
        return None  # 维持46件、纠正9件,纠正率13.4% is of all that were decided
    if "AMONG" in whole.kinds and "SEMI" in part.kinds:
        return None  # 签约23.8万人,其中重点人群9.6万人;健康体检6.14万人,体检率71.3%
    is_told = is_behind or _is_named(name, _name(part.clause), is_near=_is_near(percent, part, whole))
    is_told = is_told or (
        not name and bool(in_manner) and in_manner <= manners(part.clause)
    )  # 及时回应22件,及时率91.7%
    is_told = is_told or _is_due(whole, part) or _is_nearly_named(name, percent, part, whole)
    is_told = is_told or (is_near and "AMID" in part.kinds)  # 62名教职工中有58人参加学习,参学率98%
    is_told = is_told and in_manner <= manners((*part.clause, *words_behind))
    is_of_whole = whole.quantity and part.quantity and whole.quantity.sort == part.quantity.sort and is_shared(whole)
    is_within = name in _COVERING and MARKS.isdisjoint(part.kinds)  # 238个村建成信息社214个,覆盖率89.9%
    is_plain = set(kinds[rate + 1 :]) <= {"FILL"} and (is_within or _stands_behind(part, name))
    if not (is_told and is_of_whole and is_plain) or is_difference(part):
        return None
    agreeing = next((f for f in row.figures[:of] if _agrees(percent, part, f)), None)
    if agreeing is None and Ratio(value([part]), value([part, whole])).holds(percent):
        return None  # 按期答复656件,延期答复67件,延期率9.3%
    if agreeing is None and _is_of_several(row.figures[:at], part, percent):
        return None
    return Stated(figure, percent, part, row, (), agreeing or whole)


def _is_borne_out_behind(row: Row, at: int, percent: Percent) -> bool:
    """Whether a rate is of a count before it and of one in the bracket behind it: 项目4个,交付3个、2186套,交付率87.4%(应交付2501套)."""
    inner = [each for aside in row.figures[at].asides for each in aside.figures]
    return any(_agrees(percent, part, whole) for part in row.figures[:at] for whole in inner)


def _of_pairs(row: Row, at: int) -> Figure | None:
    """What those of which a total's parts are come to: 120件 in 投诉80件,办结76件;举报40件,办结39件;共办结115件."""
    total = row.figures[at]
    for start in range(at - _TWO_PAIRS, -1, -2) if "TOTAL" in total.kinds else ():
        wholes, parts = row.figures[start:at:2], row.figures[start + 1 : at : 2]
        first = wholes[0].quantity
        is_alike = first and all(f.quantity and f.quantity.sort == first.sort for f in (*wholes, *parts, total))
        if first and is_alike and value(parts) == value([total]):
            added = wholes[0].token._replace(value=first._replace(value=value(wholes)))
            return Figure(added, wholes[0].lead)
    return None


_TWO_PAIRS = 4


def _is_name_of(figure: Figure, name: str) -> bool:
    """Whether a count before the rest of a whole has the name of a rate, or one that ends with it: 现行有效1188件,失效132件,有效率90%."""
    told = _name(figure.clause)
    return told == name or (len(name) >= _VERB and _ends_with(told, name))


def _is_of_several(figures: Sequence[Figure], part: Figure, percent: Percent) -> bool:
    """Whether a rate is of several counts beside each other, its part among them: 回访200件,非常满意120件、满意71件,满意率95.5%."""
    alike = [each for each in figures if each.quantity and part.quantity and each.quantity.sort == part.quantity.sort]
    runs = (alike[start:end] for start, end in combinations(range(1, len(alike) + 1), 2) if end - start > 1)
    return any(
        part in run and Ratio(value(run), value([whole])).holds(percent)
        for run in runs
        for whole in alike[: alike.index(run[0])]
        if value([whole])
    )


def _is_behind_rest(row: Row, at: int) -> bool:
    """Whether the count right before a rate is of what was left for the next year."""
    rest = row.figures[at - 1]
    kinds = {*rest.kinds, *(token.kind for token in row.figures[at].before_clause)}
    return rest.quantity is not None and {"CARRY", "NEXTYEAR"} <= kinds


def _rated_of_due(row: Row, at: int, percent: Percent) -> Stated | None:
    """The rate of what was answered, of what was due by the sentences before: 应办85件。全年办结82件,办结率96.5%."""
    figure, part = row.figures[at], row.figures[at - 1]
    is_of_answered = at == 1 and "ANSWER" in part.kinds and figure.kinds == ("COMMA", "ANSWER", "RATE")
    return Stated(figure, percent, part, row, (), is_of_due=True) if is_of_answered and percent.value != _ALL else None


def _saved(row: Row, at: int, percent: Percent) -> Stated | None:
    """The rate of what was saved, which is what two amounts before it differ by: 预算250万元,中标235万元,节约15万元,节约率6%."""
    figure = row.figures[at]
    words = [token for token in figure.clause if token.kind != "FILL"]
    if at < len(_SAVED) or figure.kinds[:1] != ("COMMA",) or not words or not tells_rate(words[-1]):
        return None
    whole, rest, part = (row.figures[at - n] for n in _SAVED)
    name = "".join(token.text for token in words).removesuffix(_RATE)
    amounts = [each.quantity for each in (whole, rest, part) if each.quantity and each.quantity.unit in AMOUNTS]
    if len(amounts) < len(_SAVED) or not name.startswith(_name(part.clause)[:_VERB]):
        return None
    of, spent, saved = amounts
    last_place = of.resolution or Decimal(1).scaleb(-of.places)
    is_saved = of.value > spent.value and abs(float(of.value - spent.value - saved.value)) <= float(last_place)
    return Stated(figure, percent, part, row, (), whole, is_of_amounts=True) if is_saved else None


_SAVED = (3, 2, 1)
"""How far before its rate stand what was to be spent, what was, and what was saved."""
_VERB = 2


def tells_rate(token: Token) -> bool:
    """Whether it is a word for a rate, or the name of one: 达标率."""
    return token.kind == "RATE" or (token.kind == "NOUN" and token.text.endswith(_RATE))


(_RATE,) = spelled("rate")


def _is_told_behind(rate: Figure, name: str, *, is_near: bool) -> bool:
    """Whether what a rate is of stands behind its count: 62处中,有58处公布了收支,公布率95.2%.

    It may stand there in more words where the rate is near: 400件中有320件在网上办成,网办率85%.
    """
    words = rate.before_clause
    marks = [token.kind for token in words if token.kind in MARKS]
    is_in_more = is_near and len(name) > 1 and set(name) <= set(_name(words))
    return marks == ["COMMA"] and bool(name) and (name in _name(words) or is_in_more)


def _is_named_behind(rate: Figure, name: str) -> bool:
    """Whether the name of a rate stands right behind the count that it is of: 96家满意,满意率80%; 138个建成公示栏,建成率94.5%."""
    words = rate.before_clause
    is_next = [token.kind for token in words if token.kind in MARKS] == ["COMMA"]
    told = _name(words[:-1])
    return is_next and len(name) >= _VERB and (told.startswith(name) or _ends_with(told, name))


_WITH_REST = 3
"""Counts before a rate, at least, where the last may be the rest that it isn't of."""


def _stands_behind(part: Figure, name: str) -> bool:
    """Whether a part is told behind its whole: after a mark, or 中; after 、 where it has just the name of the rate, or that turned round: 发出500份、收回475份,回收率95%."""
    marks = MARKS & set(part.kinds)
    return (
        marks in ({"COMMA"}, {"SEMI"}, {"GOES_ON"})
        or "AMID" in part.kinds
        or (marks == {"PAUSE"} and sorted(name) == sorted(_name(part.clause)))
    )


def manners(words: Sequence[Token]) -> set[str]:
    """How something was done: a rate of what was done in time (按时, 在规定期限内) is of what was due.

    What is turned round is no manner: 不合规2份,合规率95%.
    """
    turned_round = [token for before, token in pairwise(words) if before.kind in DENIES]
    said = [token.text for token in words if token.kind == "FILL" and len(token.text) > 1 and token not in turned_round]
    in_full = "".join(token.text for token in words)
    how = {word for word in _HOW if word in in_full}  # 提前办结率, 48小时内回复率
    return how | {"in time" if any(word in text for word in _IN_TIME) else text for text in said}


_IN_TIME, _HOW = spelled("told_in_time"), spelled("told_how")
DENIES = frozenset({"NOT", "UN"})
"""What tells a part to be what something was not done of, so that a rate may be of the rest: 17个中有5个没有完成,完成率70.6%."""


def _rated_by_bracket(row: Row, at: int, percent: Percent) -> Stated | None:
    """One of several rates that have their own counts in brackets: 播放420万次,点赞率2.1%(8.82万次),转发率0.7%(2.94万次)."""
    rated = [each for each in row.figures if "RATE" in each.kinds and bracketed_part(each)]
    figure = row.figures[at]
    part = bracketed_part(figure)
    return Stated(figure, percent, part, row, (), is_rate=True) if part and figure in rated and len(rated) > 1 else None


def _is_named(name: str, told: str, *, is_near: bool) -> bool:
    """Whether a rate has the name of what it is of, or an end of that: 表示满意的437份,满意率94%; 退回修改23份,退回率14%.

    What stands before the end may be a thing of its own, of which the rate is when it is not near: 民生信息263条,留言办理127条,办理率99%.
    """
    last = name[-_VERB:]  # 表示满意的558人,答复满意率90%
    return bool(name) and (told.startswith(name) or (is_near and (_ends_with(told, name) or _ends_with(told, last))))


def _ends_with(told: str, name: str) -> bool:
    """Whether what is told ends with a name and has something before it, which doesn't turn it round."""
    before = told.removesuffix(name)
    return bool(before) and before != told and before[-1] not in _NOT


_NOT = spelled("not")
"""What turns the name behind it round: 不合格27批,合格率98.2%."""


def _is_nearly_named(name: str, percent: Percent, part: Figure, whole: Figure) -> bool:
    """Whether a rate has a name by which its part may be told in other words, and is near enough to be of it: 收回410份,回收率82%."""
    told = "".join(token.text for token in part.clause)
    for word in _FINDS:
        told = told.replace(word, _FINDS[0])
    is_turned = len(name) > 1 and set(name) <= set(told)  # 收回, 回收; 查出问题, 问题发现
    is_of_fault = any(word in name and word in told for word in _FAULT)  # 错漏75条,差错率1.5%
    if not (is_turned or is_of_fault or name in _COVERING) or any(word in told for word in _NOT):
        return False
    if not part.quantity or not whole.quantity or not whole.quantity.value > part.quantity.value:
        return False
    return _is_near(percent, part, whole)


def _is_near(percent: Percent, part: Figure, whole: Figure) -> bool:
    """Whether a rate misses what two counts come to by no more than a slip does."""
    if not part.quantity or not whole.quantity or not whole.quantity.value:
        return False
    stated, actual = float(percent.value), Ratio(part.quantity.value, whole.quantity.value).actual
    return abs(stated - actual) <= _NEAR or any(abs(stated * 10.0**n - actual) < percent.within for n in (-1, 1))


_FAULT, _COVERING = spelled("fault"), spelled("covering")
_FINDS = spelled("finds")
_NEAR = 10
"""By how many points a rate may miss what it is of by a slip, at most; so may it by a place."""


def _is_due(whole: Figure, part: Figure) -> bool:
    """Whether the counts are of what should have come and of what did: 应到38人,实到36人."""
    due, actual = (figure.label for figure in (whole, part))
    at = max(map(due.rfind, _DUE))
    return at >= 0 and actual[:1] in _ACTUAL and due[at + 1 :].startswith(actual[1:])


_DUE, _ACTUAL = spelled("due"), spelled("actual")


def _agrees(percent: Percent, part: Figure, whole: Figure) -> bool:
    """Whether one count is so much in percent of another in its unit."""
    if not part.quantity or not whole.quantity or whole.quantity.sort != part.quantity.sort or not whole.quantity.value:
        return False
    return Ratio(part.quantity.value, whole.quantity.value).holds(percent)


_ALL = 100


def _name(words: Sequence[Token]) -> str:
    """What words name, those behind 中 where that stands among them; 答复, 办结 and 结 name the same."""
    kinds = [token.kind for token in words]
    behind = words[kinds.index("AMID") + 1 :] if "AMID" in kinds else words
    return "".join(_same_name(token) for token in behind if token.kind not in ("FILL", "AMONG"))


def _same_name(token: Token) -> str:
    """What a word names: 答复 and 办结 one thing, as do 纠正 and 纠错."""
    if token.kind == "ANSWER" or token.text in _DONE:
        return "ANSWER"
    return str(token.value) if token.kind == "VERDICT" else token.text


_DONE = spelled("done")


def _ahead(row: Row, at: int) -> Figure | None:
    """The count that a share is told ahead of: 占28.3%的326条, 网站占28.3%(326条)."""
    if part := bracketed_part(row.figures[at]):
        return part
    following = row.figures[at + 1] if at + 1 < len(row.figures) else None
    if following is None or not is_shared(following):
        return None
    is_of = following.lead[:1] and following.lead[0].value == "of" and MARKS.isdisjoint(following.kinds)
    is_counted_out = following.kinds == ("COMMA", "TOTAL") and following.lead[1].text in _COUNTING  # 占56%,计42件
    return following if is_of or is_counted_out or following.kinds == ("COMMA", "FILL") else None


_COUNTING = spelled("counting")


def bracketed_part(figure: Figure) -> Figure | None:
    """The count that stands alone in the bracket right behind a share: 28.3%(326条)."""
    aside = next((aside.figures for aside in figure.asides), [])
    if len(aside) != 1 or aside[0].token.start > figure.token.end + 1:
        return None
    return aside[0] if is_shared(aside[0]) else None


def home_of(part: Figure, row: Row, found: Sequence[Row]) -> Row:
    """The row that a part stands in."""
    return next((each for each in found if part in each.figures), row)


def _bracketed(part: Figure, figure: Figure) -> Figure | None:
    """The whole that a share names with its number in brackets: 占办结总数(120件)的25%."""
    start = start_of(figure)
    inner = [row.figures[0] for row in part.asides if len(row.figures) == 1 and not row.figures[0].kinds]
    return next((each for each in inner if start < each.token.start < figure.token.start and each.quantity), None)


def _runs(row: Row) -> dict[int, Figure | None]:
    """Shares told one after the other of as many counts, each with its own: 各为2份、3份、5份,占20%、30%、50%."""
    found: dict[int, Figure | None] = {}
    for at, figure in enumerate(row.figures[1:], 1):
        if figure.percent and figure.kinds and set(figure.kinds) <= {"PAUSE", "AND"} and row.figures[at - 1].percent:
            found |= {at - 1: None, at: None}
    first = min(found, default=0)
    before = row.figures[:first]
    if before and before[-1].quantity and before[-1].quantity.unit in PARTS and before[-1].quantity.value == len(found):
        before.pop()  # which counts the parts: 公开22件、部分公开6件,两项分别占44%和12%
    if len(before) > len(found) and sums_up(before[-1]):
        before.pop()
    counts = before[-len(found) :] if len(before) >= len(found) else []
    is_one = SHARE in row.figures[first].kinds and sorted(found) == [*range(first, first + len(found))]
    if found and is_one and len(counts) == len(found) and all(is_shared(figure) for figure in counts):
        return dict(zip(sorted(found), counts, strict=True))
    return found


def sums_up(figure: Figure) -> bool:
    """Whether a count is the total of the list before it, and none of its parts: 公告30条、公示28条,合计58条."""
    return "TOTAL" in figure.kinds and set(figure.kinds) <= SAYS_NOTHING


def _run_of(row: Row, first: int) -> tuple[Token, ...]:
    """The words that name what a run of shares is of."""
    figure = row.figures[first]
    return figure.lead[figure.kinds.index(SHARE) + 1 :] if SHARE in figure.kinds else ()


def _part(row: Row, at: int, kinds: tuple[str, ...]) -> Figure | None:
    """What a share is stated of: the count right before it, that on which its bracket hangs, or the one it names."""
    if not {"SEMI", "TOTAL", "VIEW"}.isdisjoint(kinds):
        return None
    before = _last_counted(row, at) if at else row.anchor
    own = row.figures[at].lead[behind_last(MARKS, kinds) : len(kinds)]
    named = "".join(t.text for t in own if t.kind not in SAYS_NOTHING)
    if not named:
        return before if is_shared(before) else None
    last = {UNKNOWN, "NOUN", "APPLICATION", "PROACTIVE"}
    if at and not set(kinds) - SAYS_NOTHING - last and kinds[:1] != ("COMMA",) and len(kinds) < 3:
        return before if is_shared(before) else None
    return _named(named, row, at)


def _last_counted(row: Row, at: int) -> Figure | None:
    """The figure right before one, or before what that is compared with: 建议15件,多于提案9件,占62.5%; not 占10%,上年8件,占9.2%."""
    for n in range(at - 1, -1, -1):
        figure = row.figures[n]
        is_beside = n > 0 and row.figures[n - 1].quantity is not None and is_compared_with(figure)
        if not is_difference(figure) and not is_beside:
            return figure
    return None


def _named(name: str, row: Row, at: int) -> Figure | None:
    """The count before a share that has its name, or whose words have it; the one whose words have that without its noun.

    网站和公众号公开900条,其中公众号514条,公众号占57.1%; 网上提交97件,网上申请量占67.8%.
    """
    told = [(each, _words(row, n)) for n, each in enumerate(row.figures[:at])]
    found = next((each for each, words in told if each.label == name or words.endswith(name)), None)
    found = found or next((each for each, words in told if name in words), None)
    short = _without_noun(name)
    alike = [each for each, words in told if short in words and is_shared(each)] if len(short) >= _VERB else []
    return found or (alike[0] if len(alike) == 1 else None)


def _words(row: Row, at: int) -> str:
    """The words before a figure, and those behind it up to the next mark: 9件通过网络提交、."""
    behind = takewhile(lambda token: token.kind not in MARKS, row.figures[at + 1].lead)
    return "".join(token.text for token in (*row.figures[at].lead, *behind))


def is_shared(figure: Figure | None) -> bool:
    """Whether shares may be told of a count: an exact one, or one that only 万 or 亿 rounds."""
    quantity = figure.quantity if figure else None
    return bool(quantity and is_comparable(quantity) and quantity.unit not in _UNCOUNTED)


def start_of(figure: Figure) -> int:
    """Where a share is stated, its word included."""
    return next((t.start for t in figure.lead if t.kind in (SHARE, "CHANGE", "RATE")), figure.token.start)
