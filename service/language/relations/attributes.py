"""By which attribute the parts of a list are told: those told by several may be the same things, and add up to nothing.

Of 26 companies 11 may be large and 22 private, of 4 decisions 2 may have had a hearing and 3 an appraisal.
"""

from collections.abc import Sequence
from itertools import takewhile

from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.relations.figures import MARKS, Figure, Row
from service.language.relations.openers import SAYS_NOTHING

_ATTRIBUTES = tuple(
    spelled(name)
    for name in (
        "by_size",
        "by_title",
        "by_owner",
        "by_progress",
        "by_tenure",
        "by_sex",
        "by_party",
        "by_mandate",
        "by_agent",
        "by_way",
        "by_form",
        "by_origin",
    )
)
_BEGUN, _DONE = spelled("works_begun"), spelled("works_done")
_AWARDED, _YEARS_RUNNING = spelled("by_award"), spelled("by_years_running")
_STEPS, _ADOPTED, _NOT = spelled("by_step"), spelled("by_adoption"), spelled("not")
_SORT = spelled("class")
_LIMITS = frozenset(spelled("limits"))


def may_be_the_same(row: Row, parts: Sequence[Figure]) -> bool:
    """Whether parts of a row may be the same things: steps of one procedure, several attributes, or limits that hold each other."""
    named = [_words(row, figure) for figure in parts]
    names = ["".join([token.text for token in words]) for words in named]
    steps = {step for figure, name in zip(parts, names, strict=True) if (step := _step(figure, name))}
    if len(steps) > 1 or (steps and any(token.kind == "VERDICT" for words in named for token in words)):
        return True
    if _are_of_one_after_another(names) or _are_by_several_at_once(names):
        return True
    limits = [limit for words in named if (limit := _limit(words))]
    return len(limits) > len(set(limits)) or _are_told_by_several(names)


def _are_of_one_after_another(names: Sequence[str]) -> bool:
    """Whether what a part is of is within that of the one before: works begun and done, 连续两年优秀、连续三年优秀."""
    is_begun = len(names) == 2 and names[0] in _BEGUN and names[1] in _DONE
    return is_begun or (len(names) > 1 and all(name.startswith(_YEARS_RUNNING) for name in names))


def _are_by_several_at_once(names: Sequence[str]) -> bool:
    """Whether each part may have been taken up, heard or awarded by those of another, too: 市级采用8条、省级采用5条, 入选市级案例库28个、省级12个."""
    if len(names) < 2 or any(name.startswith(_NOT) for name in names):
        return False
    return names[0].startswith(_AWARDED) or all(any(word in name for word in _ADOPTED) for name in names)


def _step(figure: Figure, name: str) -> str:
    """The step, one of which a thing may have beside others, that a part is named by, be it in its whole clause; empty where it is none."""
    if any(word in name for word in _NOT):
        return ""
    in_full = "".join(token.text for token in figure.clause)
    return next((word for word in _STEPS if word in name or word in in_full), "")


def _words(row: Row, figure: Figure) -> tuple[Token, ...]:
    """What a part is named by: the words before its count, or those behind it where there are none: 2项听证."""
    before = tuple([token for token in figure.clause if token.kind not in SAYS_NOTHING and token.kind != "AMONG"])
    if before:
        return before
    following = row.figures[row.figures.index(figure) + 1 :][:1]
    behind = following[0].lead if following else row.tail
    return tuple(takewhile(lambda token: token.kind not in MARKS, behind))


def _limit(words: Sequence[Token]) -> str:
    """What tells last that a part goes from a number on, or up to it: 90分以上, 15日内; nothing where there is no such word."""
    numbers = [n for n, token in enumerate(words) if token.kind in ("NUMBER", "COUNT")]
    behind = words[numbers[-1] + 1 :] if numbers else ()
    return next((token.text for token in behind if token.text in _LIMITS), "")


def _are_told_by_several(names: Sequence[str]) -> bool:
    """Whether two names at least tell different attributes; trades that all end alike are sorts of one thing."""
    if all(name.endswith(_SORT) for name in names):
        return False
    told = {n for n, words in enumerate(_ATTRIBUTES) if any(word in name for name in names for word in words)}
    return len(told) + any(name.endswith(_SORT) for name in names) > 1
