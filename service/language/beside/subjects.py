"""Of whom or what a clause tells, where that is a part of all: its subject goes on over a comma.

征收股人手紧,收到申请52件; 商业企业关心招投标,申请15件.
"""

from service.language.clauses import Item
from service.language.lexicon import spelled

_KINDS = frozenset({"APPLICANT", "CHANNEL"})
_OWN = ("OWN", "REGION", "SYSTEM", "SEAT", "THIS", "DATE")
_ENDS, _ENDS_SORT = spelled("ends_part_subject"), spelled("ends_sort_subject")
_ACTS = spelled("begins_act")
_SHORTEST, _LONGEST = 2, 6
"""Characters of a part's name before the word that ends it."""


def tells_of_some(item: Item) -> bool:
    """Whether a clause before a comma begins with one kind of applicants, one way or a sort of applications: 信函虽慢,收到37件."""
    if not _may_go_on(item):
        return False
    said = [token for token in item.tokens if token.kind != "FILL"]
    if said[0].kind in _KINDS:
        return not item.counts and [token.kind in _KINDS for token in said].count(True) == 1
    return _begins_with(item, _ENDS_SORT)


def tells_of_part(item: Item) -> bool:
    """Whether a clause before a comma begins with an office, a place or a field that is a part of all."""
    return _may_go_on(item) and _begins_with(item, _ENDS)


def _may_go_on(item: Item) -> bool:
    return item.mark == "COMMA" and not item.has(*_OWN) and any(token.kind != "FILL" for token in item.tokens)


def _begins_with(item: Item, ends: tuple[str, ...]) -> bool:
    if item.tokens[0].kind in ("BY", "BECAUSE") or item.text.startswith(_ACTS):
        return False
    return any(item.text.find(end, _SHORTEST, _LONGEST + len(end)) >= 0 for end in ends)
