"""Which way a figure moved, told without a number, held against the two: 318条,较2023年的356条有所增加."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import Literal

from service.language.claims import Certainty
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.relations.compared import YEARS
from service.language.relations.figures import MARKS, Figure, Row, behind_last
from service.language.relations.parts import values_of
from service.language.relations.ratios import is_comparable
from service.language.relations.times import change_of, is_difference, rises_to, timed_figures
from service.language.relations.values import SURE, Growth
from service.language.text import Sentence

Way = Literal["rise", "fall", "same"]

_ABOVE, _BELOW, _SAME = spelled("above"), spelled("below"), spelled("same")
_ROUGHLY, _SPANS, _BY_MUCH = spelled("roughly"), spelled("spans"), spelled("by_much")
_BEFORE_BASE = frozenset("COMMA COMPARE AND LAST DATE FILL".split())
_BEFORE_WAY = frozenset("APPLICATION FILL UNKNOWN COMPARE TOTAL OWN".split())
"""What may stand before the word that says which way what the sentence counts moved."""
_ENDS = MARKS | {"OPEN"}


def directions(sentence: Sentence, row: Row, year: int | None) -> Iterator[Growth]:
    """The ways that a row says its figures moved from their base, and they did not."""
    told = (_of_two_years(row, year, sentence), *_from_bases(sentence, row))
    yield from (each for each in told if each is not None and not each.holds)


def _from_bases(sentence: Sentence, row: Row) -> Iterator[Growth | None]:
    """What is said of each figure and its base, where no number follows that says by how much."""
    for at, base in enumerate(row.figures):
        if at < 1 or not base.quantity or not is_comparable(base.quantity):
            continue
        if rises_to(base):
            way = _change_to(base)
            before = row.figures[at - 1]
            is_before_base = "COMPARE" in before.kinds and not is_difference(before)  # 与2022年的5件相比减少2件,降到3件
            told = (base, before) if is_before_base else None
        else:
            way = _way(base, _behind(row, at)) if _is_base(base) else _said_ahead(row, at)
            told = (row.figures[at - 1], base) if way else None
        if told and way:
            yield _judged(*told, way, row, sentence)


def _of_two_years(row: Row, year: int | None, sentence: Sentence) -> Growth | None:
    """What is said behind a count of this year and one of the year before: 2024年收到18件,2023年收到22件,数量有所上升."""
    if len(row.figures) != 2 or year is None or row.anchor or row.tail_kinds[:1] != ["COMMA"]:
        return None
    said = list(takewhile(lambda token: token.kind not in _ENDS, row.tail[1:]))
    if not said or not _BEFORE_WAY.issuperset(token.kind for token in said[:-1]) or not (way := _said(said)):
        return None
    first, second = timed_figures(row.figures, [], year)
    if {first.year, second.year} != {year - 1, year} or first.is_base or second.is_base:
        return None
    later, earlier = (first, second) if first.year == year else (second, first)
    found = _judged(later.figure, earlier.figure, way, row, sentence)
    return found and replace(found, certainty=Certainty.TO_CHECK, reason="not compared in words")


def _change_to(figure: Figure) -> Way | Literal[""]:
    """Which way a figure became what it is: 由18件增至12件."""
    values = {str(token.value) for token in figure.clause if token.kind == "CHANGE"}
    return "rise" if "rise to" in values else "fall" if "fall to" in values else ""


def _is_base(figure: Figure) -> bool:
    """Whether a figure of a year before stands right behind a comma and a word of comparison, and nothing else with it."""
    is_compared = figure.kinds[:1] == ("COMMA",) and figure.kinds[1:2] in (("COMPARE",), ("AND",))
    return is_compared and _BEFORE_BASE.issuperset(figure.kinds) and not YEARS.isdisjoint(figure.kinds)


def _behind(row: Row, at: int) -> Sequence[Token] | None:
    """The words behind a figure up to a mark; nothing where another figure ends them."""
    words = row.figures[at + 1].lead if at + 1 < len(row.figures) else row.tail
    told = list(takewhile(lambda token: token.kind not in MARKS, words))
    return told if len(told) < len(words) or words is row.tail else None


def _way(base: Figure, behind: Sequence[Token] | None) -> Way | Literal[""]:
    """Which way what is compared with a base is said to have moved."""
    if behind is None:
        return ""
    before = base.lead[1].text
    if before in _ABOVE or before in _BELOW:
        return "" if behind else "rise" if before in _ABOVE else "fall"
    return _said(behind) if behind else ""


def _said_ahead(row: Row, at: int) -> Way | Literal[""]:
    """Which way a count is said to have moved from the year before, whose count stands by itself behind: 4210条,较上年下降,上年3800条."""
    before, base = row.figures[at - 1 : at + 1]
    if base.kinds[:1] != ("COMMA",) or not _OF_YEAR_BEFORE.issuperset(token.kind for token in base.clause):
        return ""
    if not base.clause or base.clause[0].kind != "LAST" or base.clause[0].text.startswith(_TWOYEARS_AGO):
        return ""
    verbs = _VERBS.intersection(base.kinds), _VERBS.intersection(before.kinds)
    if all(verbs) and verbs[0].isdisjoint(verbs[1]):  # 办结120件,较上年有所下降,上年新收110件
        return ""
    for words in (base.before_clause, before.before_clause if at == 1 else ()):
        clause = list(words[:-1])[behind_last(MARKS, [token.kind for token in words[:-1]]) :] if words else []
        kinds = [token.kind for token in clause]
        if "COMPARE" in kinds and "LAST" in kinds and (way := _said(clause)):
            return way
    return ""


_VERBS, _TWOYEARS_AGO = frozenset({"RECEIVE", "ANSWER", "ISSUE"}), spelled("two_years_ago")
_OF_YEAR_BEFORE = frozenset("LAST FILL RECEIVE ANSWER ISSUE APPLICATION PROACTIVE".split())


def _said(words: Sequence[Token]) -> Way | Literal[""]:
    """Which way the last of some words says that something moved."""
    if any(token.text in _ROUGHLY or token.kind == "NOT" for token in words):
        return ""
    changes = [token for token in words if token.kind == "CHANGE"]
    says_how_much = words[-1].kind == "MORE" or words[-1].text in _BY_MUCH
    last = changes[-1] if says_how_much and changes else words[-1]  # 减少一半多, 减少很多
    if last.kind in ("CHANGE", "MORE") and last.value in ("rise", "fall"):
        return "rise" if last.value == "rise" else "fall"
    return "same" if last.text in _SAME else ""


def _judged(later: Figure, earlier: Figure, way: Way, row: Row, sentence: Sentence) -> Growth | None:
    """Whether any count of the row, or what those before the base come to, moved so."""
    base = earlier.quantity
    if not base or not later.quantity or later.quantity.sort != base.sort or is_difference(later):
        return None
    if _is_how_often(later) or _is_how_often(earlier):
        return None
    of_unit = [f for f in row.figures if f is not earlier and f.quantity and f.quantity.sort == base.sort]
    before = [f for f in of_unit if f.token.end <= earlier.token.start]
    told = (*values_of([f for f in of_unit if not change_of(f)]), sum(values_of(before)))
    moved = {_moved(float(value), float(base.value)) for value in told}
    is_plain = len(of_unit) == 1 and base.is_exact and later.quantity.is_exact
    certainty, reason = SURE if is_plain else (Certainty.TO_CHECK, "another count beside it")
    start, stop = later.token.start, max(earlier.token.end, later.token.end)
    places = max(later.quantity.places, base.places)
    return Growth(
        Decimal(0), float(later.quantity.value - base.value), places, later.quantity.value, base.value, way in moved,
        certainty, reason, sentence, min(start, earlier.token.start), stop, differs_in=way,
    )  # fmt: skip


def _is_how_often(figure: Figure) -> bool:
    """Whether it tells how often something is done: 由每月2期增加到每周1期, 由一年一次提高到半年一次."""
    is_of_span = any(each.kind in (UNKNOWN, "NOUN") and each.text.endswith(_SPANS) for each in figure.clause[-1:])
    return "RATE" in figure.kinds or is_of_span


def _moved(value: float, base: float) -> Way:
    """Which way a count is from its base."""
    return "same" if value == base else "rise" if value > base else "fall"
