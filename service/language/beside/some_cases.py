"""Reviews and lawsuits beside each other: some among others, results of some, those over disclosure among all kinds."""

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise, takewhile

from service.language.beside.changes import doubted, pass_all, with_some_in
from service.language.beside.items import claims_in, counts_amid, is_over_disclosure, only_value, tells_some, units_of
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
        goes_on = are_some and not _counts_cases(each)
        are_some = is_among or is_of_one or goes_on or (is_answered and tells_some(each))
        of_some = is_among and previous is not None and bool(previous.item.unknown)
        tables = ("reviews", "applications") if of_some else ("reviews",)
        made.append(with_some_in(each, *tables) if are_some else each)
        is_answered = is_answered or {"OUTCOME", "COUNT"} <= each.item.kinds
    return made


_BROUGHT_BY_ONE = spelled("brought_by_one")


def over_other_decisions(items: list[ReadItem]) -> list[ReadItem]:
    """Cases over what was decided otherwise are in no table, nor are others behind them: 行政处罚217件,当事人申请复议3件,均维持."""
    are_over = False
    for at, (previous, each) in enumerate(zip((None, *items), items, strict=False)):
        are_over = (are_over and not is_over_disclosure(each.item)) or _were_decided_on(each.item)
        are_over = are_over or (previous is not None and _are_over_decisions(previous, each.item))
        if are_over:
            items[at] = pass_all(each, "over other decisions")
    return items


def _were_decided_on(item: Item) -> bool:
    """Whether it tells itself what the cases that it counts are over: 行政处罚决定被行政复议撤销0件."""
    is_against = any(token.text in _AGAINST for token in item.core)
    return is_against and item.has(*DECISIONS) and item.has(*CASES) and not item.has("DISCLOSURE")


def _are_over_decisions(previous: ReadItem, item: Item) -> bool:
    """Whether cases are told to be brought right behind a count of what they are over: 行政处罚217件,当事人申请复议3件.

    What is counted may be no decision that a table has, where the cases are told to be brought against it: 工伤认定320件,被申请复议2件.
    """
    before = previous.item
    if not before.counts or before.mark != "COMMA" or not item.has(*CASES) or item.has("DISCLOSURE"):
        return False
    if before.has(*DECISIONS):
        return item.has("APPLICATION", "ARISE", "PARTY")
    is_against = item.tokens[0].text.startswith(_AGAINST)
    is_of_others = bool(before.unknown) and not previous.claims and before.kinds.isdisjoint(_OWN)
    return is_against and is_of_others and units_of(before) <= CASES_ALONE


_AGAINST = spelled("against")
_OWN = frozenset({"APPLICATION", "DISCLOSURE", "PROACTIVE", *CASES})


def of_no_cases_of_some(items: list[ReadItem]) -> list[ReadItem]:
    """That none came of applications of a sort, which are counted right before, is told of these: 征地类申请44件,均未引发行政复议."""
    for at, (previous, each) in enumerate(pairwise(items), 1):
        is_of_them = "ALL" in each.item.kinds or each.item.text.startswith(_ALL)
        denies_of_them = "NOT" in each.item.kinds and is_of_them and each.item.has(*CASES) and not each.item.counts
        is_of_all = any(claim.measure in OF_ALL and claim.relation is Relation.ALL for claim in previous.claims)
        if denies_of_them and "APPLICATION" in previous.item.kinds and previous.item.counts and not is_of_all:
            items[at] = pass_all(each, "a part")
    return items


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


def without_all_kinds(items: list[ReadItem]) -> list[ReadItem]:
    """A count of cases is of all kinds where fewer of them are told to be over disclosure: 14件,其中信息公开类3件.

    What is told in between of their results is of all kinds, too: 14件,败诉1件,其中信息公开类3件.
    """
    for at, each in enumerate(items):
        if _counts_cases(each):
            results = list(takewhile(lambda read: _goes_on_with_cases(read.item), items[at + 1 :]))
            end = at + 1 + len(results)
            is_of_any = not results or not is_over_disclosure(each.item)
            if is_of_any and end < len(items) and _are_fewer_over_disclosure(items[end].item, each.item):
                items[end] = _over_disclosure(each, items[end])
                items[at:end] = [pass_all(read, "of all kinds of cases") for read in (each, *results)]
    return items


def of_other_kinds(items: list[ReadItem]) -> list[ReadItem]:
    """Cases are of all kinds where fewer are told behind them to be over disclosure, or all of them over decisions.

    被提起行政诉讼186件,涉及政府信息公开的12件; 复议3件,其中行政处罚类2件、信息公开类1件; 诉讼2件,均因行政处罚引起.
    """
    for at, each in enumerate(items):
        is_counted = _counts_cases(each) or any(claim.table == "reviews" and claim.value for claim in each.claims)
        if not is_counted or is_over_disclosure(each.item):
            continue
        behind = [read.item for read in items[at + 1 :]]
        is_any = any(_counts_fewer_over_disclosure(item, each.item) for item in behind)
        if is_any or (behind and _are_all_over_decisions(behind[0])):
            items[at] = pass_all(each, "of all kinds of cases")
        if is_any:
            items[at + 1 :] = [_without_decisions(read, each.item) for read in items[at + 1 :]]
            end = next(n for n in range(at + 1, len(items)) if _counts_fewer_over_disclosure(items[n].item, each.item))
            items[at + 1 : end] = [_of_any_case(read) for read in items[at + 1 : end]]
    return items


def _of_any_case(read: ReadItem) -> ReadItem:
    """The same, of which nothing is told where it counts what became of cases of all kinds."""
    return pass_all(read, "of all kinds of cases") if _tells_result(read.item) else read


def _without_decisions(read: ReadItem, cases: Item) -> ReadItem:
    """The same, of which nothing is told where it counts those of all `cases` that are over decisions: 属于行政处罚的213件."""
    value, part = only_value(cases), only_value(read.item)
    is_part = value is not None and part is not None and part < value
    is_kind = is_part and not read.item.kinds.isdisjoint(DECISIONS) and "DECIDE" not in read.item.kinds
    return pass_all(read, "of all kinds of cases") if is_kind else read


def _are_all_over_decisions(item: Item) -> bool:
    """Whether it tells without a count what all of them were over: 均因行政处罚引起."""
    return not item.counts and "ALL" in item.kinds and any(token.kind in DECISIONS for token in item.tokens)


def _counts_fewer_over_disclosure(item: Item, cases: Item) -> bool:
    """Whether its one count, or the first of several, is of fewer cases, and is told to be of those over disclosure."""
    value, part = only_value(cases), next((count.value for count in item.counts), None)
    is_kind = is_over_disclosure(item) and item.kinds <= _OVER_DISCLOSURE and units_of(item) <= CASES_ALONE
    is_kind = is_kind and not _points_back(item)
    return is_kind and value is not None and isinstance(part, Quantity) and 0 < part.value < value


_OVER_DISCLOSURE = frozenset("COUNT DISCLOSURE CAUSE FILL AMONG AND VERDICT".split())


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


def _over_disclosure(cases: ReadItem, part: ReadItem) -> ReadItem:
    """The part of cases that are over disclosure, of which what those claim is claimed: 行政复议16件,其中信息公开类3件."""
    item = part.item
    is_told_so = part.frame.withdrawn in ("", "a part") and "AMONG" in item.kinds
    is_named_so = is_over_disclosure(item) and not item.has("VERDICT", "JUDGES") and not _points_back(item)
    is_of_each = any(token.value == "each" for token in item.tokens)  # 其中因信息公开引发的分别为11件、12件
    if part.claims or is_of_each or not (is_told_so and is_named_so) or len(item.counts) != 1:
        return part
    count, value = item.counts[0], only_value(item)
    moved = (
        claim._replace(value=value or 0, figure=count.text, start=count.start, end=count.end, frame=part.frame)
        for claim in cases.claims
        if claim.measure in _CASES and claim.relation is Relation.ALL
    )
    doubt = "words unknown" if item.unknown else part.frame.unsure
    return part._replace(claims=tuple(doubted(claim, doubt) for claim in moved))


def _goes_on_with_cases(item: Item) -> bool:
    """Whether it tells what became of the cases before it, or counts nothing and names none: 多数针对行政处罚."""
    return _tells_result(item) or (not item.counts and item.kinds.isdisjoint(CASES))


def _tells_result(item: Item) -> bool:
    """Whether it counts no more than what became of the cases before it: 败诉1件, 其他3件."""
    if {"COUNT", "REST"} <= item.kinds <= _OF_REST:
        return True
    return item.has("VERDICT", "JUDGES") and "COUNT" in item.kinds and item.kinds <= _RESULT


_RESULT = frozenset("COUNT VERDICT JUDGES FILL AND".split())
_OF_REST = frozenset({"COUNT", "REST", "FILL"})


def _are_fewer_over_disclosure(item: Item, cases: Item) -> bool:
    """Whether it counts fewer than all `cases`, those over disclosure: by 其中, or by their kind alone."""
    value, part = only_value(cases), only_value(item)
    if not value or not part or part >= value:
        return False
    if "AMONG" in item.kinds:
        return is_over_disclosure(item) and not (item.unknown or item.has("SOME"))  # 其中因答复超期引发的3件
    is_kind = "DISCLOSURE" in item.kinds and item.kinds <= _KIND_ALONE and units_of(item) <= CASES_ALONE
    return is_kind and not is_over_disclosure(cases)


def _points_back(item: Item) -> bool:
    """Whether its cause is what was told before: 由此引起."""
    return any(token.kind == "CAUSE" and token.value == "so" for token in item.tokens)


_KIND_ALONE = frozenset("COUNT DISCLOSURE FILL".split())


def _counts_cases(read: ReadItem) -> bool:
    return any(claim.measure in _CASES for claim in read.claims)


_CASES = frozenset(CASES.values())


def _is_step_of_another(item: Item) -> bool:
    """Whether it counts what was asked for or carried out, and not what was decided: 行政许可受理1541件, 行政处罚案件结案208件."""
    return ("RECEIVE" in item.kinds and "ANSWER" not in item.kinds) or any(
        token.text in _CARRIED_OUT for token in item.core
    )


_CARRIED_OUT = spelled("carried_out")


def handled(read: ReadItem, before: Sequence[ReadItem], rest: Sequence[ReadItem]) -> ReadItem:
    """Cases that were handled are no decisions where those are told behind them: 办理处罚案件30件,作出处罚决定27件."""
    kinds = read.item.kinds & DECISIONS.keys()
    if not kinds or not read.claims or any("DECIDE" in each.item.kinds for each in (read, *before)):
        return read
    if _is_step_of_another(read.item):
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
