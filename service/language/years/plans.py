"""Years that something is planned for."""

from service.language.lexer import Shape
from service.language.years.background import PAPER, SINCE_AFTER
from service.language.years.pieces import ANY, FIGURE, MARK, YEAR
from service.language.years.work import ADVERBIAL

_PLAN_HEAD = Shape(
    "SPAN? DE? DISCLOSURE? DE? (THEWORK)? (AHEAD|DISCLOSURE THEWORK? (DRAFT|INTENT))|SPAN? COMMA? OWN? (ADV|(DO|RULED)|(PREP|AT))* LISTED"
)
_BY_PLAN = Shape("PREP (ORG|OWN)?")
"""By what was planned: 按照2023年工作计划."""
_TO_COME_BEFORE = Shape("FUTURE AT|AHEAD [^STOP SEMI]* INTENT (AT|FROM)")
_PLANNED_BEFORE = Shape("INTENT ((PREP|AT)|TO|FROM)?|FUTURE AT|TOWARDS|AHEAD OPEN")
_BASIS = Shape(f"SPAN? {ANY}{{0,4}} BASIS")
_TO_SERVE = Shape("AHEAD [^STOP SEMI]* FUTURE [^STOP SEMI]* ((PREP|AT))")
_MAIN_WORK = Shape(f"SPAN? [^COMMA SEMI STOP DE]{{0,4}} THEWORK ({MARK}|END)")
_PUSHED = Shape("((DO|RULED)|ADV)")
_AHEAD = Shape("AHEAD .*")
_AHEAD_NEAR = Shape("AHEAD .{0,10}")
_IN_REPORT = Shape(f"SPAN? {ANY}{{0,4}} NAMED (SPAN|POINTOUT)")
_TO_COME = Shape(
    f"SPAN? {ANY}{{0,8}} (NAMED|THING|OUTCOMING|PAPER|BUDGET|DATA|UNKNOWN|NOUN) (FUTURE|INTENT) ((PREP|AT)|TO)? ({YEAR}|MONTHS|AHEAD|UNKNOWN){ANY}{{0,4}} (PUBLISH|NAMED)"
    f"|SPAN? (?!OWN)[^COMMA SEMI STOP]{{1,8}} (FUTURE|INTENT) (PREP|AT)? ({YEAR}|AHEAD)"
)
_ALREADY = Shape("YI (FROM|(PREP|AT))?")
_WILL = (
    "FUTURE ((?=ADV|DO|RULED|FOUND|MEND|AHEAD|TOWARDS|AGAIN|MUST|COLON)|(?![^COMMA SEMI STOP]{0,9} TAKE|[^COMMA SEMI STOP]{0,6} THING [^COMMA SEMI STOP]{0,2} PUBLISH))"
    "(?![^COMMA SEMI STOP]{0,8} (PREP|AT)[^COMMA SEMI STOP]{0,6}(TO|DIFFER)[^STOP]*(COMMA|SEMI)[^STOP]*(DIFFER|YI))"
)
_INTENDED = f"INTENT(?! {ANY}{{0,3}} DE)(?! (PREP|AT)? {YEAR})"
"""What is intended, but not for a year of its own: 于2023年发布,终期评估拟于2026年发布."""
_FUTURE = Shape(
    f"SINCE?(?:(?!MEND|YI|SINCE|EXIST|NONE|ALSO|PROBLEM|PERCENT|COUNT|NUMBER|TOTAL|RECEIVE|{YEAR}|SEMI|STOP|PLANNED){ANY}|COMMA){{0,14}}({_WILL}|{_INTENDED}|(OWN|WE|ORG|COMMA) MUST)"
)
_FUTURE_ELSEWHERE = Shape(
    f"SINCE?(?:(?!MEND|YI|SINCE|EXIST|NONE|ALSO|PROBLEM|PERCENT|COUNT|NUMBER|TOTAL|RECEIVE|{YEAR}|SEMI|STOP|PLANNED){ANY}|COMMA){{0,9}}(FUTURE (?=ADV|FOUND|(PREP|AT)|(DO|RULED)|MEND|TOWARDS|AGAIN|AHEAD|PUBLISH|RECEIVE)(?!{ANY}{{0,9}} TAKE)|{_INTENDED}|(OWN|WE|ORG) (ADV|UNKNOWN|TOTAL|ALSO)? MUST (ADV|DO|RULED|PREP|AT|UNKNOWN))"
)
_ITEM_OF_PLANS = Shape(
    "AHEAD [^STOP]*[SEMI COLON STOP] (NUMERAL|OPEN? (NUMBER|UNKNOWN) (CLOSE|UNKNOWN)*|OPEN UNKNOWN CLOSE)? (FROM|AT)?"
)
_TO_BEGIN = Shape("SPAN? SINCE|SPAN* ((DO|RULED)|SINCE|FOUND|ADV)")
_AND_THEN = Shape("AHEAD [^STOP SEMI]* FUTURE [^STOP SEMI]* (COMMA|UNKNOWN|AND) AT")
_THEN_TO_DO = Shape(f"SPAN? (ADV|DO|RULED|MEND)(?!{ANY}* (DE|YI))")
_DONE_SO_FAR = Shape(
    f"SPAN? SINCE? COMMA? {ANY}{{0,6}} (YI|SINCE SINCE)|SPAN? SINCE {ANY}{{0,4}} DE|{ANY}{{0,4}} (PROBLEM|EXIST)|(?:(?!INTENT|FUTURE)[^STOP SEMI]){{0,14}} (DIFFER|TO) {FIGURE}|[^STOP SEMI]{{0,10}} ALSO|(?:(?!INTENT|FUTURE)[^STOP SEMI]){{0,10}} JOINING COUNT"
)


def is_to_come(before: str, after: str) -> bool:
    """Whether it is when something will be done, 将在2024年, and not what that is built on: 将在2023年工作的基础上."""
    return _TO_COME_BEFORE.ends(before) and not _BASIS.begins(after)


def is_planned(section: int | None, before: str, after: str) -> bool:
    """Whether it is the time of something to be done; plans stand in sections five and six."""
    if (_PLAN_HEAD.begins(after) and section != 1 and not _BY_PLAN.ends(before)) or (
        _PLANNED_BEFORE.ends(before) and not _BASIS.begins(after)
    ):
        return True
    if _TO_SERVE.ends(before) and _MAIN_WORK.begins(after):
        return True
    ahead = _AHEAD.ends(before)
    if ahead and _PUSHED.ends(before):
        return not any(shape.begins(after) for shape in (_BASIS, SINCE_AFTER, PAPER))
    if (
        not ADVERBIAL.ends(before)
        or any(shape.begins(after) for shape in (_BASIS, _TO_COME, _IN_REPORT))
        or _ALREADY.ends(before)
    ):
        return False
    if (_FUTURE if section in (5, 6) else _FUTURE_ELSEWHERE).begins(after):
        return True
    is_item = (_ITEM_OF_PLANS.ends(before) and _TO_BEGIN.begins(after)) or (
        _AND_THEN.ends(before) and _THEN_TO_DO.begins(after)
    )
    return (_AHEAD_NEAR.ends(before) or is_item) and not _DONE_SO_FAR.begins(after)
