"""Whether two years of a sentence are of one statement, or of two that compare nothing."""

from service.language.years.dated import Place
from service.language.years.pieces import ANY
from service.language.years.roles import Year

_ANNOUNCED = Place("(?!.*(MEND|PROBLEM|LAST|COMPARE|REVIEWING)).* LISTED COLON .{0,3}")
_OBJECT = Place("((DO|RULED)|(PREP|AT)|HONOUR|ADV)(YI)? [^COMMA SEMI STOP]{0,6}")
_EVENT = Place("SEMI|FOUND|DRAWN|MEASURE|HONOUR .{1,6} COMMA|BASIS|SPAN")
_FINISHED = Place("(DO|RULED) YI?")
_ALL_ITS_WORK = Place("SPAN? DE? DISCLOSURE [^COMMA STOP SEMI ASSESS BASIS]{0,2} (COMMA|SEMI|STOP|END)")
_REPORTED = Place("(PUBLISH|RECEIVE) [^COMMA SEMI STOP]{0,8} (COUNT|NUMBER|SOME) .*(COMMA|SEMI)")
_NONE_NEXT = Place(f"SPAN? COMMA? [^COMMA SEMI STOP COUNT]{{0,6}} NONE {ANY}{{0,8}} (COMPLAINT|CASE)")
_CONTRAST = Place("DIFFER|COMPARE|AGAIN|LAST|MEND|THISYEAR|AMONG")
_EVENT_BEFORE = Place("FOUND|DRAWN|HONOUR|BASIS")


def is_without_contrast(named: Year, year: Year) -> bool:
    """Whether a year beside an earlier one isn't set against it: the two are of one statement, or of two that differ."""
    if year.month or named.month or year.year > named.year:
        return False
    first, second = sorted((named, year), key=lambda y: y.at)
    between = year.dated.word[first.at + 2 : second.at + 1]
    if _turns(between, second, first) or _ANNOUNCED.fits(between):
        return True
    if first is year:
        return not first.at and _OBJECT.ends(between) and not _EVENT.within(between)
    return not first.at and _FINISHED.ends(second.before) and _ALL_ITS_WORK.begins(second.after)


def _turns(between: str, second: Year, first: Year) -> bool:
    """Whether a count of one year and what another had none of compare nothing: 2022年公开120条；2023年度未接到举报."""
    if _EVENT_BEFORE.within(between) or _CONTRAST.within(between + second.after):
        return False
    if not (_REPORTED.within(between) and _NONE_NEXT.begins(second.after)):
        return False
    told, following = (
        {t.text for t in tokens if t.kind in ("CASE", "COMPLAINT")}
        for tokens in (first.dated.tokens[: second.at], first.dated.tokens[second.at :])
    )
    return not told & following
