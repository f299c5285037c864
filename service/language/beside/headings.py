"""Headings that name no more than a part, which their paragraph is of: （1）区直部门。收到申请57件."""

from collections.abc import Iterator, Sequence

from service.language.beside.items import names_issuer
from service.language.beside.label import (
    GENERAL,
    KINDS,
    SILENT,
    names_field,
    names_several,
    tells_of_other_business,
)
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import YearMention

LONGEST_NAME = 20
"""Characters of a heading that names no more than a part, with its number, at most."""
_OF_PART = frozenset({"SEAT", "OTHERS", "PARTYEAR", *KINDS})
_OF_NAMES = _OF_PART | {UNKNOWN, "NOUN", "LAST", "DATE", "OWN", "CAUSE", "FILL", "AND", "PAUSE", "DOCUMENT"}
_SILENT = SILENT | {"STOP", "COLON", "NUMBER"}
_OF_ALL = frozenset({"APPLICATION", "ANSWER", "RESULT", "RECEIVE", "DISCLOSURE", "PAPERS"})
"""What the name of a part may end with, and would be of all by itself: 自然人申请情况, 部门文件."""
_MOST_WORDS = 4
"""Words of the name of a part, at most."""
_ENDS_PART = (*spelled("body"), *spelled("ends_level"), *spelled("instances"))
_SORTS, _WAYS = spelled("ends_name_of_sort"), spelled("ends_name_of_way")


def names_part(tokens: Sequence[Token], year: int | None) -> bool:
    """Whether a heading names no more than a part, another time, other business or one of several ways.

    （1）区直部门, 一是区级, 一季度, 区教育局（8件）, 自然人申请情况, 12345热线.
    """
    words = list(_without_brackets(tokens))
    is_numbered = len(words) < len(tokens) or (bool(words) and words[0].value == "ordinal")
    if tells_of_other_business(words):
        return True
    said = [token for token in words if token.kind not in _SILENT or token.text in _INSTANCES]
    said = _without_ends_of_all(said)
    if not 0 < len(said) <= _MOST_WORDS or any(token.kind not in _OF_NAMES for token in said):
        return False
    last = said[-1]
    if len(said) == 1 and last.kind == "OWN":
        return is_numbered  # （1）区政府, beside （2）区直部门
    if len(said) == 1 and is_of_another_time(last, year):
        return not (isinstance(last.value, YearMention) and last.value.month)  # the day of the report, 2025年1月20日
    if last.kind == "DOCUMENT":
        return names_issuer(last)
    if last.kind in KINDS:
        return not names_several(said)
    return last.kind in _OF_PART or last.text.endswith(_ENDS_PART) or _is_sort(said)


def _without_ends_of_all(said: list[Token]) -> list[Token]:
    """The words up to those at their end that would be of all; who does something is named by no such: 办公室受理校内外申请."""
    named = {token.kind for token in said}
    ends = _OF_ALL - _VERBS if "APPLICATION" in named else _OF_ALL
    while said and said[-1].kind in ends:
        said = said[:-1]
    return said


_VERBS = frozenset({"ANSWER", "RECEIVE"})


def _is_sort(said: Sequence[Token]) -> bool:
    """Whether words end as the name of a sort, a field or a way does: 征地类, 交通执法领域, 网络渠道; and not 畅通渠道."""
    name = "".join(token.text for token in said if token.text.isalnum())
    if name.endswith(_WAYS) and any(token.kind in KINDS for token in said):
        return True
    return name.endswith(_SORTS) and (not any(word in name for word in GENERAL) or names_field(name))


_INSTANCES = frozenset(spelled("instances"))


def _without_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words that stand in no brackets, numbers of headings among these."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "OPEN") - (token.kind == "CLOSE")
        if not depth and token.kind != "CLOSE":
            yield token


def is_of_another_time(token: Token, year: int | None) -> bool:
    """Whether it names another time than the report's year: 上年, 2022年, 计划."""
    named = token.value.year if isinstance(token.value, YearMention) else None
    return token.kind in _OTHER_TIMES or (year is not None and named not in (None, year))


_OTHER_TIMES = ("LAST", "NEXTYEAR", "PLAN")
