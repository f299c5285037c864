"""What an item is as a label: how surely what stands behind it is of some, by its own words."""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from service.language.beside.items import without_words
from service.language.beside.subjects import tells_many_of_a_sort, tells_of_part, tells_of_some, tells_of_sort
from service.language.clauses import CASES, DECISIONS, Item
from service.language.frames import names_somebody
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled

KINDS = frozenset({"APPLICANT", "CHANNEL"})
"""What surely tells some applications apart."""
_OF_SEVERAL = frozenset({"WAYS", "PERSONS", "PAUSE", "AND", "ETC"})
SILENT = frozenset("FILL BY VIEW NOUN AMID HEAD".split())
_NAMES, _SORTS = (UNKNOWN, "COLLECT", "REST", "OTHERS"), ("SOME", "APPLICATION")
_AMID = spelled("amid_enforcement")
_ENDS, _MAINLY, _GATHERS = (*spelled("ends_label"), *_AMID), spelled("mainly"), spelled("gathers_about")
GENERAL = spelled("general_in_labels")
_ABOUT, _FOCUSED = frozenset(spelled("is_about")), spelled("is_focused_on")
_ENDS_NAME = [[kind] for kind in ("APPLICANT", "CHANNEL", "APPLICATION", "SOME", "REST", "OTHERS")]
_OF_RESULTS = frozenset({"VIEW", "RESULT", "FILL"})
MOST_WORDS = 3
"""Words of a label before a colon, at most."""


class Label(Enum):
    """How surely what stands behind is of some."""

    NONE = "not"
    HEADED = "by the name of a part that heads them"
    ABOUT = "by what they are about"
    ABOVE = "by what the sentence before them tells of"
    TIME = "by the time that a sentence before them tells of"
    BUSINESS = "by the other business that is told of before them"
    FIELD = "by the field that a sentence before them tells of"
    WORK = "by other work that is counted before them"
    OVER = "by the decisions that a sentence before them tells of"
    SEASON = "by the part of the year that a sentence before them tells of"
    UNSURE = "by words that are not known"
    ACT = "by an act or a matter in which they are looked at, and not made"
    SOME = "by which applicants the clause before them tells of"
    SORT = "by which sort of applications the clause before them tells of"
    MANY = "by which sort of applications the clause before them tells to be many"
    PART = "by which part the clause before them tells of"
    NAMED = "by a name before a colon that is not known"
    THOSE = "by which applications they are told to be of"
    SURE = "by a kind of applicants or a way"


def label_of(item: Item) -> Label | None:
    """What an item is as a label; None where it is none, or leaves another as it was: 从办理结果看."""
    if "RESULT" in item.kinds and item.kinds <= _OF_RESULTS:
        return None
    if (named := _named_before(item)) is not None:
        return named
    if names_some(item) and "OUTCOME" not in item.kinds:
        return Label.THOSE if item.has(*_TELLS_WHICH) else Label.ABOVE
    if subject := next((label for label, tells in _SUBJECTS if tells(item)), None):
        return subject
    is_about = bool(item.tokens) and _begins_as_label(item)
    if item.counts or not item.tokens or not (is_about or _ends_as_label(item)):
        return Label.NAMED if _stands_before(item) and _names_matter(item) else None
    if any(token.kind in KINDS for token in item.tokens):
        return _by_kinds(item)
    if item.has("CARRY") or (item.has("SOME") and item.mark == "COLON" and item.tokens[-1].kind in _SORTS):
        return Label.SURE
    return _by_name(item, is_about=is_about)


_SUBJECTS = (
    (Label.SOME, tells_of_some),
    (Label.SORT, tells_of_sort),
    (Label.MANY, tells_many_of_a_sort),
    (Label.PART, tells_of_part),
)
"""What a clause is by whom or what it tells of."""


def _named_before(item: Item) -> Label | None:
    """What it is by what it names before a comma or a colon: what was carried, other business, some applications, another act."""
    if not _stands_before(item):
        return None
    if item.mark == "COLON" and item.has("CARRY", "BEHALF"):
        return Label.SURE
    if names_somebody(item) or _numbers_kind(item):
        return Label.SURE  # 周某不服答复,申请行政复议1件; 第一群是个人,全年15件
    if tells_of_other_business(item.tokens) or is_applied_for_otherwise(item.tokens):
        return Label.BUSINESS
    if item.text.startswith(_ONE_PARTY) and any(word in item.text for word in _SATISFIED):
        return Label.PART  # 申请人收到答复后表示满意,未申请复议
    if _tells_which_in_words(item) or _tells_which_cases(item):
        return Label.UNSURE
    return Label.ACT if _is_of_another_act(item) else None


def _numbers_kind(item: Item) -> bool:
    """Whether it is one point of several and names no more than a kind of applicants or a way: 一是个人, 第二群是企业."""
    first, *said = item.tokens
    return first.value == "ordinal" and bool(said) and all(token.kind in KINDS for token in said)


def _stands_before(item: Item) -> bool:
    """Whether it counts nothing and a comma or a colon stands behind it."""
    return not item.counts and bool(item.tokens) and item.mark in ("COMMA", "COLON")


def _by_kinds(item: Item) -> Label:
    """What it is by the kinds of applicants or the ways that it names."""
    if item.tokens[-1].kind == UNKNOWN and not item.text.endswith((*_ENDS, *_MAINLY)):
        return Label.NONE  # 对照群众期待仍有差距:
    kinds = [token for token in item.tokens if token.kind in KINDS]
    if len(kinds) > 1 or names_several(item.tokens):
        return Label.NONE
    # what most are says nothing of a count behind it that names all
    return Label.ABOVE if item.text.endswith(_MAINLY) else Label.SURE


def _by_name(item: Item, *, is_about: bool) -> Label:
    """What it is by a name in words that aren't known, of which general ones tell nothing."""
    if item.has(*DECISIONS) and item.text.endswith(_ENDS):
        return Label.OVER  # 行政处罚方面,行政复议21件
    if item.text.endswith(_AMID):
        return Label.FIELD if names_field(item.text) else Label.NONE
    names = (*_NAMES, "NOUN") if item.text.endswith(_FIELD) else _NAMES
    name_in_full = "".join(token.text for token in item.tokens if token.kind in names)
    focus = next((word for word in _FOCUSED if is_about and item.text.startswith(word)), "")
    behind = item.text.removeprefix(focus) if focus else "".join(token.text for token in item.tokens[is_about:])
    name = behind if is_about else name_in_full
    name = next((name.removesuffix(end) for end in _ENDS if name.endswith(end)), name)
    is_general = any(word in item.text for word in GENERAL) and not names_field(name_in_full)
    if not name or item.has("WAYS", "PERSONS") or is_general:
        return Label.NONE
    return Label.ABOUT if is_about else Label.UNSURE


def _tells_which_in_words(item: Item) -> bool:
    """Whether it says of which applications something is told in words that aren't known: 对涉及征收的申请, 申请公开征地批文的, 经延期的."""
    is_begun, is_unknown = item.text.startswith(_OF_WHAT), bool(item.unknown)
    is_of_them = (
        ((is_begun or is_unknown) and item.text.endswith(_OF_APPLICATIONS))
        or (is_begun and item.text.endswith(_THOSE))
        or (is_unknown and item.mark == "COLON" and item.text.endswith(_APPLIED_FOR))
    )
    return is_of_them and not item.has("RECEIVE", "CARRY", "TOTAL", "THIS", "NOT", "OUTCOME", "PERSONS", *KINDS)


def _tells_which_cases(item: Item) -> bool:
    """Whether it says which cases something is told of, or over which answers: 复议案件涉及部门的, 不服“不掌握”答复."""
    is_of_those = item.has(*CASES) and item.has("SOME") and item.text.endswith(_THOSE)
    return is_of_those or (item.tokens[0].kind == "CAUSE" and "OUTCOME" in item.kinds)


def _is_of_another_act(item: Item) -> bool:
    """Whether it ends with an act or a matter in which decisions, outcomes or cases are looked at, and not made: 开展案卷评查, 保密审查:."""
    return item.text.endswith((*_OTHER_ACTS, *_AMID_DISPUTES)) or (
        item.mark == "COLON" and item.text.endswith(_OTHERS_VIEWS)
    )


def _names_matter(item: Item) -> bool:
    """Whether it is such a name that is not general: 政民互动:, 食品安全:."""
    return is_bare_name(item) and not any(word in item.text for word in GENERAL)


def is_bare_name(item: Item) -> bool:
    """Whether it is a short name before a colon, of words that aren't known: 治安管理:."""
    kinds = {token.kind for token in item.tokens if token.kind not in SILENT}
    return item.mark == "COLON" and len(item.tokens) <= MOST_WORDS and bool(kinds) and kinds <= _OF_BARE_NAME


_APPLIED_FOR = spelled("applied")
(_OTHERS_VIEWS,), _THOSE = spelled("others_views"), spelled("those")
_AMID_DISPUTES = spelled("amid_disputes")
_OF_APPLICATIONS, _OF_WHAT, _OTHER_ACTS = spelled("of_applications"), spelled("of_what"), spelled("other_acts")
_OF_BARE_NAME = frozenset({UNKNOWN, "NOUN", "MATTER", "PAPERS"})


def tells_of_other_business(said: Sequence[Token]) -> bool:
    """Whether it ends with what citizens turn to a body with that is no application for information: 做好热线办理, 推进一网通办."""
    text = "".join(token.text for token in said if token.text.isalnum())
    is_named = any(text.removesuffix(end).endswith(_BUSINESS) for end in ("", *_ENDS_BUSINESS))
    return is_named and not any(token.kind in _NO_BUSINESS for token in said)


def is_applied_for_otherwise(said: Sequence[Token]) -> bool:
    """Whether it names what people apply for that is no information: 公租房申请方便快捷, 宅基地审批公开, 开通救助线上申请功能."""
    text = "".join(token.text for token in said)
    named = "".join(word for word in _OTHERWISE if word in text)
    ways = [way for what, way in pairwise(said) if what.text.endswith(_OTHERWISE)]
    told = [token for token in said if token.text not in named and token not in ways]
    return bool(named) and not any(token.kind in ("NOT", *KINDS) for token in told)


_OTHERWISE = spelled("applied_for_otherwise")
_ONE_PARTY, _SATISFIED = spelled("one_party"), spelled("is_satisfied")
_BUSINESS, _ENDS_BUSINESS = spelled("other_business"), spelled("ends_other_business")
_NO_BUSINESS = frozenset({"APPLICATION", "DISCLOSURE", "PROACTIVE", "COMMA", "NOT"})
"""What makes it tell of disclosure, more than a name, or that there was none."""


def names_some(item: Item) -> bool:
    """Whether it tells which applications what follows is of, and counts none: 予以公开的, 上年结转的申请, 以信函方式, 区住建局收到的申请中."""
    if item.counts or item.mark not in ("COMMA", "COLON") or not item.tokens or item.has(*_MAY_BE_ALL):
        return False
    is_way = item.has("CHANNEL") and item.kinds <= _OF_WAY
    is_of_outcome = "OUTCOME" in item.kinds and item.text.endswith(_ENDS)
    if item.text.endswith(_AMID_APPLICANTS) and "APPLICANT" in item.kinds:
        return True
    is_of_those = item.text.endswith(_OF_THOSE) and (item.has(*_TELLS_SOME) or _is_of_body(item))
    return is_way or is_of_outcome or is_of_those


def _is_of_body(item: Item) -> bool:
    """Whether it names a body that is not known, as which others than the report's are named: 区住建局收到的申请."""
    return any(token.kind == UNKNOWN and token.text.endswith(_BODIES) and len(token.text) > 2 for token in item.tokens)


_OF_WAY = frozenset({"CHANNEL", "BY", "HEAD", "APPLICATION", "FILL", "SUBMIT"})
_MAY_BE_ALL = ("ALL", "NOT", "REGION", "AND", "PAUSE")
_TELLS_WHICH = ("CARRY", "OTHERS", "CHANNEL")
_TELLS_SOME = (*_TELLS_WHICH, "OUTCOME", "SOME", "PARTY")
_OF_THOSE, _AMID_APPLICANTS, _BODIES = spelled("of_those"), spelled("amid_applicants"), spelled("body")


def names_field(name: str) -> bool:
    """Whether it names a field by more than general words: 在城市管理领域, and not 行政执法领域."""
    ending = next((end for end in _FIELD if name.endswith(end)), "")
    if not ending:
        return False
    return len(without_words(name.removesuffix(ending), (*GENERAL, *_OF_OFFICES))) > 1


_FIELD, _OF_OFFICES = (*spelled("field"), *spelled("aspect"), *_AMID), spelled("of_offices")


def names_several(tokens: Sequence[Token]) -> bool:
    """Whether it names several kinds, or more than one: 网站等渠道, and not 自然人占多数."""
    return any(token.kind in _OF_SEVERAL and token.value != "most" for token in tokens)


def _ends_as_label(item: Item) -> bool:
    """Whether it ends with a word for a field or a sort, or is a short name before a colon, or says what most is: 征地类, 自然人:."""
    said = [token.kind for token in item.tokens if token.kind not in SILENT]
    is_name = item.mark == "COLON" and len(said) <= MOST_WORDS and said[-1:] in _ENDS_NAME
    return is_name or item.text.endswith((*_ENDS, *_MAINLY)) or any(word in item.text for word in _GATHERS)


def _begins_as_label(item: Item) -> bool:
    """Whether it begins with a word that says for whom or about what, and tells nothing done: 对自然人, 围绕旧城改造."""
    is_about = item.tokens[0].text in _ABOUT or item.text.startswith(_FOCUSED)
    return is_about and item.mark == "COMMA" and len(item.tokens) <= MOST_WORDS + 1 and not item.kinds <= _OF_ALL


_OF_ALL = frozenset("BY RECEIVE FILL APPLICATION DISCLOSURE THIS ALL".split())
"""What names no more than all applications: 对收到的申请."""
