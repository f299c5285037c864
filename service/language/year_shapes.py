"""What may stand beside a year, in shapes over categories: the grammar of its roles."""

from collections.abc import Callable, Sequence

from service.language.dates import Dated, Place
from service.language.lexer import Shape, Token, letter
from service.language.mentions import Quantity, YearMention

_YEAR = "(DATE|MONTHOF|DAY)"
_MARK = "[COMMA SEMI STOP]"
_ANY = "[^COMMA SEMI STOP COLON END]"
_PLAIN = "[^COMMA SEMI STOP COLON END DE COUNT NUMBER PERCENT]"
_BODY = "(ORG|OWN)"
_WORKS = "((PREP|AT)|TOTAL|ADV|PUBLISH|RECEIVE|(DO|RULED)|DRAWN|FOUND|NONE|BE|EXIST|HONOUR|TABLES|MEND|UNTIL|FUTURE|FROM|MAKES|ASSESSING|TAKE|COMPARE|POINTOUT|INTENT)"
_FIGURE = "(COUNT|NUMBER|PERCENT)"

_HAS_AT = Place("AT")
_HAS_FROM = Place("FROM")
_HAS_PAPER = Place("PAPER")
_HAS_PAUSE = Place("PAUSE")
_HAS_SCHOOL = Place("SCHOOL")

# A document's year, the report's own name, dates of signing.

IS_VERSION = Place("CLOSE? NUMBER? VERSION")
OPENED = Place("OPEN ([^OPEN CLOSE]*[COMMA SEMI PAUSE])?")
MADE = Place(
    "(?:((PREP|AT)|AGAIN|ADV) [^COMMA CLOSE PAUSE DE]{0,4})?[^COMMA CLOSE PAUSE DE]{0,3}((DO|RULED)|DRAWN|FOUND|PUBLISH) (CLOSE|COMMA|SEMI|PAUSE)"
)
REPORT_TITLE = Place("REPORTTITLE")
PUBLISHES_TITLE = Place(f"NOWTHIS {_ANY}{{0,8}}")
PUBLISHED_ON = Place(f"(MONTHOF|DAY|MONTHS) {_ANY}{{0,6}}")
SIGNATURE = Shape(
    "START [^COMMA SEMI STOP COLON END NUMBER COUNT PREP AT FROM UNTIL]{0,10} OPEN? (DAY|MONTHOF) CLOSE? (NUMBER|UNKNOWN|SPAN)* ((DO|RULED)|PUBLISH)? STOP? END|START STAMP? COLON? DAY .{0,3} END"
)
STAMPED = Place("STAMP COLON?")
ON_PAGE = Place("(NUMBER|COLON)*(PAGE|PUBLISH COLON)")
_SELF = Place(f"NOWTHIS {_ANY}{{0,12}}|DRAWN {_ANY}{{0,5}}|NOWTOLD {_ANY}*|(PREP|AT)? UNKNOWN? PUBLISH {_ANY}{{0,3}}")
_INTRODUCED = Place("NOWTHIS [^STOP SEMI]{0,12}")
_NAMED = Place(
    f"SPAN? (DISCLOSURE|SPAN|DE|THEWORK)* {_YEAR}? (THING|SPAN)* NAMED|SPAN? DISCLOSURE DE? (THEWORK|THING)* (DE|THING)*LISTED?"
)
_NAMED_OF_BODY = Place(
    f"SPAN? [^COMMA SEMI STOP COLON TITLE NUMBER]{{0,8}} DISCLOSURE [THEWORK SPAN THING DE]* NAMED(?! DRAWN| PAPER)"
    f"|{_ANY}{{0,6}} (THEWORK|DISCLOSURE) (UNKNOWN|(DO|RULED)|ADV|EXIST|NOUN)? THING? (NAMED|(DO|RULED)|UNKNOWN|PUBLISH)* LISTED|SPAN? [^COMMA SEMI STOP COLON NUMBER]{{0,6}} DISCLOSURE THEWORK? THING (STOP|COMMA|END|COLON)"
    f"|{_ANY}{{0,5}} DISCLOSURE THEWORK? NOWTOLD|{_ANY}{{0,8}} DISCLOSURE THEWORK? THING DRAWN"
)
_PUBLISHES = Place(f"{_ANY}{{0,12}} (NOWTOLD|NAMED NOWTHIS|NOWTHIS)")
_BY_LAW = Place("START ((PREP|AT)) [^STOP SEMI ADV YI MONTHOF DAY]*(UNKNOWN|ORG|NOUN) PUBLISH")
_EARLIER = Place("(MONTHOF|DAY|MONTHS) .{0,8}|(YI|ADV|(DO|RULED)|UNTIL|NOWIS) .{0,8}")
_DRAWN_FROM = Place(f"((PREP|AT)|(DO|RULED)) {_ANY}{{0,6}}")
_DRAWN_UP = Place(f"{_ANY}{{0,9}} DISCLOSURE (THEWORK|ALSO|THING|UNKNOWN)+ ({_ANY}{{0,3}} DRAWN|COMMA|STOP|END)")
_NUMERAL = Place("START (OPEN? (NUMBER|UNKNOWN|NUMERAL) (CLOSE|PAUSE|UNKNOWN)*)?")
_CAPTION = Place(
    f"SPAN? DE? DISCLOSURE THEWORK? DE? {_ANY}{{0,2}} THING [COLON STOP]? END"
    f"|SPAN? [^COMMA SEMI STOP COLON NUMBER AND TO DATE]{{0,5}} DISCLOSURE (THING|UNKNOWN|PUBLISH)* (STATISTICS|PAPER|UNKNOWN) (UNKNOWN|THING)? ([COLON STOP]? END|(COMMA|OPEN) (EXTENT|STATISTICS))"
)
_SET_BESIDE = Place(f"(AND|COMPARE) {_ANY}{{0,4}}")
_AS_IN_THAT = Place("[^COMMA SEMI STOP]{0,12} (COMPARE|MATCHES)")
_TAKEN_FROM = Place("(COMPARE|TAKENFROM|FROM)(UNKNOWN|OWN|NAMED|DE|YI)*")
_OF_THAT = Place(f"{_ANY}{{0,5}} NAMED (SPAN|UNKNOWN)? ((PREP|AT)? UNKNOWN? DE|YI)")
IS_THIS_YEAR = Place("THISYEAR BE")
_DRAWN_BEFORE = Place("DRAWN|NOWTHIS")
INTRODUCES = Place("START (PREP|AT) [^STOP]*DRAWN")


def names_report(section: int | None, before: str, after: str) -> bool:
    """Whether the report calls itself by the year."""
    if _NUMERAL.ends(before) and len(before) < 6 and _CAPTION.begins(after):
        return True
    if (_SET_BESIDE.ends(before) and _AS_IN_THAT.begins(after)) or _TAKEN_FROM.ends(before) or _OF_THAT.begins(after):
        return False
    named, of_body = _NAMED.begins(after), _NAMED_OF_BODY.begins(after)
    is_introduced = _INTRODUCED.ends(before)
    if section != 0:
        return (named or of_body) and (is_introduced or _BY_LAW.ends(before)) and not PUBLISHED_ON.ends(before)
    if _DRAWN_FROM.ends(before) and _DRAWN_UP.begins(after):
        return True
    is_this = is_introduced or _SELF.ends(before) or _PUBLISHES.begins(after)
    is_drawn_up = _DRAWN_BEFORE.within(before)
    return (named or (of_body and is_this)) and (
        is_introduced or is_drawn_up or _PUBLISHES.begins(after) or not _EARLIER.ends(before)
    )


# What is right though it is of another year.

_TO_ANOTHER = Place(f"SPAN? TO+ ({_YEAR}|NUMBER (SPAN|SCHOOL|DATE))|SPAN? (PAUSE|AND) {_YEAR}|TO+ NUMBER|SCHOOL")
_FROM_ANOTHER = Place(f"({_YEAR}|NUMBER) SPAN? (TO+|PAUSE|AND)|{_YEAR} (PAUSE|AND) OWN? ")
_SPAN_OF_PLAN = Place(f"{_YEAR} SPAN? (TO|AND|PAUSE)+ {_YEAR}")
_CARRIED = Place("CARRY")
_PENDING = Place(
    "(SPAN|MONTHS)* (?!OWN) ([^COMMA SEMI STOP NUMBER COUNT OWN]{0,3} PAUSE)? [^COMMA SEMI STOP NUMBER COUNT OWN]{0,3} PENDING [^COMMA SEMI STOP COUNT]{0,4}(DE|COUNT)"
)
_BUDGET = Place(f"SPAN? {_ANY}{{0,5}} BUDGET")
_ASSESSED = Place(f"SPAN? {_ANY}{{0,5}} (PROBLEM|ASSESS|MEND|NAMED|LOOKBACK)")
_ASSESSING = Place(f"((PREP|AT)|MEND|DRAWN|PUBLISH|(DO|RULED)|SINCE|ADV|AND|POINTOUT) {_ANY}{{0,5}}")
_TAKEN_UP = Place(".{0,12} (MEND|ASSESSED|POINTOUT)|.{0,16} PAPER .{0,6} MEND")
_OWN_CHECK = Place(
    f"SPAN? COMMA? OWN [^COMMA SEMI STOP DE]{{0,8}} ((DO|RULED)|ADV) [^COMMA SEMI STOP DE]{{0,4}} {_MARK}"
)
_ISSUED = Place(f"SPAN? {_ANY}{{0,5}} NAMED (YI|ADV|(PREP|AT)|DRAWN|SPAN) {_ANY}{{0,6}} (DRAWN|PUBLISH|(DO|RULED))")
_COMPARED = Place("COMPARE LAST? OPEN?|LAST OPEN")
_COMPARED_BEFORE = Place("(COMPARE|AND|(PREP|AT)|FROM|TO) LAST? OPEN?")
_COMPARED_AFTER = Place(f"SPAN? {_ANY}{{0,5}} (COMPARE|DIFFER|DE {_FIGURE})|UNKNOWN? {_FIGURE}")
_DIFFERS_SOON = Place(".{0,14} DIFFER")
_OF_SAME = Place("SPAN? (COMPARE|LAST)|SPAN? (BE|DE|(PREP|AT)) COUNT")
_IN_FORCE = Place("SINCE? (ADV|AGAIN)* (MADEOF)|SINCE (DO|RULED|UNKNOWN|FOUND)")
_SINCE_BEFORE = Place("FROM|(PREP|AT) FOUND|FOUND ((PREP|AT)|FROM)")
_COUNT_OF = Place(
    f"SPAN? ADV? (PUBLISH|RECEIVE) DE [^COMMA SEMI STOP NUMBER]{{0,5}} (TOTAL|UNKNOWN|(PREP|AT))* {_FIGURE}"
)
_SINCE_AFTER = Place(
    f"SPAN? (MONTHS)? SINCE|(?!OWN|RECEIVE)(?:(?!RECEIVE){_ANY}){{0,5}} ((DO|RULED)|DRAWN|FOUND|PUBLISH|POINTOUT|MADEOF|ASSESS) (DE|UNKNOWN DE)"
    f"|SPAN? (?:(?!RECEIVE|PUBLISH){_ANY}){{1,8}} SINCE COMMA|SPAN? {_ANY}{{0,2}} (DO|RULED) DE UNKNOWN? (PROBLEM|PAPER)|{_ANY}{{0,3}} FOUND ({_MARK}|END|AND)"
    f"|{_ANY}{{0,3}} (SINCE)? (MADEOF) (STOP|COMMA|END)|COMMA? {_ANY}{{0,5}} (BECAME)"
)
_FOUNDED_ON = Place(f"(FOUND) ((PREP|AT)|FROM)? {_YEAR} .{{0,12}}|FROM {_YEAR} .{{0,12}}")
_PAPER = Place(f"SPAN? (?!OWN) {_ANY}{{0,6}} PAPER")
_TAKEN = Place(f"((PREP|AT)|(DO|RULED)|DRAWN|PUBLISH|LAW|ORG|ADV|UNKNOWN) {_ANY}{{0,4}}")
_TITLED = Place(
    "SPAN? (?!OWN) [^COMMA SEMI STOP COLON PAUSE PUBLISH DO RULED DRAWN FOUND RECEIVE FUTURE OWN END]{0,6} (NAMED|PAPER|OUTCOMING) (COMMA|STOP|SEMI|PAUSE|END|COUNT|UNKNOWN|CLOSE|ADV|NOWTOLD|ETC)"
)


def _is_range(before: str, after: str, clause: str) -> bool:
    if _TO_ANOTHER.begins(after) or _FROM_ANOTHER.ends(before):
        return True
    return _SPAN_OF_PLAN.within(clause) and _HAS_PAPER.within(clause)


def _is_answered(before: str, after: str) -> bool:
    if _ISSUED.begins(after):
        return True
    if not _ASSESSED.begins(after):
        return False
    return _ASSESSING.ends(before) or (_TAKEN_UP.begins(after) and not _OWN_CHECK.begins(after))


def _is_compared(before: str, after: str) -> bool:
    if _COMPARED.ends(before) or _OF_SAME.begins(after):
        return True
    return _COMPARED_BEFORE.ends(before) and (_COMPARED_AFTER.begins(after) or _DIFFERS_SOON.begins(after))


# Plans.

_PLAN_HEAD = Place(
    "SPAN? DE? DISCLOSURE? DE? (THEWORK)? (AHEAD|DISCLOSURE THEWORK? (DRAFT|INTENT))|SPAN? COMMA? OWN? (ADV|(DO|RULED)|(PREP|AT))* LISTED"
)
_PLANNED_BEFORE = Place("INTENT ((PREP|AT)|TO|FROM)?|FUTURE AT|TOWARDS|AHEAD OPEN")
_BASIS = Place(f"SPAN? {_ANY}{{0,4}} BASIS")
_TO_SERVE = Place("AHEAD [^STOP SEMI]* FUTURE [^STOP SEMI]* ((PREP|AT))")
_MAIN_WORK = Place(f"SPAN? [^COMMA SEMI STOP DE]{{0,4}} THEWORK ({_MARK}|END)")
_PUSHED = Place("((DO|RULED)|ADV)")
_AHEAD = Place("AHEAD .*")
_AHEAD_NEAR = Place("AHEAD .{0,10}")
_IN_REPORT = Place(f"SPAN? {_ANY}{{0,4}} NAMED (SPAN|POINTOUT)")
_TO_COME = Place(
    f"SPAN? {_ANY}{{0,8}} (NAMED|THING|OUTCOMING|PAPER|BUDGET|DATA|UNKNOWN|NOUN) (FUTURE|INTENT) ((PREP|AT)|TO)? ({_YEAR}|MONTHS|AHEAD|UNKNOWN){_ANY}{{0,4}} (PUBLISH|NAMED)"
    f"|SPAN? (?!OWN)[^COMMA SEMI STOP]{{1,8}} (FUTURE|INTENT) (PREP|AT)? ({_YEAR}|AHEAD)"
)
_ALREADY = Place("YI (FROM|(PREP|AT))?")
_WILL = (
    "FUTURE ((?=ADV|DO|RULED|FOUND|MEND|AHEAD|TOWARDS|AGAIN|MUST|COLON)|(?![^COMMA SEMI STOP]{0,9} TAKE|[^COMMA SEMI STOP]{0,6} THING [^COMMA SEMI STOP]{0,2} PUBLISH))"
    "(?![^COMMA SEMI STOP]{0,8} (PREP|AT)[^COMMA SEMI STOP]{0,6}(TO|DIFFER)[^STOP]*(COMMA|SEMI)[^STOP]*(DIFFER|YI))"
)
_FUTURE = Place(
    f"SINCE?(?:(?!MEND|YI|SINCE|EXIST|NONE|ALSO|PROBLEM|PERCENT|COUNT|NUMBER|TOTAL|RECEIVE|{_YEAR}|SEMI|STOP|PLANNED){_ANY}|COMMA){{0,9}}({_WILL}|INTENT(?! {_ANY}{{0,3}} DE)|(OWN|WE|ORG|COMMA) MUST)"
)
_FUTURE_ELSEWHERE = Place(
    f"SINCE?(?:(?!MEND|YI|SINCE|EXIST|NONE|ALSO|PROBLEM|PERCENT|COUNT|NUMBER|TOTAL|RECEIVE|{_YEAR}|SEMI|STOP|PLANNED){_ANY}|COMMA){{0,9}}(FUTURE (?=ADV|FOUND|(PREP|AT)|(DO|RULED)|MEND|TOWARDS|AGAIN|AHEAD|PUBLISH)(?!{_ANY}{{0,9}} TAKE)|INTENT(?! {_ANY}{{0,3}} DE)|(OWN|WE|ORG) (ADV|UNKNOWN|TOTAL|ALSO)? MUST (ADV|DO|RULED|PREP|AT|UNKNOWN))"
)
_ADVERBIAL = Place(
    f"START|NUMBER UNKNOWN?|{_MARK}|COLON|CLOSE|QUOTE|AT|TO|FROM|UNTIL|REVIEWING|{_BODY}|WE|SPAN|NUMERAL|TOWARDS|THISYEAR|THEN|LAST"
)
_ITEM_OF_PLANS = Place(
    "AHEAD [^STOP]*[SEMI COLON STOP] (NUMERAL|OPEN? (NUMBER|UNKNOWN) (CLOSE|UNKNOWN)*|OPEN UNKNOWN CLOSE)? (FROM|AT)?"
)
_TO_BEGIN = Place("SPAN? SINCE|SPAN* ((DO|RULED)|SINCE|FOUND|ADV)")
_AND_THEN = Place("AHEAD [^STOP SEMI]* FUTURE [^STOP SEMI]* (COMMA|UNKNOWN|AND) AT")
_THEN_TO_DO = Place(f"SPAN? (ADV|DO|RULED|MEND)(?!{_ANY}* (DE|YI))")
_DONE_SO_FAR = Place(
    f"SPAN? SINCE? {_ANY}{{0,6}} (YI|SINCE SINCE)|SPAN? SINCE {_ANY}{{0,4}} DE|{_ANY}{{0,4}} (PROBLEM|EXIST)|(?:(?!INTENT|FUTURE)[^STOP SEMI]){{0,14}} (DIFFER|TO) {_FIGURE}|[^STOP SEMI]{{0,10}} ALSO|(?:(?!INTENT|FUTURE)[^STOP SEMI]){{0,10}} JOINING COUNT"
)


def _is_planned(section: int | None, before: str, after: str) -> bool:
    if (_PLAN_HEAD.begins(after) and section != 1) or _PLANNED_BEFORE.ends(before):
        return True
    if _TO_SERVE.ends(before) and _MAIN_WORK.begins(after):
        return True
    ahead = _AHEAD.ends(before)
    if ahead and _PUSHED.ends(before):
        return not any(shape.begins(after) for shape in (_BASIS, _SINCE_AFTER, _PAPER))
    if (
        not _ADVERBIAL.ends(before)
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


_Test = Callable[[int | None, str, str, str], bool]
ALLOWED: tuple[tuple[str, _Test], ...] = (
    ("school year", lambda _, before, after, clause: _HAS_SCHOOL.within(clause)),
    ("range", lambda _, before, after, clause: _is_range(before, after, clause)),
    ("carried", lambda _, before, after, clause: _CARRIED.within(clause) or _PENDING.begins(after)),
    ("budget", lambda _, before, after, clause: _BUDGET.begins(after)),
    ("answered", lambda _, before, after, clause: _is_answered(before, after)),
    ("comparison", lambda _, before, after, clause: _is_compared(before, after)),
    ("since", lambda _, before, after, clause: _HAS_FROM.ends(before) and _IN_FORCE.begins(after)),
    ("plan", lambda section, before, after, clause: _is_planned(section, before, after)),
    (
        "since",
        lambda _, before, after, clause: (
            _SINCE_BEFORE.ends(before)
            or (_SINCE_AFTER.begins(after) and not _COUNT_OF.begins(after))
            or _FOUNDED_ON.ends(before)
        ),
    ),
    (
        "document",
        lambda _, before, after, clause: (_PAPER.begins(after) and _TAKEN.ends(before)) or _TITLED.begins(after),
    ),
)
"""Roles by their signs, the surest first."""

# Contrast with another year.

COUNTED_BEFORE = Place(f"(RECEIVE|PUBLISH|(DO|RULED)) {_ANY}{{0,4}} {_FIGURE}")
BASE = Place(f"SPAN* (TOTAL)* (RECEIVE|PUBLISH|(DO|RULED)) {_ANY}{{0,4}} COUNT COMMA (COMPARE)? DIFFER")
AGAIN = Place("AGAIN")
COUNTED = Place(f"{_ANY}{{0,5}} {_FIGURE}")
BARE_COUNT = Place(
    f"[^COMMA SEMI STOP COUNT NUMBER]{{0,3}} {_FIGURE} [^COMMA SEMI STOP COUNT NUMBER]{{0,1}} ({_MARK}|CLOSE|END)"
)
THIS_YEAR = Place("THISYEAR")
DIFFERENCE = Place("DIFFER|COMPARE|ADV (DO|RULED) COUNT")
_ATTRIBUTE_BEFORE = Place("COMPARE LAST?|CARRY OWN?|AND")


def is_attribute(before: str, after: str) -> bool:
    """Whether a year beside another is that of a paper, a base or what is carried, and so no other side of it."""
    return IS_VERSION.begins(after) or (_PAPER.begins(after) and _TAKEN.ends(before)) or _ATTRIBUTE_BEFORE.ends(before)


def same_act(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is counted behind a token was counted with the same act and unit before it."""
    act = next((t.text for t in tokens[at + 1 :] if t.kind in ("RECEIVE", "PUBLISH", "(DO|RULED)")), "")
    counts = [t for t in tokens[at + 1 :] if t.kind == "COUNT"]
    unit = counts[0].value.unit if counts and isinstance(counts[0].value, Quantity) else ""
    earlier = tokens[:at]
    same = any(t.kind in ("RECEIVE", "PUBLISH", "(DO|RULED)") and act[-2:] == t.text[-2:] for t in earlier)
    return same and any(isinstance(t.value, Quantity) and t.value.unit == unit for t in earlier)


# Work told under a year.

_ITS_FAULTS = Place(
    "SPAN? DE? ([^COMMA SEMI STOP COLON COUNT DE]{0,4} THEWORK)? (SPAN|DE|EXIST|PUBLISH|UNKNOWN|NOUN|LISTED|ADV|AND|ALSO)* (DE|COUNT|LISTED|NOUN)* PROBLEM [^COMMA SEMI STOP COLON]{0,3} (COLON|BE|EXIST|(PREP|AT)|NOUN)"
)
_AN_ITEM = Place("START OPEN? (NUMBER|UNKNOWN|NUMERAL)? (CLOSE|PAUSE|UNKNOWN)*")
_DEALT_WITH = Place("MEND|YI|DRAWN|THISYEAR|NOWIS|PAPER")
_CARRIES_OUT = Place("((DO|RULED)|ADV) YI?")
_YEARS_WORK = Place(
    f"SPAN? DE? {_ANY}{{0,2}} DISCLOSURE DE? (ADV|UNKNOWN|NOUN)? THEWORK+(?! PAPER| ASSESS| NAMED| {_ANY}{{0,1}} ASSESS| LAW| {_ANY}{{0,2}} (BASIS|DRAWN)| UNKNOWN (STOP|COMMA)| NOUN) "
)
_IN_ITS_WORK = Place(f"SPAN? DE {_ANY}{{0,4}} (THEWORK|DISCLOSURE)|SPAN? DISCLOSURE THEWORK SPAN?|THEWORK (SPAN|COMMA)")
_THE_WORK = Place(
    f"SPAN? DE? [^COMMA SEMI STOP DE NUMBER]{{0,3}} DISCLOSURE THEWORK? (COMMA|ADV|UNKNOWN)(?!{_ANY}{{0,4}} DE)(?![^STOP]{{0,10}} (ASSESS|HONOUR))"
)
_WHOLE_YEAR = Place("(SPAN|THISYEAR|NOWIS) OPEN")
_ALL_YEAR = Place("SPAN SPAN?(?! DE| UNKNOWN DE)|TOTAL")
_ATTRIBUTE = Place(
    "SPAN? (DE|VERSION|PAPER|BUDGET|AHEAD|NAMED|LAW|UNKNOWN? HOLIDAY)|SPAN?(?!(DO|RULED)|MEND|ADV)[^COMMA SEMI STOP DO RULED]{0,3} ASSESS(?! THEWORK| (DO|RULED)| DE (?!PROBLEM))|SPAN?(?!(DO|RULED))[^COMMA SEMI STOP DO RULED]{0,7} ASSESS (SPAN|THING|HONOUR|ASSESS|BE|(PREP|AT))"
)
_OF_A_NOUN = Place(
    f"(?!OWN|(PREP|AT)|TOTAL|ADV (DO|RULED)|SPAN? DISCLOSURE DE|{_ANY}{{0,4}} NONE|SPAN? BE|{_ANY}{{0,3}} ORG (DE|TOTAL|PUBLISH|RECEIVE|ADV* (DO|RULED))|SPAN? EXIST (?!DE) {_ANY}{{0,5}} COUNT|SPAN SPAN)[^COMMA SEMI STOP COLON COUNT NUMBER DE]{{1,6}} DE {_ANY}"
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
    return _ADVERBIAL.ends(before) and not (
        _ATTRIBUTE.begins(after) or (_OF_A_NOUN.begins(after) and not _COUNT_OF.begins(after))
    )


_SPANS = f"(SPAN|TO {_YEAR}|TO MONTHS|NUMBER|MONTHS|PAUSE|AND|TOTAL|MONTHS COUNT)*"
_CLAUSE_BEGINS = Place(
    f"(START|COLON|SEMI|COMMA|STOP|QUOTE|CLOSE|NUMERAL|NUMBER UNKNOWN?|UNTIL|START (AT|TO|REVIEWING|THEN COMMA?|AT? REVIEWING)|(COMMA|SEMI)(UNTIL|AT)|(START|{_MARK}|COLON|CLOSE)[^COMMA SEMI STOP COLON COUNT]{{0,6}} {_BODY})"
)
_FRAMES = Place(
    f"{_SPANS} (?!PREP {_FIGURE})(COMMA|(OWN|WE)? {_WORKS}(?! DE)|[^COMMA SEMI STOP COLON COUNT DE]{{0,9}} {_BODY} (SPAN|COMMA|(PAUSE|AND) [^COMMA SEMI STOP COLON COUNT DE]{{1,5}})* ({_WORKS}(?! DE)|DISCLOSURE THEWORK? (ALSO|ADV|HONOUR|EXIST|DO|RULED|NOUN))|OWN"
    f"|[^COMMA SEMI STOP COLON COUNT DE]{{0,4}} DISCLOSURE {_FIGURE}|DISCLOSURE|[^COMMA SEMI STOP COLON COUNT DE]{{0,6}} (PUBLISH|ONREQUEST|DISCLOSURE) [^COMMA SEMI STOP DE COUNT]{{0,3}} COUNT|[^COMMA SEMI STOP COLON COUNT DE]{{0,3}} (NONE (?=[^COMMA SEMI STOP]{{0,6}} CASE(?! DE(?! THING)))|FEE [^COMMA SEMI STOP COLON]{{0,4}}{_FIGURE}|BASIS)|FEE)"
)
_STATED = Place(
    f"(?!PUBLISH|RECEIVE|ADV|(DO|RULED)|(PREP|AT))[^COMMA SEMI STOP COLON COUNT]{{1,8}} (THING|PAPER|NAMED|DATA)(YI|TOTAL|SPAN|ADV|NOUN|(PREP|AT)|UNKNOWN|MONTHS|JOINED)+ {_ANY}{{0,4}} PUBLISH"
)
_SUM = Place(f"SPAN* TOTAL (ADV|(DO|RULED)|PUBLISH) [^COMMA SEMI STOP DE NUMBER]{{0,4}} {_FIGURE}")
_ITS_ACT = Place("OWN ((PREP|AT)|FROM)")
_ACTED = Place(
    f"{_SPANS} (ADV|TOTAL)* ((DO|RULED)|PUBLISH|RECEIVE) (YI|{_ANY}{{0,5}} COUNT)(?!{_ANY}{{0,6}} DE {_ANY}{{0,4}} BASIS)"
)


def frames(before: str, after: str) -> bool:
    """Whether what is told after it is that year's."""
    if _STATED.begins(after):
        return False
    if is_of_its_work(before, after):
        return True
    begins = _CLAUSE_BEGINS.ends(before) or (_HAS_PAUSE.ends(before) and _SUM.begins(after))
    return (begins and _FRAMES.begins(after)) or (_ITS_ACT.ends(before) and _ACTED.begins(after))


# Periods.

_EXTENT = Place(
    "EXTENT|(NAMED|UNKNOWN|DATA|STATISTICS) .{0,4} STATISTICS|STATISTICS .{0,4} UNTIL|DATA .{0,3} UNTIL|THING .{0,3} UNTIL"
)
_WHOLE = Place("START FROM? DAY SINCE? TO DAY|START FROM? DAY SINCE? TO MONTHS|START DAY")
_BETWEEN = Shape("(HOUR|SINCE|COMMA|SPAN)*(TO|UNTIL|SINCE)+ SAME?")
_BETWEEN_LOOSE = Shape("(HOUR|SINCE|SPAN|NUMBER|COMMA)*(TO|UNTIL|SINCE)+ SAME?")
_OF_OTHERS = Place(f"OTHERDATA {_ANY}*")
_FORMER = Place("FORMER [^COMMA SEMI STOP COLON CLOSE]*")
_JOINED = Place(f"{_ANY}{{0,12}} (JOINED|FORMER)")
_STATED_AFTER = Place(f"HOUR? COMMA? ((PREP|AT)|BE) {_ANY}{{0,6}} EXTENT")
_STATED_BEFORE = Place(f"EXTENT {_ANY}{{0,6}} (COMMA? (FROM|AT))?")
_SCHOOL = Place("SCHOOL")
_REPORTED = Place("EXTENT|DATA|STATISTICS|NAMED|DISCLOSURE|THEWORK THING")


def is_period_sentence(section: int | None, word: str) -> bool:
    """Whether a sentence may say which period the figures are of."""
    return section == 0 or _EXTENT.within(word) or _WHOLE.begins(word)


def end_of_period(each: Dated, first: int) -> int:
    """The token that ends the span of days that begins at one; 0 where none does."""
    for last in range(first + 1, min(first + 8, len(each.tokens))):
        if each.tokens[last].kind == "DATE":
            value, begun = each.tokens[last].value, each.tokens[first].value
            ok = isinstance(value, YearMention) and isinstance(begun, YearMention) and value.month and begun.month
            return last if ok and _BETWEEN_LOOSE.fits(each.word[first + 2 : last + 1]) else 0
    return 0


def states_period(each: Dated, first: int, last: int) -> bool:
    """Whether these days are those that the report says its figures are of."""
    before, after = each.word[: first + 1], each.after(last)
    clause = _last_clause(before)
    if _SCHOOL.within(clause) and (each.section != 0 or _OF_OTHERS.within(clause)):
        return False
    if each.section != 0 and (_OF_OTHERS.within(clause) or is_of_other_data(each, first)):
        return False
    months = [t.value.month for t in (each.tokens[first], each.tokens[last]) if isinstance(t.value, YearMention)]
    if months == [1, 12]:
        return True
    if _FORMER.ends(clause) or _JOINED.begins(after):
        return False
    if each.section == 0:
        return _REPORTED.within(each.word)
    return _STATED_BEFORE.ends(before[-_NEAR:]) or _STATED_AFTER.begins(after)


_NEAR = 16


def is_of_other_data(each: Dated, first: int) -> bool:
    """Whether the statistics are of something else than the report: 供暖数据统计期."""
    for at in range(first - 1, -1, -1):
        token = each.tokens[at]
        if token.kind in ("COMMA", "SEMI", "STOP"):
            return False
        if token.kind == "EXTENT":
            named = each.tokens[at - 1] if at else None
            return (
                token.text.startswith("数据")
                and named is not None
                and named.kind
                not in (
                    "COMMA",
                    "STOP",
                    "SEMI",
                    "NAMED",
                    "DE",
                    "DISCLOSURE",
                    "THING",
                    "QUOTE",
                    "OPEN",
                    "COLON",
                    "OWNDATA",
                    "SPAN",
                    "PREP",
                    "AT",
                )
            ) or (named is not None and named.kind == "ASSESS")
    return False


def _last_clause(word: str) -> str:
    return word[max(word.rfind(letter(mark)) for mark in ("COMMA", "SEMI", "STOP")) + 1 :]


_READY = Place(
    f"(DATE [^COMMA SEMI STOP NAMED]{{0,6}} DISCLOSURE? {_ANY}{{0,3}} NAMED|REPORTTITLE) (DE|DRAWN|THEWORK|(DO|RULED))* COMMA? (AND|YI|NOWIS|UNKNOWN)* ((PREP|AT)|FROM)"
)
_MADE_PUBLIC = Place(
    f"(SINCE|SPAN)? [^COMMA SEMI STOP NAMED PAPER LAST TITLE]{{0,8}} PUBLISH(?!{_ANY}{{0,5}} (NAMED|PAPER))"
)


def is_publication_of_report(before: str, after: str) -> bool:
    """Whether a date is told to be the one on which the report named before it was published."""
    return _READY.ends(before) and _MADE_PUBLIC.begins(after)
