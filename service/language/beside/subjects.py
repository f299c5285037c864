"""Of whom or what a clause tells, where that is a part of all: its subject goes on over a comma.

征收股人手紧,收到申请52件; 商业企业关心招投标,申请15件.
"""

from collections.abc import Sequence

from service.language.clauses import Item
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled

_OWN = ("OWN", "REGION", "SYSTEM", "SEAT", "THIS", "DATE")
_ENDS, _ENDS_SORT = spelled("ends_part_subject"), spelled("ends_sort_subject")
_ENDS_ANY, _FOREMOST = (*_ENDS, *spelled("ends_sort_of_cases")), spelled("foremost")
_SAY_HOW = ("BY", "BECAUSE")
_ACTS, _LEVELS, _NO_PART = spelled("begins_act"), spelled("begins_levels"), spelled("no_town_begun")
_SHORTEST, _LONGEST = 2, 6
"""Characters of a part's name before the word that ends it."""


def tells_of_some(item: Item) -> bool:
    """Whether a clause before a comma begins with one kind of applicants: 商业企业关心招投标,申请15件."""
    return _may_go_on(item) and _begins_with_one(item, "APPLICANT")


def tells_of_sort(item: Item) -> bool:
    """Whether it begins with one way, or a sort of applications: 信函虽慢,收到37件; 征地类申请较多,全年收到19件."""
    return _may_go_on(item) and (_begins_with_one(item, "CHANNEL") or _begins_with(item, _ENDS_SORT))


def tells_many_of_a_sort(item: Item) -> bool:
    """Whether many applications are told to be of a sort in words that aren't known: 征地拆迁成为申请热点, 档案资料申请较多."""
    is_of_sort = bool(item.unknown) and item.tokens[0].kind in _OF_A_SORT and not item.counts and _may_go_on(item)
    return is_of_sort and "APPLICATION" in item.kinds and item.text.endswith(_MANY)


def tells_of_sort_alone(said: Sequence[Token]) -> bool:
    """Whether a sentence that counts nothing tells of a sort of applications: 征地批文类申请是大头."""
    text = "".join(token.text for token in said if token.text.isalnum())
    is_bare = not any(token.kind in (*_OWN, "COUNT") for token in said)
    return is_bare and _ends_soon(text, _ENDS_SORT)


_OF_A_SORT, _MANY = (UNKNOWN, "NOUN", "MATTER"), spelled("many_applied")


def _begins_with_one(item: Item, kind: str) -> bool:
    """Whether it begins with a kind of applicants, or a way, and names no other and counts none."""
    said = [token.kind for token in item.tokens if token.kind != "FILL"]
    return said[0] == kind and not item.counts and sum(each in _KINDS for each in said) == 1


_KINDS = ("APPLICANT", "CHANNEL")


def tells_of_part(item: Item) -> bool:
    """Whether a clause before a comma begins with an office, a place or a field that is a part of all, or with all places below."""
    return _may_go_on(item) and (_begins_with(item, _ENDS) or item.text.startswith(_LEVELS))


def is_of_part(item: Item) -> bool:
    """Whether an item itself begins with an office, a field or a sort of applications: 派出所共收到申请4件."""
    return _ends_soon(item.text, (*_ENDS, *_ENDS_SORT))


def begins_as_part(said: Sequence[Token]) -> bool:
    """Whether a sentence that counts nothing begins with such an office, place or field, or a sort of cases: 交警大队推行“阳光执法”, 资金监管类案件最多."""
    said = [token for token in said if token.value != "ordinal"]
    said = said[1:] if said and said[0].kind == "COUNT" else said  # 20个乡镇综合执法队全部挂牌
    if not said or any(token.kind in (*_OWN, "COUNT") for token in said) or said[0].kind in _SAY_HOW:
        return False
    text = "".join([token.text for token in said])
    ends = _ENDS_ANY if any(word in text for word in _FOREMOST) else _ENDS
    return not text.startswith((*_ACTS, *_NO_PART)) and (text.startswith(_LEVELS) or _ends_soon(text, ends))


def _may_go_on(item: Item) -> bool:
    return item.mark == "COMMA" and not item.has(*_OWN) and any(token.kind != "FILL" for token in item.tokens)


def _begins_with(item: Item, ends: tuple[str, ...]) -> bool:
    if item.tokens[0].kind in _SAY_HOW or item.text.startswith(_ACTS):
        return False
    return _ends_soon(item.text, ends)


def _ends_soon(text: str, ends: tuple[str, ...]) -> bool:
    return any(text.find(end, _SHORTEST, _LONGEST + len(end)) >= 0 for end in ends)
