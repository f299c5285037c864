"""What a year is named for, by what stands around it: compared, carried over, planned for, or when work was done."""

from service.language.lexer import Shape
from service.language.lexicon import spelled
from service.language.years.dated import ANY, BODY, FIGURE, MARK, YEAR, Sign, Spot

_BASIS = f"SPAN? {ANY}{{0,4}} BASIS"
_PAPER = f"SPAN? (?!OWN) {ANY}{{0,6}} PAPER"
_TAKEN = f"((PREP|AT)|(DO|RULED)|DRAWN|PUBLISH|LAW|ORG|ADV|UNKNOWN) {ANY}{{0,4}}"
_COUNT_OF = f"SPAN? ADV? (PUBLISH|RECEIVE) DE [^COMMA SEMI STOP NUMBER]{{0,5}} (TOTAL|UNKNOWN|(PREP|AT))* {FIGURE}"
_SINCE_AFTER = (
    f"SPAN? (MONTHS)? SINCE|(?!OWN|RECEIVE)(?:(?!RECEIVE){ANY}){{0,5}} ((DO|RULED)|DRAWN|FOUND|PUBLISH|POINTOUT|MADEOF|ASSESS) (DE|UNKNOWN DE)"
    f"|SPAN? (?:(?!RECEIVE|PUBLISH){ANY}){{1,8}} SINCE COMMA|SPAN? {ANY}{{0,2}} (DO|RULED) DE UNKNOWN? (PROBLEM|PAPER)|{ANY}{{0,3}} FOUND ({MARK}|END|AND|PAUSE)"
    f"|{ANY}{{0,3}} (SINCE)? (MADEOF) (STOP|COMMA|END)|COMMA? {ANY}{{0,5}} (BECAME)"
)
_ADVERBIAL = f"START|NUMBER UNKNOWN?|{MARK}|COLON|CLOSE|QUOTE|AT|TO|FROM|UNTIL|REVIEWING|{BODY}|WE|SPAN|NUMERAL|TOWARDS|THISYEAR|THEN|LAST"

OF_PAPER = f"{_TAKEN} # {_PAPER}"
"""A part of what a document is called that something is done to: 落实2022年工作要点."""
PAPERS = Sign(
    OF_PAPER,
    "# SPAN? (?!OWN) [^COMMA SEMI STOP COLON PAUSE PUBLISH DO RULED DRAWN FOUND RECEIVE FUTURE OWN END]{0,6} (NAMED|PAPER|OUTCOMING) (COMMA|STOP|SEMI|PAUSE|END|COUNT|UNKNOWN|CLOSE|ADV|NOWTOLD|ETC)",
    "# OWN [^COMMA SEMI STOP COLON PAUSE PUBLISH DO RULED DRAWN FOUND RECEIVE FUTURE OWN END]{0,6} OUTCOMING (AT|COMMA|STOP|SEMI|PAUSE|END|YI|ADV)",
    needs="NAMED PAPER OUTCOMING",
)
"""A part of what a document is called, without title marks."""
CARRIED = Sign(
    "CARRY [^COMMA SEMI COLON STOP]* #",
    "# [^SEMI STOP]* COMMA THUS [^COMMA SEMI STOP]* CARRY",
    "# [^COMMA SEMI COLON STOP OPEN]* CARRY",
    "# (SPAN|MONTHS)* (?!OWN) ([^COMMA SEMI STOP NUMBER COUNT OWN]{0,3} PAUSE)? [^COMMA SEMI STOP NUMBER COUNT OWN]{0,3} PENDING [^COMMA SEMI STOP COUNT]{0,4}(DE|COUNT)",
    needs="CARRY PENDING",
)
"""Something is carried over from it, or into it; what brackets behind say of other years is not of it."""
BUDGET = Sign("# SPAN? (?!SINCE)[^COMMA SEMI STOP COLON END FUTURE INTENT AIMED]{0,5} BUDGET", needs="BUDGET")
"""Whose budget or final accounts it is."""
_ASSESSED = f"SPAN? {ANY}{{0,5}} (PROBLEM|ASSESS|MEND|NAMED|LOOKBACK)"
_OWN_CHECK = f"SPAN? COMMA? OWN [^COMMA SEMI STOP DE]{{0,8}} ((DO|RULED)|ADV) [^COMMA SEMI STOP DE]{{0,4}} {MARK}"
ANSWERED = Sign(
    f"# SPAN? {ANY}{{0,5}} NAMED (YI|ADV|(PREP|AT)|DRAWN|SPAN) {ANY}{{0,6}} (DRAWN|PUBLISH|(DO|RULED))",
    f"((PREP|AT)|MEND|DRAWN|PUBLISH|(DO|RULED)|SINCE|ADV|AND|POINTOUT) {ANY}{{0,5}} # {_ASSESSED}",
    f"# (?!{_OWN_CHECK}|SPAN (?!ASSESS))(?:(?={_ASSESSED})(?:.{{0,12}} (MEND|POINTOUT)|.{{0,16}} PAPER .{{0,6}} MEND))",
    f"ASSESS COMMA # SPAN? HONOUR {FIGURE}",
    f"# SPAN? DO HONOUR {FIGURE}",
    "# SPAN? [^COMMA SEMI STOP COLON NUMBER COUNT FUTURE INTENT AIMED MUST OWN WE]{0,4} QUOTE [^QUOTE STOP]{1,10} QUOTE [^COMMA SEMI STOP]{0,4} COMMA [^STOP SEMI]{0,16} MEND (COMMA|SEMI|STOP|END)",
    "# SPAN? NONE UNKNOWN DE",
    "# SPAN? [^COMMA SEMI STOP COLON NUMBER COUNT FUTURE INTENT AIMED MUST OWN WE]{0,4} RAISED [^STOP SEMI]{1,16} COMMA ADV? YI",
    needs="PROBLEM ASSESS MEND NAMED LOOKBACK HONOUR RAISED NONE",
)
"""Its problems, evaluations or feedback are now answered, it was graded, its report was published, or it left something undone."""
_COMPARED_BEFORE = "(COMPARE|AND|(PREP|AT)|FROM|TO) LAST? OPEN?"
COMPARED = Sign(
    "COMPARE LAST? OPEN?|LAST OPEN|SETBESIDE COMMA? #",
    f"# SPAN? (COMPARE|LAST)|SPAN? (BE|DE|(PREP|AT)) COUNT|SPAN? BE NUMBER|{BODY} BE COUNT COMMA DIFFER|[^COMMA SEMI STOP COUNT]{{0,4}} COUNT COMMA THISYEAR DIFFER|SPAN? [^COMMA SEMI STOP COUNT FROM]{{0,3}} DE BE COUNT (STOP|END)",
    "# SPAN? [^COMMA SEMI STOP COUNT PREP FROM]{0,4} COUNT ADV? DIFFER COUNT",
    f"{_COMPARED_BEFORE} # SPAN? {ANY}{{0,5}} (COMPARE|DIFFER|DE {FIGURE})|UNKNOWN? {FIGURE}|.{{0,14}} DIFFER",
    "AT # SPAN? (DE|DISCLOSURE|THEWORK)* BASIS",
    "# .* COMMA [^COMMA SEMI STOP]{0,3} UNCOMPARED",
    needs="COMPARE LAST SETBESIDE DIFFER COUNT NUMBER ZERO PERCENT BASIS UNCOMPARED",
)
"""What something is compared with, or can't be compared with, or is built on."""
IN_FORCE = Sign("FROM # SINCE? (ADV|AGAIN)* (MADEOF)|SINCE (DO|RULED|UNKNOWN|FOUND)", needs="FROM")
"""Something is in force from it on."""
SINCE = Sign(
    "FROM|(PREP|AT) FOUND|FOUND ((PREP|AT)|FROM) #",
    f"(FOUND) ((PREP|AT)|FROM)? {YEAR} .{{0,12}}|FROM {YEAR} .{{0,12}} # (?!COMMA OWN)",
    f"# (?!{_COUNT_OF})(?:{_SINCE_AFTER})",
    unless="(START|COMMA|SEMI|COLON) (DRAFT|INTENT) AT? #",
    needs="FROM FOUND SINCE DE MADEOF BECAME",
)
"""Something exists or goes on since then; not what is planned: 计划2025年6月底前建成."""
_RANGE = Sign(
    f"# SPAN? TO+ ({YEAR}|NUMBER (SPAN|SCHOOL|DATE))|SPAN? (PAUSE|AND) {YEAR}|TO+ NUMBER|SCHOOL",
    f"({YEAR}|NUMBER) SPAN? (TO+|PAUSE|AND)|{YEAR} (PAUSE|AND) OWN?  #",
    needs="TO PAUSE AND SCHOOL",
)
_SCHOOL, _HAS_PAPER = Shape("SCHOOL"), Shape("PAPER")
_SPAN_OF_PLAN = Shape(f"{YEAR} SPAN? (TO|AND|PAUSE)+ {YEAR}")


def is_of_school(spot: Spot) -> bool:
    """Whether it is a school year: 2022—2023学年."""
    return "SCHOOL" in spot.dated.kinds and _SCHOOL.within(spot.clause)


def is_range(spot: Spot) -> bool:
    """Whether it is one end of a span of years."""
    if _RANGE.at(spot):
        return True
    return "PAPER" in spot.dated.kinds and _SPAN_OF_PLAN.within(spot.clause) and _HAS_PAPER.within(spot.clause)


TO_COME = Sign(
    f"FUTURE (AT|DE)|AHEAD [^STOP SEMI]* (INTENT|AIMED) (AT|FROM) # (?!{_BASIS})",
    "COMMA INTENT AT? # SPAN? SINCE (DO|RULED|FOUND|ADV|MADEOF)",
    "(START|COMMA|SEMI|COLON) (ORG|OWN|WE) INTENT AT? # SPAN? SINCE (DO|RULED|FOUND|ADV|MADEOF|UNKNOWN|PREP)",
    f"(START|AHEAD DE? INTENT?) COLON # FUTURE (?!{_BASIS})",
    needs="FUTURE AHEAD AIMED INTENT",
)
"""When something will be done, 将在2024年, 计划于2024年第二季度起推行, and not what that is built on: 将在2023年工作的基础上."""
_NO_PLAN_YET = f"(?!MEND|YI|SINCE|EXIST|NONE|ALSO|PROBLEM|PERCENT|COUNT|NUMBER|TOTAL|RECEIVE|{YEAR}|SEMI|STOP|PLANNED)"
_INTENDED = f"(AIMED|INTENT(?! [^COUNT UNKNOWN NOUN THING]{{0,3}} DE))(?! (PREP|AT)? {YEAR})"
"""What is intended, but not for a year of its own: 于2023年发布,终期评估拟于2026年发布."""
_WILL = (
    "FUTURE ((?=ADV|DO|RULED|FOUND|MEND|AHEAD|TOWARDS|AGAIN|MUST|COLON|DIFFER(?! DE))|(?![^COMMA SEMI STOP]{0,9} TAKE|[^COMMA SEMI STOP]{0,6} THING [^COMMA SEMI STOP]{0,2} PUBLISH))"
    "(?![^COMMA SEMI STOP]{0,8} (PREP|AT)[^COMMA SEMI STOP]{0,6}(TO|DIFFER)[^STOP]*(COMMA|SEMI)[^STOP]*(DIFFER|YI))"
)
_NOT_OF_PLAN = (
    f"{_BASIS}|SPAN? {ANY}{{0,8}} (NAMED|THING|OUTCOMING|PAPER|BUDGET|DATA|UNKNOWN|NOUN) (FUTURE|INTENT|AIMED) ((PREP|AT)|TO)? ({YEAR}|MONTHS|AHEAD|UNKNOWN){ANY}{{0,4}} (PUBLISH|NAMED)"
    f"|SPAN? (?!OWN)[^COMMA SEMI STOP]{{1,8}} (FUTURE|INTENT|AIMED) (PREP|AT)? ({YEAR}|AHEAD)|SPAN? {ANY}{{0,4}} NAMED (SPAN|POINTOUT)"
    "|[^COMMA SEMI STOP FUTURE INTENT AIMED MUST]{1,3} DE BE"
    "|SPAN? [^COMMA SEMI STOP COUNT FUTURE OWN]{0,2} (RULED|PUBLISH|DRAWN) DE [^COMMA SEMI STOP COUNT FUTURE]{1,3} FUTURE"
)
_AS_ADVERB = Sign(f"{_ADVERBIAL} # (?!{_NOT_OF_PLAN})", unless="YI (FROM|(PREP|AT))? #")
_PLANNED = Sign(
    f"(INTENT|AIMED) ((PREP|AT)|TO|FROM)?|(DRAFT|FUTURE) TO|FUTURE AT|TOWARDS|AHEAD OPEN # (?!{_BASIS})",
    f"(START|COMMA|SEMI|COLON|NUMERAL|AHEAD (OWN|WE)) DRAFT # (?!{_BASIS}|{_PAPER}|[^COMMA SEMI STOP]{{0,4}} (BUDGET|PROBLEM))",
    f"AHEAD [^STOP SEMI]* FUTURE [^STOP SEMI]* ((PREP|AT)) # SPAN? [^COMMA SEMI STOP DE]{{0,4}} THEWORK ({MARK}|END)",
    f"AHEAD .* (DO|RULED|ADV) # (?!{_BASIS}|{_SINCE_AFTER}|{_PAPER}|SPAN? {ANY}{{0,2}} DATA ({MARK}|END))",
    unless="# SINCE",
)
_HEADS_PLANS = Sign(
    "# SPAN? DE? DISCLOSURE? DE? (THEWORK)? (AHEAD|DISCLOSURE THEWORK? (DRAFT|INTENT)|THEWORK DRAFT (LISTED|COLON|BE))|SPAN? COMMA? OWN? (ADV|(DO|RULED)|(PREP|AT))* LISTED|SPAN? OWN AHEAD LISTED"
    "|SPAN? COMMA? OWN DRAFT [^COMMA SEMI STOP COUNT]{0,4} COLON",
    "(START|COMMA|SEMI|COLON|NUMERAL) # SPAN? COMMA? DRAFT (DO|RULED|FOUND|ADV|TOWARDS|UNKNOWN)(?![^STOP SEMI]*(YI|DE |DIFFER))",
    unless="PREP (ORG|OWN)? #",
)
_FUTURE = Sign(
    f"# SPAN? SINCE?(?:{_NO_PLAN_YET}{ANY}|COMMA){{0,14}}({_WILL}|{_INTENDED}|(OWN|WE|ORG|COMMA|THEWORK) MUST)|SPAN? MUST (ADV|DO|RULED|FOUND|PREP|AT)|SPAN? ADV MUST"
)
_FUTURE_ELSEWHERE = Sign(
    f"# SPAN? SINCE?(?:{_NO_PLAN_YET}{ANY}|COMMA){{0,9}}(FUTURE (?=ADV|FOUND|(PREP|AT)|(DO|RULED)|MEND|TOWARDS|AGAIN|AHEAD|PUBLISH|RECEIVE)(?!{ANY}{{0,9}} TAKE)|{_INTENDED}|(OWN|WE|ORG) (ADV|UNKNOWN|TOTAL|ALSO)? MUST (ADV|DO|RULED|PREP|AT|UNKNOWN))"
)
_DONE_SO_FAR = f"SPAN? SINCE? COMMA? {ANY}{{0,6}} (YI|SINCE SINCE)|SPAN? SINCE {ANY}{{0,4}} DE|{ANY}{{0,4}} (PROBLEM|EXIST)|(?:(?!AIMED|INTENT|FUTURE)[^STOP SEMI]){{0,14}} (DIFFER|TO) {FIGURE}|[^STOP SEMI]{{0,10}} (?<!DO) ALSO|(?:(?!AIMED|INTENT|FUTURE)[^STOP SEMI]){{0,10}} JOINING COUNT|SPAN? {ANY}{{0,3}} LAST POINTOUT"
_ITEM_OF_PLANS = Sign(
    f"AHEAD .{{0,10}} # (?!{_DONE_SO_FAR})",
    f"AHEAD [^STOP]*[SEMI COLON STOP] (NUMERAL|OPEN? (NUMBER|UNKNOWN) (CLOSE|UNKNOWN)*|OPEN UNKNOWN CLOSE)? (FROM|AT)? # (?!{_DONE_SO_FAR})(?:SPAN? SINCE|[SPAN PAUSE TOTAL]* ((DO|RULED)|SINCE|FOUND|ADV))",
    f"AHEAD [^STOP SEMI]* FUTURE [^STOP SEMI]* (COMMA|UNKNOWN|AND) AT # (?!{_DONE_SO_FAR})(?:SPAN? (ADV|DO|RULED|MEND)(?!{ANY}* (DE|YI)))",
    f"AHEAD [^STOP SEMI]* FUTURE [^STOP SEMI]* COMMA # SINCE (FOUND|DO|RULED|ADV)(?! DE|{ANY}{{0,4}} YI)",
    f"(FUTURE|INTENT|AIMED) [^STOP SEMI COMMA]* COLON ([^STOP]* SEMI)? (NUMERAL (FROM|AT)?|FROM|AT) # (?!{_DONE_SO_FAR})(?:SPAN? SINCE)? (DO|RULED|FOUND|ADV)(?! DE|{ANY}* YI)",
)


_DONE_BY_PLAN = Sign("PREP [^COMMA SEMI STOP]* AHEAD COMMA [^SEMI STOP]* #", needs="AHEAD")
"""When something was done as it was planned: 按照网站集约化工作安排,旧网站于2019年3月关停."""
_OF_RATE = Sign("# SPAN? DE? (DRAFT|INTENT|UNKNOWN)? (DO|RULED)? RATE", needs="RATE")
"""What came of a plan: 2024年计划完成率为88%."""
_ANNOUNCED = Sign("NAMED AT # (PUBLISH|DRAWN) (COMMA|STOP|SEMI)", needs="NAMED")
"""The day on which a report was published: 2023年度报告于2024年1月19日发布,本报告将在同一栏目发布."""
_LEFT_OUT = Sign("NONE ADV? TOWARDS #", needs="TOWARDS")
"""Of whose contents something is told to be none: 未进入2023年考核内容."""
_TELLS_PLANS = frozenset("AHEAD AIMED DRAFT FUTURE INTENT LISTED MUST TOWARDS".split())
"""One of these stands in every shape of what is to be done, so that a sentence without any plans nothing."""


_REPORTED_NOW = Sign("NOWTHIS [^STOP SEMI]* #", needs="NOWTHIS")
"""What is now made known of it, whatever plans ask for that: 按照工作安排,现将某县2022年度工作情况报告如下."""
_NO_PLANS = (_OF_RATE, _ANNOUNCED, _LEFT_OUT, _REPORTED_NOW)


def is_planned(spot: Spot) -> bool:
    """Whether it is the time of something to be done; plans stand in sections five and six."""
    if spot.dated.kinds.isdisjoint(_TELLS_PLANS) or any(sign.at(spot) for sign in _NO_PLANS) or _began_in(spot):
        return False
    if _is_fulfilled(spot) or _is_taken_up(spot):
        return False
    if (_HEADS_PLANS.at(spot) and spot.section != 1) or _PLANNED.at(spot):
        return True
    is_of_plans = spot.section in (5, 6)
    future = _FUTURE if is_of_plans else _FUTURE_ELSEWHERE
    is_item = _ITEM_OF_PLANS.at(spot) and (is_of_plans or not _DONE_BY_PLAN.at(spot))
    return _AS_ADVERB.at(spot) and (future.at(spot) or is_item)


def _is_fulfilled(spot: Spot) -> bool:
    """Whether what came of the plans for it is told behind it: 2024年计划培训4次,实际培训4次."""
    said = spot.dated.sentence.text[spot.dated.tokens[spot.at].end :].partition(";")[0]
    return any(word in said for word in _FULFILLED)


def _is_taken_up(spot: Spot) -> bool:
    """Whether what was reached in it is what plans go on from, or measures that were taken: 巩固2024年成果, 已采取的改进措施:2024年培训4次."""
    said = spot.dated.sentence.text[: spot.dated.tokens[spot.at].start]
    return said.endswith(_TAKES_UP) or any(word in said for word in _MEASURES_TAKEN)


_FULFILLED, _TAKES_UP, _MEASURES_TAKEN = spelled("fulfilled"), spelled("takes_up"), spelled("measures_taken")


def _began_in(spot: Spot) -> bool:
    """Whether something was begun in a part of it: 改进措施:2022年下半年起,答复前先列对照表."""
    tokens = spot.dated.tokens
    return spot.dated.mention(spot.at).is_part and any(token.text in _BEGAN for token in tokens[spot.at + 1 :][:1])


_BEGAN = spelled("began")

AT_ONCE = Sign("# COUNT")
"""It stands right before a count, with nothing said of what was done."""
IS_THIS_YEAR = Sign("THISYEAR BE #", needs="THISYEAR")
"""It is called this one: 今年是2023年."""
_FAULTS = Sign(
    "START OPEN? (NUMBER|UNKNOWN|NUMERAL)? (CLOSE|PAUSE|UNKNOWN)* # (?!.*(MEND|YI|DRAWN|THISYEAR|NOWIS|PAPER))SPAN? DE? ([^COMMA SEMI STOP COLON COUNT DE]{0,4} THEWORK)? (SPAN|DE|EXIST|PUBLISH|UNKNOWN|NOUN|LISTED|ADV|AND|ALSO)* (DE|COUNT|LISTED|NOUN)* PROBLEM [^COMMA SEMI STOP COLON]{0,3} (COLON|BE|EXIST|(PREP|AT)|NOUN)",
    needs="PROBLEM",
)
_ITS_WORK = Sign(
    "START REVIEWING # SPAN? DE? DISCLOSURE? THEWORK THING? COMMA [^STOP THISYEAR]* PROBLEM",
    f"((DO|RULED)|ADV) YI? # SPAN? DE? {ANY}{{0,2}} DISCLOSURE DE? (ADV|UNKNOWN|NOUN)? THEWORK+(?! PAPER| ASSESS| NAMED| {ANY}{{0,1}} ASSESS| LAW| {ANY}{{0,2}} (BASIS|DRAWN)| UNKNOWN (STOP|COMMA)| NOUN)",
    f"START # SPAN? DE? [^COMMA SEMI STOP DE NUMBER ASSESS HONOUR]{{0,3}} DISCLOSURE THEWORK? (COMMA|ADV|UNKNOWN)(?!{ANY}{{0,4}} DE)(?![^STOP]{{0,10}} (ASSESS|HONOUR))",
    f"AT # SPAN? DE {ANY}{{0,4}} (THEWORK|DISCLOSURE)|SPAN? DISCLOSURE THEWORK SPAN?|THEWORK (SPAN|COMMA)",
    "(SPAN|THISYEAR|NOWIS) OPEN #",
    needs="DISCLOSURE THEWORK OPEN PROBLEM",
)
_ALL_YEAR = Sign("# SPAN SPAN?(?! DE| UNKNOWN DE)|TOTAL")
_ATTRIBUTE = "SPAN? (DE|VERSION|PAPER|BUDGET|AHEAD|NAMED|LAW|UNKNOWN? HOLIDAY|HONOUR (PREP|AT))|SPAN?(?!(DO|RULED)|MEND|ADV)[^COMMA SEMI STOP DO RULED]{0,3} ASSESS(?! THEWORK| (DO|RULED)| DE (?!PROBLEM))|SPAN?(?!(DO|RULED))[^COMMA SEMI STOP DO RULED]{0,7} ASSESS (SPAN|THING|HONOUR|ASSESS|BE|(PREP|AT))"
_OF_A_NOUN = f"(?!OWN|(PREP|AT)|TOTAL|ADV (DO|RULED|DISCLOSURE)|SPAN? DISCLOSURE DE|{ANY}{{0,4}} NONE|{ANY}{{0,5}} CASE [^COMMA SEMI STOP DE]{{0,2}} COUNT ({MARK}|PAUSE)|SPAN? BE|{ANY}{{0,3}} ORG (DE|TOTAL|ADV* PUBLISH|RECEIVE|ADV* (DO|RULED))|SPAN? EXIST (?!DE) {ANY}{{0,5}} COUNT|SPAN SPAN)[^COMMA SEMI STOP COLON COUNT NUMBER DE]{{1,6}} DE {ANY}"
_WHEN_DONE = Sign(f"{_ADVERBIAL} # (?!{_ATTRIBUTE}|(?!{_COUNT_OF}){_OF_A_NOUN})")


def lists_faults(spot: Spot) -> bool:
    """Whether it is the year whose shortcomings are listed, and nothing is told of mending them."""
    return len(spot.before) < _FEW and _FAULTS.at(spot)


_FEW = 6
"""Letters before what begins an item of a list, its number included, are fewer."""


def _is_of_its_work(spot: Spot) -> bool:
    """Whether it is the year of the work itself: 完成2023年度政府信息公开工作, 在2023年的工作中."""
    return lists_faults(spot) or _ITS_WORK.at(spot)


def is_adverbial(spot: Spot) -> bool:
    """Whether it tells when something was done, and is no attribute of a noun."""
    return _is_of_its_work(spot) or _ALL_YEAR.at(spot) or _WHEN_DONE.at(spot)


_SPANS = f"(SPAN|TO {YEAR}|TO MONTHS|NUMBER|MONTHS|PAUSE|AND|TOTAL|MONTHS COUNT)*"
_WORKS = "((PREP|AT)|TOTAL|ADV|PUBLISH|RECEIVE|(DO|RULED)|DRAWN|FOUND|NONE|BE|EXIST|HONOUR|TABLES|MEND|UNTIL|FUTURE|FROM|TAKE|COMPARE|POINTOUT|INTENT|AIMED)"
_STATED = Sign(
    "# (?!PUBLISH|RECEIVE|ADV|(DO|RULED)|(PREP|AT))[^COMMA SEMI STOP COLON COUNT]{1,8} (THING|PAPER|NAMED|DATA)(YI|TOTAL|SPAN|ADV|NOUN|(PREP|AT)|UNKNOWN|MONTHS|JOINED)+ [^COMMA SEMI STOP COLON END]{0,4} PUBLISH"
)
_BEGINS_CLAUSE = f"(START|COLON|SEMI|COMMA|STOP|QUOTE|CLOSE|NUMERAL|NUMBER UNKNOWN?|UNTIL|START (AT|TO|REVIEWING|THEN COMMA?|AT? REVIEWING)|(COMMA|SEMI)(UNTIL|AT)|(START|{MARK}|COLON|CLOSE)[^COMMA SEMI STOP COLON COUNT]{{0,6}} {BODY})"
_FRAMES = (
    f"{_SPANS} (?!PREP {FIGURE})(COMMA|(OWN|WE)? {_WORKS}(?! DE)|[^COMMA SEMI STOP COLON COUNT DE]{{0,9}} {BODY} (SPAN|COMMA|(PAUSE|AND) [^COMMA SEMI STOP COLON COUNT DE]{{1,5}})* ({_WORKS}(?! DE)|DISCLOSURE THEWORK? (ALSO|ADV|HONOUR|EXIST|DO|RULED|NOUN))|OWN"
    f"|[^COMMA SEMI STOP COLON COUNT DE]{{0,4}} DISCLOSURE {FIGURE}|DISCLOSURE|[^COMMA SEMI STOP COLON COUNT DE]{{0,6}} (PUBLISH|ONREQUEST|DISCLOSURE) [^COMMA SEMI STOP DE COUNT]{{0,3}} COUNT|[^COMMA SEMI STOP COLON COUNT DE]{{0,3}} (NONE (?=[^COMMA SEMI STOP]{{0,6}} CASE(?! DE(?! THING)))|FEE [^COMMA SEMI STOP COLON]{{0,4}}{FIGURE}|BASIS)|[^COMMA SEMI STOP COLON COUNT DE]{{0,8}} RATE [^COMMA SEMI STOP COUNT]{{0,2}} PERCENT|{ANY}{{0,5}} CASE [^COMMA SEMI STOP DE]{{0,2}} COUNT ({MARK}|PAUSE)|FEE|SPAN (UNKNOWN|NOUN) YI {FIGURE})"
)
_TOLD = Sign(
    f"{_BEGINS_CLAUSE} # {_FRAMES}",
    f"PAUSE # (?=SPAN* TOTAL (ADV|(DO|RULED)|PUBLISH) [^COMMA SEMI STOP DE NUMBER]{{0,4}} {FIGURE})(?:{_FRAMES})",
    f"{BODY} AT # (PAUSE MONTHS)+ {_WORKS}",
    f"(START|{MARK}|OWN) (TOTAL|ADV) AT # ((PAUSE|AND) MONTHS)* {_WORKS}",
    f"OWN ((PREP|AT)|FROM) # {_SPANS} (ADV|TOTAL)* ((DO|RULED)|PUBLISH|RECEIVE) (YI|{ANY}{{0,5}} COUNT)(?!{ANY}{{0,6}} DE {ANY}{{0,4}} BASIS)",
)


def frames(spot: Spot) -> bool:
    """Whether what is told after it is that year's work."""
    return not _STATED.at(spot) and (_is_of_its_work(spot) or _TOLD.at(spot))
