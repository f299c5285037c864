"""Why work told under a year is not left over from another year's report."""

from service.language.lexer import Shape, letter
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity
from service.language.years.apart import is_told_apart
from service.language.years.around import (
    Around,
    Reasons,
    by_sign,
    is_counted_alike_behind,
    is_counted_before,
    is_named_before,
    is_rated_before,
    is_set_against_itself,
    is_told_alike_beside,
    is_told_otherwise_before,
)
from service.language.years.dated import ANY, FIGURE, YEAR, Sign
from service.language.years.roles import Role, Year
from service.language.years.signs import AT_ONCE, frames
from service.language.years.sums import is_summed_apart
from service.reports.numerals import has_wrong_digit

_BY_RULES = Sign("PREP [^COMMA SEMI STOP]{0,8} # SPAN? RULED (DE|COMMA|NOUN|THEWORK|AND|PAUSE)")
_UNTIL_THEN = Sign("UNTIL # (?!SPAN? COMMA [^COMMA SEMI STOP COUNT]{0,7} THISYEAR) [^STOP]* COUNT [^STOP]* THISYEAR")
_ECONOMY = Sign("# SPAN? [^COMMA SEMI STOP COLON END COUNT]{0,4} ECONOMY")
"""What statistics measure, and not what a body does: 2022年全市地区生产总值."""
_SUMMED_UP = Sign(
    f"# [^STOP SEMI]{{0,9}}(NONE [^STOP SEMI]{{0,4}} FEE|RECEIVE [^STOP SEMI]{{0,4}} FEE|SPAN TOTAL|TOTAL RECEIVE [^COMMA SEMI STOP]{{0,5}} COUNT|EXIST {ANY}{{0,5}} (PROBLEM|LISTED))",
    unless="# .* (FUTURE|INTENT|AIMED)",
)
_TO_COME = Sign(
    "# SPAN? [^COMMA SEMI STOP COLON END COUNT]{0,4} FUTURE",
    "OPEN # CLOSE",
    "COMMA AT? # (UNKNOWN|ADV)? (DO|RULED|RECEIVE) (SEMI|STOP|END)|ADV [^COMMA SEMI STOP COUNT NUMBER] (SEMI|STOP|END)",
)


def _is_after(around: Around, year: Year) -> bool:
    """Whether it is a later year that isn't told of as this one's work would be."""
    return year.year > around.year and (year.is_early or _is_to_come(year) or not _is_told(year))


def _is_to_come(year: Year) -> bool:
    """Whether a later year is a deadline, tells what will or shall be, or has a bracket or a word to itself: 2026年底前, 2026年将到期4件, 2026年落实."""
    behind = year.sentence.text[year.end :]
    is_wished = any(word in behind for word in _WISHED)
    return is_wished or year.dated.tokens[year.at].text.endswith(_DEADLINE) or _TO_COME.at(year)


_DEADLINE, _WISHED = spelled("deadline"), spelled("wished_for")


def _is_told(year: Year) -> bool:
    """Whether it stands where the year's work is told; where plans are told, too, only what a whole year came to is."""
    section = year.section
    if section in (5, 6):
        return not year.month and _SUMMED_UP.at(year)
    return section in (1, 2, 3, 4) or (section == 0 and year.after.startswith(letter("COMMA")))


_COUNTED = Sign("# [^COMMA SEMI STOP COLON END]{0,6} (COUNT|NONE RECEIVE)|SPAN? (BE|PREP) QUOTE")
_DIFFERS = Shape("DIFFER|COMPARE")
_OTHER_SIDE = Sign(
    f"(COUNT|PERCENT|[^START COMMA] NUMBER) [^SEMI STOP]* # .* (DIFFER|COMPARE)|SPAN? BE {FIGURE}|SPAN? TOTAL (BE|PREP) COUNT (AND|PAUSE) COUNT"
)
_SET_AGAINST_LAST = Sign("# [^SEMI STOP]* COMPARE LAST", needs="COMPARE")
"""What it brought is compared with the year before, as the report year's is: 2022年培训2次,比上年增加1次."""
_GRADED = Sign(
    "# SPAN? (BE|PREP) (QUOTE|UNKNOWN NUMBER)",
    "COMMA # SPAN? (BE|PREP) (UNKNOWN|NOUN){1,2} (STOP|SEMI|END)",
    "HONOUR (QUOTE|(BE|PREP)? (COUNT|NUMBER)) [^STOP]* # SPAN? (HONOUR (BE|PREP)? (COUNT|NUMBER)|(BE|PREP) QUOTE)",
)
"""A score or a grade, which is told of another year for comparison: 得分90.6分；2021年得分为87.2分."""
_OF_BOTH = Sign("# [^STOP]* (COMMA|SEMI) BOTHYEARS")
"""What is told of it and of the report year together: 2022年末为5件,两年数据衔接一致."""
_IS_VALUE = Sign(
    "# SPAN? [^COMMA SEMI STOP COLON END COUNT]{1,5} PREP (COUNT|PERCENT) (COMMA|PAUSE|SEMI|STOP|END|CLOSE)"
)
_COMPARED_NEXT = Sign(
    "COUNT [^STOP]* SEMI # SPAN? [^COMMA SEMI STOP COLON END COUNT]{0,4} COUNT COMMA COMPARE? DIFFER",
    "COUNT [^STOP]* SEMI # SPAN? TOTAL (BE|PREP) COUNT (AND|PAUSE) COUNT",
    "START # [^COMMA SEMI STOP COUNT]{0,4} COUNT COMMA DIFFER COUNT (STOP|SEMI|END)",
)
_ELLIPTICAL = Sign("# SPAN? (BE|PREP|ADV|ONLY|TOTAL|RECEIVE|PUBLISH|EXIST)* COUNT (COMMA|SEMI|STOP|END|CLOSE)")
_ALONE = Sign("START # SPAN? (COUNT|NONE) (STOP|END)")
"""All that its sentence tells is how many there were then: 收到申请3件。2018年1件; 2018年为零."""
_NONE_BEFORE = Sign("NONE [^COMMA SEMI STOP COUNT]* [COMMA SEMI] #")


def _is_compared(around: Around, year: Year) -> bool:
    """Whether this year's figure stands before it, and its own or the difference behind; or it was compared before.

    本年5件,2022年新收8件,减少3件; 评议得94分,2022年是91分; and 2022年也没有收到, for what is so, too, is so besides this year's.
    收到申请16件。2022年收到14件: so short a sentence lives on the one before it, and the two are set against each other.
    """
    if any(token.value == "also" for token in year.dated.tokens[year.at + 1 : year.at + 3]) or (
        year.year < around.year and _is_over(year)
    ):
        return True
    if is_set_against_itself(around, year):
        return False
    if (
        _OF_BOTH.at(year)
        or _GRADED.at(year)
        or (_OTHER_SIDE.at(year) and (not _SET_AGAINST_LAST.at(year) or _is_in_unit_before(year)))
        or (_COMPARED_NEXT.at(year) and _is_in_unit_before(year))
    ):
        return True
    if any(y.year == year.year and y.at < year.at and y.role is Role.COMPARISON for y in around.beside(year)):
        return True
    if _IS_VALUE.at(year) and _is_set_against(around, year):
        return True
    if is_told_otherwise_before(around, year):
        return True
    if year.year < around.year and _ALONE.at(year):
        return True
    return _ELLIPTICAL.at(year) and (_NONE_BEFORE.at(year) or is_counted_before(around, year))


def _is_over(year: Year) -> bool:
    """Whether the verb right behind a year says that what it tells is over with: 2022年收到过1件."""
    behind = year.dated.tokens[year.at + 1 : year.at + _OVER]
    return any(token.value == "experienced" for token in behind)


_OVER = 4
"""Words behind a year up to that which says so of its verb, at most."""


def _is_set_against(around: Around, year: Year) -> bool:
    """Whether what it tells to be so much was told, or denied, before it."""
    is_counted = is_counted_before(around, year, whatever_act=True)
    return is_counted or is_named_before(around, year) or is_rated_before(around, year)


def _is_in_unit_before(year: Year) -> bool:
    """Whether what is counted behind it was counted in the same unit before it in its sentence."""
    earlier, later = year.dated.tokens[: year.at], year.dated.tokens[year.at :]
    unit = next((token.value.sort for token in later if isinstance(token.value, Quantity)), "")
    return any(isinstance(token.value, Quantity) and token.value.sort == unit for token in earlier)


def _is_series(around: Around, year: Year) -> bool:
    """Whether several past years of the sentence have a count each; behind this year's the later is no base alone."""
    past = [y for y in around.beside(year) if y.year < around.year and _COUNTED.at(y)]
    if len({y.year for y in past}) < 2:
        return False
    is_behind = is_counted_before(around, year)
    counted = {y.year for y in past if _is_of_series(y) or (is_behind and y.role is Role.COMPARISON)}
    return len(counted) > 1 and year.year in counted


_LISTED_BEFORE = Sign("COUNT PAUSE #")


def _is_of_series(year: Year) -> bool:
    return year.role in (Role.WORK, Role.OTHER) or (year.role is Role.COMPARISON and _LISTED_BEFORE.at(year))


def _is_base_of_next(around: Around, year: Year) -> bool:
    """Whether a sentence behind counts the same of the report year, or the next tells how that differs: 2022年收到5件. 2023年收到8件,增长60%."""
    if is_counted_alike_behind(around, year):
        return True
    following = around.after(year) if year.year < around.year and _COUNTED.at(year) else None
    if following is None or not _DIFFERS.within(following.word):
        return False
    first = around.first_in(following)
    return first is not None and first.year == around.year


def _is_base_of_last(around: Around, year: Year) -> bool:
    """Whether the sentence right before compares with that year, whose count it then tells: 较2022年下降。2022年收到36件."""
    is_base = any(y.year == year.year and y.role is Role.COMPARISON for y in around.right_before(year))
    return is_base and _COUNTED.at(year) and not is_set_against_itself(around, year)


_SPANS = "(SPAN|MONTHS|NUMBER|TO)* COMMA?"
_OWN_COUNT = "[^STOP]*(PUBLISH|RECEIVE|(DO|RULED)) [^COMMA SEMI STOP DE]{0,6} COUNT"
_HISTORY = Sign(
    f"# {_SPANS} STATE {ANY}{{0,6}} (DECIDED|DO|RULED|DRAWN|UNKNOWN)",
    f"# {_SPANS} {ANY}{{0,5}} FOUND [^STOP]*(COMMA|SEMI) {ANY}{{0,4}} (NOWIS|SINCE)",
    f"# {_SPANS} ((PREP|AT) {ANY}{{0,6}} COMMA)? {ANY}{{0,6}} TRANSFERRED",
    f"# {_SPANS} PREP FORMER [^COMMA SEMI STOP]{{0,16}} (FOUND|TRANSFERRED)",
    f"# {_SPANS} TITLE {ANY}{{0,3}} ((DO|RULED)|DRAWN|PUBLISH|FOUND|MADEOF)",
    f"# SPAN? [^COMMA SEMI STOP COUNT]{{0,4}} DE CASE UNKNOWN? COUNT COMMA (NOWIS|AT {YEAR})",
    unless=f"# {_OWN_COUNT}",
)
"""Decisions of higher bodies, foundings, cases that have been concluded since."""
_REGION = Sign(
    f"# {_SPANS} [^COMMA SEMI STOP OWN PREP AT ADV DO RULED FOUND]{{0,2}} REGION {ANY}{{0,8}} (DECIDED|RULED|MADEOF)",
    f"# {_SPANS} UNIFIED",
    unless=f"# {_OWN_COUNT}",
)
_BEGAN = Sign(f"# {_SPANS} {ANY}{{0,4}} FOUND", unless=f"# {_OWN_COUNT}")


def _is_history(around: Around, year: Year) -> bool:
    """Whether what is told under an earlier year is what led to the report year's work: decisions, a chronicle."""
    if year.year >= around.year:
        return False
    behind = year.sentence.text[year.end :].partition(";")[0]
    if any(word in behind for word in _TO_THIS_DAY):
        return True  # 2022年公报创刊满二十年,纪念专刊至今可借阅
    if _HISTORY.at(year) or (_REGION.at(year) and _is_of_higher(around, year)):
        return True
    others = (y for y in around.beside(year) if y.year < around.year and y.year != year.year)
    return _BEGAN.at(year) and any(_BEGAN.at(other) and frames(other) for other in others)


_TO_THIS_DAY = spelled("to_this_day")


def _is_of_higher(around: Around, year: Year) -> bool:
    """Whether the government that is named behind a year is one that the report's body is under."""
    named = next((t.text for t in year.dated.tokens[year.at + 1 :] if t.kind in ("REGION", "UNIFIED")), "")
    if around.body is None or not named:
        return False
    level, own = _LEVELS.get(named[1] if named[0] in _WHOLE else named[0], 0), around.body.level or 0
    return level > own or (level == own and not around.body.is_government)


_WHOLE = spelled("whole")
_LEVELS = {word: n for n, name in enumerate(("town", "county", "city", "province"), 2) for word in spelled(name)}

_DECADE = 10


def _is_of_another_decade(around: Around, year: Year) -> bool:
    """Whether it is ten years back or more, which nothing is left over from; but for the report year with a digit miswritten."""
    return year.year <= around.year - _DECADE and not has_wrong_digit(str(year.year), str(around.year))


IS_NO_WORK: Reasons = (
    ("of something of that year", lambda _, year: not (frames(year) or AT_ONCE.at(year) or is_summed_apart(year))),
    ("what was decided in that year", by_sign(_BY_RULES)),
    ("after the report year", _is_after),
    ("set against another year", lambda around, year: is_told_apart(around, year) or _UNTIL_THEN.at(year)),
    ("a statistic of that year", by_sign(_ECONOMY)),
    ("compared in its sentence", _is_compared),
    ("a series of past years", _is_series),
    ("compared in the next sentence", _is_base_of_next),
    ("compared in the sentence before", _is_base_of_last),
    ("told in the same words of another year", is_told_alike_beside),
    ("history", _is_history),
    ("another decade", _is_of_another_decade),
)
"""Why a year is none of work that may be left over."""
