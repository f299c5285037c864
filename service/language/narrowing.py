"""What an item says that narrows all that is told behind it to some applications, until something names all anew."""

from enum import Enum
from itertools import pairwise

from service.language.clauses import DECISIONS, Item
from service.language.lexer import UNKNOWN

_OF_ANY = frozenset(
    "AND PAUSE FILL THIS LAST DATE PARTYEAR SEVERAL SINCE NOW OWN REGION SYSTEM OTHERS SEAT PERSONS WAYS SUBMIT BY TO VIEW"
    " REF TOTAL ALL DUE CARRY PENDING OUTCOME NORESULT APPLICANT CHANNEL AMONG EXCEPT NOT".split()
)
"""What stands before 申请 and says no more than whose, when or which way, or what became of them."""
_DONE = frozenset({"RECEIVE", "ANSWER"})
"""What may be of all, whoever is named with it: 各单位收到的申请中."""
_ENDS_ATTRIBUTE = ("的", "类")


def narrows_all_behind(item: Item) -> bool:
    """Whether what is told behind it is of some applications: 涉及环评的申请中, 补正后予以公开3件, 有4件申请告知补正."""
    return _is_of_a_sort(item) or _tells_what_followed(item) or _counts_some(item)


def _is_of_a_sort(item: Item) -> bool:
    """Whether it ends as …的申请中 with an attribute that names a sort: 林地权属争议衍生的申请中, 环评类申请中."""
    tokens = item.tokens
    if item.counts or len(tokens) < 3 or (tokens[-2].kind, tokens[-1].kind) != ("APPLICATION", "AMID"):
        return False
    attribute = tokens[:-2]
    kinds = {token.kind for token in attribute}
    return attribute[-1].text.endswith(_ENDS_ATTRIBUTE) and not kinds <= _OF_ANY and kinds.isdisjoint(_DONE)


def _tells_what_followed(item: Item) -> bool:
    """Whether it tells what came after a step that some applications take: 补正后予以公开3件; 经审查后 is of all."""
    if "SOME" not in item.kinds:
        return False
    at = next((n for n, token in enumerate(item.tokens) if token.kind == "SOME"), 0)
    rest = item.tokens[at + 1 :]
    if rest and rest[0].text == _AFTER:
        rest = rest[1:]
    elif not item.tokens[at].text.endswith(_AFTER):
        return False
    return not rest or rest[0].kind in ("OUTCOME", "COUNT", "FILL")


_AFTER = "后"


def _counts_some(item: Item) -> bool:
    """Whether it tells of several applications what others are not: 有4件申请因内容不明确一次性告知补正."""
    kinds = [token.kind for token in item.tokens]
    return kinds[1:3] == ["COUNT", "APPLICATION"] and item.tokens[0].text in _THERE_ARE and "SOME" in kinds


_THERE_ARE = ("有", "另有")


def is_in_a_field(item: Item) -> bool:
    """Whether it counts decisions in one field of several: 在住建领域作出行政处罚12件; 水利领域行政许可 may be all there are."""
    if item.kinds.isdisjoint(DECISIONS):
        return False
    return any(
        place.kind == "BY" and field.kind == UNKNOWN and field.text.endswith("领域")
        for place, field in pairwise(item.tokens)
    )


class Sort(Enum):
    """How an item that counts nothing tells of a sort of what is counted behind it."""

    NONE = "not at all"
    ABOUT = "what applications are about: 主要涉及征地"
    SUBJECT = "a sort is what it tells something of: 环评类较多, 近四成涉及征地"


def sort_named(item: Item) -> Sort:
    """How an item tells of a sort of applications."""
    if "COUNT" in item.kinds or not item.tokens or item.tokens[0].kind == "BY":
        return Sort.NONE
    unknown = [token.text for token in item.tokens if token.kind == UNKNOWN]
    begins_some = next((token.value for token in item.tokens if token.kind not in _LEADS), None) == "several"
    if begins_some or any(text.endswith("类") for text in unknown):
        return Sort.SUBJECT
    return Sort.ABOUT if unknown and "SOME" in item.kinds else Sort.NONE


_LEADS = frozenset({"FILL", "COMPARE"})


def is_bare_sum(item: Item) -> bool:
    """Whether it is a count that names neither a time nor what it counts: 共10件, 共收到12件."""
    return len(item.counts) == 1 and item.kinds <= _BARE


_BARE = frozenset("TOTAL COUNT RECEIVE FILL".split())


_ELLIPTICAL = frozenset("OUTCOME NORESULT COUNT FILL ALL REMAIN VIEW RESULT DECIDE PAUSE AND".split())


def is_elliptical(item: Item) -> bool:
    """Whether it tells what became of what was named before it, and names nothing itself: 部分公开1件."""
    return item.kinds <= _ELLIPTICAL
