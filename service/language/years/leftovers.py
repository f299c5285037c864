"""Whether work told under a year may be left over from another year's report."""

from service.language.lexer import Shape, letter
from service.language.mentions import Quantity
from service.language.years.apart import is_told_apart
from service.language.years.around import Around
from service.language.years.counted import is_counted_before, is_named_before
from service.language.years.history import is_history
from service.language.years.pieces import ANY, FIGURE
from service.language.years.roles import Role, Year
from service.language.years.telling import frames
from service.language.years.work import IS_THIS_YEAR

_AT_ONCE = Shape("COUNT")
_COUNTED = Shape("[^COMMA SEMI STOP COLON END]{0,6} (COUNT|NONE RECEIVE)")
_DIFFERS = Shape("DIFFER|COMPARE")
_SUMMED_UP = Shape(
    f"[^STOP SEMI]{{0,9}}(NONE [^STOP SEMI]{{0,4}} FEE|RECEIVE [^STOP SEMI]{{0,4}} FEE|SPAN TOTAL|TOTAL RECEIVE [^COMMA SEMI STOP]{{0,5}} COUNT|EXIST {ANY}{{0,5}} (PROBLEM|LISTED))"
)
_VALUE = Shape(f"SPAN? BE {FIGURE}")
_GRADED_BEFORE = Shape("HONOUR (QUOTE|(BE|PREP)? (COUNT|NUMBER)) [^STOP]*")
_GRADE = Shape("SPAN? (HONOUR (BE|PREP)? (COUNT|NUMBER)|(BE|PREP) QUOTE)")
"""A score or a grade, which is told of another year for comparison: 得分90.6分；2021年得分为87.2分."""
_FIGURE_BEFORE = Shape("(COUNT|PERCENT|[^START COMMA] NUMBER) [^SEMI STOP]*")
_NOT_YET = Shape("FUTURE|INTENT")


def is_no_work(around: Around, year: Year) -> str:
    """Why work that is told under another year isn't left over from it; empty where it may be."""
    if IS_THIS_YEAR.ends(year.before):
        return ""
    if not (frames(year.before, year.after) or _AT_ONCE.begins(year.after)):
        return "of something of that year"
    if _BY_RULES.ends(year.before) and _RULES_OF.begins(year.after):
        return "what was decided in that year"
    if year.year > around.year and (year.is_early or _is_to_come(year) or not _is_told(year)):
        return "after the report year"
    if is_told_apart(around, year) or (_UNTIL_THEN.ends(year.before) and _SINCE_THEN.begins(year.after)):
        return "set against another year"
    if _is_economy(year):
        return "a statistic of that year"
    if _is_other_side(year) or _is_base_before(around, year):
        return "compared in its sentence"
    if _is_series(around, year):
        return "a series of past years"
    if _is_base_of_next(around, year):
        return "compared in the next sentence"
    return "history" if is_history(around, year) else ""


def _is_other_side(year: Year) -> bool:
    """Whether this year's figure stands before it, and its own or the difference behind.

    本年5件,2022年新收8件,减少3件; 评议得94分,2022年是91分; and 2022年也没有收到, for what is so, too, is so besides this year's.
    """
    if any(token.value == "also" for token in year.dated.tokens[year.at + 1 : year.at + 3]):
        return True
    if _GRADED_BEFORE.ends(year.before) and _GRADE.begins(year.after):
        return True
    return _FIGURE_BEFORE.ends(year.before) and (_DIFFERS.within(year.after) or _VALUE.begins(year.after))


_FUTURE = Shape("SPAN? [^COMMA SEMI STOP COLON END COUNT]{0,4} FUTURE")
_OPENED, _CLOSED = Shape("OPEN"), Shape("CLOSE")


def _is_to_come(year: Year) -> bool:
    """Whether a later year is a deadline, tells what will be, or stands in a bracket of its own: 2026年底前, 2026年将到期4件."""
    is_deadline = year.dated.tokens[year.at].text.endswith("前")
    is_alone = _OPENED.ends(year.before) and _CLOSED.begins(year.after)
    return is_deadline or is_alone or _FUTURE.begins(year.after)


_ECONOMY = Shape("SPAN? [^COMMA SEMI STOP COLON END COUNT]{0,4} ECONOMY")


_ELLIPTICAL = Shape("SPAN? (BE|PREP|ADV|ONLY|TOTAL|RECEIVE|EXIST)* COUNT (COMMA|SEMI|STOP|END|CLOSE)")
_IS_VALUE = Shape("SPAN? [^COMMA SEMI STOP COLON END COUNT]{1,5} PREP COUNT (COMMA|SEMI|STOP|END|CLOSE)")
_NONE_BEFORE = Shape("NONE [^COMMA SEMI STOP COUNT]* [COMMA SEMI]")
_BY_RULES = Shape("PREP [^COMMA SEMI STOP]{0,8}")
_RULES_OF = Shape("SPAN? RULED (DE|COMMA|NOUN|THEWORK|AND|PAUSE)")
_UNTIL_THEN = Shape("UNTIL")
_SINCE_THEN = Shape("[^STOP]* THISYEAR")


def _is_economy(year: Year) -> bool:
    """Whether it is the year of what statistics measure, and not of what a body does: 2022年全市地区生产总值."""
    return _ECONOMY.begins(year.after)


def _is_base_before(around: Around, year: Year) -> bool:
    """Whether a figure of it was compared before in its sentence, or it has no object but what was counted before it.

    收到申请16件。2022年收到14件: so short a sentence lives on the one before it, and the two are set against each other.
    """
    if any(y.year == year.year and y.at < year.at and y.role is Role.COMPARISON for y in around.beside(year)):
        return True
    if _IS_VALUE.begins(year.after) and (
        is_counted_before(around, year, whatever_act=True) or is_named_before(around, year)
    ):
        return True
    if _COMPARED_NEXT.begins(year.after) and _SAME_SENTENCE.ends(year.before) and _is_in_unit_before(year):
        return True
    return _ELLIPTICAL.begins(year.after) and (_NONE_BEFORE.ends(year.before) or is_counted_before(around, year))


_COMPARED_NEXT = Shape("SPAN? [^COMMA SEMI STOP COLON END COUNT]{0,4} COUNT COMMA COMPARE? DIFFER")
_SAME_SENTENCE = Shape("COUNT [^STOP]* SEMI")


def _is_in_unit_before(year: Year) -> bool:
    """Whether what is counted behind it was counted in the same unit before it in its sentence."""
    earlier, later = year.dated.tokens[: year.at], year.dated.tokens[year.at :]
    unit = next((token.value.unit for token in later if isinstance(token.value, Quantity)), "")
    return any(isinstance(token.value, Quantity) and token.value.unit == unit for token in earlier)


def _is_series(around: Around, year: Year) -> bool:
    """Whether several past years of the sentence have a count each; behind this year's the later is no base alone."""
    is_behind = is_counted_before(around, year)
    counted = {
        y.year
        for y in around.beside(year)
        if y.year < around.year
        and (_is_of_series(y) or (is_behind and y.role is Role.COMPARISON))
        and _COUNTED.begins(y.after)
    }
    return len(counted) > 1 and year.year in counted


_LISTED_BEFORE = Shape("COUNT PAUSE")


def _is_of_series(year: Year) -> bool:
    return year.role in (Role.WORK, Role.OTHER) or (year.role is Role.COMPARISON and _LISTED_BEFORE.ends(year.before))


def _is_base_of_next(around: Around, year: Year) -> bool:
    """Whether the next sentence tells how the report year differs: 2022年收到5件. 2023年收到8件,增长60%."""
    following = around.after(year) if year.year < around.year and _COUNTED.begins(year.after) else None
    if following is None or not _DIFFERS.within(following.word):
        return False
    first = around.first_in(following)
    return first is not None and first.year == around.year


def _is_told(year: Year) -> bool:
    """Whether it stands where the year's work is told; where plans are told, too, only what a whole year came to is."""
    section = year.dated.section
    if section in (5, 6):
        return not year.month and _SUMMED_UP.begins(year.after) and not _NOT_YET.within(year.after)
    return section in (1, 2, 3, 4) or (section == 0 and year.after.startswith(letter("COMMA")))
