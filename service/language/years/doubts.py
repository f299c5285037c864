"""What makes it unsure that a year is left over: only what nobody would doubt accuses, the rest is to check."""

from collections.abc import Iterator
from itertools import takewhile

from service.language.lexer import Shape
from service.language.lexicon import spelled
from service.language.years.around import Around, Doubts, by_sign, is_counted_before
from service.language.years.dated import FIGURE, Sign
from service.language.years.roles import OF_PAPERS, Role, Year
from service.language.years.signs import AT_ONCE, IS_THIS_YEAR

_COMPARES = Shape(
    f"(?<!CARRY)LAST(?! PROBLEM| CARRY)|LOOKBACK|COMPARE [^COMMA SEMI STOP]{{0,6}} {FIGURE}|DIFFER [^COMMA SEMI STOP]{{0,3}} {FIGURE}"
)
_COMPARED = Shape(f"[^STOP SEMI COMPARE]* {FIGURE} [^STOP SEMI COMPARE]{{0,8}} COMPARE OPEN? (LAST|DATE)")
_SOMETHING_TOLD = "[^START] (COUNT|PERCENT|NUMBER) .*|SEMI .*|NONE [^COMMA]* COMMA .* #"
_TOLD_BEFORE = Sign(_SOMETHING_TOLD, unless="# COMMA OWN")
"""Something is told before it, and it begins no statement of its own amid the sentence: ,2022年,我局新增栏目2个."""
_IN_BRACKET = Sign("OPEN [^CLOSE]*|QUOTE #")
_TO_DECEMBER = Shape("TO MONTHS|SPAN? TO")
_EVENT = Shape(
    "[^STOP SEMI COUNT]{0,16} (FOUND|TRANSFERRED|BECAME|DECIDED)|SPAN? [^COMMA SEMI STOP COLON COUNT]{1,3} HOUR"
)
_EVENTS = ("begun", "won")
_COUNTED = Shape(f"[^STOP]* ({FIGURE}|NONE|PROBLEM)")
_THIS_YEAR_BESIDE = Sign(
    "# .* (?<!BE )THISYEAR",
    "THISYEAR .* #",
    unless="(START|COMMA|SEMI) UNTIL # COMMA [^COMMA SEMI STOP COUNT]{0,5} THISYEAR",
    needs="THISYEAR",
)
"""This year stands beside it, but not as what was told up to its end: 截至2022年12月31日,今年累计拆除48处."""
_THIS_YEAR_NEXT = Shape("(THISYEAR|NOWIS|LAST)")
_DONE_ABOVE = Sign("REGION # [^SEMI STOP]* COMMA OWN", needs="REGION")
"""A region did something in it, which the body has worked on since: 区政府2022年公布清单,我局承接286项."""
_LONG_AGO = 3
"""Years before the report's."""


def _others(around: Around, year: Year) -> list[Year]:
    return [y for y in around.beside(year) if y.year != year.year and not _is_no_other_side(y, year)]


def _is_no_other_side(other: Year, year: Year) -> bool:
    """Whether another year says nothing of whether this one is right: a paper's, what is carried, an earlier base."""
    if other.role in OF_PAPERS or other.role is Role.CARRIED:
        return True
    return other.role is Role.COMPARISON and other.year < year.year


def _is_part(_: Around, year: Year) -> bool:
    """Whether it is a part of its year, which may be of what led up to the next; January to December is the whole."""
    return year.dated.mention(year.at).is_part and not _TO_DECEMBER.begins(year.after)


def _is_event(_: Around, year: Year) -> bool:
    """Whether something was founded, won or begun in it, which a report may look back on, or noticed while something was done: 2022年答复时."""
    return _EVENT.begins(year.after) or any(token.value in _EVENTS for token in year.dated.tokens[year.at :])


def _is_of_papers(_: Around, year: Year) -> bool:
    """Whether papers or figures are called by it, as those of a year are that is over, and nothing is counted: 2022年统计公报已全部公开."""
    clause = list(takewhile(lambda token: token.kind not in _ENDS_CLAUSE, year.dated.tokens[year.at + 1 :]))
    if any(token.kind in _FIGURES for token in clause):
        return False
    name = list(takewhile(lambda token: token.kind not in _NO_NAME, clause[:_LONGEST_NAME]))
    return any(token.kind in _PAPERS or token.text.endswith(_PAPERS_END) for token in name)


_ENDS_CLAUSE = frozenset("COMMA SEMI STOP COLON".split())
_FIGURES = frozenset("COUNT NUMBER PERCENT".split())
_NO_NAME = frozenset("DISCLOSURE OWN WE ADV YI NONE".split())
_PAPERS = frozenset("PAPER OUTCOMING DATA STATISTICS NAMED THING".split())
_PAPERS_END = spelled("papers_of_a_year")
_LONGEST_NAME = 6


def _is_measured(year: Year) -> bool:
    """Whether what is counted of it is held against the year before, or against itself: 2022年,公开信息386条,比上年的345条多41条."""
    if not _COMPARED.begins(year.after):
        return False
    tokens = year.dated.tokens[year.at + 1 :]
    at = next(at for at, token in enumerate(tokens) if token.kind == "COMPARE")
    base = next(n for n, token in enumerate(tokens[at:], year.at + 1 + at) if token.kind in ("LAST", "DATE"))
    return year.dated.tokens[base].kind == "LAST" or year.dated.number(base) == year.year


def _is_long_ago(around: Around, year: Year) -> bool:
    """Whether it is so old that it is told of the past rather than left over."""
    return year.year <= around.year - _LONG_AGO


def _is_followed(around: Around, year: Year) -> bool:
    """Whether the next sentence begins with the report year, so that this one may lead up to it."""
    following = around.after(year)
    if following is None or year.year > around.year:
        return False
    if following.sentence.text.startswith(_THAT_YEAR):
        return False  # 2022年,发布信息386条。当年制发文件2件
    first = around.first_in(following)
    if (first and first.year == around.year) or _THIS_YEAR_NEXT.begins(following.word[1:]):
        return True
    named = (each for each in around.right_behind(year) if each.year == around.year)
    return _COMPARED_NEXT.begins(following.word[1:]) or any(map(_COMPARED_THEN.at, named))


_WITHOUT_FIGURE = "[^COMMA SEMI STOP COLON COUNT NUMBER PERCENT LAST]{1,9} COMMA"
_DIFFERS = "[^STOP]*(DIFFER|TO COUNT)"
_COMPARED_NEXT = Shape(f"{_WITHOUT_FIGURE} (OWN|WE)? THISYEAR {_DIFFERS}")
_COMPARED_THEN = Sign(f"START {_WITHOUT_FIGURE} # {_DIFFERS}")
"""This year, or the report's, as what differs from it, behind why it does: 收到工单2013件。随着公开力度加大,今年降为1846件."""
_THAT_YEAR = spelled("that_year")


def _goes_on_to_later(around: Around, year: Year) -> bool:
    """Whether the next sentence tells of a year between it and the report's: 2020年,镇里修了第一条路。2021年又修一条,今年第三条通车."""
    return any(year.year < each.year < around.year for each in around.right_behind(year) if each.role not in OF_PAPERS)


DOUBTS: Doubts = (
    ("the report year beside it", lambda around, year: any(y.year == around.year for y in _others(around, year))),
    ("another year beside it", lambda around, year: bool(_others(around, year))),
    ("called this year", by_sign(IS_THIS_YEAR)),
    ("this year beside it", by_sign(_THIS_YEAR_BESIDE)),
    ("nothing but a count", by_sign(AT_ONCE)),
    ("a comparison beside it", lambda _, year: _COMPARES.within(year.dated.word) and not _is_measured(year)),
    ("something told before it", by_sign(_TOLD_BEFORE)),
    ("the same counted before it", is_counted_before),
    ("in brackets", by_sign(_IN_BRACKET)),
    ("a part of that year", _is_part),
    ("long ago", _is_long_ago),
    ("an event", _is_event),
    ("an event", by_sign(_DONE_ABOVE)),
    ("papers of that year", _is_of_papers),
    ("nothing counted", lambda around, year: year.year > around.year and not _COUNTED.begins(year.after)),
    ("the report year in the next sentence", _is_followed),
    ("years up to it in the next sentence", _goes_on_to_later),
)
"""What makes it unsure that work told under a year is left over."""


def _has_later(around: Around, year: Year) -> bool:
    """Whether a later year is told with it: one in another item of a list says nothing of a plan that is sure to be one."""
    is_sure = _is_surely_planned(year)
    return any(not (is_sure and _is_in_another_item(y, year)) for y in _later(around, year))


def is_taken_beside_plans(around: Around, year: Year) -> bool:
    """Whether a list of measures goes on from what was done in a year to what a later one will bring: 改进措施:2023年新增2项;2024年新增3项."""
    return _is_under_measures(year) and not _is_surely_planned(year) and any(_later(around, year))


def _is_under_measures(year: Year) -> bool:
    """Whether the last head before it is one of measures, which may be told with what came of them."""
    heads = [token for token in year.dated.tokens[: year.at] if token.kind == "AHEAD"]
    return bool(heads) and heads[-1].value == "measures"


def _is_surely_planned(year: Year) -> bool:
    return _SURELY_PLANNED.begins(year.after) or _STRIVEN_FOR.at(year)


def _later(around: Around, year: Year) -> Iterator[Year]:
    """The years beside it that are later than the report's."""
    return (y for y in around.beside(year) if y.year > around.year)


def _is_in_another_item(other: Year, year: Year) -> bool:
    """Whether a mark that ends an item of a list stands between two years."""
    first, second = sorted((other, year), key=lambda y: y.at)
    return _ENDS_ITEM.within(year.dated.word[first.at + 2 : second.at + 1])


_ENDS_ITEM = Shape("SEMI|COLON")
_SURELY_PLANNED = Shape(
    "COMMA? [^COMMA SEMI STOP COLON END TAKE]{0,5} (FUTURE (ADV|DO|MEND|FOUND|PREP|AT)|INTENT|AIMED)"
)
_STRIVEN_FOR = Sign("(INTENT|AIMED) #")
_LISTED = ".* AHEAD .* #"
"""Words before it that head a list of plans, or name the year to come."""
_TOLD_BEFORE_PLAN = Sign(_SOMETHING_TOLD, unless=_LISTED)
_PLAN_IN_BRACKET = Sign("OPEN [^CLOSE]*|QUOTE #", unless=_LISTED)
_DONE = Sign("# (?!COMMA? [^COMMA SEMI STOP]{0,4} AIMED)[^STOP SEMI]{0,14} YI")
_COUNTED_UP = Sign(f"# .* COMMA [^COMMA SEMI STOP]{{0,6}} TOTAL [^COMMA SEMI STOP]{{0,4}} {FIGURE}")
"""What came of it, summed up behind it: 9月起拟作出的答复须报审核,至年底共审核27件."""
_MAY_BE_DONE = Sign(
    "# COMMA? [^COMMA SEMI STOP COLON END]{0,9} FUTURE (?!ADV|DO|RULED|FOUND|MEND|AHEAD|TOWARDS|AGAIN|MUST|PREP|AT|COLON|COMMA) [^COMMA SEMI STOP]{1,8} (PREP|AT|TO|DIFFER|COUNT|YI)",
    "# COMMA? [^COMMA SEMI STOP COLON END]{0,9} FUTURE COUNT",
    f"# COMMA? [^COMMA SEMI STOP COLON END]{{0,9}} FUTURE [^COMMA SEMI STOP]{{1,6}} {FIGURE} [^COMMA SEMI STOP]{{0,1}} (TO|DIFFER) TO? {FIGURE}",
)
"""将 before an object, which a past tense has, too: 将栏目由12个整合为8个, 将12个账号关停."""
_WAS_DECIDED = Sign("(DO|RULED|ADV|PREP) # SPAN? [^COMMA SEMI STOP COLON DISCLOSURE END]{0,6} (RULED|DECIDED)")


def _is_counted_measure(_: Around, year: Year) -> bool:
    """Whether measures are told with what was counted of them, and not as plans: 改进措施:2024年,组织培训4次."""
    return _is_under_measures(year) and _COUNTED_ONCE.begins(year.after)


_COUNTED_ONCE = Shape("SPAN? COMMA? [^COMMA SEMI STOP COLON FUTURE INTENT AIMED MUST END]{0,6} COUNT")


def _is_of_all_of_it(_: Around, year: Year) -> bool:
    """Whether 将 puts an object right behind it before what was done to all of that: 2024年将目录全部上网; not 将全面推行."""
    behind = year.dated.tokens[year.at + 1 :]
    behind = behind[1:] if [token.kind for token in behind[:1]] == ["COMMA"] else behind
    clause = list(takewhile(lambda token: token.kind not in _ENDS_CLAUSE, behind))
    at = next((n for n, token in enumerate(clause) if token.kind == "FUTURE"), len(clause))
    if not any(token.kind in _OBJECTS for token in clause[at + 1 : at + 2]):
        return False
    said = "".join(token.text for token in clause[at + 2 :])
    return any(word in said for word in _DONE_TO_OBJECT)


_OBJECTS = frozenset("PAPER THING LAST PROBLEM DATA NOUN".split())
_DONE_TO_OBJECT = spelled("done_to_object")


def _is_in_force(around: Around, year: Year) -> bool:
    """Whether something holds since a month of the report year: 2022年10月起统一由办公室把关."""
    return year.year == around.year and bool(year.month) and year.sentence.text.startswith(_SINCE_THEN, year.end)


_SINCE_THEN = spelled("since_then")

DOUBTS_OF_PLANS: Doubts = (
    ("a later year beside it", _has_later),
    ("something told before it", by_sign(_TOLD_BEFORE_PLAN)),
    ("in brackets", by_sign(_PLAN_IN_BRACKET)),
    ("done already", by_sign(_DONE)),
    ("counted already", by_sign(_COUNTED_UP)),
    ("done to an object", by_sign(_MAY_BE_DONE)),
    ("done to an object", _is_of_all_of_it),
    ("done already", _is_in_force),
    ("done already", _is_counted_measure),
    ("what was decided in it", by_sign(_WAS_DECIDED)),
    ("long ago", _is_long_ago),
    ("told where nothing is planned", lambda _, year: year.section not in (0, 5, 6)),
)
"""What makes it unsure that plans are made for a past year."""
