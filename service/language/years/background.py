"""Years of something that is right though it is not the report year's: ranges, comparisons, papers."""

from service.language.lexer import Shape
from service.language.years.pieces import ANY, FIGURE, MARK, YEAR

_HAS_PAPER = Shape("PAPER")
_HAS_SCHOOL = Shape("SCHOOL")
_HAS_FROM = Shape("FROM")
_TO_ANOTHER = Shape(f"SPAN? TO+ ({YEAR}|NUMBER (SPAN|SCHOOL|DATE))|SPAN? (PAUSE|AND) {YEAR}|TO+ NUMBER|SCHOOL")
_FROM_ANOTHER = Shape(f"({YEAR}|NUMBER) SPAN? (TO+|PAUSE|AND)|{YEAR} (PAUSE|AND) OWN? ")
_SPAN_OF_PLAN = Shape(f"{YEAR} SPAN? (TO|AND|PAUSE)+ {YEAR}")
_CARRIED_BEFORE = Shape("CARRY [^COMMA SEMI COLON STOP]*")
_CARRIED_AFTER = Shape("[^COMMA SEMI COLON STOP OPEN]* CARRY")
_PENDING = Shape(
    "(SPAN|MONTHS)* (?!OWN) ([^COMMA SEMI STOP NUMBER COUNT OWN]{0,3} PAUSE)? [^COMMA SEMI STOP NUMBER COUNT OWN]{0,3} PENDING [^COMMA SEMI STOP COUNT]{0,4}(DE|COUNT)"
)
_BUDGET = Shape(f"SPAN? {ANY}{{0,5}} BUDGET")
_ASSESSED = Shape(f"SPAN? {ANY}{{0,5}} (PROBLEM|ASSESS|MEND|NAMED|LOOKBACK)")
_ASSESSING = Shape(f"((PREP|AT)|MEND|DRAWN|PUBLISH|(DO|RULED)|SINCE|ADV|AND|POINTOUT) {ANY}{{0,5}}")
_TAKEN_UP = Shape(".{0,12} (MEND|POINTOUT)|.{0,16} PAPER .{0,6} MEND")
_OWN_CHECK = Shape(
    f"SPAN? COMMA? OWN [^COMMA SEMI STOP DE]{{0,8}} ((DO|RULED)|ADV) [^COMMA SEMI STOP DE]{{0,4}} {MARK}"
)
_ISSUED = Shape(f"SPAN? {ANY}{{0,5}} NAMED (YI|ADV|(PREP|AT)|DRAWN|SPAN) {ANY}{{0,6}} (DRAWN|PUBLISH|(DO|RULED))")
_COMPARED = Shape("COMPARE LAST? OPEN?|LAST OPEN")
_COMPARED_BEFORE = Shape("(COMPARE|AND|(PREP|AT)|FROM|TO) LAST? OPEN?")
_COMPARED_AFTER = Shape(f"SPAN? {ANY}{{0,5}} (COMPARE|DIFFER|DE {FIGURE})|UNKNOWN? {FIGURE}")
_DIFFERS_SOON = Shape(".{0,14} DIFFER")
_OF_SAME = Shape("SPAN? (COMPARE|LAST)|SPAN? (BE|DE|(PREP|AT)) COUNT")
_IN_FORCE = Shape("SINCE? (ADV|AGAIN)* (MADEOF)|SINCE (DO|RULED|UNKNOWN|FOUND)")
_SINCE_BEFORE = Shape("FROM|(PREP|AT) FOUND|FOUND ((PREP|AT)|FROM)")
COUNT_OF = Shape(
    f"SPAN? ADV? (PUBLISH|RECEIVE) DE [^COMMA SEMI STOP NUMBER]{{0,5}} (TOTAL|UNKNOWN|(PREP|AT))* {FIGURE}"
)
SINCE_AFTER = Shape(
    f"SPAN? (MONTHS)? SINCE|(?!OWN|RECEIVE)(?:(?!RECEIVE){ANY}){{0,5}} ((DO|RULED)|DRAWN|FOUND|PUBLISH|POINTOUT|MADEOF|ASSESS) (DE|UNKNOWN DE)"
    f"|SPAN? (?:(?!RECEIVE|PUBLISH){ANY}){{1,8}} SINCE COMMA|SPAN? {ANY}{{0,2}} (DO|RULED) DE UNKNOWN? (PROBLEM|PAPER)|{ANY}{{0,3}} FOUND ({MARK}|END|AND)"
    f"|{ANY}{{0,3}} (SINCE)? (MADEOF) (STOP|COMMA|END)|COMMA? {ANY}{{0,5}} (BECAME)"
)
_FOUNDED_ON = Shape(f"(FOUND) ((PREP|AT)|FROM)? {YEAR} .{{0,12}}|FROM {YEAR} .{{0,12}}")
PAPER = Shape(f"SPAN? (?!OWN) {ANY}{{0,6}} PAPER")
TAKEN = Shape(f"((PREP|AT)|(DO|RULED)|DRAWN|PUBLISH|LAW|ORG|ADV|UNKNOWN) {ANY}{{0,4}}")
_TITLED = Shape(
    "SPAN? (?!OWN) [^COMMA SEMI STOP COLON PAUSE PUBLISH DO RULED DRAWN FOUND RECEIVE FUTURE OWN END]{0,6} (NAMED|PAPER|OUTCOMING) (COMMA|STOP|SEMI|PAUSE|END|COUNT|UNKNOWN|CLOSE|ADV|NOWTOLD|ETC)"
)


def is_of_school(clause: str) -> bool:
    """Whether it is a school year: 2022—2023学年."""
    return _HAS_SCHOOL.within(clause)


def is_range(before: str, after: str, clause: str) -> bool:
    """Whether it is one end of a span of years."""
    if _TO_ANOTHER.begins(after) or _FROM_ANOTHER.ends(before):
        return True
    return _SPAN_OF_PLAN.within(clause) and _HAS_PAPER.within(clause)


def is_carried(before: str, after: str) -> bool:
    """Whether something is carried over from it, or into it; what brackets behind say of other years is not of it."""
    return _CARRIED_BEFORE.ends(before) or _CARRIED_AFTER.begins(after) or _PENDING.begins(after)


def is_budget(after: str) -> bool:
    """Whether it is whose budget or final accounts."""
    return _BUDGET.begins(after)


def is_answered(before: str, after: str) -> bool:
    """Whether its problems, evaluations or feedback are now answered, or its report was published."""
    if _ISSUED.begins(after):
        return True
    if not _ASSESSED.begins(after):
        return False
    return _ASSESSING.ends(before) or (_TAKEN_UP.begins(after) and not _OWN_CHECK.begins(after))


def is_compared(before: str, after: str) -> bool:
    """Whether it is what something is compared with."""
    if _COMPARED.ends(before) or _OF_SAME.begins(after):
        return True
    return _COMPARED_BEFORE.ends(before) and (_COMPARED_AFTER.begins(after) or _DIFFERS_SOON.begins(after))


def is_in_force(before: str, after: str) -> bool:
    """Whether something is in force from it on."""
    return _HAS_FROM.ends(before) and _IN_FORCE.begins(after)


def is_since(before: str, after: str) -> bool:
    """Whether something exists or goes on since then."""
    if _SINCE_BEFORE.ends(before) or _FOUNDED_ON.ends(before):
        return True
    return SINCE_AFTER.begins(after) and not COUNT_OF.begins(after)


def names_paper(before: str, after: str) -> bool:
    """Whether it is a part of what a document is called, without title marks."""
    return (PAPER.begins(after) and TAKEN.ends(before)) or _TITLED.begins(after)
