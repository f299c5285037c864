"""Whose doing a clause tells: words for other bodies, for branches, for those on whose behalf something is done."""

from collections.abc import Sequence
from itertools import pairwise

from service.language.clauses import Item
from service.language.frames.frame import Topic
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled

BODIES = {UNKNOWN, "OWN", "REGION", "SYSTEM", "SEAT"}
BIDDING = spelled("bidding")
NOT_OWN = frozenset({"BEHALF", "OTHERS", "REVIEWER", "SUBMIT"})


def is_doing_of_others(item: Item) -> bool:
    """Whether others are named as those who do it, or for whom it is done; not in 各科室配合, of the body's own parts."""
    if "REVIEWER" in item.kinds or _is_addressed(item):
        return True
    named = [token for token in before_phrase(item) if token.kind in ("OTHERS", "BEHALF")]
    if item.counts or not named:
        return bool(named)
    own_parts = named[0].value == "within"
    return any(token.value != "within" and not (own_parts and token.value == "helping") for token in named)


def only_passes_on(item: Item) -> bool:
    """Whether others come in only as those whom something is passed on to, or who decided on it, which says nothing of what follows.

    两日内转办; 复议1件,市局维持;诉讼1件.
    """
    others = [token for token in item.core if token.kind in NOT_OWN]
    is_verdict = "VERDICT" in item.kinds and item.kinds <= NOT_OWN | _OF_VERDICT
    return bool(others) and (is_verdict or all(token.value == "passing on" for token in others))


_OF_VERDICT = frozenset({"VERDICT", "ALL", "FILL", "BY", "JUDGES", "RESULT"})


def is_done_with_branches(item: Item) -> bool:
    """Whether a body does it with its own branches, whose doing is the body's as often as not: 市局及派出机构作出许可8件."""
    kinds = [token.kind for token in item.core]
    at = kinds.index("OTHERS") if "OTHERS" in kinds else 0
    if at < 2 or kinds[at - 1] != "AND" or kinds.count("OTHERS") > 1 or item.has("BEHALF", "REVIEWER", "SUBMIT"):
        return False
    body = item.core[at - 2]
    is_body = body.kind in ("OWN", "SEAT") or (body.kind == UNKNOWN and body.text.endswith(_ORGANS))
    return is_body and item.core[at].text.startswith(_BRANCHES)


_ORGANS = spelled("organ")
_BRANCHES = spelled("branch")


def before_phrase(item: Item) -> Sequence[Token]:
    """The words that may say whose doing it is: where it counts nothing, those before 在, 依托, 按照, 涉及 or the like.

    What the body itself is called of a region is its own, too: 我局是全市申请量较大的部门.
    """
    if item.counts:
        return item.core
    words = enumerate(item.core)
    is_own = bool(item.core) and item.core[0].kind == "OWN"
    ends = (n for n, word in words if word.kind in _OF_WHAT or word.text in _AS_TOLD or (is_own and word.text in _IS))
    return item.core[: next(ends, len(item.core))]


_OF_WHAT = ("BY", "SOME")
_AS_TOLD, _IS = spelled("by"), spelled("is")


def is_parts(token: Token) -> bool:
    """Whether it names bodies of a region, which may be all of them as often as not: 各部门, 各单位."""
    return token.kind == "REGION" and token.value in (*_SOME_BODIES, "all its bodies")


_SOME_BODIES = ("parts", "its towns")


def before_parts(named: Sequence[Token]) -> set[Token]:
    """The region whose bodies of one kind alone are named right behind it: 全县各镇, not 全县各单位, nor 全县各镇、各部门."""
    parts = [token for token in named if is_parts(token)]
    if len(parts) != 1 or parts[0].value not in _SOME_BODIES:
        return set()
    return {token for token in named if token.kind == "REGION" and token.end == parts[0].start}


def names_towns_alone(named: Sequence[Token]) -> bool:
    """Whether it tells of the towns of a region, or its counties, and names no other body: 全县各镇收到申请24件."""
    parts = [token for token in named if is_parts(token)]
    others = [
        token for token in named if token.kind in BODIES - {UNKNOWN} and token not in (*parts, *before_parts(named))
    ]
    return len(parts) == 1 and parts[0].value == "its towns" and not others


def names_with_its_office(named: Sequence[Token]) -> bool:
    """Whether a government is named with its own office, which together are all of it as often as not: 县政府及县政府办公室制发文件11件."""
    return any(joins_office(*three) for three in zip(named, named[1:], named[2:], strict=False))


def joins_office(body: Token, token: Token, office: Token) -> bool:
    """Whether a word joins a body to its own office: 县政府及县政府办公室."""
    return token.kind == "AND" and office.kind == "SEAT" and office.text.startswith(body.text)


def counts_bodies(item: Item) -> bool:
    """Whether it tells how many bodies of a name there are, or that they are those below: 6个分局收到35件, 县区民政局收到52件, 17个乡镇收到36件."""
    if any(b.kind == "OWN" and (a.kind == "COUNT" or a.text in _BELOW) for a, b in pairwise(item.core)):
        return True
    begins = item.core[:2]
    return len(begins) > 1 and begins[0].kind == "COUNT" and _are_towns(begins[1])


_BELOW, _TOWNS = spelled("districts"), spelled("towns_counted")


def denies_of_towns(item: Item) -> bool:
    """Whether it denies something of the towns of a place, and begins with these: 乡镇没有制发规范性文件."""
    begins = item.core[:2]
    return len(begins) > 1 and _are_towns(begins[0]) and begins[1].kind == "NOT"


def _are_towns(token: Token) -> bool:
    """Whether a word that is not the body's own name tells of towns."""
    return token.kind == UNKNOWN and token.text in _TOWNS


def names_levels(item: Item) -> bool:
    """Whether it tells of the bodies of several levels, as 县（市、区）局 does."""
    return any(inner.text and _LEVELS.issuperset(inner.text) for inner in item.in_brackets)


_LEVELS = frozenset(spelled("levels"))


def decides_reviews(item: Item) -> bool:
    """Whether it counts reviews that were applied for, and doesn't say against whom or over what: 受理行政复议申请12件."""
    if "REVIEW" not in item.kinds or not item.has("RECEIVE", "ANSWER"):
        return False
    if any(a.kind == "VERDICT" and b.kind == "ANSWER" for a, b in pairwise(item.core)):
        return False  # 以其他结果结案3件 tells what became of them
    is_plain = any(token.kind == "REVIEW" and not token.value for token in item.core)
    return is_plain and not item.has("PARTY", "ARISE", "CAUSE", "DISCLOSURE")


def hears_reviews(item: Item, topic: Topic) -> bool:
    """Whether it counts reviews that were heard or concluded, as a bureau of justice does with others': 审结行政复议案件109件, 收案126件."""
    is_heard = item.has("RECEIVE") or any(token.text in _HEARS or token.value == _CONCLUDED for token in item.core)
    is_of_reviews = "REVIEW" in item.kinds or topic is Topic.REVIEWS
    return (
        is_heard and is_of_reviews and bool(item.counts) and not item.has("PARTY", "CAUSE", "DISCLOSURE", "LITIGATION")
    )


_HEARS, _CONCLUDED = spelled("hears"), "concluded"


def _is_addressed(item: Item) -> bool:
    """Whether what was submitted went to somebody else: 收到向所属学校提出的申请."""
    if "SUBMIT" not in item.kinds:
        return False
    to = next((at for at, token in enumerate(item.core) if token.value == "to"), None)
    return to is not None and {token.kind for token in item.core[to + 1 : to + 2]} <= {UNKNOWN, "SEAT", "OTHERS"}
