"""A year that its sentence calls this one: 本年度（2023年）, 截至2023年12月31日,网站本年度发布412条."""

from service.language.lexicon import spelled
from service.language.years.dated import YEAR, Sign, Spot

_ACT = "(TOTAL|YI|RECEIVE|PUBLISH|DO|RULED|FOUND)"
_TO_ITS_END = f"(SPAN? TO+ ({YEAR}|MONTHS|NUMBER|SPAN)+)?"
_DATES_THIS_YEAR = Sign(
    f"START THISYEAR OPEN # {_TO_ITS_END} CLOSE",
    "(START|COMMA|SEMI) THISYEAR COMMA [^COMMA SEMI STOP COLON COMPARE LAST SINCE COUNT NUMBER]{0,9} (AT|FROM) #"
    " (AND|PAUSE|TO|DATE|MONTHOF|DAY|MONTHS|NUMBER|SPAN)* (DO|RULED|PUBLISH|RECEIVE)",
    "THISYEAR [^COMMA SEMI STOP COLON COMPARE LAST SINCE DE]{0,9} AT # ((AND|PAUSE) (MONTHS|MONTHOF))* (DO|RULED|PUBLISH|RECEIVE|ADV) (COMMA|SEMI|STOP|END)",
    "(COMMA|SEMI|OWN) AT # (DO|RULED) [^SEMI STOP COLON COUNT DRAFT INTENT AIMED]{0,9} COMMA PREP THISYEAR [^SEMI STOP]* (DO|RULED|ASSESS|HONOUR|UNKNOWN)",
    f"(UNTIL|TO) # SPAN? COMMA [^COMMA SEMI STOP COLON COUNT NUMBER PROBLEM]{{0,9}} THISYEAR (?![^COMMA SEMI STOP]{{0,3}} DE)[^COMMA SEMI STOP DE THEWORK]{{0,6}} {_ACT}",
    needs="THISYEAR",
)
"""What is told of this one is dated by it: 本年度（2023年）公开412条; 本年度,我局于2023年3月、6月召开会议2次; 于2023年12月组织考核,对本年度成效打分."""
_DATES_OCCASIONS = Sign(
    "COUNT [COMMA OPEN] TOTAL? (PREP|AT|BE) # ((PAUSE|AND) MONTHS)+(?! (PAUSE|AND))",
    unless="(SINCE|LAST|COMPARE) .* #",
)
"""The months of what is counted: 召开例会4次,分别为2023年3月、6月、9月和12月."""
_COUNTED_IN_BOTH = Sign(
    "START UNTIL # COMMA [^STOP CARRY SINCE]* COUNT [^COMMA SEMI STOP]{0,3} COMMA THISYEAR RECEIVE [^COMMA SEMI STOP]{0,4} COUNT",
    needs="THISYEAR",
)
_BEGUN = Sign("# SPAN? [^COMMA SEMI STOP COLON COUNT LAST]{0,4} DE THISYEAR", needs="DE")


def dates_this_year(spot: Spot) -> bool:
    """Whether what is told of this year is dated by it."""
    is_dated = _DATES_THIS_YEAR.at(spot) or _DATES_OCCASIONS.at(spot)
    return is_dated or _ends_this_year(spot) or _begins_this_year(spot)


def _ends_this_year(spot: Spot) -> bool:
    """Whether its last day is that up to which all was counted, and this year's counts follow: 截至2023年12月31日,共设栏目40个,本年度新增9个."""
    told = spot.dated.mention(spot.at)
    return (told.month, told.day) == (12, 31) and _COUNTED_IN_BOTH.at(spot)


def _begins_this_year(spot: Spot) -> bool:
    """Whether something of this year was made in its first months: 2023年年初定下的本年度任务."""
    following = spot.dated.tokens[spot.at + 1 : spot.at + 2]
    is_early = (
        any(token.text in _BEGINNING for token in following) or (spot.dated.mention(spot.at).month or 12) <= _EARLY
    )
    return is_early and _BEGUN.at(spot)


_BEGINNING = spelled("beginning_of_year")
_EARLY = 4
"""The last of the months in which a year's work is set."""
