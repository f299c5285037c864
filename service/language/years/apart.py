"""Whether an earlier year is set against the report year by its sentence, or leads up to it in the next one."""

from service.language.lexer import Shape
from service.language.years.around import Around
from service.language.years.one_statement import is_without_contrast
from service.language.years.pieces import ANY
from service.language.years.roles import OF_PAPERS, Role, Year
from service.language.years.work import lists_faults

_FAULTY = "EXIST [^STOP SEMI]{0,12} PROBLEM|PROBLEM (BE|EXIST|(PREP|AT)|NOUN)|(NAMED|POINTOUT|ASSESS|(DO|RULED)) [^STOP SEMI]{0,12} PROBLEM"
_PROBLEM = Shape(_FAULTY)
_RATING = Shape("ASSESS [^STOP SEMI]{0,8} HONOUR")
_MENDED = Shape(
    "[^STOP]* PROBLEM [^STOP]*(COMMA|SEMI) (.{0,4}(NOWIS|UNTIL|SINCE) .{0,5}(MEND|YI|(DO|RULED))|.{0,4} PENDING .{0,3}(MEND|(DO|RULED)))"
)
_PROMISED = Shape("SPAN? COMMA? .{0,5} NAMED .{0,3} POINTOUT [^STOP]* PROBLEM [^STOP]* (YI|MEND) (YI|MEND)?")
_SINCE_THEN = Shape("(NOWIS|THISYEAR|(PREP|AT)) [^STOP]*(YI|MEND|DIFFER|NONE|(DO|RULED))|NOWIS [^STOP]*")
_STARTS_FROM_RATE = Shape("NOWIS|.*DIFFER .{0,2}(COUNT|NUMBER|PERCENT)|.*TO (COUNT|NUMBER|PERCENT)")
_LOOKS_BACK = Shape("LOOKBACK|LAST (PROBLEM|UNKNOWN)?|MEND")
_THIS_YEAR = Shape("THISYEAR(?! (NAMED|RECEIVE|DRAWN|TABLES|NONE))")
_THIS_YEAR_BEFORE = Shape("THISYEAR (?!BE|OPEN|END) .{2,}")
_RESTATED = Shape(
    f"SPAN? COMMA? {ANY}{{0,3}} THISYEAR|[^STOP]* NOWTHIS {ANY}{{0,3}} THISYEAR|[^STOP]* THISYEAR RECEIVE"
)
_RATE_ONLY = Shape(
    f"SPAN? {ANY}{{0,8}} (RATE|TIMESPENT) (UNKNOWN|(PREP|AT)|BE|DIFFER)? (PERCENT|NUMBER|COUNT|UNKNOWN)+ (STOP|SEMI|END)"
)


def is_told_apart(around: Around, year: Year) -> bool:
    """Whether the sentence of a year tells of the report year, too, and so sets the two against each other."""
    beside = (y for y in around.beside(year) if y.role not in OF_PAPERS)
    if any(y.year == around.year and not is_without_contrast(y, year) for y in beside):
        return True
    if _THIS_YEAR_BEFORE.within(year.before):
        return True
    if _THIS_YEAR.within(year.dated.word) and not _RESTATED.begins(year.after):
        return True
    return _leads_up(around, year)


def _leads_up(around: Around, year: Year) -> bool:
    own, word = around.year, year.dated.word
    is_rating = _RATING.within(word)
    lists = lists_faults(year.before, year.after)
    is_problem = _PROBLEM.within(word) or lists
    if year.year < own and _RATE_ONLY.begins(year.after):
        following = around.after(year)
        return bool(following and _STARTS_FROM_RATE.begins(following.word[1:]))
    if year.year > own or not (is_rating or is_problem):
        return False
    if _MENDED.begins(year.after) or _PROMISED.begins(year.after) or (lists and _looks_back(around, year)):
        return True
    following = around.after(year)
    if following is None:
        return False
    first = around.first_in(following)
    if first is None:
        return is_problem and bool(_SINCE_THEN.begins(following.word[1:]))
    return first.year == own and (is_rating or first.role is not Role.PLAN)


def _looks_back(around: Around, year: Year) -> bool:
    """Whether an earlier year's shortcomings are listed beside the year's own, or under words that look back."""
    if any(y.year == around.year and lists_faults(y.before, y.after) for y in around.all):
        return True
    return any(_LOOKS_BACK.within(word) for word in around.told_before(year))
