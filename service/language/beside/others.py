"""Counts of the body beside those of its seat, of its branches and of others, and what is left out of its figures."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from service.language.beside.changes import pass_all
from service.language.beside.items import listed_in, only_value, units_of
from service.language.claims import Certainty, Claim, ReadItem, Relation
from service.language.clauses import VERBS, Item, Segment
from service.language.frames import Actor
from service.language.measures import OF_ALL


def of_seat_in(items: list[ReadItem]) -> list[ReadItem]:
    """A count of all with what its list tells of the body's seat: 全县163件,其中县政府28件."""
    for at, each in enumerate(items):
        if any(claim.measure in OF_ALL for claim in each.claims):
            seats = (items[n].item for n in listed_in(items, at) if items[n].item.has("SEAT", "OWN"))
            told = next((value for seat in seats if (value := only_value(seat))), None)
            if told:
                items[at] = each._replace(claims=tuple(claim._replace(seat=told) for claim in each.claims))
    return items


def of_seat(items: list[ReadItem]) -> list[ReadItem]:
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
    if claim.measure != "received" or claim.reason != "another's":
        return claim
    return claim._replace(certainty=Certainty.TO_CHECK, relation=Relation.SOME, reason="whose")


def with_others(read: ReadItem) -> ReadItem:
    """A count that has others' in it by its bracket is not the body's own: 我局（含下属单位）收到8件."""
    if not read.item.asides:
        return read
    inner = list(read.item.in_brackets)
    if any("AMONG" in item.kinds and item.has("OTHERS", "REGION", "SYSTEM") for item in inner):
        return pass_all(read, "with others'")
    is_without = any("EXCEPT" in item.kinds and not item.has("CARRY", "LAST") and not item.counts for item in inner)
    return pass_all(read, "without some") if is_without else read


def without_left_out(items: list[ReadItem], tree: Sequence[Segment]) -> list[ReadItem]:
    """What the report says that it leaves out of its figures: the count before 不在统计之列, all before 均未列入."""
    starts = [segment.start for segment in tree]
    for at, each in enumerate(items):
        if not any(token.value == "here" for token in each.item.tokens) or not _leaves_out(each.item):
            continue
        begin = 0 if "ALL" in each.item.kinds else max(start for start in starts if start <= each.item.start)
        before = [n for n in range(at) if items[n].item.start >= begin and items[n].item.counts]
        for n in before if "ALL" in each.item.kinds else _listed_last(items, before):
            items[n] = pass_all(items[n], "left out")
    return items


def _leaves_out(item: Item) -> bool:
    """Whether it counts nothing itself that is left out, and no more than what isn't: 上述6件之外的与信息公开无关."""
    return not item.counts or any(token.kind == "EXCEPT" and token.value != "here" for token in item.tokens)


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


def without_seat(items: list[ReadItem]) -> list[ReadItem]:
    """What the body's seat counts where others' are counted beside it is a part: 局机关办理15件,7个分支局办理11件."""
    if not any(each.claims and "SEAT" in each.item.kinds for each in items):
        return items
    seats = [each.item for each in items if "SEAT" in each.item.kinds]
    verbs = {kind for seat in seats for kind in seat.kinds.intersection(VERBS)}
    units = {unit for seat in seats for unit in units_of(seat)}
    if not any(
        each.frame.actor is Actor.OTHER or (each.frame.actor is Actor.UNSURE and _may_count_others(each.item, verbs))
        for each in items
        if each.item.counts and "SEAT" not in each.item.kinds and units_of(each.item) & units
    ):
        return items
    return [pass_all(each, "the seat's") if "SEAT" in each.item.kinds else each for each in items]


def _may_count_others(item: Item, verbs: Collection[str]) -> bool:
    """Whether it does what the seat does, or names another and tells no verb of its own: 局机关收到申请3件,水文中心5件."""
    return item.has(*verbs) or item.is_by_unknown_name


def without_unnamed_beside_own(items: list[ReadItem]) -> list[ReadItem]:
    """What a body counts that may be its own is another's where its own is counted right behind: 试点乡镇作出6件,县局作出19件."""
    for at, (each, following) in enumerate(pairwise(items)):
        is_own = following.frame.actor is Actor.OWN and "OWN" in following.item.kinds
        if each.frame.actor is Actor.UNSURE and each.item.unknown and is_own and following.item.counts:
            items[at] = pass_all(each, "others' beside the body's own")
    return items
