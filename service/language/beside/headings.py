"""What a heading or the sentence right before makes of counts: （1）区直部门。收到申请57件; 企业申请有所增加。全年收到21件."""

from collections.abc import Iterator, Sequence

from service.language.beside.labels import GENERAL, KINDS, SILENT, Label, names_several
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import YearMention, is_in_units

LONGEST_NAME = 20
"""Characters of a heading that names no more than a part, with its number, at most."""
_OF_PART = frozenset({"SEAT", "OTHERS", "PARTYEAR", *KINDS})
_OF_NAMES = _OF_PART | {UNKNOWN, "NOUN", "LAST", "DATE", "OWN", "CAUSE", "FILL"}
_SILENT = SILENT | {"STOP", "COLON", "NUMBER"}
_MOST_WORDS = 3
"""Words of the name of a part, at most."""
_ENDS_PART = (*spelled("body"), *spelled("ends_level"), *spelled("instances"))
_SORTS = spelled("ends_name_of_sort")


def names_part(tokens: Sequence[Token], year: int | None) -> bool:
    """Whether a heading names no more than a part, another time or one of several ways: （1）区直部门, 一是区级, 一季度, 区教育局（8件）."""
    words = list(_without_brackets(tokens))
    is_numbered = len(words) < len(tokens) or (bool(words) and words[0].value == "ordinal")
    said = [token for token in words if token.kind not in _SILENT or token.text in _INSTANCES]
    if not 0 < len(said) <= _MOST_WORDS or any(token.kind not in _OF_NAMES for token in said):
        return False
    last = said[-1]
    if len(said) == 1 and (_is_of_another_time(last, year) or last.kind == "OWN"):
        return last.kind != "OWN" or is_numbered
    is_sort = last.text.endswith(_SORTS) and not any(word in token.text for token in said for word in GENERAL)
    return (is_sort or last.kind in _OF_PART or last.text.endswith(_ENDS_PART)) and not names_several(said)


_INSTANCES = frozenset(spelled("instances"))


def _without_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words that stand in no brackets, numbers of headings among these."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "OPEN") - (token.kind == "CLOSE")
        if not depth and token.kind != "CLOSE":
            yield token


def opened_by(tokens: Sequence[Token], year: int | None) -> Label:
    """What a sentence that counts no more than its points is to the one behind it, in the report of a year.

    It may be an item's heading, 一是网上申请, tell of one kind, 企业申请有所增加, of another time, 明年工作有三项重点, or of
    other business, 做好热线办理.
    """
    if any(token.kind == "COUNT" and not is_in_units(token.value, _UNITS_OF_POINTS) for token in tokens):
        return Label.NONE
    said = [token for token in tokens if token.kind not in SILENT and token.value != "ordinal"]
    if said and _is_of_another_time(said[0], year):
        text = "".join(token.text for token in tokens if token.kind != "STOP")
        is_heading = text.endswith(_ENDS_HEADING) or any(word in text for word in _IN_HEADING)
        return Label.TIME if is_heading else Label.NONE
    if said and said[0].kind == "PARTYEAR":
        return Label.SEASON
    kinds = [token for token in said if token.kind in KINDS]
    if not kinds and _is_of_other_business(said):
        return Label.ABOVE
    if len(kinds) != 1 or names_several(said):
        return Label.NONE
    is_heading = tokens[0].value == "ordinal" and {token.kind for token in said} <= KINDS | {"APPLICATION", "STOP"}
    return Label.SURE if is_heading else Label.ABOVE


def _is_of_other_business(said: Sequence[Token]) -> bool:
    """Whether it tells of what citizens turn to a body with that is no application: 做好热线办理. What follows may count that."""
    is_named = any(token.kind == "MATTER" and any(word in token.text for word in _TURNED_TO_WITH) for token in said)
    return is_named and not any(token.kind == "APPLICATION" for token in said)


_TURNED_TO_WITH = spelled("turned_to_with")


def _is_of_another_time(token: Token, year: int | None) -> bool:
    named = token.value.year if isinstance(token.value, YearMention) else None
    return token.kind in _OTHER_TIMES or (year is not None and named not in (None, year))


_ENDS_HEADING, _IN_HEADING = spelled("ends_heading_of_time"), spelled("in_heading_of_time")
_UNITS_OF_POINTS = frozenset(spelled("units_of_points"))
_OTHER_TIMES = ("LAST", "NEXTYEAR", "PLAN")
