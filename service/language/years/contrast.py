"""Years that a sentence sets against a later one, or against this year."""

from collections.abc import Sequence

from service.language.lexer import Shape, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity
from service.language.years.dated import ANY, FIGURE, MARK, Sign, Spot
from service.language.years.naming import OF_VERSION
from service.language.years.signs import COMPARED, OF_PAPER
from service.language.years.sums import is_summed_apart

_BASE = Sign(
    f"(RECEIVE|PUBLISH|(DO|RULED)) {ANY}{{0,4}} {FIGURE} .* # SPAN* (TOTAL)* (RECEIVE|PUBLISH|(DO|RULED)) {ANY}{{0,4}} COUNT COMMA (COMPARE)? DIFFER",
    needs="DIFFER",
)
_BARE_BASE = Sign(f"{FIGURE} COMMA # SPAN* COUNT COMMA COMPARE? DIFFER", needs="DIFFER")
"""A bare count between the year's own and how that differs from it: 发布2048条,2023年1893条,增加155条."""
_ONLY_BASE = Sign(
    f"(RECEIVE|PUBLISH|(DO|RULED)) {ANY}{{0,6}} {FIGURE} COMMA # {ANY}{{0,6}} ONLY (RECEIVE|PUBLISH|(DO|RULED)) {FIGURE} (COMMA|SEMI|STOP|END)",
    needs="ONLY",
)
"""Less of the same, done in an earlier year: 召开发布会22场,2020年受疫情影响仅召开13场."""
_AGAIN = Shape("AGAIN")
_COUNTED = Shape(f"{ANY}{{0,5}} {FIGURE}")
_BARE_COUNT = Shape(
    f"[^COMMA SEMI STOP COUNT NUMBER]{{0,3}} {FIGURE} [^COMMA SEMI STOP COUNT NUMBER]{{0,1}} ({MARK}|CLOSE|END)"
)
_THIS_YEAR = Shape("THISYEAR")
_DIFFERENCE = Shape("DIFFER|COMPARE|ADV (DO|RULED) COUNT")
_ATTRIBUTE = Sign(OF_VERSION, OF_PAPER, "COMPARE LAST?|CARRY OWN?|AND #")
"""A year beside another is that of a paper, a base or what is carried, and so no other side of it."""


def in_contrast(spot: Spot) -> bool:
    """Whether the sentence sets a year against a later year that it names too, or against this year."""
    dated, at, after = spot.dated, spot.at, spot.after
    year = dated.number(at)
    is_last = any(0 < dated.number(n) < year for n in dated.years[: dated.years.index(at)])
    if not is_last and any(
        is_base(spot) for is_base in (_dates_base, _tells_rate_again, _dates_what_changed, _lacks_it, _ONCE.at)
    ):
        return True
    if any(n > at and dated.number(n) == year and COMPARED.at(Spot(dated, n)) for n in dated.years):
        return False  # 2022年我局…,本年度公开523条,比2022年的487条增加36条
    if is_summed_apart(spot):
        return False
    beyond = [n for n in dated.years if dated.number(n) > year and not _ATTRIBUTE.at(Spot(dated, n))]
    is_later, is_earlier = any(n > at for n in beyond), any(n < at for n in beyond)
    if (is_later and _AGAIN.within(dated.word)) or (is_earlier and _BARE_COUNT.begins(after)):
        return True
    has_other_side = is_later or (is_earlier and _COUNTED.begins(after)) or _THIS_YEAR.within(after)
    return has_other_side and _DIFFERENCE.within(dated.word)


_ONCE = Sign("# SPAN? ONCE", needs="ONCE")
"""What was so then, as it is no more: 2021年曾有复议1件."""


def _lacks_it(spot: Spot) -> bool:
    """Whether there was none of what was spoken of right before: 油污处置是新的主题,2019年没有此类申请."""
    if not _NONE_OF_IT.at(spot):
        return False
    behind = "".join(token.text for token in spot.dated.tokens[spot.at + 1 :])
    return any(word in behind.partition(_COMMA)[0] for word in _SUCH)


_NONE_OF_IT = Sign("COMMA # SPAN? ADV? NONE", needs="NONE")
_SUCH = (*spelled("such"), *spelled("such_or_like"))
_COMMA = ","


def _dates_what_changed(spot: Spot) -> bool:
    """Whether it is the end of a year, and a clause behind its count says what that came to since: 2022年末共63个,改版后为48个."""
    if not spot.is_end_of_year:
        return False
    tokens = spot.dated.tokens[spot.at :]
    sorts = {n: token.value.sort for n, token in enumerate(tokens) if isinstance(token.value, Quantity)}
    first = next(iter(sorts), 0)
    if not first or [token.kind for token in tokens[first + 1 : first + 2]] != ["COMMA"]:
        return False
    last = max(n for n, sort in sorts.items() if sort == sorts[first])
    said = "".join(token.text for token in tokens[first + 1 : last])
    return any(word in said for word in _CHANGED_SINCE)


_CHANGED_SINCE = spelled("changed_since")


def _dates_base(spot: Spot) -> bool:
    """Whether what is counted behind a year is what the count before it is held against."""
    return ((_BASE.at(spot) or _ONLY_BASE.at(spot)) and _is_of_same_act(spot)) or _BARE_BASE.at(spot)


def _tells_rate_again(spot: Spot) -> bool:
    """Whether a rate or a rank is told before a year and again behind it, for a year has one: 列第5名,2022年列第8名."""
    tokens = spot.dated.tokens
    return not _rates(tokens[: spot.at]).isdisjoint(_rates(tokens[spot.at + 1 :]))


def _rates(tokens: Sequence[Token]) -> frozenset[str]:
    """The names of the rates and ranks whose figures stand right behind them."""
    return frozenset(
        token.text
        for at, token in enumerate(tokens)
        if token.kind in _RATES and any(each.kind in _NUMBERS for each in tokens[at + 1 : at + 3])
    )


_RATES = frozenset({"RATE", "HONOUR"})
_NUMBERS = frozenset({"COUNT", "NUMBER", "PERCENT"})
_ACTS = frozenset({"RECEIVE", "PUBLISH", "DO", "RULED"})


def _is_of_same_act(spot: Spot) -> bool:
    """Whether what is counted behind a year was counted with the same act before it."""
    earlier, later = spot.dated.tokens[: spot.at], spot.dated.tokens[spot.at + 1 :]
    act = next((t.text[-2:] for t in later if t.kind in _ACTS), None)
    return any(t.kind in _ACTS and t.text[-2:] == act for t in earlier)
