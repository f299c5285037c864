"""Whether two years of a sentence are of one statement, or of two that compare nothing."""

from collections.abc import Iterable

from service.language.lexer import Shape, Token
from service.language.years.pieces import ANY
from service.language.years.roles import Year

_ANNOUNCED = Shape("(?!.*(MEND|PROBLEM|LAST|COMPARE|REVIEWING)).* LISTED COLON .{0,3}")
_OBJECT = Shape("((DO|RULED)|(PREP|AT)|HONOUR|ADV)(YI)? [^COMMA SEMI STOP]{0,6}")
_EVENT = Shape("SEMI|FOUND|DRAWN|HONOUR .{1,6} COMMA|BASIS|SPAN")
_FINISHED = Shape("(DO|RULED) YI?")
_ALL_ITS_WORK = Shape("SPAN? DE? DISCLOSURE [^COMMA STOP SEMI ASSESS BASIS]{0,2} (COMMA|SEMI|STOP|END)")
_REPORTED = Shape("(PUBLISH|RECEIVE) [^COMMA SEMI STOP]{0,8} (COUNT|NUMBER|SOME) .*(COMMA|SEMI)")
_NONE_NEXT = Shape(f"SPAN? COMMA? [^COMMA SEMI STOP COUNT]{{0,6}} NONE {ANY}{{0,8}} (COMPLAINT|CASE)")
_CONTRAST = Shape("DIFFER|COMPARE|AGAIN|LAST|MEND|THISYEAR|AMONG")
_EVENT_BEFORE = Shape("FOUND|DRAWN|HONOUR|BASIS")


def is_without_contrast(named: Year, year: Year) -> bool:
    """Whether a year beside an earlier one isn't set against it: the two are of one statement, or of two that differ."""
    if year.month or named.month or year.year > named.year:
        return False
    first, second = sorted((named, year), key=lambda y: y.at)
    between = year.dated.word[first.at + 2 : second.at + 1]
    if _turns(between, second, first) or _ANNOUNCED.fits(between):
        return True
    if first is year:
        return not first.at and _OBJECT.ends(between) and not (_EVENT.within(between) or _begins(first, second))
    return not first.at and _FINISHED.ends(second.before) and _ALL_ITS_WORK.begins(second.after)


def _begins(first: Year, second: Year) -> bool:
    """Whether something is begun under the first, or at the end of it, that the second goes on with."""
    is_end = first.dated.tokens[first.at].text.endswith(("底", "末"))
    return is_end or any(token.value == "begun" for token in first.dated.tokens[first.at : second.at])


def _turns(between: str, second: Year, first: Year) -> bool:
    """Whether a count of one year and what another had none of compare nothing: 2022年公开120条；2023年度未接到举报."""
    if _EVENT_BEFORE.within(between) or _CONTRAST.within(between + second.after):
        return False
    if not (_REPORTED.within(between) and _NONE_NEXT.begins(second.after)):
        return False
    told, following = first.dated.tokens[: second.at], first.dated.tokens[second.at :]
    return not any(token.value == "of_them" for token in following) and not _things(told) & _things(following)


def _things(tokens: Iterable[Token]) -> set[str]:
    """Whatever two characters stand side by side in words that not every sentence has."""
    words = [token.text for token in tokens if token.kind in _TELLING]
    return {word[at : at + 2] for word in words for at in range(len(word) - 1)}


_TELLING = frozenset("UNKNOWN NOUN CASE COMPLAINT TABLES".split())
