"""What a whole year came to, of things that nothing else in its sentence is counted of, so that it is compared with none."""

from collections.abc import Sequence

from service.language.lexer import Shape, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity
from service.language.years.dated import BODY, Sign, Spot

_DONE = "ADV* (DO|RULED|RECEIVE|PUBLISH|ASSESS) [^COMMA SEMI STOP COLON DE COUNT PROBLEM]{0,6} COUNT(?! DE)"
_SUM = f"(COMMA? {BODY}? TOTAL|COMMA? SPAN COMMA? {BODY}? TOTAL?) ONLY? {_DONE}"
_SUMMED_UP = Sign(f"(COMMA|SEMI) # {_SUM}")
_ITEM = Sign("SEMI #")
_ONLY_SO_MANY = Sign("# SPAN? ONLY", needs="ONLY")
_WHOLE = spelled("whole_year")
_COMPARES = Shape("COMPARE(?! LAST)|(?<!COMPARE )LAST|DIFFER|BOTHYEARS|AGAIN|NOWIS")


def is_summed_apart(spot: Spot) -> bool:
    """Whether what a whole year came to is told behind counts of other things: 开展培训37场；2023年全年受理咨询412个.

    Behind a comma it is of what was told there without a count (按季开展测评，2023年共测评4次), or of no more than so many.
    """
    if spot.dated.mention(spot.at).month or not _SUMMED_UP.at(spot) or _COMPARES.within(spot.dated.word):
        return False
    if not all(t.text in _WHOLE for t in spot.dated.tokens[spot.at + 1 : spot.at + 3] if t.kind == "SPAN"):
        return False
    goes_on = _ITEM.at(spot) or _ONLY_SO_MANY.at(spot) or _is_of_what_was_told(spot)
    return goes_on and not _is_set_against(spot)


def _is_set_against(spot: Spot) -> bool:
    """Whether it may be set against a count in its unit or a denial before it, this year behind it, or another earlier one."""
    if any(token.kind == "THISYEAR" for token in spot.dated.tokens[spot.at :]):
        return True
    unit = next((token.value.sort for token in spot.dated.tokens[spot.at :] if isinstance(token.value, Quantity)), "")
    year, earlier = spot.dated.number(spot.at), spot.dated.tokens[: spot.at]
    is_told = any(t.kind == "NONE" or (isinstance(t.value, Quantity) and t.value.sort == unit) for t in earlier)
    return is_told or any(spot.dated.number(at) < year for at in spot.dated.years)


def _is_of_what_was_told(spot: Spot) -> bool:
    """Whether a word of what is counted was told in its sentence before it."""
    tokens = spot.dated.tokens
    counted = next(at for at in range(spot.at, len(tokens)) if tokens[at].kind == "COUNT")
    return bool(_things(tokens[spot.at : counted]) & _things(tokens[: spot.at]))


def _things(tokens: Sequence[Token]) -> set[str]:
    return {token.text for token in tokens if token.kind in _TELLING}


_TELLING = frozenset({"UNKNOWN", "NOUN", "ASSESS"})
