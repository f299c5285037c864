"""Which counts a list may be of: the nearest before it, those listed beside that one, and what was left over with it."""

from collections.abc import Iterable, Iterator, Sequence

from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import KINDS, PERSONS, YearMention, is_in_units
from service.language.relations.figures import ATTRIBUTES, MARKS, Figure, Row
from service.language.relations.openers import is_by_attribute, is_composed, named_amid, sorted_by_name
from service.language.relations.times import rises_to
from service.reports.finding import Number

_BESIDE = frozenset({"PAUSE", "COMMA", "AND"})
_DONE = frozenset({"ANSWER", "AMONG", "ISSUE", "OUTCOME"})
_FARTHEST = 14
"""Words between a total and what opens its list, at most."""
_FARTHEST_ENUMERATED = 30
"""The same where they enumerate what it is about: 涉及招商、消费、贸易等多方面内容,其中; 收费、床位、等级全部上网,包括."""
_VERBS = frozenset({"RECEIVE", "ANSWER"})


def totals(row: Row, at: int, unit: str, *, is_rounded: bool = False, past_semicolons: bool = False) -> list[Figure]:
    """The counts that the list which opens before the figure `at` may be of, the nearest first.

    Those that are told as about so many are among them where `is_rounded`: shares may be of them, sums may not. So are those
    before a semicolon where `past_semicolons`: the list says what it is of.
    """
    if row.anchor and not at:
        return [row.anchor] if _is_total(row.anchor, None, unit, is_rounded=is_rounded) else []
    found: list[Figure] = []
    lead = row.figures[at].kinds
    is_enumerated = lead.count("PAUSE") > 1
    if len(lead) > (_FARTHEST_ENUMERATED if is_enumerated else _FARTHEST) or ("SEMI" in lead and not past_semicolons):
        return []
    for n in range(at - 1, -1, -1):
        figure = row.figures[n]
        if _is_beside_difference(row, n):
            continue
        is_made_up = n + 1 == at and is_composed(row, at)
        if _is_total(figure, row.figures[n + 1], unit, is_rounded=is_rounded, is_made_up=is_made_up):
            found.append(figure)
        elif figure.quantity and figure.quantity.sort == unit and not found and not figure.quantity.is_exact:
            return []
        if "SEMI" in figure.kinds and not past_semicolons:
            break
    return found


def tells_anew(words: Iterable[Token]) -> bool:
    """Whether the last word among some for what came in is one for what did so in the year: 新收申请."""
    said = [token.text for token in words if token.kind == "RECEIVE"]
    return bool(said) and said[-1].startswith(_NEW)


_NEW = spelled("anew")


def of_row(row: Row, at: int, unit: str, opener: str, *, is_rounded: bool = False) -> list[Figure]:
    """The totals before a list in its own row, those that it names where it names some."""
    past_semicolons = (opener == "bare" and is_by_attribute(row, at)) or _opens_behind_semicolon(row, at, unit)
    found = totals(row, at, unit, is_rounded=is_rounded, past_semicolons=past_semicolons)
    if len(found) > 1 and _is_of_other_year(found[0]):
        found = found[1:]
    return found if opener in ("amid", "bracket") else _named(found, row.figures[at].lead)


def _opens_behind_semicolon(row: Row, at: int, unit: str) -> bool:
    """Whether 其中 stands right behind a semicolon and one count alone before it: 改造项目214个,惠及居民6.8万户;其中主城118个、近郊61个."""
    lead = row.figures[at].lead
    opens_anew = len(lead) > 1 and lead[0].kind == "SEMI" and lead[1].kind == "AMONG" and lead[1].value == "within"
    return (
        opens_anew and sum(each.quantity is not None and each.quantity.sort == unit for each in row.figures[:at]) == 1
    )


def of_sentence(before: Row | None, unit: str, row: Row, opener: str) -> list[Figure]:
    """The one total in the sentence before, or the last of several whose words name each part."""
    if before is None or opener not in ("among", "view", "called", "named"):
        return []
    end = Figure(row.figures[0].token, ())
    past_semicolons = opener == "named" or _compares_behind_semicolon(before)
    told = totals(Row([*before.figures, end], ()), len(before.figures), unit, past_semicolons=past_semicolons)
    told = [figure for figure in told if not _is_of_earlier_year(figure, before)]
    things = [figure for figure in before.figures if not (_tells_no_thing(figure) or "COMPARE" in figure.kinds)]
    is_only = len(told) == len(things) == 1 and "OUTCOME" not in row.figures[0].kinds
    if opener in ("view", "named") and told and _is_some_of_all(before, told[0]):
        return []
    if opener == "view" and not (told and ("TOTAL" in told[0].kinds or is_only)):
        return []
    if opener == "called":
        return _called(told, row.figures[0].lead)
    if opener == "named":
        told = _named(told, row.figures[0].lead)
        return told if len(told) == 1 else []
    if _is_of_another_step(told, row) or (told and _is_less_than_part(told[0], row)):
        return []
    told = [figure for figure in told if figure is before.figures[0] or not _is_of_other_year(figure)]
    if len({figure.token.text for figure in told}) < 2:
        return told
    words = "".join(token.text for token in told[0].lead)
    names = [figure.label for figure in row.figures if figure.quantity]
    if all(len(name) > 1 and name in words for name in names):
        return told
    possible = [figure for figure in told if not _is_less_than_part(figure, row)]
    return possible if len(possible) == 1 else []


def _compares_behind_semicolon(row: Row) -> bool:
    """Whether nothing but comparisons stands behind a semicolon: 2417条,较2022年的2186条增加231条;较2021年的1904条增加513条."""
    start = next((at for at, figure in enumerate(row.figures) if figure.kinds[:1] == ("SEMI",)), len(row.figures))
    return all("COMPARE" in figure.kinds or _tells_no_thing(figure) for figure in row.figures[start:])


def _is_less_than_part(told: Figure, row: Row) -> bool:
    """Whether every part is more than it, which it is no total of then: 四条业务线."""
    if told.quantity is None:
        return False
    parts = [figure.quantity for figure in row.figures if figure.quantity]
    return all(each.sort == told.quantity.sort and each.value > told.quantity.value for each in parts)


def _tells_no_thing(figure: Figure) -> bool:
    """Whether it counts kinds, or tells how another count grew: 新收申请318件,较上年增加18件,增幅6.0%."""
    is_growth = "CHANGE" in figure.kinds and (figure.percent is not None or figure.kinds[-1] == "CHANGE")
    return is_growth or is_in_units(figure.token.value, KINDS)


def _is_some_of_all(row: Row, total: Figure) -> bool:
    """Whether the share that a count has of all is told right behind it, so that a list of all is not of it."""
    following = row.figures[row.figures.index(total) + 1 :][:1]
    return any(figure.is_share for figure in following)


def _called(told: list[Figure], lead: tuple[Token, ...]) -> list[Figure]:
    """The one of the totals that the words before a list call by name: 公开许可20件、处罚12件。处罚按领域分,交通8件…."""
    name = "".join(token.text for token in sorted_by_name(lead))
    called = [figure for figure in told if "".join(token.text for token in figure.lead).endswith(name)]
    return called if len(name) >= _NAME and len(called) == 1 else []


_NAME = 2
"""Characters of a name, at least."""


def _is_of_other_year(figure: Figure) -> bool:
    """Whether it only tells what the count before it was at another time: 共发布信息3620条,2024年为3175条."""
    kinds = {token.kind for token in figure.clause}
    return "DATE" in kinds and kinds <= {"DATE", "FILL", "COMMA"}


def _is_of_earlier_year(figure: Figure, row: Row) -> bool:
    """Whether it names a year, and a later one is told of behind it: 2022年新收561件,2023年下降4.3%."""
    own = _years(figure.lead)
    behind = (each.lead for each in row.figures[row.figures.index(figure) + 1 :])
    return bool(own) and any(year > max(own) for lead in (*behind, row.tail) for year in _years(lead))


def _years(tokens: Sequence[Token]) -> list[int]:
    named = (token.value for token in tokens if isinstance(token.value, YearMention))
    return [each.year for each in named if each.year]


def _is_of_another_step(told: list[Figure], row: Row) -> bool:
    """Whether all parts were received and the count before was answered, or the other way round.

    What was answered is no part of a count by who applied or which way: 新收件中自然人38件。办结件其中予以公开16件.
    """
    lead = row.figures[0].lead
    named = next((lead[:n] for n, token in enumerate(lead) if token.kind == "AMONG"), ())
    step = _VERBS.intersection([token.kind for token in named])
    if told and step and step.isdisjoint(told[0].kinds) and any(kind in told[0].kinds for kind in ATTRIBUTES):
        return True
    of_parts = [_VERBS.intersection(figure.kinds) for figure in row.figures if figure.quantity]
    steps = _VERBS.intersection(*of_parts)
    of_total = _VERBS.intersection(told[0].kinds) if told else frozenset()
    return bool(steps and of_total) and steps.isdisjoint(of_total)


def _named(found: list[Figure], lead: tuple[Token, ...]) -> list[Figure]:
    """Those of several totals that the words before a list name: 后者, 前者, 新收申请中."""
    pointed = next((token.value for token in lead if token.kind == "REF" and token.value), None)
    if pointed:
        return found[:1] if pointed == "latter" else found[1:2]
    verbs = {token.kind for token in named_amid(lead)} & _VERBS
    if not verbs:
        return found
    return [figure for figure in found if not verbs.isdisjoint(figure.kinds)][:1]


def _is_total(
    figure: Figure, following: Figure | None, unit: str, *, is_rounded: bool, is_made_up: bool = False
) -> bool:
    quantity = figure.quantity
    if not quantity or not quantity.value:
        return False
    if quantity.sort != unit and (is_rounded or not quantity.is_of_sort(unit)):
        return False
    if not (quantity.is_exact or (is_rounded and quantity.blur)):
        return False
    if following is not None:
        is_base = following.percent is not None and "SHARE" in figure.kinds
        behind = next((kind for kind in following.kinds if kind != "FILL"), "")
        is_made_up = is_made_up or following.behind[:1] == ("COMPOSED",)  # 36个由三部分构成
        if is_base or behind == "CHANGE" or (behind == "COMPARE" and not is_made_up):
            return False
    return not is_set_aside(figure)


def _is_beside_difference(row: Row, n: int) -> bool:
    """Whether a count is listed beside one that is a difference: 分别增加6件和5件."""
    figure = row.figures[n]
    return bool(n and figure.kinds and set(figure.kinds) <= {"AND", "PAUSE"} and is_set_aside(row.figures[n - 1]))


def is_set_aside(figure: Figure) -> bool:
    """Whether a count is a difference, one of another year, one of each, or what is carried."""
    if _SET_ASIDE.isdisjoint(figure.kinds):
        return False
    kinds = {token.kind for token in figure.clause}
    if _is_of_each(figure):
        return True
    if not kinds.isdisjoint(("CHANGE", "MORE")) and not rises_to(figure):
        return True
    return not kinds.isdisjoint(("COMPARE", "LAST", "CARRY", "RATE", "EXCEPT")) and not rises_to(figure)


def _is_of_each(figure: Figure) -> bool:
    """Whether each of several has so many: 网站和热线各收到6件; 门户网站及各二级网站公开50条 is of all of them."""
    at = max((n for n, token in enumerate(figure.clause) if (token.kind, token.value) == ("ALL", "each")), default=None)
    return at is not None and _NAMES.isdisjoint(token.kind for token in figure.clause[at + 1 :])


_NAMES = frozenset({UNKNOWN, "NOUN", "CHANNEL", "OTHERS"})
_SET_ASIDE = frozenset("ALL CHANGE MORE COMPARE LAST CARRY RATE EXCEPT".split())
"""What one of these counts is told with."""


def value(figures: Sequence[Figure]) -> Number:
    """What counts come to together."""
    return sum(figure.quantity.value for figure in figures if figure.quantity)


def together(row: Row, found: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The nearest with those listed right before it, which may be broken down together: 建议18件、提案25件,其中…."""
    listed = [*found[:1]]
    for figure in found[1:]:
        last = listed[-1]
        at = row.figures.index(last) if last in row.figures else 0
        is_beside = at and row.figures[at - 1] is figure and not _DONE & set(last.kinds)
        if not is_beside or not MARKS & set(last.kinds) <= _BESIDE:
            return
        listed.append(figure)
        yield [*listed]


def carried(row: Row, unit: str) -> list[Number]:
    """What is told to be left over from another year in a row."""
    return [
        figure.quantity.value
        for figure in row.figures
        if figure.quantity and figure.quantity.sort == unit and is_carried(figure)
    ]


def is_carried(figure: Figure) -> bool:
    """Whether it is told to be left over from another year; people are not: 预科转入250人."""
    return "CARRY" in figure.kinds and figure.quantity is not None and figure.quantity.unit not in PERSONS
