"""Years that tell when work was done."""

from service.language.lexer import Shape, letter
from service.language.years.background import COUNT_OF
from service.language.years.pieces import ANY, BODY, MARK

IS_THIS_YEAR = Shape("THISYEAR BE")
"""Before a year that is called this one: 今年是2023年."""
_HAS_AT = Shape("AT")
ADVERBIAL = Shape(
    f"START|NUMBER UNKNOWN?|{MARK}|COLON|CLOSE|QUOTE|AT|TO|FROM|UNTIL|REVIEWING|{BODY}|WE|SPAN|NUMERAL|TOWARDS|THISYEAR|THEN|LAST"
)
_ITS_FAULTS = Shape(
    "SPAN? DE? ([^COMMA SEMI STOP COLON COUNT DE]{0,4} THEWORK)? (SPAN|DE|EXIST|PUBLISH|UNKNOWN|NOUN|LISTED|ADV|AND|ALSO)* (DE|COUNT|LISTED|NOUN)* PROBLEM [^COMMA SEMI STOP COLON]{0,3} (COLON|BE|EXIST|(PREP|AT)|NOUN)"
)
_AN_ITEM = Shape("START OPEN? (NUMBER|UNKNOWN|NUMERAL)? (CLOSE|PAUSE|UNKNOWN)*")
_DEALT_WITH = Shape("MEND|YI|DRAWN|THISYEAR|NOWIS|PAPER")
_CARRIES_OUT = Shape("((DO|RULED)|ADV) YI?")
_YEARS_WORK = Shape(
    f"SPAN? DE? {ANY}{{0,2}} DISCLOSURE DE? (ADV|UNKNOWN|NOUN)? THEWORK+(?! PAPER| ASSESS| NAMED| {ANY}{{0,1}} ASSESS| LAW| {ANY}{{0,2}} (BASIS|DRAWN)| UNKNOWN (STOP|COMMA)| NOUN) "
)
_IN_ITS_WORK = Shape(f"SPAN? DE {ANY}{{0,4}} (THEWORK|DISCLOSURE)|SPAN? DISCLOSURE THEWORK SPAN?|THEWORK (SPAN|COMMA)")
_THE_WORK = Shape(
    f"SPAN? DE? [^COMMA SEMI STOP DE NUMBER ASSESS HONOUR]{{0,3}} DISCLOSURE THEWORK? (COMMA|ADV|UNKNOWN)(?!{ANY}{{0,4}} DE)(?![^STOP]{{0,10}} (ASSESS|HONOUR))"
)
_WHOLE_YEAR = Shape("(SPAN|THISYEAR|NOWIS) OPEN")
_ALL_YEAR = Shape("SPAN SPAN?(?! DE| UNKNOWN DE)|TOTAL")
_ATTRIBUTE = Shape(
    "SPAN? (DE|VERSION|PAPER|BUDGET|AHEAD|NAMED|LAW|UNKNOWN? HOLIDAY)|SPAN?(?!(DO|RULED)|MEND|ADV)[^COMMA SEMI STOP DO RULED]{0,3} ASSESS(?! THEWORK| (DO|RULED)| DE (?!PROBLEM))|SPAN?(?!(DO|RULED))[^COMMA SEMI STOP DO RULED]{0,7} ASSESS (SPAN|THING|HONOUR|ASSESS|BE|(PREP|AT))"
)
_OF_A_NOUN = Shape(
    f"(?!OWN|(PREP|AT)|TOTAL|ADV (DO|RULED|DISCLOSURE)|SPAN? DISCLOSURE DE|{ANY}{{0,4}} NONE|{ANY}{{0,5}} CASE [^COMMA SEMI STOP DE]{{0,2}} COUNT ({MARK}|PAUSE)|SPAN? BE|{ANY}{{0,3}} ORG (DE|TOTAL|ADV* PUBLISH|RECEIVE|ADV* (DO|RULED))|SPAN? EXIST (?!DE) {ANY}{{0,5}} COUNT|SPAN SPAN)[^COMMA SEMI STOP COLON COUNT NUMBER DE]{{1,6}} DE {ANY}"
)


def lists_faults(before: str, after: str) -> bool:
    """Whether it is the year whose shortcomings are listed, and nothing is told of mending them."""
    return _AN_ITEM.ends(before) and len(before) < 6 and _ITS_FAULTS.begins(after) and not _DEALT_WITH.within(after)


def is_of_its_work(before: str, after: str) -> bool:
    """Whether it is the year of the work itself: 完成2023年度政府信息公开工作, 在2023年的工作中."""
    if lists_faults(before, after):
        return True
    if _CARRIES_OUT.ends(before) and _YEARS_WORK.begins(after):
        return True
    if before == letter("START") and _THE_WORK.begins(after):
        return True
    return (_HAS_AT.ends(before) and _IN_ITS_WORK.begins(after)) or _WHOLE_YEAR.ends(before)


def is_adverbial(before: str, after: str) -> bool:
    """Whether it tells when something was done, and is no attribute of a noun."""
    if is_of_its_work(before, after) or _ALL_YEAR.begins(after):
        return True
    if _CARRIES_OUT.ends(before) and _YEARS_WORK.begins(after):
        return False
    return ADVERBIAL.ends(before) and not (
        _ATTRIBUTE.begins(after) or (_OF_A_NOUN.begins(after) and not COUNT_OF.begins(after))
    )
