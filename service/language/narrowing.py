"""What an item says that narrows all that is told behind it to some applications, until something names all anew."""

from enum import Enum
from itertools import pairwise, takewhile

from service.language.clauses import DECISIONS, Item
from service.language.lexer import UNKNOWN
from service.language.lexicon import spelled

_OF_ANY = frozenset(
    "AND PAUSE FILL THIS LAST DATE PARTYEAR SEVERAL SINCE NOW OWN REGION SYSTEM OTHERS SEAT PERSONS WAYS SUBMIT BY TO VIEW"
    " REF TOTAL ALL DUE CARRY PENDING OUTCOME NORESULT APPLICANT CHANNEL AMONG EXCEPT NOT".split()
)
"""What stands before 申请 and says no more than whose, when or which way, or what became of them."""
_DONE = frozenset({"RECEIVE", "ANSWER"})
"""What may be of all, whoever is named with it: 各单位收到的申请中."""
_ENDS_ATTRIBUTE = spelled("attribute")


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
    if rest and rest[0].text in _AFTER:
        rest = rest[1:]
    elif not item.tokens[at].text.endswith(_AFTER):
        return False
    return not rest or rest[0].kind in ("OUTCOME", "COUNT", "FILL")


_AFTER = spelled("after")


def _counts_some(item: Item) -> bool:
    """Whether it tells of several applications what others are not: 有4件申请因内容不明确一次性告知补正."""
    kinds = [token.kind for token in item.tokens]
    return kinds[1:3] == ["COUNT", "APPLICATION"] and item.tokens[0].text in _THERE_ARE and "SOME" in kinds


_THERE_ARE = spelled("there_are")


def is_during(item: Item) -> bool:
    """Whether it is told of the time that something lasts, which is a part of the year: 试行期内, 专项整治中."""
    return any(
        named.kind == UNKNOWN
        and (ends.text in _WITHIN_TERM or (ends.kind == "AMID" and named.text.endswith(_CAMPAIGN)))
        for named, ends in pairwise(item.core)
    )


_WITHIN_TERM = spelled("within_term")
_CAMPAIGN = spelled("campaign")


def is_beside_step(item: Item) -> bool:
    """Whether it counts what was done before or after a step that only some take: 届满前答复24件, 容缺受理后作出9件.

    What all go through is told by 经, and cases are investigated: 经会商后答复, 查处违法案件后作出行政处罚决定23件.
    """
    if not item.counts or item.kinds.isdisjoint(_DOINGS):
        return False
    kinds = [token.kind for token in item.core]
    at = next((n for n, kind in enumerate(kinds) if kind in _DOINGS), 0)
    if not at or "COUNT" not in kinds[at:] or not item.core[at - 1].text.endswith(_STEP):
        return False
    is_of_all = any(token.text in _GONE_THROUGH for token in item.core[:at])
    named = "".join(token.text for token in item.core[:at] if token.kind == UNKNOWN)
    is_of_all = is_of_all or (not DECISIONS.keys().isdisjoint(kinds) and named.startswith(_INVESTIGATES))
    return kinds[at - 1] == UNKNOWN and not is_of_all and named not in _STEP


_STEP = spelled("step")
_GONE_THROUGH, _INVESTIGATES = spelled("gone_through"), spelled("investigates")
_DOINGS = frozenset("ANSWER DECIDE MAKE".split())


def is_against_governed(item: Item) -> bool:
    """Whether it counts cases against bodies that the body governs, of which there are others: 街道作为被告的诉讼2件."""
    return any(
        named.kind == UNKNOWN and named.text.endswith(_GOVERNED) and party.kind == "PARTY"
        for named, party in pairwise(item.core)
    )


_GOVERNED = spelled("governed")


def is_of_some_decisions(item: Item) -> bool:
    """Whether it counts decisions of one field, one counter or one sort of recipients, or those made with others."""
    if item.kinds.isdisjoint(DECISIONS):
        return False
    return (
        _is_in_a_field(item)
        or _is_in_a_campaign(item)
        or _is_at_a_counter(item)
        or _is_with_others(item)
        or _names_recipients(item)
        or _is_in_a_manner(item)
    )


def _is_in_a_manner(item: Item) -> bool:
    """Made in one manner of several: 以告知承诺方式办理行政许可1260件."""
    by = next((at for at, token in enumerate(item.tokens) if token.kind == "BY"), len(item.tokens))
    return any(token.text.endswith(_MANNER) for token in item.tokens[by + 2 :])


_MANNER = spelled("manner")


def _is_in_a_field(item: Item) -> bool:
    """In one field of several: 在住建领域作出行政处罚12件; 水利领域行政许可 may be all there are."""
    return any(
        place.kind == "BY" and field.kind == UNKNOWN and field.text.endswith(_FIELD)
        for place, field in pairwise(item.tokens)
    )


_FIELD = spelled("field")


def _is_in_a_campaign(item: Item) -> bool:
    """Made while something was carried out for a time: 夜间巡查作出行政处罚3件."""
    return any(
        named.kind == UNKNOWN and named.text.endswith(_CAMPAIGN) and verb.kind == "DECIDE"
        for named, verb in pairwise(item.core)
    )


def _is_at_a_counter(item: Item) -> bool:
    """Made in one of the ways in which something is applied for: 窗口作出行政许可12件."""
    kinds = [token.kind for token in item.tokens]
    return "DECIDE" in kinds and "CHANNEL" in kinds[: kinds.index("DECIDE")]


def _is_with_others(item: Item) -> bool:
    """Made together with somebody else, beside those that it makes by itself: 会同街道作出行政处罚5件."""
    return any(token.value == "together" for token in item.tokens)


def _names_recipients(item: Item) -> bool:
    """Given to a sort of those that may be given one: 对燃气企业作出的行政许可34件."""
    kinds = [token.kind for token in item.core]
    to = next((n for n, token in enumerate(item.core) if token.text in _TO), len(kinds))
    named = takewhile(lambda token: token.kind in _RECIPIENTS, item.core[to + 1 :])
    return any(token.kind == "APPLICANT" and token.value != "anybody" for token in named)


_TO = spelled("recipient")
_RECIPIENTS = frozenset({UNKNOWN, "NOUN", "APPLICANT"})


class Sort(Enum):
    """How an item that counts nothing tells of a sort of what is counted behind it."""

    NONE = "not at all"
    ABOUT = "what applications are about"
    SUBJECT = "a sort is what it tells something of"


def sort_named(item: Item) -> Sort:
    """How an item tells of a sort of applications."""
    if "COUNT" in item.kinds or not item.tokens or item.tokens[0].kind == "BY":
        return Sort.NONE
    unknown = [token.text for token in item.tokens if token.kind == UNKNOWN]
    classes = [*unknown, *(token.text for token in item.tokens if token.kind == "OUTCOME")]  # 执法案卷类申请
    begins_some = next((token.value for token in item.tokens if token.kind not in _LEADS), None) == "several"
    is_mainly = bool(unknown) and item.tokens[-1].text in _MAINLY  # 内容以旧改补偿为主,共7件
    if begins_some or is_mainly or any(text.endswith(_CLASS) for text in classes):
        return Sort.SUBJECT
    return Sort.ABOUT if unknown and "SOME" in item.kinds else Sort.NONE


_CLASS, _MAINLY = spelled("class"), spelled("mainly")
_LEADS = frozenset({"FILL", "COMPARE"})


def is_bare_sum(item: Item) -> bool:
    """Whether it is a count that names neither a time nor what it counts: 共10件, 共收到12件."""
    return len(item.counts) == 1 and item.kinds <= _BARE


def is_amid_answers(item: Item) -> bool:
    """Whether it tells of how many answers something is told behind it, and not of which: 4件答复中."""
    return "AMID" in item.kinds and item.kinds <= _ANSWERS


_ANSWERS = frozenset("COUNT ANSWER AMID FILL".split())
_BARE = frozenset("TOTAL COUNT RECEIVE FILL".split())


_ELLIPTICAL = frozenset("OUTCOME NORESULT COUNT FILL ALL REMAIN VIEW RESULT DECIDE PAUSE AND".split())


def is_elliptical(item: Item) -> bool:
    """Whether it tells what became of what was named before it, and names nothing itself: 部分公开1件."""
    return item.kinds <= _ELLIPTICAL
