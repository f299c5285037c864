"""Years that a report, a document or a signature is named by, and the lines that sign a report."""

from collections.abc import Sequence

from service.language.lexer import Shape
from service.language.lexicon import spelled
from service.language.mentions.bodies import is_name_of_body
from service.language.mentions.figures import may_name_year
from service.language.text import sentences
from service.language.years.dated import ANY, YEAR, Sign, Spot, dated_of
from service.reports.report import Paragraph

OF_VERSION = "# CLOSE? NUMBER? VERSION"
VERSION = Sign(
    OF_VERSION,
    "OPEN ([^OPEN CLOSE]*[COMMA SEMI PAUSE])? # (?:((PREP|AT)|AGAIN|ADV) [^COMMA CLOSE PAUSE DE]{0,4})?[^COMMA CLOSE PAUSE DE]{0,3}((DO|RULED)|DRAWN|FOUND|PUBLISH) (CLOSE|COMMA|SEMI|PAUSE)",
    "BE TITLE COMMA # RULED (COMMA|SEMI|STOP|END)",
    needs="VERSION OPEN TITLE",
)
"""The year of a version, or of what is told of a document, in brackets or behind it: 用的是《…办法》,2021年印发."""
_DATE_LINE = Shape(
    "START [^COMMA SEMI STOP COLON END NUMBER COUNT PREP AT FROM UNTIL STATISTICS DATA EXTENT TO BE STAMP]{0,10} OPEN? (DAY|MONTHOF) CLOSE? (NUMBER|UNKNOWN|SPAN)* ((DO|RULED)|PUBLISH)? STOP? END|START STAMP? COLON? DAY [^TITLE QUOTE DO RULED PUBLISH FOUND DRAWN RECEIVE]{0,3} END"
)
"""Nothing but a date, after a body's name at most."""
_SIGNED = Sign(
    "(?<!PAPER )(?<!LISTED )(?<!TABLES UNKNOWN )STAMP COLON? # (?!TO)",
    "START # (NUMBER|COLON)*(PAGE|PUBLISH COLON)",
    unless="(STATISTICS|DATA|EXTENT|BUDGET) .* #",
    needs="STAMP PAGE PUBLISH",
)
_PUBLISHED_ON = f"(MONTHOF|DAY|MONTHS) {ANY}{{0,6}}"
_REPORT_TITLE = Shape("REPORTTITLE")
_TITLE_IN_PREAMBLE = Sign("#", unless=f"{_PUBLISHED_ON} #")
_PUBLISHED_TITLE = Sign(f"NOWTHIS {ANY}{{0,8}} #", unless=f"{_PUBLISHED_ON} #")
_NAMED = f"SPAN? (DISCLOSURE|SPAN|DE|THEWORK)* {YEAR}? (THING|SPAN)* NAMED|SPAN? DISCLOSURE DE? (THEWORK|THING)* (DE|THING)*LISTED?(?! NOUN(?! PUBLISH)| PAPER| ASSESS| BASIS| THEWORK| THING| DE)"
_NAMED_OF_BODY = (
    f"SPAN? [^COMMA SEMI STOP COLON TITLE NUMBER]{{0,8}} DISCLOSURE [THEWORK SPAN THING DE]* NAMED(?! DRAWN| PAPER)"
    f"|{ANY}{{0,6}} (THEWORK|DISCLOSURE) (UNKNOWN|(DO|RULED)|ADV|EXIST|NOUN)? THING? (NAMED|(DO|RULED)|UNKNOWN|PUBLISH)* LISTED|SPAN? [^COMMA SEMI STOP COLON NUMBER]{{0,6}} DISCLOSURE THEWORK? THING (STOP|COMMA|END|COLON)"
    f"|{ANY}{{0,5}} DISCLOSURE THEWORK? NOWTOLD|{ANY}{{0,8}} DISCLOSURE THEWORK? THING DRAWN"
)
_INTRODUCED = "NOWTHIS [^STOP SEMI]{0,12}"
_SELF = f"NOWTHIS {ANY}{{0,12}}|DRAWN {ANY}{{0,5}}|NOWTOLD {ANY}*|(PREP|AT)? UNKNOWN? PUBLISH {ANY}{{0,3}}"
_PUBLISHES = f"{ANY}{{0,12}} (NOWTOLD|NAMED NOWTHIS|NOWTHIS)"
_BY_LAW = "START ((PREP|AT)) [^STOP SEMI ADV YI MONTHOF DAY]*(UNKNOWN|ORG|NOUN) PUBLISH"
_EARLIER = "(MONTHOF|DAY|MONTHS) .{0,8}|(YI|ADV|(DO|RULED)|UNTIL|NOWIS) .{0,8}"
_DRAWN = ".*(DRAWN|NOWTHIS).*"
_CAPTION = Sign(
    f"START (OPEN? (NUMBER|UNKNOWN|NUMERAL) (CLOSE|PAUSE|UNKNOWN)*)? # SPAN? DE? DISCLOSURE THEWORK? DE? {ANY}{{0,2}} THING [COLON STOP]? END|SPAN? [^COMMA SEMI STOP COLON NUMBER AND TO DATE FUTURE INTENT DRAWN]{{0,5}} DISCLOSURE (THING|UNKNOWN|PUBLISH)* (STATISTICS|PAPER|UNKNOWN) (UNKNOWN|THING)? ([COLON STOP]? END|(COMMA|OPEN) (EXTENT|STATISTICS))"
)
_NOW_READY = "DRAWN DO? COMMA (UNKNOWN|NOWTHIS) (TOWARDS UNKNOWN)? PUBLISH"
"""What is done with this report alone: 年报已编制完成,现面向社会公布."""
_OF_ANOTHER = Sign(
    f"(AND|COMPARE) {ANY}{{0,4}} # [^COMMA SEMI STOP]{{0,12}} (COMPARE|MATCHES)",
    f"(COMPARE|TAKENFROM|FROM)(UNKNOWN|OWN|NAMED|DE|YI)* ({YEAR} [MONTHOF DAY PUBLISH UNKNOWN SPAN]* PUBLISH DE)? #",
    f"# {ANY}{{0,5}} NAMED (SPAN|UNKNOWN)? ((PREP|AT)? UNKNOWN? DE(?! ELECTRONIC| OWN THING)|YI(?! {_NOW_READY}))",
    needs="COMPARE TAKENFROM FROM NAMED MATCHES",
)
"""What is compared with another report, or taken from it."""
_IN_TEXT = Sign(
    f"{_INTRODUCED}|{_BY_LAW} # {_NAMED}|{_NAMED_OF_BODY}",
    "(START|STOP|COMMA) OWN # SPAN? DISCLOSURE [THEWORK SPAN THING DE]* NAMED DE ELECTRONIC",
    unless=f"{_PUBLISHED_ON} #",
    needs="NOWTHIS PUBLISH ELECTRONIC",
)
_IN_PREAMBLE = Sign(
    "(?<!LAST )NAMED OPEN # SPAN? CLOSE",
    f"# SPAN? DISCLOSURE THEWORK? NAMED YI {_NOW_READY}",
    "NAMED ADV* (REVIEWING|POINTOUT|NOUN) YI? # SPAN? DE? DISCLOSURE THEWORK (DE|THING)* (STOP|COMMA|END)",
    f"((PREP|AT)|(DO|RULED)) {ANY}{{0,6}} # {ANY}{{0,9}} DISCLOSURE (THEWORK|ALSO|THING|UNKNOWN)+ ({ANY}{{0,3}} DRAWN|COMMA|STOP|END)",
    f"{_INTRODUCED}|{_DRAWN} # {_NAMED}",
    f"# (?={_PUBLISHES})(?:{_NAMED}|{_NAMED_OF_BODY})",
    f"{_INTRODUCED} # {_NAMED_OF_BODY}",
    f"START PREP [^COMMA STOP SEMI]* COMMA NOUN? PUBLISH [^COMMA STOP SEMI]{{0,12}} # {_NAMED} (STOP|END)",
    f"NOWTOLD [^COMMA STOP SEMI]{{0,8}} # {_NAMED}",
    f"(?={_DRAWN})(?:.*(?:{_SELF})) # {_NAMED_OF_BODY}",
)
_LAST_REPORT = "LAST NAMED? (OPEN|COMMA|COLON)?"
_NOT_BEFORE = Sign(f"# {_NAMED}", f"{_SELF} # {_NAMED_OF_BODY}", unless=f"(?:{_EARLIER}|{_LAST_REPORT}) #")
"""As the report's name in its preamble, where nothing before it is told as earlier, nor as last year's: 上年度报告（2022年度报告）."""
INTRODUCES = Shape("START (PREP|AT) [^STOP]*DRAWN(?! [^COMMA SEMI STOP]{0,4} PUBLISH)")


def is_signed(spot: Spot) -> bool:
    """Whether it is the date of signing, or that of a page."""
    return _DATE_LINE.fits(spot.dated.word) or _SIGNED.at(spot)


_SCHOOL_YEAR = spelled("school_year")


def is_own_title(spot: Spot) -> bool:
    """Whether the title at a token is what the report calls itself; the report of a school year is told of as another one."""
    letter, text = spot.dated.word[spot.at + 1], spot.dated.tokens[spot.at].text
    is_own = _REPORT_TITLE.fits(letter) and not any(word in text for word in _SCHOOL_YEAR)
    return is_own and (_TITLE_IN_PREAMBLE if spot.section == 0 else _PUBLISHED_TITLE).at(spot)


def names_report(spot: Spot) -> bool:
    """Whether the report calls itself by the year."""
    if len(spot.before) < _FEW and _CAPTION.at(spot):
        return True
    if _OF_ANOTHER.at(spot):
        return False
    return _IN_PREAMBLE.at(spot) or _NOT_BEFORE.at(spot) if spot.section == 0 else _IN_TEXT.at(spot)


_FEW = 6
"""Letters before what begins a caption, its number included, are fewer."""


def without_signature(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs without a body's name and a date that stand on lines of their own at the end."""
    end = len(paragraphs)
    while end and _signs(paragraphs[end - 1]):
        end -= 1
    return paragraphs[:end]


def _signs(paragraph: Paragraph) -> bool:
    _, _, rest = paragraph.text.partition("。")
    if any(map(str.isalnum, rest)):
        return False
    said = list(sentences(paragraph))
    if len(said) != 1:
        return not said
    text = said[0].text
    return is_name_of_body(text) or (may_name_year(text) and _DATE_LINE.fits(dated_of(said[0]).word))
