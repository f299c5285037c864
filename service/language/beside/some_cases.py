"""Reviews and lawsuits beside each other: some among others, and results of some."""

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise, takewhile

from service.language.beside.changes import pass_all, with_some_in
from service.language.beside.items import (
    claims_in,
    counts_amid,
    counts_cases,
    is_over_disclosure,
    only_value,
    tells_some,
    units_of,
)
from service.language.claims import ReadItem, Relation
from service.language.clauses import CASES, DECISIONS, LAWSUITS, Item
from service.language.frames import Period
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.measures import OF_ALL
from service.language.mentions.figures import CASES_ALONE, Quantity
from service.reports.finding import Number


def among_others(items: Sequence[ReadItem]) -> list[ReadItem]:
    """Cases counted among what was counted right before them are some of all, with their results: 27件中有3件引发复议.

    So are applications among those of a sort: 6件档案类申请中有3件无法提供.
    """
    made: list[ReadItem] = []
    are_some = is_answered = False
    for previous, each in zip((None, *items), items, strict=False):
        is_among = previous is not None and counts_amid(previous.item)
        if is_among and previous is not None and "VERDICT" in each.item.kinds:
            is_among = not _are_all_cases(previous)
        is_of_one = any(word in each.item.text for word in _BROUGHT_BY_ONE)
        goes_on = are_some and not counts_cases(each)
        are_some = is_among or is_of_one or goes_on or (is_answered and tells_some(each))
        of_some = is_among and previous is not None and bool(previous.item.unknown)
        tables = ("reviews", "applications") if of_some else ("reviews",)
        made.append(with_some_in(each, *tables) if are_some else each)
        is_answered = is_answered or {"OUTCOME", "COUNT"} <= each.item.kinds
    return made


_BROUGHT_BY_ONE = spelled("brought_by_one")


def of_no_cases_of_some(items: list[ReadItem]) -> list[ReadItem]:
    """That none came of applications of a sort, which are counted before, is told of these: 征地类申请44件,均未引发行政复议; 网上申请44件.

    What became of them may stand between: 对44件申请,予以公开31件、无法提供13件,均未引发复议. So is what is denied right behind counts of
    anything else that could be brought to court: 行政许可1268件,无诉讼.
    """
    for at, each in enumerate(items):
        is_of_them = "ALL" in each.item.kinds or each.item.text.startswith(_ALL)
        denies_of_them = "NOT" in each.item.kinds and is_of_them and each.item.has(*CASES) and not each.item.counts
        counted = (r for r in reversed(items[:at]) if r.item.has("APPLICATION", "CHANNEL") and r.item.counts)
        applications = next(counted, None) if denies_of_them else None
        is_of_part = applications is not None and not _are_all_applications(applications)
        if is_of_part or (_denies_alone(each.item) and _are_of_something_else(items[:at])):
            items[at] = pass_all(each, "a part")
    return items


def _denies_alone(item: Item) -> bool:
    """Whether it says that there were no cases, and not whose or when: 无诉讼, 均未被诉."""
    return "NOT" in item.kinds and item.has(*CASES) and item.kinds <= _OF_DENIAL


_OF_DENIAL = frozenset({"NOT", "ALL", "FILL", "ARISE", *CASES})


def _are_of_something_else(before: Sequence[ReadItem]) -> bool:
    """Whether all that stands before it counts what was decided, made or dealt with, or one part of the applications: 延期答复11件."""
    if not before or before[-1].item.mark != "COMMA" or not all(read.item.counts for read in before):
        return False
    if len(before) == 1 and before[0].item.has("OUTCOME", "SOME") and not before[0].item.has(*_OF_ALL_APPLICATIONS):
        return True
    return all(_is_something_else(read.item) for read in before)


def _is_something_else(item: Item) -> bool:
    """Whether it counts decisions, documents, or cases or households by a name that isn't known: 公租房分配588户."""
    is_unknown = bool(item.unknown) and units_of(item) <= _BROUGHT_TO_COURT
    is_other = item.has("DOCUMENT", *DECISIONS) or is_unknown
    return is_other and not item.has(
        "DISCLOSURE", "ISSUE", "PROACTIVE", "ANSWER", "OUTCOME", *_OF_ALL_APPLICATIONS, *CASES
    )


_OF_ALL_APPLICATIONS = ("APPLICATION", "RECEIVE", "DUE", "CARRY", "ALL", "TOTAL")
_BROUGHT_TO_COURT = CASES_ALONE | frozenset(spelled("households"))


def _are_all_applications(read: ReadItem) -> bool:
    """Whether it counts all applications, new, due or answered ones."""
    return any(claim.measure in OF_ALL and claim.relation is Relation.ALL for claim in read.claims)


_ALL = spelled("of_all")


def of_one_party(items: list[ReadItem]) -> list[ReadItem]:
    """That one who had to do with an application brought no case is told of that one: 第三方未申请复议,也未提起诉讼."""
    is_of_one = False
    for at, each in enumerate(items):
        is_of_one = each.item.text.startswith(_PARTIES) or (
            is_of_one and not each.item.has("OWN", "THIS", "DISCLOSURE")
        )
        if is_of_one and each.item.has(*CASES) and not each.item.counts:
            items[at] = pass_all(each, "a part")
    return items


_PARTIES = spelled("parties")


def _are_all_cases(read: ReadItem) -> bool:
    """Whether it counts all reviews or all lawsuits, so that results among them are of all: 17件行政复议中有2件被纠正."""
    return bool(read.claims) and all(
        claim.is_established and claim.measure in CASES.values() and claim.relation is Relation.ALL
        for claim in read.claims
    )


def of_new_cases(items: list[ReadItem]) -> list[ReadItem]:
    """Cases that the year brought are some of all where those of the year before stand behind, or what both come to.

    提起复议2件,上年延续1件; 新增8件、跨年1件; 受理复议2件,2023年受理、2024年审结1件,合计3件; so they are behind those: 上年结转复议1件,新增5件.
    """
    for at, each in enumerate(items):
        cases = {kind for kind, measure in CASES.items() if any(claim.measure == measure for claim in each.claims)}
        if not cases:
            continue
        behind, before = items[at + 1 :], items[:at]
        are_behind = any(read.item.has("LAST", "DATE") and _are_from_before(read.item, cases) for read in before)
        if (
            are_behind
            or any(_are_from_before(read.item, cases) for read in behind)
            or _is_summed_up(each, behind, cases)
        ):
            items[at] = with_some_in(each, "reviews")
    return items


def _are_from_before(item: Item, cases: Collection[str]) -> bool:
    """Whether an item counts those of the cases before it that the year before left: 上年延续1件, 上年未审结1件."""
    named = set(item.kinds & CASES.keys())
    is_of_them = not named or not named.isdisjoint(cases) or named.union(cases).isdisjoint(("REVIEW",))
    is_left = "CARRY" in item.kinds or {"LAST", "VERDICT"} <= item.kinds
    return is_of_them and is_left and "COUNT" in item.kinds and not item.has(*_NOT_FROM_BEFORE)


_NOT_FROM_BEFORE = ("APPLICATION", "CHANGE", "COMPARE", "NEXTYEAR", "CARRYNEXT")


def _is_summed_up(cases: ReadItem, behind: Sequence[ReadItem], kinds: Collection[str]) -> bool:
    """Whether a sum stands behind cases and one more count, which names no cases of another kind, that they come to."""
    counted = [read.item for read in behind if read.item.counts][:2]
    others = CASES.keys() - kinds
    if len(counted) < 2 or "TOTAL" not in counted[1].kinds or any(item.has(*others) for item in counted):
        return False
    first, more, both = (only_value(item) or 0 for item in (cases.item, *counted))
    return 0 < first < both == first + more


def of_one_result(items: list[ReadItem]) -> list[ReadItem]:
    """Cases that are listed behind those of a result, or behind a colon, are of that, too: 年末未审结的诉讼8件、复议4件; 正在审理:复议3件,诉讼2件."""
    is_headed = False
    for at, (each, following) in enumerate(pairwise(items), 1):
        told = [token for token in each.item.core if token.value != "of"]
        is_of_result = any(_tells_result_of(one) and other.kind in CASES for one, other in pairwise(told))
        is_listed = each.item.mark == "PAUSE" or following.item.kinds <= _CASES_COUNTED
        is_headed = each.item.mark != "SEMI" and (is_headed or _is_result_alone(each.item))
        if (is_headed or (is_of_result and is_listed)) and not following.item.has(*_RESULTS):
            items[at] = with_some_in(following, "reviews")
    return items


def _tells_result_of(token: Token) -> bool:
    return token.kind in _RESULTS or token.value == "concluded"


def _is_result_alone(item: Item) -> bool:
    """Whether it names what became of cases before a colon, or of how many of those are told behind it: 年底未结案:, 被纠正的3件案件中."""
    is_opened = item.mark == "COLON" or counts_amid(item)
    return is_opened and item.kinds.isdisjoint(CASES) and any(map(_tells_result_of, item.core))


_RESULTS = ("VERDICT", "NORESULT")
_CASES_COUNTED = frozenset({*CASES, "COUNT", "FILL"})


def besides(items: tuple[ReadItem, ...], named: Collection[str]) -> tuple[ReadItem, ...]:
    """The items of a sentence that begins with 另有, whose cases are some of all if words of those categories are `named` before it.

    申请人先复议（维持），再起诉。另有复议1件: there were two.
    """
    first = items[0]
    is_of_named = any(first.item.has(kind) and kind in named for kind in CASES)
    return (with_some_in(first, "reviews"), *items[1:]) if is_of_named else items


def of_rest(items: list[ReadItem]) -> list[ReadItem]:
    """Cases added to results that were told of all are some of them: 诉讼5件,法院维持3件,另有1件系复议后起诉,仍在审理."""
    told: set[str] = set()
    for at, each in enumerate(items):
        measures = {claim.measure for claim in each.claims}
        if "PLUS" in each.item.kinds and measures & LAWSUITS and "litigation" in told and any("." in m for m in told):
            items[at] = with_some_in(each, "reviews")
        told |= measures
    return items


def of_both_kinds(items: list[ReadItem]) -> list[ReadItem]:
    """Results among more cases than their kind has are of reviews and lawsuits: 复议7件,诉讼4件,审结的9件中8件维持."""
    told: dict[str, Number] = {}
    for at, each in enumerate(items):
        whole = next((read for read in (each, *items[at - 1 : at]) if "AMID" in read.item.kinds), None)
        counts = [
            count.value.value for count in (whole.item.counts if whole else ()) if isinstance(count.value, Quantity)
        ]
        kinds = {claim.measure.partition(".")[0] for claim in each.claims if "." in claim.measure} & told.keys()
        if counts and any(told[kind] < counts[0] < sum(told.values()) for kind in kinds):
            items[at] = pass_all(each, "of both kinds of cases")
        told |= {claim.measure: claim.value for claim in each.claims if claim.measure in CASES.values()}
    return items


def of_earlier_cases(items: list[ReadItem]) -> list[ReadItem]:
    """What became of cases that the year before left, or that some are told to be, is told of those: 上年未审结的4件,全部审结:维持3件,纠正1件.

    So is what became of those of another sort: 行政处罚类行政复议12件,维持10件. Of any others only where their results come to as many:
    同一申请人提起的行政复议5件,维持4件、其他1件.
    """
    for at, each in enumerate(items):
        whole = only_value(each.item)
        if each.item.kinds.isdisjoint(CASES) or any(claim.is_established for claim in each.claims):
            continue
        is_earlier = _are_earlier(each) or _are_of_a_sort(each.item)
        results = list(takewhile(partial(_goes_on_with, is_earlier=is_earlier), items[at + 1 :]))
        told = [only_value(read.item) or 0 for read in results if read.item.counts]
        if is_earlier:
            items[at + 1 : at + 1 + len(results)] = [pass_all(read, "of earlier cases") for read in results]
        elif len(told) > 1 and sum(told) == whole and all(claim.is_established for claim in claims_in(results)):
            items[at + 1 : at + 1 + len(results)] = [with_some_in(read, "reviews") for read in results]
    return items


def _are_of_a_sort(item: Item) -> bool:
    """Whether it names cases of a sort that is none of disclosure, or over decisions: 投诉举报类行政复议, 不服行政处罚提起行政复议."""
    if is_over_disclosure(item) or item.has("AMONG"):
        return False
    before = (a for a, b in pairwise(item.core) if b.kind in CASES)
    return item.has(*DECISIONS) or any(token.text.endswith(_SORT) for token in before)


(_SORT,) = spelled("class")


def _are_earlier(read: ReadItem) -> bool:
    """Whether it names cases of an earlier year, or that it left: 去年遗留的复议2件, 年初未结诉讼4件, 2023年提起的诉讼."""
    item = read.item
    is_left = item.has("LAST", "DATE") and item.has("CARRY")
    is_at_opening = any(token.value == "opening" for token in item.tokens)
    return is_left or is_at_opening or (read.frame.period is Period.PAST and not read.frame.is_compared)


def _goes_on_with(read: ReadItem, *, is_earlier: bool) -> bool:
    """Whether it names no cases anew; behind earlier ones their results may name them: 其中复议维持2件."""
    return read.item.kinds.isdisjoint(CASES) or (is_earlier and "VERDICT" in read.item.kinds)


def handled(read: ReadItem, before: Sequence[ReadItem], rest: Sequence[ReadItem]) -> ReadItem:
    """Cases that were handled are no decisions where those are told behind them: 办理处罚案件30件,作出处罚决定27件.

    Nor is what was asked for alone: 行政许可受理1541件.
    """
    kinds = read.item.kinds & DECISIONS.keys()
    if not kinds or not read.claims or any("DECIDE" in each.item.kinds for each in (read, *before)):
        return read
    if "RECEIVE" in read.item.kinds and "ANSWER" not in read.item.kinds:
        return pass_all(read, "handled alone")
    for later in (each.item for each in rest):
        told = later.kinds & DECISIONS.keys()
        is_told_of_them = (
            not later.unknown and "AMONG" not in later.kinds
        )  # not 窗口办理申报27件, nor 其中网上办理298件
        is_alike = told <= kinds and (told or "DECIDE" in later.kinds or is_told_of_them)
        if is_alike and later.counts and later.has("DECIDE", "ANSWER"):
            return pass_all(read, "handled alone")
    return read
