"""Days that a sentence gives as the period of the report's figures, or as the day of its publication."""

from collections.abc import Iterator

from service.language.lexer import Shape, letter
from service.language.mentions import YearMention
from service.language.years.dated import Dated
from service.language.years.pieces import ANY

_EXTENT = Shape(
    "EXTENT|COVERS FROM? DAY|(NAMED|UNKNOWN|DATA|STATISTICS) .{0,4} STATISTICS|STATISTICS .{0,4} UNTIL|DATA .{0,3} UNTIL"
)
_WHOLE = Shape("START FROM? DAY SINCE? TO DAY|START FROM? DAY SINCE? TO MONTHS|START DAY")
_BETWEEN = Shape("(HOUR|SINCE|COMMA|SPAN)*(TO|UNTIL|SINCE)+ SAME?")
_BETWEEN_LOOSE = Shape("(HOUR|SINCE|SPAN|NUMBER|COMMA)*(TO|UNTIL|SINCE)+ SAME?")
_OF_OTHERS = Shape(f"OTHERDATA {ANY}*")
_FORMER = Shape("FORMER [^COMMA SEMI STOP COLON CLOSE]*")
_JOINED = Shape(f"{ANY}{{0,12}} (JOINED|FORMER)")
_STATED_AFTER = Shape(f"HOUR? COMMA? ((PREP|AT)|BE) {ANY}{{0,6}} EXTENT")
_STATED_BEFORE = Shape(f"EXTENT {ANY}{{0,6}} (COMMA? (FROM|AT))?")
_SCHOOL = Shape("SCHOOL")
_REPORTED = Shape("EXTENT|STATISTICS|NAMED|DISCLOSURE|THEWORK THING")


def is_period_sentence(section: int | None, word: str) -> bool:
    """Whether a sentence may say which period the figures are of."""
    return section == 0 or _EXTENT.within(word) or _WHOLE.begins(word)


def period_spans(each: Dated) -> Iterator[tuple[int, int]]:
    """The first and the last token of each span of days that the report's figures are of."""
    if not is_period_sentence(each.section, each.word):
        return
    for first in each.years:
        last = first if each.is_whole(first) else _end_of_period(each, first)
        if last and _states_period(each, first, last):
            yield first, last


def _end_of_period(each: Dated, first: int) -> int:
    """The token that ends the span of days that begins at one; 0 where none does."""
    for last in range(first + 1, min(first + 8, len(each.tokens))):
        if each.tokens[last].kind == "DATE":
            value, begun = each.tokens[last].value, each.tokens[first].value
            ok = isinstance(value, YearMention) and isinstance(begun, YearMention) and value.month and begun.month
            return last if ok and _BETWEEN_LOOSE.fits(each.word[first + 2 : last + 1]) else 0
    return 0


def _states_period(each: Dated, first: int, last: int) -> bool:
    """Whether these days are those that the report says its figures are of."""
    before, after = each.word[: first + 1], each.after(last)
    clause = _last_clause(before)
    if _SCHOOL.within(clause) and (each.section != 0 or _OF_OTHERS.within(clause) or not _REPORTED.within(clause)):
        return False
    if each.section != 0 and (_OF_OTHERS.within(clause) or _is_of_other_data(each, first)):
        return False
    if first == last or (each.mention(first).month, each.mention(last).month) == (1, 12):
        return True
    if _FORMER.ends(clause) or _JOINED.begins(after):
        return False
    if each.section == 0:
        return _REPORTED.within(each.word)
    return _STATED_BEFORE.ends(before[-_NEAR:]) or _STATED_AFTER.begins(after)


_NEAR = 16


def _is_of_other_data(each: Dated, first: int) -> bool:
    """Whether the statistics are of something else than the report: 供暖数据统计期."""
    for at in range(first - 1, -1, -1):
        token = each.tokens[at]
        if token.kind in _CLAUSE_MARKS:
            return False
        if token.kind == "EXTENT":
            named = each.tokens[at - 1].kind if at else ""
            return named == "ASSESS" or bool(token.text.startswith("数据") and named and named not in _OWN_DATA)
    return False


_CLAUSE_MARKS = frozenset("COMMA SEMI STOP".split())
_OWN_DATA = _CLAUSE_MARKS | frozenset("NAMED DE DISCLOSURE THING QUOTE OPEN COLON OWNDATA DATA SPAN PREP AT".split())
"""What may stand before 数据统计期 where the data is the report's."""


def _last_clause(word: str) -> str:
    return word[max(word.rfind(letter(mark)) for mark in ("COMMA", "SEMI", "STOP")) + 1 :]


_READY = Shape(
    f"(DATE [^COMMA SEMI STOP NAMED]{{0,6}} DISCLOSURE? {ANY}{{0,3}} NAMED|REPORTTITLE) (DE|DRAWN|THEWORK|(DO|RULED))* COMMA? (AND|YI|NOWIS|UNKNOWN)* ((PREP|AT)|FROM)"
)
_MADE_PUBLIC = Shape(
    f"(SINCE|SPAN)? [^COMMA SEMI STOP NAMED PAPER LAST TITLE]{{0,8}} PUBLISH(?!{ANY}{{0,5}} (NAMED|PAPER))"
)


_REPORT_IS = Shape("(NAMED|OWNDATA) [^STOP SEMI DE PAPER OUTCOMING TITLE REPORTTITLE NAMED]{0,20} AT")
_ISSUED = Shape("SPAN? [^COMMA SEMI STOP NAMED PAPER LAST TITLE DE]{0,6} (PUBLISH|RULED)(?! DE)")


def is_publication_of_this(each: Dated, at: int) -> bool:
    """Whether a date is told to be the one on which this very report is published: 本报告经审定，于1月22日印发."""
    if not (_REPORT_IS.ends(each.before(at)) and _ISSUED.begins(each.after(at))):
        return False
    named = max(n for n in range(at) if each.tokens[n].kind in ("NAMED", "OWNDATA"))
    return each.sentence.text[: each.tokens[named].end].endswith(_THIS)


_THIS = ("本报告", "本年报", "本年度报告", "本年度工作报告", "这份报告")


def is_publication_of_report(before: str, after: str) -> bool:
    """Whether a date is told to be the one on which the report named before it was published."""
    return _READY.ends(before) and _MADE_PUBLIC.begins(after)
