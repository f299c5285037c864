"""Parts that are told as so many of each of several: 其中乡政府2块、10个村各2块、定居点3块 are 25块."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import PERSONS, PLACES
from service.language.relations.figures import MARKS, Figure, Row

_EACH = frozenset((*spelled("for_each"), *spelled("of_each")))
_HAVE_EACH = PLACES | PERSONS
"""Units of what may have so many of something each."""
_JOINS = frozenset({"PAUSE", "AND"})


def multiplied(row: Row) -> Row:
    """The row with what several have each as what they have together; the same row where it has none such."""
    figures: list[Figure] = []
    for figure in row.figures:
        if figures and (product := _product(figures[-1], figure, figures[:-1])):
            figures[-1] = Figure(product, figures[-1].lead)
            figures[-1].asides, figures[-1].behind = figure.asides, figure.behind
        else:
            figures.append(figure)
    return row if len(figures) == len(row.figures) else replace(row, figures=figures)


def _product(several: Figure, each: Figure, before: list[Figure]) -> Token | None:
    """The count of what several have together; none where others may have as many each: 3个乡、5个村各2块."""
    many, one = several.quantity, each.quantity
    if not many or not one or many.unit not in _HAVE_EACH or many.unit == one.unit:
        return None
    if not MARKS.isdisjoint(each.kinds) or not _tells_each(each.lead):
        return None
    is_joined = bool(before) and not _JOINS.isdisjoint(several.kinds)
    if is_joined and before[-1].quantity and before[-1].quantity.unit == many.unit:
        return None
    return each.token._replace(value=one._replace(value=many.value * one.value))


def _tells_each(words: Sequence[Token]) -> bool:
    """Whether they say that each of several has so many, and not how many in a time: 10个村各2块, and not 每月2次."""
    behind = (after.text for each, after in pairwise((*words, _END)) if each.text in _EACH)
    return any(not text.startswith(_SPANS) for text in behind)


_SPANS = spelled("spans")
_END = Token("END", "", 0, 0)
