"""What stands right beside a claim, in its item, in brackets or in the next item: whether it is of all then."""

from collections.abc import Sequence
from itertools import pairwise

from service.language.beside.changes import pass_all, pass_over
from service.language.beside.items import units_of
from service.language.claims import Certainty, Claim, ReadItem, Relation
from service.language.clauses import CASES, DECISIONS, VERBS, Item
from service.language.lexicon import spelled
from service.language.mentions.figures import CASES_ALONE


def judged_beside(claim: Claim, item: Item, following: Item | None) -> Claim:
    """A claim with what stands beside it, which may say that it isn't of all."""
    if claim.measure == "all_done" and any("EXCEPT" in inner.kinds for inner in item.in_brackets):
        return pass_over(claim, "but for some")
    if claim.measure == "all_done" and claim.is_established and _is_of_answers_given(item):
        if "APPLICATION" in item.kinds and not item.counts:
            return pass_over(claim, "answers in time")  # 所有申请均在法定期限内答复
        return claim._replace(certainty=Certainty.TO_CHECK, reason="answers in time")
    if claim.table == "reviews":
        return _case_beside(claim, item, following)
    if claim.measure.startswith("outcomes.") and any(
        "AMONG" in i.kinds and "OUTCOME" in i.kinds for i in item.in_brackets
    ):
        return _with_included(claim, item)
    if "TOTAL" in item.kinds and item.core[0].kind == "AND" and claim.measure.startswith("outcomes."):
        return pass_over(claim, "summed up with what is before it")
    if claim.measure == "received" and following and _are_carried(item, following):
        return claim._replace(relation=Relation.SOME)  # 12月底收到的1件结转下年
    if claim.measure == "received" and following and _ranks(following):
        return pass_over(claim, "others beside it")
    return _beside_others(claim, item, following) if claim.measure == "answered" else claim


def _case_beside(claim: Claim, item: Item, following: Item | None) -> Claim:
    """A count of reviews or lawsuits, or of a result of them, with what stands beside it."""
    if any(token.text in _INSTANCES for token in item.core if token.kind in _COURT):
        return claim._replace(relation=Relation.SOME)
    if claim.measure == "review" and claim.figure and item.text.partition(claim.figure)[2].startswith(_APPLICANTS):
        return claim._replace(relation=Relation.SOME)  # 另3件申请人提起了行政复议
    if claim.measure == "review" and claim.figure.endswith(_PAPERS_OF_CASES):
        return pass_over(claim, "papers")  # 复议决定6份
    if claim.measure == "review" and item.mark == "PAUSE" and following and _has_result_behind(following):
        return pass_over(claim, "the result behind it")  # 7件复议、3件诉讼被纠正
    if claim.measure in CASES.values() and following and _came_to_result_in_them(item, following):
        return pass_over(claim, "the result behind it")
    return pass_over(claim, "other business") if _is_because_of_another_thing(item) else claim


def _is_because_of_another_thing(item: Item) -> bool:
    """Whether cases are told to come of a thing that is not disclosure: 未因标准公开引发行政复议."""
    kinds = [token.kind for token in item.tokens]
    return any(kinds[at : at + 3] == ["BECAUSE", "HEAD", "CAUSE"] for at in range(len(kinds)))


_APPLICANTS = spelled("applicants")
_PAPERS_OF_CASES = spelled("unit_of_papers")
_INSTANCES = spelled("instances")
"""Courts of one instance, which decide on some cases: 二审维持1件."""
_COURT = ("JUDGES", "FILL")


def _ranks(item: Item) -> bool:
    """Whether it tells how many others there are more of than of what is counted before it: 局办公室收到22件,居第二位."""
    return not item.counts and item.text.startswith(_PLACES)


_PLACES = spelled("ranks_as")


def _is_of_answers_given(item: Item) -> bool:
    """Whether it may tell of the answers that were given by then, and not that none is due: 收到的申请均按期答复."""
    answers = "".join([token.text for token in item.core if token.kind == "ANSWER"])
    is_in_time = any(word in item.text for word in _IN_TIME)
    is_dated = "DATE" in item.kinds or any(token.value == _CLOSING for token in item.core)
    return is_in_time and not is_dated and not any(word in answers for word in _ENDED)


_CLOSING = "closing"
_IN_TIME, _ENDED = spelled("in_time"), spelled("ended")


def _has_result_behind(item: Item) -> bool:
    """Whether a result stands behind the lawsuits that an item counts, and so is one of what is listed before them, too."""
    return {"LITIGATION", "COUNT"} <= item.kinds and [token.kind for token in item.core[-1:]] == ["VERDICT"]


def _came_to_result_in_them(item: Item, following: Item) -> bool:
    """Whether what it counts came to its result in cases that it names behind the count: 有1件因此在行政复议中被纠正."""
    kinds = [token.kind for token in item.core if token.kind not in ("FILL", "AMID")]
    is_counted_before = "COUNT" in kinds and kinds[-1] in CASES
    is_among = item.tokens[-1].kind == "AMID" and any(
        a.kind == "BY" and b.kind in CASES for a, b in pairwise(item.tokens)
    )
    return is_counted_before and is_among and _begins(following, "VERDICT")


def _are_carried(item: Item, following: Item) -> bool:
    """Whether it counts no more than those of which what goes on right behind it tells that they were carried over."""
    return item.mark == "GOES_ON" and _begins(following, "CARRY")


def _begins(item: Item, kind: str) -> bool:
    """Whether it counts nothing and begins with a word of a category."""
    return not item.counts and [token.kind for token in item.core[:1]] == [kind]


def _with_included(claim: Claim, item: Item) -> Claim:
    """An outcome whose bracket says that another is counted in it: 予以公开(含部分公开)10件."""
    core = [token for inner in item.in_brackets if not inner.counts for token in inner.core]
    others = [str(token.value) for token in core if token.kind == "OUTCOME"]
    if claim.measure in others or any(other.startswith(f"{claim.measure}.") for other in others):
        return claim
    return claim._replace(measure="+".join(dict.fromkeys((claim.measure, *others))))


def _beside_others(claim: Claim, item: Item, following: Item | None) -> Claim:
    """A count of answers is none of all where others are told beside it that were ended otherwise: 答复7件,不予受理4件."""
    if following and not following.counts and "ALL" in following.kinds and following.has("MATTER", "BEHALF"):
        return pass_over(claim, "other matters behind it")  # 共处理26件,均为12345转办
    if item.mark == "COLON" or following is None or not following.counts or "AMONG" in following.kinds:
        return claim
    outcome = next((str(token.value) for token in following.core if token.kind == "OUTCOME"), "outcomes.granted")
    if "NORESULT" in following.kinds or not outcome.startswith("outcomes.granted"):
        return pass_over(claim, "others beside it")
    return claim


def as_kind_of(claim: Claim, told: Sequence[Claim]) -> Claim:
    """A claim in the bracket of `told`, which is of a kind of it where it is less of the same: 出台文件5件(新制定3件、修订2件)."""
    is_of_kind = any(each.measure == claim.measure and claim.value < each.value for each in told)
    return claim._replace(relation=Relation.SOME) if is_of_kind else claim


def listed_behind(read: ReadItem, previous: ReadItem | None) -> ReadItem:
    """What 、 lists behind a count that claims nothing is counted as that one was: 公布许可事项12项、处罚事项80项."""
    if previous is None or not previous.item.counts or read.item.has(*VERBS):
        return read
    if any(claim.reason == "published" for claim in previous.claims) and previous.item.mark in _GOES_ON:
        return read._replace(claims=tuple(map(_published, read.claims)))
    is_listed = previous.item.mark == "PAUSE" and all(
        claim.reason == "listed behind another" for claim in previous.claims
    )
    return pass_all(read, "listed behind another") if is_listed or _sorts_things(previous.item, read.item) else read


def _sorts_things(previous: Item, item: Item) -> bool:
    """Whether it says with 即 what things are that are no cases, and counted right before it: 公开事项868项,即行政许可274项、公共服务431项."""
    is_of_them = [token.value for token in item.tokens[:1]] == ["that is"] and previous.kinds.isdisjoint(DECISIONS)
    units = units_of(item)
    return is_of_them and bool(units) and units == units_of(previous) and units.isdisjoint(CASES_ALONE)


_GOES_ON = ("PAUSE", "COMMA")


def _published(claim: Claim) -> Claim:
    """The same, where what is listed before it was published: 公示行政许可12件、行政处罚8件."""
    return claim._replace(certainty=Certainty.TO_CHECK, reason="published") if claim.is_established else claim
