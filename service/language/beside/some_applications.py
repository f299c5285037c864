"""Applications beside each other: who applied, what was carried over, what became of some, and what was asked for."""

from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile, zip_longest

from service.language.beside.changes import pass_all, pass_measure, pass_over, with_some, with_some_in
from service.language.beside.items import (
    claims_in,
    counts_amid,
    is_for_information,
    listed_in,
    only_value,
    units_of,
)
from service.language.claims import Certainty, Claim, ReadItem, Relation
from service.language.clauses import BY_THAT, CASES, VERBS, Item
from service.language.frames import is_cause
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.measures import OF_ALL
from service.language.mentions.figures import CASES_ALONE, PERSONS, is_in_units
from service.language.reasons import Reason


def of_carried(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes that are listed right behind what was carried over, without a mark, are some of all: 结转的3件予以公开2件、无法提供1件."""
    is_among = False
    for at, (previous, each) in enumerate(pairwise(items), 1):
        is_opened = {"CARRY", "OUTCOME"} <= previous.item.kinds and len(previous.item.counts) > 1
        is_among = is_opened or (is_among and previous.item.mark in ("PAUSE", "COMMA"))
        is_among = is_among and "OUTCOME" in each.item.kinds
        if is_among:
            items[at] = with_some_in(each, "reviews", "applications")
    return items


def of_carried_answered(items: list[ReadItem]) -> list[ReadItem]:
    """As many answers as what was carried has, or fewer, right behind it without a mark are of that: 结转下年度的5件申请已办结4件."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        carried, answered = only_value(previous.item), only_value(each.item)
        is_carried_alone = "CARRY" in previous.item.kinds and "RECEIVE" not in previous.item.kinds
        goes_on = is_carried_alone and previous.item.mark == "GOES_ON"
        if goes_on and carried and answered is not None and answered <= carried:
            items[at] = pass_measure(each, "answered", "a part")
    return items


def of_new_ones(items: list[ReadItem]) -> list[ReadItem]:
    """What became of those that the year brought is told of some where what was carried over is told of, too, or of those answered.

    新收申请中公开22件,结转申请中公开1件; 当年新收的45件办结件中,公开22件.
    """
    beside_carried = any({"CARRY", "AMID"} <= each.item.kinds for each in items)
    are_new = False
    for at, (each, following) in enumerate(zip_longest(items, items[1:])):
        is_opened = {"RECEIVE", "AMID"} <= each.item.kinds and "CARRY" not in each.item.kinds
        are_answered = following is not None and _are_new_ones_answered(each.item, following.item)
        if are_new or are_answered or (is_opened and beside_carried and "OUTCOME" in each.item.kinds):
            items[at] = with_some_in(each, "applications")
        are_new = (are_new or are_answered or (is_opened and beside_carried)) and each.item.mark != "SEMI"
    return items


def of_both_years(items: list[ReadItem]) -> list[ReadItem]:
    """Applications of this year, listed behind those of the last that were answered, are some of all: 答复上年申请6件、本年申请92件."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        are_answered = {"ANSWER", "LAST", "COUNT"} <= previous.item.kinds and previous.item.mark == "PAUSE"
        if are_answered and {"THIS", "APPLICATION", "COUNT"} <= each.item.kinds and not each.item.has(*VERBS):
            items[at] = with_some_in(each, "applications")
    return items


def _are_new_ones_answered(item: Item, following: Item) -> bool:
    """Whether it counts those of the new ones that were answered, among which it goes on: 当年新收的45件办结件中."""
    is_among = {"ANSWER", "AMID"} <= following.kinds and not following.counts
    return is_among and item.mark == "GOES_ON" and {"RECEIVE", "COUNT"} <= item.kinds


def rested_on(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes that rest on what was told before are some of all, where no row of the table is for that: 第三方不答复的由本机关决定,据此公开3件."""
    is_resting = False
    for at, (previous, each) in enumerate(pairwise(items), 1):
        is_resting = _rests_on_no_row(each) or (is_resting and previous.item.mark == "PAUSE")
        if is_resting:
            items[at] = with_some_in(each, "reviews", "applications")
    return items


def _rests_on_no_row(read: ReadItem) -> bool:
    points_back = any(token.value == BY_THAT for token in read.item.tokens)
    return points_back and not any(is_cause(claim.measure) for claim in read.claims)


def of_those_answered(items: list[ReadItem]) -> list[ReadItem]:
    """Answers of one sort among those that were given are some of all: 已办结的31件中,期限内答复29件."""
    is_among = False
    for at, (previous, each) in enumerate(pairwise(items), 1):
        is_among = is_among or (counts_amid(previous.item) and "ANSWER" in previous.item.kinds)
        if is_among:
            items[at] = with_some(each, "answered")
    return items


def of_those_named(items: list[ReadItem]) -> list[ReadItem]:
    """What all of some came to, whom words right before it name without a count, is told of these: 能公开的,均予以公开."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        are_named = not previous.item.counts and previous.item.text.endswith(_THOSE)
        if are_named and "OUTCOME" in each.item.kinds and not each.item.counts:
            items[at] = pass_all(each, "a part")
    return items


_THOSE = spelled("those")


def of_all_else(items: list[ReadItem]) -> list[ReadItem]:
    """What is told of all that a list leaves out is no row of the table: 公开15件,…,其余11件按其他情形处理.

    Nor is it one where it is told of several: 其余6件按不予公开、内容不明确等情形处理.
    """
    for at, each in enumerate(items):
        if "REMAIN" in each.item.kinds:
            names_several = each.item.mark == "PAUSE" and each.item.tokens[-1].kind == "OUTCOME"
            items[at] = pass_all(each, "the rest") if names_several else pass_measure(each, _OTHER, "the rest")
    return items


_OTHER = "outcomes.other"


def without_visitors(items: list[ReadItem]) -> list[ReadItem]:
    """That those who were counted before it applied for nothing says nothing of others: 来电咨询12人次,均未提交申请."""
    is_of_visitors = False
    for at, each in enumerate(items):
        if is_of_visitors and "NOT" in each.item.kinds and _tells_only_submitting(each.item):
            items[at] = pass_all(each, "of those who asked")
        is_of_visitors = is_of_visitors or any(map(_counts_persons, each.item.counts))
    return items


def made_by_visitors(items: list[ReadItem]) -> list[ReadItem]:
    """What those who were counted before it applied for on the spot may be anything: 接待群众3070人次,现场受理申请412份."""
    is_of_visitors = False
    for at, each in enumerate(items):
        if is_of_visitors and "CHANNEL" in each.item.kinds and _counts_bare_applications(each):
            items[at] = pass_all(each, "of those who asked")
        is_of_visitors = is_of_visitors or any(map(_counts_persons, each.item.counts))
    return items


def _tells_only_submitting(item: Item) -> bool:
    """Whether it tells what applicants did, and neither when nor what the body received."""
    return item.has("SUBMIT") and not item.has("RECEIVE", "THIS", "DATE", "SCHOOLYEAR")


def _counts_persons(count: Token) -> bool:
    return is_in_units(count.value, PERSONS)


def of_anybody(items: list[ReadItem]) -> list[ReadItem]:
    """What anybody applied for is some of all where others' stands beside it: 全年收到群众申请5件、企业申请2件.

    So is what came in writing, beside what came in other ways: 收到书面申请31件、网络申请50件.
    """
    for at, (each, following) in enumerate(pairwise(items)):
        others = {_BESIDE_SOME[token.value] for token in each.item.core if token.value in _BESIDE_SOME}
        is_beside = not others.isdisjoint(following.item.kinds) and "AMONG" not in following.item.kinds
        if each.claims and following.item.counts and is_beside:
            items[at] = pass_all(each, "others beside it")
    return items


def of_kinds_side_by_side(items: list[ReadItem]) -> list[ReadItem]:
    """A count of bare applications of some kind is one of several where those of another kind stand beside it: 一般申请110件、疑难申请9件."""
    parted = kinds_side_by_side(items)
    return [pass_all(each, "others beside it") if at in parted else each for at, each in enumerate(items)]


def kinds_side_by_side(items: Sequence[ReadItem]) -> frozenset[int]:
    """Where the items are that count one of two kinds of bare applications."""
    found = (
        {at, at + 1}
        for at, (each, following) in enumerate(pairwise(items))
        if _counts_a_kind(each.item) and _counts_a_kind(following.item) and not following.item.has(*_BEGINS_ANOTHER)
    )
    return frozenset().union(*found)


_BEGINS_ANOTHER = tuple(kind for kind in (*VERBS, "AMONG") if kind != "ANSWER")


def _counts_a_kind(item: Item) -> bool:
    """Whether it counts bare applications, told apart by a word right before them: 疑难申请9件."""
    if not {"APPLICATION", "COUNT"} <= item.kinds:
        return False
    kinds = [token.kind for token in item.tokens if token.kind != "ANSWER"]
    words = [(token.kind, token.value) for token in item.tokens]
    return ("APPLICATION", "bare") in words and kinds[-2:] == ["APPLICATION", "COUNT"] and kinds[-3:-2] in _KINDS_OF


_KINDS_OF = [[kind] for kind in (UNKNOWN, "NOUN", "SOME", "FILL")]


def of_other_applications(items: list[ReadItem]) -> list[ReadItem]:
    """What was answered of as many applications for something else, or fewer, is of those: 受理不动产登记申请8600件,办结8590件."""
    others = 0
    for at, each in enumerate(items):
        is_answer = bool(each.claims) and all(claim.measure == "answered" for claim in each.claims)
        if is_answer and others and (only_value(each.item) or 0) <= others:
            items[at] = pass_all(each, "of other applications")
        elif each.item.counts:
            others = (only_value(each.item) or 0) if not each.claims and _counts_a_kind(each.item) else 0
    return items


def of_papers_examined(items: list[ReadItem]) -> list[ReadItem]:
    """What is to be disclosed of papers that were examined is told of those: 对报送的公文进行审核,同意公开812件,不予公开14件."""
    text = "".join(each.item.text for each in items)
    if not any(word in text for word in _EXAMINED) or any("APPLICATION" in each.item.kinds for each in items):
        return items
    return [pass_all(each, "of papers") if _tells_outcome(each) else each for each in items]


_EXAMINED = spelled("papers_examined")


def before_counted_anew(items: list[ReadItem]) -> list[ReadItem]:
    """What came in before it was split, or double ones left out, and so counted anew, is no count of all: 申请表103份,拆分登记为119件."""
    anew = next((at for at, each in enumerate(items) if any(word in each.item.text for word in _COUNTED_ANEW)), 0)
    if any(each.item.counts for each in items[anew:]):
        items[:anew] = [pass_measure(each, "received", "counted anew") for each in items[:anew]]
    return items


_COUNTED_ANEW = spelled("counted_anew")


def of_those_carried_on(items: list[ReadItem]) -> list[ReadItem]:
    """A count that 有 puts before what became of it is of that alone: 收到的申请有6件结转下年度办理."""
    for at, (each, following) in enumerate(pairwise(items)):
        tokens = each.item.tokens
        is_among = each.item.mark == "GOES_ON" and len(tokens) > 1 and tokens[-2].text in _THERE_ARE
        if is_among and "CARRY" in following.item.kinds:
            items[at] = pass_all(each, "what became of some")
    return items


_THERE_ARE = spelled("there_are_only")
_BESIDE_SOME: dict[object, str] = {"anybody": "APPLICANT", "written": "CHANNEL"}
"""What names applications of any sort by itself, and the others that make it one of several sorts."""


def among_answered(items: list[ReadItem]) -> list[ReadItem]:
    """What came in and what was carried over, listed among what was answered, are some of all: 办结82件,其中上年结转2件、新收80件."""
    made: list[ReadItem] = []
    is_among = False
    for previous, each in zip((None, *items), items, strict=False):
        follows = previous is not None and any(claim.measure == "answered" for claim in previous.claims)
        measures = {claim.measure for claim in each.claims}
        is_among = bool(measures) and measures <= _CAME and (is_among or (follows and "AMONG" in each.item.kinds))
        made.append(with_some_in(each, "reviews", "applications") if is_among else each)
    return made


_CAME = {"received", "carried_over"}


def of_contents(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes in the unit of something that applications asked for are of that: 30件申请提出46项,予以公开22项."""
    asked: set[str] = set()
    made: list[ReadItem] = []
    for each in items:
        units = units_of(each.item)
        is_of_those = _tells_outcome(each) and bool(units) and units <= asked
        made.append(pass_all(each, "of what was asked for") if is_of_those else each)
        asked |= units - CASES_ALONE if not each.claims else set()
    return made


def of_subjects(items: list[ReadItem]) -> list[ReadItem]:
    """What is sorted by what it asks for may have a cause for its name: 从指向看,征地62件,公交21件,执法案卷27件."""
    first = next((at for at, each in enumerate(items) if each.item.counts), 0)
    is_sorted = any("VIEW" in each.item.kinds and "RESULT" not in each.item.kinds for each in items[: first + 1])
    others = [each for each in items if each.item.counts and "OUTCOME" not in each.item.kinds]
    told = [claim.measure for claim in claims_in(items) if claim.measure.startswith("outcomes.")]
    if not is_sorted or len(others) < _FEWEST_SUBJECTS or not all(map(is_cause, told)):
        return items
    return [pass_all(each, "a subject") if _tells_outcome(each) else each for each in items]


_FEWEST_SUBJECTS = 3
"""Counts of a list without an outcome that tell that it sorts by something else."""


def of_what_they_concern(items: list[ReadItem]) -> list[ReadItem]:
    """Applications for what may be refused are more than were refused, and what became of them is of those: 涉及第三方权益的申请8件,不予公开6件."""
    are_some = False
    for at, each in enumerate(items):
        if "OUTCOME" not in each.item.kinds:
            continue
        is_first = not any("OUTCOME" in before.item.kinds for before in items[:at])
        if is_first and _tells_concern(each.item, items[at + 1 :]):
            items[at], are_some = pass_all(each, "what they concern"), True
        elif are_some:
            items[at] = with_some_in(each, "reviews", "applications")
    return items


def _tells_concern(item: Item, behind: Sequence[ReadItem]) -> bool:
    """Whether it counts applications by what they concern or ask for, and nothing right behind says that they were refused.

    So it does where 其中 tells what became of them: 第三方不同意公开5件,其中不予公开3件. Or where it goes on with what was
    done before anything was decided: 涉及第三方权益的4件,均征求了意见. Or with parts of it: 涉及执法案卷5件,引导阅卷2件,不予公开3件.
    """
    named = [token for token in item.core if token.kind == "OUTCOME"]
    is_refused = bool(behind) and "OUTCOME" in behind[0].item.kinds and not behind[0].item.counts
    if len(named) != 1 or not item.counts or is_refused or item.has("AMONG", "ANSWER", "BECAUSE"):
        return False
    is_of_applications = "APPLICATION" in item.kinds and named[0].text.startswith(_CONCERNS)
    is_parted = any({"AMONG", "OUTCOME"} <= each.item.kinds for each in behind)
    is_weighed = bool(behind) and any(word in behind[0].item.text for word in _WEIGHED)
    is_taken_apart = named[0].text.startswith(_CONCERNS) and _come_to(only_value(item), behind)
    return is_cause(str(named[0].value)) and (is_of_applications or is_parted or is_weighed or is_taken_apart)


def _come_to(whole: int | None, behind: Sequence[ReadItem]) -> bool:
    """Whether the first two or more counts behind it come to it, one of which at least is of no cause: 引导阅卷2件,不予公开3件."""
    counted = [each.item for each in takewhile(lambda each: only_value(each.item) is not None, behind)]
    added = [*accumulate(only_value(item) or 0 for item in counted)]
    listed = counted[: added.index(whole) + 1] if whole in added[1:] else []
    return any(not any(is_cause(str(token.value)) for token in item.core) for item in listed)


_CONCERNS, _WEIGHED = spelled("concerns"), spelled("weighed")


def of_topics(items: list[ReadItem]) -> list[ReadItem]:
    """Decisions and cases by which applications are sorted are what those are about: 收到7件,按内容分:行政处罚5件; 收到7件(行政复议5件)."""
    is_sorted = False
    for at, each in enumerate(items):
        first = each.item.tokens[0].kind if each.item.tokens else ""
        is_sorted = is_sorted or (first == "VIEW" and any(word in each.item.text for word in _ABOUT))
        is_of_else = any(claim.table != "applications" for claim in each.claims)
        if is_of_else and (is_sorted or _is_behind_all(each.item, items[:at])):
            items[at] = pass_all(each, "a subject")
    return items


def _is_behind_all(item: Item, before: Sequence[ReadItem]) -> bool:
    """Whether it stands in brackets behind a count of all applications."""
    host = next((each for each in before if any(inner is item for inner in each.item.in_brackets)), None)
    return host is not None and any(claim.measure in OF_ALL for claim in host.claims)


_ABOUT = spelled("about_what")


def of_attributes(items: list[ReadItem]) -> list[ReadItem]:
    """Papers counted by how they may be disclosed are no applications: 定为主动公开的645条,依申请公开的402件,不予公开的273件."""
    counted = [each.item.text for each in items if each.item.counts]
    if not all(any(attribute in text for text in counted) for attribute in _ATTRIBUTES):
        return items
    if any("RECEIVE" in each.item.kinds and each.claims for each in items):
        return items
    return [pass_all(each, "by how it may be disclosed") if _tells_of_applications(each) else each for each in items]


def _tells_of_applications(read: ReadItem) -> bool:
    return any(claim.table == "applications" for claim in read.claims)


_ATTRIBUTES = spelled("attributes")


def of_fewer(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes that come to fewer than all, told before them, are of those alone.

    Those are what was carried over, or applications that are told apart by anything: 2022年结转2件,1件予以公开,1件无法提供;
    关于征地的3件申请,2件予以公开,1件部分公开; 延期答复的9件中,予以公开3件,不予公开6件.
    """
    start = next(
        (n for n, each in enumerate(items) if any(claim.measure in OF_ALL for claim in each.claims)), len(items)
    )
    for at, each in enumerate(items):
        fewer = _counted_of_some(each) if at < start or counts_amid(each.item) else 0
        behind = at + 1 + sum(1 for _ in each.item.in_brackets)
        begin = next((n for n in range(behind, len(items)) if items[n].item.counts), len(items))
        end = next((n for n in range(begin, len(items)) if only_value(items[n].item) is None), len(items))
        listed = items[begin:end]
        added = sum(only_value(part.item) or 0 for part in listed)
        comes_to = added == fewer or (added < fewer and _tells_some_apart(each.item))
        if fewer and any(map(_tells_outcome, listed)) and comes_to:
            items[begin:end] = [with_some_in(part, "reviews", "applications") for part in listed]
    return items


def _tells_some_apart(item: Item) -> bool:
    """Whether it counts what was carried over, or some by what was done about them, of which a list may name a few alone."""
    return item.has("CARRY") or (item.has("SOME") and (item.tokens[-1].kind == "AMID" or not item.has("ANSWER")))


def _counted_of_some(read: ReadItem) -> int:
    """How many applications an item counts that are none of all, as far as it tells; else 0."""
    is_of_all = read.item.has("TOTAL", "OUTCOME") or any(
        claim.is_established for claim in read.claims if claim.measure != _CARRIED_OVER
    )
    return 0 if is_of_all else only_value(read.item) or 0


_CARRIED_OVER = "carried_over"


def _tells_outcome(read: ReadItem) -> bool:
    return bool(read.claims) and read.claims[0].measure.startswith("outcomes.")


def of_kind_named(items: list[ReadItem]) -> list[ReadItem]:
    """A count of 申请 that lists those for disclosure as a part is of all kinds: 各类申请312件,其中政府信息公开申请28件.

    What it claims is claimed of that part. So it is of all kinds, or of another one, where that is said right behind it, or that
    none was for disclosure: 申请63件,全部为高龄津贴申请; 申请150件,其中救助93件、建房57件,没有政府信息公开申请.
    """
    for at, each in enumerate(items):
        if not _counts_bare_applications(each):
            continue
        behind = items[at + 1 :]
        if any(map(_are_all_for_another, behind[:1])) or any(map(_denies_those_for_information, behind)):
            items[at] = pass_all(each, _OF_ALL_KINDS)
            continue
        for n in range(at + 1, len(items)) if each.item.mark == "COLON" else listed_in(items, at):
            part = items[n].item
            if part.counts and part.kinds <= _DISCLOSURE_ALONE and _names_kind(part, each.item):
                count, value = part.counts[0], only_value(part)
                moved = [c._replace(value=value or 0, start=count.start, end=count.end) for c in each.claims]
                items[at] = pass_all(each, _OF_ALL_KINDS)
                items[n] = items[n]._replace(claims=tuple(moved))
                break
    return items


_OF_ALL_KINDS: Reason = "of all kinds of applications"
_DISCLOSURE_ALONE = frozenset("AMONG APPLICATION DISCLOSURE COUNT FILL PLUS AND".split())


def _are_all_for_another(read: ReadItem) -> bool:
    """Whether it says that all are applications by another name: 全部为高龄津贴申请."""
    item = read.item
    is_bare = [token.value for token in item.tokens[-1:]] == ["bare"]
    return is_bare and bool(item.unknown) and "ALL" in item.kinds and "DISCLOSURE" not in item.kinds


def _denies_those_for_information(read: ReadItem) -> bool:
    """Whether it says that none were for information, and no more: 没有政府信息公开申请."""
    item = read.item
    return item.kinds <= _DENIES_THEM and "NOT" in item.kinds and any(map(is_for_information, item.tokens))


_DENIES_THEM = frozenset({"NOT", "APPLICATION", "FILL"})


def _counts_bare_applications(read: ReadItem) -> bool:
    """Whether it counts all that came in by 申请 alone, which may be for anything, or by no name."""
    if not any(claim.measure in OF_ALL for claim in read.claims):
        return False
    return {token.value for token in read.item.tokens if token.kind == "APPLICATION"} <= {"bare"}


def _names_kind(part: Item, whole: Item) -> bool:
    """Whether a part names applications for disclosure, or any where the whole doesn't: 受理893件,其中热线867件、申请26件."""
    named = [token.value for token in part.tokens if token.kind == "APPLICATION"]
    if not named:
        return "DISCLOSURE" in part.kinds
    return None in named or "APPLICATION" not in whole.kinds


def without_sayings(items: list[ReadItem]) -> list[ReadItem]:
    """One answered is no count beside one of something else: 办结一件申请、解决一个问题、温暖一颗民心 tells how it is meant."""
    for at, each in enumerate(items):
        near = (*items[max(0, at - 1) : at], *items[at + 1 : at + 2])
        if each.claims and _answers_one(each.item) and any(_is_one_of_else(other.item) for other in near):
            items[at] = pass_all(each, "a saying")
    return items


def _answers_one(item: Item) -> bool:
    """Whether it says that one in words is answered, and nothing of when or how it came."""
    return "ANSWER" in item.kinds and not item.has("RECEIVE", "THIS", "DATE", "TOTAL") and _counts_one(item)


def _is_one_of_else(item: Item) -> bool:
    """Whether it counts one of what the lexicon doesn't have: 解决一类问题."""
    return _counts_one(item) and item.kinds <= _UNHEARD


def _counts_one(item: Item) -> bool:
    return len(item.counts) == 1 and item.counts[0].text.startswith(_ONE)


_ONE = spelled("one")
_UNHEARD = frozenset({UNKNOWN, "NOUN", "COUNT", "FILL"})


def with_part_included(items: list[ReadItem]) -> list[ReadItem]:
    """Those granted have those granted in part among them where these are told so: 公开6件(含部分公开1件), 公开6件,其中部分公开1件.

    So they have where a bracket divides them into both: 公开13件(予以公开11件、部分公开2件).
    """
    for at, (each, following) in enumerate(pairwise(items)):
        behind = items[at + 1 : at + 3] if _claims(following, _OPEN) else [following]
        is_in_bracket = all(any(inner is told.item for inner in each.item.in_brackets) for told in behind)
        is_among = len(behind) == 1 and any(token.kind == "AMONG" for token in following.item.tokens[:1])
        if (is_in_bracket or is_among) and _claims(behind[-1], _IN_PART):
            claims = (_of_both(claim) if claim.measure == _OPEN else claim for claim in each.claims)
            items[at] = each._replace(claims=tuple(claims))
    return items


def _claims(read: ReadItem, measure: str) -> bool:
    return any(claim.measure == measure for claim in read.claims)


def _of_both(granted: Claim) -> Claim:
    return granted._replace(measure=f"{_OPEN}+{_IN_PART}")


_IN_PART = "outcomes.partially_granted"


def without_lone_open(items: list[ReadItem]) -> list[ReadItem]:
    """公开3件 is of applications only right behind a count of all of them, or beside an outcome: 公开3件、不予公开2件."""
    for at, each in enumerate(items):
        if each.claims and _OPEN in {claim.measure for claim in each.claims} and "OUTCOME" not in each.item.kinds:
            told = [
                claim.measure
                for near in (*items[max(0, at - 1) : at], *items[at + 1 : at + 2])
                for claim in near.claims
            ]
            if not any(measure in OF_ALL or measure.startswith("outcomes.") for measure in told):
                items[at] = pass_all(each, "nothing of applications beside it")
    return items


_OPEN = "outcomes.granted"


def without_done(items: list[ReadItem]) -> list[ReadItem]:
    """All was dealt with but for what is told to be carried forward: 全部依法办理,其中结转下年2件.

    So it was but for what is told right behind it to be left out or not due yet: 全部办结,未到期5件除外; 均已答复,未到期5件正在办理. What
    stands behind it is to be checked, and what says that all came to an end: 结转下年2件,所收申请全部办结.
    """
    carrying = next((at for at, each in enumerate(items) if _carries(each)), _leaving(items))
    if carrying is None:
        return items
    is_apart = {"AMONG", "EXCEPT", "REST", "REMAIN"}.isdisjoint(token.kind for token in items[carrying].item.tokens)
    return [
        each._replace(
            claims=tuple(
                _of_all_but_some(claim, is_all=at > carrying or (is_apart and _says_ended(each.item)))
                if claim.measure == "all_done"
                else claim
                for claim in each.claims
            )
        )
        for at, each in enumerate(items)
    ]


def _says_ended(item: Item) -> bool:
    """Whether it says that all came to an end, and not how soon or that they are dealt with: 全部办结."""
    return any(token.text.endswith(_ENDED) for token in item.tokens) and not any(w in item.text for w in _IN_TIME)


_ENDED, _IN_TIME = spelled("came_to_an_end"), spelled("about_time")


def _of_all_but_some(claim: Claim, *, is_all: bool) -> Claim:
    """What is said of all where some were carried forward."""
    if not is_all:
        return pass_over(claim, "but for some")
    return claim._replace(certainty=Certainty.TO_CHECK, reason="carried beside")


def _leaving(items: Sequence[ReadItem]) -> int | None:
    """Where some are told right behind all that was done that were not: 未到期5件除外."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        is_left = each.item.has("EXCEPT", "PENDING") and only_value(each.item) and not each.item.has(*CASES)
        if is_left and any(claim.measure == "all_done" for claim in previous.claims):
            return at
    return None


def _carries(read: ReadItem) -> bool:
    """Whether it tells that some were carried forward."""
    return any(claim.measure == "carried_forward" and claim.value for claim in read.claims)


def counted_twice(read: ReadItem, following: ReadItem | None, beside: Sequence[ReadItem]) -> ReadItem:
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
