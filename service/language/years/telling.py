"""Years that what follows is told under, as work of that year."""

from service.language.years.dated import Place
from service.language.years.pieces import ANY, BODY, FIGURE, MARK, YEAR
from service.language.years.work import is_of_its_work

_HAS_PAUSE = Place("PAUSE")
_WORKS = "((PREP|AT)|TOTAL|ADV|PUBLISH|RECEIVE|(DO|RULED)|DRAWN|FOUND|NONE|BE|EXIST|HONOUR|TABLES|MEND|UNTIL|FUTURE|FROM|TAKE|COMPARE|POINTOUT|INTENT)"
_SPANS = f"(SPAN|TO {YEAR}|TO MONTHS|NUMBER|MONTHS|PAUSE|AND|TOTAL|MONTHS COUNT)*"
_CLAUSE_BEGINS = Place(
    f"(START|COLON|SEMI|COMMA|STOP|QUOTE|CLOSE|NUMERAL|NUMBER UNKNOWN?|UNTIL|START (AT|TO|REVIEWING|THEN COMMA?|AT? REVIEWING)|(COMMA|SEMI)(UNTIL|AT)|(START|{MARK}|COLON|CLOSE)[^COMMA SEMI STOP COLON COUNT]{{0,6}} {BODY})"
)
_FRAMES = Place(
    f"{_SPANS} (?!PREP {FIGURE})(COMMA|(OWN|WE)? {_WORKS}(?! DE)|[^COMMA SEMI STOP COLON COUNT DE]{{0,9}} {BODY} (SPAN|COMMA|(PAUSE|AND) [^COMMA SEMI STOP COLON COUNT DE]{{1,5}})* ({_WORKS}(?! DE)|DISCLOSURE THEWORK? (ALSO|ADV|HONOUR|EXIST|DO|RULED|NOUN))|OWN"
    f"|[^COMMA SEMI STOP COLON COUNT DE]{{0,4}} DISCLOSURE {FIGURE}|DISCLOSURE|[^COMMA SEMI STOP COLON COUNT DE]{{0,6}} (PUBLISH|ONREQUEST|DISCLOSURE) [^COMMA SEMI STOP DE COUNT]{{0,3}} COUNT|[^COMMA SEMI STOP COLON COUNT DE]{{0,3}} (NONE (?=[^COMMA SEMI STOP]{{0,6}} CASE(?! DE(?! THING)))|FEE [^COMMA SEMI STOP COLON]{{0,4}}{FIGURE}|BASIS)|[^COMMA SEMI STOP COLON COUNT DE]{{0,8}} RATE [^COMMA SEMI STOP COUNT]{{0,2}} PERCENT|{ANY}{{0,5}} CASE [^COMMA SEMI STOP DE]{{0,2}} COUNT ({MARK}|PAUSE)|FEE)"
)
_STATED = Place(
    f"(?!PUBLISH|RECEIVE|ADV|(DO|RULED)|(PREP|AT))[^COMMA SEMI STOP COLON COUNT]{{1,8}} (THING|PAPER|NAMED|DATA)(YI|TOTAL|SPAN|ADV|NOUN|(PREP|AT)|UNKNOWN|MONTHS|JOINED)+ {ANY}{{0,4}} PUBLISH"
)
_SUM = Place(f"SPAN* TOTAL (ADV|(DO|RULED)|PUBLISH) [^COMMA SEMI STOP DE NUMBER]{{0,4}} {FIGURE}")
_ITS_ACT = Place("OWN ((PREP|AT)|FROM)")
_ACTED = Place(
    f"{_SPANS} (ADV|TOTAL)* ((DO|RULED)|PUBLISH|RECEIVE) (YI|{ANY}{{0,5}} COUNT)(?!{ANY}{{0,6}} DE {ANY}{{0,4}} BASIS)"
)


def frames(before: str, after: str) -> bool:
    """Whether what is told after it is that year's."""
    if _STATED.begins(after):
        return False
    if is_of_its_work(before, after):
        return True
    begins = _CLAUSE_BEGINS.ends(before) or (_HAS_PAUSE.ends(before) and _SUM.begins(after))
    return (begins and _FRAMES.begins(after)) or (_ITS_ACT.ends(before) and _ACTED.begins(after))
