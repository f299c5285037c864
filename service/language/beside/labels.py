"""What stands as a label before counts and narrows them: 自然人方面,新收86件,办结87件; 征地方面,发生行政复议5件."""

from collections.abc import Callable, Sequence
from enum import Enum

from service.language.beside.changes import pass_all, pass_over, with_some_of_each
from service.language.claims import Claim, ReadItem, Relation
from service.language.clauses import DECISIONS, Item
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.measures import OF_ALL

KINDS = frozenset({"APPLICANT", "CHANNEL"})
"""What surely tells some applications apart."""
_OF_SEVERAL = frozenset({"WAYS", "PERSONS", "PAUSE", "AND", "ETC"})
SILENT = frozenset("FILL BY VIEW NOUN AMID HEAD".split())
_NAMES, _SORTS = (UNKNOWN, "REST", "OTHERS"), ("SOME", "APPLICATION")
_WHOLE_HAS = tuple(word.lstrip(",") for word in spelled("whole_has"))
_ENDS, _MAINLY, _GATHERS = spelled("ends_label"), spelled("mainly"), spelled("gathers_about")
GENERAL, _POINTS_AT_SOME = spelled("general_in_labels"), spelled("such")
_ABOUT = frozenset(spelled("is_about"))
_ENDS_NAME = [[kind] for kind in ("APPLICANT", "CHANNEL", "APPLICATION", "SOME", "REST", "OTHERS")]
_MOST_WORDS = 3
"""Words of a label before a colon, at most."""


class Label(Enum):
    """How surely what stands behind is of some."""

    NONE = "not"
    HEADED = "by the name of a part that heads them"
    ABOUT = "by what they are about"
    ABOVE = "by what the sentence before them tells of"
    TIME = "by the time that the sentence before them tells of"
    BUSINESS = "by the other business that the sentence before them tells of"
    SEASON = "by the part of the year that the sentence before them tells of"
    UNSURE = "by words that are not known"
    NAMED = "by a name before a colon that is not known"
    THOSE = "by which applications they are told to be of"
    SURE = "by a kind of applicants or a way"


def of_kinds_in_brackets(items: Sequence[ReadItem]) -> Sequence[ReadItem]:
    """Counts that 、 lists are of the kinds that stand in the brackets behind them: 收到申请86件(自然人)、33件(法人)."""
    counted = [at for at, each in enumerate(items) if each.item.counts and _is_sorted_in_bracket(each.item)]
    listed = [at for at in counted if items[at].item.mark == "PAUSE"]
    if not listed or len(counted) == 1:
        return items
    parts = {*listed, *counted[1:]}
    return [pass_all(each, "a part") if at in parts else each for at, each in enumerate(items)]


def _is_kind_of_decision(item: Item) -> bool:
    """Whether a bracket behind the name of decisions says of which kind they are: 行政处罚(简易程序)68件."""
    if item.kinds.isdisjoint(DECISIONS) or not item.counts or not _is_sorted_in_bracket(item):
        return False
    inner, named = next(item.in_brackets), next(token for token in item.tokens if token.kind in DECISIONS)
    return named.end < inner.start < item.counts[-1].start and not inner.text.startswith(_WHOLE_HAS)


def _is_sorted_in_bracket(item: Item) -> bool:
    """Whether it has a bracket that counts nothing and tells no more than a name."""
    inner = list(item.in_brackets)
    return len(inner) == 1 and not inner[0].counts and len(inner[0].tokens) <= _MOST_WORDS


def under_labels(items: Sequence[ReadItem], opened: Label = Label.NONE) -> list[ReadItem]:
    """The same, of which the counts behind a label are of some, up to a semicolon or what names all anew.

    `opened` is what the sentence before them is to its first part, or what a heading is to all of it.
    """
    if opened is Label.HEADED:
        return [_of_some(each) if each.claims else each for each in items]
    made: list[ReadItem] = []
    label: Label = opened
    is_counted = False
    for each in of_kinds_in_brackets(items):
        named = label_of(each.item)
        if named is not None and (named is Label.SURE or not is_counted):
            label = named
        if _is_over(label, each.item):
            label = Label.NONE
        told = _perhaps_of_some(each) if _is_kind_of_decision(each.item) else each
        made.append(_NARROWED[label](told) if told.claims and label is not Label.NONE else told)
        if _counts_such(each.item):
            label = Label.SURE
        is_counted = bool(each.item.counts) or is_counted
        if each.item.mark == "SEMI":
            label, is_counted = Label.NONE, False
    return made


def label_of(item: Item) -> Label | None:
    """What an item is as a label; None where it is none."""
    stands_before = not item.counts and bool(item.tokens) and item.mark in _STANDS_BEFORE
    if stands_before and item.mark == "COLON" and "CARRY" in item.kinds:
        return Label.SURE
    if stands_before and tells_of_other_business(item.tokens):
        return Label.BUSINESS
    if stands_before and (_tells_which_in_words(item) or _is_of_another_act(item)):
        return Label.UNSURE
    if names_some(item) and "OUTCOME" not in item.kinds:
        return Label.THOSE if item.has(*_TELLS_WHICH) else Label.ABOVE
    is_about = bool(item.tokens) and _begins_as_label(item)
    if item.counts or not item.tokens or not (is_about or _ends_as_label(item)):
        return Label.NAMED if stands_before and _is_bare_name(item) else None
    kinds = [token.kind for token in item.tokens if token.kind in KINDS]
    if kinds:
        if item.tokens[-1].kind == UNKNOWN and not item.text.endswith((*_ENDS, *_MAINLY)):
            return Label.NONE  # 对照群众期待仍有差距:
        is_mainly = item.text.endswith(_MAINLY)  # what most are says nothing of a count behind it that names all
        return Label.NONE if len(kinds) > 1 or names_several(item.tokens) else Label.ABOVE if is_mainly else Label.SURE
    if item.has("CARRY") or (item.has("SOME") and item.mark == "COLON" and item.tokens[-1].kind in _SORTS):
        return Label.SURE
    name_in_full = "".join(token.text for token in item.tokens if token.kind in _NAMES)
    name = "".join(token.text for token in item.tokens[is_about:]) if is_about else name_in_full
    name = next((name.removesuffix(end) for end in _ENDS if name.endswith(end)), name)
    if (
        not name
        or item.has("WAYS", "PERSONS")
        or (any(word in item.text for word in GENERAL) and not names_field(name_in_full))
    ):
        return Label.NONE
    return Label.ABOUT if is_about else Label.UNSURE


_STANDS_BEFORE = ("COMMA", "COLON")


def _tells_which_in_words(item: Item) -> bool:
    """Whether it says of which applications something is told in words that aren't known: 对涉及征收的申请, 申请公开征地批文的, 经延期的."""
    is_begun = item.text.startswith(_OF_WHAT)
    is_of_them = item.text.endswith(_OF_APPLICATIONS) and (bool(item.unknown) or is_begun)
    is_of_them = (
        is_of_them
        or (is_begun and item.text.endswith(_THOSE))
        or (item.mark == "COLON" and item.text.endswith(_APPLIED_FOR) and bool(item.unknown))
    )
    return is_of_them and not item.has("RECEIVE", "CARRY", "TOTAL", "THIS", "NOT", "OUTCOME")


def _is_of_another_act(item: Item) -> bool:
    """Whether it ends with an act or a matter in which decisions, outcomes or cases are looked at, and not made: 开展案卷评查, 保密审查:."""
    return item.text.endswith(_OTHER_ACTS) or (item.mark == "COLON" and item.text.endswith(_OTHERS_VIEWS))


def _is_bare_name(item: Item) -> bool:
    """Whether it is a short name before a colon, of words that aren't known and are not general: 政民互动:, 食品安全:."""
    kinds = {token.kind for token in item.tokens if token.kind not in SILENT}
    is_name = item.mark == "COLON" and len(item.tokens) <= _MOST_WORDS and bool(kinds) and kinds <= _OF_BARE_NAME
    return is_name and not any(word in item.text for word in GENERAL)


_APPLIED_FOR = spelled("applied")
(_OTHERS_VIEWS,), _THOSE = spelled("others_views"), spelled("those")
_OF_APPLICATIONS, _OF_WHAT, _OTHER_ACTS = spelled("of_applications"), spelled("of_what"), spelled("other_acts")
_OF_BARE_NAME = frozenset({UNKNOWN, "NOUN", "MATTER", "PAPERS"})


def tells_of_other_business(said: Sequence[Token]) -> bool:
    """Whether it ends with what citizens turn to a body with that is no application for information: 做好热线办理, 推进一网通办."""
    text = "".join(token.text for token in said if token.text.isalnum())
    is_named = any(text.removesuffix(end).endswith(_BUSINESS) for end in ("", *_ENDS_BUSINESS))
    return is_named and not any(token.kind in _NO_BUSINESS for token in said)


_BUSINESS, _ENDS_BUSINESS = spelled("other_business"), spelled("ends_other_business")
_NO_BUSINESS = frozenset({"APPLICATION", "DISCLOSURE", "PROACTIVE", "COMMA", "NOT"})
"""What makes it tell of disclosure, more than a name, or that there was none."""


def names_some(item: Item) -> bool:
    """Whether it tells which applications what follows is of, and counts none: 予以公开的, 上年结转的申请, 以信函方式, 区住建局收到的申请中."""
    if item.counts or item.mark not in ("COMMA", "COLON") or not item.tokens or item.has(*_MAY_BE_ALL):
        return False
    is_way = item.has("CHANNEL") and item.kinds <= _OF_WAY and not names_several(item.tokens)
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
    if not name.endswith(_FIELD):
        return False
    name = name.removesuffix(_FIELD[0])
    for word in (*GENERAL, *_OF_OFFICES):
        name = name.replace(word, "")
    return len(name) > 1


_FIELD, _OF_OFFICES = spelled("field"), spelled("of_offices")


def names_several(tokens: Sequence[Token]) -> bool:
    """Whether it names several kinds, or more than one: 网站等渠道, and not 自然人占多数."""
    return any(token.kind in _OF_SEVERAL and token.value != "most" for token in tokens)


def _ends_as_label(item: Item) -> bool:
    """Whether it ends with a word for a field or a sort, or is a short name before a colon, or says what most is: 征地类, 自然人:."""
    said = [token.kind for token in item.tokens if token.kind not in SILENT]
    is_name = item.mark == "COLON" and len(said) <= _MOST_WORDS and said[-1:] in _ENDS_NAME
    return is_name or item.text.endswith((*_ENDS, *_MAINLY)) or any(word in item.text for word in _GATHERS)


def _begins_as_label(item: Item) -> bool:
    """Whether it begins with a word that says for whom or about what, and tells nothing done: 对自然人, 围绕旧城改造."""
    return item.tokens[0].text in _ABOUT and item.mark == "COMMA" and len(item.tokens) <= _MOST_WORDS + 1


def _is_over(label: Label, item: Item) -> bool:
    """Whether an item is no longer under a label: it names all, what it counts anew, or another time."""
    if label is Label.SEASON:
        return item.has("THIS")
    if label is Label.BUSINESS:
        return any(token.kind == "APPLICATION" and token.value != "bare" for token in item.tokens)
    if label is Label.TIME:
        return any(
            token.kind == "DATE" or (token.kind == "THIS" and token.text not in _THROUGHOUT) for token in item.tokens
        )
    return _names_all(item) or (label is Label.ABOVE and item.has("APPLICATION"))


_THROUGHOUT = spelled("throughout")


def _names_all(item: Item) -> bool:
    """Whether it counts anew what it names in full: 全年共收到政府信息公开申请119件."""
    is_named = any(token.kind == "APPLICATION" and token.value != "bare" for token in item.tokens)
    return bool(item.counts) and (is_named or item.has("TOTAL")) and "THIS" in item.kinds


def _counts_such(item: Item) -> bool:
    """Whether it counts what was named before as one sort: 此类申请共收到45件."""
    return bool(item.counts) and any(token.text in _POINTS_AT_SOME for token in item.tokens)


def _of_some(read: ReadItem) -> ReadItem:
    """The same, of which nothing is told, as it is of the kind that its label names."""
    return pass_all(read, "a part")


def _of_those_applications(read: ReadItem) -> ReadItem:
    """The same, of whose applications nothing is told; what is told of anything else is of all yet."""
    told = (pass_over(claim, "a part") if claim.table == "applications" else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def _perhaps(claim: Claim) -> Claim:
    is_of_all = claim.is_established and claim.relation is Relation.ALL and bool(claim.value)
    return claim.perhaps._replace(reason="of what") if is_of_all else claim


def _perhaps_of_some(read: ReadItem) -> ReadItem:
    """The same, of which no more is told than what is near the tables' figures, as its label may name some."""
    return read._replace(claims=tuple(map(_perhaps, read.claims)))


def _perhaps_of_its_own(read: ReadItem) -> ReadItem:
    """The same, of which what came in and was answered may be of the kind that the sentence before tells of."""
    told = (_perhaps(claim) if claim.measure in OF_ALL else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def _perhaps_about_it(read: ReadItem) -> ReadItem:
    """The same; of documents what is told may be of fewer than all, and of no more: 围绕补助政策,制定规范性文件3件."""
    is_of_documents = any(claim.measure.startswith(_DOCUMENTS) for claim in read.claims)
    return with_some_of_each(read) if is_of_documents else _perhaps_of_some(read)


_DOCUMENTS = "normative_documents."


def _perhaps_of_that_name(read: ReadItem) -> ReadItem:
    """The same, whose decisions, reviews and lawsuits may be of what is named; applications are named otherwise."""
    told = (claim if claim.table == "applications" else _perhaps(claim) for claim in read.claims)
    return read._replace(claims=tuple(told))


def _perhaps_of_business(read: ReadItem) -> ReadItem:
    """The same, whose applications may be what citizens turned to the body with otherwise; those of one way are."""
    return read._replace(claims=tuple(map(_perhaps_other, read.claims)))


def _perhaps_other(claim: Claim) -> Claim:
    if claim.table != "applications":
        return claim
    return pass_over(claim, "other business") if claim.relation is Relation.SOME else _perhaps(claim)


_NARROWED: dict[Label, Callable[[ReadItem], ReadItem]] = {
    Label.ABOUT: _perhaps_about_it,
    Label.ABOVE: _perhaps_of_its_own,
    Label.TIME: _perhaps_of_some,
    Label.BUSINESS: _perhaps_of_business,
    Label.SEASON: _perhaps_of_some,
    Label.UNSURE: _perhaps_of_some,
    Label.NAMED: _perhaps_of_that_name,
    Label.THOSE: _of_those_applications,
    Label.SURE: _of_some,
}
