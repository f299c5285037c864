"""What stands beside a claim in its sentence, and says that it isn't of all or not of this report."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile, zip_longest

from service.language.claims import Certainty, Claim, ReadItem, Relation
from service.language.clauses import CASES, DECISIONS, LAWSUITS, Item, Segment
from service.language.frames import OF_OTHERS, WHOSE, Actor, is_cause
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.measures import OF_ALL, PUBLISHED
from service.language.mentions.figures import CASE, CASES_ALONE, PERSONS, Quantity, is_in_units
from service.reports.finding import Number


def pass_over(claim: Claim, reason: str) -> Claim:
    """The same claim, not told for that reason."""
    return claim._replace(certainty=Certainty.PASSED, reason=reason)


def judged_beside(claim: Claim, item: Item, following: Item | None) -> Claim:
    """A claim with what stands beside it, which may say that it isn't of all."""
    if claim.measure == "all_done" and any("EXCEPT" in inner.kinds for inner in item.in_brackets):
        return pass_over(claim, "but for some")
    if claim.measure == "all_done" and claim.is_established and _is_of_answers_given(item):
        return claim._replace(certainty=Certainty.TO_CHECK, reason="answers in time")
    if claim.table == "reviews" and any(token.text in _INSTANCES for token in item.core if token.kind in _COURT):
        return claim._replace(relation=Relation.SOME)
    if claim.measure.startswith("outcomes.") and any(
        "AMONG" in i.kinds and "OUTCOME" in i.kinds for i in item.in_brackets
    ):
        return _with_included(claim, item)
    if "TOTAL" in item.kinds and item.core[0].kind == "AND" and claim.measure.startswith("outcomes."):
        return pass_over(claim, "summed up with what is before it")
    if claim.measure == "review" and item.mark == "PAUSE" and following and _has_result_behind(following):
        return pass_over(claim, "the result behind it")  # 7件复议、3件诉讼被纠正
    if claim.measure == "received" and following and _ranks(following):
        return pass_over(claim, "others beside it")
    return _beside_others(claim, item, following) if claim.measure == "answered" else claim


def _ranks(item: Item) -> bool:
    """Whether it tells how many others there are more of than of what is counted before it: 局办公室收到22件,居第二位."""
    return not item.counts and item.text.startswith(_PLACES)


_PLACES = spelled("ranks_as")


def _is_of_answers_given(item: Item) -> bool:
    """Whether it may tell of the answers that were given by then, and not that none is due: 收到的申请均按期答复."""
    answers = "".join([token.text for token in item.core if token.kind == "ANSWER"])
    is_in_time = any(word in item.text for word in _IN_TIME)
    return is_in_time and not item.has("DATE", "THIS") and not any(word in answers for word in _ENDED)


_IN_TIME, _ENDED = spelled("in_time"), spelled("ended")


def _has_result_behind(item: Item) -> bool:
    """Whether a result stands behind the lawsuits that an item counts, and so is one of what is listed before them, too."""
    return {"LITIGATION", "COUNT"} <= item.kinds and [token.kind for token in item.core[-1:]] == ["VERDICT"]


_INSTANCES = spelled("instances")
"""Courts of one instance, which decide on some cases: 二审维持1件."""
_COURT = ("JUDGES", "FILL")


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
    if previous is None or not previous.item.counts or read.item.has(*_VERBS):
        return read
    if any(claim.reason == PUBLISHED for claim in previous.claims) and previous.item.mark in _GOES_ON:
        return read._replace(claims=tuple(map(_published, read.claims)))
    is_listed = previous.item.mark == "PAUSE" and not previous.claims
    return _pass_all(read, "listed behind another") if is_listed else read


_GOES_ON = ("PAUSE", "COMMA")


def _published(claim: Claim) -> Claim:
    """The same, where what is listed before it was published: 公示行政许可12件、行政处罚8件."""
    return claim._replace(certainty=Certainty.TO_CHECK, reason=PUBLISHED) if claim.is_established else claim


_VERBS = tuple(
    "RECEIVE ANSWER DUE CARRY MAKE REPEALED DECIDE ISSUE ARISE PARTY OUTCOME VERDICT COLLECT NOT ALL".split()
)


def beside_each_other(items: Sequence[ReadItem], tree: Sequence[Segment], *, has_region: bool) -> list[ReadItem]:
    """The items of a sentence, each claim judged by those beside it."""
    if not any(each.claims for each in items):
        return list(items)
    made = [_handled(each, items[:at], items[at + 1 :]) for at, each in enumerate(items)]
    made = [_counted_twice(each, following, items) for each, following in zip_longest(made, made[1:])]
    made = _without_all_kinds(_with_some_cases(_without_visitors(made)))
    for judged in _IN_ORDER:
        made = judged(made)
    made = _without_seat(_without_left_out(_without_lone_open(made), tree))
    if not has_region:
        made = [_with_others(each) for each in made]
    made = _without_done(_without_rivals(_without_summed(made)))
    return _without_stock(_without_unnamed_beside_own(made))


def _with_some_cases(items: Sequence[ReadItem]) -> list[ReadItem]:
    """Cases counted among what was counted right before them are some of all, with their results: 27件中有3件引发复议.

    So are applications among those of a sort: 6件档案类申请中有3件无法提供.
    """
    made: list[ReadItem] = []
    are_some = is_answered = False
    for previous, each in zip((None, *items), items, strict=False):
        is_among = previous is not None and bool(previous.item.counts) and previous.item.tokens[-1].kind == "AMID"
        if is_among and previous is not None and "VERDICT" in each.item.kinds:
            is_among = not _are_all_cases(previous)
        are_some = is_among or (are_some and not _counts_cases(each)) or (is_answered and _tells_some(each))
        of_some = is_among and previous is not None and bool(previous.item.unknown)
        made.append(with_some_cases(each, "applications" if of_some else "") if are_some else each)
        is_answered = is_answered or {"OUTCOME", "COUNT"} <= each.item.kinds
    return made


def _of_some_documents(items: list[ReadItem]) -> list[ReadItem]:
    """Documents that are told to be some of those counted before them: 制发规范性文件10件,区政府印发的有3件."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        counted = {claim.measure for claim in previous.claims if claim.table == "disclosure"}
        if counted and _tells_some(each):
            items[at] = with_some_cases(each, "disclosure")
    return items


def _of_its_own(items: list[ReadItem]) -> list[ReadItem]:
    """What is left of those that some other body may have received is that body's, too: 县资源局收到21件,年底有2件在办."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        is_of_body = previous.frame.actor is Actor.UNSURE and previous.item.mark == "COMMA"
        if is_of_body and any(claim.measure == "received" for claim in previous.claims):
            items[at] = each._replace(claims=tuple(map(_perhaps_its, each.claims)))
    return items


def _perhaps_its(claim: Claim) -> Claim:
    is_left = claim.measure == "carried_forward" and claim.is_established
    return claim._replace(certainty=Certainty.TO_CHECK, reason=WHOSE) if is_left else claim


def _of_carried(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes that are listed among what was carried over are some of all: 上年结转的2件中,部分公开1件、予以公开1件."""
    is_among = False
    for at, (previous, each) in enumerate(pairwise(items), 1):
        is_opened = _counts_carried(previous.item) and previous.item.tokens[-1].kind == "AMID"
        is_among = is_opened or (is_among and previous.item.mark in ("PAUSE", "COMMA"))
        is_among = is_among and "OUTCOME" in each.item.kinds
        if is_among:
            items[at] = with_some_cases(each, "applications")
    return items


def _counts_carried(item: Item) -> bool:
    """Whether it counts what the year before left, and nothing else."""
    return {"LAST", "CARRY"} <= item.kinds <= _CARRIED


_CARRIED = frozenset("LAST CARRY FILL COUNT APPLICATION AMID".split())


def _are_all_cases(read: ReadItem) -> bool:
    """Whether it counts all reviews or all lawsuits, so that results among them are of all: 17件行政复议中有2件被纠正."""
    return bool(read.claims) and all(
        claim.is_established and claim.measure in CASES.values() and claim.relation is Relation.ALL
        for claim in read.claims
    )


def _tells_some(read: ReadItem) -> bool:
    """Whether cases are told to be some of what was counted before them: 不予公开23件,…,被申请复议的有6件."""
    return any(one.value == "of" and other.text in _THERE_ARE for one, other in pairwise(read.item.tokens))


_THERE_ARE = spelled("there_are_only")


def _of_those_answered(items: list[ReadItem]) -> list[ReadItem]:
    """Answers of one sort among those that were given are some of all: 已办结的31件中,期限内答复29件."""
    is_among = False
    for at, (previous, each) in enumerate(pairwise(items), 1):
        ends_among = bool(previous.item.counts) and previous.item.tokens[-1].kind == "AMID"
        is_among = is_among or (ends_among and "ANSWER" in previous.item.kinds)
        if is_among:
            items[at] = _with_some(each, "answered")
    return items


def _of_new_cases(items: list[ReadItem]) -> list[ReadItem]:
    """Cases that the year brought are some of all where those of the year before stand behind: 提起复议2件,上年延续1件."""
    for at, (each, following) in enumerate(pairwise(items)):
        if {"LAST", "CARRY", "COUNT"} <= following.item.kinds and not following.item.has("APPLICATION", "CHANGE"):
            items[at] = with_some_cases(each)
    return items


def _of_one_result(items: list[ReadItem]) -> list[ReadItem]:
    """Cases that 、 lists behind those of a result are of that, too: 年末未审结的诉讼8件、复议4件."""
    for at, (each, following) in enumerate(pairwise(items), 1):
        told = [token for token in each.item.core if token.value != "of"]
        is_of_result = any(one.kind in _RESULTS and other.kind in CASES for one, other in pairwise(told))
        if is_of_result and each.item.mark == "PAUSE" and not following.item.has(*_RESULTS):
            items[at] = with_some_cases(following)
    return items


_RESULTS = ("VERDICT", "NORESULT")


def _of_all_else(items: list[ReadItem]) -> list[ReadItem]:
    """What is told of all that a list leaves out is no row of the table: 公开15件,…,其余11件按其他情形处理."""
    return [
        each._replace(claims=tuple(pass_over(c, "the rest") if c.measure == _OTHER else c for c in each.claims))
        if "REMAIN" in each.item.kinds
        else each
        for each in items
    ]


_OTHER = "outcomes.other"


def besides(items: tuple[ReadItem, ...], named: Collection[str]) -> tuple[ReadItem, ...]:
    """The items of a sentence that begins with 另有, whose cases are some of all if words of those categories are `named` before it.

    申请人先复议（维持），再起诉。另有复议1件: there were two.
    """
    first = items[0]
    is_of_named = any(first.item.has(kind) and kind in named for kind in CASES)
    return (with_some_cases(first), *items[1:]) if is_of_named else items


def _of_rest(items: list[ReadItem]) -> list[ReadItem]:
    """Cases added to results that were told of all are some of them: 诉讼5件,法院维持3件,另有1件系复议后起诉,仍在审理."""
    told: set[str] = set()
    for at, each in enumerate(items):
        measures = {claim.measure for claim in each.claims}
        if "PLUS" in each.item.kinds and measures & LAWSUITS and "litigation" in told and any("." in m for m in told):
            items[at] = with_some_cases(each)
        told |= measures
    return items


def _with_some(read: ReadItem, measure: str) -> ReadItem:
    some = (c._replace(relation=Relation.SOME) if c.measure == measure else c for c in read.claims)
    return read._replace(claims=tuple(some))


def _of_checks(items: list[ReadItem]) -> list[ReadItem]:
    """Decisions on what checks found may be some of all: 抽查60次,发现问题8个,作出处罚3件; not where the year is named."""
    if any("THIS" in each.item.kinds for each in items):
        return items
    is_found = False
    for at, (previous, each) in enumerate(pairwise(items), 1):
        checks = previous.item.counts and any(word in previous.item.text for word in _CHECKS)
        is_found = is_found or (bool(checks) and bool(each.item.counts) and each.item.text.startswith(_FINDS))
        if is_found and not each.item.kinds.isdisjoint(DECISIONS):
            items[at] = each._replace(claims=tuple(map(_perhaps, each.claims)))
    return items


def _of_sorts_of_documents(items: list[ReadItem]) -> list[ReadItem]:
    """Documents of one sort are some of all where another stands behind: 制发县政府规范性文件4件、部门规范性文件7件."""
    for at, (each, following) in enumerate(pairwise(items)):
        sorts, others = _sorts_of_documents(each.item), _sorts_of_documents(following.item)
        are_alike = sorts.keys() == others.keys() and sorts != others
        if sorts and are_alike and following.item.counts and not following.item.has(*_WITH_DOCUMENTS):
            claims = (claim._replace(relation=Relation.SOME) for claim in each.claims)
            items[at] = each._replace(claims=tuple(claims))
    return items


def _sorts_of_documents(item: Item) -> dict[str, str]:
    """What an item calls normative documents, and rules of government: 部门规范性文件."""
    return {token.kind: token.text for token in item.core if token.kind == "DOCUMENT" or token.value == "rules"}


_WITH_DOCUMENTS = ("MAKE", "INFORCE", "REPEALED")
"""What is told of documents, which another item of them need not tell again."""


_CHECKS, _FINDS = spelled("checks"), spelled("finds")


def _perhaps(claim: Claim) -> Claim:
    return claim._replace(certainty=Certainty.PASSED, relation=Relation.PERHAPS, reason="of what was checked")


def _without_visitors(items: list[ReadItem]) -> list[ReadItem]:
    """That those who were counted before it applied for nothing says nothing of others: 来电咨询12人次,均未提交申请."""
    is_of_visitors = False
    for at, each in enumerate(items):
        if is_of_visitors and "NOT" in each.item.kinds and _tells_only_submitting(each.item):
            items[at] = _pass_all(each, "of those who asked")
        is_of_visitors = is_of_visitors or any(map(_counts_persons, each.item.counts))
    return items


def _tells_only_submitting(item: Item) -> bool:
    """Whether it tells what applicants did, and neither when nor what the body received."""
    return item.has("SUBMIT") and not item.has("RECEIVE", "THIS", "DATE", "SCHOOLYEAR")


def _counts_persons(count: Token) -> bool:
    return is_in_units(count.value, PERSONS)


def _of_anybody(items: list[ReadItem]) -> list[ReadItem]:
    """What anybody applied for is some of all where others' stands beside it: 全年收到群众申请5件、企业申请2件.

    So is what came in writing, beside what came in other ways: 收到书面申请31件、网络申请50件.
    """
    for at, (each, following) in enumerate(pairwise(items)):
        others = {_BESIDE_SOME[token.value] for token in each.item.core if token.value in _BESIDE_SOME}
        is_beside = not others.isdisjoint(following.item.kinds) and "AMONG" not in following.item.kinds
        if each.claims and following.item.counts and is_beside:
            items[at] = _pass_all(each, "others beside it")
    return items


_BESIDE_SOME: dict[object, str] = {"anybody": "APPLICANT", "written": "CHANNEL"}
"""What names applications of any sort by itself, and the others that make it one of several sorts."""


def _among_answered(items: list[ReadItem]) -> list[ReadItem]:
    """What came in and what was carried over, listed among what was answered, are those of it: 办结82件,其中上年结转2件、新收80件."""
    made: list[ReadItem] = []
    is_among = False
    for previous, each in zip((None, *items), items, strict=False):
        follows = previous is not None and any(claim.measure == "answered" for claim in previous.claims)
        measures = {claim.measure for claim in each.claims}
        is_among = bool(measures) and measures <= _CAME and (is_among or (follows and "AMONG" in each.item.kinds))
        made.append(_pass_all(each, "some of what was answered") if is_among else each)
    return made


_CAME = {"received", "carried_over"}


def _of_expired(items: list[ReadItem]) -> list[ReadItem]:
    """Documents repealed are some of those that the table counts so, where others have expired: 宣布失效2件,废止2件."""
    are_expired = [bool(each.item.counts) and any(word in each.item.text for word in _EXPIRED) for each in items]
    if not any(are_expired):
        return items
    return [
        each if is_expired else each._replace(claims=tuple(map(_some_repealed, each.claims)))
        for each, is_expired in zip(items, are_expired, strict=True)
    ]


def _some_repealed(claim: Claim) -> Claim:
    return claim._replace(relation=Relation.SOME) if claim.measure.endswith(".repealed") else claim


_EXPIRED = spelled("expired")


def _of_contents(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes in the unit of something that applications asked for are of that: 30件申请提出46项,予以公开22项."""
    asked: set[str] = set()
    made: list[ReadItem] = []
    for each in items:
        units = _units(each.item)
        is_of_those = _tells_outcome(each) and bool(units) and units <= asked
        made.append(_pass_all(each, "of what was asked for") if is_of_those else each)
        asked |= units - {CASE} if not each.claims else set()
    return made


def _of_subjects(items: list[ReadItem]) -> list[ReadItem]:
    """What is sorted by what it asks for may have a cause for its name: 从指向看,征地62件,公交21件,执法案卷27件."""
    first = next((at for at, each in enumerate(items) if each.item.counts), 0)
    is_sorted = any("VIEW" in each.item.kinds and "RESULT" not in each.item.kinds for each in items[: first + 1])
    others = [each for each in items if each.item.counts and "OUTCOME" not in each.item.kinds]
    told = [claim.measure for claim in _claims(items) if claim.measure.startswith("outcomes.")]
    if not is_sorted or len(others) < _FEWEST_SUBJECTS or not all(map(is_cause, told)):
        return items
    return [_pass_all(each, "a subject") if _tells_outcome(each) else each for each in items]


_FEWEST_SUBJECTS = 3
"""Counts of a list without an outcome that tell that it sorts by something else."""


def _of_attributes(items: list[ReadItem]) -> list[ReadItem]:
    """Papers counted by how they may be disclosed are no applications: 定为主动公开的645条,依申请公开的402件,不予公开的273件."""
    counted = [each.item.text for each in items if each.item.counts]
    if not all(any(attribute in text for text in counted) for attribute in _ATTRIBUTES):
        return items
    if any("RECEIVE" in each.item.kinds and each.claims for each in items):
        return items
    return [_pass_all(each, "by how it may be disclosed") if _tells_of_applications(each) else each for each in items]


def _tells_of_applications(read: ReadItem) -> bool:
    return any(claim.table == "applications" for claim in read.claims)


_ATTRIBUTES = spelled("attributes")


def _of_fewer(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes that come to fewer than all, told right before them, are of those alone.

    Those are what was carried over, or applications of a sort: 2022年结转2件,1件予以公开,1件无法提供; 关于征地的3件申请,2件予以公开,1件部分公开.
    """
    start = next(
        (n for n, each in enumerate(items) if any(claim.measure in OF_ALL for claim in each.claims)), len(items)
    )
    for at, each in enumerate(items[:start]):
        fewer = next((claim.value for claim in each.claims if claim.measure == "carried_over"), _applied_by_some(each))
        if not fewer:
            continue
        end = next((n for n in range(at + 1, len(items)) if not _tells_outcome(items[n])), len(items))
        listed = items[at + 1 : end]
        if sum(part.claims[0].value for part in listed) == fewer:
            items[at + 1 : end] = [with_some_cases(part, "applications") for part in listed]
    return items


def _applied_by_some(read: ReadItem) -> Number:
    """How many applications an item counts that it names a sort of, which are none of all; else 0."""
    is_of_some = not read.claims and "APPLICATION" in read.item.kinds and read.item.has(*_NAMES_SORT)
    return (_only_value(read.item) or 0) if is_of_some else 0


_NAMES_SORT = (UNKNOWN, "NOUN", "SOME", "APPLICANT")


def _tells_outcome(read: ReadItem) -> bool:
    return bool(read.claims) and read.claims[0].measure.startswith("outcomes.")


def with_some_cases(read: ReadItem, table: str = "") -> ReadItem:
    """The same, whose reviews and lawsuits, and results of them, may be some of all; so what it counts of another table."""

    def some(claim: Claim) -> Claim:
        return claim._replace(relation=Relation.SOME) if claim.table in ("reviews", table) else claim

    return read._replace(claims=tuple(map(some, read.claims))) if read.claims else read


def _without_all_kinds(items: list[ReadItem]) -> list[ReadItem]:
    """A count of cases is of all kinds where fewer of them are told to be over disclosure: 14件,其中信息公开类3件.

    What is told in between of their results is of all kinds, too: 14件,败诉1件,其中信息公开类3件.
    """
    for at, each in enumerate(items):
        if _counts_cases(each):
            results = list(takewhile(lambda read: _goes_on_with_cases(read.item), items[at + 1 :]))
            end = at + 1 + len(results)
            is_of_any = not results or not _is_over_disclosure(each.item)
            if is_of_any and end < len(items) and _are_fewer_over_disclosure(items[end].item, each.item):
                items[end] = _over_disclosure(each, items[end])
                items[at:end] = [_pass_all(read, "of all kinds of cases") for read in (each, *results)]
    return items


def _over_disclosure(cases: ReadItem, part: ReadItem) -> ReadItem:
    """The part of cases that are over disclosure, of which what those claim is claimed: 行政复议16件,其中信息公开类3件."""
    item = part.item
    is_told_so = part.frame.withdrawn in ("", "a part") and "AMONG" in item.kinds
    is_named_so = _is_over_disclosure(item) and not item.has("VERDICT", "JUDGES") and not _points_back(item)
    if part.claims or not (is_told_so and is_named_so) or len(item.counts) != 1:
        return part
    count, value = item.counts[0], _only_value(item)
    moved = (
        claim._replace(value=value or 0, figure=count.text, start=count.start, end=count.end, frame=part.frame)
        for claim in cases.claims
        if claim.measure in _CASES and claim.relation is Relation.ALL
    )
    doubt = "words unknown" if item.unknown else part.frame.unsure
    return part._replace(claims=tuple(_doubted(claim, doubt) for claim in moved))


def _doubted(claim: Claim, doubt: str) -> Claim:
    is_sure = claim.certainty is Certainty.ESTABLISHED
    return claim._replace(certainty=Certainty.TO_CHECK, reason=doubt) if doubt and is_sure else claim


def _goes_on_with_cases(item: Item) -> bool:
    """Whether it tells what became of the cases before it, or counts nothing and names none: 多数针对行政处罚."""
    return _tells_result(item) or (not item.counts and item.kinds.isdisjoint(CASES))


def _tells_result(item: Item) -> bool:
    """Whether it counts no more than what became of the cases before it: 败诉1件."""
    return item.has("VERDICT", "JUDGES") and "COUNT" in item.kinds and item.kinds <= _RESULT


_RESULT = frozenset("COUNT VERDICT JUDGES FILL AND".split())


def _are_fewer_over_disclosure(item: Item, cases: Item) -> bool:
    """Whether it counts fewer than all `cases`, those over disclosure: by 其中, or by their kind alone."""
    value, part = _only_value(cases), _only_value(item)
    if not value or not part or part >= value:
        return False
    if "AMONG" in item.kinds:
        return _is_over_disclosure(item)
    is_kind = "DISCLOSURE" in item.kinds and item.kinds <= _KIND_ALONE and _units(item) <= _UNITS_OF_CASES
    return is_kind and not _is_over_disclosure(cases)


def _is_over_disclosure(item: Item) -> bool:
    return item.has("CAUSE", "DISCLOSURE") or any(token.value == "disclosure" for token in item.tokens)


def _points_back(item: Item) -> bool:
    """Whether its cause is what was told before: 由此引起."""
    return any(token.kind == "CAUSE" and token.value == "so" for token in item.tokens)


_KIND_ALONE = frozenset("COUNT DISCLOSURE FILL".split())
_UNITS_OF_CASES = CASES_ALONE


def _units(item: Item) -> set[str]:
    return {count.value.unit for count in item.counts if isinstance(count.value, Quantity)}


def _of_kind_named(items: list[ReadItem]) -> list[ReadItem]:
    """A count of 申请 that lists those for disclosure as a part is of all kinds: 各类申请312件,其中政府信息公开申请28件.

    What it claims is claimed of that part.
    """
    for at, each in enumerate(items):
        if not _counts_bare_applications(each):
            continue
        for n in _listed_in(items, at):
            part = items[n].item
            if part.counts and part.kinds <= _DISCLOSURE_ALONE and _names_disclosure(part):
                count, value = part.counts[0], _only_value(part)
                moved = [c._replace(value=value or 0, start=count.start, end=count.end) for c in each.claims]
                items[at] = _pass_all(each, "of all kinds of applications")
                items[n] = items[n]._replace(claims=tuple(moved))
                break
    return items


_DISCLOSURE_ALONE = frozenset("AMONG APPLICATION COUNT FILL PLUS AND".split())


def _counts_bare_applications(read: ReadItem) -> bool:
    """Whether it counts all applications by 申请 alone, which may be for anything."""
    if not any(claim.measure in OF_ALL for claim in read.claims):
        return False
    return {token.value for token in read.item.tokens if token.kind == "APPLICATION"} == {"bare"}


def _names_disclosure(item: Item) -> bool:
    return any(token.kind == "APPLICATION" and token.value is None for token in item.tokens)


def _listed_in(items: Sequence[ReadItem], at: int) -> Sequence[int]:
    """The items of the list that 其中 or the like opens right behind one; none where none does."""
    rest = range(at + 1, len(items))
    if not rest or "AMONG" not in items[at + 1].item.kinds:
        return ()
    end = next((n for n in rest if items[n - 1].item.mark in _ENDS_LIST and n > at + 1), len(items))
    return range(at + 1, end)


_ENDS_LIST = ("SEMI", "STOP")


def _of_seat_in(items: list[ReadItem]) -> list[ReadItem]:
    """A count of all with what its list tells of the body's seat: 全县163件,其中县政府28件."""
    for at, each in enumerate(items):
        if any(claim.measure in OF_ALL for claim in each.claims):
            seats = (items[n].item for n in _listed_in(items, at) if items[n].item.has("SEAT", "OWN"))
            told = next((value for seat in seats if (value := _only_value(seat))), None)
            if told:
                items[at] = each._replace(claims=tuple(claim._replace(seat=told) for claim in each.claims))
    return items


def _of_seat(items: list[ReadItem]) -> list[ReadItem]:
    """What a government's own office received is some of all, and can't be more: 县政府办公室健全登记制度,全年收到申请9件."""
    is_of_seat = False
    for at, each in enumerate(items):
        if each.item.has(*_OTHERS_THAN_SEAT):
            break
        is_of_seat = is_of_seat or "SEAT" in each.item.kinds
        if is_of_seat and each.frame.actor is Actor.OTHER:
            items[at] = each._replace(claims=tuple(map(_of_its_office, each.claims)))
    return items


_OTHERS_THAN_SEAT = ("OTHERS", "REGION", "SYSTEM", "BEHALF", "REVIEWER")


def _of_its_office(claim: Claim) -> Claim:
    if claim.measure != "received" or claim.reason != OF_OTHERS:
        return claim
    return claim._replace(certainty=Certainty.TO_CHECK, relation=Relation.SOME, reason=WHOSE)


def _counts_cases(read: ReadItem) -> bool:
    return any(claim.measure in _CASES for claim in read.claims)


_CASES = frozenset(CASES.values())


def _pass_all(read: ReadItem, reason: str) -> ReadItem:
    return read._replace(claims=tuple(pass_over(claim, reason) for claim in read.claims)) if read.claims else read


def _with_others(read: ReadItem) -> ReadItem:
    """A count that has others' in it by its bracket is not the body's own: 我局（含下属单位）收到8件."""
    if not read.item.asides:
        return read
    inner = list(read.item.in_brackets)
    if any("AMONG" in item.kinds and item.has("OTHERS", "REGION", "SYSTEM") for item in inner):
        return _pass_all(read, "with others'")
    is_without = any("EXCEPT" in item.kinds and not item.has("CARRY", "LAST") and not item.counts for item in inner)
    return _pass_all(read, "without some") if is_without else read


def _without_lone_open(items: list[ReadItem]) -> list[ReadItem]:
    """公开3件 is of applications only right behind a count of all of them, or beside an outcome: 公开3件、不予公开2件."""
    for at, each in enumerate(items):
        if each.claims and _OPEN in {claim.measure for claim in each.claims} and "OUTCOME" not in each.item.kinds:
            told = [
                claim.measure
                for near in (*items[max(0, at - 1) : at], *items[at + 1 : at + 2])
                for claim in near.claims
            ]
            if not any(measure in OF_ALL or measure.startswith("outcomes.") for measure in told):
                items[at] = _pass_all(each, "nothing of applications beside it")
    return items


_OPEN = "outcomes.granted"


def _without_left_out(items: list[ReadItem], tree: Sequence[Segment]) -> list[ReadItem]:
    """What the report says that it leaves out of its figures: the count before 不在统计之列, all before 均未列入."""
    starts = [segment.start for segment in tree]
    for at, each in enumerate(items):
        if each.item.counts or not any(token.value == "here" for token in each.item.tokens):
            continue
        begin = 0 if "ALL" in each.item.kinds else max(start for start in starts if start <= each.item.start)
        before = [n for n in range(at) if items[n].item.start >= begin and items[n].item.counts]
        for n in before if "ALL" in each.item.kinds else _listed_last(items, before):
            items[n] = _pass_all(items[n], "left out")
    return items


def _listed_last(items: Sequence[ReadItem], counted: Sequence[int]) -> Sequence[int]:
    """The last of some items that count, with those that 、 lists before it and that in whose brackets they stand."""
    first = len(counted) - 1
    while first > 0 and (items[counted[first - 1]].item.mark == "PAUSE" or _is_in_brackets(items, counted, first)):
        first -= 1
    return counted[max(0, first) :]


def _is_in_brackets(items: Sequence[ReadItem], counted: Sequence[int], at: int) -> bool:
    """Whether an item that counts stands in the brackets of that which does before it."""
    inner = items[counted[at]].item
    return any(inner.start == aside.start for aside in items[counted[at - 1]].item.in_brackets)


def _without_seat(items: list[ReadItem]) -> list[ReadItem]:
    """What the body's seat counts where others' are counted beside it is a part: 局机关办理15件,7个分支局办理11件."""
    if not any(each.claims and "SEAT" in each.item.kinds for each in items):
        return items
    seats = [each.item for each in items if "SEAT" in each.item.kinds]
    verbs = {kind for seat in seats for kind in seat.kinds.intersection(_VERBS)}
    units = {unit for seat in seats for unit in _units(seat)}
    if not any(
        each.frame.actor is Actor.OTHER or (each.frame.actor is Actor.UNSURE and _may_count_others(each.item, verbs))
        for each in items
        if each.item.counts and "SEAT" not in each.item.kinds and _units(each.item) & units
    ):
        return items
    return [_pass_all(each, "the seat's") if "SEAT" in each.item.kinds else each for each in items]


def _may_count_others(item: Item, verbs: Collection[str]) -> bool:
    """Whether it does what the seat does, or names another and tells no verb of its own: 局机关收到申请3件,水文中心5件."""
    return item.has(*verbs) or (bool(item.unknown) and not item.has(*_VERBS))


def _without_unnamed_beside_own(items: list[ReadItem]) -> list[ReadItem]:
    """What a body counts that may be its own is another's where its own is counted right behind: 试点乡镇作出6件,县局作出19件."""
    for at, (each, following) in enumerate(pairwise(items)):
        is_own = following.frame.actor is Actor.OWN and "OWN" in following.item.kinds
        if each.frame.actor is Actor.UNSURE and each.item.unknown and is_own and following.item.counts:
            items[at] = _pass_all(each, "others' beside the body's own")
    return items


def _without_stock(items: list[ReadItem]) -> list[ReadItem]:
    """What was counted up since before the year, of which the year's own or what is in force stands behind it.

    累计作出许可1370件,本年137件; 截至年底累计制发47件,现行有效12件.
    """
    for at, (each, following) in enumerate(pairwise(items)):
        if not each.claims:
            continue
        is_sum = any(token.text.startswith(_IN_ALL) for token in each.item.tokens if token.kind == "TOTAL")
        whole, part = _only_value(each.item), _only_value(following.item)
        if is_sum and whole and part is not None and part < whole and _is_of_stock(following.item):
            items[at] = _pass_all(each, "counted up since before the year")
    return items


_IN_ALL = spelled("in_all")


def _is_of_stock(item: Item) -> bool:
    """Whether it counts no more than what of a sum is the year's own, or is in force."""
    return item.has("THIS", "INFORCE") and item.kinds <= _OF_STOCK


_OF_STOCK = frozenset("THIS INFORCE COUNT FILL AMONG DECIDE MAKE RECEIVE DOCUMENT".split())


def _without_summed(items: list[ReadItem]) -> list[ReadItem]:
    """Counts of one measure that are summed up behind them are parts: 局机关收到20件,支队收到9件,合计29件."""
    for last, each in enumerate(items):
        value = _only_value(each.item)
        if value is None or "TOTAL" not in each.item.kinds:
            continue
        for first in range(last - 2, -1, -1):
            parts = items[first:last]
            measures = {claim.measure for part in parts for claim in part.claims}
            values = [
                part.claims[0].value if part.claims else _value_of_rest(part.item) for part in parts if part.item.counts
            ]
            if len(measures) > 1 or None in values:
                break
            if sum(each for each in values if each) == value:
                items[first:last] = [_pass_all(part, "summed up") for part in parts]
                break
    return items


def _value_of_rest(item: Item) -> int | None:
    """What is counted of the rest, or is added: 其余18件由网上提交, 加2022年遗留1件."""
    return _only_value(item) if item.has("REST", "REMAIN", "PLUS") else None


def _only_value(item: Item) -> int | None:
    quantity = item.counts[0].value if len(item.counts) == 1 else None
    return int(quantity.value) if isinstance(quantity, Quantity) else None


def _without_rivals(items: list[ReadItem]) -> list[ReadItem]:
    """Of several counts of all that differ, none of them established, none is of all."""
    likely = [c for c in _claims(items) if c.certainty is not Certainty.PASSED and c.relation is Relation.ALL]
    for measure in OF_ALL:
        rivals = [claim for claim in likely if claim.measure == measure]
        if len({claim.value for claim in rivals}) > 1 and not any(claim.is_established for claim in rivals):
            items = [
                _pass_all(each, "one of several") if any(c in rivals for c in each.claims) else each for each in items
            ]
    return items


def _without_done(items: list[ReadItem]) -> list[ReadItem]:
    """All was dealt with but for what is told to be carried forward: 全部依法办理,其中结转下年2件.

    What names all applications behind it is to be checked: 结转下年2件,所收申请全部办结.
    """
    carrying = next((at for at, each in enumerate(items) if _carries(each)), None)
    if carrying is None:
        return items
    return [
        each._replace(
            claims=tuple(
                _of_all_but_some(claim, names_all=at > carrying and "APPLICATION" in each.item.kinds)
                if claim.measure == "all_done"
                else claim
                for claim in each.claims
            )
        )
        for at, each in enumerate(items)
    ]


def _of_all_but_some(claim: Claim, *, names_all: bool) -> Claim:
    """What is said of all where some were carried forward."""
    if not names_all:
        return pass_over(claim, "but for some")
    return claim._replace(certainty=Certainty.TO_CHECK, reason="carried beside")


def _carries(read: ReadItem) -> bool:
    """Whether it tells that some were carried forward."""
    return any(claim.measure == "carried_forward" and claim.value for claim in read.claims)


def _claims(items: Sequence[ReadItem]) -> Iterator[Claim]:
    return (claim for each in items for claim in each.claims)


def _handled(read: ReadItem, before: Sequence[ReadItem], rest: Sequence[ReadItem]) -> ReadItem:
    """Cases that were handled are no decisions where those are told behind them: 办理处罚案件30件,作出处罚决定27件."""
    kinds = read.item.kinds & DECISIONS.keys()
    if not kinds or not read.claims or any("DECIDE" in each.item.kinds for each in (read, *before)):
        return read
    for later in (each.item for each in rest):
        told = later.kinds & DECISIONS.keys()
        is_told_of_them = (
            not later.unknown and "AMONG" not in later.kinds
        )  # not 窗口办理申报27件, nor 其中网上办理298件
        is_alike = told <= kinds and (told or "DECIDE" in later.kinds or is_told_of_them)
        if is_alike and later.counts and later.has("DECIDE", "ANSWER"):
            return _pass_all(read, "handled alone")
    return read


def _counted_twice(read: ReadItem, following: ReadItem | None, beside: Sequence[ReadItem]) -> ReadItem:
    """Outcomes of one row that are counted apart are some of it each: 不掌握的7件,不属于本机关公开的2件.

    So is one that is told beside a row of it, or once more, and was not wholly understood: 重复申请不予处理1件,要求出具信息不予处理1件;
    but for one that opens the list of its rows: 无法提供的较多,计9件,包括本机关不掌握8件.
    """
    if not read.claims:
        return read
    claims = [claim for each in beside for claim in each.claims]
    opens_list = following is not None and "AMONG" in following.item.kinds
    is_by_cause = {"BECAUSE", "ETC"} <= read.item.kinds  # 因涉第三方商业秘密等不予公开29件,执法案卷10件

    def part(claim: Claim) -> Claim:
        alike = [each for each in claims if each.measure == claim.measure]
        others = {each.value for each in alike}
        is_told_again = len([each for each in alike if not each.is_established]) > 1
        is_beside_row = any(each.measure.startswith(f"{claim.measure}.") for each in claims)
        is_some = claim.measure.startswith("outcomes.") and (
            len(others) > 1
            or is_told_again
            or (is_beside_row and not opens_list and (is_by_cause or not claim.is_established))
        )
        return claim._replace(relation=Relation.SOME) if is_some else claim

    return read._replace(claims=tuple(map(part, read.claims)))


_IN_ORDER = (
    _of_one_result,
    _of_all_else,
    _of_anybody,
    _of_expired,
    _among_answered,
    _of_those_answered,
    _of_new_cases,
    _of_carried,
    _of_its_own,
    _of_some_documents,
    _of_rest,
    _of_checks,
    _of_sorts_of_documents,
    _of_seat,
    _of_kind_named,
    _of_seat_in,
    _of_contents,
    _of_subjects,
    _of_attributes,
    _of_fewer,
)
"""What says of some claims of a sentence that they are of less than all."""
