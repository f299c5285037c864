"""Years that a sentence sets against a later one, or against this year."""

from service.language.lexer import Shape
from service.language.mentions import Quantity
from service.language.years.background import PAPER, TAKEN
from service.language.years.dated import Dated
from service.language.years.naming import IS_VERSION
from service.language.years.pieces import ANY, FIGURE, MARK

_COUNTED_BEFORE = Shape(f"(RECEIVE|PUBLISH|(DO|RULED)) {ANY}{{0,4}} {FIGURE}")
_BASE = Shape(f"SPAN* (TOTAL)* (RECEIVE|PUBLISH|(DO|RULED)) {ANY}{{0,4}} COUNT COMMA (COMPARE)? DIFFER")
_AGAIN = Shape("AGAIN")
_COUNTED = Shape(f"{ANY}{{0,5}} {FIGURE}")
_BARE_COUNT = Shape(
    f"[^COMMA SEMI STOP COUNT NUMBER]{{0,3}} {FIGURE} [^COMMA SEMI STOP COUNT NUMBER]{{0,1}} ({MARK}|CLOSE|END)"
)
_THIS_YEAR = Shape("THISYEAR")
_DIFFERENCE = Shape("DIFFER|COMPARE|ADV (DO|RULED) COUNT")
_ATTRIBUTE_BEFORE = Shape("COMPARE LAST?|CARRY OWN?|AND")


_ACTS = frozenset({"RECEIVE", "PUBLISH", "DO", "RULED"})


def in_contrast(each: Dated, at: int) -> bool:
    """Whether the sentence sets the year at a token against a later year that it names too, or against this year."""
    year = each.number(at)
    before, after = each.before(at), each.after(at)
    is_last = any(0 < each.number(n) < year for n in each.years[: each.years.index(at)])
    is_base = _COUNTED_BEFORE.within(before) and _BASE.begins(after) and _is_of_same_act(each, at)
    if is_base and not is_last:
        return True
    beyond = [n for n in each.years if each.number(n) > year and not _is_attribute(each.before(n), each.after(n))]
    is_later, is_earlier = any(n > at for n in beyond), any(n < at for n in beyond)
    if (is_later and _AGAIN.within(each.word)) or (is_earlier and _BARE_COUNT.begins(after)):
        return True
    has_other_side = is_later or (is_earlier and _COUNTED.begins(after)) or _THIS_YEAR.within(after)
    return has_other_side and _DIFFERENCE.within(each.word)


def _is_attribute(before: str, after: str) -> bool:
    """Whether a year beside another is that of a paper, a base or what is carried, and so no other side of it."""
    return IS_VERSION.begins(after) or (PAPER.begins(after) and TAKEN.ends(before)) or _ATTRIBUTE_BEFORE.ends(before)


def _is_of_same_act(each: Dated, at: int) -> bool:
    """Whether what is counted behind a token was counted with the same act and unit before it."""
    earlier, later = each.tokens[:at], each.tokens[at + 1 :]
    act = next((t.text[-2:] for t in later if t.kind in _ACTS), None)
    unit = next((t.value.unit for t in later if isinstance(t.value, Quantity)), None)
    return any(t.kind in _ACTS and t.text[-2:] == act for t in earlier) and any(
        isinstance(t.value, Quantity) and t.value.unit == unit for t in earlier
    )
