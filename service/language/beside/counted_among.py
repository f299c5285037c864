"""Counts of applications among others: the parts of a count, those among all letters, how often they were answered, and by when."""

from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile

from service.language.beside.changes import pass_all, pass_measure, pass_measures, with_some_in
from service.language.beside.items import ALL_CASES, counts_amid, only_value, units_of
from service.language.beside.subjects import is_of_part
from service.language.claims import Claim, ReadItem, Relation
from service.language.clauses import Item
from service.language.frames import Actor, Period, Scope
from service.language.lexicon import spelled
from service.language.measures import OF_ALL
from service.reports.finding import Number


def of_parts_amid(items: list[ReadItem]) -> list[ReadItem]:
    """What comes to a count that it is among is of parts of that: 120件申请中,按期答复100件,延期答复20件; not where some are carried on."""
    for at, each in enumerate(items):
        whole = only_value(each.item) if counts_amid(each.item) else None
        listed = takewhile(lambda read: only_value(read.item) is not None, items[at + 1 :])
        added = [*accumulate(0 if read.item.has("CARRY") else only_value(read.item) or 0 for read in listed)]
        if whole and whole in added[1:]:
            parts = range(at + 1, at + 2 + added.index(whole))
            items = [pass_measures(read, OF_ALL, "a part") if n in parts else read for n, read in enumerate(items)]
    return items


def of_whole_amid(items: list[ReadItem]) -> list[ReadItem]:
    """A count of which so many are told right behind it is of all that there were, whatever word stands before it: 办结94件中的90件."""
    for at, (each, following) in enumerate(pairwise(items)):
        is_part = following.item.kinds == {"FILL", "COUNT"} and following.item.text.startswith(_OF)
        if counts_amid(each.item) and is_part:
            items[at] = pass_measures(each, OF_ALL, "of all that came in")
    return items


(_OF,) = spelled("so_many_of_it")


def of_same_ones(items: list[ReadItem]) -> list[ReadItem]:
    """As many as were told before to be others', of another year or of a part are those: 收到转办申请23件,23件均已答复."""
    are_withdrawn: dict[int | None, bool] = {}
    for at, each in enumerate(items):
        value = only_value(each.item)
        first = next((token.kind for token in each.item.tokens if token.kind not in _POINTS), "")
        if value and first == "COUNT" and are_withdrawn.get(value):
            items[at] = pass_measures(each, (*OF_ALL, "all_done"), "a part")
        are_withdrawn[value] = are_withdrawn.get(value, True) and bool(each.frame.withdrawn)
    return items


_POINTS = frozenset({"FILL", "REF"})


def of_share_of_more(items: list[ReadItem]) -> list[ReadItem]:
    """A count that is told to be a share of more is some of those: 引发行政复议2件,占全部3件的三分之二."""
    for at, (each, following) in enumerate(pairwise(items)):
        part, whole = only_value(each.item), only_value(following.item)
        is_share = following.item.text.startswith(_SHARE_OF_ALL)
        if is_share and part and whole and part < whole and any(c.measure in _ALL for c in each.claims):
            items[at] = with_some_in(each, "applications", "reviews")
    return items


_SHARE_OF_ALL, _ALL = spelled("share_of_all"), frozenset((*OF_ALL, *ALL_CASES))


def of_outcomes_of_part(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes that come to the count right before them are of that, where it is a part: 转办的6件全部办结,予以公开2件,无法提供4件."""
    for at, each in enumerate(items):
        if (whole := count_of_part(each)) and outcomes_up_to(items[at + 1 :]) == whole:
            items = [*items[: at + 1], *(without_outcome(read) for read in items[at + 1 :])]
    return items


def of_rows_apart(items: list[ReadItem]) -> list[ReadItem]:
    """Outcomes are some of all where a sentence lists one of their kinds apart: 18件不予公开,10件行政查询事项本段另列."""
    if not any(word in each.item.text for each in items for word in _APART):
        return items
    return [with_some_in(each, "applications") if "OUTCOME" in each.item.kinds else each for each in items]


_APART = spelled("listed_apart")


def count_of_part(read: ReadItem, *, is_alone: bool = False) -> Number:
    """What an item counts that tells of others, or which applications it is of in words that aren't known; 0 where it counts all.

    What is told beside it may say that a part by its name is all there are: `is_alone` where nothing is.
    """
    item = read.item
    if any(map(counts_all, read.claims)) or item.has("OUTCOME", "AMID"):
        return 0
    is_apart = _is_told_apart(item) or item.has("CARRY", "SOME") or read.frame.actor is not Actor.OWN
    is_apart = is_apart or read.frame.period is Period.PART
    counts_year = "THIS" in item.kinds or ("TOTAL" in item.kinds and not is_of_part(item))
    is_part = (is_alone and read.frame.scope is Scope.PART) or (is_apart and not counts_year)
    return (only_value(item) or 0) if is_part else 0


def counts_all(claim: Claim) -> bool:
    """Whether it surely counts all that came in or was answered."""
    return claim.measure in OF_ALL and claim.is_established and claim.relation is Relation.ALL


def _is_told_apart(item: Item) -> bool:
    """Whether words that aren't known may say which it counts: 简案快办15件, 转办的6件申请, and not 对15件申请."""
    is_of = any(a.value == "of" and b.kind in _COUNTED for a, b in pairwise(item.tokens))
    return bool(item.unknown) and (is_of or "APPLICATION" not in item.kinds)


_COUNTED = ("COUNT", "APPLICATION")


def outcomes_up_to(items: Sequence[ReadItem]) -> Number:
    """What two or more outcomes come to that are listed one behind the other; 0 for fewer."""
    counted = (read for read in items if read.item.counts)
    listed = [*takewhile(lambda read: read.item.has("OUTCOME", "REST") and only_value(read.item) is not None, counted)]
    return sum(only_value(read.item) or 0 for read in listed) if len(listed) > 1 else 0


def without_outcome(read: ReadItem) -> ReadItem:
    """The same, of which nothing is told where it names an outcome."""
    return pass_all(read, "a part") if "OUTCOME" in read.item.kinds else read


def of_those_balanced(items: list[ReadItem]) -> list[ReadItem]:
    """What was answered and what is left is of the count that both come to, where that is none of all: 转办52件,办结50件,未到期2件."""
    counted = [at for at, each in enumerate(items) if only_value(each.item) is not None]
    for whole, *parts in zip(counted, counted[1:], counted[2:], strict=False):
        answered, left = (items[at] for at in parts)
        added = sum(only_value(each.item) or 0 for each in (answered, left))
        is_of_all = items[whole].item.has("ALL", "TOTAL") or any(
            claim.measure in OF_ALL and claim.is_established for claim in items[whole].claims
        )
        is_balance = "ANSWER" in answered.item.kinds and any(c.measure == "carried_forward" for c in left.claims)
        if is_balance and not is_of_all and added == only_value(items[whole].item):
            for at in parts:
                items[at] = pass_all(items[at], "a part")
    return items


def of_no_applications(items: list[ReadItem]) -> list[ReadItem]:
    """Nothing is told of applications in a sentence that says that none are counted: 收到咨询46件,均不属于政府信息公开申请,其中答复44件."""
    if not any(_are_none(each.item) for each in items):
        return items
    return [pass_measures(each, (*OF_ALL, "carried_forward"), "no applications") for each in items]


def _are_none(item: Item) -> bool:
    """Whether it says that all are no applications, or ones for something else: 均不属于政府信息公开申请, 均为行政许可申请."""
    if item.counts or not item.text.endswith(_APPLICATIONS):
        return False
    is_denied = any(token.kind == "EXCEPT" for token in item.tokens)
    return is_denied or (item.has("ALL") and item.tokens[-1].kind == "MATTER")


_APPLICATIONS = spelled("named_applications")


def of_letters(items: list[ReadItem]) -> list[ReadItem]:
    """What came in is no count of applications where these are told to be some of it: 收到来信160件,其中政府信息公开申请119件."""
    for at, (each, following) in enumerate(pairwise(items)):
        whole, part = only_value(each.item), only_value(following.item)
        is_among = "AMONG" in following.item.kinds and _counts_applications(following.item)
        if whole and part and part < whole and is_among and not _counts_applications(each.item):
            items[at] = pass_measure(each, "received", "of all that came in")
    return items


def of_intake(items: list[ReadItem]) -> list[ReadItem]:
    """What came in before it was sorted is no count of the table, where two that come to it are told behind: 收到31件,误投5件,实收26件.

    It may be none where only fewer are told: 收到31件,剔除误投后受理26件.
    """
    for at, each in enumerate(items):
        whole = only_value(each.item)
        behind = [read.item for read in items[at + 1 :]]
        is_sorted = any(word in item.text for item in behind for word in _SORTED_OUT)
        told = [only_value(item) or 0 for item in behind]
        if whole and is_sorted and any(min(pair) > 0 and sum(pair) == whole for pair in pairwise(told)):
            items[at] = pass_measure(each, "received", "of all that came in")
        elif whole and is_sorted and any(0 < value < whole for value in told):
            items[at] = _perhaps_received(each)
    return items


_SORTED_OUT = spelled("sorted_out")


def _perhaps_received(read: ReadItem) -> ReadItem:
    told = (claim.perhaps if claim.measure == "received" else claim for claim in read.claims)
    return read._replace(claims=tuple(told))


def _counts_applications(item: Item) -> bool:
    """Whether applications, of no kind by their origin or way, are what it counts: 其中申请119件, 其中属于公开申请的119件."""
    said = [token.kind for token in item.tokens if token.kind != "FILL"]
    return ["APPLICATION", "COUNT"] in ([*pair] for pair in pairwise(said)) and not item.has(
        "CHANNEL", "APPLICANT", "SOME"
    )


def done_by_publication(items: list[ReadItem]) -> list[ReadItem]:
    """That all is done by a day of the next year says nothing of what was carried on into that: 截至2025年1月10日,2024年收到的申请全部办结."""
    is_later = False
    for at, each in enumerate(items):
        if is_later:
            items[at] = pass_measure(each, "all_done", "done in the next year")
        is_later = is_later or each.frame.period is Period.NEXT or any(word in each.item.text for word in _PUBLICATION)
    return items


_PUBLICATION = spelled("by_publication")


def of_times_answered(items: list[ReadItem]) -> list[ReadItem]:
    """How often it was answered is no count of what was received in another unit: 收到申请119件,答复130次."""
    received: set[str] = set()
    for at, each in enumerate(items):
        measures = {claim.measure for claim in each.claims}
        if "answered" in measures and received and received.isdisjoint(units_of(each.item)):
            items[at] = pass_measure(each, "answered", "times") if units_of(each.item) <= _TIMES else each
        received |= units_of(each.item) if "received" in measures else set()
    return items


_TIMES = frozenset(spelled("times_answered"))
