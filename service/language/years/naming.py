"""Years that a report, a document or a signature is named by, in shapes over categories."""

from service.language.lexer import Shape, letter
from service.language.years.dated import Dated
from service.language.years.pieces import ANY, YEAR

IS_VERSION = Shape("CLOSE? NUMBER? VERSION")
_OPENED = Shape("OPEN ([^OPEN CLOSE]*[COMMA SEMI PAUSE])?")
_MADE = Shape(
    "(?:((PREP|AT)|AGAIN|ADV) [^COMMA CLOSE PAUSE DE]{0,4})?[^COMMA CLOSE PAUSE DE]{0,3}((DO|RULED)|DRAWN|FOUND|PUBLISH) (CLOSE|COMMA|SEMI|PAUSE)"
)
_REPORT_TITLE = Shape("REPORTTITLE")
_PUBLISHES_TITLE = Shape(f"NOWTHIS {ANY}{{0,8}}")
_PUBLISHED_ON = Shape(f"(MONTHOF|DAY|MONTHS) {ANY}{{0,6}}")
_SIGNATURE = Shape(
    "START [^COMMA SEMI STOP COLON END NUMBER COUNT PREP AT FROM UNTIL]{0,10} OPEN? (DAY|MONTHOF) CLOSE? (NUMBER|UNKNOWN|SPAN)* ((DO|RULED)|PUBLISH)? STOP? END|START STAMP? COLON? DAY .{0,3} END"
)
_STAMPED = Shape("STAMP COLON?")
_ON_PAGE = Shape("(NUMBER|COLON)*(PAGE|PUBLISH COLON)")
_SELF = Shape(f"NOWTHIS {ANY}{{0,12}}|DRAWN {ANY}{{0,5}}|NOWTOLD {ANY}*|(PREP|AT)? UNKNOWN? PUBLISH {ANY}{{0,3}}")
_INTRODUCED = Shape("NOWTHIS [^STOP SEMI]{0,12}")
_NAMED = Shape(
    f"SPAN? (DISCLOSURE|SPAN|DE|THEWORK)* {YEAR}? (THING|SPAN)* NAMED|SPAN? DISCLOSURE DE? (THEWORK|THING)* (DE|THING)*LISTED?(?! NOUN| PAPER| ASSESS| BASIS| THEWORK| THING| DE)"
)
_NAMED_OF_BODY = Shape(
    f"SPAN? [^COMMA SEMI STOP COLON TITLE NUMBER]{{0,8}} DISCLOSURE [THEWORK SPAN THING DE]* NAMED(?! DRAWN| PAPER)"
    f"|{ANY}{{0,6}} (THEWORK|DISCLOSURE) (UNKNOWN|(DO|RULED)|ADV|EXIST|NOUN)? THING? (NAMED|(DO|RULED)|UNKNOWN|PUBLISH)* LISTED|SPAN? [^COMMA SEMI STOP COLON NUMBER]{{0,6}} DISCLOSURE THEWORK? THING (STOP|COMMA|END|COLON)"
    f"|{ANY}{{0,5}} DISCLOSURE THEWORK? NOWTOLD|{ANY}{{0,8}} DISCLOSURE THEWORK? THING DRAWN"
)
_PUBLISHES = Shape(f"{ANY}{{0,12}} (NOWTOLD|NAMED NOWTHIS|NOWTHIS)")
_BY_LAW = Shape("START ((PREP|AT)) [^STOP SEMI ADV YI MONTHOF DAY]*(UNKNOWN|ORG|NOUN) PUBLISH")
_EARLIER = Shape("(MONTHOF|DAY|MONTHS) .{0,8}|(YI|ADV|(DO|RULED)|UNTIL|NOWIS) .{0,8}")
_DRAWN_FROM = Shape(f"((PREP|AT)|(DO|RULED)) {ANY}{{0,6}}")
_DRAWN_UP = Shape(f"{ANY}{{0,9}} DISCLOSURE (THEWORK|ALSO|THING|UNKNOWN)+ ({ANY}{{0,3}} DRAWN|COMMA|STOP|END)")
_NUMERAL = Shape("START (OPEN? (NUMBER|UNKNOWN|NUMERAL) (CLOSE|PAUSE|UNKNOWN)*)?")
_CAPTION = Shape(
    f"SPAN? DE? DISCLOSURE THEWORK? DE? {ANY}{{0,2}} THING [COLON STOP]? END"
    f"|SPAN? [^COMMA SEMI STOP COLON NUMBER AND TO DATE]{{0,5}} DISCLOSURE (THING|UNKNOWN|PUBLISH)* (STATISTICS|PAPER|UNKNOWN) (UNKNOWN|THING)? ([COLON STOP]? END|(COMMA|OPEN) (EXTENT|STATISTICS))"
)
_SET_BESIDE = Shape(f"(AND|COMPARE) {ANY}{{0,4}}")
_AS_IN_THAT = Shape("[^COMMA SEMI STOP]{0,12} (COMPARE|MATCHES)")
_TAKEN_FROM = Shape("(COMPARE|TAKENFROM|FROM)(UNKNOWN|OWN|NAMED|DE|YI)*")
_OF_THAT = Shape(f"{ANY}{{0,5}} NAMED (SPAN|UNKNOWN)? ((PREP|AT)? UNKNOWN? DE|YI)")
_DRAWN_BEFORE = Shape("DRAWN|NOWTHIS")
INTRODUCES = Shape("START (PREP|AT) [^STOP]*DRAWN(?! [^COMMA SEMI STOP]{0,4} PUBLISH)")


def is_version(before: str, after: str) -> bool:
    """Whether it is the year of a version, or of what is told in brackets of a document."""
    return IS_VERSION.begins(after) or (_OPENED.ends(before) and _MADE.begins(after))


def is_date_line(word: str) -> bool:
    """Whether a sentence is nothing but a date, after a body's name at most."""
    return _SIGNATURE.fits(word)


def is_signed(word: str, before: str, after: str) -> bool:
    """Whether it is the date of signing, or that of a page; `word` is the whole sentence."""
    return is_date_line(word) or _STAMPED.ends(before) or (before == letter("START") and _ON_PAGE.begins(after))


def is_own_title(each: Dated, at: int) -> bool:
    """Whether the title at a token is what the report calls itself; the report of a school year is told of as another one."""
    before = each.before(at)
    if "学年" in each.tokens[at].text or not _REPORT_TITLE.ends(each.word[at + 1]) or _PUBLISHED_ON.ends(before):
        return False
    return each.section == 0 or _PUBLISHES_TITLE.ends(before)


def names_report(section: int | None, before: str, after: str) -> bool:
    """Whether the report calls itself by the year."""
    if _NUMERAL.ends(before) and len(before) < 6 and _CAPTION.begins(after):
        return True
    if (_SET_BESIDE.ends(before) and _AS_IN_THAT.begins(after)) or _TAKEN_FROM.ends(before) or _OF_THAT.begins(after):
        return False
    named, of_body = _NAMED.begins(after), _NAMED_OF_BODY.begins(after)
    is_introduced = _INTRODUCED.ends(before)
    if section != 0:
        return (named or of_body) and (is_introduced or _BY_LAW.ends(before)) and not _PUBLISHED_ON.ends(before)
    if _DRAWN_FROM.ends(before) and _DRAWN_UP.begins(after):
        return True
    is_this = is_introduced or _SELF.ends(before) or _PUBLISHES.begins(after)
    is_drawn_up = _DRAWN_BEFORE.within(before)
    return (named or (of_body and is_this)) and (
        is_introduced or is_drawn_up or _PUBLISHES.begins(after) or not _EARLIER.ends(before)
    )
