"""Whether a clause is told of all or of a part, and what it leaves of that to those behind it."""

from collections.abc import Sequence
from itertools import pairwise

from service.language.clauses import BEHIND_EXAMPLES, BY_THAT, DECISIONS, Item
from service.language.frames.frame import Frame, Scope, Topic
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity

KINDS_OF = ("APPLICANT", "CHANNEL")
_OF_ALL_AVERAGED = ("THIS", "ANSWER", "COUNT", "APPLICATION", "RATE")
"""What is told of all applications of the year on an average: 全年办结的18件申请平均用时14个工作日."""
_NAMED = (
    ("RECEIVE", ("APPLICATION",)),
    ("TOTAL", ("APPLICATION",)),
    ("DECIDE", tuple(DECISIONS)),
    ("MAKE", ("DOCUMENT",)),
    ("REPEALED", ("DOCUMENT",)),
    ("INFORCE", ("DOCUMENT",)),
    ("ARISE", ("REVIEW", "LITIGATION")),
    ("PARTY", ("REVIEW", "LITIGATION")),
)
"""Verbs with what they are done to, which together name what is counted anew."""
OF_WHOLE = ("OUTCOME", "RESULT", "ANSWER", "CARRY", "VERDICT", "PENDING", "DIRECT", "AFTER", "VIA")
"""What is broken down by 其中 into these is told of the whole year."""


def _is_by_the_way(item: Item) -> bool:
    """Whether it counts nothing, and tells what is done for some, or in some way: 对涉及第三方的申请及时征求意见."""
    return not item.counts and item.tokens[0].kind == "BY" and item.tokens[-1].kind in (UNKNOWN, "NOUN", "REVISE")


def ranks_among_years(item: Item) -> bool:
    """Whether it tells no more than how what was counted stands among years: 为历年最多, 创历史新高."""
    said = item.tokens
    if not said or item.counts or not item.kinds <= _OF_RANKS or not said[-1].text.endswith(_RANKS):
        return False
    named = [token for token in said[1:-1] if token.kind == UNKNOWN]
    return said[0].text.startswith(_STANDS) and (not named or item.has("SINCE"))


_OF_RANKS = frozenset({"FILL", "SEVERAL", "THIS", "RATE", "SINCE", UNKNOWN})
_STANDS, _RANKS = spelled("stands_at"), spelled("ranks")


def opens_point(item: Item) -> bool:
    """Whether it is the first of one of several points: 一是收到申请35件."""
    return bool(item.tokens) and item.tokens[0].value == "ordinal"


def opens_parts(item: Item, following: Item | None) -> bool:
    """Whether what follows is told of a count: 制发的8件中,以部门名义印发3件; 61件之中,县政府制发31件; 答复的9件均未引起复议.

    Behind 被纠正的共2件, what 即 tells are cases that were.
    """
    kinds = [token.kind for token in item.core]
    if following is None or "COUNT" not in kinds[-2:]:
        return False
    if "VERDICT" in kinds and any(token.value == "that is" for token in following.tokens[:1]):
        return True
    if kinds[-1] == "AMID":
        return "MAKE" in following.kinds and ("MAKE" in item.kinds or item.kinds <= _COUNT_ALONE)
    return item.mark == "GOES_ON" and following.kinds >= {"NOT", "ARISE"}


_COUNT_ALONE = frozenset("COUNT AMID REF ALL FILL".split())


def opens_sorting(item: Item) -> bool:
    """Whether it begins a list by what was received or done where, so that each is a part: 按接收部门划分,."""
    if item.counts or "VIEW" not in item.kinds or "RESULT" in item.kinds or len(item.core) < 2:
        return False  # 按结果看, each outcome is all that there is of it
    first, last = item.core[0], item.core[-1]
    is_sorting = first.kind == "VIEW" and first.text in _SORTING
    return is_sorting and (last.kind == "VIEW" or last.text.endswith(_SORTED))


_SORTING = spelled("by")
_SORTED = spelled("sorted")


def averages_all(item: Item) -> bool:
    """Whether what an item counts is all of the year, of which it tells an average."""
    kinds = tuple([token.kind for token in item.tokens if token.kind != "FILL"])
    return kinds[: len(_OF_ALL_AVERAGED)] == _OF_ALL_AVERAGED


def is_open(item: Item) -> bool:
    """Whether 等 stands before what it counts; behind its count it says that there is more, not of what."""
    if "ETC" not in item.kinds or any(a.text in _MORE and b.kind in BEHIND_EXAMPLES for a, b in pairwise(item.core)):
        return False  # 查询登记资料等行政查询事项12件 are all of those
    return not (item.core[-1].text in _MORE and item.core[-2:-1] and item.core[-2].kind == "COUNT")


_MORE = spelled("etc")


def scope_of(item: Item, inherited: Frame, *, is_among: bool) -> Scope:
    """Of what an item is told, by its own words and what was told before; `is_among` where it stands in a list of parts."""
    if "AMONG" in item.kinds and len(item.core) == 1:
        return inherited.scope
    if _is_of_some_cases(item, inherited.topic):
        return Scope.PART
    if item.tokens and _is_by_the_way(item):
        return inherited.scope
    is_of_cases = item.has("REVIEW", "LITIGATION")
    is_named = "APPLICATION" in item.kinds and not is_of_cases  # 居民申请复议
    is_of_applications = is_named or (inherited.topic is Topic.APPLICATIONS and "MATTER" not in item.kinds)
    is_of_applications = is_of_applications and not (is_of_cases and item.names_anybody)  # 居民提出行政复议1件
    if is_of_applications and item.has(*KINDS_OF) and not item.has("WAYS", "PERSONS") and not _is_all_of_kind(item):
        is_of_anybody = (
            item.has("TOTAL", "THIS") and "RECEIVE" in item.kinds and any(t.value == "anybody" for t in item.core)
        )
        if (item.counts and not is_of_anybody) or is_among:
            return Scope.PART
        if "NOT" in item.kinds:
            return Scope.PART
        kinds = sum(token.kind in KINDS_OF for token in item.core)
        if (
            kinds == 1 and item.has("APPLICATION", "SUBMIT") and not is_of_anybody
        ):  # 科研机构申请的水文资料, whatever became of them
            return Scope.PART
        return inherited.scope
    if is_of_applications and (_names_some(item) or _are_there_for(item)):
        return Scope.PART
    if is_among and (item.has("OWN", "SEAT") or not _is_of_whole(item, inherited.topic)):
        return Scope.PART
    is_anew = inherited.scope is Scope.UNSURE or _goes_on_to_cases(item, inherited) or _names_all_due(item)
    return Scope.WHOLE if is_anew and names_anew(item) else inherited.scope


def _names_all_due(item: Item) -> bool:
    """Whether it names what came in and what the year before left, which are all there are: 收到的申请和上年结转的申请均已办结."""
    return item.kinds >= {"RECEIVE", "APPLICATION", "AND", "LAST", "CARRY"}


def _goes_on_to_cases(item: Item, inherited: Frame) -> bool:
    """Whether it counts reviews or lawsuits of the year behind what was told of some applications: 全年发生行政诉讼2件."""
    is_of_others = inherited.topic is not Topic.REVIEWS
    return is_of_others and bool(item.counts) and "THIS" in item.kinds and item.has("REVIEW", "LITIGATION")


def _is_of_some_cases(item: Item, topic: Topic) -> bool:
    """Whether an item behind what speaks of a topic counts some reviews, lawsuits or applications by how they came about."""
    is_of_others = _is_of_other_cases(item) and not _goes_on_to_reviews(item, topic)
    return (
        is_of_others
        or _was_received_before(item)
        or _came_of_some(item, topic)
        or _are_somebodys(item)
        or _denies_of_one_kind(item)
    )


def is_made_online(item: Item) -> bool:
    """Whether it counts decisions that were made in one way, right before the verb: 网上办理行政许可8042件."""
    begins = [token.kind for token in item.core[:2]]
    is_by_way = begins in (["CHANNEL", "ANSWER"], ["CHANNEL", "DECIDE"])
    return is_by_way and bool(item.counts) and item.has(*DECISIONS)


def _are_somebodys(item: Item) -> bool:
    """Whether it counts or denies those of one whose name is not given: 薛某复议一件, 毛某一人引起复议2件, 庞某未申请复议."""
    return (bool(item.counts) or "NOT" in item.kinds) and names_somebody(item)


def names_somebody(item: Item) -> bool:
    """Whether it names one whose name is not given: 申请人周某."""
    return any(token.kind == UNKNOWN and _SOMEBODY in token.text for token in item.core)


(_SOMEBODY,) = spelled("somebody")


def _denies_of_one_kind(item: Item) -> bool:
    """Whether it denies reviews or lawsuits of one kind of applicants, besides whom people may have brought some: 没有企业申请复议."""
    kinds = [token.value for token in item.core if token.kind == "APPLICANT"]
    return "NOT" in item.kinds and item.has("REVIEW", "LITIGATION") and len(kinds) == 1 and kinds != ["natural_person"]


def _came_of_some(item: Item, topic: Topic) -> bool:
    """Whether it tells what came of something told before it: 有9件属于执法案卷,…,引发行政复议3件.

    What begins its sentence with all that they are over came of the year's work: 引起政府信息公开行政复议2件.
    """
    is_of_all = not item.start and any(token.value == "disclosure" for token in item.core)
    return topic is not Topic.REVIEWS and bool(item.core) and item.core[0].text in _BRINGS_ABOUT and not is_of_all


_BRINGS_ABOUT = spelled("brings_about")


def _is_all_of_kind(item: Item) -> bool:
    """Whether it tells of what kind all are: 均为自然人申请, 自然人提出; 自然人申请均已办结 tells of some of them."""
    kinds = [token.kind for token in item.core]
    if kinds[1:] == ["SUBMIT"]:
        return True
    if _is_of_those_submitted(item):
        return False
    kind = next(n for n, each in enumerate(kinds) if each in KINDS_OF)
    is_of_one = kinds[kind + 1 : kind + 2] == ["APPLICATION"] and sum(each in KINDS_OF for each in kinds) == 1
    return "ALL" in (kinds[:kind] if is_of_one else kinds)


def _is_of_those_submitted(item: Item) -> bool:
    """Whether it tells of the applications that some made, or that came in one way: 企业提出的9件申请均已办结, 信函方式提出的12件申请."""
    at = [n for n, token in enumerate(item.core) if token.kind in KINDS_OF]
    named = [(item.core[n].kind, item.core[n].value) for n in at]
    behind = [token.kind for token in item.core[at[-1] + 1 :] if token.kind != "HEAD"]
    of_some = {value for kind, value in named if kind == "APPLICANT" and value != "anybody"}
    channels = [value for kind, value in named if kind == "CHANNEL"]
    are_some = len(channels) == 1 or bool(of_some and (len(of_some) == 1 or "natural_person" not in of_some))
    return behind[:1] == ["SUBMIT"] and "APPLICATION" in behind and are_some


def names_anew(item: Item) -> bool:
    """Whether it says whose or when, or names what is counted anew."""
    return item.has("THIS", "OWN") or any(item.has(verb) and item.has(*named) for verb, named in _NAMED)


def names_all(item: Item) -> bool:
    """Whether it tells what was done in the whole year: 全年予以公开20件."""
    return bool(item.counts) and "THIS" in item.kinds


def leaves_exception(item: Item, following: Item | None) -> bool:
    """Whether it sets some apart from what is told behind it; 除1件外均已答复 tells that itself."""
    if "EXCEPT" not in item.kinds or _are_of_other_rows(item, following):
        return False
    kinds = [token.kind for token in item.core]
    return not (kinds.count("EXCEPT") > 1 and kinds[-1] == "ANSWER")


def sets_apart_the_rest(item: Item) -> bool:
    """Whether it counts all that is left for the next year, apart from which all is done: 除2件结转下年度办理外,其余均已办结."""
    kinds = [token.kind for token in item.core]
    behind = kinds[kinds.index("CARRY") :] if "CARRY" in kinds else []
    is_carried_on = "NEXTYEAR" in kinds or "DATE" in behind  # 除2件结转2025年办理外
    return kinds[:1] == kinds[-1:] == ["EXCEPT"] and bool(behind) and is_carried_on


def _are_of_other_rows(item: Item, following: Item | None) -> bool:
    """Whether an outcome is set apart from another that it is no part of: 除不掌握48件外,需要另行制作的2件."""
    if following is None or not item.counts:
        return False
    apart, told = ([str(t.value) for t in each.core if t.kind == "OUTCOME"] for each in (item, following))
    are_apart = all(not a.startswith(b) and not b.startswith(a) for a in apart for b in told)
    return bool(apart) and bool(told) and are_apart


def _names_some(item: Item) -> bool:
    """Whether it names a kind of applications by what they are about, and goes on with what became of them.

    Those whose work on applications fell short are none of these: 个别处室对依申请公开答复的说理不够充分.
    """
    kinds = [token.kind for token in item.tokens]
    behind = kinds[kinds.index("SOME") :] if "SOME" in kinds else []
    is_named = "APPLICATION" in behind and "BY" not in behind[: behind.index("APPLICATION")]
    return is_named and bool(item.unknown) and not item.counts


def _are_there_for(item: Item) -> bool:
    """Whether it says that there are so many applications to which something happened for a cause: 有1件申请因申请数量过多被收费."""
    starts = (at for at, token in enumerate(item.tokens) if token.text in _HAS)
    return any(tuple(token.kind for token in item.tokens[at + 1 : at + 5]) == _FOR_A_CAUSE for at in starts)


_HAS = spelled("has")
_FOR_A_CAUSE = ("COUNT", "APPLICATION", "BECAUSE", "APPLICATION")


def _is_of_other_cases(item: Item) -> bool:
    """Whether it counts reviews or lawsuits that aren't over disclosure, or over a part of it: 其他行政诉讼19件, 因主动公开被提起复议0件."""
    if not item.has("REVIEW", "LITIGATION"):
        return False
    kinds = [token.kind for token in item.tokens]
    if any(a in ("REVIEW", "LITIGATION") and b == "REST" for a, b in pairwise(kinds)):
        return True  # 复议其他1件 is one of the results
    at = next((n for n, kind in enumerate(kinds) if kind in ("REST", "BECAUSE")), None)
    if at is None or {"REVIEW", "LITIGATION"}.isdisjoint(kinds[at:]) or _denies_as_cause(item.tokens[at + 1 :]):
        return False
    over = {t.kind for t in _cause(item.tokens[at:]) if t.kind in _OVER_DISCLOSURE or t.value == "disclosure"}
    return kinds[at] == "REST" or not over or over == {"PROACTIVE"}


def _denies_as_cause(cause: Sequence[Token]) -> bool:
    """Whether what stands behind 因 denies reviews or lawsuits, and so is none that they are over: 因全年没有发生行政复议,经验不足."""
    said = [token.kind for token in cause if token.kind not in _WHEN]
    named = next((n for n, kind in enumerate(said) if kind in ("REVIEW", "LITIGATION")), 0)
    return said[:1] == ["NOT"] and {"NOT", "ARISE", "FILL"}.issuperset(said[:named])


_WHEN = ("THIS", "DATE", "OWN")


def _was_received_before(item: Item) -> bool:
    """Whether it counts what was dealt with this year of what came in the year before: 上年12月收到、本年办理的1件."""
    if "CARRY" in item.kinds or not {"LAST", "RECEIVE", "ANSWER"} <= item.kinds:
        return False
    kinds = [token.kind for token in item.core]
    return "RECEIVE" in kinds[kinds.index("LAST") :][:_NEAR]


_NEAR = 4
"""Words from a year on in which it is told what happened in it."""


def _cause(tokens: Sequence[Token]) -> Sequence[Token]:
    """What a cause tells up to the verb that it is of; all where it has none: 因征收引起的信息公开行政复议."""
    end = next((n for n, token in enumerate(tokens) if token.kind == "ARISE"), len(tokens))
    return tokens if tokens[0].value in _POINTS_AT_CAUSE else tokens[:end]


def _goes_on_to_reviews(item: Item, topic: Topic) -> bool:
    """Whether 因此 points back at applications, or at reviews that were over them: 因此提起行政诉讼2件."""
    if topic not in (Topic.APPLICATIONS, Topic.REVIEWS) or "REST" in item.kinds or item.unknown:
        return False
    causes = [token.value for token in item.tokens if token.kind == "BECAUSE"]
    return len(causes) == 1 and causes[0] in _POINTS_AT_CAUSE


_POINTS_AT_CAUSE = ("so", BY_THAT)
_OVER_DISCLOSURE = frozenset("CAUSE DISCLOSURE APPLICATION ANSWER PROACTIVE OUTCOME ISSUE".split())


def _is_of_whole(item: Item, topic: Topic) -> bool:
    """Whether what 其中 breaks down is told of the whole year: what became of applications is, kinds of decisions aren't."""
    if topic is Topic.APPLICATIONS and any(token.value in ("open", "anew") for token in item.core):
        return True
    if topic is Topic.DOCUMENTS and {"AMONG", "MAKE"} <= item.kinds and item.has("THIS", "DATE"):
        return True  # 现行有效87件,其中本年制发9件
    return item.has(*OF_WHOLE) and item.kinds.isdisjoint(DECISIONS)


def leaves_doubt(item: Item, said: Frame) -> bool:
    """Whether it wasn't understood, and what is elliptical after it may be of what it tells."""
    if not item.counts or not item.unknown or said.scope is not Scope.WHOLE:
        return False
    return item.has("APPLICATION", "OUTCOME") or any(_is_of_cases(count) for count in item.counts)


def _is_of_cases(count: Token) -> bool:
    return isinstance(count.value, Quantity) and count.value.is_of_cases
